//! `backplan library stats`: a library at a glance.

use std::collections::BTreeMap;

use anyhow::Result;
use chrono::NaiveDate;

use crate::cli::args::{Format, Stats};
use crate::cli::screen::Screen;
use crate::cli::{Ending, json, library_dir};
use backplan::library::{Certainty, Found, Layer, Library, MechanismId};
use backplan::lint::reviews_due;
use backplan::yaml::Word;

pub(super) fn run(args: &Stats, screen: &Screen) -> Result<Ending> {
    let on = args.on.unwrap_or_else(super::today);
    let read = library_dir::read_whole(args.whole.folder(), args.whole.revision.as_deref())?;
    super::sound(read, screen, |library| {
        let glance = Glance::of(library, on);
        match args.whole.format {
            Format::Json => screen.data(&json::text(&json::stats(library, &glance))?)?,
            Format::Text => screen.data(&glance.text(library, on))?,
        }
        Ok(Ending::Fine)
    })
}

/// The counts of a library.
pub(in crate::cli) struct Glance<'a> {
    pub(in crate::cli) families: BTreeMap<&'a str, usize>,
    pub(in crate::cli) techniques: usize,
    /// For each mechanism, the items that are tagged with it.
    pub(in crate::cli) mechanisms: Vec<(MechanismId, usize)>,
    pub(in crate::cli) certainty: Vec<(Certainty, usize)>,
    /// Items of the library's own, changes of the base's, and items taken over as they are.
    pub(in crate::cli) layers: [usize; 3],
    pub(in crate::cli) hidden: usize,
    /// Exercises with neither a drawing nor a picture.
    pub(in crate::cli) without_figure: Vec<&'a str>,
    pub(in crate::cli) run_out: usize,
    pub(in crate::cli) due: usize,
    /// When the first review runs out.
    pub(in crate::cli) first: Option<NaiveDate>,
}

impl<'a> Glance<'a> {
    fn of(library: &'a Library, on: NaiveDate) -> Self {
        let mut families = BTreeMap::new();
        for exercise in library.exercises() {
            *families.entry(exercise.family().unwrap_or(super::NO_FAMILY)).or_insert(0) += 1;
        }
        let all: Vec<Found<'_>> = library.all().collect();
        let tagged = |id| all.iter().filter(|found| found.effects().iter().any(|e| e.mechanism() == id)).count();
        let certain = |c| all.iter().filter(|found| found.evidence().certainty == c).count();
        let layer = |is: fn(&Layer) -> bool| all.iter().filter(|found| is(library.layer_of(**found))).count();
        let due = reviews_due(library, on);
        let run_out = due.iter().filter(|found| found.reviewed().until < on).count();
        Self {
            families,
            techniques: library.techniques().count(),
            mechanisms: MechanismId::ALL.iter().map(|id| (*id, tagged(*id))).collect(),
            certainty: Certainty::ALL.iter().map(|c| (*c, certain(*c))).collect(),
            layers: [
                layer(|l| matches!(l, Layer::Own | Layer::Replaces)),
                layer(|l| matches!(l, Layer::Changes(_))),
                layer(|l| matches!(l, Layer::Base)),
            ],
            hidden: library.hidden().len(),
            without_figure: library
                .exercises()
                .filter(|e| e.figure().is_none() && e.picture().is_none())
                .map(|e| e.id().as_str())
                .collect(),
            run_out,
            due: due.len() - run_out,
            first: all.iter().map(|found| found.reviewed().until).min(),
        }
    }

    fn text(&self, library: &Library, on: NaiveDate) -> String {
        let exercises: usize = self.families.values().sum();
        let mut text = format!("library {} {}: {}\n", library.id(), library.version(), library.name());
        text += &format!("{exercises} exercises, {} techniques\n", self.techniques);
        if let Some((id, version)) = library.base() {
            let [own, changed, base] = self.layers;
            text +=
                &format!("layers: {own} own, {changed} changed, {base} from {id} {version}, {} hidden\n", self.hidden);
        }
        text += "\nfamilies\n";
        text += &lines(self.families.iter().map(|(family, n)| ((*family).to_owned(), *n)));
        text += "\nmechanisms, by items that are tagged with them\n";
        text += &lines(self.mechanisms.iter().map(|(id, n)| (id.to_string(), *n)));
        text += "\ncertainty of the evidence\n";
        text += &lines(self.certainty.iter().map(|(c, n)| (c.to_string(), *n)));
        text += &format!("\nwithout a figure: {} of {exercises}\n", self.without_figure.len());
        let first = self.first.map_or_else(String::new, |date| format!("; the first holds until {date}"));
        text += &format!("\nreviews: {} have run out, {} will within 90 days of {on}{first}\n", self.run_out, self.due);
        text
    }
}

fn lines(counts: impl Iterator<Item = (String, usize)>) -> String {
    counts.map(|(what, n)| format!("  {n:>4}  {what}\n")).collect()
}

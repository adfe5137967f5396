//! One exercise or technique as a physio reads it.

use backplan::library::{ChangedField, Dose, DoseRange, Effect, Exercise, Found, Layer, Library, Sides, Technique};
use backplan::source::Place;

use crate::cli::plan::entry;

/// Where the text begins, beside its labels.
const LABEL: usize = 14;

/// Gathers labelled paragraphs.
struct Page {
    text: String,
    width: usize,
}

impl Page {
    fn add(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            self.text += &entry(&format!("{label:<LABEL$}"), text, self.width);
        }
    }

    /// Several paragraphs under one label.
    fn add_all(&mut self, label: &str, texts: impl IntoIterator<Item = String>) {
        for (i, text) in texts.into_iter().enumerate() {
            self.add(if i == 0 { label } else { "" }, &text);
        }
    }
}

/// One item in full.
pub(super) fn whole(found: Found<'_>, library: &Library, width: usize) -> String {
    let mut page = Page { text: format!("{} ({})\n", found.name(), found.id()), width };
    page.text += &entry("", found.purpose(), width);
    page.text.push('\n');
    match found {
        Found::Exercise(exercise) => of_exercise(exercise, library, &mut page),
        Found::Technique(technique) => of_technique(technique, &mut page),
    }
    page.add_all("soreness", found.effects().iter().map(told));
    if let Found::Technique(technique) = found {
        page.add_all("lessened by", technique.lessened_by().map(str::to_owned));
    }
    let cautions = found.avoid_if().into_iter().filter_map(|id| library.condition(id));
    page.add_all("avoid if", cautions.map(|c| format!("{}: {}", c.id(), c.definition())));
    let (evidence, reviewed) = (found.evidence(), found.reviewed());
    page.add("evidence", &format!("{}; certainty: {}", evidence.source, evidence.certainty));
    page.add("reviewed", &format!("{} on {}, until {}", reviewed.by, reviewed.on, reviewed.until));
    page.add("file", found.place().file().name());
    layers(library.layer_of(found), library, &mut page);
    page.text
}

/// Which layer each field comes from, in a library that extends another.
fn layers(layer: &Layer, library: &Library, page: &mut Page) {
    let Some((base, version)) = library.base() else { return };
    let (own, base) = (format!("{} {}", library.id(), library.version()), format!("{base} {version}"));
    match layer {
        Layer::Own => page.add("layer", &format!("all of it: {own}")),
        Layer::Replaces => page.add("layer", &format!("all of it: {own}, in the place of what {base} has")),
        Layer::Base => page.add("layer", &format!("all of it: {base}")),
        Layer::Changes(fields) => {
            let at = |place: &Place| format!("{}:{}", place.file().name(), place.line());
            let told = |field: &ChangedField| {
                let was = field.was.as_ref().map_or_else(|| "new".to_owned(), |was| format!("was at {}", at(was)));
                let removed = match field.removed.as_slice() {
                    [] => String::new(),
                    removed => format!("; takes away: {}", removed.join(" / ")),
                };
                let because = field.because.as_ref().map_or_else(String::new, |why| format!("; because: {why}"));
                format!("{}: {own}, {} ({was}){removed}{because}", field.field, at(&field.place))
            };
            page.add_all("layers", fields.iter().map(told));
            page.add("", &format!("all else: {base}"));
        }
    }
}

fn of_exercise(exercise: &Exercise, library: &Library, page: &mut Page) {
    page.add("family", exercise.family().unwrap_or_default());
    page.add("also called", &exercise.also_called().collect::<Vec<_>>().join(", "));
    page.add("position", &exercise.position().to_string());
    page.add("equipment", &words(exercise.equipment(), "none"));
    page.add_all("steps", (1..).zip(exercise.steps()).map(|(n, step)| format!("{n}. {step}")));
    page.add("feel", exercise.feel());
    page.add_all("mistakes", exercise.mistakes().map(str::to_owned));
    doses(exercise.dose(), page);
    let alone = exercise.ladder().alone().map(|why| format!("stands alone: {why}"));
    page.add("ladder", &alone.unwrap_or_else(|| ladder(exercise, library)));
    let work = exercise.work().iter();
    page.add_all("muscles", work.map(|w| format!("{}: {}, {} length", w.muscle(), w.action(), w.length())));
}

fn of_technique(technique: &Technique, page: &mut Page) {
    page.add("kind", &technique.kind().to_string());
    page.add("where", &technique.region().to_string());
    page.add("for patients", technique.patient_name());
}

fn doses(range: &DoseRange, page: &mut Page) {
    let rest = |dose: &Dose| dose.rest().map_or_else(String::new, |rest| format!(", rest {} s", rest.get()));
    let sides = match range.sides() {
        Sides::Both => "",
        Sides::Each => ", on each side",
    };
    page.add("dose", &format!("from {}{}{sides}", range.start().short(), rest(range.start())));
    let grows: Vec<String> = range.grow().iter().map(ToString::to_string).collect();
    page.add("", &format!("to {} at most, growing in {}", range.most().short(), grows.join(", then ")));
}

/// The whole ladder from its easiest exercise up, with this one marked.
fn ladder(exercise: &Exercise, library: &Library) -> String {
    let easier = std::iter::successors(exercise.ladder().easier(), |id| library.exercise(id)?.ladder().easier());
    let harder = std::iter::successors(exercise.ladder().harder(), |id| library.exercise(id)?.ladder().harder());
    let mut rungs: Vec<String> = easier.map(ToString::to_string).collect();
    rungs.reverse();
    rungs.push(format!("[{}]", exercise.id()));
    rungs.extend(harder.map(ToString::to_string));
    if rungs.len() == 1 { String::new() } else { format!("{} (easier to harder)", rungs.join(" > ")) }
}

fn words<W: std::fmt::Display>(words: &[W], none: &str) -> String {
    let words: Vec<String> = words.iter().map(ToString::to_string).collect();
    if words.is_empty() { none.to_owned() } else { words.join(", ") }
}

/// An effect in a line.
fn told(effect: &Effect) -> String {
    let chance = effect.chance().map_or_else(String::new, |c| format!(", {} of 10 people", c.of_ten()));
    let size = effect.peak().map_or_else(String::new, |p| format!(", size {p}"));
    let source = effect.source().unwrap_or("no source");
    format!("{}, {}{chance}{size} ({source})", effect.mechanism(), effect.region())
}

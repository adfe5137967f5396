//! How hard a handout is to read, as a patient reads it: every printed text that is a sentence.

use super::model::{Handout, SessionCard};
use crate::reading::{Counts, sentences, words};
use crate::wording::RichText;

/// How many of the hardest sentences are told.
const HARDEST: usize = 5;

/// The words from which a sentence is long enough for a grade of its own: in a shorter one, one word decides.
const SHORTEST: usize = 6;

/// How hard a handout is to read.
#[derive(Debug, Clone, PartialEq)]
pub struct Readability {
    /// What the grades are made from, over all texts.
    pub counts: Counts,
    /// The hardest sentences with their Flesch-Kincaid grades, the hardest first.
    pub hardest: Vec<(f64, String)>,
}

impl Readability {
    /// Measures a handout.
    pub fn of(handout: &Handout) -> Self {
        let texts = prose(handout);
        let mut counts = Counts::default();
        for text in &texts {
            counts += Counts::of(text);
        }
        let long = texts.iter().flat_map(|text| sentences(text)).filter(|s| words(s).count() >= SHORTEST);
        let graded = long.filter_map(|s| Some((Counts::of(s).flesch_kincaid()?, s.trim().to_owned())));
        let mut hardest: Vec<(f64, String)> = graded.collect();
        hardest.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        hardest.dedup();
        hardest.truncate(HARDEST);
        Self { counts, hardest }
    }
}

/// The texts of all parts that are read as sentences, in the order of the pages. Tables of dates and doses, labels and
/// headings are left out: their short pieces would make the rest look easier than it is.
fn prose(handout: &Handout) -> Vec<String> {
    let mut all: Vec<String> = handout.summary.paragraphs.iter().map(|p| p.plain()).collect();
    all.push(handout.today.text.plain());
    all.push(handout.calendar.caption.clone());
    all.push(handout.sessions.intro.plain());
    let of_card =
        |card: &SessionCard| std::iter::once(&card.text).chain(&card.points).map(RichText::plain).collect::<Vec<_>>();
    all.extend(handout.sessions.cards.iter().flat_map(of_card));
    all.push(handout.sessions.others.plain());
    all.extend(handout.why.items.iter().flat_map(|item| [item.when.plain(), item.text.plain(), item.helps.plain()]));
    all.extend(handout.sore.steps.iter().map(|step| step.plain()));
    all.push(handout.light.intro.plain());
    all.extend(handout.light.usual.rows.iter().chain(&handout.light.ache.rows).map(|row| row.text.plain()));
    all.extend(handout.light.after.iter().map(|line| line.plain()));
    all.push(handout.exercises.intro.plain());
    all.extend(handout.exercises.gate.iter().map(|gate| gate.text.plain()));
    all.extend(handout.exercises.left_out.iter().map(|text| text.plain()));
    for item in &handout.exercises.items {
        all.push(item.purpose.clone());
        all.extend(item.steps.iter().cloned());
        all.extend(item.change.iter().map(|text| text.plain()));
        all.extend(item.feel.iter().map(|note| note.text.clone()));
        all.extend(item.mistakes.iter().flat_map(|tips| tips.lines.iter().cloned()));
        all.extend(item.easier.iter().map(|note| note.text.clone()));
    }
    all.push(handout.diary.intro.plain());
    all.push(handout.help.intro.plain());
    for card in &handout.help.cards {
        all.push(card.heading.clone());
        all.extend(card.lines.iter().map(|line| line.plain()));
        all.extend(card.after.iter().cloned());
    }
    all.extend(handout.end.lines.iter().map(|line| line.plain()));
    all
}

//! Every word that the patient reads, but for those of the library: from a wording file, one for each locale.

mod key;
mod phrase;
mod read;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

pub use key::Key;
pub use phrase::{Phrase, RichText, Run};

use crate::country::Contacts;
use crate::gap::{self, Gap};
use crate::library::{Band, Equipment, MechanismId, Position, Region};
use crate::programme::Mode;
use crate::yaml::words;

words! {
    /// How urgent a help card is.
    Urgency, "an urgency" {
        /// Now.
        Emergency = "emergency",
        /// Today.
        Urgent = "urgent",
        /// In the next days.
        Soon = "soon",
    }
}

words! {
    /// A size of paper.
    Paper, "a paper" {
        /// A4.
        A4 = "a4",
        /// US Letter.
        Letter = "letter",
    }
}

/// When to get help, and where: one card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpCard {
    /// How urgent it is.
    pub urgency: Urgency,
    /// What to do, with gaps for whom to turn to.
    heading: Phrase,
    /// The same where there is no number for advice.
    without_advice: Phrase,
    /// The words that lead to the lines.
    pub when: String,
    /// The signs, one each.
    pub lines: Vec<String>,
    /// What follows the lines.
    pub after: Option<String>,
}

impl HelpCard {
    /// What to do, in a country.
    pub fn heading(&self, contacts: &Contacts) -> String {
        let emergency = ("emergency", contacts.emergency.as_str());
        let (department, doctor) = (("department", &*contacts.department), ("doctor", &*contacts.doctor));
        let heading = match contacts.advice.as_deref() {
            Some(advice) => self.heading.fill(&[emergency, department, doctor, ("advice", advice)]),
            None => self.without_advice.fill(&[emergency, department, doctor]),
        };
        // A wording of a clinic's own may name a number itself.
        contacts.instead_of_others(&heading.plain())
    }
}

/// The wording of one locale.
#[derive(Debug, Clone, PartialEq)]
pub struct Wording {
    language: String,
    region: String,
    paper: Paper,
    contacts: Contacts,
    elsewhere: Places,
    phrases: BTreeMap<Key, Phrase>,
    sore: ByMode,
    end: ByMode,
    help: Vec<HelpCard>,
    weekdays: Names<7>,
    months: Names<12>,
    regions: BTreeMap<Region, String>,
    positions: BTreeMap<Position, String>,
    equipment: BTreeMap<Equipment, String>,
    bands: BTreeMap<Band, String>,
    mechanisms: BTreeMap<MechanismId, String>,
    /// Words of the library with what is said here, the longest first.
    local: Vec<(String, String)>,
}

/// What is said where the country is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// Where to go in an emergency.
    pub department: String,
    /// The doctor that patients see first.
    pub doctor: String,
}

/// Phrases for each mode: what holds in the one may be wrong in the other.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ByMode {
    pain_contingent: Vec<Phrase>,
    time_contingent: Vec<Phrase>,
}

impl ByMode {
    fn of(&self, mode: Mode) -> &[Phrase] {
        match mode {
            Mode::PainContingent => &self.pain_contingent,
            Mode::TimeContingent => &self.time_contingent,
        }
    }
}

/// Names with short forms, for weekdays and months.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Names<const N: usize> {
    long: [String; N],
    short: [String; N],
}

impl Wording {
    /// The language, such as `en`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The region, such as `GB`.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// The paper that is usual there.
    pub fn paper(&self) -> Paper {
        self.paper
    }

    /// Whom to turn to there.
    pub fn contacts(&self) -> &Contacts {
        &self.contacts
    }

    /// What is said where the country is not known.
    pub fn elsewhere(&self) -> &Places {
        &self.elsewhere
    }

    /// The wording with others to turn to: those of a clinic, or of its country.
    #[must_use]
    pub fn turning_to(&self, contacts: Contacts) -> Self {
        Self { contacts, ..self.clone() }
    }

    /// A text of the library or the programme with the words that are said here, and whom to turn to.
    pub fn local(&self, text: &str) -> String {
        let filled = gap::fill(&self.contacts.instead_of_others(text), |gap| self.in_gap(gap));
        let replace = |text: String, (old, new): &(String, String)| whole_words(&text, old, new);
        self.local.iter().fold(filled, replace)
    }

    fn in_gap(&self, gap: Gap) -> String {
        let Contacts { emergency, advice, department, doctor } = &self.contacts;
        let doctor = ("doctor", doctor.as_str());
        match (gap, advice) {
            (Gap::Emergency, _) => emergency.clone(),
            (Gap::EmergencyDepartment, _) => department.clone(),
            (Gap::Doctor, _) => self.text(Key::YourDoctor, &[doctor]),
            (Gap::UrgentAdvice, Some(advice)) => self.text(Key::UrgentAdvice, &[("advice", advice), doctor]),
            (Gap::UrgentAdvice, None) => self.text(Key::YourDoctor, &[doctor]),
        }
    }

    /// A phrase with its gaps filled.
    pub fn rich(&self, key: Key, gaps: &[(&str, &str)]) -> RichText {
        // A wording that was read has a phrase for every key.
        self.phrases.get(&key).map(|p| p.fill(gaps)).unwrap_or_default()
    }

    /// A phrase with its gaps filled, without emphasis.
    pub fn text(&self, key: Key, gaps: &[(&str, &str)]) -> String {
        self.rich(key, gaps).plain()
    }

    /// What to do if it is sore, step by step, in a programme of a mode.
    pub fn sore(&self, mode: Mode) -> &[Phrase] {
        self.sore.of(mode)
    }

    /// The summary at the end of a programme of a mode.
    pub fn end(&self, mode: Mode) -> &[Phrase] {
        self.end.of(mode)
    }

    /// When to get help, most urgent first.
    pub fn help(&self) -> &[HelpCard] {
        &self.help
    }

    /// A part of the body, as in "in the lower back".
    pub fn body_part(&self, region: Region) -> &str {
        self.regions.get(&region).map_or("", String::as_str)
    }

    /// A position.
    pub fn position(&self, position: Position) -> &str {
        self.positions.get(&position).map_or("", String::as_str)
    }

    /// A piece of equipment, with its article.
    pub fn equipment(&self, equipment: Equipment) -> &str {
        self.equipment.get(&equipment).map_or("", String::as_str)
    }

    /// The colour of a band.
    pub fn band(&self, band: Band) -> &str {
        self.bands.get(&band).map_or("", String::as_str)
    }

    /// A mechanism as a short sentence: what goes on in the body.
    pub fn mechanism(&self, mechanism: MechanismId) -> &str {
        self.mechanisms.get(&mechanism).map_or("", String::as_str)
    }

    /// A weekday, such as "Monday".
    pub fn weekday(&self, day: Weekday) -> &str {
        name(&self.weekdays.long, day.num_days_from_monday())
    }

    /// A weekday, such as "Mon".
    pub fn weekday_short(&self, day: Weekday) -> &str {
        name(&self.weekdays.short, day.num_days_from_monday())
    }

    /// A date, such as "Monday 30 November".
    pub fn date(&self, date: NaiveDate) -> String {
        self.dated(Key::DateLong, date, &self.months.long)
    }

    /// A date with its year, such as "Monday 30 November 2026".
    pub fn date_full(&self, date: NaiveDate) -> String {
        self.dated(Key::DateFull, date, &self.months.long)
    }

    /// A day and a month, such as "30 Nov".
    pub fn date_short(&self, date: NaiveDate) -> String {
        self.dated(Key::DateShort, date, &self.months.short)
    }

    fn dated(&self, key: Key, date: NaiveDate, months: &[String]) -> String {
        let gaps = [
            ("weekday", self.weekday(date.weekday())),
            ("day", &date.day().to_string()),
            ("month", name(months, date.month0())),
            ("year", &date.year().to_string()),
        ];
        self.text(key, &gaps)
    }

    /// A list in words: "a", "a and b", "a, b and c".
    pub fn list<T: AsRef<str>>(&self, items: &[T]) -> String {
        let Some((last, rest)) = items.split_last() else {
            return String::new();
        };
        let Some((first, middle)) = rest.split_first() else {
            return last.as_ref().to_owned();
        };
        let most = middle.iter().fold(first.as_ref().to_owned(), |most, next| {
            self.text(Key::Comma, &[("most", &most), ("last", next.as_ref())])
        });
        self.text(Key::And, &[("most", &most), ("last", last.as_ref())])
    }
}

/// Replaces words where they stand as whole words; a capital at the beginning stays one.
fn whole_words(text: &str, old: &str, new: &str) -> String {
    let lower = text.to_lowercase();
    // Where lower case has another length, places would not agree.
    if lower.len() != text.len() {
        return text.to_owned();
    }
    let mut replaced = String::with_capacity(text.len());
    let mut done = 0;
    for (at, _) in lower.match_indices(&old.to_lowercase()) {
        let (before, end) = (text.get(..at).unwrap_or_default(), at + old.len());
        let (found, after) = (text.get(at..end).unwrap_or_default(), text.get(end..).unwrap_or_default());
        let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if is_part(before.chars().next_back()) || is_part(after.chars().next()) {
            continue;
        }
        replaced.push_str(text.get(done..at).unwrap_or_default());
        let mut letters = new.chars();
        match letters.next() {
            Some(first) if found.starts_with(char::is_uppercase) => replaced.extend(first.to_uppercase()),
            first => replaced.extend(first),
        }
        replaced.extend(letters);
        done = end;
    }
    replaced.push_str(text.get(done..).unwrap_or_default());
    replaced
}

fn name(names: &[String], index: u32) -> &str {
    usize::try_from(index).ok().and_then(|i| names.get(i)).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::whole_words;

    #[test]
    fn only_whole_words_are_replaced_and_capitals_stay() {
        let replace = |text| whole_words(text, "ring", "call");
        assert_eq!(replace("Ring us. Bring a ring, during spring."), "Call us. Bring a call, during spring.");
        assert_eq!(replace("é ring"), "é call");
        assert_eq!(replace("İ ring"), "İ ring", "lower case has another length");
    }
}

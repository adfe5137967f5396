//! Every word that the patient reads, but for those of the library: from a wording file, one for each locale.

mod key;
mod phrase;
mod read;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

pub use key::Key;
pub use phrase::{Phrase, RichText, Run};

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

/// When to get help, and where: one card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpCard {
    /// How urgent it is.
    pub urgency: Urgency,
    /// What to do.
    pub heading: String,
    /// The words that lead to the lines.
    pub when: String,
    /// The signs, one each.
    pub lines: Vec<String>,
    /// What follows the lines.
    pub after: Option<String>,
}

/// The wording of one locale.
#[derive(Debug, Clone, PartialEq)]
pub struct Wording {
    language: String,
    region: String,
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

fn name(names: &[String], index: u32) -> &str {
    usize::try_from(index).ok().and_then(|i| names.get(i)).map_or("", String::as_str)
}

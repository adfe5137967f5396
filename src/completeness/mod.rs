//! How completely a programme is described, by the Consensus on Exercise Reporting Template (CERT, Slade 2016).
//!
//! Whoever takes over a patient has to be able to do the same again. Most items follow from the programme, its library and
//! its plan; the rest is the physio's to say, under `record:`. What is missing is information, and no finding.

mod item;
mod worked;

pub use item::Item;

use crate::library::Library;
use crate::programme::{Answer, Programme, Topic};
use crate::schedule::Schedule;
use crate::yaml::words;

words! {
    /// Where an item is described.
    Origin, "an origin" {
        /// Under `record:` in the programme.
        Record = "record",
        /// Elsewhere in the programme.
        Programme = "programme",
        /// In the library: its exercises and its rules.
        Library = "library",
        /// In the dates and doses.
        Plan = "plan",
    }
}

/// How an item of the template stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is described: where, and what of it.
    Met(Origin, String),
    /// It is left to the physio, and why.
    Physio(String),
    /// It is not described: the topic of `record:` under which it would be, and what is lacking.
    Missing(Topic, String),
}

/// Every item of the template with its standing, in order.
///
/// What is written under `record:` goes before what follows from the programme, as its author knows better.
pub fn completeness(programme: &Programme, library: &Library, schedule: &Schedule) -> Vec<(Item, Standing)> {
    let worked = worked::Worked::new(programme, library, schedule);
    let standing = |item: Item| match item.topic().and_then(|topic| programme.record(topic)) {
        Some(Answer::Said(text)) => Standing::Met(Origin::Record, text.clone()),
        Some(Answer::AtTheVisit(why)) => Standing::Physio(why.clone()),
        None => worked.standing(item),
    };
    Item::each().map(|item| (item, standing(item))).collect()
}

/// How many items are met.
pub fn met(items: &[(Item, Standing)]) -> usize {
    items.iter().filter(|(_, standing)| matches!(standing, Standing::Met(..))).count()
}

//! The programme with dates and doses.

mod calendar;
mod plan;
mod progression;
mod session;

pub use plan::plan;
pub use session::{Change, Item, Session, SessionKind, StepReason};

use chrono::NaiveDate;

/// Every session of a programme, in order, with its date and doses.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    start: NaiveDate,
    before: Vec<Session>,
    sessions: Vec<Session>,
}

impl Schedule {
    /// The first day of the first week.
    pub fn start(&self) -> NaiveDate {
        self.start
    }

    /// What was done before the first day, by date: sessions without a number.
    pub fn before(&self) -> &[Session] {
        &self.before
    }

    /// The sessions by date; on one day the visit comes before the home session.
    pub fn sessions(&self) -> &[Session] {
        &self.sessions
    }
}

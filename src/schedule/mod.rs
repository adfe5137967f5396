//! The programme with dates and doses.

mod session;

pub use session::{Bar, BarReason, Change, Held, Item, LeftOut, Session, SessionKind, StepReason};

use chrono::{NaiveDate, TimeDelta};

/// Every session of a programme, in order, with its date and doses.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    start: NaiveDate,
    before: Vec<Session>,
    sessions: Vec<Session>,
    dropped: Vec<Session>,
}

impl Schedule {
    /// Puts a schedule together: what was done before, and the sessions, both by date. Numbers the sessions.
    pub(crate) fn new(start: NaiveDate, before: Vec<Session>, mut sessions: Vec<Session>) -> Self {
        for (number, session) in (1..).zip(&mut sessions) {
            session.number = number;
        }
        Self { start, before, sessions, dropped: Vec::new() }
    }

    /// The schedule with the days of which the rules of rest left nothing, by date.
    #[must_use]
    pub(crate) fn with_dropped(self, dropped: Vec<Session>) -> Self {
        Self { dropped, ..self }
    }

    /// The same sessions and doses on other days, all as much later, or earlier; nothing if a day would lie beyond the calendar.
    ///
    /// This is what a plan for that first day comes to if it is whole weeks away and the programme names no dates.
    pub fn moved_by(&self, time: TimeDelta) -> Option<Self> {
        let moved = |sessions: &[Session]| sessions.iter().map(|s| s.moved_by(time)).collect::<Option<Vec<Session>>>();
        Some(Self {
            start: self.start.checked_add_signed(time)?,
            before: moved(&self.before)?,
            sessions: moved(&self.sessions)?,
            dropped: moved(&self.dropped)?,
        })
    }

    /// The first day of the first week.
    pub fn start(&self) -> NaiveDate {
        self.start
    }

    /// What was done before the first day, by date: sessions without a number.
    pub fn before(&self) -> &[Session] {
        &self.before
    }

    /// The home sessions of which nothing is left, by date: without a number, only with what is left out and why.
    pub fn dropped(&self) -> &[Session] {
        &self.dropped
    }

    /// The sessions by date; on one day the visit comes before the home session.
    pub fn sessions(&self) -> &[Session] {
        &self.sessions
    }
}

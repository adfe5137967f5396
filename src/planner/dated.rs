//! What has a date of its own: visits, and what was done before the first day.

use chrono::NaiveDate;

use crate::library::Library;
use crate::programme::{Done, Programme, week_of};
use crate::schedule::{Change, Item, Session, SessionKind, StepReason};

/// Sessions go by date; a visit comes before the home session of the same day.
pub(super) fn order(session: &Session) -> (NaiveDate, bool) {
    (session.date, matches!(session.kind, SessionKind::Home(_)))
}

/// What was done before the first day.
pub(super) fn before(programme: &Programme, library: &Library, start: NaiveDate) -> Vec<Session> {
    let mut before = Vec::new();
    for earlier in programme.earlier() {
        let date = earlier.date(start);
        let (kind, at) = match earlier.what() {
            Done::Exercise(exercise, dose) => {
                let (change, reason) = (Change::Start, StepReason::First);
                let item = Item { exercise: exercise.clone(), dose: *dose, change, reason };
                (SessionKind::Home(vec![item]), library.rules().curve.home_at)
            }
            Done::Technique(id) => (SessionKind::Clinic(vec![id.clone()]), library.rules().curve.visit_at),
        };
        let session = Session { number: 0, week: 0, date, at, kind, left_out: Vec::new() };
        before.extend(std::iter::repeat_n(session, earlier.times() as usize));
    }
    before.sort_by_key(order);
    before
}

/// The visits, by date.
pub(super) fn visits(programme: &Programme, library: &Library, start: NaiveDate) -> Vec<Session> {
    let mut sessions: Vec<Session> = Vec::new();
    for visit in programme.visits() {
        let date = visit.day().date(start);
        let week = week_of(start, date);
        sessions.push(Session {
            number: 0,
            week,
            date,
            at: library.rules().curve.visit_at,
            kind: SessionKind::Clinic(visit.techniques().cloned().collect()),
            left_out: Vec::new(),
        });
    }
    sessions.sort_by_key(order);
    sessions
}

//! What has a date of its own: visits, and what was done before the first day.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Findings};
use crate::library::Library;
use crate::programme::{Done, Programme, VisitDay};
use crate::schedule::{Change, Item, Session, SessionKind, StepReason, date_of, week_of};

/// Sessions go by date; a visit comes before the home session of the same day.
pub(super) fn order(session: &Session) -> (NaiveDate, bool) {
    (session.date, matches!(session.kind, SessionKind::Home(_)))
}

/// What was done before the first day.
pub(super) fn before(
    programme: &Programme,
    library: &Library,
    start: NaiveDate,
    findings: &mut Findings,
) -> Vec<Session> {
    let mut before = Vec::new();
    for earlier in programme.earlier() {
        let date = earlier.date(start);
        if date >= start {
            findings.add(
                Code::DateOrder,
                earlier.place(),
                format!("done on {date}, which is not before the first day, {start}"),
                "`earlier` is for what was done before the programme; plan it in a phase or visit, or mend the date",
            );
        }
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

/// The visits, by date; reports those that lie outside the programme or fall on one day.
pub(super) fn visits(
    programme: &Programme,
    library: &Library,
    start: NaiveDate,
    findings: &mut Findings,
) -> Vec<Session> {
    let mut sessions: Vec<Session> = Vec::new();
    for visit in programme.visits() {
        let (week, date) = match visit.day() {
            VisitDay::InWeek(week, day) => (week, date_of(start, week, day)),
            VisitDay::On(date) => (week_of(start, date), date),
        };
        if date < start {
            findings.add(
                Code::DateOrder,
                visit.place(),
                format!("a visit on {date}, before the first day, {start}"),
                "mend the date or `start`; a visit that has been goes under `earlier`",
            );
        } else if week > programme.weeks().get() {
            findings.add(
                Code::VisitOutside,
                visit.place(),
                format!(
                    "a visit on {date}, in week {week}, but the programme ends in week {}",
                    programme.weeks().get()
                ),
                "move the visit, or lengthen the programme",
            );
        } else if sessions.iter().any(|s| s.date == date) {
            findings.add(
                Code::DuplicateId,
                visit.place(),
                format!("two visits on {date}"),
                "make them one, with all techniques",
            );
        }
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

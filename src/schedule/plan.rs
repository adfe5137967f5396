//! From a programme to a [`Schedule`].

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Schedule;
use super::calendar::{date_of, week_of};
use super::progression::{Course, course};
use super::session::{Change, Item, Session, SessionKind, StepReason};
use crate::diagnostic::{Code, Findings, Outcome};
use crate::library::{Dose, ExerciseId, Library, Variable};
use crate::programme::{Done, Phase, Prescription, Programme, VisitDay};

/// Works out every session of a programme that starts on a day.
///
/// The same input gives the same schedule; a start a week later gives the same doses a week later.
pub fn plan(programme: &Programme, library: &Library, start: NaiveDate) -> Outcome<Schedule> {
    let mut findings = Findings::new();
    let mut sessions = home_sessions(programme, library, start, &mut findings);
    sessions.extend(visits(programme, library, start, &mut findings));
    sessions.sort_by_key(|session| (session.date, is_home(session)));
    for (number, session) in (1..).zip(&mut sessions) {
        session.number = number;
    }
    let before = before(programme, library, start, &mut findings);
    Outcome::new(Some(Schedule { start, before, sessions }), findings)
}

/// What was done before the first day.
fn before(programme: &Programme, library: &Library, start: NaiveDate, findings: &mut Findings) -> Vec<Session> {
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
        let session = Session { number: 0, week: 0, date, at, kind };
        before.extend(std::iter::repeat_n(session, earlier.times() as usize));
    }
    before.sort_by_key(|session| (session.date, is_home(session)));
    before
}

/// Sorts a visit before the home session of the same day.
fn is_home(session: &Session) -> bool {
    matches!(session.kind, SessionKind::Home(_))
}

fn visits(programme: &Programme, library: &Library, start: NaiveDate, findings: &mut Findings) -> Vec<Session> {
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
        });
    }
    sessions
}

fn home_sessions(programme: &Programme, library: &Library, start: NaiveDate, findings: &mut Findings) -> Vec<Session> {
    let mut sessions = Vec::new();
    let mut last: BTreeMap<ExerciseId, Dose> = BTreeMap::new();
    let mut first_week = 1;
    for phase in programme.phases() {
        let weeks = first_week..first_week + phase.weeks().get();
        first_week = weeks.end;
        if phase.prescriptions().is_empty() {
            continue;
        }
        let mut days: Vec<(u32, NaiveDate)> =
            weeks.flat_map(|week| programme.days().iter().map(move |day| (week, date_of(start, week, *day)))).collect();
        days.sort();
        let courses = courses(phase, library, days.len(), &mut last, findings);
        for (i, (week, date)) in days.into_iter().enumerate() {
            let items = courses.iter().filter_map(|items| items.get(i).cloned()).collect();
            sessions.push(Session {
                number: 0,
                week,
                date,
                at: library.rules().curve.home_at,
                kind: SessionKind::Home(items),
            });
        }
    }
    sessions
}

/// The items of each prescription of a phase, session by session.
fn courses(
    phase: &Phase,
    library: &Library,
    sessions: usize,
    last: &mut BTreeMap<ExerciseId, Dose>,
    findings: &mut Findings,
) -> Vec<Vec<Item>> {
    let mut all = Vec::new();
    for prescription in phase.prescriptions() {
        let earlier = last.get(prescription.exercise()).copied();
        let start = earlier.filter(|_| prescription.continues()).unwrap_or(*prescription.start());
        let order = growing(prescription, &start);
        let course = course(start, prescription.goal(), &order, sessions, &library.rules().progression);
        if !course.reaches_goal {
            unreached(prescription, phase, sessions, findings);
        }
        let items = items(prescription, course, earlier);
        if let Some(item) = items.last() {
            last.insert(prescription.exercise().clone(), item.dose);
        }
        all.push(items);
    }
    all
}

/// The variables that still have to grow: the written order, then any in which an earlier phase stopped short.
fn growing(prescription: &Prescription, start: &Dose) -> Vec<Variable> {
    use crate::yaml::Word;
    let goal = prescription.goal();
    let rest = Variable::ALL.iter().filter(|v| !prescription.order().contains(v));
    prescription.order().iter().chain(rest).copied().filter(|v| start.get(*v) < goal.get(*v)).collect()
}

fn unreached(prescription: &Prescription, phase: &Phase, sessions: usize, findings: &mut Findings) {
    findings.add(
        Code::GoalUnreached,
        prescription.place(),
        format!("`{}` does not reach its goal in the {sessions} sessions of this phase", prescription.exercise()),
        format!(
            "lower the goal, raise the start, or give the phase `{}` more than {} weeks",
            phase.name(),
            phase.weeks().get()
        ),
    );
}

fn items(prescription: &Prescription, course: Course, earlier: Option<Dose>) -> Vec<Item> {
    let mut before = earlier;
    let mut done = 0;
    let doses = course.doses.into_iter().enumerate();
    doses
        .map(|(i, (dose, grew))| {
            let change = before.map_or(Change::Start, |before| compare(&before, &dose));
            done = if change == Change::Same { done + 1 } else { 1 };
            let reason = match (grew, i, earlier) {
                (Some(variable), ..) => StepReason::Grew(variable),
                (None, 0, None) => StepReason::First,
                (None, 0, Some(_)) => StepReason::NewPhase,
                _ if dose == *prescription.goal() => StepReason::AtGoal,
                _ => StepReason::Settling { done },
            };
            before = Some(dose);
            Item { exercise: prescription.exercise().clone(), dose, change, reason }
        })
        .collect()
}

/// How a dose compares with the one before: up if any variable rose, down if any fell and none rose.
fn compare(before: &Dose, now: &Dose) -> Change {
    use crate::yaml::Word;
    let moved = |up: bool| {
        Variable::ALL.iter().any(|v| {
            let (a, b) = (before.get(*v), now.get(*v));
            if up { b > a } else { b < a }
        })
    };
    if moved(true) {
        Change::Up
    } else if moved(false) {
        Change::Down
    } else {
        Change::Same
    }
}

//! The smallest change that mends something, found by trying.

use std::fmt;

use super::Whole;
use super::overlap::{Overlap, overlaps};
use crate::diagnostic::Code;
use crate::forecast::{Agent, SessionForecast, forecast};
use crate::library::{Dose, ExerciseId, TechniqueId, Variable};
use crate::planner::plan;
use crate::programme::{Day, Days, Programme, VisitDay};
use crate::yaml::Word;

/// How many days a session is moved at the most.
const MOST_DAYS: u32 = 3;

/// A change of the programme.
#[derive(Debug, Clone, PartialEq)]
pub enum Remedy {
    /// A visit on another day.
    Visit {
        /// The day it is on.
        from: VisitDay,
        /// The day it would be on.
        to: VisitDay,
    },
    /// Other days of the week for the home sessions.
    Days(Days),
    /// A lighter start of an exercise.
    Lighter {
        /// The exercise.
        exercise: ExerciseId,
        /// Its start.
        start: Dose,
    },
    /// A week without its pinned dose of an exercise.
    Unpinned {
        /// The exercise.
        exercise: ExerciseId,
        /// The week.
        week: u32,
    },
    /// Two visits whose techniques change places.
    Order {
        /// The one.
        first: VisitDay,
        /// The other.
        second: VisitDay,
    },
}

impl fmt::Display for Remedy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Visit { from, to } => write!(f, "move the visit from {from} to {to}"),
            Self::Days(days) => write!(f, "use `days: {days}`"),
            Self::Lighter { exercise, start } => write!(f, "start `{exercise}` at `{start}`"),
            Self::Unpinned { exercise, week } => write!(f, "take the pin of `{exercise}` in week {week} away"),
            Self::Order { first, second } => {
                write!(f, "let the visits on {first} and {second} change places")
            }
        }
    }
}

/// What a remedy is for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ill<'a> {
    /// The exercise or technique that it comes from.
    pub(super) agent: &'a Agent,
    /// The sessions that take part in it, by their numbers.
    pub(super) sessions: &'a [u32],
}

/// The smallest change that was tried and avoids an overlap without bringing another or going over the ceiling.
pub(super) fn against_overlap(overlap: &Overlap, whole: &Whole<'_>) -> Option<Remedy> {
    let pairs = |all: &[Overlap]| all.iter().map(|o| o.pairs().len()).sum::<usize>();
    let (before, over) = (pairs(&overlaps(whole)), over_ceiling(whole).len());
    let sessions: Vec<u32> = overlap.pairs().iter().flat_map(|(a, b)| [*a, *b]).collect();
    let ill = Ill { agent: overlap.agent(), sessions: &sessions };
    first(ill, whole, |changed| {
        let left = overlaps(changed);
        let gone = !left.iter().any(|o| o.is_like(overlap));
        gone && pairs(&left) < before && over_ceiling(changed).len() <= over
    })
}

/// The smallest change that was tried and leaves no session over the ceiling.
pub(super) fn against_ceiling(ill: Ill<'_>, whole: &Whole<'_>) -> Option<Remedy> {
    first(ill, whole, |changed| over_ceiling(changed).is_empty())
}

/// The first change after which a programme is as it should be, if possible one that costs no goal.
fn first(ill: Ill<'_>, whole: &Whole<'_>, is_well: impl Fn(&Whole<'_>) -> bool) -> Option<Remedy> {
    let planned = |programme: &Programme| {
        let (schedule, findings) = plan(programme, whole.library, whole.schedule.start()).into_parts();
        Some((schedule?, findings.iter().filter(|f| f.code() == Code::GoalUnreached).count()))
    };
    let unreached = planned(whole.programme)?.1;
    let mut costly = None;
    for (remedy, changed) in candidates(ill, whole) {
        let Some((schedule, now)) = planned(&changed) else { continue };
        let forecasts = forecast(&schedule, &changed, whole.library);
        let changed = Whole { programme: &changed, library: whole.library, schedule: &schedule, forecasts: &forecasts };
        if !is_well(&changed) {
            continue;
        }
        if now <= unreached {
            return Some(remedy);
        }
        costly.get_or_insert(remedy);
    }
    costly
}

/// The sessions over the ceiling.
pub(super) fn over_ceiling<'a>(whole: &Whole<'a>) -> Vec<&'a SessionForecast> {
    let ceiling = whole.programme.ceiling().map(|c| c.value.rounded());
    whole.forecasts.iter().filter(|f| ceiling.is_some_and(|c| f.peak().rounded() > c)).collect()
}

/// Changes to try, the smallest first: a visit moved by a day, a lighter start, visits that change places, a home day
/// moved, and so on to larger ones.
fn candidates(ill: Ill<'_>, whole: &Whole<'_>) -> Vec<(Remedy, Programme)> {
    let programme = whole.programme;
    let mut all = Vec::new();
    for by in 1..=MOST_DAYS {
        all.extend(moved_visits(ill.sessions, whole, by));
        if by == 1 {
            if let Agent::Exercise(id) = ill.agent {
                all.extend(unpinned(id, programme));
                all.extend(lighter(id, programme));
            }
            if let Agent::Technique(id) = ill.agent {
                all.extend(swapped(id, programme));
            }
        }
        all.extend(moved_days(programme, by));
    }
    all
}

/// The visits among some sessions, on other days of their week.
fn moved_visits(numbers: &[u32], whole: &Whole<'_>, by: u32) -> Vec<(Remedy, Programme)> {
    let part = |from: VisitDay| {
        let on =
            whole.schedule.sessions().iter().filter(|s| numbers.contains(&s.number()) && !s.techniques().is_empty());
        on.into_iter().any(|s| match from {
            VisitDay::On(date) => s.date() == date,
            VisitDay::InWeek(week, day) => s.week() == week && chrono::Datelike::weekday(&s.date()) == day.into(),
        })
    };
    let mut all = Vec::new();
    for visit in whole.programme.visits().iter().filter(|v| part(v.day())) {
        for to in shifted(visit.day(), by) {
            let changed = whole.programme.with_visit_moved(visit.day(), to);
            all.push((Remedy::Visit { from: visit.day(), to }, changed));
        }
    }
    all
}

/// A day some days later and earlier, if it is in the same week.
fn shifted(day: VisitDay, by: u32) -> Vec<VisitDay> {
    match day {
        VisitDay::InWeek(week, day) => {
            [later(day, by), earlier(day, by)].into_iter().flatten().map(|day| VisitDay::InWeek(week, day)).collect()
        }
        VisitDay::On(date) => {
            let days = chrono::Days::new(by.into());
            [date.checked_add_days(days), date.checked_sub_days(days)].into_iter().flatten().map(VisitDay::On).collect()
        }
    }
}

fn later(day: Day, by: u32) -> Option<Day> {
    Day::ALL.get(day as usize + by as usize).copied()
}

fn earlier(day: Day, by: u32) -> Option<Day> {
    (day as usize).checked_sub(by as usize).and_then(|i| Day::ALL.get(i)).copied()
}

/// The home sessions with one day of the week moved to a free one.
fn moved_days(programme: &Programme, by: u32) -> Vec<(Remedy, Programme)> {
    let Days::Weekdays(days) = programme.days() else { return Vec::new() };
    let mut all = Vec::new();
    for day in days {
        for to in [later(*day, by), earlier(*day, by)].into_iter().flatten().filter(|to| !days.contains(to)) {
            let mut moved: Vec<Day> = days.iter().map(|d| if d == day { to } else { *d }).collect();
            moved.sort();
            if neighbours(&moved) > neighbours(days) {
                continue;
            }
            let moved = Days::Weekdays(moved);
            all.push((Remedy::Days(moved.clone()), programme.with_days(moved)));
        }
    }
    all
}

/// How many days of a week follow another one directly.
fn neighbours(days: &[Day]) -> usize {
    days.iter().filter(|day| days.iter().any(|other| (*other as usize + 1) % Day::ALL.len() == **day as usize)).count()
}

/// The programme without one of the doses pinned for an exercise.
fn unpinned(id: &ExerciseId, programme: &Programme) -> Vec<(Remedy, Programme)> {
    let prescriptions = programme.phases().iter().flat_map(|p| p.prescriptions()).filter(|p| p.exercise() == id);
    let weeks = prescriptions.flat_map(|p| p.pins()).map(|pin| pin.what.0);
    weeks.map(|week| (Remedy::Unpinned { exercise: id.clone(), week }, programme.without_pin(id, week))).collect()
}

/// Lighter starts of an exercise: less of one thing first, by ever more, down to half; then less of everything.
fn lighter(id: &ExerciseId, programme: &Programme) -> Vec<(Remedy, Programme)> {
    let prescriptions = programme.phases().iter().flat_map(|p| p.prescriptions());
    let Some(start) = prescriptions.into_iter().find(|p| p.exercise() == id).map(|p| *p.start()) else {
        return Vec::new();
    };
    const VARIABLES: [Variable; 5] =
        [Variable::Reps, Variable::Time, Variable::Distance, Variable::Load, Variable::Sets];
    let one = (10..20).rev().flat_map(|twentieths| VARIABLES.map(|v| start.scaled(v, f64::from(twentieths) / 20.0)));
    let all = [0.75, 0.5, 0.35].into_iter().map(|share| {
        let less = VARIABLES.into_iter().fold(start, |dose, v| dose.scaled(v, share).unwrap_or(dose));
        (less != start).then_some(less)
    });
    let mut doses: Vec<Dose> = Vec::new();
    for dose in one.chain(all).flatten() {
        if !doses.contains(&dose) {
            doses.push(dose);
        }
    }
    doses
        .into_iter()
        .map(|dose| (Remedy::Lighter { exercise: id.clone(), start: dose }, programme.with_start(id, dose)))
        .collect()
}

/// The first visit with a technique, changing places with each other one.
fn swapped(id: &TechniqueId, programme: &Programme) -> Vec<(Remedy, Programme)> {
    let Some(first) = programme.visits().iter().find(|v| v.techniques().any(|t| t == id)) else { return Vec::new() };
    let others = programme.visits().iter().filter(|v| v.day() != first.day());
    others
        .map(|second| {
            let (first, second) = (first.day(), second.day());
            (Remedy::Order { first, second }, programme.with_visits_swapped(first, second))
        })
        .collect()
}

//! Changes of a programme that may mend something, to be tried.

use super::Whole;
use super::remedy::Remedy;
use crate::forecast::Agent;
use crate::library::{Dose, ExerciseId, TechniqueId, Variable};
use crate::programme::{Day, Days, Programme, VisitDay};
use crate::yaml::Word;

/// How many days a session is moved at the most.
const MOST_DAYS: u32 = 3;

/// Changes to try, the smallest first: a visit moved by a day, a pin less, a lighter start, visits that change places, a
/// home day moved, and so on to larger ones.
///
/// `agents` are to blame, and `sessions` take part, by their numbers.
pub(super) fn changes(agents: &[Agent], sessions: &[u32], whole: &Whole<'_>) -> Vec<(Remedy, Programme)> {
    let programme = whole.programme;
    let mut all = Vec::new();
    for by in 1..=MOST_DAYS {
        all.extend(moved_visits(sessions, whole, by));
        if by == 1 {
            for agent in agents {
                match agent {
                    Agent::Exercise(id) => {
                        all.extend(unpinned(id, programme));
                        all.extend(lighter(id, programme));
                    }
                    Agent::Technique(id) => all.extend(swapped(id, programme)),
                }
            }
        }
        all.extend(moved_days(programme, by));
    }
    all
}

/// The programme without an exercise or technique.
pub(super) fn without(agent: &Agent, programme: &Programme) -> Programme {
    match agent {
        Agent::Exercise(id) => programme.without_exercise(id),
        Agent::Technique(id) => programme.without_technique(id),
    }
}

/// The visits among some sessions, on other days of their week on which there is nothing else.
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
        let start = whole.schedule.start();
        // Nobody is helped by a visit on the day of another, or by home exercises just after it.
        let is_taken = |to: &VisitDay| whole.schedule.sessions().iter().any(|s| s.date() == to.date(start));
        for to in shifted(visit.day(), by).into_iter().filter(|to| !is_taken(to)) {
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

/// The programme without one of the doses pinned for an exercise, and without all of them.
fn unpinned(id: &ExerciseId, programme: &Programme) -> Vec<(Remedy, Programme)> {
    let prescriptions = programme.phases().iter().flat_map(|p| p.prescriptions()).filter(|p| p.exercise() == id);
    let weeks: Vec<u32> = prescriptions.flat_map(|p| p.pins()).map(|pin| pin.what.0).collect();
    let mut sets: Vec<Vec<u32>> = weeks.iter().map(|week| vec![*week]).collect();
    if weeks.len() > 1 {
        sets.push(weeks);
    }
    let without = |weeks: &[u32]| weeks.iter().fold(programme.clone(), |p, week| p.without_pin(id, *week));
    sets.into_iter()
        .map(|weeks| {
            let changed = without(&weeks);
            (Remedy::Unpinned { exercise: id.clone(), weeks }, changed)
        })
        .collect()
}

/// Lighter starts of an exercise: less of one thing first, by ever more, down to half; then less of everything.
pub(super) fn lighter(id: &ExerciseId, programme: &Programme) -> Vec<(Remedy, Programme)> {
    let prescriptions = programme.phases().iter().flat_map(|p| p.prescriptions());
    let Some(start) = prescriptions.into_iter().find(|p| p.exercise() == id).map(|p| *p.start()) else {
        return Vec::new();
    };
    let one = (10..20).rev().flat_map(|twentieths| VARIABLES.map(|v| start.scaled(v, f64::from(twentieths) / 20.0)));
    let all = SHARES.into_iter().map(|share| less_of_everything(start, share));
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

/// What may be less.
const VARIABLES: [Variable; 5] = [Variable::Reps, Variable::Time, Variable::Distance, Variable::Load, Variable::Sets];

/// To what shares everything is cut.
const SHARES: [f64; 4] = [0.75, 0.5, 0.35, 0.2];

/// A dose with less of everything of which there can be less.
fn less_of_everything(start: Dose, share: f64) -> Option<Dose> {
    let cut = |dose: Dose, v: Variable| {
        let least = || dose.scaled(v, 1.0 / dose.get(v).unwrap_or(1.0));
        dose.scaled(v, share).or_else(least).unwrap_or(dose)
    };
    let less = VARIABLES.into_iter().fold(start, cut);
    (less != start).then_some(less)
}

/// Lighter starts of several exercises together, by ever more.
pub(super) fn lighter_together(ids: &[&ExerciseId], programme: &Programme) -> Vec<(Remedy, Programme)> {
    let start = |id: &ExerciseId| {
        let mut prescriptions = programme.phases().iter().flat_map(|p| p.prescriptions());
        prescriptions.find(|p| p.exercise() == id).map(|p| *p.start())
    };
    let with = |share: f64| {
        let less = ids.iter().map(|id| Some(((*id).clone(), less_of_everything(start(id)?, share)?)));
        let less: Vec<(ExerciseId, Dose)> = less.collect::<Option<_>>()?;
        let changed = less.iter().fold(programme.clone(), |changed, (id, dose)| changed.with_start(id, *dose));
        let each = less.into_iter().map(|(exercise, start)| Remedy::Lighter { exercise, start }).collect();
        Some((Remedy::All(each), changed))
    };
    SHARES.into_iter().filter_map(with).collect()
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

//! The goals of the exercises that are added.

use chrono::NaiveDate;

use super::error::DraftError;
use super::exercises::difference;
use crate::library::{Dose, Exercise, ExerciseId, Library};
use crate::planner::plan;
use crate::programme::{Phase, Programme};

/// The dose that an exercise grows to, and the one that it grows from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Goal {
    from: Dose,
    to: Dose,
}

impl Goal {
    /// No goal: the exercise stays as it begins.
    fn none(dose: Dose) -> Self {
        Self { from: dose, to: dose }
    }

    /// What grows, as a programme writes it; nothing if nothing does.
    pub(super) fn text(&self) -> String {
        difference(&self.to, &self.from)
    }
}

/// Chooses goals: one smallest step a week of the first thing that an exercise grows by, up to its most; and no more
/// than the planner reaches under the ceiling.
///
/// That is gentle on purpose: a physio raises a goal with the person in mind more readily than they notice one that is
/// too high.
pub(super) fn choose(
    exercises: &[&Exercise],
    write: &dyn Fn(&[Goal]) -> Result<String, DraftError>,
    library: &Library,
    monday: NaiveDate,
) -> Result<Vec<Goal>, DraftError> {
    let still: Vec<Goal> = exercises.iter().map(|e| Goal::none(*e.dose().start())).collect();
    let Some(from) = read(&write(&still)?, library).and_then(|p| starts(&p, exercises)) else { return Ok(still) };
    let wanted: Vec<Goal> =
        exercises.iter().zip(&from).map(|(e, (dose, weeks))| goal(e, *dose, *weeks, library)).collect();
    let reached = read(&write(&wanted)?, library).and_then(|p| reached(&p, &wanted, exercises, library, monday));
    Ok(reached.unwrap_or(wanted))
}

fn read(text: &str, library: &Library) -> Option<Programme> {
    Programme::read("draft", text.as_bytes(), library).into_parts().0
}

/// The doses that exercises of the last phase begin at, and the weeks that they have.
fn starts(programme: &Programme, exercises: &[&Exercise]) -> Option<Vec<(Dose, u32)>> {
    let last = programme.phases().last()?;
    let start = |exercise: &&Exercise| Some((start(last, exercise.id())?, last.weeks().get()));
    exercises.iter().map(start).collect()
}

fn start(phase: &Phase, id: &ExerciseId) -> Option<Dose> {
    phase.prescriptions().iter().find(|p| p.exercise() == id).map(|p| *p.start())
}

fn goal(exercise: &Exercise, from: Dose, weeks: u32, library: &Library) -> Goal {
    let (dose, step) = (exercise.dose(), &library.rules().progression.step);
    let raised = dose.grow().first().map(|variable| from.raised(*variable, weeks, step, dose.most()));
    Goal { from, to: raised.unwrap_or(from) }
}

/// The goals again, each at the last dose that the planner gets to.
fn reached(
    programme: &Programme,
    goals: &[Goal],
    exercises: &[&Exercise],
    library: &Library,
    monday: NaiveDate,
) -> Option<Vec<Goal>> {
    let first = programme.start().or_else(|| programme.fitting_start()).unwrap_or(monday);
    let schedule = plan(programme, library, first).into_parts().0?;
    let last = |id: &ExerciseId| {
        let items = schedule.sessions().iter().flat_map(|session| session.items());
        items.rev().find(|item| item.exercise() == id).map(|item| *item.dose())
    };
    let reached = |(goal, exercise): (&Goal, &&Exercise)| {
        last(exercise.id()).map_or(*goal, |dose| Goal { from: goal.from, to: highest(goal, &dose, exercise) })
    };
    Some(goals.iter().zip(exercises).map(reached).collect())
}

/// The start with the first thing that grows at what was reached, if that is more than the start.
fn highest(goal: &Goal, reached: &Dose, exercise: &Exercise) -> Dose {
    let Some(variable) = exercise.dose().grow().first() else { return goal.from };
    if reached.get(*variable) > goal.from.get(*variable) { goal.from.with(*variable, reached) } else { goal.from }
}

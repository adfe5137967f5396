//! Phases, and how much of each exercise they prescribe.

use super::named::known_exercise;
use crate::diagnostic::{Code, Findings};
use crate::library::{Dose, Exercise, ExerciseId, Library, PartialDose, Variable, amount, variables_above};
use crate::source::{Place, Placed};
use crate::units::Weeks;
use crate::yaml::table::{filled_list, list, text, whole};
use crate::yaml::{Node, Table, Value, Word};

/// A stretch of weeks with the same exercises.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    name: String,
    weeks: Weeks,
    prescriptions: Vec<Prescription>,
}

impl Phase {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many weeks it takes.
    pub fn weeks(&self) -> Weeks {
        self.weeks
    }

    pub(super) fn prescriptions_mut(&mut self) -> impl Iterator<Item = &mut Prescription> {
        self.prescriptions.iter_mut()
    }

    /// The exercises with their doses, in the order in which they are done; none in a phase of rest.
    pub fn prescriptions(&self) -> &[Prescription] {
        &self.prescriptions
    }
}

/// An exercise with the dose it starts at and the dose it grows to.
#[derive(Debug, Clone, PartialEq)]
pub struct Prescription {
    exercise: ExerciseId,
    continues: bool,
    start: Dose,
    goal: Dose,
    order: Vec<Variable>,
    place: Place,
}

impl Prescription {
    /// The exercise.
    pub fn exercise(&self) -> &ExerciseId {
        &self.exercise
    }

    /// Whether it goes on from the last dose of an earlier phase, rather than from [`start`](Self::start).
    pub fn continues(&self) -> bool {
        self.continues
    }

    /// The first dose.
    pub fn start(&self) -> &Dose {
        &self.start
    }

    /// The dose it grows to; no variable is below the start's.
    pub fn goal(&self) -> &Dose {
        &self.goal
    }

    /// The variables that grow, in order.
    pub fn order(&self) -> &[Variable] {
        &self.order
    }

    /// Lets it begin at another dose; every variable of it that is below the goal has to grow.
    pub(super) fn start_at(&mut self, start: Dose) {
        self.start = start;
        let grows: Vec<Variable> =
            Variable::ALL.iter().copied().filter(|v| start.get(*v) < self.goal.get(*v)).collect();
        let (known, rest): (Vec<Variable>, Vec<Variable>) = grows.into_iter().partition(|v| self.order.contains(v));
        let in_order = self.order.iter().copied().filter(|v| known.contains(v));
        self.order = in_order.chain(rest).collect();
    }

    /// Where the programme names the exercise.
    pub fn place(&self) -> &Place {
        &self.place
    }
}

/// Reads the phases in order; each may go on where an earlier one left off. Nothing comes back if any of them fails.
///
/// Every exercise that is named goes to `named`, whatever else is wrong.
pub(super) fn phases(
    node: &Node,
    library: &Library,
    named: &mut Vec<Placed<ExerciseId>>,
    findings: &mut Findings,
) -> Option<Vec<Phase>> {
    let mut earlier: Vec<Prescription> = Vec::new();
    let phases = filled_list(node, findings, |node, findings| {
        let mut table = Table::open(node, "a phase", findings)?;
        let name = table.required("name", findings, text);
        let weeks = table.required("weeks", findings, |n, f| whole(n, f, 1, 104).and_then(Weeks::new));
        let list = table
            .required("exercises", findings, |n, f| list(n, f, |n, f| prescription(n, library, &earlier, named, f)));
        let place = table.place_of("exercises").clone();
        table.close(findings);
        let prescriptions = list?;
        let most = library.rules().bounds.exercises as usize;
        if prescriptions.len() > most {
            findings.add(
                Code::ManyExercises,
                &place,
                format!("{} exercises in one session", prescriptions.len()),
                format!("fewer exercises are done more often; {most} at a time are kept up by most people"),
            );
        }
        for (i, again) in prescriptions.iter().enumerate() {
            if prescriptions.iter().take(i).any(|p| p.exercise == again.exercise) {
                findings.add(
                    Code::DuplicateId,
                    &again.place,
                    format!("`{}` stands twice in this phase", again.exercise),
                    "keep one, with the dose you want",
                );
            }
        }
        earlier.extend(prescriptions.iter().cloned());
        Some(Phase { name: name?, weeks: weeks?, prescriptions })
    })?;
    let written = if let Value::List(items) = &node.value { items.len() } else { 0 };
    (phases.len() == written).then_some(phases)
}

fn prescription(
    node: &Node,
    library: &Library,
    earlier: &[Prescription],
    named: &mut Vec<Placed<ExerciseId>>,
    findings: &mut Findings,
) -> Option<Prescription> {
    let mut table = Table::open(node, "an exercise of a phase", findings)?;
    let id = table.required("use", findings, |n, f| known_exercise(n, library, f));
    named.extend(id.clone());
    let bounds = &library.rules().bounds;
    let start = table.optional("start", findings, |n, f| Some((PartialDose::read(n, bounds, f)?, n)));
    let goal = table.optional("goal", findings, |n, f| Some((PartialDose::read(n, bounds, f)?, n)));
    table.close(findings);
    let id = id?;
    let exercise = library.exercise(&id.value)?;
    let before = earlier.iter().rev().find(|p| p.exercise == id.value);
    let base = before.map_or(exercise.dose().start(), |p| &p.goal);
    let measure = exercise.dose().measure();
    let continues = start.is_none() && before.is_some();
    let start_place = start.as_ref().map_or(&id.place, |(_, node)| &node.place);
    let goal_place = goal.as_ref().map_or(start_place, |(_, node)| &node.place);
    let start = match start {
        Some((partial, node)) => partial.or(base).complete(measure, &node.place, findings)?,
        None => *base,
    };
    let goal = match goal {
        Some((partial, node)) => partial.or(&start).complete(measure, &node.place, findings)?,
        None => start,
    };
    check(exercise, &start, &goal, start_place, goal_place, findings);
    if let Some(hold) = goal.hold().filter(|h| h.get() > bounds.usual_hold) {
        findings.add(
            Code::LongHold,
            goal_place,
            format!("a hold of {} s is longer than usual", hold.get()),
            format!("hold up to {} s and add repetitions instead", bounds.usual_hold),
        );
    }
    Some(Prescription {
        exercise: id.value,
        continues,
        start,
        goal,
        order: order(exercise, &start, &goal),
        place: id.place,
    })
}

/// Checks that start, goal and the exercise's most are in order.
fn check(exercise: &Exercise, start: &Dose, goal: &Dose, start_at: &Place, goal_at: &Place, findings: &mut Findings) {
    for variable in variables_above(start, goal) {
        findings.add(
            Code::GoalBelowStart,
            goal_at,
            format!("the goal is {}, the start {}", amount(goal, variable), amount(start, variable)),
            "the goal is where the dose grows to; raise it, or lower `start`",
        );
    }
    let most = exercise.dose().most();
    for (what, dose, place) in [("start", start, start_at), ("goal", goal, goal_at)] {
        for variable in variables_above(dose, most) {
            if what == "goal" && start.get(variable) == dose.get(variable) {
                continue;
            }
            findings.add(
                Code::GoalOverMost,
                place,
                format!("the {what} is {}, above the most of `{}`", amount(dose, variable), exercise.id()),
                format!("it allows {} at most", amount(most, variable)),
            );
        }
    }
}

/// The exercise's own growth order first, then whatever else has to grow.
fn order(exercise: &Exercise, start: &Dose, goal: &Dose) -> Vec<Variable> {
    let grows = |v: &Variable| start.get(*v) < goal.get(*v);
    let own = exercise.dose().grow();
    let rest = Variable::ALL.iter().filter(|v| !own.contains(v));
    own.iter().chain(rest).copied().filter(grows).collect()
}

//! How far an exercise has come.

use chrono::NaiveDate;

use super::step::{NEAR, next_variable, raised, sizes};
use crate::library::{Dose, Exercise, ExerciseId, ProgressionRules, Variable};
use crate::programme::{Deload, Prescription, Programme, Rule};
use crate::schedule::Change;

/// One prescription on its way through a phase.
#[derive(Debug, Clone)]
pub(super) struct Track<'a> {
    pub(super) prescription: &'a Prescription,
    /// The exercise that is done now: that of the prescription, or one further up its ladder.
    pub(super) exercise: &'a Exercise,
    /// The dose that it has come to; a lighter week or a pinned one leaves it as it is.
    pub(super) dose: Dose,
    pub(super) goal: Dose,
    pub(super) order: Vec<Variable>,
    /// In how many sessions it has been done at this dose.
    pub(super) done: u32,
    /// The dose of the last session.
    pub(super) last: Option<Dose>,
    /// When it came to which dose, for the comparison with a week before.
    pub(super) came: Vec<(NaiveDate, Dose)>,
    /// Whether the ceiling has held it back.
    pub(super) held_by_ceiling: bool,
}

/// A step that an exercise could take.
#[derive(Debug, Clone)]
pub(super) enum Step<'a> {
    /// More of the same.
    Grow(Variable, Dose),
    /// The next exercise up its ladder.
    Climb(&'a Exercise),
}

impl Step<'_> {
    /// The dose after the step.
    pub(super) fn dose(&self) -> Dose {
        match self {
            Self::Grow(_, dose) => *dose,
            Self::Climb(harder) => *harder.dose().start(),
        }
    }
}

/// Why no step may be taken for now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Wait {
    /// The dose has not been done often enough.
    Settling,
    /// There is nothing left to grow.
    AtGoal,
    /// The week would have too much more than the one before.
    Volume { wanted: Dose, rise: f64 },
}

impl<'a> Track<'a> {
    /// Begins a prescription at a dose.
    pub(super) fn new(prescription: &'a Prescription, exercise: &'a Exercise, dose: Dose, last: Option<Dose>) -> Self {
        let goal = *prescription.goal();
        Self {
            prescription,
            exercise,
            dose,
            goal,
            order: growing(prescription.order(), &dose, &goal),
            done: 0,
            last,
            came: Vec::new(),
            held_by_ceiling: false,
        }
    }

    /// The id of the exercise that is done now.
    pub(super) fn id(&self) -> &'a ExerciseId {
        self.exercise.id()
    }

    /// Whether it has come to its goal.
    pub(super) fn is_at_goal(&self) -> bool {
        next_variable(&self.dose, &self.goal, &self.order).is_none()
    }

    /// The steps that may be taken on a day by the rules, the best first, or why none may.
    ///
    /// `room` is how many more steps there is time for after this one.
    pub(super) fn steps(
        &self,
        on: NaiveDate,
        room: u32,
        harder: Option<&'a Exercise>,
        programme: &Programme,
        rules: &ProgressionRules,
    ) -> Result<Vec<Step<'a>>, Wait> {
        if self.done < rules.sessions_before_step {
            return Err(if self.is_at_goal() && harder.is_none() { Wait::AtGoal } else { Wait::Settling });
        }
        let Some(variable) = next_variable(&self.dose, &self.goal, &self.order) else {
            return harder.map_or(Err(Wait::AtGoal), |harder| Ok(vec![Step::Climb(harder)]));
        };
        let before = self.a_week_before(on);
        let mut refused = None;
        let mut steps = Vec::new();
        for size in sizes(&self.dose, &self.goal, &self.order, variable, room + 1, rules) {
            let dose = raised(&self.dose, &self.goal, variable, size, rules);
            let rise = dose.volume() / before.volume() - 1.0;
            // The smallest step may be a large one, as a second set is; it then stands alone in its week.
            let alone = size == 1 && before.volume() >= self.dose.volume() - NEAR;
            let fits = rise <= rules.most_rise + NEAR || alone || !programme.holds(Rule::WeeklyVolume, self.id());
            if fits {
                steps.push(Step::Grow(variable, dose));
            } else {
                refused = Some(Wait::Volume { wanted: dose, rise });
            }
        }
        match (steps.is_empty(), refused) {
            (true, Some(wait)) => Err(wait),
            _ => Ok(steps),
        }
    }

    /// The dose that it had a week before a day, or its first one.
    fn a_week_before(&self, on: NaiveDate) -> Dose {
        let then = self.came.iter().rev().find(|(date, _)| (on - *date).num_days() >= 7);
        then.or(self.came.first()).map_or(self.dose, |(_, dose)| *dose)
    }

    /// Takes a step.
    pub(super) fn take(&mut self, step: &Step<'a>) {
        self.dose = step.dose();
        self.done = 0;
        if let Step::Climb(harder) = step {
            self.exercise = harder;
            self.goal = *harder.dose().most();
            self.order = growing(harder.dose().grow(), &self.dose, &self.goal);
            self.came.clear();
            self.last = None;
        }
    }

    /// Takes note of a session at the dose that it has come to.
    pub(super) fn did(&mut self, on: NaiveDate) {
        self.done += 1;
        if self.came.last().is_none_or(|(_, dose)| *dose != self.dose) {
            self.came.push((on, self.dose));
        }
    }

    /// Whether a week is a lighter one.
    pub(super) fn is_lighter(&self, week: u32, programme: &Programme) -> bool {
        match self.prescription.deload().or(programme.deload()) {
            Some(Deload::Every(weeks)) => week.is_multiple_of(weeks.get().max(1)) && !self.came.is_empty(),
            Some(Deload::Never) | None => false,
        }
    }

    /// The dose of a session in a week, if nothing grew: the pinned one, that of a lighter week, or the one it has come to.
    pub(super) fn standing_dose(&self, week: u32, programme: &Programme, rules: &ProgressionRules) -> Dose {
        let pin = self.prescription.pins().iter().find(|pin| pin.what.0 == week);
        match pin {
            Some(pin) => pin.what.1,
            None if self.is_lighter(week, programme) => self.lighter(rules),
            None => self.dose,
        }
    }

    /// The dose of a lighter week.
    pub(super) fn lighter(&self, rules: &ProgressionRules) -> Dose {
        let variables = [Variable::Reps, Variable::Time, Variable::Distance, Variable::Sets];
        variables.into_iter().find_map(|v| self.dose.scaled(v, rules.deload_keeps)).unwrap_or(self.dose)
    }
}

/// The variables that still have to grow: the written order, then any in which an earlier phase stopped short.
fn growing(order: &[Variable], start: &Dose, goal: &Dose) -> Vec<Variable> {
    use crate::yaml::Word;
    let rest = Variable::ALL.iter().filter(|v| !order.contains(v));
    order.iter().chain(rest).copied().filter(|v| start.get(*v) < goal.get(*v)).collect()
}

/// How a dose compares with the one before: up if any variable rose, down if any fell and none rose.
pub(super) fn compare(before: &Dose, now: &Dose) -> Change {
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

//! How far an exercise has come.

use chrono::NaiveDate;

use super::course::{Course, Limits};
use super::rise::{NEAR, rise};
use super::step::next_variable;
use crate::library::{Dose, Exercise, ExerciseId, Library, Mechanism, MechanismId, ProgressionRules, Role, Variable};
use crate::programme::{Deload, Pin, Prescription, Programme, Rule};
use crate::schedule::{Change, StepReason};
use crate::yaml::Word;

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
    /// The last day on which it was done, at whatever dose.
    pub(super) on: Option<NaiveDate>,
    /// The last day on which it was done at the dose that it has come to.
    pub(super) full: Option<NaiveDate>,
    /// What has been done since then instead, if anything: the dose, and the days.
    pub(super) other: Option<(Dose, Vec<NaiveDate>)>,
    /// When it came to which dose, for the comparison with a week before.
    pub(super) came: Vec<(NaiveDate, Dose)>,
    /// Whether the ceiling has held it back.
    pub(super) held_by_ceiling: bool,
}

/// What an exercise had come to, and the last day on which it was done like that.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reached {
    pub(super) dose: Dose,
    pub(super) on: Option<NaiveDate>,
}

/// A step that an exercise could take.
#[derive(Debug, Clone)]
pub(super) enum Step<'a> {
    /// More of the same.
    Grow {
        /// What grows.
        variable: Variable,
        /// The dose after it.
        to: Dose,
        /// Whether it is larger than usual because little time is left.
        hurried: bool,
    },
    /// The next exercise up its ladder.
    Climb(&'a Exercise),
}

impl Step<'_> {
    /// The dose after the step.
    pub(super) fn dose(&self) -> Dose {
        match self {
            Self::Grow { to, .. } => *to,
            Self::Climb(harder) => *harder.dose().start(),
        }
    }
}

/// A step that would be too much more than a week before.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Excess {
    pub(super) wanted: Dose,
    pub(super) before: Dose,
    /// How much more it would be, as a share.
    pub(super) rise: f64,
}

/// Why no step may be taken for now.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Wait {
    /// The dose has not been done often enough.
    Settling,
    /// There is nothing left to grow.
    AtGoal,
    /// The week would have too much more than the one before.
    Volume(Box<Excess>),
}

impl<'a> Track<'a> {
    /// Begins a prescription at a dose; `before` is what it had come to earlier.
    pub(super) fn new(
        prescription: &'a Prescription,
        exercise: &'a Exercise,
        dose: Dose,
        before: Option<Reached>,
    ) -> Self {
        let goal = *prescription.goal();
        Self {
            prescription,
            exercise,
            dose,
            goal,
            order: growing(prescription.order(), &dose, &goal),
            done: 0,
            last: before.map(|b| b.dose),
            on: before.and_then(|b| b.on),
            // A dose above the one before has not been done yet.
            full: before.filter(|b| compare(&b.dose, &dose) != Change::Up).and_then(|b| b.on),
            other: None,
            came: Vec::new(),
            held_by_ceiling: false,
        }
    }

    /// The id of the exercise that is done now.
    pub(super) fn id(&self) -> &'a ExerciseId {
        self.exercise.id()
    }

    /// What it has come to.
    pub(super) fn reached(&self) -> Reached {
        Reached { dose: self.dose, on: self.on }
    }

    /// Whether it has come to its goal.
    pub(super) fn is_at_goal(&self) -> bool {
        next_variable(&self.dose, &self.goal, &self.order).is_none()
    }

    /// The steps that may be taken on a day by the rules, the best first, or why none may.
    ///
    /// `later` are the days after it on which it may still grow in this phase.
    pub(super) fn steps(
        &self,
        on: NaiveDate,
        later: &[NaiveDate],
        harder: Option<&'a Exercise>,
        programme: &Programme,
        library: &Library,
    ) -> Result<Vec<Step<'a>>, Wait> {
        let holds_week = programme.holds(Rule::WeeklyVolume, self.id());
        let limits = Limits { rules: &library.rules().progression, curve: &library.rules().curve, holds_week };
        let course = self.course(limits);
        if !course.is_settled(on) {
            return Err(if self.is_at_goal() && harder.is_none() { Wait::AtGoal } else { Wait::Settling });
        }
        let Some(variable) = course.variable() else {
            return harder.map_or(Err(Wait::AtGoal), |harder| Ok(vec![Step::Climb(harder)]));
        };
        let pace = course.pace(on, later);
        let mut refused = None;
        let fit = course.sizes(variable, pace).into_iter().find(|size| match course.step(on, variable, *size) {
            Ok(_) => true,
            Err(excess) => {
                refused = Some(excess);
                false
            }
        });
        if let (None, Some(excess)) = (fit, refused) {
            return Err(Wait::Volume(excess));
        }
        let grow = |size| {
            let to = course.step(on, variable, size).ok()?;
            let hurried = size > 1 && rise(&self.dose, &to, limits.curve) > limits.rules.usual_rise + NEAR;
            Some(Step::Grow { variable, to, hurried })
        };
        // What the ceiling does not let be is tried in smaller steps, whatever the pace.
        Ok((1..=fit.unwrap_or(0)).rev().filter_map(grow).collect())
    }

    /// What it has come to, for looking ahead.
    fn course<'t>(&'t self, limits: Limits<'t>) -> Course<'t> {
        let (goal, order) = (&self.goal, self.order.as_slice());
        Course { dose: self.dose, goal, order, done: self.done, last: self.on, came: self.came.clone(), limits }
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
            (self.last, self.on, self.full) = (None, None, None);
        }
    }

    /// Takes note of a session at the dose that it has come to.
    pub(super) fn did(&mut self, on: NaiveDate) {
        self.done += 1;
        (self.on, self.full) = (Some(on), Some(on));
        self.other = None;
        if self.came.last().is_none_or(|(_, dose)| *dose != self.dose) {
            self.came.push((on, self.dose));
        }
    }

    /// Takes note of a session at a dose other than the one that it has come to.
    pub(super) fn did_other(&mut self, on: NaiveDate, dose: Dose) {
        self.on = Some(on);
        match &mut self.other {
            Some((other, days)) if *other == dose => days.push(on),
            _ => self.other = Some((dose, vec![on])),
        }
    }

    /// Goes back to the dose that it had come to, after sessions with less, and says so.
    ///
    /// That is no step up: the body knows the dose, for as long as it keeps what it got used to. If the dose was never done,
    /// or too long ago, the exercise goes on from what was done since, and nothing is said.
    pub(super) fn back(&mut self, on: NaiveDate, library: &Library) -> Option<StepReason> {
        let (other, days) = self.other.take()?;
        if compare(&other, &self.dose) != Change::Up {
            return None;
        }
        if let Some(last) = self.full.filter(|last| is_kept(*last, on, library)) {
            return Some(StepReason::Back(last));
        }
        self.dose = other;
        self.order = growing(self.prescription.order(), &self.dose, &self.goal);
        self.done = u32::try_from(days.len()).unwrap_or(u32::MAX);
        self.came = days.first().map(|first| (*first, other)).into_iter().collect();
        None
    }

    /// What is laid down for a week, if anything is; it is for the exercise that was prescribed, not for one up its ladder.
    pub(super) fn pin(&self, week: u32) -> Option<&'a Pin> {
        let is_prescribed = self.id() == self.prescription.exercise();
        self.prescription.pins().iter().find(|pin| is_prescribed && pin.what.0 == week)
    }

    /// The next week after one for which something is laid down.
    pub(super) fn later_pin(&self, week: u32) -> Option<u32> {
        self.prescription.pins().iter().map(|pin| pin.what.0).filter(|pinned| *pinned > week).min()
    }

    /// Begins anew at a lighter dose after a break so long that the body no longer knows the one that it had come to, and
    /// says so.
    pub(super) fn begin_anew(&mut self, on: NaiveDate, start: &Dose, library: &Library) -> Option<StepReason> {
        let last = self.on.filter(|last| !is_kept(*last, on, library))?;
        // What is laid down for the beginning of a phase is meant like that.
        let is_laid_down = self.came.is_empty() && !self.prescription.continues();
        if is_laid_down || compare(start, &self.dose) != Change::Up {
            return None;
        }
        self.dose = *start;
        self.order = growing(self.prescription.order(), &self.dose, &self.goal);
        (self.done, self.other) = (0, None);
        self.came.clear();
        Some(StepReason::Anew(last))
    }

    /// Whether the dose of a week is pinned.
    pub(super) fn is_pinned(&self, week: u32) -> bool {
        self.pin(week).is_some()
    }

    /// Takes a dose laid down for the one that it has come to, as far as doses grow, and up to the goal.
    pub(super) fn go_on_from(&mut self, dose: &Dose) {
        let is_above = |v: Variable| dose.get(v) > self.goal.get(v);
        let taken = |come: Dose, v: Variable| come.with(v, if is_above(v) { &self.goal } else { dose });
        self.dose = Variable::ALL.iter().copied().fold(self.dose, taken);
        self.order = growing(self.prescription.order(), &self.dose, &self.goal);
        self.done = 0;
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
        match self.pin(week) {
            Some(pin) => pin.what.1.over(&self.dose),
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

/// Whether the body still knows on a day what it last did on another: for as long as it `keeps` what it got used to.
pub(super) fn is_kept(last: NaiveDate, on: NaiveDate, library: &Library) -> bool {
    match library.mechanism(MechanismId::Doms).map(Mechanism::role) {
        Some(Role::Source(source)) => source.fading.kept_after((on - last).num_days() as f64) >= 1.0,
        Some(Role::Multiplier(_)) | None => false,
    }
}

/// The variables that still have to grow: the written order, then any in which an earlier phase stopped short.
fn growing(order: &[Variable], start: &Dose, goal: &Dose) -> Vec<Variable> {
    let rest = Variable::ALL.iter().filter(|v| !order.contains(v));
    order.iter().chain(rest).copied().filter(|v| start.get(*v) < goal.get(*v)).collect()
}

/// How a dose compares with the one before: up if any variable rose, down if any fell and none rose.
pub(super) fn compare(before: &Dose, now: &Dose) -> Change {
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

//! What is left out of a session because it was done too lately.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::slot::Slot;
use crate::library::{Action, Dose, Exercise, ExerciseId, Load, Muscle, MuscleWork, ProgressionRules};
use crate::programme::{Programme, Rule};
use crate::schedule::LeftOut;

/// When exercises were done that need rest.
#[derive(Debug, Clone, Default)]
pub(super) struct Rests {
    /// What was heavy of late, by date.
    heavy: Vec<Heavy>,
    /// The first day of each strongly eccentric exercise.
    first_eccentric: BTreeMap<ExerciseId, NaiveDate>,
    /// The last day with a strongly eccentric exercise that was still new.
    new_eccentric: Option<NaiveDate>,
}

/// An exercise that was heavy on a day.
#[derive(Debug, Clone)]
struct Heavy {
    exercise: ExerciseId,
    muscles: Vec<Muscle>,
    week: u32,
    on: NaiveDate,
}

impl Rests {
    /// Why an exercise has to be left out on a day, if it has to.
    pub(super) fn left_out(
        &self,
        exercise: &Exercise,
        dose: &Dose,
        slot: &Slot,
        programme: &Programme,
        rules: &ProgressionRules,
    ) -> Option<LeftOut> {
        let id = exercise.id();
        let hours = |from: NaiveDate| (slot.date - from).num_days() as f64 * 24.0;
        if is_heavy(dose, rules) {
            let of_week = self.heavy.iter().filter(|h| h.week == slot.week && h.on != slot.date);
            let days: BTreeSet<NaiveDate> = of_week.map(|h| h.on).collect();
            let is_full = is_novice(programme, rules) && days.len() >= rules.novice_days.most as usize;
            if is_full && programme.holds(Rule::NoviceDays, id) {
                return Some(LeftOut::NoviceDays);
            }
            let muscles = main_muscles(exercise);
            let is_like = |h: &&Heavy| h.exercise == *id || h.muscles.iter().any(|m| muscles.contains(m));
            // What is done in the same session needs no rest from it.
            let alike = self.heavy.iter().filter(|h| h.on != slot.date).filter(is_like);
            let too_soon = alike.clone().next_back().is_some_and(|h| hours(h.on) < rules.heavy_rest.get());
            if too_soon && programme.holds(Rule::HeavyRest, id) {
                return Some(LeftOut::HeavyRest);
            }
            let this_week: BTreeSet<NaiveDate> = alike.filter(|h| h.week == slot.week).map(|h| h.on).collect();
            if this_week.len() >= rules.heavy_days as usize && programme.holds(Rule::HeavyDays, id) {
                return Some(LeftOut::HeavyDays);
            }
        }
        let too_soon =
            self.new_eccentric.is_some_and(|last| last != slot.date && hours(last) < rules.eccentric_rest.get());
        if is_eccentric(exercise)
            && self.is_new(id, slot.date, rules)
            && too_soon
            && programme.holds(Rule::EccentricRest, id)
        {
            return Some(LeftOut::EccentricRest);
        }
        None
    }

    /// Takes note of an exercise that is done.
    pub(super) fn done(&mut self, exercise: &Exercise, dose: &Dose, slot: &Slot, rules: &ProgressionRules) {
        let id = exercise.id();
        if is_heavy(dose, rules) {
            // What is neither of this week nor within the time of rest is past.
            let rest = (rules.heavy_rest.get() / 24.0).ceil() as i64;
            self.heavy.retain(|h| h.week == slot.week || (slot.date - h.on).num_days() <= rest);
            let (exercise, muscles) = (id.clone(), main_muscles(exercise));
            self.heavy.push(Heavy { exercise, muscles, week: slot.week, on: slot.date });
        }
        if is_eccentric(exercise) {
            self.first_eccentric.entry(id.clone()).or_insert(slot.date);
            if self.is_new(id, slot.date, rules) {
                self.new_eccentric = Some(slot.date);
            }
        }
    }

    fn is_new(&self, id: &ExerciseId, on: NaiveDate, rules: &ProgressionRules) -> bool {
        let weeks = i64::from(rules.eccentric_weeks);
        self.first_eccentric.get(id).is_none_or(|first| (on - *first).num_days() < weeks * 7)
    }
}

/// Whether the person is new to training.
pub(super) fn is_novice(programme: &Programme, rules: &ProgressionRules) -> bool {
    programme.person().last_active() >= rules.novice_after
}

/// Whether a dose is heavy: hard, or with a load.
pub(super) fn is_heavy(dose: &Dose, rules: &ProgressionRules) -> bool {
    dose.load().is_some_and(|l| l != Load::Bodyweight) || dose.effort().is_some_and(|e| e >= rules.heavy_effort)
}

/// The muscles that move the load; where none does, as in carrying, those that hold it.
fn main_muscles(exercise: &Exercise) -> Vec<Muscle> {
    let moving = exercise.working().filter(|w| w.action() != Action::Isometric).map(MuscleWork::muscle);
    let moving: Vec<Muscle> = moving.collect();
    if moving.is_empty() { exercise.working().map(MuscleWork::muscle).collect() } else { moving }
}

fn is_eccentric(exercise: &Exercise) -> bool {
    exercise.work().iter().any(|w| w.action() == Action::Eccentric)
}

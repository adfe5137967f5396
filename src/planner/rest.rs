//! What is left out of a session because it was done too lately.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::slot::Slot;
use crate::library::{Action, Dose, Exercise, ExerciseId, Load, ProgressionRules};
use crate::programme::{Programme, Rule};
use crate::schedule::LeftOut;

/// When exercises were done that need rest.
#[derive(Debug, Clone, Default)]
pub(super) struct Rests {
    /// The days on which an exercise was heavy, with their weeks.
    heavy: BTreeMap<ExerciseId, Vec<(u32, NaiveDate)>>,
    /// The first day of each strongly eccentric exercise.
    first_eccentric: BTreeMap<ExerciseId, NaiveDate>,
    /// The last day with a strongly eccentric exercise that was still new.
    new_eccentric: Option<NaiveDate>,
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
        if is_heavy(dose, rules)
            && let Some(days) = self.heavy.get(id)
        {
            let last = days.last().map(|(_, date)| hours(*date));
            if last.is_some_and(|h| h < rules.heavy_rest.get()) && programme.holds(Rule::HeavyRest, id) {
                return Some(LeftOut::HeavyRest);
            }
            let this_week = days.iter().filter(|(week, _)| *week == slot.week).count();
            if this_week >= rules.heavy_days as usize && programme.holds(Rule::HeavyDays, id) {
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
            self.heavy.entry(id.clone()).or_default().push((slot.week, slot.date));
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

/// Whether a dose is heavy: hard, or with a load.
fn is_heavy(dose: &Dose, rules: &ProgressionRules) -> bool {
    dose.load().is_some_and(|l| l != Load::Bodyweight) || dose.effort().is_some_and(|e| e >= rules.heavy_effort)
}

fn is_eccentric(exercise: &Exercise) -> bool {
    exercise.work().iter().any(|w| w.action() == Action::Eccentric)
}

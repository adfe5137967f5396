//! The next step of an exercise.

use super::rise::{NEAR, rise};
use crate::library::{CurveRules, Dose, Load, ProgressionRules, Variable};

/// The next variable that has to grow.
pub(super) fn next_variable(dose: &Dose, goal: &Dose, order: &[Variable]) -> Option<Variable> {
    order.iter().copied().find(|v| dose.get(*v) < goal.get(*v))
}

/// The dose with a variable raised by a number of smallest steps; sets and the colours of bands always go up one by one.
pub(super) fn raised(dose: &Dose, goal: &Dose, variable: Variable, size: u32, rules: &ProgressionRules) -> Dose {
    let mut from = *dose;
    // A load that begins at none has nothing to grow from: its first step is from zero.
    if variable == Variable::Load && from.load().is_none() && goal.load().is_some() {
        from = from.with_load(Some(Load::Bodyweight));
    }
    let is_band = |dose: &Dose| matches!(dose.load(), Some(Load::Band(_)));
    let one_by_one = variable == Variable::Sets || variable == Variable::Load && (is_band(dose) || is_band(goal));
    let size = if one_by_one { 1 } else { size };
    from.raised(variable, size, &rules.step, goal)
}

/// How many steps of a size lead from a dose to the goal.
fn steps_to(dose: &Dose, goal: &Dose, order: &[Variable], size: u32, rules: &ProgressionRules) -> u32 {
    let (mut now, mut steps) = (*dose, 0);
    while let Some(variable) = next_variable(&now, goal, order) {
        let next = raised(&now, goal, variable, size, rules);
        if next == now {
            break;
        }
        (now, steps) = (next, steps + 1);
    }
    steps
}

/// The sizes of step to try, the best first: as large as the rules let it be without need, or as the time that is left
/// needs it to be, then ever smaller ones.
pub(super) fn sizes(
    dose: &Dose,
    goal: &Dose,
    order: &[Variable],
    variable: Variable,
    room: u32,
    (rules, curve): (&ProgressionRules, &CurveRules),
) -> Vec<u32> {
    let rises = |size| rise(dose, &raised(dose, goal, variable, size, rules), curve);
    let is_larger =
        |size: u32| raised(dose, goal, variable, size, rules) != raised(dose, goal, variable, size - 1, rules);
    let mut usual = 1;
    while is_larger(usual + 1) && rises(usual + 1) <= rules.usual_rise + NEAR {
        usual += 1;
    }
    let mut needed = 1;
    while steps_to(dose, goal, order, needed, rules) > room && is_larger(needed + 1) {
        needed += 1;
    }
    (1..=usual.max(needed)).rev().collect()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::embedded;
    use crate::library::{Band, Library, SetWork};
    use crate::units::{Kilograms, Reps, Sets};

    static LIBRARY: LazyLock<Library> =
        LazyLock::new(|| Library::read("core", &embedded::core_library()).into_parts().0.unwrap());

    fn rules() -> &'static ProgressionRules {
        &LIBRARY.rules().progression
    }

    fn both() -> (&'static ProgressionRules, &'static CurveRules) {
        (rules(), &LIBRARY.rules().curve)
    }

    fn reps(sets: u32, reps: u32) -> Dose {
        Dose::new(Sets::new(sets).unwrap(), SetWork::Reps(Reps::new(reps).unwrap()), None, None)
    }

    const ORDER: [Variable; 2] = [Variable::Reps, Variable::Sets];

    #[test]
    fn repetitions_grow_before_sets() {
        assert_eq!(next_variable(&reps(1, 6), &reps(2, 8), &ORDER), Some(Variable::Reps));
        assert_eq!(next_variable(&reps(1, 8), &reps(2, 8), &ORDER), Some(Variable::Sets));
        assert_eq!(next_variable(&reps(2, 8), &reps(2, 8), &ORDER), None);
        assert_eq!(steps_to(&reps(1, 6), &reps(2, 8), &ORDER, 1, rules()), 3);
        assert_eq!(steps_to(&reps(1, 6), &reps(2, 8), &ORDER, 2, rules()), 2);
    }

    #[test]
    fn steps_are_small_at_small_doses_and_up_to_a_tenth_at_large_ones() {
        assert_eq!(sizes(&reps(1, 6), &reps(1, 12), &ORDER, Variable::Reps, 9, both()), [1]);
        assert_eq!(sizes(&reps(1, 20), &reps(1, 30), &ORDER, Variable::Reps, 9, both()), [2, 1]);
    }

    #[test]
    fn steps_grow_when_there_is_little_time() {
        assert_eq!(sizes(&reps(1, 6), &reps(1, 12), &ORDER, Variable::Reps, 2, both()), [3, 2, 1]);
        assert_eq!(sizes(&reps(1, 6), &reps(1, 8), &ORDER, Variable::Reps, 0, both()), [2, 1]);
    }

    #[test]
    fn a_load_grows_from_nothing() {
        let goal = reps(1, 6).with_load(Kilograms::new(2.0).map(Load::Weight));
        let next = raised(&reps(1, 6), &goal, Variable::Load, 2, rules());
        assert_eq!(next.load(), Kilograms::new(1.0).map(Load::Weight));
    }

    fn weight(kg: f64) -> Dose {
        reps(2, 6).with_load(Kilograms::new(kg).map(Load::Weight))
    }

    #[test]
    fn a_load_grows_by_the_smallest_step_or_up_to_a_tenth() {
        assert_eq!(sizes(&weight(4.0), &weight(20.0), &[Variable::Load], Variable::Load, 99, both()), [1]);
        assert_eq!(sizes(&weight(10.0), &weight(20.0), &[Variable::Load], Variable::Load, 99, both()), [2, 1]);
        assert_eq!(sizes(&weight(4.0), &weight(6.0), &[Variable::Load], Variable::Load, 2, both()), [2, 1]);
    }

    #[test]
    fn a_band_goes_up_one_colour_at_a_time() {
        let band = |band| reps(1, 6).with_load(Some(Load::Band(band)));
        let (from, goal) = (band(Band::Yellow), band(Band::Black));
        assert_eq!(sizes(&from, &goal, &[Variable::Load], Variable::Load, 0, both()), [1]);
        assert_eq!(raised(&from, &goal, Variable::Load, 3, rules()), band(Band::Red));
        assert_eq!(raised(&reps(1, 6), &goal, Variable::Load, 3, rules()), band(Band::Yellow));
    }
}

//! The next step of an exercise.

use crate::library::{Dose, Load, ProgressionRules, Variable};

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

    fn reps(sets: u32, reps: u32) -> Dose {
        Dose::new(Sets::new(sets).unwrap(), SetWork::Reps(Reps::new(reps).unwrap()), None, None)
    }

    const ORDER: [Variable; 2] = [Variable::Reps, Variable::Sets];

    #[test]
    fn repetitions_grow_before_sets() {
        assert_eq!(next_variable(&reps(1, 6), &reps(2, 8), &ORDER), Some(Variable::Reps));
        assert_eq!(next_variable(&reps(1, 8), &reps(2, 8), &ORDER), Some(Variable::Sets));
        assert_eq!(next_variable(&reps(2, 8), &reps(2, 8), &ORDER), None);
    }

    #[test]
    fn a_load_grows_from_nothing() {
        let goal = reps(1, 6).with_load(Kilograms::new(2.0).map(Load::Weight));
        let next = raised(&reps(1, 6), &goal, Variable::Load, 2, rules());
        assert_eq!(next.load(), Kilograms::new(1.0).map(Load::Weight));
    }

    #[test]
    fn a_band_goes_up_one_colour_at_a_time() {
        let band = |band| reps(1, 6).with_load(Some(Load::Band(band)));
        let (from, goal) = (band(Band::Yellow), band(Band::Black));
        assert_eq!(raised(&from, &goal, Variable::Load, 3, rules()), band(Band::Red));
        assert_eq!(raised(&reps(1, 6), &goal, Variable::Load, 3, rules()), band(Band::Yellow));
    }
}

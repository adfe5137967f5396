//! How much more a dose is than another.

use crate::library::{CurveRules, Dose};

/// How near two shares count as the same.
pub(super) const NEAR: f64 = 1e-9;

/// How much more a dose is than another, as a share: the rise in work or the rise in load, whichever is the larger.
///
/// A load where there was none is held against what a limb or the trunk weighs itself, as a share of nothing says nothing.
pub(super) fn rise(before: &Dose, now: &Dose, curve: &CurveRules) -> f64 {
    let work = now.volume() / before.volume() - 1.0;
    let (from, to) = (before.kilograms(curve), now.kilograms(curve));
    let load = match (from > 0.0, to > 0.0) {
        (true, _) => to / from - 1.0,
        (false, true) => to / curve.own_load.get(),
        (false, false) => 0.0,
    };
    work.max(load)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedded;
    use crate::library::{Band, Library, Load, SetWork};
    use crate::units::{Kilograms, Reps, Sets};

    fn dose(reps: u32, load: Option<Load>) -> Dose {
        Dose::new(Sets::new(2).unwrap(), SetWork::Reps(Reps::new(reps).unwrap()), load, None)
    }

    fn weight(kg: f64) -> Option<Load> {
        Kilograms::new(kg).map(Load::Weight)
    }

    #[test]
    fn the_larger_of_the_rises_in_work_and_load_counts() {
        let library = Library::read("core", &embedded::core_library()).into_parts().0.unwrap();
        let rises = |before, now| (rise(&before, &now, &library.rules().curve) * 100.0).round();
        assert_eq!(rises(dose(6, weight(4.0)), dose(6, weight(5.0))), 25.0);
        assert_eq!(rises(dose(6, weight(4.0)), dose(9, weight(5.0))), 50.0);
        // Fewer repetitions do not make up for a larger load.
        assert_eq!(rises(dose(10, weight(4.0)), dose(5, weight(8.0))), 100.0);
        assert_eq!(rises(dose(6, Some(Load::Band(Band::Yellow))), dose(6, Some(Load::Band(Band::Red)))), 50.0);
        assert_eq!(rises(dose(6, None), dose(6, weight(2.0))), 10.0);
        assert_eq!(rises(dose(6, None), dose(9, None)), 50.0);
    }
}

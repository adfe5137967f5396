//! Which of two lots each new exercise goes into.

use crate::library::{Exercise, Muscle, MuscleWork};
use crate::programme::Half;

/// Spreads exercises over two lots, as evenly as can be, those that work the same muscles together. One alone goes into
/// neither: it is done on all days.
pub(super) fn spread(exercises: &[&Exercise]) -> Vec<Option<Half>> {
    if exercises.len() < 2 {
        return vec![None; exercises.len()];
    }
    let most = exercises.len().div_ceil(2);
    let mut lots: [Vec<&Exercise>; 2] = Default::default();
    let mut spread = Vec::with_capacity(exercises.len());
    for exercise in exercises {
        let [a, b] = lots.each_ref().map(|lot| (shared(exercise, lot), lot.len()));
        // A lot that is full is no choice; then what shares more muscles; then the smaller one.
        let is_a = b.1 >= most || (a.1 < most && (a.0 > b.0 || (a.0 == b.0 && a.1 <= b.1)));
        let [in_a, in_b] = &mut lots;
        if is_a {
            in_a.push(exercise)
        } else {
            in_b.push(exercise)
        }
        spread.push(Some(if is_a { Half::A } else { Half::B }));
    }
    spread
}

/// How many of the muscles that an exercise works are worked in a lot, too.
fn shared(exercise: &Exercise, lot: &[&Exercise]) -> usize {
    let in_lot: Vec<Muscle> = lot.iter().flat_map(|e| e.working()).map(MuscleWork::muscle).collect();
    exercise.working().filter(|work| in_lot.contains(&work.muscle())).count()
}

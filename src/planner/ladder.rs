//! From one exercise to the next harder one.

use crate::library::{Exercise, ExerciseId, Library};
use crate::programme::{Programme, Rule};
use crate::schedule::{Bar, BarReason};

/// The next exercise up the ladder, if there is one; or what bars the person from it.
///
/// `is_there` tells what is done already, which no second exercise climbs to.
pub(super) fn next<'a>(
    exercise: &Exercise,
    programme: &Programme,
    library: &'a Library,
    is_there: impl Fn(&ExerciseId) -> bool,
) -> Result<Option<&'a Exercise>, Bar> {
    let person = programme.person();
    let Some(harder) = exercise.ladder().harder().and_then(|id| library.exercise(id)) else { return Ok(None) };
    let barred = |why: BarReason| Err(Bar { exercise: harder.id().clone(), why });
    if is_there(harder.id()) {
        return barred(BarReason::There);
    }
    let holds = [exercise.id(), harder.id()].iter().all(|id| programme.holds(Rule::EnterWith, id));
    if let Some(entry) = harder.entry().filter(|entry| holds && person.usual_pain() > entry.usual_pain) {
        return barred(BarReason::UsualPain { most: entry.usual_pain });
    }
    match harder.avoid_if().find(|c| person.conditions().any(|own| own == *c)) {
        Some(condition) => barred(BarReason::Condition(condition.clone())),
        None => Ok(Some(harder)),
    }
}

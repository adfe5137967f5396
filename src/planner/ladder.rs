//! From one exercise to the next harder one.

use crate::library::{Exercise, Library};
use crate::programme::Person;
use crate::schedule::{Bar, BarReason};

/// The next exercise up the ladder, if there is one; or what bars the person from it.
pub(super) fn next<'a>(
    exercise: &Exercise,
    person: &Person,
    library: &'a Library,
) -> Result<Option<&'a Exercise>, Bar> {
    let Some(harder) = exercise.ladder().harder().and_then(|id| library.exercise(id)) else { return Ok(None) };
    let barred = |why: BarReason| Err(Bar { exercise: harder.id().clone(), why });
    if let Some(entry) = harder.entry().filter(|entry| person.usual_pain() > entry.usual_pain) {
        return barred(BarReason::UsualPain { most: entry.usual_pain });
    }
    match harder.avoid_if().find(|c| person.conditions().any(|own| own == *c)) {
        Some(condition) => barred(BarReason::Condition(condition.clone())),
        None => Ok(Some(harder)),
    }
}

//! From one exercise to the next harder one.

use crate::library::{Exercise, Library};
use crate::programme::Person;

/// The next exercise up the ladder, if there is one and its entry rule holds for the person.
pub(super) fn next<'a>(exercise: &Exercise, person: &Person, library: &'a Library) -> Option<&'a Exercise> {
    let harder = exercise.ladder().harder().and_then(|id| library.exercise(id))?;
    let pain_allows = harder.entry().is_none_or(|entry| person.usual_pain() <= entry.usual_pain);
    let ruled_out = harder.avoid_if().any(|c| person.conditions().any(|own| own == c));
    (pain_allows && !ruled_out).then_some(harder)
}

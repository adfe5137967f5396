//! Pictures of a clinic's own that a handout would print.

use std::collections::BTreeSet;

use super::Whole;
use crate::diagnostic::Findings;
use crate::library::Exercise;

/// Looks at the picture of each exercise that is done, once.
pub(super) fn report(whole: &Whole<'_>, findings: &mut Findings) {
    let items = whole.schedule.sessions().iter().flat_map(|session| session.items());
    let done: BTreeSet<_> = items.map(|item| item.exercise()).collect();
    let pictures = done.into_iter().filter_map(|id| whole.library.exercise(id)).filter_map(Exercise::picture);
    pictures.for_each(|picture| picture.look(findings));
}

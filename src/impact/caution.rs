//! Whom the items of a programme suit no more, or suit now.
//!
//! Conditions of the person may be in the programme or be named only when it is printed, so a programme that says nothing
//! of a condition may well have been given to somebody who has it: every change of a caution counts.

use std::collections::BTreeSet;

use super::Side;
use crate::library::{ConditionId, ExerciseId, Library, TechniqueId};
use crate::yaml::words;

words! {
    /// What a library does to a caution.
    Ruling, "a change of a caution" {
        /// The condition rules the item out now.
        Added = "added",
        /// The condition rules it out no more.
        Removed = "removed",
        /// It still does, but other people count as having it.
        Redefined = "redefined",
    }
}

/// A caution of something in a programme that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CautionChange {
    /// The exercise or technique.
    pub item: String,
    /// The condition.
    pub condition: ConditionId,
    /// What is done to it.
    pub ruling: Ruling,
}

/// The cautions that differ, item by item.
pub(super) fn changes(before: &Side<'_>, now: &Side<'_>) -> Vec<CautionChange> {
    let items: BTreeSet<String> = items(before).chain(items(now)).collect();
    let mut all = Vec::new();
    for item in items {
        // What is not in both libraries comes into the programme or leaves it, which its doses tell.
        let (Some(was), Some(is)) = (cautions(&item, before.library), cautions(&item, now.library)) else { continue };
        let mut add = |condition: &ConditionId, ruling| {
            all.push(CautionChange { item: item.clone(), condition: condition.clone(), ruling });
        };
        is.difference(&was).for_each(|condition| add(condition, Ruling::Added));
        was.difference(&is).for_each(|condition| add(condition, Ruling::Removed));
        let definition = |library: &Library, id: &ConditionId| library.condition(id).map(|c| c.definition().to_owned());
        let is_redefined = |id: &&ConditionId| definition(before.library, id) != definition(now.library, id);
        was.intersection(&is).filter(is_redefined).for_each(|condition| add(condition, Ruling::Redefined));
    }
    all
}

/// What a programme names, and what its sessions climb to.
fn items<'a>(side: &Side<'a>) -> impl Iterator<Item = String> + use<'a> {
    let (programme, schedule) = (side.programme, side.schedule);
    let named = programme.phases().iter().flat_map(|phase| phase.prescriptions()).map(|p| p.exercise().to_string());
    let visits = programme.visits().iter().flat_map(|visit| visit.techniques()).map(ToString::to_string);
    let climbed = schedule.sessions().iter().flat_map(|session| session.items()).map(|i| i.exercise().to_string());
    named.chain(visits).chain(climbed)
}

/// The conditions that rule an item out; nothing if the library does not have it.
fn cautions(item: &str, library: &Library) -> Option<BTreeSet<ConditionId>> {
    let exercise = ExerciseId::new(item).and_then(|id| library.exercise(&id));
    if let Some(exercise) = exercise {
        return Some(exercise.avoid_if().cloned().collect());
    }
    let technique = TechniqueId::new(item).and_then(|id| library.technique(&id))?;
    Some(technique.avoid_if().cloned().collect())
}

//! Ladders past exercises that a library hides of its base.

use std::collections::BTreeMap;

use super::merge::entry;
use crate::source::{Place, Placed};
use crate::yaml::{Node, Value};

/// Which rungs of the base's ladders are hidden, and what is beyond them.
#[derive(Default)]
pub(super) struct Ladders {
    /// For each hidden exercise, what is easier and what is harder.
    hidden: BTreeMap<String, [Option<String>; 2]>,
}

const SIDES: [&str; 2] = ["easier", "harder"];

impl Ladders {
    /// Takes what is hidden, and finds each exercise of the base.
    pub(super) fn of<'n>(hidden: &[String], exercise: impl Fn(&str) -> Option<&'n Node>) -> Self {
        let neighbours = |id: &String| {
            let ladder = exercise(id).and_then(|node| entry(node, "ladder"));
            let to = |side| match ladder.and_then(|ladder| entry(ladder, side)).map(|node| &node.value) {
                Some(Value::Text(id)) => Some(id.to_string()),
                _ => None,
            };
            (id.clone(), SIDES.map(to))
        };
        Self { hidden: hidden.iter().map(neighbours).collect() }
    }

    /// The next exercise on a side that is not hidden.
    fn beyond(&self, id: &str, side: usize) -> Option<String> {
        let next = |id: &String| self.hidden.get(id)?.get(side)?.clone();
        // A ladder that goes round is found elsewhere; here it only must not go on for ever.
        let mut rungs = std::iter::successors(Some(id.to_owned()), next).take(self.hidden.len() + 1);
        rungs.find(|id| !self.hidden.contains_key(id))
    }

    /// Lets an exercise's ladder lead past hidden ones, where `is_inherited` says that the ladder is the base's.
    pub(super) fn close(&self, exercise: &mut Node, is_inherited: impl Fn(&Place) -> bool) {
        let Value::Map(entries) = &mut exercise.value else { return };
        let Some((key, ladder)) = entries.iter_mut().find(|(key, _)| key.value == "ladder") else { return };
        let (key, Value::Map(rungs)) = (key.clone(), &mut ladder.value) else { return };
        let mut is_cut = false;
        for (side, name) in SIDES.iter().enumerate() {
            let Some(at) = rungs.iter().position(|(k, _)| k.value == *name) else { continue };
            let Some((_, rung)) = rungs.get_mut(at) else { continue };
            let Value::Text(id) = &rung.value else { continue };
            if !self.hidden.contains_key(id.as_str()) || !is_inherited(&rung.place) {
                continue;
            }
            match self.beyond(id, side) {
                Some(next) => rung.value = Value::Text(next.into()),
                None => {
                    rungs.remove(at);
                    is_cut = true;
                }
            }
        }
        if is_cut && rungs.is_empty() {
            let why = Value::Text("its neighbours are hidden in this library".into());
            let alone = Placed { value: "stands-alone".into(), place: key.place.clone() };
            rungs.push((alone, Node { value: why, place: key.place }));
        }
    }
}

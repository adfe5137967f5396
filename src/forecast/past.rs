//! What was done before a session.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::library::{Dose, ExerciseId, TechniqueId};
use crate::schedule::Session;

/// What was done before a session, by exercise and by technique, so that what matters to one of them is found at once.
#[derive(Debug, Clone, Default)]
pub(super) struct Past {
    exercises: BTreeMap<ExerciseId, Vec<(NaiveDate, Dose)>>,
    techniques: BTreeMap<TechniqueId, Vec<NaiveDate>>,
}

impl Past {
    /// Adds a session; sessions come in order of time.
    pub(super) fn add(&mut self, session: &Session) {
        for item in session.items() {
            let done = (session.date(), *item.dose());
            match self.exercises.get_mut(item.exercise()) {
                Some(known) => known.push(done),
                None => drop(self.exercises.insert(item.exercise().clone(), vec![done])),
            }
        }
        for id in session.techniques() {
            match self.techniques.get_mut(id) {
                Some(known) => known.push(session.date()),
                None => drop(self.techniques.insert(id.clone(), vec![session.date()])),
            }
        }
    }

    /// When an exercise was done, and how much.
    pub(super) fn of_exercise(&self, id: &ExerciseId) -> &[(NaiveDate, Dose)] {
        self.exercises.get(id).map_or(&[], Vec::as_slice)
    }

    /// Every technique with the days on which it was done.
    pub(super) fn techniques(&self) -> impl Iterator<Item = (&TechniqueId, &[NaiveDate])> {
        self.techniques.iter().map(|(id, days)| (id, days.as_slice()))
    }
}

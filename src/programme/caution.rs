//! Exercises and techniques that a condition of the person's rules out.

use super::last_word::Despite;
use crate::diagnostic::{Code, Findings};
use crate::library::{ConditionId, ExerciseId, Library, TechniqueId};
use crate::source::Placed;
use crate::yaml::nearest;

/// Everything that a programme names, kept apart from what it says of it: a mistake elsewhere must not hide a caution.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// The person's conditions.
    pub(super) conditions: Vec<Placed<ConditionId>>,
    /// The exercises, all of which the library has.
    pub(super) exercises: Vec<NamedExercise>,
    /// The techniques, all of which the library has.
    pub(super) techniques: Vec<NamedTechnique>,
}

/// An exercise that is named, and the conditions that it is done in spite of.
#[derive(Debug)]
pub(super) struct NamedExercise {
    pub(super) id: Placed<ExerciseId>,
    pub(super) despite: Option<Despite>,
}

/// A technique that is named, and the conditions that it is done in spite of.
#[derive(Debug)]
pub(super) struct NamedTechnique {
    pub(super) id: Placed<TechniqueId>,
    pub(super) despite: Option<Despite>,
}

impl Named {
    /// Reports conditions that the library does not define, and whatever the person's conditions rule out.
    pub(super) fn check(&self, library: &Library, findings: &mut Findings) {
        for condition in &self.conditions {
            if library.condition(&condition.value).is_none() {
                unknown(condition, library, findings);
            }
        }
        let of_exercises = self.exercises.iter().filter_map(|e| e.despite.as_ref());
        let forced = of_exercises.chain(self.techniques.iter().filter_map(|t| t.despite.as_ref()));
        let mut told: Vec<&Placed<ConditionId>> = Vec::new();
        for condition in forced.flat_map(|d| &d.what) {
            // The techniques of a visit share what they are done in spite of.
            if library.condition(&condition.value).is_none() && !told.contains(&condition) {
                unknown(condition, library, findings);
                told.push(condition);
            }
        }
        for named in &self.exercises {
            let avoided = library.exercise(&named.id.value).into_iter().flat_map(|e| e.avoid_if());
            self.caution(&named.id, named.id.value.as_str(), &named.despite, avoided, library, findings);
        }
        for named in &self.techniques {
            let avoided = library.technique(&named.id.value).into_iter().flat_map(|t| t.avoid_if());
            self.caution(&named.id, named.id.value.as_str(), &named.despite, avoided, library, findings);
        }
        self.check_use(library, findings);
    }

    /// Reports conditions that something is done in spite of, though nothing rules it out.
    fn check_use(&self, library: &Library, findings: &mut Findings) {
        let of_exercises = self.exercises.iter().map(|named| {
            let avoided = library.exercise(&named.id.value).into_iter().flat_map(|e| e.avoid_if()).collect();
            (named.id.value.as_str(), &named.despite, avoided)
        });
        let of_techniques = self.techniques.iter().map(|named| {
            let avoided = library.technique(&named.id.value).into_iter().flat_map(|t| t.avoid_if()).collect();
            (named.id.value.as_str(), &named.despite, avoided)
        });
        let all: Vec<(&str, &Option<Despite>, Vec<&ConditionId>)> = of_exercises.chain(of_techniques).collect();
        let forced = all.iter().filter_map(|(id, despite, _)| Some((*id, despite.as_ref()?)));
        let mut told: Vec<&Placed<ConditionId>> = Vec::new();
        for (id, condition) in forced.flat_map(|(id, despite)| despite.what.iter().map(move |c| (id, c))) {
            // The techniques of a visit share what they are done in spite of; one that needs it is enough.
            let mut sharing = all.iter().filter(|(_, d, _)| d.as_ref().is_some_and(|d| d.what.contains(condition)));
            let is_avoided = sharing.any(|(.., avoided)| avoided.contains(&&condition.value));
            let is_held = self.conditions.iter().any(|own| own.value == condition.value);
            if (is_avoided && is_held) || told.contains(&condition) || library.condition(&condition.value).is_none() {
                continue;
            }
            told.push(condition);
            let value = &condition.value;
            let (message, hint) = if is_avoided {
                (
                    format!("the person does not have `{value}`"),
                    "name it under `conditions` of the person, or leave it out",
                )
            } else {
                (format!("`{value}` does not rule `{id}` out"), "leave it out")
            };
            findings.add(Code::UnusedDecision, &condition.place, message, hint);
        }
    }

    fn caution<'a, T>(
        &self,
        named: &Placed<T>,
        id: &str,
        despite: &Option<Despite>,
        avoided: impl Iterator<Item = &'a ConditionId>,
        library: &Library,
        findings: &mut Findings,
    ) {
        let forced = |c: &ConditionId| despite.as_ref().is_some_and(|d| d.what.iter().any(|own| own.value == *c));
        let holds = |c: &ConditionId| self.conditions.iter().any(|own| own.value == *c) && !forced(c);
        for condition in avoided.filter(|c| holds(c)) {
            let name = library.condition(condition).map_or(condition.as_str(), |c| c.name());
            findings.add(
                Code::Caution,
                &named.place,
                format!("`{id}` is not for somebody with `{condition}`"),
                format!("{name}: choose another, or write `despite: {{ conditions: [{condition}], because: … }}`"),
            );
        }
    }
}

fn unknown(condition: &Placed<ConditionId>, library: &Library, findings: &mut Findings) {
    let near = nearest(condition.value.as_str(), library.conditions().iter().map(|c| c.id().as_str()));
    findings.add(
        Code::UnknownCondition,
        &condition.place,
        format!("no condition `{}` in library `{}`", condition.value, library.id()),
        near.map_or_else(
            || "`conditions.yaml` of the library lists them".to_owned(),
            |near| format!("did you mean `{near}`?"),
        ),
    );
}

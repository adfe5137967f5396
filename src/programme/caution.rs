//! Exercises and techniques that a condition of the person's rules out.

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
    pub(super) exercises: Vec<Placed<ExerciseId>>,
    /// The techniques, all of which the library has.
    pub(super) techniques: Vec<Placed<TechniqueId>>,
}

impl Named {
    /// Reports conditions that the library does not define, and whatever the person's conditions rule out.
    pub(super) fn check(&self, library: &Library, findings: &mut Findings) {
        for condition in &self.conditions {
            if library.condition(&condition.value).is_none() {
                unknown(condition, library, findings);
            }
        }
        for named in &self.exercises {
            let avoided = library.exercise(&named.value).into_iter().flat_map(|e| e.avoid_if());
            self.caution(named, named.value.as_str(), avoided, library, findings);
        }
        for named in &self.techniques {
            let avoided = library.technique(&named.value).into_iter().flat_map(|t| t.avoid_if());
            self.caution(named, named.value.as_str(), avoided, library, findings);
        }
    }

    fn caution<'a, T>(
        &self,
        named: &Placed<T>,
        id: &str,
        avoided: impl Iterator<Item = &'a ConditionId>,
        library: &Library,
        findings: &mut Findings,
    ) {
        for condition in avoided.filter(|a| self.conditions.iter().any(|c| c.value == **a)) {
            let name = library.condition(condition).map_or(condition.as_str(), |c| c.name());
            findings.add(
                Code::Caution,
                &named.place,
                format!("`{id}` is not for somebody with `{condition}`"),
                format!("{name}: choose another, or ask whether the condition still holds"),
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

//! Names of exercises and techniques in a programme, looked up in the library.

use crate::diagnostic::{Code, Findings};
use crate::library::{ExerciseId, Library, TechniqueId};
use crate::source::Placed;
use crate::yaml::table::placed_text;
use crate::yaml::{Node, nearest};

/// Reads the id of an exercise of the library; a name that a person would say is met with the id.
pub(super) fn known_exercise(node: &Node, library: &Library, findings: &mut Findings) -> Option<Placed<ExerciseId>> {
    let written = placed_text(node, findings)?;
    let id = ExerciseId::new(&written.value).filter(|id| library.exercise(id).is_some());
    if id.is_none() {
        let slug = written.value.to_lowercase().replace([' ', '_'], "-");
        let by_name = library.exercises().find(|e| e.name().eq_ignore_ascii_case(&written.value));
        let near =
            by_name.map(|e| e.id().as_str()).or_else(|| nearest(&slug, library.exercises().map(|e| e.id().as_str())));
        findings.add(
            Code::UnknownExercise,
            &written.place,
            format!("no exercise `{}` in library `{}`", written.value, library.id()),
            near.map_or_else(
                || "the id is the name of the exercise's file, without `.yaml`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            ),
        );
    }
    id.map(|value| Placed { value, place: written.place })
}

/// Reads the id of a technique of the library.
pub(super) fn known_technique(node: &Node, library: &Library, findings: &mut Findings) -> Option<Placed<TechniqueId>> {
    let written = placed_text(node, findings)?;
    let id = TechniqueId::new(&written.value).filter(|id| library.technique(id).is_some());
    if id.is_none() {
        let near = nearest(&written.value, library.techniques().map(|t| t.id().as_str()));
        findings.add(
            Code::UnknownTechnique,
            &written.place,
            format!("no technique `{}` in library `{}`", written.value, library.id()),
            near.map_or_else(
                || "the id is the name of the technique's file, without `.yaml`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            ),
        );
    }
    id.map(|value| Placed { value, place: written.place })
}

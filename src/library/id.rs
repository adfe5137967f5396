//! Names of items, each of its own type.

use std::fmt;
use std::sync::Arc;

use crate::diagnostic::{Code, Findings};
use crate::source::Placed;
use crate::yaml::Node;
use crate::yaml::table::placed_text;

macro_rules! id {
    ($(#[doc = $doc:literal])+ $name:ident) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes a kebab-case name: lower-case letters and digits, in words joined by single hyphens.
            pub fn new(name: &str) -> Option<Self> {
                let word = |w: &str| !w.is_empty() && w.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
                name.split('-').all(word).then(|| Self(name.into()))
            }

            /// The name.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// The name of an exercise: the stem of its file.
    ExerciseId
}
id! {
    /// The name of a technique: the stem of its file.
    TechniqueId
}
id! {
    /// The name of a condition that rules something out.
    ConditionId
}

id! {
    /// The name of a library, by which programmes ask for it.
    LibraryId
}

/// Reads an id with its place; `example` is one that would do.
pub(super) fn placed_id<Id>(
    node: &Node,
    findings: &mut Findings,
    new: impl FnOnce(&str) -> Option<Id>,
    example: &str,
) -> Option<Placed<Id>> {
    let written = placed_text(node, findings)?;
    let id = new(&written.value);
    if id.is_none() {
        findings.add(
            Code::BadId,
            &written.place,
            format!("`{}` cannot be an id", written.value),
            format!("use lower-case letters, digits and single hyphens, like `{example}`"),
        );
    }
    id.map(|value| Placed { value, place: written.place })
}

#[cfg(test)]
mod tests {
    use super::ExerciseId;

    #[test]
    fn names_are_kebab_case() {
        assert!(ExerciseId::new("bird-dog-2").is_some());
        for bad in ["", "Bird-dog", "bird dog", "-a", "a-", "a--b", "é", "a/b"] {
            assert!(ExerciseId::new(bad).is_none(), "{bad}");
        }
    }
}

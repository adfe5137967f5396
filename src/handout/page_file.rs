//! Files that a template reads beside its data.

use crate::library::Exercise;

/// A file that the template reads beside the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFile {
    /// Its path beside the template.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl PageFile {
    /// The picture or drawing of an exercise, if it has one.
    pub(super) fn figure_of(exercise: &Exercise) -> Option<Self> {
        if let Some(picture) = exercise.picture() {
            let path = format!("figures/{}.{}", exercise.id(), picture.format().ending());
            return Some(Self { path, bytes: picture.bytes().to_vec() });
        }
        let figure = exercise.figure()?;
        Some(Self { path: format!("figures/{}.svg", exercise.id()), bytes: figure.svg().into_bytes() })
    }
}

//! What a file of a library holds.

use super::file::LibraryFile;

/// What a file of a library holds, by its place in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Library,
    Rules,
    Style,
    Conditions,
    Body,
    Poses,
    Mechanism,
    Technique,
    Exercise,
}

impl Kind {
    pub(super) fn of(file: &LibraryFile<'_>) -> Self {
        match (file.folder(), file.stem()) {
            (None, "library") => Self::Library,
            (None, "rules") => Self::Rules,
            (None, "style") => Self::Style,
            (None, "conditions") => Self::Conditions,
            (None, "body") => Self::Body,
            (None, "poses") => Self::Poses,
            (Some("mechanisms"), _) => Self::Mechanism,
            (Some("techniques"), _) => Self::Technique,
            _ => Self::Exercise,
        }
    }

    /// What messages call an item of the kind.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Library | Self::Rules | Self::Style | Self::Conditions | Self::Body | Self::Poses => "file",
            Self::Mechanism => "mechanism",
            Self::Technique => "technique",
            Self::Exercise => "exercise",
        }
    }

    /// Whether there may be many of the kind, each under its own name.
    pub(super) fn is_item(self) -> bool {
        matches!(self, Self::Mechanism | Self::Technique | Self::Exercise)
    }

    /// Whether it is an item of which a library may have thousands.
    pub(super) fn is_one_of_many(self) -> bool {
        matches!(self, Self::Technique | Self::Exercise)
    }
}

//! A library whose files are known to be sound.

use std::sync::{Arc, OnceLock};

use super::Library;
use super::exercise::Exercise;
use super::file::LibraryFile;
use super::id::{ExerciseId, TechniqueId};
use super::images::Images;
use super::kind::Kind;
use super::read;
use super::rules::Bounds;
use super::shelf::{Makings, Shelved};
use super::technique::Technique;
use crate::diagnostic::{Findings, Outcome};
use crate::yaml::Node;

impl Library {
    /// Reads a library whose files are known to be sound, as those are that a program carries: its exercises, techniques and
    /// drawings are read when they are asked for, which few of them are for one handout.
    ///
    /// What is wrong with an item is not found; it would be missing. [`Library::read`] looks at everything.
    pub fn read_sound(shown: &str, files: &[LibraryFile<'static>]) -> Outcome<Library> {
        let mut findings = Findings::new();
        let library = read::read_some(shown, files, |kind| !is_left(kind), &mut findings);
        let library = library.map(|library| shelve(library, files));
        Outcome::new(library, findings)
    }
}

/// Whether files of a kind are left for later.
fn is_left(kind: Kind) -> bool {
    matches!(kind, Kind::Exercise | Kind::Technique | Kind::Body | Kind::Poses)
}

fn shelve(mut library: Library, files: &[LibraryFile<'static>]) -> Library {
    let is_yaml = |file: &&LibraryFile<'_>| file.path().ends_with(".yaml") || file.path().ends_with(".yml");
    let of = |kind: Kind| files.iter().filter(is_yaml).filter(move |file| Kind::of(file) == kind);
    let makings = Arc::new(Makings {
        bounds: library.rules.bounds.clone(),
        body: of(Kind::Body).next().cloned(),
        poses: of(Kind::Poses).next().cloned(),
        read: OnceLock::new(),
    });
    for file in of(Kind::Exercise) {
        if let Some(id) = ExerciseId::new(file.stem()) {
            library.exercises.add_unread(id, file.clone(), &makings);
        }
    }
    for file in of(Kind::Technique) {
        if let Some(id) = TechniqueId::new(file.stem()) {
            library.techniques.add_unread(id, file.clone(), &makings);
        }
    }
    library
}

impl Shelved for Exercise {
    type Id = ExerciseId;

    fn read_shelved(
        id: &ExerciseId,
        family: Option<&str>,
        node: &Node,
        bounds: &Bounds,
        images: &Images<'_>,
    ) -> Option<Self> {
        Self::read(id.clone(), family, node, bounds, images, &mut Vec::new(), &mut Findings::new())
    }
}

impl Shelved for Technique {
    type Id = TechniqueId;

    fn read_shelved(id: &TechniqueId, _: Option<&str>, node: &Node, _: &Bounds, images: &Images<'_>) -> Option<Self> {
        Self::read(id.clone(), node, images, &mut Vec::new(), &mut Findings::new())
    }
}

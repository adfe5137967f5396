//! The exercise library: exercises, techniques, mechanisms, conditions and rules.
//!
//! A library is a folder of YAML files, one item a file. `library.yaml`, `rules.yaml`, `style.yaml` and
//! `conditions.yaml` lie at the top; `mechanisms/` and `techniques/` hold what their names say; every other file is an
//! exercise, in whatever folders the clinic likes.

mod carried;
mod check;
mod condition;
mod despite;
mod digest;
mod dose;
mod drops;
mod effect;
mod exercise;
mod fading;
mod file;
mod id;
mod images;
mod items;
mod kind;
mod ladders;
mod layer;
mod load;
mod mechanism;
mod merge;
mod partial_dose;
mod patient_text;
mod profile;
mod read;
mod response;
mod rules;
mod search;
mod shelf;
mod style;
mod technique;
mod term;
mod version;
mod web;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub use condition::Condition;
pub use digest::Digest;
pub use dose::{Dose, SetWork};
pub use effect::Effect;
pub use exercise::{DoseRange, Entry, Evidence, Exercise, Ladder, MuscleWork, Review};
pub use fading::{Fading, FadingSteps};
pub use file::LibraryFile;
use id::LibraryId;
pub use id::{ConditionId, ExerciseId, TechniqueId};
pub use layer::{ChangedField, Layer};
pub use load::{Band, Load};
pub use mechanism::{Mechanism, Multiplier, PersonFactors, Role, Size, Source, StraightAfter, Sureness};
pub use patient_text::{Part, PatientText};
pub use profile::Profile;
pub use response::{Bout, DoseRatio, Drive, Response};
pub use rules::{
    Bounds, CurveRules, LevelRules, Origin, PeopleRules, ProgressionRules, Range, Rules, Step, Threshold, TrafficLight,
};
pub use search::{Found, Query};
pub use style::{Banned, LengthLimits, ReadingLimits, ReviewLimits, Style, TellingWords, TwinLimits};
pub use technique::Technique;
pub use term::{Leads, Term};
pub use version::{Version, VersionRequest};
pub use web::WebAddress;
pub use words::{
    Action, Cause, Certainty, Confidence, Equipment, Length, Measure, MechanismId, Muscle, Position, Region, Sides,
    TechniqueKind, Variable,
};

use crate::source::{Place, Placed};
use crate::yaml::Node;
use kind::Kind;
use shelf::Shelf;

pub(crate) use condition::condition_id;
pub(crate) use dose::{amount, check_loads, quantity, variables_above};
pub(crate) use effect::EXPERT_OPINION;
pub(crate) use partial_dose::PartialDose;

/// A sound library: every reference in it leads somewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Library {
    id: LibraryId,
    name: String,
    version: Placed<Version>,
    base: Option<(String, Version)>,
    hidden: Vec<String>,
    licence: Option<String>,
    /// Whether every effect has to say where its numbers come from.
    sourced: bool,
    layers: BTreeMap<(Kind, String), Layer>,
    /// The rules, the style and the mechanisms as they are written, by the stem of their file.
    documents: BTreeMap<String, Node>,
    /// What all figures are drawn from: the texts of the body and of the base poses.
    posing: Vec<String>,
    digest: Digest,
    rules: Rules,
    style: Style,
    conditions: Vec<Condition>,
    mechanisms: BTreeMap<MechanismId, Mechanism>,
    exercises: Shelf<ExerciseId, Exercise>,
    techniques: Shelf<TechniqueId, Technique>,
}

impl Library {
    /// Its id, such as `core`.
    pub fn id(&self) -> &str {
        self.id.as_str()
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its version.
    pub fn version(&self) -> &Version {
        &self.version.value
    }

    /// The same library under another version, to try programmes that ask for that one.
    #[must_use]
    pub fn under_version(&self, version: Version) -> Self {
        Self { version: Placed { value: version, place: self.version.place.clone() }, ..self.clone() }
    }

    /// The same library without some files, by their names without endings: to compare what is left with another version.
    /// `conditions` stands for all of them. What refers to something that is left out leads nowhere, and its digest is that of
    /// no files, as that of the whole would tell of what is left out.
    #[must_use]
    pub fn without(&self, stems: &BTreeSet<String>) -> Self {
        let mut rest = self.clone();
        if !stems.is_empty() {
            rest.digest = Digest::of(&[]);
        }
        rest.exercises.retain(|id| !stems.contains(id.as_str()));
        rest.techniques.retain(|id| !stems.contains(id.as_str()));
        rest.documents.retain(|stem, _| !stems.contains(stem));
        if stems.contains("conditions") {
            rest.conditions.clear();
        }
        rest
    }

    /// Where its version is written.
    pub fn version_place(&self) -> &Place {
        &self.version.place
    }

    /// The library that it extends, by id and version.
    pub fn base(&self) -> Option<(&str, &Version)> {
        self.base.as_ref().map(|(id, version)| (id.as_str(), version))
    }

    /// Under which licence it may be used, if it says so.
    pub fn licence(&self) -> Option<&str> {
        self.licence.as_deref()
    }

    /// Whether every effect in it has to say where its numbers come from.
    pub fn asks_for_sources(&self) -> bool {
        self.sourced
    }

    /// What it hides of the library that it extends.
    pub fn hidden(&self) -> &[String] {
        &self.hidden
    }

    /// Which layer an exercise or technique comes from.
    pub fn layer_of(&self, found: Found<'_>) -> &Layer {
        let kind = match found {
            Found::Exercise(_) => Kind::Exercise,
            Found::Technique(_) => Kind::Technique,
        };
        self.layers.get(&(kind, found.id().to_owned())).unwrap_or(&Layer::Own)
    }

    /// What of the rules, the style, the conditions or a mechanism is the library's own and what its base's, by the stem of the
    /// file; nothing if there is no such file.
    pub fn layer_of_document(&self, stem: &str) -> Option<&Layer> {
        let shared = |kind: &Kind| matches!(kind, Kind::Rules | Kind::Style | Kind::Conditions | Kind::Mechanism);
        self.layers.iter().find(|((kind, name), _)| shared(kind) && name == stem).map(|(_, layer)| layer)
    }

    /// The rules, the style and the mechanisms as they are written, by the stem of their file, layers laid over each other.
    pub fn documents(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.documents.iter().map(|(name, node)| (name.as_str(), node))
    }

    /// What all figures are drawn from, as it is written: the body and the base poses.
    pub fn posing(&self) -> &[String] {
        &self.posing
    }

    /// The ids and versions that it answers to: its own, and those of the library that it extends.
    pub fn answers_to(&self) -> Vec<(&str, &Version)> {
        let base = self.base.iter().map(|(id, version)| (id.as_str(), version));
        std::iter::once((self.id(), self.version())).chain(base).collect()
    }

    /// A digest of all its files, those of the library that it extends included.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// The numbers that hold for all of it.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// How its texts for patients are to be written.
    pub fn style(&self) -> &Style {
        &self.style
    }

    /// The conditions that rule things out, in the order of their file.
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// Finds a condition.
    pub fn condition(&self, id: &ConditionId) -> Option<&Condition> {
        self.conditions.iter().find(|c| c.id() == id)
    }

    /// A mechanism. A sound library has all eight, so this finds one for every id.
    pub fn mechanism(&self, id: MechanismId) -> Option<&Mechanism> {
        self.mechanisms.get(&id)
    }

    /// What brings a mechanism about.
    pub fn cause_of(&self, id: MechanismId) -> Option<Cause> {
        self.mechanism(id).map(Mechanism::cause)
    }

    /// All eight mechanisms, in the order of their ids.
    pub fn mechanisms(&self) -> impl Iterator<Item = &Mechanism> {
        self.mechanisms.values()
    }

    /// Finds an exercise.
    pub fn exercise(&self, id: &ExerciseId) -> Option<&Exercise> {
        self.exercises.get(id)
    }

    /// All exercises by id.
    pub fn exercises(&self) -> impl Iterator<Item = &Exercise> {
        self.exercises.iter()
    }

    /// The ids of all exercises, for which none of them has to be read.
    pub fn exercise_ids(&self) -> impl Iterator<Item = &ExerciseId> {
        self.exercises.ids()
    }

    /// Finds a technique.
    pub fn technique(&self, id: &TechniqueId) -> Option<&Technique> {
        self.techniques.get(id)
    }

    /// All techniques by id.
    pub fn techniques(&self) -> impl Iterator<Item = &Technique> {
        self.techniques.iter()
    }

    /// The exercises of the ladder on which one stands, itself first. Ladders of a sound library have no cycle.
    pub fn ladder_of<'a>(&'a self, id: &'a ExerciseId) -> impl Iterator<Item = &'a ExerciseId> {
        let easier = |id: &&ExerciseId| self.exercise(id).and_then(|e| e.ladder().easier());
        let harder = |id: &&ExerciseId| self.exercise(id).and_then(|e| e.ladder().harder());
        let down = std::iter::successors(Some(id), easier);
        down.chain(std::iter::successors(Some(id), harder).skip(1))
    }
}

//! The items of a library, as they are read.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::exercise::Exercise;
use super::file::LibraryFile;
use super::id::{ConditionId, ExerciseId, TechniqueId};
use super::images::Images;
use super::kind::Kind;
use super::layer::{Below, Origins, Read, Slot, slot};
use super::mechanism::Mechanism;
use super::merge::entry;
use super::patient_text::{Part, PatientText};
use super::rules::Bounds;
use super::technique::Technique;
use super::words::MechanismId;
use crate::cores::shared_out;
use crate::diagnostic::{Code, Findings};
use crate::figure::Poses;
use crate::gap;
use crate::line::report_break;
use crate::source::{Place, Placed};
use crate::yaml::{Node, Word, nearest};

/// How many files are worth a thread.
const FILES_A_THREAD: usize = 16;

/// What items are read with, besides base poses.
#[derive(Clone, Copy)]
pub(super) struct Reading<'r> {
    /// The kinds that are read; of others the names alone count.
    pub(super) is_read: fn(Kind) -> bool,
    /// The library's own files: the first of each kind and name, by what messages call it.
    pub(super) own: &'r BTreeMap<Slot, &'r str>,
    pub(super) bounds: Option<&'r Bounds>,
    pub(super) pictures: &'r [(&'r str, &'r [u8])],
}

/// The items of a library, as they are read.
#[derive(Default)]
pub(super) struct Items {
    pub(super) mechanisms: BTreeMap<MechanismId, Mechanism>,
    pub(super) techniques: BTreeMap<TechniqueId, Arc<Technique>>,
    /// Each apart, as ten thousand of them would be copied more than once on their way into a tree.
    pub(super) exercises: BTreeMap<ExerciseId, Arc<Exercise>>,
    /// Every condition that an item names, those of items with errors included.
    pub(super) cautions: Vec<Placed<ConditionId>>,
    /// The figures of all items, those of items with errors included.
    pub(super) figures: Figures,
    findings: Findings,
}

impl Items {
    /// Reads the items of the library's own files, laid over what is below, of the files that are left of that, and of `shared`,
    /// which are laid over it already.
    pub(super) fn read<'f, 'a>(
        own: &[&LibraryFile<'a>],
        mut below: Below<'f, 'a>,
        shared: &[Read<'_, '_>],
        mut poses: Option<Poses>,
        reading: Reading<'_>,
        findings: &mut Findings,
    ) -> (Self, Origins<'f, 'a>) {
        let mut figures = Figures::default();
        for node in below.left(reading.own, Kind::is_one_of_many).filter_map(|(_, node)| node.as_ref()) {
            figures.count(node, poses.as_ref());
        }
        let (mut items, mut origins) = Self::read_own(own, &below, poses.as_ref(), reading);
        figures.join(std::mem::take(&mut items.figures));
        if poses.as_mut().is_some_and(|poses| poses.tell_missing(&figures.lacking, findings)) {
            // What has been said once for all figures need not be said of each.
            (items, origins) = Self::read_own(own, &below, poses.as_ref(), reading);
        }
        let left = below.take(reading.own, Kind::is_one_of_many);
        origins.add_taken(&left);
        items.join(Self::read_nodes(&left, poses.as_ref(), reading));
        items.join(Self::read_nodes(shared, poses.as_ref(), reading));
        items.figures = figures;
        findings.extend(std::mem::take(&mut items.findings).into_sorted());
        (items, origins)
    }

    /// Reads the items of the library's own files, on all cores.
    ///
    /// What a file holds is let go of before the next is taken apart: of ten thousand at once it would take 100 MiB.
    fn read_own<'f, 'a>(
        files: &[&LibraryFile<'a>],
        below: &Below<'f, 'a>,
        poses: Option<&Poses>,
        reading: Reading<'_>,
    ) -> (Self, Origins<'f, 'a>) {
        let mut all = (Self::default(), Origins::default());
        let read = shared_out(files.to_vec(), FILES_A_THREAD, |files| {
            let (mut items, mut origins) = (Self::default(), Origins::default());
            for file in files {
                let node = (reading.is_read)(Kind::of(file)).then(|| file.read(&mut items.findings)).flatten();
                let laid = below.lay(file, node, &mut items.findings);
                if let Some(node) = origins.add(file, laid) {
                    items.take(file, &node, poses, reading);
                }
            }
            (items, origins)
        });
        for (items, origins) in read {
            all.0.join(items);
            all.1.join(origins);
        }
        all
    }

    /// Reads the items of files that were taken apart before, on all cores.
    fn read_nodes(files: &[Read<'_, '_>], poses: Option<&Poses>, reading: Reading<'_>) -> Self {
        let mut all = Self::default();
        let read = shared_out(files.iter().collect(), FILES_A_THREAD, |files: Vec<&Read<'_, '_>>| {
            let mut items = Self::default();
            for (file, node) in files {
                if let Some(node) = node {
                    items.take(file, node, poses, reading);
                }
            }
            items
        });
        read.into_iter().for_each(|items| all.join(items));
        all
    }

    /// Reads an item whose name is its own.
    fn take(&mut self, file: &LibraryFile<'_>, node: &Node, poses: Option<&Poses>, reading: Reading<'_>) {
        self.figures.count(node, poses);
        let images = &Images { poses, files: reading.pictures };
        let (kind, place) = (Kind::of(file), node.place.file().start());
        match kind {
            Kind::Library | Kind::Rules | Kind::Style | Kind::Conditions | Kind::Body | Kind::Poses => {}
            Kind::Mechanism => {
                let Some(id) = mechanism_id(file, &place, &mut self.findings) else { return };
                if !self.is_first(file, &place, reading.own) {
                    return;
                }
                if let Some(mechanism) = Mechanism::read(id, node, &mut self.findings) {
                    can_be_printed(&mechanism.patient_texts(), &mut self.findings);
                    self.mechanisms.insert(id, mechanism);
                }
            }
            Kind::Technique => {
                let Some(id) = well_formed(TechniqueId::new(file.stem()), file, &place, &mut self.findings) else {
                    return;
                };
                if !self.is_first(file, &place, reading.own) {
                    return;
                }
                let (cautions, findings) = (&mut self.cautions, &mut self.findings);
                if let Some(technique) = Technique::read(id.clone(), node, images, cautions, findings) {
                    can_be_printed(&technique.patient_texts(), findings);
                    self.techniques.insert(id, Arc::new(technique));
                }
            }
            Kind::Exercise => {
                let Some(id) = well_formed(ExerciseId::new(file.stem()), file, &place, &mut self.findings) else {
                    return;
                };
                let (true, Some(bounds)) = (self.is_first(file, &place, reading.own), reading.bounds) else { return };
                let family = file.folder();
                let (cautions, findings) = (&mut self.cautions, &mut self.findings);
                let read = Exercise::read(id.clone(), family, node, bounds, images, cautions, findings);
                if let Some(exercise) = read {
                    can_be_printed(&exercise.patient_texts(), findings);
                    self.exercises.insert(id, Arc::new(exercise));
                }
            }
        }
    }

    /// Takes over what was read elsewhere.
    fn join(&mut self, part: Self) {
        self.mechanisms.extend(part.mechanisms);
        self.techniques.extend(part.techniques);
        self.exercises.extend(part.exercises);
        self.cautions.extend(part.cautions);
        self.figures.join(part.figures);
        self.findings.extend(part.findings.into_sorted());
    }

    /// Whether a file is the first of its kind and name; if not, that is a finding.
    fn is_first(&mut self, file: &LibraryFile<'_>, place: &Place, own: &BTreeMap<Slot, &str>) -> bool {
        let Some(first) = own.get(&slot(file)).filter(|first| **first != file.shown()) else { return true };
        self.findings.add(
            Code::DuplicateId,
            place,
            format!("`{}` is there twice", file.stem()),
            format!("the other is `{first}`; rename or remove one of the files"),
        );
        false
    }
}

/// The figures of a library, as far as they can be told before they are read.
#[derive(Default)]
pub(super) struct Figures {
    pub(super) count: usize,
    /// For each that begins from poses which are not there, their names.
    lacking: Vec<Vec<String>>,
}

impl Figures {
    /// Counts an item's figure, if it has one, and what that lacks.
    fn count(&mut self, item: &Node, poses: Option<&Poses>) {
        let Some(figure) = entry(item, "figure") else { return };
        self.count += 1;
        let lacks = poses.map(|poses| poses.lacks(figure)).unwrap_or_default();
        if !lacks.is_empty() {
            self.lacking.push(lacks);
        }
    }

    /// Takes over what was counted elsewhere.
    fn join(&mut self, others: Self) {
        self.count += others.count;
        self.lacking.extend(others.lacking);
    }
}

/// Reports what cannot be printed of texts for patients as it is written.
fn can_be_printed(texts: &[PatientText<'_>], findings: &mut Findings) {
    for PatientText { part, text } in texts {
        // A name is printed as it is written, in one line.
        if *part == Part::Name {
            report_break(&text.value, &text.place, findings);
        } else {
            gap::check(&text.value, &text.place, findings);
        }
    }
}

fn mechanism_id(file: &LibraryFile<'_>, place: &Place, findings: &mut Findings) -> Option<MechanismId> {
    let id = MechanismId::ALL.iter().copied().find(|m| m.as_str() == file.stem());
    if id.is_none() {
        let near = nearest(file.stem(), MechanismId::ALL.iter().map(|m| m.as_str()));
        let hint = near.map_or_else(
            || "there are eight, each with its fixed name".to_owned(),
            |near| format!("did you mean `{near}.yaml`?"),
        );
        findings.add(Code::BadId, place, format!("there is no mechanism `{}`", file.stem()), hint);
    }
    id
}

fn well_formed<Id>(id: Option<Id>, file: &LibraryFile<'_>, place: &Place, findings: &mut Findings) -> Option<Id> {
    if id.is_none() {
        findings.add(
            Code::BadId,
            place,
            format!("`{}` cannot be an id", file.stem()),
            "name the file in lower-case letters, digits and single hyphens, like `bird-dog.yaml`",
        );
    }
    id
}

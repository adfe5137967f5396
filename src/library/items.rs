//! The items of a library, as they are read.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::exercise::Exercise;
use super::file::LibraryFile;
use super::id::{ConditionId, ExerciseId, TechniqueId};
use super::images::Images;
use super::kind::Kind;
use super::layer::Read;
use super::mechanism::Mechanism;
use super::patient_text::{Part, PatientText};
use super::rules::Rules;
use super::technique::Technique;
use super::words::MechanismId;
use crate::cores::shared_out;
use crate::diagnostic::{Code, Findings};
use crate::gap;
use crate::line::{report_hidden, report_name};
use crate::source::{Place, Placed};
use crate::yaml::{Node, Word, nearest};

/// How many items are worth a thread.
const ITEMS_A_THREAD: usize = 16;

/// An item whose name is its own, and which can be read.
struct Named<'f, 'a> {
    id: ItemId,
    file: &'f LibraryFile<'a>,
    node: Node,
}

/// The id of an item, by its kind.
enum ItemId {
    Mechanism(MechanismId),
    Technique(TechniqueId),
    Exercise(ExerciseId),
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
    /// The files by kind and name, those with errors included, so that one error does not bring others with it.
    pub(super) taken: BTreeMap<(Kind, String), String>,
}

impl Items {
    /// Reads the items of all files, on all cores. What was made of the files is let go of on the way.
    pub(super) fn read(
        files: Vec<Read<'_, '_>>,
        rules: Option<&Rules>,
        images: &Images<'_>,
        findings: &mut Findings,
    ) -> Self {
        let mut items = Self::default();
        let named = files.into_iter().filter_map(|(file, node)| items.name(file, node, findings));
        let named: Vec<Named<'_, '_>> = named.collect();
        let read = shared_out(named, ITEMS_A_THREAD, |named| {
            let mut part = Self::default();
            let mut findings = Findings::new();
            named.into_iter().for_each(|named| part.take(named, rules, images, &mut findings));
            (part, findings)
        });
        for (part, found) in read {
            items.join(part);
            findings.extend(found.into_sorted());
        }
        items
    }

    /// Takes the name of a file's item, if it has one of its own.
    fn name<'f, 'a>(
        &mut self,
        file: &'f LibraryFile<'a>,
        node: Option<Node>,
        findings: &mut Findings,
    ) -> Option<Named<'f, 'a>> {
        let kind = Kind::of(file);
        let Some(node) = node else {
            self.taken.insert((kind, file.stem().to_owned()), file.shown().to_owned());
            return None;
        };
        let place = node.place.file().start();
        let id = match kind {
            Kind::Library | Kind::Rules | Kind::Style | Kind::Conditions | Kind::Body | Kind::Poses => return None,
            Kind::Mechanism => ItemId::Mechanism(mechanism_id(file, &place, findings)?),
            Kind::Technique => ItemId::Technique(well_formed(TechniqueId::new(file.stem()), file, &place, findings)?),
            Kind::Exercise => ItemId::Exercise(well_formed(ExerciseId::new(file.stem()), file, &place, findings)?),
        };
        self.is_new(kind, file, &place, findings).then_some(Named { id, file, node })
    }

    /// Reads an item.
    fn take(&mut self, named: Named<'_, '_>, rules: Option<&Rules>, images: &Images<'_>, findings: &mut Findings) {
        let Named { id, file, node } = named;
        match id {
            ItemId::Mechanism(id) => {
                if let Some(mechanism) = Mechanism::read(id, &node, findings) {
                    can_be_printed(&mechanism.patient_texts(), findings);
                    self.mechanisms.insert(id, mechanism);
                }
            }
            ItemId::Technique(id) => {
                let read = Technique::read(id.clone(), &node, images, &mut self.cautions, findings);
                if let Some(technique) = read {
                    can_be_printed(&technique.patient_texts(), findings);
                    self.techniques.insert(id, Arc::new(technique));
                }
            }
            ItemId::Exercise(id) => {
                let Some(rules) = rules else { return };
                let (bounds, cautions) = (&rules.bounds, &mut self.cautions);
                let read = Exercise::read(id.clone(), file.folder(), &node, bounds, images, cautions, findings);
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
    }

    /// Reports an exercise whose name a technique or mechanism has: `library show` and messages could not tell them apart.
    pub(super) fn tell_if_taken_otherwise(&self, exercise: &Exercise, findings: &mut Findings) {
        let other = |kind: Kind| self.taken.get(&(kind, exercise.id().to_string())).map(|file| (kind, file));
        if let Some((kind, file)) = other(Kind::Technique).or_else(|| other(Kind::Mechanism)) {
            findings.add(
                Code::DuplicateId,
                &exercise.place().file().start(),
                format!("`{}` is there twice: as an exercise and as a {}", exercise.id(), kind.as_str()),
                format!("the other is `{file}`; rename one of the files"),
            );
        }
    }

    /// Takes a name; one that is taken already is a finding.
    fn is_new(&mut self, kind: Kind, file: &LibraryFile<'_>, place: &Place, findings: &mut Findings) -> bool {
        let name = (kind, file.stem().to_owned());
        if let Some(first) = self.taken.get(&name) {
            findings.add(
                Code::DuplicateId,
                place,
                format!("`{}` is there twice", file.stem()),
                format!("the other is `{first}`; rename or remove one of the files"),
            );
            return false;
        }
        self.taken.insert(name, file.shown().to_owned());
        true
    }
}

/// Reports what cannot be printed of texts for patients as it is written.
fn can_be_printed(texts: &[PatientText<'_>], findings: &mut Findings) {
    for PatientText { part, text } in texts {
        // A name is printed as it is written, in one line.
        if *part == Part::Name {
            report_name(&text.value, &text.place, findings);
        } else {
            report_hidden(&text.value, &text.place, findings);
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

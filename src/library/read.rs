//! From files to a [`Library`].

use std::collections::BTreeMap;

use super::Library;
use super::check;
use super::condition::Condition;
use super::digest::Digest;
use super::exercise::Exercise;
use super::file::LibraryFile;
use super::id::{ConditionId, ExerciseId, TechniqueId};
use super::mechanism::Mechanism;
use super::rules::Rules;
use super::technique::Technique;
use super::version::Version;
use super::words::MechanismId;
use crate::diagnostic::{Code, Findings, Outcome};
use crate::source::{Place, Placed, SourceFile};
use crate::yaml::table::{list, text};
use crate::yaml::{self, Node, Table, Value, Word, nearest};

impl Library {
    /// Reads a library from its files; `shown` is what messages call its folder.
    ///
    /// Finds everything that is wrong, in every file, in one go. Files that do not end in `.yaml` or `.yml` count for the
    /// digest only.
    pub fn read(shown: &str, files: &[LibraryFile<'_>]) -> Outcome<Library> {
        let mut findings = Findings::new();
        let library = read(shown, files, &mut findings);
        Outcome::new(library, findings)
    }
}

/// What a file of a library holds, by its place in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Library,
    Rules,
    Conditions,
    Mechanism,
    Technique,
    Exercise,
}

fn kind(file: &LibraryFile<'_>) -> Kind {
    match (file.folder(), file.stem()) {
        (None, "library") => Kind::Library,
        (None, "rules") => Kind::Rules,
        (None, "conditions") => Kind::Conditions,
        (Some("mechanisms"), _) => Kind::Mechanism,
        (Some("techniques"), _) => Kind::Technique,
        _ => Kind::Exercise,
    }
}

fn missing(shown: &str, name: &str, findings: &mut Findings) {
    findings.add(
        Code::MissingFile,
        &SourceFile::new(shown, "").start(),
        format!("no `{name}` here"),
        "is this the library's folder? every library has `library.yaml`, `rules.yaml` and `conditions.yaml`",
    );
}

fn read(shown: &str, files: &[LibraryFile<'_>], findings: &mut Findings) -> Option<Library> {
    let is_yaml = |f: &&LibraryFile<'_>| f.path().ends_with(".yaml") || f.path().ends_with(".yml");
    let mut sorted: Vec<&LibraryFile<'_>> = files.iter().filter(is_yaml).collect();
    sorted.sort_by_key(|file| file.path());
    if !sorted.iter().any(|f| kind(f) == Kind::Library) {
        // Any folder may be named by mistake; what else is wrong with its files is nobody's business.
        missing(shown, "library.yaml", findings);
        return None;
    }
    let nodes: Vec<(&LibraryFile<'_>, Option<Node>)> =
        sorted.into_iter().map(|f| (f, yaml::read(f.shown(), f.bytes(), findings))).collect();
    let mut fixed = |wanted: Kind, name: &str| {
        let found = nodes.iter().find(|(file, _)| kind(file) == wanted);
        if found.is_none() {
            missing(shown, name, findings);
        }
        found.and_then(|(_, node)| node.as_ref())
    };
    let head = fixed(Kind::Library, "library.yaml");
    let rules = fixed(Kind::Rules, "rules.yaml");
    let conditions = fixed(Kind::Conditions, "conditions.yaml");

    let head = head.and_then(|node| head_of(node, findings));
    let rules = rules.and_then(|node| Rules::read(node, findings));
    let (conditions, all_conditions) = conditions.map_or((Vec::new(), false), |n| conditions_of(n, findings));
    check::twice(conditions.iter().map(Condition::placed_id), findings);

    let mut items = Items::default();
    for (file, node) in &nodes {
        items.take(file, node.as_ref(), rules.as_ref(), findings);
    }
    for id in MechanismId::ALL.iter().filter(|id| !items.taken.contains_key(&(Kind::Mechanism, id.to_string()))) {
        findings.add(
            Code::MissingMechanism,
            &SourceFile::new(shown, "").start(),
            format!("no `mechanisms/{id}.yaml` here"),
            "a library says something of all eight mechanisms",
        );
    }
    // While a condition is being mended, its id may be the one that others name.
    if all_conditions {
        check::known_conditions(&items.cautions, &conditions, findings);
    }
    let is_named = |id: &ExerciseId| items.taken.contains_key(&(Kind::Exercise, id.to_string()));
    for exercise in items.exercises.values() {
        check::ladder(exercise, &items.exercises, is_named, findings);
    }

    let (id, name, version) = head?;
    Some(Library {
        id,
        name,
        version,
        digest: Digest::of(files),
        rules: rules?,
        conditions,
        mechanisms: items.mechanisms,
        exercises: items.exercises,
        techniques: items.techniques,
    })
}

fn head_of(node: &Node, findings: &mut Findings) -> Option<(String, String, Version)> {
    let mut table = Table::open(node, "`library.yaml`", findings)?;
    let id = table.required("id", findings, text);
    let name = table.required("name", findings, text);
    let version = table.required("version", findings, Version::read);
    table.optional("licence", findings, text);
    table.close(findings);
    Some((id?, name?, version?))
}

/// The conditions, and whether every entry of the file is among them.
fn conditions_of(node: &Node, findings: &mut Findings) -> (Vec<Condition>, bool) {
    let written = if let Value::List(entries) = &node.value { entries.len() } else { usize::MAX };
    let conditions = list(node, findings, Condition::read).unwrap_or_default();
    let all = conditions.len() == written;
    (conditions, all)
}

/// The items of a library, as they are read.
#[derive(Default)]
struct Items {
    mechanisms: BTreeMap<MechanismId, Mechanism>,
    techniques: BTreeMap<TechniqueId, Technique>,
    exercises: BTreeMap<ExerciseId, Exercise>,
    /// Every condition that an item names, those of items with errors included.
    cautions: Vec<Placed<ConditionId>>,
    /// The files by kind and name, those with errors included, so that one error does not bring others with it.
    taken: BTreeMap<(Kind, String), String>,
}

impl Items {
    fn take(&mut self, file: &LibraryFile<'_>, node: Option<&Node>, rules: Option<&Rules>, findings: &mut Findings) {
        let kind = kind(file);
        let Some(node) = node else {
            self.taken.insert((kind, file.stem().to_owned()), file.shown().to_owned());
            return;
        };
        let place = node.place.file().start();
        match kind {
            Kind::Library | Kind::Rules | Kind::Conditions => {}
            Kind::Mechanism => {
                let Some(id) = mechanism_id(file, &place, findings) else { return };
                if self.is_new(kind, file, &place, findings)
                    && let Some(mechanism) = Mechanism::read(id, node, findings)
                {
                    self.mechanisms.insert(id, mechanism);
                }
            }
            Kind::Technique => {
                let Some(id) = well_formed(TechniqueId::new(file.stem()), file, &place, findings) else { return };
                if self.is_new(kind, file, &place, findings)
                    && let Some(technique) = Technique::read(id, node, &mut self.cautions, findings)
                {
                    self.techniques.insert(technique.id().clone(), technique);
                }
            }
            Kind::Exercise => {
                let Some(id) = well_formed(ExerciseId::new(file.stem()), file, &place, findings) else { return };
                if self.is_new(kind, file, &place, findings)
                    && let Some(rules) = rules
                    && let Some(exercise) = Exercise::read(id, node, &rules.bounds, &mut self.cautions, findings)
                {
                    self.exercises.insert(exercise.id().clone(), exercise);
                }
            }
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

//! From files to a [`Library`].

use std::collections::BTreeMap;

use super::Library;
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
use crate::source::{Placed, SourceFile};
use crate::yaml::table::{list, text};
use crate::yaml::{self, Node, Table, Word, nearest};

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
enum Kind {
    Library,
    Rules,
    Conditions,
    Mechanism,
    Technique,
    Exercise,
}

fn kind(file: &LibraryFile<'_>) -> Kind {
    match (file.folder(), file.path()) {
        (None, "library.yaml") => Kind::Library,
        (None, "rules.yaml") => Kind::Rules,
        (None, "conditions.yaml") => Kind::Conditions,
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
    if !files.iter().any(|f| matches!(kind(f), Kind::Library)) {
        // Any folder may be named by mistake; what else is wrong with its files is nobody's business.
        missing(shown, "library.yaml", findings);
        return None;
    }
    let yaml_files = files.iter().filter(|f| f.path().ends_with(".yaml") || f.path().ends_with(".yml"));
    let mut nodes: Vec<(&LibraryFile<'_>, Kind, Option<Node>)> =
        yaml_files.map(|f| (f, kind(f), yaml::read(f.shown(), f.bytes(), findings))).collect();
    nodes.sort_by_key(|(file, ..)| file.path());

    let mut fixed = |wanted: fn(&Kind) -> bool, name: &str| {
        let found = nodes.iter().find(|(_, kind, _)| wanted(kind));
        if found.is_none() {
            missing(shown, name, findings);
        }
        found.and_then(|(_, _, node)| node.as_ref())
    };
    let head = fixed(|k| matches!(k, Kind::Library), "library.yaml");
    let rules = fixed(|k| matches!(k, Kind::Rules), "rules.yaml");
    let conditions = fixed(|k| matches!(k, Kind::Conditions), "conditions.yaml");

    let head = head.and_then(|node| head_of(node, findings));
    let rules = rules.and_then(|node| Rules::read(node, findings));
    let conditions = conditions.and_then(|node| list(node, findings, Condition::read)).unwrap_or_default();
    twice(conditions.iter().map(Condition::placed_id), findings);

    let mut mechanisms = BTreeMap::new();
    let mut techniques: BTreeMap<TechniqueId, Technique> = BTreeMap::new();
    let mut exercises: BTreeMap<ExerciseId, Exercise> = BTreeMap::new();
    let mut names = Names::default();
    for (file, kind, node) in &nodes {
        let Some(node) = node else {
            names.broken(kind, file.stem());
            continue;
        };
        match kind {
            Kind::Library | Kind::Rules | Kind::Conditions => {}
            Kind::Mechanism => {
                let Some(id) = MechanismId::ALL.iter().copied().find(|m| m.as_str() == file.stem()) else {
                    let near = nearest(file.stem(), MechanismId::ALL.iter().map(|m| m.as_str()));
                    let hint = near.map_or_else(
                        || "there are eight, each with its fixed name".to_owned(),
                        |near| format!("did you mean `{near}.yaml`?"),
                    );
                    findings.add(Code::BadId, &node.place, format!("there is no mechanism `{}`", file.stem()), hint);
                    continue;
                };
                names.mechanisms.push(id);
                if let Some(mechanism) = Mechanism::read(id, node, findings) {
                    mechanisms.insert(id, mechanism);
                }
            }
            Kind::Technique => {
                let id = checked(TechniqueId::new(file.stem()), file, node, &mut names.techniques, findings);
                if let Some(technique) = id.and_then(|id| Technique::read(id, node, findings)) {
                    techniques.insert(technique.id().clone(), technique);
                }
            }
            Kind::Exercise => {
                let id = checked(ExerciseId::new(file.stem()), file, node, &mut names.exercises, findings);
                if let (Some(id), Some(rules)) = (id, &rules)
                    && let Some(exercise) = Exercise::read(id, node, &rules.bounds, findings)
                {
                    exercises.insert(exercise.id().clone(), exercise);
                }
            }
        }
    }

    for id in MechanismId::ALL.iter().filter(|id| !names.mechanisms.contains(id)) {
        findings.add(
            Code::MissingMechanism,
            &SourceFile::new(shown, "").start(),
            format!("no `mechanisms/{id}.yaml` here"),
            "a library says something of all eight mechanisms",
        );
    }
    for exercise in exercises.values() {
        known_conditions(exercise.cautions(), &conditions, findings);
        check_ladder(exercise, &exercises, &names, findings);
    }
    for technique in techniques.values() {
        known_conditions(technique.cautions(), &conditions, findings);
    }

    let (id, name, version) = head?;
    Some(Library {
        id,
        name,
        version,
        digest: Digest::of(files),
        rules: rules?,
        conditions,
        mechanisms,
        exercises,
        techniques,
    })
}

/// The names of all items, those of files with errors included, so that one error does not bring others with it.
#[derive(Default)]
struct Names {
    mechanisms: Vec<MechanismId>,
    techniques: BTreeMap<String, String>,
    exercises: BTreeMap<String, String>,
}

impl Names {
    fn broken(&mut self, kind: &Kind, stem: &str) {
        match kind {
            Kind::Mechanism => self.mechanisms.extend(MechanismId::ALL.iter().find(|m| m.as_str() == stem)),
            Kind::Technique => drop(self.techniques.insert(stem.to_owned(), String::new())),
            Kind::Exercise => drop(self.exercises.insert(stem.to_owned(), String::new())),
            Kind::Library | Kind::Rules | Kind::Conditions => {}
        }
    }
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

/// Takes an id if it is well formed and not taken yet.
fn checked<Id>(
    id: Option<Id>,
    file: &LibraryFile<'_>,
    node: &Node,
    taken: &mut BTreeMap<String, String>,
    findings: &mut Findings,
) -> Option<Id> {
    let place = node.place.file().start();
    if id.is_none() {
        findings.add(
            Code::BadId,
            &place,
            format!("`{}` cannot be an id", file.stem()),
            "name the file in lower-case letters, digits and single hyphens, like `bird-dog.yaml`",
        );
        return None;
    }
    if let Some(first) = taken.get(file.stem()) {
        findings.add(
            Code::DuplicateId,
            &place,
            format!("`{}` is there twice", file.stem()),
            format!("the other is `{first}`; rename one of the files"),
        );
        return None;
    }
    taken.insert(file.stem().to_owned(), file.shown().to_owned());
    id
}

fn twice<'a>(ids: impl Iterator<Item = &'a Placed<ConditionId>>, findings: &mut Findings) {
    let mut seen: BTreeMap<&ConditionId, usize> = BTreeMap::new();
    for id in ids {
        if let Some(line) = seen.insert(&id.value, id.place.line()) {
            findings.add(
                Code::DuplicateId,
                &id.place,
                format!("`{}` is there twice", id.value),
                format!("the other is in line {line}; rename one of them"),
            );
        }
    }
}

fn known_conditions(cautions: &[Placed<ConditionId>], conditions: &[Condition], findings: &mut Findings) {
    for caution in cautions {
        if conditions.iter().any(|c| *c.id() == caution.value) {
            continue;
        }
        let near = nearest(caution.value.as_str(), conditions.iter().map(|c| c.id().as_str()));
        findings.add(
            Code::UnknownCondition,
            &caution.place,
            format!("no condition `{}` in this library", caution.value),
            near.map_or_else(
                || "add it to `conditions.yaml`, with its definition".to_owned(),
                |near| format!("did you mean `{near}`?"),
            ),
        );
    }
}

/// Checks that both neighbours on the ladder exist and agree, and that the ladder does not go round.
fn check_ladder(
    exercise: &Exercise,
    exercises: &BTreeMap<ExerciseId, Exercise>,
    names: &Names,
    findings: &mut Findings,
) {
    let ladder = exercise.ladder();
    let sides = [(&ladder.easier, "easier", "harder"), (&ladder.harder, "harder", "easier")];
    for (neighbour, here, there) in sides {
        let Some(neighbour) = neighbour else { continue };
        let id = &neighbour.value;
        let Some(other) = exercises.get(id) else {
            if !names.exercises.contains_key(id.as_str()) {
                let near = nearest(id.as_str(), exercises.keys().map(ExerciseId::as_str));
                findings.add(
                    Code::LadderNowhere,
                    &neighbour.place,
                    format!("the ladder leads to `{id}`, which is not in this library"),
                    near.map_or_else(
                        || "leave this side out, or add the exercise".to_owned(),
                        |near| format!("did you mean `{near}`?"),
                    ),
                );
            }
            continue;
        };
        let back = if there == "easier" { other.ladder().easier() } else { other.ladder().harder() };
        if back != Some(exercise.id()) {
            let says = back.map_or_else(|| "nothing".to_owned(), |b| format!("`{b}`"));
            findings.add(
                Code::LadderDisagrees,
                &neighbour.place,
                format!("`{id}` is {here} here, but there {there} is {says}"),
                format!("let `{id}` say `{there}: {}`", exercise.id()),
            );
        }
    }
    let harder = |id: &ExerciseId| exercises.get(id).and_then(|e| e.ladder().harder());
    let rungs = std::iter::successors(harder(exercise.id()), |id| harder(id));
    if let (Some(round), Some(first)) = (rungs.take(exercises.len()).find(|id| *id == exercise.id()), &ladder.harder) {
        findings.add(
            Code::LadderDisagrees,
            &first.place,
            format!("the ladder of `{round}` leads back to itself"),
            "a ladder goes from easiest to hardest and ends there",
        );
    }
}

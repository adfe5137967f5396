//! A library laid over the one that it extends.
//!
//! A file of its own takes the place of the base's file of the same kind and name. One that begins with `changes: core`
//! takes only the fields that it names from itself, and the others from the base; so do the rules, the style, the body and
//! each condition, whatever they begin with. Base poses are added to, or replaced one by one. What `hides:` names is left
//! out.

use std::collections::{BTreeMap, BTreeSet};

use super::despite::{DESPITE, give_reasons};
use super::drops;
use super::file::LibraryFile;
use super::kind::Kind;
use super::merge::{Over, conditions, entry, merged, poses, without};
use super::version::Version;
use crate::diagnostic::{Code, Findings};
use crate::source::{Place, Placed};
use crate::yaml::table::{list, placed_text};
use crate::yaml::{Node, Value, nearest};

/// The key that makes a file a change of the base's.
const CHANGES: &str = "changes";

/// Which layer an item comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Layer {
    /// The library's own; the base, if there is one, has nothing of that name.
    Own,
    /// The library's own, in the place of the base's.
    Replaces,
    /// The base's, with some fields of the library's own.
    Changes(Vec<ChangedField>),
    /// The base's as it is.
    Base,
}

/// A field that a library has otherwise than its base.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedField {
    /// The keys that lead to it, with dots between them: `dose.most.sets`.
    pub field: String,
    /// Where the library says so.
    pub place: Place,
    /// Where the base says what it was; nothing if it said nothing.
    pub was: Option<Place>,
    /// What it takes away by name from the base's list.
    pub removed: Vec<String>,
    /// Why the library has it so although patients are guarded less, if it says so.
    pub because: Option<String>,
}

/// A file and what it holds, if it is YAML.
pub(super) type Read<'f, 'a> = (&'f LibraryFile<'a>, Option<Node>);

/// The base of a library, by its id and version, with its files.
pub(super) struct Base<'f, 'a> {
    pub(super) id: String,
    pub(super) version: Version,
    pub(super) files: Vec<Read<'f, 'a>>,
}

/// A library's files with those that it has from its base.
pub(super) struct Laid<'f, 'a> {
    pub(super) files: Vec<Read<'f, 'a>>,
    /// The base's files that count for something: those taken over as they are, and those changed.
    pub(super) from_base: Vec<&'f LibraryFile<'a>>,
    pub(super) layers: BTreeMap<(Kind, String), Layer>,
    pub(super) hidden: Vec<String>,
}

/// Lays a library's own files over those of its base.
pub(super) fn lay<'f, 'a>(own: Vec<Read<'f, 'a>>, base: Option<Base<'f, 'a>>, findings: &mut Findings) -> Laid<'f, 'a> {
    let hides = hides(&own, findings);
    let mut laid = Laid { files: Vec::new(), from_base: Vec::new(), layers: BTreeMap::new(), hidden: Vec::new() };
    let (name, mut below) = match base {
        Some(base) => (Some(format!("{} {}", base.id, base.version)), flat(base.files)),
        None => (None, BTreeMap::new()),
    };
    let id = name.as_deref().and_then(|name| name.split(' ').next()).map(str::to_owned);
    let mut replaced: BTreeSet<(Kind, String)> = BTreeSet::new();
    for (file, node) in own {
        let key = (Kind::of(file), file.stem().to_owned());
        let takes_changes = key.0.is_item() || matches!(key.0, Kind::Rules | Kind::Style | Kind::Body | Kind::Poses);
        let asked = node.as_ref().and_then(|node| entry(node, CHANGES)).filter(|_| takes_changes).cloned();
        let there = below.get(&key);
        let (layer, node) = match (asked, node) {
            (Some(asked), _) if there.is_none() || !asks_for(&asked, id.as_deref()) => {
                nothing_to_change(&asked, &key, name.as_deref(), &below, findings);
                (Layer::Own, None)
            }
            (asked, Some(node)) if asked.is_some() || lies_over(key.0) => match there {
                Some((base_file, Some(base))) => {
                    laid.from_base.push(base_file);
                    let base_name = name.as_deref().unwrap_or_default();
                    drops::tell(&node, base, key.0, false, base_name, findings);
                    let mut over = Over { fields: Vec::new(), base: base_name, findings: &mut *findings };
                    if key.0 == Kind::Exercise && file.folder() != base_file.folder() {
                        // The family is the folder, so it is a field too.
                        over.fields.push(family(&node, base));
                    }
                    let node = laid_over(key.0, &node, base, &mut over);
                    (Layer::Changes(over.fields), Some(node))
                }
                // What is wrong with the base has been said; nothing can be made of a change.
                Some((_, None)) if asked.is_some() => (Layer::Own, None),
                _ => (Layer::Own, Some(node)),
            },
            (_, Some(node)) => match there {
                Some((_, base)) => {
                    if let Some(base) = base {
                        drops::tell(&node, base, key.0, true, name.as_deref().unwrap_or_default(), findings);
                    }
                    (Layer::Replaces, Some(node))
                }
                None => (Layer::Own, Some(node)),
            },
            (_, None) => (if there.is_some() { Layer::Replaces } else { Layer::Own }, None),
        };
        replaced.insert(key.clone());
        laid.layers.insert(key, layer);
        laid.files.push((file, node));
    }
    for hidden in hides {
        let is_it = |key: &(Kind, String)| key.0 != Kind::Mechanism && key.0.is_item() && key.1 == hidden.value;
        if replaced.iter().any(is_it) {
            findings.add(
                Code::LayerConflict,
                &hidden.place,
                format!("`{}` is hidden here, and this library has a file for it too", hidden.value),
                "take it out of `hides`, or remove the file",
            );
        } else if below.keys().any(is_it) {
            laid.hidden.push(hidden.value);
        } else {
            let can_be = |key: &&(Kind, String)| key.0.is_item() && key.0 != Kind::Mechanism;
            let names = below.keys().filter(can_be).map(|key| key.1.as_str());
            let hint = if below.contains_key(&(Kind::Mechanism, hidden.value.clone())) {
                "it is a mechanism; a library says something of all eight".to_owned()
            } else if let Some(near) = nearest(&hidden.value, names) {
                format!("did you mean `{near}`?")
            } else {
                "it may have been removed or renamed; take it out of `hides`".to_owned()
            };
            let base = name.as_deref().unwrap_or("a library that this one extends");
            let message = format!("there is no `{}` in {base} to hide", hidden.value);
            findings.add(Code::LayerNowhere, &hidden.place, message, hint);
        }
    }
    let ladders = Ladders::of(&below, &laid.hidden);
    for (_, node) in laid.files.iter_mut().filter(|(file, _)| Kind::of(file) == Kind::Exercise) {
        // Ladders of the library's own are its own affair; those that it took over are closed where a rung is hidden.
        if let Some(inner) = node.as_mut() {
            ladders.close(inner, |place| below.values().any(|(file, _)| file.shown() == place.file().name()));
        }
    }
    for (key, (file, mut node)) in std::mem::take(&mut below) {
        if key.0 == Kind::Library || replaced.contains(&key) || laid.hidden.contains(&key.1) {
            continue;
        }
        if let Some(node) = node.as_mut().filter(|_| key.0 == Kind::Exercise) {
            ladders.close(node, |_| true);
        }
        laid.from_base.push(file);
        laid.layers.insert(key, Layer::Base);
        laid.files.push((file, node));
    }
    laid
}

/// The files of a base by kind and name; a base may have layers of its own, the uppermost first.
fn flat<'f, 'a>(files: Vec<Read<'f, 'a>>) -> BTreeMap<(Kind, String), Read<'f, 'a>> {
    let mut flat: BTreeMap<(Kind, String), Read<'f, 'a>> = BTreeMap::new();
    for (file, node) in files {
        let key = (Kind::of(file), file.stem().to_owned());
        let Some((_, above)) = flat.get_mut(&key) else {
            flat.insert(key, (file, node));
            continue;
        };
        let changes = |node: &&Node| entry(node, CHANGES).is_some() || lies_over(key.0);
        if let (Some(upper), Some(lower)) = (above.as_ref().filter(changes), &node) {
            // It is looked over where it is a library by itself; here it is only read.
            let over = &mut Over { fields: Vec::new(), base: "", findings: &mut Findings::new() };
            *above = Some(laid_over(key.0, upper, lower, over));
        }
    }
    flat
}

/// Whether files of a kind are always laid over the base's, field by field.
fn lies_over(kind: Kind) -> bool {
    matches!(kind, Kind::Rules | Kind::Style | Kind::Conditions | Kind::Body | Kind::Poses)
}

/// A file over that of the base.
fn laid_over(kind: Kind, own: &Node, base: &Node, over: &mut Over<'_>) -> Node {
    match kind {
        Kind::Conditions => conditions(own, base, over),
        Kind::Poses => poses(&without(own, CHANGES), base, over),
        _ => {
            let from = over.fields.len();
            let laid = merged(&without(&without(own, CHANGES), DESPITE), base, "", over);
            give_reasons(own, "", from, over);
            laid
        }
    }
}

/// The folder that an item lies in, where the base's lies in another.
fn family(own: &Node, base: &Node) -> ChangedField {
    let (place, was) = (own.place.file().start(), Some(base.place.file().start()));
    ChangedField { field: "family".to_owned(), place, was, removed: Vec::new(), because: None }
}

/// What a library hides of its base.
fn hides(own: &[Read<'_, '_>], findings: &mut Findings) -> Vec<Placed<String>> {
    let head = own.iter().find(|(file, _)| Kind::of(file) == Kind::Library).and_then(|(_, node)| node.as_ref());
    let ids = head.and_then(|node| entry(node, "hides")).and_then(|node| list(node, findings, placed_text));
    let ids = ids.unwrap_or_default();
    for (i, id) in ids.iter().enumerate() {
        if ids.iter().take(i).any(|other| other.value == id.value) {
            let message = format!("`{}` is hidden twice", id.value);
            findings.add(Code::DuplicateId, &id.place, message, "leave one of them out");
        }
    }
    ids
}

/// Whether a `changes:` names the base.
fn asks_for(asked: &Node, base: Option<&str>) -> bool {
    matches!((&asked.value, base), (Value::Text(asked), Some(base)) if asked.trim() == base)
}

fn nothing_to_change(
    asked: &Node,
    key: &(Kind, String),
    base: Option<&str>,
    below: &BTreeMap<(Kind, String), Read<'_, '_>>,
    findings: &mut Findings,
) {
    let written = asked.place.text();
    let (message, hint) = match base {
        None => (
            format!("this library extends no `{written}` whose {} could be changed", key.0.as_str()),
            "write the item in full, or let `library.yaml` say `extends: core ^1`".to_owned(),
        ),
        Some(base) if !asks_for(asked, base.split(' ').next()) => (
            format!("this library extends `{base}`, not `{written}`"),
            format!("write `changes: {}`", base.split(' ').next().unwrap_or_default()),
        ),
        Some(base) => {
            let names = below.keys().filter(|other| other.0 == key.0).map(|other| other.1.as_str());
            let hint = nearest(&key.1, names).map_or_else(
                || "it may have been removed or renamed; write the item in full, or remove this file".to_owned(),
                |near| format!("did you mean `{near}.yaml`?"),
            );
            (format!("there is no {} `{}` in {base} to change", key.0.as_str(), key.1), hint)
        }
    };
    findings.add(Code::LayerNowhere, &asked.place, message, hint);
}

/// Which rungs of the base's ladders are hidden, and what is beyond them.
struct Ladders {
    /// For each hidden exercise, what is easier and what is harder.
    hidden: BTreeMap<String, [Option<String>; 2]>,
}

const SIDES: [&str; 2] = ["easier", "harder"];

impl Ladders {
    fn of(below: &BTreeMap<(Kind, String), Read<'_, '_>>, hidden: &[String]) -> Self {
        let neighbours = |id: &String| {
            let node = below.get(&(Kind::Exercise, id.clone())).and_then(|(_, node)| node.as_ref());
            let ladder = node.and_then(|node| entry(node, "ladder"));
            let to = |side| match ladder.and_then(|ladder| entry(ladder, side)).map(|node| &node.value) {
                Some(Value::Text(id)) => Some(id.to_string()),
                _ => None,
            };
            (id.clone(), SIDES.map(to))
        };
        Self { hidden: hidden.iter().map(neighbours).collect() }
    }

    /// The next exercise on a side that is not hidden.
    fn beyond(&self, id: &str, side: usize) -> Option<String> {
        let next = |id: &String| self.hidden.get(id)?.get(side)?.clone();
        // A ladder that goes round is found elsewhere; here it only must not go on for ever.
        let mut rungs = std::iter::successors(Some(id.to_owned()), next).take(self.hidden.len() + 1);
        rungs.find(|id| !self.hidden.contains_key(id))
    }

    /// Lets an exercise's ladder lead past hidden ones, where `is_inherited` says that the ladder is the base's.
    fn close(&self, exercise: &mut Node, is_inherited: impl Fn(&Place) -> bool) {
        let Value::Map(entries) = &mut exercise.value else { return };
        let Some((key, ladder)) = entries.iter_mut().find(|(key, _)| key.value == "ladder") else { return };
        let (key, Value::Map(rungs)) = (key.clone(), &mut ladder.value) else { return };
        let mut is_cut = false;
        for (side, name) in SIDES.iter().enumerate() {
            let Some(at) = rungs.iter().position(|(k, _)| k.value == *name) else { continue };
            let Some((_, rung)) = rungs.get_mut(at).filter(|(_, rung)| is_inherited(&rung.place)) else { continue };
            let Value::Text(id) = &rung.value else { continue };
            if !self.hidden.contains_key(id.as_str()) {
                continue;
            }
            match self.beyond(id, side) {
                Some(next) => rung.value = Value::Text(next.into()),
                None => {
                    rungs.remove(at);
                    is_cut = true;
                }
            }
        }
        if is_cut && rungs.is_empty() {
            let why = Value::Text("its neighbours are hidden in this library".into());
            let alone = Placed { value: "stands-alone".into(), place: key.place.clone() };
            rungs.push((alone, Node { value: why, place: key.place }));
        }
    }
}

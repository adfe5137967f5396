//! A library laid over the one that it extends.
//!
//! A file of its own takes the place of the base's file of the same kind and name. One that begins with `changes: core`
//! takes only the fields that it names from itself, and the others from the base. What `hides:` names is left out.

use std::collections::{BTreeMap, BTreeSet};

use super::file::LibraryFile;
use super::kind::Kind;
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
        let asked = node.as_ref().and_then(|node| entry(node, CHANGES)).filter(|_| key.0.is_item()).cloned();
        let (layer, node) = match (asked, node) {
            (Some(asked), Some(node)) => {
                let there = below.get(&key).filter(|_| asks_for(&asked, id.as_deref()));
                match there {
                    Some((base_file, Some(base))) => {
                        laid.from_base.push(base_file);
                        let mut fields = Vec::new();
                        let node = merged(&without(&node, CHANGES), base, "", &mut fields);
                        (Layer::Changes(fields), Some(node))
                    }
                    // What is wrong with the base has been said; nothing can be made of this.
                    Some((_, None)) => (Layer::Own, None),
                    None => {
                        nothing_to_change(&asked, &key, name.as_deref(), &below, findings);
                        (Layer::Own, None)
                    }
                }
            }
            (_, node) => (if below.contains_key(&key) { Layer::Replaces } else { Layer::Own }, node),
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
            let names = below.keys().filter(|key| key.0.is_item()).map(|key| key.1.as_str());
            let hint = nearest(&hidden.value, names).map_or_else(
                || "it may have been removed or renamed; take it out of `hides`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
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
        // Rules and style are laid over each other section by section, so both files are wanted.
        let both = matches!(key.0, Kind::Rules | Kind::Style);
        if key.0 == Kind::Library || (!both && replaced.contains(&key)) || laid.hidden.contains(&key.1) {
            continue;
        }
        if let Some(node) = node.as_mut().filter(|_| key.0 == Kind::Exercise) {
            ladders.close(node, |_| true);
        }
        laid.from_base.push(file);
        if !both {
            laid.layers.insert(key, Layer::Base);
        }
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
        if let (Some(upper), Some(lower)) = (above.as_ref().filter(|n| entry(n, CHANGES).is_some()), &node) {
            *above = Some(merged(&without(upper, CHANGES), lower, "", &mut Vec::new()));
        }
    }
    flat
}

/// What a library hides of its base.
fn hides(own: &[Read<'_, '_>], findings: &mut Findings) -> Vec<Placed<String>> {
    let head = own.iter().find(|(file, _)| Kind::of(file) == Kind::Library).and_then(|(_, node)| node.as_ref());
    let ids = head.and_then(|node| entry(node, "hides")).and_then(|node| list(node, findings, placed_text));
    ids.unwrap_or_default()
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

/// What a mapping says of a key.
fn entry<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().find(|(k, _)| k.value == key).map(|(_, value)| value)
}

fn without(node: &Node, key: &str) -> Node {
    let Value::Map(entries) = &node.value else { return node.clone() };
    let value = Value::Map(entries.iter().filter(|(k, _)| k.value != key).cloned().collect());
    Node { value, place: node.place.clone() }
}

/// A mapping over another: its own entries, mappings among them laid over in turn, and the other's where it has none.
/// Nothing (`~`) takes an entry away.
fn merged(own: &Node, below: &Node, path: &str, fields: &mut Vec<ChangedField>) -> Node {
    let (Value::Map(entries), Value::Map(base)) = (&own.value, &below.value) else { return own.clone() };
    let mut all: Vec<(Placed<String>, Node)> = Vec::new();
    for (key, value) in entries {
        let field = if path.is_empty() { key.value.clone() } else { format!("{path}.{}", key.value) };
        let was = entry(below, &key.value);
        if let (Value::Map(_), Some(was @ Node { value: Value::Map(_), .. })) = (&value.value, was) {
            all.push((key.clone(), merged(value, was, &field, fields)));
            continue;
        }
        let was = was.map(|was| was.place.clone());
        fields.push(ChangedField { field, place: key.place.clone(), was });
        if value.value != Value::Null {
            all.push((key.clone(), value.clone()));
        }
    }
    let rest = base.iter().filter(|(key, _)| !entries.iter().any(|(k, _)| k.value == key.value));
    all.extend(rest.cloned());
    Node { value: Value::Map(all), place: own.place.clone() }
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
                Some(Value::Text(id)) => Some(id.clone()),
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
                Some(next) => rung.value = Value::Text(next),
                None => {
                    rungs.remove(at);
                    is_cut = true;
                }
            }
        }
        if is_cut && rungs.is_empty() {
            let why = Value::Text("its neighbours are hidden in this library".to_owned());
            let alone = Placed { value: "stands-alone".to_owned(), place: key.place.clone() };
            rungs.push((alone, Node { value: why, place: key.place }));
        }
    }
}

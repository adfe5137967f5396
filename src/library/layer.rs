//! A library laid over the one that it extends.
//!
//! A file of its own takes the place of the base's file of the same kind and name. One that begins with `changes: core`
//! takes only the fields that it names from itself, and the others from the base; so do the rules, the style, the body and
//! each condition, whatever they begin with. Base poses are added to, or replaced one by one. What `hides:` names is left
//! out.

use std::collections::BTreeMap;

use super::despite::{DESPITE, give_reasons};
use super::drops;
use super::file::LibraryFile;
use super::kind::Kind;
use super::ladders::Ladders;
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

/// What a file is known by: its kind and its name. Of two layers that have the same, the upper one counts.
pub(super) type Slot = (Kind, String);

/// What a file is known by.
pub(super) fn slot(file: &LibraryFile<'_>) -> Slot {
    (Kind::of(file), file.stem().to_owned())
}

/// The base of a library, by its id and version, with its files.
pub(super) struct Base<'f, 'a> {
    pub(super) id: String,
    pub(super) version: Version,
    pub(super) files: Vec<Read<'f, 'a>>,
}

/// What lies below a library's own files; nothing if it extends no other.
pub(super) struct Below<'f, 'a> {
    /// The base by id, and by id and version for messages.
    name: Option<(String, String)>,
    files: BTreeMap<Slot, Read<'f, 'a>>,
    /// What the library hides of it.
    hidden: Vec<String>,
    ladders: Ladders,
}

/// A file laid over that of the base.
pub(super) struct Laid<'f, 'a> {
    pub(super) layer: Layer,
    pub(super) node: Option<Node>,
    /// The base's file of which something is left.
    pub(super) over: Option<&'f LibraryFile<'a>>,
}

/// Where what a library has comes from.
#[derive(Default)]
pub(super) struct Origins<'f, 'a> {
    pub(super) layers: BTreeMap<Slot, Layer>,
    /// The base's files that count for something: those taken over as they are, and those changed.
    pub(super) from_base: Vec<&'f LibraryFile<'a>>,
}

impl<'f, 'a> Origins<'f, 'a> {
    /// Keeps where a file comes from that was laid over the base, and gives what it holds.
    pub(super) fn add(&mut self, file: &LibraryFile<'_>, laid: Laid<'f, 'a>) -> Option<Node> {
        self.layers.insert(slot(file), laid.layer);
        self.from_base.extend(laid.over);
        laid.node
    }

    /// Keeps which files are the base's as they are.
    pub(super) fn add_taken(&mut self, files: &[Read<'f, 'a>]) {
        self.layers.extend(files.iter().map(|(file, _)| (slot(file), Layer::Base)));
        self.from_base.extend(files.iter().map(|(file, _)| *file));
    }

    /// Takes over what was gathered elsewhere.
    pub(super) fn join(&mut self, part: Self) {
        self.layers.extend(part.layers);
        self.from_base.extend(part.from_base);
    }
}

impl<'f, 'a> Below<'f, 'a> {
    /// Takes a base, over which `own` files will be laid; `head` is the library's own `library.yaml`, which may hide some of it.
    pub(super) fn new(
        base: Option<Base<'f, 'a>>,
        own: &BTreeMap<Slot, &str>,
        head: Option<&Node>,
        findings: &mut Findings,
    ) -> Self {
        let (name, files) = match base {
            Some(Base { id, version, files }) => {
                let called = format!("{id} {version}");
                (Some((id, called)), flat(files))
            }
            None => (None, BTreeMap::new()),
        };
        let mut below = Self { name, files, hidden: Vec::new(), ladders: Ladders::default() };
        for hidden in hides(head, findings) {
            if below.can_hide(&hidden, own, findings) {
                below.hidden.push(hidden.value);
            }
        }
        below.ladders = Ladders::of(&below.hidden, |id| below.files.get(&(Kind::Exercise, id.to_owned()))?.1.as_ref());
        below
    }

    /// What of it is hidden.
    pub(super) fn hidden(&self) -> &[String] {
        &self.hidden
    }

    /// Lays one of the library's own files over that of the base.
    pub(super) fn lay(&self, file: &LibraryFile<'_>, node: Option<Node>, findings: &mut Findings) -> Laid<'f, 'a> {
        let mut laid = self.over(file, node, findings);
        if let Some(node) = laid.node.as_mut().filter(|_| Kind::of(file) == Kind::Exercise) {
            // Ladders of the library's own are its own affair; those that it took over are closed where a rung is hidden.
            let is_inherited = |place: &Place| self.files.values().any(|(f, _)| f.shown() == place.file().name());
            self.ladders.close(node, is_inherited);
        }
        laid
    }

    /// A file over that of the base, ladders as they are.
    fn over(&self, file: &LibraryFile<'_>, node: Option<Node>, findings: &mut Findings) -> Laid<'f, 'a> {
        let key = slot(file);
        let takes_changes = key.0.is_item() || matches!(key.0, Kind::Rules | Kind::Style | Kind::Body | Kind::Poses);
        let asked = node.as_ref().and_then(|node| entry(node, CHANGES)).filter(|_| takes_changes).cloned();
        let there = self.files.get(&key);
        let called = self.name.as_ref().map(|(_, called)| called.as_str()).unwrap_or_default();
        let alone = |layer, node| Laid { layer, node, over: None };
        match (asked, node) {
            (Some(asked), _) if there.is_none() || !self.is_asked_for(&asked) => {
                self.nothing_to_change(&asked, &key, findings);
                alone(Layer::Own, None)
            }
            (asked, Some(node)) if asked.is_some() || lies_over(key.0) => match there {
                Some((base_file, Some(base))) => {
                    drops::tell(&node, base, key.0, false, called, findings);
                    let mut over = Over { fields: Vec::new(), base: called, findings };
                    if key.0 == Kind::Exercise && file.folder() != base_file.folder() {
                        // The family is the folder, so it is a field too.
                        over.fields.push(family(&node, base));
                    }
                    let node = laid_over(key.0, &node, base, &mut over);
                    Laid { layer: Layer::Changes(over.fields), node: Some(node), over: Some(base_file) }
                }
                // What is wrong with the base has been said; nothing can be made of a change.
                Some((_, None)) if asked.is_some() => alone(Layer::Own, None),
                _ => alone(Layer::Own, Some(node)),
            },
            (_, Some(node)) => match there {
                Some((_, base)) => {
                    if let Some(base) = base {
                        drops::tell(&node, base, key.0, true, called, findings);
                    }
                    alone(Layer::Replaces, Some(node))
                }
                None => alone(Layer::Own, Some(node)),
            },
            (_, None) => alone(if there.is_some() { Layer::Replaces } else { Layer::Own }, None),
        }
    }

    /// The base's files of some kinds that count as they are, and what they hold.
    pub(super) fn left<'b>(
        &'b self,
        own: &'b BTreeMap<Slot, &str>,
        is_wanted: fn(Kind) -> bool,
    ) -> impl Iterator<Item = &'b Read<'f, 'a>> {
        self.files.iter().filter(move |(key, _)| is_wanted(key.0) && self.is_left(key, own)).map(|(_, read)| read)
    }

    /// Hands those over, with ladders that lead past what is hidden. Whoever still has to be laid over this must not need them.
    pub(super) fn take(&mut self, own: &BTreeMap<Slot, &str>, is_wanted: fn(Kind) -> bool) -> Vec<Read<'f, 'a>> {
        let mut files = std::mem::take(&mut self.files);
        let mut taken: Vec<_> = files.extract_if(.., |key, _| is_wanted(key.0) && self.is_left(key, own)).collect();
        self.files = files;
        for ((kind, _), (_, node)) in &mut taken {
            if let Some(node) = node.as_mut().filter(|_| *kind == Kind::Exercise) {
                self.ladders.close(node, |_| true);
            }
        }
        taken.into_iter().map(|(_, read)| read).collect()
    }

    /// Whether a file counts as it is: it is neither hidden nor under one of the library's `own`.
    fn is_left(&self, key: &Slot, own: &BTreeMap<Slot, &str>) -> bool {
        key.0 != Kind::Library && !own.contains_key(key) && !self.hidden.contains(&key.1)
    }

    /// Whether the library can hide something of the base; a finding if not.
    fn can_hide(&self, hidden: &Placed<String>, own: &BTreeMap<Slot, &str>, findings: &mut Findings) -> bool {
        let is_it = |key: &Slot| key.0 != Kind::Mechanism && key.0.is_item() && key.1 == hidden.value;
        if own.keys().any(is_it) {
            findings.add(
                Code::LayerConflict,
                &hidden.place,
                format!("`{}` is hidden here, and this library has a file for it too", hidden.value),
                "take it out of `hides`, or remove the file",
            );
            return false;
        }
        if self.files.keys().any(is_it) {
            return true;
        }
        let can_be = |key: &&Slot| key.0.is_item() && key.0 != Kind::Mechanism;
        let names = self.files.keys().filter(can_be).map(|key| key.1.as_str());
        let hint = if self.files.contains_key(&(Kind::Mechanism, hidden.value.clone())) {
            "it is a mechanism; a library says something of all eight".to_owned()
        } else if let Some(near) = nearest(&hidden.value, names) {
            format!("did you mean `{near}`?")
        } else {
            "it may have been removed or renamed; take it out of `hides`".to_owned()
        };
        let base = self.name.as_ref().map_or("a library that this one extends", |(_, called)| called);
        let message = format!("there is no `{}` in {base} to hide", hidden.value);
        findings.add(Code::LayerNowhere, &hidden.place, message, hint);
        false
    }

    /// Whether a `changes:` names the base.
    fn is_asked_for(&self, asked: &Node) -> bool {
        matches!((&asked.value, &self.name), (Value::Text(asked), Some((id, _))) if asked.trim() == id)
    }

    fn nothing_to_change(&self, asked: &Node, key: &Slot, findings: &mut Findings) {
        let written = asked.place.text();
        let (message, hint) = match &self.name {
            None => (
                format!("this library extends no `{written}` whose {} could be changed", key.0.as_str()),
                "write the item in full, or let `library.yaml` say `extends: core ^1`".to_owned(),
            ),
            Some((id, called)) if !self.is_asked_for(asked) => {
                (format!("this library extends `{called}`, not `{written}`"), format!("write `changes: {id}`"))
            }
            Some((_, called)) => {
                let names = self.files.keys().filter(|other| other.0 == key.0).map(|other| other.1.as_str());
                let hint = nearest(&key.1, names).map_or_else(
                    || "it may have been removed or renamed; write the item in full, or remove this file".to_owned(),
                    |near| format!("did you mean `{near}.yaml`?"),
                );
                (format!("there is no {} `{}` in {called} to change", key.0.as_str(), key.1), hint)
            }
        };
        findings.add(Code::LayerNowhere, &asked.place, message, hint);
    }
}

/// The files of a base by kind and name; a base may have layers of its own, the uppermost first.
fn flat<'f, 'a>(files: Vec<Read<'f, 'a>>) -> BTreeMap<Slot, Read<'f, 'a>> {
    let mut flat: BTreeMap<Slot, Read<'f, 'a>> = BTreeMap::new();
    for (file, node) in files {
        let key = slot(file);
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
fn hides(head: Option<&Node>, findings: &mut Findings) -> Vec<Placed<String>> {
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

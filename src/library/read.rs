//! From files to a [`Library`].

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Library;
use super::check;
use super::condition::Condition;
use super::digest::Digest;
use super::file::LibraryFile;
use super::id::{LibraryId, placed_id};
use super::items::{Items, Reading};
use super::kind::Kind;
use super::layer::{Base, Below, Origins, Read, Slot, slot};
use super::rules::Rules;
use super::style::Style;
use super::version::{Version, VersionRequest};
use super::words::MechanismId;
use crate::cores::{shared_out, side_by_side};
use crate::diagnostic::{Code, Findings, Outcome};
use crate::figure::{Body, Poses};
use crate::line::report_break;
use crate::source::{Place, Placed, SourceFile};
use crate::yaml::table::{boolean, list, text};
use crate::yaml::{Node, Table, Value, Word, nearest};

impl Library {
    /// Reads a library from its files; `shown` is what messages call its folder.
    ///
    /// Finds everything that is wrong, in every file, in one go. Files that do not end in `.yaml` or `.yml` count for the
    /// digest only.
    pub fn read(shown: &str, files: &[LibraryFile<'_>]) -> Outcome<Library> {
        Self::read_over(shown, files, &[])
    }

    /// Reads a library that may extend another, whose files are `base`.
    ///
    /// A library that says `extends: core ^1` has everything of the core library too; a file of its own with the same kind
    /// and name takes the place of the core's. One that does not say so has no part of `base`.
    pub fn read_over(shown: &str, files: &[LibraryFile<'_>], base: &[LibraryFile<'_>]) -> Outcome<Library> {
        let mut findings = Findings::new();
        let library = read(shown, files, base, |_| true, &mut findings);
        Outcome::new(library, findings)
    }

    /// Reads what can be read of a library that may have errors, so that what is sound in it can be looked over in the same go.
    ///
    /// References in it may lead nowhere, and items with errors are missing: it is not for planning.
    pub fn read_in_part(
        shown: &str,
        files: &[LibraryFile<'_>],
        base: &[LibraryFile<'_>],
    ) -> (Option<Library>, Findings) {
        let mut findings = Findings::new();
        let library = read(shown, files, base, |_| true, &mut findings);
        (library, findings)
    }

    /// The files of `base` as they would be if a library were laid over it: its own files above those of the same kind
    /// and name, but still under the base's id and version.
    pub fn changed_base<'a>(files: Vec<LibraryFile<'a>>, base: &[LibraryFile<'a>]) -> Vec<LibraryFile<'a>> {
        files.into_iter().filter(|f| Kind::of(f) != Kind::Library).chain(base.iter().cloned()).collect()
    }
}

/// How many files are worth a thread.
const FILES_A_THREAD: usize = 16;

fn missing(shown: &str, name: &str, findings: &mut Findings) {
    findings.add(
        Code::MissingFile,
        &SourceFile::new(shown, "").start(),
        format!("no `{name}` here"),
        "is this the library's folder? every library has `library.yaml`, `rules.yaml`, `style.yaml` and `conditions.yaml`",
    );
}

/// The YAML files by path.
fn sorted<'f, 'a>(files: &'f [LibraryFile<'a>]) -> Vec<&'f LibraryFile<'a>> {
    let is_yaml = |f: &&LibraryFile<'_>| f.path().ends_with(".yaml") || f.path().ends_with(".yml");
    let mut sorted: Vec<&LibraryFile<'_>> = files.iter().filter(is_yaml).collect();
    sorted.sort_by_key(|file| file.path());
    sorted
}

/// The files taken apart, on all cores: that is most of the time that a library takes. The order stays that of the files.
fn parsed<'f, 'a>(
    files: Vec<&'f LibraryFile<'a>>,
    is_read: fn(Kind) -> bool,
    findings: &mut Findings,
) -> Vec<Read<'f, 'a>> {
    let count = files.len();
    let parse = |files: Vec<&'f LibraryFile<'a>>| -> (Vec<Read<'f, 'a>>, Findings) {
        let mut findings = Findings::new();
        let mut node = |f: &LibraryFile<'a>| is_read(Kind::of(f)).then(|| f.read(&mut findings)).flatten();
        let read = files.into_iter().map(|f| (f, node(f))).collect();
        (read, findings)
    };
    let mut all = Vec::with_capacity(count);
    for (read, found) in shared_out(files, FILES_A_THREAD, parse) {
        all.extend(read);
        findings.extend(found.into_sorted());
    }
    all
}

fn node_of<'n>(nodes: &'n [Read<'_, '_>], wanted: Kind) -> Option<&'n Node> {
    nodes.iter().find(|(file, _)| Kind::of(file) == wanted).and_then(|(_, node)| node.as_ref())
}

/// The base of the library, read; none if it does not extend one.
fn extended<'f, 'a>(
    own: &[Read<'_, '_>],
    base: &'f [LibraryFile<'a>],
    findings: &mut Findings,
) -> Option<Base<'f, 'a>> {
    let Some(Value::Map(entries)) = node_of(own, Kind::Library).map(|node| &node.value) else { return None };
    let (_, asked) = entries.iter().find(|(key, _)| key.value == EXTENDS)?;
    let files = parsed(sorted(base), |_| true, findings);
    let Some(head) = node_of(&files, Kind::Library).and_then(|node| Head::read(node, findings)) else {
        findings.add(Code::LibraryMismatch, &asked.place, "there is no library here to extend", "leave `extends` out");
        return None;
    };
    VersionRequest::read_of_base(asked, head.id.as_str(), &head.version.value, findings);
    Some(Base { id: head.id.to_string(), version: head.version.value, files })
}

/// Whether a library says that it extends another, with a slip in the key.
fn means_to_extend(nodes: &[Read<'_, '_>]) -> bool {
    let Some(Value::Map(entries)) = node_of(nodes, Kind::Library).map(|node| &node.value) else { return false };
    let is = |key: &str| entries.iter().any(|(k, _)| k.value == key);
    !is(EXTENDS) && entries.iter().any(|(k, _)| nearest(&k.value, [EXTENDS]).is_some())
}

/// The key under which a library names the one that it extends.
const EXTENDS: &str = "extends";

/// Reads a library that extends no other, without the files of some kinds, as if those were empty of items.
pub(super) fn read_some(
    shown: &str,
    files: &[LibraryFile<'_>],
    is_read: fn(Kind) -> bool,
    findings: &mut Findings,
) -> Option<Library> {
    read(shown, files, &[], is_read, findings)
}

fn read<'f, 'a>(
    shown: &str,
    files: &'f [LibraryFile<'a>],
    base: &'f [LibraryFile<'a>],
    is_read: fn(Kind) -> bool,
    findings: &mut Findings,
) -> Option<Library> {
    let sorted = sorted(files);
    if !sorted.iter().any(|f| Kind::of(f) == Kind::Library) {
        // Any folder may be named by mistake; what else is wrong with its files is nobody's business.
        missing(shown, "library.yaml", findings);
        return None;
    }
    // The first of each kind and name.
    let mut own_names: BTreeMap<Slot, &str> = BTreeMap::new();
    for file in &sorted {
        own_names.entry(slot(file)).or_insert(file.shown());
    }
    let (many, few): (Vec<_>, Vec<_>) = sorted.into_iter().partition(|file| Kind::of(file).is_one_of_many());
    let own = parsed(few, is_read, findings);
    if means_to_extend(&own) {
        // Without the other library everything would seem to be missing, and the cause would drown.
        node_of(&own, Kind::Library).and_then(|node| Head::read(node, findings));
        parsed(many, is_read, findings);
        return None;
    }
    let pictures: Vec<(&str, &[u8])> =
        files.iter().chain(base).filter(|f| is_picture(f)).map(|f| (f.path(), f.bytes())).collect();
    let base = extended(&own, base, findings);
    let base_id = base.as_ref().map(|base| (base.id.clone(), base.version));
    let mut below = Below::new(base, &own_names, node_of(&own, Kind::Library), findings);
    let mut origins = Origins::default();
    let lay = |(file, node): Read<'f, 'a>| (file, origins.add(file, below.lay(file, node, findings)));
    let mut nodes: Vec<Read<'_, '_>> = own.into_iter().map(lay).collect();
    let rest = below.take(&own_names, |kind| !kind.is_one_of_many());
    origins.add_taken(&rest);
    nodes.extend(rest);
    let fixed = Fixed::read(shown, &nodes, findings);
    let poses = poses(&nodes, findings);
    let reading = Reading {
        is_read,
        own: &own_names,
        bounds: fixed.rules.as_ref().map(|rules| &rules.bounds),
        pictures: &pictures,
    };
    let hidden = below.hidden().to_vec();
    let (items, of_items) = Items::read(&many, below, &nodes, poses, reading, findings);
    origins.join(of_items);
    tell_if_not_drawn(shown, &nodes, items.figures.count, findings);
    let Origins { layers, from_base } = origins;

    let is_there = |id: &MechanismId| layers.contains_key(&(Kind::Mechanism, id.to_string()));
    tell_missing_mechanisms(is_there, &fixed.start, findings);
    let called = |named: &Slot| {
        let of_base = || from_base.iter().find(|file| slot(file) == *named).map(|file| file.shown());
        layers.get(named).and_then(|_| own_names.get(named).copied().or_else(of_base))
    };
    let all: Vec<&LibraryFile<'_>> = files.iter().chain(from_base.iter().copied()).collect();
    let (digest, ()) = side_by_side(|| Digest::of(&all), || check_items(&items, &fixed, called, findings));
    let Fixed { head, rules, style, conditions, documents, .. } = fixed;
    let Head { id, name, version, licence, sourced } = head?;
    // Those of the base too, over which the library's own are laid.
    let posing = all.iter().filter(|file| matches!(Kind::of(file), Kind::Body | Kind::Poses));
    let posing = posing.map(|file| String::from_utf8_lossy(file.bytes()).into_owned()).collect();
    Some(Library {
        id,
        name,
        version,
        base: base_id,
        sourced,
        hidden,
        licence,
        layers,
        documents,
        posing,
        digest,
        rules: rules?,
        style: style?,
        conditions,
        mechanisms: items.mechanisms,
        exercises: items.exercises.into(),
        techniques: items.techniques.into(),
    })
}

/// What the files say that every library has, as far as they can be read.
struct Fixed {
    head: Option<Head>,
    /// Where what the library lacks as a whole is reported.
    start: Place,
    rules: Option<Rules>,
    style: Option<Style>,
    conditions: Vec<Condition>,
    /// Whether every entry of the file is among the conditions.
    all_conditions: bool,
    /// See [`documents`].
    documents: BTreeMap<String, Node>,
}

impl Fixed {
    fn read(shown: &str, nodes: &[Read<'_, '_>], findings: &mut Findings) -> Self {
        let mut find = |wanted: Kind, name: &str| {
            let found = nodes.iter().find(|(file, _)| Kind::of(file) == wanted);
            if found.is_none() {
                missing(shown, name, findings);
            }
            found.and_then(|(_, node)| node.as_ref())
        };
        let head = find(Kind::Library, "library.yaml");
        let rules = find(Kind::Rules, "rules.yaml");
        let style = find(Kind::Style, "style.yaml");
        let conditions = find(Kind::Conditions, "conditions.yaml");

        let start = head.map_or_else(|| SourceFile::new(shown, "").start(), |node| node.place.file().start());
        let documents = documents(nodes, rules, style);
        let head = head.and_then(|node| Head::read(node, findings));
        let rules = rules.and_then(|node| Rules::read(node, findings));
        let style = style.and_then(|node| Style::read(node, findings));
        let (conditions, all_conditions) = conditions.map_or((Vec::new(), false), |n| conditions_of(n, findings));
        check::twice(conditions.iter().map(Condition::placed_id), findings);
        Self { head, start, rules, style, conditions, all_conditions, documents }
    }
}

fn tell_missing_mechanisms(is_there: impl Fn(&MechanismId) -> bool, start: &Place, findings: &mut Findings) {
    for id in MechanismId::ALL.iter().filter(|id| !is_there(id)) {
        findings.add(
            Code::MissingMechanism,
            start,
            format!("no `mechanisms/{id}.yaml` here"),
            "a library says something of all eight mechanisms",
        );
    }
}

/// Checks what items say of each other and of the conditions; `called` is what messages call the file of one.
fn check_items<'n>(items: &Items, fixed: &Fixed, called: impl Fn(&Slot) -> Option<&'n str>, findings: &mut Findings) {
    // While a condition is being mended, its id may be the one that others name.
    if fixed.all_conditions {
        check::known_conditions(&items.cautions, &fixed.conditions, findings);
    }
    check::exercises(&items.exercises, called, findings);
    if fixed.head.as_ref().is_some_and(|head| head.sourced) {
        let of_exercises = items.exercises.values().flat_map(|e| e.effects());
        let of_techniques = items.techniques.values().flat_map(|t| t.effects());
        check::sourced(of_exercises.chain(of_techniques), findings);
    }
}

/// Whether a file is a picture, by its ending.
fn is_picture(file: &LibraryFile<'_>) -> bool {
    let ending = file.path().rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|e| ["svg", "png", "jpg", "jpeg"].contains(&e.as_str()))
}

/// The base poses of figures, if the library has any.
fn poses(nodes: &[Read<'_, '_>], findings: &mut Findings) -> Option<Poses> {
    let body = Body::read(node_of(nodes, Kind::Body)?, findings)?;
    Poses::read(node_of(nodes, Kind::Poses)?, Arc::new(body), findings)
}

/// Reports the first file that figures are drawn from and that is not there.
fn tell_if_not_drawn(shown: &str, nodes: &[Read<'_, '_>], figures: usize, findings: &mut Findings) {
    let is_missing = |kind| figures > 0 && !nodes.iter().any(|(file, _)| Kind::of(file) == kind);
    let files = [(Kind::Body, "body.yaml"), (Kind::Poses, "poses.yaml")];
    if let Some((_, name)) = files.into_iter().find(|(kind, _)| is_missing(*kind)) {
        findings.add(
            Code::MissingFile,
            &SourceFile::new(shown, "").start(),
            format!("no `{name}` here, from which the figures ({figures}) are drawn"),
            "let `library.yaml` say `extends: core ^1`, or copy the file from `backplan library export`",
        );
    }
}

/// The rules, the style and the mechanisms as they are written, layers laid over each other.
fn documents(nodes: &[Read<'_, '_>], rules: Option<&Node>, style: Option<&Node>) -> BTreeMap<String, Node> {
    let mechanisms = nodes.iter().filter(|(file, _)| Kind::of(file) == Kind::Mechanism);
    let mechanisms = mechanisms.filter_map(|(file, node)| Some((file.stem().to_owned(), node.clone()?)));
    let fixed = [("rules", rules), ("style", style)];
    let fixed = fixed.into_iter().filter_map(|(name, node)| Some((name.to_owned(), node?.clone())));
    mechanisms.chain(fixed).collect()
}

/// What `library.yaml` says.
struct Head {
    id: LibraryId,
    name: String,
    version: Placed<Version>,
    licence: Option<String>,
    /// Whether every effect has to say where its numbers come from.
    sourced: bool,
}

impl Head {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "`library.yaml`", findings)?;
        let id = table.required("id", findings, |n, f| placed_id(n, f, LibraryId::new, "our-clinic"));
        let name = table.required("name", findings, |n, f| {
            let name = text(n, f)?;
            report_break(&name, &n.place, f);
            Some(name)
        });
        let version = table
            .required("version", findings, |n, f| Some(Placed { value: Version::read(n, f)?, place: n.place.clone() }));
        let licence = table.optional("licence", findings, text);
        // Looked at before the files of the library that it extends are read.
        table.node(EXTENDS);
        table.node("hides");
        let sourced = table.optional("every-effect-has-a-source", findings, boolean);
        table.close(findings);
        Some(Self { id: id?.value, name: name?, version: version?, licence, sourced: sourced.unwrap_or(false) })
    }
}

/// The conditions, and whether every entry of the file is among them.
fn conditions_of(node: &Node, findings: &mut Findings) -> (Vec<Condition>, bool) {
    let written = if let Value::List(entries) = &node.value { entries.len() } else { usize::MAX };
    let conditions = list(node, findings, Condition::read).unwrap_or_default();
    let all = conditions.len() == written;
    (conditions, all)
}

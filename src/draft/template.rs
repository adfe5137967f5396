//! The text that a programme begins as.

use crate::diagnostic::{Findings, Outcome};
use crate::source::Place;
use crate::yaml::{self, Node, Value};

/// A programme's text, taken apart just far enough to change it.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    root: Node,
}

impl Template {
    /// Reads a template; `name` is what messages call it. Whether it is sound as a programme is not looked at.
    pub fn read(name: &str, bytes: &[u8]) -> Outcome<Template> {
        let mut findings = Findings::new();
        let root = yaml::read(name, bytes, &mut findings);
        Outcome::new(root.map(|root| Self { root }), findings)
    }

    /// The name of the programme that it is.
    pub fn name(&self) -> Option<&str> {
        self.text_of("name")
    }

    /// What stands under a key of it, or of a mapping in it, as it is written; lists without their brackets.
    pub fn written(&self, path: &[&str]) -> Option<String> {
        let node = path.iter().try_fold(&self.root, |node, key| get(node, key))?;
        match &node.value {
            Value::Text(text) => Some(text.trim().to_owned()),
            Value::List(items) => Some(items.iter().map(|item| item.place.text()).collect::<Vec<_>>().join(", ")),
            Value::Map(_) | Value::Null => None,
            Value::Bool(_) | Value::Number(_) => Some(node.place.text().to_owned()),
        }
    }

    /// The ids of the exercises in its last phase.
    pub fn exercises_of_last_phase(&self) -> Vec<&str> {
        let list = self.phases().last().and_then(|phase| get(phase, "exercises"));
        list.map_or(Vec::new(), |list| items(list).iter().filter_map(used).collect())
    }

    /// Whether nothing is done in it yet.
    pub fn is_empty(&self) -> bool {
        let exercises = |phase: &Node| get(phase, "exercises").map_or(0, |list| items(list).len());
        self.phases().iter().all(|phase| exercises(phase) == 0)
    }

    /// Whether it has two lots of exercises that take turns.
    pub(super) fn has_lots(&self) -> bool {
        matches!(self.get("days").map(|days| &days.value), Some(Value::Map(_)))
    }

    /// What a key of it says, if that is a text.
    pub(super) fn text_of(&self, key: &str) -> Option<&str> {
        match &self.get(key)?.value {
            Value::Text(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// The whole text.
    pub(super) fn text(&self) -> &str {
        self.root.place.file().text()
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        get(&self.root, key)
    }

    /// Where a key stands.
    pub(super) fn key(&self, key: &str) -> Option<&Place> {
        key_of(&self.root, key)
    }

    /// The phases, in order.
    pub(super) fn phases(&self) -> &[Node] {
        self.get("phases").map_or(&[], items)
    }

    /// The visits, in order.
    pub(super) fn visits(&self) -> &[Node] {
        self.get("visits").map_or(&[], items)
    }
}

/// The value of a key in a mapping.
pub(super) fn get<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().find(|(k, _)| k.value == key).map(|(_, value)| value)
}

/// Where a key of a mapping stands.
pub(super) fn key_of<'a>(node: &'a Node, key: &str) -> Option<&'a Place> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().find(|(k, _)| k.value == key).map(|(k, _)| &k.place)
}

/// The exercise that an item of a phase names.
fn used(item: &Node) -> Option<&str> {
    match &get(item, "use")?.value {
        Value::Text(text) => Some(text.trim()),
        _ => None,
    }
}

/// The items of a list; none if it is no list.
pub(super) fn items(node: &Node) -> &[Node] {
    if let Value::List(items) = &node.value { items } else { &[] }
}

/// A whole number that is not negative.
pub(super) fn whole(node: &Node) -> Option<u32> {
    match node.value {
        Value::Number(n) if n.fract() == 0.0 && (0.0..=10_000.0).contains(&n) => Some(n as u32),
        _ => None,
    }
}

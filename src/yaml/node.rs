//! The tree of values.

use ecow::EcoString;

use crate::source::{Place, Placed};

/// A key of a mapping with its place. Nearly all are so short that they need no memory of their own.
pub type Key = Placed<EcoString>;

/// A YAML value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it stands; for lists and mappings, where they begin.
    pub place: Place,
}

/// What a [`Node`] holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing at all, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text, quoted or plain.
    Text(EcoString),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order of the file; keys may repeat.
    Map(Vec<(Key, Node)>),
}

impl Node {
    /// What kind of value it is, with its article, for messages.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
    /// The texts in it, in order, without what stands under keys that are not wanted.
    pub fn texts(&self, is_wanted: &dyn Fn(&str) -> bool) -> Vec<Placed<String>> {
        match &self.value {
            Value::Text(text) => vec![Placed { value: text.to_string(), place: self.place.clone() }],
            Value::List(nodes) => nodes.iter().flat_map(|node| node.texts(is_wanted)).collect(),
            Value::Map(entries) => {
                let wanted = entries.iter().filter(|(key, _)| is_wanted(&key.value));
                wanted.flat_map(|(_, node)| node.texts(is_wanted)).collect()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
        }
    }
}

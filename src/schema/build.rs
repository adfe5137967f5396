//! The parts that schemas are put together from.

use serde_json::{Map, Value, json};

use crate::yaml::Word;

/// Whether a file is whole, or changes some fields of the one below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Every field that an item needs is there.
    Whole,
    /// Any field may be missing, and nothing (`~`) takes one away.
    Change,
}

/// Why a library has fields otherwise than its base although patients are guarded less.
pub(super) fn despite() -> Value {
    let shape = Shape::whole().needs("fields", filled(text())).needs("because", text());
    told("Fields that guard patients less than the library below, and why that is meant.", shape.end())
}

/// A mapping whose keys are known.
pub(super) struct Shape {
    extent: Extent,
    properties: Map<String, Value>,
    required: Vec<Value>,
}

impl Shape {
    pub(super) fn new(extent: Extent) -> Self {
        Self { extent, properties: Map::new(), required: Vec::new() }
    }

    /// A mapping that is always written in full.
    pub(super) fn whole() -> Self {
        Self::new(Extent::Whole)
    }

    /// A key that has to be there.
    pub(super) fn needs(mut self, key: &str, value: Value) -> Self {
        if self.extent == Extent::Whole {
            self.required.push(json!(key));
        }
        self.may(key, value)
    }

    /// A key that may be there.
    pub(super) fn may(mut self, key: &str, value: Value) -> Self {
        let value = match self.extent {
            Extent::Whole => value,
            // A list may be changed in part; what is removed may be named by some of its fields.
            Extent::Change if value.get("type").is_some_and(|t| t == "array") => {
                let add = json!({ "type": "array", "items": value.get("items") });
                let part = json!({
                    "type": "object",
                    "properties": { "add": add, "remove": { "type": "array" } },
                    "additionalProperties": false,
                    "minProperties": 1,
                });
                json!({ "anyOf": [value, part, { "type": "null" }] })
            }
            Extent::Change => json!({ "anyOf": [value, { "type": "null" }] }),
        };
        self.properties.insert(key.to_owned(), value);
        self
    }

    pub(super) fn end(self) -> Value {
        json!({
            "type": "object",
            "properties": self.properties,
            "required": self.required,
            "additionalProperties": false,
        })
    }
}

/// A file's schema.
pub(super) fn file(title: &str, schema: Value) -> Value {
    let mut all = json!({ "$schema": "http://json-schema.org/draft-07/schema#", "title": title });
    if let (Value::Object(all), Value::Object(schema)) = (&mut all, schema) {
        all.extend(schema);
    }
    all
}

/// A value with what editors show beside it.
pub(super) fn told(description: &str, mut value: Value) -> Value {
    if let Value::Object(map) = &mut value {
        map.insert("description".to_owned(), json!(description));
    }
    value
}

/// A text; a plain number or word such as `1` or `true` is one where a text belongs.
pub(super) fn text() -> Value {
    json!({ "anyOf": [{ "type": "string", "pattern": "\\S" }, { "type": ["number", "boolean"] }] })
}

pub(super) fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

pub(super) fn filled(items: Value) -> Value {
    json!({ "type": "array", "items": items, "minItems": 1 })
}

/// A word of a closed list.
pub(super) fn word<W: Word>() -> Value {
    let words: Vec<&str> = W::ALL.iter().map(|word| word.as_str()).collect();
    json!({ "enum": words })
}

pub(super) fn id() -> Value {
    json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" })
}

pub(super) fn date() -> Value {
    json!({ "type": "string", "pattern": "^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$" })
}

pub(super) fn whole(least: u32, most: u32) -> Value {
    json!({ "type": "integer", "minimum": least, "maximum": most })
}

pub(super) fn real(least: f64, most: f64) -> Value {
    json!({ "type": "number", "minimum": least, "maximum": most })
}

pub(super) fn boolean() -> Value {
    json!({ "type": "boolean" })
}

/// A number with one of these units.
pub(super) fn quantity(units: &str) -> Value {
    json!({ "type": "string", "pattern": format!("^\\s*[0-9]+(\\.[0-9]+)? *({units})\\s*$") })
}

pub(super) fn seconds() -> Value {
    quantity("s|sec|seconds?|min|minutes?|h|hours?")
}

pub(super) fn hours() -> Value {
    quantity("h|hours?|days?|weeks?")
}

pub(super) fn weeks() -> Value {
    quantity("weeks?")
}

pub(super) fn metres() -> Value {
    quantity("m|metres?|km|kilometres?")
}

pub(super) fn kilograms() -> Value {
    quantity("kg")
}

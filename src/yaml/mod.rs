//! YAML as a tree of values that know where they stand.
//!
//! serde-saphyr stops at the first error that serde meets, so a file with five wrong keys would need five runs. It
//! therefore reads into a plain [`Node`] first, which fails only where the text is not YAML at all; a [`Table`] then
//! takes a mapping apart and collects every unknown, missing or mistyped key with its place. Derived raw structs with
//! `deny_unknown_fields` were tried in the design and rejected for that reason. Files of the usual kind become nodes
//! straight from the events of serde-saphyr's own parser, which is quicker.

mod hidden;
mod node;
mod parse;
mod plain;
pub(crate) mod quantity;
pub(crate) mod table;
mod tree;
mod word;

pub use node::{Key, Node, Value};
pub use parse::read;
pub(crate) use parse::read_text;
pub(crate) use table::wrong_type;
pub use table::{Table, Word, nearest};
pub(crate) use word::words;

//! JSON Schemas of a library's files, for completion and checking in editors.
//!
//! They are made from the same closed lists that the reader takes, so a new word is in both. What a schema cannot say is left to
//! `backplan library check`: references between files, the order of numbers, how a text reads.

mod build;
mod fixed;
mod item;

use serde_json::Value;

/// The schemas by the name of their file.
pub fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        ("exercise.json", item::exercise()),
        ("technique.json", item::technique()),
        ("mechanism.json", fixed::mechanism()),
        ("library.json", fixed::library()),
        ("conditions.json", fixed::conditions()),
        ("rules.json", fixed::rules()),
        ("style.json", fixed::style()),
    ]
}

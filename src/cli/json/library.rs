//! Exercises and techniques.

use serde::Serialize;

use super::SCHEMA;
use backplan::library::Found;

/// The result of `library list`, `search` and `show`.
#[derive(Serialize)]
pub(in crate::cli) struct FoundJson<'a> {
    schema: u32,
    items: Vec<ItemJson<'a>>,
}

#[derive(Serialize)]
struct ItemJson<'a> {
    kind: &'static str,
    id: &'a str,
    name: &'a str,
    purpose: &'a str,
    easier: Option<&'a str>,
    harder: Option<&'a str>,
    avoid_if: Vec<&'a str>,
}

/// The result of `library list`, `search` and `show`.
pub(in crate::cli) fn found<'a>(found: &[Found<'a>]) -> FoundJson<'a> {
    FoundJson { schema: SCHEMA, items: found.iter().map(|f| ItemJson::new(*f)).collect() }
}

impl<'a> ItemJson<'a> {
    fn new(found: Found<'a>) -> Self {
        let (kind, easier, harder, avoid_if) = match found {
            Found::Exercise(e) => {
                let (easier, harder) = (e.ladder().easier(), e.ladder().harder());
                let avoid: Vec<&str> = e.avoid_if().map(|c| c.as_str()).collect();
                ("exercise", easier.map(|id| id.as_str()), harder.map(|id| id.as_str()), avoid)
            }
            Found::Technique(t) => ("technique", None, None, t.avoid_if().map(|c| c.as_str()).collect()),
        };
        Self { kind, id: found.id(), name: found.name(), purpose: found.purpose(), easier, harder, avoid_if }
    }
}

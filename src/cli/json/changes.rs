//! What one version of a library changes against another.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{LibraryJson, SCHEMA};
use backplan::changes::{Bump, Change, Class, What, deserved};
use backplan::library::Library;

/// The result of `library diff`.
#[derive(Serialize)]
pub(in crate::cli) struct ChangesJson<'a> {
    schema: u32,
    before: LibraryJson,
    now: LibraryJson,
    /// Which part of the version number the changes raise; nothing if there are none.
    deserved: Option<Bump>,
    /// The lowest version that the changes deserve.
    deserved_version: Option<String>,
    /// What has errors in one of the versions, and is left out of the comparison.
    not_compared: &'a BTreeSet<String>,
    changes: Vec<ChangeJson<'a>>,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    class: Class,
    bump: Bump,
    kind: &'a str,
    item: &'a str,
    what: What,
    breaking: bool,
    text: &'a str,
    was: &'a str,
    is: &'a str,
    file: &'a str,
}

/// The result of `library diff`.
pub(in crate::cli) fn changes<'a>(
    before: &Library,
    now: &Library,
    changes: &'a [Change],
    not_compared: &'a BTreeSet<String>,
) -> ChangesJson<'a> {
    let change = |c: &'a Change| ChangeJson {
        class: c.class(),
        bump: c.bump(),
        kind: c.kind(),
        item: c.item(),
        what: c.what(),
        breaking: c.is_breaking(),
        text: c.text(),
        was: c.was(),
        is: c.is(),
        file: c.place().file().name(),
    };
    let deserved = deserved(changes);
    ChangesJson {
        schema: SCHEMA,
        before: LibraryJson::new(before),
        now: LibraryJson::new(now),
        deserved,
        deserved_version: deserved.map(|bump| bump.after(before.version()).to_string()),
        not_compared,
        changes: changes.iter().map(change).collect(),
    }
}

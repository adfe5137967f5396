//! Items that are the same under another id.

use std::collections::BTreeMap;

use super::change::{Changes, Class, What};
use super::prose::{likeness, words};
use crate::source::Place;

/// The least share of their words that two items have in common if one is the other under a new id.
const SAME: f64 = 0.6;

/// Which items are new, which are gone, and which have another id.
pub(super) struct Kin {
    kind: &'static str,
    /// The new id of each old one.
    renamed: BTreeMap<String, String>,
    added: Vec<(String, String, Place)>,
    removed: Vec<(String, String, Place)>,
    renamed_at: Vec<(String, String, Place)>,
}

/// An item by its id, name and all that is said of it.
pub(super) struct Member<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) text: String,
    pub(super) place: &'a Place,
}

impl Kin {
    /// Finds for each item that is gone the new one that is most like it.
    pub(super) fn find(kind: &'static str, before: &[Member<'_>], now: &[Member<'_>]) -> Self {
        let gone: Vec<&Member<'_>> = before.iter().filter(|m| !now.iter().any(|n| n.id == m.id)).collect();
        let new: Vec<&Member<'_>> = now.iter().filter(|m| !before.iter().any(|b| b.id == m.id)).collect();
        let mut pairs: Vec<(f64, &str, &str)> = Vec::new();
        for old in &gone {
            let old_words = words(&old.text);
            let alike = new.iter().map(|new| (likeness(&old_words, &words(&new.text)), old.id, new.id));
            pairs.extend(alike.filter(|(share, ..)| *share >= SAME));
        }
        // The likest first; among equals by id, so that the same two libraries give the same pairs.
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)).then(a.2.cmp(b.2)));
        let mut renamed: BTreeMap<String, String> = BTreeMap::new();
        for (_, old, new) in pairs {
            if !renamed.contains_key(old) && !renamed.values().any(|taken| taken == new) {
                renamed.insert(old.to_owned(), new.to_owned());
            }
        }
        let told = |m: &&Member<'_>| (m.id.to_owned(), m.name.to_owned(), m.place.clone());
        let is_new = |m: &&&Member<'_>| !renamed.values().any(|id| id == m.id);
        let added = new.iter().filter(is_new).map(told).collect();
        let removed = gone.iter().filter(|m| !renamed.contains_key(m.id)).map(told).collect();
        let renamed_at = renamed.iter().filter_map(|(old, id)| {
            let place = new.iter().find(|m| m.id == id)?.place;
            Some((old.clone(), id.clone(), place.clone()))
        });
        let renamed_at = renamed_at.collect();
        Self { kind, renamed, added, removed, renamed_at }
    }

    /// What an id of before is now.
    pub(super) fn now<'i>(&'i self, id: &'i str) -> &'i str {
        self.renamed.get(id).map_or(id, String::as_str)
    }

    /// Adds what is new, gone or renamed.
    pub(super) fn tell(&self, all: &mut Changes) {
        for (id, name, place) in &self.added {
            all.of(self.kind, id, place).add(What::Added, Class::Clinical, format!("new {}", self.kind), "", name);
        }
        for (id, name, place) in &self.removed {
            let text = "gone; a programme that names it is refused";
            all.of(self.kind, id, place).breaking(What::Removed, Class::Clinical, text, name, "");
        }
        for (old, id, place) in &self.renamed_at {
            let text = "another id; a programme that names the old one is refused";
            all.of(self.kind, id, place).breaking(What::Renamed, Class::Clinical, text, old, id);
        }
    }
}

//! Items that are the same under another id.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Changes, Class, What};
use super::prose::words;
use crate::lint::likeness::Bags;
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
        let ids = |members: &[Member<'_>]| members.iter().map(|m| m.id.to_owned()).collect::<BTreeSet<String>>();
        let (before_ids, now_ids) = (ids(before), ids(now));
        let gone: Vec<&Member<'_>> = before.iter().filter(|m| !now_ids.contains(m.id)).collect();
        let new: Vec<&Member<'_>> = now.iter().filter(|m| !before_ids.contains(m.id)).collect();
        let mut word_for_word: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for member in &new {
            word_for_word.entry(member.text.as_str()).or_default().push(member.id);
        }
        let mut pairs: Vec<(f64, &str, &str)> = Vec::new();
        let mut unlike: Vec<&&Member<'_>> = Vec::new();
        for old in &gone {
            match word_for_word.get(old.text.as_str()) {
                // Nothing can be liker, so a whole library under new ids takes no longer than one item.
                Some(same) => pairs.extend(same.iter().map(|id| (1.0, old.id, *id))),
                None => unlike.push(old),
            }
        }
        let bags = Bags::new(unlike.iter().copied().chain(&new).map(|member| words(&member.text).into_iter()));
        let like = bags.pairs_across(unlike.len(), SAME);
        pairs.extend(like.into_iter().filter_map(|(first, later, share)| {
            Some((share, unlike.get(first)?.id, new.get(later.checked_sub(unlike.len())?)?.id))
        }));
        // The likest first; among equals by id, so that the same two libraries give the same pairs.
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)).then(a.2.cmp(b.2)));
        let mut renamed: BTreeMap<String, String> = BTreeMap::new();
        let mut taken: BTreeSet<&str> = BTreeSet::new();
        for (_, old, new) in pairs {
            if !renamed.contains_key(old) && taken.insert(new) {
                renamed.insert(old.to_owned(), new.to_owned());
            }
        }
        let told = |m: &&Member<'_>| (m.id.to_owned(), m.name.to_owned(), m.place.clone());
        let added = new.iter().filter(|m| !taken.contains(m.id)).map(told).collect();
        let removed = gone.iter().filter(|m| !renamed.contains_key(m.id)).map(told).collect();
        let places: BTreeMap<&str, &Place> = new.iter().map(|m| (m.id, m.place)).collect();
        let renamed_at = renamed
            .iter()
            .filter_map(|(old, id)| Some((old.clone(), id.clone(), (*places.get(id.as_str())?).clone())))
            .collect();
        Self { kind, renamed, added, removed, renamed_at }
    }

    /// What an id of before is now.
    pub(super) fn now<'i>(&'i self, id: &'i str) -> &'i str {
        self.renamed.get(id).map_or(id, String::as_str)
    }

    /// Adds what is new, gone or renamed.
    pub(super) fn tell(&self, all: &mut Changes<'_>) {
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

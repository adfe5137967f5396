//! Items that are the same, or nearly.

use std::collections::{BTreeMap, HashMap};

use super::likeness::Bags;
use crate::diagnostic::{Code, Findings};
use crate::figure::Figure;
use crate::library::{Exercise, Library};
use crate::source::Placed;

/// The shortest name whose spelling is compared letter by letter: short names of different things differ by little.
const SHORTEST_SPELT: usize = 6;

/// Reports exercises whose steps are nearly the same.
pub(super) fn steps(library: &Library, findings: &mut Findings) {
    let exercises: Vec<&Exercise> = library.exercises().collect();
    let bags = Bags::new(exercises.iter().map(|e| e.steps().flat_map(words)));
    let counts = |first: usize, later: usize| match (exercises.get(first), exercises.get(later)) {
        (Some(first), Some(later)) => !are_neighbours(first, later),
        _ => false,
    };
    for (first, later, alike) in bags.twins(library.style().twins().steps, counts) {
        if let (Some(first), Some(later)) = (exercises.get(first), exercises.get(later)) {
            same_steps(first, later, alike, findings);
        }
    }
}

/// Reports exercises that are drawn as another one is, to the last line.
pub(super) fn drawings(library: &Library, findings: &mut Findings) {
    let mut known: HashMap<u64, Vec<(&Exercise, &Figure)>> = HashMap::new();
    let drawn = library.exercises().filter(|e| e.picture().is_none());
    for (exercise, figure) in drawn.filter_map(|e| Some((e, e.figure()?))) {
        // Nearly all are told apart by what the joints do.
        let alike = known.entry(figure.posture_key()).or_default();
        match alike.iter().find(|(_, other)| other.draws_like(figure)) {
            Some((first, _)) => findings.add(
                Code::SameDrawing,
                exercise.place(),
                format!("`{}` has the drawing of `{}`", exercise.id(), first.id()),
                "draw what differs, or leave one of them out",
            ),
            None => alike.push((exercise, figure)),
        }
    }
}

/// Reports names that stand for two items.
pub(super) fn names(library: &Library, findings: &mut Findings) {
    let of_exercises = library.exercises().flat_map(|e| e.names().map(|name| Name::new(name, e.id().as_str())));
    let of_techniques = library.techniques().map(|t| Name::new(t.placed_name(), t.id().as_str()));
    let of_conditions = library.conditions().iter().map(|c| Name::new(c.texts()[0], c.id().as_str()));
    let mut names: Vec<Name<'_>> = of_exercises.chain(of_techniques).chain(of_conditions).collect();
    // The later of two files has the finding, whatever the order of ids.
    names.sort_by(|a, b| a.written_at().cmp(&b.written_at()));
    let mut known: HashMap<&[String], &Name<'_>> = HashMap::new();
    let mut apart: Vec<&Name<'_>> = Vec::new();
    for later in &names {
        match known.get(later.words.as_slice()) {
            Some(first) => same_name(first, later, findings),
            None => {
                known.insert(&later.words, later);
                apart.push(later);
            }
        }
    }
    near_names(&apart, library.style().twins().name, findings);
}

/// Reports names that are another's but for a letter or so, each beside the first such other.
///
/// Names that differ by so many slips are the same once so many letters are left out of each: only those are compared,
/// not every name with every other.
fn near_names(names: &[&Name<'_>], letters: u32, findings: &mut Findings) {
    let mut keys: Vec<(u64, usize)> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let word: Vec<char> = name.spelt.chars().collect();
        leave_out(&word, letters, &mut |left| keys.push((key(left), at)));
    }
    keys.sort_unstable();
    keys.dedup();
    let mut near: BTreeMap<usize, usize> = BTreeMap::new();
    for alike in keys.chunk_by(|a, b| a.0 == b.0) {
        for (nth, (_, later)) in alike.iter().enumerate() {
            let is_near = |first: &usize| match (names.get(*first), names.get(*later)) {
                (Some(first), Some(later)) => first.is_near(later, letters),
                _ => false,
            };
            if let Some(first) = alike.iter().take(nth).map(|(_, first)| *first).find(is_near) {
                let known = near.entry(*later).or_insert(first);
                *known = first.min(*known);
            }
        }
    }
    for (later, first) in near {
        if let (Some(first), Some(later)) = (names.get(first), names.get(later)) {
            near_name(first, later, findings);
        }
    }
}

/// A word with up to so many letters left out, in every way.
fn leave_out(word: &[char], letters: u32, take: &mut impl FnMut(&[char])) {
    take(word);
    if letters > 0 {
        for at in 0..word.len() {
            let mut shorter = word.to_vec();
            shorter.remove(at);
            leave_out(&shorter, letters - 1, take);
        }
    }
}

/// A number that two words seldom share (FNV-1a); words that do are compared in vain, no more.
fn key(word: &[char]) -> u64 {
    word.iter().fold(0xcbf2_9ce4_8422_2325, |key, letter| (key ^ u64::from(*letter)).wrapping_mul(0x0100_0000_01b3))
}

/// A name or other name, and the item that has it.
struct Name<'a> {
    written: &'a Placed<String>,
    item: &'a str,
    /// Its words in lower case and in order of the alphabet, so that "Hinge, hip" is "hip hinge".
    words: Vec<String>,
    /// The same without blanks.
    spelt: String,
}

impl<'a> Name<'a> {
    fn new(written: &'a Placed<String>, item: &'a str) -> Self {
        let mut words = words(&written.value);
        words.sort();
        let spelt = words.concat();
        Self { written, item, words, spelt }
    }

    /// Its file, and where in it.
    fn written_at(&self) -> (&'a str, usize) {
        (self.written.place.file().name(), self.written.place.bytes().start)
    }

    /// Whether it is another's name but for a letter or so.
    fn is_near(&self, other: &Self, letters: u32) -> bool {
        let is_long = |name: &Self| name.spelt.chars().count() >= SHORTEST_SPELT;
        is_long(self)
            && is_long(other)
            && self.item != other.item
            && strsim::damerau_levenshtein(&self.spelt, &other.spelt) <= letters as usize
    }
}

fn same_name(first: &Name<'_>, later: &Name<'_>, findings: &mut Findings) {
    let message = if first.item == later.item {
        format!("`{}` has the name `{}` twice", later.item, later.written.value)
    } else {
        format!("`{}` is a name of `{}` too", later.written.value, first.item)
    };
    let hint = format!("the other is in {}; leave one of them out", at(first.written));
    findings.add(Code::DuplicateName, &later.written.place, message, hint);
}

fn near_name(first: &Name<'_>, later: &Name<'_>, findings: &mut Findings) {
    findings.add(
        Code::NearDuplicate,
        &later.written.place,
        format!("`{}` is nearly `{}`, a name of `{}`", later.written.value, first.written.value, first.item),
        format!("the other is in {}; if both are meant, name them further apart", at(first.written)),
    );
}

fn same_steps(first: &Exercise, later: &Exercise, alike: f64, findings: &mut Findings) {
    findings.add(
        Code::NearDuplicate,
        later.place(),
        format!("`{}` has nearly the steps of `{}`: {:.0}% of the words", later.id(), first.id(), alike * 100.0),
        "leave one of them out, put them next to each other on a ladder, or say how they differ",
    );
}

/// A file and a line.
fn at(name: &Placed<String>) -> String {
    format!("{}:{}", name.place.file().name(), name.place.line())
}

/// Whether one is the next on the other's ladder: those are alike because they should be.
fn are_neighbours(a: &Exercise, b: &Exercise) -> bool {
    let next = |a: &Exercise, b: &Exercise| [a.ladder().easier(), a.ladder().harder()].contains(&Some(b.id()));
    next(a, b) || next(b, a)
}

/// The words of a text in lower case, without marks; hyphens part them.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    parts.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(word: &str, letters: u32) -> BTreeSet<u64> {
        let mut keys = BTreeSet::new();
        leave_out(&word.chars().collect::<Vec<_>>(), letters, &mut |left| {
            keys.insert(key(left));
        });
        keys
    }

    #[test]
    fn words_that_differ_by_few_slips_have_a_key_in_common() {
        let word =
            |seed: usize| (0..5 + seed % 3).map(move |at| ["a", "b", "c"][(seed / 3 + at * at * (seed % 7)) % 3]);
        let words: BTreeSet<String> = (0..120).map(|seed| word(seed).collect()).collect();
        for letters in [1, 2] {
            let near = |a: &str, b: &str| strsim::damerau_levenshtein(a, b) <= letters as usize;
            let pairs = words.iter().flat_map(|a| words.iter().map(move |b| (a, b))).filter(|(a, b)| near(a, b));
            let pairs: Vec<_> = pairs.collect();
            assert!(pairs.len() > words.len(), "some are near");
            for (a, b) in pairs {
                assert!(!keys(a, letters).is_disjoint(&keys(b, letters)), "{a} {b} {letters}");
            }
        }
    }
}

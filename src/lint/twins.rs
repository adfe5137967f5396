//! Items that are the same, or nearly.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Findings};
use crate::library::{Exercise, Library};
use crate::source::Placed;

/// The shortest name whose spelling is compared letter by letter: short names of different things differ by little.
const SHORTEST_SPELT: usize = 6;

/// Reports names that stand for two items, and exercises whose steps are nearly the same.
pub(super) fn of_library(library: &Library, findings: &mut Findings) {
    let of_exercises = library.exercises().flat_map(|e| e.names().map(|name| Name::new(name, e.id().as_str())));
    let of_techniques = library.techniques().map(|t| Name::new(t.placed_name(), t.id().as_str()));
    let mut names: Vec<Name<'_>> = of_exercises.chain(of_techniques).collect();
    // The later of two files has the finding, whatever the order of ids.
    names.sort_by_key(|name| (name.written.place.file().name().to_owned(), name.written.place.bytes().start));
    for (i, later) in names.iter().enumerate() {
        if let Some(first) = names.iter().take(i).find(|first| first.words == later.words) {
            same_name(first, later, findings);
        } else if let Some(first) =
            names.iter().take(i).find(|first| first.is_near(later, library.style().twins().name))
        {
            near_name(first, later, findings);
        }
    }
    let exercises: Vec<(&Exercise, Bag)> = library.exercises().map(|e| (e, Bag::of(e))).collect();
    for (i, (later, words)) in exercises.iter().enumerate() {
        for (first, others) in exercises.iter().take(i) {
            let alike = words.likeness(others);
            if alike >= library.style().twins().steps && !are_neighbours(first, later) {
                same_steps(first, later, alike, findings);
            }
        }
    }
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

    /// Whether it is another's name but for a letter or so.
    fn is_near(&self, other: &Self, letters: u32) -> bool {
        let (a, b) = (&self.spelt, &other.spelt);
        let (long, short) = (a.chars().count(), b.chars().count());
        // Most names differ in length by more than a letter or so, which is seen at once.
        self.item != other.item
            && long.min(short) >= SHORTEST_SPELT
            && long.abs_diff(short) <= letters as usize
            && strsim::damerau_levenshtein(a, b) <= letters as usize
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

/// The words of an exercise's steps, each with how often it is there.
struct Bag(BTreeMap<String, usize>);

impl Bag {
    fn of(exercise: &Exercise) -> Self {
        let mut bag = BTreeMap::new();
        for word in exercise.steps().flat_map(words) {
            *bag.entry(word).or_insert(0) += 1;
        }
        Self(bag)
    }

    /// The share of words that two have in common, 0 to 1.
    fn likeness(&self, other: &Self) -> f64 {
        let count = |bag: &Self, word: &str| bag.0.get(word).copied().unwrap_or(0);
        let shared: usize = self.0.iter().map(|(word, n)| (*n).min(count(other, word))).sum();
        let all = self.0.values().sum::<usize>() + other.0.values().sum::<usize>() - shared;
        shared as f64 / all.max(1) as f64
    }
}

/// The words of a text in lower case, without marks; hyphens part them.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    parts.map(str::to_lowercase).collect()
}

//! Items that are the same, or nearly.

use std::collections::{BTreeSet, HashMap};

use super::likeness::Bags;
use crate::diagnostic::{Code, Findings};
use crate::library::{Exercise, Library};
use crate::source::Placed;

/// The shortest name whose spelling is compared letter by letter: short names of different things differ by little.
const SHORTEST_SPELT: usize = 6;

/// Reports names that stand for two items, and exercises whose steps are nearly the same.
pub(super) fn of_library(library: &Library, findings: &mut Findings) {
    names(library, findings);
    let exercises: Vec<&Exercise> = library.exercises().collect();
    let bags = Bags::new(exercises.iter().map(|e| e.steps().flat_map(words)));
    for (first, later, alike) in bags.pairs(library.style().twins().steps) {
        if let (Some(first), Some(later)) = (exercises.get(first), exercises.get(later))
            && !are_neighbours(first, later)
        {
            same_steps(first, later, alike, findings);
        }
    }
}

fn names(library: &Library, findings: &mut Findings) {
    let of_exercises = library.exercises().flat_map(|e| e.names().map(|name| Name::new(name, e.id().as_str())));
    let of_techniques = library.techniques().map(|t| Name::new(t.placed_name(), t.id().as_str()));
    let of_conditions = library.conditions().iter().map(|c| Name::new(c.texts()[0], c.id().as_str()));
    let mut names: Vec<Name<'_>> = of_exercises.chain(of_techniques).chain(of_conditions).collect();
    // The later of two files has the finding, whatever the order of ids.
    names.sort_by(|a, b| a.written_at().cmp(&b.written_at()));
    let letters = library.style().twins().name;
    let mut known: HashMap<&[String], &Name<'_>> = HashMap::new();
    let mut with_letters: HashMap<String, Vec<&Name<'_>>> = HashMap::new();
    for later in &names {
        if let Some(first) = known.get(later.words.as_slice()) {
            same_name(first, later, findings);
            continue;
        }
        known.insert(&later.words, later);
        // Names that differ by so many slips have something in common once so many letters are left out of each: only
        // those are compared, not every name with every other.
        let mut first: Option<&Name<'_>> = None;
        for left in without(&later.spelt, letters) {
            let alike = with_letters.entry(left).or_default();
            let near = alike.iter().copied().find(|name| name.is_near(later, letters));
            first = [first, near].into_iter().flatten().min_by_key(|name| name.written_at());
            alike.push(later);
        }
        if let Some(first) = first {
            near_name(first, later, findings);
        }
    }
}

/// A word with up to so many letters left out, in every way.
fn without(word: &str, letters: u32) -> BTreeSet<String> {
    let mut all = BTreeSet::from([word.to_owned()]);
    for _ in 0..letters {
        let shorter = all.iter().flat_map(|word| {
            word.char_indices().map(move |(at, letter)| {
                let (before, after) = (word.get(..at), word.get(at + letter.len_utf8()..));
                [before, after].into_iter().flatten().collect::<String>()
            })
        });
        let shorter: Vec<String> = shorter.collect();
        all.extend(shorter);
    }
    all
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

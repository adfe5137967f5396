//! What a changelog says of a version.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::change::{Change, What};
use super::release::Release;
use crate::library::{Library, Version};

/// What all items share, by the names of the files: words that turn up in many a note about something else.
const SHARED: [&str; 3] = ["rules", "style", "library"];

/// The new notes of a changelog, each with the ids that it names.
pub(super) struct Notes {
    /// The notes that name an id.
    naming: BTreeMap<String, Vec<Rc<BTreeSet<String>>>>,
    /// The ids of conditions.
    conditions: BTreeSet<String>,
    /// The conditions that a note names without any item, so that it tells of all items that they rule out.
    for_all: BTreeSet<String>,
}

impl Notes {
    /// Reads the notes that the changelog did not have before.
    pub(super) fn new(release: &Release<'_>) -> Self {
        let libraries = [release.before, release.now];
        let names = Names::of(&libraries);
        let old = joined(&without_comments(release.noted_before));
        let before: BTreeSet<&str> = old.lines().collect();
        let text = joined(&without_comments(release.noted_now));
        let conditions = libraries.iter().flat_map(|library| library.conditions());
        let conditions: BTreeSet<String> = conditions.map(|c| c.id().to_string()).collect();
        let mut naming: BTreeMap<String, Vec<Rc<BTreeSet<String>>>> = BTreeMap::new();
        let mut for_all: BTreeSet<String> = BTreeSet::new();
        let mut above: BTreeSet<String> = BTreeSet::new();
        for line in counting(&text, release.before.version()) {
            let mut named: BTreeSet<String> = names.in_line(line).into_iter().collect();
            if line.starts_with('#') {
                // It names what the notes below it are about, and is one itself if it says more.
                above = named.clone();
                if !line.contains(':') {
                    continue;
                }
            } else {
                named.extend(above.iter().cloned());
            }
            if before.contains(line) {
                continue;
            }
            let is_of_item = |id: &String| !conditions.contains(id) && !SHARED.contains(&id.as_str());
            if !named.iter().any(is_of_item) {
                for_all.extend(named.intersection(&conditions).cloned());
            }
            let named = Rc::new(named);
            for id in named.iter() {
                naming.entry(id.clone()).or_default().push(Rc::clone(&named));
            }
        }
        Self { naming, conditions, for_all }
    }

    /// How many of an item's safety changes have no note: each needs one of its own. A change of a caution may be noted by its
    /// condition: by a line that names that condition and the item, or that condition and no item at all.
    pub(super) fn missing<'c>(&self, item: &str, changes: &[&'c Change]) -> Vec<&'c Change> {
        let mut notes: Vec<&BTreeSet<String>> =
            self.naming.get(item).into_iter().flatten().map(|note| note.as_ref()).collect();
        let mut missing: Vec<&Change> = Vec::new();
        let mut told: Vec<Subject<'_>> = Vec::new();
        // Those that a condition's name tells first: what is left may stand for anything.
        let mut sorted: Vec<&&Change> = changes.iter().collect();
        sorted.sort_by_key(|change| condition_of(change).is_none());
        let mut open: Vec<&Change> = Vec::new();
        for change in sorted {
            let subject = subject(change);
            if told.contains(&subject) {
                continue;
            }
            told.push(subject);
            let condition = condition_of(change);
            if condition.is_some_and(|condition| self.for_all.contains(condition)) {
                continue;
            }
            let at = condition.and_then(|condition| notes.iter().position(|note| note.contains(condition)));
            match at {
                Some(at) => drop(notes.remove(at)),
                None => open.push(change),
            }
        }
        for change in open {
            // A note on another condition tells nothing of this change.
            let is_free = |note: &&BTreeSet<String>| !note.iter().any(|id| self.conditions.contains(id) && id != item);
            match notes.iter().position(is_free) {
                Some(at) => drop(notes.remove(at)),
                None => missing.push(change),
            }
        }
        missing
    }

    /// Whether no note names an item.
    pub(super) fn names_none(&self, item: &str) -> bool {
        !self.naming.contains_key(item)
    }
}

/// What one note can tell of: a caution by its condition, anything else by its kind.
type Subject<'c> = (What, &'c str);

fn subject(change: &Change) -> Subject<'_> {
    let first_word = || change.text().split([' ', ':']).next().unwrap_or_default();
    let of_item = match change.what() {
        What::EffectRemoved | What::EffectWeaker => change.was(),
        // The start and the most of a dose go together.
        What::Dose => "dose",
        _ => condition_of(change).unwrap_or_else(first_word),
    };
    (change.what(), of_item)
}

/// The condition that a caution comes or goes with.
fn condition_of(change: &Change) -> Option<&str> {
    match change.what() {
        What::CautionAdded => Some(change.is()),
        What::CautionRemoved => Some(change.was()),
        _ => None,
    }
}

/// A text in which each item of a list is one line, however it was wrapped.
fn joined(text: &str) -> String {
    let mut joined = String::new();
    for line in text.lines() {
        let trimmed = line.trim();
        let is_item = trimmed.starts_with(['-', '*', '+', '#']) || trimmed.starts_with(|c: char| c.is_ascii_digit());
        let goes_on = line.starts_with([' ', '\t']) && !trimmed.is_empty() && !is_item && !joined.ends_with("\n\n");
        if goes_on && joined.ends_with('\n') {
            joined.pop();
            joined.push(' ');
        }
        joined += trimmed;
        joined.push('\n');
    }
    joined
}

/// A text without its HTML comments, which nobody sees.
fn without_comments(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        plain += before;
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    plain + rest
}

/// The lines under headings of later versions than one, or of what is not released; all of them if no heading names a version.
fn counting<'t>(text: &'t str, before: &Version) -> Vec<&'t str> {
    let mut counts: Vec<&str> = Vec::new();
    let mut all: Vec<&str> = Vec::new();
    let (mut any_version, mut inside) = (false, false);
    for line in text.lines().map(str::trim) {
        match line.starts_with('#').then(|| headed(line)).flatten() {
            Some(Heading::Unreleased) => (any_version, inside) = (true, true),
            Some(Heading::Of(version)) => (any_version, inside) = (true, version > *before),
            // A heading within a version names what its lines are about.
            None => {
                all.push(line);
                if inside {
                    counts.push(line);
                }
            }
        }
    }
    if any_version { counts } else { all }
}

/// What a heading stands above.
enum Heading {
    Unreleased,
    Of(Version),
}

/// Which version a heading names: `## [1.2.0] - 2026-11-30`, `# v1.2`; nothing if it is about something else.
fn headed(line: &str) -> Option<Heading> {
    let parts = line.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|part| !part.is_empty());
    for part in parts {
        if part.eq_ignore_ascii_case("unreleased") {
            return Some(Heading::Unreleased);
        }
        let number = part.trim_start_matches(['v', 'V']).trim_end_matches('.');
        let whole = if number.matches('.').count() == 1 { format!("{number}.0") } else { number.to_owned() };
        if let Some(version) = Version::parse(&whole) {
            return Some(Heading::Of(version));
        }
    }
    None
}

/// A word of a line, and whether a hyphen joins it to the one before.
type Word = (String, bool);

/// The ids and names of all items, by the first of their words.
struct Names {
    by_first: BTreeMap<String, Vec<(Vec<String>, String)>>,
}

impl Names {
    fn of(libraries: &[&Library]) -> Self {
        let mut names: BTreeSet<(String, String)> = BTreeSet::new();
        for library in libraries {
            for found in library.all() {
                names.insert((found.id().to_owned(), found.id().to_owned()));
                names.insert((found.name().to_owned(), found.id().to_owned()));
            }
            for condition in library.conditions() {
                let id = condition.id().as_str();
                names.extend([id, condition.name()].map(|name| (name.to_owned(), id.to_owned())));
            }
            for mechanism in library.mechanisms() {
                let id = mechanism.id().to_string();
                names.extend([id.as_str(), mechanism.name()].map(|name| (name.to_owned(), id.clone())));
            }
        }
        names.extend(SHARED.map(|name| (name.to_owned(), name.to_owned())));
        let mut by_first: BTreeMap<String, Vec<(Vec<String>, String)>> = BTreeMap::new();
        for (name, id) in names {
            let words: Vec<String> = words(&name).into_iter().map(|(word, _)| word).collect();
            if let Some(first) = words.first() {
                by_first.entry(first.clone()).or_default().push((words, id));
            }
        }
        // The longest first: `bridge-hold` is not `bridge`.
        by_first.values_mut().for_each(|all| all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        Self { by_first }
    }

    /// The items that a line names, each by the longest name that fits.
    fn in_line(&self, line: &str) -> Vec<String> {
        let words = words(&without_targets(line));
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let fits: Vec<&(Vec<String>, String)> = self.fitting(rest).collect();
            let longest = fits.first().map_or(0, |(name, _)| name.len());
            found.extend(fits.iter().filter(|(name, _)| name.len() == longest).map(|(_, id)| id.clone()));
            at += longest.max(1);
        }
        found
    }

    /// The names with which words begin, as whole words, the longest first.
    fn fitting<'n>(&'n self, words: &'n [Word]) -> impl Iterator<Item = &'n (Vec<String>, String)> {
        let candidates = words.first().filter(|(_, joined)| !joined).and_then(|(first, _)| self.by_first.get(first));
        candidates.into_iter().flatten().filter(move |(name, _)| {
            let begins = name.len() <= words.len() && name.iter().zip(words).all(|(a, (b, _))| a == b);
            // A hyphen after it makes it part of another word.
            begins && words.get(name.len()).is_none_or(|(_, joined)| !joined)
        })
    }
}

/// The words of a text in lower case.
fn words(text: &str) -> Vec<Word> {
    let mut all: Vec<Word> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let (gap, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_alphanumeric() && c != '\'').unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        all.push((word.to_lowercase(), gap == "-" && !all.is_empty()));
        rest = after;
    }
    all
}

/// A line of Markdown without the targets of its links.
fn without_targets(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, target)) = rest.split_once("](") {
        plain += before;
        plain.push(' ');
        rest = target.split_once(')').map_or("", |(_, after)| after);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(items: &[(&str, &str)]) -> Names {
        let mut by_first: BTreeMap<String, Vec<(Vec<String>, String)>> = BTreeMap::new();
        for (name, id) in items {
            let words: Vec<String> = words(name).into_iter().map(|(word, _)| word).collect();
            by_first.entry(words[0].clone()).or_default().push((words, (*id).to_owned()));
        }
        by_first.values_mut().for_each(|all| all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        Names { by_first }
    }

    #[test]
    fn an_item_is_named_by_the_longest_name_that_fits() {
        let names = names(&[
            ("bridge", "bridge"),
            ("bridge-hold", "bridge-hold"),
            ("Bridge, held", "bridge-hold"),
            ("single-leg-bridge", "single-leg-bridge"),
        ]);
        assert_eq!(names.in_line("- Bridge: not when dizzy"), ["bridge"]);
        assert_eq!(names.in_line("- `bridge` and bridge-hold"), ["bridge", "bridge-hold"]);
        for line in
            ["- bridge-hold: x", "- Single leg bridge up to 18", "- footbridge", "- bridge-x", "[x](../bridge.yaml)"]
        {
            assert!(!names.in_line(line).contains(&"bridge".to_owned()), "{line}");
        }
    }

    #[test]
    fn only_lines_of_later_versions_count() {
        let before = Version::parse("1.0.0").unwrap();
        let of = |text: &str| counting(text, &before).join(",");
        assert_eq!(of("# Changelog\n\n## [2.0.0] - 2026-11-30\na\n### Safety\nb\n## 1.0.0\nc"), "a,### Safety,b");
        assert_eq!(of("# 0.9\n- bridge"), "");
        assert_eq!(of("## Unreleased\na\n## v1.1\nb"), "a,b");
        assert_eq!(of("# Changelog\na"), "# Changelog,a");
        assert_eq!(joined("- a\n  b\n- c\n\n  d\n  - e\n"), "- a b\n- c\n\nd\n- e\n");
        assert_eq!(without_comments("a <!-- bridge\n--> b"), "a  b");
    }
}

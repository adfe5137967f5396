//! What a change of a text for patients amounts to.

use std::collections::BTreeMap;

use super::change::Class;

/// Words that change what is done when they come or go, whatever else stays: numbers, sides, and their contrary.
const TELLING: &[&str] = &[
    "no",
    "not",
    "never",
    "without",
    "stop",
    "don't",
    "avoid",
    "only",
    "both",
    "one",
    "two",
    "three",
    "four",
    "five",
    "each",
    "other",
    "opposite",
    "same",
    "left",
    "right",
    "up",
    "down",
    "forward",
    "back",
    "backward",
    "in",
    "out",
    "bend",
    "straighten",
    "lift",
    "lower",
    "bent",
    "straight",
    "pain",
    "sharp",
];

/// The least share of their words that two texts have in common if they say the same.
const SAME: f64 = 0.4;

/// The class of a change from one text to another; nothing if they are the same.
///
/// No grammar is parsed. Other punctuation or capitals are cosmetic. A number, a side or a "not" that comes or goes is
/// clinical, and so is a text that has little in common with the one before; the rest is wording.
pub(super) fn class(was: &str, is: &str) -> Option<Class> {
    if was == is {
        return None;
    }
    let (old, new) = (words(was), words(is));
    if old == new {
        return Some(Class::Cosmetic);
    }
    let telling = |words: &[String]| {
        let is_telling = |word: &&String| TELLING.contains(&word.as_str()) || word.chars().all(|c| c.is_ascii_digit());
        counted(words.iter().filter(is_telling).cloned())
    };
    let differs = telling(&old) != telling(&new);
    Some(if differs || likeness(&old, &new) < SAME { Class::Clinical } else { Class::Wording })
}

/// The share of words that two lists have in common, 0 to 1.
pub(super) fn likeness(a: &[String], b: &[String]) -> f64 {
    let (a, b) = (counted(a.iter().cloned()), counted(b.iter().cloned()));
    let shared: usize = a.iter().map(|(word, n)| (*n).min(b.get(word).copied().unwrap_or(0))).sum();
    let all = a.values().sum::<usize>() + b.values().sum::<usize>() - shared;
    if all == 0 { 1.0 } else { shared as f64 / all as f64 }
}

/// The words of a text in lower case, without marks.
pub(super) fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    parts.map(str::to_lowercase).collect()
}

fn counted(words: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_insert(0) += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_classed_by_what_they_ask_for() {
        let of = |was, is| class(was, is);
        assert_eq!(of("Lift your leg.", "Lift your leg."), None);
        assert_eq!(of("Lift your leg.", "Lift your leg!"), Some(Class::Cosmetic));
        assert_eq!(of("Lift your leg slowly.", "Slowly lift your leg."), Some(Class::Wording));
        assert_eq!(of("Raise your leg slowly.", "Raise your leg with care."), Some(Class::Wording));
        assert_eq!(of("Lift one leg.", "Lift both legs."), Some(Class::Clinical));
        assert_eq!(of("Hold for 5 breaths.", "Hold for 10 breaths."), Some(Class::Clinical));
        assert_eq!(of("Feel your back, not a sharp pain.", "Feel your back."), Some(Class::Clinical));
        assert_eq!(of("Sit tall on a chair.", "Walk to the door and turn."), Some(Class::Clinical));
    }
}

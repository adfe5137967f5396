//! What a change of a text for patients amounts to.

use std::collections::BTreeMap;

use super::change::Class;
use crate::diagnostic::Findings;
use crate::embedded;
use crate::library::{Library, Style, TellingWords, Term};

/// The least share of their words that two texts have in common if they say the same.
const SAME: f64 = 0.4;

/// The words by which a change of a text is more than other words.
#[derive(Debug)]
pub(super) struct Sense {
    guards: Vec<Term>,
    rests: Vec<Term>,
    words: Vec<Term>,
}

impl Sense {
    /// Takes the words of both versions, so that none is lost with the change; those of the core library where neither has any.
    pub(super) fn of(before: &Library, now: &Library) -> Self {
        let theirs: Vec<&TellingWords> = [before, now].into_iter().filter_map(|l| l.style().telling()).collect();
        if theirs.is_empty() {
            return core().map_or_else(|| Self::new(&[]), |core| Self::new(&[&core]));
        }
        Self::new(&theirs)
    }

    fn new(all: &[&TellingWords]) -> Self {
        let gather = |of: fn(&TellingWords) -> &Vec<Term>| {
            let mut terms: Vec<Term> = Vec::new();
            for term in all.iter().flat_map(|words| of(words)) {
                if !terms.contains(term) {
                    terms.push(term.clone());
                }
            }
            terms
        };
        Self {
            guards: gather(|words| &words.guards),
            rests: gather(|words| &words.rests),
            words: gather(|words| &words.words),
        }
    }

    /// The class of a change from one text to another; nothing if they are the same.
    ///
    /// No grammar is parsed. Other punctuation or capitals are cosmetic. A sentence that says when to stop and whom to ask,
    /// and that goes or is written otherwise, is a matter of safety. A number, a side, a "not", a "slowly" that comes or
    /// goes is clinical, and so is a text that has little in common with the one before; the rest is wording.
    pub(super) fn class(&self, was: &str, is: &str) -> Option<Class> {
        if was == is {
            return None;
        }
        let (old, new) = (words(was), words(is));
        if old == new {
            return Some(Class::Cosmetic);
        }
        let (guarded, guards) = (self.guarding(was), self.guarding(is));
        if guarded.iter().any(|sentence| !guards.contains(sentence)) || self.rests_less(was, is) {
            return Some(Class::Safety);
        }
        let differs = guarded != guards || self.asks_otherwise(was, is) || likeness(&old, &new) < SAME;
        Some(if differs { Class::Clinical } else { Class::Wording })
    }

    /// Whether words come or go between two texts by which they ask for something else.
    pub(super) fn asks_otherwise(&self, was: &str, is: &str) -> bool {
        let numbers =
            |text: &str| counted(words(text).into_iter().filter(|w| w.contains(|c: char| c.is_ascii_digit())));
        let count = |term: &Term, text: &str| term.find_all(text).len();
        numbers(was) != numbers(is) || self.words.iter().any(|term| count(term, was) != count(term, is))
    }

    /// The sentences that guard the patient, by their words.
    fn guarding(&self, text: &str) -> Vec<Vec<String>> {
        sentences_with(&self.guards, text).map(words).collect()
    }

    /// The sentences that guard the patient in some texts, and are in none of others, as they are written.
    pub(super) fn guards_lost<'t>(&self, was: &[&'t str], is: &[&str]) -> Vec<&'t str> {
        let kept: Vec<Vec<String>> = is.iter().flat_map(|text| self.guarding(text)).collect();
        let all = was.iter().flat_map(|text| sentences_with(&self.guards, text));
        all.filter(|sentence| !kept.contains(&words(sentence))).map(str::trim).collect()
    }

    /// Whether a rest that the first text gives is shorter in the second, or not there any more.
    pub(super) fn rests_less(&self, was: &str, is: &str) -> bool {
        let of = |text: &str| -> Vec<Option<f64>> { sentences_with(&self.rests, text).map(how_long).collect() };
        let (old, new) = (of(was), of(is));
        let total = |rests: &[Option<f64>]| rests.iter().flatten().sum::<f64>();
        new.len() < old.len() || total(&new) < total(&old)
    }
}

/// The sentences of a text with one of some terms in them.
fn sentences_with<'t>(terms: &[Term], text: &'t str) -> impl Iterator<Item = &'t str> {
    let sentences = text.split(['.', '!', '?', ';', '\n']);
    sentences.filter(|sentence| terms.iter().any(|term| !term.find_all(sentence).is_empty()))
}

/// Numbers as they are written in words, from one on; `a breath` is one.
const NUMBERS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// For how long a sentence says to rest: its first number, minutes as seconds; nothing if it has none.
fn how_long(sentence: &str) -> Option<f64> {
    let words = words(sentence);
    let number = |word: &String| {
        let written = NUMBERS.iter().zip(1_u32..).find(|(name, _)| *name == word).map(|(_, n)| f64::from(n));
        written.or_else(|| word.parse::<f64>().ok().filter(|n| n.is_finite()))
    };
    let at = words.iter().position(|word| number(word).is_some());
    let is_minutes = at.and_then(|at| words.get(at + 1)).is_some_and(|unit| unit.starts_with("min"));
    at.and_then(|at| words.get(at)).and_then(number).map(|n| if is_minutes { n * 60.0 } else { n })
}

/// The words of the core library.
fn core() -> Option<TellingWords> {
    let files = embedded::core_library();
    let file = files.iter().find(|file| file.path() == "style.yaml")?;
    let mut findings = Findings::new();
    let node = file.read(&mut findings)?;
    Style::read(&node, &mut findings)?.telling().cloned()
}

/// The share of words that two lists have in common, 0 to 1.
pub(super) fn likeness(a: &[String], b: &[String]) -> f64 {
    alike(&counted(a.iter().cloned()), &counted(b.iter().cloned()))
}

/// The share of words that two counts of words have in common, 0 to 1.
pub(super) fn alike(a: &BTreeMap<String, usize>, b: &BTreeMap<String, usize>) -> f64 {
    let shared: usize = a.iter().map(|(word, n)| (*n).min(b.get(word).copied().unwrap_or(0))).sum();
    let all = a.values().sum::<usize>() + b.values().sum::<usize>() - shared;
    if all == 0 { 1.0 } else { shared as f64 / all as f64 }
}

/// The words of a text in lower case, without marks.
pub(super) fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    parts.map(str::to_lowercase).collect()
}

/// How often each word is there.
pub(super) fn counted(words: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
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
        let sense = Sense::new(&[&core().unwrap()]);
        let of = |was, is| sense.class(was, is);
        assert_eq!(of("Lift your leg.", "Lift your leg."), None);
        assert_eq!(of("Lift your leg.", "Lift your leg!"), Some(Class::Cosmetic));
        assert_eq!(of("Lift your leg slowly.", "Slowly lift your leg."), Some(Class::Wording));
        assert_eq!(of("Works the calves of your legs.", "Works your calves and legs."), Some(Class::Wording));
        for (was, is) in [
            ("Lift one leg.", "Lift both legs."),
            ("Hold for 5 breaths.", "Hold for 10 breaths."),
            ("Feel your back, not a sharp pain.", "Feel your back."),
            ("Sit tall on a chair.", "Walk to the door and turn."),
            ("Lower your bottom slowly.", "Lower your bottom fast."),
            ("If your back arches, lift less high.", "If your back arches, lift higher."),
            ("Do more of it.", "Do less of it."),
            ("Rest.", "Rest. If it hurts, stop and tell your physio."),
        ] {
            assert_eq!(of(was, is), Some(Class::Clinical), "{was} {is}");
        }
        for (was, is, class) in [
            ("Lift. Pause for one breath. Lower.", "Lift. Lower.", Class::Safety),
            ("Pause for two breaths.", "Pause for one breath.", Class::Safety),
            ("Pause for one breath.", "Pause for two breaths.", Class::Clinical),
            ("Rest for 1 minute between sides.", "Rest for 30 seconds between sides.", Class::Safety),
            ("Rest for 30 seconds between sides.", "Rest for 1 minute between sides.", Class::Clinical),
            ("Rest your arms on a pillow.", "Rest both arms on a pillow.", Class::Clinical),
        ] {
            assert_eq!(of(was, is), Some(class), "{was} {is}");
        }
        for is in [
            "If pain moves further down your leg, carry on gently.",
            "Go on.",
            "If it hurts, stop and ring your physio.",
        ] {
            let was = "Go on. If pain moves further down your leg, stop and ring your physio.";
            assert_eq!(of(was, is), Some(Class::Safety), "{is}");
        }
    }
}

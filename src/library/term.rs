//! Words and phrases to look for in texts.

use std::ops::Range;

use crate::diagnostic::{Code, Findings};
use crate::yaml::Node;
use crate::yaml::table::text;

/// A word or phrase to look for, whole, whatever its capitals; `damag*` stands for any ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    stem: String,
    any_ending: bool,
    /// The letters with which it begins, if they are plain ones.
    lead: Option<Lead>,
}

impl Term {
    /// Takes a word or phrase; none if there is nothing to look for in it.
    pub fn new(written: &str) -> Option<Self> {
        let written = written.trim();
        let stem = written.strip_suffix('*').unwrap_or(written);
        let any_ending = stem != written;
        let sound = stem.contains(|c: char| c.is_alphanumeric() || c == '%') && !stem.contains('*');
        let stem = stem.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let lead = Lead::of(stem.chars());
        sound.then_some(Self { stem, any_ending, lead })
    }

    /// Whether a text with such words may hold it: quick, and seldom wrong.
    pub fn may_be_in(&self, leads: &Leads) -> bool {
        self.lead.is_none_or(|lead| leads.holds(lead))
    }

    /// Every place in a text where it stands, in bytes. A blank in it stands for any blanks, line breaks and hyphens.
    pub fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let Some(first) = self.stem.chars().next() else { return found };
        for (at, c) in text.char_indices() {
            // Hardly any character begins the term: the rest is looked at only where it may.
            if !is_letter(c, first) || found.last().is_some_and(|last| at < last.end) {
                continue;
            }
            found.extend(self.end_at(text, at).map(|end| at..end));
        }
        found
    }

    /// Where it ends if it begins at `at`.
    fn end_at(&self, text: &str, at: usize) -> Option<usize> {
        let (before, after) = text.split_at_checked(at)?;
        let goes_on = |side: Option<char>, end: Option<char>| {
            side.is_some_and(char::is_alphanumeric) && end.is_some_and(char::is_alphanumeric)
        };
        if goes_on(before.chars().next_back(), self.stem.chars().next()) {
            return None;
        }
        let mut rest = after;
        for wanted in self.stem.chars() {
            if wanted == ' ' {
                let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '-');
                if trimmed.len() == rest.len() {
                    return None;
                }
                rest = trimmed;
            } else {
                let c = rest.chars().next()?;
                let is_wanted = is_letter(c, wanted) || (c == '’' && wanted == '\'');
                rest = is_wanted.then(|| rest.get(c.len_utf8()..)).flatten()?;
            }
        }
        if self.any_ending {
            rest = rest.trim_start_matches(char::is_alphanumeric);
        } else if goes_on(rest.chars().next(), self.stem.chars().next_back()) {
            return None;
        }
        Some(text.len() - rest.len())
    }

    pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let written = text(node, findings)?;
        let term = Self::new(&written);
        if term.is_none() {
            findings.add(
                Code::WrongType,
                &node.place,
                format!("`{written}` is no word to look for"),
                "write a word or phrase, with `*` at its end for any ending",
            );
        }
        term
    }
}

/// Whether a character is a letter, whatever its case; the letter is in lower case.
fn is_letter(c: char, letter: char) -> bool {
    // Nearly all are plain letters, which need no table.
    if c.is_ascii() { c.to_ascii_lowercase() == letter } else { c.to_lowercase().eq([letter]) }
}

/// The plain letters with which a word begins, whatever their case, by their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// Two letters and no third.
    Pair(usize),
    /// The first three.
    Triple(usize),
}

impl Lead {
    /// The letters at the beginning of a text; none if they are fewer than two.
    fn of(mut text: impl Iterator<Item = char>) -> Option<Self> {
        let mut number = || {
            let letter = text.next().filter(char::is_ascii_alphabetic)?;
            Some(usize::from(letter.to_ascii_lowercase() as u8 - b'a'))
        };
        let pair = number()? * LETTERS + number()?;
        Some(number().map_or(Self::Pair(pair), |third| Self::Triple(pair * LETTERS + third)))
    }

    /// A bit for it, by the number of its word and its place there. Some share a bit, pairs with triples too.
    fn bit(self) -> (usize, u64) {
        let (Self::Pair(number) | Self::Triple(number)) = self;
        (number / 64 % BITS, 1 << (number % 64))
    }
}

/// How many plain letters there are.
const LETTERS: usize = 26;

/// How many words of bits tell leads apart.
const BITS: usize = 32;

/// With which letters the words of a text begin.
///
/// A library asks for some two hundred terms in every text; this tells nearly all of them apart from it at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leads([u64; BITS]);

impl Leads {
    /// Takes the words of a text.
    pub fn of(text: &str) -> Self {
        let mut leads = Self([0; BITS]);
        let mut before = ' ';
        let mut letters = text.chars();
        loop {
            let rest = letters.clone();
            let Some(letter) = letters.next() else { return leads };
            if !before.is_alphanumeric()
                && let Some(lead) = Lead::of(rest)
            {
                leads.add(lead);
                if let Lead::Triple(letters) = lead {
                    // A term of two letters may stand for any ending.
                    leads.add(Lead::Pair(letters / LETTERS));
                }
            }
            before = letter;
        }
    }

    fn add(&mut self, lead: Lead) {
        let (word, bit) = lead.bit();
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= bit;
        }
    }

    /// Whether a word may begin so.
    fn holds(&self, lead: Lead) -> bool {
        let (word, bit) = lead.bit();
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(term: &str, text: &'t str) -> Vec<&'t str> {
        Term::new(term).unwrap().find_all(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn whole_words_are_found_whatever_their_capitals() {
        assert_eq!(found("tear", "Tear it, a tear, tears, teardrop"), ["Tear", "tear"]);
        assert_eq!(found("damag*", "damage, Damaged; undamaged"), ["damage", "Damaged"]);
        assert_eq!(found("%", "20% or 5 %"), ["%", "%"]);
        assert_eq!(found("é", "été é"), ["é"]);
    }

    #[test]
    fn phrases_are_found_over_hyphens_and_line_breaks() {
        assert_eq!(
            found("wear and tear", "wear-and-tear, wear  and\n    tear"),
            ["wear-and-tear", "wear  and\n    tear"]
        );
        assert_eq!(found("in 10", "4 in 10, in 100"), ["in 10"]);
        assert_eq!(found("don't", "don’t"), ["don’t"]);
    }

    #[test]
    fn what_stands_in_a_text_may_be_in_it() {
        for (term, text) in [
            ("damag*", "No DAMAGE."),
            ("%", "20%"),
            ("in 10", "4-in 10"),
            ("été", "l'été"),
            ("a", "a"),
            ("be*", "Being"),
            ("be", "to be."),
            ("sit up", "Sit-up"),
            ("it's", "It’s"),
        ] {
            assert!(Term::new(term).unwrap().may_be_in(&Leads::of(text)), "{term}");
        }
        assert!(!Term::new("tear").unwrap().may_be_in(&Leads::of("Start to steady it.")));
    }

    #[test]
    fn nothing_is_no_term() {
        for bad in ["", " ", "*", "a*b", "…"] {
            assert!(Term::new(bad).is_none(), "{bad}");
        }
    }
}

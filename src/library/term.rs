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
}

impl Term {
    /// Takes a word or phrase; none if there is nothing to look for in it.
    pub fn new(written: &str) -> Option<Self> {
        let written = written.trim();
        let stem = written.strip_suffix('*').unwrap_or(written);
        let any_ending = stem != written;
        let sound = stem.contains(|c: char| c.is_alphanumeric() || c == '%') && !stem.contains('*');
        let stem = stem.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        sound.then_some(Self { stem, any_ending })
    }

    /// Whether a text in lower case may hold it: quick, and seldom wrong.
    pub fn may_be_in(&self, lower_case: &str) -> bool {
        let first = self.stem.split([' ', '\'']).next().unwrap_or_default();
        lower_case.contains(first)
    }

    /// Every place in a text where it stands, in bytes. A blank in it stands for any blanks, line breaks and hyphens.
    pub fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let first = self.stem.chars().next();
        for (at, c) in text.char_indices() {
            // Hardly any character begins the term: the rest is looked at only where it may.
            if c.to_lowercase().next() != first || found.last().is_some_and(|last| at < last.end) {
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
                let same = c.to_lowercase().eq([wanted]) || (c == '’' && wanted == '\'');
                rest = same.then(|| rest.get(c.len_utf8()..)).flatten()?;
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
    fn nothing_is_no_term() {
        for bad in ["", " ", "*", "a*b", "…"] {
            assert!(Term::new(bad).is_none(), "{bad}");
        }
    }
}

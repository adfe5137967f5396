//! Claims of fact in texts for patients, and whether a source of the item gives their numbers.

use std::collections::BTreeSet;

use super::item::place_of;
use super::words::places;
use crate::diagnostic::{Code, Findings};
use crate::library::{EXPERT_OPINION, Leads, PatientText, Style};
use crate::reading::sentences;
use crate::source::Place;

/// Reports words that sound like a study, in sentences whose numbers no source of the item gives.
pub(super) fn check(text: &PatientText<'_>, leads: &Leads, sources: &[&str], style: &Style, findings: &mut Findings) {
    let mut told: Vec<Place> = Vec::new();
    for (word, place) in style.claims().iter().flat_map(|term| places(term, text, leads)) {
        // "3 out of 10" is one claim, whichever words of the list stand in it.
        if told.iter().any(|other| overlap(other, &place)) || is_sourced(text, &place, sources) {
            continue;
        }
        let (message, hint) = if sources.iter().all(|source| source.starts_with(EXPERT_OPINION)) {
            let message = format!("`{word}` sounds like a study, but there is only `expert-opinion` behind this");
            (message, "name the study under `evidence`, with its numbers in brackets, or say it without the claim")
        } else {
            let message = format!("`{word}` sounds like a study, but no source here gives these numbers");
            (message, "write the finding beside the study, as in `Bloggs 2024 (7 of 10)`, or say it without the claim")
        };
        findings.add(Code::UnsourcedClaim, &place, message, hint);
        told.push(place);
    }
}

fn overlap(a: &Place, b: &Place) -> bool {
    a.bytes().start < b.bytes().end && b.bytes().start < a.bytes().end
}

/// Whether the sentence around a place counts something, and one source has all its numbers.
fn is_sourced(text: &PatientText<'_>, place: &Place, sources: &[&str]) -> bool {
    let holds = |sentence: &&str| overlap(&place_of(sentence, text.text), place);
    let sentence = sentences(&text.text.value).find(holds).unwrap_or(&text.text.value);
    let counted = numbers(sentence);
    !counted.is_empty() && sources.iter().any(|source| counted.is_subset(&numbers(source)))
}

/// The numbers of a text, but for years; those up to ten in words too.
fn numbers(text: &str) -> BTreeSet<String> {
    const WORDS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '.');
    words
        .map(|word| word.trim_matches('.').to_lowercase())
        .filter_map(|word| match (1..).zip(WORDS).find(|(_, written)| *written == word) {
            Some((number, _)) => Some(number.to_string()),
            None => (word.starts_with(|c: char| c.is_ascii_digit()) && year(&word).is_none()).then_some(word),
        })
        .collect()
}

/// The year that a word of a citation is, if it is one: 1900 to 2099, perhaps with a letter as in `2011a`.
pub(super) fn year(word: &str) -> Option<i32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let year = digits.parse().ok().filter(|year| (1900..2100).contains(year))?;
    (digits.len() == 4 && word.len() <= 5).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_words_too_and_no_years() {
        let written = |text| numbers(text).into_iter().collect::<Vec<_>>();
        assert_eq!(written("It helps seven of 10 people."), ["10", "7"]);
        assert_eq!(written("Bloggs 2024, 2011a (3.8 of 10)."), ["10", "3.8"]);
        assert!(numbers("Studies say so.").is_empty());
    }

    #[test]
    fn years_are_those_of_this_century_and_the_last() {
        assert_eq!(year("2019"), Some(2019));
        assert_eq!(year("2011a"), Some(2011));
        for other in ["1899", "20190", "019", "ng59", ""] {
            assert_eq!(year(other), None, "{other}");
        }
    }
}

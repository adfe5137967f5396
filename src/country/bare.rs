//! Emergency numbers that a text names itself, and that are those of one country only.

use std::ops::Range;

use super::{Contacts, Countries};
use crate::diagnostic::{Code, Findings};
use crate::gap::Gap;
use crate::reading::sentences;
use crate::source::Place;

/// How words begin by which a number in the same sentence is one to call. No patient reads these; without them "112 steps"
/// would be a telephone number.
const CALLING: [&str; 8] = ["call", "ring", "dial", "phone", "telephone", "emergency", "ambulance", "urgent"];

/// The runs of digits of a text.
pub(super) fn numbers_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty())
}

/// Where a text names emergency numbers, in order. Several in a row, as in "999 or 112", are one.
fn bare(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // Few texts have any number.
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return found;
    }
    for sentence in sentences(text) {
        // A sentence is a part of its text.
        let start = sentence.as_ptr() as usize - text.as_ptr() as usize;
        let mut words = sentence.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        if !words.any(|word| CALLING.iter().any(|calling| is_form_of(&word, calling))) {
            continue;
        }
        for digits in numbers_in(sentence) {
            let at = start + (digits.as_ptr() as usize - sentence.as_ptr() as usize);
            let range = at..at + digits.len();
            if !Countries::embedded().emergency_numbers().any(|n| n == digits) || !stands_alone(text, &range) {
                continue;
            }
            match found.last_mut() {
                Some(last) if is_joined(text.get(last.end..at).unwrap_or_default()) => last.end = range.end,
                _ => found.push(range),
            }
        }
    }
    found
}

/// "call", "calls", "called", "calling".
fn is_form_of(word: &str, stem: &str) -> bool {
    word.strip_prefix(stem).is_some_and(|ending| ["", "s", "ed", "ing", "ly"].contains(&ending))
}

/// Whether digits are no part of a word, or of a longer number.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let signs: &[char] = &[' ', '-', '(', ')', '+', '.', ',', '/', '\u{a0}'];
    let next_to = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '+');
    // "01 999 0000" goes on past a blank; "999/112" and "999, 112" are two numbers.
    let is_part = |c: Option<char>, between: &str| {
        c.is_some_and(|c| c.is_ascii_digit()) && !["/", ", ", ". "].iter().any(|end| between.contains(end))
    };
    let left = before.trim_end_matches(signs);
    let right = after.trim_start_matches(signs);
    let gap_left = before.get(left.len()..).unwrap_or_default();
    let gap_right = after.get(..after.len() - right.len()).unwrap_or_default();
    !next_to(before.chars().next_back())
        && !next_to(after.chars().next())
        && !is_part(left.chars().next_back(), gap_left)
        && !is_part(right.chars().next(), gap_right)
}

/// Whether what stands between two numbers makes them one choice.
fn is_joined(between: &str) -> bool {
    matches!(between.trim(), "or" | "/" | "," | ", or" | "and")
}

impl Contacts {
    /// A text that names the emergency number of another country, with this one instead.
    ///
    /// A number that is one for advice here stays. What is a number for advice elsewhere is left out before or after an
    /// "or", and is otherwise the number for an emergency: better that one too early than a number that nobody answers.
    pub(crate) fn instead_of_others(&self, text: &str) -> String {
        let mut told = text.to_owned();
        // From behind, so that places stay right.
        for range in bare(text).into_iter().rev() {
            let numbers: Vec<&str> = numbers_in(text.get(range.clone()).unwrap_or_default()).collect();
            let is_advice = |n: &&str| is_for_advice(n) && !numbers_in(&self.emergency).any(|own| own == *n);
            if !numbers.iter().all(is_advice) {
                told.replace_range(range, &self.emergency);
                continue;
            }
            if numbers.iter().all(|n| self.advice.as_deref() == Some(*n)) {
                continue;
            }
            let (before, after) =
                (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
            match (&self.advice, after.strip_prefix(" or "), before.strip_suffix(" or ")) {
                (Some(advice), ..) => told.replace_range(range, advice),
                (None, Some(_), _) => told.replace_range(range.start..range.end + " or ".len(), ""),
                (None, None, Some(_)) => told.replace_range(range.start - " or ".len()..range.end, ""),
                (None, None, None) => told.replace_range(range, &self.emergency),
            }
        }
        told
    }
}

/// Whether a number is one for advice somewhere.
fn is_for_advice(number: &str) -> bool {
    Countries::embedded().countries.values().any(|country| country.contacts.advice.as_deref() == Some(number))
}

/// Reports emergency numbers in a text that is read in other countries too.
pub(crate) fn report_bare_numbers(text: &str, place: &Place, findings: &mut Findings) {
    let written = place.text();
    let in_file = bare(written);
    let places = in_file.iter().map(|range| {
        let start = place.bytes().start;
        (place.file().place(start + range.start..start + range.end), written.get(range.clone()).unwrap_or_default())
    });
    // Written in another way, as with escapes.
    let whole = bare(text).into_iter().take(usize::from(in_file.is_empty()));
    let whole = whole.map(|range| (place.clone(), text.get(range).unwrap_or_default()));
    for (place, number) in places.chain(whole) {
        let gaps = if is_for_advice(number) {
            format!("`{{{}}}`", Gap::UrgentAdvice)
        } else {
            format!("`{{{}}}`", Gap::Emergency)
        };
        let hint = format!("write {gaps}: the handout fills in what is called in the clinic's country");
        findings.add(Code::BareNumber, &place, format!("`{number}` is not the number to call in every country"), hint);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contacts(country: &str) -> Contacts {
        Countries::embedded().of(country).unwrap().contacts().clone()
    }

    #[test]
    fn numbers_to_call_are_found_and_other_numbers_are_not() {
        let found = |text: &str| bare(text).into_iter().map(|r| text[r].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("Stop. Call 999 for chest pain."), ["999"]);
        assert_eq!(found("Ring 112 or 999, or 911."), ["112 or 999, or 911"]);
        assert_eq!(found("In an emergency: 999/112."), ["999/112"]);
        assert_eq!(found("Ringing 111 helps. Calls to 000."), ["111", "000"]);
        for none in [
            "Walk 112 steps.",
            "Do 111. Then call your physio.",
            "Call 01 999 0000.",
            "Call 999-0000.",
            "Call +999 12.",
            "Call a999.",
            "Spring 112 times.",
        ] {
            assert_eq!(found(none), [""; 0], "{none}");
        }
    }

    #[test]
    fn the_number_of_the_country_stands_in_place_of_others() {
        let told = |country: &str, text: &str| contacts(country).instead_of_others(text);
        assert_eq!(told("au", "Call 999 or 112 for chest pain. Call 999."), "Call 000 for chest pain. Call 000.");
        assert_eq!(told("ie", "Call 999."), "Call 112 or 999.");
        assert_eq!(told("gb", "Ring 111 or your GP. Call 911."), "Ring 111 or your GP. Call 999.");
        assert_eq!(told("us", "Ring 111 or your GP."), "Ring your GP.");
        assert_eq!(told("us", "Ring your GP or 111."), "Ring your GP.");
        assert_eq!(told("au", "Ring 111."), "Ring 1800 022 222.");
        assert_eq!(told("eu", "Ring 111."), "Ring 112.");
        assert_eq!(told("nz", "Call 999, or ring 111."), "Call 111, or ring 111.");
        let own = Contacts { emergency: "0118 999 881".to_owned(), ..contacts("gb") };
        assert_eq!(own.instead_of_others("Call 0118 999 881 or 999."), "Call 0118 999 881 or 0118 999 881.");
    }
}

//! What single sentences and words say.

use super::claim;
use super::item::{Item, place_of, within};
use super::step;
use crate::country::report_bare_numbers;
use crate::diagnostic::{Code, Findings};
use crate::library::{Banned, Leads, Part, PatientText, Style, Term};
use crate::reading::{sentences, words};
use crate::source::Place;

/// Reports banned words, long sentences, steps that ask for too much, and claims with no study behind them.
pub(super) fn of_item(item: &Item<'_>, style: &Style, findings: &mut Findings) {
    let asides = item.asides.iter().map(|text| PatientText { part: Part::Name, text });
    for text in item.texts.iter().copied().chain(asides) {
        let leads = Leads::of(&text.text.value);
        banned(&text, &leads, style, findings);
        if let Some(sources) = &item.sources {
            claim::check(&text, &leads, sources, style, findings);
        }
    }
    for text in &item.texts {
        long_sentences(text, style, findings);
        report_bare_numbers(&text.text.value, &text.text.place, findings);
        if text.part == Part::Step {
            step::check(text.text, style, findings);
        }
    }
}

/// Every place where a term stands in a text.
pub(super) fn places(term: &Term, text: &PatientText<'_>, leads: &Leads) -> Vec<(String, Place)> {
    if !term.may_be_in(leads) {
        return Vec::new();
    }
    let place = &text.text.place;
    let written = term.find_all(place.text());
    if written.is_empty() {
        if place.text() == text.text.value {
            return Vec::new();
        }
        let meant = term.find_all(&text.text.value).into_iter().take(1);
        return meant.filter_map(|range| Some((text.text.value.get(range)?.to_owned(), place.clone()))).collect();
    }
    let found = written.into_iter().map(|range| within(place, range));
    found.map(|place| (place.text().split_whitespace().collect::<Vec<_>>().join(" "), place)).collect()
}

/// Reports every word of a text that patients should not read.
pub(super) fn banned(text: &PatientText<'_>, leads: &Leads, style: &Style, findings: &mut Findings) {
    let terms = style.banned().iter().flat_map(|banned| banned.words.iter().map(move |term| (banned, term)));
    let found: Vec<(&Banned, String, Place)> = terms
        .flat_map(|(banned, term)| {
            places(term, text, leads).into_iter().map(move |(word, place)| (banned, word, place))
        })
        .collect();
    // "Wear and tear" is one slip, not two.
    let is_part = |place: &Place| {
        let inner = place.bytes();
        let holds = |outer: &std::ops::Range<usize>| outer.start <= inner.start && inner.end <= outer.end;
        found.iter().map(|(_, _, other)| other.bytes()).any(|outer| outer.len() > inner.len() && holds(&outer))
    };
    for (banned, word, place) in &found {
        if !is_part(place) {
            let hint = format!("{} ({})", banned.instead, banned.source);
            findings.add(Code::BannedWord, place, format!("patients should not read `{word}`"), hint);
        }
    }
}

fn long_sentences(text: &PatientText<'_>, style: &Style, findings: &mut Findings) {
    let most = style.length().sentence;
    for sentence in sentences(&text.text.value) {
        let count = words(sentence).count();
        if count > most as usize {
            findings.add(
                Code::LongSentence,
                &place_of(sentence, text.text),
                format!("this sentence has {count} words, at most {most} are easy to follow"),
                "make two sentences of it",
            );
        }
    }
}

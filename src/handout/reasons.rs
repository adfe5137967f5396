//! Why a session may be felt, in a sentence.

use std::collections::BTreeMap;

use crate::forecast::{Agent, Novelty, Reason};
use crate::library::{Cause, Library, MechanismId};
use crate::wording::{Key, Wording};

/// A reason counts for the sentence if its size is at least this share of the largest of its cause.
const WORTH_NAMING: f64 = 0.6;

/// The most exercises or techniques that one clause names; more would not be read.
const MOST_NAMES: usize = 3;

/// Reasons of one cause that are told together: what they come from and what goes on.
#[derive(Debug)]
pub(super) struct Clause<'a> {
    /// The mechanism that the clause names: that of the largest reason.
    pub(super) mechanism: MechanismId,
    /// The reasons, the largest first.
    pub(super) reasons: Vec<&'a Reason>,
}

/// Groups the reasons of a session by cause, the largest first, and keeps those worth naming.
pub(super) fn clauses<'a>(reasons: &'a [Reason], library: &Library) -> Vec<Clause<'a>> {
    let mut by_cause: BTreeMap<Cause, Vec<&Reason>> = BTreeMap::new();
    for reason in reasons {
        if let Some(mechanism) = library.mechanism(reason.mechanism()) {
            by_cause.entry(mechanism.cause()).or_default().push(reason);
        }
    }
    let possible = &library.rules().levels.possible;
    let mut clauses: Vec<Clause<'_>> = Vec::new();
    for reasons in by_cause.into_values() {
        // The reasons come sorted by size, so the first of a cause is its largest.
        let Some(largest) = reasons.first() else { continue };
        let (mechanism, peak) = (largest.mechanism(), largest.peak().get());
        let named = reasons.iter().filter(|r| r.peak().get() >= WORTH_NAMING * peak).copied().collect();
        clauses.push(Clause { mechanism, reasons: named });
    }
    let peak = |c: &Clause<'_>| c.reasons.first().map_or(0.0, |r| r.peak().get());
    clauses.sort_by(|a, b| peak(b).total_cmp(&peak(a)));
    // The largest always counts; others only if they alone would be worth a warning.
    let likeliest = |c: &Clause<'_>| {
        c.reasons.iter().map(|r| r.chance()).fold(crate::units::Chance::LEAST, |a, b| if b > a { b } else { a })
    };
    let mut first = true;
    clauses
        .retain(|c| std::mem::take(&mut first) || (peak(c) >= possible.peak.get() && likeliest(c) >= possible.chance));
    clauses
}

/// One clause in words: "bird dog and bridge are new to you, and that is new work for your muscles".
pub(super) fn clause(clause: &Clause<'_>, library: &Library, words: &Wording) -> String {
    let mut names: Vec<&str> = Vec::new();
    let Some(largest) = clause.reasons.first() else { return String::new() };
    for reason in clause.reasons.iter().filter(|r| r.novelty() == largest.novelty()) {
        let name = agent_name(reason.agent(), library);
        if !names.contains(&name) && names.len() < MOST_NAMES {
            names.push(name);
        }
    }
    let many = names.len() > 1;
    let names: Vec<String> = match largest.agent() {
        Agent::Exercise(_) => names.into_iter().map(lower_first).collect(),
        Agent::Technique(_) => names.into_iter().map(str::to_owned).collect(),
    };
    let because = words.text(because(largest, many), &[("names", &words.list(&names))]);
    words.list(&[because.as_str(), words.mechanism(clause.mechanism)])
}

/// One reason as a sentence, for lists of reasons: "Bird dog is new to you, and that is new work for your muscles."
pub fn sentence(reason: &Reason, library: &Library, words: &Wording) -> String {
    let only = Clause { mechanism: reason.mechanism(), reasons: vec![reason] };
    let clause = clause(&only, library, words);
    let mut letters = clause.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

fn agent_name<'a>(agent: &Agent, library: &'a Library) -> &'a str {
    match agent {
        Agent::Exercise(id) => library.exercise(id).map_or("", |e| e.name()),
        Agent::Technique(id) => library.technique(id).map_or("", |t| t.patient_name()),
    }
}

/// A name within a sentence. Names of exercises are written with one capital, at the beginning.
fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_lowercase(), letters.as_str()))
}

fn because(reason: &Reason, many: bool) -> Key {
    if matches!(reason.agent(), Agent::Technique(_)) {
        return Key::BecauseTechnique;
    }
    match (reason.novelty(), many) {
        (Novelty::New, false) => Key::BecauseNewOne,
        (Novelty::New, true) => Key::BecauseNewMany,
        (Novelty::Variation, false) => Key::BecauseVariationOne,
        (Novelty::Variation, true) => Key::BecauseVariationMany,
        (Novelty::More, false) => Key::BecauseMoreOne,
        (Novelty::More, true) => Key::BecauseMoreMany,
        (Novelty::AfterBreak, false) => Key::BecauseAfterBreakOne,
        (Novelty::AfterBreak, true) => Key::BecauseAfterBreakMany,
        (Novelty::Familiar, _) => Key::BecauseFamiliar,
    }
}

//! Why a session may be felt, in a sentence.

use std::collections::BTreeMap;

use crate::forecast::{Agent, Novelty, Reason};
use crate::library::{Cause, Library, MechanismId, Region};
use crate::wording::{Key, Wording};

/// A reason counts for the sentence if its size and chance are at least this share of those of the largest of its cause.
const WORTH_NAMING: f64 = 0.6;

/// The most exercises or techniques that one clause names; more would not be read.
const MOST_NAMES: usize = 3;

/// The most parts of the body that a warning names.
const MOST_REGIONS: usize = 2;

/// Reasons of one cause that are told together: what they come from and what goes on.
#[derive(Debug)]
pub(super) struct Clause<'a> {
    /// The mechanism that the clause names: that of the main reason.
    pub(super) mechanism: MechanismId,
    /// The reasons, the main one first.
    pub(super) reasons: Vec<&'a Reason>,
}

impl Clause<'_> {
    /// What is new about the exercise that counts most; nothing if it is a technique.
    fn exercise_novelty(&self) -> Option<Novelty> {
        let largest = self.reasons.first().filter(|r| matches!(r.agent(), Agent::Exercise(_)));
        largest.map(|r| r.novelty())
    }
}

/// Groups the reasons of a session by cause, the weightiest first, and keeps those worth naming.
pub(super) fn clauses<'a>(reasons: &'a [Reason], library: &Library) -> Vec<Clause<'a>> {
    let mut by_cause: BTreeMap<Cause, Vec<&Reason>> = BTreeMap::new();
    for reason in reasons {
        if let Some(mechanism) = library.mechanism(reason.mechanism()) {
            by_cause.entry(mechanism.cause()).or_default().push(reason);
        }
    }
    let mut clauses: Vec<Clause<'_>> = Vec::new();
    for mut reasons in by_cause.into_values() {
        reasons.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
        let Some(main) = reasons.first() else { continue };
        let (mechanism, peak, chance) = (main.mechanism(), main.peak().get(), main.chance().get());
        let worth = |r: &Reason| r.peak().get() >= WORTH_NAMING * peak && r.chance().get() >= WORTH_NAMING * chance;
        let mut named: Vec<&Reason> = reasons.iter().filter(|r| worth(r)).copied().collect();
        // Only what is felt in the places that will be named is given as a reason.
        let regions = regions_of(&named);
        named.retain(|r| regions.contains(&r.region()));
        clauses.push(Clause { mechanism, reasons: named });
    }
    let main_weight = |c: &Clause<'_>| c.reasons.first().map_or(0.0, |r| weight(r));
    clauses.sort_by(|a, b| main_weight(b).total_cmp(&main_weight(a)));
    // The main one always counts; others only if they alone would be worth a warning.
    let possible = &library.rules().levels.possible;
    let worth = |c: &Clause<'_>| c.reasons.iter().any(|r| r.peak() >= possible.peak && r.chance() >= possible.chance);
    let mut first = true;
    clauses.retain(|c| std::mem::take(&mut first) || worth(c));
    clauses
}

/// How much a reason weighs: its size on average over all people.
fn weight(reason: &Reason) -> f64 {
    reason.peak().get() * reason.chance().get()
}

/// The parts of the body where reasons are felt, in their order, as many as a warning names.
pub(super) fn regions_of(reasons: &[&Reason]) -> Vec<Region> {
    let mut regions = Vec::new();
    for reason in reasons {
        if !regions.contains(&reason.region()) && regions.len() < MOST_REGIONS {
            regions.push(reason.region());
        }
    }
    regions
}

/// What the clauses are, in short sentences: first what is new, then what goes on in the body. "You are new to Bird dog
/// and Bridge. Your muscles are doing new work."
///
/// What a technique is has been told before, so only what goes on in the body is said of it.
pub(super) fn sentences(clauses: &[Clause<'_>], library: &Library, words: &Wording) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut told: Vec<Novelty> = Vec::new();
    for clause in clauses {
        let novelty = clause.exercise_novelty();
        if let Some(novelty) = novelty.filter(|n| !told.contains(n)) {
            let alike = clauses.iter().filter(|c| c.exercise_novelty() == Some(novelty)).flat_map(|c| &c.reasons);
            said.extend(because_text(alike.copied(), novelty, library, words));
            // What goes on follows what is new, for all clauses to which that applies.
            let alike = clauses.iter().filter(|c| c.exercise_novelty() == Some(novelty));
            said.extend(alike.map(|c| words.mechanism(c.mechanism).to_owned()));
            told.push(novelty);
        } else if novelty.is_none() {
            said.push(words.mechanism(clause.mechanism).to_owned());
        }
    }
    said.join(" ")
}

/// One reason in words, for lists of reasons: "You are new to Bird dog. Your muscles are doing new work."
pub fn sentence(reason: &Reason, library: &Library, words: &Wording) -> String {
    let because = because_text([reason], reason.novelty(), library, words).unwrap_or_default();
    format!("{because} {}", words.mechanism(reason.mechanism()))
}

/// What is new, and about which exercises or techniques.
fn because_text<'a>(
    reasons: impl IntoIterator<Item = &'a Reason>,
    novelty: Novelty,
    library: &Library,
    words: &Wording,
) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    let mut key = None;
    for reason in reasons.into_iter().filter(|r| r.novelty() == novelty) {
        key = key.or(Some(because(reason)));
        let name = agent_name(reason.agent(), library);
        if !names.contains(&name) && names.len() < MOST_NAMES {
            names.push(name);
        }
    }
    Some(capitalised(&words.text(key?, &[("names", &words.list(&names))])))
}

/// A text with its first letter as a capital.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
}

/// A name within a sentence. Names of exercises keep their capital, as they have it over their steps.
fn agent_name(agent: &Agent, library: &Library) -> String {
    match agent {
        Agent::Exercise(id) => library.exercise(id).map_or_else(String::new, |e| e.name().to_owned()),
        Agent::Technique(id) => library.technique(id).map_or_else(String::new, |t| t.patient_name().to_owned()),
    }
}

fn because(reason: &Reason) -> Key {
    if matches!(reason.agent(), Agent::Technique(_)) {
        return Key::BecauseTechnique;
    }
    match reason.novelty() {
        Novelty::New => Key::BecauseNew,
        Novelty::Variation => Key::BecauseVariation,
        Novelty::More => Key::BecauseMore,
        Novelty::AfterBreak => Key::BecauseAfterBreak,
        Novelty::Familiar => Key::BecauseFamiliar,
    }
}

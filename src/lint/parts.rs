//! What an item should have: its parts, sources, a review that holds, a place on a ladder, a figure.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::claim::year;
use super::review::review;
use crate::diagnostic::{Code, Findings};
use crate::library::{
    Action, Certainty, Effect, Evidence, Exercise, Library, Load, Part, PatientText, Review, Style, Technique,
};
use crate::source::Place;

/// Reports what items of a library lack.
pub(super) fn of_library(library: &Library, today: NaiveDate, findings: &mut Findings) {
    let style = library.style();
    let exercises: Vec<&Exercise> = library.exercises().collect();
    for exercise in &exercises {
        parts(exercise, style, findings);
        ladder(exercise, findings);
        figure(exercise, findings);
        entry(exercise, library, exercises.len(), findings);
        sourced(exercise.effects(), exercise.evidence(), exercise.reviewed(), library, findings);
        review(exercise.reviewed(), today, style.reviews(), findings);
    }
    for technique in library.techniques() {
        lessened(technique, findings);
        sourced(technique.effects(), technique.evidence(), technique.reviewed(), library, findings);
        review(technique.reviewed(), today, style.reviews(), findings);
    }
    conditions(library, findings);
}

/// Reports parts of an exercise that are there and empty, or more than can be kept in mind.
fn parts(exercise: &Exercise, style: &Style, findings: &mut Findings) {
    let mut lacks = |place: &Place, what: String, hint: &str| findings.add(Code::MissingPart, place, what, hint);
    let (id, place) = (exercise.id(), exercise.place());
    if exercise.mistakes().next().is_none() {
        lacks(
            place,
            format!("`{id}` names no common mistake"),
            "add the one that you correct most often to `mistakes`, with what to do instead",
        );
    }
    if let (Some(name), None) = (exercise.names().next(), exercise.also_called().next()) {
        lacks(
            &name.place,
            format!("`{id}` has no other name to be found by"),
            "add what colleagues or other patients call it, as `also-called`",
        );
    }
    let is_load = |load: Load| load != Load::Bodyweight;
    let is_loaded = exercise.dose().most().load().is_some_and(is_load);
    if is_loaded && exercise.working().next().is_none() {
        lacks(place, format!("`{id}` has a load, and no muscle that moves it"), "add the main muscles to `work`");
    }
    if is_loaded && exercise.avoid_if().next().is_none() {
        lacks(
            place,
            format!("`{id}` has a load, and is for everybody"),
            "ask of each condition whether somebody with it may do this; add those who may not to `avoid-if`",
        );
    }
    if exercise.effects().is_empty() && exercise.work().iter().any(|work| work.action() == Action::Eccentric) {
        lacks(
            place,
            format!("`{id}` lowers a load, and says that nothing is felt"),
            "add `doms` to `soreness`; without `chance` and `peak` they follow from the work",
        );
    }
    let texts = exercise.patient_texts();
    let steps: Vec<&PatientText<'_>> = texts.iter().filter(|text| text.part == Part::Step).collect();
    let most = style.length().steps as usize;
    if let Some(beyond) = steps.get(most) {
        findings.add(
            Code::ManySteps,
            &beyond.text.place,
            format!("`{id}` has {} steps, at most {most} can be kept in mind", steps.len()),
            "leave out what the picture shows, or what each step of a session begins with",
        );
    }
}

fn lessened(technique: &Technique, findings: &mut Findings) {
    let written = technique.placed_lessened_by();
    for what in written.iter().filter(|what| !what.value.contains('(')) {
        findings.add(
            Code::UnsourcedClaim,
            &what.place,
            "this does not say where it comes from",
            "add the study in brackets, or `(expert opinion)`",
        );
    }
    if !technique.effects().is_empty() && written.is_empty() {
        findings.add(
            Code::MissingPart,
            technique.place(),
            format!("`{}` may leave soreness, and nothing says what lessens it", technique.id()),
            "add `lessened-by`",
        );
    }
}

fn ladder(exercise: &Exercise, findings: &mut Findings) {
    let ladder = exercise.ladder();
    if ladder.easier().is_none() && ladder.harder().is_none() && ladder.alone().is_none() {
        findings.add(
            Code::NoLadder,
            exercise.place(),
            format!("`{}` is on no ladder: nothing is easier, and nothing harder", exercise.id()),
            "add `ladder` with `easier` or `harder`, or with `stands-alone` and the reason",
        );
    }
    if let Some(alone) = ladder.placed_alone().filter(|alone| !is_reason(&alone.value)) {
        findings.add(
            Code::NoLadder,
            &alone.place,
            format!("`{}` stands alone, and this does not say why", exercise.id()),
            "say it in a few words, as in `one stretch, as far as is comfortable`",
        );
    }
}

fn figure(exercise: &Exercise, findings: &mut Findings) {
    if let Some(picture) = exercise.picture() {
        picture.look(findings);
    }
    // What is wrong with one that is there was said when it was read.
    if !exercise.names_figure() {
        findings.add(
            Code::NoFigure,
            exercise.place(),
            format!("`{}` has no figure, so the handout shows nobody doing it", exercise.id()),
            "add `figure`, which `docs/figures.md` tells how to write, or a `picture` of your own",
        );
    }
}

/// Whether a text says something: three different words at least.
fn is_reason(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1);
    words.map(str::to_lowercase).collect::<BTreeSet<_>>().len() >= 3
}

/// Reports a rule for who may enter that lets in more pain than one lower on the same ladder, which has at most `longest`
/// exercises.
fn entry(exercise: &Exercise, library: &Library, longest: usize, findings: &mut Findings) {
    let Some(own) = exercise.entry() else { return };
    let below = |exercise: &Exercise| exercise.ladder().easier().and_then(|id| library.exercise(id));
    // A ladder that goes round is said elsewhere; here it only has to end.
    let easier = std::iter::successors(below(exercise), |e| below(e)).take(longest);
    let stricter = easier
        .filter_map(|easier| Some((easier, easier.entry()?)))
        .find(|(_, entry)| entry.usual_pain < own.usual_pain);
    if let Some((easier, entry)) = stricter {
        findings.add(
            Code::EntryOrder,
            own.place(),
            format!(
                "`{}` lets in usual pain up to {}, the easier `{}` only up to {}",
                exercise.id(),
                own.usual_pain.get(),
                easier.id(),
                entry.usual_pain.get()
            ),
            "lower this number, or raise the other",
        );
    }
}

fn sourced(effects: &[Effect], evidence: &Evidence, reviewed: &Review, library: &Library, findings: &mut Findings) {
    for effect in effects {
        match effect.source() {
            Some(source) => told(source, effect.place(), reviewed, findings),
            // There it is an error, and was reported when the library was read.
            None if library.asks_for_sources() => {}
            None => findings.add(
                Code::UnsourcedClaim,
                effect.place(),
                format!("this `{}` does not say where its numbers come from", effect.mechanism()),
                "add `source:` with a study, or `source: expert-opinion`",
            ),
        }
    }
    told(&evidence.source, evidence.place(), reviewed, findings);
    if evidence.is_opinion() && evidence.certainty != Certainty::ExpertOpinion {
        findings.add(
            Code::UnsourcedClaim,
            evidence.place(),
            format!("a certainty of `{}` with no study behind it", evidence.certainty),
            "name the study as `source`, or write `certainty: expert-opinion`",
        );
    }
}

/// Reports a source that names nothing, or a study later than the review that is to have read it.
fn told(source: &str, place: &Place, reviewed: &Review, findings: &mut Findings) {
    let words = || source.split(|c: char| !c.is_alphanumeric());
    let (message, hint) = if !words().any(|word| word.chars().count() > 2) {
        (format!("`{source}` names no study"), "write who found it and when, or `expert-opinion`")
    } else if let Some(year) = words().filter_map(year).find(|year| *year > reviewed.on.year()) {
        (
            format!("a study of {year}, and the review is of {}", reviewed.on),
            "check the year, or look the item over anew",
        )
    } else {
        return;
    };
    findings.add(Code::UnsourcedClaim, place, message, hint);
}

/// Reports conditions that rule nothing out.
fn conditions(library: &Library, findings: &mut Findings) {
    let of_exercises = library.exercises().flat_map(Exercise::avoid_if);
    let named: BTreeSet<_> = of_exercises.chain(library.techniques().flat_map(Technique::avoid_if)).collect();
    for condition in library.conditions().iter().filter(|condition| !named.contains(condition.id())) {
        findings.add(
            Code::UnusedCondition,
            condition.place(),
            format!("nothing here is ruled out by `{}`", condition.id()),
            "add it to `avoid-if` where it belongs, or leave it out",
        );
    }
}

//! What an item should have: its parts, sources, a review that holds, a place on a ladder, a figure.

use chrono::NaiveDate;

use super::review::review;
use crate::diagnostic::{Code, Findings};
use crate::library::{Certainty, Effect, Evidence, Exercise, Library, Technique};

/// Reports what items of a library lack.
pub(super) fn of_library(library: &Library, today: NaiveDate, findings: &mut Findings) {
    for exercise in library.exercises() {
        mistakes(exercise, findings);
        ladder(exercise, findings);
        figure(exercise, findings);
        sourced(exercise.effects(), exercise.evidence(), findings);
        review(exercise.reviewed(), today, findings);
    }
    for technique in library.techniques() {
        lessened(technique, findings);
        sourced(technique.effects(), technique.evidence(), findings);
        review(technique.reviewed(), today, findings);
    }
}

fn mistakes(exercise: &Exercise, findings: &mut Findings) {
    if exercise.mistakes().next().is_none() {
        findings.add(
            Code::MissingPart,
            exercise.place(),
            format!("`{}` names no common mistake", exercise.id()),
            "add the one that you correct most often to `mistakes`, with what to do instead",
        );
    }
}

fn lessened(technique: &Technique, findings: &mut Findings) {
    if !technique.effects().is_empty() && technique.lessened_by().is_empty() {
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
    if let (Some(entry), None) = (exercise.entry(), ladder.easier()) {
        findings.add(
            Code::EntryNowhere,
            entry.place(),
            format!("no ladder leads to `{}`, so this rule never holds anybody back", exercise.id()),
            "name the easier exercise under `ladder`, or leave `enter-with` out",
        );
    }
}

fn figure(exercise: &Exercise, findings: &mut Findings) {
    if exercise.figure().is_none() && exercise.picture().is_none() {
        findings.add(
            Code::NoFigure,
            exercise.place(),
            format!("`{}` has no figure, so the handout shows nobody doing it", exercise.id()),
            "add `figure`, which `docs/figures.md` tells how to write, or a `picture` of your own",
        );
    }
}

fn sourced(effects: &[Effect], evidence: &Evidence, findings: &mut Findings) {
    for effect in effects.iter().filter(|effect| effect.source().is_none()) {
        findings.add(
            Code::UnsourcedClaim,
            effect.place(),
            format!("this `{}` does not say where its numbers come from", effect.mechanism()),
            "add `source:` with a study, or `source: expert-opinion`",
        );
    }
    if evidence.is_opinion() && evidence.certainty != Certainty::ExpertOpinion {
        findings.add(
            Code::UnsourcedClaim,
            evidence.place(),
            format!("a certainty of `{}` with no study behind it", evidence.certainty),
            "name the study as `source`, or write `certainty: expert-opinion`",
        );
    }
}

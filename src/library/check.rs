//! Checks between the items of a library.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::condition::Condition;
use super::effect::Effect;
use super::exercise::Exercise;
use super::id::{ConditionId, ExerciseId};
use super::kind::Kind;
use super::layer::Slot;
use super::words::MechanismId;
use crate::diagnostic::{Code, Findings};
use crate::source::Placed;
use crate::yaml::{Word, nearest};

/// Reports ids that stand twice.
pub(super) fn twice<'a>(ids: impl Iterator<Item = &'a Placed<ConditionId>>, findings: &mut Findings) {
    let mut seen: BTreeMap<&ConditionId, usize> = BTreeMap::new();
    for id in ids {
        if let Some(line) = seen.insert(&id.value, id.place.line()) {
            findings.add(
                Code::DuplicateId,
                &id.place,
                format!("`{}` is there twice", id.value),
                format!("the other is in line {line}; rename one of them"),
            );
        }
    }
}

/// Checks what all exercises say of each other; `called` finds what messages call a file, one with errors too.
pub(super) fn exercises<'n>(
    all: &BTreeMap<ExerciseId, Arc<Exercise>>,
    called: impl Fn(&Slot) -> Option<&'n str>,
    findings: &mut Findings,
) {
    let is_named = |id: &ExerciseId| called(&(Kind::Exercise, id.to_string())).is_some();
    let circles = circles(all);
    for exercise in all.values() {
        taken_otherwise(exercise, &called, findings);
        ladder(exercise, all, &circles, is_named, findings);
    }
}

/// Reports an exercise whose name a technique or mechanism has: `library show` and messages could not tell them apart. `called`
/// finds what messages call a file, one with errors too.
fn taken_otherwise<'n>(exercise: &Exercise, called: impl Fn(&Slot) -> Option<&'n str>, findings: &mut Findings) {
    let other = |kind: Kind| called(&(kind, exercise.id().to_string())).map(|file| (kind, file));
    // A mechanism that there is not has been told of already.
    let is_mechanism = || MechanismId::ALL.iter().any(|mechanism| mechanism.as_str() == exercise.id().as_str());
    let mechanism = || is_mechanism().then(|| other(Kind::Mechanism)).flatten();
    if let Some((kind, file)) = other(Kind::Technique).or_else(mechanism) {
        findings.add(
            Code::DuplicateId,
            &exercise.place().file().start(),
            format!("`{}` is there twice: as an exercise and as a {}", exercise.id(), kind.as_str()),
            format!("the other is `{file}`; rename one of the files"),
        );
    }
}

/// Reports cautions that stand twice in one list.
pub(super) fn cautions_twice(ids: &[Placed<ConditionId>], findings: &mut Findings) {
    for (i, id) in ids.iter().enumerate() {
        if ids.iter().take(i).any(|earlier| earlier.value == id.value) {
            findings.add(
                Code::DuplicateId,
                &id.place,
                format!("`{}` is there twice", id.value),
                "leave one of them out; was another condition meant?",
            );
        }
    }
}

/// Reports effects that do not say where their numbers come from.
pub(super) fn sourced<'a>(effects: impl Iterator<Item = &'a Effect>, findings: &mut Findings) {
    for effect in effects.filter(|e| e.source().is_none()) {
        findings.add(
            Code::NoSource,
            effect.place(),
            format!("this `{}` does not say where its numbers come from", effect.mechanism()),
            "add `source:` with a study, or `source: expert-opinion`",
        );
    }
}

/// Reports conditions that the library does not define.
pub(super) fn known_conditions(cautions: &[Placed<ConditionId>], conditions: &[Condition], findings: &mut Findings) {
    for caution in cautions {
        if conditions.iter().any(|c| *c.id() == caution.value) {
            continue;
        }
        let near = nearest(caution.value.as_str(), conditions.iter().map(|c| c.id().as_str()));
        findings.add(
            Code::UnknownCondition,
            &caution.place,
            format!("no condition `{}` in this library", caution.value),
            near.map_or_else(
                || "add it to `conditions.yaml`, with its definition".to_owned(),
                |near| format!("did you mean `{near}`?"),
            ),
        );
    }
}

/// The exercises whose ladders lead back to them, each ladder walked once.
fn circles(exercises: &BTreeMap<ExerciseId, Arc<Exercise>>) -> BTreeSet<ExerciseId> {
    let harder = |id: &ExerciseId| exercises.get(id).and_then(|e| e.ladder().harder());
    let mut walked: BTreeMap<&ExerciseId, usize> = BTreeMap::new();
    let mut circles = BTreeSet::new();
    for (walk, first) in exercises.keys().enumerate() {
        let mut at = Some(first);
        while let Some(id) = at.filter(|id| !walked.contains_key(id)) {
            walked.insert(id, walk);
            at = harder(id);
        }
        // It came back to where it had been on this very walk.
        let mut round = at.filter(|id| walked.get(id) == Some(&walk));
        while let Some(id) = round.filter(|id| circles.insert((*id).clone())) {
            round = harder(id);
        }
    }
    circles
}

/// Checks that both neighbours on the ladder exist and agree, and that the ladder does not go round.
fn ladder(
    exercise: &Exercise,
    exercises: &BTreeMap<ExerciseId, Arc<Exercise>>,
    circles: &BTreeSet<ExerciseId>,
    is_named: impl Fn(&ExerciseId) -> bool,
    findings: &mut Findings,
) {
    let ladder = exercise.ladder();
    let sides = [(&ladder.easier, "easier", "harder"), (&ladder.harder, "harder", "easier")];
    for (neighbour, here, there) in sides {
        let Some(neighbour) = neighbour else { continue };
        let id = &neighbour.value;
        if id == exercise.id() {
            // Said below: it is the shortest way round.
            continue;
        }
        let Some(other) = exercises.get(id) else {
            if !is_named(id) {
                let near = nearest(id.as_str(), exercises.keys().map(ExerciseId::as_str));
                findings.add(
                    Code::LadderNowhere,
                    &neighbour.place,
                    format!("the ladder leads to `{id}`, which is not in this library"),
                    near.map_or_else(
                        || "leave this side out, or add the exercise".to_owned(),
                        |near| format!("did you mean `{near}`?"),
                    ),
                );
            }
            continue;
        };
        let back = if there == "easier" { other.ladder().easier() } else { other.ladder().harder() };
        if back != Some(exercise.id()) {
            let says = back.map_or_else(|| "nothing".to_owned(), |b| format!("`{b}`"));
            findings.add(
                Code::LadderDisagrees,
                &neighbour.place,
                format!("`{id}` is {here} here, but there {there} is {says}"),
                format!("let `{id}` say `{there}: {}`", exercise.id()),
            );
        }
    }
    let goes_round = circles.contains(exercise.id()) || ladder.easier() == Some(exercise.id());
    if let (true, Some(first)) = (goes_round, ladder.harder.as_ref().or(ladder.easier.as_ref())) {
        findings.add(
            Code::LadderDisagrees,
            &first.place,
            format!("the ladder of `{}` leads back to itself", exercise.id()),
            "a ladder goes from easiest to hardest and ends there",
        );
    }
}

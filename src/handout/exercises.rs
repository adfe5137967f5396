//! Every exercise with its steps and doses.

use super::compose::Input;
use super::dose::{dose_text, rest_text};
use super::model::{DoseRow, Doses, ExerciseItem, Exercises, Note, Tips};
use crate::library::{Exercise, ExerciseId};
use crate::schedule::{Item, Session};
use crate::wording::Key;

/// The exercises in the order in which the programme first names them.
pub(super) fn exercises(input: &Input<'_>) -> Exercises {
    let words = input.wording;
    let mut order: Vec<&ExerciseId> = Vec::new();
    for prescription in input.programme.phases().iter().flat_map(|p| p.prescriptions()) {
        if !order.contains(&prescription.exercise()) {
            order.push(prescription.exercise());
        }
    }
    let items = order.into_iter().filter_map(|id| input.library.exercise(id));
    Exercises {
        heading: words.text(Key::ExercisesHeading, &[]),
        intro: words.rich(Key::ExercisesIntro, &[]),
        items: items.map(|e| item(e, input)).collect(),
    }
}

fn item(exercise: &Exercise, input: &Input<'_>) -> ExerciseItem {
    let words = input.wording;
    let label = |key| words.text(key, &[]);
    let things: Vec<&str> = exercise.equipment().iter().map(|e| words.equipment(*e)).collect();
    let easier = exercise.ladder().easier().and_then(|id| input.library.exercise(id));
    ExerciseItem {
        name: exercise.name().to_owned(),
        purpose: exercise.purpose().to_owned(),
        position: Some(words.position(exercise.position()).to_owned()),
        equipment: (!things.is_empty()).then(|| words.text(Key::Equipment, &[("things", &words.list(&things))])),
        steps: exercise.steps().to_vec(),
        feel: Some(Note { label: label(Key::Feel), text: exercise.feel().to_owned() }),
        mistakes: (!exercise.mistakes().is_empty())
            .then(|| Tips { label: label(Key::Tip), lines: exercise.mistakes().to_vec() }),
        easier: easier.map(|easier| Note {
            label: label(Key::Easier),
            text: words.text(Key::EasierText, &[("name", easier.name())]),
        }),
        figure: None,
        doses: doses(exercise, input),
    }
}

/// One row for each stretch of sessions with the same dose.
fn doses(exercise: &Exercise, input: &Input<'_>) -> Doses {
    let words = input.wording;
    let label = |key| words.text(key, &[]);
    let sessions = input.schedule.sessions().iter();
    let done: Vec<(&Session, &Item)> =
        sessions.filter_map(|s| s.items().iter().find(|i| i.exercise() == exercise.id()).map(|i| (s, i))).collect();
    let mut rows: Vec<DoseRow> = Vec::new();
    let mut before = None;
    for (session, item) in &done {
        if before == Some(item.dose()) {
            continue;
        }
        rows.push(DoseRow {
            week: words.text(Key::CalendarWeek, &[("n", &session.week().to_string())]),
            from: words.text(Key::DoseFromSession, &[("n", &session.number().to_string())]),
            dose: dose_text(item.dose(), exercise.dose().sides(), words),
            rest: rest_text(item.dose(), words),
            changed: before.is_some(),
        });
        before = Some(item.dose());
    }
    let number = |session: Option<&(&Session, &Item)>| session.map_or(0, |(s, _)| s.number()).to_string();
    let (first, last) = (number(done.first()), number(done.last()));
    let heading = if first == last {
        words.text(Key::DoseOneSession, &[("name", exercise.name()), ("first", &first)])
    } else {
        words.text(Key::DoseSessions, &[("name", exercise.name()), ("first", &first), ("last", &last)])
    };
    Doses { heading, columns: [label(Key::DoseWeek), label(Key::DoseFrom), label(Key::DoseHowMuch)], rows }
}

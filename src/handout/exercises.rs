//! Every exercise with its steps and doses.

use super::compose::Input;
use super::dose::{dose_text, rest_text};
use super::model::{DoseRow, Doses, ExerciseItem, Exercises, Note, Tips};
use super::span;
use crate::library::{Dose, Exercise, ExerciseId};
use crate::schedule::{Item, Session, SessionKind};
use crate::wording::Key;

/// The exercises, in an order that keeps the order within each phase wherever phases agree.
pub(super) fn exercises(input: &Input<'_>) -> Exercises {
    let words = input.wording;
    let mut order: Vec<&ExerciseId> = Vec::new();
    for phase in input.programme.phases() {
        let ids: Vec<&ExerciseId> = phase.prescriptions().iter().map(|p| p.exercise()).collect();
        for (i, id) in ids.iter().enumerate().filter(|(_, id)| !order.contains(id)).collect::<Vec<_>>() {
            // What comes after it in this phase, and is there already, stays after it.
            let after = ids.iter().skip(i + 1).filter_map(|later| order.iter().position(|o| o == later)).min();
            order.insert(after.unwrap_or(order.len()), id);
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

/// One row for each stretch of sessions with the same dose, and one for each stretch without the exercise in between.
fn doses(exercise: &Exercise, input: &Input<'_>) -> Doses {
    let words = input.wording;
    let label = |key| words.text(key, &[]);
    let home = input.schedule.sessions().iter().filter(|s| matches!(s.kind(), SessionKind::Home(_)));
    let all: Vec<(&Session, Option<&Item>)> =
        home.map(|s| (s, s.items().iter().find(|i| i.exercise() == exercise.id()))).collect();
    // Before the first and after the last session with it, there is nothing to say.
    let first = all.iter().position(|(_, item)| item.is_some()).unwrap_or(0);
    let end = all.iter().rposition(|(_, item)| item.is_some()).map_or(0, |last| last + 1);
    let during = all.get(first..end).unwrap_or(&[]);
    let mut rows: Vec<DoseRow> = Vec::new();
    let mut before: Option<Option<&Dose>> = None;
    let mut stretches: Vec<(u32, u32)> = Vec::new();
    for (session, item) in during {
        let dose = item.map(Item::dose);
        match stretches.last_mut() {
            Some((_, last)) if dose.is_some() && before.flatten().is_some() => *last = session.number(),
            _ if dose.is_some() => stretches.push((session.number(), session.number())),
            _ => {}
        }
        if before == Some(dose) {
            continue;
        }
        rows.push(DoseRow {
            week: words.text(Key::CalendarWeek, &[("n", &session.week().to_string())]),
            from: words.text(Key::DoseFromSession, &[("n", &session.number().to_string())]),
            dose: dose.map_or_else(|| label(Key::Pause), |d| dose_text(d, exercise.dose().sides(), words)),
            rest: dose.and_then(|d| rest_text(d, words)),
            changed: before.is_some(),
        });
        before = Some(dose);
    }
    let key = if during.len() == 1 { Key::DoseOneSession } else { Key::DoseSessions };
    let sessions = span::stretches(&stretches, words);
    let heading = words.text(key, &[("name", exercise.name()), ("sessions", &sessions)]);
    Doses { heading, columns: [label(Key::DoseWeek), label(Key::DoseFrom), label(Key::DoseHowMuch)], rows }
}

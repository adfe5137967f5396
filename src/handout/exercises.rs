//! Every exercise with its steps and doses.

use super::compose::Input;
use super::dose::{dose_text, note_text};
use super::layout::{Part, WeekSpan};
use super::model::{DoseRow, Doses, Drawing, ExerciseItem, Exercises, Gate, Note, Tips, Video};
use super::page_file::PageFile;
use super::{qr, span};
use crate::library::{Dose, Exercise, ExerciseId};
use crate::programme::Mode;
use crate::schedule::{Change, Item, Session, SessionKind, StepReason};
use crate::wording::{Key, RichText, Wording};

/// The exercises, in the order of the sessions.
pub(super) fn exercises(input: &Input<'_>) -> Exercises {
    let words = input.wording;
    let items: Vec<ExerciseItem> = printed(input).map(|e| item(e, input)).collect();
    Exercises {
        heading: words.text(Key::ExercisesHeading, &[]),
        intro: words.rich(Key::ExercisesIntro, &[]),
        gate: gate_for(&items, input),
        left_out: left_out(input),
        items,
    }
}

/// The rule for going on, once for all exercises, if any has something to go on to.
fn gate_for(items: &[ExerciseItem], input: &Input<'_>) -> Option<Gate> {
    let words = input.wording;
    let leads_up = climbs(input).next().is_some();
    let rows = |item: &ExerciseItem| item.doses.rows.len();
    if !leads_up && items.iter().all(|item| rows(item) < 2) {
        return None;
    }
    let mut text = words.rich(gate_key(input.programme.mode()), &[]);
    if items.iter().flat_map(|item| item.doses.rows.iter().skip(1)).any(|row| !row.more) {
        text = text.then(words.rich(Key::GateLess, &[]));
    }
    Some(Gate { heading: words.text(Key::GateHeading, &[]), text })
}

/// The drawings of the exercises, and the codes of their films; none where the exercises are not printed.
pub(super) fn files(input: &Input<'_>) -> Vec<PageFile> {
    if !input.layout.has(Part::Exercises) {
        return Vec::new();
    }
    let drawing = |e: &Exercise| {
        let file = PageFile::figure_of(e)?;
        Some(if input.layout.grey { file.in_grey(e) } else { file })
    };
    printed(input).flat_map(|e| drawing(e).into_iter().chain(code_of(e))).collect()
}

/// The exercises that are done in the weeks that are printed, in the order of the sessions.
fn printed<'a>(input: &Input<'a>) -> impl Iterator<Item = &'a Exercise> {
    let input = *input;
    let is_done = move |e: &&Exercise| input.sessions().any(|(s, _)| item_of(s, e).is_some());
    let all = order(&input).into_iter().filter_map(move |id| input.library.exercise(id));
    // With all weeks, what the plan leaves out everywhere is printed too, so that the sheet holds what was written.
    all.filter(move |e| input.layout.weeks.is_none() || is_done(e))
}

/// What a session asks for of an exercise.
fn item_of<'a>(session: &'a Session, exercise: &Exercise) -> Option<&'a Item> {
    session.items().iter().find(|item| item.exercise() == exercise.id())
}

/// The exercises of the week before that are not done in the weeks that are printed.
fn left_out(input: &Input<'_>) -> Option<RichText> {
    let weeks = input.layout.weeks?;
    let before = input.all_sessions().filter(|(s, _)| s.week() + 1 == weeks.first());
    let before: Vec<&Session> = before.map(|(session, _)| session).collect();
    let is_done = |e: &&Exercise| before.iter().any(|s| item_of(s, e).is_some());
    let all = order(input).into_iter().filter_map(|id| input.library.exercise(id));
    let gone = all.filter(is_done).filter(|e| !input.sessions().any(|(s, _)| item_of(s, e).is_some()));
    let names: Vec<&str> = gone.map(Exercise::name).collect();
    (!names.is_empty()).then(|| input.wording.rich(Key::LeftOut, &[("names", &input.wording.list(&names))]))
}

/// What changes in an exercise with the first of the weeks that are printed.
fn change(exercise: &Exercise, input: &Input<'_>) -> Option<RichText> {
    let words = input.wording;
    let first = input.layout.weeks.map(WeekSpan::first).filter(|first| *first > 1)?;
    let dose = |session: &'_ Session| item_of(session, exercise).map(|item| *item.dose());
    let before = input.all_sessions().filter(|(s, _)| s.week() < first).filter_map(|(s, _)| dose(s)).last();
    let now = input.sessions().find_map(|(s, _)| dose(s))?;
    let Some(before) = before else { return Some(words.rich(Key::ChangeNew, &[])) };
    let text = |dose: &Dose| full_text(dose, exercise, words);
    Some(match (text(&before), text(&now)) {
        (was, is) if was == is => {
            let later = input.sessions().filter_map(|(s, _)| dose(s)).any(|dose| text(&dose) != is);
            words.rich(if later { Key::ChangeLater } else { Key::ChangeNone }, &[])
        }
        (was, _) if now.volume() > before.volume() => words.rich(Key::ChangeMore, &[("dose", &was)]),
        (was, _) => words.rich(Key::ChangeOther, &[("dose", &was)]),
    })
}

/// A dose with its rest and effort.
fn full_text(dose: &Dose, exercise: &Exercise, words: &Wording) -> String {
    let text = dose_text(dose, exercise.dose().sides(), words);
    note_text(dose, words).map_or_else(|| text.clone(), |note| format!("{text}, {note}"))
}

/// The code of an exercise's film.
fn code_of(exercise: &Exercise) -> Option<PageFile> {
    Some(PageFile { path: code_path(exercise), bytes: qr::svg(exercise.video()?.as_str())?.into_bytes() })
}

fn code_path(exercise: &Exercise) -> String {
    format!("films/{}.svg", exercise.id())
}

fn video(exercise: &Exercise, words: &Wording) -> Option<Video> {
    let address = exercise.video()?;
    let name = ("name", exercise.name());
    Some(Video {
        path: code_path(exercise),
        alt: words.text(Key::VideoCode, &[name, ("address", address.shown())]),
        label: words.text(Key::Video, &[name]),
        address: address.as_str().to_owned(),
        shown: address.shown().to_owned(),
    })
}

/// The drawing of an exercise, or the clinic's own picture, with what it shows in words: its name, its position, and what to
/// do.
pub(super) fn drawing(exercise: &Exercise, words: &Wording) -> Option<Drawing> {
    let path = PageFile::figure_path(exercise)?;
    let steps = words.local(&exercise.steps().collect::<Vec<_>>().join(" "));
    let gaps = [("name", exercise.name()), ("position", words.position(exercise.position())), ("steps", &steps)];
    let credit = exercise
        .picture()
        .map(|picture| words.text(Key::PictureCredit, &[("credit", picture.credit()), ("licence", picture.licence())]));
    let key = if exercise.picture().is_some() { Key::Picture } else { Key::Drawing };
    Some(Drawing { path, alt: words.text(key, &gaps), credit })
}

/// An order of all exercises that keeps the order within each phase; where phases disagree, the earlier one has its way. What
/// is climbed to comes after the easier exercise.
fn order<'a>(input: &Input<'a>) -> Vec<&'a ExerciseId> {
    let phases: Vec<Vec<&ExerciseId>> =
        input.programme.phases().iter().map(|p| p.prescriptions().iter().map(|p| p.exercise()).collect()).collect();
    let mut left: Vec<&ExerciseId> = Vec::new();
    for id in phases.iter().flatten() {
        if !left.contains(id) {
            left.push(id);
        }
    }
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let is_first = |id: &&ExerciseId| {
            phases.iter().all(|phase| {
                phase.iter().take_while(|other| *other != id).all(|other| !left.contains(other)) || !phase.contains(id)
            })
        };
        let next = left.iter().position(is_first).unwrap_or(0);
        order.push(left.remove(next));
    }
    for (easier, harder) in climbs(input) {
        if !order.contains(&harder) {
            let place = order.iter().position(|id| *id == easier).map_or(order.len(), |at| at + 1);
            order.insert(place, harder);
        }
    }
    order
}

/// The exercises that others lead up to, each with the easier one, in the order of the sessions.
fn climbs<'a>(input: &Input<'a>) -> impl Iterator<Item = (&'a ExerciseId, &'a ExerciseId)> {
    let items = input.schedule.sessions().iter().flat_map(Session::items);
    items.filter_map(|item| match item.reason() {
        StepReason::Climbed(easier) => Some((easier, item.exercise())),
        _ => None,
    })
}

fn item(exercise: &Exercise, input: &Input<'_>) -> ExerciseItem {
    let words = input.wording;
    let label = |key| words.text(key, &[]);
    let things: Vec<&str> = exercise.equipment().iter().map(|e| words.equipment(*e)).collect();
    let mistakes: Vec<String> = exercise.mistakes().map(|text| words.local(text)).collect();
    ExerciseItem {
        name: exercise.name().to_owned(),
        continued: words.text(Key::Continued, &[("name", exercise.name())]),
        purpose: words.local(exercise.purpose()),
        position: Some(words.position(exercise.position()).to_owned()),
        equipment: (!things.is_empty()).then(|| words.text(Key::Equipment, &[("things", &words.list(&things))])),
        steps: exercise.steps().map(|step| words.local(step)).collect(),
        feel: Some(Note { label: label(Key::Feel), text: words.local(exercise.feel()) }),
        mistakes: (!mistakes.is_empty()).then(|| Tips { label: label(Key::Tip), lines: mistakes }),
        easier: Some(Note { label: label(Key::Easier), text: too_hard(exercise, input) }),
        figure: drawing(exercise, words),
        video: video(exercise, words),
        change: change(exercise, input),
        doses: doses(exercise, input),
    }
}

/// What to do where an exercise is too hard today. A quota of a time-contingent plan does not bend, so there the physio is
/// asked; else there is less to do, or an easier exercise, if the sheet says how that is done.
fn too_hard(exercise: &Exercise, input: &Input<'_>) -> String {
    let words = input.wording;
    let easier = easier(exercise, input);
    let is_printed = |easier: &Exercise| printed(input).any(|e| e.id() == easier.id());
    let (key, name) = match (input.programme.mode(), easier) {
        (Mode::PainContingent, Some(easier)) if is_printed(easier) => (Key::EasierInstead, easier.name()),
        (Mode::PainContingent, Some(easier)) => (Key::EasierHalf, easier.name()),
        (Mode::PainContingent, None) => (Key::EasierLess, ""),
        (Mode::TimeContingent, Some(easier)) => (Key::EasierAsk, easier.name()),
        (Mode::TimeContingent, None) => (Key::EasierSlow, ""),
    };
    words.text(key, &[("name", name)])
}

/// The next easier exercise that is not ruled out for the person.
fn easier<'a>(exercise: &'a Exercise, input: &Input<'a>) -> Option<&'a Exercise> {
    let next = |e: &&'a Exercise| e.ladder().easier().and_then(|id| input.library.exercise(id));
    let is_allowed = |e: &&Exercise| !input.programme.person().conditions().any(|c| e.avoid_if().any(|a| a == c));
    std::iter::successors(Some(exercise), next).skip(1).find(is_allowed)
}

/// Whether a session without an exercise is part of a break from it: it is not done again for more than a week. In lots that
/// take turns, and where it is left out for rest, it comes back sooner.
fn is_pause(session: &Session, exercise: &Exercise, input: &Input<'_>) -> bool {
    let with = input.schedule.sessions().iter().filter(|s| s.items().iter().any(|i| i.exercise() == exercise.id()));
    let before = with.clone().rev().find(|s| s.date() < session.date()).map(Session::date);
    let after = with.clone().find(|s| s.date() > session.date()).map(Session::date);
    before.zip(after).is_some_and(|(before, after)| (after - before).num_days() > DAYS_AWAY)
}

/// How many days may lie between two sessions of an exercise without a break from it being told.
const DAYS_AWAY: i64 = 8;

/// What must be true to move on, to repeat or to step back.
pub fn gate(mode: Mode, words: &Wording) -> String {
    words.text(gate_key(mode), &[])
}

fn gate_key(mode: Mode) -> Key {
    match mode {
        Mode::PainContingent => Key::GatePain,
        Mode::TimeContingent => Key::GateTime,
    }
}

/// Whether an item asks for more than the dose before it; the first one does not.
fn is_more(item: Option<&Item>, before: Option<&Dose>) -> bool {
    let is_above = |item: &Item| before.is_some_and(|before| item.dose().volume() > before.volume());
    item.is_some_and(|item| item.change() == Change::Up || is_above(item))
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
    for (session, item) in during {
        let dose = item.map(Item::dose);
        let is_away = dose.is_none() && !is_pause(session, exercise, input);
        let is_printed = input.weeks().holds(session.week());
        // The first row says what holds, whether or not it held before.
        let is_as_before = before == Some(dose) && !rows.is_empty();
        if is_away || (is_printed && is_as_before) {
            continue;
        }
        if !is_printed {
            before = Some(dose);
            continue;
        }
        rows.push(DoseRow {
            week: words.text(Key::CalendarWeek, &[("n", &session.week().to_string())]),
            from: words.text(Key::DoseFromSession, &[("n", &session.number().to_string())]),
            dose: dose.map_or_else(|| label(Key::Pause), |d| dose_text(d, exercise.dose().sides(), words)),
            note: dose.and_then(|d| note_text(d, words)),
            more: is_more(*item, before.flatten()),
        });
        before = Some(dose);
    }
    let done = during.iter().filter(|(s, item)| item.is_some() && input.weeks().holds(s.week()));
    let numbers: Vec<u32> = done.map(|(s, _)| s.number()).collect();
    let key = if numbers.len() == 1 { Key::DoseOneSession } else { Key::DoseSessions };
    let sessions = span::numbers(&numbers, words);
    let heading = words.text(key, &[("name", exercise.name()), ("sessions", &sessions)]);
    Doses { heading, columns: [label(Key::DoseWeek), label(Key::DoseFrom), label(Key::DoseHowMuch)], rows }
}

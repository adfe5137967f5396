//! A programme tried with two libraries: what differs for it.

use std::sync::Arc;

use anyhow::Result;
use chrono::NaiveDate;

use super::input::{self, Loaded, Planned};
use backplan::diagnostic::Diagnostic;
use backplan::handout::{Ache, Details, Handout, Input, Layout, compose};
use backplan::impact::{CautionChange, DayChange, Impact, Ruling, Side, TextChange};
use backplan::library::{ConditionId, Library};
use backplan::programme::Programme;
use backplan::source::Placed;
use backplan::wording::Wording;

/// A programme's file.
#[derive(Clone, Copy)]
pub(super) struct File<'a> {
    /// What messages call it.
    pub(super) name: &'a str,
    pub(super) bytes: &'a [u8],
    /// Conditions of the person besides those in it.
    pub(super) conditions: &'a [Placed<ConditionId>],
}

/// What another library does to a programme.
pub(super) enum Effect {
    /// It could not be used before, for these reasons; nothing can be compared.
    RefusedBefore(Vec<Diagnostic>),
    /// It could be used, and cannot be any more, for these reasons.
    RefusedNow(Vec<Diagnostic>),
    /// It uses what has errors in one of the libraries, so nothing can be compared.
    NotCompared(Vec<String>),
    /// It can be used, and this differs.
    Differs(Box<Difference>),
}

/// What differs for a programme that can be used with both libraries.
pub(super) struct Difference {
    pub(super) impact: Impact,
    /// The first day on which it was tried, if it names none itself.
    pub(super) tried_from: Option<NaiveDate>,
}

/// Tries a programme with the library that it was made with and with another.
pub(super) fn compare(file: File<'_>, before: &Library, now: &Library) -> Result<Effect> {
    let wording = input::wording()?;
    let (before, now) = match (tried(file, before), tried(file, now)) {
        ((None, findings), _) => return Ok(Effect::RefusedBefore(findings)),
        (_, (None, findings)) => return Ok(Effect::RefusedNow(findings)),
        ((Some(before), _), (Some(now), _)) => (before, now),
    };
    let (old, new) = (handout(&before, &wording), handout(&now, &wording));
    let impact = Impact::between(&side(&before, &old), &side(&now, &new));
    let tried_from = before.programme.start().is_none().then(|| before.schedule.start());
    Ok(Effect::Differs(Box::new(Difference { impact, tried_from })))
}

fn tried(file: File<'_>, library: &Library) -> input::Read<Planned> {
    let read = Programme::read_for(file.name, file.bytes, library, file.conditions, None);
    let (programme, mut findings) = read.into_parts();
    let Some(programme) = programme else { return (None, findings) };
    let Some(start) = input::trial_start(&programme) else { return (None, findings) };
    let (planned, more) = input::plan(Loaded { library: Arc::new(library.clone()), programme }, start);
    findings.extend(more);
    match planned {
        Some(planned) => (Some(Planned { findings, ..planned }), Vec::new()),
        None => (None, findings),
    }
}

fn handout(planned: &Planned, wording: &Wording) -> Handout {
    compose(&Input {
        programme: &planned.programme,
        library: &planned.library,
        schedule: &planned.schedule,
        forecasts: &planned.forecasts,
        wording,
        details: &Details::default(),
        layout: &Layout::default(),
    })
}

fn side<'a>(planned: &'a Planned, handout: &'a Handout) -> Side<'a> {
    Side {
        library: &planned.library,
        programme: &planned.programme,
        schedule: &planned.schedule,
        forecasts: &planned.forecasts,
        findings: &planned.findings,
        handout,
    }
}

/// How many lines of a kind are printed; the rest is counted.
const MOST_LINES: usize = 6;

/// What differs, a line each: cautions, doses exercise by exercise, then levels, warnings, texts and days. Long lists of what
/// follows from the sessions are folded.
pub(super) fn lines(difference: &Difference) -> Vec<String> {
    let impact = &difference.impact;
    let mut lines: Vec<String> = impact.cautions.iter().map(caution).collect();
    lines.extend(folded(doses(impact), "doses"));
    lines.extend(folded(levels(impact), "levels"));
    let warning =
        |what: &str, (code, message): &(backplan::diagnostic::Code, String)| format!("{what} [{code}]: {message}");
    lines.extend(impact.new_warnings.iter().map(|w| warning("new warning", w)));
    lines.extend(impact.gone_warnings.iter().map(|w| warning("warning gone", w)));
    let (of_sessions, others): (Vec<&TextChange>, Vec<&TextChange>) =
        impact.texts.iter().partition(|text| text.of_sessions);
    // What the patient is told to do, and when to stop, is never folded.
    lines.extend(others.into_iter().map(text));
    lines.extend(folded(impact.days.iter().map(day).collect(), "days"));
    lines.extend(folded(of_sessions.into_iter().map(text).collect(), "texts on sessions"));
    if let Some(day) = difference.tried_from.filter(|_| !impact.texts.is_empty() || !impact.days.is_empty()) {
        lines.push(format!("it names no first day, so it was tried from {}", day.format("%A %-d %B %Y")));
    }
    lines
}

/// The first of many lines, and how many more there are.
fn folded(mut lines: Vec<String>, of: &str) -> Vec<String> {
    if lines.len() > MOST_LINES + 1 {
        let more = lines.len() - MOST_LINES;
        lines.truncate(MOST_LINES);
        lines.push(format!("and {more} more {of}; `--format json` has them all"));
    }
    lines
}

/// A text of the handout that differs.
fn text(change: &TextChange) -> String {
    let place = &change.place;
    match (&change.was, &change.is) {
        (Some(was), Some(is)) => format!("handout, {place}: “{is}” instead of “{was}”"),
        (Some(was), None) => format!("handout, {place}: no longer “{was}”"),
        (None, Some(is)) => format!("handout, {place}: new “{is}”"),
        (None, None) => format!("handout, {place}"),
    }
}

/// A day on which another amount of ache may be felt.
fn day(change: &DayChange) -> String {
    let shown = |ache: Ache| match ache {
        Ache::None => "nothing",
        Ache::Some => "some ache",
        Ache::Most => "the most ache",
    };
    format!("{}: {} may be felt, was {}", change.day.format("%a %-d %b"), shown(change.is), shown(change.was))
}

fn caution(change: &CautionChange) -> String {
    let (item, condition) = (&change.item, &change.condition);
    match change.ruling {
        Ruling::Added => format!("uses `{item}`, which `{condition}` now rules out: look up who was given it"),
        Ruling::Removed => format!("uses `{item}`, which `{condition}` rules out no more"),
        Ruling::Redefined => {
            format!("uses `{item}`, which `{condition}` rules out, and that is defined anew: look up who was given it")
        }
    }
}

/// The sessions whose level differs: one line for each pair of levels.
fn levels(impact: &Impact) -> Vec<String> {
    let mut groups: Vec<(String, Vec<u32>)> = Vec::new();
    for level in &impact.levels {
        let what = format!("soreness {}, was {}", level.is, level.was);
        match groups.iter_mut().find(|(other, _)| *other == what) {
            Some((_, sessions)) => sessions.push(level.session),
            None => groups.push((what, vec![level.session])),
        }
    }
    groups.into_iter().map(|(what, sessions)| format!("{}: {what}", in_sessions(&sessions))).collect()
}

/// Sessions by their numbers, those that follow each other as a range.
fn in_sessions(sessions: &[u32]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for session in sessions {
        match ranges.last_mut() {
            Some((_, last)) if last.saturating_add(1) == *session => *last = *session,
            _ => ranges.push((*session, *session)),
        }
    }
    let shown = |(first, last): &(u32, u32)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first} to {last}"),
    };
    let shown: Vec<String> = ranges.iter().map(shown).collect();
    format!("{} {}", if sessions.len() == 1 { "session" } else { "sessions" }, shown.join(", "))
}

/// The doses that differ: one line for each exercise and each pair of doses, with all their sessions.
fn doses(impact: &Impact) -> Vec<String> {
    let mut groups: Vec<(String, Vec<u32>)> = Vec::new();
    for change in &impact.doses {
        let dose = |dose: &Option<String>| dose.clone().unwrap_or_else(|| "not done".to_owned());
        let what = format!("{}: {} instead of {}", change.exercise, dose(&change.is), dose(&change.was));
        match groups.iter_mut().find(|(other, _)| *other == what) {
            Some((_, sessions)) => sessions.push(change.session),
            None => groups.push((what, vec![change.session])),
        }
    }
    groups.sort();
    groups.into_iter().map(|(what, sessions)| format!("{what} in {}", in_sessions(&sessions))).collect()
}

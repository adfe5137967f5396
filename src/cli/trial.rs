//! A programme tried with two libraries: what differs for it.

use anyhow::Result;

use super::input::{self, Loaded, Planned};
use backplan::diagnostic::Diagnostic;
use backplan::handout::{Details, Handout, Input, Layout, compose};
use backplan::impact::{Impact, Side};
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
    /// It can be used, and this differs.
    Differs(Box<Impact>),
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
    Ok(Effect::Differs(Box::new(Impact::between(&side(&before, &old), &side(&now, &new)))))
}

fn tried(file: File<'_>, library: &Library) -> input::Read<Planned> {
    let read = Programme::read_for(file.name, file.bytes, library, file.conditions, None);
    let (programme, mut findings) = read.into_parts();
    let Some(programme) = programme else { return (None, findings) };
    let Some(start) = input::trial_start(&programme) else { return (None, findings) };
    let (planned, more) = input::plan(Loaded { library: library.clone(), programme }, start);
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
    Side { schedule: &planned.schedule, forecasts: &planned.forecasts, findings: &planned.findings, handout }
}

/// What differs, a line each: doses exercise by exercise, then levels, warnings and texts.
pub(super) fn lines(impact: &Impact) -> Vec<String> {
    let mut lines = doses(impact);
    for level in &impact.levels {
        lines.push(format!("session {}: soreness {}, was {}", level.session, level.is, level.was));
    }
    let warning =
        |what: &str, (code, message): &(backplan::diagnostic::Code, String)| format!("{what} [{code}]: {message}");
    lines.extend(impact.new_warnings.iter().map(|w| warning("new warning", w)));
    lines.extend(impact.gone_warnings.iter().map(|w| warning("warning gone", w)));
    lines.extend(impact.gone_texts.iter().map(|text| format!("no longer on the handout: {text}")));
    lines.extend(impact.new_texts.iter().map(|text| format!("new on the handout: {text}")));
    lines
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
    let told = |(what, sessions): (String, Vec<u32>)| {
        let sessions: Vec<String> = sessions.iter().map(ToString::to_string).collect();
        let word = if sessions.len() == 1 { "session" } else { "sessions" };
        format!("{what} in {word} {}", sessions.join(", "))
    };
    groups.into_iter().map(told).collect()
}

//! Which programmes change with a library.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Findings, LibraryJson, SCHEMA};
use crate::cli::library::affected::Touched;
use crate::cli::trial::{Difference, Effect};
use backplan::diagnostic::Code;
use backplan::forecast::Level;
use backplan::handout::Ache;
use backplan::impact::{Ruling, TextChange};
use backplan::library::Library;

/// The result of `library affected`.
#[derive(Serialize)]
pub(in crate::cli) struct AffectedJson<'a> {
    schema: u32,
    before: LibraryJson,
    now: LibraryJson,
    programmes: Vec<ProgrammeJson<'a>>,
}

#[derive(Serialize)]
struct ProgrammeJson<'a> {
    programme: &'a str,
    /// `same`, `differs`, `refused` if it cannot be used any more, `refused-before` if it never could, `not-compared` if it uses
    /// what has errors in one of the versions.
    state: &'static str,
    /// What it asks for of a library, if the earlier version is not it.
    asks_for: Option<&'a str>,
    /// The first day on which it was tried, if it names none.
    tried_from: Option<NaiveDate>,
    cautions: Vec<CautionJson<'a>>,
    doses: Vec<DoseJson<'a>>,
    levels: Vec<LevelJson>,
    new_warnings: Vec<WarningJson<'a>>,
    gone_warnings: Vec<WarningJson<'a>>,
    days: Vec<DayJson>,
    texts: Vec<TextJson<'a>>,
    new_texts: Vec<&'a str>,
    gone_texts: Vec<&'a str>,
    /// What has errors, of what it uses.
    not_compared: &'a [String],
    findings: Option<Findings<'a>>,
}

#[derive(Serialize)]
struct CautionJson<'a> {
    item: &'a str,
    condition: &'a str,
    ruling: Ruling,
}

#[derive(Serialize)]
struct DoseJson<'a> {
    session: u32,
    exercise: &'a str,
    was: Option<&'a str>,
    is: Option<&'a str>,
}

#[derive(Serialize)]
struct LevelJson {
    session: u32,
    was: Level,
    is: Level,
}

#[derive(Serialize)]
struct DayJson {
    day: NaiveDate,
    was: Ache,
    is: Ache,
}

/// A text of the handout: where it stands, and what the patient reads there.
#[derive(Serialize)]
struct TextJson<'a> {
    place: &'a str,
    was: Option<&'a str>,
    is: Option<&'a str>,
}

fn text(change: &TextChange) -> TextJson<'_> {
    TextJson { place: &change.place, was: change.was.as_deref(), is: change.is.as_deref() }
}

#[derive(Serialize)]
struct WarningJson<'a> {
    code: &'static str,
    message: &'a str,
}

/// The result of `library affected`.
pub(in crate::cli) fn affected<'a>(before: &Library, now: &Library, all: &'a [Touched]) -> AffectedJson<'a> {
    AffectedJson {
        schema: SCHEMA,
        before: LibraryJson::new(before),
        now: LibraryJson::new(now),
        programmes: all.iter().map(one).collect(),
    }
}

fn one(touched: &Touched) -> ProgrammeJson<'_> {
    let refused = |state, findings| ProgrammeJson {
        programme: &touched.programme,
        state,
        asks_for: touched.asks_for.as_deref(),
        tried_from: None,
        cautions: Vec::new(),
        doses: Vec::new(),
        levels: Vec::new(),
        new_warnings: Vec::new(),
        gone_warnings: Vec::new(),
        days: Vec::new(),
        texts: Vec::new(),
        new_texts: Vec::new(),
        gone_texts: Vec::new(),
        not_compared: &[],
        findings: Some(Findings::new(findings, None)),
    };
    match &touched.effect {
        Effect::RefusedBefore(findings) => refused("refused-before", findings),
        Effect::RefusedNow(findings) => refused("refused", findings),
        Effect::NotCompared(items) => ProgrammeJson { not_compared: items, ..refused("not-compared", &[]) },
        Effect::Differs(difference) => differs(touched, difference),
    }
}

fn differs<'a>(touched: &'a Touched, difference: &'a Difference) -> ProgrammeJson<'a> {
    let impact = &difference.impact;
    let cautions = impact.cautions.iter().map(|c| CautionJson {
        item: &c.item,
        condition: c.condition.as_str(),
        ruling: c.ruling,
    });
    let doses = impact.doses.iter().map(|d| DoseJson {
        session: d.session,
        exercise: d.exercise.as_str(),
        was: d.was.as_deref(),
        is: d.is.as_deref(),
    });
    let warnings = |all: &'a [(Code, String)]| {
        all.iter().map(|(code, message)| WarningJson { code: code.as_str(), message }).collect()
    };
    ProgrammeJson {
        programme: &touched.programme,
        asks_for: touched.asks_for.as_deref(),
        tried_from: difference.tried_from,
        cautions: cautions.collect(),
        state: if impact.is_empty() { "same" } else { "differs" },
        doses: doses.collect(),
        levels: impact.levels.iter().map(|l| LevelJson { session: l.session, was: l.was, is: l.is }).collect(),
        new_warnings: warnings(&impact.new_warnings),
        gone_warnings: warnings(&impact.gone_warnings),
        days: impact.days.iter().map(|d| DayJson { day: d.day, was: d.was, is: d.is }).collect(),
        texts: impact.texts.iter().map(text).collect(),
        new_texts: impact.texts.iter().filter_map(|t| t.is.as_deref()).collect(),
        gone_texts: impact.texts.iter().filter_map(|t| t.was.as_deref()).collect(),
        not_compared: &[],
        findings: None,
    }
}

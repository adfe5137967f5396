//! Which programmes change with a library.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Findings, LibraryJson, SCHEMA};
use crate::cli::library::affected::Touched;
use crate::cli::trial::{Difference, Effect};
use backplan::diagnostic::Code;
use backplan::forecast::Level;
use backplan::impact::Ruling;
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
    /// `same`, `differs`, `refused` if it cannot be used any more, `refused-before` if it never could.
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
    new_texts: &'a [String],
    gone_texts: &'a [String],
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
        new_texts: &[],
        gone_texts: &[],
        findings: Some(Findings::new(findings, None)),
    };
    match &touched.effect {
        Effect::RefusedBefore(findings) => refused("refused-before", findings),
        Effect::RefusedNow(findings) => refused("refused", findings),
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
        new_texts: &impact.new_texts,
        gone_texts: &impact.gone_texts,
        findings: None,
    }
}

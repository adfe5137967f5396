//! Which programmes change with a library.

use serde::Serialize;

use super::{Findings, LibraryJson, SCHEMA};
use crate::cli::library::affected::Touched;
use crate::cli::trial::Effect;
use backplan::diagnostic::Code;
use backplan::forecast::Level;
use backplan::impact::Impact;
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
    doses: Vec<DoseJson<'a>>,
    levels: Vec<LevelJson>,
    new_warnings: Vec<WarningJson<'a>>,
    gone_warnings: Vec<WarningJson<'a>>,
    new_texts: &'a [String],
    gone_texts: &'a [String],
    findings: Option<Findings<'a>>,
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
        Effect::Differs(impact) => differs(&touched.programme, impact),
    }
}

fn differs<'a>(programme: &'a str, impact: &'a Impact) -> ProgrammeJson<'a> {
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
        programme,
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

//! The forecast of one session, down to its last number.

use chrono::NaiveDate;
use serde::Serialize;

use super::SCHEMA;
use backplan::forecast::{Against, Level, Makeup, Measured, Novelty, Part, Reason, SessionForecast};
use backplan::library::{Cause, Confidence, Library, MechanismId, Region};
use backplan::schedule::Session;

/// The result of `explain` for a session: all numbers at full length, so that they multiply up.
#[derive(Serialize)]
pub(in crate::cli) struct Explained<'a> {
    schema: u32,
    number: u32,
    date: NaiveDate,
    level: Level,
    chance: f64,
    own_peak: f64,
    peak: f64,
    residue: f64,
    makeup: Option<MakeupJson>,
    reasons: Vec<ExplainedReason<'a>>,
}

#[derive(Serialize)]
struct MakeupJson {
    #[serde(rename = "where")]
    region: Region,
    parts: Vec<PartJson>,
}

#[derive(Serialize)]
struct PartJson {
    cause: Cause,
    adds: f64,
    in_full: bool,
}

#[derive(Serialize)]
struct ExplainedReason<'a> {
    mechanism: MechanismId,
    from: &'a str,
    because: Novelty,
    #[serde(rename = "where")]
    region: Region,
    file: &'a str,
    line: usize,
    source: Option<&'a str>,
    confidence: Option<ConfidenceJson>,
    /// The size when new, where it was measured, with the kind of contraction.
    size: f64,
    size_at: MeasuredJson,
    dose: f64,
    newness: f64,
    person: f64,
    worry: f64,
    peak: f64,
    straight_after: bool,
    spread: [f64; 2],
    base_chance: f64,
    chance_at: MeasuredJson,
    odds_factor: f64,
    chance: f64,
    exposures: f64,
    times: TimesJson,
}

#[derive(Serialize)]
struct ConfidenceJson {
    timing: Confidence,
    size: Confidence,
    fading: Confidence,
}

#[derive(Serialize)]
struct MeasuredJson {
    at: &'static str,
    volume_ratio: f64,
    effort_ratio: f64,
    drive: f64,
}

/// Hours after the session.
#[derive(Serialize)]
struct TimesJson {
    onset: [f64; 2],
    peak: [f64; 2],
    gone: [f64; 2],
    outer: f64,
}

/// The result of `explain` for a session.
pub(in crate::cli) fn explained<'a>(
    session: &Session,
    forecast: &'a SessionForecast,
    library: &Library,
) -> Explained<'a> {
    let part = |p: &Part| PartJson { cause: p.cause, adds: p.adds, in_full: p.in_full };
    let makeup = |m: &Makeup| MakeupJson { region: m.region, parts: m.parts.iter().map(part).collect() };
    Explained {
        schema: SCHEMA,
        number: session.number(),
        date: session.date(),
        level: forecast.level(),
        chance: forecast.chance().get(),
        own_peak: forecast.own_peak().get(),
        peak: forecast.peak().get(),
        residue: forecast.residue().get(),
        makeup: forecast.makeup().map(makeup),
        reasons: forecast.reasons().iter().map(|r| ExplainedReason::new(r, library)).collect(),
    }
}

impl MeasuredJson {
    fn new(measured: &Measured) -> Self {
        let at = match measured.at {
            Against::Start => "start-dose",
            Against::Reference => "reference-bout",
        };
        Self { at, volume_ratio: measured.ratio.volume, effort_ratio: measured.ratio.effort, drive: measured.drive }
    }
}

impl<'a> ExplainedReason<'a> {
    fn new(reason: &'a Reason, library: &Library) -> Self {
        let (f, basis, profile) = (reason.factors(), reason.basis(), reason.profile());
        let confidence = library.mechanism(reason.mechanism()).map(|m| m.confidence());
        Self {
            mechanism: reason.mechanism(),
            from: reason.agent().as_str(),
            because: reason.novelty(),
            region: reason.region(),
            file: basis.effect.place().file().name(),
            line: basis.effect.place().line(),
            source: basis.effect.source(),
            confidence: confidence.map(|c| ConfidenceJson { timing: c.timing, size: c.size, fading: c.fading }),
            size: f.size,
            size_at: MeasuredJson::new(&basis.size_at),
            dose: f.dose,
            newness: f.newness,
            person: f.person,
            worry: f.worry,
            peak: reason.peak().get(),
            straight_after: basis.straight_after,
            spread: [reason.spread().0.get(), reason.spread().1.get()],
            base_chance: basis.base_chance.get(),
            chance_at: MeasuredJson::new(&basis.chance_at),
            odds_factor: basis.odds_factor,
            chance: reason.chance().get(),
            exposures: basis.exposures,
            times: TimesJson {
                onset: [profile.onset.get(), profile.onset_to.get()],
                peak: [profile.peak_from.get(), profile.peak_to.get()],
                gone: [profile.gone_from.get(), profile.gone.get()],
                outer: profile.outer.get(),
            },
        }
    }
}

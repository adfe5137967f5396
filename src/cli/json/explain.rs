//! The forecast of one session, down to its last number.

use chrono::NaiveDate;
use serde::Serialize;

use super::SCHEMA;
use backplan::forecast::{Against, Left, Level, Makeup, Measured, Novelty, Part, Reason, SessionForecast};
use backplan::library::{Cause, Confidence, Library, MechanismId, Region, Role};
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
    left: Vec<LeftJson<'a>>,
    telling_chance: f64,
    makeup: Option<MakeupJson>,
    combined: Option<CombinedJson<'a>>,
    reasons: Vec<ExplainedReason<'a>>,
}

/// What an earlier session brings.
#[derive(Serialize)]
struct LeftJson<'a> {
    session: u32,
    from: &'a str,
    mechanism: MechanismId,
    soreness: f64,
}

/// What the highest soreness is made of where earlier sessions have a part in it.
#[derive(Serialize)]
struct CombinedJson<'a> {
    makeup: MakeupJson,
    earlier: Vec<LeftJson<'a>>,
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
    /// Where the mechanism's own numbers stand.
    numbers: Option<PlaceJson<'a>>,
    source: Option<&'a str>,
    confidence: Option<ConfidenceJson>,
    /// The size when new, where it was measured, with the kind of contraction.
    size: f64,
    size_at: MeasuredJson,
    dose: f64,
    /// Whether the dose was cut, as more would pass 10 of 10.
    cut: bool,
    newness: f64,
    person: f64,
    person_parts: PersonJson,
    worry: f64,
    peak: f64,
    straight_after: bool,
    spread: [f64; 2],
    base_chance: f64,
    chance_at: MeasuredJson,
    odds_factor: f64,
    odds: OddsJson,
    chance: f64,
    exposures: f64,
    times: TimesJson,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    file: &'a str,
    line: usize,
}

/// The factors on the odds: their product is the whole factor.
#[derive(Serialize)]
struct OddsJson {
    dose: f64,
    newness: f64,
    person: f64,
}

/// What the person's factor is made of.
#[derive(Serialize)]
struct PersonJson {
    sensitivity: f64,
    practice: f64,
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
    library: &'a Library,
) -> Explained<'a> {
    let part = |p: &Part| PartJson { cause: p.cause, adds: p.adds, in_full: p.in_full };
    let makeup = |m: &Makeup| MakeupJson { region: m.region, parts: m.parts.iter().map(part).collect() };
    let left = |l: &'a Left| LeftJson {
        session: l.session,
        from: l.agent.as_str(),
        mechanism: l.mechanism,
        soreness: l.soreness.get(),
    };
    Explained {
        schema: SCHEMA,
        number: session.number(),
        date: session.date(),
        level: forecast.level(),
        chance: forecast.chance().get(),
        own_peak: forecast.own_peak().get(),
        peak: forecast.peak().get(),
        residue: forecast.residue().get(),
        left: forecast.left().iter().map(left).collect(),
        telling_chance: forecast.telling_chance().get(),
        makeup: forecast.makeup().map(makeup),
        combined: forecast
            .combined()
            .map(|c| CombinedJson { makeup: makeup(&c.makeup), earlier: c.earlier.iter().map(left).collect() }),
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
    fn new(reason: &'a Reason, library: &'a Library) -> Self {
        let (f, basis, profile) = (reason.factors(), reason.basis(), reason.profile());
        let mechanism = library.mechanism(reason.mechanism());
        let confidence = mechanism.map(|m| m.confidence());
        let numbers =
            mechanism.and_then(|m| if let Role::Source(source) = m.role() { Some(&source.place) } else { None });
        Self {
            mechanism: reason.mechanism(),
            from: reason.agent().as_str(),
            because: reason.novelty(),
            region: reason.region(),
            file: basis.effect.place().file().name(),
            line: basis.effect.place().line(),
            numbers: numbers.map(|place| PlaceJson { file: place.file().name(), line: place.line() }),
            source: basis.effect.source(),
            confidence: confidence.map(|c| ConfidenceJson { timing: c.timing, size: c.size, fading: c.fading }),
            size: f.size,
            size_at: MeasuredJson::new(&basis.size_at),
            dose: f.dose,
            cut: basis.is_cut,
            newness: f.newness,
            person: f.person,
            person_parts: PersonJson { sensitivity: basis.person.sensitivity, practice: basis.person.practice },
            worry: f.worry,
            peak: reason.peak().get(),
            straight_after: basis.straight_after,
            spread: [reason.spread().0.get(), reason.spread().1.get()],
            base_chance: basis.base_chance.get(),
            chance_at: MeasuredJson::new(&basis.chance_at),
            odds_factor: basis.odds.product(),
            odds: OddsJson { dose: basis.odds.dose, newness: basis.odds.newness, person: basis.odds.person },
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

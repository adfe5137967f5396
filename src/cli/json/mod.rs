//! Results as JSON. The shapes are a promise: fields may be added, none changed; `schema` counts what breaks it.

mod affected;
mod calibration;
mod changes;
mod explain;
mod findings;
mod library;
mod sarif;

pub(super) use affected::affected;
pub(super) use calibration::calibration;
pub(super) use changes::changes;
pub(super) use explain::explained;
pub(super) use findings::Findings;
pub(super) use library::{Looked, found, shown, stats};
pub(super) use sarif::sarif;

use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use super::input::Planned;
use backplan::forecast::{Level, Novelty, Reason, SessionForecast};
use backplan::handout::reason_sentence;
use backplan::library::{Band, Dose, Library, Load, MechanismId, Region};
use backplan::schedule::{Change, Item, LeftOut, Session, SessionKind};
use backplan::wording::Wording;

pub(super) const SCHEMA: u32 = 1;

/// Which library, to the byte.
#[derive(Serialize)]
pub(super) struct LibraryJson {
    id: String,
    version: String,
    digest: String,
}

impl LibraryJson {
    pub(super) fn new(library: &Library) -> Self {
        Self {
            id: library.id().to_owned(),
            version: library.version().to_string(),
            digest: library.digest().to_string(),
        }
    }
}

/// What every result begins with.
#[derive(Serialize)]
pub(super) struct Result<T> {
    schema: u32,
    programme: String,
    library: LibraryJson,
    start: NaiveDate,
    weeks: u32,
    /// The days of which the rules of rest leave nothing.
    dropped: Vec<Dropped>,
    sessions: Vec<T>,
}

fn result<T>(planned: &Planned, sessions: Vec<T>) -> Result<T> {
    Result {
        schema: SCHEMA,
        programme: planned.programme.name().to_owned(),
        library: LibraryJson::new(&planned.library),
        start: planned.schedule.start(),
        weeks: planned.programme.weeks().get(),
        dropped: planned.schedule.dropped().iter().map(Dropped::new).collect(),
        sessions,
    }
}

/// The result of `plan`.
pub(super) fn plan<'a>(planned: &'a Planned, gate: &'a str) -> Result<PlanSession<'a>> {
    result(planned, planned.schedule.sessions().iter().map(|s| PlanSession::new(s, gate)).collect())
}

/// The result of `plan --compare`: both plans, each with its file and its sessions' highest soreness.
#[derive(Serialize)]
pub(super) struct Compared<'a> {
    schema: u32,
    programmes: Vec<ComparedPlan<'a>>,
}

#[derive(Serialize)]
struct ComparedPlan<'a> {
    file: String,
    ceiling: Option<f64>,
    /// The highest soreness of each session, in order.
    peaks: Vec<f64>,
    plan: Result<PlanSession<'a>>,
}

pub(super) fn compared<'a>(both: [&'a Planned; 2], files: [&Path; 2], gates: &'a [String; 2]) -> Compared<'a> {
    let one = |((planned, file), gate): ((&'a Planned, &Path), &'a String)| ComparedPlan {
        file: file.display().to_string(),
        ceiling: planned.programme.ceiling().map(|c| c.value.get()),
        peaks: planned.forecasts.iter().map(|f| f.peak().rounded()).collect(),
        plan: plan(planned, gate),
    };
    Compared { schema: SCHEMA, programmes: both.into_iter().zip(files).zip(gates).map(one).collect() }
}

/// The result of `forecast`.
pub(super) fn forecast<'a>(planned: &'a Planned, wording: &Wording) -> Result<ForecastSession<'a>> {
    let both = planned.schedule.sessions().iter().zip(&planned.forecasts);
    result(planned, both.map(|(s, f)| ForecastSession::new(s, f, &planned.library, wording)).collect())
}

fn kind(session: &Session) -> &'static str {
    match session.kind() {
        SessionKind::Home(_) => "home",
        SessionKind::Clinic(_) => "clinic",
    }
}

#[derive(Serialize)]
pub(super) struct PlanSession<'a> {
    number: u32,
    kind: &'static str,
    week: u32,
    date: NaiveDate,
    items: Vec<PlanItem<'a>>,
    left_out: Vec<LeftOutJson>,
    techniques: Vec<&'a str>,
}

impl<'a> PlanSession<'a> {
    fn new(session: &'a Session, gate: &'a str) -> Self {
        Self {
            number: session.number(),
            kind: kind(session),
            week: session.week(),
            date: session.date(),
            items: session.items().iter().map(|i| PlanItem::new(i, gate)).collect(),
            left_out: left_out(session),
            techniques: session.techniques().iter().map(|t| t.as_str()).collect(),
        }
    }
}

#[derive(Serialize)]
struct LeftOutJson {
    exercise: String,
    why: LeftOut,
}

fn left_out(session: &Session) -> Vec<LeftOutJson> {
    session.left_out().iter().map(|(id, why)| LeftOutJson { exercise: id.to_string(), why: *why }).collect()
}

#[derive(Serialize)]
struct Dropped {
    week: u32,
    date: NaiveDate,
    left_out: Vec<LeftOutJson>,
}

impl Dropped {
    fn new(session: &Session) -> Self {
        Self { week: session.week(), date: session.date(), left_out: left_out(session) }
    }
}

#[derive(Serialize)]
struct PlanItem<'a> {
    exercise: &'a str,
    dose: DoseJson,
    change: Change,
    reason: String,
    /// What must be true to go on after it, where it is more than last time.
    gate: Option<&'a str>,
}

impl<'a> PlanItem<'a> {
    fn new(item: &'a Item, gate: &'a str) -> Self {
        Self {
            exercise: item.exercise().as_str(),
            dose: DoseJson::new(item.dose()),
            change: item.change(),
            reason: item.reason().to_string(),
            gate: (item.change() == Change::Up).then_some(gate),
        }
    }
}

#[derive(Serialize)]
struct DoseJson {
    sets: u32,
    reps: Option<u32>,
    hold_s: Option<u32>,
    rest_s: Option<u32>,
    load_kg: Option<f64>,
    band: Option<Band>,
    distance_m: Option<u32>,
    times_a_day: u32,
    minutes: Option<f64>,
    effort: Option<f64>,
}

impl DoseJson {
    fn new(dose: &Dose) -> Self {
        Self {
            sets: dose.sets().get(),
            reps: dose.reps().map(|r| r.get()),
            hold_s: dose.hold().map(|h| h.get()),
            rest_s: dose.rest().map(|r| r.get()),
            load_kg: dose.load().and_then(|l| if let Load::Weight(kg) = l { Some(kg.get()) } else { None }),
            band: dose.load().and_then(|l| if let Load::Band(band) = l { Some(band) } else { None }),
            distance_m: dose.distance().map(|d| d.get()),
            times_a_day: dose.times_a_day().get(),
            effort: dose.effort().map(|e| e.get()),
            minutes: dose.time().map(|t| f64::from(t.get()) / 60.0),
        }
    }
}

#[derive(Serialize)]
pub(super) struct ForecastSession<'a> {
    number: u32,
    kind: &'static str,
    week: u32,
    date: NaiveDate,
    level: Level,
    chance: f64,
    telling_chance: f64,
    peak: f64,
    own_peak: f64,
    residue: f64,
    begins: Option<String>,
    peaks: Option<[String; 2]>,
    settles: Option<String>,
    reasons: Vec<ReasonJson<'a>>,
}

impl<'a> ForecastSession<'a> {
    fn new(session: &Session, forecast: &'a SessionForecast, library: &Library, wording: &Wording) -> Self {
        let timing = forecast.timing();
        Self {
            number: session.number(),
            kind: kind(session),
            week: session.week(),
            date: session.date(),
            level: forecast.level(),
            chance: forecast.chance().rounded(),
            telling_chance: forecast.telling_chance().rounded(),
            peak: forecast.peak().rounded(),
            own_peak: forecast.own_peak().rounded(),
            residue: forecast.residue().rounded(),
            begins: timing.map(|t| moment(t.begins)),
            peaks: timing.map(|t| [moment(t.peaks.0), moment(t.peaks.1)]),
            settles: timing.map(|t| moment(t.settles)),
            reasons: forecast.reasons().iter().map(|r| ReasonJson::new(r, library, wording)).collect(),
        }
    }
}

#[derive(Serialize)]
struct ReasonJson<'a> {
    mechanism: MechanismId,
    from: &'a str,
    because: Novelty,
    #[serde(rename = "where")]
    region: Region,
    chance: f64,
    peak: f64,
    /// Between which sizes it is in most of those who feel it.
    spread: [f64; 2],
    factors: FactorsJson,
    /// Hours after the session, and the soreness then in those who feel it, 0-10; straight lines in between.
    curve: Vec<[f64; 2]>,
    text: String,
}

#[derive(Serialize)]
struct FactorsJson {
    size: f64,
    dose: f64,
    newness: f64,
    person: f64,
    worry: f64,
}

impl<'a> ReasonJson<'a> {
    fn new(reason: &'a Reason, library: &Library, wording: &Wording) -> Self {
        let f = reason.factors();
        let hundredths = |x: f64| (x * 100.0).round() / 100.0;
        let thousandths = |x: f64| (x * 1000.0).round() / 1000.0;
        Self {
            mechanism: reason.mechanism(),
            from: reason.agent().as_str(),
            because: reason.novelty(),
            region: reason.region(),
            chance: reason.chance().rounded(),
            peak: reason.peak().rounded(),
            factors: FactorsJson {
                size: thousandths(f.size),
                dose: thousandths(f.dose),
                newness: thousandths(f.newness),
                person: thousandths(f.person),
                worry: thousandths(f.worry),
            },
            spread: [reason.spread().0.rounded(), reason.spread().1.rounded()],
            curve: reason
                .curve()
                .points()
                .iter()
                .map(|(t, v)| [hundredths(t - reason.hour()), hundredths(*v)])
                .collect(),
            text: reason_sentence(reason, library, wording),
        }
    }
}

fn moment(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}

/// A value as JSON with a line break at its end.
pub(super) fn text(value: &impl Serialize) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

//! The forecast of each session.

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::curve::Curve;
use super::exposure::History;
use super::outlook::lasts_beyond;
use super::past::Past;
use super::reason::{Agent, Reason};
use super::scene::Scene;
use super::total::{Part, average, chance, parts, total};
use crate::library::{LevelRules, Library, MechanismId, Region, TechniqueId, Threshold};
use crate::programme::Programme;
use crate::schedule::{Item, Schedule, Session};
use crate::units::{Chance, Soreness};
use crate::yaml::words;

words! {
    /// How likely a session is to cause soreness that is worth telling of.
    Level, "a level" {
        /// Most people feel nothing new.
        Unlikely = "unlikely",
        /// Some people feel it.
        Possible = "possible",
        /// Half of people or more feel it.
        Likely = "likely",
    }
}

/// When a session's own soreness comes and goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// When it is first noticed.
    pub begins: NaiveDateTime,
    /// When it is at its highest: from, to.
    pub peaks: (NaiveDateTime, NaiveDateTime),
    /// When it is no longer noticed.
    pub settles: NaiveDateTime,
}

/// What to expect of one session.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionForecast {
    number: u32,
    level: Level,
    chance: Chance,
    telling_chance: Chance,
    own_peak: Soreness,
    peak: Soreness,
    residue: Soreness,
    left: Vec<Left>,
    timing: Option<Timing>,
    reasons: Vec<Reason>,
    makeup: Option<Makeup>,
    combined: Option<Combined>,
    own: Curve,
    average: Curve,
    total: Curve,
}

/// What an earlier session has left, from one reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    /// The number of the earlier session; 0 for what was done before the programme.
    pub session: u32,
    /// What it comes from.
    pub agent: Agent,
    /// Why.
    pub mechanism: MechanismId,
    /// How sore, in those who feel it.
    pub soreness: Soreness,
}

/// What earlier sessions have left at an hour, the largest first.
fn left(before: &[(u32, Reason)], hour: f64) -> Vec<Left> {
    let of = |(session, reason): &(u32, Reason)| Left {
        session: *session,
        agent: reason.agent().clone(),
        mechanism: reason.mechanism(),
        soreness: Soreness::clamped(reason.curve().at(hour)),
    };
    let mut left: Vec<Left> = before.iter().map(of).filter(|l| l.soreness.get() > 0.0).collect();
    left.sort_by(|a, b| b.soreness.get().total_cmp(&a.soreness.get()).then(b.session.cmp(&a.session)));
    left
}

/// The expected soreness of a whole programme over time, in those who feel it, in hours from midnight of its first day.
pub fn course(schedule: &Schedule, forecasts: &[SessionForecast]) -> Curve {
    let hour = |session: &Session| session.hours_from(schedule.start());
    let mut points = Vec::new();
    for (i, (session, forecast)) in schedule.sessions().iter().zip(forecasts).enumerate() {
        // From this session to the next, all that is felt is in its total.
        let from = hour(session);
        let end = forecast.total.points().last().map_or(from, |(end, _)| *end);
        let to = schedule.sessions().get(i + 1).map_or(end, &hour);
        if to > from {
            points.extend(forecast.total.between(from, to));
        }
    }
    Curve::of_points(points)
}

/// What the highest soreness while a session is felt is made of, where earlier sessions have a part in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Combined {
    /// The parts that add up to it, those of earlier sessions included.
    pub makeup: Makeup,
    /// What earlier sessions bring at that moment, the largest first.
    pub earlier: Vec<Left>,
}

/// What soreness at its highest is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Makeup {
    /// The part of the body where it is highest.
    pub region: Region,
    /// The causes whose parts add up to it.
    pub parts: Vec<Part>,
}

impl Timing {
    /// The same moments as much later, or earlier.
    fn moved_by(self, time: TimeDelta) -> Option<Self> {
        let later = |moment: NaiveDateTime| moment.checked_add_signed(time);
        let Self { begins, peaks: (from, to), settles } = self;
        Some(Self { begins: later(begins)?, peaks: (later(from)?, later(to)?), settles: later(settles)? })
    }
}

impl SessionForecast {
    /// The forecast of the same session as much later, or earlier; nothing if a moment would lie beyond the calendar.
    ///
    /// Its curves are in hours from the first day of the schedule, and stay as they are.
    pub fn moved_by(&self, time: TimeDelta) -> Option<Self> {
        let timing = match self.timing {
            Some(timing) => Some(timing.moved_by(time)?),
            None => None,
        };
        Some(Self { timing, ..self.clone() })
    }

    /// The session's number.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// How likely the session is to cause soreness of its own that is worth telling of.
    pub fn level(&self) -> Level {
        self.level
    }

    /// How many people feel soreness from this session, however small.
    pub fn chance(&self) -> Chance {
        self.chance
    }

    /// How many people feel soreness from this session that is worth telling of; the level follows from it.
    pub fn telling_chance(&self) -> Chance {
        self.telling_chance
    }

    /// How sore this session alone makes those who feel it, at its highest, above usual pain.
    pub fn own_peak(&self) -> Soreness {
        self.own_peak
    }

    /// The highest soreness while this session is felt, with what earlier sessions left, above usual pain.
    pub fn peak(&self) -> Soreness {
        self.peak
    }

    /// What earlier sessions have left when this session begins.
    pub fn residue(&self) -> Soreness {
        self.residue
    }

    /// What that comes from, the largest first; of one cause only the largest counts.
    pub fn left(&self) -> &[Left] {
        &self.left
    }

    /// When the session's own soreness comes and goes; nothing if it causes none.
    pub fn timing(&self) -> Option<Timing> {
        self.timing
    }

    /// Why, the largest first.
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// What the session's own peak is made of; nothing if it causes none.
    pub fn makeup(&self) -> Option<&Makeup> {
        self.makeup.as_ref()
    }

    /// What the highest soreness while it is felt is made of; nothing if earlier sessions add nothing to it.
    pub fn combined(&self) -> Option<&Combined> {
        self.combined.as_ref()
    }

    /// Soreness over time from this session alone, in hours from midnight of the schedule's start.
    pub fn own(&self) -> &Curve {
        &self.own
    }

    /// Soreness over time with what earlier sessions left, without what later ones bring.
    pub fn total(&self) -> &Curve {
        &self.total
    }

    /// The session's own on average over everybody, those who feel nothing included.
    pub fn average(&self) -> &Curve {
        &self.average
    }
}

/// Forecasts every session of a schedule.
pub fn forecast(schedule: &Schedule, programme: &Programme, library: &Library) -> Vec<SessionForecast> {
    let midnight = schedule.start().and_time(chrono::NaiveTime::MIN);
    let most = Soreness::MOST.get();
    let mut before: Vec<(u32, Reason)> = Vec::new();
    let mut past = Past::default();
    let mut forecasts = Vec::new();
    for session in schedule.before().iter().chain(schedule.sessions()) {
        let hour = session.hours_from(schedule.start());
        let scene = Scene { library, person: programme.person(), hour };
        let reasons = reasons(&scene, session, &[&past]);
        past.add(session);
        before.retain(|(_, r)| lasts_beyond(r, hour));
        if session.number() == 0 {
            // Done before the programme: it is not forecast, but what it left is.
            before.extend(reasons.into_iter().map(|r| (0, r)));
            continue;
        }

        let own = total(&reasons, library, most);
        let end = own.points().last().map_or(hour, |(end, _)| *end);
        let all = total(before.iter().map(|(_, r)| r).chain(&reasons), library, most);
        let own_peak = Soreness::clamped(own.peak());
        let residue = Soreness::clamped(total(before.iter().map(|(_, r)| r), library, most).at(hour));
        let chance = chance(&reasons, library);
        let (highest, all_peak) = all.highest_between(hour, end);
        // A curve may drop in no time just as the session begins, and rounding may differ: no whole is below a part.
        let peak = Soreness::clamped(all_peak.max(own_peak.get()).max(residue.get()));
        let combined =
            (peak > own_peak).then(|| parts(before.iter().map(|(_, r)| r).chain(&reasons), library, highest));
        let combined = combined
            .flatten()
            .map(|(region, parts)| Combined { makeup: Makeup { region, parts }, earlier: left(&before, highest) });
        let forecast = SessionForecast {
            number: session.number(),
            level: level(&reasons, library, &library.rules().levels),
            chance,
            telling_chance: telling_chance(&reasons, library, &library.rules().levels.possible),
            own_peak,
            peak,
            residue,
            left: left(&before, hour),
            timing: timing(&own, library.rules().curve.noticeable, midnight),
            makeup: makeup(&reasons, library, &own),
            combined,
            average: average(&reasons, library, most),
            reasons: reasons.clone(),
            own,
            total: all,
        };
        before.extend(reasons.into_iter().map(|r| (session.number(), r)));
        forecasts.push(forecast);
    }
    forecasts
}

/// The reasons of a session, the largest first; ties in a fixed order.
pub(super) fn reasons(scene: &Scene<'_>, session: &Session, pasts: &[&Past]) -> Vec<Reason> {
    let on = session.date();
    let of_items = session.items().iter().flat_map(|item| of_item(scene, item, on, pasts));
    let of_techniques = session.techniques().iter().flat_map(|id| of_technique(scene, id, on, pasts));
    let mut reasons: Vec<Reason> = of_items.chain(of_techniques).collect();
    reasons.sort_by(by_size);
    reasons
}

/// The reasons that an exercise at its dose brings on a day.
pub(super) fn of_item(scene: &Scene<'_>, item: &Item, on: NaiveDate, pasts: &[&Past]) -> Vec<Reason> {
    let Some(exercise) = scene.library.exercise(item.exercise()) else { return Vec::new() };
    let history = History::of_exercise(item.exercise(), item.dose(), on, pasts, scene.library);
    scene.of_exercise(exercise, item.dose(), &history)
}

/// The reasons that a technique brings on a day.
pub(super) fn of_technique(scene: &Scene<'_>, id: &TechniqueId, on: NaiveDate, pasts: &[&Past]) -> Vec<Reason> {
    let Some(technique) = scene.library.technique(id) else { return Vec::new() };
    let history = History::of_technique(technique, on, pasts, scene.library);
    scene.of_technique(technique, &history)
}

/// The largest first; ties in a fixed order.
pub(super) fn by_size(a: &Reason, b: &Reason) -> Ordering {
    let size = b.peak().get().total_cmp(&a.peak().get());
    let chance = b.chance().get().total_cmp(&a.chance().get());
    let key = |r: &Reason| (r.mechanism(), r.region());
    size.then(chance).then_with(|| a.agent().cmp(b.agent())).then_with(|| key(a).cmp(&key(b)))
}

/// What the highest point of a session's own curve is made of.
fn makeup(reasons: &[Reason], library: &Library, own: &Curve) -> Option<Makeup> {
    let (from, _) = own.span_above(own.peak()).filter(|_| own.peak() > 0.0)?;
    let (region, parts) = parts(reasons, library, from)?;
    Some(Makeup { region, parts })
}

/// The chance of feeling anything as large as a level asks for.
fn telling_chance(reasons: &[Reason], library: &Library, threshold: &Threshold) -> Chance {
    chance(reasons.iter().filter(|r| r.reaches(threshold.peak)), library)
}

/// The level follows from those reasons alone that would be worth telling of by their size: many small ones make no
/// warning.
fn level(reasons: &[Reason], library: &Library, rules: &LevelRules) -> Level {
    let reaches = |t: &Threshold| telling_chance(reasons, library, t) >= t.chance;
    if reaches(&rules.likely) {
        Level::Likely
    } else if reaches(&rules.possible) {
        Level::Possible
    } else {
        Level::Unlikely
    }
}

/// Reads the moments off the curve. Soreness too small to be noticed at all is timed where it is at least half its peak.
fn timing(own: &Curve, noticeable: Soreness, midnight: NaiveDateTime) -> Option<Timing> {
    let peak = own.peak();
    if peak <= 0.0 {
        return None;
    }
    let moment = |hour: f64| {
        // Hours of a schedule of at most two years fit easily.
        let minutes = TimeDelta::try_minutes((hour * 60.0).round() as i64).unwrap_or_default();
        midnight.checked_add_signed(minutes).unwrap_or(midnight)
    };
    let (begins, settles) = own.span_above(noticeable.get().min(peak / 2.0))?;
    let (from, to) = own.span_above(peak)?;
    Some(Timing { begins: moment(begins), peaks: (moment(from), moment(to)), settles: moment(settles) })
}

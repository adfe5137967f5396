//! The chart of expected soreness on the clinician's sheet.

use serde::Serialize;

use super::compose::Input;
use crate::forecast::{Level, SessionForecast, course};
use crate::schedule::Session;
use crate::wording::Key;

/// Expected soreness over the weeks. Places are shares of the width, 0-1; heights are soreness, 0-10.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Chart {
    /// The heading.
    pub heading: String,
    /// How to read it.
    pub caption: String,
    /// The same for those who cannot see it.
    pub alt: String,
    /// The top of the scale.
    pub highest: u32,
    /// The highest soreness that the physio accepts.
    pub ceiling: Option<f64>,
    /// The curve.
    pub points: Vec<[f64; 2]>,
    /// The sessions.
    pub marks: Vec<Mark>,
    /// The first day of each week.
    pub weeks: Vec<Tick>,
}

/// A session in the chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mark {
    /// Where it is.
    pub at: f64,
    /// Its number.
    pub number: u32,
    /// `home` or `clinic`.
    pub kind: &'static str,
    /// How likely it is to be felt.
    pub level: Level,
}

/// A date on the axis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tick {
    /// Where it is.
    pub at: f64,
    /// The date.
    pub label: String,
}

/// Draws up the chart.
pub(super) fn chart(input: &Input<'_>) -> Chart {
    let words = input.wording;
    let course = course(input.schedule, input.forecasts);
    let start = input.schedule.start();
    let last = course.points().last().map_or(0.0, |(t, _)| *t);
    let weeks = f64::from(input.programme.weeks().get());
    let hours = (weeks * 168.0).max(last);
    let (peak_at, peak) = course.points().iter().fold((0.0, 0.0), |most, p| if p.1 > most.1 { *p } else { most });
    let midnight = start.and_time(chrono::NaiveTime::MIN);
    let peak_day = chrono::TimeDelta::try_minutes((peak_at * 60.0) as i64).and_then(|m| midnight.checked_add_signed(m));
    let date = peak_day.map_or_else(String::new, |day| words.date(day.date()));
    let peak_text = crate::units::Soreness::clamped(peak).to_string();
    let ceiling = input.programme.ceiling().map(|c| c.value.get());
    let at = |session: &Session| session.hours_from(start) / hours;
    let mark = |(session, forecast): (&Session, &SessionForecast)| Mark {
        at: at(session),
        number: session.number(),
        kind: super::calendar::kind(session),
        level: forecast.level(),
    };
    let tick = |week: u32| {
        let date = start.checked_add_days(chrono::Days::new(u64::from(week) * 7))?;
        Some(Tick { at: f64::from(week) * 168.0 / hours, label: words.date_short(date) })
    };
    Chart {
        heading: words.text(Key::ChartHeading, &[]),
        caption: words.text(if ceiling.is_some() { Key::ChartCaptionCeiling } else { Key::ChartCaption }, &[]),
        alt: words.text(Key::ChartAlt, &[("peak", &peak_text), ("date", &date)]),
        // At least three points high, so that a mild programme does not look like a mountain, and with room above the
        // ceiling, which would look like a frame.
        highest: (peak.max(ceiling.map_or(0.0, |c| c + 0.5)).ceil() as u32).max(3),
        ceiling,
        points: course.points().iter().map(|(t, v)| [t / hours, *v]).collect(),
        marks: input.sessions().map(mark).collect(),
        weeks: (0..input.programme.weeks().get()).filter_map(tick).collect(),
    }
}

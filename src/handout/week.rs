//! The first of the weeks that are printed, at a glance.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::calendar::{self, kind};
use super::compose::Input;
use super::span;
use crate::forecast::{Level, SessionForecast};
use crate::schedule::Session;
use crate::wording::{Key, Wording};

/// A week at a glance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Week {
    /// The heading.
    pub heading: String,
    /// One line a session.
    pub lines: Vec<WeekLine>,
}

/// A session of the week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeekLine {
    /// Its number.
    pub number: u32,
    /// `home` or `clinic`.
    pub kind: &'static str,
    /// How likely it is to be felt.
    pub level: Level,
    /// The level in words, as the calendar's legend has it.
    pub word: String,
    /// Its weekday and date.
    pub day: String,
    /// Until when it may be felt; nothing if it is unlikely to be.
    pub felt: Option<String>,
}

/// The first week that has sessions.
pub(super) fn week(input: &Input<'_>) -> Week {
    let words = input.wording;
    let number = input.sessions().next().map_or(input.weeks().first(), |(session, _)| session.week());
    let of_week = input.sessions().filter(|(session, _)| session.week() == number);
    Week {
        heading: words.text(Key::WeekHeading, &[("n", &number.to_string())]),
        lines: of_week.map(|(session, forecast)| line(session, forecast, words)).collect(),
    }
}

fn line(session: &Session, forecast: &SessionForecast, words: &Wording) -> WeekLine {
    WeekLine {
        number: session.number(),
        kind: kind(session),
        level: forecast.level(),
        word: words.text(calendar::legend_key(forecast.level()), &[]),
        day: short_day(session.date(), words),
        felt: felt(session, forecast, words),
    }
}

/// Until when a session may be felt that is worth a warning.
fn felt(session: &Session, forecast: &SessionForecast, words: &Wording) -> Option<String> {
    let timing = forecast.timing().filter(|_| forecast.level() > Level::Unlikely)?;
    let last = span::last_day(timing.begins, timing.settles);
    Some(if last <= session.date() {
        words.text(Key::WeekSameDay, &[])
    } else {
        // Within a week of it, the weekday is clear, and the line short.
        let is_near = (last - session.date()).num_days() < 7;
        let day = if is_near { words.weekday_short(last.weekday()).to_owned() } else { short_day(last, words) };
        words.text(Key::WeekUntil, &[("day", &day)])
    })
}

/// A day as short as it can be told with its weekday: "Mon 30 Nov".
pub(super) fn short_day(date: NaiveDate, words: &Wording) -> String {
    words.text(Key::WeekDay, &[("weekday", words.weekday_short(date.weekday())), ("date", &words.date_short(date))])
}

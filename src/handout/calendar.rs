//! All sessions at a glance.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveTime};

use super::compose::Input;
use super::model::{Ache, Calendar, CalendarDay, CalendarRow, CalendarSession, Legend};
use super::span::days_between;
use crate::forecast::{Level, SessionForecast};
use crate::schedule::{Session, SessionKind};
use crate::wording::{Key, Wording};

/// The most weeks of which each session has its level as a word. In a longer calendar, a word that most sessions have tells
/// little, and takes the room that page one has for the later weeks.
const WORDY_WEEKS: usize = 5;

/// The word for a level.
pub(super) fn level_word(level: Level, words: &Wording) -> String {
    let key = match level {
        Level::Likely => Key::LevelLikely,
        Level::Possible => Key::LevelPossible,
        Level::Unlikely => Key::LevelUnlikely,
    };
    words.text(key, &[])
}

/// The name of a kind of session, as the template knows it.
pub(super) fn kind(session: &Session) -> &'static str {
    match session.kind() {
        SessionKind::Home(_) => "home",
        SessionKind::Clinic(_) => "clinic",
    }
}

/// The calendar: a row for each week of the programme, so that "Week 2" means the same here and in the doses.
///
/// Its first column is therefore the weekday on which the programme starts.
pub(super) fn calendar(input: &Input<'_>) -> Calendar {
    let words = input.wording;
    let text = |key| words.text(key, &[]);
    let start = input.schedule.start();
    let aches = aches(input);
    let (first, last) = (input.weeks().first(), input.weeks().last());
    let mut rows: Vec<CalendarRow> = (first..=last)
        .map(|week| row(input, week, words.text(Key::CalendarWeek, &[("n", &week.to_string())]), &aches))
        .collect();
    // What the last sessions bring may be felt when the programme is over.
    let weeks = input.programme.weeks().get();
    let end = start.checked_add_days(Days::new(u64::from(weeks) * 7)).unwrap_or(start);
    if last == weeks && aches.keys().any(|day| *day >= end) {
        rows.push(row(input, weeks + 1, text(Key::CalendarAfter), &aches));
    }
    if rows.len() > WORDY_WEEKS {
        rows.iter_mut().for_each(|row| row.quiet = is_quiet(row));
    }
    let legend = |level| Legend::Level { level, text: text(legend_key(level)) };
    Calendar {
        heading: text(Key::CalendarHeading),
        caption: text(Key::CalendarCaption),
        corner: text(Key::CalendarCorner),
        weekdays: start.iter_days().take(7).map(|d| words.weekday_short(d.weekday()).to_owned()).collect(),
        rows,
        home: text(Key::CalendarHome),
        clinic: text(Key::CalendarClinic),
        legend: vec![
            legend(Level::Likely),
            legend(Level::Possible),
            legend(Level::Unlikely),
            Legend::Shade { ache: Ache::Some, text: text(Key::LegendSome) },
            Legend::Shade { ache: Ache::Most, text: text(Key::LegendMost) },
            Legend::Kind { kind: "clinic", text: text(Key::LegendClinic) },
        ],
    }
}

/// What a level means, in words that stand alone.
pub(super) fn legend_key(level: Level) -> Key {
    match level {
        Level::Likely => Key::LegendLikely,
        Level::Possible => Key::LegendPossible,
        Level::Unlikely => Key::LegendUnlikely,
    }
}

/// Whether nothing in a row is worth a warning.
fn is_quiet(row: &CalendarRow) -> bool {
    row.days.iter().flat_map(|day| &day.sessions).all(|session| session.level == Level::Unlikely)
}

/// A row; weeks are counted from 1.
fn row(input: &Input<'_>, week: u32, label: String, aches: &BTreeMap<NaiveDate, Ache>) -> CalendarRow {
    let start = input.schedule.start();
    let days = (0..7).map(|day| {
        let days = u64::from(week.saturating_sub(1)) * 7 + day;
        let date = start.checked_add_days(Days::new(days)).unwrap_or(start);
        // The month stands where it begins.
        let short = if date == input.first_day() || date.day() == 1 {
            input.wording.date_short(date)
        } else {
            date.day().to_string()
        };
        let of_day = input.sessions().filter(|(session, _)| session.date() == date);
        CalendarDay {
            date: short,
            inside: true,
            sessions: of_day.map(|(session, forecast)| entry(session, forecast, input.wording)).collect(),
            ache: aches.get(&date).copied().unwrap_or(Ache::None),
        }
    });
    CalendarRow { label, quiet: false, days: days.collect() }
}

fn entry(session: &Session, forecast: &SessionForecast, words: &Wording) -> CalendarSession {
    CalendarSession {
        number: session.number(),
        kind: kind(session),
        level: forecast.level(),
        word: level_word(forecast.level(), words),
    }
}

/// How much ache each day may bring, from the sessions that are worth a warning.
fn aches(input: &Input<'_>) -> BTreeMap<NaiveDate, Ache> {
    let mut aches = BTreeMap::new();
    // What was done in the weeks before may still be felt.
    for (_, forecast) in input.all_sessions().filter(|(_, f)| f.level() > Level::Unlikely) {
        let Some(timing) = forecast.timing() else { continue };
        // A span that ends at midnight does not reach into the next day.
        let last = timing.settles - chrono::TimeDelta::minutes(1);
        for day in days_between(timing.begins, last.max(timing.begins)) {
            let morning = day.and_time(NaiveTime::MIN);
            let evening = day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN);
            let (from, to) = timing.peaks;
            let most = from < evening && to >= morning;
            let ache = if most { Ache::Most } else { Ache::Some };
            let known = aches.entry(day).or_insert(ache);
            *known = ache.max(*known);
        }
    }
    aches
}

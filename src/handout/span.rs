//! Moments and spans in the patient's words.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use crate::forecast::Timing;
use crate::library::Region;
use crate::schedule::Session;
use crate::units::Hours;
use crate::wording::{Key, RichText, Wording};
use chrono::Datelike;

/// Soreness that begins within so many hours is said to begin with the session's day.
const HOURS_AT_ONCE: i64 = 4;

/// The hour with which a morning begins.
const FIRST_HOUR: u32 = 5;

/// The days from one to another, both counted: as many as their names tell of.
pub(super) fn days_from(first: NaiveDate, last: NaiveDate) -> u64 {
    (last - first).num_days().max(0).unsigned_abs() + 1
}

/// The last day on which something is felt. What ends at midnight does not reach into the next day.
pub(super) fn last_day(begins: NaiveDateTime, settles: NaiveDateTime) -> NaiveDate {
    (settles - TimeDelta::minutes(1)).max(begins).date()
}

/// Hours as whole days, rounded.
pub(super) fn whole_days(hours: Hours) -> u32 {
    (hours.get() / 24.0).round() as u32
}

/// When, and where, a session may be felt.
pub(super) fn when(session: &Session, timing: &Timing, regions: &[Region], words: &Wording) -> RichText {
    let parts: Vec<&str> = regions.iter().map(|r| words.body_part(*r)).collect();
    let place = words.list(&parts);
    let day = |date| day(date, session.date(), words);
    let begins = timing.begins;
    let last = last_day(begins, timing.settles);
    if begins.date() == last {
        return words.rich(Key::WhenDay, &[("day", &day(begins.date())), ("where", &place)]);
    }
    // Nobody knows when on the day the session is done, so "from Monday" must do unless it takes some hours.
    let at_once = (begins - session.time()).num_hours() < HOURS_AT_ONCE;
    let begins_part = if at_once {
        day(begins.date())
    } else {
        // The small hours belong to the night before, as people say it.
        let evening = begins - TimeDelta::hours(FIRST_HOUR.into());
        words.text(Key::DayPart, &[("day", &day(evening.date())), ("part", &part_of_day(begins, words))])
    };
    let peaks = peak_days(timing, words, day);
    words
        .rich(Key::WhenSpan, &[("begins", &begins_part), ("settles", &day(last)), ("peaks", &peaks), ("where", &place)])
}

/// When, and where, each of several sessions may be felt, in days after the session.
pub(super) fn when_after(session: &Session, timing: &Timing, regions: &[Region], words: &Wording) -> RichText {
    let parts: Vec<&str> = regions.iter().map(|r| words.body_part(*r)).collect();
    let after = |date: NaiveDate| days_after((date - session.date()).num_days(), words);
    let gaps = [
        ("days", days_from(timing.begins.date(), last_day(timing.begins, timing.settles)).to_string()),
        ("peaks", peak_days(timing, words, after)),
        ("where", words.list(&parts)),
    ];
    let gaps = gaps.each_ref().map(|(gap, text)| (*gap, text.as_str()));
    words.rich(Key::WhenGroup, &gaps)
}

/// A day that is so many days after a session.
pub(super) fn days_after(days: i64, words: &Wording) -> String {
    match days {
        ..=0 => words.text(Key::SameDay, &[]),
        1 => words.text(Key::NextDay, &[]),
        n => words.text(Key::DaysLater, &[("n", &n.to_string())]),
    }
}

/// The days of the peak: one by one, or from the first to the last if there are many.
fn peak_days(timing: &Timing, words: &Wording, name: impl Fn(NaiveDate) -> String) -> String {
    let days: Vec<String> = days_between(timing.peaks.0, timing.peaks.1).into_iter().map(name).collect();
    match days.as_slice() {
        [first, _, .., last] => words.text(Key::PeakDays, &[("first", first), ("last", last)]),
        few => words.list(few),
    }
}

/// Numbers of sessions in words, runs drawn together: "1, 4 to 9 and 12".
pub(super) fn numbers(numbers: &[u32], words: &Wording) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &n in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == n => *last = n,
            _ => runs.push((n, n)),
        }
    }
    stretches(&runs, words)
}

/// Stretches of sessions, each from its first to its last, in words.
fn stretches(stretches: &[(u32, u32)], words: &Wording) -> String {
    let mut parts = Vec::new();
    for &(first, last) in stretches {
        if last.saturating_sub(first) >= 2 {
            parts.push(words.text(Key::To, &[("low", &first.to_string()), ("high", &last.to_string())]));
        } else {
            parts.extend((first..=last).map(|n| n.to_string()));
        }
    }
    words.list(&parts)
}

/// A day as the patient would say it: the weekday alone while that is clear, else the date.
fn day(date: NaiveDate, session: NaiveDate, words: &Wording) -> String {
    if (date - session).num_days() < 7 { words.weekday(date.weekday()).to_owned() } else { words.date(date) }
}

fn part_of_day(moment: NaiveDateTime, words: &Wording) -> String {
    let key = match moment.hour() {
        FIRST_HOUR..=11 => Key::Morning,
        12..=16 => Key::Afternoon,
        17..=21 => Key::Evening,
        _ => Key::Night,
    };
    words.text(key, &[])
}

/// Every day that a span of time touches.
pub(super) fn days_between(from: NaiveDateTime, to: NaiveDateTime) -> Vec<NaiveDate> {
    from.date().iter_days().take_while(|day| *day <= to.date()).collect()
}

//! Moments and spans in the patient's words.

use chrono::{NaiveDate, NaiveDateTime, Timelike};

use crate::forecast::Timing;
use crate::library::Region;
use crate::schedule::Session;
use crate::units::Hours;
use crate::wording::{Key, RichText, Wording};
use chrono::Datelike;

/// The days from a session to a moment, rounded up.
pub(super) fn days_until(session: &Session, moment: NaiveDateTime) -> u64 {
    let minutes = (moment - session.time()).num_minutes().max(0).unsigned_abs();
    minutes.div_ceil(24 * 60).max(1)
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
    let (begins, settles) = (timing.begins, timing.settles);
    if begins.date() == settles.date() {
        return words.rich(Key::WhenDay, &[("day", &day(begins.date())), ("where", &place)]);
    }
    let begins_part = words.text(Key::DayPart, &[("day", &day(begins.date())), ("part", &part_of_day(begins, words))]);
    let peaks: Vec<String> = days_between(timing.peaks.0, timing.peaks.1).into_iter().map(day).collect();
    words.rich(
        Key::WhenSpan,
        &[
            ("begins", &begins_part),
            ("settles", &day(settles.date())),
            ("peaks", &words.list(&peaks)),
            ("where", &place),
        ],
    )
}

/// A day as the patient would say it: the weekday alone while that is clear, else the date.
fn day(date: NaiveDate, session: NaiveDate, words: &Wording) -> String {
    if (date - session).num_days() < 7 { words.weekday(date.weekday()).to_owned() } else { words.date(date) }
}

fn part_of_day(moment: NaiveDateTime, words: &Wording) -> String {
    let key = match moment.hour() {
        5..=11 => Key::Morning,
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

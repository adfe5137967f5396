//! The diary that the patient fills in.

use serde::Serialize;

use super::calendar::kind;
use super::compose::Input;
use super::week::short_day;
use crate::forecast::Level;
use crate::wording::{Key, RichText};

/// The diary: what is filled in after each session.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Diary {
    /// The heading.
    pub heading: String,
    /// How to fill it in.
    pub intro: RichText,
    /// The headings of its columns: session, day, done, pain during, next morning, new ache, notes.
    pub columns: [String; 7],
    /// The name of a visit, for those who cannot see its shape.
    pub clinic: String,
    /// The sessions.
    pub rows: Vec<DiaryRow>,
}

/// A row of the diary.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DiaryRow {
    /// The session's number.
    pub number: u32,
    /// `home` or `clinic`.
    pub kind: &'static str,
    /// How likely it is to be felt.
    pub level: Level,
    /// Its weekday and date.
    pub day: String,
}

/// A row for each session, under the number that it has everywhere else.
pub(super) fn diary(input: &Input<'_>) -> Diary {
    let words = input.wording;
    let text = |key| words.text(key, &[]);
    let columns = [
        Key::DiarySession,
        Key::DiaryDay,
        Key::DiaryDone,
        Key::DiaryDuring,
        Key::DiaryMorning,
        Key::DiaryAche,
        Key::DiaryNotes,
    ];
    let rows = input.sessions().map(|(session, forecast)| DiaryRow {
        number: session.number(),
        kind: kind(session),
        level: forecast.level(),
        day: short_day(session.date(), words),
    });
    Diary {
        heading: text(Key::DiaryHeading),
        intro: words.rich(Key::DiaryIntro, &[]),
        columns: columns.map(text),
        clinic: text(Key::CalendarClinic),
        rows: rows.collect(),
    }
}

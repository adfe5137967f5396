//! The diary that the patient fills in.

use super::calendar::kind;
use super::compose::Input;
use super::model::{Diary, DiaryRow};
use crate::wording::Key;

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
        day: format!(
            "{} {}",
            words.weekday_short(chrono::Datelike::weekday(&session.date())),
            words.date_short(session.date())
        ),
    });
    Diary {
        heading: text(Key::DiaryHeading),
        intro: words.rich(Key::DiaryIntro, &[]),
        columns: columns.map(text),
        clinic: text(Key::CalendarClinic),
        rows: rows.collect(),
    }
}

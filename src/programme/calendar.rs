//! Which day is which date.

use chrono::{Datelike, Days, NaiveDate};

use super::words::Day;

/// The date of a day in a week of a programme.
///
/// Weeks are stretches of seven days from the start, which may be any day of the week; week 1 begins on the start.
pub(crate) fn date_of(start: NaiveDate, week: u32, day: Day) -> NaiveDate {
    let first = add_days(start, u64::from(week.saturating_sub(1)) * 7);
    let wanted = chrono::Weekday::from(day).num_days_from_monday();
    let ahead = (7 + wanted - first.weekday().num_days_from_monday()) % 7;
    add_days(first, u64::from(ahead))
}

/// The week of a programme that a date is in, from 1; of dates before the start, 1.
pub(crate) fn week_of(start: NaiveDate, date: NaiveDate) -> u32 {
    let weeks = (date - start).num_days().max(0) / 7;
    u32::try_from(weeks).map_or(u32::MAX, |w| w.saturating_add(1))
}

/// Adds days; dates of programmes lie far from the end of chrono's calendar, where this would stay put.
fn add_days(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn weeks_begin_on_the_start() {
        let wednesday = date(2026, 12, 2);
        assert_eq!(date_of(wednesday, 1, Day::Wed), wednesday);
        assert_eq!(date_of(wednesday, 1, Day::Mon), date(2026, 12, 7));
        assert_eq!(date_of(wednesday, 2, Day::Wed), date(2026, 12, 9));
        assert_eq!(date_of(date(2028, 2, 28), 1, Day::Tue), date(2028, 2, 29));
    }
}

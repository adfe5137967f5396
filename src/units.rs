//! Quantities that cannot be mixed up or out of bounds.

use std::fmt;

use chrono::{Datelike, NaiveDate};

macro_rules! whole {
    ($(#[doc = $doc:literal])+ $name:ident($inner:ty), $least:literal..=$most:literal) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($inner);

        impl $name {
            /// The least value.
            pub const LEAST: $name = $name($least);
            /// The greatest value.
            pub const MOST: $name = $name($most);

            /// Takes a number within the bounds.
            pub fn new(value: $inner) -> Option<Self> {
                ($least..=$most).contains(&value).then_some(Self(value))
            }

            /// The number.
            pub fn get(self) -> $inner {
                self.0
            }
        }
    };
}

macro_rules! real {
    ($(#[doc = $doc:literal])+ $name:ident, $least:literal..=$most:literal) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
        pub struct $name(f64);

        impl $name {
            /// The least value.
            pub const LEAST: $name = $name($least);
            /// The greatest value.
            pub const MOST: $name = $name($most);

            /// Takes a finite number within the bounds.
            pub fn new(value: f64) -> Option<Self> {
                ($least..=$most).contains(&value).then_some(Self(value))
            }

            /// Takes the nearest number within the bounds; not-a-number becomes the least.
            pub fn clamped(value: f64) -> Self {
                Self(if value.is_nan() { $least } else { value.clamp($least, $most) })
            }

            /// The number.
            pub fn get(self) -> f64 {
                self.0
            }
        }
    };
}

// The bounds here are what a value can be at all. What is wise is a matter for the library's `rules.yaml`.
whole! {
    /// How many times a block of repetitions is done in a session.
    Sets(u32), 1..=99
}
whole! {
    /// How many times a movement or a hold is done in a set.
    Reps(u32), 1..=999
}
whole! {
    /// A length of time within a session, in seconds, up to a day.
    Seconds(u32), 1..=86_400
}
whole! {
    /// A distance within a session, in metres, up to a long day's walk.
    Metres(u32), 1..=50_000
}
whole! {
    /// How many times a day a session is done.
    TimesADay(u32), 1..=10
}
whole! {
    /// A number of weeks: of a programme, a phase, or since something happened; up to ten years.
    Weeks(u32), 0..=520
}
real! {
    /// A load, in kilograms.
    Kilograms, 0.0..=500.0
}
real! {
    /// How hard something feels while it is done, on the CR-10 scale: 0 would be nothing at all, 10 is as hard as
    /// can be.
    Effort, 0.1..=10.0
}
real! {
    /// Soreness above the person's usual pain: 0 is none, 10 the worst imaginable.
    Soreness, 0.0..=10.0
}
real! {
    /// How many of a group of people: 0 none, 1 all.
    Chance, 0.0..=1.0
}
real! {
    /// A span of time after a session, in hours, up to six weeks.
    Hours, 0.0..=1008.0
}

/// How a date is written.
pub const DATE_FORM: &str = "year, month and day, like 2026-11-30";

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// It is not written as [`DATE_FORM`] says.
    Form,
    /// No calendar has the day.
    Day,
    /// The year can only be a slip.
    Year,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "this is not how a date is written",
            Self::Day => "no calendar has this day",
            Self::Year => "the year is not between 1900 and 2999",
        })
    }
}

impl std::error::Error for DateError {}

/// Reads a date written as year, month and day, like `2026-11-30`, from 1900 to 2999.
///
/// # Errors
/// If it is written otherwise, no calendar has it, or its year can only be a slip.
pub fn parse_date(text: &str) -> Result<NaiveDate, DateError> {
    let is_form = |(at, sign): (usize, u8)| if at == 4 || at == 7 { sign == b'-' } else { sign.is_ascii_digit() };
    if text.len() != 10 || !text.bytes().enumerate().all(is_form) {
        return Err(DateError::Form);
    }
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| DateError::Day)?;
    if (1900..3000).contains(&date.year()) { Ok(date) } else { Err(DateError::Year) }
}

impl Soreness {
    /// The soreness in tenths, as it is printed and reported.
    pub fn rounded(self) -> f64 {
        (self.0 * 10.0).round() / 10.0
    }
}

impl Chance {
    /// The chance in hundredths, as it is reported.
    pub fn rounded(self) -> f64 {
        (self.0 * 100.0).round() / 100.0
    }

    /// How many of ten people, rounded to a whole person.
    pub fn of_ten(self) -> u32 {
        // At most 10 by the bounds of the type.
        (self.0 * 10.0).round() as u32
    }

    /// The chance with its odds multiplied: stays within 0 to 1 and never turns the order of two chances round.
    ///
    /// `factor` below zero counts as zero.
    pub fn times_odds(self, factor: f64) -> Self {
        let factor = factor.max(0.0);
        if self.0 >= 1.0 {
            return if factor > 0.0 { Self(1.0) } else { Self(0.0) };
        }
        let odds = self.0 / (1.0 - self.0) * factor;
        Self::clamped(if odds.is_finite() { odds / (1.0 + odds) } else { 1.0 })
    }
}

impl Weeks {
    /// The number of days.
    pub fn days(self) -> u32 {
        self.0 * 7
    }
}

impl fmt::Display for Soreness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.rounded())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_hold() {
        assert_eq!(Sets::new(0), None);
        assert_eq!(Reps::new(8).map(Reps::get), Some(8));
        assert_eq!(Soreness::new(10.1), None);
        assert_eq!(Soreness::new(f64::NAN), None);
        assert_eq!(Soreness::clamped(f64::NAN).get(), 0.0);
        assert_eq!(Soreness::clamped(11.0).get(), 10.0);
        assert_eq!(Hours::new(f64::INFINITY), None);
    }

    #[test]
    fn dates_say_why_they_are_none() {
        let day = NaiveDate::from_ymd_opt(2028, 2, 29).unwrap();
        assert_eq!(parse_date("2028-02-29"), Ok(day));
        for (text, error) in [
            ("2026-02-29", DateError::Day),
            ("2026-13-01", DateError::Day),
            ("1899-12-31", DateError::Year),
            ("3000-01-01", DateError::Year),
            ("2026-1-01", DateError::Form),
            ("2026-11-30 ", DateError::Form),
            ("+026-11-30", DateError::Form),
            ("2026/11/30", DateError::Form),
            ("٢٠٢٦-11", DateError::Form),
        ] {
            assert_eq!(parse_date(text), Err(error), "{text}");
        }
    }

    #[test]
    fn odds_stay_within_bounds_and_keep_order() {
        let half = Chance::new(0.5).unwrap();
        assert_eq!(half.times_odds(1.0).get(), 0.5);
        assert!((half.times_odds(0.5).get() - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!(half.times_odds(0.0).get(), 0.0);
        assert!(half.times_odds(1e300).get() <= 1.0);
        assert_eq!(Chance::MOST.times_odds(0.5).get(), 1.0);
    }

    #[test]
    fn people_are_whole() {
        assert_eq!(Chance::new(0.62).unwrap().of_ten(), 6);
        assert_eq!(Chance::new(0.04).unwrap().of_ten(), 0);
    }
}

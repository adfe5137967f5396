//! The days of a programme.

use chrono::{Days as Span, NaiveDate};

use crate::programme::{Days, Half, Programme, date_of};

/// A day with a home session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    pub(super) date: NaiveDate,
    /// The week of the programme, from 1.
    pub(super) week: u32,
    /// The phase, from 0.
    pub(super) phase: usize,
    /// The lot of exercises that is done, in a programme with two.
    pub(super) half: Option<Half>,
}

impl Slot {
    /// Whether exercises of a lot are done on it; those of no lot always are.
    pub(super) fn has(&self, half: Option<Half>) -> bool {
        half.is_none_or(|half| self.half.is_none_or(|h| h == half))
    }
}

/// Every day with a home session, in order. Days that the programme skips, and phases of rest, have none.
pub(super) fn slots(programme: &Programme, start: NaiveDate) -> Vec<Slot> {
    let mut slots = Vec::new();
    let mut first_week = 1;
    for (phase, of_phase) in programme.phases().iter().enumerate() {
        let weeks = first_week..first_week + of_phase.weeks().get();
        first_week = weeks.end;
        if of_phase.prescriptions().is_empty() {
            continue;
        }
        for week in weeks {
            let days = in_week(programme.days(), start, week);
            slots.extend(days.into_iter().map(|(date, half)| Slot { date, week, phase, half }));
        }
    }
    slots.retain(|slot| !programme.skip().iter().any(|skip| skip.covers(slot.date)));
    slots.sort_unstable();
    slots
}

/// The days of a week of the programme.
fn in_week(days: &Days, start: NaiveDate, week: u32) -> Vec<(NaiveDate, Option<Half>)> {
    let first = u64::from(week.saturating_sub(1)) * 7;
    let on = |day: u64| start.checked_add_days(Span::new(first + day)).unwrap_or(NaiveDate::MAX);
    match days {
        Days::Daily => (0..7).map(|day| (on(day), None)).collect(),
        // Every other day goes on across the weeks: after seven days the other half of them has its turn.
        Days::Alternate => (0..7).filter(|day| (first + day).is_multiple_of(2)).map(|day| (on(day), None)).collect(),
        Days::AWeek(times) => {
            let times = u64::from(*times);
            (0..times).map(|i| (on(i * 7 / times), None)).collect()
        }
        Days::Weekdays(_) | Days::Split(..) => {
            let fixed = days.fixed().unwrap_or_default();
            fixed.into_iter().map(|(day, half)| (date_of(start, week, day), half)).collect()
        }
    }
}

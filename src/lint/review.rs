//! Reviews that hold, and until when.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::diagnostic::{Code, Findings};
use crate::library::{Found, Library, Review, ReviewLimits};

/// How many days before a review runs out it is time to plan the next: a quarter, as clinics meet that often.
const NOTICE: Days = Days::new(90);

/// The items whose reviews have run out on a day, or will within 90 days, the first to run out first.
pub fn reviews_due(library: &Library, on: NaiveDate) -> Vec<Found<'_>> {
    let soon = on.checked_add_days(NOTICE).unwrap_or(NaiveDate::MAX);
    let mut due: Vec<Found<'_>> = library.all().filter(|found| found.reviewed().until <= soon).collect();
    due.sort_by_key(|found| (found.reviewed().until, found.id()));
    due
}

/// Reports a review that does not hold.
pub(super) fn review(review: &Review, today: NaiveDate, limits: &ReviewLimits, findings: &mut Findings) {
    let most = limits.years;
    let latest = review.on.checked_add_months(Months::new(most.saturating_mul(12))).unwrap_or(NaiveDate::MAX);
    let (message, hint) = if review.until < review.on {
        (format!("reviewed on {}, to hold until {}, which is earlier", review.on, review.until), "check the two dates")
    } else if review.on > today {
        (format!("reviewed on {}, which is still to come", review.on), "check the date")
    } else if review.until < today {
        (format!("the review held until {}", review.until), "look the item over, then set `on` and `until`")
    } else if review.until > latest {
        let years = review.until.year() - review.on.year();
        (
            format!("the review is to hold for {years} years, at most {most} can be trusted"),
            "set `until` to an earlier day",
        )
    } else {
        return;
    };
    findings.add(Code::ReviewExpired, review.place(), message, hint);
}

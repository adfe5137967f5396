//! Whether the dates that a programme names lie where they may.

use chrono::NaiveDate;

use super::calendar::week_of;
use super::days::Skip;
use super::earlier::Earlier;
use super::visit::Visit;
use crate::diagnostic::{Code, Findings};
use crate::units::Weeks;

/// Everything in a programme that has, or comes to have, a date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dates<'a> {
    pub(super) weeks: Weeks,
    pub(super) visits: &'a [Visit],
    pub(super) earlier: &'a [Earlier],
    pub(super) skip: &'a [Skip],
}

impl Dates<'_> {
    /// Reports what lies outside the programme, or falls on one day, if its first day is `start`.
    pub(super) fn check(&self, start: NaiveDate, findings: &mut Findings) {
        self.check_visits(start, findings);
        for earlier in self.earlier {
            let date = earlier.date(start);
            if date >= start {
                findings.add(
                    Code::DateOrder,
                    earlier.place(),
                    format!("done on {date}, which is not before the first day, {start}"),
                    "`earlier` is for what was done before the programme; plan it in a phase or visit, or mend the date",
                );
            }
        }
        let weeks = self.weeks.get();
        let in_programme: Vec<NaiveDate> = start.iter_days().take(self.weeks.days() as usize).collect();
        for skip in self.skip.iter().filter(|skip| !in_programme.iter().any(|day| skip.covers(*day))) {
            let hint = format!("the programme begins on {start} and has {weeks} weeks");
            // A list of holidays goes on being one when the first day is moved.
            findings.add(Code::UnusedDecision, skip.place(), "this day is not in the programme", hint);
        }
    }

    fn check_visits(&self, start: NaiveDate, findings: &mut Findings) {
        let weeks = self.weeks.get();
        for (i, visit) in self.visits.iter().enumerate() {
            let date = visit.day().date(start);
            let week = week_of(start, date);
            // Two on the same day of a week, or with the same date, are found without a first day.
            let same = |other: &&Visit| other.day() != visit.day() && other.day().date(start) == date;
            if date < start {
                findings.add(
                    Code::DateOrder,
                    visit.place(),
                    format!("a visit on {date}, before the first day, {start}"),
                    "mend the date or `start`; a visit that has been goes under `earlier`",
                );
            } else if week > weeks {
                findings.add(
                    Code::VisitOutside,
                    visit.place(),
                    format!("a visit on {date}, in week {week}, but the programme ends in week {weeks}"),
                    "move the visit, or lengthen the programme",
                );
            } else if self.visits.iter().take(i).any(|other| same(&other)) {
                findings.add(
                    Code::DuplicateId,
                    visit.place(),
                    format!("two visits on {date}"),
                    "make them one, with all techniques",
                );
            }
        }
    }
}

//! What the physio wrote, resolved against a library.

mod calendar;
mod caution;
mod dates;
mod days;
mod earlier;
mod get_help;
mod last_word;
mod named;
mod person;
mod phase;
mod prescription;
mod read;
mod record;
mod visit;
mod words;

use chrono::NaiveDate;

pub(crate) use calendar::{date_of, week_of};
pub use days::{Because, Days, Skip};
pub use earlier::{Done, Earlier};
pub use get_help::GetHelp;
pub use last_word::{Despite, Overrule};
pub use person::Person;
pub use phase::Phase;
pub use prescription::{Deload, Pin, PinnedDose, Prescription};
pub use record::{Answer, Topic};
pub use visit::{Visit, VisitDay};
pub use words::{Day, Half, Mode, Rule, Sensitivity};

use crate::diagnostic::Findings;
use crate::library::{Digest, Dose, ExerciseId, TechniqueId, VersionRequest};
use crate::source::{Place, Placed};
use crate::units::{Soreness, Weeks};

/// A programme in which every exercise, technique and dose is sound.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    name: String,
    purpose: String,
    get_help: Vec<GetHelp>,
    asks_for: VersionRequest,
    start: Option<NaiveDate>,
    weeks: Weeks,
    days: Days,
    skip: Vec<Skip>,
    mode: Mode,
    ceiling: Option<Placed<Soreness>>,
    person: Person,
    phases: Vec<Phase>,
    visits: Vec<Visit>,
    deload: Option<Deload>,
    overrules: Vec<Overrule>,
    earlier: Vec<Earlier>,
    record: record::Record,
    place: Place,
    digest: Digest,
}

impl Programme {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The digest of its file, which tells one version of it from another.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// What it is for, in a sentence for the patient.
    pub fn purpose(&self) -> &str {
        &self.purpose
    }

    /// When to get help because of what the person has.
    pub fn get_help(&self) -> &[GetHelp] {
        &self.get_help
    }

    /// The library that it asks for.
    pub fn asks_for(&self) -> &VersionRequest {
        &self.asks_for
    }

    /// The first day, if the programme says so.
    pub fn start(&self) -> Option<NaiveDate> {
        self.start
    }

    /// How many weeks it takes.
    pub fn weeks(&self) -> Weeks {
        self.weeks
    }

    /// On which days home sessions are done.
    pub fn days(&self) -> &Days {
        &self.days
    }

    /// Which lot of exercises is done on a date, if there are two that take turns.
    pub fn lot_on(&self, date: NaiveDate) -> Option<Half> {
        let weekday = chrono::Datelike::weekday(&date);
        let fixed = self.days.fixed()?;
        fixed.into_iter().find(|(day, _)| chrono::Weekday::from(*day) == weekday).and_then(|(_, lot)| lot)
    }

    /// The days without a home session, whatever [`days`](Self::days) says.
    pub fn skip(&self) -> &[Skip] {
        &self.skip
    }

    /// How often there is a lighter week.
    pub fn deload(&self) -> Option<Deload> {
        self.deload
    }

    /// The rules that the physio overruled.
    pub fn overrules(&self) -> &[Overrule] {
        &self.overrules
    }

    /// Whether a rule holds for an exercise.
    pub fn holds(&self, rule: Rule, exercise: &ExerciseId) -> bool {
        !self.overrules.iter().any(|o| o.rule() == rule && o.exercise().is_none_or(|e| e == exercise))
    }

    /// What decides whether the patient moves on.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The highest soreness that the physio accepts on any day, above usual pain.
    pub fn ceiling(&self) -> Option<&Placed<Soreness>> {
        self.ceiling.as_ref()
    }

    /// The person's factors.
    pub fn person(&self) -> &Person {
        &self.person
    }

    /// The phases, one after the other.
    pub fn phases(&self) -> &[Phase] {
        &self.phases
    }

    /// The clinic visits, by day.
    pub fn visits(&self) -> &[Visit] {
        &self.visits
    }

    /// The programme with other days for its home sessions.
    #[must_use]
    pub fn with_days(&self, days: Days) -> Self {
        Self { days, ..self.clone() }
    }

    /// The programme with a visit on another day.
    #[must_use]
    pub fn with_visit_moved(&self, from: VisitDay, to: VisitDay) -> Self {
        let moved = |v: &Visit| if v.day() == from { v.moved_to(to) } else { v.clone() };
        let mut visits: Vec<Visit> = self.visits.iter().map(moved).collect();
        visits.sort_by_key(Visit::day);
        Self { visits, ..self.clone() }
    }

    /// The programme without the dose pinned for an exercise in a week.
    #[must_use]
    pub fn without_pin(&self, exercise: &ExerciseId, week: u32) -> Self {
        let mut changed = self.clone();
        let prescriptions = changed.phases.iter_mut().flat_map(Phase::prescriptions_mut);
        for prescription in prescriptions.filter(|p| p.exercise() == exercise) {
            prescription.unpin(week);
        }
        changed
    }

    /// The programme with the visits of two days in each other's place.
    #[must_use]
    pub fn with_visits_swapped(&self, first: VisitDay, second: VisitDay) -> Self {
        let swapped = |v: &Visit| match v.day() {
            day if day == first => v.moved_to(second),
            day if day == second => v.moved_to(first),
            _ => v.clone(),
        };
        let mut visits: Vec<Visit> = self.visits.iter().map(swapped).collect();
        visits.sort_by_key(Visit::day);
        Self { visits, ..self.clone() }
    }

    /// The programme with another start for an exercise, where it is prescribed first.
    #[must_use]
    pub fn with_start(&self, exercise: &ExerciseId, start: Dose) -> Self {
        let mut changed = self.clone();
        let first = changed.phases.iter_mut().flat_map(Phase::prescriptions_mut).find(|p| p.exercise() == exercise);
        if let Some(first) = first {
            first.start_at(start);
        }
        changed
    }

    /// The programme without lighter weeks, if it has any.
    pub(crate) fn without_deload(&self) -> Option<Self> {
        let mut changed = Self { deload: None, ..self.clone() };
        changed.phases.iter_mut().flat_map(Phase::prescriptions_mut).for_each(Prescription::without_deload);
        (changed != *self).then_some(changed)
    }

    /// The programme without an exercise.
    pub(crate) fn without_exercise(&self, exercise: &ExerciseId) -> Self {
        let mut changed = self.clone();
        changed.phases.iter_mut().for_each(|phase| phase.leave_out(exercise));
        changed
    }

    /// The programme without a technique, and without the visits on which nothing else is done.
    pub(crate) fn without_technique(&self, technique: &TechniqueId) -> Self {
        let visits = self.visits.iter().filter_map(|visit| visit.without(technique)).collect();
        Self { visits, ..self.clone() }
    }

    /// The programme without one of its overruled rules.
    pub(crate) fn without_overrule(&self, at: usize) -> Self {
        let mut changed = self.clone();
        if at < changed.overrules.len() {
            changed.overrules.remove(at);
        }
        changed
    }

    /// The programme without days that are skipped, if it has any.
    pub(crate) fn without_skip(&self) -> Option<Self> {
        (!self.skip.is_empty()).then(|| Self { skip: Vec::new(), ..self.clone() })
    }

    /// The programme without pinned doses, if it has any.
    pub(crate) fn without_pins(&self) -> Option<Self> {
        let mut changed = self.clone();
        changed.phases.iter_mut().flat_map(Phase::prescriptions_mut).for_each(Prescription::without_pins);
        (changed != *self).then_some(changed)
    }

    /// What the person did before the programme, in the order of the file.
    pub fn earlier(&self) -> &[Earlier] {
        &self.earlier
    }

    /// What the physio records on a topic.
    pub fn record(&self, topic: Topic) -> Option<&Answer> {
        self.record.get(&topic)
    }

    /// Whether it names dates, so that another first day may make another plan of it; its own first day does not count.
    pub fn names_dates(&self) -> bool {
        self.fitting_start().is_some()
    }

    /// A first day that fits the dates which the programme names, if it names any, so that it can be tried.
    pub fn fitting_start(&self) -> Option<NaiveDate> {
        let visits = self.visits.iter().filter_map(|v| match v.day() {
            VisitDay::On(date) => Some(date),
            VisitDay::InWeek(..) => None,
        });
        let last_earlier = self.earlier.iter().filter_map(Earlier::written_date).max();
        let skipped = self.skip.iter().map(Skip::first);
        visits.chain(skipped).min().or_else(|| last_earlier.and_then(|date| date.succ_opt()))
    }

    /// Reports dates that lie outside the programme, if its first day is `start`.
    pub(crate) fn check_dates(&self, start: NaiveDate, findings: &mut Findings) {
        let Self { weeks, visits, earlier, skip, .. } = self;
        dates::Dates { weeks: *weeks, visits, earlier, skip }.check(start, findings);
    }

    /// Where the file begins.
    pub fn place(&self) -> &Place {
        &self.place
    }
}

//! The forecast of sessions that are not laid down yet.

use chrono::NaiveDate;

use super::past::Past;
use super::reason::Reason;
use super::scene::Scene;
use super::session::reasons;
use super::total::total;
use crate::library::Library;
use crate::programme::Person;
use crate::schedule::Session;
use crate::units::Soreness;

/// What has been laid down so far, to try out what may come next.
#[derive(Debug, Clone)]
pub struct Outlook<'a> {
    library: &'a Library,
    person: &'a Person,
    start: NaiveDate,
    past: Past,
    lingering: Vec<Reason>,
}

impl<'a> Outlook<'a> {
    /// Begins with what was done before the first day.
    pub fn new(library: &'a Library, person: &'a Person, start: NaiveDate, before: &[Session]) -> Self {
        let mut outlook = Self { library, person, start, past: Past::default(), lingering: Vec::new() };
        for session in before {
            outlook.lay_down(session);
        }
        outlook
    }

    /// Lays a session down; sessions come in order of time.
    pub fn lay_down(&mut self, session: &Session) {
        let hour = session.hours_from(self.start);
        let scene = Scene { library: self.library, person: self.person, hour };
        let reasons = reasons(&scene, session, &[&self.past]);
        self.lingering.retain(|r| lasts_beyond(r, hour));
        self.lingering.extend(reasons);
        self.past.add(session);
    }

    /// The highest soreness of each of some sessions that would follow, with what earlier ones left, above usual pain.
    ///
    /// Only sessions that are marked are looked at, which takes time; the others are remembered as done. A session is right
    /// only if all that is still felt when it begins is marked too.
    pub fn peaks(&self, ahead: &[(Session, bool)]) -> Vec<Option<Soreness>> {
        let most = Soreness::MOST.get();
        let mut lingering = self.lingering.clone();
        let mut between = Past::default();
        let mut peaks = Vec::with_capacity(ahead.len());
        for (session, is_wanted) in ahead {
            let mut peak = None;
            if *is_wanted {
                let hour = session.hours_from(self.start);
                let scene = Scene { library: self.library, person: self.person, hour };
                let reasons = reasons(&scene, session, &[&self.past, &between]);
                lingering.retain(|r| lasts_beyond(r, hour));
                let end = reasons.iter().filter_map(|r| r.curve().points().last()).map(|(end, _)| *end);
                let end = end.fold(hour, f64::max);
                let all = total(lingering.iter().chain(&reasons), self.library, most);
                peak = Some(Soreness::clamped(all.peak_between(hour, end)));
                lingering.extend(reasons);
            }
            between.add(session);
            peaks.push(peak);
        }
        peaks
    }
}

/// Whether a reason is still felt at an hour.
pub(super) fn lasts_beyond(reason: &Reason, hour: f64) -> bool {
    reason.curve().points().last().is_some_and(|(end, _)| *end > hour)
}

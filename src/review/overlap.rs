//! Sessions on the expected peak of earlier ones.

use super::Whole;
use super::remedy::Search;
use crate::diagnostic::{Code, Findings};
use crate::forecast::{Agent, Reason, SessionForecast, forecast};
use crate::library::{ExerciseId, Region};
use crate::programme::{Done, Programme};
use crate::schedule::{Schedule, Session, StepReason};
use crate::source::Place;
use crate::yaml::Word;

/// One or more sessions that fall on the peak of what an exercise or technique brought in an earlier session, and that
/// bring something of their own in the same part of the body.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlap {
    agent: Agent,
    regions: Vec<Region>,
    /// The earlier and the later session, by their numbers; 0 for what was done before the programme.
    pairs: Vec<(u32, u32)>,
    /// What the later sessions bring there.
    later: Vec<Agent>,
}

impl Overlap {
    /// What the earlier soreness comes from.
    pub fn agent(&self) -> &Agent {
        &self.agent
    }

    /// Where both are felt.
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// The earlier session and the one that falls on its peak, by their numbers; never empty. What was done
    /// before the programme has the number 0.
    pub fn pairs(&self) -> &[(u32, u32)] {
        &self.pairs
    }

    /// What the later sessions bring there.
    pub(super) fn later_agents(&self) -> &[Agent] {
        &self.later
    }

    /// Whether another one is about the same thing.
    pub(super) fn is_like(&self, other: &Overlap) -> bool {
        self.agent == other.agent
    }

    fn take(&mut self, other: Overlap) {
        self.regions.extend(other.regions.into_iter().filter(|r| !self.regions.contains(r)).collect::<Vec<_>>());
        self.later.extend(other.later.into_iter().filter(|a| !self.later.contains(a)).collect::<Vec<_>>());
        self.pairs.extend(other.pairs.into_iter().filter(|p| !self.pairs.contains(p)).collect::<Vec<_>>());
    }

    /// Reports it, with the change that avoids it if one was found.
    pub(super) fn report(&self, remedy: &Search, whole: &Whole<'_>, findings: &mut Findings) {
        let Some((first, second)) = self.pairs.first() else { return };
        let more = match self.pairs.len() {
            1 => String::new(),
            2 => ", and so does 1 more".to_owned(),
            n => format!(", and so do {} more", n - 1),
        };
        let hint = match remedy {
            Search::Found(tried) => tried.hint("avoids it"),
            Search::None(1) => "1 change was tried, and does not avoid it without making something worse".to_owned(),
            Search::None(n) => format!(
                "{n} changes were tried, other days and lighter starts first, and none avoids it without making something worse"
            ),
        };
        let first = match first {
            0 => "what was done before".to_owned(),
            number => format!("session {number}"),
        };
        let agent = self.agent.as_str();
        let regions: Vec<&str> = self.regions.iter().map(|r| r.as_str()).collect();
        let regions = regions.join(", ");
        findings.add(
            Code::OnThePeak,
            place_of(&self.agent, whole),
            format!("session {second} falls on the peak of {first} (`{agent}`, {regions}){more}"),
            hint,
        );
    }
}

/// Where the programme names an exercise or technique first; of one that is climbed to, where it names that which climbs;
/// among what was done before if nowhere else.
pub(super) fn place_of<'a>(agent: &Agent, whole: &Whole<'a>) -> &'a Place {
    let programme: &'a Programme = whole.programme;
    let place = match agent {
        Agent::Exercise(id) => named(id, programme).or_else(|| {
            let mut from = id;
            // No ladder is longer than the library.
            for _ in whole.library.exercise_ids() {
                let mut items = whole.schedule.sessions().iter().flat_map(Session::items);
                from = items.find_map(|item| match item.reason() {
                    StepReason::Climbed(easier) if item.exercise() == from => Some(easier),
                    _ => None,
                })?;
                if let Some(place) = named(from, programme) {
                    return Some(place);
                }
            }
            None
        }),
        Agent::Technique(id) => {
            let mut visits = programme.visits().iter();
            visits.find(|v| v.techniques().any(|t| t == id)).map(|v| v.place())
        }
    };
    let earlier = programme.earlier().iter().find(|earlier| match (earlier.what(), agent) {
        (Done::Exercise(done, _), Agent::Exercise(id)) => done == id,
        (Done::Technique(done), Agent::Technique(id)) => done == id,
        _ => false,
    });
    place.or(earlier.map(|earlier| earlier.place())).unwrap_or(programme.place())
}

/// Where a phase names an exercise first.
fn named<'a>(id: &ExerciseId, programme: &'a Programme) -> Option<&'a Place> {
    let mut all = programme.phases().iter().flat_map(|p| p.prescriptions());
    all.find(|p| p.exercise() == id).map(|p| p.place())
}

/// All overlaps, one for each exercise or technique, in the order of their first sessions.
pub(super) fn overlaps(whole: &Whole<'_>) -> Vec<Overlap> {
    let telling = |r: &&Reason| is_telling(r, whole);
    let before = before(whole);
    let mut earlier: Vec<(&Session, &[Reason])> =
        whole.schedule.before().iter().zip(before.iter().map(SessionForecast::reasons)).collect();
    let mut overlaps: Vec<Overlap> = Vec::new();
    for (session, forecast) in whole.schedule.sessions().iter().zip(whole.forecasts) {
        let own: Vec<&Reason> = forecast.reasons().iter().filter(telling).collect();
        for (before, reason) in earlier.iter().flat_map(|(s, reasons)| reasons.iter().map(move |r| (*s, r))) {
            let there = own.iter().filter(|r| r.region() == reason.region());
            let later: Vec<Agent> = there.map(|r| r.agent().clone()).collect();
            if later.is_empty() || !is_telling(reason, whole) || !is_on_peak(before, reason, session, whole) {
                continue;
            }
            let found = Overlap {
                agent: reason.agent().clone(),
                regions: vec![reason.region()],
                pairs: vec![(before.number(), session.number())],
                later,
            };
            match overlaps.iter_mut().find(|known| known.is_like(&found)) {
                Some(known) => known.take(found),
                None => overlaps.push(found),
            }
        }
        earlier.push((session, forecast.reasons()));
    }
    overlaps
}

/// The forecasts of what was done before the programme.
fn before(whole: &Whole<'_>) -> Vec<SessionForecast> {
    // Among themselves they are sessions like any other.
    let alone = Schedule::new(whole.schedule.start(), Vec::new(), whole.schedule.before().to_vec());
    forecast(&alone, whole.programme, whole.library)
}

/// Whether a session is on the peak of what an earlier one brought.
///
/// Of a session on the same day only the day is known, not the hour: it is on the peak if that begins on this day.
fn is_on_peak(before: &Session, reason: &Reason, session: &Session, whole: &Whole<'_>) -> bool {
    let (from, to) = reason.expected_peak();
    let hour = hour_of(session, whole);
    if before.date() == session.date() {
        let midnight = (hour / 24.0).floor() * 24.0 + 24.0;
        return from < midnight;
    }
    (from..=to).contains(&hour)
}

/// Whether a reason would be worth telling of by itself.
pub(super) fn is_telling(reason: &Reason, whole: &Whole<'_>) -> bool {
    let possible = &whole.library.rules().levels.possible;
    reason.reaches(possible.peak) && reason.chance() >= possible.chance
}

fn hour_of(session: &Session, whole: &Whole<'_>) -> f64 {
    session.hours_from(whole.schedule.start())
}

//! Sessions on the expected peak of earlier ones.

use super::Whole;
use super::remedy::Remedy;
use crate::diagnostic::{Code, Findings};
use crate::forecast::{Agent, Reason};
use crate::library::Region;
use crate::programme::Programme;
use crate::schedule::Session;
use crate::source::Place;
use crate::yaml::Word;

/// One or more sessions that fall on the peak of what an exercise or technique brought in an earlier session, and that
/// bring something of their own in the same part of the body.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlap {
    agent: Agent,
    regions: Vec<Region>,
    /// The earlier and the later session, by their numbers.
    pairs: Vec<(u32, u32)>,
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

    /// The earlier session and the one that falls on its peak, by their numbers; never empty.
    pub fn pairs(&self) -> &[(u32, u32)] {
        &self.pairs
    }

    /// Whether another one is about the same thing.
    pub(super) fn is_like(&self, other: &Overlap) -> bool {
        self.agent == other.agent
    }

    fn take(&mut self, other: Overlap) {
        self.regions.extend(other.regions.into_iter().filter(|r| !self.regions.contains(r)).collect::<Vec<_>>());
        self.pairs.extend(other.pairs.into_iter().filter(|p| !self.pairs.contains(p)).collect::<Vec<_>>());
    }

    /// Reports it, with the change that avoids it if one was found.
    pub(super) fn report(&self, remedy: Option<&Remedy>, whole: &Whole<'_>, findings: &mut Findings) {
        let Some((first, second)) = self.pairs.first() else { return };
        let more = match self.pairs.len() {
            1 => String::new(),
            n => format!(", and so do {} more", n - 1),
        };
        let hint = match remedy {
            Some(remedy) => format!("{remedy}; that was tried and avoids it"),
            None => "another day, a lighter start and another order were tried, and none avoids it".to_owned(),
        };
        let agent = self.agent.as_str();
        let regions: Vec<&str> = self.regions.iter().map(|r| r.as_str()).collect();
        let regions = regions.join(", ");
        findings.add(
            Code::OnThePeak,
            place_of(&self.agent, whole.programme),
            format!("session {second} falls on the peak of session {first} (`{agent}`, {regions}){more}"),
            hint,
        );
    }
}

/// Where the programme names an exercise or technique first.
pub(super) fn place_of<'a>(agent: &Agent, programme: &'a Programme) -> &'a Place {
    let place = match agent {
        Agent::Exercise(id) => {
            let mut all = programme.phases().iter().flat_map(|p| p.prescriptions());
            all.find(|p| p.exercise() == id).map(|p| p.place())
        }
        Agent::Technique(id) => {
            let mut visits = programme.visits().iter();
            visits.find(|v| v.techniques().any(|t| t == id)).map(|v| v.place())
        }
    };
    place.unwrap_or(programme.place())
}

/// All overlaps, one for each exercise or technique, in the order of their first sessions.
pub(super) fn overlaps(whole: &Whole<'_>) -> Vec<Overlap> {
    let telling = |r: &&Reason| is_telling(r, whole);
    let mut overlaps: Vec<Overlap> = Vec::new();
    for (i, later) in whole.forecasts.iter().enumerate() {
        let Some(session) = whole.schedule.sessions().get(i) else { continue };
        let hour = hour_of(session, whole);
        let regions: Vec<Region> = later.reasons().iter().filter(telling).map(Reason::region).collect();
        for earlier in whole.forecasts.get(..i).unwrap_or(&[]) {
            for reason in earlier.reasons().iter().filter(telling) {
                let (from, to) = reason.expected_peak();
                if !(from..=to).contains(&hour) || !regions.contains(&reason.region()) {
                    continue;
                }
                let found = Overlap {
                    agent: reason.agent().clone(),
                    regions: vec![reason.region()],
                    pairs: vec![(earlier.number(), later.number())],
                };
                match overlaps.iter_mut().find(|known| known.is_like(&found)) {
                    Some(known) => known.take(found),
                    None => overlaps.push(found),
                }
            }
        }
    }
    overlaps
}

/// Whether a reason would be worth telling of by itself.
pub(super) fn is_telling(reason: &Reason, whole: &Whole<'_>) -> bool {
    let possible = &whole.library.rules().levels.possible;
    reason.reaches(possible.peak) && reason.chance() >= possible.chance
}

fn hour_of(session: &Session, whole: &Whole<'_>) -> f64 {
    let midnight = whole.schedule.start().and_time(chrono::NaiveTime::MIN);
    (session.time() - midnight).num_minutes() as f64 / 60.0
}

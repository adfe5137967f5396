//! Forecasts that rest on numbers of low confidence alone.

use std::collections::BTreeMap;

use super::Whole;
use super::overlap::{is_telling, place_of};
use crate::diagnostic::{Code, Findings};
use crate::forecast::{Agent, Level, Reason};
use crate::library::MechanismId;

/// Warns, once for each mechanism, of sessions whose warning rests on it alone although its size is hardly known and no
/// study stands behind the tag.
pub(super) fn report(whole: &Whole<'_>, findings: &mut Findings) {
    let mut sessions: BTreeMap<MechanismId, (Vec<u32>, Agent)> = BTreeMap::new();
    for forecast in whole.forecasts.iter().filter(|f| f.level() > Level::Unlikely) {
        let telling: Vec<&Reason> = forecast.reasons().iter().filter(|r| is_telling(r, whole)).collect();
        if let Some(first) = telling.first()
            && telling.iter().all(|r| r.is_uncertain(whole.library))
        {
            let of_mechanism = sessions.entry(first.mechanism()).or_insert_with(|| (Vec::new(), first.agent().clone()));
            of_mechanism.0.push(forecast.number());
        }
    }
    for (mechanism, (numbers, agent)) in sessions {
        let sessions = match numbers.as_slice() {
            [] => continue,
            [only] => format!("session {only}"),
            [first, .., last] => format!("{} sessions from {first} to {last}", numbers.len()),
        };
        findings.add(
            Code::UncertainForecast,
            place_of(&agent, whole),
            format!("the warning for {sessions} rests on `{mechanism}` alone, whose numbers are hardly known"),
            "the handout says “some people” there; ask how it went, or tag a size from a study",
        );
    }
}

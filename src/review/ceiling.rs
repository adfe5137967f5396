//! Sessions over the programme's ceiling.

use super::Whole;
use super::remedy::{Ill, against_ceiling, over_ceiling};
use crate::diagnostic::{Code, Findings};
use crate::forecast::SessionForecast;

/// Reports the sessions that are over the ceiling, with the cheapest change that was tried and brings all under it.
///
/// The planner takes no step that lifts a session over the ceiling, so what is left comes from starts and visits.
pub(super) fn report(whole: &Whole<'_>, findings: &mut Findings) {
    let Some(ceiling) = whole.programme.ceiling() else { return };
    let over = over_ceiling(whole);
    let Some(worst) = over.iter().copied().max_by(|a, b| a.peak().get().total_cmp(&b.peak().get())) else { return };
    let week = whole.schedule.sessions().iter().find(|s| s.number() == worst.number()).map_or(0, |s| s.week());
    let more = match over.len() {
        1 => String::new(),
        n => format!(", and {} more are over it", n - 1),
    };
    findings.add(
        Code::OverCeiling,
        &ceiling.place,
        format!(
            "session {} in week {week} is forecast at {}, above the ceiling of {}{more}",
            worst.number(),
            worst.peak(),
            ceiling.value
        ),
        hint(worst, whole),
    );
}

fn hint(worst: &SessionForecast, whole: &Whole<'_>) -> String {
    // What is left from before may be the larger part.
    let before = whole.forecasts.iter().filter(|f| f.number() < worst.number());
    let earlier = before.rev().find(|f| !f.reasons().is_empty());
    let sessions: Vec<u32> = [Some(worst), earlier].into_iter().flatten().map(SessionForecast::number).collect();
    let mut reasons: Vec<_> = [Some(worst), earlier].into_iter().flatten().flat_map(SessionForecast::reasons).collect();
    reasons.sort_by(|a, b| b.peak().get().total_cmp(&a.peak().get()));
    let mut agents = Vec::new();
    for reason in reasons {
        if !agents.contains(&reason.agent()) {
            agents.push(reason.agent());
        }
    }
    for agent in agents.iter().take(MOST_AGENTS) {
        if let Some(remedy) = against_ceiling(Ill { agent, sessions: &sessions }, whole) {
            return format!("{remedy}; that was tried and keeps every session under it");
        }
    }
    let cause = agents.first().map_or("an earlier session", |agent| agent.as_str());
    format!(
        "most of it comes from `{cause}`: no single change keeps it under; leave it out, or start several things lower"
    )
}

/// The most exercises and techniques whose change is tried.
const MOST_AGENTS: usize = 3;

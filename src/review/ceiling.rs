//! Sessions over the programme's ceiling.

use super::Whole;
use super::remedy::{Bench, Search, over_ceiling};
use crate::diagnostic::{Code, Findings};
use crate::forecast::{Agent, Reason, SessionForecast, forecast};
use crate::library::MechanismId;
use crate::schedule::{Schedule, Session, SessionKind};
use crate::units::Soreness;

/// Reports the sessions that are over the ceiling, with the cheapest change that was tried and brings all under it.
///
/// The planner takes no step that lifts a session over the ceiling, so what is left comes from starts and visits.
pub(super) fn report(whole: &Whole<'_>, bench: &Bench<'_>, findings: &mut Findings) {
    let Some(ceiling) = whole.programme.ceiling() else { return };
    let over = over_ceiling(whole);
    let Some(worst) = over.iter().copied().max_by(|a, b| a.peak().get().total_cmp(&b.peak().get())) else { return };
    let week = whole.schedule.sessions().iter().find(|s| s.number() == worst.number()).map_or(0, |s| s.week());
    let more = match over.len() {
        1 => String::new(),
        2 => ", and 1 more is over it".to_owned(),
        n => format!(", and {} more are over it", n - 1),
    };
    findings.add(
        Code::OverCeiling,
        &ceiling.place,
        format!(
            "session {} in week {week} is forecast at {}, above the ceiling of {}{more}",
            worst.number(),
            worst.peak(),
            ceiling.value.get()
        ),
        hint(worst, whole, bench),
    );
}

fn hint(worst: &SessionForecast, whole: &Whole<'_>, bench: &Bench<'_>) -> String {
    let blamed = blamed(worst, whole);
    // What is left from before may be the larger part, and a visit that brought it may be moved.
    let left = worst.left().iter().map(|left| left.session).filter(|number| *number > 0);
    let sessions: Vec<u32> = std::iter::once(worst.number()).chain(left).collect();
    let mut agents: Vec<Agent> = blamed.iter().map(|(agent, _)| agent.clone()).collect();
    // Without the first to blame there may be others that are over the ceiling by themselves.
    let is_over = |reason: &&Reason| whole.programme.ceiling().is_some_and(|c| reason.peak().rounded() > c.value.get());
    for reason in whole.forecasts.iter().flat_map(SessionForecast::reasons).filter(is_over) {
        if !agents.contains(reason.agent()) {
            agents.push(reason.agent().clone());
        }
    }
    agents.truncate(MOST_AGENTS);
    if let Search::Found(tried) = bench.against_ceiling(&agents, &sessions) {
        return tried.hint("keeps every session under it");
    }
    let tail = "nothing that was tried keeps every session under it";
    match blamed.first() {
        Some((agent, without)) if without.get() <= worst.peak().get() / 2.0 => format!(
            "most of it comes from `{}`, without which session {} is at {without}; {tail}",
            agent.as_str(),
            worst.number()
        ),
        // Of things alike the largest counts, so that leaving one of them out may change hardly anything.
        Some(_) => format!("{}; {tail}", largest_part(worst, whole)),
        None => "it comes from what was done before; begin later, or raise the ceiling if the person agrees".to_owned(),
    }
}

/// The cause that makes most of a session's peak, with what brings it.
fn largest_part(worst: &SessionForecast, whole: &Whole<'_>) -> String {
    let makeup = worst.combined().map(|combined| &combined.makeup).or(worst.makeup());
    let Some((makeup, part)) = makeup.and_then(|m| Some((m, m.parts.iter().find(|part| part.in_full)?))) else {
        return "several things together make it".to_owned();
    };
    let is_of = |mechanism: MechanismId| whole.library.cause_of(mechanism) == Some(part.cause);
    let own = worst.reasons().iter().filter(|r| r.region() == makeup.region && is_of(r.mechanism())).map(Reason::agent);
    let earlier = worst.combined().map_or(&[][..], |combined| &combined.earlier);
    let earlier = earlier.iter().filter(|left| is_of(left.mechanism)).map(|left| &left.agent);
    let mut agents: Vec<&Agent> = Vec::new();
    for agent in own.chain(earlier) {
        if !agents.contains(&agent) && agents.len() < MOST_AGENTS {
            agents.push(agent);
        }
    }
    let agents: Vec<String> = agents.iter().map(|agent| format!("`{}`", agent.as_str())).collect();
    format!("{:.1} of it is {} from {}", part.adds, part.cause, agents.join(", "))
}

/// The exercises and techniques without which a session would be less sore, with how sore it would be then; that which
/// lowers it most comes first.
fn blamed(worst: &SessionForecast, whole: &Whole<'_>) -> Vec<(Agent, Soreness)> {
    let mut agents: Vec<Agent> = Vec::new();
    let until = whole.forecasts.iter().filter(|f| f.number() <= worst.number());
    for reason in until.flat_map(SessionForecast::reasons) {
        if !agents.contains(reason.agent()) {
            agents.push(reason.agent().clone());
        }
    }
    let mut blamed: Vec<(Agent, Soreness)> = agents
        .into_iter()
        .filter_map(|agent| {
            let schedule = without(&agent, whole.schedule);
            let forecasts = forecast(&schedule, whole.programme, whole.library);
            let peak = forecasts.iter().find(|f| f.number() == worst.number())?.peak();
            (peak < worst.peak()).then_some((agent, peak))
        })
        .collect();
    blamed.sort_by(|a, b| a.1.get().total_cmp(&b.1.get()));
    blamed
}

/// The same sessions, with nothing else changed, without an exercise or technique.
fn without(agent: &Agent, schedule: &Schedule) -> Schedule {
    let strip = |session: &Session| {
        let kind = match (session.kind(), agent) {
            (SessionKind::Home(items), Agent::Exercise(id)) => {
                SessionKind::Home(items.iter().filter(|i| i.exercise() != id).cloned().collect())
            }
            (SessionKind::Clinic(techniques), Agent::Technique(id)) => {
                SessionKind::Clinic(techniques.iter().filter(|t| *t != id).cloned().collect())
            }
            (kind, _) => kind.clone(),
        };
        Session { kind, ..session.clone() }
    };
    let sessions = schedule.sessions().iter().map(strip).collect();
    Schedule::new(schedule.start(), schedule.before().to_vec(), sessions)
}

/// The most exercises and techniques whose change is tried.
const MOST_AGENTS: usize = 3;

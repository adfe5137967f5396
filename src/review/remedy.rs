//! The smallest change that mends something, found by trying.

use std::fmt;

use super::Whole;
use super::changes::{self, changes};
use super::overlap::{Overlap, overlaps};
use crate::forecast::{Agent, SessionForecast, forecast};
use crate::library::{Dose, ExerciseId};
use crate::planner::{Unreached, draft};
use crate::programme::{Days, Programme, VisitDay};

/// A change of the programme.
#[derive(Debug, Clone, PartialEq)]
pub enum Remedy {
    /// A visit on another day.
    Visit {
        /// The day it is on.
        from: VisitDay,
        /// The day it would be on.
        to: VisitDay,
    },
    /// Other days of the week for the home sessions.
    Days(Days),
    /// A lighter start of an exercise.
    Lighter {
        /// The exercise.
        exercise: ExerciseId,
        /// Its start.
        start: Dose,
    },
    /// Weeks without the doses pinned for an exercise.
    Unpinned {
        /// The exercise.
        exercise: ExerciseId,
        /// The weeks.
        weeks: Vec<u32>,
    },
    /// No pinned doses at all.
    NoPins,
    /// An exercise or technique left out altogether.
    LeftOut(Agent),
    /// Several changes together.
    All(Vec<Remedy>),
    /// Two visits whose techniques change places.
    Order {
        /// The one.
        first: VisitDay,
        /// The other.
        second: VisitDay,
    },
}

impl fmt::Display for Remedy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Visit { from, to } => write!(f, "move the visit from {from} to {to}"),
            Self::Days(days) => write!(f, "use `days: {days}`"),
            Self::Lighter { exercise, start } => write!(f, "start `{exercise}` at `{start}`"),
            Self::Unpinned { exercise, weeks } => match weeks.as_slice() {
                [week] => write!(f, "take the pin of `{exercise}` in week {week} away"),
                weeks => {
                    let weeks: Vec<String> = weeks.iter().map(u32::to_string).collect();
                    write!(f, "take the pins of `{exercise}` in weeks {} away", weeks.join(" and "))
                }
            },
            Self::NoPins => f.write_str("take all pins away"),
            Self::LeftOut(agent) => write!(f, "leave `{}` out", agent.as_str()),
            Self::All(all) => {
                let all: Vec<String> = all.iter().map(ToString::to_string).collect();
                f.write_str(&all.join(" and "))
            }
            Self::Order { first, second } => {
                write!(f, "let the visits on {first} and {second} change places")
            }
        }
    }
}

/// A remedy that was tried and does what it is for, with what it costs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tried {
    remedy: Remedy,
    /// The exercises whose goals are not reached with it, and are without it.
    costs: Vec<ExerciseId>,
}

impl Tried {
    /// The remedy as a hint; `effect` says what it does.
    pub(super) fn hint(&self, effect: &str) -> String {
        let costs: Vec<String> = self.costs.iter().map(|id| format!("`{id}`")).collect();
        let costs = match costs.as_slice() {
            [] => String::new(),
            [one] => format!(", though {one} then misses its goal"),
            several => format!(", though {} then miss their goals", several.join(", ")),
        };
        format!("{}; that was tried and {effect}{costs}", self.remedy)
    }
}

/// The smallest change that was tried and avoids an overlap without making anything worse.
pub(super) fn against_overlap(overlap: &Overlap, whole: &Whole<'_>) -> Option<Tried> {
    let sessions: Vec<u32> = overlap.pairs().iter().flat_map(|(a, b)| [*a, *b]).collect();
    let mut agents = vec![overlap.agent().clone()];
    agents.extend(overlap.later_agents().iter().filter(|a| *a != overlap.agent()).cloned());
    first(changes(&agents, &sessions, whole), whole, |changed| {
        !overlaps(changed).iter().any(|left| left.is_like(overlap))
    })
}

/// The smallest change that was tried and leaves no session over the ceiling; `agents` are to blame, the first the most.
pub(super) fn against_ceiling(agents: &[Agent], sessions: &[u32], whole: &Whole<'_>) -> Option<Tried> {
    let is_well = |changed: &Whole<'_>| over_ceiling(changed).is_empty();
    let programme = whole.programme;
    let light = |agent: &Agent| match agent {
        Agent::Exercise(id) => changes::lighter(id, programme).pop(),
        Agent::Technique(_) => None,
    };
    let left_out = agents.iter().map(|agent| (Remedy::LeftOut(agent.clone()), changes::without(agent, programme)));
    let together = agents.get(..2).and_then(|two| {
        let both: Vec<Remedy> = two.iter().filter_map(|agent| Some(light(agent)?.0)).collect();
        let changed = both.iter().fold(programme.clone(), |changed, remedy| match remedy {
            Remedy::Lighter { exercise, start } => changed.with_start(exercise, *start),
            _ => changed,
        });
        (both.len() == 2).then_some((Remedy::All(both), changed))
    });
    let mut all = changes(agents, sessions, whole);
    if let Some(changed) = programme.without_pins() {
        all.push((Remedy::NoPins, changed));
    }
    all.extend(together);
    // Leaving something out costs more than a goal, so it is the last thing to try.
    first(all, whole, is_well).or_else(|| first(left_out.collect(), whole, is_well))
}

/// The first change after which a programme is as it should be and nothing is worse, if possible one that costs no goal.
fn first(changes: Vec<(Remedy, Programme)>, whole: &Whole<'_>, is_well: impl Fn(&Whole<'_>) -> bool) -> Option<Tried> {
    let start = whole.schedule.start();
    let now = draft(whole.programme, whole.library, start);
    let (unreached, found) = (now.unreached, now.findings.into_sorted().len());
    let known = overlaps(whole);
    let mut costly: Option<Tried> = None;
    for (remedy, programme) in changes {
        let tried = draft(&programme, whole.library, start);
        // A change that brings other findings only moves the trouble.
        if tried.findings.into_sorted().len() > found {
            continue;
        }
        let missed = tried.unreached.iter().filter(|one| !unreached.iter().any(|known| known.is_like(one)));
        let costs: Vec<ExerciseId> = missed.map(Unreached::exercise).cloned().collect();
        if costly.as_ref().is_some_and(|known| known.costs.len() <= costs.len()) {
            continue;
        }
        let forecasts = forecast(&tried.schedule, &programme, whole.library);
        let changed =
            Whole { programme: &programme, library: whole.library, schedule: &tried.schedule, forecasts: &forecasts };
        if !is_well(&changed) || is_worse(&changed, whole, &known) {
            continue;
        }
        if costs.is_empty() {
            return Some(Tried { remedy, costs });
        }
        costly = Some(Tried { remedy, costs });
    }
    costly
}

/// Whether a changed programme has a higher peak than it had, more sessions over the ceiling, or a new overlap.
fn is_worse(changed: &Whole<'_>, whole: &Whole<'_>, known: &[Overlap]) -> bool {
    let highest = |whole: &Whole<'_>| whole.forecasts.iter().map(|f| f.peak().rounded()).fold(0.0, f64::max);
    let is_known = |overlap: &Overlap| {
        known.iter().any(|before| before.is_like(overlap) && overlap.pairs().len() <= before.pairs().len())
    };
    highest(changed) > highest(whole)
        || over_ceiling(changed).len() > over_ceiling(whole).len()
        || !overlaps(changed).iter().all(is_known)
}

/// The sessions over the ceiling.
pub(super) fn over_ceiling<'a>(whole: &Whole<'a>) -> Vec<&'a SessionForecast> {
    let ceiling = whole.programme.ceiling().map(|c| c.value.get());
    whole.forecasts.iter().filter(|f| ceiling.is_some_and(|c| f.peak().rounded() > c)).collect()
}

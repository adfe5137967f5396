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

/// A programme against which changes are held, and how many may be tried for each finding.
pub(super) struct Bench<'a> {
    whole: &'a Whole<'a>,
    overlaps: &'a [Overlap],
    unreached: Vec<Unreached>,
    findings: usize,
    trials: usize,
}

/// What a search for a remedy came to.
pub(super) enum Search {
    /// A change that helps.
    Found(Tried),
    /// None of so many changes helps.
    None(usize),
}

impl<'a> Bench<'a> {
    /// Looks at a programme as it is.
    pub(super) fn new(whole: &'a Whole<'a>, overlaps: &'a [Overlap]) -> Self {
        let now = draft(whole.programme, whole.library, whole.schedule.start());
        let items: usize = whole.schedule.sessions().iter().map(|s| s.items().len() + s.techniques().len()).sum();
        // With a ceiling each item is weighed against those around it.
        let each = if whole.programme.ceiling().is_some() { items * items } else { items * 100 };
        let trials = MOST_WORK / each.max(1) / (overlaps.len() + 1);
        Self {
            whole,
            overlaps,
            unreached: now.unreached,
            findings: now.findings.into_sorted().len(),
            trials: trials.max(LEAST_TRIALS),
        }
    }

    /// The smallest change that avoids an overlap without making anything worse.
    pub(super) fn against_overlap(&self, overlap: &Overlap) -> Search {
        let sessions: Vec<u32> = overlap.pairs().iter().flat_map(|(a, b)| [*a, *b]).collect();
        let mut agents = vec![overlap.agent().clone()];
        agents.extend(overlap.later_agents().iter().find(|a| *a != overlap.agent()).cloned());
        self.first(changes(&agents, &sessions, self.whole), |changed| {
            let is_gone = !overlaps(changed).iter().any(|left| left.is_like(overlap));
            is_gone && (is_moved(self.whole, changed) || is_clearly_less(overlap, self.whole, changed))
        })
    }

    /// The smallest change that leaves no session over the ceiling; `agents` are to blame, the first the most.
    pub(super) fn against_ceiling(&self, agents: &[Agent], sessions: &[u32]) -> Search {
        let is_well = |changed: &Whole<'_>| over_ceiling(changed).is_empty();
        let programme = self.whole.programme;
        let mut all: Vec<(Remedy, Programme)> =
            programme.without_pins().map(|p| (Remedy::NoPins, p)).into_iter().collect();
        all.extend(together(agents, programme));
        // These are so few that they are tried in any case.
        let least = self.first(all, is_well);
        // Leaving something out costs more than a goal, so it is the last thing to try.
        let left_out = agents.iter().map(|agent| (Remedy::LeftOut(agent.clone()), changes::without(agent, programme)));
        match self.first(changes(agents, sessions, self.whole), is_well) {
            Search::Found(tried) => Search::Found(tried),
            Search::None(n) => match least {
                Search::Found(tried) => Search::Found(tried),
                Search::None(more) => match self.first(left_out.collect(), is_well) {
                    Search::Found(tried) => Search::Found(tried),
                    Search::None(most) => Search::None(n + more + most),
                },
            },
        }
    }

    /// The first change after which a programme is as it should be and nothing is worse, if possible one that costs no goal.
    fn first(&self, changes: Vec<(Remedy, Programme)>, is_well: impl Fn(&Whole<'_>) -> bool) -> Search {
        let Whole { library, schedule, .. } = *self.whole;
        let mut costly: Option<Tried> = None;
        let mut count = 0;
        for (remedy, programme) in changes.into_iter().take(self.trials) {
            count += 1;
            let tried = draft(&programme, library, schedule.start());
            // A change that brings other findings only moves the trouble.
            if tried.findings.into_sorted().len() > self.findings {
                continue;
            }
            let missed = tried.unreached.iter().filter(|one| !self.unreached.iter().any(|known| known.is_like(one)));
            let costs: Vec<ExerciseId> = missed.map(Unreached::exercise).cloned().collect();
            if costly.as_ref().is_some_and(|known| known.costs.len() <= costs.len()) {
                continue;
            }
            let forecasts = forecast(&tried.schedule, &programme, library);
            let changed = Whole { programme: &programme, library, schedule: &tried.schedule, forecasts: &forecasts };
            if !is_well(&changed) || is_worse(&changed, self.whole, self.overlaps) {
                continue;
            }
            if costs.is_empty() {
                return Search::Found(Tried { remedy, costs });
            }
            costly = Some(Tried { remedy, costs });
        }
        costly.map_or(Search::None(count), Search::Found)
    }
}

/// Whether any session is on another day.
fn is_moved(whole: &Whole<'_>, changed: &Whole<'_>) -> bool {
    let days = |whole: &Whole<'_>| whole.schedule.sessions().iter().map(|s| s.date()).collect::<Vec<_>>();
    days(whole) != days(changed)
}

/// Whether the sessions on the peak are less sore by as much as anybody would notice. A dose that only just drops the
/// soreness out of what is worth telling of is no remedy.
fn is_clearly_less(overlap: &Overlap, whole: &Whole<'_>, changed: &Whole<'_>) -> bool {
    let later: Vec<u32> = overlap.pairs().iter().map(|(_, later)| *later).collect();
    let highest = |whole: &Whole<'_>| {
        let on_peak = whole.forecasts.iter().filter(|f| later.contains(&f.number()));
        on_peak.map(|f| f.peak().get()).fold(0.0, f64::max)
    };
    highest(whole) - highest(changed) >= whole.library.rules().curve.noticeable.get()
}

/// How much is planned at the most in search of remedies, over all findings: about a second's work. It is counted in items
/// and not in time, so that the same programme always gets the same hints.
const MOST_WORK: usize = 1_000_000;

/// How many changes are tried for a finding at the least, however long the programme.
const LEAST_TRIALS: usize = 2;

/// Lighter starts of the exercises that are most to blame: of two of them together, then of all.
fn together(agents: &[Agent], programme: &Programme) -> Vec<(Remedy, Programme)> {
    let ids: Vec<&ExerciseId> = agents.iter().filter_map(Agent::exercise).collect();
    let two = ids.get(..2).map(|two| changes::lighter_together(two, programme)).unwrap_or_default();
    let all = if ids.len() > 2 { changes::lighter_together(&ids, programme) } else { Vec::new() };
    two.into_iter().chain(all).collect()
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

//! What is done of one exercise in one session, and why.

use super::budget::Budget;
use super::ladder;
use super::plan::Planner;
use super::rest::Rests;
use super::slot::Slot;
use super::track::{Excess, Step, Track, Wait, compare};
use crate::forecast::Outlook;
use crate::library::Dose;
use crate::schedule::{Change, Held, Session, StepReason};

/// What a decision on one exercise has to look at: the day, and the other exercises.
pub(super) struct Around<'p, 'a> {
    pub(super) planner: &'p Planner<'a>,
    /// The slot, and the exercise's place among the tracks.
    pub(super) index: usize,
    pub(super) at: usize,
    pub(super) tracks: &'p [Track<'a>],
    pub(super) rests: &'p Rests,
    pub(super) outlook: &'p Outlook<'p>,
}

impl<'a> Around<'_, 'a> {
    /// The exercise after a session, its dose in it, and why.
    pub(super) fn decide(
        &self,
        mut track: Track<'a>,
        slot: &Slot,
        budget: Option<&mut Budget>,
    ) -> (Track<'a>, Dose, StepReason) {
        let rules = &self.planner.library.rules().progression;
        if let Some(pin) = track.prescription.pins().iter().find(|pin| pin.what.0 == slot.week) {
            let (dose, reason) = (pin.what.1, StepReason::Pinned(pin.because.value.clone()));
            // A pinned dose that is further on is gone on from; after one that is not, things go back to where they were.
            if compare(&track.dose, &dose) == Change::Up && compare(&dose, &track.goal) != Change::Down {
                (track.dose, track.done) = (dose, 0);
            }
            if track.dose == dose {
                track.did(slot.date);
            } else {
                track.did_other(slot.date, dose);
                track.done = 0;
            }
            return (track, dose, reason);
        }
        if track.is_lighter(slot.week, self.planner.programme) {
            let dose = track.lighter(rules);
            track.did_other(slot.date, dose);
            // It is done once more before it grows on.
            track.done = track.done.min(rules.sessions_before_step.saturating_sub(1));
            return (track, dose, StepReason::Deload);
        }
        let (mut track, reason) = match track.back(slot.date, self.planner.library) {
            Some(reason) => (track, reason),
            None => self.step(track, slot, budget),
        };
        track.did(slot.date);
        let dose = track.dose;
        (track, dose, reason)
    }

    /// Takes the best step that may be taken, if any may, and says why.
    fn step(&self, track: Track<'a>, slot: &Slot, mut budget: Option<&mut Budget>) -> (Track<'a>, StepReason) {
        let Planner { programme, library, .. } = self.planner;
        if track.done == 0 && track.came.is_empty() {
            let reason = if track.last.is_none() { StepReason::First } else { StepReason::NewPhase };
            return (track, reason);
        }
        let next = if track.prescription.climbs() {
            ladder::next(track.exercise, programme.person(), library)
        } else {
            Ok(None)
        };
        let later = self.planner.later(self.index, slot, &track);
        let steps = match track.steps(slot.date, &later, next.as_ref().ok().copied().flatten(), programme, library) {
            Ok(steps) => steps,
            Err(wait) => {
                let reason = match wait {
                    Wait::AtGoal => next.map_or_else(StepReason::Barred, |_| StepReason::AtGoal),
                    Wait::Settling => StepReason::Settling { done: track.done + 1 },
                    Wait::Volume(excess) => {
                        let Excess { wanted, before, rise } = *excess;
                        StepReason::Held(Held::Volume {
                            wanted,
                            before,
                            rise,
                            most: library.rules().progression.most_rise,
                        })
                    }
                };
                return (track, reason);
            }
        };
        let mut held = StepReason::AtGoal;
        for step in &steps {
            let mut stepped = track.clone();
            stepped.take(step);
            let verdict = match budget.as_deref_mut() {
                Some(budget) => budget.spend(self.outlook, &self.ahead(&stepped)),
                None => Ok(()),
            };
            match (verdict, step) {
                (Ok(()), Step::Grow { variable, to, hurried }) => {
                    let (variable, from, to, hurried) = (*variable, track.dose, *to, *hurried);
                    return (stepped, StepReason::Grew { variable, from, to, hurried });
                }
                (Ok(()), Step::Climb(_)) => return (stepped, StepReason::Climbed(track.id().clone())),
                (Err(breach), _) => {
                    held = StepReason::Held(Held::Ceiling { wanted: step.dose(), on: breach.on, to: breach.to });
                }
            }
        }
        (Track { held_by_ceiling: true, ..track }, held)
    }

    /// The sessions ahead, with the exercise as it would be.
    fn ahead(&self, changed: &Track<'a>) -> Vec<(Session, bool)> {
        let mut tracks = self.tracks.to_vec();
        if let Some(place) = tracks.get_mut(self.at) {
            *place = changed.clone();
        }
        self.planner.ahead(self.index, &tracks, self.rests)
    }
}

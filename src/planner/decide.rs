//! What is done of one exercise in one session, and why.

use chrono::NaiveDate;

use super::budget::Budget;
use super::ladder;
use super::plan::Planner;
use super::rest::Rests;
use super::slot::Slot;
use super::track::{Excess, Step, Track, Wait, compare};
use crate::forecast::Outlook;
use crate::library::{Dose, Exercise, ExerciseId};
use crate::programme::Prescription;
use crate::schedule::{Bar, BarReason, Change, Held, Session, StepReason};

/// What a decision on one exercise has to look at: the day, and the other exercises.
pub(super) struct Around<'p, 'a> {
    pub(super) planner: &'p Planner<'a>,
    /// The slot, and the exercise's place among the tracks.
    pub(super) index: usize,
    pub(super) at: usize,
    pub(super) tracks: &'p [Track<'a>],
    pub(super) rests: &'p Rests,
    /// The days after it on which the exercise may still grow in this phase.
    pub(super) later: &'p [NaiveDate],
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
        if let Some(pin) = track.pin(slot.week) {
            let (dose, reason) = (pin.what.1.over(&track.dose), StepReason::Pinned(pin.because.value.clone()));
            // A pinned dose that is further on is gone on from; after one that is not, things go back to where they were.
            if compare(&track.dose, &dose) == Change::Up {
                track.go_on_from(&dose);
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
        let library = self.planner.library;
        let anew = track.begin_anew(slot.date, &self.planner.first_start(&track), library);
        let (mut track, reason) = match anew.or_else(|| track.back(slot.date, library)) {
            Some(reason) => (track, reason),
            None => self.step(track, slot, budget),
        };
        track.did(slot.date);
        let dose = track.dose;
        (track, dose, reason)
    }

    /// The exercise that this one may climb to, if it is to climb; or what bars the way.
    fn next(&self, track: &Track<'a>, slot: &Slot) -> Result<Option<&'a Exercise>, Bar> {
        if !track.prescription.climbs() {
            return Ok(None);
        }
        let is_there = |id: &ExerciseId| {
            let mut phases = self.planner.programme.phases().iter();
            let of_phase = phases.nth(slot.phase).into_iter().flat_map(|p| p.prescriptions());
            self.tracks.iter().any(|t| t.id() == id) || of_phase.map(Prescription::exercise).any(|other| other == id)
        };
        let next = ladder::next(track.exercise, self.planner.programme, self.planner.library, is_there)?;
        match (next, track.later_pin(slot.week)) {
            (Some(harder), Some(week)) => Err(Bar { exercise: harder.id().clone(), why: BarReason::Pinned(week) }),
            (next, _) => Ok(next),
        }
    }

    /// Takes the best step that may be taken, if any may, and says why.
    fn step(&self, track: Track<'a>, slot: &Slot, mut budget: Option<&mut Budget>) -> (Track<'a>, StepReason) {
        let Planner { programme, library, .. } = self.planner;
        if track.done == 0 && track.came.is_empty() {
            let reason = if track.last.is_none() { StepReason::First } else { StepReason::NewPhase };
            return (track, reason);
        }
        let progression = &library.rules().progression;
        let next = self.next(&track, slot);
        let steps = match track.steps(slot.date, self.later, next.as_ref().ok().copied().flatten(), programme, library)
        {
            Ok(steps) => steps,
            Err(wait) => {
                let reason = match wait {
                    Wait::AtGoal => next.map_or_else(StepReason::Barred, |_| StepReason::AtGoal),
                    Wait::Settling => match track.on.filter(|last| progression.is_break(*last, slot.date)) {
                        Some(last) if track.done >= progression.sessions_before_step => StepReason::AfterBreak(last),
                        _ => StepReason::Settling { done: track.done + 1 },
                    },
                    Wait::Volume(excess) => {
                        let Excess { wanted, before, rise } = *excess;
                        StepReason::Held(Held::Volume { wanted, before, rise, most: progression.most_rise })
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
                Some(budget) => budget.spend(self.outlook, self.ahead(&stepped)),
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

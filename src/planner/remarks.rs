//! What is wrong with a programme, as far as only its plan shows.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::plan::{Planner, draft};
use super::rest::{is_heavy, is_novice};
use super::rise::{NEAR, rise};
use super::step::raised;
use super::track::Track;
use crate::diagnostic::{Code, Findings};
use crate::library::{Dose, ExerciseId, Library, ProgressionRules, Range, Variable, variables_above};
use crate::programme::{Programme, Rule};
use crate::schedule::{LeftOut, Session, StepReason};
use crate::source::Place;

impl Planner<'_> {
    /// Reports a dose laid down far above the one before.
    pub(super) fn jump(
        &self,
        before: &Dose,
        now: &Dose,
        place: &Place,
        exercise: &ExerciseId,
        findings: &mut Findings,
    ) {
        let rules = &self.library.rules().progression;
        if before.measure() != now.measure() || !self.programme.holds(Rule::WeeklyVolume, exercise) {
            return;
        }
        let curve = &self.library.rules().curve;
        let (from, to) = (before.effort_or_usual(curve).get(), now.effort_or_usual(curve).get());
        if to > from + f64::from(rules.effort_rise) {
            let message = format!("`{exercise}` goes from effort {from} to {to} of 10");
            let hint = format!("start easier; up to {} more is usual", rules.effort_rise);
            findings.add(Code::VolumeJump, place, message, hint);
        }
        let rise = rise(before, now, curve);
        // At small doses a single repetition is a large share, and nothing smaller can be laid down.
        if is_smallest(before, now, rules) {
            return;
        }
        let message =
            format!("`{exercise}` goes from {} to {}, {:.0}% more", before.short(), now.short(), rise * 100.0);
        if rise > rules.most_rise + NEAR {
            let hint = "start lower, or write why under `overrules: [{ rule: weekly-volume, use: …, because: … }]`";
            findings.add(Code::VolumeLeap, place, message, hint);
        } else if rise > rules.usual_rise + NEAR {
            let most = rules.usual_rise * 100.0;
            findings.add(Code::VolumeJump, place, message, format!("start lower; up to {most:.0}% more is usual"));
        }
    }

    /// Reports pinned doses far above all that was done before. They are honoured, as they have their reason.
    pub(super) fn check_pins(&self, before: &[Session], sessions: &[Session], findings: &mut Findings) {
        let rules = &self.library.rules().progression;
        let curve = &self.library.rules().curve;
        let mut done: BTreeMap<&ExerciseId, Vec<Dose>> = BTreeMap::new();
        for (session, item) in before.iter().chain(sessions).flat_map(|s| s.items().iter().map(move |i| (s, i))) {
            let (id, dose) = (&item.exercise, item.dose);
            let known = done.entry(id).or_default();
            if let StepReason::Pinned(_) = item.reason
                && let Some(pin) = self.pin(id, session.week)
                && self.programme.holds(Rule::WeeklyVolume, id)
            {
                // What comes nearest to it counts; without anything, what the exercise would begin with.
                let comparable = known.iter().copied().filter(|known| known.measure() == dose.measure());
                let with_rise = |known: Dose| (rise(&known, &dose, curve), known);
                let nearest = comparable.map(with_rise).min_by(|a, b| a.0.total_cmp(&b.0));
                let (rise, known) = nearest.unwrap_or_else(|| with_rise(pin.1));
                if rise > rules.usual_rise + NEAR && !is_smallest(&known, &dose, rules) {
                    findings.add(
                        Code::VolumeJump,
                        pin.0,
                        format!(
                            "the dose pinned for `{id}` goes from {} to {}, {:.0}% more",
                            known.short(),
                            dose.short(),
                            rise * 100.0
                        ),
                        format!("it is kept; up to {:.0}% more is usual", rules.usual_rise * 100.0),
                    );
                }
            }
            if !known.contains(&dose) {
                known.push(dose);
            }
        }
    }

    /// Reports sessions of which the rules of rest leave nothing.
    pub(super) fn check_dropped(&self, dropped: &[Session], findings: &mut Findings) {
        let mut counts: BTreeMap<(&ExerciseId, LeftOut), usize> = BTreeMap::new();
        for (id, why) in dropped.iter().flat_map(Session::left_out) {
            *counts.entry((id, *why)).or_default() += 1;
        }
        for ((id, why), count) in counts {
            let sessions = if count == 1 { "1 session".to_owned() } else { format!("{count} sessions") };
            let mut all = self.programme.phases().iter().flat_map(|p| p.prescriptions());
            let place = all.find(|p| p.exercise() == id).map_or(self.programme.place(), |p| p.place());
            findings.add(
                Code::EmptySession,
                place,
                format!("`{why}` leaves `{id}` out, and nothing else is left of {sessions}"),
                format!(
                    "days further apart, something for those days, or why under `overrules: [{{ rule: {why}, use: {id}, because: … }}]`"
                ),
            );
        }
    }

    /// Reports heavy exercises of somebody who is new to training if no week has enough days with any.
    pub(super) fn check_seldom(&self, sessions: &[Session], findings: &mut Findings) {
        let rules = &self.library.rules().progression;
        if !is_novice(self.programme, rules) {
            return;
        }
        let mut days: BTreeMap<u32, BTreeSet<NaiveDate>> = BTreeMap::new();
        let mut heavy: BTreeSet<&ExerciseId> = BTreeSet::new();
        for (session, item) in sessions.iter().flat_map(|s| s.items().iter().map(move |i| (s, i))) {
            if is_heavy(&item.dose, rules) {
                days.entry(session.week).or_default().insert(session.date);
                heavy.insert(&item.exercise);
            }
        }
        let most = days.values().map(BTreeSet::len).max().unwrap_or(0);
        if most >= rules.novice_days.least as usize {
            return;
        }
        let mut all = self.programme.phases().iter().flat_map(|p| p.prescriptions());
        let first = all.find(|p| heavy.contains(p.exercise()) && self.programme.holds(Rule::NoviceDays, p.exercise()));
        if let Some(prescription) = first {
            let most_days = if most == 1 { "one day".to_owned() } else { format!("{most} days") };
            let (id, Range { least, most }) = (prescription.exercise(), rules.novice_days);
            findings.add(
                Code::SeldomHeavy,
                prescription.place(),
                format!("`{id}` is heavy, but no week has anything heavy on more than {most_days}"),
                format!(
                    "somebody new to training needs {least} to {most} days a week to get stronger: add a day, or write why under `overrules: [{{ rule: novice-days, use: {id}, because: … }}]`"
                ),
            );
        }
    }

    /// Reports weeks that have far more of an exercise than any of the weeks before, because it is done on more days. How
    /// doses rise is a matter of the steps.
    pub(super) fn check_weeks(&self, sessions: &[Session], dropped: &[Session], findings: &mut Findings) {
        let rules = &self.library.rules().progression;
        // A week with holidays, or with less for rest, is no measure of how often an exercise was meant to be done.
        let left_out = sessions.iter().chain(dropped).flat_map(|s| s.left_out().iter().map(|(id, _)| (id, s.week())));
        let left_out: BTreeSet<(&ExerciseId, u32)> = left_out.collect();
        // Neither is one in the middle of which it was climbed to.
        let climbed = sessions.iter().flat_map(|s| s.items().iter().map(move |item| (item, s.week())));
        let climbed = climbed.filter(|(item, _)| matches!(item.reason, StepReason::Climbed(_)));
        let climbed: BTreeSet<(&ExerciseId, u32)> = climbed.map(|(item, week)| (&item.exercise, week)).collect();
        let is_measure = |id: &ExerciseId, week: u32| {
            !left_out.contains(&(id, week)) && !climbed.contains(&(id, week)) && !self.has_skipped_days(week)
        };
        let mut weeks: BTreeMap<&ExerciseId, BTreeMap<u32, Week>> = BTreeMap::new();
        for (session, item) in sessions.iter().flat_map(|s| s.items().iter().map(move |i| (s, i))) {
            let week = weeks.entry(&item.exercise).or_default().entry(session.week).or_default();
            week.days.insert(session.date);
            week.volume += item.dose.volume();
        }
        for (id, weeks) in weeks.iter().filter(|(id, _)| self.programme.holds(Rule::WeeklyVolume, id)) {
            let is_far_more = |week: &Week, before: &Week| {
                week.days.len() > before.days.len() && week.volume > before.volume * (1.0 + rules.most_rise) + NEAR
            };
            let mut before: Vec<&Week> = Vec::new();
            for (number, week) in weeks {
                let most_days = before.iter().map(|b| b.days.len()).max();
                if let Some(days) = most_days.filter(|_| before.iter().all(|b| is_far_more(week, b))) {
                    let place = self.place_in(id, *number);
                    let message = format!(
                        "`{id}` goes from {} to {} in week {number}, with far more of it than in any week before",
                        days_a_week(days),
                        days_a_week(week.days.len())
                    );
                    let hint = "begin with fewer days, lower `start` for this phase, or write why under `overrules: [{ rule: weekly-volume, use: …, because: … }]`";
                    findings.add(Code::VolumeJump, place, message, hint);
                }
                if is_measure(id, *number) {
                    before.push(week);
                }
            }
        }
    }

    /// Whether a week of the programme has days that are skipped.
    fn has_skipped_days(&self, week: u32) -> bool {
        let days = (0..7).filter_map(|day| {
            let after = u64::from(week.saturating_sub(1)) * 7 + day;
            self.start.checked_add_days(Days::new(after))
        });
        days.into_iter().any(|day| self.programme.skip().iter().any(|skip| skip.covers(day)))
    }

    /// Where an exercise is prescribed for a week.
    fn place_in(&self, id: &ExerciseId, week: u32) -> &Place {
        let mut last = 0;
        let mut phases = self.programme.phases().iter();
        let phase = phases.find(|phase| {
            last += phase.weeks().get();
            week <= last
        });
        let mut prescriptions = phase.into_iter().flat_map(|p| p.prescriptions());
        prescriptions.find(|p| p.exercise() == id).map_or(self.programme.place(), |p| p.place())
    }

    /// Where the dose pinned for an exercise in a week stands, and the start of that exercise.
    fn pin(&self, id: &ExerciseId, week: u32) -> Option<(&Place, Dose)> {
        let prescriptions = self.programme.phases().iter().flat_map(|p| p.prescriptions());
        let mut of_exercise = prescriptions.filter(|p| p.exercise() == id);
        of_exercise.find_map(|p| {
            let pin = p.pins().iter().find(|pin| pin.what.0 == week)?;
            Some((&pin.place, *p.start()))
        })
    }
}

/// What is done of an exercise in a week.
#[derive(Debug, Default)]
struct Week {
    days: BTreeSet<NaiveDate>,
    volume: f64,
}

fn days_a_week(days: usize) -> String {
    if days == 1 { "1 day a week".to_owned() } else { format!("{days} days a week") }
}

/// Whether all that is more in one dose than in another is a single smallest step other than a set.
fn is_smallest(before: &Dose, now: &Dose, rules: &ProgressionRules) -> bool {
    let more = variables_above(now, before);
    more.iter().all(|v| *v != Variable::Sets && raised(before, now, *v, 1, rules).get(*v) >= now.get(*v))
        && more.len() == 1
}

/// A goal that is not reached by the end of its phase.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unreached {
    /// The phase, from 0.
    phase: usize,
    exercise: ExerciseId,
    reached: Dose,
    goal: Dose,
    held_by_ceiling: bool,
    place: Place,
}

impl Unreached {
    /// The exercise whose goal it is.
    pub(crate) fn exercise(&self) -> &ExerciseId {
        &self.exercise
    }

    pub(crate) fn is_like(&self, other: &Self) -> bool {
        (self.phase, &self.exercise) == (other.phase, &other.exercise)
    }
}

/// The prescriptions of a phase that has ended before their goals were reached.
pub(super) fn unreached(tracks: &[Track<'_>], phase: Option<usize>) -> Vec<Unreached> {
    let missed = tracks.iter().filter(|t| t.id() == t.prescription.exercise() && !t.is_at_goal());
    let one = |(phase, track): (usize, &Track<'_>)| Unreached {
        phase,
        exercise: track.id().clone(),
        reached: track.dose,
        goal: track.goal,
        held_by_ceiling: track.held_by_ceiling,
        place: track.prescription.place().clone(),
    };
    phase.into_iter().flat_map(|phase| missed.clone().map(move |t| (phase, t))).map(one).collect()
}

/// Reports goals that are not reached, with what costs them, as far as leaving it away was tried and helps.
pub(super) fn report_unreached(
    programme: &Programme,
    library: &Library,
    start: NaiveDate,
    all: &[Unreached],
    findings: &mut Findings,
) {
    if all.is_empty() {
        return;
    }
    let without = [
        ("the lighter weeks", programme.without_deload()),
        ("the skipped days", programme.without_skip()),
        ("the pinned doses", programme.without_pins()),
    ];
    let tried: Vec<_> = without
        .into_iter()
        .filter_map(|(what, changed)| Some((what, draft(&changed?, library, start).unreached)))
        .collect();
    for one in all {
        let (reached, goal) = (one.reached.short(), one.goal.short());
        let costs = tried.iter().find(|(_, still)| !still.iter().any(|other| other.is_like(one)));
        let hint = if let Some((what, _)) = costs {
            format!("{what} cost it: without them it is reached; leave some out, lower the goal, or add weeks")
        } else if one.held_by_ceiling {
            "the ceiling holds it back: raise the ceiling, lower the goal, or give it more weeks".to_owned()
        } else {
            let phase = programme.phases().get(one.phase);
            let (name, weeks) = phase.map_or(("", 0), |p| (p.name(), p.weeks().get()));
            let weeks = if weeks == 1 { "1 week".to_owned() } else { format!("{weeks} weeks") };
            format!("lower the goal, raise the start, or give the phase `{name}` more than {weeks}")
        };
        let message = format!("`{}` gets to {reached}, not to its goal of {goal}", one.exercise);
        findings.add(Code::GoalUnreached, &one.place, message, hint);
    }
}

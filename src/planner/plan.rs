//! From a programme to a [`Schedule`].

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::budget::Budget;
use super::ladder;
use super::rest::Rests;
use super::slot::{Slot, slots};
use super::step::raised;
use super::track::{Step, Track, Wait, compare};
use crate::diagnostic::{Code, Findings, Outcome};
use crate::forecast::Outlook;
use crate::library::{Dose, ExerciseId, Library, Variable};
use crate::programme::{Done, Programme, Rule, VisitDay};
use crate::schedule::{Change, Held, Item, Schedule, Session, SessionKind, StepReason, date_of, week_of};
use crate::yaml::Word;

/// Works out every session of a programme that starts on a day.
///
/// The same input gives the same schedule; a start a week later gives the same doses a week later, unless the programme
/// names dates.
pub fn plan(programme: &Programme, library: &Library, start: NaiveDate) -> Outcome<Schedule> {
    let mut findings = Findings::new();
    let visits = visits(programme, library, start, &mut findings);
    let before = before(programme, library, start, &mut findings);
    let lasts = library.mechanisms().map(|m| m.profile().outer.get()).fold(0.0, f64::max);
    let lasts = (lasts / 24.0).ceil() as i64;
    let planner = Planner { programme, library, start, slots: slots(programme, start), visits, lasts };
    let sessions = planner.sessions(&before, &mut findings);
    planner.check_skips(&mut findings);
    if sessions.is_empty() {
        let hint = "leave some of the days under `skip` in";
        findings.add(Code::DateOrder, programme.place(), "no day is left for any session", hint);
    }
    Outcome::new(Some(Schedule::new(start, before, sessions)), findings)
}

/// Sessions go by date; a visit comes before the home session of the same day.
fn order(session: &Session) -> (NaiveDate, bool) {
    (session.date, matches!(session.kind, SessionKind::Home(_)))
}

/// What was done before the first day.
fn before(programme: &Programme, library: &Library, start: NaiveDate, findings: &mut Findings) -> Vec<Session> {
    let mut before = Vec::new();
    for earlier in programme.earlier() {
        let date = earlier.date(start);
        if date >= start {
            findings.add(
                Code::DateOrder,
                earlier.place(),
                format!("done on {date}, which is not before the first day, {start}"),
                "`earlier` is for what was done before the programme; plan it in a phase or visit, or mend the date",
            );
        }
        let (kind, at) = match earlier.what() {
            Done::Exercise(exercise, dose) => {
                let (change, reason) = (Change::Start, StepReason::First);
                let item = Item { exercise: exercise.clone(), dose: *dose, change, reason };
                (SessionKind::Home(vec![item]), library.rules().curve.home_at)
            }
            Done::Technique(id) => (SessionKind::Clinic(vec![id.clone()]), library.rules().curve.visit_at),
        };
        let session = Session { number: 0, week: 0, date, at, kind, left_out: Vec::new() };
        before.extend(std::iter::repeat_n(session, earlier.times() as usize));
    }
    before.sort_by_key(order);
    before
}

fn visits(programme: &Programme, library: &Library, start: NaiveDate, findings: &mut Findings) -> Vec<Session> {
    let mut sessions: Vec<Session> = Vec::new();
    for visit in programme.visits() {
        let (week, date) = match visit.day() {
            VisitDay::InWeek(week, day) => (week, date_of(start, week, day)),
            VisitDay::On(date) => (week_of(start, date), date),
        };
        if date < start {
            findings.add(
                Code::DateOrder,
                visit.place(),
                format!("a visit on {date}, before the first day, {start}"),
                "mend the date or `start`; a visit that has been goes under `earlier`",
            );
        } else if week > programme.weeks().get() {
            findings.add(
                Code::VisitOutside,
                visit.place(),
                format!(
                    "a visit on {date}, in week {week}, but the programme ends in week {}",
                    programme.weeks().get()
                ),
                "move the visit, or lengthen the programme",
            );
        } else if sessions.iter().any(|s| s.date == date) {
            findings.add(
                Code::DuplicateId,
                visit.place(),
                format!("two visits on {date}"),
                "make them one, with all techniques",
            );
        }
        sessions.push(Session {
            number: 0,
            week,
            date,
            at: library.rules().curve.visit_at,
            kind: SessionKind::Clinic(visit.techniques().cloned().collect()),
            left_out: Vec::new(),
        });
    }
    sessions.sort_by_key(order);
    sessions
}

/// A programme that is being planned.
struct Planner<'a> {
    programme: &'a Programme,
    library: &'a Library,
    start: NaiveDate,
    slots: Vec<Slot>,
    visits: Vec<Session>,
    /// For how many days anything may be felt.
    lasts: i64,
}

impl<'a> Planner<'a> {
    /// Goes through the days in order and decides each dose.
    fn sessions(&self, before: &[Session], findings: &mut Findings) -> Vec<Session> {
        let mut outlook = Outlook::new(self.library, self.programme.person(), self.start, before);
        let mut sessions: Vec<Session> = Vec::new();
        let mut visits = self.visits.iter().peekable();
        let mut last: BTreeMap<ExerciseId, Dose> = BTreeMap::new();
        let mut rests = Rests::default();
        let mut tracks: Vec<Track<'a>> = Vec::new();
        let mut phase = None;
        for (i, slot) in self.slots.iter().enumerate() {
            while let Some(visit) = visits.next_if(|v| v.date <= slot.date) {
                outlook.lay_down(visit.clone());
                sessions.push(visit.clone());
            }
            if phase != Some(slot.phase) {
                self.unreached(&tracks, phase, findings);
                tracks = self.begin(slot.phase, &mut last, findings);
                phase = Some(slot.phase);
            }
            let session = self.home(i, slot, &mut tracks, &mut rests, &outlook);
            for item in session.items() {
                last.insert(item.exercise.clone(), item.dose);
            }
            for track in &tracks {
                last.insert(track.id().clone(), track.dose);
            }
            if !session.items().is_empty() {
                outlook.lay_down(session.clone());
                sessions.push(session);
            }
        }
        self.unreached(&tracks, phase, findings);
        sessions.extend(visits.cloned());
        sessions
    }

    /// Reports days to skip that lie outside the programme.
    fn check_skips(&self, findings: &mut Findings) {
        let weeks = u64::from(self.programme.weeks().get());
        let in_programme: Vec<NaiveDate> = self.start.iter_days().take((weeks * 7) as usize).collect();
        for skip in self.programme.skip().iter().filter(|skip| !in_programme.iter().any(|day| skip.covers(*day))) {
            let hint = format!("the programme begins on {} and has {weeks} weeks", self.start);
            findings.add(Code::DateOrder, skip.place(), "this day is not in the programme", hint);
        }
    }

    /// The prescriptions of a phase where it begins.
    fn begin(&self, phase: usize, last: &mut BTreeMap<ExerciseId, Dose>, findings: &mut Findings) -> Vec<Track<'a>> {
        let phase = self.programme.phases().get(phase);
        let mut tracks = Vec::new();
        for prescription in phase.into_iter().flat_map(|p| p.prescriptions()) {
            let Some(exercise) = self.library.exercise(prescription.exercise()) else { continue };
            let earlier = last.get(prescription.exercise()).copied();
            let dose = earlier.filter(|_| prescription.continues()).unwrap_or(*prescription.start());
            if let Some(earlier) = earlier {
                self.jump(&earlier, &dose, prescription.start_place(), exercise.id(), findings);
            }
            tracks.push(Track::new(prescription, exercise, dose, earlier));
        }
        tracks
    }

    /// Reports a dose laid down far above the one before.
    fn jump(
        &self,
        before: &Dose,
        now: &Dose,
        place: &crate::source::Place,
        exercise: &ExerciseId,
        findings: &mut Findings,
    ) {
        let rules = &self.library.rules().progression;
        if before.measure() != now.measure() || !self.programme.holds(Rule::WeeklyVolume, exercise) {
            return;
        }
        let rise = now.volume() / before.volume() - 1.0;
        // At small doses a single repetition is a large share, and nothing smaller can be laid down.
        let is_smallest =
            Variable::ALL.iter().any(|v| *v != Variable::Sets && raised(before, now, *v, 1, rules) == *now);
        if is_smallest {
            return;
        }
        let message =
            format!("`{exercise}` goes from {} to {}, {:.0}% more", before.short(), now.short(), rise * 100.0);
        if rise > rules.most_rise + 1e-9 {
            let hint = "start lower, or write why under `overrules: [{ rule: weekly-volume, use: …, because: … }]`";
            findings.add(Code::VolumeLeap, place, message, hint);
        } else if rise > rules.usual_rise + 1e-9 {
            let most = rules.usual_rise * 100.0;
            findings.add(Code::VolumeJump, place, message, format!("start lower; up to {most:.0}% more is usual"));
        }
    }

    /// A home session: each exercise as it is, then every step that the rules and the ceiling allow.
    fn home(
        &self,
        index: usize,
        slot: &Slot,
        tracks: &mut [Track<'a>],
        rests: &mut Rests,
        outlook: &Outlook<'_>,
    ) -> Session {
        let rules = &self.library.rules().progression;
        // What is done today has no part in what may be done today.
        let rested = rests.clone();
        let ceiling = self.programme.ceiling().map(|c| c.value);
        let mut budget = ceiling.map(|ceiling| Budget::new(ceiling, outlook, &self.ahead(index, tracks, &rested)));
        let mut items = Vec::new();
        let mut left_out = Vec::new();
        for at in 0..tracks.len() {
            let Some(track) = tracks.get(at).filter(|t| slot.has(t.prescription.half())).cloned() else { continue };
            if let Some(why) = rests.left_out(track.exercise, &track.dose, slot, self.programme, rules) {
                left_out.push((track.id().clone(), why));
                continue;
            }
            let around = Around { planner: self, index, at, tracks, rests: &rested, outlook };
            let (mut track, dose, reason) = around.decide(track, slot, budget.as_mut());
            let change = match (track.last, &reason) {
                (None, _) => Change::Start,
                (Some(_), StepReason::Deload) => Change::Deload,
                (Some(before), _) => compare(&before, &dose),
            };
            track.last = Some(dose);
            rests.done(track.exercise, &dose, slot, rules);
            items.push(Item { exercise: track.id().clone(), dose, change, reason });
            if let Some(place) = tracks.get_mut(at) {
                *place = track;
            }
        }
        Session {
            number: 0,
            week: slot.week,
            date: slot.date,
            at: self.library.rules().curve.home_at,
            kind: SessionKind::Home(items),
            left_out,
        }
    }

    /// How many more steps there is time for in this phase after a session.
    fn room(&self, index: usize, slot: &Slot, track: &Track<'_>) -> u32 {
        // In a lighter week nothing grows.
        let counts = |s: &&Slot| s.has(track.prescription.half()) && !track.is_lighter(s.week, self.programme);
        let later = self.slots.iter().skip(index + 1).take_while(|s| s.phase == slot.phase).filter(counts).count();
        let left = u32::try_from(later).unwrap_or(u32::MAX);
        left / self.library.rules().progression.sessions_before_step.max(1)
    }

    /// All sessions from this one on, as they would be if nothing more changed, those marked that a step could lift over the
    /// ceiling: the ones of the next days, and the ones around visits and the beginnings of phases, where something is added.
    fn ahead(&self, index: usize, tracks: &[Track<'a>], rests: &Rests) -> Vec<(Session, bool)> {
        let Some(now) = self.slots.get(index) else { return Vec::new() };
        let slots = self.slots.get(index..).unwrap_or(&[]);
        let begins = slots.windows(2).filter_map(|pair| match pair {
            [before, after] if before.phase != after.phase => Some(after.date),
            _ => None,
        });
        let visits = self.visits.iter().filter(|v| v.date > now.date);
        let added: Vec<NaiveDate> = visits.clone().map(|v| v.date).chain(begins).collect();
        let is_wanted = |date: NaiveDate| {
            let days = |from: NaiveDate| (date - from).num_days();
            days(now.date) <= self.lasts || added.iter().any(|a| (-self.lasts..=self.lasts).contains(&days(*a)))
        };
        let home = self.as_it_stands(slots, tracks, rests);
        let mut ahead: Vec<Session> = home.into_iter().chain(visits.cloned()).collect();
        ahead.sort_by_key(order);
        ahead
            .into_iter()
            .map(|session| {
                let wanted = is_wanted(session.date);
                (session, wanted)
            })
            .collect()
    }

    /// The home sessions from a slot on, if nothing more grew: with lighter weeks, pinned doses and what is left out for rest.
    fn as_it_stands(&self, slots: &[Slot], tracks: &[Track<'a>], rests: &Rests) -> Vec<Session> {
        let rules = &self.library.rules().progression;
        let (mut tracks, mut rests) = (tracks.to_vec(), rests.clone());
        let mut last: BTreeMap<ExerciseId, Dose> = tracks.iter().map(|t| (t.id().clone(), t.dose)).collect();
        let mut phase = slots.first().map(|slot| slot.phase);
        let mut sessions = Vec::with_capacity(slots.len());
        for slot in slots {
            if phase != Some(slot.phase) {
                // What is wrong with a later phase is said when it begins.
                tracks = self.begin(slot.phase, &mut last, &mut Findings::new());
                phase = Some(slot.phase);
            }
            let mut items = Vec::new();
            for track in tracks.iter_mut().filter(|t| slot.has(t.prescription.half())) {
                if rests.left_out(track.exercise, &track.dose, slot, self.programme, rules).is_some() {
                    continue;
                }
                let dose = track.standing_dose(slot.week, self.programme, rules);
                rests.done(track.exercise, &dose, slot, rules);
                if !track.is_lighter(slot.week, self.programme) {
                    track.did(slot.date);
                }
                last.insert(track.id().clone(), track.dose);
                let (change, reason) = (Change::Same, StepReason::AtGoal);
                items.push(Item { exercise: track.id().clone(), dose, change, reason });
            }
            sessions.push(Session {
                number: 0,
                week: slot.week,
                date: slot.date,
                at: self.library.rules().curve.home_at,
                kind: SessionKind::Home(items),
                left_out: Vec::new(),
            });
        }
        sessions
    }

    /// Reports the prescriptions of a phase that has ended before their goals were reached.
    fn unreached(&self, tracks: &[Track<'_>], phase: Option<usize>, findings: &mut Findings) {
        let Some(phase) = phase.and_then(|at| self.programme.phases().get(at)) else { return };
        for track in tracks.iter().filter(|t| t.id() == t.prescription.exercise() && !t.is_at_goal()) {
            let (reached, goal) = (track.dose.short(), track.goal.short());
            let hint = if track.held_by_ceiling {
                "the ceiling holds it back: raise the ceiling, lower the goal, or give it more weeks".to_owned()
            } else {
                let weeks = phase.weeks().get();
                format!("lower the goal, raise the start, or give the phase `{}` more than {weeks} weeks", phase.name())
            };
            findings.add(
                Code::GoalUnreached,
                track.prescription.place(),
                format!("`{}` gets to {reached}, not to its goal of {goal}", track.id()),
                hint,
            );
        }
    }
}

/// What a decision on one exercise has to look at: the day, and the other exercises.
struct Around<'p, 'a> {
    planner: &'p Planner<'a>,
    /// The slot, and the exercise's place among the tracks.
    index: usize,
    at: usize,
    tracks: &'p [Track<'a>],
    rests: &'p Rests,
    outlook: &'p Outlook<'p>,
}

impl<'a> Around<'_, 'a> {
    /// The exercise after a session, its dose in it, and why.
    fn decide(&self, mut track: Track<'a>, slot: &Slot, budget: Option<&mut Budget>) -> (Track<'a>, Dose, StepReason) {
        let rules = &self.planner.library.rules().progression;
        if let Some(pin) = track.prescription.pins().iter().find(|pin| pin.what.0 == slot.week) {
            let (dose, reason) = (pin.what.1, StepReason::Pinned(pin.because.value.clone()));
            // A pinned dose that is further on is gone on from; after one that is not, things are as they were.
            if compare(&track.dose, &dose) == Change::Up && compare(&dose, &track.goal) != Change::Down {
                (track.dose, track.done) = (dose, 0);
            }
            track.did(slot.date);
            return (track, dose, reason);
        }
        if track.is_lighter(slot.week, self.planner.programme) {
            let dose = track.lighter(rules);
            return (track, dose, StepReason::Deload);
        }
        let (mut track, reason) = self.step(track, slot, budget);
        track.did(slot.date);
        let dose = track.dose;
        (track, dose, reason)
    }

    /// Takes the best step that may be taken, if any may, and says why.
    fn step(&self, track: Track<'a>, slot: &Slot, mut budget: Option<&mut Budget>) -> (Track<'a>, StepReason) {
        let Planner { programme, library, .. } = self.planner;
        let rules = &library.rules().progression;
        if track.done == 0 && track.came.is_empty() {
            let reason = if track.last.is_none() { StepReason::First } else { StepReason::NewPhase };
            return (track, reason);
        }
        let next = track.prescription.climbs().then(|| ladder::next(track.exercise, programme.person(), library));
        let room = self.planner.room(self.index, slot, &track);
        let steps = match track.steps(slot.date, room, next.flatten(), programme, rules) {
            Ok(steps) => steps,
            Err(wait) => {
                let reason = match wait {
                    Wait::AtGoal => StepReason::AtGoal,
                    Wait::Settling => StepReason::Settling { done: track.done + 1 },
                    Wait::Volume { wanted, rise } => StepReason::Held(Held::Volume { wanted, rise }),
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
                (Ok(()), Step::Grow(variable, _)) => return (stepped, StepReason::Grew(*variable)),
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

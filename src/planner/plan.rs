//! From a programme to a [`Schedule`].

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::budget::Budget;
use super::dated::{before, order, visits};
use super::decide::Around;
use super::remarks::{Unreached, report_unreached, unreached};
use super::rest::Rests;
use super::slot::{Slot, slots};
use super::track::{Reached, Track, compare};
use crate::diagnostic::{Code, Findings, Outcome};
use crate::forecast::Outlook;
use crate::library::{Dose, ExerciseId, Library};
use crate::programme::Programme;
use crate::schedule::{Change, Item, Schedule, Session, SessionKind, StepReason};

/// Works out every session of a programme that starts on a day.
///
/// The same input gives the same schedule; a start a week later gives the same doses a week later, unless the programme
/// names dates.
pub fn plan(programme: &Programme, library: &Library, start: NaiveDate) -> Outcome<Schedule> {
    let Draft { schedule, unreached, mut findings } = draft(programme, library, start);
    report_unreached(programme, library, start, &unreached, &mut findings);
    Outcome::new(Some(schedule), findings)
}

/// A schedule with what was found on the way, before the goals that are not reached are looked into.
pub(crate) struct Draft {
    pub(crate) schedule: Schedule,
    pub(crate) unreached: Vec<Unreached>,
    pub(crate) findings: Findings,
}

/// Works out every session; what is tried out to find a remedy needs no more than this.
pub(crate) fn draft(programme: &Programme, library: &Library, start: NaiveDate) -> Draft {
    let mut findings = Findings::new();
    let visits = visits(programme, library, start);
    let before = before(programme, library, start);
    programme.check_dates(start, &mut findings);
    let lasts = library.mechanisms().map(|m| m.profile().outer.get()).fold(0.0, f64::max);
    let lasts = (lasts / 24.0).ceil() as i64;
    let planner = Planner { programme, library, start, slots: slots(programme, start), visits, lasts };
    let (sessions, dropped, unreached) = planner.sessions(&before, &mut findings);
    planner.check_dropped(&dropped, &mut findings);
    planner.check_pins(&before, &sessions, &mut findings);
    planner.check_seldom(&sessions, &mut findings);
    planner.check_weeks(&sessions, &dropped, &mut findings);
    if sessions.is_empty() && dropped.is_empty() {
        let hint = "leave some of the days under `skip` in";
        findings.add(Code::DateOrder, programme.place(), "no day is left for any session", hint);
    }
    Draft { schedule: Schedule::new(start, before, sessions).with_dropped(dropped), unreached, findings }
}

/// A programme that is being planned.
pub(super) struct Planner<'a> {
    pub(super) programme: &'a Programme,
    pub(super) library: &'a Library,
    pub(super) start: NaiveDate,
    slots: Vec<Slot>,
    visits: Vec<Session>,
    /// For how many days anything may be felt.
    lasts: i64,
}

impl<'a> Planner<'a> {
    /// Goes through the days in order and decides each dose; also gives the sessions of which nothing is left.
    fn sessions(&self, before: &[Session], findings: &mut Findings) -> (Vec<Session>, Vec<Session>, Vec<Unreached>) {
        let mut outlook = Outlook::new(self.library, self.programme.person(), self.start, before);
        let mut sessions: Vec<Session> = Vec::new();
        let mut dropped = Vec::new();
        let mut visits = self.visits.iter().peekable();
        let mut last: BTreeMap<ExerciseId, Reached> = BTreeMap::new();
        let mut missed = Vec::new();
        let mut rests = self.rests_before(before);
        let mut tracks: Vec<Track<'a>> = Vec::new();
        let mut budget = self.programme.ceiling().map(|ceiling| Budget::new(ceiling.value));
        let mut phase = None;
        for (i, slot) in self.slots.iter().enumerate() {
            while let Some(visit) = visits.next_if(|v| v.date <= slot.date) {
                outlook.lay_down(visit);
                sessions.push(visit.clone());
            }
            if phase != Some(slot.phase) {
                missed.extend(unreached(&tracks, phase));
                tracks = self.begin(slot.phase, &mut last, findings);
                phase = Some(slot.phase);
            }
            let session = self.home(i, slot, &mut tracks, &mut rests, &outlook, budget.as_mut());
            for item in session.items() {
                last.insert(item.exercise.clone(), Reached { dose: item.dose, on: Some(slot.date) });
            }
            for track in &tracks {
                last.insert(track.id().clone(), track.reached());
            }
            if !session.items().is_empty() {
                outlook.lay_down(&session);
                sessions.push(session);
            } else if !session.left_out().is_empty() {
                dropped.push(session);
            }
        }
        missed.extend(unreached(&tracks, phase));
        sessions.extend(visits.cloned());
        (sessions, dropped, missed)
    }

    /// What needs rest from what was done before the first day.
    fn rests_before(&self, before: &[Session]) -> Rests {
        let mut rests = Rests::default();
        for (session, item) in before.iter().flat_map(|s| s.items().iter().map(move |item| (s, item))) {
            if let Some(exercise) = self.library.exercise(&item.exercise) {
                let slot = Slot { date: session.date, week: session.week, phase: 0, half: None };
                rests.done(exercise, &item.dose, &slot, &self.library.rules().progression);
            }
        }
        rests
    }

    /// The dose with which an exercise first begins: as the programme has it, or the library for one further up a ladder.
    pub(super) fn first_start(&self, track: &Track<'_>) -> Dose {
        let mut all = self.programme.phases().iter().flat_map(|p| p.prescriptions());
        let first = all.find(|p| p.exercise() == track.id());
        first.map_or(*track.exercise.dose().start(), |p| *p.start())
    }

    /// The prescriptions of a phase where it begins.
    fn begin(&self, phase: usize, last: &mut BTreeMap<ExerciseId, Reached>, findings: &mut Findings) -> Vec<Track<'a>> {
        let phase = self.programme.phases().get(phase);
        let mut tracks = Vec::new();
        for prescription in phase.into_iter().flat_map(|p| p.prescriptions()) {
            let Some(exercise) = self.library.exercise(prescription.exercise()) else { continue };
            let earlier = last.get(prescription.exercise()).copied();
            let dose =
                earlier.filter(|_| prescription.continues()).map_or(*prescription.start(), |earlier| earlier.dose);
            if let Some(earlier) = earlier {
                self.jump(&earlier.dose, &dose, prescription.start_place(), exercise.id(), findings);
            }
            tracks.push(Track::new(prescription, exercise, dose, earlier));
        }
        tracks
    }

    /// A home session: each exercise as it is, then every step that the rules and the ceiling allow.
    fn home(
        &self,
        index: usize,
        slot: &Slot,
        tracks: &mut [Track<'a>],
        rests: &mut Rests,
        outlook: &Outlook<'_>,
        mut budget: Option<&mut Budget>,
    ) -> Session {
        let rules = &self.library.rules().progression;
        // What is done today has no part in what may be done today.
        let rested = rests.clone();
        if let Some(budget) = &mut budget {
            budget.begin(outlook, self.ahead(index, tracks, &rested));
        }
        let later = self.later(index, slot, tracks, &rested);
        let mut items = Vec::new();
        let mut left_out = Vec::new();
        for at in 0..tracks.len() {
            let Some(track) = tracks.get(at).filter(|t| slot.has(t.prescription.half())).cloned() else { continue };
            if let Some(why) = rests.left_out(track.exercise, &track.dose, slot, self.programme, rules) {
                left_out.push((track.id().clone(), why));
                continue;
            }
            let later = later.get(at).map_or(&[][..], Vec::as_slice);
            let around = Around { planner: self, index, at, tracks, rests: &rested, later, outlook };
            let (mut track, dose, reason) = around.decide(track, slot, budget.as_deref_mut());
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

    /// For each exercise the days after a session on which it may still grow in this phase.
    fn later(&self, index: usize, slot: &Slot, tracks: &[Track<'_>], rests: &Rests) -> Vec<Vec<NaiveDate>> {
        let rules = &self.library.rules().progression;
        let mut rests = rests.clone();
        let mut later = vec![Vec::new(); tracks.len()];
        for other in self.slots.iter().skip(index).take_while(|s| s.phase == slot.phase) {
            for (track, days) in tracks.iter().zip(&mut later).filter(|(t, _)| other.has(t.prescription.half())) {
                let dose = track.standing_dose(other.week, self.programme, rules);
                if rests.left_out(track.exercise, &dose, other, self.programme, rules).is_some() {
                    continue;
                }
                rests.done(track.exercise, &dose, other, rules);
                // In a lighter or pinned week nothing grows.
                let grows = !track.is_lighter(other.week, self.programme) && !track.is_pinned(other.week);
                if grows && other.date > slot.date {
                    days.push(other.date);
                }
            }
        }
        later
    }

    /// All sessions from this one on, as they would be if nothing more changed, those marked that a step could lift over the
    /// ceiling: the ones of the next days, and the ones around visits, the beginnings of phases and the ends of lighter
    /// or pinned weeks, where something is added.
    pub(super) fn ahead(&self, index: usize, tracks: &[Track<'a>], rests: &Rests) -> Vec<(Session, bool)> {
        let Some(now) = self.slots.get(index) else { return Vec::new() };
        let slots = self.slots.get(index..).unwrap_or(&[]);
        let begins = slots.windows(2).filter_map(|pair| match pair {
            [before, after] if before.phase != after.phase => Some(after.date),
            // After a lighter or pinned week everything is back at once.
            [before, after] if before.week != after.week => {
                let is_pinned = tracks.iter().any(|t| t.is_pinned(before.week) || t.is_pinned(after.week));
                // In a week that is lighter for all nothing grows, so what comes after it was looked at before it.
                let is_lighter = |t: &Track<'_>| t.is_lighter(before.week, self.programme);
                let is_mixed = tracks.iter().any(is_lighter) && !tracks.iter().all(is_lighter);
                (is_pinned || is_mixed).then_some(after.date)
            }
            _ => None,
        });
        let visits = self.visits.iter().filter(|v| v.date > now.date);
        let added: Vec<NaiveDate> = visits.clone().map(|v| v.date).chain(begins).collect();
        let is_wanted = |date: NaiveDate| {
            let days = |from: NaiveDate| (date - from).num_days();
            days(now.date) <= self.lasts || added.iter().any(|a| (-self.lasts..=self.lasts).contains(&days(*a)))
        };
        // What comes after the last of them changes nothing for them.
        let reaches = |from: NaiveDate| from.checked_add_signed(chrono::TimeDelta::days(self.lasts)).unwrap_or(from);
        let last = added.iter().copied().map(reaches).fold(reaches(now.date), NaiveDate::max);
        let near = slots.partition_point(|slot| slot.date <= last);
        let home = self.as_it_stands(slots.get(..near).unwrap_or(slots), tracks, rests);
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
        let mut last: BTreeMap<ExerciseId, Reached> = tracks.iter().map(|t| (t.id().clone(), t.reached())).collect();
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
                if !track.is_pinned(slot.week) && !track.is_lighter(slot.week, self.programme) {
                    track.begin_anew(slot.date, &self.first_start(track), self.library);
                }
                let dose = track.standing_dose(slot.week, self.programme, rules);
                rests.done(track.exercise, &dose, slot, rules);
                if !track.is_lighter(slot.week, self.programme) {
                    track.did(slot.date);
                }
                last.insert(track.id().clone(), track.reached());
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
}

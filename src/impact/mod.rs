//! What another library changes for one programme: whom its items suit, doses, forecast, warnings, and what the patient reads.

mod caution;
mod reading;

pub use caution::{CautionChange, Ruling};
pub use reading::{DayChange, TextChange};

use crate::diagnostic::{Code, Diagnostic};
use crate::forecast::{Level, SessionForecast};
use crate::handout::Handout;
use crate::library::{Dose, ExerciseId, Library};
use crate::programme::Programme;
use crate::schedule::{Schedule, Session};

/// A programme planned with one library.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The library.
    pub library: &'a Library,
    /// The programme, as it was read with it.
    pub programme: &'a Programme,
    /// Its sessions and doses.
    pub schedule: &'a Schedule,
    /// What to expect of each session.
    pub forecasts: &'a [SessionForecast],
    /// What was found on the way.
    pub findings: &'a [Diagnostic],
    /// What the patient reads.
    pub handout: &'a Handout,
}

/// A dose that differs; nothing where the exercise is not done.
#[derive(Debug, Clone, PartialEq)]
pub struct DoseChange {
    /// The number of the session.
    pub session: u32,
    /// The exercise.
    pub exercise: ExerciseId,
    /// The dose with the first library.
    pub was: Option<String>,
    /// The dose with the second.
    pub is: Option<String>,
}

/// A session whose forecast is of another level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LevelChange {
    /// The number of the session.
    pub session: u32,
    /// The level with the first library.
    pub was: Level,
    /// The level with the second.
    pub is: Level,
}

/// What differs for one programme.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Impact {
    /// Conditions that rule out something of the programme, and did not, or do no more.
    pub cautions: Vec<CautionChange>,
    /// Doses that differ, session by session.
    pub doses: Vec<DoseChange>,
    /// Sessions whose forecast is of another level.
    pub levels: Vec<LevelChange>,
    /// Warnings to the physio that are new, each with its code.
    pub new_warnings: Vec<(Code, String)>,
    /// Warnings to the physio that are gone.
    pub gone_warnings: Vec<(Code, String)>,
    /// Days on which another amount of ache may be felt.
    pub days: Vec<DayChange>,
    /// Everything else that the patient reads otherwise.
    pub texts: Vec<TextChange>,
}

impl Impact {
    /// Compares a programme planned with one library and with another.
    pub fn between(before: &Side<'_>, now: &Side<'_>) -> Self {
        let (was, is) = (before.schedule.sessions(), now.schedule.sessions());
        let levels = before.forecasts.iter().filter_map(|old| {
            let new = now.forecasts.iter().find(|new| new.number() == old.number())?;
            (old.level() != new.level()).then_some(LevelChange {
                session: old.number(),
                was: old.level(),
                is: new.level(),
            })
        });
        let doses = doses(was, is);
        let name = |side: &Side<'_>, id: &ExerciseId| side.library.exercise(id).map(|e| e.name().to_owned());
        let dosed = doses.iter().flat_map(|dose| [name(before, &dose.exercise), name(now, &dose.exercise)]);
        let dosed: Vec<String> = dosed.flatten().collect();
        let dosed: Vec<&str> = dosed.iter().map(String::as_str).collect();
        let (old_warnings, new_warnings) = (warnings(before.findings), warnings(now.findings));
        Self {
            cautions: caution::changes(before, now),
            texts: reading::changes(before.handout, now.handout, &dosed),
            days: reading::days(before, now),
            doses,
            levels: levels.collect(),
            new_warnings: without(&new_warnings, &old_warnings),
            gone_warnings: without(&old_warnings, &new_warnings),
        }
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn doses(before: &[Session], now: &[Session]) -> Vec<DoseChange> {
    let numbers = before.iter().chain(now).map(Session::number);
    let last = numbers.max().unwrap_or(0);
    let mut changes = Vec::new();
    for number in 1..=last {
        let of = |sessions: &[Session]| -> Vec<(ExerciseId, Dose)> {
            let session = sessions.iter().find(|s| s.number() == number);
            let items = session.map(Session::items).unwrap_or_default();
            items.iter().map(|item| (item.exercise().clone(), *item.dose())).collect()
        };
        let (was, is) = (of(before), of(now));
        let mut exercises: Vec<&ExerciseId> = was.iter().chain(&is).map(|(id, _)| id).collect();
        exercises.sort_unstable();
        exercises.dedup();
        for exercise in exercises {
            let dose = |side: &[(ExerciseId, Dose)]| side.iter().find(|(id, _)| id == exercise).map(|(_, dose)| *dose);
            let (was, is) = (dose(&was), dose(&is));
            if was != is {
                // Rest is told where it is what differs.
                let rests = was.map(|dose| dose.rest()) != is.map(|dose| dose.rest());
                let shown = |dose: Dose| match dose.rest().filter(|_| rests && was.is_some() && is.is_some()) {
                    Some(rest) => format!("{}, rest {} s", dose.short(), rest.get()),
                    None => dose.short(),
                };
                let (was, is) = (was.map(shown), is.map(shown));
                changes.push(DoseChange { session: number, exercise: exercise.clone(), was, is });
            }
        }
    }
    changes
}

/// The findings by code and text. That the programme is pinned to another library is known already.
fn warnings(findings: &[Diagnostic]) -> Vec<(Code, String)> {
    let other = findings.iter().filter(|f| f.code() != Code::PinMismatch);
    other.map(|f| (f.code(), f.message().to_owned())).collect()
}

fn without<T: PartialEq + Clone>(all: &[T], others: &[T]) -> Vec<T> {
    let mut left: Vec<T> = Vec::new();
    for one in all.iter().filter(|one| !others.contains(one)) {
        if !left.contains(one) {
            left.push(one.clone());
        }
    }
    left
}

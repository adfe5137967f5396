//! A new programme, written from a template.
//!
//! The template's text is changed only where something else is wished for, so that its comments and its layout stay.

mod edit;
mod error;
mod exercises;
mod goals;
mod lots;
mod scalar;
mod template;
mod weeks;
mod write;

pub use error::DraftError;
pub(crate) use scalar::scalar;
pub use template::Template;

use chrono::NaiveDate;

use crate::gap;
use crate::library::{ExerciseId, Library};
use crate::programme::{Days, Mode, Programme, Sensitivity};
use crate::units::{Soreness, Weeks};

/// What a new programme should say; what is left out stays as the template has it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Wishes {
    /// Its name.
    pub name: Option<String>,
    /// What it is for, in a sentence for the patient.
    pub purpose: Option<String>,
    /// How many weeks it takes; the phases and visits of the template are spread over them.
    pub weeks: Option<Weeks>,
    /// The days of the home sessions.
    pub days: Option<Days>,
    /// What decides whether the patient moves on.
    pub mode: Option<Mode>,
    /// The highest soreness that the physio accepts, or none.
    pub ceiling: Option<Ceiling>,
    /// The pain on a usual day.
    pub usual_pain: Option<Soreness>,
    /// How sensitive the nervous system is.
    pub sensitivity: Option<Sensitivity>,
    /// How many weeks ago the person last exercised regularly.
    pub last_active: Option<Weeks>,
    /// Whether the person is worried, stressed or sleeps badly.
    pub worried: Option<bool>,
    /// Exercises for the last phase, after those that it has, in order.
    pub exercises: Vec<ExerciseId>,
}

/// Whether there is a highest soreness.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ceiling {
    /// There is.
    At(Soreness),
    /// There is none.
    Without,
}

/// Writes a programme from a template.
///
/// In a programme with two lots that take turns, the exercises that are added are spread over them.
/// Each exercise that is added gets the goal that the library's rules reach in the time there is, or a lower one where
/// that would bring fewer warnings. A programme without a first day is tried on `monday`.
///
/// The text reads back with everything that was wished for, unless it does not read at all: a programme in which nothing
/// is done, say. That is for [`Programme::read`] to tell.
///
/// # Errors
/// If the wishes contradict each other, or the template is written in a way that cannot be changed.
pub fn draft(template: &Template, wishes: &Wishes, library: &Library, monday: NaiveDate) -> Result<String, DraftError> {
    if let Some(gap) = wishes.purpose.as_deref().and_then(|purpose| gap::unfilled(purpose).next()) {
        return Err(DraftError::Unfilled { gap: gap.to_owned() });
    }
    let edits = write::edits(template, wishes, library)?;
    let added = exercises::added(template, wishes, library)?;
    let has_lots = match &wishes.days {
        Some(days) => matches!(days, Days::Split(..)),
        None => template.has_lots(),
    };
    let lots = if has_lots { lots::spread(&added) } else { vec![None; added.len()] };
    let with_goals = |goals: &[goals::Goal]| -> Result<String, DraftError> {
        let mut edits = edits.clone();
        exercises::insert(template, &added, &lots, goals, &mut edits)?;
        Ok(edits.apply(template.text()))
    };
    let goals = goals::choose(&added, &with_goals, library, monday)?;
    let text = with_goals(&goals)?;
    if let Some(programme) = Programme::read("draft", text.as_bytes(), library).value() {
        check(programme, wishes)?;
    }
    Ok(text)
}

/// Checks that a programme says what was wished for: a template may be written in ways that no edit foresees.
fn check(programme: &Programme, wishes: &Wishes) -> Result<(), DraftError> {
    fn kept<T: PartialEq>(key: &'static str, wish: Option<T>, is: T) -> Result<(), DraftError> {
        if wish.is_none_or(|wish| wish == is) { Ok(()) } else { Err(DraftError::Form(key)) }
    }
    let person = programme.person();
    kept("name", wishes.name.as_deref().map(str::trim), programme.name())?;
    kept("purpose", wishes.purpose.as_deref().map(str::trim), programme.purpose())?;
    kept("weeks", wishes.weeks, programme.weeks())?;
    kept("days", wishes.days.as_ref().map(write::ordered).as_ref(), programme.days())?;
    kept("mode", wishes.mode, programme.mode())?;
    let ceiling = programme.ceiling().map_or(Ceiling::Without, |c| Ceiling::At(c.value));
    kept("ceiling", wishes.ceiling, ceiling)?;
    kept("usual-pain", wishes.usual_pain, person.usual_pain())?;
    kept("sensitivity", wishes.sensitivity, person.sensitivity())?;
    kept("last-active", wishes.last_active, person.last_active())?;
    kept("worried", wishes.worried, person.worried())?;
    let last = programme.phases().last().map_or(&[][..], |phase| phase.prescriptions());
    let end = last.len().saturating_sub(wishes.exercises.len());
    let added = last.get(end..).unwrap_or(&[]).iter().map(|p| p.exercise());
    if added.eq(&wishes.exercises) { Ok(()) } else { Err(DraftError::Form("exercises")) }
}

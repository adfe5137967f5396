//! Dated sessions.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::library::{Dose, ExerciseId, TechniqueId, Variable};
use crate::units::Hours;
use crate::yaml::words;

words! {
    /// How a dose compares with the one before.
    Change, "a change" {
        /// The first dose of the exercise in this programme.
        Start = "start",
        /// As last time.
        Same = "same",
        /// More than last time.
        Up = "up",
        /// Less than last time.
        Down = "down",
        /// Less than last time, as a planned lighter stretch.
        Deload = "deload",
    }
}

/// Why a dose is what it is.
#[derive(Debug, Clone, PartialEq)]
pub enum StepReason {
    /// The exercise's first session.
    First,
    /// The exercise goes on from an earlier phase, or begins again at a dose laid down for this phase.
    NewPhase,
    /// One variable grew.
    Grew(Variable),
    /// The dose stays until it has been done often enough.
    Settling {
        /// How many sessions it has been done, this one included.
        done: usize,
    },
    /// The goal is reached.
    AtGoal,
}

impl fmt::Display for StepReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::First => f.write_str("first session of this exercise"),
            Self::NewPhase => f.write_str("first session of this phase"),
            Self::Grew(variable) => write!(f, "one step up in {variable}"),
            Self::Settling { done } => write!(f, "session {done} at this dose, before the next step"),
            Self::AtGoal => f.write_str("at the goal"),
        }
    }
}

/// One exercise of a session, with its dose.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub(super) exercise: ExerciseId,
    pub(super) dose: Dose,
    pub(super) change: Change,
    pub(super) reason: StepReason,
}

impl Item {
    /// The exercise.
    pub fn exercise(&self) -> &ExerciseId {
        &self.exercise
    }

    /// How much of it.
    pub fn dose(&self) -> &Dose {
        &self.dose
    }

    /// How that compares with the last time.
    pub fn change(&self) -> Change {
        self.change
    }

    /// Why.
    pub fn reason(&self) -> &StepReason {
        &self.reason
    }
}

/// What a session is.
#[derive(Debug, Clone, PartialEq)]
pub enum SessionKind {
    /// Exercises, done at home.
    Home(Vec<Item>),
    /// A visit to the clinic, with what is done there.
    Clinic(Vec<TechniqueId>),
}

/// One dated item of the programme.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    pub(super) number: u32,
    pub(super) week: u32,
    pub(super) date: NaiveDate,
    pub(super) at: Hours,
    pub(super) kind: SessionKind,
}

impl Session {
    /// Its number in the programme, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The week of the programme, from 1.
    pub fn week(&self) -> u32 {
        self.week
    }

    /// Its day.
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// The moment at which it is taken to be done.
    pub fn time(&self) -> NaiveDateTime {
        // `at` is below 24 hours (rules.yaml), so the minutes fit a day.
        let minutes = (self.at.get() * 60.0) as u32;
        let time = NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).unwrap_or(NaiveTime::MIN);
        self.date.and_time(time)
    }

    /// What it is.
    pub fn kind(&self) -> &SessionKind {
        &self.kind
    }

    /// The exercises of a home session; none for a visit.
    pub fn items(&self) -> &[Item] {
        match &self.kind {
            SessionKind::Home(items) => items,
            SessionKind::Clinic(_) => &[],
        }
    }

    /// The techniques of a visit; none for a home session.
    pub fn techniques(&self) -> &[TechniqueId] {
        match &self.kind {
            SessionKind::Home(_) => &[],
            SessionKind::Clinic(techniques) => techniques,
        }
    }
}

//! Dated sessions.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::library::{Dose, ExerciseId, TechniqueId, Variable};
use crate::units::{Hours, Soreness};
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
    /// The easier exercise was done at its goal.
    Climbed(ExerciseId),
    /// The dose stays until it has been done often enough.
    Settling {
        /// How many sessions it has been done, this one included.
        done: u32,
    },
    /// A step was due and not taken.
    Held(Held),
    /// A lighter week.
    Deload,
    /// The physio laid it down, with a reason.
    Pinned(String),
    /// The goal is reached.
    AtGoal,
}

/// Why a step that was due was not taken.
#[derive(Debug, Clone, PartialEq)]
pub enum Held {
    /// It would lift a session over the ceiling.
    Ceiling {
        /// The dose that it would have led to.
        wanted: Dose,
        /// The day of that session.
        on: NaiveDate,
        /// What it would be lifted to.
        to: Soreness,
    },
    /// It would be too much more than a week before.
    Volume {
        /// The dose that it would have led to.
        wanted: Dose,
        /// How much more, as a share.
        rise: f64,
    },
}

impl fmt::Display for StepReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::First => f.write_str("first session of this exercise"),
            Self::NewPhase => f.write_str("first session of this phase"),
            Self::Grew(variable) => write!(f, "one step up in {variable}"),
            Self::Climbed(easier) => write!(f, "up the ladder from {easier}, which was done at its goal"),
            Self::Settling { done } => write!(f, "session {done} at this dose, before the next step"),
            Self::Held(Held::Ceiling { wanted, on, to }) => {
                write!(f, "held: {} would lift {} to {to} of 10", wanted.short(), on.format("%a %-d %b"))
            }
            Self::Held(Held::Volume { wanted, rise }) => {
                write!(f, "held: {} would be {:.0}% more than a week before", wanted.short(), rise * 100.0)
            }
            Self::Deload => f.write_str("a lighter week"),
            Self::Pinned(because) => write!(f, "laid down: {because}"),
            Self::AtGoal => f.write_str("at the goal"),
        }
    }
}

words! {
    /// Why an exercise is left out of a session.
    LeftOut, "a reason to leave an exercise out" {
        /// It was heavy too short a time ago.
        HeavyRest = "heavy-rest",
        /// It has been heavy on enough days of this week.
        HeavyDays = "heavy-days",
        /// New, strongly eccentric work was too short a time ago.
        EccentricRest = "eccentric-rest",
    }
}

/// One exercise of a session, with its dose.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub(crate) exercise: ExerciseId,
    pub(crate) dose: Dose,
    pub(crate) change: Change,
    pub(crate) reason: StepReason,
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
    pub(crate) number: u32,
    pub(crate) week: u32,
    pub(crate) date: NaiveDate,
    pub(crate) at: Hours,
    pub(crate) kind: SessionKind,
    pub(crate) left_out: Vec<(ExerciseId, LeftOut)>,
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

    /// The exercises that are left out, and why.
    pub fn left_out(&self) -> &[(ExerciseId, LeftOut)] {
        &self.left_out
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

//! Dated sessions.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::library::{ConditionId, Dose, ExerciseId, TechniqueId, Variable, amount, quantity};
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
    Grew {
        /// Which.
        variable: Variable,
        /// The dose before.
        from: Dose,
        /// The dose now.
        to: Dose,
        /// Whether the step is larger than usual because little time is left to the goal.
        hurried: bool,
    },
    /// After less, it is what it was before, when it was last done on this day.
    Back(NaiveDate),
    /// After a break, it is done once more before it grows; it was last done on this day.
    AfterBreak(NaiveDate),
    /// After a break so long that the body has lost what it got used to, it begins anew; it was last done on this day.
    Anew(NaiveDate),
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
    /// The goal is reached, and it was to climb, but something bars the way.
    Barred(Bar),
}

/// What bars the way up the ladder.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// The next exercise.
    pub exercise: ExerciseId,
    /// Why it is not entered.
    pub why: BarReason,
}

/// Why an exercise is not entered.
#[derive(Debug, Clone, PartialEq)]
pub enum BarReason {
    /// The person's usual pain is too high.
    UsualPain {
        /// The highest with which it may be.
        most: Soreness,
    },
    /// A condition of the person's rules it out.
    Condition(ConditionId),
    /// It is done already.
    There,
    /// The easier one is laid down for a week that is still to come.
    Pinned(u32),
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
        /// The dose a week before.
        before: Dose,
        /// How much more it would be, as a share: in work or in load, whichever is the larger.
        rise: f64,
        /// How much more it may be, as a share.
        most: f64,
    },
}

impl StepReason {
    /// The same reason in a programme that is as much later.
    fn moved_by(&self, time: TimeDelta) -> Option<Self> {
        Some(match self {
            Self::Back(last) => Self::Back(last.checked_add_signed(time)?),
            Self::AfterBreak(last) => Self::AfterBreak(last.checked_add_signed(time)?),
            Self::Anew(last) => Self::Anew(last.checked_add_signed(time)?),
            Self::Held(Held::Ceiling { wanted, on, to }) => {
                Self::Held(Held::Ceiling { wanted: *wanted, on: on.checked_add_signed(time)?, to: *to })
            }
            // All others are named, so that a new one with a day in it is not forgotten.
            Self::First
            | Self::NewPhase
            | Self::Grew { .. }
            | Self::Climbed(_)
            | Self::Settling { .. }
            | Self::Held(Held::Volume { .. })
            | Self::Deload
            | Self::Pinned(_)
            | Self::AtGoal
            | Self::Barred(_) => self.clone(),
        })
    }
}

impl fmt::Display for StepReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::First => f.write_str("first session of this exercise"),
            Self::NewPhase => f.write_str("first session of this phase"),
            Self::Grew { variable, from, to, hurried } => {
                write!(f, "{}", growth(*variable, from, to))?;
                if *hurried { f.write_str("; a larger step, as little time is left to the goal") } else { Ok(()) }
            }
            Self::Back(last) => {
                write!(f, "back to what was done until {}", last.format("%a %-d %b"))
            }
            Self::AfterBreak(last) => {
                write!(f, "after a break since {}, before the next step", last.format("%a %-d %b"))
            }
            Self::Anew(last) => write!(f, "begun anew after a break since {}", last.format("%a %-d %b %Y")),
            Self::Climbed(easier) => write!(f, "up the ladder from {easier}, which was done at its goal"),
            Self::Settling { done } => write!(f, "session {done} at this dose, before the next step"),
            Self::Held(Held::Ceiling { wanted, on, to }) => {
                write!(f, "held: {} would lift {} to {to} of 10", wanted.short(), on.format("%a %-d %b"))
            }
            Self::Held(Held::Volume { wanted, before, rise, most }) => {
                let (wanted, rise) = (wanted.short(), rise * 100.0);
                let (before, most) = (before.short(), most * 100.0);
                write!(
                    f,
                    "held: {wanted} would be {rise:.0}% more than {before} a week before, where {most:.0}% is the most"
                )
            }
            Self::Deload => f.write_str("a lighter week"),
            Self::Pinned(because) => write!(f, "laid down: {because}"),
            Self::AtGoal => f.write_str("at the goal"),
            Self::Barred(Bar { exercise, why: BarReason::UsualPain { most } }) => {
                write!(f, "at the goal; stays: `{exercise}` is entered at usual pain up to {}", most.get())
            }
            Self::Barred(Bar { exercise, why: BarReason::Condition(condition) }) => {
                write!(f, "at the goal; stays: `{exercise}` is not for somebody with `{condition}`")
            }
            Self::Barred(Bar { exercise, why: BarReason::There }) => {
                write!(f, "at the goal; stays: `{exercise}` is done already")
            }
            Self::Barred(Bar { why: BarReason::Pinned(week), .. }) => {
                write!(f, "at the goal; stays: it is laid down for week {week}")
            }
        }
    }
}

/// What grew and by how much: "3 repetitions more than 1 x 10 (30%)".
fn growth(variable: Variable, from: &Dose, to: &Dose) -> String {
    let before = from.short();
    if variable == Variable::Load {
        return format!("{} after {}", amount(to, variable), amount(from, variable));
    }
    let more = to.get(variable).unwrap_or(0.0) - from.get(variable).unwrap_or(0.0);
    format!("{} more than {before} ({:.0}%)", quantity(more, variable), share_more(from, to))
}

/// How much more work a dose is than another, in hundredths.
fn share_more(before: &Dose, now: &Dose) -> f64 {
    (now.volume() / before.volume() - 1.0) * 100.0
}

words! {
    /// Why an exercise is left out of a session.
    LeftOut, "a reason to leave an exercise out" {
        /// It was heavy too short a time ago.
        HeavyRest = "heavy-rest",
        /// It has been heavy on enough days of this week.
        HeavyDays = "heavy-days",
        /// There were enough days with anything heavy in this week of somebody who is new to training.
        NoviceDays = "novice-days",
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
    /// The same session as much later, or earlier; nothing if a day would lie beyond the calendar.
    pub(super) fn moved_by(&self, time: TimeDelta) -> Option<Self> {
        let mut moved = Self { date: self.date.checked_add_signed(time)?, ..self.clone() };
        if let SessionKind::Home(items) = &mut moved.kind {
            for item in items {
                item.reason = item.reason.moved_by(time)?;
            }
        }
        Some(moved)
    }

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

    /// Its time in hours from midnight of a day.
    pub fn hours_from(&self, day: NaiveDate) -> f64 {
        (self.time() - day.and_time(NaiveTime::MIN)).num_minutes() as f64 / 60.0
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

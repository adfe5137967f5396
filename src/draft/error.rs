//! Why a programme cannot be written.

use std::fmt;

use crate::library::ExerciseId;
use crate::programme::Day;
use crate::units::Weeks;

/// Why a programme cannot be written from a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftError {
    /// The template has more phases than the programme has weeks.
    TooFewWeeks {
        /// How many phases there are.
        phases: usize,
        /// How many weeks.
        weeks: Weeks,
    },
    /// The template has more visits on a day of the week than the programme has weeks.
    TooManyVisits {
        /// The day.
        day: Day,
        /// How many weeks.
        weeks: Weeks,
    },
    /// An exercise is wished for that is there already.
    Twice {
        /// The exercise.
        exercise: ExerciseId,
    },
    /// The library does not have an exercise that is wished for.
    UnknownExercise {
        /// The exercise.
        exercise: ExerciseId,
    },
    /// The purpose has a gap that nothing fills, so no handout could be made.
    Unfilled {
        /// The gap, without its braces.
        gap: String,
    },
    /// Something in the template is missing, or written in a way that cannot be changed.
    Form(&'static str),
}

impl DraftError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::TooFewWeeks { phases, .. } => format!("take {phases} weeks or more, or another template"),
            Self::TooManyVisits { .. } => "take more weeks, or another template".to_owned(),
            Self::Twice { .. } => "name each exercise once".to_owned(),
            Self::UnknownExercise { .. } => "`backplan library search` finds what there is".to_owned(),
            Self::Unfilled { .. } => "write the purpose without braces".to_owned(),
            Self::Form(key) => {
                format!("write `{key}` in one line, as the built-in programmes do, or change it by hand")
            }
        }
    }
}

impl fmt::Display for DraftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFewWeeks { phases, weeks } => {
                write!(f, "the template's {phases} phases do not fit in {} weeks", weeks.get())
            }
            Self::TooManyVisits { day, weeks } => {
                write!(f, "the template's visits on `{day}` do not fit in {} weeks", weeks.get())
            }
            Self::Twice { exercise } => write!(f, "`{exercise}` would stand twice in the last phase"),
            Self::UnknownExercise { exercise } => write!(f, "no exercise `{exercise}` in the library"),
            Self::Unfilled { gap } => write!(f, "nothing fills `{{{gap}}}` in the purpose"),
            Self::Form(key) => write!(f, "the template's `{key}` cannot be changed as it is written"),
        }
    }
}

impl std::error::Error for DraftError {}

//! How a document is printed.

use serde::Serialize;

use crate::clinic::Colours;
pub use crate::wording::Paper;
use crate::yaml::{Word, words};

words! {
    /// A part of the handout.
    Part, "a part of the handout" {
        /// The handout in short, and the one thing to do first.
        Summary = "summary",
        /// All sessions at a glance.
        Calendar = "calendar",
        /// Which sessions may be felt, why, and what to do then.
        Soreness = "soreness",
        /// The pain traffic light.
        Light = "light",
        /// The exercises with their doses.
        Exercises = "exercises",
        /// The diary to fill in.
        Diary = "diary",
        /// When to get help, and the summary at the end.
        Help = "help",
    }
}

impl Part {
    /// What is printed where some parts are asked for, in the handout's order; all of them where none is.
    ///
    /// When to get help is always printed, and so is the traffic light with what refers to it: the steps for sore days, and
    /// the rule for going on in the exercises.
    pub fn printed(asked: &[Part]) -> Vec<Part> {
        let refers_to_light = [Part::Soreness, Part::Exercises].iter().any(|part| asked.contains(part));
        let is_printed = |part: &Part| match part {
            Part::Help => true,
            Part::Light => refers_to_light || asked.contains(part),
            _ => asked.contains(part),
        };
        Part::ALL.iter().copied().filter(|part| asked.is_empty() || is_printed(part)).collect()
    }
}

/// Some weeks of a programme, from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekSpan {
    first: u32,
    last: u32,
}

impl WeekSpan {
    /// The weeks from `first` to `last`, both counted from 1; none if there is no such span.
    pub fn new(first: u32, last: u32) -> Option<Self> {
        (1 <= first && first <= last).then_some(Self { first, last })
    }

    /// All weeks of a programme of so many.
    pub(super) fn whole(weeks: u32) -> Self {
        Self { first: 1, last: weeks.max(1) }
    }

    /// As much of it as is in another span; its nearest week if there is nothing.
    pub(super) fn within(self, other: Self) -> Self {
        let near = |week: u32| week.clamp(other.first, other.last);
        Self { first: near(self.first), last: near(self.last) }
    }

    /// The first week.
    pub fn first(self) -> u32 {
        self.first
    }

    /// The last week.
    pub fn last(self) -> u32 {
        self.last
    }

    /// Whether a week is one of them.
    pub fn holds(self, week: u32) -> bool {
        (self.first..=self.last).contains(&week)
    }
}

/// How a document is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Layout {
    /// The paper.
    pub paper: Paper,
    /// Whether it is in shades of grey.
    pub grey: bool,
    /// Whether its text is 18 pt.
    pub large_print: bool,
    /// The clinic's colours.
    pub colours: Colours,
    /// The parts of the handout that are printed, in its order; the clinician's sheet has none.
    pub parts: Vec<Part>,
    /// The weeks that are printed; all if there are none here.
    #[serde(skip)]
    pub weeks: Option<WeekSpan>,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            paper: Paper::A4,
            grey: false,
            large_print: false,
            colours: Colours::default(),
            parts: Part::ALL.to_vec(),
            weeks: None,
        }
    }
}

impl Layout {
    /// Whether a part is printed.
    pub fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }
}

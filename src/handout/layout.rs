//! How a document is printed.

use serde::Serialize;

use crate::yaml::{Word, words};

words! {
    /// A size of paper.
    Paper, "a paper" {
        /// A4.
        A4 = "a4",
        /// US Letter.
        Letter = "letter",
    }
}

words! {
    /// A part of the handout.
    Part, "a part of the handout" {
        /// The handout in short, and the one thing to do first.
        Summary = "summary",
        /// All sessions at a glance.
        Calendar = "calendar",
        /// Which sessions may be felt, why, and what to do then.
        Soreness = "soreness",
        /// The exercises with their doses.
        Exercises = "exercises",
        /// The diary to fill in.
        Diary = "diary",
        /// When to get help, and the summary at the end.
        Help = "help",
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
    /// The parts of the handout that are printed, in its order; the clinician's sheet has none.
    pub parts: Vec<Part>,
}

impl Default for Layout {
    fn default() -> Self {
        Self { paper: Paper::A4, grey: false, parts: Part::ALL.to_vec() }
    }
}

impl Layout {
    /// Whether a part is printed.
    pub fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }
}

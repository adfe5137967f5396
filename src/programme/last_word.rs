//! The physio's last word: doses pinned, cautions met with a reason, rules overruled.

use super::days::Because;
use super::named::known_exercise;
use super::words::Rule;
use crate::diagnostic::Findings;
use crate::library::{Bounds, ConditionId, ExerciseId, Library, PartialDose, condition_id};
use crate::source::{Place, Placed};
use crate::units::Weeks;
use crate::yaml::table::{filled_list, placed_text, whole, word};
use crate::yaml::{Node, Table};

/// A dose laid down for a week, as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct WrittenPin {
    pub(super) week: u32,
    pub(super) dose: PartialDose,
    pub(super) place: Place,
    pub(super) because: Placed<String>,
}

/// Conditions in spite of which something is done, and why.
pub type Despite = Because<Vec<Placed<ConditionId>>>;

/// A rule that does not hold, for one exercise or for all.
#[derive(Debug, Clone, PartialEq)]
pub struct Overrule {
    rule: Rule,
    exercise: Option<ExerciseId>,
    because: Placed<String>,
    place: Place,
}

impl Overrule {
    /// The rule.
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// The exercise for which it does not hold; for all if missing.
    pub fn exercise(&self) -> Option<&ExerciseId> {
        self.exercise.as_ref()
    }

    /// Why.
    pub fn because(&self) -> &Placed<String> {
        &self.because
    }

    /// Where the rule is named.
    pub fn place(&self) -> &Place {
        &self.place
    }

    pub(super) fn read(node: &Node, library: &Library, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "an overruled rule", findings)?;
        let rule = table.required("rule", findings, word);
        let exercise = table.node("use").map(|node| known_exercise(node, library, findings));
        let because = table.required("because", findings, placed_text);
        let place = table.place_of("rule").clone();
        table.close(findings);
        let exercise = match exercise {
            Some(known) => Some(known?.value),
            None => None,
        };
        Some(Self { rule: rule?, exercise, because: because?, place })
    }
}

/// Reads the conditions in spite of which something is done.
pub(super) fn despite(node: &Node, findings: &mut Findings) -> Option<Despite> {
    let mut table = Table::open(node, "`despite`", findings)?;
    let conditions = table.required("conditions", findings, |n, f| filled_list(n, f, condition_id));
    let because = table.required("because", findings, placed_text);
    let place = table.place().clone();
    table.close(findings);
    Some(Because { what: conditions?, because: because?, place })
}

/// Reads a dose laid down for a week of the programme.
pub(super) fn pin(node: &Node, weeks: Weeks, bounds: &Bounds, findings: &mut Findings) -> Option<WrittenPin> {
    let mut table = Table::open(node, "a pinned dose", findings)?;
    let week = table.required("week", findings, |n, f| whole(n, f, 1, weeks.get().max(1)));
    let dose = table.required("dose", findings, |n, f| Some((PartialDose::read(n, bounds, f)?, n)));
    let because = table.required("because", findings, placed_text);
    table.close(findings);
    let (dose, node) = dose?;
    Some(WrittenPin { week: week?, dose, place: node.place.clone(), because: because? })
}

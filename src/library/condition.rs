//! Conditions that rule an exercise or technique out.

use super::id::{ConditionId, placed_id};
use crate::diagnostic::Findings;
use crate::source::{Place, Placed};
use crate::yaml::table::placed_text;
use crate::yaml::{Node, Table};

/// A condition with its definition.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    id: Placed<ConditionId>,
    name: Placed<String>,
    definition: Placed<String>,
}

impl Condition {
    /// Its id.
    pub fn id(&self) -> &ConditionId {
        &self.id.value
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name.value
    }

    /// When a person counts as having it.
    pub fn definition(&self) -> &str {
        &self.definition.value
    }

    /// Its name and its definition, with their places.
    pub(crate) fn texts(&self) -> [&Placed<String>; 2] {
        [&self.name, &self.definition]
    }

    /// Where its id is written.
    pub fn place(&self) -> &Place {
        &self.id.place
    }

    pub(crate) fn placed_id(&self) -> &Placed<ConditionId> {
        &self.id
    }

    pub(crate) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "a condition", findings)?;
        let id = table.required("id", findings, condition_id);
        let name = table.required("name", findings, placed_text);
        let definition = table.required("definition", findings, placed_text);
        table.close(findings);
        Some(Self { id: id?, name: name?, definition: definition? })
    }
}

/// Reads the id of a condition.
pub(crate) fn condition_id(node: &Node, findings: &mut Findings) -> Option<Placed<ConditionId>> {
    placed_id(node, findings, ConditionId::new, "wrist-injury")
}

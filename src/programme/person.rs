//! What matters about the person for the forecast. Holds no identity.

use super::words::Sensitivity;
use crate::diagnostic::Findings;
use crate::library::{ConditionId, condition_id};
use crate::source::Placed;
use crate::units::{Soreness, Weeks};
use crate::yaml::quantity::{soreness, weeks};
use crate::yaml::table::{boolean, list, word};
use crate::yaml::{Node, Table};

/// The person's factors.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    usual_pain: Soreness,
    sensitivity: Sensitivity,
    last_active: Weeks,
    worried: bool,
    conditions: Vec<ConditionId>,
}

impl Person {
    /// The pain on a usual day, 0-10.
    pub fn usual_pain(&self) -> Soreness {
        self.usual_pain
    }

    /// How sensitive the nervous system is.
    pub fn sensitivity(&self) -> Sensitivity {
        self.sensitivity
    }

    /// How many weeks ago the person last exercised regularly.
    pub fn last_active(&self) -> Weeks {
        self.last_active
    }

    /// Whether the person is worried, stressed or sleeps badly.
    pub fn worried(&self) -> bool {
        self.worried
    }

    /// The conditions that rule things out.
    pub fn conditions(&self) -> impl Iterator<Item = &ConditionId> {
        self.conditions.iter()
    }

    /// The person with further conditions.
    pub(super) fn with_conditions(mut self, more: &[Placed<ConditionId>]) -> Self {
        let more = more.iter().map(|c| &c.value);
        let new: Vec<ConditionId> = more.filter(|c| !self.conditions.contains(c)).cloned().collect();
        self.conditions.extend(new);
        self
    }

    /// Reads the person's factors; the conditions go to `named` even if something else is wrong.
    pub(super) fn read(node: &Node, named: &mut Vec<Placed<ConditionId>>, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "`person`", findings)?;
        let usual_pain = table.required("usual-pain", findings, soreness);
        let sensitivity = table.required("sensitivity", findings, word);
        let last_active = table.required("last-active", findings, weeks);
        let worried = table.required("worried", findings, boolean);
        let conditions = table.optional("conditions", findings, |n, f| list(n, f, condition_id)).unwrap_or_default();
        table.close(findings);
        let ids = conditions.iter().map(|c| c.value.clone()).collect();
        named.extend(conditions);
        Some(Self {
            usual_pain: usual_pain?,
            sensitivity: sensitivity?,
            last_active: last_active?,
            worried: worried?,
            conditions: ids,
        })
    }
}

//! When to get help because of what the person has, beside what holds for everybody.

use crate::country::report_bare_numbers;
use crate::diagnostic::Findings;
use crate::gap;
use crate::line::report_hidden;
use crate::yaml::table::{filled_list, text};
use crate::yaml::{Node, Table};

/// Signs that ask for help, and whose: a card of its own on the page that says when to get help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetHelp {
    heading: String,
    lines: Vec<String>,
}

impl GetHelp {
    /// What to do, in the words of the patient: "Ring your maternity unit the same day".
    pub fn heading(&self) -> &str {
        &self.heading
    }

    /// Whether it sends to the emergency number.
    pub fn is_emergency(&self) -> bool {
        self.heading.contains("{emergency}")
    }

    /// The signs, one each; at least one.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }

    pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "when to get help", findings)?;
        let heading = table.required("do", findings, patient_text);
        let lines = table.required("if", findings, |n, f| filled_list(n, f, patient_text));
        table.close(findings);
        Some(Self { heading: heading?, lines: lines? })
    }
}

/// Reads a text that is printed for the patient. The number to call differs between countries.
pub(super) fn patient_text(node: &Node, findings: &mut Findings) -> Option<String> {
    let written = text(node, findings)?;
    report_hidden(&written, &node.place, findings);
    gap::check(&written, &node.place, findings);
    report_bare_numbers(&written, &node.place, findings);
    Some(written)
}

//! When to get help because of what the person has, beside what holds for everybody.

use crate::country::report_bare_numbers;
use crate::diagnostic::{Code, Findings};
use crate::gap;
use crate::yaml::table::{filled_list, list, text};
use crate::yaml::{Node, Table, Value};

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

    /// Reads all cards.
    pub(super) fn read_all(node: &Node, findings: &mut Findings) -> Option<Vec<Self>> {
        few(node, MOST_CARDS, findings)?;
        list(node, findings, Self::read)
    }

    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "when to get help", findings)?;
        let heading = table.required("do", findings, patient_text);
        let lines = table.required("if", findings, |n, f| {
            few(n, MOST_LINES, f)?;
            filled_list(n, f, patient_text)
        });
        table.close(findings);
        Some(Self { heading: heading?, lines: lines? })
    }
}

/// The most cards of a programme's own, and the most signs of each: a page holds no more.
const MOST_CARDS: usize = 6;
const MOST_LINES: usize = 20;

/// Reports a list that is too long for the page.
fn few(node: &Node, most: usize, findings: &mut Findings) -> Option<()> {
    let count = if let Value::List(items) = &node.value { items.len() } else { 0 };
    if count > most {
        let message = format!("{count} entries, at most {most} fit on the page");
        findings.add(Code::OutOfRange, &node.place, message, "keep what this person has to know; less is read");
        return None;
    }
    Some(())
}

/// Reads a text that is printed for the patient. The number to call differs between countries.
pub(super) fn patient_text(node: &Node, findings: &mut Findings) -> Option<String> {
    let written = text(node, findings)?;
    gap::check(&written, &node.place, findings);
    report_bare_numbers(&written, &node.place, findings);
    Some(written)
}

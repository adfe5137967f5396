//! What the physio records of a programme for whoever takes it over.

use std::collections::BTreeMap;

use crate::diagnostic::Findings;
use crate::yaml::table::text;
use crate::yaml::{Node, Table, Value, Word, words};

words! {
    /// Something that only the physio can say of a programme.
    Topic, "a topic of the record" {
        /// Who teaches it, and their training.
        Provider = "provider",
        /// Alone or in a group.
        Delivery = "delivery",
        /// How it is found out whether it is done.
        Adherence = "adherence",
        /// What keeps the person going.
        Motivation = "motivation",
        /// What went wrong, and what then.
        AdverseEvents = "adverse-events",
        /// Where it is done.
        Setting = "setting",
        /// How it is tailored to the person.
        Tailoring = "tailoring",
        /// What decides on the start.
        StartRule = "start-rule",
        /// How it is made sure that it is done as planned.
        Fidelity = "fidelity",
    }
}

/// What is said of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is said here.
    Said(String),
    /// It is to be said at the visit, and why.
    AtTheVisit(String),
}

/// What the physio records, by topic.
pub(super) type Record = BTreeMap<Topic, Answer>;

/// Reads the record: for each topic a text, or `{ at-the-visit: why }`.
pub(super) fn record(node: &Node, findings: &mut Findings) -> Option<Record> {
    let mut table = Table::open(node, "`record`", findings)?;
    let mut record = Record::new();
    for topic in Topic::ALL {
        let answer = table.optional(topic.as_str(), findings, answer);
        record.extend(answer.map(|answer| (*topic, answer)));
    }
    table.close(findings);
    Some(record)
}

fn answer(node: &Node, findings: &mut Findings) -> Option<Answer> {
    if let Value::Map(_) = node.value {
        let mut table = Table::open(node, "a topic of the record", findings)?;
        let why = table.required("at-the-visit", findings, text);
        table.close(findings);
        return why.map(Answer::AtTheVisit);
    }
    text(node, findings).map(Answer::Said)
}

//! What the physio records of a programme for whoever takes it over.

use std::collections::BTreeMap;

use crate::diagnostic::Findings;
use crate::yaml::table::text;
use crate::yaml::{Node, Table, Value, Word, words};

words! {
    /// Something that the physio can say of a programme, by the item of CERT that it tells.
    Topic, "a topic of the record" {
        /// What is needed, as far as the library does not say.
        Equipment = "equipment",
        /// Who teaches it, and their training.
        Provider = "provider",
        /// Alone or in a group.
        Delivery = "delivery",
        /// Supervised or not, and how.
        Supervision = "supervision",
        /// How it is found out whether it is done.
        Adherence = "adherence",
        /// What keeps the person going.
        Motivation = "motivation",
        /// What is done besides exercise and visits.
        OtherParts = "other-parts",
        /// What went wrong, and what then.
        AdverseEvents = "adverse-events",
        /// Where it is done.
        Setting = "setting",
        /// The same for all, or tailored.
        Tailored = "tailored",
        /// How it is tailored to the person.
        Tailoring = "tailoring",
        /// What decides on the start.
        StartRule = "start-rule",
        /// How it is made sure that it is done as planned.
        Fidelity = "fidelity",
        /// Whether it was.
        AsPlanned = "as-planned",
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

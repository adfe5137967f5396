//! What a study published.

use super::reading::{Reading, Subject};
use crate::diagnostic::{Code, Findings, Outcome};
use crate::yaml::table::{filled_list, real, text};
use crate::yaml::{self, Node, Table};

/// A study, from its `study.yaml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Study {
    title: String,
    source: String,
    did: String,
    results: Vec<Published>,
}

/// One published result, and how near the forecast has to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    what: String,
    figure: String,
    subject: Subject,
    reading: Reading,
    against: Option<Subject>,
    within: (f64, f64),
    because: String,
}

impl Study {
    /// Its short name, such as `Abboud 2019`.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Where it was published.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What the participants did, and how that is described here.
    pub fn did(&self) -> &str {
        &self.did
    }

    /// What came of it.
    pub fn results(&self) -> &[Published] {
        &self.results
    }

    /// Reads a study; `name` is what messages call the file.
    pub fn read(name: &str, bytes: &[u8]) -> Outcome<Study> {
        let mut findings = Findings::new();
        let study = yaml::read(name, bytes, &mut findings).and_then(|node| read(&node, &mut findings));
        Outcome::new(study, findings)
    }
}

impl Published {
    /// What was measured.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// The published figure, as it was published.
    pub fn figure(&self) -> &str {
        &self.figure
    }

    /// The session that it is about.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// What is read off the forecast.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The session by whose reading it is divided, for a comparison of two.
    pub fn against(&self) -> Option<&Subject> {
        self.against.as_ref()
    }

    /// The least and the most that the forecast may be.
    pub fn within(&self) -> (f64, f64) {
        self.within
    }

    /// Why it may be that far off.
    pub fn because(&self) -> &str {
        &self.because
    }
}

fn read(node: &Node, findings: &mut Findings) -> Option<Study> {
    let mut table = Table::open(node, "a study", findings)?;
    let title = table.required("title", findings, text);
    let source = table.required("source", findings, text);
    let did = table.required("did", findings, text);
    let results = table.required("results", findings, |n, f| filled_list(n, f, published));
    table.close(findings);
    Some(Study { title: title?, source: source?, did: did?, results: results? })
}

fn published(node: &Node, findings: &mut Findings) -> Option<Published> {
    let mut table = Table::open(node, "a result", findings)?;
    let what = table.required("what", findings, text);
    let figure = table.required("published", findings, text);
    let read = table.required("forecast", findings, |n, f| {
        let mut table = Table::open(n, "a reading of the forecast", f)?;
        let subject = Subject::read(&mut table, f);
        let reading = Reading::read(&mut table, f);
        table.close(f);
        subject.zip(reading)
    });
    let against = table.optional("against", findings, |n, f| {
        let mut table = Table::open(n, "a session to compare with", f)?;
        let subject = Subject::read(&mut table, f);
        table.close(f);
        subject
    });
    let within = table.required("within", findings, within);
    let because = table.required("because", findings, text);
    table.close(findings);
    let (subject, reading) = read?;
    Some(Published { what: what?, figure: figure?, subject, reading, against, within: within?, because: because? })
}

fn within(node: &Node, findings: &mut Findings) -> Option<(f64, f64)> {
    let mut table = Table::open(node, "a tolerance", findings)?;
    let bound = |n: &Node, f: &mut Findings| real(n, f, -1000.0, 1000.0);
    let least = table.required("least", findings, bound);
    let most = table.required("most", findings, bound);
    table.close(findings);
    let (least, most) = (least?, most?);
    if least > most {
        findings.add(Code::OutOfRange, &node.place, "`least` is above `most`", "swap the numbers");
        return None;
    }
    Some((least, most))
}

//! What is wrong with a programme, and how completely it is described.

use serde::Serialize;

use super::SCHEMA;
use backplan::completeness::{Item, Origin, Standing};
use backplan::diagnostic::{Diagnostic, Severity};
use backplan::yaml::Word;

/// The result of `check`.
#[derive(Serialize)]
pub(in crate::cli) struct Findings<'a> {
    schema: u32,
    errors: usize,
    warnings: usize,
    findings: Vec<Finding<'a>>,
    completeness: Option<Vec<CertJson<'a>>>,
}

/// An item of CERT.
#[derive(Serialize)]
struct CertJson<'a> {
    number: &'static str,
    item: Item,
    asks: &'static str,
    standing: &'static str,
    /// What is described; why it is left to the physio; or the topic of `record:` under which it would be.
    how: &'a str,
    /// Where it is described.
    from: Option<Origin>,
    lacks: Option<&'a str>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    hint: &'a str,
}

impl<'a> Findings<'a> {
    pub(in crate::cli) fn new(findings: &'a [Diagnostic], items: Option<&'a [(Item, Standing)]>) -> Self {
        let cert = |(item, standing): &'a (Item, Standing)| {
            let (standing, how, from, lacks) = match standing {
                Standing::Met(origin, how) => ("met", how.as_str(), Some(*origin), None),
                Standing::Physio(why) => ("visit", why.as_str(), None, None),
                Standing::Missing(topic, lacks) => ("missing", topic.as_str(), None, Some(lacks.as_str())),
            };
            CertJson { number: item.number(), item: *item, asks: item.asks(), standing, how, from, lacks }
        };
        let count = |severity| findings.iter().filter(|f| f.severity() == severity).count();
        let finding = |f: &'a Diagnostic| Finding {
            code: f.code().as_str(),
            severity: f.severity().as_str(),
            file: f.place().file().name(),
            line: f.place().line(),
            column: f.place().column(),
            message: f.message(),
            hint: f.hint(),
        };
        Self {
            schema: SCHEMA,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            findings: findings.iter().map(finding).collect(),
            completeness: items.map(|items| items.iter().map(cert).collect()),
        }
    }
}

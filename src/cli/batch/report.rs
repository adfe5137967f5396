//! What came of each row, as a line of JSON.

use serde::Serialize;

use backplan::diagnostic::{Diagnostic, Severity};

/// How a row ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Status {
    /// The PDF was made.
    Written,
    /// The PDF was there, made from just this.
    UpToDate,
    /// There is no new PDF; what was there before still is.
    Failed,
    /// Another row failed before its turn, or the batch was stopped.
    NotTried,
}

/// A line of the result.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Line {
    /// The row's number in the list, from 1.
    pub(super) row: usize,
    /// Its line in the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<u64>,
    /// The programme, as the list has it.
    pub(super) programme: String,
    /// The PDF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) output: Option<String>,
    pub(super) status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pages: Option<usize>,
    /// What kept it from being made, unless that is a finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<String>,
    pub(super) findings: Vec<Finding>,
}

/// A finding in a programme, its library or the clinic's file.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Finding {
    code: &'static str,
    severity: &'static str,
    file: String,
    line: usize,
    column: usize,
    message: String,
    hint: String,
}

impl Finding {
    pub(super) fn new(finding: &Diagnostic, redact: &impl Fn(&str) -> String) -> Self {
        let place = finding.place();
        Self {
            code: finding.code().as_str(),
            severity: match finding.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            file: redact(place.file().name()),
            line: place.line(),
            column: place.column(),
            message: redact(finding.message()),
            hint: redact(finding.hint()),
        }
    }
}

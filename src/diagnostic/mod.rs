//! What is wrong with a user's file, where, and what to do about it.

mod code;

pub use code::Code;

use crate::source::Place;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look; the work goes on.
    Warning,
    /// The work cannot go on until it is mended.
    Error,
}

impl Severity {
    /// The word that messages and JSON show.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One finding in a user's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    code: Code,
    place: Place,
    message: String,
    hint: String,
}

impl Diagnostic {
    /// Makes a finding. Messages are lower case, literals in backticks, without a full stop.
    pub fn new(code: Code, place: &Place, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, place: place.clone(), message: message.into(), hint: hint.into() }
    }

    /// What kind of finding it is.
    pub fn code(&self) -> Code {
        self.code
    }

    /// How much it matters; a code has one severity, always.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Where it is.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// What is wrong, in one line.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it, in one line.
    pub fn hint(&self) -> &str {
        &self.hint
    }
}

/// Collects findings while a stage goes on.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
}

impl Findings {
    /// Starts with none.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one finding.
    pub fn add(&mut self, code: Code, place: &Place, message: impl Into<String>, hint: impl Into<String>) {
        self.list.push(Diagnostic::new(code, place, message, hint));
    }

    /// Adds all findings of another stage.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(others);
    }

    /// Whether a finding is there already.
    pub fn contains(&self, finding: &Diagnostic) -> bool {
        self.list.contains(finding)
    }

    /// How many there are so far.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// Whether any finding is an error.
    pub fn any_error(&self) -> bool {
        self.list.iter().any(|d| d.severity() == Severity::Error)
    }

    /// The findings by file name, then place, then code, then as they were found: the same list for the same input.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by_cached_key(|d| {
            let at = d.place().bytes();
            (d.place().file().name().to_owned(), at.start, at.end, d.code)
        });
        self.list.dedup();
        self.list
    }
}

/// A stage's value and what it found on the way.
///
/// The value is there when, and only when, no finding is an error.
#[derive(Debug, Clone)]
pub struct Outcome<T> {
    value: Option<T>,
    findings: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// Closes a stage: keeps the value only if nothing was an error.
    ///
    /// A missing value without an error would be a fault of this crate; it stays missing.
    pub fn new(value: Option<T>, findings: Findings) -> Self {
        let value = if findings.any_error() { None } else { value };
        Self { value, findings: findings.into_sorted() }
    }

    /// The value, if no finding is an error.
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// All findings, sorted by file and place.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// The value, if no finding is an error, and all findings.
    pub fn into_parts(self) -> (Option<T>, Vec<Diagnostic>) {
        (self.value, self.findings)
    }
}

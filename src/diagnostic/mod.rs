//! What is wrong with a user's file, where, and what to do about it.

mod code;

pub use code::Code;

use std::collections::BTreeMap;

use crate::source::Place;

/// The most findings of one file that are kept: more than anybody mends before looking again. A list of ten thousand words
/// where numbers belong would fill the screen, and take minutes to show.
pub const MOST_OF_A_FILE: usize = 100;

/// The most characters of a message or hint, of which what the user wrote may be a part.
const LONGEST_LINE: usize = 600;

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
        Self { code, place: place.clone(), message: shortened(message.into()), hint: shortened(hint.into()) }
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
        few_of_each_file(self.list)
    }
}

/// A line without the middle of what is too long to be read.
fn shortened(line: String) -> String {
    let all = line.chars().count();
    if all <= LONGEST_LINE {
        return line;
    }
    let (begin, end) = (LONGEST_LINE / 2, all - LONGEST_LINE / 2);
    line.chars().take(begin).chain(['…']).chain(line.chars().skip(end)).collect()
}

/// The first findings of each file, errors before warnings, in the order that they have; and for each file that has more, a
/// finding that says so.
fn few_of_each_file(all: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if all.len() <= MOST_OF_A_FILE {
        return all;
    }
    let mut kept = vec![false; all.len()];
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut cut: BTreeMap<&str, Place> = BTreeMap::new();
    let of = |severity| all.iter().zip(0..).filter(move |(finding, _)| finding.severity() == severity);
    for (finding, at) in of(Severity::Error).chain(of(Severity::Warning)) {
        let name = finding.place().file().name();
        let is_about_others = finding.code() == Code::ManyFindings;
        let count = counts.entry(name).or_default();
        if is_about_others || *count < MOST_OF_A_FILE {
            *count += usize::from(!is_about_others);
            if let Some(kept) = kept.get_mut(at) {
                *kept = true;
            }
        } else {
            cut.entry(name).or_insert_with(|| finding.place().file().start());
        }
    }
    let told = |place: &Place| {
        let message = format!("more than {MOST_OF_A_FILE} findings in this file; the rest is not shown");
        Diagnostic::new(Code::ManyFindings, place, message, "mend what is shown, and look again")
    };
    let told: Vec<Diagnostic> = cut.values().map(told).filter(|finding| !all.contains(finding)).collect();
    let mut few: Vec<Diagnostic> = all.into_iter().zip(kept).filter_map(|(one, kept)| kept.then_some(one)).collect();
    // Before the others of its file.
    for finding in told {
        let at = few.iter().position(|other| other.place().file().name() == finding.place().file().name());
        few.insert(at.unwrap_or(0), finding);
    }
    few
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    /// So many warnings, and then an error, of one file.
    fn found(name: &str, warnings: usize) -> Vec<Diagnostic> {
        let file = SourceFile::new(name, "x".repeat(warnings + 1));
        let mut findings = Findings::new();
        for at in 0..warnings {
            findings.add(Code::ManySteps, &file.place(at..at + 1), format!("warning {at}"), "-");
        }
        findings.add(Code::WrongType, &file.place(warnings..warnings + 1), "error", "-");
        findings.into_sorted()
    }

    #[test]
    fn of_thousands_of_findings_the_first_and_the_errors_stay() {
        assert_eq!(found("a", MOST_OF_A_FILE - 1).len(), MOST_OF_A_FILE);
        let many = found("b", 5000);
        assert_eq!(many.len(), MOST_OF_A_FILE + 1);
        assert_eq!(many.first().map(Diagnostic::code), Some(Code::ManyFindings));
        assert_eq!(many.get(1).map(Diagnostic::message), Some("warning 0"));
        assert_eq!(many.last().map(Diagnostic::message), Some("error"), "an error is never left out for a warning");
        // Stages put together what they found; it stays as it is, and other files keep theirs.
        let mut all = Findings::new();
        all.extend(many.clone());
        all.extend(found("c", 3));
        let again = all.into_sorted();
        assert_eq!(again.get(..many.len()), Some(&many[..]));
        assert_eq!(again.len(), many.len() + 4);
    }

    #[test]
    fn a_message_leaves_out_the_middle_of_a_book() {
        let place = SourceFile::new("a", "").start();
        let message = format!("found `{}`, which is no number", "é".repeat(100_000));
        let finding = Diagnostic::new(Code::WrongType, &place, message, "-");
        assert_eq!(finding.message().chars().count(), LONGEST_LINE + 1);
        assert!(finding.message().starts_with("found `éé") && finding.message().ends_with("is no number"));
    }
}

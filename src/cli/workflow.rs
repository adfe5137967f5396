//! Findings as commands of a GitHub workflow, which shows them beside the lines of a pull request.

use std::fmt::Write as _;

use backplan::diagnostic::{Diagnostic, Severity};

/// A line for each finding.
pub(super) fn commands(findings: &[Diagnostic]) -> String {
    let mut text = String::new();
    for finding in findings {
        let level = match finding.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let place = finding.place();
        // Columns of a place that goes over several lines are refused there.
        let end = place.end();
        let to = if end.line() == place.line() { end.column() } else { place.column() };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "::{level} file={},line={},endLine={},col={},endColumn={to},title={}::{}",
            property(place.file().name()),
            place.line(),
            place.line(),
            place.column(),
            finding.code(),
            data(&format!("{}\nhint: {}", finding.message(), finding.hint())),
        );
    }
    text
}

/// A message, in which line breaks and `%` have to be escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property, in which what ends one has to be escaped too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn what_ends_a_command_is_escaped() {
        assert_eq!(data("100 %\nnext: a, b"), "100 %25%0Anext: a, b");
        assert_eq!(property("core:a,b.yaml"), "core%3Aa%2Cb.yaml");
    }
}

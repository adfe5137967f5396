//! Findings, as a person reads them.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use backplan::diagnostic::{Diagnostic, Severity};

/// The most findings that are shown of all files together: a thousand screens are not read.
const MOST_SHOWN: usize = 1000;

/// Renders findings, one after the other, and a line that counts them. Colours are in; the stream drops them if need be.
pub(super) fn render(findings: &[Diagnostic]) -> String {
    let renderer = Renderer::styled().term_width(100);
    let mut blocks: Vec<String> = findings.iter().take(MOST_SHOWN).map(|finding| one(finding, &renderer)).collect();
    if findings.len() > MOST_SHOWN {
        blocks.push(format!("and {} more", findings.len() - MOST_SHOWN));
    }
    blocks.push(count(findings));
    blocks.join("\n\n")
}

fn one(finding: &Diagnostic, renderer: &Renderer) -> String {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let place = finding.place();
    let text = place.file().text();
    let mut bytes = place.bytes();
    if bytes.is_empty() {
        // A place between characters is shown at the character after it.
        bytes.end += text
            .get(bytes.start..)
            .and_then(|rest| rest.chars().next())
            .filter(|c| *c != '\n')
            .map_or(0, char::len_utf8);
    }
    // A place of several lines is shown by its first.
    let first_line = text.get(bytes.clone()).and_then(|t| t.find('\n')).map_or(bytes.end, |at| bytes.start + at);
    // Nothing but that line, as the renderer goes over all that it is given, for each finding anew.
    let begins = text.get(..bytes.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let ends = text.get(bytes.start..).and_then(|t| t.find('\n')).map_or(text.len(), |at| bytes.start + at + 1);
    let line = text.get(begins..ends).unwrap_or_default();
    let annotation = AnnotationKind::Primary.span(bytes.start - begins..first_line.max(bytes.start) - begins);
    let snippet = Snippet::source(line).line_start(place.line()).path(place.file().name()).annotation(annotation);
    let hint = Level::HELP.with_name("hint").message(finding.hint());
    let group = level.primary_title(finding.message()).id(finding.code().as_str()).element(snippet).element(hint);
    renderer.render(&[group])
}

/// How many errors and warnings there are.
fn count(findings: &[Diagnostic]) -> String {
    let of = |severity| findings.iter().filter(|f| f.severity() == severity).count();
    let shown = |n: usize, one: &str| match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {one}s")),
    };
    let parts = [shown(of(Severity::Error), "error"), shown(of(Severity::Warning), "warning")];
    let counted: Vec<String> = parts.into_iter().flatten().collect();
    let mut codes: Vec<&str> = findings.iter().map(|f| f.code().as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    let example = codes.first().copied().unwrap_or_default();
    format!("{}; `backplan explain {example}` says more", counted.join(" and "))
}

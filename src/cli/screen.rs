//! Standard output and standard error.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, PoisonError};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, Result};

use super::args::Colour;
use super::report;
use backplan::diagnostic::Diagnostic;

/// The width of lines where there is no terminal to ask.
const WIDTH: usize = 80;

/// Where data and messages go.
pub(super) struct Screen {
    colour: ColorChoice,
    /// Where messages are kept instead of being shown.
    kept: Option<Mutex<Said>>,
}

/// What was said.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) findings: Vec<Diagnostic>,
    pub(super) notes: Vec<String>,
}

impl Screen {
    pub(super) fn new(colour: Colour) -> Self {
        let colour = match colour {
            Colour::Auto => ColorChoice::Auto,
            Colour::Always => ColorChoice::Always,
            Colour::Never => ColorChoice::Never,
        };
        Self { colour, kept: None }
    }

    /// A screen that keeps messages for somebody to look at later.
    pub(super) fn keeping() -> Self {
        Self { colour: ColorChoice::Never, kept: Some(Mutex::default()) }
    }

    /// What was said to a screen that keeps it.
    pub(super) fn said(self) -> Said {
        self.kept.map(|kept| kept.into_inner().unwrap_or_else(PoisonError::into_inner)).unwrap_or_default()
    }

    /// Prints data to standard output.
    pub(super) fn data(&self, text: &str) -> Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(harmless(text).as_bytes()).and_then(|()| out.flush()).context("cannot write to standard output")
    }

    /// Writes bytes to standard output, unless that is a terminal.
    pub(super) fn bytes(&self, bytes: &[u8]) -> Result<()> {
        let mut out = io::stdout().lock();
        if out.is_terminal() {
            anyhow::bail!("a PDF is not for a terminal\n  hint: use `-o handout.pdf`, or send the output to a file");
        }
        out.write_all(bytes).and_then(|()| out.flush()).context("cannot write to standard output")
    }

    /// Says something on standard error.
    pub(super) fn note(&self, text: &str) {
        if let Some(kept) = &self.kept {
            kept.lock().unwrap_or_else(PoisonError::into_inner).notes.push(text.to_owned());
            return;
        }
        self.styled(&harmless(text));
    }

    /// Says something that has colours of its own.
    fn styled(&self, text: &str) {
        let mut err = AutoStream::new(io::stderr(), self.colour);
        // If standard error is gone, there is nowhere left to say so.
        let _ = writeln!(err, "{text}");
    }

    /// Shows findings on standard error.
    pub(super) fn findings(&self, findings: &[Diagnostic]) {
        if let Some(kept) = &self.kept {
            kept.lock().unwrap_or_else(PoisonError::into_inner).findings.extend_from_slice(findings);
        } else if !findings.is_empty() {
            self.styled(&report::render(findings));
        }
    }

    /// Shows a failure on standard error.
    pub(super) fn failure(&self, error: &anyhow::Error) {
        let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
        self.note(&format!("error: {}", causes.join(": ")));
    }

    /// Whether standard error takes colours.
    pub(super) fn has_colour(&self) -> bool {
        let seen = match self.colour {
            ColorChoice::Auto => AutoStream::choice(&io::stderr()),
            chosen => chosen,
        };
        seen != ColorChoice::Never
    }

    /// How wide lines may be.
    pub(super) fn width(&self) -> usize {
        if io::stdout().is_terminal() { textwrap::termwidth().clamp(60, 100) } else { WIDTH }
    }
}

/// A text without what would make a terminal do something: a file of somebody else's may hold it.
fn harmless(text: &str) -> Cow<'_, str> {
    let acts = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match u32::from(c) {
        // Each of the old control characters has a picture.
        code @ 0..0x20 => char::from_u32(0x2400 + code).unwrap_or(char::REPLACEMENT_CHARACTER),
        0x7f => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    };
    Cow::Owned(text.chars().map(|c| if acts(c) { shown(c) } else { c }).collect())
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn control_characters_are_shown_and_not_sent() {
        assert_eq!(harmless("Red \u{1b}[31m \u{7}\u{9b}\n\tb"), "Red ␛[31m ␇\u{fffd}\n\tb");
        assert!(matches!(harmless("plain\n"), std::borrow::Cow::Borrowed(_)));
    }
}

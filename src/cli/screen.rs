//! Standard output and standard error.

use std::io::{self, IsTerminal, Write};

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
}

impl Screen {
    pub(super) fn new(colour: Colour) -> Self {
        let colour = match colour {
            Colour::Auto => ColorChoice::Auto,
            Colour::Always => ColorChoice::Always,
            Colour::Never => ColorChoice::Never,
        };
        Self { colour }
    }

    /// Prints data to standard output.
    pub(super) fn data(&self, text: &str) -> Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("cannot write to standard output")
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
        let mut err = AutoStream::new(io::stderr(), self.colour);
        // If standard error is gone, there is nowhere left to say so.
        let _ = writeln!(err, "{text}");
    }

    /// Shows findings on standard error.
    pub(super) fn findings(&self, findings: &[Diagnostic]) {
        if !findings.is_empty() {
            self.note(&report::render(findings));
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

//! `backplan plan`: which dose when, and why.

mod compare;
mod grid;

use anyhow::Result;

use super::args::{Format, Plan};
use super::input::Planned;
use super::library_dir::Libraries;
use super::screen::Screen;
use super::{Ending, input, json};
use backplan::handout::gate;
use backplan::schedule::{Session, SessionKind};

pub(super) fn run(args: &Plan, screen: &Screen) -> Result<Ending> {
    let libraries = Libraries::default();
    let Some(planned) = input::planned(&args.sources, args.start, &libraries, screen)? else {
        return Ok(Ending::Problems);
    };
    if let Some(other) = &args.compare {
        let sources = args.sources.with_programme(other);
        let Some(compared) = input::planned(&sources, args.start, &libraries, screen)? else {
            return Ok(Ending::Problems);
        };
        let files = [args.sources.programme.as_path(), other.as_path()];
        match args.format {
            Format::Json => {
                let wording = input::wording()?;
                let gates = [&planned, &compared].map(|p| gate(p.programme.mode(), &wording));
                screen.data(&json::text(&json::compared([&planned, &compared], files, &gates))?)?;
            }
            Format::Text => screen.data(&compare::compare(&planned, &compared, files))?,
        }
        return Ok(Ending::Fine);
    }
    match args.format {
        Format::Json => {
            let gate = gate(planned.programme.mode(), &input::wording()?);
            screen.data(&json::text(&json::plan(&planned, &gate))?)?;
        }
        Format::Text => {
            let width = screen.width();
            let mut text = format!("{}\n\n{}\n", heading(&planned, width), grid::grid(&planned, width));
            if args.explain {
                text += grid::reasons(&planned, width).trim_start_matches('\n');
                text += "\n";
            }
            screen.data(&(text + grid::LEGEND + "\n" + grid::lots_legend(&planned)))?;
        }
    }
    Ok(Ending::Fine)
}

/// Number, date and kind of a session, in a column of fixed width.
pub(super) fn label(session: &Session) -> String {
    let kind = match session.kind() {
        SessionKind::Home(_) => "home",
        SessionKind::Clinic(_) => "clinic",
    };
    format!("{:>4}  {}  {kind:<6}  ", session.number(), session.date().format("%a %e %b"))
}

/// A label with text beside it, wrapped so that nothing runs under the label.
pub(super) fn entry(label: &str, text: &str, width: usize) -> String {
    let indent = " ".repeat(label.chars().count());
    let options = textwrap::Options::new(width)
        .initial_indent(label)
        .subsequent_indent(&indent)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options) + "\n"
}

/// The programme, its library and its dates.
pub(super) fn heading(planned: &Planned, width: usize) -> String {
    let (programme, library) = (&planned.programme, &planned.library);
    let weeks = programme.weeks().get();
    format!(
        "{}from {}, {weeks} {}, {} sessions\nlibrary {} {} ({})",
        entry("", programme.name(), width),
        planned.schedule.start().format("%A %-d %B %Y"),
        if weeks == 1 { "week" } else { "weeks" },
        planned.schedule.sessions().len(),
        library.id(),
        library.version(),
        library.digest().short()
    )
}

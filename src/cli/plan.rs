//! `backplan plan`: every session with its date and doses.

use anyhow::Result;

use super::args::{Format, Look};
use super::input::Planned;
use super::screen::Screen;
use super::{Ending, input, json};
use backplan::schedule::{Change, Item, Session, SessionKind};

pub(super) fn run(args: &Look, screen: &Screen) -> Result<Ending> {
    let Some(planned) = input::planned(&args.sources, args.start, screen)? else {
        return Ok(Ending::Problems);
    };
    match args.format {
        Format::Json => screen.data(&json::text(&json::plan(&planned))?)?,
        Format::Text => screen.data(&text(&planned, screen.width()))?,
    }
    Ok(Ending::Fine)
}

fn text(planned: &Planned, width: usize) -> String {
    let mut text = heading(planned) + "\n";
    let mut week = 0;
    for session in planned.schedule.sessions() {
        if session.week() != week {
            week = session.week();
            text += &format!("\nweek {week}\n");
        }
        text += &entry(&label(session), &what(session), width);
    }
    text + "\n" + LEGEND + "\n"
}

const LEGEND: &str = "sets x repetitions/seconds held; * new, + more than last time, - less";

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
    textwrap::fill(text, options).replace(NO_BREAK, " ") + "\n"
}

/// The programme, its library and its dates.
pub(super) fn heading(planned: &Planned) -> String {
    let (programme, library) = (&planned.programme, &planned.library);
    let weeks = programme.weeks().get();
    format!(
        "{}\nfrom {}, {weeks} {}, {} sessions\nlibrary {} {} ({})",
        programme.name(),
        planned.schedule.start().format("%A %-d %B %Y"),
        if weeks == 1 { "week" } else { "weeks" },
        planned.schedule.sessions().len(),
        library.id(),
        library.version(),
        library.digest().short()
    )
}

fn what(session: &Session) -> String {
    let techniques = session.techniques().iter().map(|t| t.as_str().to_owned());
    let all: Vec<String> = techniques.chain(session.items().iter().map(item)).collect();
    all.join(", ")
}

/// An exercise with its dose; no line breaks within it.
fn item(item: &Item) -> String {
    let mark = match item.change() {
        Change::Start => "*",
        Change::Same => "",
        Change::Up => "+",
        Change::Down | Change::Deload => "-",
    };
    format!("{mark}{} {}", item.exercise(), item.dose().short()).replace(' ', NO_BREAK)
}

/// A space at which no line is broken; printed as a plain one.
const NO_BREAK: &str = "\u{a0}";

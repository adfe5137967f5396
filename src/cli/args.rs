//! What can be asked for. clap's types stay in here.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args as Group, Parser, Subcommand, ValueEnum};

use backplan::draft::Ceiling;
use backplan::embedded;
use backplan::library::{ConditionId, Equipment, MechanismId, Muscle, Position, Region};
use backplan::programme::{Day, Days, Mode, Sensitivity};
use backplan::units::{Soreness, Weeks, parse_date};
use backplan::yaml::{Word, nearest};

/// Plans back programmes, forecasts which sessions may be sore, and prints handouts that say so beforehand.
#[derive(Debug, Parser)]
#[command(name = "backplan", version, about, arg_required_else_help = true)]
#[command(after_help = after_help())]
pub(super) struct Args {
    /// When to use colour: auto, always or never.
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN", hide_possible_values = true)]
    pub(super) color: Colour,

    #[command(subcommand)]
    pub(super) command: Command,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make the patient's handout as a PDF.
    Handout(Handout),
    /// Show every session with its date and doses.
    Plan(Plan),
    /// Show which sessions may be sore, when, how much and why.
    Forecast(Look),
    /// Find everything that is wrong with a programme and its library.
    Check(Check),
    /// Explain a diagnostic code, or the forecast of one session down to its last number.
    Explain(Explain),
    /// Begin a programme: from flags, from a built-in one, or by answering questions.
    New(New),
    /// Look through the exercise library.
    #[command(subcommand)]
    Library(LibraryCommand),
    /// Hold the forecast against what studies published.
    Calibrate(Calibrate),
}

/// Which programme, and which library.
#[derive(Debug, Clone, Group)]
pub(super) struct Sources {
    /// A programme: a file, `-` for standard input, or the name of a built-in one.
    #[arg(value_name = "PROGRAMME")]
    pub(super) programme: PathBuf,

    /// Use the exercise library in this folder instead of the built-in one.
    #[arg(long, value_name = "DIR")]
    pub(super) library: Option<PathBuf>,

    /// A condition that the person has, besides those in the programme; may be given several times.
    #[arg(long = "condition", value_name = "ID", value_parser = condition)]
    pub(super) conditions: Vec<ConditionId>,
}

impl Sources {
    /// The same with another programme.
    pub(super) fn with_programme(&self, programme: &Path) -> Self {
        Self { programme: programme.to_owned(), ..self.clone() }
    }
}

#[derive(Debug, Group)]
pub(super) struct Handout {
    #[command(flatten)]
    pub(super) sources: Sources,

    /// The first day, like 2026-11-30; needed unless the programme has a `start`.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) start: Option<NaiveDate>,

    /// Where the PDF goes; `-` for standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,

    /// For whom: patient or clinician.
    #[arg(long = "for", value_enum, default_value_t = Reader::Patient, value_name = "WHO", hide_possible_values = true)]
    pub(super) reader: Reader,

    /// Print the patient's name; without it there is a line to write on.
    #[arg(long, value_name = "NAME", value_parser = printable)]
    pub(super) patient: Option<String>,

    /// Print the clinic's telephone number; without it there is a line to write on.
    #[arg(long, value_name = "NUMBER", value_parser = printable)]
    pub(super) phone: Option<String>,

    /// Use the Typst template in this folder instead of the built-in one.
    #[arg(long, value_name = "DIR")]
    pub(super) templates: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(super) struct Plan {
    #[command(flatten)]
    pub(super) sources: Sources,

    /// The first day, like 2026-11-30; needed unless the programme has a `start`.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) start: Option<NaiveDate>,

    /// Add why each dose is what it is.
    #[arg(long)]
    pub(super) explain: bool,

    /// Show another programme beside it.
    #[arg(long, value_name = "OTHER", conflicts_with_all = ["explain", "format"])]
    pub(super) compare: Option<PathBuf>,

    /// How to print it: text or json.
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT", hide_possible_values = true)]
    pub(super) format: Format,
}

#[derive(Debug, Group)]
pub(super) struct Look {
    #[command(flatten)]
    pub(super) sources: Sources,

    /// The first day, like 2026-11-30; needed unless the programme has a `start`.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) start: Option<NaiveDate>,

    /// How to print it: text or json.
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT", hide_possible_values = true)]
    pub(super) format: Format,
}

#[derive(Debug, Group)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) sources: Sources,

    /// Show item by item how completely the programme is described (CERT).
    #[arg(long, conflicts_with = "format")]
    pub(super) completeness: bool,

    /// How to print it: text or json.
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT", hide_possible_values = true)]
    pub(super) format: Format,
}

#[derive(Debug, Group)]
pub(super) struct Explain {
    /// A code, like `soreness-range`; or, with `--session`, a programme.
    #[arg(value_name = "CODE|PROGRAMME")]
    pub(super) what: PathBuf,

    /// The number of the session to explain.
    #[arg(long, value_name = "N")]
    pub(super) session: Option<u32>,

    /// Use the exercise library in this folder instead of the built-in one.
    #[arg(long, value_name = "DIR", requires = "session")]
    pub(super) library: Option<PathBuf>,

    /// The first day, like 2026-11-30; needed unless the programme has a `start`.
    #[arg(long, value_name = "DATE", value_parser = date, requires = "session")]
    pub(super) start: Option<NaiveDate>,

    /// How to print it: text or json.
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT", hide_possible_values = true, requires = "session")]
    pub(super) format: Format,
}

#[derive(Debug, Group)]
#[command(
    after_help = "On a terminal it asks for what no flag says; esc or ctrl-c leaves without a file. In a script, or with \
    `--no-input`, what is missing stays as the programme that it begins from has it, or as is usual.\n\n\
    Examples:\n  backplan new mrs-c.yaml\n  \
    backplan new mrs-c.yaml --from persistent-low-back --days tue,thu,sat --usual-pain 5 --worried\n  \
    backplan new - --name \"Getting going\" --weeks 4 --exercise bridge --exercise walking"
)]
pub(super) struct New {
    /// The file to write, `-` for standard output. Nothing is overwritten.
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,

    /// The file to write, as `-o`.
    #[arg(short, long, value_name = "FILE", conflicts_with = "file")]
    pub(super) output: Option<PathBuf>,

    /// Begin with a built-in programme, or with one in a file; its comments stay.
    #[arg(long, value_name = "PROGRAMME")]
    pub(super) from: Option<PathBuf>,

    /// An exercise by its id, after those that are there; once for each, in order.
    #[arg(long = "exercise", value_name = "ID")]
    pub(super) exercises: Vec<String>,

    /// The name of the programme. Not that of the patient.
    #[arg(long, value_parser = printable)]
    pub(super) name: Option<String>,

    /// What it is for, in a sentence for the patient.
    #[arg(long, value_parser = printable)]
    pub(super) purpose: Option<String>,

    /// How many weeks; the phases and visits that are there are spread over them.
    #[arg(long, value_parser = weeks)]
    pub(super) weeks: Option<Weeks>,

    /// The days of the home sessions: like mon,wed,fri, or daily, alternate, "3 a week".
    #[arg(long, value_parser = days)]
    pub(super) days: Option<Days>,

    /// What decides on the next step: pain-contingent or time-contingent.
    #[arg(long, value_parser = one_of::<Mode>)]
    pub(super) mode: Option<Mode>,

    /// The highest soreness that you accept, 0-10 above usual pain, or `none`.
    #[arg(long, value_parser = ceiling)]
    pub(super) ceiling: Option<Ceiling>,

    /// The person's usual pain, 0-10.
    #[arg(long, value_name = "PAIN", value_parser = soreness)]
    pub(super) usual_pain: Option<Soreness>,

    /// How sensitive the nervous system is: low, usual or high.
    #[arg(long, value_parser = one_of::<Sensitivity>)]
    pub(super) sensitivity: Option<Sensitivity>,

    /// How many weeks ago the person was last active.
    #[arg(long, value_name = "WEEKS", value_parser = weeks_ago)]
    pub(super) last_active: Option<Weeks>,

    /// The person is worried, stressed or sleeps badly.
    #[arg(long, conflicts_with = "no_worried")]
    pub(super) worried: bool,

    /// The person is none of that.
    #[arg(long)]
    pub(super) no_worried: bool,

    /// Ask nothing, even on a terminal.
    #[arg(long)]
    pub(super) no_input: bool,

    /// Use the exercise library in this folder instead of the built-in one.
    #[arg(long, value_name = "DIR")]
    pub(super) library: Option<PathBuf>,
}

/// What to do with the library.
#[derive(Debug, Subcommand)]
pub(super) enum LibraryCommand {
    /// Find exercises and techniques by any word, muscle, position, equipment or mechanism.
    Search(Search),
    /// List all exercises and techniques.
    List(List),
    /// Show one exercise or technique in full.
    Show(Shown),
    /// Draw one exercise.
    Figure(Figure),
    /// Draw all exercises on one sheet.
    Figures(Figures),
}

#[derive(Debug, Group)]
pub(super) struct Figure {
    /// The id of the exercise, like bird-dog.
    #[arg(value_name = "ID")]
    pub(super) id: String,

    #[command(flatten)]
    pub(super) sheet: Figures,
}

#[derive(Debug, Group)]
pub(super) struct Figures {
    /// Where the drawing goes: `.svg` (of one exercise), `.pdf` (of all) or `.png`.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,

    /// Use the exercise library in this folder instead of the built-in one.
    #[arg(long, value_name = "DIR")]
    pub(super) library: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(super) struct Search {
    /// Words, each of which must be in the name, purpose, muscles or steps.
    #[arg(value_name = "WORD")]
    pub(super) words: Vec<String>,

    /// A muscle that works, like gluteus-maximus.
    #[arg(long, value_parser = one_of::<Muscle>)]
    pub(super) muscle: Option<Muscle>,

    /// The position, like lying-on-back.
    #[arg(long, value_parser = one_of::<Position>)]
    pub(super) position: Option<Position>,

    /// Something that it needs, like chair.
    #[arg(long, value_parser = one_of::<Equipment>)]
    pub(super) equipment: Option<Equipment>,

    /// A mechanism that it is tagged with, like doms.
    #[arg(long, value_parser = one_of::<MechanismId>)]
    pub(super) mechanism: Option<MechanismId>,

    /// Where it may be felt, like "lower back".
    #[arg(long, value_parser = one_of::<Region>)]
    pub(super) region: Option<Region>,

    #[command(flatten)]
    pub(super) shown: List,
}

#[derive(Debug, Group)]
pub(super) struct List {
    /// Use the exercise library in this folder instead of the built-in one.
    #[arg(long, value_name = "DIR")]
    pub(super) library: Option<PathBuf>,

    /// How to print it: text or json.
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT", hide_possible_values = true)]
    pub(super) format: Format,
}

#[derive(Debug, Group)]
pub(super) struct Shown {
    /// The id of the exercise or technique, like bird-dog.
    #[arg(value_name = "ID")]
    pub(super) id: String,

    #[command(flatten)]
    pub(super) list: List,
}

#[derive(Debug, Group)]
pub(super) struct Calibrate {
    /// A folder of studies instead of the built-in ones.
    #[arg(value_name = "DIR")]
    pub(super) studies: Option<PathBuf>,

    /// Use the numbers of the exercise library in this folder instead of the built-in one.
    #[arg(long, value_name = "DIR")]
    pub(super) library: Option<PathBuf>,

    /// How to print it: text or json.
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT", hide_possible_values = true)]
    pub(super) format: Format,
}

/// Who reads a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Reader {
    /// The handout.
    Patient,
    /// The sheet with forecast chart, findings and sources.
    Clinician,
}

/// How to print a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For reading.
    Text,
    /// For other programs.
    Json,
}

fn after_help() -> String {
    let programmes: Vec<&str> = embedded::programmes().iter().map(|f| f.stem()).collect();
    format!(
        "Built-in programmes: {}.\n\n\
         Exit codes: 0 fine; 1 your files have problems; 2 usage, or a file cannot be read or written.",
        programmes.join(", ")
    )
}

fn date(text: &str) -> Result<NaiveDate, String> {
    let hint = "no calendar has this day; write year, month and day, like 2026-11-30";
    parse_date(text).ok_or_else(|| hint.to_owned())
}

/// Reads a soreness or pain.
pub(super) fn soreness(text: &str) -> Result<Soreness, String> {
    let number = text.trim().parse::<f64>().ok().and_then(Soreness::new);
    number.ok_or_else(|| "write a number from 0 to 10".to_owned())
}

/// Reads a ceiling, or that there is none.
pub(super) fn ceiling(text: &str) -> Result<Ceiling, String> {
    if text.trim() == "none" {
        return Ok(Ceiling::Without);
    }
    soreness(text).map(Ceiling::At).map_err(|message| message + ", or `none`")
}

/// Reads how long a programme takes: `6`, or `6 weeks`.
pub(super) fn weeks(text: &str) -> Result<Weeks, String> {
    weeks_between(text, 1, 104)
}

/// Reads how long ago something was: `12`, or `12 weeks`.
pub(super) fn weeks_ago(text: &str) -> Result<Weeks, String> {
    weeks_between(text, 0, Weeks::MOST.get())
}

fn weeks_between(text: &str, least: u32, most: u32) -> Result<Weeks, String> {
    let number = text.trim().trim_end_matches("weeks").trim_end_matches("week").trim_end();
    let weeks = number.parse::<u32>().ok().filter(|n| (least..=most).contains(n)).and_then(Weeks::new);
    weeks.ok_or_else(|| format!("write a whole number of weeks from {least} to {most}"))
}

/// Reads days of the week with commas between them, or `daily`, `alternate`, `3 a week`.
pub(super) fn days(text: &str) -> Result<Days, String> {
    let text = text.trim().to_lowercase();
    let times = text.strip_suffix(" a week").and_then(|n| n.trim().parse::<u32>().ok());
    match (text.as_str(), times) {
        ("daily", _) => return Ok(Days::Daily),
        ("alternate", _) => return Ok(Days::Alternate),
        (_, Some(n)) if (1..=7).contains(&n) => return Ok(Days::AWeek(n)),
        _ => {}
    }
    let list = text.trim_start_matches('[').trim_end_matches(']').split([',', ' ']).filter(|day| !day.is_empty());
    let days: Vec<Day> = list
        .map(|day| one_of::<Day>(day).map_err(|hint| format!("`{day}` is no day of the week; {hint}")))
        .collect::<Result<_, _>>()?;
    if days.is_empty() {
        return Err("write days like mon,wed,fri, or `daily`, `alternate`, `3 a week`".to_owned());
    }
    Ok(Days::Weekdays(days))
}

/// Reads a word of a closed list.
fn one_of<W: Word>(text: &str) -> Result<W, String> {
    let all = || W::ALL.iter().map(|w| w.as_str());
    let found = W::ALL.iter().copied().find(|w| w.as_str() == text);
    found.ok_or_else(|| match nearest(text, all()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of {}", all().collect::<Vec<_>>().join(", ")),
    })
}

fn condition(text: &str) -> Result<ConditionId, String> {
    ConditionId::new(text).ok_or_else(|| "write it in lower-case letters and hyphens, like wrist-injury".to_owned())
}

/// Refuses what could only be there by mistake: nothing, or line breaks and other control characters.
pub(super) fn printable(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("there is nothing in it".to_owned());
    }
    match text.chars().find(|c| c.is_control()) {
        Some(_) => Err("it holds a line break or another control character".to_owned()),
        None => Ok(text.to_owned()),
    }
}

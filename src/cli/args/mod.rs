//! What can be asked for. clap's types stay in here.

mod batch;
mod library;
mod new;
mod refused;
mod value;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args as Group, Parser, Subcommand, ValueEnum};

use backplan::country::Variety;
use backplan::embedded;
use backplan::handout::{Paper, Part, WeekSpan};
use backplan::library::ConditionId;

pub(super) use batch::{
    Batch, Shard, Takes, check_options as check_batch_options, handout as batch_handout, handout_option,
    handout_options,
};
pub(super) use library::{
    Affected, CheckFormat, Diff, Export, Figure, Figures, Import, LibraryCheck, LibraryCommand, ProseFormat, Schema,
    Search, Shown, Stats, Whole,
};
pub(super) use new::New;
pub(super) use refused::without_name;
pub(super) use value::{ceiling, days, printable, programme_name, soreness, weeks, weeks_ago};
use value::{condition, date, one_of, patient, phone, week_span};

/// Plans back programmes, forecasts which sessions may be sore, and prints handouts that say so beforehand.
#[derive(Debug, Parser)]
#[command(name = "backplan", version, about, arg_required_else_help = true)]
#[command(after_help = after_help())]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) everywhere: Everywhere,

    #[command(subcommand)]
    pub(super) command: Command,
}

/// What can be asked of every command.
#[derive(Debug, Group)]
pub(super) struct Everywhere {
    /// When to use colour: auto, always or never.
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN", hide_possible_values = true)]
    pub(super) color: Colour,
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
    /// Make the handouts of a whole list or folder of programmes.
    Batch(Batch),
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
    /// Change how the handout looks, and what it says.
    #[command(subcommand)]
    Templates(TemplatesCommand),
    /// Hold the forecast against what studies published.
    Calibrate(Calibrate),
}

/// Which programme, and which library.
#[derive(Debug, Clone, PartialEq, Group)]
pub(super) struct Sources {
    /// A programme: a file, `-` for standard input, or the name of a built-in one.
    #[arg(value_name = "PROGRAMME")]
    pub(super) programme: PathBuf,

    /// Use the exercise library in this folder instead of the built-in one.
    #[arg(long, value_name = "DIR")]
    pub(super) library: Option<PathBuf>,

    /// Use the library in that folder as it was at this revision of its git repository, like v1.2.0.
    #[arg(long, value_name = "REV", requires = "library")]
    pub(super) library_rev: Option<String>,

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

    /// Print only with the very library that the programme is pinned to, version and digest.
    #[arg(long)]
    pub(super) locked: bool,

    /// For whom: patient or clinician.
    #[arg(long = "for", value_enum, default_value_t = Reader::Patient, value_name = "WHO", hide_possible_values = true)]
    pub(super) reader: Reader,

    /// Print the patient's name; without it there is a line to write on.
    #[arg(long, value_name = "NAME", value_parser = patient)]
    pub(super) patient: Option<String>,

    /// Print the clinic's telephone number; without it there is a line to write on.
    #[arg(long, value_name = "NUMBER", value_parser = phone)]
    pub(super) phone: Option<String>,

    /// The clinic's own file: name, logo, telephone, address, colours, paper and more. Without it, a `clinic.yaml` is looked
    /// for in the programme's folder, in those above it, and in your configuration folder.
    #[arg(long, value_name = "FILE")]
    pub(super) clinic: Option<PathBuf>,

    /// Words, dates, units and emergency numbers: en-GB or en-US; without it, the clinic's, or else en-GB.
    #[arg(long, value_parser = one_of::<Variety>)]
    pub(super) locale: Option<Variety>,

    /// The paper: a4 or letter; without it, the clinic's, or else the one that goes with the locale.
    #[arg(long, value_parser = one_of::<Paper>)]
    pub(super) paper: Option<Paper>,

    /// Print in shades of grey.
    #[arg(long)]
    pub(super) grey: bool,

    /// Print the patient's handout in 18 pt, with nothing that a patient reads below 16 pt.
    #[arg(long)]
    pub(super) large_print: bool,

    /// Print only these weeks of the patient's handout, like 3 or 3-4, and say what changes from the week before.
    #[arg(long, value_name = "WEEKS", value_parser = week_span)]
    pub(super) weeks: Option<WeekSpan>,

    /// Print only these parts of the patient's handout: summary, calendar, soreness, light, exercises, diary, help. When to
    /// get help is always printed, and the traffic light wherever exercises or sore days refer to it.
    #[arg(long, value_delimiter = ',', value_parser = one_of::<Part>)]
    pub(super) parts: Vec<Part>,

    /// Use the Typst template and the wording in this folder, as `backplan templates export` writes them.
    #[arg(long, value_name = "DIR")]
    pub(super) templates: Option<PathBuf>,
}

/// What to do with templates.
#[derive(Debug, Subcommand)]
pub(super) enum TemplatesCommand {
    /// Write the built-in templates and wordings into a new folder, to change them.
    Export(Export),
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
    #[arg(long, value_name = "OTHER", conflicts_with = "explain")]
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

    /// Show how hard the printed handout is to read, with the five hardest sentences.
    #[arg(long, conflicts_with = "format")]
    pub(super) readability: bool,

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

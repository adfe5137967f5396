//! What can be asked of a library.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args as Group, Subcommand, ValueEnum};

use super::Format;
use super::value::{date, one_of};
use backplan::library::{Equipment, MechanismId, Muscle, Position, Region};

/// What to do with the library.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum LibraryCommand {
    /// Find exercises and techniques by any word, muscle, position, equipment or mechanism.
    Search(Search),
    /// List all exercises and techniques.
    List(List),
    /// Show one exercise or technique in full.
    Show(Shown),
    /// Draw one exercise or technique.
    Figure(Figure),
    /// Draw all exercises and techniques on one sheet.
    Figures(Figures),
    /// Look over how a library is written: wording, sources, reviews, ladders, duplicates.
    Check(LibraryCheck),
    /// Print a library's id, version and digest, as a programme pins them.
    Digest(Whole),
    /// Show a library at a glance: families, mechanisms, certainty of evidence, reviews.
    Stats(Stats),
    /// Say what changed between two versions of a library, in clinical terms, and which version number that deserves.
    Diff(Diff),
    /// Say which programmes change with the library, and how.
    Affected(Affected),
    /// Write JSON Schemas of a library's files, for completion and checking in editors.
    Schema(Schema),
    /// Write exercises from a table (CSV) into a library, a file each.
    Import(Import),
    /// Write the built-in library and its guide into a new folder, to begin one of your own.
    Export(Export),
}

/// The drawing of one exercise or technique.
#[derive(Debug, Group)]
pub(in crate::cli) struct Figure {
    /// Its id, like bird-dog.
    #[arg(value_name = "ID")]
    pub(in crate::cli) id: String,

    #[command(flatten)]
    pub(in crate::cli) sheet: Figures,
}

/// All drawings.
#[derive(Debug, Group)]
pub(in crate::cli) struct Figures {
    /// Where the drawing goes: `.svg` (of one), `.pdf` (of all) or `.png`; a picture of the library's own keeps its ending.
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) output: PathBuf,

    /// Use the exercise library in this folder instead of the built-in one.
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) library: Option<PathBuf>,
}

/// A library as a whole.
#[derive(Debug, Group)]
pub(in crate::cli) struct Whole {
    /// The library's folder; without it, the built-in library.
    #[arg(value_name = "DIR", conflicts_with = "library")]
    pub(in crate::cli) folder: Option<PathBuf>,

    /// The library's folder, as DIR.
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) library: Option<PathBuf>,

    /// The library as it was at this revision of its git repository, like v1.2.0.
    #[arg(long = "rev", value_name = "REV")]
    pub(in crate::cli) revision: Option<String>,

    /// How to print it: text or json.
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT", hide_possible_values = true)]
    pub(in crate::cli) format: Format,
}

impl Whole {
    pub(in crate::cli) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref().or(self.library.as_deref())
    }
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Stats {
    #[command(flatten)]
    pub(in crate::cli) whole: Whole,

    /// The day on which reviews have to hold, like 2026-11-30, instead of today.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) on: Option<NaiveDate>,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Export {
    /// The folder to write; it must not be there yet, or be empty.
    #[arg(value_name = "DIR")]
    pub(in crate::cli) folder: PathBuf,
}

#[derive(Debug, Group)]
#[command(
    after_help = "Exit codes: 0 fine, or warnings without `--strict`; 1 errors, or warnings with it; 2 usage, or a \
    file cannot be read.\n\n`backplan explain CODE` says more of each finding."
)]
pub(in crate::cli) struct LibraryCheck {
    /// The library's folder; without it, the built-in library is looked over.
    #[arg(value_name = "DIR", conflicts_with = "library")]
    pub(in crate::cli) folder: Option<PathBuf>,

    /// The library's folder, as DIR.
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) library: Option<PathBuf>,

    /// The revision of the library's git repository that patients have, like v1.2.0: the version must be as high as the
    /// changes since deserve, and changes for patients' safety must be in the library's `CHANGELOG.md`.
    #[arg(long, value_name = "REV")]
    pub(in crate::cli) since: Option<String>,

    /// Let warnings fail too.
    #[arg(long)]
    pub(in crate::cli) strict: bool,

    /// The day on which reviews have to hold, like 2026-11-30, instead of today; those that run out within 90 days are listed.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) on: Option<NaiveDate>,

    /// How to print it: text, json, sarif for code scanning, or github for notes on a pull request.
    #[arg(long, value_enum, default_value_t = CheckFormat::Text, value_name = "FORMAT", hide_possible_values = true)]
    pub(in crate::cli) format: CheckFormat,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Search {
    /// Words, each of which must be in the name, purpose, muscles or steps.
    #[arg(value_name = "WORD")]
    pub(in crate::cli) words: Vec<String>,

    /// A muscle that works, like gluteus-maximus.
    #[arg(long, value_parser = one_of::<Muscle>)]
    pub(in crate::cli) muscle: Option<Muscle>,

    /// The position, like lying-on-back.
    #[arg(long, value_parser = one_of::<Position>)]
    pub(in crate::cli) position: Option<Position>,

    /// Something that it needs, like chair.
    #[arg(long, value_parser = one_of::<Equipment>)]
    pub(in crate::cli) equipment: Option<Equipment>,

    /// A mechanism that it is tagged with, like doms.
    #[arg(long, value_parser = one_of::<MechanismId>)]
    pub(in crate::cli) mechanism: Option<MechanismId>,

    /// Where it may be felt, like "lower back".
    #[arg(long, value_parser = one_of::<Region>)]
    pub(in crate::cli) region: Option<Region>,

    #[command(flatten)]
    pub(in crate::cli) shown: List,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct List {
    /// Use the exercise library in this folder instead of the built-in one.
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) library: Option<PathBuf>,

    /// How to print it: text or json.
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT", hide_possible_values = true)]
    pub(in crate::cli) format: Format,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Shown {
    /// The id of the exercise or technique, like bird-dog.
    #[arg(value_name = "ID")]
    pub(in crate::cli) id: String,

    #[command(flatten)]
    pub(in crate::cli) list: List,
}

/// How to print what was found in a library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CheckFormat {
    /// For reading.
    Text,
    /// For other programs.
    Json,
    /// SARIF 2.1.0, which code scanning and editors read.
    Sarif,
    /// Commands of a GitHub workflow, which show findings beside the lines of a pull request.
    Github,
}

#[derive(Debug, Group)]
#[command(
    after_help = "A version is a folder, or a revision of the git repository around the library: a tag, a branch, a commit. \
    `A..B` are two revisions (`A..` and `..B` mean `HEAD` at the other end); a revision alone is compared with the folder as it is now. The working tree is not touched.\n\n\
    Classes: safety (major), clinical (minor; major if programmes may be refused), wording and cosmetic (patch); \
    docs/versions.md says why.\n\n\
    Examples:\n  backplan library diff v1.2.0\n  backplan library diff v1.2.0..HEAD --library our-library --format markdown\n  \
    backplan library diff last-year our-library"
)]
pub(in crate::cli) struct Diff {
    /// The earlier version: a folder, a revision, or two revisions as `A..B`.
    #[arg(value_name = "A")]
    pub(in crate::cli) before: String,

    /// The later version: a folder or a revision; without it, the library's folder as it is.
    #[arg(value_name = "B")]
    pub(in crate::cli) now: Option<String>,

    /// The library's folder, whose repository has the revisions.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(in crate::cli) library: PathBuf,

    /// How to print it: text, markdown for a pull request or a changelog, or json.
    #[arg(long, value_enum, default_value_t = ProseFormat::Text, value_name = "FORMAT", hide_possible_values = true)]
    pub(in crate::cli) format: ProseFormat,
}

#[derive(Debug, Group)]
#[command(
    after_help = "Example:\n  backplan library affected --since v1.2.0 --library our-library programmes/ --format markdown"
)]
pub(in crate::cli) struct Affected {
    /// Programmes, or folders of them.
    #[arg(value_name = "PROGRAMME", required = true)]
    pub(in crate::cli) programmes: Vec<PathBuf>,

    /// The revision of the library's git repository, or the folder, that programmes were made with.
    #[arg(long, value_name = "REV")]
    pub(in crate::cli) since: String,

    /// The library's folder.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(in crate::cli) library: PathBuf,

    /// How to print it: text, markdown for a pull request, or json.
    #[arg(long, value_enum, default_value_t = ProseFormat::Text, value_name = "FORMAT", hide_possible_values = true)]
    pub(in crate::cli) format: ProseFormat,
}

/// How to print what is to be read in several places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ProseFormat {
    /// For reading on a terminal.
    Text,
    /// For a pull request or a changelog.
    Markdown,
    /// For other programs.
    Json,
}

#[derive(Debug, Group)]
#[command(
    after_help = "This line at the top of an exercise's file switches them on, in every editor with the YAML language server:\n\n  \
    # yaml-language-server: $schema=../../schema/exercise.json"
)]
pub(in crate::cli) struct Schema {
    /// The folder to write, beside the library; it must not be there yet, or be empty. Without it, their names are listed.
    #[arg(value_name = "DIR")]
    pub(in crate::cli) folder: Option<PathBuf>,
}

#[derive(Debug, Group)]
#[command(
    after_help = "The first line of the table names its columns; `--columns` lists them. Cells that hold several things part them \
    with `|`. Nothing is overwritten, and nothing is written unless every row can be taken.\n\n\
    Exit codes: 0 fine; 1 rows that cannot be taken; 2 usage, or a file cannot be read or written."
)]
pub(in crate::cli) struct Import {
    /// The table, as CSV in UTF-8; `-` for standard input.
    #[arg(value_name = "FILE", required_unless_present = "columns")]
    pub(in crate::cli) table: Option<PathBuf>,

    /// The library's folder that the exercises are written into.
    #[arg(long, value_name = "DIR", required_unless_present = "columns")]
    pub(in crate::cli) library: Option<PathBuf>,

    /// List the columns that a table may have, and what their cells hold.
    #[arg(long, conflicts_with_all = ["table", "library", "dry_run", "format"])]
    pub(in crate::cli) columns: bool,

    /// Write nothing: list what would be written, and every row that cannot be taken, with the reason.
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,

    /// How to print what was found: text or json.
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT", hide_possible_values = true)]
    pub(in crate::cli) format: Format,
}

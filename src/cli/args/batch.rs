//! What `backplan batch` can be asked for.

use std::ffi::OsString;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::LazyLock;

use chrono::NaiveDate;
use clap::{Args as Group, FromArgMatches};

use super::value::date;
use super::{Everywhere, Handout};

#[derive(Debug, Group)]
#[command(after_help = "\
A list has a row for each handout: CSV with a line of column names, or a JSON object a line (.jsonl). The columns are \
`programme`, `output` (below the folder of `--output`; named after the programme if missing) and any long option of \
`backplan handout`: start, patient, locale, grey and so on. Several values of `condition` are parted by semicolons. \
Paths of programmes are taken from the folder of the list.

On standard output there is a line of JSON for each row, without the patient's name.

Examples:
  backplan batch programmes/ -o out --start 2026-11-30
  backplan batch monday.csv -o out --keep-going -- --grey
  backplan batch all.jsonl -o out --shard 3/10")]
pub(in crate::cli) struct Batch {
    /// A folder of programmes, or a list: a file that ends in .csv or .jsonl, or `-` for JSON Lines on standard input.
    pub(in crate::cli) source: PathBuf,

    /// The folder that the PDFs go to; it is made if it is not there.
    #[arg(short, long, value_name = "DIR")]
    pub(in crate::cli) output: PathBuf,

    /// The first day of rows that say none, whatever `start` their programmes have.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) start: Option<NaiveDate>,

    /// Go on with the other rows when one fails.
    #[arg(long)]
    pub(in crate::cli) keep_going: bool,

    /// Make only one part of the list, like 3/10: every tenth row from the third on.
    #[arg(long, value_name = "I/N")]
    pub(in crate::cli) shard: Option<Shard>,

    /// How many handouts to make at once; one more than there are cores if left out.
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub(in crate::cli) jobs: Option<NonZero<usize>>,

    /// Options of `backplan handout` for every row that does not say otherwise, after `--`.
    #[arg(last = true, value_name = "OPTIONS")]
    pub(in crate::cli) options: Vec<OsString>,
}

/// Reads how many handouts are made at once.
fn jobs(text: &str) -> Result<NonZero<usize>, String> {
    text.trim().parse().map_err(|_| "write a number, 1 or more".to_owned())
}

/// A part of a list: one of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct Shard {
    part: usize,
    of: NonZero<usize>,
}

impl Shard {
    /// Whether a row belongs to it; rows count from 0.
    pub(in crate::cli) fn has(self, row: usize) -> bool {
        row % self.of == self.part - 1
    }

    /// A name for files of its own: `3-of-10`.
    pub(in crate::cli) fn name(self) -> String {
        format!("{}-of-{}", self.part, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "write it like 3/10: part 3 of 10".to_owned();
        let (part, of) = text.split_once('/').ok_or_else(wrong)?;
        let (part, of): (usize, NonZero<usize>) =
            (part.trim().parse().map_err(|_| wrong())?, of.trim().parse().map_err(|_| wrong())?);
        if (1..=of.get()).contains(&part) {
            Ok(Self { part, of })
        } else {
            Err(format!("part {part} of {of} is not there; parts count from 1 to {of}"))
        }
    }
}

/// What an option of `backplan handout` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Takes {
    /// Nothing: it is there or not.
    Nothing,
    /// One value.
    Value,
    /// Several, each with the option before it.
    Values,
}

/// What an option of `backplan handout` takes, by its long name; nothing if there is none that a row may have.
pub(in crate::cli) fn handout_option(name: &str) -> Option<Takes> {
    handout_options().iter().find(|(known, _)| known == name).map(|(_, takes)| *takes)
}

/// The long options of `backplan handout` that a row may have.
pub(in crate::cli) fn handout_options() -> &'static [(String, Takes)] {
    static OPTIONS: LazyLock<Vec<(String, Takes)>> = LazyLock::new(|| {
        // How the program itself is to look is no matter of a row.
        let options = HANDOUT.get_arguments().filter(|arg| !arg.is_global_set()).filter_map(|arg| {
            let takes = match arg.get_action() {
                clap::ArgAction::Set => Takes::Value,
                clap::ArgAction::Append => Takes::Values,
                clap::ArgAction::SetTrue => Takes::Nothing,
                _ => return None,
            };
            Some((arg.get_long()?.to_owned(), takes))
        });
        // Where the PDF goes is a matter of the batch.
        options.filter(|(name, _)| name != "output").collect()
    });
    &OPTIONS
}

/// `backplan handout` alone, as the other commands would be made anew for each row.
static HANDOUT: LazyLock<clap::Command> = LazyLock::new(|| {
    Everywhere::augment_args(Handout::augment_args(clap::Command::new("handout"))).args_override_self(true)
});

/// Reads the arguments of a handout, as `backplan handout` would; of an option that is there twice the last one counts.
///
/// # Errors
/// Says what is wrong without the values, which may name a patient.
pub(in crate::cli) fn handout(arguments: &[OsString]) -> Result<Handout, String> {
    let all = std::iter::once(OsString::from("handout")).chain(arguments.iter().cloned());
    let parsed = HANDOUT.clone().try_get_matches_from(all);
    parsed.and_then(|matches| Handout::from_arg_matches(&matches)).map_err(|error| without_values(&error))
}

/// Looks over the options that all rows have, before any row is read.
///
/// # Errors
/// Says what is wrong with one of them.
pub(in crate::cli) fn check_options(options: &[OsString]) -> Result<(), String> {
    // The row comes first, so that a programme among the options is one too many.
    let row = ["--output=row.pdf", "row.yaml"].map(OsString::from);
    if handout(&[&row, options].concat())?.output != Path::new("row.pdf") {
        return Err("`--output` stands before it, and names the folder for all PDFs".to_owned());
    }
    Ok(())
}

fn without_values(error: &clap::Error) -> String {
    use clap::error::{ContextKind, ContextValue, ErrorKind};
    let option = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(option)) => option.clone(),
        Some(ContextValue::Strings(options)) => options.join(", "),
        _ => String::new(),
    };
    match error.kind() {
        // A name without quotes falls apart, and what comes after its first word is taken for something else.
        ErrorKind::UnknownArgument if !option.starts_with('-') => {
            "there is a word too many; put quotes around a value of several words".to_owned()
        }
        ErrorKind::UnknownArgument if option.contains(char::is_whitespace) => {
            "an option and its value are two words; put quotes around the value alone".to_owned()
        }
        ErrorKind::UnknownArgument => match error.get(ContextKind::SuggestedArg) {
            Some(ContextValue::String(near)) => format!("there is no option `{option}`; did you mean `{near}`?"),
            _ => format!("there is no option `{option}`"),
        },
        ErrorKind::DisplayHelp => "`backplan handout --help` tells of the options".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("`{option}` is missing"),
        ErrorKind::ArgumentConflict => format!("`{option}` does not go with another option of the row"),
        _ => {
            let why = std::error::Error::source(error).map(|why| format!(": {why}")).unwrap_or_default();
            format!("`{option}` cannot be what is written{why}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shard_has_every_so_manieth_row() {
        let shard: Shard = "3/10".parse().unwrap();
        let has: Vec<usize> = (0..25).filter(|row| shard.has(*row)).collect();
        assert_eq!(has, [2, 12, 22]);
        let all = (1..=4).map(|part| Shard::from_str(&format!("{part}/4")).unwrap());
        let rows: usize = all.map(|shard| (0..10).filter(|row| shard.has(*row)).count()).sum();
        assert_eq!(rows, 10, "the parts have each row once");
        for wrong in ["", "3", "0/4", "5/4", "a/b", "1/0"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_row_is_said_without_its_values() {
        let wrong = |arguments: &[&str]| {
            let all: Vec<OsString> =
                ["x.yaml", "--output", "x.pdf"].iter().chain(arguments).map(OsString::from).collect();
            handout(&all).map(|_| ()).unwrap_err()
        };
        let name = wrong(&["--patient", "Ann\nLee"]);
        assert!(name.contains("--patient") && !name.contains("Ann"), "{name}");
        assert!(wrong(&["--start", "2026-02-30"]).contains("--start"));
        assert!(wrong(&["--nope"]).contains("--nope"));
        assert!(wrong(&["--gray"]).contains("did you mean `--grey`?"));
        // Without quotes, a part of the name stands alone.
        let apart = wrong(&["--patient", "Zebedee", "Quill"]);
        assert!(apart.contains("put quotes around") && !apart.contains("Quill"), "{apart}");
        let together = wrong(&["--patient Zebedee Quill"]);
        assert!(together.contains("put quotes around") && !together.contains("Quill"), "{together}");
    }

    #[test]
    fn the_last_of_an_option_that_is_there_twice_counts() {
        let all = ["x.yaml", "--output", "x.pdf", "--patient", "A", "--patient", "B"].map(OsString::from);
        assert_eq!(handout(&all).unwrap().patient.as_deref(), Some("B"));
    }

    #[test]
    fn what_every_command_takes_is_no_matter_of_a_row() {
        assert!(check_options(&["--color".into(), "never".into()]).is_ok());
        assert_eq!((handout_option("color"), handout_option("output")), (None, None));
        assert_eq!(handout_option("grey"), Some(Takes::Nothing));
    }
}

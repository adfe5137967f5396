//! What a new programme begins with.

use std::path::PathBuf;

use clap::Args as Group;

use super::value::{ceiling, days, one_of, printable, programme_name, soreness, weeks, weeks_ago};
use backplan::draft::Ceiling;
use backplan::programme::{Days, Mode, Sensitivity};
use backplan::units::{Soreness, Weeks};

#[derive(Debug, Group)]
#[command(
    after_help = "On a terminal it asks for what no flag says; esc or ctrl-c leaves without a file. In a script, or with \
    `--no-input`, what is missing stays as the programme that it begins from has it, or as is usual.\n\n\
    Examples:\n  backplan new mrs-c.yaml\n  \
    backplan new mrs-c.yaml --from persistent-low-back --days tue,thu,sat --usual-pain 5 --worried\n  \
    backplan new - --name \"Getting going\" --weeks 4 --exercise bridge --exercise walking"
)]
pub(in crate::cli) struct New {
    /// The file to write, `-` for standard output. Nothing is overwritten.
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: Option<PathBuf>,

    /// The file to write, as `-o`.
    #[arg(short, long, value_name = "FILE", conflicts_with = "file")]
    pub(in crate::cli) output: Option<PathBuf>,

    /// Begin with a built-in programme, or with one in a file; its comments stay.
    #[arg(long, value_name = "PROGRAMME")]
    pub(in crate::cli) from: Option<PathBuf>,

    /// An exercise by its id, after those that are there; once for each, in order.
    #[arg(long = "exercise", value_name = "ID")]
    pub(in crate::cli) exercises: Vec<String>,

    /// The name of the programme. Not that of the patient.
    #[arg(long, value_parser = programme_name)]
    pub(in crate::cli) name: Option<String>,

    /// What it is for, in a sentence for the patient.
    #[arg(long, value_parser = printable)]
    pub(in crate::cli) purpose: Option<String>,

    /// How many weeks; the phases and visits that are there are spread over them.
    #[arg(long, value_parser = weeks)]
    pub(in crate::cli) weeks: Option<Weeks>,

    /// The days of the home sessions: like mon,wed,fri, or daily, alternate, "3 a week", or two lots of exercises that
    /// take turns, "a: mon,thu; b: tue,fri": the exercises of `--exercise` are spread over them, and it says which is in which.
    #[arg(long, value_parser = days)]
    pub(in crate::cli) days: Option<Days>,

    /// What decides on the next step: pain-contingent or time-contingent.
    #[arg(long, value_parser = one_of::<Mode>)]
    pub(in crate::cli) mode: Option<Mode>,

    /// The highest soreness that you accept, 0-10 above usual pain, or `none`.
    #[arg(long, value_parser = ceiling)]
    pub(in crate::cli) ceiling: Option<Ceiling>,

    /// The person's usual pain, 0-10.
    #[arg(long, value_name = "PAIN", value_parser = soreness)]
    pub(in crate::cli) usual_pain: Option<Soreness>,

    /// How sensitive the nervous system is: low, usual or high.
    #[arg(long, value_parser = one_of::<Sensitivity>)]
    pub(in crate::cli) sensitivity: Option<Sensitivity>,

    /// How many weeks ago the person was last active.
    #[arg(long, value_name = "WEEKS", value_parser = weeks_ago)]
    pub(in crate::cli) last_active: Option<Weeks>,

    /// The person is worried, stressed or sleeps badly.
    #[arg(long, conflicts_with = "no_worried")]
    pub(in crate::cli) worried: bool,

    /// The person is none of that.
    #[arg(long)]
    pub(in crate::cli) no_worried: bool,

    /// Ask nothing, even on a terminal.
    #[arg(long)]
    pub(in crate::cli) no_input: bool,

    /// Use the exercise library in this folder instead of the built-in one.
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) library: Option<PathBuf>,
}

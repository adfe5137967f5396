//! Arguments, files and the terminal: the only place that reads, writes or prints.

mod args;
mod batch;
mod calibrate;
mod check;
mod clinic;
mod explain;
mod files;
mod forecast;
mod git;
mod handout;
mod input;
mod json;
mod leftovers;
mod library;
mod library_dir;
mod new;
mod pin;
mod plan;
mod plans;
mod plot;
mod report;
mod screen;
mod templates;
mod trial;
mod workflow;

use std::env;
use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Parser;

use args::{Args, Command, TemplatesCommand};
use backplan::cores::keep_to_cores;
use screen::Screen;

/// How a command ended, if nothing kept it from its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// All is well.
    Fine,
    /// The user's files have problems; they have been reported.
    Problems,
}

/// Runs the command line. Exit codes: 0 fine; 1 the user's files have problems; 2 usage, files that cannot be read or
/// written, internal failure.
pub fn run() -> ExitCode {
    let given: Vec<OsString> = env::args_os().collect();
    let args = match Args::try_parse_from(&given) {
        Ok(args) => args,
        Err(error) => {
            let is_asked_for = !error.use_stderr();
            return match args::without_name(error, &given).print() {
                // Help that did not arrive is a failure, unless whoever asked has seen enough.
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(2),
                _ if is_asked_for => ExitCode::SUCCESS,
                _ => ExitCode::from(2),
            };
        }
    };
    let screen = Screen::new(args.everywhere.color);
    match carry_out(&args.command, &screen) {
        Ok(Ending::Fine) => ExitCode::SUCCESS,
        Ok(Ending::Problems) => ExitCode::from(1),
        // Whoever reads the output has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            screen.failure(&error);
            ExitCode::from(2)
        }
    }
}

/// What is said where the system has no threads left.
const NO_THREADS: &str = "the system lets the program begin no more threads";

fn carry_out(command: &Command, screen: &Screen) -> Result<Ending> {
    keep_to_cores().context(NO_THREADS)?;
    match command {
        Command::Batch(command) => batch::run(command, screen),
        Command::Handout(command) => handout::run(command, screen),
        Command::Plan(command) => plan::run(command, screen),
        Command::Forecast(command) => forecast::run(command, screen),
        Command::Check(command) => check::run(command, screen),
        Command::Explain(command) => explain::run(command, screen),
        Command::New(command) => new::run(command, screen),
        Command::Library(command) => library::run(command, screen),
        Command::Templates(TemplatesCommand::Export(command)) => templates::export(command, screen),
        Command::Calibrate(command) => calibrate::run(command, screen),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|e| e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

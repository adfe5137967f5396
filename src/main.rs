//! The command line: arguments in, exit code out.

#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, reason = "the command line is where files are read and written")]

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}

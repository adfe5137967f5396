//! Running the program with little time and memory, as on an old machine with much else to do.

#![allow(dead_code, reason = "each test file uses its part")]

use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{Run, backplan};

/// What the program may use: seconds of one processor's work, which a busy machine does not shorten, and memory.
#[derive(Clone, Copy)]
pub struct Most {
    pub seconds: u32,
    pub mebibytes: u32,
}

/// What counts as a hang.
pub const PATIENCE: Most = Most { seconds: 10, mebibytes: 1024 };

/// For files that were made to use up all there is: 200 MiB, and what the program itself takes up, unoptimised as tests
/// build it, with the addresses that its allocator sets aside for each thread and mostly does not use. `docs/strength.md`
/// has what each takes as the program is shipped.
pub const BOMB: Most = Most { seconds: 10, mebibytes: 500 };

/// A command that is ended by force where it uses more than it may.
pub fn limited(most: Most, folder: &Path, args: &[&str]) -> Command {
    let plain = backplan(folder, args);
    let script = format!("ulimit -t {}; ulimit -v {}; exec \"$0\" \"$@\"", most.seconds, most.mebibytes * 1024);
    let mut command = Command::new("sh");
    command.args(["-c", &script]).arg(plain.get_program()).args(plain.get_args()).current_dir(folder);
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.stdin(Stdio::null());
    command
}

/// Runs the program within limits; it fails the test by being ended, by a panic, or by running out of memory.
pub fn run_limited(most: Most, folder: &Path, args: &[&str]) -> Run {
    let output = limited(most, folder, args).output().unwrap();
    assert!(
        output.status.code().is_some_and(|code| code <= 2),
        "{args:?}: {:?}, {}",
        output.status,
        String::from_utf8_lossy(&output.stderr).chars().take(500).collect::<String>()
    );
    output.into()
}

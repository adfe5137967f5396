//! Running the program with little time and memory, as on an old machine with much else to do.

#![allow(dead_code, reason = "each test file uses its part")]

use std::path::Path;
use std::process::{Command, Stdio};

use nix::sys::resource::{UsageWho, getrusage};

use crate::support::{Run, backplan};

/// What the program may use: seconds of one processor's work, which a busy machine does not shorten, and memory that it really
/// takes up. Addresses are another matter: an allocator sets some aside for each thread, the more the more cores there are.
#[derive(Clone, Copy)]
pub struct Most {
    pub seconds: u32,
    pub mebibytes: u32,
}

/// What counts as a hang.
pub const PATIENCE: Most = Most { seconds: 10, mebibytes: 512 };

/// For files that were made to use up all there is. `docs/strength.md` has what each takes as the program is shipped.
pub const BOMB: Most = Most { seconds: 10, mebibytes: 200 };

/// More addresses than any run needs, in MiB, and few enough that a run without end is ended before the machine is full.
const ADDRESSES: u32 = 8192;

/// A command that is ended by force where it uses more time or many more addresses than it may.
pub fn limited(most: Most, folder: &Path, args: &[&str]) -> Command {
    let plain = backplan(folder, args);
    // Not every system knows the second.
    let script = format!("ulimit -t {}; ulimit -v {} 2>/dev/null; exec \"$0\" \"$@\"", most.seconds, ADDRESSES * 1024);
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

/// Runs the program within limits; it fails the test by being ended, by a panic, or by taking up more memory than it may.
pub fn run_limited(most: Most, folder: &Path, args: &[&str]) -> Run {
    let output = limited(most, folder, args).output().unwrap();
    assert!(
        output.status.code().is_some_and(|code| code <= 2),
        "{args:?}: {:?}, {}",
        output.status,
        String::from_utf8_lossy(&output.stderr).chars().take(500).collect::<String>()
    );
    let taken = most_taken();
    assert!(taken <= most.mebibytes, "{taken} MiB by this or one of the runs before: {args:?}");
    output.into()
}

/// How much memory the largest run of this test file took up so far, in MiB.
fn most_taken() -> u32 {
    let taken = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().max_rss();
    let unit = if cfg!(target_vendor = "apple") { 1 << 20 } else { 1 << 10 };
    u32::try_from(taken / unit).unwrap()
}

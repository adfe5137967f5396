//! Running the program as its users do.

#![allow(dead_code, reason = "each test file uses its part")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What a run of the program said.
pub struct Run {
    pub code: i32,
    pub out: Vec<u8>,
    pub err: String,
}

impl Run {
    /// Standard output as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.out.clone()).unwrap()
    }

    /// Standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.out).unwrap()
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(!err.contains("panicked"), "{err}");
        let code = output.status.code().expect("not killed by a signal");
        Self { code, out: output.stdout, err }
    }
}

/// The program, in a folder, with nothing of this machine's environment that could change what it does.
pub fn backplan(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_backplan"));
    command.current_dir(folder).args(args).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    // A clinic's file of whoever runs the tests is none of theirs.
    command.env("XDG_CONFIG_HOME", "/nowhere").env("APPDATA", "/nowhere");
    command
}

/// Runs the program in a folder.
pub fn run(folder: &Path, args: &[&str]) -> Run {
    backplan(folder, args).stdin(Stdio::null()).output().unwrap().into()
}

/// Runs the program with something on standard input.
pub fn run_with_input(folder: &Path, args: &[&str], input: &[u8]) -> Run {
    let command = &mut backplan(folder, args);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A program that stops reading early closes the pipe; that is its affair.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap().into()
}

/// The project's own folder.
pub fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A short programme that is quick to set.
pub const SHORT: &str = "\
name: One week of walking and bridges
purpose: This programme gets you moving again.
library: core ^1
weeks: 1
days: [mon, thu]
mode: pain-contingent
ceiling: 5
person: { usual-pain: 3, sensitivity: usual, last-active: 4 weeks, worried: false }
phases:
  - name: Begin
    weeks: 1
    exercises:
      - use: bridge
      - use: walking
";

/// A folder with [`SHORT`] as `short.yaml`.
pub fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("short.yaml"), SHORT).unwrap();
    folder
}

/// The files in a folder, by name.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

//! What a batch has made, so that the next one need not make it again.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::cli::args::Shard;
use crate::cli::files;

/// How the names of journals begin. They are hidden, and no part of a library or list.
const PREFIX: &str = ".backplan-batch";

/// The most that is read of a journal, in bytes: some million lines. What comes after it is made again.
const LARGEST: u64 = 256 * 1024 * 1024;

/// A handout that was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Entry {
    /// The name of the PDF, below the folder.
    output: String,
    /// What it was made from.
    made_from: String,
    /// What it holds.
    pdf: String,
}

/// The journal of a folder. Each part of a list has a file of its own, so that parts on several machines may share a folder.
#[derive(Debug)]
pub(super) struct Journal {
    folder: PathBuf,
    known: BTreeMap<String, Entry>,
    file: Mutex<File>,
}

impl Journal {
    /// Opens the journal of a folder, and reads what all parts have made.
    ///
    /// A line that is broken off, as by a loss of power, counts as not there.
    pub(super) fn open(folder: &Path, shard: Option<Shard>) -> Result<Self> {
        let mut known = BTreeMap::new();
        let entries = fs::read_dir(folder).with_context(|| format!("cannot read folder `{}`", folder.display()))?;
        let names = entries.filter_map(Result::ok).map(|entry| entry.file_name());
        let mut names: Vec<_> = names.filter(|name| name.to_string_lossy().starts_with(PREFIX)).collect();
        names.sort();
        for name in names {
            let path = folder.join(name);
            is_own(&path)?;
            let bytes = files::read_up_to(&path, LARGEST)?;
            let text = String::from_utf8_lossy(&bytes);
            let entries = text.lines().filter_map(|line| serde_json::from_str::<Entry>(line).ok());
            known.extend(entries.map(|entry| (entry.output.clone(), entry)));
        }
        let name = shard.map_or_else(|| format!("{PREFIX}.jsonl"), |shard| format!("{PREFIX}-{}.jsonl", shard.name()));
        let path = folder.join(name);
        is_own(&path)?;
        let mut file = File::options()
            .create(true)
            .append(true)
            .open(&path)
            .with_context(|| format!("cannot write `{}`", path.display()))?;
        // Whatever was broken off ends here.
        file.write_all(b"\n").with_context(|| format!("cannot write `{}`", path.display()))?;
        Ok(Self { folder: folder.to_owned(), known, file: Mutex::new(file) })
    }

    /// Whether a PDF is there, whole, and made from just this.
    pub(super) fn is_up_to_date(&self, output: &str, made_from: &str) -> bool {
        self.known.get(output).is_some_and(|entry| {
            entry.made_from == made_from
                && fs::read(self.folder.join(output)).is_ok_and(|bytes| digest(&bytes) == entry.pdf)
        })
    }

    /// Takes note of a PDF that was made.
    pub(super) fn add(&self, output: &str, made_from: &str, pdf: &[u8]) -> Result<()> {
        let entry = Entry { output: output.to_owned(), made_from: made_from.to_owned(), pdf: digest(pdf) };
        let line = serde_json::to_string(&entry)? + "\n";
        // Whoever held it before and failed has written a line or none.
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(line.as_bytes()).context("cannot write the journal of the folder")
    }
}

/// Refuses what no batch has made: what a link leads to would be spoilt, and a pipe is waited for.
fn is_own(path: &Path) -> Result<()> {
    if fs::symlink_metadata(path).is_ok_and(|there| !there.is_file()) {
        bail!(
            "`{}` is no plain file\n  hint: take it away; a batch keeps note there of what it has made",
            path.display()
        );
    }
    Ok(())
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

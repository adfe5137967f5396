//! A folder as it was at a revision of its git repository, read without touching the working tree.
//!
//! The `git` program does it, not a library: it reads every repository that the clinic's own git reads (worktrees,
//! submodules, shallow and partial clones, other hashes), and costs nothing to build. Only what reads is asked for; nothing
//! is fetched, and no lock is taken.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Error, Result, anyhow, bail};

use super::{NO_THREADS, files};

/// The repository around a folder.
pub(super) struct Repository {
    folder: PathBuf,
    /// The folder's path below the top of the repository, as git writes it; empty, or with `/` at its end.
    prefix: String,
}

/// A commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Revision {
    /// As it was asked for.
    pub(super) asked: String,
    /// Its full name.
    commit: String,
}

/// The largest answer that is read for one file.
const MOST_READ: usize = 64 * 1024 * 1024;

impl Repository {
    /// Finds the repository around a folder.
    pub(super) fn around(folder: &Path) -> Result<Self> {
        let prefix = match git(folder, &["rev-parse", "--show-prefix"])? {
            Ok(prefix) => prefix.trim_end_matches('\n').to_owned(),
            Err(said) if said.contains("dubious ownership") => {
                bail!("git does not trust `{}`, as it belongs to somebody else: {said}", folder.display())
            }
            Err(said) => bail!(
                "`{}` is in no git repository: {said}\n  hint: name a folder under version control, or compare two folders",
                folder.display()
            ),
        };
        Ok(Self { folder: folder.to_owned(), prefix })
    }

    /// Finds a commit by whatever git knows it by.
    pub(super) fn revision(&self, asked: &str) -> Result<Revision> {
        let named = format!("{asked}^{{commit}}");
        match git(&self.folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &named])? {
            Ok(commit) => Ok(Revision { asked: asked.to_owned(), commit: commit.trim().to_owned() }),
            Err(_) => {
                bail!("no revision `{asked}` in this repository, and no such folder\n  hint: {}", self.hint(asked)?)
            }
        }
    }

    /// Whether git knows a commit by a name.
    pub(super) fn knows(&self, asked: &str) -> bool {
        self.revision(asked).is_ok()
    }

    /// A folder's path below the top of the repository: empty, or with `/` at its end.
    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// What to do about a revision that is not there.
    fn hint(&self, asked: &str) -> Result<String> {
        if git(&self.folder, &["rev-parse", "--verify", "--quiet", "HEAD"])?.is_err() {
            return Ok("nothing is committed here yet".to_owned());
        }
        if matches!(git(&self.folder, &["rev-parse", "--is-shallow-repository"])?, Ok(said) if said.trim() == "true") {
            return Ok("this clone is shallow: `git fetch --unshallow --tags` gets the rest (in CI, `fetch-depth: 0`)"
                .to_owned());
        }
        let tags = git(&self.folder, &["tag", "--list"])?.unwrap_or_default();
        let tags: Vec<&str> = tags.lines().collect();
        if tags.contains(&asked) {
            return Ok("there is such a tag, but it is of no commit".to_owned());
        }
        Ok(match backplan::yaml::nearest(asked, tags.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if tags.is_empty() => "there are no tags here; `git fetch --tags` gets those of the server".to_owned(),
            None => {
                let last: Vec<String> = tags.iter().rev().take(5).map(|tag| format!("`{tag}`")).collect();
                format!("tags here: {}", last.join(", "))
            }
        })
    }

    /// The commits that changed the folder, the latest first, at most so many.
    pub(super) fn history(&self, most: usize) -> Result<Vec<Revision>> {
        let most = format!("--max-count={most}");
        let commits = git(&self.folder, &["log", "--format=%H", &most, "--", "."])?.unwrap_or_default();
        Ok(commits.lines().map(|c| Revision { asked: c.to_owned(), commit: c.to_owned() }).collect())
    }

    /// The files of the folder at a revision whose names end in one of `endings`, by their paths below it, as
    /// [`files::list`] would find them.
    pub(super) fn files(&self, revision: &Revision, endings: &[&str]) -> Result<Vec<(PathBuf, Vec<u8>)>> {
        let tree = format!("{}:{}", revision.commit, self.prefix.trim_end_matches('/'));
        let listed = match git(&self.folder, &["ls-tree", "-r", "-z", "--full-tree", &tree])? {
            Ok(listed) => listed,
            Err(_) => bail!(
                "`{}` was not there at `{}`\n  hint: the folder may have been moved since; check out that revision beside this \
                one (`git worktree add`) and compare the two folders",
                self.folder.display(),
                revision.asked
            ),
        };
        let mut found: Vec<(PathBuf, String)> = Vec::new();
        for entry in listed.split('\0').filter(|entry| !entry.is_empty()) {
            let Some((about, path)) = entry.split_once('\t') else { continue };
            let mut about = about.split(' ');
            let (mode, kind, name) = (about.next(), about.next(), about.next());
            let is_file = kind == Some("blob");
            let is_hidden = path.split('/').any(|part| part.starts_with('.'));
            let ending = files::ends_in(Path::new(path), endings);
            if let (true, false, true, Some(name)) = (is_file, is_hidden, ending, name) {
                if mode == Some("120000") {
                    bail!(
                        "`{path}` is a symbolic link at `{}`, of which git keeps only where it leads\n  hint: put the file itself \
                        in its place",
                        revision.asked
                    );
                }
                found.push((PathBuf::from(path), name.to_owned()));
            }
        }
        found.sort();
        let shown = found.iter().map(|(path, name)| (path.display().to_string(), name.clone()));
        let contents = self.contents(shown.collect())?;
        Ok(found.into_iter().map(|(path, _)| path).zip(contents).collect())
    }

    /// One file of the folder at a revision, if it was there.
    pub(super) fn file(&self, revision: &Revision, name: &str) -> Result<Option<Vec<u8>>> {
        let object = format!("{}:{}{name}", revision.commit, self.prefix);
        match git(&self.folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &object])? {
            Ok(object) => Ok(self.contents(vec![(name.to_owned(), object.trim().to_owned())])?.pop()),
            Err(_) => Ok(None),
        }
    }

    /// The bytes of objects, each with what it is called, all read by one process.
    fn contents(&self, names: Vec<(String, String)>) -> Result<Vec<Vec<u8>>> {
        let mut child = command(&self.folder, &["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(no_git)?;
        let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else { bail!("cannot talk to git") };
        let asked = names.iter().map(|(_, name)| format!("{name}\n")).collect::<String>();
        // Written beside the reading: git answers while it is asked, and neither pipe holds everything.
        let writer = thread::Builder::new().spawn(move || to.write_all(asked.as_bytes())).context(NO_THREADS)?;
        let mut from = BufReader::new(from);
        let mut all = Vec::new();
        for (path, _) in names {
            let mut head = String::new();
            from.read_line(&mut head).context("cannot read what git says")?;
            let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<usize>().ok());
            let Some(size) = size.filter(|size| *size <= MOST_READ) else {
                bail!(
                    "git does not have what is in `{path}`\n  hint: a partial clone lacks it until `git fetch --refetch --no-filter`"
                )
            };
            let mut bytes = vec![0; size + 1];
            from.read_exact(&mut bytes).context("cannot read what git says")?;
            // A line break ends each answer.
            bytes.pop();
            bytes.truncate(files::MOST_READ as usize);
            all.push(bytes);
        }
        // If it could not be written, an answer would have been missing.
        let _ = writer.join();
        child.wait().context("cannot wait for git")?;
        Ok(all)
    }
}

/// Why git could not be begun.
fn no_git(error: io::Error) -> Error {
    if error.kind() == io::ErrorKind::NotFound {
        return anyhow!("cannot run `git`; install it (https://git-scm.com), or compare two folders");
    }
    anyhow!("cannot run `git`: {error}")
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(args);
    command.stdin(Stdio::null());
    // The folder says which repository, whatever hook or shell this runs in; its messages are read here, so in English.
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(variable);
    }
    command
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0");
    command
}

/// What git says, or what it complains about.
fn git(folder: &Path, args: &[&str]) -> Result<Result<String, String>> {
    let output = command(folder, args).output().map_err(no_git)?;
    if output.status.success() {
        return Ok(Ok(String::from_utf8_lossy(&output.stdout).into_owned()));
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let first = said.lines().next().unwrap_or("it does not say why");
    Ok(Err(first.trim_start_matches("fatal: ").to_owned()))
}

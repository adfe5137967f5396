//! A history of realistic changes, each with the class and the version that a clinician would expect, written down
//! before the program was asked.

mod cautions;
mod doses;
mod effects;
mod exercises;
mod head;
mod numbers;
mod words;

use backplan::changes::{Change, changes, deserved};
use backplan::library::{Library, LibraryFile};

use super::*;

const MARCH: &str = "our-library/hips-and-legs/bridge-march.yaml";
const CLAM_NOW: &str = "our-library/hips-and-legs/side-clam.yaml";
const STEP_DOWN: &str = "our-library/hips-and-legs/slow-step-down.yaml";
const PRONE: &str = "our-library/hips-and-legs/prone-hip-extension.yaml";

/// A change, and what is expected of it.
struct Step {
    what: &'static str,
    make: fn(&Repository),
    /// Which version it deserves, from 1.0.0.
    version: &'static str,
    /// Class, item and kind of every change that is found, the gravest first.
    found: &'static [(&'static str, &'static str, &'static str)],
}

/// A change, of which nothing is expected yet.
const fn step(what: &'static str, make: fn(&Repository)) -> Step {
    Step { what, make, version: "none", found: &[] }
}

impl Step {
    /// What is expected of it.
    const fn is(self, version: &'static str, found: &'static [(&'static str, &'static str, &'static str)]) -> Self {
        Self { version, found, ..self }
    }

    /// What is found, as [`found`] gives it.
    fn expected(&self) -> Vec<(String, String, String)> {
        self.found.iter().map(|(class, item, what)| ((*class).into(), (*item).into(), (*what).into())).collect()
    }
}

/// One after the other: later ones stand on what earlier ones wrote.
const HISTORY: &[&[Step]] =
    &[words::STEPS, exercises::STEPS, doses::STEPS, effects::STEPS, cautions::STEPS, numbers::STEPS, head::STEPS];

/// The library as it is in the folder.
fn read_now(repository: &Repository) -> Library {
    let mut files = Vec::new();
    let mut folders = vec![repository.file(LIBRARY)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(repository.file(LIBRARY)).unwrap().to_string_lossy().replace('\\', "/");
                files.push(LibraryFile::new(below.clone(), below, fs::read(path).unwrap()));
            }
        }
    }
    let (library, findings) = Library::read(LIBRARY, &files).into_parts();
    library.unwrap_or_else(|| panic!("{findings:?}"))
}

#[test]
fn each_change_has_the_class_and_version_that_a_clinician_expects() {
    let repository = repository();
    let mut wrong = Vec::new();
    let mut before = read_now(&repository);
    let first = before.clone();
    let history: Vec<&Step> = HISTORY.iter().copied().flatten().collect();
    for step in &history {
        (step.make)(&repository);
        repository.commit(step.what);
        let now = read_now(&repository);
        let changes = changes(&before, &now);
        let expected = step.expected();
        let told = |c: &Change| (c.class().to_string(), c.item().to_owned(), c.what().to_string());
        let found: Vec<_> = changes.iter().map(told).collect();
        let version =
            deserved(&changes).map_or_else(|| "none".to_owned(), |bump| bump.after(before.version()).to_string());
        if found != expected || version != step.version {
            wrong.push(format!("{}: expected {} {expected:?}, found {version} {found:?}", step.what, step.version));
        }
        before = now;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(history.len() >= 20);
    // The program reads the same out of git, and all of it together deserves what its gravest change does.
    let last = diff(&repository, &["HEAD~1..HEAD", "--format", "json"]);
    assert_eq!((last.code, last.err.as_str()), (0, ""));
    assert_eq!(found(&last.json()), history.last().unwrap().expected());
    let all = diff(&repository, &["v1.0.0..HEAD", "--format", "json"]).json();
    assert_eq!(all["deserved_version"], "2.0.0");
    assert_eq!(found(&all).len(), changes(&first, &before).len());
    assert_eq!(repository.git(&["status", "--porcelain"]), "", "the working tree is not touched");
}

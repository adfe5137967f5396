//! What versions of a library change, on a history of realistic changes, each with the class and the version that a
//! clinician would expect; and git repositories in every state that one meets.

#[path = "../support/git.rs"]
mod git;
#[path = "../support/mod.rs"]
mod support;

mod affected;
mod comparison;
mod history;
mod pins;
mod release;
mod states;

use std::fs;
use std::path::Path;

use git::Repository;
use support::{Run, run};

const LIBRARY: &str = "our-library";

const LIBRARY_YAML: &str = "our-library/library.yaml";
const RULES: &str = "our-library/rules.yaml";
const DOMS: &str = "our-library/mechanisms/doms.yaml";
const BRIDGE: &str = "our-library/hips-and-legs/bridge.yaml";
const HOLD: &str = "our-library/hips-and-legs/bridge-hold.yaml";
const CLAM: &str = "our-library/hips-and-legs/clam.yaml";

/// A repository with a library of the clinic's own in a folder, tagged `v1.0.0`.
fn repository() -> Repository {
    let repository = Repository::new();
    let export = run(repository.path(), &["library", "export", LIBRARY]);
    assert_eq!(export.code, 0, "{}", export.err);
    // A clinic's library is smaller, and is read many times here.
    for family in ["balance", "breathing", "directional-preference", "mobility", "motor-control"] {
        fs::remove_dir_all(repository.file(LIBRARY).join(family)).unwrap();
    }
    for family in ["trunk-endurance", "upper-back"] {
        fs::remove_dir_all(repository.file(LIBRARY).join(family)).unwrap();
    }
    repository.replace(LIBRARY_YAML, "id: core", "id: hill-street");
    repository.commit("The library");
    repository.git(&["tag", "v1.0.0"]);
    repository
}

fn diff(repository: &Repository, args: &[&str]) -> Run {
    diff_of(repository.path(), LIBRARY, args)
}

/// What differs between two versions of a library in some folder of a repository.
fn diff_of(folder: &Path, library: &str, args: &[&str]) -> Run {
    run(folder, &[&["library", "diff", "--library", library], args].concat())
}

/// Class, item and kind of every change.
fn found(json: &serde_json::Value) -> Vec<(String, String, String)> {
    let text = |change: &serde_json::Value, key: &str| change[key].as_str().unwrap().to_owned();
    let changes = json["changes"].as_array().unwrap().iter();
    changes.map(|c| (text(c, "class"), text(c, "item"), text(c, "what"))).collect()
}

/// What becomes of each programme.
fn outcomes(json: &serde_json::Value) -> Vec<&str> {
    json["programmes"].as_array().unwrap().iter().map(|p| p["state"].as_str().unwrap()).collect()
}

/// A programme for the library, of one week with one exercise.
fn programme(exercise: &str) -> String {
    "\
name: One week of bridges
purpose: This programme gets you moving again.
library: hill-street ^1
weeks: 1
days: [mon, thu]
mode: pain-contingent
ceiling: 5
person: { usual-pain: 3, sensitivity: usual, last-active: 4 weeks, worried: false, conditions: [dizziness] }
phases:
  - name: Begin
    weeks: 1
    exercises:
      - use: USE
"
    .replace("USE", exercise)
}

/// That a text has some parts.
#[track_caller]
fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` in {text}");
    }
}

/// That a run ends with a code, and says some things beside its output.
#[track_caller]
fn ends(run: &Run, code: i32, parts: &[&str]) {
    assert_eq!(run.code, code, "{}", run.err);
    has(&run.err, parts);
}

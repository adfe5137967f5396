//! `backplan library check`, end to end.

mod support;

use std::fs;
use std::path::Path;

use backplan::diagnostic::Code;
use support::{Run, backplan, run};

const TODAY: [&str; 2] = ["--on", "2026-11-30"];

/// A library over the core one, with one exercise that could be written better.
fn clinic(folder: &Path) {
    let clinic = folder.join("clinic");
    fs::create_dir(&clinic).unwrap();
    let head = "id: clinic\nversion: 1.0.0\nname: Our clinic\nextends: core ^1\n";
    fs::write(clinic.join("library.yaml"), head).unwrap();
    fs::write(clinic.join("wall-lean.yaml"), WALL_LEAN).unwrap();
}

const WALL_LEAN: &str = "\
name: Wall lean
purpose: Protects your back from damage.
position: standing
equipment: [wall]
steps:
  - Lean your back on the wall.
feel: You should feel your thighs work.
mistakes:
  - If your knees ache, slide down less far.
dose:
  measure: reps
  start: { sets: 1, reps: 5 }
  most: { sets: 2, reps: 8 }
  grow: [reps, sets]
work:
  - { muscle: quadriceps, action: isometric, length: mid }
soreness: []
avoid-if: []
evidence: { certainty: expert-opinion, source: expert-opinion }
reviewed: { by: clinic lead, on: 2026-11-22, until: 2028-11-22 }
also-called: [Lean at a wall]
figure: { view: side, frames: [standing] }
";

fn check(folder: &Path, args: &[&str]) -> Run {
    run(folder, &[&["library", "check"], args].concat())
}

/// Code, line and column of every finding.
fn found(run: &Run) -> Vec<(String, u64, u64)> {
    let json = run.json();
    let one = |f: &serde_json::Value| {
        (f["code"].as_str().unwrap().to_owned(), f["line"].as_u64().unwrap(), f["column"].as_u64().unwrap())
    };
    json["findings"].as_array().unwrap().iter().map(one).collect()
}

#[test]
fn the_built_in_library_is_clean() {
    let folder = tempfile::tempdir().unwrap();
    let run = check(folder.path(), &["--strict", TODAY[0], TODAY[1]]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.text().contains("library core 1.0.0: 132 exercises"), "{}", run.text());
    assert!(run.text().contains("Flesch-Kincaid"), "{}", run.text());
}

#[test]
fn findings_of_a_folder_have_places_and_hints_and_fail_only_if_asked() {
    let folder = tempfile::tempdir().unwrap();
    clinic(folder.path());
    let text = check(folder.path(), &["clinic", TODAY[0], TODAY[1]]);
    assert_eq!(text.code, 0);
    for part in ["warning[banned-word]", "wall-lean.yaml:2:34", "hint:", "warning[no-ladder]", "3 warnings"] {
        assert!(text.err.contains(part), "{part}: {}", text.err);
    }
    assert_eq!(check(folder.path(), &["clinic", "--strict", TODAY[0], TODAY[1]]).code, 1);

    let json = check(folder.path(), &["clinic", "--format", "json", TODAY[0], TODAY[1]]);
    assert_eq!((json.code, json.err.as_str()), (0, ""));
    let expected = [("no-ladder", 1, 1), ("banned-word", 2, 10), ("banned-word", 2, 34)];
    assert_eq!(found(&json), expected.map(|(code, line, column)| (code.to_owned(), line, column)));
    assert_eq!((json.json()["errors"].as_u64(), json.json()["warnings"].as_u64()), (Some(0), Some(3)));

    let option = check(folder.path(), &["--library", "clinic", "--format", "json", TODAY[0], TODAY[1]]);
    assert_eq!(option.out, json.out);
    assert_eq!(check(folder.path(), &["clinic", "--library", "clinic"]).code, 2);
}

#[test]
fn an_error_hides_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    clinic(folder.path());
    let broken = WALL_LEAN.replace("Wall lean", "Lean").replace("position: standing", "position: upright");
    fs::write(folder.path().join("clinic/lean.yaml"), broken).unwrap();
    let run = check(folder.path(), &["clinic", "--format", "json", TODAY[0], TODAY[1]]);
    assert_eq!(run.code, 1);
    let codes: Vec<String> = found(&run).into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes, ["unknown-word", "no-ladder", "banned-word", "banned-word"]);
}

#[test]
fn a_slip_in_one_place_is_told_of_once() {
    let folder = tempfile::tempdir().unwrap();
    let core = folder.path().join("core");
    assert_eq!(run(folder.path(), &["library", "export", "core"]).code, 0);
    let looked_over = || check(folder.path(), &["core", "--format", "json", TODAY[0], TODAY[1]]);
    // An exercise that was put among the mechanisms: it is none, and that is all.
    let (good, bad) = (core.join("trunk-endurance/bird-dog.yaml"), core.join("mechanisms/bird-dog.yaml"));
    fs::copy(good, &bad).unwrap();
    assert_eq!(found(&looked_over()), [("bad-id".to_owned(), 1, 1)]);
    fs::remove_file(bad).unwrap();
    // A pose that many figures begin from, and that has another name now: one finding, not one of each figure.
    let poses = fs::read_to_string(core.join("poses.yaml")).unwrap();
    fs::write(core.join("poses.yaml"), poses.replacen("\nstanding:", "\nupright:", 1)).unwrap();
    let found = found(&looked_over());
    assert!(matches!(found.as_slice(), [(code, 1, 1)] if code == "unknown-pose"), "{found:?}");
}

#[test]
fn reviews_hold_until_a_day_and_today_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["--format", "json", "--on", "2028-11-25"];
    let later = check(folder.path(), &args);
    assert_eq!(later.code, 0);
    let found = found(&later);
    assert!(!found.is_empty() && found.iter().all(|(code, ..)| code == Code::ReviewExpired.as_str()), "{found:?}");
    assert_eq!(check(folder.path(), &[&args[..], &["--strict"]].concat()).code, 1);
    // Without a day it takes that of the clock, whatever it is by now.
    assert_eq!(check(folder.path(), &[]).code, 0);
    assert_eq!(check(folder.path(), &["--on", "2026-02-30"]).code, 2);
}

#[test]
fn a_folder_that_is_no_library_is_told_apart_from_none() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    let empty = check(folder.path(), &["empty"]);
    assert_eq!(empty.code, 1);
    assert!(empty.err.contains("error[missing-file]"), "{}", empty.err);
    let none = check(folder.path(), &["nowhere"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("`nowhere`") && none.err.contains("hint:"), "{}", none.err);
}

#[test]
fn help_says_what_fails() {
    let folder = tempfile::tempdir().unwrap();
    let help = backplan(folder.path(), &["library", "check", "--help"]).output().unwrap();
    let text = String::from_utf8(help.stdout).unwrap();
    for part in ["[DIR]", "--strict", "--on", "--format", "Exit codes"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

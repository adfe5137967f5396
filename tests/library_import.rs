//! `backplan library import`, end to end.

mod support;

use std::fs;
use std::path::Path;

use support::{names, run, run_with_input};

const HEAD: &str = "id,family,name,also-called,purpose,position,equipment,steps,feel,mistakes,measure,start-sets,start-reps,most-sets,most-reps,\
grow,stands-alone,work,soreness,avoid-if,certainty,source,reviewed-by,reviewed-on,reviewed-until\n";
const GOOD: &str = "toe-lift,hips-and-legs,Toe lift,Shin lift,Works your shins.,sitting,chair,Sit tall. | Lift your toes.,You should feel your shins.,\
\"If your feet cramp, lift less high.\",reps,1,8,3,15,reps|sets,it grows by repetitions and sets,calves:mixed:mid,activation:calves:0.2:1:expert-opinion,\
recent-leg-fracture,expert-opinion,expert-opinion,A. Shah,2026-11-24,2028-11-24\n";

fn clinic(folder: &Path, table: &str) {
    fs::create_dir_all(folder.join("clinic")).unwrap();
    fs::write(
        folder.join("clinic/library.yaml"),
        "id: hill-street\nname: Hill Street\nversion: 1.0.0\nextends: core ^1\n",
    )
    .unwrap();
    fs::write(folder.join("table.csv"), table).unwrap();
}

#[test]
fn a_table_becomes_sound_files_once() {
    let folder = tempfile::tempdir().unwrap();
    clinic(folder.path(), &format!("{HEAD}{GOOD}"));
    let args = ["library", "import", "table.csv", "--library", "clinic"];
    let dry = run(folder.path(), &[&args[..], &["--dry-run"]].concat());
    assert_eq!(
        (dry.code, names(&folder.path().join("clinic"))),
        (0, vec!["library.yaml".to_owned()]),
        "{}",
        dry.text()
    );
    assert_eq!(run(folder.path(), &args).code, 0);
    // A drawing does not fit a cell; it is all that is left to add.
    let check = run(folder.path(), &["library", "check", "clinic", "--on", "2026-11-30"]);
    assert_eq!(check.code, 0, "{}", check.err);
    assert!(check.err.matches("warning[").count() == 1 && check.err.contains("no-figure"), "{}", check.err);
    let again = run(folder.path(), &args);
    assert_eq!(again.code, 1);
    assert!(
        again.text().split_whitespace().collect::<Vec<_>>().join(" ").contains("nothing is overwritten"),
        "{}",
        again.text()
    );
}

#[test]
fn every_row_that_cannot_be_taken_is_listed_with_the_reason_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let bad = GOOD
        .replace("toe-lift", "toe-raise")
        .replace("sitting", "siting")
        .replace("calves:mixed:mid", "calfs:mixed:mid");
    let worse = GOOD.replace("toe-lift", "Toe Raise");
    clinic(folder.path(), &format!("{HEAD}{GOOD}{bad}{worse}{GOOD}"));
    let run = run(folder.path(), &["library", "import", "table.csv", "--library", "clinic", "--format", "json"]);
    assert_eq!(run.code, 1);
    let json = run.json();
    let faults: Vec<usize> =
        json["rows"].as_array().unwrap().iter().map(|r| r["faults"].as_array().unwrap().len()).collect();
    assert_eq!((faults, json["written"].as_bool()), (vec![0, 2, 1, 1], Some(false)));
    assert_eq!(json["rows"][1]["line"], 3);
    assert!(json["rows"][1]["faults"][0].as_str().unwrap().contains("did you mean `sitting`?"), "{json}");
    assert_eq!(names(&folder.path().join("clinic")), ["library.yaml"]);
}

#[test]
fn what_is_missing_or_there_already_is_refused_and_nothing_is_half_written() {
    let folder = tempfile::tempdir().unwrap();
    let silent = GOOD.replace("activation:calves:0.2:1:expert-opinion", "").replace("recent-leg-fracture", "");
    let core = GOOD.replace("toe-lift", "bridge").replace("Toe lift", "Other bridge");
    clinic(folder.path(), &format!("{HEAD}{silent}{core}"));
    let args = ["library", "import", "table.csv", "--library", "clinic", "--format", "json"];
    let refused = run(folder.path(), &args);
    assert_eq!(refused.code, 1);
    let faults = |row: usize| refused.json()["rows"][row]["faults"].to_string();
    for part in ["`soreness` is empty", "`avoid-if` is empty", "write `none`"] {
        assert!(faults(0).contains(part), "{part}: {}", faults(0));
    }
    assert!(
        faults(1).contains("`core` has `bridge` already") && faults(1).contains("`changes: core`"),
        "{}",
        faults(1)
    );
    // A folder that is no library, and one that is not there.
    fs::create_dir_all(folder.path().join("other")).unwrap();
    for other in ["other", "gone"] {
        let run = run(folder.path(), &["library", "import", "table.csv", "--library", other]);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains("library"), "{}", run.err);
    }
    // The second file has no place to go, so the first is not there either, nor its folder.
    let none = silent.replace("calves:mixed:mid,,,", "calves:mixed:mid,none,none,").replace("hips-and-legs", "feet");
    let second = none
        .replace("toe-lift,feet", "toe-press,taken")
        .replace("Toe lift", "Toe press")
        .replace("Shin lift", "Shin press");
    clinic(folder.path(), &format!("{HEAD}{none}{second}"));
    fs::write(folder.path().join("clinic/taken"), "a file").unwrap();
    let failed = run(folder.path(), &args);
    assert_eq!(failed.code, 2, "{} {}", failed.text(), failed.err);
    assert_eq!(names(&folder.path().join("clinic")), ["library.yaml", "taken"]);
    fs::remove_file(folder.path().join("clinic/taken")).unwrap();
    assert_eq!(run(folder.path(), &args).code, 0);
}

#[test]
fn a_table_with_a_column_that_nobody_knows_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    clinic(folder.path(), "");
    let args = ["library", "import", "-", "--library", "clinic"];
    let run = run_with_input(folder.path(), &args, b"id;nmae\nx;y\n");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("`nmae`") && run.err.contains("did you mean `name`?"), "{}", run.err);
}

#[test]
fn the_program_says_which_columns_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let run = run(folder.path(), &["library", "import", "--columns"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for part in ["start-reps ", "muscle:action:length", "Only `id` has to be there"] {
        assert!(run.text().contains(part), "{part}: {}", run.text());
    }
}

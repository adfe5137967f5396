//! Beginning a programme, and looking through the library.

mod support;

use std::fs;

use support::{folder, names, run};

#[test]
fn a_programme_from_flags_checks_clean_and_says_what_was_asked() {
    let folder = folder();
    let args =
        ["new", "mine.yaml", "--exercise", "bridge", "--exercise", "walking", "--weeks", "4", "--days", "fri,mon"];
    let told =
        run(folder.path(), &[&args[..], &["--name", "Back: \"start\" #1", "--ceiling", "3", "--worried"]].concat());
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.err.contains("8 sessions"), "{}", told.err);
    let text = fs::read_to_string(folder.path().join("mine.yaml")).unwrap();
    for line in [
        "weeks: 4",
        "days: [mon, fri]",
        "ceiling: 3 ",
        "worried: true",
        "      - use: bridge",
        "        goal: { sets: 1, reps: 12 }",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    let check = run(folder.path(), &["check", "mine.yaml"]);
    assert_eq!((check.code, check.err.as_str()), (0, ""));
    assert!(check.text().contains("Back: \"start\" #1"), "{}", check.text());
}

#[test]
fn every_exercise_can_begin_a_programme() {
    let folder = folder();
    let all = run(folder.path(), &["library", "list", "--format", "json"]).json();
    let ids = all["items"].as_array().unwrap().iter().filter(|i| i["kind"] == "exercise");
    let flags: Vec<String> =
        ids.flat_map(|i| ["--exercise".to_owned(), i["id"].as_str().unwrap().to_owned()]).collect();
    for six in flags.chunks(12) {
        let six: Vec<&str> = six.iter().map(String::as_str).collect();
        let told = run(folder.path(), &[&["new", "-", "--ceiling", "10"][..], &six].concat());
        assert_eq!(told.code, 0, "{six:?}: {}", told.err);
        assert!(!told.err.contains("goal-unreached"), "{six:?}: {}", told.err);
    }
}

#[test]
fn nothing_is_overwritten_and_nothing_is_left_behind() {
    let folder = folder();
    let before = fs::read(folder.path().join("short.yaml")).unwrap();
    let told = run(folder.path(), &["new", "short.yaml", "--exercise", "bridge"]);
    assert_eq!(told.code, 2);
    assert!(told.err.contains("is there already") && told.err.contains("hint:"), "{}", told.err);
    assert_eq!(before, fs::read(folder.path().join("short.yaml")).unwrap());
    for bad in [
        &["new", "x.yaml"][..],
        &["new", "x.yaml", "--exercise", "brige"],
        &["new", "x.yaml", "--from", "persistant-low-back"],
    ] {
        let told = run(folder.path(), bad);
        assert_eq!(told.code, 2, "{bad:?}");
        assert!(told.err.contains("hint:"), "{bad:?}: {}", told.err);
    }
    assert_eq!(names(folder.path()), ["short.yaml"]);
}

#[test]
fn a_built_in_programme_is_begun_with_lines_changed() {
    let folder = folder();
    let args = ["new", "mine.yaml", "--from", "persistent-low-back", "--name", "Mine", "--days", "tue,thu,sat"];
    assert_eq!(run(folder.path(), &args).code, 0);
    let text = fs::read_to_string(folder.path().join("mine.yaml")).unwrap();
    assert!(text.starts_with("name: Mine\n") && text.contains("\ndays: [tue, thu, sat]\n"), "{text}");
    assert!(text.contains("bird-dog"));
}

#[test]
fn the_library_is_searched_listed_and_shown() {
    let folder = folder();
    let found = run(folder.path(), &["library", "search", "walking"]).text();
    assert!(found.starts_with("walking "), "what was asked for comes first: {found}");
    assert!(found.lines().all(|l| l.chars().count() <= 80), "{found}");
    let by = run(
        folder.path(),
        &["library", "search", "--muscle", "hamstrings", "--position", "standing", "--format", "json"],
    )
    .json();
    assert!(by["items"].as_array().unwrap().iter().any(|i| i["id"] == "hip-hinge"), "{by}");
    let slip = run(folder.path(), &["library", "search", "brigde"]);
    assert_eq!(slip.code, 2);
    assert!(slip.err.contains("did you mean `bridge`?"), "{}", slip.err);
    let whole = run(folder.path(), &["library", "show", "bird-dog"]).text();
    for part in
        ["Bird dog (bird-dog)", "multifidus: isometric", "expert-opinion", "bird-dog.yaml", "Kneeling arm reach"]
    {
        assert!(whole.contains(part), "{part} in {whole}");
    }
    assert!(whole.lines().all(|l| l.chars().count() <= 80), "{whole}");
    assert!(run(folder.path(), &["library", "show", "bird-dgo"]).err.contains("did you mean `bird-dog`?"));
}

#[test]
fn check_says_how_completely_a_programme_is_described() {
    let folder = folder();
    let told = run(folder.path(), &["check", "persistent-low-back", "--completeness"]).text();
    assert!(told.contains("CERT: 16 of 19 met, 3 for the visit"), "{told}");
    assert!(told.lines().all(|l| l.chars().count() <= 80), "{told}");
    let json = run(folder.path(), &["check", "short.yaml", "--format", "json"]).json();
    let items = json["completeness"].as_array().unwrap();
    assert_eq!(items.len(), 19);
    assert!(items.iter().any(|i| i["number"] == "2" && i["standing"] == "missing"), "{json}");
}

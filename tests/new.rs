//! Beginning a programme, and looking through the library.

mod support;

use std::fs;

use support::{SHORT, folder, names, project, run};

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
        "        goal: { reps: 12 }",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    let check = run(folder.path(), &["check", "mine.yaml"]);
    assert_eq!((check.code, check.err.as_str()), (0, ""));
    assert!(check.text().contains("Back: \"start\" #1"), "{}", check.text());
}

#[test]
fn lots_say_which_exercise_is_in_which() {
    let folder = folder();
    let args = ["new", "mine.yaml", "--name", "Lots", "--weeks", "4", "--days", "a: mon,thu; b: tue,fri"];
    let four = ["--exercise", "bridge", "--exercise", "hip-hinge", "--exercise", "bird-dog", "--exercise", "walking"];
    let told = run(folder.path(), &[&args[..], &four].concat());
    assert_eq!(told.code, 0, "{}", told.err);
    for part in ["lot a (mon, thu): bridge", "lot b (tue, fri): ", "both: nothing", "`split: a`"] {
        assert!(told.err.contains(part), "{part}: {}", told.err);
    }
    assert!(!told.err.contains("no-lot"), "{}", told.err);
    let from = ["new", "other.yaml", "--from", "walking-start", "--days", "a: mon,thu; b: tue,fri"];
    let told = run(folder.path(), &from);
    assert_eq!(told.code, 0, "{}", told.err);
    for part in ["no-lot", "lot a (mon, thu): nothing", "both: knee-rolls"] {
        assert!(told.err.contains(part), "{part}: {}", told.err);
    }
    assert!(run(folder.path(), &["new", "--help"]).text().contains("spread over them"));
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
        let told = run(folder.path(), &[&["new", "-", "--name", "All", "--ceiling", "10"][..], &six].concat());
        assert_eq!(told.code, 0, "{six:?}: {}", told.err);
        assert!(!told.err.contains("goal-unreached"), "{six:?}: {}", told.err);
    }
}

#[test]
fn nothing_is_overwritten_and_nothing_is_left_behind() {
    let folder = folder();
    let before = fs::read(folder.path().join("short.yaml")).unwrap();
    let told = run(folder.path(), &["new", "short.yaml", "--name", "Mine", "--exercise", "bridge"]);
    assert_eq!(told.code, 2);
    assert!(told.err.contains("is there already") && told.err.contains("hint:"), "{}", told.err);
    assert_eq!(before, fs::read(folder.path().join("short.yaml")).unwrap());
    for bad in [
        &["new", "x.yaml"][..],
        &["new", "x.yaml", "--exercise", "bridge"],
        &["new", "x.yaml", "--name", "Mine"],
        &["new", "x.yaml", "--exercise", "brige"],
        &["new", "x.yaml", "--name", "Mine", "--exercise", "Bird dog"],
        &["new", "x.yaml", "--name", "Mine", "--exercise", "bridge", "--exercise", "bridge"],
        &["new", "x.yaml", "--from", "persistent-low-back", "--weeks", "2"],
        &["new", "x.yaml", "--from", "walking-start", "--exercise", "walking"],
        &["new", "--from", "walking-start"],
        &["new", "x.yaml", "--from", "persistant-low-back"],
    ] {
        let told = run(folder.path(), bad);
        assert_eq!(told.code, 2, "{bad:?}");
        assert!(told.err.contains("hint:"), "{bad:?}: {}", told.err);
    }
    for bad in [
        &["new", "nowhere/x.yaml", "--from", "walking-start"][..],
        &["new", "x.yaml", "-o", "y.yaml", "--from", "walking-start"],
        &["new", "x.yaml", "--from", "walking-start", "--days", "mon,xxx"],
        &["new", "x.yaml", "--from", "walking-start", "--ceiling", "11"],
        &["new", "x.yaml", "--from", "walking-start", "--weeks", "0"],
        &["new", "x.yaml", "--from", "walking-start", "--worried", "--no-worried"],
        &["new", "x.yaml", "--from", "walking-start", "--sensitivity", "hgih"],
    ] {
        assert_eq!(run(folder.path(), bad).code, 2, "{bad:?}");
    }
    assert_eq!(names(folder.path()), ["short.yaml"]);
}

#[test]
fn a_programme_in_a_file_begins_another_and_keeps_its_comments() {
    let folder = folder();
    let commented = SHORT.replace("ceiling: 5\n", "").replace("weeks: 1\ndays", "weeks: 1   # one\ndays");
    fs::write(folder.path().join("ours.yaml"), &commented).unwrap();
    let args = [
        "new",
        "-o",
        "mine.yaml",
        "--from",
        "ours.yaml",
        "--ceiling",
        "3.5",
        "--exercise",
        "clam",
        "--weeks",
        "12 weeks",
    ];
    let told = run(folder.path(), &[&args[..], &["--no-worried", "--last-active", "1"]].concat());
    assert_eq!((told.code, told.text().as_str()), (0, ""), "{}", told.err);
    let text = fs::read_to_string(folder.path().join("mine.yaml")).unwrap();
    for line in
        ["weeks: 12  # one\n", "mode: pain-contingent\nceiling: 3.5\n", "last-active: 1 week,", "      - use: clam\n"]
    {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert!(!text.contains("built-in"), "{text}");

    fs::write(folder.path().join("bad.yaml"), SHORT.replace("use: bridge", "use: brigde")).unwrap();
    let told = run(folder.path(), &["new", "next.yaml", "--from", "bad.yaml"]);
    assert_eq!(told.code, 1);
    assert!(told.err.contains("error[unknown-exercise]") && told.err.contains("bad.yaml:"), "{}", told.err);
    assert!(!folder.path().join("next.yaml").exists());
}

#[test]
fn what_is_written_to_standard_output_is_a_programme_and_nothing_else() {
    let folder = folder();
    let told = run(folder.path(), &["new", "-", "--name", "Mine", "--exercise", "bridge", "--days", "3 a week"]);
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    fs::write(folder.path().join("again.yaml"), &told.out).unwrap();
    let check = run(folder.path(), &["check", "again.yaml"]);
    assert_eq!((check.code, check.err.as_str()), (0, ""));
    assert!(told.text().contains("days: 3 a week "), "{}", told.text());
}

#[test]
fn warnings_are_shown_and_the_file_is_written_all_the_same() {
    let folder = folder();
    let exercises = ["--exercise", "deadlift", "--exercise", "squat-to-chair"];
    let args = ["new", "hard.yaml", "--name", "Hard", "--ceiling", "1", "--sensitivity", "high"];
    let told = run(folder.path(), &[&args[..], &exercises].concat());
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.err.contains("warning[over-ceiling]") && told.err.contains("hard.yaml:"), "{}", told.err);
    assert!(told.err.contains("next: backplan plan hard.yaml"), "{}", told.err);
    assert!(folder.path().join("hard.yaml").exists());
}

#[test]
fn a_library_of_ones_own_is_asked_for_by_name() {
    let folder = folder();
    let own = folder.path().join("own");
    fs::create_dir_all(own.join("clinic")).unwrap();
    fs::write(own.join("library.yaml"), "id: own\nname: Our own\nversion: 1.0.0\nextends: core ^1\n").unwrap();
    let carry = fs::read_to_string(project().join("exercises/functional/suitcase-carry.yaml")).unwrap();
    let carry: String = carry.lines().filter(|l| !l.starts_with("ladder:")).map(|l| format!("{l}\n")).collect();
    fs::write(own.join("clinic/wall-zebra.yaml"), carry.replace("name: Suitcase carry", "name: Zebra")).unwrap();
    let found = run(folder.path(), &["library", "search", "zebra", "--library", "own"]);
    assert!(found.text().starts_with("wall-zebra "), "{} {}", found.text(), found.err);
    assert!(run(folder.path(), &["library", "list", "--library", "own"]).text().contains("\nclinic\n"));
    let args = ["new", "z.yaml", "--library", "own", "--name", "Z", "--exercise", "wall-zebra"];
    assert_eq!(run(folder.path(), &args).code, 0);
    assert_eq!(run(folder.path(), &["check", "z.yaml", "--library", "own"]).code, 0);
}

#[test]
fn a_built_in_programme_is_begun_with_lines_changed() {
    let folder = folder();
    let args = [
        "new",
        "mine.yaml",
        "--from",
        "persistent-low-back",
        "--name",
        "Mine",
        "--days",
        "sat,tue,thu",
        "--usual-pain",
        "6",
    ];
    assert_eq!(run(folder.path(), &args).code, 0);
    let text = fs::read_to_string(folder.path().join("mine.yaml")).unwrap();
    assert!(text.starts_with("# From the built-in programme `persistent-low-back`.\nname: Mine\n"), "{text}");
    assert!(text.contains("\ndays: [tue, thu, sat]\n"), "{text}");
    assert!(text.contains("bird-dog") && text.contains("usual-pain: 6, sensitivity: high"), "{text}");
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
    assert!(run(folder.path(), &["library", "search", "glutes"]).text().lines().any(|l| l.starts_with("bridge ")));
    let list = run(folder.path(), &["library", "list"]).text();
    let at = |what: &str| list.find(what).unwrap_or_else(|| panic!("{what} in {list}"));
    assert!(at("\naerobic\n") < at("\nupper-back\n") && at("\nupper-back\n") < at("\ntechniques\n"));
    assert!(list.lines().all(|l| l.chars().count() <= 80), "{list}");
    let json = run(folder.path(), &["library", "show", "bird-dog", "--format", "json"]).json();
    let item = &json["items"][0];
    assert_eq!((&item["kind"], &item["start"]["reps"]), (&"exercise".into(), &5.into()));
    for key in ["id", "family", "steps", "work", "soreness", "avoid_if", "source", "reviewed_until", "file", "grow"] {
        assert!(!item[key].is_null(), "{key}");
    }
    let technique = run(folder.path(), &["library", "show", "lumbar-mobilisation-firm"]).text();
    for part in ["lessened by", "osteoporosis: Osteoporosis found", "techniques/lumbar-mobilisation-firm.yaml"] {
        assert!(technique.contains(part), "{part} in {technique}");
    }
    let whole = run(folder.path(), &["library", "show", "bird-dog"]).text();
    for part in [
        "Bird dog (bird-dog)",
        "multifidus: isometric",
        "expert-opinion",
        "bird-dog.yaml",
        "kneeling-arm-reach > [bird-dog] >",
    ] {
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

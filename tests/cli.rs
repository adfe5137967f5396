//! The commands, end to end: exit codes, what goes where, and that nothing is ever lost.

mod support;

use std::fs;

use support::{SHORT, backplan, folder, names, project, run, run_with_input};

const START: [&str; 2] = ["--start", "2026-11-30"];

#[test]
fn the_main_job_writes_a_pdf_and_says_so_on_standard_error() {
    let folder = folder();
    let run = run(folder.path(), &["handout", "short.yaml", "--start", "2026-11-30", "-o", "handout.pdf"]);
    assert_eq!((run.code, run.text().as_str()), (0, ""), "{}", run.err);
    assert!(run.err.contains("handout.pdf: ") && run.err.contains("read back and found"), "{}", run.err);
    let pdf = fs::read(folder.path().join("handout.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert_eq!(names(folder.path()), ["handout.pdf", "short.yaml"]);
}

#[test]
fn the_same_input_gives_the_same_bytes_from_any_folder() {
    let (here, there) = (folder(), folder());
    let path = here.path().join("short.yaml");
    let args = |out| ["handout", path.to_str().unwrap(), "--start", "2026-11-30", "-o", out];
    assert_eq!(run(here.path(), &args("a.pdf")).code, 0);
    assert_eq!(run(here.path(), &args("b.pdf")).code, 0);
    assert_eq!(run(there.path(), &args("c.pdf")).code, 0);
    let a = fs::read(here.path().join("a.pdf")).unwrap();
    assert_eq!(a, fs::read(here.path().join("b.pdf")).unwrap());
    assert_eq!(a, fs::read(there.path().join("c.pdf")).unwrap());
    let later = run(here.path(), &["handout", "short.yaml", "--start", "2026-12-07", "-o", "-"]);
    assert_eq!(later.code, 0, "{}", later.err);
    assert_ne!(a, later.out);
}

#[test]
fn without_a_first_day_it_asks_for_one() {
    let folder = folder();
    for command in [&["handout", "short.yaml", "-o", "x.pdf"][..], &["plan", "short.yaml"], &["forecast", "short.yaml"]]
    {
        let run = run(folder.path(), command);
        assert_eq!(run.code, 2);
        assert!(run.err.contains("--start"), "{}", run.err);
        assert_eq!(names(folder.path()), ["short.yaml"]);
    }
    fs::write(folder.path().join("dated.yaml"), format!("{SHORT}start: 2026-11-30\n")).unwrap();
    assert_eq!(run(folder.path(), &["plan", "dated.yaml"]).code, 0);
    // The command line has the last word.
    let run = run(folder.path(), &["plan", "dated.yaml", "--start", "2027-01-04", "--format", "json"]);
    assert_eq!(run.json()["sessions"][0]["date"], "2027-01-04");
}

#[test]
fn plan_and_forecast_keep_their_json_shapes() {
    let folder = folder();
    let plan = run(folder.path(), &["plan", "short.yaml", START[0], START[1], "--format", "json"]).json();
    assert_eq!((&plan["schema"], &plan["library"]["id"]), (&1.into(), &"core".into()));
    assert!(plan["library"]["digest"].as_str().unwrap().starts_with("sha256:"));
    let item = &plan["sessions"][0]["items"][0];
    assert_eq!((&item["exercise"], &item["change"]), (&"bridge".into(), &"start".into()));
    for key in ["sets", "reps", "hold_s", "rest_s", "load_kg", "minutes"] {
        assert!(item["dose"].get(key).is_some(), "{key}");
    }
    let walk = &plan["sessions"][0]["items"][1]["dose"];
    assert_eq!((&walk["minutes"], &walk["reps"]), (&10.0.into(), &serde_json::Value::Null));

    let forecast = run(folder.path(), &["forecast", "short.yaml", START[0], START[1], "--format", "json"]).json();
    let first = &forecast["sessions"][0];
    assert_eq!((&first["number"], &first["kind"], &first["date"]), (&1.into(), &"home".into(), &"2026-11-30".into()));
    for key in ["level", "chance", "peak", "begins", "peaks", "settles"] {
        assert!(!first[key].is_null(), "{key}");
    }
    let reason = &first["reasons"][0];
    for key in ["mechanism", "from", "because", "where", "chance", "peak", "text"] {
        assert!(!reason[key].is_null(), "{key}");
    }
    assert_eq!(reason["because"], "new");
}

#[test]
fn text_fits_eighty_columns() {
    let folder = folder();
    for command in ["plan", "forecast"] {
        let run = run(folder.path(), &[command, "persistent-low-back", START[0], START[1]]);
        for line in run.text().lines() {
            assert!(line.chars().count() <= 81, "{command}: {line}");
        }
    }
}

/// Text output without the library's digest, which changes with every word in it.
fn without_digest(text: &str) -> String {
    let (before, rest) = text.split_once("library core 1.0.0 (").unwrap();
    let (_, after) = rest.split_once(')').unwrap();
    format!("{before}library core 1.0.0{after}")
}

#[test]
fn plan_and_forecast_read_as_they_did() {
    let folder = folder();
    for command in ["plan", "forecast"] {
        let run = run(folder.path(), &[command, "short.yaml", START[0], START[1]]);
        insta::assert_snapshot!(command, without_digest(&run.text()));
    }
}

#[test]
fn mistakes_are_all_reported_at_once_with_code_line_column_and_hint() {
    let folder = folder();
    let bad =
        SHORT.replace("usual-pain: 3", "usual-pain: 11").replace("use: bridge", "use: bridg").replace("mode:", "mod:");
    fs::write(folder.path().join("bad.yaml"), bad).unwrap();
    let told = run(folder.path(), &["handout", "bad.yaml", START[0], START[1], "-o", "x.pdf"]);
    assert_eq!(told.code, 1);
    for part in ["error[unknown-exercise]", "error[soreness-range]", "error[unknown-key]"] {
        assert!(told.err.contains(part), "{part} in {}", told.err);
    }
    assert!(told.err.contains("bad.yaml:8:23") && told.err.contains("did you mean `bridge`?"), "{}", told.err);
    assert_eq!(names(folder.path()), ["bad.yaml", "short.yaml"]);

    let check = run(folder.path(), &["check", "bad.yaml", "--format", "json"]);
    assert_eq!((check.code, &check.json()["errors"]), (1, &3.into()));
    let first = &check.json()["findings"][0];
    for key in ["code", "severity", "file", "line", "column", "message", "hint"] {
        assert!(!first[key].is_null(), "{key}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_not_the_users_mistake() {
    let folder = folder();
    fs::create_dir(folder.path().join("dir")).unwrap();
    for (name, part) in
        [("missing.yaml", "no programme"), ("dir", "folder"), ("persistent-low-bak", "persistent-low-back")]
    {
        let run = run(folder.path(), &["check", name]);
        assert_eq!(run.code, 2, "{name}");
        assert!(run.err.contains(part), "{name}: {}", run.err);
    }
    assert_eq!(run(folder.path(), &["check", "short.yaml", "--library", "nowhere"]).code, 2);
    assert_eq!(run(folder.path(), &["handout", "short.yaml", "--start", "2026-02-30", "-o", "x.pdf"]).code, 2);
    assert_eq!(run(folder.path(), &["bake", "short.yaml"]).code, 2);
}

#[test]
fn a_library_in_a_folder_is_used_and_a_wrong_folder_is_said_in_one_line() {
    let folder = folder();
    let core = project().join("exercises");
    let run_with = |dir: &str| run(folder.path(), &["check", "short.yaml", "--library", dir]);
    assert_eq!(run_with(core.to_str().unwrap()).code, 0);
    let wrong = run_with(".");
    assert_eq!(wrong.code, 1);
    assert!(wrong.err.contains("error[missing-file]") && wrong.err.matches("error[").count() == 1, "{}", wrong.err);
}

#[test]
fn an_output_that_cannot_be_written_loses_nothing() {
    let folder = folder();
    let try_to = |out: &str| run(folder.path(), &["handout", "short.yaml", START[0], START[1], "-o", out]);
    fs::create_dir(folder.path().join("dir")).unwrap();
    for out in ["dir", "nowhere/x.pdf"] {
        let run = try_to(out);
        assert_eq!(run.code, 2, "{out}");
        assert!(run.err.contains(out), "{}", run.err);
    }
    assert_eq!(names(folder.path()), ["dir", "short.yaml"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said() {
    let folder = folder();
    let run = run(folder.path(), &["handout", "short.yaml", START[0], START[1], "-o", "/dev/full"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("/dev/full"), "{}", run.err);
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let status = backplan(folder.path(), &["check", "short.yaml"]).stdout(full).status().unwrap();
    assert_eq!(status.code(), Some(2));
}

#[test]
fn an_old_pdf_stays_when_the_new_one_fails() {
    let folder = folder();
    let pdf = folder.path().join("h.pdf");
    fs::write(&pdf, b"the old one").unwrap();
    let broken = SHORT.replace("bridge", "brigde");
    fs::write(folder.path().join("broken.yaml"), broken).unwrap();
    assert_eq!(run(folder.path(), &["handout", "broken.yaml", START[0], START[1], "-o", "h.pdf"]).code, 1);
    assert_eq!(fs::read(&pdf).unwrap(), b"the old one");
    let missing_glyph = ["handout", "short.yaml", START[0], START[1], "-o", "h.pdf", "--patient", "王"];
    let refused = run(folder.path(), &missing_glyph);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("no sign for letters of the name"), "{}", refused.err);
    assert_eq!(fs::read(&pdf).unwrap(), b"the old one");
    assert_eq!(run(folder.path(), &["handout", "short.yaml", START[0], START[1], "-o", "h.pdf"]).code, 0);
    assert!(fs::read(&pdf).unwrap().starts_with(b"%PDF"));
}

#[test]
fn a_programme_may_come_from_standard_input() {
    let folder = folder();
    let run = run_with_input(folder.path(), &["plan", "-", START[0], START[1]], SHORT.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.text().contains("bridge"));
    let bad = run_with_input(folder.path(), &["check", "-"], b"\xff\xfe\x00");
    assert_eq!(bad.code, 1);
    assert!(bad.err.contains("error[not-text]") && bad.err.contains("<stdin>:1:1"), "{}", bad.err);
}

#[test]
fn explain_knows_every_code_and_suggests_the_nearest() {
    let folder = folder();
    let page = run(folder.path(), &["explain", "soreness-range"]);
    assert_eq!(page.code, 0);
    assert!(page.text().starts_with("# soreness-range"));
    let near = run(folder.path(), &["explain", "sorenes-range"]);
    assert_eq!(near.code, 2);
    assert!(near.err.contains("did you mean `soreness-range`?"), "{}", near.err);
}

#[test]
fn colour_is_only_there_when_asked_for() {
    let folder = folder();
    fs::write(folder.path().join("bad.yaml"), "name: x\n").unwrap();
    let escape = '\u{1b}';
    assert!(!run(folder.path(), &["check", "bad.yaml"]).err.contains(escape));
    assert!(run(folder.path(), &["check", "bad.yaml", "--color", "always"]).err.contains(escape));
    assert!(!run(folder.path(), &["check", "bad.yaml", "--color", "never"]).err.contains(escape));
}

//! The forecast as its users see it: explained, plotted, and held against studies.

mod support;

use std::fs;

use support::{folder, project, run};

const START: [&str; 2] = ["--start", "2026-11-30"];

#[test]
fn explain_takes_a_forecast_apart_into_numbers_that_multiply_up() {
    let folder = folder();
    let args = ["explain", "short.yaml", "--session", "2", "--start", "2026-11-30"];
    let told = run(folder.path(), &args);
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.text().contains("bridge: activation") && told.text().contains("bridge.yaml:"), "{}", told.text());
    let json = run(folder.path(), &[&args[..], &["--format", "json"]].concat()).json();
    let forecast = run(folder.path(), &["forecast", "short.yaml", "--start", "2026-11-30", "--format", "json"]).json();
    let reasons = json["reasons"].as_array().unwrap();
    assert_eq!(reasons.len(), forecast["sessions"][1]["reasons"].as_array().unwrap().len());
    for reason in reasons {
        let number = |key: &str| reason[key].as_f64().unwrap();
        let product: f64 = ["size", "dose", "newness", "person", "worry"].into_iter().map(number).product();
        assert!((product - number("peak")).abs() < 1e-9, "{reason}");
    }
    let parts = json["makeup"]["parts"].as_array().unwrap();
    let sum: f64 = parts.iter().map(|p| p["adds"].as_f64().unwrap()).sum();
    assert!((sum - json["own_peak"].as_f64().unwrap()).abs() < 1e-9);
    assert_eq!(run(folder.path(), &["explain", "short.yaml", "--session", "9", "--start", "2026-11-30"]).code, 2);
}

/// The numbers of a line, in order.
fn numbers(line: &str) -> Vec<f64> {
    line.split_whitespace().filter_map(|word| word.parse().ok()).collect()
}

#[test]
fn the_numbers_that_explain_prints_multiply_up_to_the_one_forecast() {
    let folder = folder();
    let mut lines = 0;
    for programme in ["persistent-low-back", "desk-worker-upper-back", "walking-start"] {
        let json = run(folder.path(), &["forecast", programme, START[0], START[1], "--format", "json"]).json();
        for session in json["sessions"].as_array().unwrap() {
            let number = session["number"].to_string();
            let told = run(folder.path(), &["explain", programme, "--session", &number, START[0], START[1]]).text();
            let products = told.lines().filter(|l| l.contains(" size x "));
            let peaks: Vec<f64> =
                session["reasons"].as_array().unwrap().iter().map(|r| r["peak"].as_f64().unwrap()).collect();
            for line in products {
                let numbers = numbers(line);
                let (product, factors) = numbers.split_last().unwrap();
                assert_eq!(factors.len(), 5, "{line}");
                assert!((factors.iter().product::<f64>() - product).abs() <= 0.002 * product + 0.002, "{line}");
                assert!(peaks.iter().any(|peak| (product - peak).abs() <= 0.051), "{line}: {peaks:?}");
                lines += 1;
            }
            assert!(told.lines().count() <= 24, "it fits a screen:\n{told}");
            assert!(told.lines().all(|l| l.chars().count() <= 80), "{told}");
        }
    }
    assert!(lines > 80, "{lines} lines were looked at");
}

#[test]
fn the_plot_fits_a_terminal_and_marks_each_session() {
    let folder = folder();
    for programme in ["persistent-low-back", "walking-start", "short.yaml"] {
        let told = run(folder.path(), &["forecast", programme, START[0], START[1]]).text();
        assert!(told.lines().all(|l| l.chars().count() <= 80), "{told}");
        let (plot, list) = told.split_once("ceiling\n").unwrap();
        assert!(plot.contains('█') && plot.contains("30 Nov"), "{plot}");
        let marks: Vec<&str> =
            plot.lines().skip_while(|l| !l.contains('└')).take_while(|l| !l.contains("felt:")).collect();
        let marks = marks.concat();
        let signs = marks.chars().filter(|c| "●◐○■◧□".contains(*c)).count();
        let sessions = list.lines().filter(|l| l.contains("  home  ") || l.contains("  clinic  ")).count();
        assert!(signs > 0 && signs <= sessions, "{signs} signs for {sessions} sessions: {marks}");
    }
}

#[test]
fn a_visit_on_the_day_of_a_home_session_keeps_its_own_mark() {
    let folder = folder();
    let visit = "visits:\n  - { week: 1, day: mon, techniques: [explaining-pain] }\n";
    fs::write(folder.path().join("both.yaml"), support::SHORT.to_owned() + visit).unwrap();
    let told = run(folder.path(), &["forecast", "both.yaml", START[0], START[1]]);
    assert_eq!(told.code, 0, "{}", told.err);
    let text = told.text();
    let marks: Vec<&str> = text.lines().skip_while(|l| !l.contains('└')).skip(1).take(2).collect();
    let first = |line: &str| line.chars().position(|c| "●◐○■◧□".contains(c));
    assert_eq!(first(marks[0]), first(marks[1]), "{text}");
    assert!(marks[1].contains('□') || marks[1].contains('◧') || marks[1].contains('■'), "{text}");
}

#[test]
fn what_explain_cannot_multiply_it_says_is_cut() {
    let folder = folder();
    let library = folder.path().join("library/exercises");
    fs::create_dir_all(&library).unwrap();
    fs::write(folder.path().join("library/library.yaml"), "id: clinic\nversion: 1.0.0\nname: Long\nextends: core ^1\n")
        .unwrap();
    let walk = fs::read_to_string(project().join("exercises/aerobic/walking.yaml")).unwrap();
    let (head, _) = walk.split_once("soreness:").unwrap();
    let (_, tail) = walk.split_once("avoid-if:").unwrap();
    let effects = "soreness:\n  - { mechanism: doms, where: calves }\n";
    let head: String = head.lines().filter(|l| !l.starts_with("ladder:")).map(|l| format!("{l}\n")).collect();
    let head = head
        .replacen("name: ", "name: Long downhill ", 1)
        .replace("action: mixed", "action: eccentric")
        .replace("time: 30 min", "time: 60 min");
    fs::write(library.join("downhill.yaml"), format!("{head}{effects}avoid-if:{tail}")).unwrap();
    let programme = support::SHORT
        .replace("core ^1", "clinic ^1")
        .replace("use: bridge", "use: downhill\n        start: { sets: 1, time: 60 min, effort: 10 }");
    fs::write(folder.path().join("downhill.yaml"), programme).unwrap();
    let args = ["explain", "downhill.yaml", "--library", "library", "--session", "1", START[0], START[1]];
    let told = run(folder.path(), &args);
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.text().contains("cut to make 10"), "{}", told.text());
}

#[test]
fn every_reason_has_its_curve_in_the_json() {
    let folder = folder();
    let json = run(folder.path(), &["forecast", "short.yaml", START[0], START[1], "--format", "json"]).json();
    for session in json["sessions"].as_array().unwrap() {
        for reason in session["reasons"].as_array().unwrap() {
            let points: Vec<[f64; 2]> = serde_json::from_value(reason["curve"].clone()).unwrap();
            let highest = points.iter().map(|p| p[1]).fold(0.0, f64::max);
            assert!((highest - reason["peak"].as_f64().unwrap()).abs() <= 0.051, "{reason}");
            assert!(points.is_sorted_by(|a, b| a[0] <= b[0]) && points[0][1] == 0.0, "{reason}");
        }
    }
}

#[test]
fn all_studies_are_inside() {
    let folder = folder();
    let told = run(folder.path(), &["calibrate"]);
    assert_eq!((told.code, told.err.as_str()), (0, ""), "{}", told.text());
    assert!(told.text().lines().all(|l| l.chars().count() <= 80), "{}", told.text());
    let json = run(folder.path(), &["calibrate", "--format", "json"]).json();
    let studies = json["studies"].as_array().unwrap();
    assert_eq!(studies.len(), 10);
    for study in studies {
        assert!(!study["results"].as_array().unwrap().is_empty(), "{study}");
    }
    let from_folder = run(folder.path(), &["calibrate", project().join("tests/evidence").to_str().unwrap()]);
    assert_eq!(from_folder.text(), told.text(), "the studies in a folder are read like the built-in ones");
}

#[test]
fn the_page_on_the_forecast_shows_the_table_as_it_is() {
    let folder = folder();
    let page = fs::read_to_string(project().join("docs/forecast.md")).unwrap();
    let told = run(folder.path(), &["calibrate"]).text();
    assert!(page.contains(&told), "put the output of `backplan calibrate` into docs/forecast.md:\n{told}");
}

#[test]
fn numbers_of_a_library_that_do_not_fit_are_outside() {
    let folder = folder();
    let library = folder.path().join("library");
    fs::create_dir_all(library.join("mechanisms")).unwrap();
    let head = "id: clinic\nversion: 1.0.0\nname: Other numbers\nextends: core ^1\n";
    fs::write(library.join("library.yaml"), head).unwrap();
    let doms = fs::read_to_string(project().join("exercises/mechanisms/doms.yaml")).unwrap();
    let changed = doms.replace("usual: 4, least: 2, most: 7", "usual: 1, least: 0.5, most: 2");
    assert_ne!(doms, changed);
    fs::write(library.join("mechanisms/doms.yaml"), changed).unwrap();
    let told = run(folder.path(), &["calibrate", "--library", "library"]);
    assert_eq!(told.code, 1, "{}", told.text());
    assert!(told.text().contains("OUTSIDE") && told.text().contains("Abboud 2019"), "{}", told.text());
}

#[test]
fn a_folder_without_studies_is_refused_and_a_broken_study_is_told_of() {
    let folder = folder();
    let told = run(folder.path(), &["calibrate", "."]);
    assert_eq!(told.code, 2);
    assert!(told.err.contains("no study in `.`") && told.err.contains("hint:"), "{}", told.err);
    let study = folder.path().join("studies/one");
    fs::create_dir_all(&study).unwrap();
    fs::write(study.join("study.yaml"), "title: x\nresult: []\n").unwrap();
    let told = run(folder.path(), &["calibrate", "studies"]);
    assert_eq!(told.code, 1);
    assert!(told.err.contains("error[unknown-key]") && told.err.contains("did you mean `results`?"), "{}", told.err);
}

#[test]
fn the_clinicians_sheet_is_proofed_and_says_what_was_found() {
    let folder = folder();
    let crowded = support::SHORT
        .replace("days: [mon, thu]", "days: [mon, tue]")
        .replace("use: bridge", "use: deadlift\n        start: { sets: 3, reps: 8 }");
    let crowded = crowded + "overrules:\n  - { rule: heavy-rest, because: a test }\n";
    fs::write(folder.path().join("crowded.yaml"), crowded).unwrap();
    for programme in ["short.yaml", "crowded.yaml", "persistent-low-back-graded"] {
        let args = ["handout", programme, START[0], START[1], "--for", "clinician", "-o", "sheet.pdf"];
        let told = run(folder.path(), &args);
        assert_eq!(told.code, 0, "{programme}: {}", told.err);
        let first = fs::read(folder.path().join("sheet.pdf")).unwrap();
        assert_eq!(run(folder.path(), &args).code, 0);
        assert_eq!(first, fs::read(folder.path().join("sheet.pdf")).unwrap(), "the same input gives the same bytes");
        assert_eq!(told.err.contains("on-the-peak"), programme == "crowded.yaml", "{}", told.err);
    }
}

//! Many handouts at once: lists, results, resuming, parts of a list, failures.

mod support;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::time::SystemTime;

use serde_json::Value;
use support::{Run, folder, names, run, run_with_input};

fn batch(folder: &Path, more: &[&str]) -> Run {
    run(folder, &[&["batch"], more].concat())
}

/// The lines of the result by row.
fn lines(run: &Run) -> BTreeMap<u64, Value> {
    let lines = run.text();
    let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.map(|line| (line["row"].as_u64().unwrap(), line)).collect()
}

fn statuses(run: &Run) -> Vec<String> {
    lines(run).values().map(|line| line["status"].as_str().unwrap().to_owned()).collect()
}

fn write(folder: &Path, path: &str, text: &str) {
    fs::write(folder.join(path), text).unwrap();
}

#[test]
fn one_bad_row_spoils_no_other_and_no_line_has_a_name() {
    let folder = folder();
    write(
        folder.path(),
        "list.csv",
        "programme,start,output,patient,grey\n\
         short.yaml,2026-11-30,a.pdf,Zebedee Quill,yes\n\
         short.yaml,2026-11-31,b.pdf,Zebedee Quill,\n\
         missing,2026-11-30,c.pdf,Zebedee Quill,\n\
         walking-start,2026-11-30,sub/d.pdf,,no\n\
         short.yaml,2026-11-30,A.pdf,,\n\
         short.yaml,2026-11-30,../f.pdf,,\n\
         short.yaml,2026-11-30,g.pdf,Zebedee 漢,\n",
    );
    let stopped = batch(folder.path(), &["list.csv", "-o", "out", "--jobs", "1"]);
    assert_eq!(stopped.code, 1, "{}", stopped.err);
    // Row 7 is of the programme and day of row 1, so it comes next.
    let not_tried = ["not-tried"; 5];
    assert_eq!(statuses(&stopped), [&["written"][..], &not_tried, &["failed"]].concat());
    assert!(stopped.err.ends_with("1 written, 1 failed, 5 not tried\n"), "{}", stopped.err);

    let all = batch(folder.path(), &["list.csv", "-o", "out", "--keep-going"]);
    assert_eq!(all.code, 1, "{}", all.err);
    assert_eq!(statuses(&all), ["up-to-date", "failed", "failed", "written", "failed", "failed", "failed"]);
    let lines = lines(&all);
    let error = |row: u64| lines[&row]["error"].as_str().unwrap().to_owned();
    assert!(error(2).contains("--start") && error(3).contains("missing") && error(5).contains("row 1"), "{lines:?}");
    assert!(error(6).contains("not below the folder") && error(7).contains("letters of the name"), "{lines:?}");
    assert_eq!((lines[&4]["line"].as_u64(), lines[&4]["pages"].as_u64() > Some(3)), (Some(5), true));
    for said in [stopped.text(), all.text(), stopped.err, all.err] {
        assert!(!said.contains("Zebedee") && !said.contains('漢'), "{said}");
    }
    let there = names(&folder.path().join("out"));
    assert_eq!(there, [".backplan-batch.jsonl", "a.pdf", "sub"], "whole files only");
    let journal = fs::read_to_string(folder.path().join("out/.backplan-batch.jsonl")).unwrap();
    assert!(!journal.contains("Zebedee"));
}

#[test]
fn what_is_up_to_date_is_not_made_again_and_what_is_not_is() {
    let folder = folder();
    fs::create_dir(folder.path().join("programmes")).unwrap();
    fs::rename(folder.path().join("short.yaml"), folder.path().join("programmes/short.yaml")).unwrap();
    let text = fs::read_to_string(folder.path().join("programmes/short.yaml")).unwrap();
    write(folder.path(), "programmes/other.yaml", &text);
    let again = |more: &[&str]| {
        statuses(&batch(folder.path(), &[&["programmes", "-o", "out", "--start", "2026-11-30"], more].concat()))
    };
    assert_eq!(again(&[]), ["written", "written"]);
    // What a killed run left is cleared away though nothing is written.
    let left = folder.path().join("out/.backplan-AbC123.tmp");
    fs::write(&left, "half a PDF").unwrap();
    File::options().write(true).open(&left).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
    assert_eq!(again(&[]), ["up-to-date", "up-to-date"]);
    assert!(!left.exists());
    // Half a file, a file that is gone, another option, another programme, the clinic's own file.
    write(folder.path(), "out/short.pdf", "%PDF-1.7");
    assert_eq!(again(&[]), ["up-to-date", "written"]);
    fs::remove_file(folder.path().join("out/other.pdf")).unwrap();
    assert_eq!(again(&[]), ["written", "up-to-date"]);
    assert_eq!(again(&["--", "--grey"]), ["written", "written"]);
    write(folder.path(), "programmes/other.yaml", &text.replace("purpose: ", "purpose: Now. "));
    assert_eq!(again(&["--", "--grey"]), ["written", "up-to-date"]);
    write(folder.path(), "programmes/clinic.yaml", "name: Riverside\n");
    assert_eq!(again(&["--", "--grey"]), ["written", "written"]);
    // As a single handout would be.
    let single = ["handout", "programmes/short.yaml", "--start", "2026-11-30", "--grey", "-o", "single.pdf"];
    assert_eq!(run(folder.path(), &single).code, 0);
    let bytes = |path: &str| fs::read(folder.path().join(path)).unwrap();
    assert_eq!(bytes("single.pdf"), bytes("out/short.pdf"));
}

#[test]
fn a_row_is_the_handout_that_it_would_be_alone_whatever_its_first_day() {
    let folder = folder();
    let short = fs::read_to_string(folder.path().join("short.yaml")).unwrap();
    // A day that is left out lies elsewhere in a programme that begins on another Monday.
    write(folder.path(), "dated.yaml", &format!("{short}skip: [2026-12-07]\n"));
    let starts = ["2026-11-30", "2026-12-07", "2026-12-08", "2027-01-04"];
    let rows = ["short", "dated"].into_iter().flat_map(|name| starts.map(|start| format!("{name}.yaml,{start}\n")));
    write(folder.path(), "list.csv", &format!("programme,start\n{}", rows.collect::<String>()));
    let run_of_all = batch(folder.path(), &["list.csv", "-o", "out"]);
    assert_eq!(run_of_all.code, 0, "{}", run_of_all.err);
    for name in ["short", "dated"] {
        for start in starts {
            let alone = run(folder.path(), &["handout", &format!("{name}.yaml"), "--start", start, "-o", "-"]);
            let row = fs::read(folder.path().join(format!("out/{name}-{start}.pdf"))).unwrap();
            assert_eq!(alone.code, 0, "{}", alone.err);
            assert!(alone.out == row, "{name} {start}");
        }
    }
}

#[test]
fn the_parts_of_a_list_make_all_of_it_once() {
    let folder = folder();
    let rows: String = (1..=5)
        .map(|day| {
            format!("{{\"programme\": \"short.yaml\", \"start\": \"2026-12-0{day}\", \"parts\": \"summary\"}}\n")
        })
        .collect();
    write(folder.path(), "list.jsonl", &rows);
    let mut made = Vec::new();
    for part in ["1/3", "2/3", "3/3"] {
        let run = batch(folder.path(), &["list.jsonl", "-o", "out", "--shard", part]);
        assert_eq!(run.code, 0, "{}", run.err);
        made.extend(lines(&run).into_keys());
    }
    made.sort_unstable();
    assert_eq!(made, [1, 2, 3, 4, 5]);
    let pdfs = names(&folder.path().join("out")).into_iter().filter(|name| name.ends_with(".pdf")).count();
    assert_eq!(pdfs, 5);
    // Whoever does all of it later does nothing again.
    let all = run_with_input(folder.path(), &["batch", "-", "-o", "out"], rows.as_bytes());
    assert_eq!(statuses(&all), ["up-to-date"; 5]);
    assert_eq!(all.err, "5 up to date\n");
}

#[test]
fn a_list_that_cannot_be_read_is_refused_before_anything_is_made() {
    let folder = folder();
    write(folder.path(), "typo.csv", "programme,strat\nshort.yaml,2026-11-30\n");
    write(folder.path(), "empty.csv", "programme\n");
    for (source, said) in [
        ("typo.csv", "did you mean `start`"),
        ("short.yaml", "no list"),
        ("nowhere", "does not exist"),
        ("nowhere.csv", "does not exist"),
    ] {
        let run = batch(folder.path(), &[source, "-o", "out"]);
        assert_eq!(run.code, 2, "{source}: {}", run.err);
        assert!(run.err.contains(said), "{source}: {}", run.err);
        assert!(!folder.path().join("out").exists(), "{source}");
    }
    for (option, said) in
        [("--gray", "did you mean `--grey`?"), ("--paper=a5", "--paper"), ("more.yaml", "a word too many")]
    {
        let run = batch(folder.path(), &["empty.csv", "-o", "out", "--", option]);
        assert_eq!(run.code, 2, "{option}: {}", run.err);
        assert!(run.err.contains(said) && run.err.contains("after `--`"), "{option}: {}", run.err);
    }
    let run = batch(folder.path(), &["empty.csv", "-o", "out", "--jobs", "0"]);
    assert!(run.code == 2 && run.err.contains("1 or more"), "{}", run.err);
    let run = batch(folder.path(), &["empty.csv", "-o", "out"]);
    assert_eq!((run.code, run.err.as_str()), (0, "nothing to do\n"));
}

#[test]
fn a_row_that_cannot_be_read_still_names_its_programme() {
    let folder = folder();
    write(folder.path(), "list.csv", "programme,grey\nshort.yaml,perhaps\n");
    write(folder.path(), "list.jsonl", "{\"programme\": \"short.yaml\", \"grey\": \"perhaps\"}\n");
    for list in ["list.csv", "list.jsonl"] {
        let run = batch(folder.path(), &[list, "-o", "out", "--start", "2026-11-30"]);
        let lines = lines(&run);
        assert_eq!((run.code, lines[&1]["programme"].as_str()), (1, Some("short.yaml")), "{list}: {lines:?}");
        assert!(lines[&1]["error"].as_str().unwrap().contains("`grey`"), "{list}: {lines:?}");
    }
}

#[test]
fn a_list_that_is_too_large_is_refused_and_not_cut_off() {
    let folder = folder();
    let row = "short.yaml,2026-11-30,Bob Longname\n";
    for (name, head, row) in [
        ("list.csv", "programme,start,patient\n", row.to_owned()),
        ("list.jsonl", "", "{\"programme\": \"short.yaml\", \"start\": \"2026-11-30\"}\n".to_owned()),
    ] {
        let empty = "\n".repeat((64 << 20) - head.len() - row.len() / 2);
        write(folder.path(), name, &[head, &empty, &row].concat());
        let run = batch(folder.path(), &[name, "-o", "out"]);
        assert_eq!((run.code, run.text().as_str()), (2, ""), "{name}: {}", run.err);
        assert!(run.err.contains("larger than 64 MB") && run.err.contains("hint: "), "{name}: {}", run.err);
        fs::remove_file(folder.path().join(name)).unwrap();
    }
}

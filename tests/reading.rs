//! The reading grades agree with a public implementation: PyPI's `textstat`.
//!
//! `tests/fixtures/reading/regenerate.py` makes `textstat.json` and says with which version.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use backplan::reading::{Counts, by_spelling, syllables};
use serde::Deserialize;
use support::project;

/// How far the two may be apart, in grades.
const TOLERANCE: f64 = 0.5;

/// The fewest words of a text whose grade means anything: in a shorter one a single word moves it by half a grade.
const FEWEST_WORDS: usize = 100;

#[derive(Deserialize)]
struct Measured {
    textstat: String,
    texts: BTreeMap<String, Grades>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Grades {
    flesch_kincaid: f64,
    smog: f64,
}

fn measured() -> Measured {
    let json = fs::read(project().join("tests/fixtures/reading/textstat.json")).unwrap();
    serde_json::from_slice(&json).unwrap()
}

fn text(name: &str) -> String {
    fs::read_to_string(project().join(format!("tests/fixtures/reading/texts/{name}.txt"))).unwrap()
}

#[test]
fn both_grades_agree_with_textstat_within_half_a_grade() {
    let measured = measured();
    let mut apart = String::new();
    for (name, theirs) in &measured.texts {
        let ours = Counts::of(&text(name));
        let (flesch_kincaid, smog) = (ours.flesch_kincaid().unwrap(), ours.smog().unwrap());
        let far = |ours: f64, theirs: f64| (ours - theirs).abs() > TOLERANCE;
        if far(flesch_kincaid, theirs.flesch_kincaid) || far(smog, theirs.smog) {
            let (fk, s) = (theirs.flesch_kincaid, theirs.smog);
            writeln!(apart, "{name}: {flesch_kincaid:.2} for {fk:.2}, SMOG {smog:.2} for {s:.2}, {ours:?}").unwrap();
        }
    }
    assert!(apart.is_empty(), "textstat {}\n{apart}", measured.textstat);
}

#[test]
fn the_corpus_is_large_varied_and_measured_as_a_whole() {
    let measured = measured();
    let folder = fs::read_dir(project().join("tests/fixtures/reading/texts")).unwrap();
    assert_eq!(folder.count(), measured.texts.len());
    assert!(measured.texts.len() >= 20);
    for name in measured.texts.keys() {
        assert!(Counts::of(&text(name)).words >= FEWEST_WORDS, "{name}");
    }
    let grades: Vec<f64> = measured.texts.values().map(|t| t.flesch_kincaid).collect();
    assert!(grades.iter().any(|g| *g < 2.0) && grades.iter().any(|g| *g > 14.0), "{grades:?}");
}

#[test]
fn the_list_of_irregular_words_holds_only_what_the_spelling_gets_wrong() {
    let list = fs::read_to_string(project().join("src/reading/irregular.txt")).unwrap();
    let words: Vec<_> = list.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(words.is_sorted());
    for line in words {
        let (word, n) = line.split_once(' ').unwrap();
        let n: usize = n.parse().unwrap();
        assert_eq!(syllables(word), n, "{word}");
        assert_ne!(by_spelling(word), n, "{word}: the spelling tells");
    }
}

/// Makes the list of irregular words anew: `BACKPLAN_WORDS=words.txt cargo test --test reading -- --ignored`, with the
/// file that `regenerate.py words.txt` writes.
#[test]
#[ignore = "makes src/reading/irregular.txt anew"]
fn make_the_list_of_irregular_words() {
    let words = fs::read_to_string(std::env::var("BACKPLAN_WORDS").unwrap()).unwrap();
    let pairs = words.lines().filter_map(|line| line.split_once(' ')).map(|(w, n)| (w, n.parse::<usize>().unwrap()));
    let wrong = |(word, n): &(&str, usize)| *n > 0 && by_spelling(word) != *n;
    let mut lines: Vec<String> = pairs.filter(wrong).map(|(word, n)| format!("{word} {n}")).collect();
    lines.sort();
    let path = project().join("src/reading/irregular.txt");
    let before = fs::read_to_string(&path).unwrap();
    let head: String = before.lines().filter(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    fs::write(path, format!("{head}{}\n", lines.join("\n"))).unwrap();
}

//! The README's examples do what it says.

#![cfg(unix)]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use support::{names, project, run};

/// The blocks of a language, in order.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<String> = None;
    for line in text.lines() {
        let line = line.trim();
        open = match open {
            None if line == format!("```{language}") => Some(String::new()),
            None => None,
            Some(block) if line == "```" => {
                blocks.push(block);
                None
            }
            Some(block) => Some(block + line + "\n"),
        };
    }
    blocks
}

fn readme() -> String {
    fs::read_to_string(project().join("README.md")).unwrap()
}

/// The one whole programme in the README, indentation and all.
fn programme() -> String {
    let readme = readme();
    let (_, rest) = readme.split_once("```yaml\n").unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_programme_in_the_readme_has_no_findings() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mrs-b.yaml"), programme()).unwrap();
    let check = run(folder.path(), &["check", "mrs-b.yaml"]);
    assert_eq!((check.code, check.err.as_str()), (0, ""));
}

#[test]
fn every_command_in_the_readme_works() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mrs-b.yaml"), programme()).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_backplan"));
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let mut ran = 0;
    for line in blocks(&readme(), "sh").iter().flat_map(|b| b.lines()) {
        let line = line.replace("cargo run --release -- ", "backplan ");
        if line == "cargo test" {
            continue;
        }
        assert!(line.starts_with("backplan "), "{line}");
        let output =
            Command::new("sh").args(["-c", &line]).current_dir(folder.path()).env("PATH", &path).output().unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        ran += 1;
    }
    assert!(ran >= 5, "{ran} commands");
    assert_eq!(names(folder.path()), ["handout.pdf", "mr-d.yaml", "mrs-b.pdf", "mrs-b.yaml", "mrs-c.yaml"]);
}

#[test]
fn what_the_readme_points_at_is_there() {
    let readme = readme();
    for (at, _) in readme.match_indices("](") {
        let target = readme[at + 2..].split(')').next().unwrap();
        if !target.starts_with("http") {
            assert!(project().join(target).exists(), "{target}");
        }
    }
}

#[test]
fn the_part_of_a_programme_in_the_page_on_the_planner_can_be_used() {
    let page = fs::read_to_string(project().join("docs/planner.md")).unwrap();
    let (_, rest) = page.split_once("```yaml\n").unwrap();
    let part = rest.split_once("```").unwrap().0;
    let head = "name: A try\npurpose: A try.\nlibrary: core ^1\nweeks: 4\ndays: [mon, thu]\nmode: pain-contingent\n\
                person: { usual-pain: 2, sensitivity: usual, last-active: 8 weeks, worried: false, conditions: [recent-leg-fracture] }\n";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("try.yaml"), format!("{head}{part}")).unwrap();
    let check = run(folder.path(), &["check", "try.yaml"]);
    assert_eq!(check.code, 0, "{}", check.err);
    assert!(!check.err.contains("error["), "{}", check.err);
}

#[test]
fn every_direct_dependency_has_its_reason() {
    let readme = readme();
    let table = readme.split_once("## What it is built from").unwrap().1;
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split('|').map(str::trim).collect()).collect();
    let manifest = fs::read_to_string(project().join("Cargo.toml")).unwrap();
    let mut is_dependency = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_dependency = line.ends_with("dependencies]");
        } else if let Some((name, _)) = line.split_once(" = ")
            && is_dependency
        {
            names.push(name);
        }
    }
    assert!(names.len() > 30 && names.contains(&"clap") && names.contains(&"nix"), "{names:?}");
    for name in names {
        let is_named =
            |cell: &str| cell.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).any(|word| word == name);
        let is_justified = |row: &Vec<&str>| row.len() == 5 && is_named(row[2]) && !row[3].is_empty();
        assert!(rows.iter().any(is_justified), "`{name}` is used, and the README does not say why");
    }
}

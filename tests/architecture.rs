//! Modules import only from the stages before them, and each big dependency has one importer.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The stages in order, as `src/lib.rs` tells them. A stage may use the ones before it, and itself.
const STAGES: &[&str] = &[
    "cores",
    "source",
    "diagnostic",
    "units",
    "line",
    "yaml",
    "reading",
    "gap",
    "figure",
    "library",
    "embedded",
    "country",
    "lint",
    "schema",
    "programme",
    "schedule",
    "forecast",
    "changes",
    "planner",
    "review",
    "draft",
    "import",
    "completeness",
    "calibration",
    "wording",
    "clinic",
    "handout",
    "impact",
    "typeset",
    "proof",
];

/// Which stage alone may name a crate.
const ONLY: &[(&str, &[&str])] = &[
    ("typst", &["typeset"]),
    ("typst_layout", &["typeset"]),
    ("typst_pdf", &["typeset"]),
    ("typst_render", &["typeset"]),
    ("resvg", &["figure"]),
    ("image", &["figure"]),
    ("qrcode", &["handout"]),
    ("notosans", &["typeset"]),
    ("printpdf", &["proof"]),
    ("lopdf", &["proof"]),
    ("hayro_syntax", &["proof"]),
    ("serde_saphyr", &["yaml"]),
    ("granit_parser", &["yaml"]),
    ("csv", &["import"]),
    ("anyhow", &["cli"]),
    ("clap", &["cli"]),
    ("inquire", &["cli"]),
    ("anstream", &["cli"]),
    ("annotate_snippets", &["cli"]),
    ("tempfile", &["cli"]),
    ("textwrap", &["cli"]),
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Every source file with the stage it belongs to.
fn sources() -> BTreeMap<PathBuf, (String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    let stage = |path: &Path| {
        let first = path.strip_prefix(&root).unwrap().components().next().unwrap();
        first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
    };
    files.into_iter().map(|f| (f.clone(), (stage(&f), fs::read_to_string(&f).unwrap()))).collect()
}

/// The code without comments, so that prose may name anything.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// What follows each `crate::` in a line.
fn named_stages(line: &str) -> Vec<String> {
    let name = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    line.match_indices("crate::").map(|(at, found)| name(&line[at + found.len()..])).collect()
}

#[test]
fn a_stage_imports_only_from_the_stages_before_it() {
    let mut seen = 0;
    for (path, (stage, text)) in sources() {
        let Some(own) = STAGES.iter().position(|s| *s == stage) else { continue };
        for line in code(&text) {
            for name in named_stages(line) {
                let Some(other) = STAGES.iter().position(|s| *s == name) else { continue };
                assert!(other <= own, "{}: `{stage}` imports from the later stage `{name}`: {line}", path.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "the test read the sources: {seen} imports");
}

#[test]
fn every_module_is_a_stage_or_the_command_line() {
    for (path, (stage, _)) in sources() {
        let known = STAGES.contains(&stage.as_str()) || ["lib", "main", "cli"].contains(&stage.as_str());
        assert!(known, "{}: add `{stage}` to the list of stages", path.display());
    }
}

#[test]
fn each_big_dependency_has_one_importer() {
    for (path, (stage, text)) in sources() {
        for (name, allowed) in ONLY {
            let uses = code(&text).any(|line| {
                line.contains(&format!("{name}::")) || line.trim_start().starts_with(&format!("use {name};"))
            });
            // A module of this crate may share its first letters with a crate, as in `crate::typeset::`.
            let imports = uses && code(&text).any(|line| names_crate(line, name));
            assert!(!imports || allowed.contains(&stage.as_str()), "{}: `{stage}` imports `{name}`", path.display());
        }
    }
}

/// Whether a line names a crate, and not a path that merely ends in the same letters.
fn names_crate(line: &str, name: &str) -> bool {
    line.match_indices(&format!("{name}::")).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
    })
}

#[test]
fn no_file_grows_past_five_hundred_lines() {
    for (path, (_, text)) in sources() {
        assert!(text.lines().count() <= 500, "{}: {} lines", path.display(), text.lines().count());
    }
}

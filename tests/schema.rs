//! The JSON Schemas, held against the core library and every bad file by a validator that others wrote.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use backplan::diagnostic::{Code, Findings};
use backplan::embedded;
use backplan::schema::schemas;
use backplan::yaml::{self, Node, Value};
use jsonschema::Validator;
use serde_json::json;

/// What a schema can see: the shape of a file and the bounds of single values. The rest is between values or files.
const SEEN: &[Code] = &[
    Code::UnknownKey,
    Code::MissingKey,
    Code::WrongType,
    Code::UnknownWord,
    Code::WrongUnit,
    Code::OutOfRange,
    Code::SorenessRange,
    Code::ChanceRange,
    Code::BadVersion,
    Code::ImpossibleDate,
    Code::BadAddress,
    Code::BadId,
];

/// Bad files that a schema lets pass, each with the reason.
const BLIND: &[(&str, &str)] = &[
    ("missing-key-dose", "which keys a dose needs depends on its measure"),
    ("out-of-range-mechanism", "the order of three numbers"),
    ("missing-key-pose", "what stands in the first frame of a figure"),
    ("wrong-type-figure", "what stands in the frames of a figure"),
    ("out-of-range-drive", "the order of five numbers"),
    ("unknown-word-hands", "where hands go in a figure"),
    ("wrong-type-in-style", "a word to look for has to have letters"),
    ("bad-id", "the name of a file"),
    ("bad-id-mechanism", "the name of a file"),
];

fn validators() -> BTreeMap<&'static str, Validator> {
    schemas().into_iter().map(|(name, schema)| (name, jsonschema::validator_for(&schema).unwrap())).collect()
}

/// The schema of a file, by its path below the library; none for what figures are drawn from, which clinics do not write.
fn schema_of(path: &str) -> Option<&'static str> {
    Some(match path.split_once('/') {
        None => match path {
            "library.yaml" => "library.json",
            "rules.yaml" => "rules.json",
            "style.yaml" => "style.json",
            "conditions.yaml" => "conditions.json",
            "body.yaml" | "poses.yaml" => return None,
            _ => "exercise.json",
        },
        Some(("mechanisms", _)) => "mechanism.json",
        Some(("techniques", _)) => "technique.json",
        Some(_) => "exercise.json",
    })
}

/// The file as JSON, as an editor takes it; nothing if it is not YAML.
fn as_json(bytes: &[u8]) -> Option<serde_json::Value> {
    let mut findings = Findings::new();
    let node = yaml::read("x.yaml", bytes, &mut findings)?;
    (!findings.any_error()).then(|| value(&node))
}

fn value(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => json!(null),
        Value::Bool(b) => json!(b),
        // YAML has whole numbers and others, as JSON has.
        Value::Number(n) if n.fract() == 0.0 && n.abs() < 1e15 => json!(*n as i64),
        Value::Number(n) => json!(n),
        Value::Text(text) => json!(text),
        Value::List(items) => items.iter().map(value).collect(),
        Value::Map(entries) => entries.iter().map(|(key, node)| (key.value.clone(), value(node))).collect(),
    }
}

#[test]
fn the_core_library_fits_its_schemas() {
    let validators = validators();
    let mut used = BTreeMap::new();
    for file in embedded::core_library() {
        let Some(schema) = schema_of(file.path()) else { continue };
        let json = as_json(file.bytes()).unwrap();
        let faults: Vec<String> =
            validators[schema].iter_errors(&json).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", file.path());
        *used.entry(schema).or_insert(0) += 1;
    }
    assert_eq!(used.len(), validators.len(), "every schema was used: {used:?}");
}

/// Every bad or accepted file of a library under `tests/cases/`: the case, the path below the library, the bytes.
fn case_files() -> Vec<(String, String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files = Vec::new();
    for case in fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()) {
        for folder in ["library", "lint"] {
            let library = case.join(folder);
            let mut found = Vec::new();
            below(&library, &mut found);
            for path in found.into_iter().filter(|path| path.extension().is_some_and(|e| e == "yaml")) {
                let name = case.file_name().unwrap().to_string_lossy().into_owned();
                let shown = path.strip_prefix(&library).unwrap().to_string_lossy().replace('\\', "/");
                files.push((name, shown, fs::read(path).unwrap()));
            }
        }
    }
    files
}

fn below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { below(&path, found) } else { found.push(path) }
    }
}

#[test]
fn every_bad_case_is_refused_if_a_schema_can_see_why_and_taken_if_not() {
    let validators = validators();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let (mut refused, mut taken) = (0, 0);
    let mut wrong = Vec::new();
    for (case, path, bytes) in case_files() {
        let (Some(json), Some(schema)) = (as_json(&bytes), schema_of(&path)) else { continue };
        let expected = fs::read_to_string(root.join(&case).join("expected.txt")).unwrap();
        let codes: Vec<Code> = expected
            .lines()
            .filter(|line| line.split(' ').nth(1).is_some_and(|at| at.contains(&format!("/{path}:"))))
            .map(|line| Code::from_name(line.split(' ').next().unwrap()).unwrap())
            .collect();
        let visible = codes.iter().any(|code| SEEN.contains(code)) && !BLIND.iter().any(|(name, _)| *name == case);
        let is_valid = validators[schema].is_valid(&json);
        if is_valid == visible {
            let faults = validators[schema].iter_errors(&json).map(|e| format!("{}: {e}", e.instance_path()));
            wrong.push(format!("{case}: {path}: {codes:?}: {:#?}", faults.collect::<Vec<_>>()));
        }
        if visible { refused += 1 } else { taken += 1 }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(refused >= 10 && taken >= 20, "{refused} refused, {taken} taken");
}

#[test]
fn exceptions_are_cases() {
    let names: Vec<String> = case_files().into_iter().map(|(name, ..)| name).collect();
    for (case, reason) in BLIND {
        assert!(names.contains(&(*case).to_owned()) && !reason.is_empty(), "{case}");
    }
}

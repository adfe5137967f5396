//! `backplan library figure` and `figures`, end to end.

mod support;

use std::fs;

use support::{folder, names, run};

#[test]
fn one_exercise_is_drawn_as_svg_or_png() {
    let folder = folder();
    for (name, begins) in [("a.svg", &b"<svg "[..]), ("a.png", b"\x89PNG")] {
        let run = run(folder.path(), &["library", "figure", "bird-dog", "-o", name]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        assert!(fs::read(folder.path().join(name)).unwrap().starts_with(begins), "{name}");
    }
}

#[test]
fn a_technique_is_drawn_with_the_hands_that_treat() {
    let folder = folder();
    let run = run(folder.path(), &["library", "figure", "lumbar-mobilisation-firm", "-o", "a.svg"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(fs::read_to_string(folder.path().join("a.svg")).unwrap().contains("#ffffff"));
}

#[test]
fn all_exercises_are_drawn_as_pdf_or_png() {
    let folder = folder();
    for (name, begins) in [("all.pdf", &b"%PDF"[..]), ("all.png", b"\x89PNG")] {
        let run = run(folder.path(), &["library", "figures", "-o", name]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.err.contains("drawings"), "{}", run.err);
        assert!(fs::read(folder.path().join(name)).unwrap().starts_with(begins), "{name}");
    }
}

#[test]
fn what_cannot_be_drawn_leaves_no_file() {
    let folder = folder();
    for (args, hint) in [
        (["figure", "birddog", "-o", "x.svg"], "did you mean `bird-dog`?"),
        (["figure", "bird-dog", "-o", "x.gif"], "`.svg` or `.png`"),
        (["figure", "explaining-pain", "-o", "x.svg"], "add `figure:`"),
        (["figure", "bird-dog", "-o", "nowhere/x.svg"], "cannot write"),
    ] {
        let args: Vec<&str> = ["library"].into_iter().chain(args).collect();
        let run = run(folder.path(), &args);
        assert_eq!(run.code, 2);
        assert!(run.err.contains(hint), "{}", run.err);
        assert_eq!(names(folder.path()), ["short.yaml"]);
    }
}

//! `backplan library figure` and `figures`, end to end.

mod support;

use std::fs;
use std::path::Path;

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
        assert!(run.err.contains(" drawings; without one: 0 exercises, 4 techniques"), "{}", run.err);
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
        (
            ["figure", "bird-dog", "-o", "nowhere/x.svg"],
            "cannot write `nowhere/x.svg`: the folder `nowhere` does not exist",
        ),
    ] {
        let args: Vec<&str> = ["library"].into_iter().chain(args).collect();
        let run = run(folder.path(), &args);
        assert_eq!(run.code, 2);
        assert!(run.err.contains(hint) && !run.err.contains(".tmp"), "{}", run.err);
        assert_eq!(names(folder.path()), ["short.yaml"]);
    }
}

/// A library with one exercise that has a picture of its own.
fn with_picture(folder: &Path, picture: &[u8]) {
    let clinic = folder.join("clinic");
    fs::create_dir_all(clinic.join("legs")).unwrap();
    fs::write(clinic.join("library.yaml"), "id: hill-street\nname: Hill\nversion: 1.0.0\nextends: core ^1\n").unwrap();
    fs::write(clinic.join("heels.svg"), picture).unwrap();
    let exercise = "name: Heel lift\npurpose: Works your calves.\nposition: sitting\nequipment: []\n\
        steps: [Lift both heels.]\nfeel: You should feel your calves.\nmistakes: []\n\
        dose:\n  measure: reps\n  start: { sets: 1, reps: 8 }\n  most: { sets: 3, reps: 15 }\n  grow: [reps]\n\
        work: []\nsoreness: []\n\
        picture: { file: heels.svg, licence: CC BY 4.0, credit: A. Shah, source: own }\n\
        avoid-if: []\nevidence: { certainty: expert-opinion, source: expert-opinion }\n\
        reviewed: { by: A. Shah, on: 2026-11-24, until: 2028-11-24 }\n";
    fs::write(clinic.join("legs/heel-lift.yaml"), exercise).unwrap();
}

const DISC: &[u8] =
    b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 20 10\"><circle cx=\"9\" cy=\"5\" r=\"4\"/></svg>";
const BLANK: &[u8] =
    b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 20 10\"><circle cx=\"90\" cy=\"5\" r=\"4\"/></svg>";

#[test]
fn a_picture_of_the_clinics_own_is_written_out_as_it_is() {
    let folder = folder();
    with_picture(folder.path(), DISC);
    let figure = |name| run(folder.path(), &["library", "figure", "heel-lift", "--library", "clinic", "-o", name]);
    let written = figure("a.svg");
    assert!(written.code == 0 && written.err.contains("`heels.svg`, by A. Shah, CC BY 4.0"), "{}", written.err);
    assert_eq!(fs::read(folder.path().join("a.svg")).unwrap(), DISC);
    let other = figure("a.png");
    assert!(other.code == 2 && other.err.contains("name a file that ends in `.svg`"), "{}", other.err);
}

#[test]
fn a_picture_that_shows_nothing_is_found_where_it_is_looked_at() {
    let folder = folder();
    with_picture(folder.path(), BLANK);
    let calls: [&[&str]; 3] = [
        &["library", "figure", "heel-lift", "--library", "clinic", "-o", "a.svg"],
        &["library", "figures", "--library", "clinic", "-o", "a.pdf"],
        &["library", "check", "clinic"],
    ];
    for args in calls {
        let run = run(folder.path(), args);
        assert!(run.code == 1 && run.err.contains("nothing is seen in it: it is of one colour"), "{}", run.err);
    }
    // Whoever only looks for an exercise does not wait for pictures to be painted.
    assert_eq!(run(folder.path(), &["library", "show", "heel-lift", "--library", "clinic"]).code, 0);
}

#[test]
fn a_drawing_has_a_title() {
    let folder = folder();
    let run = run(folder.path(), &["library", "figure", "bird-dog", "-o", "a.svg"]);
    assert_eq!(run.code, 0);
    let svg = fs::read_to_string(folder.path().join("a.svg")).unwrap();
    assert!(svg.contains(">\n<title>Bird dog</title>\n<path"), "{}", svg.get(..200).unwrap());
}

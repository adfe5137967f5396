//! The drawings of the core library: true to the body, on the floor, inside the page, and none like another.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::LazyLock;

use backplan::embedded;
use backplan::figure::{Figure, png};
use backplan::library::{Exercise, Library};
use image::{GrayImage, ImageFormat};

/// A millimetre of a body of full height, in metres.
const MILLIMETRE: f64 = 0.001;

static LIBRARY: LazyLock<Library> =
    LazyLock::new(|| Library::read("core", &embedded::core_library()).into_parts().0.unwrap());

fn drawn() -> Vec<(&'static Exercise, &'static Figure)> {
    LIBRARY.exercises().filter_map(|e| Some((e, e.figure()?))).collect()
}

fn painted(figure: &Figure, width: u32) -> GrayImage {
    let bytes = png(&figure.svg(), width).unwrap();
    image::load_from_memory_with_format(&bytes, ImageFormat::Png).unwrap().to_luma8()
}

#[test]
fn every_exercise_of_the_built_in_programmes_that_is_drawn_has_sound_frames() {
    assert!(drawn().len() >= 40, "{} are drawn", drawn().len());
    for (exercise, figure) in drawn() {
        assert!((1..=4).contains(&figure.measures().len()), "{}", exercise.id());
    }
}

#[test]
fn what_should_touch_is_within_a_millimetre() {
    for (exercise, figure) in drawn() {
        for (i, frame) in figure.measures().iter().enumerate() {
            for gap in &frame.gaps {
                assert!(gap.abs() <= MILLIMETRE, "{} frame {}: {:.1} mm", exercise.id(), i + 1, gap * 1000.0);
            }
        }
    }
}

#[test]
fn nothing_lies_below_the_floor() {
    for (exercise, figure) in drawn() {
        for frame in figure.measures() {
            assert!(frame.lowest > -0.03, "{}: {:.0} mm", exercise.id(), frame.lowest * 1000.0);
        }
    }
}

#[test]
fn no_limb_is_longer_or_shorter_than_the_bodys_own() {
    let own = drawn().first().unwrap().1.measures().first().unwrap().lengths.clone();
    assert!((own[0] - 0.186 * 1.75).abs() < 1e-9, "an upper arm as Winter gives it");
    for (exercise, figure) in drawn() {
        for frame in figure.measures() {
            let same = frame.lengths.iter().zip(&own).all(|(a, b)| (a - b).abs() < 1e-6);
            assert!(same, "{}: {:?}", exercise.id(), frame.lengths);
        }
    }
}

#[test]
fn frames_of_one_figure_differ() {
    for (exercise, figure) in drawn() {
        for frame in figure.measures().iter().skip(1) {
            assert!(frame.moved > 0.02, "{}: {:.0} mm", exercise.id(), frame.moved * 1000.0);
        }
    }
}

#[test]
fn no_two_exercises_have_the_same_drawing() {
    let mut seen = BTreeMap::new();
    for (exercise, figure) in drawn() {
        if let Some(other) = seen.insert(figure.svg(), exercise.id()) {
            panic!("{other} and {} are drawn alike", exercise.id());
        }
    }
}

#[test]
fn every_drawing_has_white_all_round_and_no_text() {
    for (exercise, figure) in drawn() {
        let svg = figure.svg();
        assert!(!svg.contains("<text") && !svg.contains("NaN") && !svg.contains("inf"), "{}", exercise.id());
        let picture = painted(figure, 400);
        let (right, bottom) = (picture.width() - 1, picture.height() - 1);
        let on_edge = |x: u32, y: u32| x == 0 || y == 0 || x == right || y >= bottom - 1;
        let dark = picture.enumerate_pixels().find(|(x, y, p)| on_edge(*x, *y) && p.0[0] < 250);
        assert!(dark.is_none(), "{}: ink at the edge {dark:?}", exercise.id());
    }
}

#[test]
fn the_same_pose_gives_the_same_bytes() {
    let again = Library::read("core", &embedded::core_library()).into_parts().0.unwrap();
    for ((_, a), b) in drawn().into_iter().zip(again.exercises().filter_map(|e| e.figure())) {
        assert_eq!(a.svg(), b.svg());
    }
}

/// To take a change on purpose: run with `BACKPLAN_BLESS=1`, and look at the pictures before they are committed.
#[test]
fn a_few_drawings_look_as_they_did_when_they_were_last_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/figures");
    let bless = std::env::var_os("BACKPLAN_BLESS").is_some();
    for id in ["bird-dog", "bridge", "sit-to-stand", "clam", "tandem-stand"] {
        let (_, figure) = drawn().into_iter().find(|(e, _)| e.id().to_string() == id).unwrap();
        let path = folder.join(format!("{id}.png"));
        let now = painted(figure, 240);
        if bless {
            let mut bytes = Cursor::new(Vec::new());
            now.write_to(&mut bytes, ImageFormat::Png).unwrap();
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, bytes.into_inner()).unwrap();
        }
        let kept = image::open(&path).unwrap().to_luma8();
        assert_eq!(now.dimensions(), kept.dimensions(), "{id}");
        let off = now.pixels().zip(kept.pixels()).filter(|(a, b)| a.0[0].abs_diff(b.0[0]) > 64).count();
        // Edges may fall a shade differently on another machine; a limb elsewhere is thousands of pixels.
        assert!(off * 200 < now.pixels().len(), "{id}: {off} of {} pixels differ", now.pixels().len());
    }
}

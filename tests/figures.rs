//! The drawings of the core library: true to the body, on the floor, inside the page, and none like another.

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::LazyLock;

use backplan::embedded;
use backplan::figure::{Figure, png};
use backplan::forecast::forecast;
use backplan::handout::{Details, Input, Layout, compose, figure_sheet};
use backplan::library::{Library, LibraryFile};
use backplan::planner::plan;
use backplan::programme::Programme;
use backplan::typeset::{Template, typeset};
use backplan::wording::Wording;
use chrono::NaiveDate;
use image::{GrayImage, ImageFormat};

/// A millimetre of a body of full height, in metres.
const MILLIMETRE: f64 = 0.001;

static LIBRARY: LazyLock<Library> =
    LazyLock::new(|| Library::read("core", &embedded::core_library()).into_parts().0.unwrap());

/// Every drawing, of exercises and of techniques, with its id.
fn drawn() -> Vec<(String, &'static Figure)> {
    let exercises = LIBRARY.exercises().filter_map(|e| Some((e.id().to_string(), e.figure()?)));
    exercises.chain(LIBRARY.techniques().filter_map(|t| Some((t.id().to_string(), t.figure()?)))).collect()
}

fn painted(figure: &Figure, width: u32) -> GrayImage {
    let bytes = png(&figure.svg(), width).unwrap();
    image::load_from_memory_with_format(&bytes, ImageFormat::Png).unwrap().to_luma8()
}

#[test]
fn every_exercise_and_every_technique_by_hand_is_drawn() {
    let without: Vec<_> = LIBRARY.exercises().filter(|e| e.figure().is_none()).map(|e| e.id().as_str()).collect();
    assert!(without.is_empty(), "{without:?}");
    // A talk has nothing to draw, and a drawing of needles frightens some.
    let without: Vec<_> = LIBRARY.techniques().filter(|t| t.figure().is_none()).map(|t| t.id().as_str()).collect();
    assert_eq!(without, ["dry-needling", "explaining-pain", "flare-up-plan", "graded-exposure"]);
}

#[test]
fn a_figure_has_one_to_four_frames() {
    for (id, figure) in drawn() {
        assert!((1..=4).contains(&figure.measures().len()), "{id}");
    }
}

#[test]
fn what_should_touch_is_within_a_millimetre() {
    for (id, figure) in drawn() {
        for (i, frame) in figure.measures().iter().enumerate() {
            for gap in &frame.gaps {
                assert!(gap.abs() <= MILLIMETRE, "{id} frame {}: {:.1} mm", i + 1, gap * 1000.0);
            }
        }
    }
}

#[test]
fn nothing_lies_below_the_floor() {
    for (id, figure) in drawn() {
        for frame in figure.measures() {
            assert!(frame.lowest > -0.03, "{id}: {:.0} mm", frame.lowest * 1000.0);
        }
    }
}

#[test]
fn no_limb_is_longer_or_shorter_than_the_bodys_own() {
    let own = drawn().first().unwrap().1.measures().first().unwrap().lengths.clone();
    assert!((own[0] - 0.186 * 1.75).abs() < 1e-9, "an upper arm as Winter gives it");
    for (id, figure) in drawn() {
        for frame in figure.measures() {
            let same = frame.lengths.iter().zip(&own).all(|(a, b)| (a - b).abs() < 1e-6);
            assert!(same, "{id}: {:?}", frame.lengths);
        }
    }
}

#[test]
fn frames_of_one_figure_differ() {
    for (id, figure) in drawn() {
        for frame in figure.measures().iter().skip(1) {
            assert!(frame.moved > 0.02, "{id}: {:.0} mm", frame.moved * 1000.0);
        }
    }
}

/// How many pixels of a hundred differ clearly between two pictures of one size; all of them if the sizes differ.
fn difference(a: &GrayImage, b: &GrayImage) -> f64 {
    // A row more or less comes from rounding.
    if a.width() != b.width() || a.height().abs_diff(b.height()) > 1 {
        return 100.0;
    }
    let rows = (a.height().min(b.height()) * a.width()) as usize;
    let off = a.pixels().zip(b.pixels()).take(rows).filter(|(a, b)| a.0[0].abs_diff(b.0[0]) > 64).count();
    100.0 * off as f64 / rows as f64
}

#[test]
fn no_two_have_pictures_that_an_eye_takes_for_the_same() {
    let pictures: Vec<_> = drawn().into_iter().map(|(id, figure)| (id, painted(figure, 200))).collect();
    for (i, (id, picture)) in pictures.iter().enumerate() {
        for (other, earlier) in pictures.iter().take(i) {
            let differ = difference(picture, earlier);
            assert!(differ > ALIKE, "{id} and {other} are drawn alike: {differ:.2} % differ");
        }
    }
}

/// Pixels of a hundred: a hand more or less in a drawing of somebody who lies.
const ALIKE: f64 = 0.5;

#[test]
fn every_drawing_has_white_all_round_and_no_text() {
    for (id, figure) in drawn() {
        let svg = figure.svg();
        assert!(!svg.contains("<text") && !svg.contains("NaN") && !svg.contains("inf"), "{id}");
        let picture = painted(figure, 400);
        let (right, bottom) = (picture.width() - 1, picture.height() - 1);
        let on_edge = |x: u32, y: u32| x == 0 || y == 0 || x == right || y >= bottom - 1;
        let dark = picture.enumerate_pixels().find(|(x, y, p)| on_edge(*x, *y) && p.0[0] < 250);
        assert!(dark.is_none(), "{id}: ink at the edge {dark:?}");
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
    for id in [
        "bird-dog",
        "bridge",
        "sit-to-stand",
        "clam",
        "tandem-stand",
        "stair-climb",
        "static-cycling",
        "lumbar-mobilisation-firm",
    ] {
        let (_, figure) = drawn().into_iter().find(|(drawn, _)| drawn == id).unwrap();
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

/// The files of a small library with an exercise that has a picture of the clinic's own.
fn with_picture(bytes: &[u8]) -> Vec<LibraryFile<'static>> {
    let exercise = "name: Heel lift\npurpose: Works your calves while you sit.\nposition: sitting\nequipment: []\n\
        steps: [Lift both heels off the floor.]\nfeel: You should feel your calves working lightly.\nmistakes: []\n\
        dose:\n  measure: reps\n  start: { sets: 1, reps: 8, rest: 30 s }\n  most: { sets: 3, reps: 15 }\n  grow: [reps]\n\
        work: []\nsoreness: []\n\
        picture: { file: heels.png, licence: CC BY 4.0, credit: A. Shah, source: own photograph }\n\
        avoid-if: []\nevidence: { certainty: expert-opinion, source: expert-opinion }\n\
        reviewed: { by: A. Shah, on: 2026-11-24, until: 2028-11-24 }\n";
    let file = |path: &str, bytes: &[u8]| LibraryFile::new(path, path, bytes.to_vec());
    let head = "id: hill-street\nname: Hill Street\nversion: 1.0.0\nextends: core ^1\n";
    vec![
        file("library.yaml", head.as_bytes()),
        file("legs/heel-lift.yaml", exercise.as_bytes()),
        file("heels.png", bytes),
    ]
}

#[test]
fn a_clinics_own_picture_is_printed_with_its_credit() {
    let picture = png(&drawn().first().unwrap().1.svg(), 300).unwrap();
    let library = Library::read_over("clinic", &with_picture(&picture), &embedded::core_library());
    assert_eq!(library.findings().len(), 0, "{:?}", library.findings());
    let library = library.into_parts().0.unwrap();
    let text = "name: Heels\npurpose: Trains your calves.\nlibrary: hill-street ^1\nweeks: 1\ndays: [mon]\nceiling: 4\n\
        mode: pain-contingent\nperson: { usual-pain: 2, sensitivity: usual, last-active: 8 weeks, worried: false }\n\
        phases:\n  - { name: Begin, weeks: 1, exercises: [{ use: heel-lift }] }\n";
    let programme = Programme::read("heels.yaml", text.as_bytes(), &library).into_parts();
    let programme = programme.0.unwrap_or_else(|| panic!("{:?}", programme.1));
    let start = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    let schedule = plan(&programme, &library, start).into_parts().0.unwrap();
    let forecasts = forecast(&schedule, &programme, &library);
    let file = embedded::wording("en-GB").unwrap();
    let wording = Wording::read(file.path, file.bytes).into_parts().0.unwrap();
    let handout = compose(&Input {
        programme: &programme,
        library: &library,
        schedule: &schedule,
        forecasts: &forecasts,
        wording: &wording,
        details: &Details::default(),
        layout: &Layout::default(),
    });
    let drawing = handout.exercises.items.first().unwrap().figure.clone().unwrap();
    assert_eq!(drawing.credit.as_deref(), Some("Picture: A. Shah, CC BY 4.0"));
    for word in ["Picture of “Heel lift”", "Sitting", "Lift both heels off the floor."] {
        assert!(drawing.alt.contains(word), "{}", drawing.alt);
    }
    assert!(!typeset(&handout, &Template::embedded(), start).unwrap().is_empty());
}

#[test]
fn a_picture_that_is_too_large_is_refused() {
    let library = Library::read_over("clinic", &with_picture(&vec![0; 1024 * 1024 + 1]), &embedded::core_library());
    let messages: Vec<&str> = library.findings().iter().map(|f| f.message()).collect();
    assert_eq!(messages, ["`heels.png` cannot be printed: it is larger than 1 MB"]);
}

#[test]
fn the_sheet_shows_every_exercise_and_is_the_same_twice() {
    let file = embedded::wording("en-GB").unwrap();
    let wording = Wording::read(file.path, file.bytes).into_parts().0.unwrap();
    let sheet = figure_sheet(&LIBRARY, &wording);
    let items: usize = sheet.families.iter().map(|f| f.items.len()).sum();
    let techniques = LIBRARY.techniques().filter(|t| t.figure().is_some()).count();
    assert_eq!(items, LIBRARY.exercises().count() + techniques);
    assert_eq!(sheet.files.len(), drawn().len());
    let print = || typeset(&sheet, &Template::embedded(), sheet.reviewed.unwrap()).unwrap();
    assert!(print() == print());
}

#[test]
fn a_clinics_own_poses_are_laid_over_the_cores() {
    let head = "id: hill-street\nname: Hill Street\nversion: 1.0.0\nextends: core ^1\n";
    let file = |path: &str, text: &str| LibraryFile::new(path, path, text.as_bytes().to_vec());
    let with = |poses: &str| {
        let files = [file("library.yaml", head), file("poses.yaml", poses)];
        let read = Library::read_over("clinic", &files, &embedded::core_library());
        assert_eq!(read.findings().len(), 0, "{:?}", read.findings());
        read.into_parts().0.unwrap()
    };
    let svg = |library: &Library, id: &str| {
        library.exercises().find(|e| e.id().as_str() == id).and_then(|e| e.figure()).unwrap().svg()
    };
    let added = with("my-lean: { pose: standing, body: { lean: 10 } }\n");
    let changed = with("standing:\n  both: { shoulder: { abduction: 14 }, elbow: 20 }\n  contacts: [feet]\n");
    let is_same = |library: &Library, id: &str| svg(library, id) == svg(&LIBRARY, id);
    assert!(is_same(&added, "step-tap"));
    assert!(!is_same(&changed, "step-tap") && is_same(&changed, "bird-dog"));
    // A diff and a digest see the core's poses as well as its own.
    assert_eq!((LIBRARY.posing().len(), added.posing().len()), (2, 3));
    assert_ne!(added.digest(), changed.digest());
}

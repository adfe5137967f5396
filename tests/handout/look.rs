//! What the pages look like: colours, and pictures of pages.
//!
//! `BACKPLAN_PICTURES=1 cargo test --test handout look` makes the pictures anew.

use std::path::PathBuf;

use backplan::clinic::Colour;
use backplan::typeset::paint;
use image::{GrayImage, ImageFormat};

use super::*;

/// Pixels a point of the pictures: enough to tell lines and boxes apart, in a few kilobytes.
const SCALE: f64 = 0.5;

/// The heights of pages, in points.
const A4: f64 = 841.89;
const LETTER: f64 = 792.0;

/// How far the shades of a whole page may be apart on average, 0-255.
const TOLERANCE: f64 = 2.0;

/// The same of one part of it of 16 by 16 pixels. Text that moved by a line is further apart.
const TOLERANCE_OF_PART: f64 = 40.0;

/// The template's file.
fn source(file: &str) -> String {
    let template = Template::embedded();
    let (_, bytes) = template.files().find(|(path, _)| *path == file).unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The colour that follows a text in a file.
fn colour(file: &str, before: &str) -> Colour {
    let text = source(file);
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("`{before}` in {file}"));
    let at = rest.find("\"#").unwrap();
    Colour::parse(&rest[at + 1..at + 8]).unwrap()
}

#[test]
fn all_text_has_a_contrast_of_seven_to_one_with_what_is_behind_it() {
    let look = |name: &str| colour("look.typ", &format!("#let {name} = "));
    let (ink, quiet, accent, tint, alarm) = (look("ink"), look("quiet"), look("accent"), look("tint"), look("alarm"));
    let some = colour("look.typ", "#let shade-some = ");
    let most = colour("look.typ", "#let shade-most = ");
    let urgent = colour("advice.typ", "urgent: (band: paint(");
    let white = Colour::WHITE;
    let on_paper = [ink, quiet, accent].map(|text| (text, white));
    let on_days = [some, most].into_iter().flat_map(|day| [(ink, day), (quiet, day), (accent, day)]);
    let in_boxes = [(ink, tint), (accent, tint), (white, accent), (white, alarm), (ink, urgent)];
    for (text, behind) in on_paper.into_iter().chain(on_days).chain(in_boxes) {
        let contrast = text.contrast(behind);
        assert!(contrast >= 7.0, "{text} on {behind}: {contrast:.2}");
    }
    // A clinic's colours are held against these.
    assert_eq!((ink, accent, tint, most), (Colour::INK, Colour::ACCENT, Colour::TINT, Colour::SHADE));
    // No colour is written anywhere else, so none is left out above.
    let in_order = [
        "advice.typ",
        "calendar.typ",
        "cards.typ",
        "diary.typ",
        "exercises.typ",
        "handout.typ",
        "look.typ",
        "theme.typ",
    ];
    let count = |file: &str| source(file).matches("\"#").count();
    assert_eq!(in_order.map(count), [1, 0, 0, 0, 0, 0, 13, 0], "a new colour needs a line above");
}

#[test]
fn levels_are_told_apart_by_word_shape_and_border_not_by_colour() {
    let handout = handout(built_in("gym-return"), &Details::default());
    let sessions = handout.calendar.rows.iter().flat_map(|r| r.days.iter().flat_map(|d| &d.sessions));
    for session in sessions {
        assert!(!session.word.is_empty());
    }
    // Thickness of the border and filling differ between any two levels.
    let look = source("look.typ");
    for level in [
        "likely: (stroke: 3pt * scale + accent, fill: accent, ink: white)",
        "possible: (stroke: 3pt * scale + accent, fill: white, ink: accent)",
        "unlikely: (stroke: 0.9pt + quiet, fill: white, ink: quiet)",
    ] {
        assert!(look.contains(level), "{level}");
    }
}

/// A handout's pages as pictures in grey.
pub(super) fn pages(handout: &Handout, template: &Template) -> Vec<GrayImage> {
    let png = paint(handout, template, SCALE).unwrap();
    let merged = image::load_from_memory(&png).unwrap().to_luma8();
    let paper = if handout.layout.paper == Paper::Letter { LETTER } else { A4 };
    let count = (f64::from(merged.height()) / (paper * SCALE)).round();
    let height = f64::from(merged.height()) / count;
    let page = |n: u32| {
        let top = (f64::from(n) * height).round() as u32;
        let height = (height as u32).min(merged.height() - top);
        image::imageops::crop_imm(&merged, 0, top, merged.width(), height).to_image()
    };
    (0..count as u32).map(page).collect()
}

/// How far two pictures are apart: on average, and at the part that differs most.
fn apart(a: &GrayImage, b: &GrayImage) -> (f64, f64) {
    assert_eq!(a.dimensions(), b.dimensions());
    let mean = |image: &GrayImage, x: u32, y: u32| {
        let (right, bottom) = ((x + 16).min(image.width()), (y + 16).min(image.height()));
        let shades = (y..bottom).flat_map(|y| (x..right).map(move |x| (x, y)));
        let shades: Vec<f64> = shades.map(|(x, y)| f64::from(image.get_pixel(x, y).0[0])).collect();
        shades.iter().sum::<f64>() / shades.len() as f64
    };
    let parts = (0..a.height()).step_by(16).flat_map(|y| (0..a.width()).step_by(16).map(move |x| (x, y)));
    let differences: Vec<f64> = parts.map(|(x, y)| (mean(a, x, y) - mean(b, x, y)).abs()).collect();
    (differences.iter().sum::<f64>() / differences.len() as f64, differences.iter().copied().fold(0.0, f64::max))
}

fn picture(name: &str) -> PathBuf {
    support::project().join("tests/fixtures/pages").join(name)
}

/// Holds a page against its picture.
fn looks_like(page: &GrayImage, name: &str) {
    let path = picture(name);
    if std::env::var_os("BACKPLAN_PICTURES").is_some() {
        page.save_with_format(&path, ImageFormat::Png).unwrap();
    }
    let known = image::open(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display())).to_luma8();
    let (average, most) = apart(page, &known);
    assert!(average <= TOLERANCE && most <= TOLERANCE_OF_PART, "{name}: {average:.2} on average, {most:.1} at most");
}

#[test]
fn pages_look_as_they_did() {
    let planned = built_in("persistent-low-back");
    let pages = pages(&handout(planned, &Details::default()), &Template::embedded());
    assert_eq!(pages.len(), 11);
    looks_like(&pages[0], "first.png");
    looks_like(&pages[3], "traffic-light.png");
    looks_like(&pages[6], "exercises.png");
    looks_like(&pages[9], "diary.png");
    looks_like(&pages[10], "help.png");
    let (average, most) = apart(&pages[0], &pages[9]);
    assert!(average > TOLERANCE && most > TOLERANCE_OF_PART, "other pages are told apart: {average:.2}, {most:.1}");
}

/// How far down a page something is printed, as a share of its height; the foot does not count.
fn filled(page: &GrayImage) -> f64 {
    let foot = (f64::from(page.height()) * 0.93) as u32;
    let last = (0..foot).rev().find(|y| (0..page.width()).any(|x| page.get_pixel(x, *y).0[0] < 200));
    f64::from(last.unwrap_or(0)) / f64::from(page.height())
}

/// A programme of so many weeks and sessions a week with these exercises.
pub(super) fn made_up(weeks: u32, days: &str, exercises: &[&str]) -> Planned {
    let list: String = exercises.iter().map(|id| format!("      - use: {id}\n")).collect();
    let text = format!(
        "name: A try\npurpose: A try.\nlibrary: core ^1\nweeks: {weeks}\ndays: [{days}]\nmode: pain-contingent\n\
         person: {{ usual-pain: 2, sensitivity: usual, last-active: 8 weeks, worried: false }}\n\
         phases:\n  - name: All\n    weeks: {weeks}\n    exercises:\n{list}"
    );
    planned("try.yaml", text.as_bytes())
}

#[test]
fn numbers_of_three_digits_keep_clear_of_the_first_day_of_a_month() {
    // Session 153 of a programme for every day is on 1 May.
    let daily = made_up(23, "mon, tue, wed, thu, fri, sat, sun", &["bridge"]);
    let layout = Layout { parts: vec![Part::Calendar], ..Layout::default() };
    assert_eq!(faults(&laid_out(&daily, &Details::default(), &layout), &Template::embedded()), []);
}

#[test]
fn no_page_is_nearly_empty() {
    let all: Vec<&str> = LIBRARY.exercises().map(|e| e.id().as_str()).collect();
    let thirty: Vec<&str> = all.iter().step_by(4).take(30).copied().collect();
    assert_eq!(thirty.len(), 30);
    // Numbers of sessions just above what one page of the diary holds, too.
    let just_above =
        [(22, "mon"), (23, "mon"), (12, "mon, thu")].map(|(weeks, days)| made_up(weeks, days, &["bridge"]));
    let large = [made_up(4, "mon, wed, fri", &thirty), made_up(26, "mon, tue, thu, fri", &["bridge", "walking"])];
    let usual = ["persistent-low-back", "gym-return", "acute-low-back", "older-adult-strength"].map(built_in);
    let a4 = Layout::default();
    let a4 = just_above.iter().chain(&large).chain(usual).map(|planned| (planned, &a4));
    // The fewest sessions and exercises that there can be, and what was once parted from the rest by a turned calendar.
    let one = made_up(1, "mon", &["bridge"]);
    let letter = Layout { paper: Paper::Letter, ..Layout::default() };
    let large_print = Layout { large_print: true, ..Layout::default() };
    let large_letter = Layout { large_print: true, ..letter.clone() };
    let [fear, walking, pregnancy, sciatica] =
        ["fear-of-movement", "walking-start", "pregnancy", "sciatica-recovering"].map(built_in);
    let others = [
        (&one, &Layout::default()),
        (&one, &letter),
        (&one, &large_print),
        (fear, &large_print),
        (walking, &large_print),
        (walking, &large_letter),
        (pregnancy, &large_letter),
        // Its help page is one of two pages on the shorter paper.
        (sciatica, &letter),
    ];
    for (planned, layout) in a4.chain(others) {
        let pages = pages(&laid_out(planned, &Details::default(), layout), &Template::embedded());
        for (number, page) in (1..).zip(&pages) {
            let (filled, name) = (filled(page), planned.programme.name());
            assert!(filled > 0.25, "{name}, {layout:?}, page {number} of {}: {filled:.2}", pages.len());
        }
    }
}

//! What stands together on one page, and what is always printed.

use super::look::pages;
use super::*;

/// The papers and sizes of print.
fn layouts() -> [Layout; 4] {
    let of = |paper, large_print| Layout { paper, large_print, ..Layout::default() };
    [of(Paper::A4, false), of(Paper::Letter, false), of(Paper::A4, true), of(Paper::Letter, true)]
}

/// Each claim of a handout with the first and the last page on which it stands.
fn places(handout: &Handout) -> Vec<(String, (usize, usize))> {
    let pdf = typeset(handout, &Template::embedded(), start()).unwrap();
    let claims = handout.claims();
    let proof = proof::check(&pdf, &claims, &SHEET).unwrap_or_else(|error| panic!("{error}"));
    let pages = proof.places().iter().map(|pages| (*pages.start(), *pages.end()));
    claims.iter().map(|claim| claim.text().to_owned()).zip(pages).collect()
}

/// The first and the last page of some claims.
fn span(places: &[(String, (usize, usize))]) -> (usize, usize) {
    let first = places.iter().map(|(_, (first, _))| *first).min().unwrap();
    (first, places.iter().map(|(_, (_, last))| *last).max().unwrap())
}

/// Where a text stands among claims, from a place on.
fn at(places: &[(String, (usize, usize))], text: &str, from: usize) -> usize {
    let found = places.iter().skip(from).position(|(claim, _)| claim == text);
    from + found.unwrap_or_else(|| panic!("`{text}` is claimed"))
}

#[test]
fn no_exercise_is_parted_and_neither_is_the_traffic_light() {
    for name in ["persistent-low-back", "pregnancy", "runner-return", "gym-return", "fear-of-movement"] {
        for layout in layouts() {
            let handout = laid_out(built_in(name), &Details::default(), &layout);
            let places = places(&handout);
            let light = at(&places, &handout.light.usual.heading, 0);
            let after = at(&places, &handout.light.after.last().unwrap().plain(), light);
            let (first, last) = span(&places[light..=after]);
            assert_eq!(first, last, "{name}, {layout:?}: both questions of the light");
            let mut from = after;
            for item in &handout.exercises.items {
                let start = at(&places, &item.name, from);
                let end = at(&places, &item.easier.as_ref().unwrap().text, start);
                // This one, with long doses in seven rows, is longer than a page of Letter in large print.
                let is_longer = (name, layout.paper, layout.large_print, &*item.name)
                    == ("pregnancy", Paper::Letter, true, "Pelvic floor squeeze");
                let (first, last) = span(&places[start..=end]);
                assert_eq!(first < last, is_longer, "{name}, {layout:?}: {}", item.name);
                from = end;
            }
        }
    }
}

#[test]
fn page_one_works_alone() {
    // A line that is the calendar's: the number and the date are in the week at a glance, too.
    let last_of = |handout: &Handout, row: usize| handout.calendar.rows[row].days[6].date.clone();
    for (name, planned) in BUILT_IN.iter() {
        let letter = Layout { paper: Paper::Letter, ..Layout::default() };
        for layout in [Layout::default(), letter, Layout { large_print: true, ..Layout::default() }] {
            let handout = laid_out(planned, &Details::default(), &layout);
            let rows = handout.calendar.rows.len();
            let row = if layout.large_print { rows.min(2) } else { rows } - 1;
            let places = places(&handout);
            let label = at(&places, &handout.calendar.rows[row].label, 0);
            let last = at(&places, &last_of(&handout, row), label);
            assert_eq!(span(&places[..=last]), (1, 1), "{name}, {layout:?}: {}", handout.calendar.rows[row].label);
        }
    }
}

#[test]
fn a_long_name_does_not_push_the_calendar_off_page_one() {
    let name = "Wolfeschlegelsteinhausen ".repeat(8);
    let details = Details { patient: Some(name.trim().to_owned()), ..Details::default() };
    let handout = handout(built_in("persistent-low-back"), &details);
    let places = places(&handout);
    let last = at(&places, "Week 6", 0);
    assert_eq!(span(&places[..=last]), (1, 1));
}

#[test]
fn the_week_at_a_glance_says_level_day_and_until_when() {
    let planned = built_in("persistent-low-back");
    let lines = |handout: &Handout| -> Vec<String> {
        let text = |line: &backplan::handout::WeekLine| {
            format!("{} {} {} {}", line.number, line.day, line.word, line.felt.clone().unwrap_or_default())
        };
        handout.week.lines.iter().map(|line| text(line).trim().to_owned()).collect()
    };
    let whole = handout(planned, &Details::default());
    assert_eq!(whole.week.heading, "Week 1 at a glance");
    assert_eq!(
        lines(&whole),
        [
            "1 Mon 30 Nov ache possible until Thu",
            "2 Wed 2 Dec ache unlikely",
            "3 Thu 3 Dec ache unlikely",
            "4 Fri 4 Dec ache unlikely"
        ]
    );
    let part = Layout { weeks: backplan::handout::WeekSpan::new(3, 4), ..Layout::default() };
    let part = laid_out(planned, &Details::default(), &part);
    assert_eq!(part.week.heading, "Week 3 at a glance");
    assert_eq!(lines(&part)[0], "9 Mon 14 Dec ache possible until Thu");
}

#[test]
fn an_exercise_longer_than_a_page_says_its_name_again() {
    let pins: String = (2..=26)
        .map(|week| {
            format!("          - {{ week: {week}, dose: {{ sets: 1, reps: {} }}, because: try }}\n", 8 + week % 2)
        })
        .collect();
    let text = format!(
        "name: A try\npurpose: A try.\nlibrary: core ^1\nweeks: 26\ndays: [mon]\nmode: pain-contingent\n\
         person: {{ usual-pain: 2, sensitivity: usual, last-active: 8 weeks, worried: false }}\n\
         phases:\n  - name: All\n    weeks: 26\n    exercises:\n      - use: bridge\n        pins:\n{pins}"
    );
    let layout = Layout { large_print: true, parts: vec![Part::Exercises], ..Layout::default() };
    let handout = laid_out(&planned("try.yaml", text.as_bytes()), &Details::default(), &layout);
    assert_eq!(handout.exercises.items[0].continued, "Bridge, continued");
    let (first, last) = span(&places(&handout));
    assert_eq!((first, last), (1, 2), "it is longer than a page");
    // A repeated heading is no text for those who listen, so it is looked for as a picture.
    let name = "text(size: heading-sizes.at(2), weight: \"bold\", plain(item.continued))";
    let marked = changed("exercises.typ", name, "rect(width: 100%, height: 60pt, fill: black)");
    let is_marked = |page: &image::GrayImage| {
        let middle = page.width() / 2;
        (0..page.height()).filter(|y| page.get_pixel(middle, *y).0[0] < 20).count() > 25
    };
    let found: Vec<bool> = pages(&handout, &marked).iter().map(is_marked).collect();
    assert_eq!(found, [false, true]);
}

#[test]
fn when_to_get_help_is_always_printed_and_the_light_with_what_refers_to_it() {
    use Part::{Calendar, Diary, Exercises, Help, Light, Soreness, Summary};
    assert_eq!(Part::printed(&[]), Part::ALL);
    assert_eq!(Part::printed(&[Diary]), [Diary, Help]);
    assert_eq!(Part::printed(&[Exercises, Summary]), [Summary, Light, Exercises, Help]);
    assert_eq!(Part::printed(&[Soreness]), [Soreness, Light, Help]);
    assert_eq!(Part::printed(&[Light, Calendar]), [Calendar, Light, Help]);
}

#[test]
fn each_reason_says_when_and_they_stand_in_the_order_in_which_they_begin() {
    let handout = handout(built_in("persistent-low-back"), &Details::default());
    let items = &handout.why.items;
    let heading = |at: usize| items[at].heading.as_str();
    assert_eq!(heading(0), "Worry, stress or a bad night");
    assert_eq!(
        items[0].when.plain(),
        "All sessions that you may feel. It may start at once. It may last about 2 days."
    );
    let alarm = items.iter().position(|item| item.heading.contains("alarm")).unwrap();
    let work = items.iter().position(|item| item.heading.contains("back to work")).unwrap();
    assert!(alarm < work, "what may start within 6 hours comes before what may take 12");
    assert_eq!(
        items[alarm].when.plain(),
        "Session 1: Mon 30 Nov to Wed 2 Dec. Session 9: Mon 14 Dec to Wed 16 Dec. It may start within 6 hours. It may \
         last about 3 days."
    );
    for (name, planned) in BUILT_IN.iter() {
        for item in laid_out(planned, &Details::default(), &Layout::default()).why.items {
            let when = item.when.plain();
            assert!(when.contains("ession") && when.contains("It may start") && when.contains("day"), "{name}: {when}");
        }
    }
}

#[test]
fn the_graded_light_has_one_rule_for_red() {
    for (name, planned) in BUILT_IN.iter() {
        let handout = handout(planned, &Details::default());
        let red = handout.light.usual.rows[2].text.plain();
        assert!(!red.contains("physio"), "{name}: when to ring is said once, below: {red}");
        let after: Vec<String> = handout.light.after.iter().map(|line| line.plain()).collect();
        assert_eq!(after.iter().filter(|line| line.contains("two red sessions in a row")).count(), 1, "{name}");
    }
}

#[test]
fn what_to_do_where_it_is_too_hard_fits_the_mode_and_the_sheet() {
    let too_hard = |name: &str, exercise: &str| {
        let handout = handout(built_in(name), &Details::default());
        let item = handout.exercises.items.iter().find(|item| item.name == exercise).unwrap().clone();
        item.easier.unwrap().text
    };
    assert_eq!(
        too_hard("persistent-low-back", "Bird dog"),
        "Do half as much today, or do “Kneeling arm reach” instead."
    );
    for item in handout(built_in("persistent-low-back-graded"), &Details::default()).exercises.items {
        let text = item.easier.unwrap().text;
        assert!(text.starts_with("Do it slowly, with rests."), "{}: a quota does not bend: {text}", item.name);
    }
}

#[test]
fn a_long_calendar_has_words_only_in_weeks_that_may_be_felt() {
    for (name, planned) in BUILT_IN.iter() {
        let handout = handout(planned, &Details::default());
        let rows = &handout.calendar.rows;
        for row in rows {
            let levels = row.days.iter().flat_map(|day| &day.sessions).map(|session| session.level);
            let is_calm = levels.max().is_none_or(|level| level == Level::Unlikely);
            assert_eq!(row.quiet, rows.len() > 5 && is_calm, "{name}: {}", row.label);
        }
    }
}

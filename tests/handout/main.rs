//! The handout as a document and as a page: what it says, that it is proofed, and that a bad template is found out.

#[path = "../support/mod.rs"]
mod support;

mod look;
mod pages;
mod variants;

use std::sync::LazyLock;

use backplan::embedded;
use backplan::forecast::{Level, SessionForecast, forecast};
use backplan::handout::{ClaimKind, Details, Handout, Input, Layout, Paper, Part, compose};
use backplan::library::{Library, LibraryFile};
use backplan::planner::plan;
use backplan::programme::Programme;
use backplan::proof::{self, Margin, ProofError, Sheet, Why};
use backplan::schedule::Schedule;
use backplan::typeset::{Template, typeset};
use backplan::wording::Wording;
use backplan::yaml::Word;
use chrono::NaiveDate;

const SHEET: Sheet = Sheet { margin: Margin { left: 36.0, right: 36.0, top: 36.0, bottom: 50.0 }, smallest: 13.0 };

static LIBRARY: LazyLock<Library> =
    LazyLock::new(|| Library::read("core", &embedded::core_library()).into_parts().0.unwrap());

static WORDING: LazyLock<Wording> = LazyLock::new(|| {
    let file = embedded::wording("en-GB").unwrap();
    Wording::read(file.path, file.bytes).into_parts().0.unwrap()
});

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 30).unwrap()
}

struct Planned {
    programme: Programme,
    schedule: Schedule,
    forecasts: Vec<SessionForecast>,
}

fn planned(name: &str, bytes: &[u8]) -> Planned {
    let programme = Programme::read(name, bytes, &LIBRARY).into_parts().0.unwrap();
    let schedule = plan(&programme, &LIBRARY, start()).into_parts().0.unwrap();
    let forecasts = forecast(&schedule, &programme, &LIBRARY);
    Planned { programme, schedule, forecasts }
}

/// The built-in programmes, planned once for all tests.
static BUILT_IN: LazyLock<Vec<(&'static str, Planned)>> = LazyLock::new(|| {
    embedded::programmes().into_iter().map(|file| (file.stem(), planned(file.path, file.bytes))).collect()
});

fn built_in(name: &str) -> &'static Planned {
    &BUILT_IN.iter().find(|(known, _)| *known == name).unwrap().1
}

fn handout(planned: &Planned, details: &Details) -> Handout {
    laid_out(planned, details, &Layout::default())
}

fn laid_out(planned: &Planned, details: &Details, layout: &Layout) -> Handout {
    compose(&Input {
        programme: &planned.programme,
        library: &LIBRARY,
        schedule: &planned.schedule,
        forecasts: &planned.forecasts,
        wording: &WORDING,
        details,
        layout,
    })
}

/// Sets and proofs a handout, and gives the faults.
fn faults(handout: &Handout, template: &Template) -> Vec<(ClaimKind, String, Why)> {
    let pdf = typeset(handout, template, start()).unwrap();
    match proof::check(&pdf, &handout.claims(), &SHEET) {
        Ok(_) => Vec::new(),
        Err(ProofError::Failed(faults)) => {
            faults.iter().map(|f| (f.claim().kind(), f.claim().text().to_owned(), f.why())).collect()
        }
        Err(ProofError::Unreadable(why)) => panic!("{why}"),
    }
}

/// The built-in template with one place changed, which must be there.
fn changed(file: &str, from: &str, to: &str) -> Template {
    let template = Template::embedded();
    let (_, bytes) = template.files().find(|(path, _)| *path == file).unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert_eq!(text.matches(from).count(), 1, "`{from}` in {file}");
    let text = text.replace(from, to);
    template.with(file, text)
}

#[test]
fn every_built_in_programme_makes_a_proofed_handout() {
    for (name, planned) in BUILT_IN.iter() {
        let handout = handout(planned, &Details::default());
        assert_eq!(faults(&handout, &Template::embedded()), [], "{}", name);
    }
}

#[test]
fn a_template_that_clips_a_column_is_found_out() {
    let template = changed(
        "exercises.typ",
        "text(weight: bold-if(row.more), words.map(word => word + \" \").join() + if row.more { box(last + more-mark) } else { last })",
        "box(width: 2cm, clip: true, box(width: 12cm, text(row.dose)))",
    );
    let faults = faults(&handout(built_in("acute-low-back"), &Details::default()), &template);
    assert!(!faults.is_empty());
    for (kind, text, why) in faults {
        assert_eq!((kind, why), (ClaimKind::Dose, Why::Clipped), "{text}");
    }
}

#[test]
fn a_template_that_sets_six_points_is_found_out() {
    let template = changed("look.typ", "#let base = 14pt * scale", "#let base = 6pt");
    let faults = faults(&handout(built_in("acute-low-back"), &Details::default()), &template);
    assert!(faults.iter().any(|(kind, ..)| *kind == ClaimKind::Warning));
    assert!(faults.iter().any(|(kind, ..)| *kind == ClaimKind::GetHelp));
    for (_, text, why) in faults {
        assert!(matches!(why, Why::TooSmall { points } if points < 13.0), "{text}: {why}");
    }
}

#[test]
fn a_template_that_drops_the_help_box_is_found_out_line_by_line() {
    let template = changed("advice.typ", "    help-section(help, air)", "");
    let handout = handout(built_in("acute-low-back"), &Details::default());
    let faults = faults(&handout, &template);
    let of_help = |kind: ClaimKind| kind == ClaimKind::GetHelp;
    assert_eq!(faults.len(), handout.claims().iter().filter(|c| of_help(c.kind())).count());
    assert!(faults.iter().all(|(kind, _, why)| of_help(*kind) && *why == Why::Missing));
    assert!(faults.iter().any(|(_, text, _)| text == "chest pain"));
}

#[test]
fn a_template_that_covers_or_blanks_the_help_page_is_found_out() {
    let handout = handout(built_in("acute-low-back"), &Details::default());
    let claims = |kind| handout.claims().iter().filter(|c| c.kind() == kind).count();
    let main = Template::embedded();
    let (_, bytes) = main.files().find(|(path, _)| *path == "handout.typ").unwrap();
    let cover = "\n#place(top + left, dx: -2cm, dy: -2cm, rect(width: 30cm, height: 40cm, fill: white))\n";
    let covered = main.clone().with("handout.typ", [bytes, cover.as_bytes()].concat());
    let found = faults(&handout, &covered);
    assert!(found.iter().all(|(.., why)| *why == Why::Covered), "{found:?}");
    let help = found.iter().filter(|(kind, ..)| *kind == ClaimKind::GetHelp).count();
    assert_eq!(help, claims(ClaimKind::GetHelp), "the last page is that of help");
    let call = "    help-section(help, air)";
    let pale = changed("advice.typ", call, &format!("[#set text(fill: white); #{}]", call.trim()));
    let found = faults(&handout, &pale);
    assert!(
        found.iter().any(|(kind, _, why)| *kind == ClaimKind::GetHelp && matches!(why, Why::Pale { .. })),
        "{found:?}"
    );
}

#[test]
fn a_template_that_drops_or_swaps_anything_that_matters_is_found_out() {
    let handout = handout(built_in("acute-low-back"), &Details::default());
    let changes = [
        ("handout.typ", "light-section(data.light)", "", ClaimKind::Advice),
        ("cards.typ", "bullets(sore.steps)", "", ClaimKind::Advice),
        (
            "exercises.typ",
            "heading(level: 3, plain(item.name))",
            "heading(level: 3, \"Bridge\")",
            ClaimKind::Instruction,
        ),
        ("exercises.typ", "text(row.week)", "text(\" \")", ClaimKind::Dose),
    ];
    for (file, from, to, kind) in changes {
        let faults = faults(&handout, &changed(file, from, to));
        assert!(faults.iter().any(|(k, ..)| *k == kind), "{from}: {faults:?}");
    }
}

#[test]
fn a_template_that_puts_things_in_another_order_is_found_out() {
    let template = changed("handout.typ", "exercises-section(data.exercises, after: diary)", "");
    let (path, main) = ("handout.typ", "sessions-section(data.sessions)");
    let (_, bytes) = template.files().find(|(p, _)| *p == path).unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let text = text.replace(main, &format!("exercises-section(data.exercises)\n{main}"));
    let template = template.clone().with(path, text);
    let faults = faults(&handout(built_in("acute-low-back"), &Details::default()), &template);
    assert!(faults.iter().any(|(kind, _, why)| *kind == ClaimKind::Dose && *why == Why::OutOfOrder));
}

#[test]
fn a_mistake_in_a_template_is_shown_with_its_place() {
    let template = changed("handout.typ", "sessions-section(data.sessions)", "sessions-section(data.session)");
    let handout = handout(built_in("acute-low-back"), &Details::default());
    let error = typeset(&handout, &template, start()).unwrap_err();
    let (file, line, _) = error.faults()[0].place.clone().unwrap();
    assert_eq!(file, "handout.typ");
    assert!(line > 20, "{line}");
}

#[test]
fn names_are_printed_as_they_are_written() {
    let planned = built_in("acute-low-back");
    let long = "Wolfeschlegelsteinhausen".repeat(9);
    for name in ["Zoë Muñoz-García", "O'Brien", "#1 $x @y <b> *z* _u_ \"q\" \\n `c` // [a]", long.as_str()] {
        let details =
            Details { patient: Some(name.to_owned()), phone: Some("020 7946 0000".to_owned()), ..Details::default() };
        let handout = handout(planned, &details);
        let pdf = typeset(&handout, &Template::embedded(), start()).unwrap();
        let claims = [proof::Claim::new(ClaimKind::Warning, name)];
        let sheet = Sheet { smallest: 9.0, ..SHEET };
        assert!(proof::check(&pdf, &claims, &sheet).is_ok(), "{name}");
        assert_eq!(faults(&handout, &Template::embedded()), [], "{name}");
    }
}

#[test]
fn a_character_that_the_font_lacks_is_an_error_that_names_it() {
    let details = Details { patient: Some("王".to_owned()), ..Details::default() };
    let handout = handout(built_in("acute-low-back"), &details);
    let error = typeset(&handout, &Template::embedded(), start()).unwrap_err();
    assert!(error.to_string().contains('王'), "{error}");
}

/// A programme in which one exercise has a break and comes back, and the person's usual pain is as high as it can be.
const WITH_A_BREAK: &str = "\
name: With a break
purpose: This programme gets you lifting again.
library: core ^1
weeks: 3
days: [mon, thu]
mode: pain-contingent
person: { usual-pain: 10, sensitivity: usual, last-active: 4 weeks, worried: false }
phases:
  - { name: A, weeks: 1, exercises: [{ use: hip-hinge }, { use: walking }] }
  - { name: B, weeks: 1, exercises: [{ use: bridge }, { use: walking }] }
  - { name: C, weeks: 1, exercises: [{ use: bridge }, { use: hip-hinge }, { use: walking }] }
";

#[test]
fn a_break_from_an_exercise_is_printed_as_one() {
    let handout = handout(&planned("break.yaml", WITH_A_BREAK.as_bytes()), &Details::default());
    let names: Vec<&str> = handout.exercises.items.iter().map(|i| i.name.as_str()).collect();
    assert_eq!(names, ["Bridge", "Hip hinge", "Easy walking"], "in the order of every session");
    let hinge = &handout.exercises.items[1].doses;
    assert_eq!(hinge.heading, "Hip hinge: sessions 1, 2, 5 and 6");
    let rows: Vec<(&str, &str)> = hinge.rows.iter().map(|r| (r.from.as_str(), r.dose.as_str())).collect();
    let dose = "1 set of 10";
    assert_eq!(rows, [("Session 1", dose), ("Session 3", "have a break from it"), ("Session 5", dose)]);
    let walk = &handout.exercises.items[2].doses;
    assert_eq!((walk.heading.as_str(), walk.rows.len()), ("Easy walking: sessions 1 to 6", 1));
}

#[test]
fn what_an_exercise_climbs_to_is_printed_with_its_steps_doses_and_gate() {
    let text = "name: Up\npurpose: This programme helps you move.\nlibrary: core ^1\nweeks: 5\ndays: [mon, wed, fri]\nmode: pain-contingent\n\
                person: { usual-pain: 2, sensitivity: usual, last-active: 8 weeks, worried: false }\nphases:\n  - name: All\n    weeks: 5\n    \
                exercises:\n      - { use: bridge, goal: { reps: 9 }, climb: true }\n      - use: walking\n";
    let planned = planned("up.yaml", text.as_bytes());
    let handout = handout(&planned, &Details::default());
    let names: Vec<&str> = handout.exercises.items.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(names, ["Bridge", "Bridge hold", "Easy walking"]);
    for item in &handout.exercises.items[..2] {
        assert!(!item.steps.is_empty() && !item.doses.rows.is_empty(), "{}", item.name);
    }
    assert!(handout.exercises.gate.is_some());
    let numbers = |heading: &str| heading.split(": ").nth(1).unwrap().to_owned();
    let headings: Vec<String> = handout.exercises.items.iter().map(|item| numbers(&item.doses.heading)).collect();
    assert_eq!(headings, ["sessions 1 to 4", "sessions 5 to 15", "sessions 1 to 15"]);
    assert_eq!(faults(&handout, &Template::embedded()), []);
}

#[test]
fn a_high_usual_pain_takes_nothing_from_the_forecast() {
    let high = planned("break.yaml", WITH_A_BREAK.as_bytes());
    let none = planned("break.yaml", WITH_A_BREAK.replace("usual-pain: 10", "usual-pain: 0").as_bytes());
    for (a, b) in high.forecasts.iter().zip(&none.forecasts) {
        assert_eq!((a.level(), a.peak(), a.timing()), (b.level(), b.peak(), b.timing()));
    }
    let handout = handout(&high, &Details::default());
    assert_eq!(
        handout.light.after[0].plain(),
        "Your pain on most days is about 10. So the numbers for usual pain are set for you."
    );
    assert_eq!(handout.light.usual.rows.each_ref().map(|r| r.range.as_str()), ["0 to 8", "9", "10"]);
}

#[test]
fn every_session_that_may_be_felt_has_its_warning_and_no_gap_is_left_open() {
    for (name, planned) in BUILT_IN.iter() {
        let handout = handout(planned, &Details::default());
        let warned: Vec<u32> = handout.sessions.cards.iter().flat_map(|c| c.numbers.clone()).collect();
        for (session, forecast) in planned.schedule.sessions().iter().zip(&planned.forecasts) {
            let felt = forecast.level() > Level::Unlikely;
            assert_eq!(warned.contains(&session.number()), felt, "{}: session {}", name, session.number());
        }
        let mut shown = serde_json::to_value(&handout).unwrap();
        // The template knows the pages.
        shown["footer"]["page"] = serde_json::Value::Null;
        shown["today"] = serde_json::Value::Null;
        for text in texts(&shown) {
            assert!(!text.contains(['{', '}']), "{}: {text}", name);
        }
    }
}

/// Every text in a JSON value.
fn texts(value: &serde_json::Value) -> Vec<&str> {
    match value {
        serde_json::Value::String(text) => vec![text],
        serde_json::Value::Array(items) => items.iter().flat_map(texts).collect(),
        serde_json::Value::Object(fields) => fields.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn no_word_that_frightens_is_printed() {
    // From the evidence on nocebo: none of these is ever printed, whole or as part of a word.
    let banned = [
        "damage",
        "tear ",
        "tears",
        "weak ",
        "unstable",
        "worn",
        "break down",
        "poor posture",
        "dormant",
        "waste",
        "lactic acid",
        "psychological",
        "vulnerable",
        "protect your back",
    ];
    for (name, planned) in BUILT_IN.iter() {
        let handout = handout(planned, &Details::default());
        let mut shown = serde_json::to_value(&handout).unwrap();
        // The get-help lines say what must be said.
        shown["help"] = serde_json::Value::Null;
        let shown = shown.to_string().to_lowercase();
        for word in banned {
            assert!(!shown.contains(word), "{}: {word}", name);
        }
    }
}

#[test]
fn a_size_that_hardly_anything_is_known_of_is_not_printed() {
    let text = "name: A try\npurpose: A try.\nlibrary: core ^1\nweeks: 1\ndays: [mon]\nmode: pain-contingent\n\
                person: { usual-pain: 2, sensitivity: high, last-active: 8 weeks, worried: false }\n\
                phases:\n  - name: All\n    weeks: 1\n    exercises: [{ use: cat-camel }]\n";
    let card = |text: &str| {
        let handout = handout(&planned("try.yaml", text.as_bytes()), &Details::default());
        handout.sessions.cards[0].text.plain()
    };
    let uncertain = card(text);
    assert!(!uncertain.contains("scale of 0 to 10") && uncertain.contains("Some people"), "{uncertain}");
    let opinion = card(&text.replace("cat-camel", "deadlift"));
    assert!(!opinion.contains("scale of 0 to 10") && opinion.contains("a little sore"), "{opinion}");
    // Were it measured, the number would be printed.
    let mut files = embedded::core_library();
    let path = "hinge-and-lift/deadlift.yaml";
    let known = std::fs::read_to_string(support::project().join("exercises").join(path)).unwrap();
    let known = known.replace("source: expert-opinion }", "source: Abboud 2019 }");
    files.retain(|file| file.path() != path);
    files.push(LibraryFile::new(path, path, known.into_bytes()));
    let library = Library::read("core", &files).into_parts().0.unwrap();
    let programme =
        Programme::read("try.yaml", text.replace("cat-camel", "deadlift").as_bytes(), &library).into_parts().0.unwrap();
    let schedule = plan(&programme, &library, start()).into_parts().0.unwrap();
    let forecasts = forecast(&schedule, &programme, &library);
    let measured = compose(&Input {
        programme: &programme,
        library: &library,
        schedule: &schedule,
        forecasts: &forecasts,
        wording: &WORDING,
        details: &Details::default(),
        layout: &Layout::default(),
    });
    let measured = measured.sessions.cards[0].text.plain();
    assert!(measured.contains("On the scale of 0 to 10, it may get to about"), "{measured}");
}

#[test]
fn lots_that_take_turns_say_in_which_sessions_they_are_done() {
    let text = "name: A try\npurpose: A try.\nlibrary: core ^1\nweeks: 2\ndays: { a: [mon, thu], b: [tue, fri] }\nmode: pain-contingent\n\
                person: { usual-pain: 2, sensitivity: usual, last-active: 8 weeks, worried: false }\n\
                phases:\n  - name: All\n    weeks: 2\n    exercises: [{ use: bridge, split: a }, { use: bird-dog, split: b }]\n";
    let handout = handout(&planned("try.yaml", text.as_bytes()), &Details::default());
    let of =
        |at: usize| (handout.exercises.items[at].doses.heading.clone(), handout.exercises.items[at].doses.rows.len());
    assert_eq!(of(0), ("Bridge: sessions 1, 3, 5 and 7".to_owned(), 1));
    assert_eq!(of(1), ("Bird dog: sessions 2, 4, 6 and 8".to_owned(), 1));
}

#[test]
fn the_diary_has_a_row_for_each_session_under_its_number() {
    let handout = handout(built_in("persistent-low-back"), &Details::default());
    let in_calendar: Vec<(u32, &str)> = handout
        .calendar
        .rows
        .iter()
        .flat_map(|row| row.days.iter().flat_map(|day| day.sessions.iter().map(|s| (s.number, s.kind))))
        .collect();
    let in_diary: Vec<(u32, &str)> = handout.diary.rows.iter().map(|row| (row.number, row.kind)).collect();
    assert!(in_diary.len() > 20);
    assert_eq!(in_diary, in_calendar);
    let claims = handout.claims();
    assert!(claims.iter().any(|c| c.text() == "22 Fri 8 Jan"), "each row is proofed");
}

#[test]
fn each_part_alone_and_all_on_letter_paper_in_grey_are_proofed() {
    let planned = built_in("walking-start");
    let mut claims = 0;
    for part in Part::ALL {
        let layout = Layout { parts: vec![*part], ..Layout::default() };
        let alone = laid_out(planned, &Details::default(), &layout);
        claims += alone.claims().len();
        assert_eq!(faults(&alone, &Template::embedded()), [], "{part}");
    }
    let layout = Layout { paper: Paper::Letter, grey: true, ..Layout::default() };
    let whole = laid_out(planned, &Details::default(), &layout);
    assert_eq!(whole.claims().len(), claims, "every text belongs to one part");
    assert_eq!(faults(&whole, &Template::embedded()), []);
}

#[test]
fn only_a_row_that_asks_for_more_has_the_arrow_and_a_lighter_one_waits_for_nothing() {
    let text = "name: A try\npurpose: A try.\nlibrary: core ^1\nweeks: 3\ndays: [mon, wed, fri]\nmode: pain-contingent\n\
                person: { usual-pain: 2, sensitivity: usual, last-active: 8 weeks, worried: false }\n\
                phases:\n  - name: All\n    weeks: 3\n    exercises:\n      - use: bridge\n        goal: { reps: 9 }\n\
                \x20       pins: [{ week: 2, dose: { reps: 4 }, because: travels }]\n      - use: walking\n\
                visits: [{ week: 2, day: tue, techniques: [explaining-pain] }]\n";
    let handout = handout(&planned("try.yaml", text.as_bytes()), &Details::default());
    let bridge = &handout.exercises.items[0].doses;
    let rows: Vec<(&str, bool)> = bridge.rows.iter().map(|r| (r.dose.as_str(), r.more)).collect();
    assert_eq!(rows, [("1 set of 8", false), ("1 set of 9", true), ("1 set of 4", false), ("1 set of 9", true)]);
    let gate = handout.exercises.gate.as_ref().unwrap().text.plain();
    assert!(gate.contains("A row without an arrow asks for no more than before"), "{gate}");
    // The visit is session 5, and nobody walks there.
    assert_eq!(handout.exercises.items[1].doses.heading, "Easy walking: sessions 1 to 4 and 6 to 10");
}

#[test]
fn an_easier_exercise_is_only_named_to_somebody_who_may_do_it() {
    let text = |conditions: &str| {
        format!(
            "name: A try\npurpose: A try.\nlibrary: core ^1\nweeks: 1\ndays: [mon]\nmode: pain-contingent\n\
             person: {{ usual-pain: 2, sensitivity: usual, last-active: 8 weeks, worried: false, conditions: [{conditions}] }}\n\
             phases:\n  - name: All\n    weeks: 1\n    exercises: [{{ use: chin-tuck }}]\n"
        )
    };
    let easier = |conditions: &str| {
        let handout = handout(&planned("try.yaml", text(conditions).as_bytes()), &Details::default());
        handout.exercises.items[0].easier.as_ref().map(|note| note.text.clone())
    };
    assert!(easier("").unwrap().contains("Head nod"));
    assert_eq!(easier("pregnancy").unwrap(), "Do half as much today, or leave it out.");
}

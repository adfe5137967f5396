//! Large print, another English, single weeks, the clinic's own file, films.

use backplan::clinic::Clinic;
use backplan::country::{Contacts, Countries, Variety};
use backplan::handout::{Readability, WeekSpan};

use super::*;

fn wording(variety: Variety) -> Wording {
    if variety == Variety::British {
        return WORDING.clone();
    }
    let own = embedded::wording(variety.as_str()).unwrap();
    let (wording, findings) = Wording::read_over(own.path, own.bytes, &WORDING).into_parts();
    assert_eq!(findings, []);
    wording.unwrap()
}

fn worded(planned: &Planned, variety: Variety, details: &Details, layout: &Layout) -> Handout {
    compose(&Input {
        programme: &planned.programme,
        library: &LIBRARY,
        schedule: &planned.schedule,
        forecasts: &planned.forecasts,
        wording: &wording(variety),
        details,
        layout,
    })
}

fn some_weeks(first: u32, last: u32) -> Layout {
    Layout { weeks: WeekSpan::new(first, last), ..Layout::default() }
}

fn clinic(text: &str) -> Clinic {
    let countries = Countries::embedded();
    let logo = std::fs::read(support::project().join("tests/fixtures/clinic/logo.svg")).unwrap();
    let read =
        Clinic::read("clinic.yaml", text.as_bytes(), countries, |name| (name == "logo.svg").then(|| logo.clone()));
    let (clinic, findings) = read.into_parts();
    assert_eq!(findings, []);
    clinic.unwrap()
}

#[test]
fn every_built_in_programme_in_large_print_shows_everything_in_large_letters() {
    let large = Layout { large_print: true, ..Layout::default() };
    for (name, planned) in BUILT_IN.iter() {
        let handout = laid_out(planned, &Details::default(), &large);
        let pdf = typeset(&handout, &Template::embedded(), start()).unwrap();
        let claims = handout.claims();
        let sheet = Sheet { smallest: 16.0, ..SHEET };
        assert!(proof::check(&pdf, &claims, &sheet).is_ok(), "{}", name);
        // What is read in lines, not in tables or notes, is in 18 pt.
        let is_body = |c: &&proof::Claim| matches!(c.kind(), ClaimKind::Instruction | ClaimKind::GetHelp);
        let body: Vec<_> = claims.iter().filter(is_body).cloned().collect();
        let sheet = Sheet { smallest: 18.0, ..SHEET };
        assert!(proof::check(&pdf, &body, &sheet).is_ok(), "{}", name);
    }
}

#[test]
fn every_built_in_programme_in_american_english_has_its_words_dates_numbers_and_paper() {
    let british = [
        "programme",
        "physio ",
        "physio.",
        "999",
        "111 ",
        "A&E",
        "metres",
        " kg",
        "practise",
        "GP",
        "tummy",
        "Ring ",
        " ring your",
        "Amber",
        "amber one",
        "poo",
    ];
    let words = wording(Variety::American);
    assert_eq!(words.paper(), Paper::Letter);
    for (name, planned) in BUILT_IN.iter() {
        let layout = Layout { paper: Paper::Letter, ..Layout::default() };
        let handout = worded(planned, Variety::American, &Details::default(), &layout);
        let mut shown = serde_json::to_value(&handout).unwrap();
        // The programme's own name is printed as the physio wrote it, and keys are no texts.
        shown["programme"] = serde_json::Value::Null;
        shown["document"] = serde_json::Value::Null;
        for text in texts(&shown) {
            for word in british {
                assert!(!text.contains(word) || text == "amber", "{}: `{word}` in {text}", name);
            }
        }
        assert_eq!(faults(&handout, &Template::embedded()), [], "{}", name);
    }
    let handout = worded(built_in("gym-return"), Variety::American, &Details::default(), &Layout::default());
    assert_eq!(handout.dates.split_once(" from ").unwrap().1, "Monday, November 30, 2026");
    assert_eq!(handout.help.cards[0].heading, "Call 911 or go to the emergency room now");
    assert_eq!(handout.help.cards[1].heading, "Ask your doctor for an urgent visit", "there is no number for advice");
    let shown = serde_json::to_string(&handout.exercises).unwrap();
    assert!(shown.contains(" pounds"), "loads are in pounds");
}

#[test]
fn the_numbers_of_the_wordings_are_those_of_their_countries() {
    let of = |country: &str| Countries::embedded().of(country).unwrap();
    assert_eq!(of("gb").contacts(), WORDING.contacts());
    assert_eq!(of("us").contacts(), wording(Variety::American).contacts());
    assert_eq!((of("gb").variety(), of("us").variety()), (Some(Variety::British), Some(Variety::American)));
}

#[test]
fn two_weeks_of_six_show_those_and_what_changes() {
    let planned = built_in("persistent-low-back");
    let whole = handout(planned, &Details::default());
    let part = laid_out(planned, &Details::default(), &some_weeks(3, 4));
    assert_eq!(part.dates, "Weeks 3 and 4 of 6 from Monday 14 December 2026");
    assert_eq!(
        part.calendar.rows,
        whole.calendar.rows[2..4]
            .iter()
            .cloned()
            .enumerate()
            .map(|(i, mut row)| {
                // The month stands where the weeks begin.
                if i == 0 {
                    row.days[0].date = "14 Dec".to_owned()
                }
                row
            })
            .collect::<Vec<_>>(),
        "sessions keep their numbers, and days that may ache stay shaded"
    );
    let numbers: Vec<u32> = part.diary.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [9, 10, 11, 12, 13, 14, 15]);
    assert!(part.sessions.cards.iter().flat_map(|c| &c.numbers).all(|n| numbers.contains(n)));
    let change = |name: &str| {
        let item = part.exercises.items.iter().find(|item| item.name == name).unwrap();
        item.change.as_ref().unwrap().plain()
    };
    assert_eq!(change("Bird dog"), "New. You have not done this one before.");
    assert_eq!(change("Cat-camel stretch"), "As before.");
    assert_eq!(
        part.exercises.left_out.as_ref().unwrap().plain(),
        "Leave out for now: Knee rolls and Kneeling arm reach."
    );
    let later = laid_out(planned, &Details::default(), &some_weeks(5, 5));
    assert_eq!(later.dates, "Week 5 of 6 from Monday 28 December 2026");
    let changes = |handout: &Handout| -> Vec<String> {
        handout.exercises.items.iter().filter_map(|item| Some(item.change.as_ref()?.plain())).collect()
    };
    assert!(changes(&later).iter().any(|c| c == "Changed. Before, you did 1 set of 12."), "{:?}", changes(&later));
    let gym = built_in("gym-return");
    let of_gym: Vec<String> = (2..=gym.programme.weeks().get())
        .flat_map(|week| changes(&laid_out(gym, &Details::default(), &some_weeks(week, week))))
        .collect();
    assert!(of_gym.iter().any(|c| c.starts_with("Changed: more. Before, you did ")), "{of_gym:?}");
    // The first weeks change nothing, and the whole programme neither.
    let first = laid_out(planned, &Details::default(), &some_weeks(1, 2));
    assert!(whole.exercises.items.iter().chain(&first.exercises.items).all(|item| item.change.is_none()));
    for layout in [some_weeks(3, 4), some_weeks(5, 5), Layout { large_print: true, ..some_weeks(6, 6) }] {
        let handout = laid_out(planned, &Details::default(), &layout);
        assert_eq!(faults(&handout, &Template::embedded()), [], "{layout:?}");
    }
}

#[test]
fn each_week_alone_and_all_together_hold_the_same_sessions_and_warnings() {
    for (name, planned) in BUILT_IN.iter() {
        let whole = handout(planned, &Details::default());
        let weeks = planned.programme.weeks().get();
        let alone: Vec<Handout> =
            (1..=weeks).map(|w| laid_out(planned, &Details::default(), &some_weeks(w, w))).collect();
        let rows: Vec<_> = alone.iter().flat_map(|h| h.diary.rows.clone()).collect();
        assert_eq!(rows, whole.diary.rows, "{}", name);
        let warned = |h: &Handout| h.sessions.cards.iter().flat_map(|c| c.numbers.clone()).collect::<Vec<_>>();
        let mut of_whole = warned(&whole);
        of_whole.sort_unstable();
        assert_eq!(alone.iter().flat_map(warned).collect::<Vec<_>>(), of_whole, "{}", name);
        // A dose is printed in each week that has the exercise.
        for (week, handout) in (1..).zip(&alone) {
            assert!(handout.exercises.items.iter().all(|item| !item.doses.rows.is_empty()), "{} {week}", name);
        }
    }
}

#[test]
fn what_the_clinic_lays_down_is_printed() {
    let clinic = clinic(
        "name: Physiotherapie Größe & \"Söhne\" #1\nphone: 01 000 0001\naddress: [1 River Street, Dublin 1]\nlogo: logo.svg\n\
         country: ie\ntraffic-light: { green-to: 1, amber-to: 3 }\ncolours: { accent: \"#0b4a30\", tint: \"#e9f5ee\" }\n",
    );
    let planned = built_in("walking-start");
    let layout = Layout { colours: clinic.colours(), ..Layout::default() };
    let details = Details { clinic: Some(clinic), ..Details::default() };
    let handout = laid_out(planned, &details, &layout);
    assert_eq!(handout.help.cards[0].heading, "Call 112 or 999 or go to the emergency department now");
    assert_eq!(handout.help.cards[1].heading, "Ask your GP for an urgent visit");
    let pain = planned.programme.person().usual_pain().get();
    if pain <= 1.0 {
        assert_eq!(handout.light.usual.rows.each_ref().map(|r| r.range.as_str()), ["0 or 1", "2 or 3", "4 to 10"]);
    }
    let claims = handout.claims();
    for text in ["01 000 0001", "1 River Street", "Dublin 1"] {
        assert!(claims.iter().any(|c| c.text() == text), "{text} is proofed");
    }
    assert_eq!(faults(&handout, &Template::embedded()), []);
    assert_eq!(handout.files.iter().filter(|f| f.path == "clinic/logo.svg").count(), 1);
    // A number on the command line has the last word.
    let details = Details { phone: Some("020 7946 0000".to_owned()), ..details };
    assert_eq!(laid_out(planned, &details, &layout).help.clinic.phone.as_deref(), Some("020 7946 0000"));
}

#[test]
fn the_bounds_of_the_clinic_hold_unless_the_usual_pain_is_above_them() {
    let text = |pain: u32| WITH_A_BREAK.replace("usual-pain: 10", &format!("usual-pain: {pain}"));
    let clinic = clinic("name: C\ntraffic-light: { green-to: 1, amber-to: 3 }\n");
    let details = Details { clinic: Some(clinic), ..Details::default() };
    let ranges = |pain| {
        let handout = handout(&planned("break.yaml", text(pain).as_bytes()), &details);
        (handout.light.usual.rows.map(|r| r.range), handout.light.after.len())
    };
    let of = |a: &str, b: &str, c: &str| [a, b, c].map(str::to_owned);
    assert_eq!(ranges(1), (of("0 or 1", "2 or 3", "4 to 10"), 1));
    assert_eq!(ranges(2), (of("0 to 2", "3 or 4", "5 to 10"), 2));
}

#[test]
fn numbers_of_a_clinic_go_before_those_of_its_country_and_both_before_the_usual_ones() {
    let of = |text: &str| {
        let Contacts { emergency, advice, department, doctor } = clinic(&format!("name: C\n{text}")).contacts(&WORDING);
        (emergency, advice, department, doctor)
    };
    let given = |emergency: &str, advice: Option<&str>, department: &str, doctor: &str| {
        (emergency.to_owned(), advice.map(str::to_owned), department.to_owned(), doctor.to_owned())
    };
    let (department, room) = ("the emergency department", "the emergency room");
    assert_eq!(of(""), given("999", Some("111"), "A&E", "GP"));
    assert_eq!(of("country: au\n"), given("000", Some("1800 022 222"), department, "GP"));
    assert_eq!(of("country: us\n"), given("911", None, room, "doctor"));
    let unknown = given("112", None, department, "doctor");
    assert_eq!(of("emergency-number: \"112\"\n"), unknown, "whom to ask there, and what it is called, is not known");
    assert_eq!(of("country: us\nemergency-number: \"112\"\n"), given("112", None, room, "doctor"));
    let own = Some("01 000 0001");
    assert_eq!(of("country: ie\nadvice-number: 01 000 0001\n"), given("112 or 999", own, department, "GP"));
    assert_eq!(of("advice-number: 01 000 0001\n"), given("999", own, "A&E", "GP"));
}

/// Every clinic that there is a difference of: without a country, with each, with its own number.
fn clinics() -> Vec<(String, Option<Clinic>)> {
    let countries = Countries::embedded().ids().map(|id| format!("country: {id}\n"));
    let own = ["emergency-number: \"112\"\n", "country: us\nemergency-number: 01 000 0002\n"].map(str::to_owned);
    let with = countries.chain(own).map(|text| (text.clone(), Some(clinic(&format!("name: C\n{text}")))));
    std::iter::once((String::new(), None)).chain(with).collect()
}

#[test]
fn every_built_in_programme_in_every_country_names_one_emergency_number_and_no_place_of_another() {
    for (shown, clinic) in clinics() {
        let variety = clinic.as_ref().and_then(Clinic::variety).unwrap_or(Variety::British);
        let words = wording(variety);
        let contacts = clinic.as_ref().map_or_else(|| words.contacts().clone(), |c| c.contacts(&words));
        let details = Details { clinic, ..Details::default() };
        let own = format!("{contacts:?}");
        let mut of_others =
            vec!["999", "911", "112", "000", "111", "A&E", "emergency room", "emergency department", "GP"];
        of_others.retain(|other| !own.contains(other));
        for (name, planned) in BUILT_IN.iter() {
            let handout = worded(planned, variety, &details, &Layout::default());
            let mut said = 0;
            let mut shown_json = serde_json::to_value(&handout).unwrap();
            // The library's digest may have any digits.
            shown_json["footer"] = serde_json::Value::Null;
            shown_json["today"] = serde_json::Value::Null;
            for text in texts(&shown_json) {
                said += text.matches(&contacts.emergency).count();
                assert!(!text.contains(['{', '}']), "{shown}{name}: {text}");
                let words: Vec<&str> = text.split(|c: char| c != '&' && !c.is_alphanumeric()).collect();
                let is_said =
                    |other: &&&str| if other.contains(' ') { text.contains(**other) } else { words.contains(*other) };
                assert_eq!(of_others.iter().find(is_said), None, "{shown}{name}: {text}");
            }
            let in_purpose = usize::from(["pregnancy", "after-surgery-early"].contains(name));
            assert_eq!(said, 1 + in_purpose, "{shown}{name}");
        }
    }
}

#[test]
fn a_programme_that_names_a_number_itself_is_printed_with_that_of_the_country() {
    let text =
        WITH_A_BREAK.replacen("purpose: ", "purpose: Call 999 or 112 if you faint. Ring 111 or your GP if not. ", 1);
    let read = Programme::read("own.yaml", text.as_bytes(), &LIBRARY);
    let codes: Vec<String> = read.findings().iter().map(|f| f.code().to_string()).collect();
    assert_eq!(codes, ["bare-number", "bare-number"]);
    let planned = planned("own.yaml", text.as_bytes());
    let purpose = |country: &str, variety| {
        let details = Details { clinic: Some(clinic(&format!("name: C\ncountry: {country}\n"))), ..Details::default() };
        worded(&planned, variety, &details, &Layout::default()).summary.paragraphs[0].plain()
    };
    let begins = |text: String, with: &str| assert!(text.starts_with(with), "{text}");
    begins(purpose("gb", Variety::British), "Call 999 if you faint. Ring 111 or your GP if not.");
    begins(purpose("au", Variety::British), "Call 000 if you faint. Ring 1800 022 222 or your GP if not.");
    begins(purpose("ie", Variety::British), "Call 112 or 999 if you faint. Ring your GP if not.");
    begins(purpose("us", Variety::American), "Call 911 if you faint. Call your doctor if not.");
}

#[test]
fn an_exercise_with_a_film_has_its_code_and_its_address_on_the_page() {
    let mut files = embedded::core_library();
    let path = "hips-and-legs/bridge.yaml";
    let text = std::fs::read_to_string(support::project().join("exercises").join(path)).unwrap();
    files.retain(|file| file.path() != path);
    let address = "https://clinic.example/films/bridge?from=sheet";
    files.push(LibraryFile::new(path, path, format!("{text}video: {address}\n").into_bytes()));
    let library = Library::read("core", &files).into_parts().0.unwrap();
    let programme = Programme::read("break.yaml", WITH_A_BREAK.as_bytes(), &library).into_parts().0.unwrap();
    let schedule = plan(&programme, &library, start()).into_parts().0.unwrap();
    let forecasts = forecast(&schedule, &programme, &library);
    let handout = compose(&Input {
        programme: &programme,
        library: &library,
        schedule: &schedule,
        forecasts: &forecasts,
        wording: &WORDING,
        details: &Details::default(),
        layout: &Layout::default(),
    });
    let video = handout.exercises.items.iter().find_map(|item| item.video.as_ref()).unwrap();
    assert_eq!(video.shown, "clinic.example/films/bridge?from=sheet");
    assert_eq!(video.alt, format!("Square code that opens the film of “Bridge” at {}", video.shown));
    assert_eq!(handout.files.iter().filter(|f| f.path == video.path).count(), 1);
    assert!(handout.claims().iter().any(|c| c.text() == video.shown), "the address is proofed");
    assert_eq!(faults(&handout, &Template::embedded()), []);
}

#[test]
fn every_built_in_programme_prints_a_handout_that_a_child_of_ten_can_read() {
    let limits = LIBRARY.style().reading();
    assert_eq!(limits.item, 6.0);
    for variety in [Variety::British, Variety::American] {
        for (name, planned) in BUILT_IN.iter() {
            let handout = worded(planned, variety, &Details::default(), &Layout::default());
            let Readability { counts, hardest } = Readability::of(&handout);
            assert!(counts.words > 500, "{}: it was measured", name);
            assert!(counts.flesch_kincaid().unwrap() <= limits.item, "{}: {counts:?}", name);
            assert!(counts.smog().unwrap() <= limits.smog, "{}: {counts:?}", name);
            assert_eq!(hardest.len(), 5);
            assert!(hardest.is_sorted_by(|a, b| a.0 >= b.0));
        }
    }
}

/// The keys of all objects in a JSON value.
fn keys(value: &serde_json::Value, found: &mut std::collections::BTreeSet<String>) {
    match value {
        serde_json::Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                found.insert(key.clone());
                keys(value, found);
            }
        }
        _ => {}
    }
}

#[test]
fn every_key_that_a_template_gets_is_in_the_docs() {
    let page = std::fs::read_to_string(support::project().join("docs/templates.md")).unwrap();
    let clinic = clinic("name: C\nphone: 01 000\naddress: [A]\nlogo: logo.svg\ncolours: { accent: \"#0b4a30\" }\n");
    let layout = Layout { colours: clinic.colours(), ..some_weeks(3, 4) };
    let details = Details { clinic: Some(clinic), ..Details::default() };
    let handout = laid_out(built_in("persistent-low-back"), &details, &layout);
    let mut found = std::collections::BTreeSet::new();
    keys(&serde_json::to_value(&handout).unwrap(), &mut found);
    keys(&serde_json::to_value(&handout.layout).unwrap(), &mut found);
    assert!(found.len() > 60, "{found:?}");
    let missing: Vec<&String> = found.iter().filter(|key| !page.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

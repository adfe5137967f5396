//! How completely a programme is described: what follows by itself, what the record says, and what is missing.

mod support;

use std::fs;
use std::sync::LazyLock;

use backplan::completeness::{Item, Origin, Standing, completeness, met};
use backplan::embedded;
use backplan::library::{Library, LibraryFile};
use backplan::planner::plan;
use backplan::programme::{Programme, Topic};
use backplan::yaml::Word;
use chrono::NaiveDate;
use support::{SHORT, folder, project, run};

static CORE: LazyLock<Library> =
    LazyLock::new(|| Library::read("core", &embedded::core_library()).into_parts().0.unwrap());

fn items(text: &str) -> Vec<(Item, Standing)> {
    items_in(&CORE, text)
}

fn items_in(library: &Library, text: &str) -> Vec<(Item, Standing)> {
    let programme = Programme::read("programme.yaml", text.as_bytes(), library);
    assert!(programme.value().is_some(), "{:?}", programme.findings());
    let programme = programme.into_parts().0.unwrap();
    let start = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    let schedule = plan(&programme, library, start).into_parts().0.unwrap();
    completeness(&programme, library, &schedule)
}

/// The core library in which nobody says how strong the band of the rows is.
fn without_band() -> Library {
    let mut files = embedded::core_library();
    let path = "upper-back/band-row.yaml";
    let row = fs::read_to_string(project().join("exercises").join(path)).unwrap();
    let bare = row.replace("load: yellow band, ", "").replace(", load: blue band", "").replace(", load]", "]");
    assert!(bare != row && !bare.contains("load"), "{bare}");
    files.retain(|file| file.path() != path);
    files.push(LibraryFile::new(path, path, bare.into_bytes()));
    Library::read("core", &files).into_parts().0.unwrap()
}

fn standing(text: &str, item: Item) -> Standing {
    items(text).into_iter().find(|(i, _)| *i == item).unwrap().1
}

fn missing(items: &[(Item, Standing)]) -> Vec<&'static str> {
    items.iter().filter(|(_, s)| matches!(s, Standing::Missing(..))).map(|(item, _)| item.number()).collect()
}

/// [`SHORT`] with one exercise more.
fn with_exercise(lines: &str) -> String {
    format!("{SHORT}{lines}")
}

fn with_record(lines: &str) -> String {
    format!("{SHORT}record:\n{lines}")
}

fn lacks(text: &str, item: Item) -> String {
    match standing(text, item) {
        Standing::Missing(_, lacks) => lacks,
        other => panic!("{item}: {other:?}"),
    }
}

fn told(text: &str, item: Item) -> (Origin, String) {
    match standing(text, item) {
        Standing::Met(origin, text) => (origin, text),
        other => panic!("{item}: {other:?}"),
    }
}

#[test]
fn the_items_are_those_of_cert_in_its_order() {
    let numbers: Vec<&str> = Item::each().map(Item::number).collect();
    let cert = "1 2 3 4 5 6 7a 7b 8 9 10 11 12 13 14a 14b 15 16a 16b";
    assert_eq!(numbers.join(" "), cert);
}

#[test]
fn every_topic_of_the_record_is_the_item_of_its_name() {
    let topics: Vec<Topic> = Item::each().filter_map(Item::topic).collect();
    assert_eq!(topics, Topic::ALL);
    for item in Item::each() {
        assert!(item.topic().is_none_or(|topic| topic.as_str() == item.as_str()), "{item}");
    }
}

#[test]
fn every_programme_says_all_that_cert_asks_for_or_why_it_is_the_physios_to_say() {
    for file in embedded::programmes() {
        let items = items(std::str::from_utf8(file.bytes).unwrap());
        assert_eq!(items.len(), 19);
        assert_eq!(missing(&items), [""; 0], "{}", file.path);
        assert!(met(&items) >= 15, "{}: {}", file.path, met(&items));
        for (item, standing) in items {
            let (Standing::Met(_, text) | Standing::Physio(text) | Standing::Missing(_, text)) = standing;
            assert!(text.len() >= 3, "{}: {item} says `{text}`", file.path);
        }
    }
}

#[test]
fn a_programme_without_a_record_lacks_what_only_the_physio_can_say() {
    let file = embedded::programme("persistent-low-back").unwrap();
    let text = std::str::from_utf8(file.bytes).unwrap();
    let (bare, _) = text.split_once("record:").unwrap();
    let items = items(bare);
    assert_eq!(missing(&items), ["2", "3", "5", "11", "14b", "15", "16a"]);
    assert_eq!(met(&items), 11);
}

#[test]
fn what_is_told_has_the_numbers_of_this_programme() {
    let two = SHORT.replace("weeks: 1", "weeks: 2");
    assert_eq!(told(&two, Item::Home), (Origin::Plan, "4 home sessions in 2 weeks, dated".to_owned()));
    assert_eq!(told(SHORT, Item::Equipment), (Origin::Library, "mat".to_owned()));
    assert_eq!(told(SHORT, Item::Progression).1, "every dose stays as it is");
    let grows = two.replace("- use: bridge\n", "- use: bridge\n        goal: { reps: 10 }\n");
    let (origin, text) = told(&grows, Item::Progression);
    assert!(origin == Origin::Plan && text.starts_with(|c: char| c.is_ascii_digit()), "{text}");
    let visited = format!("{SHORT}visits:\n  - {{ week: 1, day: tue, techniques: [lumbar-mobilisation-firm] }}\n");
    assert_eq!(told(&visited, Item::OtherParts).1, "1 visit: Lower back joint mobilisation, grade III to IV");
    assert_eq!(told(SHORT, Item::OtherParts).1, "none are planned");
}

#[test]
fn the_mode_is_the_rule_of_progression() {
    assert!(told(SHORT, Item::ProgressionRule).1.contains("; pain decides"));
    let quotas = SHORT.replace("pain-contingent", "time-contingent");
    assert!(told(&quotas, Item::ProgressionRule).1.contains("not pain"));
}

#[test]
fn a_band_or_a_weight_is_only_described_with_its_load() {
    let band = with_exercise("      - use: band-row\n");
    let (_, unsaid) = items_in(&without_band(), &band).swap_remove(0);
    assert_eq!(unsaid, Standing::Missing(Topic::Equipment, "how strong the band of `band-row` is".to_owned()));
    assert_eq!(told(&band, Item::Equipment), (Origin::Library, "mat, chair, band".to_owned()));
    let weight = with_exercise("      - use: suitcase-carry\n");
    assert!(told(&weight, Item::Equipment).1.contains("weight"));
    let said = format!("{band}record:\n  equipment: a red band\n");
    assert_eq!(told(&said, Item::Equipment), (Origin::Record, "a red band".to_owned()));
}

#[test]
fn a_start_of_the_programmes_own_needs_a_reason() {
    assert_eq!(told(SHORT, Item::StartRule).1, "the library's start for somebody new");
    let own = SHORT.replace("- use: bridge\n", "- use: bridge\n        start: { reps: 5 }\n");
    assert_eq!(lacks(&own, Item::StartRule), "why `bridge` starts where it does");
    let said = format!("{own}record:\n  start-rule: half of what was done without pain\n");
    assert_eq!(told(&said, Item::StartRule).0, Origin::Record);
    // A later start of the same exercise is progression.
    let later = SHORT.replace("weeks: 1\ndays", "weeks: 2\ndays")
        + "  - name: More\n    weeks: 1\n    exercises:\n      - use: bridge\n        start: { reps: 9 }\n";
    assert_eq!(told(&later, Item::StartRule).1, "the library's start for somebody new");
}

#[test]
fn a_baseline_is_a_rule_for_the_start() {
    let quotas = SHORT.replace("pain-contingent", "time-contingent");
    let some = quotas.replace("- use: bridge\n", "- use: bridge\n        baseline: [10, 10, 10]\n");
    let text = told(&some, Item::StartRule).1;
    assert_eq!(
        text,
        "70% of what was done in the baseline sessions; without them the library's start for somebody new"
    );
}

#[test]
fn the_record_goes_before_what_follows_by_itself() {
    let group = with_record("  supervision: a physio leads the sessions\n  tailored: generic\n");
    assert_eq!(told(&group, Item::Supervision), (Origin::Record, "a physio leads the sessions".to_owned()));
    assert_eq!(told(&group, Item::Tailored), (Origin::Record, "generic".to_owned()));
    assert_eq!(told(SHORT, Item::Tailored).0, Origin::Programme);
    let visit = with_record("  setting: { at-the-visit: not settled yet }\n");
    assert_eq!(standing(&visit, Item::Setting), Standing::Physio("not settled yet".to_owned()));
}

#[test]
fn how_it_went_is_said_afterwards_and_can_be_written_then() {
    assert!(matches!(standing(SHORT, Item::AsPlanned), Standing::Physio(_)));
    let after = with_record("  as-planned: 2 of 2 sessions done\n");
    assert_eq!(told(&after, Item::AsPlanned).0, Origin::Record);
}

#[test]
fn a_programme_without_exercises_does_not_pretend_to_have_some() {
    let (head, _) = SHORT.split_once("    exercises:").unwrap();
    let visits = "    exercises: []\nvisits:\n  - { week: 1, day: tue, techniques: [explaining-pain] }\n";
    let text = format!("{head}{visits}");
    for item in [Item::Home, Item::Dose, Item::Description, Item::Equipment, Item::StartRule, Item::ProgressionRule] {
        assert_eq!(told(&text, item).1, "no exercise is planned", "{item}");
    }
    assert_eq!(told(&text, Item::OtherParts).1, "1 visit: Explaining pain");
}

#[test]
fn check_says_the_score_and_what_is_missing_and_is_content() {
    let folder = folder();
    let check = run(folder.path(), &["check", "short.yaml"]);
    assert_eq!((check.code, check.err.as_str()), (0, ""));
    let text = check.text().replace("\n      ", " ");
    let line = text.lines().find(|l| l.starts_with("CERT: ")).unwrap().to_owned();
    let expected = "CERT: 11 of 19 met, 1 for the visit; missing under `record:`: provider, delivery, adherence, \
                    motivation, adverse-events, tailoring, fidelity";
    assert_eq!(line, expected);
    assert!(!text.contains("16b"), "items are shown when asked for");
}

#[test]
fn check_shows_every_item_within_eighty_columns() {
    let folder = folder();
    let band = with_exercise("      - use: band-row\n");
    fs::write(folder.path().join("band.yaml"), band).unwrap();
    let told = run(folder.path(), &["check", "band.yaml", "--completeness"]).text();
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    for item in Item::each() {
        let begins = format!("  {:<4}{item} ", item.number());
        assert!(told.lines().any(|line| line.starts_with(&begins)), "{item} in {told}");
    }
    for standing in ["met  ", "visit  ", "missing  "] {
        assert!(told.contains(standing), "{standing} in {told}");
    }
}

#[test]
fn the_json_has_every_item_and_nothing_if_there_are_errors() {
    let folder = folder();
    let json = run(folder.path(), &["check", "short.yaml", "--format", "json"]).json();
    let items = json["completeness"].as_array().unwrap();
    assert_eq!(items.len(), 19);
    let item = |number: &str| items.iter().find(|i| i["number"] == number).unwrap();
    assert_eq!((&item("2")["standing"], &item("2")["how"]), (&"missing".into(), &"provider".into()));
    assert!(item("2")["lacks"].as_str().unwrap().starts_with("who teaches it"));
    assert_eq!((&item("9")["standing"], &item("9")["from"]), (&"met".into(), &"plan".into()));
    assert_eq!((&item("16b")["item"], &item("16b")["standing"]), (&"as-planned".into(), &"visit".into()));
    fs::write(folder.path().join("bad.yaml"), SHORT.replace("bridge", "brigde")).unwrap();
    let bad = run(folder.path(), &["check", "bad.yaml", "--format", "json"]).json();
    assert!(bad["completeness"].is_null(), "{bad}");
}

#[test]
fn the_page_tells_every_item_and_every_topic() {
    let page = fs::read_to_string(project().join("docs/completeness.md")).unwrap();
    for item in Item::each() {
        let key = if item.topic().is_some() { format!("`{item}`") } else { String::new() };
        let row = page.lines().find(|line| line.starts_with(&format!("| {} |", item.number())));
        let row = row.unwrap_or_else(|| panic!("no row for {}", item.number()));
        assert!(row.contains(&key), "{row}");
    }
}

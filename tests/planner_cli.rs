//! The plan as its users see it.

mod support;

use std::fs;
use std::path::Path;

use support::{SHORT, folder, run};

const START: [&str; 2] = ["--start", "2026-11-30"];

fn plan(folder: &Path, programme: &str, more: &[&str]) -> String {
    let told = run(folder, &[&["plan", programme, START[0], START[1]], more].concat());
    assert_eq!(told.code, 0, "{}", told.err);
    told.text()
}

/// A programme of 26 weeks with three visits and names that are long.
fn long() -> String {
    let head = SHORT.replace("weeks: 1", "weeks: 26").replace("      - use: bridge\n      - use: walking\n", "");
    head + "      - use: bridge\n        goal: { reps: 14 }\n      - use: kneeling-arm-reach\n        goal: { reps: 8 }\n      - use: walking\n        goal: { time: 30 min }\nvisits:\n  - { week: 1, day: tue, techniques: [lumbar-mobilisation-firm, soft-tissue-massage, explaining-pain] }\n  - { week: 26, day: fri, techniques: [flare-up-plan] }\n"
}

#[test]
fn the_grid_fits_a_terminal_and_has_every_week_exercise_and_session() {
    let folder = folder();
    fs::write(folder.path().join("long.yaml"), long()).unwrap();
    for programme in ["short.yaml", "persistent-low-back", "acute-low-back", "long.yaml"] {
        for more in [&[][..], &["--explain"]] {
            let text = plan(folder.path(), programme, more);
            assert!(text.lines().all(|l| l.chars().count() <= 80), "{text}");
        }
    }
    let text = plan(folder.path(), "long.yaml", &[]);
    for week in 1..=26 {
        assert!(text.contains(&format!("week {week}")), "week {week}");
    }
    let count = |sign: &str| {
        text.lines()
            .filter(|l| l.contains(" home ") || l.contains("clinic"))
            .map(|l| l.matches(sign).count())
            .sum::<usize>()
    };
    assert_eq!(count("○ ") + count("◐ ") + count("● "), 26 * 2 + 2);
    assert!(text.contains("Tue 1 Dec: lumbar-mobilisation-firm, soft-tissue-massage, explaining-pain"), "{text}");
}

#[test]
fn each_dose_says_why() {
    let folder = folder();
    let text = plan(folder.path(), "persistent-low-back", &["--explain"]);
    for part in
        ["first session of this exercise", "1 repetition more than 1 x 3", "session 2 at this dose", "a week before"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn two_programmes_stand_side_by_side() {
    let folder = folder();
    let text = plan(folder.path(), "short.yaml", &["--compare", "persistent-low-back"]);
    assert!(text.lines().all(|l| l.chars().count() <= 80), "{text}");
    let line = |start: &str| text.lines().find(|l| l.starts_with(start)).unwrap_or_else(|| panic!("{start} in {text}"));
    assert_eq!(line("weeks").split_whitespace().collect::<Vec<_>>(), ["weeks", "1", "6"]);
    assert!(line("  bird-dog").contains("-  ") && line("  bridge").contains("1 x 8"), "{text}");
    let heavy = SHORT.replace("weeks: 1", "weeks: 3").replace(
        "      - use: bridge\n      - use: walking\n",
        "      - use: suitcase-deadlift\n        start: { sets: 2, reps: 6, load: 4 kg }\n        goal: { sets: 2, reps: 6, load: 5.5 kg }\n",
    );
    fs::write(folder.path().join("heavy.yaml"), heavy).unwrap();
    let text = plan(folder.path(), "short.yaml", &["--compare", "heavy.yaml"]);
    assert!(!text.contains('…') && text.lines().all(|l| l.chars().count() <= 80), "{text}");
}

#[test]
fn the_json_says_what_is_left_out_and_what_must_be_true_to_go_on() {
    let folder = folder();
    let daily = SHORT.replace("days: [mon, thu]", "days: daily").replace("use: bridge", "use: deadlift");
    fs::write(folder.path().join("daily.yaml"), daily).unwrap();
    let told = run(folder.path(), &["plan", "daily.yaml", START[0], START[1], "--format", "json"]);
    let json = told.json();
    assert_eq!(json["sessions"][1]["left_out"][0]["exercise"], "deadlift");
    assert_eq!(json["sessions"][1]["left_out"][0]["why"], "heavy-rest");
    let told = run(folder.path(), &["plan", "persistent-low-back", START[0], START[1], "--format", "json"]).json();
    let items = told["sessions"].as_array().unwrap().iter().flat_map(|s| s["items"].as_array().unwrap());
    let mut ups = 0;
    for item in items {
        assert_eq!(item["gate"].is_string(), item["change"] == "up", "{item}");
        ups += usize::from(item["change"] == "up");
    }
    assert!(ups > 10);
}

#[test]
fn a_session_of_which_nothing_is_left_is_told_of() {
    let folder = folder();
    let daily = SHORT
        .replace("days: [mon, thu]", "days: daily")
        .replace("      - use: bridge\n      - use: walking\n", "      - use: deadlift\n");
    fs::write(folder.path().join("daily.yaml"), daily).unwrap();
    let told = run(folder.path(), &["plan", "daily.yaml", START[0], START[1], "--format", "json"]);
    assert!(told.err.contains("warning[empty-session]") && told.err.contains("3 sessions"), "{}", told.err);
    let json = told.json();
    assert_eq!(json["dropped"][0]["date"], "2026-12-01");
    assert_eq!(json["dropped"][0]["left_out"][0]["why"], "heavy-rest");
    let text = plan(folder.path(), "daily.yaml", &["--explain"]);
    assert!(text.contains("Tue  1 Dec  left out: heavy-rest"), "{text}");
}

#[test]
fn a_dose_that_ends_a_week_lower_is_marked_as_less() {
    let folder = folder();
    let pinned = SHORT
        .replace("weeks: 1", "weeks: 3")
        .replace("days: [mon, thu]", "days: [mon, wed, fri]")
        .replace("      - use: bridge\n      - use: walking\n", "      - use: bridge\n        goal: { reps: 12 }\n        pins:\n          - { week: 2, dose: { reps: 14 }, because: wants to }\n");
    fs::write(folder.path().join("pinned.yaml"), pinned).unwrap();
    let text = plan(folder.path(), "pinned.yaml", &[]);
    let line = text.lines().find(|l| l.starts_with("bridge")).unwrap();
    assert!(line.contains("!1 x 14") && line.contains("-1 x 1"), "{line}");
}

#[test]
fn conditions_on_the_command_line_count_like_those_in_the_programme() {
    let folder = folder();
    let told = run(folder.path(), &["check", "short.yaml", "--condition", "recent-spinal-surgery"]);
    assert_eq!(told.code, 1);
    assert!(told.err.contains("error[caution]") && told.err.contains("`bridge`"), "{}", told.err);
    let unknown = run(folder.path(), &["check", "short.yaml", "--condition", "recent-spinal-surgry"]);
    assert_eq!(unknown.code, 1);
    assert!(unknown.err.contains("did you mean `recent-spinal-surgery`?"), "{}", unknown.err);
    let forced = SHORT.replace(
        "      - use: bridge\n",
        "      - use: bridge\n        despite: { conditions: [recent-spinal-surgery], because: the surgeon agrees }\n",
    );
    fs::write(folder.path().join("forced.yaml"), forced).unwrap();
    assert_eq!(run(folder.path(), &["check", "forced.yaml", "--condition", "recent-spinal-surgery"]).code, 0);
}

#[test]
fn the_remedy_for_a_session_over_the_ceiling_works() {
    let folder = folder();
    let heavy = SHORT
        .replace("ceiling: 5", "ceiling: 2")
        .replace("      - use: bridge\n", "      - use: deadlift\n        start: { sets: 3, reps: 8, load: 8 kg }\n");
    fs::write(folder.path().join("heavy.yaml"), &heavy).unwrap();
    let told = run(folder.path(), &["check", "heavy.yaml"]).err;
    assert!(told.contains("warning[over-ceiling]"), "{told}");
    let (_, hint) = told.split_once("start `deadlift` at `").unwrap_or_else(|| panic!("{told}"));
    let (dose, rest) = hint.split_once('`').unwrap();
    assert!(rest.starts_with("; that was tried"), "{rest}");
    fs::write(folder.path().join("mended.yaml"), heavy.replace("{ sets: 3, reps: 8, load: 8 kg }", dose)).unwrap();
    let told = run(folder.path(), &["check", "mended.yaml"]).err;
    assert!(!told.contains("over-ceiling"), "{told}");
}

#[test]
fn bands_distances_and_times_a_day_reach_the_page() {
    let folder = folder();
    let library = folder.path().join("clinic");
    fs::create_dir_all(library.join("own")).unwrap();
    fs::write(library.join("library.yaml"), "id: clinic\nversion: 1.0.0\nname: Ours\nextends: core ^1\n").unwrap();
    let exercise = |name: &str, measure: &str, start: &str, most: &str, grow: &str| {
        format!(
            "name: {name}\npurpose: Trains you.\nposition: standing\nequipment: []\nsteps: [Do it slowly.]\n\
             feel: You should feel it work.\nmistakes: []\ndose:\n  measure: {measure}\n  start: {{ {start} }}\n  most: {{ {most} }}\n  grow: [{grow}]\n\
             work: []\nsoreness: []\navoid-if: []\nevidence: {{ certainty: low, source: expert-opinion }}\n\
             reviewed: {{ by: us, on: 2026-11-22, until: 2028-11-22 }}\n"
        )
    };
    let pull = exercise(
        "Band pull",
        "reps",
        "sets: 1, reps: 8, load: yellow band",
        "sets: 2, reps: 10, load: green band",
        "reps, load",
    );
    fs::write(library.join("own/band-pull.yaml"), pull).unwrap();
    let lap = exercise("Lap", "distance", "sets: 1, distance: 400 m", "sets: 1, distance: 1 km", "distance");
    fs::write(library.join("own/lap.yaml"), lap).unwrap();
    let programme = SHORT
        .replace("core ^1", "clinic ^1")
        .replace("weeks: 1", "weeks: 3")
        .replace("      - use: bridge\n      - use: walking\n", "")
        + "      - use: band-pull\n        goal: { load: red band }\n        start: { times-a-day: 2 }\n      - use: lap\n        goal: { distance: 500 m }\n";
    fs::write(folder.path().join("bands.yaml"), programme).unwrap();
    let args = ["--library", "clinic", START[0], START[1]];
    let told = run(folder.path(), &[&["handout", "bands.yaml", "-o", "bands.pdf"][..], &args].concat());
    assert_eq!(told.code, 0, "{}", told.err);
    let text = run(folder.path(), &[&["plan", "bands.yaml"][..], &args].concat()).text();
    assert!(text.contains("yellow") && text.contains("500 m"), "{text}");
    let json = run(folder.path(), &[&["plan", "bands.yaml", "--format", "json"][..], &args].concat()).json();
    let last = json["sessions"].as_array().unwrap().last().unwrap();
    assert_eq!(last["items"][0]["dose"]["band"], "red", "{last}");
    assert_eq!(last["items"][0]["dose"]["times_a_day"], 2, "{last}");
    let bad = fs::read_to_string(folder.path().join("bands.yaml")).unwrap();
    fs::write(folder.path().join("bad.yaml"), bad.replace("red band", "2 kg").replace("500 m", "500 s")).unwrap();
    let told = run(folder.path(), &["check", "bad.yaml", "--library", "clinic"]);
    assert!(told.err.contains("error[dose-mismatch]") && told.err.contains("error[wrong-unit]"), "{}", told.err);
}

#[test]
fn a_programme_with_dates_in_it_can_be_checked_without_a_first_day() {
    let folder = folder();
    let dated = SHORT.replace("weeks: 1", "weeks: 3")
        + "skip: [2026-12-25, { from: 2026-12-31, to: 2027-01-01 }]\nvisits:\n  - { on: 2026-12-29, techniques: [explaining-pain] }\n";
    fs::write(folder.path().join("dated.yaml"), dated).unwrap();
    let told = run(folder.path(), &["check", "dated.yaml"]);
    assert_eq!((told.code, told.err.as_str()), (0, ""));
}

#[test]
fn a_condition_with_a_slip_is_told_of_as_the_flag_that_it_is() {
    let folder = folder();
    let told = run(folder.path(), &["check", "short.yaml", "--condition", "pregnacy"]);
    assert!(told.err.contains("--> --condition:1:1") && told.err.contains("did you mean `pregnancy`?"), "{}", told.err);
}

#[test]
fn a_slip_in_the_library_hides_nothing_of_the_programme_and_is_told_by_its_cause_alone() {
    let folder = folder();
    fs::create_dir(folder.path().join("clinic")).unwrap();
    let head = "id: clinic\nversion: 1.0.0\nname: A clinic\nextend: core ^1\n";
    fs::write(folder.path().join("clinic/library.yaml"), head).unwrap();
    fs::write(folder.path().join("sore.yaml"), SHORT.replace("usual-pain: ", "usual-pain: 1")).unwrap();
    let told = run(folder.path(), &["check", "sore.yaml", "--library", "clinic", "--format", "json"]);
    let text = told.text();
    let codes: Vec<&str> = text.lines().filter_map(|l| l.trim().strip_prefix("\"code\": ")).collect();
    assert_eq!(codes, ["\"unknown-key\",", "\"soreness-range\","], "{text}");
}

#[test]
fn the_first_day_that_a_check_tries_is_told_if_the_programme_has_none() {
    let folder = folder();
    let dated = SHORT.to_owned() + "visits:\n  - { on: 2026-12-29, techniques: [explaining-pain] }\n";
    fs::write(folder.path().join("dated.yaml"), dated).unwrap();
    let text = run(folder.path(), &["check", "dated.yaml"]).text();
    assert!(text.contains("without `start:`, tried from Tuesday 29 December 2026"), "{text}");
    assert!(!run(folder.path(), &["check", "short.yaml"]).text().contains("tried from"));
}

#[test]
fn programmes_of_one_name_are_told_apart_by_their_files_and_compared_as_json_too() {
    let folder = folder();
    fs::write(folder.path().join("other.yaml"), SHORT.replace("ceiling: 5", "ceiling: 4.25")).unwrap();
    let text = plan(folder.path(), "short.yaml", &["--compare", "other.yaml"]);
    let head: Vec<&str> = text.lines().next().unwrap().split_whitespace().collect();
    assert_eq!(head, ["short.yaml", "other.yaml"]);
    let ceilings = text.lines().find(|l| l.starts_with("ceiling")).unwrap();
    assert_eq!(ceilings.split_whitespace().collect::<Vec<_>>(), ["ceiling", "5", "4.25"]);
    let args = ["plan", "short.yaml", START[0], START[1], "--compare", "other.yaml", "--format", "json"];
    let json = run(folder.path(), &args).json();
    assert_eq!(json["programmes"][1]["file"], "other.yaml");
    assert_eq!(json["programmes"][1]["ceiling"], 4.25);
    let plan = &json["programmes"][0]["plan"];
    assert_eq!(plan["sessions"].as_array().unwrap().len(), json["programmes"][0]["peaks"].as_array().unwrap().len());
}

#[test]
fn the_grid_says_which_lot_is_done_when() {
    let folder = folder();
    let lots = SHORT
        .lines()
        .map(|l| match l.trim() {
            _ if l.starts_with("days:") => "days: { a: [mon], b: [tue] }\n".to_owned(),
            "- use: bridge" => format!("{l}\n        split: b\n"),
            _ => l.to_owned() + "\n",
        })
        .collect::<String>();
    fs::write(folder.path().join("lots.yaml"), lots).unwrap();
    let text = plan(folder.path(), "lots.yaml", &[]);
    for start in ["b  bridge", "ab walking", "Mon home a", "Tue home b"] {
        assert!(text.lines().any(|l| l.starts_with(start)), "{start} in {text}");
    }
    assert!(!plan(folder.path(), "short.yaml", &[]).contains("the lot that is done"));
}

#[test]
fn words_of_a_closed_list_are_taken_with_capitals_and_with_blanks_or_hyphens() {
    let folder = folder();
    let search = |flag: &str, word: &str| {
        let told = run(folder.path(), &["library", "search", flag, word]);
        assert_eq!(told.code, 0, "{word}: {}", told.err);
        told.text()
    };
    assert_eq!(search("--muscle", "Gluteus-Maximus"), search("--muscle", "gluteus-maximus"));
    assert_eq!(search("--region", "Lower Back"), search("--region", "lower-back"));
}

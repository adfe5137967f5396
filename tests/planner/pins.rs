//! Doses that are laid down for a week.

use super::*;

#[test]
fn a_pinned_dose_is_honoured_and_gone_on_from_if_it_is_further_on() {
    let pins = pin(2, "{ reps: 6 }", "travels") + &pin(3, "{ reps: 11 }", "was at the gym");
    let exercises = format!("      - use: bridge\n        goal: {{ reps: 12 }}\n        pins:\n{pins}");
    let schedule = scheduled(4, "[mon, thu]", &exercises);
    assert_eq!(
        shown(&schedule, "bridge"),
        ["1 x 8", "1 x 8", "1 x 6", "1 x 6", "1 x 11", "1 x 11", "1 x 12", "1 x 12"]
    );
    assert_eq!(reasons(&schedule, "bridge")[2], StepReason::Pinned("travels".to_owned()));
}

#[test]
fn a_pin_changes_what_it_names_and_nothing_else() {
    let pinned = |dose: &str| {
        let exercises = format!(
            "      - use: deadlift\n        start: {{ sets: 2, reps: 6, load: 4 kg }}\n        \
             goal: {{ sets: 3, reps: 10, load: 8 kg }}\n        pins:\n{}",
            pin(2, dose, "feels stiff")
        );
        shown(&scheduled(3, "[mon, thu]", &exercises), "deadlift")
    };
    assert_eq!(pinned("{ reps: 5 }")[2..4], ["2 x 5, 4 kg", "2 x 5, 4 kg"]);
    assert_eq!(pinned("{ load: 5 kg }")[2..5], ["2 x 6, 5 kg", "2 x 6, 5 kg", "2 x 7, 5 kg"]);
    // Twice a day for a week is not twice a day for ever.
    let twice = pinned("{ times-a-day: 2 }");
    assert!(twice[2].contains("2 a day") && !twice[4].contains("a day"), "{twice:?}");
}

#[test]
fn a_pin_above_the_goal_is_followed_by_the_goal() {
    let pin = pin(2, "{ reps: 14 }", "a try");
    let exercises = format!("      - use: bridge\n        goal: {{ reps: 12 }}\n        pins:\n{pin}");
    let done = shown(&scheduled(3, "[mon, thu]", &exercises), "bridge");
    assert_eq!(done, ["1 x 8", "1 x 8", "1 x 14", "1 x 14", "1 x 12", "1 x 12"]);
}

#[test]
fn a_pin_is_for_the_exercise_that_it_is_written_for() {
    let pin = pin(5, "{ reps: 12 }", "asks for more");
    let exercises =
        format!("      - use: bridge\n        goal: {{ reps: 9 }}\n        climb: true\n        pins:\n{pin}");
    let schedule = scheduled(7, "[mon, wed, fri]", &exercises);
    let done = shown(&schedule, "bridge");
    assert_eq!(done[12..15], ["1 x 12", "1 x 12", "1 x 12"], "{done:?}");
    assert!(shown(&schedule, "bridge-hold")[..15].iter().all(|dose| dose == "-"), "it climbs after the pin");
    assert!(shown(&schedule, "bridge-hold")[15..].iter().any(|dose| dose != "-"));
    let bars = told(&schedule, "bridge").iter().filter(|reason| reason.contains("laid down for week 5")).count();
    assert!(bars > 3);
}

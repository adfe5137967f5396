//! How a dose grows: the smallest step, by how much at most, and what a step says.

use super::*;

const THREE_TO_FIVE: &str = "      - use: sit-to-stand\n        start: { reps: 3 }\n        goal: { reps: 5 }\n";

#[test]
fn each_dose_is_done_twice_then_grows_by_the_smallest_step() {
    let (schedule, codes) =
        planned(&programme(2, "[mon, wed, fri]", "      - use: bridge\n        goal: { reps: 10 }\n", ""));
    assert_eq!(shown(&schedule, "bridge"), ["1 x 8", "1 x 8", "1 x 9", "1 x 9", "1 x 10", "1 x 10"]);
    assert_eq!(codes, []);
}

#[test]
fn no_week_has_much_more_than_the_one_before_but_for_one_smallest_step() {
    // From 3: a step to 4 is a third more, and the smallest there is. The next one, to 5, waits until 4 is a week old.
    let schedule = scheduled(3, "[mon, wed, fri]", THREE_TO_FIVE);
    assert_eq!(
        shown(&schedule, "sit-to-stand"),
        ["1 x 3", "1 x 3", "1 x 4", "1 x 4", "1 x 4", "1 x 5", "1 x 5", "1 x 5", "1 x 5"]
    );
    let held = reasons(&schedule, "sit-to-stand");
    assert!(
        matches!(&held[4], StepReason::Held(Held::Volume { wanted, before, .. }) if (wanted.short(), before.short()) == ("1 x 5".to_owned(), "1 x 3".to_owned())),
        "{held:?}"
    );
}

#[test]
fn an_overruled_rule_does_not_hold() {
    let more = "overrules:\n  - { rule: weekly-volume, because: did more last month }\n";
    let (schedule, _) = planned(&programme(2, "[mon, wed, fri]", THREE_TO_FIVE, more));
    assert_eq!(shown(&schedule, "sit-to-stand")[4], "1 x 5");
}

#[test]
fn a_step_says_what_grew_by_how_much_and_why_it_is_a_large_one() {
    let schedule = scheduled(2, "[mon, wed, fri]", "      - use: bridge\n        goal: { reps: 11, sets: 2 }\n");
    assert_eq!(
        told(&schedule, "bridge")[2],
        "2 repetitions more than 1 x 8 (25%); a larger step, as little time is left to the goal"
    );
    let schedule = scheduled(2, "[mon, wed, fri]", "      - use: bridge\n        goal: { sets: 2 }\n");
    assert_eq!(told(&schedule, "bridge")[2], "1 set more than 1 x 8 (100%)");
    let schedule = scheduled(3, "[mon, wed, fri]", THREE_TO_FIVE);
    assert_eq!(
        told(&schedule, "sit-to-stand")[4],
        "held: 1 x 5 would be 67% more than 1 x 3 a week before, where 30% is the most"
    );
}

#[test]
fn a_load_grows_by_small_steps_and_never_by_more_than_a_third_in_a_week() {
    let exercises = "      - use: deadlift\n        start: { sets: 2, reps: 6, load: 4 kg }\n        goal: { sets: 2, reps: 6, load: 20 kg }\n";
    let schedule = scheduled(12, "[mon, wed, fri]", exercises);
    let loads: Vec<f64> =
        schedule.sessions().iter().map(|s| s.items()[0].dose().get(Variable::Load).unwrap()).collect();
    assert_eq!(loads.last(), Some(&20.0), "{loads:?}");
    // Three sessions are a week.
    for week in loads.windows(4) {
        assert!(week[3] <= week[0] * 1.3 + 1e-9, "{loads:?}");
    }
    // Without need it grows by the smallest step.
    let calm = exercises.replace("20 kg", "6 kg");
    let schedule = scheduled(12, "[mon, wed, fri]", &calm);
    assert_eq!(
        shown(&schedule, "deadlift")[..5],
        ["2 x 6, 4 kg", "2 x 6, 4 kg", "2 x 6, 4.5 kg", "2 x 6, 4.5 kg", "2 x 6, 5 kg"]
    );
}

#[test]
fn a_band_grows_by_one_colour_which_stands_alone_in_its_week() {
    let exercises = "      - use: band-row\n        start: { reps: 8, load: yellow band }\n        goal: { reps: 8, load: green band }\n";
    let schedule = scheduled(2, "[mon, wed, fri]", exercises);
    let bands = told(&schedule, "band-row");
    assert_eq!(bands[2], "red band after yellow band");
    assert_eq!(
        bands[4],
        "held: 1 x 8, green band would be 100% more than 1 x 8, yellow band a week before, where 30% is the most"
    );
    assert_eq!(bands[5], "green band after red band");
}

#[test]
fn sessions_in_which_an_exercise_rests_are_no_time_to_grow_in() {
    // Heavy, so every other day at most: the same nine days in both programmes.
    let exercises = "      - use: goblet-squat\n        start: { sets: 1, reps: 6 }\n        goal: { reps: 11 }\n";
    let done = |days: &str| {
        let done = shown(&scheduled(3, days, exercises), "goblet-squat");
        done.into_iter().filter(|dose| dose != "-").collect::<Vec<_>>()
    };
    assert_eq!(done("daily"), done("[mon, wed, fri]"));
    assert!(done("daily").last().unwrap().starts_with("1 x 11"), "{:?}", done("daily"));
}

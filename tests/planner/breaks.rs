//! Going on after less was done, or nothing.

use super::*;

#[test]
fn after_less_an_exercise_goes_back_to_what_was_done_before_and_no_further() {
    let (second, third) = (pin(2, "{ reps: 4 }", "travels"), pin(3, "{ reps: 4 }", "travels"));
    let exercises =
        format!("      - use: bridge\n        dose: {{ sets: 1, reps: 8-15 }}\n        pins:\n{second}{third}");
    let schedule = scheduled(6, "[mon, wed, fri]", &exercises);
    let done = shown(&schedule, "bridge");
    assert_eq!(done[..3], ["1 x 8", "1 x 8", "1 x 10"]);
    assert!(done[3..9].iter().all(|d| d == "1 x 4"), "{done:?}");
    assert_eq!(done[9..12], ["1 x 10", "1 x 10", "1 x 12"]);
    assert_eq!(told(&schedule, "bridge")[9], "back to what was done until Fri 4 Dec");
    // With the Friday before left out too, the dose is the one from before, not a larger one.
    let exercises = exercises.replace(&third, "");
    let (schedule, _) = planned(&programme(4, "[mon, wed, fri]", &exercises, "skip: [2026-12-04]\n"));
    assert_eq!(
        shown(&schedule, "bridge")[..8],
        ["1 x 8", "1 x 8", "1 x 4", "1 x 4", "1 x 4", "1 x 8", "1 x 8", "1 x 10"]
    );
}

#[test]
fn after_less_for_longer_than_the_body_keeps_an_exercise_grows_from_there() {
    let pins: String = (2..=9).map(|w| pin(w, "{ reps: 4 }", "ill")).collect();
    let exercises = format!("      - use: bridge\n        dose: {{ sets: 1, reps: 8-10 }}\n        pins:\n{pins}");
    let schedule = scheduled(12, "[mon]", &exercises);
    assert_eq!(shown(&schedule, "bridge")[8..], ["1 x 4", "1 x 5", "1 x 5", "1 x 6"]);
    // What was never done is not gone back to either.
    let first = format!("      - use: bridge\n        pins:\n{}", pin(1, "{ reps: 4 }", "ill"));
    assert_eq!(shown(&scheduled(2, "[mon, wed, fri]", &first), "bridge")[3..], ["1 x 5", "1 x 5", "1 x 5"]);
}

#[test]
fn after_a_break_an_exercise_is_done_once_more_and_after_a_long_one_begins_anew() {
    let exercises = "      - use: bridge\n        goal: { reps: 12 }\n";
    let skip = |from: &str, to: &str| format!("skip: [{{ from: {from}, to: {to} }}]\n");
    // A week off: 10 days between two sessions.
    let (schedule, _) = planned(&programme(6, "[mon, wed, fri]", exercises, &skip("2026-12-14", "2026-12-20")));
    let done = shown(&schedule, "bridge");
    assert_eq!(done[4..8], ["1 x 10", "1 x 10", "1 x 10", "1 x 11"].map(str::to_owned), "{done:?}");
    assert_eq!(told(&schedule, "bridge")[6], "after a break since Fri 11 Dec, before the next step");
    // Nine weeks off: more than the body keeps.
    let (schedule, _) = planned(&programme(14, "[mon, wed, fri]", exercises, &skip("2026-12-14", "2027-02-14")));
    let done = shown(&schedule, "bridge");
    assert_eq!(done[5..8], ["1 x 10", "1 x 8", "1 x 8"].map(str::to_owned), "{done:?}");
    assert_eq!(told(&schedule, "bridge")[6], "begun anew after a break since Fri 11 Dec 2026");
}

//! Where a dose begins and where it is to go.

use super::*;

#[test]
fn quotas_begin_at_seven_tenths_of_the_baseline() {
    let exercises = "      - use: bridge\n        baseline: [10, 12, 14]\n        goal: { reps: 10 }\n";
    let text = programme(2, "[mon, wed, fri]", exercises, "").replace("pain-contingent", "time-contingent");
    // The mean is 12; seven tenths of it are 8.4.
    assert_eq!(shown(&planned(&text).0, "bridge")[0], "1 x 8");
    let walk = programme(1, "[mon]", "      - use: walking\n        baseline: [12 min, 15 min, 12 min]\n", "");
    assert_eq!(shown(&planned(&walk.replace("pain-contingent", "time-contingent")).0, "walking"), ["1 x 9 min"]);
}

#[test]
fn a_range_is_short_for_start_and_goal() {
    let doses = |exercise: &str| shown(&scheduled(2, "[mon, wed, fri]", exercise), "bridge");
    let short = "      - use: bridge\n        dose: { sets: 1, reps: 8-10 }\n";
    let long = "      - use: bridge\n        start: { reps: 8 }\n        goal: { reps: 10 }\n";
    assert_eq!(doses(short), doses(long));
}

#[test]
fn a_goal_that_lighter_weeks_or_skipped_days_cost_says_so() {
    let hint = |exercise: &str, more: &str| {
        let found = remarks(&programme(4, "[mon, wed, fri]", exercise, more));
        found.iter().find(|f| f.code() == Code::GoalUnreached).map(|f| f.hint().to_owned()).unwrap_or_default()
    };
    let exercise = "      - use: bridge\n        dose: { sets: 1, reps: 8-15 }\n";
    assert_eq!(hint(exercise, ""), "");
    let skip = "skip: [{ from: 2026-12-05, to: 2026-12-24 }]\n";
    assert!(hint(exercise, skip).starts_with("the skipped days cost it"), "{}", hint(exercise, skip));
    let deload = "deload: { every: 2 weeks }\n";
    assert!(hint(exercise, deload).starts_with("the lighter weeks cost it"), "{}", hint(exercise, deload));
}

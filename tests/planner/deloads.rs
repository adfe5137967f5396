//! Lighter weeks.

use super::*;

#[test]
fn a_lighter_week_changes_nothing_for_the_others_and_does_not_set_back() {
    let exercises = "      - use: bridge\n        goal: { reps: 12 }\n        deload: { every: 2 weeks }\n      - use: walking\n        goal: { time: 14 min }\n";
    let with = scheduled(4, "[mon, wed, fri]", exercises);
    let without = scheduled(4, "[mon, wed, fri]", &exercises.replace("        deload: { every: 2 weeks }\n", ""));
    // Six sessions are left to grow in, so steps of two are needed; six tenths of ten repetitions are six.
    assert_eq!(
        shown(&with, "bridge")[..9],
        ["1 x 8", "1 x 8", "1 x 10", "1 x 6", "1 x 6", "1 x 6", "1 x 10", "1 x 12", "1 x 12"]
    );
    assert_eq!(doses(&with, "walking"), doses(&without, "walking"));
    let item = |s: &Session| s.items()[0].change();
    assert_eq!((item(&with.sessions()[3]), item(&with.sessions()[6])), (Change::Deload, Change::Up));
}

#[test]
fn the_programme_may_have_lighter_weeks_and_one_exercise_none() {
    let exercises = "      - use: bridge\n        deload: false\n      - use: walking\n";
    let (schedule, _) = planned(&programme(4, "[mon]", exercises, "deload: { every: 4 weeks }\n"));
    assert_eq!(shown(&schedule, "walking"), ["1 x 10 min", "1 x 10 min", "1 x 10 min", "1 x 6 min"]);
    assert_eq!(shown(&schedule, "bridge")[3], "1 x 8");
}

//! The days on which sessions are.

use super::*;

fn days_of(days: &str, weeks: u32, more: &str) -> Vec<Weekday> {
    let (schedule, _) = planned(&programme(weeks, days, "      - use: bridge\n", more));
    schedule.sessions().iter().map(|s| s.date().weekday()).collect()
}

#[test]
fn days_may_be_said_in_several_ways() {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    assert_eq!(days_of("daily", 1, ""), [Mon, Tue, Wed, Thu, Fri, Sat, Sun]);
    assert_eq!(days_of("alternate", 2, ""), [Mon, Wed, Fri, Sun, Tue, Thu, Sat]);
    assert_eq!(days_of("3 a week", 1, ""), [Mon, Wed, Fri]);
    assert_eq!(days_of("[fri, mon]", 1, ""), [Mon, Fri]);
    let more = "skip: [2026-12-02, { from: 2026-12-04, to: 2026-12-05 }]\n";
    assert_eq!(days_of("daily", 1, more), [Mon, Tue, Thu, Sun]);
}

#[test]
fn two_lots_of_exercises_take_turns() {
    let exercises =
        "      - use: bridge\n        split: a\n      - use: bird-dog\n        split: b\n      - use: walking\n";
    let schedule = scheduled(1, "{ a: [mon, thu], b: [tue, fri] }", exercises);
    assert_eq!(is_done(&schedule, "bridge"), [true, false, true, false]);
    assert_eq!(is_done(&schedule, "bird-dog"), [false, true, false, true]);
    assert_eq!(is_done(&schedule, "walking"), [true; 4]);
}

//! Rest between sessions, after heavy and after new eccentric work.

use super::*;

/// The days on which nothing is left to do, each with the reason of its first exercise.
fn dropped(schedule: &Schedule) -> Vec<(Weekday, LeftOut)> {
    schedule.dropped().iter().map(|s| (s.date().weekday(), s.left_out()[0].1)).collect()
}

#[test]
fn heavy_exercises_rest_for_two_days_and_are_done_three_times_a_week_at_most() {
    let schedule = scheduled(1, "daily", "      - use: deadlift\n      - use: walking\n");
    assert_eq!(is_done(&schedule, "deadlift"), [true, false, true, false, true, false, false]);
    let left_out: Vec<LeftOut> = schedule.sessions().iter().flat_map(|s| s.left_out()).map(|(_, why)| *why).collect();
    assert_eq!(left_out, [LeftOut::HeavyRest, LeftOut::HeavyRest, LeftOut::HeavyRest, LeftOut::HeavyDays]);
    assert!(is_done(&schedule, "walking").iter().all(|done| *done));
}

#[test]
fn heavy_exercises_for_the_same_muscles_rest_from_each_other_but_not_in_one_session() {
    let exercises = "      - use: deadlift\n        split: a\n      - use: goblet-squat\n        split: b\n";
    let (schedule, codes) = planned(&programme(1, "{ a: [mon, thu], b: [tue, fri] }", exercises, ""));
    assert_eq!(shown(&schedule, "goblet-squat"), ["-", "-"]);
    assert_eq!(dropped(&schedule), [(Weekday::Tue, LeftOut::HeavyRest), (Weekday::Fri, LeftOut::HeavyRest)]);
    assert_eq!(codes, [Code::EmptySession]);
    let together = exercises.replace("        split: a\n", "").replace("        split: b\n", "");
    let (schedule, codes) = planned(&programme(1, "[mon, thu]", &together, ""));
    assert_eq!(is_done(&schedule, "goblet-squat"), [true, true]);
    assert_eq!(is_done(&schedule, "deadlift"), [true, true]);
    assert_eq!(codes, []);
    // A band for the shoulders needs no rest from it.
    let other = exercises.replace("goblet-squat", "door-push-band");
    let schedule = scheduled(1, "{ a: [mon, thu], b: [tue, fri] }", &other);
    assert_eq!(is_done(&schedule, "door-push-band").iter().filter(|done| **done).count(), 2);
}

#[test]
fn somebody_new_to_training_does_anything_heavy_on_two_to_three_days_a_week() {
    // The two load other muscles, so that only the number of days keeps them apart.
    let exercises = "      - use: deadlift\n        split: a\n      - use: door-push-band\n        split: b\n";
    let text = programme(1, "{ a: [mon, thu], b: [tue, fri] }", exercises, "");
    let novice = text.replace("last-active: 8 weeks", "last-active: 12 weeks");
    let left_out = |text: &str| {
        let (schedule, codes) = planned(text);
        (dropped(&schedule), codes)
    };
    assert_eq!(left_out(&text), (vec![], vec![]));
    assert_eq!(left_out(&novice), (vec![(Weekday::Fri, LeftOut::NoviceDays)], vec![Code::EmptySession]));
    let overruled = format!("{novice}overrules:\n  - {{ rule: novice-days, because: trained for years before }}\n");
    assert_eq!(left_out(&overruled), (vec![], vec![]));

    // Once a week is remarked on, whatever else is done on other days.
    let once = "      - use: deadlift\n        split: a\n      - use: walking\n";
    let text = programme(2, "{ a: [mon], b: [tue, fri] }", once, "");
    assert_eq!(planned(&text).1, []);
    let novice = text.replace("last-active: 8 weeks", "last-active: 12 weeks");
    assert_eq!(planned(&novice).1, [Code::SeldomHeavy]);
    let overruled = format!("{novice}overrules:\n  - {{ rule: novice-days, use: deadlift, because: far away }}\n");
    assert_eq!(planned(&overruled).1, []);
}

/// The core library with one exercise whose work is strongly eccentric.
fn with_eccentric() -> Library {
    let slow = core_file("/sit-to-stand.yaml").replace("name: ", "name: Slow ");
    let slow = slow.replace("action: mixed", "action: eccentric");
    let slow: String = slow.lines().filter(|l| !l.starts_with("ladder:")).map(|l| l.to_owned() + "\n").collect();
    with_file("own/slow-sit.yaml", &slow)
}

#[test]
fn new_eccentric_work_rests_for_three_days_in_the_first_two_weeks() {
    let library = with_eccentric();
    let text = programme(3, "[mon, wed, fri]", "      - use: slow-sit\n      - use: walking\n", "");
    let (_, schedule, _) = planned_in(&library, &text, "2026-11-30");
    // Monday; not Wednesday (48 h); Friday; Monday (72 h); not Wednesday; Friday; then as the days are.
    assert_eq!(is_done(&schedule, "slow-sit"), [true, false, true, true, false, true, true, true, true]);
    assert!(schedule.sessions()[1].left_out().iter().all(|(_, why)| *why == LeftOut::EccentricRest));
}

#[test]
fn what_was_done_before_the_first_day_is_not_new() {
    let library = with_eccentric();
    let exercises = "      - use: slow-sit\n";
    let earlier = "earlier:\n  - { weeks-ago: 3, use: slow-sit, times: 6 }\n";
    let done = |more: &str| {
        let text = programme(2, "[mon, wed, fri]", exercises, more);
        shown(&planned_in(&library, &text, "2026-11-30").1, "slow-sit").iter().filter(|d| *d != "-").count()
    };
    assert!(done("") < 6);
    assert_eq!(done(earlier), 6);
}

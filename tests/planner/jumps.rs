//! Much more than the week before, which is remarked on and kept.

use super::*;

#[test]
fn a_pinned_dose_far_above_what_was_done_is_remarked_on_and_kept() {
    let pinned = |dose: &str| {
        let exercises = format!("      - use: bridge\n        pins:\n{}", pin(2, dose, "wants to"));
        planned(&programme(2, "[mon, thu]", &exercises, ""))
    };
    let (schedule, codes) = pinned("{ sets: 3, reps: 15 }");
    assert_eq!((codes, shown(&schedule, "bridge")[2].as_str()), (vec![Code::VolumeJump], "3 x 15"));
    assert_eq!(pinned("{ reps: 9 }").1, []);
}

#[test]
fn a_load_laid_down_far_above_the_one_before_is_remarked_on() {
    let pin = pin(2, "{ sets: 2, reps: 6, load: 20 kg }", "wants to");
    let pinned = format!("      - use: deadlift\n        pins:\n{pin}");
    assert_eq!(planned(&programme(2, "[mon, thu]", &pinned, "")).1, [Code::VolumeJump]);
    let two = |load: &str| {
        let more = format!(
            "  - name: More\n    weeks: 2\n    exercises:\n      - use: deadlift\n        start: {{ load: {load} }}\n"
        );
        let text = programme(2, "[mon, thu]", "      - use: deadlift\n", &more).replacen("weeks: 2", "weeks: 4", 1);
        remarks(&text).iter().map(Diagnostic::code).collect::<Vec<_>>()
    };
    assert_eq!(two("8 kg"), [Code::VolumeLeap]);
    assert_eq!(two("5 kg"), [Code::VolumeJump]);
    assert_eq!(two("4.5 kg"), []);
}

#[test]
fn a_phase_that_begins_much_harder_is_remarked_on() {
    let phase = |name: &str, effort: u32| {
        format!(
            "  - name: {name}\n    weeks: 2\n    exercises:\n      - use: walking\n        start: {{ effort: {effort} }}\n"
        )
    };
    let text = programme(4, "[mon, thu]", "", "");
    let head = text.split("  - name: All").next().unwrap();
    for (to, codes) in [(5, vec![]), (6, vec![Code::VolumeJump])] {
        assert_eq!(planned(&format!("{head}{}{}", phase("Begin", 3), phase("Go on", to))).1, codes, "to {to}");
    }
}

#[test]
fn far_more_days_a_week_are_remarked_on_and_holidays_are_not() {
    let exercises = "      - use: bridge\n        split: a\n      - use: walking\n";
    let both = programme(4, "{ a: [mon], b: [tue, wed, thu, fri] }", exercises, "");
    let later =
        "  - name: More\n    weeks: 2\n    exercises:\n      - use: bridge\n      - use: walking\n        split: b\n";
    let text = both.replace("  - name: All\n    weeks: 4", "  - name: All\n    weeks: 2") + later;
    assert_eq!(planned(&text).1, [Code::VolumeJump]);
    let overruled = format!("{text}overrules:\n  - {{ rule: weekly-volume, use: bridge, because: did so before }}\n");
    assert_eq!(planned(&overruled).1, []);
    let holiday = programme(3, "[mon, wed, fri]", "      - use: bridge\n", "skip: [2026-11-30, 2026-12-02]\n");
    assert_eq!(planned(&holiday).1, []);
}

//! What is found in a plan as a whole, and whether its remedies do what they say.

use std::sync::LazyLock;

use backplan::diagnostic::{Code, Diagnostic};
use backplan::embedded;
use backplan::forecast::forecast;
use backplan::library::Library;
use backplan::planner::plan;
use backplan::programme::Programme;
use backplan::review::{Whole, review};
use chrono::NaiveDate;

static LIBRARY: LazyLock<Library> =
    LazyLock::new(|| Library::read("core", &embedded::core_library()).into_parts().0.unwrap());

/// A programme of two weeks with its days, exercises and whatever else, for somebody who is easily sore.
fn programme(days: &str, exercises: &[&str], more: &str) -> String {
    let exercises: String = exercises.iter().map(|e| format!("      - use: {e}\n")).collect();
    format!(
        "name: A try\npurpose: A try.\nlibrary: core ^1\nstart: 2026-11-30\nweeks: 2\ndays: {days}\nmode: pain-contingent\n\
         person: {{ usual-pain: 2, sensitivity: high, last-active: 20 weeks, worried: true }}\n\
         phases:\n  - name: All\n    weeks: 2\n    exercises:\n{exercises}{more}"
    )
}

/// All findings of a kind, and the highest forecast.
fn found(text: &str, code: Code) -> (Vec<Diagnostic>, f64) {
    let (programme, findings) = Programme::read("try.yaml", text.as_bytes(), &LIBRARY).into_parts();
    let programme = programme.unwrap_or_else(|| panic!("{findings:#?}\n{text}"));
    let start: NaiveDate = "2026-11-30".parse().unwrap();
    let (schedule, findings) = plan(&programme, &LIBRARY, start).into_parts();
    let schedule = schedule.unwrap_or_else(|| panic!("{findings:#?}\n{text}"));
    let forecasts = forecast(&schedule, &programme, &LIBRARY);
    let whole = Whole { programme: &programme, library: &LIBRARY, schedule: &schedule, forecasts: &forecasts };
    let all = review(&whole).into_parts().1;
    let highest = forecasts.iter().map(|f| f.peak().rounded()).fold(0.0, f64::max);
    (all.into_iter().filter(|f| f.code() == code).collect(), highest)
}

const VISIT: &str = "visits:\n  - { week: 1, day: mon, techniques: [lumbar-mobilisation-firm] }\n";

#[test]
fn a_home_session_after_a_visit_on_the_same_day_is_on_its_peak_if_that_begins_then() {
    let exercises = ["sit-to-stand", "cat-camel", "bridge"];
    let (peaks, _) = found(&programme("[mon, fri]", &exercises, VISIT), Code::OnThePeak);
    assert_eq!(peaks[0].message(), "session 2 falls on the peak of session 1 (`lumbar-mobilisation-firm`, lower back)");
    // Muscles ache a day or more later: two visits on one day would not matter to them.
    let (peaks, _) = found(&programme("[thu]", &exercises, VISIT), Code::OnThePeak);
    assert_eq!(peaks, []);
}

#[test]
fn no_visit_is_moved_to_a_day_with_a_home_session_and_no_peak_is_made_higher() {
    let exercises = ["sit-to-stand", "cat-camel", "bridge"];
    let before = programme("[tue, fri]", &exercises, VISIT);
    let (peaks, highest) = found(&before, Code::OnThePeak);
    assert!(!peaks.is_empty());
    for peak in &peaks {
        assert!(!peak.hint().contains("to `tue`") && !peak.hint().contains("to `fri`"), "{}", peak.hint());
    }
    // A free day is only named if the visit does not come on top of what the home sessions left.
    for day in ["wed", "thu"] {
        let named = peaks.iter().any(|peak| peak.hint().contains(&format!("to `{day}`")));
        let moved = found(&before.replace("day: mon", &format!("day: {day}")), Code::OnThePeak).1;
        assert!(!named || moved <= highest, "{day}: {moved} above {highest}");
    }
    let same_day = programme("[tue, fri]", &exercises, &VISIT.replace("mon", "tue"));
    let (peaks, highest) = found(&same_day, Code::OnThePeak);
    let day = peaks[0].hint().split("to `").nth(1).and_then(|rest| rest.split('`').next()).unwrap().to_owned();
    let (left, after) = found(&same_day.replace("day: tue", &format!("day: {day}")), Code::OnThePeak);
    assert!(left.len() < peaks.len() && after <= highest, "{} {left:?}", peaks[0].hint());
}

/// An exercise that is felt the days after.
const HEAVY: &str = "deadlift\n        start: { sets: 3, reps: 8, load: 8 kg }";

#[test]
fn what_was_done_just_before_the_programme_has_its_peak_too() {
    let more = "earlier:\n  - { on: 2026-11-29, use: deadlift, dose: { sets: 3, reps: 8, load: 8 kg } }\n\
                overrules:\n  - { rule: heavy-rest, because: wants to lift on both days }\n";
    let (peaks, _) = found(&programme("[mon, fri]", &[HEAVY], more), Code::OnThePeak);
    assert!(peaks[0].message().starts_with("session 1 falls on the peak of what was done before (`deadlift`"));
    let long_ago = more.replace("11-29", "11-01");
    assert_eq!(found(&programme("[mon, fri]", &[HEAVY], &long_ago), Code::OnThePeak).0, []);
}

#[test]
fn all_pins_that_lift_sessions_over_the_ceiling_are_named_and_taking_them_away_helps() {
    let pin = |week| format!("          - {{ week: {week}, dose: {{ sets: 3, reps: 15 }}, because: wants to }}\n");
    let pins = format!("        pins:\n{}{}", pin(1), pin(2));
    let text = programme("[mon, thu]", &["walking", "bridge"], &pins).replace("mode:", "ceiling: 3\nmode:");
    let (over, _) = found(&text, Code::OverCeiling);
    assert!(over[0].hint().starts_with("take the pins of `bridge` in weeks 1 and 2 away"), "{}", over[0].hint());
    assert_eq!(found(&text.replace(&pins, ""), Code::OverCeiling).0, []);
}

#[test]
fn what_is_to_blame_is_that_without_which_the_session_would_be_least_sore() {
    let visit = VISIT.replace("mon", "tue");
    let text = programme("[mon, wed, fri]", &["bridge", "bird-dog"], &visit).replace("mode:", "ceiling: 0.5\nmode:");
    let (over, _) = found(&text, Code::OverCeiling);
    assert!(over[0].hint().contains("of it is joint-handling from `lumbar-mobilisation-firm`;"), "{}", over[0].hint());
}

#[test]
fn a_remedy_that_costs_a_goal_says_so() {
    let heavy = "deadlift\n        start: { sets: 3, reps: 8, load: 8 kg }\n        goal: { sets: 3, reps: 9 }";
    let text = programme("[mon, thu]", &[heavy], "").replace("mode:", "ceiling: 5\nmode:");
    let (over, _) = found(&text, Code::OverCeiling);
    let hint = over[0].hint();
    assert!(
        hint.starts_with("start `deadlift` at") && hint.ends_with("though `deadlift` then misses its goal"),
        "{hint}"
    );
    let stays = text.replace("        goal: { sets: 3, reps: 9 }\n", "");
    let hint = found(&stays, Code::OverCeiling).0[0].hint().to_owned();
    assert!(hint.starts_with("start `deadlift` at") && hint.ends_with("keeps every session under it"), "{hint}");
}

#[test]
fn an_overruled_rule_that_was_needed_is_not_remarked_on() {
    let more = "overrules:\n  - { rule: heavy-rest, because: two days in a row are all the time there is }\n";
    assert_eq!(found(&programme("[mon, tue]", &["deadlift"], more), Code::UnusedDecision).0, []);
    assert_eq!(found(&programme("[mon, thu]", &["deadlift"], more), Code::UnusedDecision).0.len(), 1);
}

#[test]
fn a_ceiling_is_told_as_it_is_written() {
    let text = programme("[mon, thu]", &["bridge"], "").replace("mode:", "ceiling: 1.35\nmode:");
    let (over, _) = found(&text, Code::OverCeiling);
    assert!(over[0].message().contains("above the ceiling of 1.35"), "{}", over[0].message());
}

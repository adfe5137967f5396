//! The planner's rules, each with a worked example written out by hand, and what must hold for every plan.

mod ceiling;
mod properties;

use std::sync::LazyLock;

use backplan::diagnostic::Code;
use backplan::embedded;
use backplan::forecast::{SessionForecast, forecast};
use backplan::library::{Library, LibraryFile, Variable};
use backplan::planner::plan;
use backplan::programme::Programme;
use backplan::schedule::{Change, Held, LeftOut, Schedule, Session, StepReason};
use chrono::{Datelike, NaiveDate, Weekday};

static LIBRARY: LazyLock<Library> =
    LazyLock::new(|| Library::read("core", &embedded::core_library()).into_parts().0.unwrap());

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A programme with its days, exercises and whatever else.
fn programme(weeks: u32, days: &str, exercises: &str, more: &str) -> String {
    format!(
        "name: A try\npurpose: A try.\nlibrary: core ^1\nweeks: {weeks}\ndays: {days}\nmode: pain-contingent\n\
         person: {{ usual-pain: 2, sensitivity: usual, last-active: 8 weeks, worried: false }}\n\
         phases:\n  - name: All\n    weeks: {weeks}\n    exercises:\n{exercises}{more}"
    )
}

/// Reads and plans; gives the codes of all findings too.
fn planned_in(library: &Library, text: &str, start: &str) -> (Programme, Schedule, Vec<Code>) {
    let (programme, mut findings) = Programme::read("try.yaml", text.as_bytes(), library).into_parts();
    let programme = programme.unwrap_or_else(|| panic!("{findings:#?}\n{text}"));
    let (schedule, more) = plan(&programme, library, date(start)).into_parts();
    findings.extend(more);
    let schedule = schedule.unwrap_or_else(|| panic!("{findings:#?}\n{text}"));
    (programme, schedule, findings.iter().map(|f| f.code()).collect())
}

fn planned(text: &str) -> (Schedule, Vec<Code>) {
    let (_, schedule, codes) = planned_in(&LIBRARY, text, "2026-11-30");
    (schedule, codes)
}

fn forecasts(library: &Library, programme: &Programme, schedule: &Schedule) -> Vec<SessionForecast> {
    forecast(schedule, programme, library)
}

/// The doses of an exercise, session by session; nothing where it is not done.
fn doses(schedule: &Schedule, id: &str) -> Vec<Option<String>> {
    let of = |s: &Session| s.items().iter().find(|i| i.exercise().as_str() == id).map(|i| i.dose().short());
    schedule.sessions().iter().map(of).collect()
}

fn shown(schedule: &Schedule, id: &str) -> Vec<String> {
    doses(schedule, id).into_iter().map(|d| d.unwrap_or_else(|| "-".to_owned())).collect()
}

fn reasons(schedule: &Schedule, id: &str) -> Vec<StepReason> {
    let items = schedule.sessions().iter().flat_map(|s| s.items());
    items.filter(|i| i.exercise().as_str() == id).map(|i| i.reason().clone()).collect()
}

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
    let exercises = "      - use: sit-to-stand\n        start: { reps: 3 }\n        goal: { reps: 5 }\n";
    let (schedule, _) = planned(&programme(3, "[mon, wed, fri]", exercises, ""));
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
    let exercises = "      - use: sit-to-stand\n        start: { reps: 3 }\n        goal: { reps: 5 }\n";
    let more = "overrules:\n  - { rule: weekly-volume, because: did more last month }\n";
    let (schedule, _) = planned(&programme(2, "[mon, wed, fri]", exercises, more));
    assert_eq!(shown(&schedule, "sit-to-stand")[4], "1 x 5");
}

#[test]
fn a_lighter_week_changes_nothing_for_the_others_and_does_not_set_back() {
    let exercises = "      - use: bridge\n        goal: { reps: 12 }\n        deload: { every: 2 weeks }\n      - use: walking\n        goal: { time: 14 min }\n";
    let with = planned(&programme(4, "[mon, wed, fri]", exercises, "")).0;
    let without =
        planned(&programme(4, "[mon, wed, fri]", &exercises.replace("        deload: { every: 2 weeks }\n", ""), "")).0;
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

#[test]
fn a_pinned_dose_is_honoured_and_gone_on_from_if_it_is_further_on() {
    let exercises = "      - use: bridge\n        goal: { reps: 12 }\n        pins:\n          - { week: 2, dose: { reps: 6 }, because: travels }\n          - { week: 3, dose: { reps: 11 }, because: was at the gym }\n";
    let (schedule, _) = planned(&programme(4, "[mon, thu]", exercises, ""));
    assert_eq!(
        shown(&schedule, "bridge"),
        ["1 x 8", "1 x 8", "1 x 6", "1 x 6", "1 x 11", "1 x 11", "1 x 12", "1 x 12"]
    );
    assert_eq!(reasons(&schedule, "bridge")[2], StepReason::Pinned("travels".to_owned()));
}

#[test]
fn after_less_an_exercise_goes_back_to_what_was_done_before_and_no_further() {
    let pins = "        pins:\n          - { week: 2, dose: { reps: 4 }, because: travels }\n          - { week: 3, dose: { reps: 4 }, because: travels }\n";
    let exercises = format!("      - use: bridge\n        dose: {{ sets: 1, reps: 8-15 }}\n{pins}");
    let (schedule, _) = planned(&programme(6, "[mon, wed, fri]", &exercises, ""));
    let done = shown(&schedule, "bridge");
    assert_eq!(done[..3], ["1 x 8", "1 x 8", "1 x 10"]);
    assert!(done[3..9].iter().all(|d| d == "1 x 4"), "{done:?}");
    assert_eq!(done[9..12], ["1 x 10", "1 x 10", "1 x 12"]);
    let told = reasons(&schedule, "bridge");
    assert_eq!(told[9].to_string(), "back to what was done until Fri 4 Dec");
    // With the Friday before left out too, the dose is the one from before, not a larger one.
    let exercises = exercises.replace("          - { week: 3, dose: { reps: 4 }, because: travels }\n", "");
    let (schedule, _) = planned(&programme(4, "[mon, wed, fri]", &exercises, "skip: [2026-12-04]\n"));
    assert_eq!(
        shown(&schedule, "bridge")[..8],
        ["1 x 8", "1 x 8", "1 x 4", "1 x 4", "1 x 4", "1 x 8", "1 x 8", "1 x 10"]
    );
}

#[test]
fn after_less_for_longer_than_the_body_keeps_an_exercise_grows_from_there() {
    let pins: String =
        (2..=9).map(|w| format!("          - {{ week: {w}, dose: {{ reps: 4 }}, because: ill }}\n")).collect();
    let exercises = format!("      - use: bridge\n        dose: {{ sets: 1, reps: 8-10 }}\n        pins:\n{pins}");
    let (schedule, _) = planned(&programme(12, "[mon]", &exercises, ""));
    assert_eq!(shown(&schedule, "bridge")[8..], ["1 x 4", "1 x 5", "1 x 5", "1 x 6"]);
    // What was never done is not gone back to either.
    let first = "      - use: bridge\n        pins:\n          - { week: 1, dose: { reps: 4 }, because: ill }\n";
    assert_eq!(
        shown(&planned(&programme(2, "[mon, wed, fri]", first, "")).0, "bridge")[3..],
        ["1 x 5", "1 x 5", "1 x 5"]
    );
}

#[test]
fn a_step_says_what_grew_by_how_much_and_why_it_is_a_large_one() {
    let (schedule, _) =
        planned(&programme(2, "[mon, wed, fri]", "      - use: bridge\n        goal: { reps: 11, sets: 2 }\n", ""));
    let told: Vec<String> = reasons(&schedule, "bridge").iter().map(ToString::to_string).collect();
    assert_eq!(told[2], "2 repetitions more than 1 x 8 (25%); a larger step, as little time is left to the goal");
    let (schedule, _) =
        planned(&programme(2, "[mon, wed, fri]", "      - use: bridge\n        goal: { sets: 2 }\n", ""));
    assert_eq!(reasons(&schedule, "bridge")[2].to_string(), "1 set more than 1 x 8 (100%)");
    let exercises = "      - use: sit-to-stand\n        start: { reps: 3 }\n        goal: { reps: 5 }\n";
    let (schedule, _) = planned(&programme(3, "[mon, wed, fri]", exercises, ""));
    assert_eq!(
        reasons(&schedule, "sit-to-stand")[4].to_string(),
        "held: 1 x 5 would be 67% more than 1 x 3 a week before, where 30% is the most"
    );
}

#[test]
fn a_pinned_dose_far_above_what_was_done_is_remarked_on_and_kept() {
    let exercises =
        "      - use: bridge\n        pins:\n          - { week: 2, dose: { sets: 3, reps: 15 }, because: wants to }\n";
    let (schedule, codes) = planned(&programme(2, "[mon, thu]", exercises, ""));
    assert_eq!((codes, shown(&schedule, "bridge")[2].as_str()), (vec![Code::VolumeJump], "3 x 15"));
    let small = exercises.replace("sets: 3, reps: 15", "reps: 9");
    assert_eq!(planned(&programme(2, "[mon, thu]", &small, "")).1, []);
}

#[test]
fn a_load_grows_by_small_steps_and_never_by_more_than_a_third_in_a_week() {
    let exercises = "      - use: deadlift\n        start: { sets: 2, reps: 6, load: 4 kg }\n        goal: { sets: 2, reps: 6, load: 20 kg }\n";
    let (schedule, _) = planned(&programme(12, "[mon, wed, fri]", exercises, ""));
    let loads: Vec<f64> =
        schedule.sessions().iter().map(|s| s.items()[0].dose().get(Variable::Load).unwrap()).collect();
    assert_eq!(loads.last(), Some(&20.0), "{loads:?}");
    // Three sessions are a week.
    for week in loads.windows(4) {
        assert!(week[3] <= week[0] * 1.3 + 1e-9, "{loads:?}");
    }
    // Without need it grows by the smallest step.
    let calm = exercises.replace("20 kg", "6 kg");
    let (schedule, _) = planned(&programme(12, "[mon, wed, fri]", &calm, ""));
    assert_eq!(
        shown(&schedule, "deadlift")[..5],
        ["2 x 6, 4 kg", "2 x 6, 4 kg", "2 x 6, 4.5 kg", "2 x 6, 4.5 kg", "2 x 6, 5 kg"]
    );
}

#[test]
fn a_band_grows_by_one_colour_which_stands_alone_in_its_week() {
    let exercises = "      - use: band-row\n        start: { reps: 8, load: yellow band }\n        goal: { reps: 8, load: green band }\n";
    let (schedule, _) = planned(&programme(2, "[mon, wed, fri]", exercises, ""));
    let bands: Vec<_> = reasons(&schedule, "band-row").iter().map(ToString::to_string).collect();
    assert_eq!(bands[2], "red band after yellow band");
    assert_eq!(
        bands[4],
        "held: 1 x 8, green band would be 100% more than 1 x 8, yellow band a week before, where 30% is the most"
    );
    assert_eq!(bands[5], "green band after red band");
}

#[test]
fn a_load_laid_down_far_above_the_one_before_is_remarked_on() {
    let pin = "      - use: deadlift\n        pins:\n          - { week: 2, dose: { sets: 2, reps: 6, load: 20 kg }, because: wants to }\n";
    assert_eq!(planned(&programme(2, "[mon, thu]", pin, "")).1, [Code::VolumeJump]);
    let two = |load: &str| {
        let more = format!(
            "  - name: More\n    weeks: 2\n    exercises:\n      - use: deadlift\n        start: {{ load: {load} }}\n"
        );
        let text = programme(2, "[mon, thu]", "      - use: deadlift\n", &more).replacen("weeks: 2", "weeks: 4", 1);
        let (programme, _) = Programme::read("try.yaml", text.as_bytes(), &LIBRARY).into_parts();
        let found = plan(&programme.unwrap(), &LIBRARY, date("2026-11-30")).into_parts().1;
        found.iter().map(|f| f.code()).collect::<Vec<_>>()
    };
    assert_eq!(two("8 kg"), [Code::VolumeLeap]);
    assert_eq!(two("5 kg"), [Code::VolumeJump]);
    assert_eq!(two("4.5 kg"), []);
}

#[test]
fn a_goal_that_lighter_weeks_or_skipped_days_cost_says_so() {
    let hint = |exercise: &str, more: &str| {
        let text = programme(4, "[mon, wed, fri]", exercise, more);
        let (programme, findings) = Programme::read("try.yaml", text.as_bytes(), &LIBRARY).into_parts();
        let programme = programme.unwrap_or_else(|| panic!("{findings:#?}"));
        let found = plan(&programme, &LIBRARY, date("2026-11-30")).into_parts().1;
        found.iter().find(|f| f.code() == Code::GoalUnreached).map(|f| f.hint().to_owned()).unwrap_or_default()
    };
    let exercise = "      - use: bridge\n        dose: { sets: 1, reps: 8-15 }\n";
    assert_eq!(hint(exercise, ""), "");
    let skip = "skip: [{ from: 2026-12-05, to: 2026-12-24 }]\n";
    assert!(hint(exercise, skip).starts_with("the skipped days cost it"), "{}", hint(exercise, skip));
    let deload = "deload: { every: 2 weeks }\n";
    assert!(hint(exercise, deload).starts_with("the lighter weeks cost it"), "{}", hint(exercise, deload));
}

#[test]
fn an_exercise_goes_up_its_ladder_when_it_tops_out_and_then_stays() {
    let exercises =
        "      - use: hip-hinge-stick\n        start: { reps: 8 }\n        goal: { reps: 9 }\n        climb: true\n";
    let (schedule, _) = planned(&programme(4, "[mon, thu]", exercises, ""));
    let easier = shown(&schedule, "hip-hinge-stick");
    assert_eq!(easier[..4], ["1 x 8", "1 x 8", "1 x 9", "1 x 9"]);
    let harder = doses(&schedule, LIBRARY_HARDER.as_str());
    assert!(harder[4].is_some() && easier[4] == "-", "{easier:?} {harder:?}");
    let first = &schedule.sessions()[4].items()[0];
    assert_eq!((first.change(), first.reason()), (Change::Start, &StepReason::Climbed(LIBRARY_EASIER.clone())));
}

static LIBRARY_EASIER: LazyLock<backplan::library::ExerciseId> =
    LazyLock::new(|| backplan::library::ExerciseId::new("hip-hinge-stick").unwrap());
static LIBRARY_HARDER: LazyLock<backplan::library::ExerciseId> =
    LazyLock::new(|| LIBRARY.exercise(&LIBRARY_EASIER).unwrap().ladder().harder().unwrap().clone());

#[test]
fn a_rung_whose_entry_rule_does_not_hold_is_not_climbed() {
    let below = LIBRARY.exercises().find(|e| e.ladder().harder().is_some_and(|h| h.as_str() == "deadlift")).unwrap();
    let exercises = format!("      - use: {}\n        climb: true\n", below.id());
    let calm = programme(2, "[mon, thu]", &exercises, "");
    let sore = calm.replace("usual-pain: 2", "usual-pain: 4");
    assert!(doses(&planned(&calm).0, "deadlift").iter().any(Option::is_some));
    let (schedule, _) = planned(&sore);
    assert!(doses(&schedule, "deadlift").iter().all(Option::is_none), "only with low pain");
    assert_eq!(
        reasons(&schedule, below.id().as_str()).last().map(ToString::to_string).as_deref(),
        Some("at the goal; stays: `deadlift` is entered at usual pain up to 3")
    );
}

#[test]
fn heavy_exercises_rest_for_two_days_and_are_done_three_times_a_week_at_most() {
    let (schedule, _) = planned(&programme(1, "daily", "      - use: deadlift\n      - use: walking\n", ""));
    assert_eq!(
        doses(&schedule, "deadlift").iter().map(Option::is_some).collect::<Vec<_>>(),
        [true, false, true, false, true, false, false]
    );
    let left_out: Vec<LeftOut> = schedule.sessions().iter().flat_map(|s| s.left_out()).map(|(_, why)| *why).collect();
    assert_eq!(left_out, [LeftOut::HeavyRest, LeftOut::HeavyRest, LeftOut::HeavyRest, LeftOut::HeavyDays]);
    assert!(doses(&schedule, "walking").iter().all(Option::is_some));
}

#[test]
fn heavy_exercises_for_the_same_muscles_rest_from_each_other_but_not_in_one_session() {
    let exercises = "      - use: deadlift\n        split: a\n      - use: goblet-squat\n        split: b\n";
    let (schedule, codes) = planned(&programme(1, "{ a: [mon, thu], b: [tue, fri] }", exercises, ""));
    assert_eq!(shown(&schedule, "goblet-squat"), ["-", "-"]);
    let dropped: Vec<_> = schedule.dropped().iter().map(|s| (s.date().weekday(), s.left_out()[0].1)).collect();
    assert_eq!(dropped, [(Weekday::Tue, LeftOut::HeavyRest), (Weekday::Fri, LeftOut::HeavyRest)]);
    assert_eq!(codes, [Code::EmptySession]);
    let together = exercises.replace("        split: a\n", "").replace("        split: b\n", "");
    let (schedule, codes) = planned(&programme(1, "[mon, thu]", &together, ""));
    assert!(doses(&schedule, "goblet-squat").iter().chain(&doses(&schedule, "deadlift")).all(Option::is_some));
    assert_eq!(codes, []);
    // A band for the shoulders needs no rest from it.
    let other = exercises.replace("goblet-squat", "door-push-band");
    let (schedule, _) = planned(&programme(1, "{ a: [mon, thu], b: [tue, fri] }", &other, ""));
    assert_eq!(doses(&schedule, "door-push-band").iter().filter(|d| d.is_some()).count(), 2);
}

#[test]
fn somebody_new_to_training_does_anything_heavy_on_two_to_three_days_a_week() {
    // The two load other muscles, so that only the number of days keeps them apart.
    let exercises = "      - use: deadlift\n        split: a\n      - use: door-push-band\n        split: b\n";
    let text = programme(1, "{ a: [mon, thu], b: [tue, fri] }", exercises, "");
    let novice = text.replace("last-active: 8 weeks", "last-active: 12 weeks");
    let left_out = |text: &str| {
        let (schedule, codes) = planned(text);
        let dropped: Vec<_> = schedule.dropped().iter().map(|s| (s.date().weekday(), s.left_out()[0].1)).collect();
        (dropped, codes)
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
fn a_pin_changes_what_it_names_and_nothing_else() {
    let pinned = |dose: &str| {
        let exercises = format!(
            "      - use: deadlift\n        start: {{ sets: 2, reps: 6, load: 4 kg }}\n        goal: {{ sets: 3, reps: 10, load: 8 kg }}\n        \
             pins:\n          - {{ week: 2, dose: {dose}, because: feels stiff }}\n"
        );
        shown(&planned(&programme(3, "[mon, thu]", &exercises, "")).0, "deadlift")
    };
    assert_eq!(pinned("{ reps: 5 }")[2..4], ["2 x 5, 4 kg", "2 x 5, 4 kg"]);
    assert_eq!(pinned("{ load: 5 kg }")[2..5], ["2 x 6, 5 kg", "2 x 6, 5 kg", "2 x 7, 5 kg"]);
    // Twice a day for a week is not twice a day for ever.
    let twice = pinned("{ times-a-day: 2 }");
    assert!(twice[2].contains("2 a day") && !twice[4].contains("a day"), "{twice:?}");
}

#[test]
fn a_pin_above_the_goal_is_followed_by_the_goal() {
    let exercises = "      - use: bridge\n        goal: { reps: 12 }\n        pins:\n          - { week: 2, dose: { reps: 14 }, because: a try }\n";
    let done = shown(&planned(&programme(3, "[mon, thu]", exercises, "")).0, "bridge");
    assert_eq!(done, ["1 x 8", "1 x 8", "1 x 14", "1 x 14", "1 x 12", "1 x 12"]);
}

#[test]
fn a_pin_is_for_the_exercise_that_it_is_written_for() {
    let exercises = "      - use: bridge\n        goal: { reps: 9 }\n        climb: true\n        pins:\n          - { week: 5, dose: { reps: 12 }, because: asks for more }\n";
    let (schedule, _) = planned(&programme(7, "[mon, wed, fri]", exercises, ""));
    let done = shown(&schedule, "bridge");
    assert_eq!(done[12..15], ["1 x 12", "1 x 12", "1 x 12"], "{done:?}");
    assert!(shown(&schedule, "bridge-hold")[..15].iter().all(|dose| dose == "-"), "it climbs after the pin");
    assert!(shown(&schedule, "bridge-hold")[15..].iter().any(|dose| dose != "-"));
    let bars = reasons(&schedule, "bridge").iter().filter(|r| r.to_string().contains("laid down for week 5")).count();
    assert!(bars > 3);
}

#[test]
fn no_exercise_climbs_to_one_that_is_done_already() {
    let exercises = "      - use: bridge\n        goal: { reps: 9 }\n        climb: true\n      - use: bridge-hold\n";
    let (schedule, _) = planned(&programme(4, "[mon, wed, fri]", exercises, ""));
    assert!(schedule.sessions().iter().all(|s| s.items().len() == 2));
    let last = reasons(&schedule, "bridge").pop().unwrap().to_string();
    assert_eq!(last, "at the goal; stays: `bridge-hold` is done already");
}

#[test]
fn an_overruled_entry_rule_lets_an_exercise_climb() {
    let exercises = "      - use: bridge-march\n        climb: true\n";
    let pain = |text: String| text.replace("usual-pain: 2", "usual-pain: 7");
    let climbs = |more: &str| {
        let (schedule, codes) = planned(&pain(programme(3, "[mon, wed, fri]", exercises, more)));
        (shown(&schedule, "single-leg-bridge").iter().any(|dose| dose != "-"), codes.contains(&Code::UnusedDecision))
    };
    assert_eq!(climbs(""), (false, false));
    for exercise in ["", "use: bridge-march, ", "use: single-leg-bridge, "] {
        let more = format!("overrules:\n  - {{ rule: enter-with, {exercise}because: used to pain }}\n");
        assert_eq!(climbs(&more), (true, false), "{exercise}");
    }
}

#[test]
fn sessions_in_which_an_exercise_rests_are_no_time_to_grow_in() {
    // Heavy, so every other day at most: the same nine days in both programmes.
    let exercises = "      - use: goblet-squat\n        start: { sets: 1, reps: 6 }\n        goal: { reps: 11 }\n";
    let done = |days: &str| {
        let done = shown(&planned(&programme(3, days, exercises, "")).0, "goblet-squat");
        done.into_iter().filter(|dose| dose != "-").collect::<Vec<_>>()
    };
    assert_eq!(done("daily"), done("[mon, wed, fri]"));
    assert!(done("daily").last().unwrap().starts_with("1 x 11"), "{:?}", done("daily"));
}

#[test]
fn after_a_break_an_exercise_is_done_once_more_and_after_a_long_one_begins_anew() {
    let exercises = "      - use: bridge\n        goal: { reps: 12 }\n";
    let skip = |from: &str, to: &str| format!("skip: [{{ from: {from}, to: {to} }}]\n");
    // A week off: 10 days between two sessions.
    let (schedule, _) = planned(&programme(6, "[mon, wed, fri]", exercises, &skip("2026-12-14", "2026-12-20")));
    let done = shown(&schedule, "bridge");
    assert_eq!(done[4..8], ["1 x 10", "1 x 10", "1 x 10", "1 x 11"].map(str::to_owned), "{done:?}");
    assert_eq!(reasons(&schedule, "bridge")[6].to_string(), "after a break since Fri 11 Dec, before the next step");
    // Nine weeks off: more than the body keeps.
    let (schedule, _) = planned(&programme(14, "[mon, wed, fri]", exercises, &skip("2026-12-14", "2027-02-14")));
    let done = shown(&schedule, "bridge");
    assert_eq!(done[5..8], ["1 x 10", "1 x 8", "1 x 8"].map(str::to_owned), "{done:?}");
    let anew = reasons(&schedule, "bridge")[6].to_string();
    assert_eq!(anew, "begun anew after a break since Fri 11 Dec 2026");
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

/// The core library with one exercise whose work is strongly eccentric.
fn with_eccentric() -> Library {
    let core = embedded::core_library();
    let squat = core.iter().find(|f| f.path().ends_with("/sit-to-stand.yaml")).unwrap();
    let text = String::from_utf8(squat.bytes().to_vec()).unwrap();
    let slow = text.replace("name: ", "name: Slow ").replace("action: mixed", "action: eccentric");
    let slow: String = slow.lines().filter(|l| !l.starts_with("ladder:")).map(|l| l.to_owned() + "\n").collect();
    let head = "id: core\nversion: 1.0.0\nname: With slow lowering\nextends: core ^1\n";
    let files = [
        LibraryFile::new("library.yaml", "library.yaml", head.as_bytes()),
        LibraryFile::new("own/slow-sit.yaml", "own/slow-sit.yaml", slow.as_bytes()),
    ];
    let (library, findings) = Library::read_over("try", &files, &core).into_parts();
    library.unwrap_or_else(|| panic!("{findings:#?}"))
}

#[test]
fn new_eccentric_work_rests_for_three_days_in_the_first_two_weeks() {
    let library = with_eccentric();
    let text = programme(3, "[mon, wed, fri]", "      - use: slow-sit\n      - use: walking\n", "");
    let (_, schedule, _) = planned_in(&library, &text, "2026-11-30");
    let done: Vec<bool> = doses(&schedule, "slow-sit").iter().map(Option::is_some).collect();
    // Monday; not Wednesday (48 h); Friday; Monday (72 h); not Wednesday; Friday; then as the days are.
    assert_eq!(done, [true, false, true, true, false, true, true, true, true]);
    assert!(schedule.sessions()[1].left_out().iter().all(|(_, why)| *why == LeftOut::EccentricRest));
}

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
    let short = programme(2, "[mon, wed, fri]", "      - use: bridge\n        dose: { sets: 1, reps: 8-10 }\n", "");
    let long = programme(
        2,
        "[mon, wed, fri]",
        "      - use: bridge\n        start: { reps: 8 }\n        goal: { reps: 10 }\n",
        "",
    );
    assert_eq!(shown(&planned(&short).0, "bridge"), shown(&planned(&long).0, "bridge"));
}

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
    let (schedule, _) = planned(&programme(1, "{ a: [mon, thu], b: [tue, fri] }", exercises, ""));
    let is_done = |id| doses(&schedule, id).iter().map(Option::is_some).collect::<Vec<_>>();
    assert_eq!(is_done("bridge"), [true, false, true, false]);
    assert_eq!(is_done("bird-dog"), [false, true, false, true]);
    assert_eq!(is_done("walking"), [true; 4]);
}

//! Going up a ladder.

use backplan::library::ExerciseId;

use super::*;

static EASIER: LazyLock<ExerciseId> = LazyLock::new(|| ExerciseId::new("hip-hinge-stick").unwrap());
static HARDER: LazyLock<ExerciseId> =
    LazyLock::new(|| LIBRARY.exercise(&EASIER).unwrap().ladder().harder().unwrap().clone());

#[test]
fn an_exercise_goes_up_its_ladder_when_it_tops_out_and_then_stays() {
    let exercises =
        "      - use: hip-hinge-stick\n        start: { reps: 8 }\n        goal: { reps: 9 }\n        climb: true\n";
    let schedule = scheduled(4, "[mon, thu]", exercises);
    let easier = shown(&schedule, "hip-hinge-stick");
    assert_eq!(easier[..4], ["1 x 8", "1 x 8", "1 x 9", "1 x 9"]);
    let harder = doses(&schedule, HARDER.as_str());
    assert!(harder[4].is_some() && easier[4] == "-", "{easier:?} {harder:?}");
    let first = &schedule.sessions()[4].items()[0];
    assert_eq!((first.change(), first.reason()), (Change::Start, &StepReason::Climbed(EASIER.clone())));
}

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
        told(&schedule, below.id().as_str()).last().map(String::as_str),
        Some("at the goal; stays: `deadlift` is entered at usual pain up to 3")
    );
}

#[test]
fn no_exercise_climbs_to_one_that_is_done_already() {
    let exercises = "      - use: bridge\n        goal: { reps: 9 }\n        climb: true\n      - use: bridge-hold\n";
    let schedule = scheduled(4, "[mon, wed, fri]", exercises);
    assert!(schedule.sessions().iter().all(|s| s.items().len() == 2));
    assert_eq!(told(&schedule, "bridge").last().unwrap(), "at the goal; stays: `bridge-hold` is done already");
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

//! The core library and its programmes are sound.

use backplan::diagnostic::{Diagnostic, Findings};
use backplan::embedded;
use backplan::forecast::{Level, SessionForecast, forecast};
use backplan::library::{Effect, Exercise, Library, Part, PatientText, Role};
use backplan::lint::{lint, lint_texts};
use backplan::planner::plan;
use backplan::programme::Programme;
use backplan::review::{Whole, review};
use backplan::source::Placed;
use chrono::NaiveDate;

fn core() -> Library {
    let outcome = Library::read("core", &embedded::core_library());
    assert_eq!(shown(outcome.findings()), [""; 0]);
    outcome.into_parts().0.unwrap()
}

fn a_monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 30).unwrap()
}

fn shown(findings: &[Diagnostic]) -> Vec<String> {
    let line = |d: &Diagnostic| {
        let place = d.place();
        format!("{}:{}:{} {} {}", place.file().name(), place.line(), place.column(), d.code(), d.message())
    };
    findings.iter().map(line).collect()
}

#[test]
fn the_core_library_has_no_findings_and_enough_to_work_with() {
    let library = core();
    assert_eq!(library.mechanisms().count(), 8);
    assert!(library.exercises().count() >= 12 && library.techniques().count() >= 4);
    assert_eq!(library.mechanisms().filter(|m| matches!(m.role(), Role::Multiplier(_))).count(), 1);
}

#[test]
fn the_core_library_is_written_as_its_own_rules_ask() {
    assert_eq!(shown(&lint(&core(), a_monday())), [""; 0]);
}

/// The texts of a file with their places, but for those under some keys.
fn texts(name: &str, bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Vec<Placed<String>> {
    backplan::yaml::read(name, bytes, &mut Findings::new()).unwrap().texts(&wanted)
}

#[test]
fn programmes_and_wording_are_written_as_the_rules_of_the_library_ask() {
    let library = core();
    let check = |texts: &[Placed<String>]| {
        // A text of a word or two is a label or a weekday, not a sentence.
        let part = |text: &Placed<String>| {
            if text.value.split_whitespace().count() > 2 { Part::Purpose } else { Part::Name }
        };
        let texts: Vec<_> = texts.iter().map(|text| PatientText { part: part(text), text }).collect();
        assert_eq!(shown(&lint_texts(&texts, library.style())), [""; 0]);
        texts.len()
    };
    // Red flags say what they must, and the clinician is no patient.
    let file = embedded::wording("en-GB").unwrap();
    assert!(check(&texts(file.path, file.bytes, |key| !["help-cards", "clinician"].contains(&key))) > 100);
    for file in embedded::programmes() {
        assert!(check(&texts(file.path, file.bytes, |key| ["name", "purpose", "phases"].contains(&key))) > 1);
    }
}

#[test]
fn every_effect_of_the_core_library_says_where_its_numbers_come_from() {
    let library = core();
    let of_exercises = library.exercises().flat_map(|e| e.effects());
    let of_techniques = library.techniques().flat_map(|t| t.effects());
    for effect in of_exercises.chain(of_techniques) {
        let place = effect.place();
        assert!(effect.source().is_some(), "{}:{}", place.file().name(), place.line());
    }
}

#[test]
fn every_programme_checks_clean_reaches_its_goals_and_stays_under_its_ceiling() {
    let library = core();
    let start = a_monday();
    let programmes = embedded::programmes();
    assert!(programmes.len() >= 3);
    for file in programmes {
        let programme = Programme::read(file.path, file.bytes, &library);
        assert_eq!(shown(programme.findings()), [""; 0]);
        let programme = programme.into_parts().0.unwrap();
        let schedule = plan(&programme, &library, start);
        assert_eq!(shown(schedule.findings()), [""; 0]);
        let schedule = schedule.value().unwrap();
        let forecasts = forecast(schedule, &programme, &library);
        let whole = Whole { programme: &programme, library: &library, schedule, forecasts: &forecasts };
        assert_eq!(shown(review(&whole).findings()), [""; 0], "{}", file.path);
        assert_eq!(forecasts.len(), schedule.sessions().len());
    }
}

#[test]
fn the_programmes_tell_sessions_apart() {
    let library = core();
    let start = a_monday();
    let file = embedded::programme("persistent-low-back").unwrap();
    let programme = Programme::read(file.path, file.bytes, &library).into_parts().0.unwrap();
    let schedule = plan(&programme, &library, start).into_parts().0.unwrap();
    let forecasts = forecast(&schedule, &programme, &library);
    for level in [Level::Unlikely, Level::Possible] {
        assert!(forecasts.iter().any(|f| f.level() == level), "{level}");
    }
    // The built-in programmes begin gently; a heavier first session is likely to be felt.
    let text = String::from_utf8(file.bytes.to_vec()).unwrap();
    let heavier = text.replace("      - use: kneeling-arm-reach\n        goal: { reps: 7 }", "      - use: deadlift");
    assert_ne!(text, heavier);
    let programme = Programme::read("heavier.yaml", heavier.as_bytes(), &library).into_parts().0.unwrap();
    let schedule = plan(&programme, &library, start).into_parts().0.unwrap();
    let forecasts = forecast(&schedule, &programme, &library);
    assert_eq!(forecasts.first().map(SessionForecast::level), Some(Level::Likely));
}

#[test]
fn soreness_does_not_fall_along_a_ladder() {
    // The tilt moves the lower back, the draw-in holds it still; it is harder to learn, not to bear.
    const MILDER: &[(&str, &str)] = &[("pelvic-tilt", "belly-draw-in")];
    let library = core();
    let strongest =
        |exercise: &Exercise, of: &dyn Fn(&Effect) -> f64| exercise.effects().iter().map(of).fold(0.0, f64::max);
    let peak = |effect: &Effect| effect.peak().map_or(0.0, |peak| peak.get());
    let expected = |effect: &Effect| peak(effect) * effect.chance().map_or(0.0, |chance| chance.get());
    let mut milder = Vec::new();
    for easier in library.exercises() {
        let Some(harder) = easier.ladder().harder().and_then(|id| library.exercise(id)) else { continue };
        // Thousandths: what is the same on paper may differ in the last bit.
        let falls = |of: &dyn Fn(&Effect) -> f64| strongest(harder, of) < strongest(easier, of) - 0.001;
        if falls(&peak) || falls(&expected) {
            milder.push((easier.id().as_str(), harder.id().as_str()));
        }
    }
    assert_eq!(milder, MILDER);
}

#[test]
fn what_somebody_must_be_examined_for_first_rules_out_all_but_rest() {
    const REST: [&str; 4] = ["belly-breathing", "body-scan", "long-out-breath", "tense-and-let-go"];
    let library = core();
    let has = |exercise: &Exercise, id: &str| exercise.avoid_if().any(|condition| condition.as_str() == id);
    for exercise in library.exercises() {
        let id = exercise.id().as_str();
        for sign in ["nerve-loss", "serious-illness"] {
            assert_ne!(has(exercise, sign), REST.contains(&id), "{id}: {sign}");
        }
        // Until somebody has looked, bones after long use of steroids count as thin.
        assert_eq!(has(exercise, "osteoporosis"), has(exercise, "long-steroids"), "{id}");
        // Who may not do it with symptoms that spread is told to stop when they do.
        if has(exercise, "leg-symptoms-spreading") {
            assert!(exercise.mistakes().any(|mistake| mistake.starts_with("If pain moves")), "{id}");
        }
    }
}

#[test]
fn muscles_that_are_only_stretched_do_no_work() {
    let library = core();
    let stretch = library.exercises().find(|e| e.id().as_str() == "hamstring-stretch").unwrap();
    assert_eq!((stretch.work().len(), stretch.working().count()), (1, 0));
}

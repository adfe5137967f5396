//! The core library and its programmes are sound.

use backplan::diagnostic::Diagnostic;
use backplan::embedded;
use backplan::forecast::{Level, SessionForecast, forecast};
use backplan::library::{Library, Role};
use backplan::planner::plan;
use backplan::programme::Programme;
use backplan::review::{Whole, review};
use chrono::NaiveDate;

fn core() -> Library {
    let outcome = Library::read("core", &embedded::core_library());
    assert_eq!(shown(outcome.findings()), [""; 0]);
    outcome.into_parts().0.unwrap()
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
    let start = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
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
    let start = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
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

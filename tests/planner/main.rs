//! The planner's rules, each with a worked example written out by hand, and what must hold for every plan.

mod breaks;
mod ceiling;
mod days;
mod deloads;
mod goals;
mod jumps;
mod ladders;
mod pins;
mod properties;
mod rests;
mod steps;

use std::sync::LazyLock;

use backplan::diagnostic::{Code, Diagnostic};
use backplan::embedded;
use backplan::forecast::{SessionForecast, forecast};
use backplan::library::{Library, LibraryFile, Variable};
use backplan::planner::plan;
use backplan::programme::Programme;
use backplan::schedule::{Change, Held, LeftOut, Schedule, Session, StepReason};
use chrono::{Datelike, NaiveDate, Weekday};

static LIBRARY: LazyLock<Library> =
    LazyLock::new(|| Library::read("core", &embedded::core_library()).into_parts().0.unwrap());

/// The text of a file of the core library.
fn core_file(path: &str) -> String {
    let core = embedded::core_library();
    let file = core.iter().find(|f| f.path().ends_with(path)).unwrap();
    String::from_utf8(file.bytes().to_vec()).unwrap()
}

/// The core library with a file of somebody's own over it.
fn with_file(path: &str, text: &str) -> Library {
    let head = "id: core\nversion: 1.0.0\nname: One's own\nextends: core ^1\n";
    let files =
        [("library.yaml", head), (path, text)].map(|(path, text)| LibraryFile::new(path, path, text.as_bytes()));
    let (library, findings) = Library::read_over("try", &files, &embedded::core_library()).into_parts();
    library.unwrap_or_else(|| panic!("{findings:#?}"))
}

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

/// A dose that is laid down for a week.
fn pin(week: u32, dose: &str, because: &str) -> String {
    format!("          - {{ week: {week}, dose: {dose}, because: {because} }}\n")
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

/// The sessions of a programme with nothing but its days and exercises.
fn scheduled(weeks: u32, days: &str, exercises: &str) -> Schedule {
    planned(&programme(weeks, days, exercises, "")).0
}

/// What the planner alone finds, whether it gives a plan or not.
fn remarks(text: &str) -> Vec<Diagnostic> {
    let (programme, findings) = Programme::read("try.yaml", text.as_bytes(), &LIBRARY).into_parts();
    let programme = programme.unwrap_or_else(|| panic!("{findings:#?}"));
    plan(&programme, &LIBRARY, date("2026-11-30")).into_parts().1
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

/// In which sessions an exercise is done.
fn is_done(schedule: &Schedule, id: &str) -> Vec<bool> {
    doses(schedule, id).iter().map(Option::is_some).collect()
}

fn reasons(schedule: &Schedule, id: &str) -> Vec<StepReason> {
    let items = schedule.sessions().iter().flat_map(|s| s.items());
    items.filter(|i| i.exercise().as_str() == id).map(|i| i.reason().clone()).collect()
}

/// The reasons in words.
fn told(schedule: &Schedule, id: &str) -> Vec<String> {
    reasons(schedule, id).iter().map(ToString::to_string).collect()
}

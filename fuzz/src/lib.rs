//! What the fuzz targets share: sound things to put the bytes of the fuzzer beside.

use std::sync::LazyLock;

use backplan::diagnostic::{Outcome, Severity};
use backplan::embedded;
use backplan::forecast::{SessionForecast, forecast};
use backplan::library::{Library, LibraryFile};
use backplan::planner::plan;
use backplan::programme::Programme;
use backplan::review::{Whole, review};
use backplan::schedule::Schedule;
use chrono::NaiveDate;

/// The core library.
pub static CORE: LazyLock<Library> =
    LazyLock::new(|| Library::read("core", &embedded::core_library()).into_parts().0.expect("it is sound"));

/// Items that are enough for a library, so that each try is quick.
const FEW: [&str; 4] = ["bridge.yaml", "walking.yaml", "bird-dog.yaml", "lumbar-mobilisation-gentle.yaml"];

/// The core library with few exercises and techniques.
pub static SMALL: LazyLock<Vec<LibraryFile<'static>>> = LazyLock::new(|| {
    let is_kept = |path: &str| {
        path.starts_with("mechanisms/") || !path.contains('/') || FEW.iter().any(|name| path.ends_with(name))
    };
    embedded::core_library().into_iter().filter(|file| is_kept(file.path())).collect()
});

/// The small library with one file put in or replaced.
pub fn small_with(path: &str, bytes: &[u8]) -> Vec<LibraryFile<'static>> {
    let mut files: Vec<_> = SMALL.iter().filter(|file| file.path() != path).cloned().collect();
    files.push(LibraryFile::new(path, path, bytes.to_vec()));
    files
}

/// The first day of every try.
pub fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 30).expect("a date")
}

/// What a stage gave; it has a value when, and only when, it found no error.
pub fn taken<T>(outcome: Outcome<T>) -> Option<T> {
    let (value, found) = outcome.into_parts();
    let any_error = found.iter().any(|finding| finding.severity() == Severity::Error);
    assert_eq!(value.is_none(), any_error, "a stage has a value or says why not: {found:?}");
    for finding in &found {
        // Reckoned from the text, which is cut at characters.
        let _ = (finding.place().line(), finding.place().column(), finding.place().text());
    }
    value
}

/// A programme with its dates and forecast.
pub struct Planned {
    pub programme: Programme,
    pub schedule: Schedule,
    pub forecasts: Vec<SessionForecast>,
}

/// Reads, plans, forecasts and looks over a programme.
pub fn planned(bytes: &[u8]) -> Option<Planned> {
    let programme = taken(Programme::read("fuzz.yaml", bytes, &CORE))?;
    let schedule = taken(plan(&programme, &CORE, programme.start().unwrap_or(start())))?;
    let forecasts = forecast(&schedule, &programme, &CORE);
    let whole = Whole { programme: &programme, library: &CORE, schedule: &schedule, forecasts: &forecasts };
    taken(review(&whole))?;
    Some(Planned { programme, schedule, forecasts })
}

//! Plans back programmes, forecasts which sessions may be sore, and prints handouts that say so beforehand.
//!
//! # From a programme to a printed page
//!
//! Each stage is a pure function of the ones before it. None reads a file, a clock or the environment, and none prints:
//! that is for the command line, which is not part of this library. A module imports only from the stages above it in
//! this list, and a test holds them to it.
//!
//! 1. [`source`], [`diagnostic`], [`units`], [`line`](mod@line), [`yaml`] and [`reading`](mod@reading): text that knows its
//!    places, findings, quantities, names of one line, YAML taken apart with every mistake collected, and how hard a text is
//!    to read. [`gap`] is what a text leaves to the country, and
//!    [`figure`] draws bodies from joint angles and what they bear on.
//! 2. [`library`]: exercises, techniques and the eight mechanisms of temporary pain; [`lint`](mod@lint) looks over how they
//!    are written, [`embedded`] carries the core one, and [`country`] whom patients call where;
//!    [`schema`] describes its files to editors.
//! 3. [`programme`]: what the physio wrote, resolved against a library.
//! 4. [`schedule`]: the programme with dates and doses.
//! 5. [`forecast`](mod@forecast): expected soreness of each session: how likely, how much, when and why.
//!    [`changes`](mod@changes) says what one version of a library changes against another, and in what it guards less.
//! 6. [`planner`]: which dose when: as fast as the rules and the soreness ceiling allow.
//! 7. [`review`](mod@review): what only the plan as a whole shows, with remedies that were tried.
//! 8. [`draft`](mod@draft): a new programme from a template, tried out by the stages before;
//!    [`import`](mod@import) makes exercises of the rows of a table.
//! 9. [`completeness`](mod@completeness): how completely a programme is described.
//! 10. [`calibration`]: forecasts beside what studies published.
//! 11. [`wording`]: every phrase that the patient reads.
//! 12. [`clinic`]: who prints it, with colours, numbers and paper.
//! 13. [`handout`]: the document, ready to be set.
//!     [`impact`] says what another library changes in it.
//! 14. [`typeset`](mod@typeset): the document as a PDF, through Typst.
//! 15. [`proof`]: the PDF read back by a second implementation, before anybody gets it.
//!
//! ```
//! use backplan::{embedded, forecast::forecast, library::Library, planner::plan, programme::Programme};
//!
//! let library = Library::read("core", &embedded::core_library());
//! let library = library.value().ok_or("the core library is sound")?;
//!
//! let file = embedded::programme("persistent-low-back").ok_or("a built-in programme")?;
//! let programme = Programme::read(file.path, file.bytes, library);
//! let programme = programme.value().ok_or("and so is this programme")?;
//!
//! let start = chrono::NaiveDate::from_ymd_opt(2026, 11, 30).ok_or("a date")?;
//! let schedule = plan(programme, library, start);
//! let schedule = schedule.value().ok_or("a schedule")?;
//! let forecasts = forecast(schedule, programme, library);
//! let first = forecasts.first().ok_or("a forecast for each session")?;
//! assert!(first.peak().get() > 0.0, "the first session is new");
//! # Ok::<(), &'static str>(())
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![deny(clippy::print_stdout, clippy::print_stderr, clippy::exit, clippy::disallowed_methods)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod calibration;
pub mod changes;
pub mod clinic;
pub mod completeness;
pub mod cores;
pub mod country;
pub mod diagnostic;
pub mod draft;
pub mod embedded;
pub mod figure;
pub mod forecast;
pub mod gap;
pub mod handout;
pub mod impact;
pub mod import;
pub mod library;
pub mod line;
pub mod lint;
pub mod planner;
pub mod programme;
pub mod proof;
pub mod reading;
pub mod review;
pub mod schedule;
pub mod schema;
pub mod source;
pub mod typeset;
pub mod units;
pub mod wording;
pub mod yaml;

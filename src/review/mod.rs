//! What only the plan as a whole shows: sessions on the peak of others, and forecasts that rest on little.

mod ceiling;
mod changes;
mod overlap;
mod pictures;
mod remedy;
mod uncertain;
mod unused;

pub use overlap::Overlap;
use remedy::Bench;
pub use remedy::Remedy;

use crate::diagnostic::{Findings, Outcome};
use crate::forecast::SessionForecast;
use crate::library::Library;
use crate::programme::Programme;
use crate::schedule::Schedule;

/// A programme with all that follows from it.
#[derive(Debug, Clone, Copy)]
pub struct Whole<'a> {
    /// The programme.
    pub programme: &'a Programme,
    /// Its library.
    pub library: &'a Library,
    /// Its sessions.
    pub schedule: &'a Schedule,
    /// Their forecasts, in the same order.
    pub forecasts: &'a [SessionForecast],
}

/// Looks a planned and forecast programme over.
///
/// Warns of every session on the expected peak of an earlier one in the same part of the body, with the smallest change
/// that was tried and avoids it; of sessions over the ceiling, with the cheapest remedy; and of forecasts that rest on numbers
/// of low confidence alone.
///
/// # Errors
/// If a picture of the clinic's own shows nothing, or breaks off.
pub fn review(whole: &Whole<'_>) -> Outcome<Vec<Overlap>> {
    let mut findings = Findings::new();
    let overlaps = overlap::overlaps(whole);
    if !overlaps.is_empty() || !remedy::over_ceiling(whole).is_empty() {
        let bench = Bench::new(whole, &overlaps);
        for overlap in &overlaps {
            overlap.report(&bench.against_overlap(overlap), whole, &mut findings);
        }
        ceiling::report(whole, &bench, &mut findings);
    }
    uncertain::report(whole, &mut findings);
    unused::report(whole, &mut findings);
    pictures::report(whole, &mut findings);
    Outcome::new(Some(overlaps), findings)
}

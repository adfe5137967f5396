//! What the forecast says of a programme in a few words.

use crate::cli::input::Planned;
use backplan::forecast::Level;

/// The most sessions that are named; of more, their count says enough.
const MOST_NAMED: usize = 8;

/// How many sessions there are, how high the forecast gets, and after which sessions soreness is likely or possible.
pub(super) fn of(planned: &Planned) -> String {
    let count = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    let highest = planned.forecasts.iter().map(|f| f.peak().rounded()).fold(0.0, f64::max);
    let ceiling = planned.programme.ceiling().map_or_else(String::new, |c| format!(", ceiling {}", c.value));
    let weeks = planned.programme.weeks().get() as usize;
    format!(
        "{} in {}; at most {highest:.1}{ceiling}\n  soreness likely after {}; possible after {}",
        count(planned.forecasts.len(), "session"),
        count(weeks, "week"),
        named(planned, Level::Likely),
        named(planned, Level::Possible),
    )
}

fn named(planned: &Planned, level: Level) -> String {
    let numbers: Vec<String> =
        planned.forecasts.iter().filter(|f| f.level() == level).map(|f| f.number().to_string()).collect();
    match numbers.as_slice() {
        [] => "none".to_owned(),
        [one] => format!("session {one}"),
        [first @ .., last] if numbers.len() <= MOST_NAMED => format!("sessions {} and {last}", first.join(", ")),
        all => format!("{} sessions", all.len()),
    }
}

//! What the forecast says of a programme in a few words.

use crate::cli::input::Planned;
use backplan::forecast::Level;
use backplan::programme::{Day, Days, Half, Phase};
use backplan::yaml::Word;

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

/// Which exercise is in which lot, if there are two that take turns.
pub(super) fn lots(planned: &Planned) -> Option<String> {
    let Days::Split(a, b) = planned.programme.days() else { return None };
    let prescriptions: Vec<_> = planned.programme.phases().iter().flat_map(Phase::prescriptions).collect();
    let of = |half: Option<Half>| {
        let mut ids: Vec<&str> = Vec::new();
        for id in prescriptions.iter().filter(|p| p.half() == half).map(|p| p.exercise().as_str()) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        if ids.is_empty() { "nothing".to_owned() } else { ids.join(", ") }
    };
    let days = |days: &[Day]| days.iter().map(|day| day.as_str()).collect::<Vec<_>>().join(", ");
    let (in_a, in_b, in_both) = (of(Some(Half::A)), of(Some(Half::B)), of(None));
    let lots = format!("lot a ({}): {in_a}\n  lot b ({}): {in_b}\n  both: {in_both}", days(a), days(b));
    Some(format!(
        "{lots}\n  change `split: a` and `split: b` in the file to your liking; without it, an exercise is in both"
    ))
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

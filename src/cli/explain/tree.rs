//! The arithmetic of a session as a tree that fits a screen.

use super::super::input::Planned;
use super::super::plan::{entry, label};
use super::branch::branch;
use backplan::forecast::{Left, Makeup, Part, Reason, SessionForecast};
use backplan::library::Cause;
use backplan::schedule::Session;

/// How wide a screen is taken to be.
pub(super) const WIDTH: usize = 80;

/// How high; JSON has what does not fit.
const HEIGHT: usize = 24;

/// How many lines the list of further reasons may take, with the empty one before it.
const REST: usize = 3;

/// The most that is named of what earlier sessions have left.
const MOST_LEFT: usize = 1;

/// The most further reasons that are named.
const MOST_NAMES: usize = 2;

/// The session, what its size and chance are made of, and as many of the largest reasons as fit, factor by factor.
pub(super) fn text(session: &Session, forecast: &SessionForecast, planned: &Planned) -> String {
    let mut text = head(session, forecast, planned);
    let reasons = in_order(forecast, planned);
    let mut shown = 0;
    for reason in &reasons {
        let branch = branch(reason, planned);
        let rest = if shown + 1 == reasons.len() { 0 } else { REST };
        if shown > 0 && text.lines().count() + branch.lines().count() + rest > HEIGHT {
            break;
        }
        text += &branch;
        shown += 1;
    }
    let smaller = reasons.get(shown..).unwrap_or(&[]);
    if !smaller.is_empty() {
        let name = |r: &&Reason| format!("{} ({} {:.2})", r.agent().as_str(), r.mechanism(), r.peak().get());
        let mut names: Vec<String> = smaller.iter().take(MOST_NAMES).map(name).collect();
        let rest = smaller.len().saturating_sub(MOST_NAMES);
        if rest > 0 {
            names.push(format!("{rest} more"));
        }
        let listed = format!("{}; `--format json` has them in full", names.join(", "));
        text += "\n";
        text += &entry("  and: ", &listed, WIDTH);
    }
    text
}

/// The reasons, those first that the size is made of: of the cause that counts in full, where it is highest.
fn in_order<'a>(forecast: &'a SessionForecast, planned: &Planned) -> Vec<&'a Reason> {
    let counts = |reason: &&Reason| {
        let cause = planned.library.cause_of(reason.mechanism());
        forecast.makeup().is_some_and(|makeup| {
            let in_full = makeup.parts.iter().find(|part| part.in_full).map(|part| part.cause);
            reason.region() == makeup.region && cause == in_full
        })
    };
    let (mut first, rest): (Vec<_>, Vec<_>) = forecast.reasons().iter().partition(counts);
    first.extend(rest);
    first
}

/// What the session's own numbers are made of, and those with what earlier sessions left.
fn head(session: &Session, forecast: &SessionForecast, planned: &Planned) -> String {
    let possible = &planned.library.rules().levels.possible;
    let mut text = entry("", planned.programme.name(), WIDTH);
    let told = format!(
        "{}, {:.2} feel it, {:.2} at {} of 10 or more",
        forecast.level(),
        forecast.chance().get(),
        forecast.telling_chance().get(),
        possible.peak
    );
    text += &entry(&format!("{}: ", label(session).trim()), &told, WIDTH);
    text += &entry("  ", &felt(forecast, planned), WIDTH);
    if let Some(makeup) = forecast.makeup() {
        text += &entry("  ", &format!("size {:.2}: {}", forecast.own_peak().get(), sum(makeup)), WIDTH);
    }
    if forecast.residue().get() > 0.0 {
        let left = format!("left by earlier sessions: {:.2} ({})", forecast.residue().get(), names(forecast.left()));
        text += &entry("  ", &left, WIDTH);
    }
    // What is highest as the session begins has just been told.
    if let Some(combined) = forecast.combined().filter(|_| forecast.peak() > forecast.residue()) {
        let most = format!(
            "at most {:.2} with {}: {}",
            forecast.peak().get(),
            names(&combined.earlier),
            sum(&combined.makeup)
        );
        text += &entry("  ", &most, WIDTH);
    }
    text
}

/// The parts of a total, and where they are felt.
fn sum(makeup: &Makeup) -> String {
    let part = |p: &Part| format!("{:.2} {} {}", p.adds, p.cause, if p.in_full { "in full" } else { "on average" });
    let parts: Vec<String> = makeup.parts.iter().map(part).collect();
    format!("{} ({})", parts.join(" + "), makeup.region)
}

/// The largest of what earlier sessions bring.
fn names(left: &[Left]) -> String {
    let from = |l: &Left| match l.session {
        0 => format!("{} {:.2} from before the programme", l.agent.as_str(), l.soreness.get()),
        n => format!("{} {:.2} from session {n}", l.agent.as_str(), l.soreness.get()),
    };
    let mut names: Vec<String> = left.iter().take(MOST_LEFT).map(from).collect();
    if let rest @ 1.. = left.len().saturating_sub(MOST_LEFT) {
        names.push(format!("{rest} more"));
    }
    names.join(", ")
}

/// How the chance comes about: of each cause the likeliest reason counts, and causes do not depend on each other.
fn felt(forecast: &SessionForecast, planned: &Planned) -> String {
    let mut causes: Vec<(Cause, f64)> = Vec::new();
    for reason in forecast.reasons() {
        let Some(cause) = planned.library.cause_of(reason.mechanism()) else { continue };
        match causes.iter_mut().find(|(known, _)| *known == cause) {
            Some((_, most)) => *most = most.max(reason.chance().get()),
            None => causes.push((cause, reason.chance().get())),
        }
    }
    let parts: Vec<String> = causes.iter().map(|(cause, chance)| format!("{chance:.2} {cause}")).collect();
    match parts.as_slice() {
        [] => "nothing new is felt".to_owned(),
        [only] => format!("felt by {only}"),
        many => {
            let nobody: Vec<String> = causes.iter().map(|(_, chance)| format!("{:.2}", 1.0 - chance)).collect();
            format!("felt by {}: 1 - {} = {:.2}", many.join(", "), nobody.join(" x "), forecast.chance().get())
        }
    }
}

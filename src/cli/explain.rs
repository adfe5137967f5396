//! `backplan explain`: what a diagnostic code means, or where the forecast of a session comes from.

use anyhow::{Result, bail};

use super::args::{Explain, Format, Sources};
use super::input::Planned;
use super::plan::{entry, label};
use super::screen::Screen;
use super::{Ending, input, json};
use backplan::diagnostic::Code;
use backplan::embedded;
use backplan::forecast::{Against, Left, Measured, Reason, SessionForecast};
use backplan::library::Cause;
use backplan::schedule::Session;
use backplan::yaml::nearest;

pub(super) fn run(args: &Explain, screen: &Screen) -> Result<Ending> {
    let Some(number) = args.session else {
        return code(&args.what.display().to_string(), screen);
    };
    let sources = Sources { programme: args.what.clone(), library: args.library.clone(), conditions: Vec::new() };
    let Some(planned) = input::planned(&sources, args.start, screen)? else {
        return Ok(Ending::Problems);
    };
    let sessions = planned.schedule.sessions().iter().zip(&planned.forecasts);
    let Some((session, forecast)) = sessions.into_iter().find(|(s, _)| s.number() == number) else {
        bail!("no session {number}\n  hint: the programme has sessions 1 to {}", planned.forecasts.len());
    };
    match args.format {
        Format::Text => screen.data(&text(session, forecast, &planned))?,
        Format::Json => screen.data(&json::text(&json::explained(session, forecast, &planned.library))?)?,
    }
    Ok(Ending::Fine)
}

fn code(name: &str, screen: &Screen) -> Result<Ending> {
    let Some(code) = Code::from_name(name) else {
        let names = Code::ALL.iter().map(|c| c.as_str());
        let hint = match nearest(name, names.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                format!("for a session of a programme add `--session`; codes: {}", names.collect::<Vec<_>>().join(", "))
            }
        };
        bail!("no diagnostic code `{name}`\n  hint: {hint}");
    };
    let Some(page) = embedded::diagnostic_page(code.as_str()) else {
        bail!("the program carries no page for `{code}`");
    };
    screen.data(page)?;
    Ok(Ending::Fine)
}

/// The most reasons that are shown in full, so that all fits a screen; JSON has them all.
const MOST_REASONS: usize = 2;

/// The most that is named of what earlier sessions have left.
const MOST_LEFT: usize = 1;

/// The most further reasons that are named.
const MOST_NAMES: usize = 2;

/// The arithmetic as a tree: the session, what its size is made of, and the largest reasons factor by factor.
fn text(session: &Session, forecast: &SessionForecast, planned: &Planned) -> String {
    let mut text = format!(
        "{}\n{}: {}, {:.2} of all people, size {:.2}\n",
        planned.programme.name(),
        label(session).trim(),
        forecast.level(),
        forecast.chance().get(),
        forecast.own_peak().get()
    );
    if let Some(makeup) = forecast.makeup() {
        let part = |p: &backplan::forecast::Part| {
            format!("{:.2} {} {}", p.adds, p.cause, if p.in_full { "in full" } else { "on average" })
        };
        let parts: Vec<String> = makeup.parts.iter().map(part).collect();
        text += &entry("  ", &format!("highest in the {}: {}", makeup.region, parts.join(" + ")), WIDTH);
    }
    text += &entry("  ", &felt(forecast, planned), WIDTH);
    if forecast.residue().get() > 0.0 {
        let (residue, peak) = (forecast.residue().get(), forecast.peak().get());
        let from = |l: &Left| match l.session {
            0 => format!("{} {:.2} from before the programme", l.agent.as_str(), l.soreness.get()),
            n => format!("{} {:.2} from session {n}", l.agent.as_str(), l.soreness.get()),
        };
        let main: Vec<String> = forecast.left().iter().take(MOST_LEFT).map(from).collect();
        let line =
            format!("earlier sessions have left {residue:.2} ({}); with that, at most {peak:.2}", main.join(", "));
        text += &entry("  ", &line, WIDTH);
    }
    let reasons = forecast.reasons();
    for reason in reasons.iter().take(MOST_REASONS) {
        text += &branch(reason, planned);
    }
    let smaller = reasons.get(MOST_REASONS..).unwrap_or(&[]);
    if !smaller.is_empty() {
        let name = |r: &Reason| format!("{} ({} {:.2})", r.agent().as_str(), r.mechanism(), r.peak().get());
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

/// How the chance comes about: of each cause the likeliest reason counts, and causes do not depend on each other.
fn felt(forecast: &SessionForecast, planned: &Planned) -> String {
    let mut causes: Vec<(Cause, f64)> = Vec::new();
    for reason in forecast.reasons() {
        let Some(cause) = planned.library.mechanism(reason.mechanism()).map(|m| m.cause()) else { continue };
        match causes.iter_mut().find(|(known, _)| *known == cause) {
            Some((_, most)) => *most = most.max(reason.chance().get()),
            None => causes.push((cause, reason.chance().get())),
        }
    }
    let parts: Vec<String> = causes.iter().map(|(cause, chance)| format!("{chance:.2} {cause}")).collect();
    match parts.as_slice() {
        [] => "felt by nobody".to_owned(),
        [only] => format!("felt by {only}"),
        many => format!("felt by {}; by any of it {:.2}", many.join(", "), forecast.chance().get()),
    }
}

/// How wide the lists of names are set.
const WIDTH: usize = 80;

/// One reason: its factors multiply up to its size, its odds to its chance.
fn branch(reason: &Reason, planned: &Planned) -> String {
    let (f, basis, profile) = (reason.factors(), reason.basis(), reason.profile());
    let effect = &basis.effect;
    let confidence = planned.library.mechanism(reason.mechanism()).map(|m| m.confidence());
    let confidence =
        confidence.map_or_else(String::new, |c| format!("; confidence: times {}, size {}", c.timing, c.size));
    let (low, high) = reason.spread();
    let source = match effect.source() {
        Some(source) => source.to_owned(),
        None => format!("`{}` itself", reason.mechanism()),
    };
    let place = format!("{}:{}: {source}", effect.place().file().name(), effect.place().line());
    format!(
        "\n  {agent}: {mechanism} in the {region}, {novelty}\n{place}\
         \x20   {size:.3} size x {dose:.3} dose x {newness:.3} new x {person:.3} person x {worry:.3} worry = {peak:.3}\n\
         \x20   {at}; earlier sessions count {exposures:.2}; most people {low}-{high}\n\
         \x20   chance {chance:.3}: odds of {base:.3} x {odds:.3}{confidence}\n\
         \x20   begins {o0}-{o1} h, most {p0}-{p1} h, gone {g0}-{g1} h, all gone {outer} h\n",
        agent = reason.agent().as_str(),
        mechanism = reason.mechanism(),
        region = reason.region(),
        novelty = reason.novelty(),
        place = entry("    ", &place, WIDTH),
        size = f.size,
        dose = f.dose,
        newness = f.newness,
        person = f.person,
        worry = f.worry,
        peak = reason.peak().get(),
        at = measured(&basis.size_at, basis.straight_after),
        exposures = basis.exposures,
        chance = reason.chance().get(),
        base = basis.base_chance.get(),
        odds = basis.odds_factor,
        o0 = profile.onset.get(),
        o1 = profile.onset_to.get(),
        p0 = profile.peak_from.get(),
        p1 = profile.peak_to.get(),
        g0 = profile.gone_from.get(),
        g1 = profile.gone.get(),
        outer = profile.outer.get(),
    )
}

/// What the dose is compared with.
fn measured(at: &Measured, straight_after: bool) -> String {
    let ratio = &at.ratio;
    let effort = if ratio.effort == 1.0 { String::new() } else { format!(", {:.2} of the effort", ratio.effort) };
    let against = match at.at {
        Against::Start => "of the start dose",
        Against::Reference => "of the reference bout",
    };
    let when = if straight_after { ", felt at once" } else { "" };
    format!("{:.2}{effort} {against}{when}", ratio.volume)
}

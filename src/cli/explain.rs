//! `backplan explain`: what a diagnostic code means, or where the forecast of a session comes from.

use anyhow::{Result, bail};

use super::args::{Explain, Format, Sources};
use super::input::Planned;
use super::plan::label;
use super::screen::Screen;
use super::{Ending, input, json};
use backplan::diagnostic::Code;
use backplan::embedded;
use backplan::forecast::{Reason, SessionForecast};
use backplan::schedule::Session;
use backplan::yaml::nearest;

pub(super) fn run(args: &Explain, screen: &Screen) -> Result<Ending> {
    let Some(number) = args.session else {
        return code(&args.what.display().to_string(), screen);
    };
    let sources = Sources { programme: args.what.clone(), library: args.library.clone() };
    let Some(planned) = input::planned(&sources, args.start, screen)? else {
        return Ok(Ending::Problems);
    };
    let sessions = planned.schedule.sessions().iter().zip(&planned.forecasts);
    let Some((session, forecast)) = sessions.into_iter().find(|(s, _)| s.number() == number) else {
        bail!("no session {number}\n  hint: the programme has sessions 1 to {}", planned.forecasts.len());
    };
    match args.format {
        Format::Text => screen.data(&text(session, forecast, &planned))?,
        Format::Json => screen.data(&json::text(&json::explained(session, forecast))?)?,
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

/// The arithmetic as a tree: the session, what its size is made of, and each reason factor by factor.
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
        text += &format!("  highest in the {}: {}\n", makeup.region, parts.join(" + "));
    }
    if forecast.residue().get() > 0.0 {
        let (residue, peak) = (forecast.residue().get(), forecast.peak().get());
        text += &format!("  earlier sessions have left {residue:.2}; with that, at most {peak:.2}\n");
    }
    for reason in forecast.reasons() {
        text += &branch(reason, planned);
    }
    text
}

/// One reason: its factors multiply up to its size, its odds to its chance.
fn branch(reason: &Reason, planned: &Planned) -> String {
    let (f, basis) = (reason.factors(), reason.basis());
    let effect = &basis.effect;
    let place = format!("{}:{}", effect.place().file().name(), effect.place().line());
    let confidence = planned.library.mechanism(reason.mechanism()).map(|m| m.confidence());
    let confidence =
        confidence.map_or_else(String::new, |c| format!("times {}, size {}, fading {}", c.timing, c.size, c.fading));
    format!(
        "\n  {agent}: {mechanism} in the {region}: size {peak:.2}, chance {chance:.2}\n\
         \x20   {size:>6.3}  size when new, {place}, {source}\n\
         \x20 x {dose:>6.3}  dose: {ratio:.2} of the start dose\n\
         \x20 x {newness:>6.3}  {novelty}: earlier sessions count for {exposures:.2}\n\
         \x20 x {person:>6.3}  person: sensitivity and practice\n\
         \x20 x {worry:>6.3}  worry\n\
         \x20 = {peak:>6.3}  chance: odds of {base:.2} x {odds:.3}; confidence: {confidence}\n",
        agent = reason.agent().as_str(),
        mechanism = reason.mechanism(),
        region = reason.region(),
        peak = reason.peak().get(),
        chance = reason.chance().get(),
        size = f.size,
        source = effect.source().unwrap_or("no source"),
        dose = f.dose,
        ratio = basis.dose_ratio,
        newness = f.newness,
        novelty = reason.novelty(),
        exposures = basis.exposures,
        person = f.person,
        worry = f.worry,
        base = basis.base_chance.get(),
        odds = basis.odds_factor,
    )
}

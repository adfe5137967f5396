//! `backplan forecast`: which sessions may be sore, when, how much and why.

use anyhow::Result;

use super::args::{Format, Look};
use super::input::Planned;
use super::library_dir::Libraries;
use super::plan::{entry, heading, label};
use super::plot::plot;
use super::screen::Screen;
use super::{Ending, input, json};
use backplan::forecast::{Level, SessionForecast};
use backplan::schedule::Session;

/// The most reasons that are shown for a session; JSON has them all.
const MOST_REASONS: usize = 3;

pub(super) fn run(args: &Look, screen: &Screen) -> Result<Ending> {
    let Some(planned) = input::planned(&args.sources, args.start, &Libraries::default(), screen)? else {
        return Ok(Ending::Problems);
    };
    match args.format {
        Format::Json => {
            let wording = input::wording()?;
            screen.data(&json::text(&json::forecast(&planned, &wording))?)?;
        }
        Format::Text => screen.data(&text(&planned, screen.width()))?,
    }
    Ok(Ending::Fine)
}

fn text(planned: &Planned, width: usize) -> String {
    let mut text = heading(planned, width) + "\n\n" + &plot(planned, width) + "\n";
    for (session, forecast) in planned.schedule.sessions().iter().zip(&planned.forecasts) {
        text += &entry(&label(session), &summary(session, forecast), width);
        if forecast.level() > Level::Unlikely {
            text += &reasons(forecast, width);
        }
    }
    text + "\n" + LEGEND + "\n"
}

const LEGEND: &str = "\
of 10: people who are sore enough to tell of; size: 0-10 above usual pain;
hours: after the session; opinion: chance and size are the opinion of experts,
as no study measured them; `--format json` has all reasons";

/// Level, chance, size and hours, in columns.
fn summary(session: &Session, forecast: &SessionForecast) -> String {
    let Some(timing) = forecast.timing() else {
        return left_over("nothing new", forecast);
    };
    let hours = |moment: chrono::NaiveDateTime| (moment - session.time()).num_hours();
    let text = format!(
        "{:<8}  {} of 10, size {:.1}, {}-{} h, most {}",
        forecast.level().to_string(),
        forecast.telling_chance().of_ten(),
        forecast.own_peak().rounded(),
        hours(timing.begins),
        hours(timing.settles),
        match <[_; 2]>::from(timing.peaks).map(hours) {
            [0, 0] => "at once".to_owned(),
            [from, to] if from == to => format!("at {from} h"),
            [from, to] => format!("{from}-{to} h"),
        }
    );
    left_over(&text, forecast)
}

/// Says so where earlier sessions make the total higher than the session alone.
fn left_over(text: &str, forecast: &SessionForecast) -> String {
    if forecast.peak().rounded() > forecast.own_peak().rounded() {
        format!("{text}; {:.1} with what is left from before", forecast.peak().rounded())
    } else {
        text.to_owned()
    }
}

/// Where the lines of reasons begin.
const INDENT: &str = "          ";

/// The largest reasons, a line each.
fn reasons(forecast: &SessionForecast, width: usize) -> String {
    let all = forecast.reasons();
    let shown = all.iter().take(MOST_REASONS).map(|r| {
        format!(
            "{}: {}, {}, {}, {} of 10, size {:.1}{}",
            r.agent().as_str(),
            r.mechanism(),
            r.region(),
            r.novelty(),
            r.chance().of_ten(),
            r.peak().rounded(),
            if r.rests_on_study() { "" } else { " (opinion)" }
        )
    });
    let more = all.len().saturating_sub(MOST_REASONS);
    let rest = (more > 0).then(|| format!("and {more} smaller"));
    shown.chain(rest).map(|line| entry(INDENT, &line, width)).collect()
}

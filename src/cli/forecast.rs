//! `backplan forecast`: which sessions may be sore, when, how much and why.

use anyhow::Result;

use super::args::{Format, Look};
use super::input::Planned;
use super::plan::{heading, table};
use super::screen::Screen;
use super::{Ending, input, json};
use backplan::forecast::SessionForecast;
use backplan::schedule::Session;

/// The most reasons that the table names for a session; JSON has them all.
const MOST_REASONS: usize = 3;

pub(super) fn run(args: &Look, screen: &Screen) -> Result<Ending> {
    let Some(planned) = input::planned(&args.sources, args.start, screen)? else {
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

fn text(planned: &Planned, width: u16) -> String {
    let mut table = table(width);
    table.set_header(["no", "date", "level", "of 10", "size", "felt", "why"]);
    for (session, forecast) in planned.schedule.sessions().iter().zip(&planned.forecasts) {
        table.add_row([
            session.number().to_string(),
            session.date().format("%a %d %b").to_string(),
            forecast.level().to_string(),
            forecast.chance().of_ten().to_string(),
            size(forecast),
            felt(session, forecast),
            why(forecast),
        ]);
    }
    format!("{}\n{table}\n{LEGEND}\n", heading(planned))
}

const LEGEND: &str = "of 10: people who feel it; size: 0-10 above usual pain, own (with what earlier sessions left)";

fn size(forecast: &SessionForecast) -> String {
    if forecast.peak().rounded() > forecast.own_peak().rounded() {
        format!("{:.1} ({:.1})", forecast.own_peak().get(), forecast.peak().get())
    } else {
        format!("{:.1}", forecast.own_peak().get())
    }
}

/// When it begins, peaks and settles, in hours after the session.
fn felt(session: &Session, forecast: &SessionForecast) -> String {
    forecast.timing().map_or_else(String::new, |t| {
        let hours = |moment: chrono::NaiveDateTime| (moment - session.time()).num_hours();
        format!("{}-{} h, most {}-{} h", hours(t.begins), hours(t.settles), hours(t.peaks.0), hours(t.peaks.1))
    })
}

fn why(forecast: &SessionForecast) -> String {
    let reasons = forecast.reasons();
    let mut lines: Vec<String> = reasons
        .iter()
        .take(MOST_REASONS)
        .map(|r| format!("{}: {} ({}) {:.1}", r.agent().as_str(), r.mechanism(), r.novelty(), r.peak().get()))
        .collect();
    if reasons.len() > MOST_REASONS {
        lines.push(format!("and {} more", reasons.len() - MOST_REASONS));
    }
    lines.join("\n")
}

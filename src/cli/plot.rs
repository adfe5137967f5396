//! Soreness over the weeks, as a plot for the terminal.

use chrono::{Days, NaiveDate};

use super::input::Planned;
use backplan::forecast::{Curve, Level, course};
use backplan::schedule::{Session, SessionKind};

/// Eighths of a row.
const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The column in which the plot begins, after its scale.
const LEFT: usize = 4;

/// The fewest rows: a programme that hardly makes sore is not to look like a mountain.
const LEAST_ROWS: usize = 3;

/// Plots the expected soreness of the whole programme, a row for each point of it, with the sessions below.
pub(super) fn plot(planned: &Planned, width: usize) -> String {
    let course = course(&planned.schedule, &planned.forecasts);
    let days = days(planned, &course);
    let columns = (width - LEFT).min(days * MOST_COLUMNS_A_DAY);
    let hours = (days * 24) as f64 / columns as f64;
    let heights: Vec<f64> =
        (0..columns).map(|c| course.peak_between(c as f64 * hours, (c + 1) as f64 * hours)).collect();
    let ceiling = planned.programme.ceiling().map(|c| c.value.get());
    let highest = heights.iter().copied().fold(ceiling.unwrap_or(0.0), f64::max);
    let rows = (highest.ceil() as usize).max(LEAST_ROWS);

    let mut text = String::from("expected soreness above usual pain, in those who feel it\n");
    for row in (0..rows).rev() {
        let is_ceiling = ceiling.is_some_and(|c| (c - (row + 1) as f64).abs() < 0.5);
        let line: String = heights.iter().map(|h| cell(h - row as f64, is_ceiling)).collect();
        let note = if is_ceiling { "┤" } else { "│" };
        text += format!("{:>2} {note}{}", row + 1, line.trim_end()).trim_end();
        text.push('\n');
    }
    text += &format!(" 0 └{}\n", "─".repeat(columns));
    text += &marks(planned, columns, hours);
    text += &dates(planned.schedule.start(), days, columns, hours);
    text += "    felt: ● likely, ◐ possible, ○ unlikely; ■ ◧ □ the same for visits";
    if ceiling.is_some() {
        text += "; ┈ ceiling";
    }
    text + "\n"
}

/// A day is at most this many columns wide.
const MOST_COLUMNS_A_DAY: usize = 8;

/// One sign: as much of a row as is filled.
fn cell(above: f64, ceiling: bool) -> char {
    let eighths = (above * 8.0).round().clamp(0.0, 8.0) as usize;
    match EIGHTHS.get(eighths) {
        Some(' ') | None if ceiling => '┈',
        Some(sign) => *sign,
        None => ' ',
    }
}

/// How many days are shown: the programme's weeks, and as long as anything is felt.
fn days(planned: &Planned, course: &Curve) -> usize {
    let weeks = planned.programme.weeks().get() as usize * 7;
    let felt = course.span_above(planned.library.rules().curve.noticeable.get());
    weeks.max(felt.map_or(0, |(_, to)| (to / 24.0).ceil() as usize)).max(1)
}

fn column(planned: &Planned, session: &Session, hours: f64) -> usize {
    (session.hours_from(planned.schedule.start()) / hours) as usize
}

/// A line with a sign under each home session, and one for the visits; where several of a kind share a column, the one
/// that is felt most has it.
fn marks(planned: &Planned, columns: usize, hours: f64) -> String {
    let signs: [(bool, [char; 3]); 2] = [(false, ['○', '◐', '●']), (true, ['□', '◧', '■'])];
    let mut text = String::new();
    for (visits, [unlikely, possible, likely]) in signs {
        let mut line: Vec<Option<(Level, char)>> = vec![None; columns];
        for (session, forecast) in planned.schedule.sessions().iter().zip(&planned.forecasts) {
            if matches!(session.kind(), SessionKind::Clinic(_)) != visits {
                continue;
            }
            let level = forecast.level();
            let sign = match level {
                Level::Unlikely => unlikely,
                Level::Possible => possible,
                Level::Likely => likely,
            };
            if let Some(place) = line.get_mut(column(planned, session, hours))
                && place.is_none_or(|(known, _)| known < level)
            {
                *place = Some((level, sign));
            }
        }
        if line.iter().any(Option::is_some) {
            let line: String = line.into_iter().map(|sign| sign.map_or(' ', |(_, sign)| sign)).collect();
            text += &format!("{}{}\n", " ".repeat(LEFT), line.trim_end());
        }
    }
    text
}

/// A line with the date of each week's first day, as many as fit beside each other.
fn dates(start: NaiveDate, days: usize, columns: usize, hours: f64) -> String {
    let mut line = " ".repeat(LEFT);
    for day in (0..days).step_by(7) {
        let at = LEFT + (day as f64 * 24.0 / hours).round() as usize;
        let Some(date) = start.checked_add_days(Days::new(day as u64)) else { continue };
        let label = date.format("%-d %b").to_string();
        let length = line.chars().count();
        let is_free = day == 0 || length + 2 <= at;
        if is_free && at + label.len() <= LEFT + columns {
            line.extend(std::iter::repeat_n(' ', at.saturating_sub(length)));
            line += &label;
        }
    }
    line + "\n"
}

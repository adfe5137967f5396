//! The plan as a grid: weeks across, exercises down, the forecast of each session below.

use std::collections::BTreeSet;

use backplan::forecast::{Level, SessionForecast};
use backplan::library::{Dose, ExerciseId, Variable};
use backplan::programme::Days;
use backplan::schedule::{Change, Item, Session, SessionKind, StepReason};
use backplan::yaml::Word;
use chrono::{Datelike, NaiveDate};

use super::entry;
use crate::cli::input::Planned;

/// How wide the column of names is.
const NAMES: usize = 22;

/// How wide the column of a week is, at least and at most.
const WEEK: std::ops::RangeInclusive<usize> = 14..=28;

/// What the marks mean.
pub(super) const LEGEND: &str = "\
sets x repetitions/seconds held, at the end of the week; * new, + more, - less,
= a step was due and held, ! laid down, . not done; felt: ● likely, ◐ possible,
○ unlikely, and how much at the most; `--explain` says why";

/// What the letters of lots mean, in a programme that has lots.
pub(super) fn lots_legend(planned: &Planned) -> &'static str {
    match planned.programme.days() {
        Days::Split(..) => "a, b: the lot that is done on a day; the lots in which an exercise is done\n",
        Days::Weekdays(_) | Days::Daily | Days::Alternate | Days::AWeek(_) => "",
    }
}

/// The grid, as many weeks beside each other as fit.
pub(super) fn grid(planned: &Planned, width: usize) -> String {
    let weeks: Vec<u32> = (1..=planned.programme.weeks().get()).collect();
    let cells = exercises(planned).into_iter().flat_map(|id| weeks.iter().map(move |w| cell(planned, id, *w)));
    let longest = cells.map(|c| c.chars().count() + 2).max().unwrap_or(0);
    let column = longest.clamp(*WEEK.start(), *WEEK.end());
    let at_once = width.saturating_sub(NAMES) / column;
    weeks.chunks(at_once.max(1)).map(|weeks| block(planned, weeks, column, width)).collect::<Vec<_>>().join("\n")
}

fn block(planned: &Planned, weeks: &[u32], column: usize, width: usize) -> String {
    let line = |label: &str, cells: Vec<String>| row(label, &cells, column);
    let each = |cell: &dyn Fn(u32) -> String| weeks.iter().map(|w| cell(*w)).collect::<Vec<_>>();
    let mut text = line("", each(&|w| format!("week {w}")));
    text += &line("", each(&|w| first_day(planned, w).format("%-d %b").to_string()));
    for id in exercises(planned) {
        let cells = each(&|w| cell(planned, id, w));
        if cells.iter().any(|c| c != NOT_DONE) {
            text += &line(&(lots(planned, id) + id.as_str()), cells);
        }
    }
    for (label, day, is_visit) in rows(planned, weeks) {
        text += &line(&label, each(&|w| forecast_cell(planned, w, day, is_visit)));
    }
    text + &visits(planned, weeks, width)
}

const NOT_DONE: &str = ".";

/// A line of the grid; long names are cut so that the columns stay in line.
fn row(label: &str, cells: &[String], column: usize) -> String {
    let mut line = pad(label, NAMES);
    for cell in cells {
        line += &pad(cell, column);
    }
    line.trim_end().to_owned() + "\n"
}

fn pad(text: &str, width: usize) -> String {
    let fits = text.chars().count() < width;
    let text: String = if fits { text.to_owned() } else { text.chars().take(width - 2).chain(['…']).collect() };
    format!("{text}{}", " ".repeat(width - text.chars().count()))
}

fn first_day(planned: &Planned, week: u32) -> NaiveDate {
    let days = chrono::Days::new(u64::from(week - 1) * 7);
    planned.schedule.start().checked_add_days(days).unwrap_or(NaiveDate::MAX)
}

fn sessions(planned: &Planned, week: u32) -> impl Iterator<Item = (&Session, &SessionForecast)> {
    planned.schedule.sessions().iter().zip(&planned.forecasts).filter(move |(s, _)| s.week() == week)
}

/// The exercises in the order in which they first come.
fn exercises(planned: &Planned) -> Vec<&ExerciseId> {
    let mut ids = Vec::new();
    for item in planned.schedule.sessions().iter().flat_map(|s| s.items()) {
        if !ids.contains(&item.exercise()) {
            ids.push(item.exercise());
        }
    }
    ids
}

/// In which lots an exercise is done, in a column of its own; nothing if the programme has none.
fn lots(planned: &Planned, id: &ExerciseId) -> String {
    let with = planned.schedule.sessions().iter().filter(|s| s.items().iter().any(|i| i.exercise() == id));
    let lots: BTreeSet<&str> =
        with.filter_map(|s| planned.programme.lot_on(s.date())).map(|lot| lot.as_str()).collect();
    if lots.is_empty() { String::new() } else { format!("{:<3}", lots.into_iter().collect::<String>()) }
}

/// The items of an exercise in a week.
fn items<'a>(planned: &'a Planned, id: &'a ExerciseId, week: u32) -> impl Iterator<Item = (&'a Session, &'a Item)> {
    sessions(planned, week).filter_map(move |(s, _)| Some((s, s.items().iter().find(|i| i.exercise() == id)?)))
}

/// The dose at the end of a week, with what happened to it in the week.
fn cell(planned: &Planned, id: &ExerciseId, week: u32) -> String {
    let Some((_, last)) = items(planned, id, week).last() else { return NOT_DONE.to_owned() };
    let marks: Vec<char> = items(planned, id, week).filter_map(|(_, item)| mark(item)).collect();
    let mark = ['*', '!', '+', '-', '='].into_iter().find(|m| marks.contains(m)).unwrap_or(' ');
    // Of what went down and then up again within the week, the end counts, as it is what stands in the cell.
    let before = (1..week).rev().find_map(|w| items(planned, id, w).last());
    let fell = before.is_some_and(|(_, before)| is_less(last.dose(), before.dose()));
    let mark = if mark == '+' && fell { '-' } else { mark };
    format!("{mark}{}", last.dose().short())
}

/// Whether something of a dose is less than in another, and nothing more.
fn is_less(dose: &Dose, than: &Dose) -> bool {
    let is = |less: bool| {
        Variable::ALL.iter().any(|v| if less { dose.get(*v) < than.get(*v) } else { dose.get(*v) > than.get(*v) })
    };
    is(true) && !is(false)
}

fn mark(item: &Item) -> Option<char> {
    match (item.reason(), item.change()) {
        (StepReason::Pinned(_), _) => Some('!'),
        (StepReason::Held(_), _) => Some('='),
        (_, Change::Start) => Some('*'),
        (_, Change::Up) => Some('+'),
        (_, Change::Down | Change::Deload) => Some('-'),
        (_, Change::Same) => None,
    }
}

/// One row of forecasts for each day of the week with sessions, and kind of them.
fn rows(planned: &Planned, weeks: &[u32]) -> Vec<(String, u32, bool)> {
    let start = planned.schedule.start().weekday();
    let mut rows: Vec<(u32, bool, String)> = Vec::new();
    for (session, _) in weeks.iter().flat_map(|w| sessions(planned, *w)) {
        let day = session.date().weekday();
        let is_visit = matches!(session.kind(), SessionKind::Clinic(_));
        let kind = if is_visit { "clinic" } else { "home" };
        let lot = if is_visit { None } else { planned.programme.lot_on(session.date()) };
        let lot = lot.map_or_else(String::new, |lot| format!(" {lot}"));
        let label = (day.days_since(start), !is_visit, format!("{day} {kind}{lot}"));
        if !rows.contains(&label) {
            rows.push(label);
        }
    }
    rows.sort();
    rows.into_iter().map(|(day, is_home, label)| (label, day, !is_home)).collect()
}

fn forecast_cell(planned: &Planned, week: u32, day: u32, is_visit: bool) -> String {
    let start = planned.schedule.start().weekday();
    let found = sessions(planned, week).find(|(s, _)| {
        s.date().weekday().days_since(start) == day && matches!(s.kind(), SessionKind::Clinic(_)) == is_visit
    });
    found.map_or_else(String::new, |(_, forecast)| {
        let sign = match forecast.level() {
            Level::Likely => '●',
            Level::Possible => '◐',
            Level::Unlikely => '○',
        };
        format!("{sign} {:.1}", forecast.peak().rounded())
    })
}

/// What is done at the visits.
fn visits(planned: &Planned, weeks: &[u32], width: usize) -> String {
    let visits = weeks.iter().flat_map(|w| sessions(planned, *w)).filter(|(s, _)| !s.techniques().is_empty());
    visits
        .map(|(s, _)| {
            let names: Vec<&str> = s.techniques().iter().map(|t| t.as_str()).collect();
            entry(&format!("  {}: ", s.date().format("%a %-d %b")), &names.join(", "), width)
        })
        .collect()
}

/// Why each dose is what it is: a line for each change, each step that was held, and each session left out.
pub(super) fn reasons(planned: &Planned, width: usize) -> String {
    let mut text = String::new();
    let mut sessions: Vec<&Session> = planned.schedule.sessions().iter().chain(planned.schedule.dropped()).collect();
    sessions.sort_by_key(|s| s.date());
    let mut ids = exercises(planned);
    for (id, _) in sessions.iter().flat_map(|s| s.left_out()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    for id in ids {
        text += &format!("\n{id}\n");
        let mut told = String::new();
        for session in &sessions {
            let label = format!("  {}  ", session.date().format("%a %e %b"));
            let of = session.items().iter().find(|i| i.exercise() == id);
            let left_out = session.left_out().iter().find(|(other, _)| other == id);
            let line = match (of, left_out) {
                (Some(item), _) => format!("{}: {}", item.dose().short(), item.reason()),
                (None, Some((_, why))) => format!("left out: {why}"),
                (None, None) => continue,
            };
            // A reason that goes on word for word is told once, but no day is left out unsaid.
            if line != told || of.is_none() {
                text += &entry(&label, &line, width);
            }
            told = line;
        }
    }
    text
}

//! Two programmes side by side.

use std::collections::BTreeSet;
use std::path::Path;

use backplan::forecast::Level;
use backplan::library::ExerciseId;
use backplan::schedule::{Item, SessionKind};

use crate::cli::input::Planned;

/// How wide a column is.
const COLUMN: usize = 26;

/// The sessions, the forecast week by week, and each exercise from its first dose to its last.
///
/// Programmes of the same name are told apart by their files.
pub(super) fn compare(one: &Planned, other: &Planned, files: [&Path; 2]) -> String {
    let both = [one, other];
    let mut text = row("", names(one, other, files));
    text += &row("weeks", both.map(|p| p.programme.weeks().get().to_string()));
    text += &row("home sessions", both.map(|p| count(p, false).to_string()));
    text += &row("visits", both.map(|p| count(p, true).to_string()));
    text += &row("likely to be felt", both.map(|p| at(p, Level::Likely).to_string()));
    text += &row("possibly felt", both.map(|p| at(p, Level::Possible).to_string()));
    text +=
        &row("ceiling", both.map(|p| p.programme.ceiling().map_or("none".to_owned(), |c| c.value.get().to_string())));
    text += "\nhighest soreness\n";
    let weeks = one.programme.weeks().max(other.programme.weeks()).get();
    for week in 1..=weeks {
        text += &row(&format!("  week {week}"), both.map(|p| highest(p, week)));
    }
    text += "\nexercises, first to last dose\n";
    let ids: BTreeSet<&ExerciseId> = both.iter().flat_map(|p| items(p)).map(Item::exercise).collect();
    for id in ids {
        text += &row(&format!("  {id}"), both.map(|p| course(p, id)));
    }
    text
}

fn names(one: &Planned, other: &Planned, files: [&Path; 2]) -> [String; 2] {
    let names = [one, other].map(|p| p.programme.name().to_owned());
    if names[0] != names[1] {
        return names;
    }
    // Of a long path the end is what differs.
    files.map(|file| {
        let text = file.display().to_string();
        let skipped = text.chars().count().saturating_sub(COLUMN - 1);
        if skipped == 0 { text } else { ['…'].into_iter().chain(text.chars().skip(skipped + 1)).collect() }
    })
}

fn row(label: &str, cells: [String; 2]) -> String {
    let indent = " ".repeat(label.chars().count() - label.trim_start().chars().count());
    let options = textwrap::Options::new(COLUMN - 1).subsequent_indent(&indent);
    let label = textwrap::wrap(label, options);
    let [one, other] = [&cells[0], &cells[1]].map(|cell| textwrap::wrap(cell, COLUMN - 1));
    let mut text = String::new();
    for i in 0..label.len().max(one.len()).max(other.len()).max(1) {
        let [label, one, other] = [&label, &one, &other].map(|lines| lines.get(i).map_or("", |line| line));
        let line = format!("{label:<COLUMN$} {one:<COLUMN$} {other}");
        text += line.trim_end();
        text += "\n";
    }
    text
}

fn count(planned: &Planned, visits: bool) -> usize {
    let is_visit = |k: &SessionKind| matches!(k, SessionKind::Clinic(_));
    planned.schedule.sessions().iter().filter(|s| is_visit(s.kind()) == visits).count()
}

fn at(planned: &Planned, level: Level) -> usize {
    planned.forecasts.iter().filter(|f| f.level() == level).count()
}

fn highest(planned: &Planned, week: u32) -> String {
    let both = planned.schedule.sessions().iter().zip(&planned.forecasts);
    let of_week = both.filter(|(s, _)| s.week() == week).map(|(_, f)| f.peak().rounded());
    of_week.reduce(f64::max).map_or_else(String::new, |peak| format!("{peak:.1}"))
}

fn items(planned: &Planned) -> impl Iterator<Item = &Item> {
    planned.schedule.sessions().iter().flat_map(|s| s.items())
}

fn course(planned: &Planned, id: &ExerciseId) -> String {
    let of = || items(planned).filter(|i| i.exercise() == id).map(|i| i.dose().short());
    match (of().next(), of().last()) {
        (Some(first), Some(last)) if first == last => first,
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => "-".to_owned(),
    }
}

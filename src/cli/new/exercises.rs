//! Adding exercises on a terminal: search as you type, and the forecast after each.

use std::fmt;

use anyhow::Result;
use inquire::Select;

use super::ask::{look, said};
use super::{any_error, drafted, outlook, tried};
use crate::cli::library::columns::Columns;
use crate::cli::plan::entry;
use crate::cli::screen::Screen;
use backplan::draft::{Template, Wishes};
use backplan::library::{Exercise, Found, Library};

/// Lets the physio add exercises until they are done, and shows the forecast after each.
pub(super) fn ask(wishes: &mut Wishes, template: &Template, library: &Library, screen: &Screen) -> Result<()> {
    let there = template.exercises_of_last_phase();
    loop {
        let is_new = |e: &&Exercise| !there.contains(&e.id().as_str()) && !wishes.exercises.contains(e.id());
        let left: Vec<Found<'_>> = library.exercises().filter(is_new).map(Found::Exercise).collect();
        let columns = Columns::of(&left, screen.width().saturating_sub(MARGIN));
        // A programme in which nothing is done is none.
        let may_end = !(there.is_empty() && wishes.exercises.is_empty());
        let choices: Vec<Choice<'_>> = may_end
            .then_some(Choice::Done)
            .into_iter()
            .chain(left.into_iter().map(|found| Choice::Exercise(found, columns.row(found))))
            .collect();
        let scorer = |typed: &str, choice: &Choice<'_>, _: &str, _: usize| choice.fits(typed);
        let question = if there.is_empty() {
            format!("Exercise {}:", wishes.exercises.len() + 1)
        } else {
            "Another exercise for the last phase:".to_owned()
        };
        let select = Select::new(&question, choices)
            .with_help_message("type to search names, muscles, purposes; enter adds; esc leaves, nothing kept")
            .with_page_size(8)
            .with_scorer(&scorer)
            .with_sorter(&in_order)
            .with_formatter(&|chosen| chosen.value.short().to_owned())
            .with_render_config(look(screen));
        let Choice::Exercise(found, _) = said(select.prompt())? else { return Ok(()) };
        let Some(exercise) = library.exercises().find(|e| e.id().as_str() == found.id()) else { continue };
        wishes.exercises.push(exercise.id().clone());
        if !so_far(wishes, template, library, screen)? {
            // What cannot be planned is not kept.
            wishes.exercises.pop();
        }
    }
}

/// What the list takes beside its rows.
const MARGIN: usize = 3;

/// Shows the forecast; says whether the programme is sound.
fn so_far(wishes: &Wishes, template: &Template, library: &Library, screen: &Screen) -> Result<bool> {
    let (planned, findings) = tried("so far", &drafted(template, wishes, library)?, library);
    let Some(planned) = planned.filter(|_| !any_error(&findings)) else {
        screen.findings(&findings);
        return Ok(false);
    };
    let mut told = format!("  so far: {}\n", outlook::of(&planned));
    if let Some(lots) = outlook::lots(&planned) {
        told += &format!("  {lots}\n");
    }
    if let Some(first) = findings.first() {
        let more = findings.len() - 1;
        let more = if more == 0 { String::new() } else { format!("; and {more} more") };
        told += &entry("  ", &format!("{}: {}{more}", first.severity().as_str(), first.message()), screen.width());
    }
    screen.note(told.trim_end());
    Ok(true)
}

/// The best first; equals stay in the order of the list.
fn in_order(scored: &mut [(usize, i64)]) {
    scored.sort_by_key(|(at, score)| (std::cmp::Reverse(*score), *at));
}

/// What the list offers.
enum Choice<'a> {
    Done,
    Exercise(Found<'a>, String),
}

impl Choice<'_> {
    /// How well it fits what was typed; nothing if it does not. With nothing typed, all is in the order of the list.
    fn fits(&self, typed: &str) -> Option<i64> {
        let words: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
        match self {
            Self::Done => words.is_empty().then_some(0),
            Self::Exercise(found, _) => found.rank(&words).map(i64::from),
        }
    }

    fn short(&self) -> &str {
        match self {
            Self::Done => DONE,
            Self::Exercise(found, _) => found.name(),
        }
    }
}

const DONE: &str = "that is all";

impl fmt::Display for Choice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done => f.write_str(DONE),
            Self::Exercise(_, row) => f.write_str(row),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn the_best_comes_first_and_equals_stay_in_order() {
        let mut scored = [(0, 1), (1, 5), (2, 1), (3, 5)];
        in_order(&mut scored);
        assert_eq!(scored, [(1, 5), (3, 5), (0, 1), (2, 1)]);
    }
}

//! The exercises that are added to the last phase.

use super::Wishes;
use super::edit::{Edits, line_end, line_start};
use super::error::DraftError;
use super::goals::Goal;
use super::template::{Template, get, items};
use crate::library::{Dose, Exercise, Library, Variable};
use crate::programme::Half;
use crate::yaml::{Node, Value, Word};

/// The exercises that are wished for, each of them new to the last phase.
pub(super) fn added<'a>(
    template: &Template,
    wishes: &Wishes,
    library: &'a Library,
) -> Result<Vec<&'a Exercise>, DraftError> {
    let there = template.exercises_of_last_phase();
    let mut added: Vec<&Exercise> = Vec::new();
    for id in &wishes.exercises {
        let exercise = library.exercise(id).ok_or_else(|| DraftError::UnknownExercise { exercise: id.clone() })?;
        if there.contains(&id.as_str()) || added.iter().any(|a| a.id() == id) {
            return Err(DraftError::Twice { exercise: id.clone() });
        }
        added.push(exercise);
    }
    Ok(added)
}

fn last_list(template: &Template) -> Option<&Node> {
    get(template.phases().last()?, "exercises")
}

/// Writes exercises with their goals behind those of the last phase.
pub(super) fn insert(
    template: &Template,
    exercises: &[&Exercise],
    lots: &[Option<Half>],
    goals: &[Goal],
    edits: &mut Edits,
) -> Result<(), DraftError> {
    if exercises.is_empty() {
        return Ok(());
    }
    let (text, form) = (template.text(), DraftError::Form("exercises"));
    let list = last_list(template).ok_or(form.clone())?;
    let line_of = |at: usize| text.get(line_start(text, at)..).unwrap_or("");
    let indent_of = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let (bytes, indent) = match items(list) {
        [] => {
            // `[]` after the key; the list hangs two spaces in.
            let start = list.place.bytes().start;
            let end = text.get(start..).and_then(|t| t.find(']')).ok_or(form)? + start + 1;
            (start..end, indent_of(line_of(start)) + 2)
        }
        [first, .., last] | [first @ last] => {
            let first = line_of(first.place.bytes().start);
            if !first.trim_start().starts_with("- ") {
                return Err(form);
            }
            let end = line_end(text, end_of(last));
            (end..end, indent_of(first))
        }
    };
    let mut lines = String::new();
    for ((exercise, lot), goal) in exercises.iter().zip(lots).zip(goals) {
        lines += &format!("\n{:indent$}- use: {}", "", exercise.id());
        if let Some(lot) = lot {
            lines += &format!("\n{:indent$}  split: {lot}", "");
        }
        let goal = goal.text();
        if !goal.is_empty() {
            lines += &format!("\n{:indent$}  goal: {{ {goal} }}", "");
        }
    }
    if items(list).is_empty() {
        // No space is left behind the key.
        let start = text.get(..bytes.start).map_or(bytes.start, |before| before.trim_end_matches(' ').len());
        edits.replace(start..bytes.end, lines);
    } else {
        edits.replace(bytes, lines);
    }
    Ok(())
}

/// Where the last word of a value ends.
fn end_of(node: &Node) -> usize {
    let own = node.place.bytes().end;
    match &node.value {
        Value::List(items) => items.iter().map(end_of).fold(own, usize::max),
        Value::Map(entries) => entries.iter().map(|(_, value)| end_of(value)).fold(own, usize::max),
        _ => own,
    }
}

/// What a dose has that another has not, as a programme writes it: `sets: 2, reps: 10`.
pub(super) fn difference(dose: &Dose, from: &Dose) -> String {
    let order = [Variable::Sets, Variable::Reps, Variable::Hold, Variable::Time, Variable::Distance, Variable::Load];
    let differs = |v: &Variable| dose.get(*v) != from.get(*v);
    let written = |v: Variable| {
        let value = dose.get(v)?;
        Some(match v {
            Variable::Sets | Variable::Reps => format!("{}: {value}", v.as_str()),
            Variable::Load => format!("load: {}", dose.load()?),
            Variable::Distance => format!("distance: {value} m"),
            Variable::Time if value % 60.0 == 0.0 => format!("time: {} min", value / 60.0),
            Variable::Hold | Variable::Time => format!("{}: {value} s", v.as_str()),
        })
    };
    let parts: Vec<String> = order.into_iter().filter(differs).filter_map(written).collect();
    parts.join(", ")
}

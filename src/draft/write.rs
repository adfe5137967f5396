//! The changes that wishes make, exercises apart.

use std::fmt::Display;

use super::edit::{Edits, line_end, line_start};
use super::error::DraftError;
use super::scalar::scalar;
use super::template::{Template, get, items, key_of, whole};
use super::weeks::{moved, share};
use super::{Ceiling, Wishes};
use crate::library::{Library, VersionRequest};
use crate::programme::{Day, Days};
use crate::source::Place;
use crate::units::Weeks;
use crate::yaml::{Node, Value, Word};

/// Days of the week in their order, each once.
pub(super) fn ordered(days: &Days) -> Days {
    let of = |days: &[Day]| {
        let mut days = days.to_vec();
        days.sort();
        days.dedup();
        days
    };
    match days {
        Days::Weekdays(days) => Days::Weekdays(of(days)),
        Days::Split(a, b) => Days::Split(of(a), of(b)),
        other => other.clone(),
    }
}

/// Everything that changes, but for the exercises.
pub(super) fn edits(template: &Template, wishes: &Wishes, library: &Library) -> Result<Edits, DraftError> {
    let mut edits = Edits::default();
    let top = |key: &'static str| template.get(key).ok_or(DraftError::Form(key));
    let of_person = |key: &'static str| get(top("person")?, key).ok_or(DraftError::Form(key));
    if let Some(name) = &wishes.name {
        value(top("name")?, scalar(name), &mut edits);
    }
    if let Some(purpose) = &wishes.purpose {
        value(top("purpose")?, scalar(purpose), &mut edits);
    }
    if let Some(request) = request(template, library) {
        value(top("library")?, request, &mut edits);
    }
    if let Some(weeks) = wishes.weeks {
        spread(template, weeks, &mut edits)?;
    }
    if let Some(days) = &wishes.days {
        self::days(template, &ordered(days), &mut edits)?;
        if !matches!(days, Days::Split(..)) {
            without_lots(template, &mut edits);
        }
    }
    if let Some(mode) = wishes.mode {
        value(top("mode")?, mode, &mut edits);
    }
    if let Some(wish) = wishes.ceiling {
        ceiling(template, wish, &mut edits)?;
    }
    if let Some(pain) = wishes.usual_pain {
        value(of_person("usual-pain")?, pain.get(), &mut edits);
    }
    if let Some(sensitivity) = wishes.sensitivity {
        value(of_person("sensitivity")?, sensitivity, &mut edits);
    }
    if let Some(weeks) = wishes.last_active.map(Weeks::get) {
        let unit = if weeks == 1 { "week" } else { "weeks" };
        value(of_person("last-active")?, format!("{weeks} {unit}"), &mut edits);
    }
    if let Some(worried) = wishes.worried {
        value(of_person("worried")?, worried, &mut edits);
    }
    Ok(edits)
}

/// Puts another value in the place of one that is no list and no mapping.
fn value(node: &Node, new: impl Display, edits: &mut Edits) {
    edits.replace(node.place.bytes(), new.to_string());
}

/// The library to ask for, if the template asks for another.
fn request(template: &Template, library: &Library) -> Option<String> {
    let asked = template.text_of("library").and_then(VersionRequest::parse);
    let fits = |request: &VersionRequest| library.answers_to().iter().any(|(id, version)| request.fits(id, version));
    if asked.is_some_and(|request| fits(&request)) {
        return None;
    }
    let version = library.version().to_string();
    let major = version.split('.').next().unwrap_or(&version).to_owned();
    Some(format!("{} ^{major}", library.id()))
}

/// Gives the programme other weeks, and its phases and visits with it.
fn spread(template: &Template, weeks: Weeks, edits: &mut Edits) -> Result<(), DraftError> {
    let node = template.get("weeks").ok_or(DraftError::Form("weeks"))?;
    let before = whole(node).ok_or(DraftError::Form("weeks"))?;
    let phases: Vec<(&Node, u32)> = template
        .phases()
        .iter()
        .map(|phase| {
            let node = get(phase, "weeks")?;
            Some((node, whole(node)?))
        })
        .collect::<Option<_>>()
        .ok_or(DraftError::Form("weeks"))?;
    let parts: Vec<u32> = phases.iter().map(|(_, weeks)| *weeks).collect();
    let shares = share(weeks.get(), &parts).ok_or(DraftError::TooFewWeeks { phases: parts.len(), weeks })?;
    value(node, weeks.get(), edits);
    for ((node, _), share) in phases.iter().zip(shares) {
        value(node, share, edits);
    }
    let mut taken: Vec<(u32, Day)> = Vec::new();
    for visit in template.visits() {
        // A visit on a date stays where it is.
        let Some(node) = get(visit, "week") else { continue };
        let week = whole(node).ok_or(DraftError::Form("visits"))?;
        let day = get(visit, "day").and_then(day).ok_or(DraftError::Form("visits"))?;
        let week = moved(week, before, weeks.get(), |week| !taken.contains(&(week, day)))
            .ok_or(DraftError::TooManyVisits { day, weeks })?;
        taken.push((week, day));
        value(node, week, edits);
    }
    Ok(())
}

fn day(node: &Node) -> Option<Day> {
    let Value::Text(text) = &node.value else { return None };
    Day::ALL.iter().copied().find(|day| day.as_str() == text.as_str())
}

/// Sets the days, whether they were words, or a list or mapping in brackets.
fn days(template: &Template, days: &Days, edits: &mut Edits) -> Result<(), DraftError> {
    let form = DraftError::Form("days");
    let node = template.get("days").ok_or(form.clone())?;
    let start = node.place.bytes().start;
    let rest = template.text().get(start..).unwrap_or("");
    let close = match node.value {
        Value::List(_) if rest.starts_with('[') => ']',
        Value::Map(_) if rest.starts_with('{') => '}',
        Value::List(_) | Value::Map(_) => return Err(form),
        _ => {
            value(node, days, edits);
            return Ok(());
        }
    };
    let end = rest.find(close).ok_or(form)?;
    edits.replace(start..start + end + 1, days.to_string());
    Ok(())
}

/// Takes the lots from the exercises, as days that are the same for all know none.
fn without_lots(template: &Template, edits: &mut Edits) {
    let exercises = template.phases().iter().filter_map(|phase| get(phase, "exercises"));
    for item in exercises.flat_map(items) {
        if let (Some(key), Some(node)) = (key_of(item, "split"), get(item, "split")) {
            take_out(template.text(), key, node, edits);
        }
    }
}

/// Takes out a key with its value: its line, or its part of a line.
fn take_out(text: &str, key: &Place, node: &Node, edits: &mut Edits) {
    let (start, end) = (key.bytes().start, node.place.bytes().end);
    let before = text.get(line_start(text, start)..start).unwrap_or("");
    let after = text.get(end..).unwrap_or("");
    let bytes = if before.trim().is_empty() {
        let end = line_end(text, end);
        let newline = text.get(end..).map_or(0, |rest| rest.find('\n').map_or(rest.len(), |newline| newline + 1));
        line_start(text, start)..end + newline
    } else if before.trim_end().ends_with(',') {
        let comma = before.trim_end().len() - 1;
        line_start(text, start) + comma..end
    } else {
        // First in its mapping: what comes next takes its place, be it on this line or on the next.
        let same_line = after.trim_start_matches([' ', ',']);
        let next_line = || after.split_once('\n').map_or("", |(_, next)| next.trim_start());
        let rest = if same_line.starts_with(['\r', '\n', '#']) { next_line() } else { same_line };
        start..text.len() - rest.len()
    };
    edits.replace(bytes, "");
}

/// Sets the ceiling, adds its line after the mode, or takes it out.
fn ceiling(template: &Template, wish: Ceiling, edits: &mut Edits) -> Result<(), DraftError> {
    let text = template.text();
    match (template.key("ceiling"), template.get("ceiling"), wish) {
        (Some(_), Some(node), Ceiling::At(soreness)) => value(node, soreness.get(), edits),
        (Some(key), Some(node), Ceiling::Without) => take_out(text, key, node, edits),
        (_, _, Ceiling::At(soreness)) => {
            let mode = template.get("mode").ok_or(DraftError::Form("mode"))?;
            let end = line_end(text, mode.place.bytes().end);
            edits.replace(end..end, format!("\nceiling: {}", soreness.get()));
        }
        (_, _, Ceiling::Without) => {}
    }
    Ok(())
}

//! What the patient reads, text by text: the whole document of the handout, so that nothing that differs is passed over.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use serde_json::{Map, Value};

use super::Side;
use crate::handout::{Ache, ExerciseItem, Handout};

/// A text of the handout that differs; nothing where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextChange {
    /// Where it stands: `Bridge: steps`, `traffic light`.
    pub place: String,
    /// The text with the first library.
    pub was: Option<String>,
    /// The text with the second.
    pub is: Option<String>,
    /// Whether it follows from what is foretold of the sessions, of which there may be many.
    pub of_sessions: bool,
}

/// A day on which another amount of ache may be felt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayChange {
    /// The day.
    pub day: NaiveDate,
    /// The ache with the first library.
    pub was: Ache,
    /// The ache with the second.
    pub is: Ache,
}

/// The days on which another amount of ache may be felt, in order.
pub(super) fn days(before: &Side<'_>, now: &Side<'_>) -> Vec<DayChange> {
    let (was, is) = (aches(before), aches(now));
    let all: BTreeSet<&NaiveDate> = was.keys().chain(is.keys()).collect();
    let of = |side: &BTreeMap<NaiveDate, Ache>, day: &NaiveDate| side.get(day).copied().unwrap_or(Ache::None);
    let change = |day: &NaiveDate| DayChange { day: *day, was: of(&was, day), is: of(&is, day) };
    all.into_iter().map(change).filter(|change| change.was != change.is).collect()
}

/// The ache of each day of the calendar, whose first column is the day on which the schedule starts.
fn aches(side: &Side<'_>) -> BTreeMap<NaiveDate, Ache> {
    let days = side.handout.calendar.rows.iter().flat_map(|row| &row.days);
    let dated = (0_u64..).zip(days);
    dated.filter_map(|(n, day)| Some((side.schedule.start().checked_add_days(Days::new(n))?, day.ache))).collect()
}

/// The texts that differ, in the order of reading. The doses of `dosed`, exercises by their names, are told elsewhere.
pub(super) fn changes(before: &Handout, now: &Handout, dosed: &[&str]) -> Vec<TextChange> {
    let exercises = |handout: &Handout| handout.exercises.items.iter().map(|i| i.name.clone()).collect::<Vec<_>>();
    let (old, new) = (exercises(before), exercises(now));
    let (was, is) = (Texts::of(before, &keys(&old, &new, true)), Texts::of(now, &keys(&new, &old, false)));
    let mut places: Vec<&str> = Vec::new();
    for text in was.all.iter().chain(&is.all) {
        if !places.contains(&text.key.as_str()) {
            places.push(&text.key);
        }
    }
    let is_told = |key: &str| dosed.iter().any(|name| key.strip_prefix(name).is_some_and(|r| r.starts_with(": doses")));
    let mut changes = Vec::new();
    for key in places.into_iter().filter(|key| !is_told(key)) {
        at_one_place(&was.at(key), &is.at(key), &mut changes);
    }
    // What a picture shows is told where nothing else of its exercise is.
    let told: BTreeSet<String> =
        changes.iter().filter(|c| !c.place.ends_with(IN_WORDS)).map(|c| exercise_of(&c.place).to_owned()).collect();
    changes.retain(|c| !c.place.ends_with(IN_WORDS) || !told.contains(exercise_of(&c.place)));
    let same = |old: &'_ ExerciseItem| now.exercises.items.iter().find(|new| new.name == old.name);
    for old in &before.exercises.items {
        if let Some(new) = same(old).filter(|new| drawing(before, old) != drawing(now, new)) {
            let (was, is) = (Some("a drawing".to_owned()), Some("another drawing; look at both".to_owned()));
            changes.push(TextChange { place: format!("{}: drawing", new.name), was, is, of_sessions: false });
        }
    }
    changes
}

/// The exercise of a place.
fn exercise_of(place: &str) -> &str {
    place.rsplit_once(": ").map_or(place, |(exercise, _)| exercise)
}

/// What an exercise's drawing is made of.
fn drawing<'h>(handout: &'h Handout, item: &ExerciseItem) -> Option<&'h [u8]> {
    let path = &item.figure.as_ref()?.path;
    handout.files.iter().find(|file| file.path == *path).map(|file| file.bytes.as_slice())
}

/// What exercises are called in both versions: by the name that they have in both; those that are left, in their order, by
/// that of before.
fn keys(own: &[String], other: &[String], is_before: bool) -> BTreeMap<String, String> {
    let left = |names: &[String], others: &[String]| -> Vec<String> {
        names.iter().filter(|name| !others.contains(name)).cloned().collect()
    };
    let (mine, theirs) = (left(own, other), left(other, own));
    let key = |name: &String| {
        let at = mine.iter().position(|left| left == name);
        let was = at.filter(|_| !is_before).and_then(|at| theirs.get(at)).cloned();
        (name.clone(), was.unwrap_or_else(|| name.clone()))
    };
    own.iter().map(key).collect()
}

/// Adds what differs among the texts of one place.
fn at_one_place(was: &[&Text], is: &[&Text], changes: &mut Vec<TextChange>) {
    let Some(any) = is.first().or(was.first()) else { return };
    let (place, of_sessions) = (any.place.clone(), any.of_sessions);
    let without = |texts: &[&Text], others: &[&Text]| -> Vec<String> {
        let mut others: Vec<&str> = others.iter().map(|text| text.text.as_str()).collect();
        let mut left = Vec::new();
        for text in texts {
            match others.iter().position(|other| *other == text.text) {
                Some(at) => drop(others.remove(at)),
                None => left.push(text.text.clone()),
            }
        }
        left
    };
    let (gone, new) = (without(was, is), without(is, was));
    if gone.is_empty() && new.is_empty() {
        if was.iter().zip(is).any(|(a, b)| a.text != b.text) {
            let joined = |texts: &[&Text]| texts.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" / ");
            let place = format!("{place}, in another order");
            changes.push(TextChange { place, was: Some(joined(was)), is: Some(joined(is)), of_sessions });
        }
        return;
    }
    for n in 0..gone.len().max(new.len()) {
        let (was, is) = (gone.get(n).cloned(), new.get(n).cloned());
        changes.push(TextChange { place: place.clone(), was, is, of_sessions });
    }
}

/// A text with its place.
struct Text {
    /// The place in both versions, whatever the exercise is called.
    key: String,
    place: String,
    text: String,
    of_sessions: bool,
}

/// The texts of a handout, in the order of reading.
struct Texts {
    all: Vec<Text>,
}

/// What is added to the place of what a picture is called for those who do not see it. It says the steps once more.
const IN_WORDS: &str = ", in words";

/// What says nothing of the library's content, or is compared by itself.
const PASSED_OVER: [&str; 5] = ["document", "footer", "locale", "patient", "clinic"];

/// Keys whose values are no texts, and words that follow from the levels, which are compared by themselves.
const NO_TEXTS: [&str; 9] = ["path", "kind", "level", "word", "colour", "urgency", "ache", "continued", "weekdays"];

/// What the parts of the handout are called. What to do comes first, and what follows from it last.
const PARTS: [(&str, &str); 12] = [
    ("exercises", "all exercises"),
    ("help", "when to get help"),
    ("light", "traffic light"),
    ("sore", "what to do on sore days"),
    ("why", "reasons"),
    ("summary", "in short"),
    ("today", "what to do first"),
    ("week", "the first week"),
    ("calendar", "calendar"),
    ("sessions", "sessions that may be felt"),
    ("end", "in the end"),
    ("diary", "diary"),
];

/// Those that say what is foretold of the sessions.
const OF_SESSIONS: [&str; 7] = ["summary", "today", "week", "calendar", "sessions", "diary", "end"];

impl Texts {
    fn of(handout: &Handout, keys: &BTreeMap<String, String>) -> Self {
        let mut texts = Self { all: Vec::new() };
        // It is plain data, so it always becomes JSON.
        let Ok(Value::Object(parts)) = serde_json::to_value(handout) else { return texts };
        let mut parts: Vec<(&String, &Value)> = parts.iter().collect();
        parts.sort_by_key(|(part, _)| PARTS.iter().position(|(key, _)| key == part));
        for (part, value) in parts.into_iter().filter(|(part, _)| !PASSED_OVER.contains(&part.as_str())) {
            let told = PARTS.iter().find(|(key, _)| key == part).map_or(part.as_str(), |(_, told)| told);
            let of_sessions = OF_SESSIONS.contains(&part.as_str());
            match value {
                Value::Object(fields) if part == "exercises" => texts.exercises(fields, told, keys),
                Value::Object(fields) if part == "calendar" => {
                    let fields = fields.iter().filter(|(key, _)| *key != "rows");
                    fields.for_each(|(_, value)| texts.collect(value, told, told, of_sessions));
                }
                _ => texts.collect(value, told, told, of_sessions),
            }
        }
        texts
    }

    /// What holds for all exercises, and each of them field by field.
    fn exercises(&mut self, fields: &Map<String, Value>, told: &str, keys: &BTreeMap<String, String>) {
        for (key, value) in fields.iter().filter(|(key, _)| *key != "items") {
            let place = format!("{told}: {key}");
            self.collect(value, &place, &place, false);
        }
        let items = fields.get("items").and_then(Value::as_array).into_iter().flatten();
        for item in items.filter_map(Value::as_object) {
            let name = item.get("name").and_then(Value::as_str).unwrap_or_default();
            let known = keys.get(name).map_or(name, String::as_str);
            for (field, value) in item {
                if !NO_TEXTS.contains(&field.as_str()) {
                    self.collect(value, &format!("{known}: {field}"), &format!("{name}: {field}"), false);
                }
            }
        }
    }

    /// Every text in a value, by its place.
    fn collect(&mut self, value: &Value, key: &str, place: &str, of_sessions: bool) {
        match value {
            Value::String(text) => self.add(text, key, place, of_sessions),
            Value::Array(items) => match rich(items) {
                Some(text) => self.add(&text, key, place, of_sessions),
                None => items.iter().for_each(|item| self.collect(item, key, place, of_sessions)),
            },
            Value::Object(fields) => {
                let texts = fields.iter().filter(|(key, _)| !NO_TEXTS.contains(&key.as_str()));
                for (name, value) in texts {
                    let in_words = if name == "alt" { IN_WORDS } else { "" };
                    self.collect(value, &format!("{key}{in_words}"), &format!("{place}{in_words}"), of_sessions);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn add(&mut self, text: &str, key: &str, place: &str, of_sessions: bool) {
        if !text.is_empty() {
            let (key, place, text) = (key.to_owned(), place.to_owned(), text.to_owned());
            self.all.push(Text { key, place, text, of_sessions });
        }
    }

    fn at(&self, key: &str) -> Vec<&Text> {
        self.all.iter().filter(|text| text.key == key).collect()
    }
}

/// The text of runs, some of them strong; nothing if it is another list.
fn rich(items: &[Value]) -> Option<String> {
    let run = |item: &Value| {
        let run = item.as_object().filter(|run| run.len() == 2 && run.contains_key("strong"))?;
        run.get("text")?.as_str().map(str::to_owned)
    };
    if items.is_empty() { None } else { items.iter().map(run).collect() }
}

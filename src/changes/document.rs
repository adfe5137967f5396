//! Rules, mechanisms, style and conditions: what holds for the whole library.

use std::collections::BTreeMap;

use super::change::{Changes, Class, OfItem, What};
use super::shared;
use crate::library::Library;
use crate::yaml::{Node, Value};

/// Compares the rules, the style and the mechanisms, number by number.
pub(super) fn compare_all(before: &Library, now: &Library, all: &mut Changes) {
    let old: BTreeMap<&str, &Node> = before.documents().collect();
    for (name, new) in now.documents() {
        let Some(old) = old.get(name) else { continue };
        let kind = match name {
            "rules" => "rules",
            "style" => "style",
            _ => "mechanism",
        };
        let mut item = all.of(kind, name, &new.place);
        let (was, is) = (leaves(old), leaves(new));
        for (path, value) in &is {
            match was.get(path) {
                Some(before) if before == value => {}
                Some(before) => differs(kind, path, before, value, &mut item),
                None => differs(kind, path, "", value, &mut item),
            }
        }
        for (path, value) in was.iter().filter(|(path, _)| !is.contains_key(*path)) {
            differs(kind, path, value, "", &mut item);
        }
        item.layout(&old.place, &new.place);
    }
}

/// Compares the conditions that rule things out.
pub(super) fn conditions(before: &Library, now: &Library, all: &mut Changes) {
    for new in now.conditions() {
        let mut item = all.of("condition", new.id().as_str(), new.place());
        let Some(old) = before.condition(new.id()) else {
            item.add(What::Condition, Class::Clinical, "a condition that can rule things out", "", new.definition());
            continue;
        };
        item.field(What::Wording, Class::Wording, "name", (old.name(), new.name()), |n| (*n).to_owned());
        let text = "who counts as having it";
        item.field(What::Condition, Class::Safety, text, (old.definition(), new.definition()), |d| (*d).to_owned());
    }
    for old in before.conditions().iter().filter(|old| now.condition(old.id()).is_none()) {
        let text = "a condition that rules nothing out any more";
        all.of("condition", old.id().as_str(), old.place()).breaking(
            What::Condition,
            Class::Safety,
            text,
            old.definition(),
            "",
        );
    }
}

/// Everything that a document says, by the keys that lead to it; a list of plain values is one value.
fn leaves(node: &Node) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    collect(node, "", &mut found);
    found
}

fn collect(node: &Node, path: &str, found: &mut BTreeMap<String, String>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match &node.value {
        Value::Map(entries) => {
            for (key, value) in entries {
                collect(value, &below(&key.value), found);
            }
        }
        Value::List(items) if items.iter().any(|i| matches!(i.value, Value::Map(_) | Value::List(_))) => {
            for (i, item) in (1..).zip(items) {
                collect(item, &below(&i.to_string()), found);
            }
        }
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(plain).collect();
            found.insert(path.to_owned(), items.join(" / "));
        }
        _ => {
            found.insert(path.to_owned(), plain(node));
        }
    }
}

fn plain(node: &Node) -> String {
    match &node.value {
        Value::Null => String::new(),
        Value::Bool(b) => b.to_string(),
        Value::Number(n) => n.to_string(),
        Value::Text(text) => text.trim().to_owned(),
        Value::List(_) | Value::Map(_) => node.kind().to_owned(),
    }
}

/// What it means for patients when a number rises, and when it falls.
struct Weight {
    up: Class,
    down: Class,
    /// Whether a programme that was sound may be so no more when it falls.
    down_breaks: bool,
}

fn differs(kind: &str, path: &str, was: &str, is: &str, item: &mut OfItem<'_>) {
    let last = path.rsplit('.').next().unwrap_or(path);
    if kind == "style"
        || matches!(last, "source" | "sources" | "chosen" | "note")
        || (kind == "mechanism" && path == "name")
    {
        item.add(What::Note, Class::Cosmetic, path, was, is);
        return;
    }
    if kind == "mechanism" && matches!(path, "patient-name" | "why" | "helps" | "is-not") {
        shared::text(path, was, is, item);
        return;
    }
    let weight = if kind == "rules" { of_rule(path) } else { of_mechanism(path) };
    match rises(was, is) {
        Some(true) => item.add(What::Number, weight.up, format!("{path} is higher"), was, is),
        Some(false) if weight.down_breaks => {
            item.breaking(What::Number, weight.down, format!("{path} is lower"), was, is);
        }
        Some(false) => item.add(What::Number, weight.down, format!("{path} is lower"), was, is),
        // Nothing says which way it goes, so it counts as the graver.
        None => item.add(What::Number, weight.up.min(weight.down), path, was, is),
    }
}

const CLINICAL: Weight = Weight { up: Class::Clinical, down: Class::Clinical, down_breaks: false };

fn of_rule(path: &str) -> Weight {
    let (section, rest) = path.split_once('.').unwrap_or((path, ""));
    match (section, rest) {
        (_, "confidence") => CLINICAL,
        // When to go on, to go back, and to ring.
        ("traffic-light", _) => Weight { up: Class::Safety, down: Class::Safety, down_breaks: false },
        // Above these, a session is called likely or possible to be sore: higher ones let warnings vanish.
        ("levels", _) => Weight { up: Class::Safety, ..CLINICAL },
        ("bounds", _) => Weight { up: Class::Safety, down: Class::Clinical, down_breaks: true },
        // More of these holds doses back.
        (
            "progression",
            "sessions-before-step" | "baseline-sessions" | "heavy-rest" | "eccentric-rest" | "eccentric-weeks",
        ) => Weight { down: Class::Safety, ..CLINICAL },
        ("progression", _) => Weight { up: Class::Safety, ..CLINICAL },
        _ => CLINICAL,
    }
}

fn of_mechanism(path: &str) -> Weight {
    // Fewer people, milder, or over sooner: a warning may vanish, or end too early.
    let warns = path == "chance" || path.starts_with("size.") || path.starts_with("profile.");
    if warns { Weight { down: Class::Safety, ..CLINICAL } } else { CLINICAL }
}

/// Whether a quantity rises; nothing if the two cannot be compared.
fn rises(was: &str, is: &str) -> Option<bool> {
    let ((old, unit), (new, other)) = (quantity(was)?, quantity(is)?);
    (unit == other && old != new).then_some(new > old)
}

/// A number with its unit, in seconds where it is a time.
fn quantity(text: &str) -> Option<(f64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(end)?;
    let number = number.parse::<f64>().ok()?;
    Some(match unit.trim() {
        "min" => (number * 60.0, "s"),
        "h" => (number * 3600.0, "s"),
        "day" | "days" => (number * 86_400.0, "s"),
        "week" | "weeks" => (number * 604_800.0, "s"),
        unit => (number, unit),
    })
}

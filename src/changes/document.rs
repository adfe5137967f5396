//! Rules, mechanisms, style and conditions: what holds for the whole library.

use std::collections::BTreeMap;

use super::change::{Changes, Class, OfItem, What};
use super::shared;
use crate::library::Library;
use crate::yaml::{Node, Value};

/// Compares the rules, the style and the mechanisms, number by number.
pub(super) fn compare_all(before: &Library, now: &Library, all: &mut Changes<'_>) {
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
pub(super) fn conditions(before: &Library, now: &Library, all: &mut Changes<'_>) {
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

/// What stands between the values of a list.
const BETWEEN: &str = " / ";

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
            found.insert(path.to_owned(), items.join(BETWEEN));
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

/// The class of a change in the words by which a change of a text is told: of those that mark when to stop or to rest, each
/// that goes lets such a sentence go unseen after it.
fn of_telling(path: &str, was: &str, is: &str) -> Class {
    let kept: Vec<&str> = is.split(BETWEEN).collect();
    let loses = was.split(BETWEEN).any(|word| !word.is_empty() && !kept.contains(&word));
    match path {
        "telling.guards" | "telling.rests" if loses => Class::Safety,
        path if path.starts_with("telling.words") && loses => Class::Clinical,
        _ => Class::Cosmetic,
    }
}

fn differs(kind: &str, path: &str, was: &str, is: &str, item: &mut OfItem<'_, '_>) {
    let last = path.rsplit('.').next().unwrap_or(path);
    if kind == "style" {
        item.add(What::Note, of_telling(path, was, is), path, was, is);
        return;
    }
    if matches!(last, "source" | "sources" | "chosen" | "note") || (kind == "mechanism" && path == "name") {
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
/// Less of it foretells less soreness: a warning may vanish, or end too early.
const WARNS: Weight = Weight { up: Class::Clinical, down: Class::Safety, down_breaks: false };
/// More of it foretells less.
const HUSHES: Weight = Weight { up: Class::Safety, down: Class::Clinical, down_breaks: false };
/// It may foretell less either way, as it depends on the doses.
const EITHER: Weight = Weight { up: Class::Safety, down: Class::Safety, down_breaks: false };

fn of_rule(path: &str) -> Weight {
    let (section, rest) = path.split_once('.').unwrap_or((path, ""));
    match (section, rest) {
        (_, "confidence") => CLINICAL,
        // When to go on, to go back, and to ring.
        ("traffic-light", _) => EITHER,
        // Above these, a session is called likely or possible to be sore.
        ("levels", _) => HUSHES,
        ("bounds", _) => Weight { up: Class::Safety, down: Class::Clinical, down_breaks: true },
        // More of these holds doses back.
        (
            "progression",
            "sessions-before-step" | "baseline-sessions" | "heavy-rest" | "eccentric-rest" | "eccentric-weeks",
        ) => WARNS,
        ("progression", _) => HUSHES,
        // Soreness below it is not told; a rise below it is not new.
        ("curve", "noticeable" | "clearly-more") => HUSHES,
        ("curve", "tail") => WARNS,
        // Against a heavier body a weight counts for less.
        ("curve", "own-load") => HUSHES,
        ("curve" | "people", _) => EITHER,
        _ => CLINICAL,
    }
}

fn of_mechanism(path: &str) -> Weight {
    let (section, rest) = path.split_once('.').unwrap_or((path, ""));
    match (section, rest) {
        // Later may be too late, and earlier over too soon.
        ("profile", "onset.from" | "onset.to") => EITHER,
        ("profile", "gone.by-from") => HUSHES,
        ("profile", "note") | ("confidence", _) => CLINICAL,
        ("fading", "sessions" | "each" | "odds-each") => WARNS,
        // How long protection lasts, and how much of it an exercise nearby gives.
        ("fading", _) => HUSHES,
        // Powers work both ways: on doses above the reference, and on those below.
        ("dose", "volume" | "effort" | "odds-effort") => EITHER,
        ("dose", _) => HUSHES,
        ("straight-after", "effort") => EITHER,
        ("chance" | "size" | "profile" | "straight-after" | "drive" | "person" | "multiplies", _) => WARNS,
        ("cause", _) => EITHER,
        _ => CLINICAL,
    }
}

/// Whether a quantity rises; nothing if the two cannot be compared. A list falls if nothing in it rises.
pub(super) fn rises(was: &str, is: &str) -> Option<bool> {
    if was.contains(BETWEEN) || is.contains(BETWEEN) {
        let (old, new): (Vec<&str>, Vec<&str>) = (was.split(BETWEEN).collect(), is.split(BETWEEN).collect());
        // The last one stays for whatever comes after it.
        let at = |list: &[&'_ str], i: usize| list.get(i).or(list.last()).map(|text| (*text).to_owned());
        let pairs = (0..old.len().max(new.len())).filter_map(|i| Some((at(&old, i)?, at(&new, i)?)));
        let ways: Vec<Option<bool>> = pairs.filter(|(a, b)| a != b).map(|(a, b)| rises(&a, &b)).collect();
        let first = *ways.first()?;
        return ways.iter().all(|way| *way == first).then_some(first).flatten();
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_mark_when_to_stop_do_not_go_as_a_trifle() {
        let class = |path, is| of_telling(path, "stop and / ring your", is);
        assert_eq!(class("telling.guards", "stop and"), Class::Safety);
        assert_eq!(class("telling.rests", ""), Class::Safety);
        assert_eq!(class("telling.guards", "ring your / stop and / call"), Class::Cosmetic);
        assert_eq!(class("telling.words.1", "stop and"), Class::Clinical);
        assert_eq!(class("banned", "stop and"), Class::Cosmetic);
    }

    #[test]
    fn a_list_rises_or_falls_as_a_whole_or_neither() {
        assert_eq!(rises("1 / 0.5 / 0.25", "1 / 0.1 / 0.05"), Some(false));
        assert_eq!(rises("1 / 0.5", "1 / 0.5 / 0.25"), Some(false));
        assert_eq!(rises("1 / 0.5", "1 / 0.6"), Some(true));
        assert_eq!(rises("1 / 0.5 / 0.25", "1 / 0.6 / 0.1"), None);
        assert_eq!(rises("6 weeks", "28 days"), Some(false));
    }

    #[test]
    fn numbers_that_may_foretell_less_are_a_matter_of_safety() {
        let of = |weight: Weight| (weight.up, weight.down);
        let (safety, clinical) = (Class::Safety, Class::Clinical);
        for path in ["chance", "size.usual", "fading.sessions", "person.active-lately", "multiplies.by", "drive.mixed"]
        {
            assert_eq!(of(of_mechanism(path)), (clinical, safety), "{path}");
        }
        for path in ["fading.keeps", "dose.reference.repetitions", "profile.gone.by-from"] {
            assert_eq!(of(of_mechanism(path)), (safety, clinical), "{path}");
        }
        assert_eq!(of(of_mechanism("dose.volume")), (safety, safety));
        assert_eq!(of(of_rule("curve.noticeable")), (safety, clinical));
        for path in ["curve.effort", "people.begun", "traffic-light.green-to"] {
            assert_eq!(of(of_rule(path)), (safety, safety), "{path}");
        }
    }
}

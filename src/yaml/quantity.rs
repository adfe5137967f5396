//! Quantities with units: `10 s`, `2.5 kg`, `12 weeks`.

use super::{Node, Value};
use crate::diagnostic::{Code, Findings};
use crate::units::{Chance, Effort, Hours, Kilograms, Metres, Seconds, Soreness, Weeks};

/// A unit as it is written, and how many of the base unit it is.
struct Unit {
    /// Every spelling that is taken.
    names: &'static [&'static str],
    /// How many base units one of it is.
    factor: f64,
}

const SECONDS: &[Unit] = &[
    Unit { names: &["s", "sec", "second", "seconds"], factor: 1.0 },
    Unit { names: &["min", "minute", "minutes"], factor: 60.0 },
    Unit { names: &["h", "hour", "hours"], factor: 3600.0 },
];
const HOURS: &[Unit] = &[
    Unit { names: &["h", "hour", "hours"], factor: 1.0 },
    Unit { names: &["day", "days"], factor: 24.0 },
    Unit { names: &["week", "weeks"], factor: 168.0 },
];
const WEEKS: &[Unit] = &[Unit { names: &["week", "weeks"], factor: 1.0 }];
const METRES: &[Unit] = &[
    Unit { names: &["m", "metre", "metres"], factor: 1.0 },
    Unit { names: &["km", "kilometre", "kilometres"], factor: 1000.0 },
];
const KILOGRAMS: &[Unit] = &[Unit { names: &["kg"], factor: 1.0 }];

/// Reads a number and its unit, in base units.
fn quantity(node: &Node, findings: &mut Findings, units: &[Unit], example: &str) -> Option<f64> {
    let fail = |findings: &mut Findings, message: String| {
        let hint = format!("write it like `{example}`; decimals take a point");
        findings.add(Code::WrongUnit, &node.place, message, hint);
        None
    };
    let text = match &node.value {
        Value::Text(text) => text.trim(),
        Value::Number(n) => return fail(findings, format!("`{n}` has no unit")),
        _ => {
            findings.add(
                Code::WrongType,
                &node.place,
                format!("expected a number with its unit, found {}", node.kind()),
                format!("write it like `{example}`"),
            );
            return None;
        }
    };
    let split = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+'))).unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let unit = unit.trim();
    let Ok(number) = number.parse::<f64>() else {
        return fail(findings, format!("`{text}` is not a number with its unit"));
    };
    match units.iter().find(|u| u.names.contains(&unit)) {
        Some(found) => Some(number * found.factor),
        None if unit.is_empty() => fail(findings, format!("`{text}` has no unit")),
        None => fail(findings, format!("`{unit}` is not a unit that fits here")),
    }
}

fn out_of_range(node: &Node, findings: &mut Findings, least: impl std::fmt::Display, most: impl std::fmt::Display) {
    findings.add(
        Code::OutOfRange,
        &node.place,
        format!("must be {least} to {most}, found `{}`", node.place.text()),
        "check the number and its unit",
    );
}

/// Reads a time within a session: `10 s`, `2 min`.
pub(crate) fn seconds(node: &Node, findings: &mut Findings) -> Option<Seconds> {
    let seconds = whole_seconds(quantity(node, findings, SECONDS, "10 s")?);
    if seconds.is_none() {
        out_of_range(node, findings, "1 s", "24 h, in whole seconds");
    }
    seconds
}

/// Reads how long a repetition is held, within bounds in seconds.
pub(crate) fn hold(node: &Node, findings: &mut Findings, least: u32, most: u32) -> Option<Seconds> {
    let held = whole_seconds(quantity(node, findings, SECONDS, "10 s")?);
    let held = held.filter(|h| (least..=most).contains(&h.get()));
    if held.is_none() {
        findings.add(
            Code::OutOfRange,
            &node.place,
            format!("a hold must be {least} s to {most} s, found `{}`", node.place.text()),
            "add repetitions instead of seconds",
        );
    }
    held
}

fn whole_seconds(value: f64) -> Option<Seconds> {
    let whole = (value.fract() == 0.0 && (0.0..=86_400.0).contains(&value)).then_some(value as u32);
    whole.and_then(Seconds::new)
}

/// Reads a span of time after a session: `24 h`, `3 days`.
pub(crate) fn hours(node: &Node, findings: &mut Findings) -> Option<Hours> {
    let value = quantity(node, findings, HOURS, "24 h")?;
    let hours = Hours::new(value);
    if hours.is_none() {
        out_of_range(node, findings, "0 h", "6 weeks");
    }
    hours
}

/// Reads a number of weeks: `12 weeks`.
pub(crate) fn weeks(node: &Node, findings: &mut Findings) -> Option<Weeks> {
    let value = quantity(node, findings, WEEKS, "12 weeks")?;
    let whole = (value.fract() == 0.0 && (0.0..=520.0).contains(&value)).then_some(value as u32);
    let weeks = whole.and_then(Weeks::new);
    if weeks.is_none() {
        out_of_range(node, findings, "0 weeks", "520 weeks, in whole weeks");
    }
    weeks
}

/// Reads a distance: `400 m`, `1.5 km`.
pub(crate) fn metres(node: &Node, findings: &mut Findings) -> Option<Metres> {
    let value = quantity(node, findings, METRES, "400 m")?;
    let whole = (value.fract() == 0.0 && (0.0..=50_000.0).contains(&value)).then_some(value as u32);
    let metres = whole.and_then(Metres::new);
    if metres.is_none() {
        out_of_range(node, findings, "1 m", "50 km, in whole metres");
    }
    metres
}

/// Reads a load: `2.5 kg`.
pub(crate) fn kilograms(node: &Node, findings: &mut Findings) -> Option<Kilograms> {
    let value = quantity(node, findings, KILOGRAMS, "2.5 kg")?;
    let load = Kilograms::new(value);
    if load.is_none() {
        out_of_range(node, findings, "0 kg", "500 kg");
    }
    load
}

/// Reads an effort above 0, up to 10.
pub(crate) fn effort(node: &Node, findings: &mut Findings) -> Option<Effort> {
    let value = super::table::number(node, findings)?;
    let effort = Effort::new(value);
    if effort.is_none() {
        findings.add(
            Code::OutOfRange,
            &node.place,
            format!("an effort must be above 0, up to 10, found `{value}`"),
            "on the CR-10 scale 1 is very easy, 3 moderate, 5 hard, 10 as hard as can be",
        );
    }
    effort
}

/// Reads a soreness of 0 to 10.
pub(crate) fn soreness(node: &Node, findings: &mut Findings) -> Option<Soreness> {
    let value = super::table::number(node, findings)?;
    let soreness = Soreness::new(value);
    if soreness.is_none() {
        findings.add(
            Code::SorenessRange,
            &node.place,
            format!("soreness must be 0 to 10, found `{value}`"),
            "0 is none, 10 is the worst imaginable",
        );
    }
    soreness
}

/// Reads a chance of 0 to 1.
pub(crate) fn chance(node: &Node, findings: &mut Findings) -> Option<Chance> {
    let value = super::table::number(node, findings)?;
    let chance = Chance::new(value);
    if chance.is_none() {
        findings.add(
            Code::ChanceRange,
            &node.place,
            format!("a chance must be 0 to 1, found `{value}`"),
            "4 of 10 people is 0.4",
        );
    }
    chance
}

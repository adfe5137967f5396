//! On which days home sessions are done.

use std::fmt;

use chrono::NaiveDate;

use super::words::{Day, Half};
use crate::diagnostic::{Code, Findings};
use crate::source::{Place, Placed};
use crate::yaml::table::{date, filled_list, placed_text, word};
use crate::yaml::{Node, Table, Value, Word};

/// On which days home sessions are done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Days {
    /// On fixed days of the week, in its order.
    Weekdays(Vec<Day>),
    /// Every day.
    Daily,
    /// Every other day, from the first day on.
    Alternate,
    /// So many times a week, evenly spread; 1 to 7.
    AWeek(u32),
    /// Two lots of exercises, A and B, each on its days of the week.
    Split(Vec<Day>, Vec<Day>),
}

impl Days {
    /// The days of the week with their lots of exercises, if the days are fixed.
    pub fn fixed(&self) -> Option<Vec<(Day, Option<Half>)>> {
        match self {
            Self::Weekdays(days) => Some(days.iter().map(|day| (*day, None)).collect()),
            Self::Split(a, b) => {
                let of = |days: &[Day], half| days.iter().map(move |day| (*day, Some(half))).collect::<Vec<_>>();
                let mut all = [of(a, Half::A), of(b, Half::B)].concat();
                all.sort_unstable();
                Some(all)
            }
            Self::Daily | Self::Alternate | Self::AWeek(_) => None,
        }
    }

    /// A day of one lot that is followed by a day of the other, if there are two lots.
    pub(super) fn running(&self) -> Option<(Day, Day)> {
        let Self::Split(a, b) = self else { return None };
        let next = Day::ALL.iter().copied().cycle().skip(1);
        let mut pairs = Day::ALL.iter().copied().zip(next);
        pairs.find(|(day, next)| (a.contains(day) && b.contains(next)) || (b.contains(day) && a.contains(next)))
    }

    /// Reads `[mon, wed]`, `daily`, `alternate`, `3 a week`, or `{ a: [mon], b: [thu] }`.
    pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        match &node.value {
            Value::List(_) => weekdays(node, findings).map(Self::Weekdays),
            Value::Map(_) => {
                let mut table = Table::open(node, "`days`", findings)?;
                let a = table.required("a", findings, weekdays);
                let b = table.required("b", findings, weekdays);
                table.close(findings);
                let (a, b) = (a?, b?);
                if let Some(day) = a.iter().find(|day| b.contains(day)) {
                    let message = format!("`{day}` is a day of both lots");
                    findings.add(Code::DuplicateId, &node.place, message, "leave `split` out for what is done in both");
                }
                Some(Self::Split(a, b))
            }
            _ => in_words(node, findings),
        }
    }
}

impl fmt::Display for Days {
    /// As a programme has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |days: &[Day]| days.iter().map(|d| d.as_str()).collect::<Vec<_>>().join(", ");
        match self {
            Self::Weekdays(days) => write!(f, "[{}]", list(days)),
            Self::Daily => f.write_str("daily"),
            Self::Alternate => f.write_str("alternate"),
            Self::AWeek(n) => write!(f, "{n} a week"),
            Self::Split(a, b) => write!(f, "{{ a: [{}], b: [{}] }}", list(a), list(b)),
        }
    }
}

fn in_words(node: &Node, findings: &mut Findings) -> Option<Days> {
    let written = placed_text(node, findings)?;
    let times = written.value.strip_suffix(" a week").and_then(|n| n.trim().parse::<u32>().ok());
    match (written.value.as_str(), times) {
        ("daily", _) => Some(Days::Daily),
        ("alternate", _) => Some(Days::Alternate),
        (_, Some(n)) if (1..=7).contains(&n) => Some(Days::AWeek(n)),
        _ => {
            findings.add(
                Code::UnknownWord,
                &written.place,
                format!("`{}` does not say on which days", written.value),
                "write `[mon, wed, fri]`, `daily`, `alternate`, `3 a week`, or `{ a: [mon], b: [thu] }`",
            );
            None
        }
    }
}

/// The days in the order of the week, each once.
fn weekdays(node: &Node, findings: &mut Findings) -> Option<Vec<Day>> {
    let days = filled_list(node, findings, |n, f| Some((word::<Day>(n, f)?, n)))?;
    let mut order: Vec<Day> = Vec::new();
    for (day, node) in days {
        if order.contains(&day) {
            findings.add(Code::DuplicateId, &node.place, format!("`{day}` stands twice"), "keep one");
        } else {
            order.push(day);
        }
    }
    order.sort();
    (!order.is_empty()).then_some(order)
}

/// Days without a home session: a holiday, say. Both ends are included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skip {
    from: NaiveDate,
    to: NaiveDate,
    place: Place,
}

impl Skip {
    /// The first day that is skipped.
    pub fn first(&self) -> NaiveDate {
        self.from
    }

    /// Whether a day is skipped.
    pub fn covers(&self, date: NaiveDate) -> bool {
        (self.from..=self.to).contains(&date)
    }

    /// Where it stands in the file.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Reads a date, or `{ from: …, to: … }`.
    pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let (from, to) = if let Value::Map(_) = node.value {
            let mut table = Table::open(node, "days to skip", findings)?;
            let from = table.required("from", findings, date);
            let to = table.required("to", findings, date);
            table.close(findings);
            (from?, to?)
        } else {
            let day = date(node, findings)?;
            (day, day)
        };
        if from > to {
            findings.add(Code::DateOrder, &node.place, "`from` is after `to`", "swap the dates");
            return None;
        }
        Some(Self { from, to, place: node.place.clone() })
    }
}

/// Something that the physio lays down against a rule, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Because<T> {
    /// What.
    pub what: T,
    /// Why, in the physio's words.
    pub because: Placed<String>,
    /// Where it stands in the file.
    pub place: Place,
}

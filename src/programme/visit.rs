//! Clinic visits.

use std::fmt;

use chrono::NaiveDate;

use super::calendar::date_of;
use super::caution::NamedTechnique;
use super::last_word::{Despite, despite};
use super::named::known_technique;
use super::words::Day;
use crate::diagnostic::{Code, Findings};
use crate::library::{Library, TechniqueId};
use crate::source::{Place, Placed};
use crate::units::Weeks;
use crate::yaml::table::{date, filled_list, whole, word};
use crate::yaml::{Node, Table};

/// A visit to the clinic, with what is done there.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    on: VisitDay,
    techniques: Vec<TechniqueId>,
    despite: Option<Despite>,
    place: Place,
}

/// The day of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum VisitDay {
    /// A week of the programme, from 1, and a day of it.
    InWeek(u32, Day),
    /// A date.
    On(NaiveDate),
}

impl VisitDay {
    /// The date, in a programme that begins on `start`.
    pub(crate) fn date(self, start: NaiveDate) -> NaiveDate {
        match self {
            Self::InWeek(week, day) => date_of(start, week, day),
            Self::On(date) => date,
        }
    }
}

impl fmt::Display for VisitDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InWeek(week, day) => write!(f, "`{day}` of week {week}"),
            Self::On(date) => write!(f, "{date}"),
        }
    }
}

impl Visit {
    /// The day.
    pub fn day(&self) -> VisitDay {
        self.on
    }

    /// The same visit on another day.
    #[must_use]
    pub fn moved_to(&self, on: VisitDay) -> Self {
        Self { on, ..self.clone() }
    }

    /// The same visit without a technique; nothing if no other is left.
    pub(super) fn without(&self, technique: &TechniqueId) -> Option<Self> {
        let techniques: Vec<TechniqueId> = self.techniques.iter().filter(|t| *t != technique).cloned().collect();
        (!techniques.is_empty()).then(|| Self { techniques, ..self.clone() })
    }

    /// What is done, in order.
    pub fn techniques(&self) -> impl Iterator<Item = &TechniqueId> {
        self.techniques.iter()
    }

    /// The conditions in spite of which it is done.
    pub fn despite(&self) -> Option<&Despite> {
        self.despite.as_ref()
    }

    /// Where it stands in the file.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Reads a visit; the techniques go to `named` even if something else is wrong.
    pub(super) fn read(
        node: &Node,
        weeks: Weeks,
        library: &Library,
        named: &mut Vec<NamedTechnique>,
        findings: &mut Findings,
    ) -> Option<Self> {
        let mut table = Table::open(node, "a visit", findings)?;
        let on = match table.node("on") {
            Some(node) => {
                for key in ["week", "day"] {
                    if table.node(key).is_some() {
                        let hint = "write `on` with a date, or `week` and `day`";
                        findings.add(Code::UnknownKey, table.key_place(key), format!("`{key}` beside `on`"), hint);
                    }
                }
                date(node, findings).map(VisitDay::On)
            }
            None => {
                let week = table.required("week", findings, |n, f| week(n, weeks, f));
                let day = table.required("day", findings, word);
                week.zip(day).map(|(week, day)| VisitDay::InWeek(week, day))
            }
        };
        let techniques =
            table.required("techniques", findings, |n, f| filled_list(n, f, |n, f| known_technique(n, library, f)));
        let despite = table.optional("despite", findings, despite);
        let place = table.place().clone();
        table.close(findings);
        let named_here = techniques.iter().flatten().cloned();
        named.extend(named_here.map(|id| NamedTechnique { id, despite: despite.clone() }));
        let techniques = techniques.map(|placed| once_each(placed, findings));
        Some(Self { on: on?, techniques: techniques?, despite, place })
    }
}

/// Reads a week of the programme.
fn week(node: &Node, weeks: Weeks, findings: &mut Findings) -> Option<u32> {
    let week = whole(node, findings, 1, 999)?;
    if week > weeks.get() {
        findings.add(
            Code::VisitOutside,
            &node.place,
            format!("a visit in week {week}, but the programme has {} weeks", weeks.get()),
            "move the visit, or lengthen the programme",
        );
    }
    Some(week)
}

/// Techniques in order; one that stands twice is a finding.
fn once_each(placed: Vec<Placed<TechniqueId>>, findings: &mut Findings) -> Vec<TechniqueId> {
    let mut techniques = Vec::new();
    for Placed { value, place } in placed {
        if techniques.contains(&value) {
            findings.add(Code::DuplicateId, &place, format!("`{value}` stands twice in this visit"), "keep one");
        } else {
            techniques.push(value);
        }
    }
    techniques
}

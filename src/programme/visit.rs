//! Clinic visits.

use super::words::Day;
use crate::diagnostic::{Code, Findings};
use crate::library::{Library, TechniqueId};
use crate::source::{Place, Placed};
use crate::units::Weeks;
use crate::yaml::table::{filled_list, placed_text, whole, word};
use crate::yaml::{Node, Table, nearest};

/// A visit to the clinic, with what is done there.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    week: u32,
    day: Day,
    techniques: Vec<TechniqueId>,
    place: Place,
}

impl Visit {
    /// The week of the programme, from 1.
    pub fn week(&self) -> u32 {
        self.week
    }

    /// The day of that week.
    pub fn day(&self) -> Day {
        self.day
    }

    /// What is done, in order.
    pub fn techniques(&self) -> impl Iterator<Item = &TechniqueId> {
        self.techniques.iter()
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
        named: &mut Vec<Placed<TechniqueId>>,
        findings: &mut Findings,
    ) -> Option<Self> {
        let mut table = Table::open(node, "a visit", findings)?;
        let week = table.required("week", findings, |n, f| whole(n, f, 1, 999).map(|w| (w, n)));
        let day = table.required("day", findings, word);
        let techniques =
            table.required("techniques", findings, |n, f| filled_list(n, f, |n, f| technique(n, library, f)));
        let place = table.place().clone();
        table.close(findings);
        named.extend(techniques.iter().flatten().cloned());
        let techniques = techniques.map(|placed| once_each(placed, findings));
        let (week, week_node) = week?;
        if week > weeks.get() {
            findings.add(
                Code::VisitOutside,
                &week_node.place,
                format!("a visit in week {week}, but the programme has {} weeks", weeks.get()),
                "move the visit, or lengthen the programme",
            );
        }
        Some(Self { week, day: day?, techniques: techniques?, place })
    }
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

fn technique(node: &Node, library: &Library, findings: &mut Findings) -> Option<Placed<TechniqueId>> {
    let written = placed_text(node, findings)?;
    let id = TechniqueId::new(&written.value).filter(|id| library.technique(id).is_some());
    if id.is_none() {
        let near = nearest(&written.value, library.techniques().map(|t| t.id().as_str()));
        findings.add(
            Code::UnknownTechnique,
            &written.place,
            format!("no technique `{}` in library `{}`", written.value, library.id()),
            near.map_or_else(
                || "the id is the name of the technique's file, without `.yaml`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            ),
        );
    }
    id.map(|value| Placed { value, place: written.place })
}

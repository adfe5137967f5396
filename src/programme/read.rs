//! From a file to a [`Programme`].

use super::caution::Named;
use super::earlier::Earlier;
use super::person::Person;
use super::phase::{Phase, phases};
use super::visit::Visit;
use super::{Day, Programme};
use crate::diagnostic::{Code, Findings, Outcome};
use crate::library::{Library, VersionRequest};
use crate::source::{Place, Placed};
use crate::units::Weeks;
use crate::yaml::quantity::soreness;
use crate::yaml::table::{date, filled_list, list, text, whole, word};
use crate::yaml::{self, Node, Table};

impl Programme {
    /// Reads a programme; `name` is what messages call the file.
    ///
    /// Finds everything that is wrong with it in one go.
    pub fn read(name: &str, bytes: &[u8], library: &Library) -> Outcome<Programme> {
        let mut findings = Findings::new();
        let node = yaml::read(name, bytes, &mut findings);
        let programme = node.and_then(|node| read(&node, library, &mut findings));
        Outcome::new(programme, findings)
    }
}

fn read(node: &Node, library: &Library, findings: &mut Findings) -> Option<Programme> {
    let mut table = Table::open(node, "a programme", findings)?;
    let name = table.required("name", findings, text);
    let purpose = table.required("purpose", findings, text);
    table.required("library", findings, |n, f| {
        VersionRequest::read(n, "the programme asks for", &library.answers_to(), f)
    });
    let start = table.optional("start", findings, date);
    let weeks = table.required("weeks", findings, |n, f| whole(n, f, 1, 104).and_then(Weeks::new));
    let days = table.required("days", findings, |n, f| filled_list(n, f, |n, f| Some((word::<Day>(n, f)?, n))));
    let mode = table.required("mode", findings, word);
    let ceiling = table
        .optional("ceiling", findings, |n, f| soreness(n, f).map(|value| Placed { value, place: n.place.clone() }));
    let mut named = Named::default();
    let person = table.required("person", findings, |n, f| Person::read(n, &mut named.conditions, f));
    let phases = table.required("phases", findings, |n, f| phases(n, library, &mut named.exercises, f));
    let visit_weeks = weeks.unwrap_or(Weeks::MOST);
    let visits = table.optional("visits", findings, |n, f| {
        list(n, f, |n, f| Visit::read(n, visit_weeks, library, &mut named.techniques, f))
    });
    let earlier = table.optional("earlier", findings, |n, f| list(n, f, |n, f| Earlier::read(n, library, f)));
    let weeks_place = table.place_of("weeks").clone();
    let phases_place = table.place_of("phases").clone();
    let place = table.place().clone();
    table.close(findings);

    let days = days.map(|days| ordered(days, findings));
    if let (Some(weeks), Some(phases)) = (weeks, &phases) {
        check_weeks(weeks, phases, &weeks_place, findings);
    }
    let mut visits = visits.unwrap_or_default();
    visits.sort_by_key(Visit::day);
    check_days(&visits, findings);
    let silent = visits.is_empty() && !findings.any_error();
    if silent && phases.iter().flatten().all(|p| p.prescriptions().is_empty()) && phases.is_some() {
        findings.add(
            Code::WrongType,
            &phases_place,
            "nothing is done in this programme",
            "add an exercise to a phase, or a visit",
        );
    }
    named.check(library, findings);
    Some(Programme {
        name: name?,
        purpose: purpose?,
        start,
        weeks: weeks?,
        days: days?,
        mode: mode?,
        ceiling,
        person: person?,
        phases: phases?,
        visits,
        earlier: earlier.unwrap_or_default(),
        place,
    })
}

/// The days in the order of the week, each once.
fn ordered(days: Vec<(Day, &Node)>, findings: &mut Findings) -> Vec<Day> {
    let mut order: Vec<Day> = Vec::new();
    for (day, node) in days {
        if order.contains(&day) {
            findings.add(Code::DuplicateId, &node.place, format!("`{day}` stands twice"), "keep one");
        } else {
            order.push(day);
        }
    }
    order.sort();
    order
}

fn check_weeks(weeks: Weeks, phases: &[Phase], place: &Place, findings: &mut Findings) {
    let sum: u32 = phases.iter().map(|p| p.weeks().get()).sum();
    if sum != weeks.get() {
        findings.add(
            Code::WeeksMismatch,
            place,
            format!("the programme has {} weeks, its phases have {sum}", weeks.get()),
            format!("write `weeks: {sum}`, or change the `weeks` of a phase"),
        );
    }
}

/// Two visits on one day would print as two sessions of one day, which is never meant.
fn check_days(visits: &[Visit], findings: &mut Findings) {
    for pair in visits.windows(2) {
        if let [first, second] = pair
            && first.day() == second.day()
        {
            findings.add(
                Code::DuplicateId,
                second.place(),
                format!("two visits on {}", second.day()),
                "make them one, with all techniques",
            );
        }
    }
}

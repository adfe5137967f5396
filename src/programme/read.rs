//! From a file to a [`Programme`].

use super::person::Person;
use super::phase::{Phase, phases};
use super::visit::Visit;
use super::{Day, Programme};
use crate::diagnostic::{Code, Findings, Outcome};
use crate::library::{ConditionId, Library, VersionRequest};
use crate::source::{Place, Placed};
use crate::units::Weeks;
use crate::yaml::quantity::soreness;
use crate::yaml::table::{date, filled_list, list, placed_text, text, whole, word};
use crate::yaml::{self, Node, Table, nearest};

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
    table.required("library", findings, |n, f| asked_library(n, library, f));
    let start = table.optional("start", findings, date);
    let weeks = table.required("weeks", findings, |n, f| whole(n, f, 1, 104).and_then(Weeks::new));
    let days = table.required("days", findings, |n, f| filled_list(n, f, |n, f| Some((word::<Day>(n, f)?, n))));
    let mode = table.required("mode", findings, word);
    let ceiling = table
        .optional("ceiling", findings, |n, f| soreness(n, f).map(|value| Placed { value, place: n.place.clone() }));
    let person = table.required("person", findings, Person::read);
    let phases = table.required("phases", findings, |n, f| phases(n, library, f));
    let visit_weeks = weeks.unwrap_or(Weeks::MOST);
    let visits = table.optional("visits", findings, |n, f| list(n, f, |n, f| Visit::read(n, visit_weeks, library, f)));
    let weeks_place = table.place_of("weeks").clone();
    let place = table.place().clone();
    table.close(findings);

    let days = days.map(|days| ordered(days, findings));
    if let (Some(weeks), Some(phases)) = (weeks, &phases) {
        check_weeks(weeks, phases, &weeks_place, findings);
    }
    let mut visits = visits.unwrap_or_default();
    visits.sort_by_key(|v| (v.week(), v.day()));
    if let Some(person) = &person {
        check_cautions(person, phases.as_deref().unwrap_or_default(), &visits, library, findings);
    }
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
        place,
    })
}

fn asked_library(node: &Node, library: &Library, findings: &mut Findings) -> Option<VersionRequest> {
    let written = placed_text(node, findings)?;
    let Some(request) = VersionRequest::parse(&written.value) else {
        findings.add(
            Code::BadVersion,
            &written.place,
            format!("`{}` does not name a library and a version", written.value),
            format!("write it like `{} ^{}`", library.id(), library.version()),
        );
        return None;
    };
    if !request.fits(library.id(), library.version()) {
        findings.add(
            Code::LibraryMismatch,
            &written.place,
            format!("the programme asks for `{}`, this is `{} {}`", written.value, library.id(), library.version()),
            "use `--library` with the right folder, or look the programme over and change this line",
        );
    }
    Some(request)
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
            "make them equal",
        );
    }
}

fn check_cautions(person: &Person, phases: &[Phase], visits: &[Visit], library: &Library, findings: &mut Findings) {
    for condition in person.placed_conditions() {
        if library.condition(&condition.value).is_none() {
            unknown_condition(condition, library, findings);
        }
    }
    let has = |id: &ConditionId| person.conditions().any(|c| c == id);
    let mut caution = |what: &str, place: &Place, condition: &ConditionId| {
        let name = library.condition(condition).map_or(condition.as_str(), |c| c.name());
        findings.add(
            Code::Caution,
            place,
            format!("`{what}` is not for somebody with `{condition}`"),
            format!("{name}: choose another, or ask whether the condition still holds"),
        );
    };
    for prescription in phases.iter().flat_map(Phase::prescriptions) {
        let exercise = library.exercise(prescription.exercise());
        for condition in exercise.iter().flat_map(|e| e.avoid_if()).filter(|c| has(c)) {
            caution(prescription.exercise().as_str(), prescription.place(), condition);
        }
    }
    for placed in visits.iter().flat_map(Visit::placed_techniques) {
        let technique = library.technique(&placed.value);
        for condition in technique.iter().flat_map(|t| t.avoid_if()).filter(|c| has(c)) {
            caution(placed.value.as_str(), &placed.place, condition);
        }
    }
}

fn unknown_condition(condition: &Placed<ConditionId>, library: &Library, findings: &mut Findings) {
    let near = nearest(condition.value.as_str(), library.conditions().iter().map(|c| c.id().as_str()));
    findings.add(
        Code::UnknownCondition,
        &condition.place,
        format!("no condition `{}` in library `{}`", condition.value, library.id()),
        near.map_or_else(
            || "`conditions.yaml` of the library lists them".to_owned(),
            |near| format!("did you mean `{near}`?"),
        ),
    );
}

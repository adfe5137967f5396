//! From a file to a [`Programme`].

use chrono::NaiveDate;

use super::Programme;
use super::caution::Named;
use super::dates::Dates;
use super::days::{Days, Skip};
use super::earlier::Earlier;
use super::get_help::{GetHelp, patient_text};
use super::last_word::Overrule;
use super::person::Person;
use super::phase::{Phase, check_entries, phases};
use super::prescription::{Context, Deload};
use super::record::record;
use super::visit::Visit;
use crate::diagnostic::{Code, Findings, Outcome};
use crate::library::{ConditionId, Digest, Library, VersionRequest};
use crate::line::report_break;
use crate::lint::report_banned;
use crate::source::{Place, Placed};
use crate::units::Weeks;
use crate::yaml::quantity::soreness;
use crate::yaml::table::{date, list, text, whole, word};
use crate::yaml::{self, Node, Table};

impl Programme {
    /// Reads a programme; `name` is what messages call the file.
    ///
    /// Finds everything that is wrong with it in one go.
    pub fn read(name: &str, bytes: &[u8], library: &Library) -> Outcome<Programme> {
        Self::read_for(name, bytes, library, &[], None)
    }

    /// Reads a programme for somebody who has these conditions besides those that it names; `start` is its first day, if
    /// that is not the one it names.
    pub fn read_for(
        name: &str,
        bytes: &[u8],
        library: &Library,
        conditions: &[Placed<ConditionId>],
        start: Option<NaiveDate>,
    ) -> Outcome<Programme> {
        let mut findings = Findings::new();
        let node = yaml::read(name, bytes, &mut findings);
        let programme =
            node.and_then(|node| read(&node, Digest::of_text(bytes), library, conditions, start, &mut findings));
        Outcome::new(programme, findings)
    }
}

fn read(
    node: &Node,
    digest: Digest,
    library: &Library,
    conditions: &[Placed<ConditionId>],
    first_day: Option<NaiveDate>,
    findings: &mut Findings,
) -> Option<Programme> {
    let mut table = Table::open(node, "a programme", findings)?;
    let calm = |read: fn(&Node, &mut Findings) -> Option<String>| {
        move |node: &Node, findings: &mut Findings| {
            let text = Placed { value: read(node, findings)?, place: node.place.clone() };
            report_banned(&text, library.style(), findings);
            Some(text.value)
        }
    };
    let name = table.required("name", findings, calm(name));
    let purpose = table.required("purpose", findings, calm(patient_text));
    let get_help = table.optional("get-help", findings, GetHelp::read_all);
    let asks_for = table.required("library", findings, |n, f| VersionRequest::read_for(n, library, f));
    let start = table.optional("start", findings, date);
    let weeks = table.required("weeks", findings, |n, f| whole(n, f, 1, 104).and_then(Weeks::new));
    let days = table.required("days", findings, Days::read);
    let skip = table.optional("skip", findings, |n, f| list(n, f, Skip::read));
    let mode = table.required("mode", findings, word);
    let ceiling = table
        .optional("ceiling", findings, |n, f| soreness(n, f).map(|value| Placed { value, place: n.place.clone() }));
    let mut named = Named::default();
    let person = table.required("person", findings, |n, f| Person::read(n, &mut named.conditions, f));
    named.conditions.extend(conditions.iter().cloned());
    let deload = table.optional("deload", findings, Deload::read);
    let overrules = table.optional("overrules", findings, |n, f| list(n, f, |n, f| Overrule::read(n, library, f)));
    let overrules = overrules.unwrap_or_default();
    let visit_weeks = weeks.unwrap_or(Weeks::MOST);
    let has_lots = !days.as_ref().is_some_and(|days| !matches!(days, Days::Split(..)));
    let running = days.as_ref().and_then(Days::running);
    let context = Context { library, weeks: visit_weeks, mode, overrules: &overrules, has_lots, running };
    let phases = table.required("phases", findings, |n, f| phases(n, &context, &mut named.exercises, f));
    let visits = table.optional("visits", findings, |n, f| {
        list(n, f, |n, f| Visit::read(n, visit_weeks, library, &mut named.techniques, f))
    });
    let earlier = table.optional("earlier", findings, |n, f| Earlier::read_all(n, library, f));
    let record = table.optional("record", findings, record);
    let weeks_place = table.place_of("weeks").clone();
    let phases_place = table.place_of("phases").clone();
    let place = table.place().clone();
    table.close(findings);

    if let (Some(phases), Some(person)) = (&phases, &person) {
        check_entries(phases, person, &context, findings);
    }
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
    let (skip, earlier) = (skip.unwrap_or_default(), earlier.unwrap_or_default());
    if let (Some(start), Some(weeks)) = (first_day.or(start), weeks)
        && findings.any_error()
    {
        // Otherwise the planner looks at the dates; here nothing would come to it.
        Dates { weeks, visits: &visits, earlier: &earlier, skip: &skip }.check(start, findings);
    }
    Some(Programme {
        name: name?,
        purpose: purpose?,
        get_help: get_help.unwrap_or_default(),
        asks_for: asks_for?,
        start,
        weeks: weeks?,
        days: days?,
        mode: mode?,
        ceiling,
        person: person?.with_conditions(conditions),
        skip,
        deload,
        overrules,
        phases: phases?,
        visits,
        earlier,
        record: record.unwrap_or_default(),
        place,
        digest,
    })
}

/// The most characters of a programme's name: it wraps on the page, and a longer one is a slip.
const LONGEST_NAME: usize = 200;

/// Reads the programme's name, which is printed in one piece.
fn name(node: &Node, findings: &mut Findings) -> Option<String> {
    let written = text(node, findings)?;
    let length = written.chars().count();
    if length > LONGEST_NAME {
        let message = format!("this name has {length} characters, at most {LONGEST_NAME} fit on the page");
        findings.add(Code::OutOfRange, &node.place, message, "make it shorter; what it is for goes under `purpose`");
    }
    report_break(&written, &node.place, findings);
    Some(written)
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

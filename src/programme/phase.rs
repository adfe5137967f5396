//! Phases, and how much of each exercise they prescribe.

use super::caution::NamedExercise;
use super::person::Person;
use super::prescription::{Context, Prescription, prescription};
use super::words::{Half, Rule};
use crate::diagnostic::{Code, Findings};
use crate::library::ExerciseId;
use crate::source::Place;
use crate::units::Weeks;
use crate::yaml::table::{filled_list, list, text, whole};
use crate::yaml::{Node, Table, Value, Word};

/// A stretch of weeks with the same exercises.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    name: String,
    weeks: Weeks,
    prescriptions: Vec<Prescription>,
}

impl Phase {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many weeks it takes.
    pub fn weeks(&self) -> Weeks {
        self.weeks
    }

    pub(super) fn prescriptions_mut(&mut self) -> impl Iterator<Item = &mut Prescription> {
        self.prescriptions.iter_mut()
    }

    pub(super) fn leave_out(&mut self, exercise: &ExerciseId) {
        self.prescriptions.retain(|p| p.exercise() != exercise);
    }

    /// The exercises with their doses, in the order in which they are done; none in a phase of rest.
    pub fn prescriptions(&self) -> &[Prescription] {
        &self.prescriptions
    }
}

/// The most exercises in one session, far above what is sensible: to plan ten times as many takes a hundred times as long.
const MOST_AT_ONCE: usize = 40;

/// The most exercises in all phases together: each is a table of the handout.
const MOST_IN_ALL: usize = 400;

/// Reads the phases in order; each may go on where an earlier one left off. Nothing comes back if any of them fails.
///
/// Every exercise that is named goes to `named`, whatever else is wrong.
pub(super) fn phases(
    node: &Node,
    context: &Context<'_>,
    named: &mut Vec<NamedExercise>,
    findings: &mut Findings,
) -> Option<Vec<Phase>> {
    let mut earlier: Vec<Prescription> = Vec::new();
    let mut next_week: u32 = 1;
    let phases = filled_list(node, findings, |node, findings| {
        let mut table = Table::open(node, "a phase", findings)?;
        let name = table.required("name", findings, text);
        let weeks = table.required("weeks", findings, |n, f| whole(n, f, 1, 104).and_then(Weeks::new));
        let list = table
            .required("exercises", findings, |n, f| list(n, f, |n, f| prescription(n, context, &earlier, named, f)));
        let place = table.place_of("exercises").clone();
        table.close(findings);
        let first_week = next_week;
        next_week = next_week.saturating_add(weeks.map_or(0, Weeks::get));
        let prescriptions = list?;
        empty_lots(&prescriptions, context, &place, findings);
        no_lots(&prescriptions, context, &place, findings);
        if weeks.is_some() {
            pins_elsewhere(&prescriptions, first_week..next_week, findings);
        }
        let bounds = &context.library.rules().bounds;
        let most = bounds.exercises as usize;
        let in_half = |half| prescriptions.iter().filter(|p| p.half().is_none_or(|h| h == half)).count();
        let at_once = in_half(Half::A).max(in_half(Half::B));
        if at_once > MOST_AT_ONCE {
            let message = format!("{at_once} exercises in one session, at most {MOST_AT_ONCE} are planned");
            findings.add(Code::OutOfRange, &place, message, "nobody does so many; part them into phases or lots");
        } else if at_once > most && context.holds(Rule::ManyExercises, None) {
            findings.add(
                Code::ManyExercises,
                &place,
                format!("{at_once} exercises in one session, more than {most}"),
                format!("fewer exercises are done more often ({})", bounds.origin.source),
            );
        }
        for (i, again) in prescriptions.iter().enumerate() {
            if prescriptions.iter().take(i).any(|p| p.exercise() == again.exercise()) {
                findings.add(
                    Code::DuplicateId,
                    again.place(),
                    format!("`{}` stands twice in this phase", again.exercise()),
                    "keep one, with the dose you want",
                );
            }
        }
        earlier.extend(prescriptions.iter().cloned());
        Some(Phase { name: name?, weeks: weeks?, prescriptions })
    })?;
    if earlier.len() > MOST_IN_ALL {
        let message = format!("{} exercises in all phases together, at most {MOST_IN_ALL} are planned", earlier.len());
        findings.add(Code::OutOfRange, &node.place, message, "make several programmes of it, one after the other");
    }
    let written = if let Value::List(items) = &node.value { items.len() } else { 0 };
    (phases.len() == written).then_some(phases)
}

/// Reports exercises that are begun though their entry rules do not hold for the person, each where it first comes.
pub(super) fn check_entries(phases: &[Phase], person: &Person, context: &Context<'_>, findings: &mut Findings) {
    let mut seen: Vec<&ExerciseId> = Vec::new();
    for prescription in phases.iter().flat_map(Phase::prescriptions) {
        let id = prescription.exercise();
        if seen.contains(&id) || !context.holds(Rule::EnterWith, Some(id)) {
            continue;
        }
        seen.push(id);
        let entry = context.library.exercise(id).and_then(|e| e.entry());
        if let Some(entry) = entry.filter(|entry| person.usual_pain() > entry.usual_pain) {
            let (most, pain) = (entry.usual_pain.get(), person.usual_pain().get());
            findings.add(
                Code::EntryUnmet,
                prescription.place(),
                format!("`{id}` is entered at usual pain up to {most}, and this person's is {pain}"),
                format!(
                    "begin with an easier one, or write why under `overrules: [{{ rule: enter-with, use: {id}, because: … }}]`"
                ),
            );
        }
    }
}

/// Reports lots of exercises that have days but nothing in them; a phase without any exercises is a rest.
fn empty_lots(prescriptions: &[Prescription], context: &Context<'_>, place: &Place, findings: &mut Findings) {
    if !context.has_lots || prescriptions.is_empty() {
        return;
    }
    for lot in Half::ALL.iter().filter(|lot| prescriptions.iter().all(|p| p.half().is_some_and(|h| h != **lot))) {
        findings.add(
            Code::EmptyLot,
            place,
            format!("nothing is done on the days of lot `{lot}` in this phase"),
            format!("write `split: {lot}` at an exercise, or leave `split` out at what is done on all days"),
        );
    }
}

/// Reports a phase of which nothing is in a lot, though there are two with days that follow each other: the same muscles
/// work on both.
fn no_lots(prescriptions: &[Prescription], context: &Context<'_>, place: &Place, findings: &mut Findings) {
    let Some((day, next)) = context.running.filter(|_| prescriptions.iter().all(|p| p.half().is_none())) else {
        return;
    };
    let works =
        |p: &&Prescription| context.library.exercise(p.exercise()).is_some_and(|e| e.working().next().is_some());
    if let Some(first) = prescriptions.iter().find(works) {
        findings.add(
            Code::NoLot,
            place,
            format!(
                "nothing here is in a lot, so `{}` works the same muscles on {day} and on {next}",
                first.exercise()
            ),
            "write `split: a` or `split: b` at each exercise; what is light may be in both",
        );
    }
}

/// Reports doses pinned for weeks that are not of this phase.
fn pins_elsewhere(prescriptions: &[Prescription], weeks: std::ops::Range<u32>, findings: &mut Findings) {
    for (prescription, pin) in prescriptions.iter().flat_map(|p| p.pins().iter().map(move |pin| (p, pin))) {
        let week = pin.what.0;
        if !weeks.contains(&week) {
            let (first, last) = (weeks.start, weeks.end.saturating_sub(1));
            findings.add(
                Code::UnusedDecision,
                &pin.place,
                format!(
                    "`{}` is pinned for week {week}, but this phase has weeks {first} to {last}",
                    prescription.exercise()
                ),
                "count weeks from the beginning of the programme, or move the pin to the phase it is for",
            );
        }
    }
}

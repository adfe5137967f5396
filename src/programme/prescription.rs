//! How much of an exercise a phase prescribes.

use super::Mode;
use super::caution::NamedExercise;
use super::days::Because;
use super::last_word::{Despite, Overrule, WrittenPin, despite, pin};
use super::named::known_exercise;
use super::words::{Day, Half, Rule};
use crate::diagnostic::{Code, Findings};
use crate::library::{
    Dose, Exercise, ExerciseId, Library, Measure, PartialDose, SetWork, Variable, amount, check_loads, variables_above,
};
use crate::source::Place;
use crate::units::{Metres, Reps, Seconds, Weeks};
use crate::yaml::quantity::{metres, seconds, weeks};
use crate::yaml::table::{boolean, list, whole, word};
use crate::yaml::{Node, Table, Value, Word};

/// An exercise with the dose it starts at and the dose it grows to.
#[derive(Debug, Clone, PartialEq)]
pub struct Prescription {
    exercise: ExerciseId,
    continues: bool,
    start: Dose,
    goal: Dose,
    order: Vec<Variable>,
    half: Option<Half>,
    climbs: bool,
    deload: Option<Deload>,
    pins: Vec<Pin>,
    despite: Option<Despite>,
    place: Place,
    start_place: Place,
    has_baseline: bool,
    /// Whether a goal is written; otherwise it stays at its start.
    has_goal: bool,
}

/// A dose laid down for a week of the programme, and why.
pub type Pin = Because<(u32, PinnedDose)>;

/// What is laid down of a dose; the rest is as it would be in that week.
#[derive(Debug, Clone, PartialEq)]
pub struct PinnedDose(PartialDose);

impl PinnedDose {
    /// The dose of the week, from the one that it would be otherwise.
    pub fn over(&self, dose: &Dose) -> Dose {
        self.0.over(dose)
    }
}

/// How often an exercise has a lighter week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deload {
    /// Never, whatever the programme says.
    Never,
    /// Every so many weeks.
    Every(Weeks),
}

impl Deload {
    /// Reads `false` or `{ every: 4 weeks }`.
    pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        if node.value == Value::Bool(false) {
            return Some(Self::Never);
        }
        let mut table = Table::open(node, "`deload`", findings)?;
        let every = table.required("every", findings, weeks);
        table.close(findings);
        let every = every?;
        if every.get() < 2 {
            findings.add(
                Code::OutOfRange,
                &node.place,
                "a lighter week every week is no lighter week",
                "write `every: 4 weeks`, say",
            );
            return None;
        }
        Some(Self::Every(every))
    }
}

impl Prescription {
    /// The exercise.
    pub fn exercise(&self) -> &ExerciseId {
        &self.exercise
    }

    /// Whether it goes on from the last dose of an earlier phase, rather than from [`start`](Self::start).
    pub fn continues(&self) -> bool {
        self.continues
    }

    /// The first dose.
    pub fn start(&self) -> &Dose {
        &self.start
    }

    /// The dose it grows to; no variable is below the start's.
    pub fn goal(&self) -> &Dose {
        &self.goal
    }

    /// Whether its start is a share of what was done in baseline sessions.
    pub fn has_baseline(&self) -> bool {
        self.has_baseline
    }

    /// The variables that grow, in order.
    pub fn order(&self) -> &[Variable] {
        &self.order
    }

    /// The lot of exercises that it belongs to, in a programme with two; it is in both if missing.
    pub fn half(&self) -> Option<Half> {
        self.half
    }

    /// Whether it goes up its ladder once the goal is reached.
    pub fn climbs(&self) -> bool {
        self.climbs
    }

    /// How often it has a lighter week, if that differs from the programme's.
    pub fn deload(&self) -> Option<Deload> {
        self.deload
    }

    /// The doses laid down for single weeks.
    pub fn pins(&self) -> &[Pin] {
        &self.pins
    }

    /// The conditions in spite of which it is done.
    pub fn despite(&self) -> Option<&Despite> {
        self.despite.as_ref()
    }

    /// Lets it begin at another dose, as if that were written; every variable of it that is below the goal has to grow.
    pub(super) fn start_at(&mut self, start: Dose) {
        self.start = start;
        if !self.has_goal {
            self.goal = start;
        }
        let grows: Vec<Variable> =
            Variable::ALL.iter().copied().filter(|v| start.get(*v) < self.goal.get(*v)).collect();
        let (known, rest): (Vec<Variable>, Vec<Variable>) = grows.into_iter().partition(|v| self.order.contains(v));
        let in_order = self.order.iter().copied().filter(|v| known.contains(v));
        self.order = in_order.chain(rest).collect();
    }

    /// Takes the pin of a week away.
    pub(super) fn unpin(&mut self, week: u32) {
        self.pins.retain(|pin| pin.what.0 != week);
    }

    pub(super) fn without_pins(&mut self) {
        self.pins.clear();
    }

    pub(super) fn without_deload(&mut self) {
        self.deload = None;
    }

    /// Where the programme names the exercise.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Where its start is laid down, or else where the exercise is named.
    pub fn start_place(&self) -> &Place {
        &self.start_place
    }
}

/// What a prescription is read against.
pub(super) struct Context<'a> {
    pub(super) library: &'a Library,
    pub(super) weeks: Weeks,
    pub(super) mode: Option<Mode>,
    pub(super) overrules: &'a [Overrule],
    /// Whether the days have two lots of exercises, as far as they could be read.
    pub(super) has_lots: bool,
    /// A day of one lot that is followed by a day of the other.
    pub(super) running: Option<(Day, Day)>,
}

impl Context<'_> {
    /// Whether a rule holds for an exercise, or for all if none is named.
    pub(super) fn holds(&self, rule: Rule, exercise: Option<&ExerciseId>) -> bool {
        !self.overrules.iter().any(|o| o.rule() == rule && (o.exercise().is_none() || o.exercise() == exercise))
    }
}

/// Reads a prescription; the exercise goes to `named`, whatever else is wrong.
pub(super) fn prescription(
    node: &Node,
    context: &Context<'_>,
    earlier: &[Prescription],
    named: &mut Vec<NamedExercise>,
    findings: &mut Findings,
) -> Option<Prescription> {
    let library = context.library;
    let mut table = Table::open(node, "an exercise of a phase", findings)?;
    let id = table.required("use", findings, |n, f| known_exercise(n, library, f));
    let despite = table.optional("despite", findings, despite);
    named.extend(id.clone().map(|id| NamedExercise { id, despite: despite.clone() }));
    let bounds = &library.rules().bounds;
    let dose = |n, f: &mut Findings| Some((PartialDose::read(n, bounds, f)?, n));
    let range = table.optional("dose", findings, |n, f| Some((PartialDose::read_range(n, bounds, f)?, n)));
    let range_place = table.place_of("dose").clone();
    let start = table.optional("start", findings, dose);
    let goal = table.optional("goal", findings, dose);
    let baseline = table.node("baseline");
    let half = table.optional("split", findings, word::<Half>);
    if let Some(half) = half.filter(|_| !context.has_lots) {
        let place = table.place_of("split");
        let hint = "write `days: { a: [mon], b: [thu] }`, or leave `split` out";
        findings.add(Code::UnknownWord, place, format!("`{half}` is no lot of exercises: `days` has none"), hint);
    }
    let climbs = table.optional("climb", findings, boolean).unwrap_or(false);
    let deload = table.optional("deload", findings, Deload::read);
    let pins = table.optional("pins", findings, |n, f| list(n, f, |n, f| pin(n, context.weeks, bounds, f)));
    table.close(findings);
    let id = id?;
    let exercise = library.exercise(&id.value)?;
    let measure = exercise.dose().measure();
    let start_key = if range.is_some() { "dose" } else { "start" };
    let (start, goal) = match range {
        Some(_) if start.is_some() || goal.is_some() => {
            let hint = "`dose` with ranges is short for `start` and `goal`; keep the one or the others";
            findings.add(Code::UnknownKey, &range_place, "`dose` beside `start` or `goal`", hint);
            return None;
        }
        Some(((low, high), node)) => (Some((low, node)), Some((high, node))),
        None => (start, goal),
    };
    if let (Some(key), Some(_)) = (start.as_ref().and_then(|(partial, _)| partial.work_key()), baseline) {
        findings.add(
            Code::UnknownKey,
            &key.place,
            format!("`{}` of `{start_key}` beside `baseline`", key.value),
            format!(
                "the first quota is a share of the baseline; leave `{}` out, or `baseline`; where it leads to stands under `goal`",
                key.value
            ),
        );
        return None;
    }
    let before = earlier.iter().rev().find(|p| p.exercise == id.value);
    let base = before.map_or(exercise.dose().start(), |p| &p.goal);
    let continues = start.is_none() && baseline.is_none() && before.is_some();
    let start_place = start.as_ref().map_or(&id.place, |(_, node)| &node.place).clone();
    let goal_place = goal.as_ref().map_or(&start_place, |(_, node)| &node.place).clone();
    let has_goal = goal.is_some();
    let start = match start {
        Some((partial, node)) => partial.or(base).complete(measure, &node.place, findings)?,
        None => *base,
    };
    let start = match baseline {
        Some(node) => first_quota(node, &start, context, findings)?,
        None => start,
    };
    let goal = match goal {
        Some((partial, node)) => partial.or(&start).complete(measure, &node.place, findings)?,
        None => start,
    };
    check(exercise, &start, &goal, &start_place, &goal_place, findings);
    check_fixed(&start, &goal, &goal_place, findings);
    let pins = pinned(pins.unwrap_or_default(), exercise, &goal, findings);
    if let Some(hold) = goal.hold().filter(|h| h.get() > bounds.usual_hold)
        && context.holds(Rule::LongHold, Some(&id.value))
    {
        findings.add(
            Code::LongHold,
            &goal_place,
            format!("a hold of {} s is longer than usual", hold.get()),
            format!("hold up to {} s and add repetitions instead", bounds.usual_hold),
        );
    }
    Some(Prescription {
        exercise: id.value,
        continues,
        start,
        goal,
        order: order(exercise, &start, &goal),
        half,
        climbs,
        deload,
        pins,
        despite,
        place: id.place,
        start_place,
        has_baseline: baseline.is_some(),
        has_goal,
    })
}

/// The first quota of a time-contingent programme: a share of what was done on average in the baseline sessions.
fn first_quota(node: &Node, start: &Dose, context: &Context<'_>, findings: &mut Findings) -> Option<Dose> {
    let rules = &context.library.rules().progression;
    if context.mode == Some(Mode::PainContingent) {
        findings.add(
            Code::ModeMix,
            &node.place,
            "`baseline` belongs to a programme that is time-contingent",
            "use `start`, or `mode: time-contingent`; a programme is one or the other",
        );
        return None;
    }
    let read = |n: &Node, f: &mut Findings| match start.measure() {
        Measure::Reps | Measure::Hold => whole(n, f, 1, Reps::MOST.get()),
        Measure::Time => seconds(n, f).map(Seconds::get),
        Measure::Distance => metres(n, f).map(Metres::get),
    };
    let done = list(node, findings, read)?;
    let wanted = rules.baseline_sessions as usize;
    let written = if let Value::List(items) = &node.value { items.len() } else { 0 };
    if done.len() < written {
        // What is wrong with them has been said.
        return None;
    }
    if done.len() != wanted {
        findings.add(
            Code::OutOfRange,
            &node.place,
            format!("{} baseline sessions, {wanted} are needed", done.len()),
            "write what was done in each of them, like `[8, 10, 9]`",
        );
        return None;
    }
    let mean = f64::from(done.iter().sum::<u32>()) / done.len() as f64;
    let quota = ((mean * rules.first_quota).floor() as u32).max(1);
    let work = match start.work() {
        SetWork::Reps(_) => SetWork::Reps(Reps::new(quota)?),
        SetWork::Hold(_, hold) => SetWork::Hold(Reps::new(quota)?, hold),
        // Nobody walks for seven minutes and eleven seconds.
        SetWork::Time(_) if quota >= 120 => SetWork::Time(Seconds::new(quota / 60 * 60)?),
        SetWork::Time(_) => SetWork::Time(Seconds::new(quota)?),
        SetWork::Distance(_) => SetWork::Distance(Metres::new((quota / 10 * 10).max(1))?),
    };
    Some(start.with_work(work))
}

/// The pinned doses.
fn pinned(written: Vec<WrittenPin>, exercise: &Exercise, goal: &Dose, findings: &mut Findings) -> Vec<Pin> {
    let mut pins: Vec<Pin> = Vec::new();
    for pin in written {
        if pin.dose.is_empty() {
            let hint = "say what is laid down, like `dose: { reps: 8 }`";
            findings.add(Code::MissingKey, &pin.place, "a pinned dose that says nothing", hint);
        }
        // Whether it goes with the exercise; how much it is in the end depends on what the week would have.
        let whole = pin.dose.clone().or(goal).complete(exercise.dose().measure(), &pin.place, findings);
        let Some(dose) = whole else { continue };
        for variable in variables_above(&dose, exercise.dose().most()) {
            over_most("pinned dose", exercise, &dose, variable, &pin.place, findings);
        }
        if pins.iter().any(|known| known.what.0 == pin.week) {
            let message = format!("week {} is pinned twice", pin.week);
            findings.add(Code::DuplicateId, &pin.place, message, "keep one");
        }
        pins.push(Because { what: (pin.week, PinnedDose(pin.dose)), because: pin.because, place: pin.place });
    }
    pins
}

fn over_most(what: &str, exercise: &Exercise, dose: &Dose, variable: Variable, place: &Place, findings: &mut Findings) {
    findings.add(
        Code::GoalOverMost,
        place,
        format!("the {what} is {}, above the most of `{}`", amount(dose, variable), exercise.id()),
        format!("it allows {} at most", amount(exercise.dose().most(), variable)),
    );
}

/// Reports what a goal asks for that does not grow.
fn check_fixed(start: &Dose, goal: &Dose, goal_at: &Place, findings: &mut Findings) {
    let differs = [
        ("effort", start.effort() != goal.effort()),
        ("rest", start.rest() != goal.rest()),
        ("times-a-day", start.times_a_day() != goal.times_a_day()),
    ];
    for (key, _) in differs.iter().filter(|(_, differs)| *differs) {
        findings.add(
            Code::DoseMismatch,
            goal_at,
            format!("`{key}` is another at the goal than at the start, but does not grow by itself"),
            format!("write one `{key}`, and another in the `start` of a later phase"),
        );
    }
}

/// Checks that start, goal and the exercise's most are in order.
fn check(exercise: &Exercise, start: &Dose, goal: &Dose, start_at: &Place, goal_at: &Place, findings: &mut Findings) {
    check_loads(start, goal, goal_at, findings);
    check_loads(goal, exercise.dose().most(), goal_at, findings);
    for variable in variables_above(start, goal) {
        findings.add(
            Code::GoalBelowStart,
            goal_at,
            format!("the goal is {}, the start {}", amount(goal, variable), amount(start, variable)),
            "the goal is where the dose grows to; raise it, or lower `start`",
        );
    }
    let most = exercise.dose().most();
    for (what, dose, place) in [("start", start, start_at), ("goal", goal, goal_at)] {
        for variable in variables_above(dose, most) {
            if what == "goal" && start.get(variable) == dose.get(variable) {
                continue;
            }
            findings.add(
                Code::GoalOverMost,
                place,
                format!("the {what} is {}, above the most of `{}`", amount(dose, variable), exercise.id()),
                format!("it allows {} at most", amount(most, variable)),
            );
        }
    }
}

/// The exercise's own growth order first, then whatever else has to grow.
fn order(exercise: &Exercise, start: &Dose, goal: &Dose) -> Vec<Variable> {
    let grows = |v: &Variable| start.get(*v) < goal.get(*v);
    let own = exercise.dose().grow();
    let rest = Variable::ALL.iter().filter(|v| !own.contains(v));
    own.iter().chain(rest).copied().filter(grows).collect()
}

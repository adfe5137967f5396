//! Doses as they are written, with anything missing.

use super::dose::{Dose, SetWork};
use super::load::Load;
use super::rules::Bounds;
use super::words::Measure;
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::source::Place;
use crate::units::{Effort, Metres, Reps, Seconds, Sets, TimesADay};
use crate::yaml::quantity::{effort, hold, metres, seconds};
use crate::yaml::table::whole;
use crate::yaml::{Key, Node, Table, Value};

/// A dose as it is written: every variable may be missing.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct PartialDose {
    sets: Option<Sets>,
    reps: Option<Reps>,
    hold: Option<Seconds>,
    time: Option<Seconds>,
    distance: Option<Metres>,
    load: Option<Load>,
    rest: Option<Seconds>,
    effort: Option<Effort>,
    times_a_day: Option<TimesADay>,
    keys: Vec<Key>,
}

impl PartialDose {
    /// Reads a dose; bounds come from the library's rules.
    pub(crate) fn read(node: &Node, bounds: &Bounds, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "a dose", findings)?;
        let sets = table
            .optional("sets", findings, |n, f| whole(n, f, bounds.sets.least, bounds.sets.most).and_then(Sets::new));
        let reps = table
            .optional("reps", findings, |n, f| whole(n, f, bounds.reps.least, bounds.reps.most).and_then(Reps::new));
        let hold = table.optional("hold", findings, |n, f| hold(n, f, bounds.hold.least, bounds.hold.most));
        let time = table.optional("time", findings, seconds);
        let distance = table.optional("distance", findings, metres);
        let load = table.optional("load", findings, Load::read);
        let rest = table.optional("rest", findings, seconds);
        let effort = table.optional("effort", findings, effort);
        let times_a_day = table
            .optional("times-a-day", findings, |n, f| whole(n, f, 1, TimesADay::MOST.get()).and_then(TimesADay::new));
        let keys = table.keys().cloned().collect();
        table.close(findings);
        Some(Self { sets, reps, hold, time, distance, load, rest, effort, times_a_day, keys })
    }

    /// Reads a dose in which a number may be a range, such as `8-12`: its lower and its upper end.
    pub(crate) fn read_range(node: &Node, bounds: &Bounds, findings: &mut Findings) -> Option<(Self, Self)> {
        let low = Self::read(&end_of_ranges(node, false), bounds, findings)?;
        // What is wrong with both ends has been said once.
        let mut again = Findings::new();
        let high = Self::read(&end_of_ranges(node, true), bounds, &mut again)?;
        let known = |d: &Diagnostic| findings.contains(d);
        let new: Vec<Diagnostic> = again.into_sorted().into_iter().filter(|d| !known(d)).collect();
        findings.extend(new);
        Some((low, high))
    }

    /// The key of how much is done in a set, if it is written.
    pub(crate) fn work_key(&self) -> Option<&Key> {
        self.keys.iter().find(|k| matches!(k.value.as_str(), "reps" | "time" | "distance"))
    }

    /// Fills what is missing from another dose.
    pub(crate) fn or(self, base: &Dose) -> Self {
        Self {
            sets: self.sets.or(Some(base.sets())),
            reps: self.reps.or(base.reps()),
            hold: self.hold.or(base.hold()),
            time: self.time.or(base.time()),
            distance: self.distance.or(base.distance()),
            load: self.load.or(base.load()),
            rest: self.rest.or(base.rest()),
            effort: self.effort.or(base.effort()),
            times_a_day: self.times_a_day.or(Some(base.times_a_day())),
            keys: self.keys,
        }
    }

    /// Whether nothing is written.
    pub(crate) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// A dose with what is written here in the place of its own; what it has no room for is left out.
    pub(crate) fn over(&self, dose: &Dose) -> Dose {
        let work = match dose.work() {
            SetWork::Reps(reps) => SetWork::Reps(self.reps.unwrap_or(reps)),
            SetWork::Hold(reps, hold) => SetWork::Hold(self.reps.unwrap_or(reps), self.hold.unwrap_or(hold)),
            SetWork::Time(time) => SetWork::Time(self.time.unwrap_or(time)),
            SetWork::Distance(distance) => SetWork::Distance(self.distance.unwrap_or(distance)),
        };
        let sets = self.sets.unwrap_or(dose.sets());
        Dose::new(sets, work, self.load.or(dose.load()), self.rest.or(dose.rest()))
            .with_effort(self.effort.or(dose.effort()))
            .with_times_a_day(self.times_a_day.unwrap_or(dose.times_a_day()))
    }

    /// Makes a dose of a measure.
    ///
    /// # Errors
    /// Adds a finding for a variable that the measure needs and for one that it does not have.
    pub(crate) fn complete(self, measure: Measure, place: &Place, findings: &mut Findings) -> Option<Dose> {
        let written = [
            ("reps", self.reps.is_some(), &[Measure::Reps, Measure::Hold][..]),
            ("hold", self.hold.is_some(), &[Measure::Hold]),
            ("time", self.time.is_some(), &[Measure::Time]),
            ("distance", self.distance.is_some(), &[Measure::Distance]),
        ];
        let spare = written.iter().filter(|(_, there, of)| *there && !of.contains(&measure)).map(|(key, ..)| *key);
        let mut sound = true;
        for key in spare {
            let at = self.keys.iter().find(|k| k.value == key).map_or(place, |k| &k.place);
            findings.add(
                Code::DoseMismatch,
                at,
                format!("a dose measured in {} has no `{key}`", measure_phrase(measure)),
                format!("remove `{key}`"),
            );
            sound = false;
        }
        // One that is there and could not be read has been reported.
        let given = |key: &str| self.keys.iter().any(|k| k.value == key);
        let mut need = |key: &str, missing: bool| {
            if missing && !given(key) {
                findings.add(
                    Code::MissingKey,
                    place,
                    format!("a dose measured in {} needs `{key}`", measure_phrase(measure)),
                    match key {
                        "hold" => "add `hold: 8 s`, say",
                        "time" => "add `time: 10 min`, say",
                        "distance" => "add `distance: 400 m`, say",
                        "reps" => "add `reps: 8`, say",
                        _ => "add `sets: 1`, say",
                    },
                );
            }
        };
        need("sets", self.sets.is_none());
        match measure {
            Measure::Reps => need("reps", self.reps.is_none()),
            Measure::Hold => {
                need("reps", self.reps.is_none());
                need("hold", self.hold.is_none());
            }
            Measure::Time => need("time", self.time.is_none()),
            Measure::Distance => need("distance", self.distance.is_none()),
        }
        let work = match measure {
            Measure::Reps => SetWork::Reps(self.reps?),
            Measure::Hold => SetWork::Hold(self.reps?, self.hold?),
            Measure::Time => SetWork::Time(self.time?),
            Measure::Distance => SetWork::Distance(self.distance?),
        };
        let times_a_day = self.times_a_day.unwrap_or(TimesADay::LEAST);
        let dose = Dose::new(self.sets?, work, self.load, self.rest);
        let dose = dose.with_effort(self.effort).with_times_a_day(times_a_day);
        sound.then_some(dose)
    }
}

/// The node with each value like `8-12` or `5-8 s` turned into its lower or upper end.
fn end_of_ranges(node: &Node, upper: bool) -> Node {
    let Value::Map(entries) = &node.value else { return node.clone() };
    let end = |node: &Node| -> Node {
        let Value::Text(text) = &node.value else { return node.clone() };
        // A word processor makes a dash of it, and some put blanks around it.
        let Some((low, rest)) = text.split_once(['-', '–']) else { return node.clone() };
        let rest = rest.trim_start();
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (high, unit) = rest.split_at(digits);
        let number = if upper { high } else { low.trim() };
        let value = match (number.parse::<f64>(), unit.trim()) {
            (Ok(n), "") => Value::Number(n),
            (Ok(_), unit) => Value::Text(format!("{number} {unit}").into()),
            (Err(_), _) => node.value.clone(),
        };
        Node { value, place: node.place.clone() }
    };
    let entries = entries.iter().map(|(key, node)| (key.clone(), end(node))).collect();
    Node { value: Value::Map(entries), place: node.place.clone() }
}

fn measure_phrase(measure: Measure) -> &'static str {
    match measure {
        Measure::Reps => "repetitions",
        Measure::Hold => "holds",
        Measure::Time => "time",
        Measure::Distance => "distance",
    }
}

//! How much of an exercise: sets, repetitions, holds, time, load and rest.

use std::fmt;

use super::rules::{Bounds, Step};
use super::words::{Measure, Variable};
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::source::{Place, Placed};
use crate::units::{Effort, Kilograms, Reps, Seconds, Sets};
use crate::yaml::quantity::{effort, hold, kilograms, seconds};
use crate::yaml::table::whole;
use crate::yaml::{Node, Table, Value};

/// What is done in one set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetWork {
    /// A number of repetitions.
    Reps(Reps),
    /// A number of repetitions, each held for a time.
    Hold(Reps, Seconds),
    /// A stretch of time.
    Time(Seconds),
}

/// A concrete dose of an exercise in one session.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dose {
    sets: Sets,
    work: SetWork,
    load: Option<Kilograms>,
    rest: Option<Seconds>,
    effort: Option<Effort>,
}

impl Dose {
    /// Puts a dose together; every combination of these is possible.
    pub fn new(sets: Sets, work: SetWork, load: Option<Kilograms>, rest: Option<Seconds>) -> Self {
        Self { sets, work, load, rest, effort: None }
    }

    /// The dose with how hard it should feel.
    #[must_use]
    pub fn with_effort(self, effort: Option<Effort>) -> Self {
        Self { effort, ..self }
    }

    /// The dose with another load.
    #[must_use]
    pub fn with_load(self, load: Option<Kilograms>) -> Self {
        Self { load, ..self }
    }

    /// How many sets.
    pub fn sets(&self) -> Sets {
        self.sets
    }

    /// What is done in one set.
    pub fn work(&self) -> SetWork {
        self.work
    }

    /// The load, if there is one.
    pub fn load(&self) -> Option<Kilograms> {
        self.load
    }

    /// The rest between sets, if it is laid down.
    pub fn rest(&self) -> Option<Seconds> {
        self.rest
    }

    /// How hard it should feel, if that is laid down.
    pub fn effort(&self) -> Option<Effort> {
        self.effort
    }

    /// Repetitions in a set, if the dose counts them.
    pub fn reps(&self) -> Option<Reps> {
        match self.work {
            SetWork::Reps(reps) | SetWork::Hold(reps, _) => Some(reps),
            SetWork::Time(_) => None,
        }
    }

    /// How long each repetition is held, if it is.
    pub fn hold(&self) -> Option<Seconds> {
        match self.work {
            SetWork::Hold(_, hold) => Some(hold),
            SetWork::Reps(_) | SetWork::Time(_) => None,
        }
    }

    /// How long a set lasts, if the dose is a time.
    pub fn time(&self) -> Option<Seconds> {
        match self.work {
            SetWork::Time(time) => Some(time),
            SetWork::Reps(_) | SetWork::Hold(..) => None,
        }
    }

    /// What the dose counts.
    pub fn measure(&self) -> Measure {
        match self.work {
            SetWork::Reps(_) => Measure::Reps,
            SetWork::Hold(..) => Measure::Hold,
            SetWork::Time(_) => Measure::Time,
        }
    }

    /// The dose in a few signs: `2 x 8/10 s, 4 kg`.
    pub fn short(&self) -> String {
        let sets = self.sets.get();
        let mut text = match self.work {
            SetWork::Reps(reps) => format!("{sets} x {}", reps.get()),
            SetWork::Hold(reps, hold) => format!("{sets} x {}/{} s", reps.get(), hold.get()),
            SetWork::Time(time) if time.get() % 60 == 0 => format!("{sets} x {} min", time.get() / 60),
            SetWork::Time(time) => format!("{sets} x {} s", time.get()),
        };
        if let Some(load) = self.load.filter(|l| l.get() > 0.0) {
            text += &format!(", {} kg", load.get());
        }
        if let Some(effort) = self.effort {
            text += &format!(", effort {}", effort.get());
        }
        text
    }

    /// The amount of work in a session: repetitions, seconds held, or seconds, over all sets.
    ///
    /// Only doses of one measure compare.
    pub fn volume(&self) -> f64 {
        let set = match self.work {
            SetWork::Reps(reps) => f64::from(reps.get()),
            SetWork::Hold(reps, hold) => f64::from(reps.get()) * f64::from(hold.get()),
            SetWork::Time(time) => f64::from(time.get()),
        };
        f64::from(self.sets.get()) * set
    }

    /// The amount of work in a session in whole repetitions: those done, or the time under load in repetitions of `each`.
    pub fn repetitions(&self, each: Seconds) -> f64 {
        match self.work {
            SetWork::Reps(_) => self.volume(),
            SetWork::Hold(..) | SetWork::Time(_) => self.volume() / f64::from(each.get()),
        }
    }

    /// The value of a variable, as a number; nothing if the dose has no such variable.
    pub fn get(&self, variable: Variable) -> Option<f64> {
        match variable {
            Variable::Sets => Some(f64::from(self.sets.get())),
            Variable::Reps => self.reps().map(|r| f64::from(r.get())),
            Variable::Hold => self.hold().map(|h| f64::from(h.get())),
            Variable::Time => self.time().map(|t| f64::from(t.get())),
            Variable::Load => self.load.map(Kilograms::get),
        }
    }

    /// The dose with one variable taken from another dose of the same measure.
    #[must_use]
    pub fn with(mut self, variable: Variable, from: &Dose) -> Self {
        match (variable, self.work, from.work) {
            (Variable::Sets, ..) => self.sets = from.sets,
            (Variable::Load, ..) => self.load = from.load,
            (Variable::Reps, SetWork::Reps(_), SetWork::Reps(r)) => self.work = SetWork::Reps(r),
            (Variable::Reps, SetWork::Hold(_, h), SetWork::Hold(r, _)) => self.work = SetWork::Hold(r, h),
            (Variable::Hold, SetWork::Hold(r, _), SetWork::Hold(_, h)) => self.work = SetWork::Hold(r, h),
            (Variable::Time, SetWork::Time(_), SetWork::Time(t)) => self.work = SetWork::Time(t),
            _ => {}
        }
        self
    }

    /// The dose with one variable at a share of what it is, rounded down; nothing if that is no lighter, or no dose.
    pub fn scaled(self, variable: Variable, share: f64) -> Option<Self> {
        let whole = |n: u32| (f64::from(n) * share) as u32;
        let mut lighter = self;
        match (variable, self.work) {
            (Variable::Sets, _) => lighter.sets = Sets::new(whole(self.sets.get()))?,
            (Variable::Load, _) => {
                lighter.load = Some(Kilograms::clamped((self.load?.get() * share * 2.0).floor() / 2.0))
            }
            (Variable::Reps, SetWork::Reps(r)) => lighter.work = SetWork::Reps(Reps::new(whole(r.get()))?),
            (Variable::Reps, SetWork::Hold(r, h)) => lighter.work = SetWork::Hold(Reps::new(whole(r.get()))?, h),
            (Variable::Hold, SetWork::Hold(r, h)) => lighter.work = SetWork::Hold(r, Seconds::new(whole(h.get()))?),
            (Variable::Time, SetWork::Time(t)) => {
                // Minutes are cut to whole ones, as nobody walks for seven minutes and a half.
                let unit = if t.get() >= 120 { 60 } else { 1 };
                lighter.work = SetWork::Time(Seconds::new(whole(t.get()) / unit * unit)?);
            }
            _ => return None,
        }
        (lighter.get(variable) < self.get(variable)).then_some(lighter)
    }

    /// The dose with one variable raised by a number of the smallest steps, but not above `most`.
    #[must_use]
    pub fn raised(self, variable: Variable, steps: u32, step: &Step, most: &Dose) -> Self {
        let mut up = self;
        let more = |now: u32, step: u32| now.saturating_add(steps.saturating_mul(step));
        match variable {
            Variable::Sets => up.sets = Sets::new(more(self.sets.get(), step.sets)).unwrap_or(Sets::MOST),
            Variable::Reps => {
                let more = |r: Reps| Reps::new(more(r.get(), step.reps)).unwrap_or(Reps::MOST);
                up.work = match self.work {
                    SetWork::Reps(r) => SetWork::Reps(more(r)),
                    SetWork::Hold(r, h) => SetWork::Hold(more(r), h),
                    time => time,
                };
            }
            Variable::Hold | Variable::Time => {
                let longer = |s: Seconds, step| Seconds::new(more(s.get(), step)).unwrap_or(Seconds::MOST);
                up.work = match (variable, self.work) {
                    (Variable::Hold, SetWork::Hold(r, h)) => SetWork::Hold(r, longer(h, step.hold)),
                    (Variable::Time, SetWork::Time(t)) => SetWork::Time(longer(t, step.time)),
                    (_, other) => other,
                };
            }
            Variable::Load => {
                up.load = self.load.map(|l| Kilograms::clamped(l.get() + step.load.get() * f64::from(steps)));
            }
        }
        match (up.get(variable), most.get(variable)) {
            (Some(now), Some(limit)) if now > limit => self.with(variable, most),
            _ => up,
        }
    }
}

impl fmt::Display for Dose {
    /// As a programme has it: `{ sets: 2, reps: 8, load: 4 kg }`, without the rest.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{ sets: {}", self.sets.get())?;
        match self.work {
            SetWork::Reps(reps) => write!(f, ", reps: {}", reps.get())?,
            SetWork::Hold(reps, hold) => write!(f, ", reps: {}, hold: {} s", reps.get(), hold.get())?,
            SetWork::Time(time) if time.get() % 60 == 0 => write!(f, ", time: {} min", time.get() / 60)?,
            SetWork::Time(time) => write!(f, ", time: {} s", time.get())?,
        }
        if let Some(load) = self.load {
            write!(f, ", load: {} kg", load.get())?;
        }
        if let Some(effort) = self.effort {
            write!(f, ", effort: {}", effort.get())?;
        }
        f.write_str(" }")
    }
}

/// A dose as it is written: every variable may be missing.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct PartialDose {
    sets: Option<Sets>,
    reps: Option<Reps>,
    hold: Option<Seconds>,
    time: Option<Seconds>,
    load: Option<Kilograms>,
    rest: Option<Seconds>,
    effort: Option<Effort>,
    keys: Vec<Placed<String>>,
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
        let load = table.optional("load", findings, kilograms);
        let rest = table.optional("rest", findings, seconds);
        let effort = table.optional("effort", findings, effort);
        let keys = table.keys().cloned().collect();
        table.close(findings);
        Some(Self { sets, reps, hold, time, load, rest, effort, keys })
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

    /// Fills what is missing from another dose.
    pub(crate) fn or(self, base: &Dose) -> Self {
        Self {
            sets: self.sets.or(Some(base.sets)),
            reps: self.reps.or(base.reps()),
            hold: self.hold.or(base.hold()),
            time: self.time.or(base.time()),
            load: self.load.or(base.load),
            rest: self.rest.or(base.rest),
            effort: self.effort.or(base.effort),
            keys: self.keys,
        }
    }

    /// Makes a dose of a measure.
    ///
    /// # Errors
    /// Adds a finding for a variable that the measure needs and for one that it does not have.
    pub(crate) fn complete(self, measure: Measure, place: &Place, findings: &mut Findings) -> Option<Dose> {
        let spare = match measure {
            Measure::Reps => [self.hold.map(|_| "hold"), self.time.map(|_| "time")],
            Measure::Hold => [self.time.map(|_| "time"), None],
            Measure::Time => [self.reps.map(|_| "reps"), self.hold.map(|_| "hold")],
        };
        let mut sound = true;
        for key in spare.into_iter().flatten() {
            let at = self.keys.iter().find(|k| k.value == key).map_or(place, |k| &k.place);
            findings.add(
                Code::DoseMismatch,
                at,
                format!("a dose measured in {} has no `{key}`", measure_phrase(measure)),
                format!("remove `{key}`"),
            );
            sound = false;
        }
        let mut need = |key: &str, missing: bool| {
            if missing {
                findings.add(
                    Code::MissingKey,
                    place,
                    format!("a dose measured in {} needs `{key}`", measure_phrase(measure)),
                    match key {
                        "hold" => "add `hold: 8 s`, say",
                        "time" => "add `time: 10 min`, say",
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
        }
        let work = match measure {
            Measure::Reps => SetWork::Reps(self.reps?),
            Measure::Hold => SetWork::Hold(self.reps?, self.hold?),
            Measure::Time => SetWork::Time(self.time?),
        };
        let dose = Dose::new(self.sets?, work, self.load, self.rest).with_effort(self.effort);
        sound.then_some(dose)
    }
}

/// The node with each value like `8-12` or `5-8 s` turned into its lower or upper end.
fn end_of_ranges(node: &Node, upper: bool) -> Node {
    let Value::Map(entries) = &node.value else { return node.clone() };
    let end = |node: &Node| -> Node {
        let Value::Text(text) = &node.value else { return node.clone() };
        let Some((low, rest)) = text.split_once('-') else { return node.clone() };
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (high, unit) = rest.split_at(digits);
        let number = if upper { high } else { low.trim() };
        let value = match (number.parse::<f64>(), unit.trim()) {
            (Ok(n), "") => Value::Number(n),
            (Ok(_), unit) => Value::Text(format!("{number} {unit}")),
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
    }
}

/// The value of a variable in words, for messages: "3 sets", "10 s".
pub(crate) fn amount(dose: &Dose, variable: Variable) -> String {
    let value = dose.get(variable).unwrap_or(0.0);
    if variable == Variable::Time && value > 0.0 && value % 60.0 == 0.0 {
        return format!("{} min", value / 60.0);
    }
    let unit = match variable {
        Variable::Sets => "sets",
        Variable::Reps => "repetitions",
        Variable::Hold | Variable::Time => "s",
        Variable::Load => "kg",
    };
    if value == 1.0 {
        format!("1 {}", unit.strip_suffix('s').filter(|u| !u.is_empty()).unwrap_or(unit))
    } else {
        format!("{value} {unit}")
    }
}

/// The variables in which `low` is above `high`, in a fixed order.
pub(crate) fn variables_above(low: &Dose, high: &Dose) -> Vec<Variable> {
    use crate::yaml::Word;
    Variable::ALL.iter().copied().filter(|v| low.get(*v) > high.get(*v)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reps(sets: u32, reps: u32) -> Dose {
        Dose::new(Sets::new(sets).unwrap(), SetWork::Reps(Reps::new(reps).unwrap()), None, None)
    }

    fn step() -> Step {
        Step { reps: 1, sets: 1, hold: 1, time: 60, load: Kilograms::new(0.5).unwrap() }
    }

    #[test]
    fn raising_stops_at_the_most() {
        let most = reps(3, 10);
        assert_eq!(reps(1, 8).raised(Variable::Reps, 1, &step(), &most), reps(1, 9));
        assert_eq!(reps(1, 8).raised(Variable::Reps, 9, &step(), &most), reps(1, 10));
        assert_eq!(reps(1, 8).raised(Variable::Sets, 9, &step(), &most), reps(3, 8));
        assert_eq!(reps(1, 8).raised(Variable::Hold, 1, &step(), &most), reps(1, 8));
    }

    #[test]
    fn volume_counts_all_sets() {
        assert_eq!(reps(3, 10).volume(), 30.0);
    }

    #[test]
    fn a_load_where_there_was_none_is_above_it() {
        let loaded = Dose { load: Kilograms::new(2.0), ..reps(1, 8) };
        assert_eq!(variables_above(&loaded, &reps(1, 8)), [Variable::Load]);
        assert_eq!(variables_above(&reps(1, 8), &loaded), []);
    }
}

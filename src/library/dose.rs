//! How much of an exercise: sets, repetitions, holds, time, load and rest.

use std::fmt;

use super::load::Load;
use super::rules::{CurveRules, Step};
use super::words::{Measure, Variable};
use crate::diagnostic::{Code, Findings};
use crate::source::Place;
use crate::units::{Effort, Metres, Reps, Seconds, Sets, TimesADay};

/// What is done in one set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetWork {
    /// A number of repetitions.
    Reps(Reps),
    /// A number of repetitions, each held for a time.
    Hold(Reps, Seconds),
    /// A stretch of time.
    Time(Seconds),
    /// A distance.
    Distance(Metres),
}

/// A concrete dose of an exercise in one session.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dose {
    sets: Sets,
    work: SetWork,
    load: Option<Load>,
    rest: Option<Seconds>,
    effort: Option<Effort>,
    times_a_day: TimesADay,
}

impl Dose {
    /// Puts a dose together; every combination of these is possible.
    pub fn new(sets: Sets, work: SetWork, load: Option<Load>, rest: Option<Seconds>) -> Self {
        Self { sets, work, load, rest, effort: None, times_a_day: TimesADay::LEAST }
    }

    /// The dose with how hard it should feel.
    #[must_use]
    pub fn with_effort(self, effort: Option<Effort>) -> Self {
        Self { effort, ..self }
    }

    /// The dose done so many times a day.
    #[must_use]
    pub fn with_times_a_day(self, times_a_day: TimesADay) -> Self {
        Self { times_a_day, ..self }
    }

    /// The dose with another load.
    #[must_use]
    pub fn with_load(self, load: Option<Load>) -> Self {
        Self { load, ..self }
    }

    /// The dose with another amount of work in a set.
    #[must_use]
    pub fn with_work(self, work: SetWork) -> Self {
        Self { work, ..self }
    }

    /// How many times a day all of it is done.
    pub fn times_a_day(&self) -> TimesADay {
        self.times_a_day
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
    pub fn load(&self) -> Option<Load> {
        self.load
    }

    /// What is lifted beside the body itself, in kilograms; bands by what they pull.
    pub fn kilograms(&self, curve: &CurveRules) -> f64 {
        match self.load {
            None | Some(Load::Bodyweight) => 0.0,
            Some(Load::Weight(kg)) => kg.get(),
            Some(Load::Band(band)) => curve.bands.get(band as usize).map_or(0.0, |kg| kg.get()),
        }
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
            SetWork::Time(_) | SetWork::Distance(_) => None,
        }
    }

    /// How long each repetition is held, if it is.
    pub fn hold(&self) -> Option<Seconds> {
        match self.work {
            SetWork::Hold(_, hold) => Some(hold),
            SetWork::Reps(_) | SetWork::Time(_) | SetWork::Distance(_) => None,
        }
    }

    /// How long a set lasts, if the dose is a time.
    pub fn time(&self) -> Option<Seconds> {
        match self.work {
            SetWork::Time(time) => Some(time),
            SetWork::Reps(_) | SetWork::Hold(..) | SetWork::Distance(_) => None,
        }
    }

    /// How far a set goes, if the dose is a distance.
    pub fn distance(&self) -> Option<Metres> {
        match self.work {
            SetWork::Distance(metres) => Some(metres),
            SetWork::Reps(_) | SetWork::Hold(..) | SetWork::Time(_) => None,
        }
    }

    /// What the dose counts.
    pub fn measure(&self) -> Measure {
        match self.work {
            SetWork::Reps(_) => Measure::Reps,
            SetWork::Hold(..) => Measure::Hold,
            SetWork::Time(_) => Measure::Time,
            SetWork::Distance(_) => Measure::Distance,
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
            SetWork::Distance(metres) => format!("{sets} x {} m", metres.get()),
        };
        if let Some(load) = self.load.filter(|l| l.level() > 0.0) {
            text += &format!(", {load}");
        }
        if self.times_a_day > TimesADay::LEAST {
            text += &format!(", {} a day", self.times_a_day.get());
        }
        if let Some(effort) = self.effort {
            text += &format!(", effort {}", effort.get());
        }
        text
    }

    /// The amount of work in a day: repetitions, seconds held, seconds, or metres, over all sets.
    ///
    /// Only doses of one measure compare.
    pub fn volume(&self) -> f64 {
        let set = match self.work {
            SetWork::Reps(reps) => f64::from(reps.get()),
            SetWork::Hold(reps, hold) => f64::from(reps.get()) * f64::from(hold.get()),
            SetWork::Time(time) => f64::from(time.get()),
            SetWork::Distance(metres) => f64::from(metres.get()),
        };
        f64::from(self.sets.get()) * set * f64::from(self.times_a_day.get())
    }

    /// The amount of work in a day in whole repetitions: those done, or the time under load in repetitions.
    pub fn repetitions(&self, curve: &CurveRules) -> f64 {
        let steady = f64::from(curve.steady.get());
        match self.work {
            SetWork::Reps(_) => self.volume(),
            SetWork::Hold(..) => self.volume() / f64::from(curve.repetition.get()),
            SetWork::Time(_) => self.volume() / steady,
            SetWork::Distance(_) => self.volume() / curve.pace / steady,
        }
    }

    /// How hard it is; where nobody says, what is usual for its kind of work.
    pub fn effort_or_usual(&self, curve: &CurveRules) -> Effort {
        let usual = match self.work {
            SetWork::Reps(_) | SetWork::Hold(..) => curve.effort,
            SetWork::Time(_) | SetWork::Distance(_) => curve.steady_effort,
        };
        self.effort.unwrap_or(usual)
    }

    /// The value of a variable, as a number; nothing if the dose has no such variable.
    pub fn get(&self, variable: Variable) -> Option<f64> {
        match variable {
            Variable::Sets => Some(f64::from(self.sets.get())),
            Variable::Reps => self.reps().map(|r| f64::from(r.get())),
            Variable::Hold => self.hold().map(|h| f64::from(h.get())),
            Variable::Time => self.time().map(|t| f64::from(t.get())),
            Variable::Distance => self.distance().map(|d| f64::from(d.get())),
            Variable::Load => self.load.map(Load::level),
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
            (Variable::Distance, SetWork::Distance(_), SetWork::Distance(d)) => self.work = SetWork::Distance(d),
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
            (Variable::Load, _) => lighter.load = Some(self.load?.lighter(share)?),
            (Variable::Reps, SetWork::Reps(r)) => lighter.work = SetWork::Reps(Reps::new(whole(r.get()))?),
            (Variable::Reps, SetWork::Hold(r, h)) => lighter.work = SetWork::Hold(Reps::new(whole(r.get()))?, h),
            (Variable::Hold, SetWork::Hold(r, h)) => lighter.work = SetWork::Hold(r, Seconds::new(whole(h.get()))?),
            (Variable::Time, SetWork::Time(t)) => {
                // Minutes are cut to whole ones, as nobody walks for seven minutes and a half.
                let unit = if t.get() >= 120 { 60 } else { 1 };
                lighter.work = SetWork::Time(Seconds::new(whole(t.get()) / unit * unit)?);
            }
            (Variable::Distance, SetWork::Distance(d)) => {
                lighter.work = SetWork::Distance(Metres::new(whole(d.get()) / 10 * 10)?);
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
            Variable::Distance => {
                if let SetWork::Distance(d) = self.work {
                    up.work = SetWork::Distance(Metres::new(more(d.get(), step.distance)).unwrap_or(Metres::MOST));
                }
            }
            Variable::Load => up.load = self.load.map(|l| l.raised(steps, step, most.load)),
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
            SetWork::Distance(metres) => write!(f, ", distance: {} m", metres.get())?,
        }
        if let Some(load) = self.load {
            write!(f, ", load: {load}")?;
        }
        if self.times_a_day > TimesADay::LEAST {
            write!(f, ", times-a-day: {}", self.times_a_day.get())?;
        }
        if let Some(effort) = self.effort {
            write!(f, ", effort: {}", effort.get())?;
        }
        f.write_str(" }")
    }
}

/// The value of a variable in words, for messages: "3 sets", "10 s".
pub(crate) fn amount(dose: &Dose, variable: Variable) -> String {
    if variable == Variable::Load {
        return dose.load().map_or_else(|| "no load".to_owned(), |load| load.to_string());
    }
    quantity(dose.get(variable).unwrap_or(0.0), variable)
}

/// A value of a variable with its unit: "3 sets", "10 s"; a load in kilograms.
pub(crate) fn quantity(value: f64, variable: Variable) -> String {
    if variable == Variable::Time && value > 0.0 && value % 60.0 == 0.0 {
        return format!("{} min", value / 60.0);
    }
    let unit = match variable {
        Variable::Sets => "sets",
        Variable::Reps => "repetitions",
        Variable::Hold | Variable::Time => "s",
        Variable::Distance => "m",
        Variable::Load => "kg",
    };
    if value == 1.0 {
        format!("1 {}", unit.strip_suffix('s').filter(|u| !u.is_empty()).unwrap_or(unit))
    } else {
        format!("{value} {unit}")
    }
}

/// Reports two loads of which one cannot grow into the other.
pub(crate) fn check_loads(low: &Dose, high: &Dose, place: &Place, findings: &mut Findings) {
    if let (Some(a), Some(b)) = (low.load(), high.load())
        && !a.fits(b)
    {
        let hint = "let both be weights, or both bands";
        findings.add(Code::DoseMismatch, place, format!("a load of `{a}` cannot grow to `{b}`"), hint);
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
    use crate::units::Kilograms;

    fn reps(sets: u32, reps: u32) -> Dose {
        Dose::new(Sets::new(sets).unwrap(), SetWork::Reps(Reps::new(reps).unwrap()), None, None)
    }

    fn step() -> Step {
        Step { reps: 1, sets: 1, hold: 1, time: 60, distance: 50, load: Kilograms::new(0.5).unwrap() }
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
        let loaded = Dose { load: Kilograms::new(2.0).map(Load::Weight), ..reps(1, 8) };
        assert_eq!(variables_above(&loaded, &reps(1, 8)), [Variable::Load]);
        assert_eq!(variables_above(&reps(1, 8), &loaded), []);
    }
}

//! What an exercise would come to by the end of a phase, if nothing but the rules held it.

use chrono::NaiveDate;

use super::rise::{NEAR, rise};
use super::step::{next_variable, raised};
use super::track::Excess;
use crate::library::{CurveRules, Dose, ProgressionRules, Variable};

/// The rules that a course keeps to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits<'r> {
    pub(super) rules: &'r ProgressionRules,
    pub(super) curve: &'r CurveRules,
    /// Whether the most that a week may have above the one before holds for the exercise.
    pub(super) holds_week: bool,
}

/// How large the steps of a course are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// As large as is usual, smaller ones where those do not fit.
    Usual,
    /// A number of smallest steps at once, fewer where that does not fit.
    Steps(u32),
    /// A number of smallest steps at once, or none until that fits: a small step has to settle as long as a large one.
    Whole(u32),
    /// As much as a week may have above the one before, or none until that fits.
    Most,
}

/// A dose on its way to its goal.
#[derive(Debug, Clone)]
pub(super) struct Course<'t> {
    pub(super) dose: Dose,
    pub(super) goal: &'t Dose,
    pub(super) order: &'t [Variable],
    /// In how many sessions it has been done at this dose.
    pub(super) done: u32,
    /// The last day on which it was done.
    pub(super) last: Option<NaiveDate>,
    /// When it came to which dose, in order.
    pub(super) came: Vec<(NaiveDate, Dose)>,
    pub(super) limits: Limits<'t>,
}

impl Course<'_> {
    /// Whether it has been done often enough at its dose to grow on a day: after a break it is done once more.
    pub(super) fn is_settled(&self, on: NaiveDate) -> bool {
        let is_after_break = self.last.is_some_and(|last| self.limits.rules.is_break(last, on));
        self.done >= self.limits.rules.sessions_before_step && !is_after_break
    }

    /// The next variable that has to grow.
    pub(super) fn variable(&self) -> Option<Variable> {
        next_variable(&self.dose, self.goal, self.order)
    }

    /// The dose a number of smallest steps further on.
    pub(super) fn raised(&self, variable: Variable, size: u32) -> Dose {
        raised(&self.dose, self.goal, variable, size, self.limits.rules)
    }

    /// The dose that it had a week before a day, or its first one.
    fn a_week_before(&self, on: NaiveDate) -> Dose {
        let then = self.came.iter().rev().find(|(date, _)| (on - *date).num_days() >= 7);
        then.or(self.came.first()).map_or(self.dose, |(_, dose)| *dose)
    }

    /// The dose after a step of a size, or by how much it would be above the week before.
    pub(super) fn step(&self, on: NaiveDate, variable: Variable, size: u32) -> Result<Dose, Box<Excess>> {
        let Limits { rules, curve, holds_week } = self.limits;
        let (wanted, before) = (self.raised(variable, size), self.a_week_before(on));
        let more = rise(&before, &wanted, curve);
        // The smallest step may be a large one, as a second set is; it then stands alone in its week.
        let is_alone = || size == 1 && rise(&before, &self.dose, curve) <= NEAR;
        if !holds_week || more <= rules.most_rise + NEAR || is_alone() {
            Ok(wanted)
        } else {
            Err(Box::new(Excess { wanted, before, rise: more }))
        }
    }

    /// The largest size of step that is no more than a share of the dose, at least 1.
    fn within(&self, variable: Variable, share: f64) -> u32 {
        let mut size = 1;
        loop {
            let (now, next) = (self.raised(variable, size), self.raised(variable, size + 1));
            if next == now || rise(&self.dose, &next, self.limits.curve) > share + NEAR {
                return size;
            }
            size += 1;
        }
    }

    /// The sizes of step that a pace tries, the best first.
    pub(super) fn sizes(&self, variable: Variable, pace: Pace) -> Vec<u32> {
        let rules = self.limits.rules;
        match pace {
            Pace::Usual => (1..=self.within(variable, rules.usual_rise)).rev().collect(),
            Pace::Steps(size) => (1..=size).rev().collect(),
            Pace::Whole(size) => vec![size],
            Pace::Most => vec![self.within(variable, rules.most_rise)],
        }
    }

    /// The gentlest pace that comes to the goal on the days that are left, or the one that gets furthest.
    ///
    /// Steps of even size are tried before ever larger ones, so that what is missing is not left to the last weeks.
    pub(super) fn pace(&self, on: NaiveDate, later: &[NaiveDate]) -> Pace {
        let left = |pace: Pace| self.clone().left_after(on, later, pace);
        let usual = left(Pace::Usual);
        let Some(variable) = self.variable().filter(|_| usual > 0) else { return Pace::Usual };
        let most = self.within(variable, if self.limits.holds_week { self.limits.rules.most_rise } else { f64::MAX });
        let even = (2..=most).flat_map(|size| [Pace::Steps(size), Pace::Whole(size)]);
        let mut best = (usual, Pace::Usual);
        for pace in even.chain([Pace::Most]) {
            let left = left(pace);
            if left < best.0 {
                best = (left, pace);
            }
            if left == 0 {
                break;
            }
        }
        best.1
    }

    /// How many smallest steps are left to the goal after a day and later ones.
    fn left_after(mut self, on: NaiveDate, later: &[NaiveDate], pace: Pace) -> u32 {
        for on in std::iter::once(on).chain(later.iter().copied()) {
            let Some(variable) = self.variable() else { return 0 };
            if self.is_settled(on) {
                let fits = self.sizes(variable, pace).into_iter().find_map(|size| self.step(on, variable, size).ok());
                if let Some(dose) = fits {
                    (self.dose, self.done) = (dose, 0);
                }
            }
            self.did(on);
        }
        let mut left = 0;
        while let Some(variable) = self.variable() {
            let next = self.raised(variable, 1);
            if next == self.dose {
                break;
            }
            (self.dose, left) = (next, left + 1);
        }
        left
    }

    /// Takes note of a session at the dose.
    fn did(&mut self, on: NaiveDate) {
        self.done += 1;
        self.last = Some(on);
        if self.came.last().is_none_or(|(_, dose)| *dose != self.dose) {
            self.came.push((on, self.dose));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::embedded;
    use crate::library::{Library, Load, SetWork};
    use crate::units::{Kilograms, Reps, Sets};

    static LIBRARY: LazyLock<Library> =
        LazyLock::new(|| Library::read("core", &embedded::core_library()).into_parts().0.unwrap());

    fn limits() -> Limits<'static> {
        let rules = LIBRARY.rules();
        Limits { rules: &rules.progression, curve: &rules.curve, holds_week: true }
    }

    fn reps(reps: u32) -> Dose {
        Dose::new(Sets::new(1).unwrap(), SetWork::Reps(Reps::new(reps).unwrap()), None, None)
    }

    fn weight(kg: f64) -> Dose {
        reps(6).with_load(Kilograms::new(kg).map(Load::Weight))
    }

    /// The days of some weeks from Monday 30 November 2026 on; 0 is the Monday.
    fn days(of_week: &[i64], weeks: i64) -> Vec<NaiveDate> {
        let monday = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
        let on = |week: i64, day: &i64| monday + chrono::TimeDelta::days(7 * week + day);
        (0..weeks).flat_map(|week| of_week.iter().map(move |day| on(week, day))).collect()
    }

    const ORDER: [Variable; 2] = [Variable::Reps, Variable::Load];

    fn course<'t>(dose: Dose, goal: &'t Dose) -> Course<'t> {
        Course { dose, goal, order: &ORDER, done: 0, last: None, came: Vec::new(), limits: limits() }
    }

    /// The sizes that are tried on the third of some days.
    fn sizes(dose: Dose, goal: Dose, days: &[NaiveDate]) -> Vec<u32> {
        let mut course = course(dose, &goal);
        days[..2].iter().for_each(|on| course.did(*on));
        let pace = course.pace(days[2], &days[3..]);
        course.sizes(course.variable().unwrap(), pace)
    }

    /// What is done day by day, with the pace chosen anew at each step.
    fn driven(mut course: Course<'_>, days: &[NaiveDate]) -> Vec<Dose> {
        let mut done = Vec::new();
        for (i, on) in days.iter().enumerate() {
            if let Some(variable) = course.variable().filter(|_| course.is_settled(*on)) {
                let sizes = course.sizes(variable, course.pace(*on, &days[i + 1..]));
                if let Some(dose) = sizes.into_iter().find_map(|size| course.step(*on, variable, size).ok()) {
                    (course.dose, course.done) = (dose, 0);
                }
            }
            course.did(*on);
            done.push(course.dose);
        }
        done
    }

    /// Whether any steps that keep to the rules come to the goal: every one of them is tried.
    fn can_be_reached(course: &Course<'_>, days: &[NaiveDate]) -> bool {
        let Some(variable) = course.variable() else { return true };
        let Some((on, later)) = days.split_first() else { return false };
        let after = |dose: Option<Dose>| {
            let mut course = course.clone();
            if let Some(dose) = dose {
                (course.dose, course.done) = (dose, 0);
            }
            course.did(*on);
            can_be_reached(&course, later)
        };
        let largest = course.goal.get(variable).unwrap() - course.dose.get(variable).unwrap();
        let steps = if course.is_settled(*on) { largest.ceil() as u32 } else { 0 };
        (1..=steps).filter_map(|size| course.step(*on, variable, size).ok()).any(|dose| after(Some(dose)))
            || after(None)
    }

    #[test]
    fn steps_are_small_at_small_doses_and_up_to_a_tenth_at_large_ones() {
        let days = days(&[0, 2, 4], 20);
        assert_eq!(sizes(reps(6), reps(12), &days), [1]);
        assert_eq!(sizes(reps(20), reps(30), &days), [2, 1]);
        assert_eq!(sizes(weight(4.0), weight(20.0), &days), [1]);
        assert_eq!(sizes(weight(10.0), weight(20.0), &days), [2, 1]);
    }

    #[test]
    fn steps_are_even_and_larger_when_there_is_little_time() {
        assert_eq!(sizes(reps(10), reps(14), &days(&[0, 3], 4)), [2, 1]);
        // No step of more than 3 fits in a week after 10: what gets furthest is taken.
        assert_eq!(sizes(reps(10), reps(30), &days(&[0, 3], 2)), [3, 2, 1]);
    }

    #[test]
    fn a_small_step_that_would_keep_a_large_one_waiting_is_not_taken() {
        let goal = reps(20);
        let days = days(&[0, 2, 4], 4);
        let done: Vec<f64> =
            driven(course(reps(10), &goal), &days).iter().map(|d| d.get(Variable::Reps).unwrap()).collect();
        assert_eq!(done, [10.0, 10.0, 13.0, 13.0, 13.0, 15.0, 15.0, 16.0, 16.0, 18.0, 18.0, 20.0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn a_goal_that_any_steps_come_to_is_come_to(
            start in 3u32..14,
            more in 1u32..10,
            of_week in prop::sample::subsequence(vec![0, 1, 2, 3, 4, 5, 6], 1..=3),
            sessions in 3usize..11,
        ) {
            let goal = reps(start + more);
            let mut days = days(&of_week, 10);
            days.truncate(sessions);
            let begun = course(reps(start), &goal);
            let last = driven(begun.clone(), &days).pop();
            if can_be_reached(&begun, &days) {
                prop_assert_eq!(last, Some(goal));
            }
        }
    }
}

//! From a start dose to a goal, one variable at a time.

use crate::library::{Dose, ProgressionRules, Step, Variable};

/// The doses of a prescription, session by session.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Course {
    /// One dose a session.
    pub(super) doses: Vec<(Dose, Option<Variable>)>,
    /// Whether the last of them is the goal.
    pub(super) reaches_goal: bool,
}

/// Spreads the steps from `start` to `goal` evenly over a number of sessions.
///
/// Steps are as small as they can be with as many sessions at each dose as the rules ask for. Where even the largest
/// steps do not fit, the doses rise as often as that allows and stop short of the goal.
pub(super) fn course(
    start: Dose,
    goal: &Dose,
    order: &[Variable],
    sessions: usize,
    rules: &ProgressionRules,
) -> Course {
    let before = usize::try_from(rules.sessions_before_step).unwrap_or(usize::MAX).max(1);
    let room = sessions.saturating_sub(1) / before;
    let mut steps = Vec::new();
    for size in 1.. {
        let (path, largest) = path(start, goal, order, size, &rules.step);
        steps = path;
        if steps.len() <= room || largest {
            break;
        }
    }
    let reaches_goal = steps.len() <= room;
    steps.truncate(room);

    let mut doses = Vec::with_capacity(sessions);
    let (mut now, mut done) = (start, 0);
    for session in 0..sessions {
        let mut grew = None;
        if let Some((dose, variable)) = steps.get(done)
            && session >= due(done, steps.len(), sessions)
        {
            (now, grew) = (*dose, Some(*variable));
            done += 1;
        }
        doses.push((now, grew));
    }
    Course { doses, reaches_goal }
}

/// The session, from 0, at which a step is due when all are spread evenly; the last is due in the last session.
fn due(step: usize, steps: usize, sessions: usize) -> usize {
    (step + 1) * sessions.saturating_sub(1) / steps.max(1)
}

/// The doses from start to goal, each with the variable that grew, `size` of the smallest steps at a time; also says
/// whether larger steps would make no difference. Sets always grow by one smallest step.
fn path(start: Dose, goal: &Dose, order: &[Variable], size: u32, step: &Step) -> (Vec<(Dose, Variable)>, bool) {
    let mut path = Vec::new();
    let mut largest = true;
    let mut now = start;
    // A load that begins at none has nothing to grow from: its first step is from zero.
    if now.load().is_none() && goal.load().is_some() && order.contains(&Variable::Load) {
        now =
            Dose::new(now.sets(), now.work(), crate::units::Kilograms::new(0.0), now.rest()).with_effort(now.effort());
    }
    for &variable in order {
        let mut steps = 0;
        while now.get(variable) < goal.get(variable) {
            let units = if variable == Variable::Sets { 1 } else { size };
            let next = now.raised(variable, units, step, goal);
            if next == now {
                break;
            }
            now = next;
            path.push((now, variable));
            steps += 1;
        }
        largest &= variable == Variable::Sets || steps <= 1;
    }
    (path, largest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Confidence, Origin, SetWork};
    use crate::units::{Kilograms, Reps, Seconds, Sets};

    fn rules() -> ProgressionRules {
        let step = Step { reps: 1, sets: 1, hold: 1, time: 60, load: Kilograms::new(0.5).unwrap() };
        let origin = Origin { source: "a test".to_owned(), confidence: Confidence::Low };
        ProgressionRules { sessions_before_step: 2, step, origin }
    }

    fn reps(sets: u32, reps: u32) -> Dose {
        Dose::new(Sets::new(sets).unwrap(), SetWork::Reps(Reps::new(reps).unwrap()), None, None)
    }

    fn shown(course: &Course) -> Vec<(u32, u32)> {
        course.doses.iter().map(|(d, _)| (d.sets().get(), d.reps().unwrap().get())).collect()
    }

    #[test]
    fn repetitions_rise_before_sets_and_every_dose_is_done_twice() {
        let course = course(reps(1, 6), &reps(2, 8), &[Variable::Reps, Variable::Sets], 7, &rules());
        assert_eq!(shown(&course), [(1, 6), (1, 6), (1, 7), (1, 7), (1, 8), (1, 8), (2, 8)]);
        assert!(course.reaches_goal);
    }

    #[test]
    fn steps_grow_when_there_is_little_time() {
        let course = course(reps(1, 6), &reps(1, 12), &[Variable::Reps], 5, &rules());
        assert_eq!(shown(&course), [(1, 6), (1, 6), (1, 9), (1, 9), (1, 12)]);
    }

    #[test]
    fn a_goal_out_of_reach_is_said() {
        let course = course(reps(1, 6), &reps(4, 12), &[Variable::Reps, Variable::Sets], 5, &rules());
        assert!(!course.reaches_goal);
        assert_eq!(shown(&course).last(), Some(&(2, 12)));
    }

    #[test]
    fn one_session_stays_at_the_start() {
        let course = course(reps(1, 6), &reps(1, 8), &[Variable::Reps], 1, &rules());
        assert_eq!((shown(&course), course.reaches_goal), (vec![(1, 6)], false));
        let none = super::course(reps(1, 6), &reps(1, 6), &[], 0, &rules());
        assert!(none.doses.is_empty() && none.reaches_goal);
    }

    #[test]
    fn time_grows_by_minutes_and_load_from_nothing() {
        let walk = |min: u32| Dose::new(Sets::LEAST, SetWork::Time(Seconds::new(min * 60).unwrap()), None, None);
        let course = course(walk(10), &walk(13), &[Variable::Time], 7, &rules());
        let minutes: Vec<_> = course.doses.iter().map(|(d, _)| d.time().unwrap().get() / 60).collect();
        assert_eq!(minutes, [10, 10, 11, 11, 12, 12, 13]);

        let loaded = Dose::new(Sets::LEAST, reps(1, 6).work(), Kilograms::new(2.0), None);
        let course = super::course(reps(1, 6), &loaded, &[Variable::Load], 5, &rules());
        let loads: Vec<_> = course.doses.iter().map(|(d, _)| d.load().map(Kilograms::get)).collect();
        assert_eq!(loads, [None, None, Some(1.0), Some(1.0), Some(2.0)]);
    }
}

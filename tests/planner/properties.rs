//! What must hold for every plan, tried on random programmes.

use proptest::prelude::*;

use super::*;

#[derive(Debug, Clone)]
struct Sketch {
    days: &'static str,
    weeks: u32,
    exercises: Vec<String>,
    ceiling: Option<u32>,
    deload: bool,
    sensitivity: &'static str,
    visit: Option<u32>,
    /// An exercise that a second phase of two weeks adds to the others.
    added: Option<String>,
}

impl Sketch {
    fn yaml(&self) -> String {
        let written = |id: &String| {
            let most = *LIBRARY.exercises().find(|e| e.id().as_str() == id).unwrap().dose().most();
            format!("      - use: {id}\n        goal: {most}\n")
        };
        let exercises: String = self.exercises.iter().map(written).collect();
        let mut more = String::new();
        if let Some(added) = self.added.as_ref().filter(|id| !self.exercises.contains(id)) {
            more += "  - name: More\n    weeks: 2\n    exercises:\n";
            more += &exercises;
            more += &written(added);
        }
        let weeks = if more.is_empty() { self.weeks } else { self.weeks + 2 };
        if self.deload {
            more += "deload: { every: 3 weeks }\n";
        }
        if let Some(week) = self.visit.filter(|w| *w <= weeks) {
            more += &format!("visits:\n  - {{ week: {week}, day: tue, techniques: [lumbar-mobilisation-firm] }}\n");
        }
        let text = programme(self.weeks, self.days, &exercises, &more)
            .replacen(&format!("weeks: {}\n", self.weeks), &format!("weeks: {weeks}\n"), 1)
            .replace("sensitivity: usual", &format!("sensitivity: {}", self.sensitivity));
        match self.ceiling {
            Some(ceiling) => text.replace("mode:", &format!("ceiling: {ceiling}\nmode:")),
            None => text,
        }
    }
}

fn sketches() -> impl Strategy<Value = Sketch> {
    let exercises: Vec<String> = LIBRARY.exercises().map(|e| e.id().to_string()).collect();
    let added = prop::option::of(prop::sample::select(exercises.clone()));
    (
        prop::sample::select(vec!["daily", "alternate", "2 a week", "[mon, wed, fri]", "[sat, sun]"]),
        1..=6u32,
        prop::sample::subsequence(exercises, 1..=4),
        prop::option::of(1..=6u32),
        any::<bool>(),
        prop::sample::select(vec!["low", "usual", "high"]),
        prop::option::of(1..=8u32),
        added,
    )
        .prop_map(|(days, weeks, exercises, ceiling, deload, sensitivity, visit, added)| Sketch {
            days,
            weeks,
            exercises,
            ceiling,
            deload,
            sensitivity,
            visit,
            added,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn steps_never_lift_a_session_over_the_ceiling(sketch in sketches()) {
        let text = sketch.yaml();
        let (programme, schedule, _) = planned_in(&LIBRARY, &text, "2026-11-30");
        let Some(ceiling) = programme.ceiling().map(|c| c.value.get()) else { return Ok(()) };
        // The same sessions with every exercise at its start: what is over the ceiling there may stay over it.
        let still: String = text.lines().filter(|l| !l.trim_start().starts_with("goal:")).map(|l| l.to_owned() + "\n").collect();
        let (calm, calm_schedule, _) = planned_in(&LIBRARY, &still, "2026-11-30");
        let at_start = forecasts(&LIBRARY, &calm, &calm_schedule);
        if at_start.iter().any(|f| f.peak().rounded() > ceiling) {
            return Ok(());
        }
        for f in forecasts(&LIBRARY, &programme, &schedule) {
            prop_assert!(f.peak().rounded() <= ceiling, "session {} at {} over {ceiling}\n{text}", f.number(), f.peak());
        }
    }

    #[test]
    fn doses_fall_only_in_lighter_weeks_and_never_pass_the_goal(sketch in sketches()) {
        use backplan::yaml::Word;
        let (_, schedule, _) = planned_in(&LIBRARY, &sketch.yaml(), "2026-11-30");
        let mut highest = std::collections::BTreeMap::new();
        for item in schedule.sessions().iter().flat_map(|s| s.items()) {
            let most = LIBRARY.exercise(item.exercise()).unwrap().dose().most();
            prop_assert!(Variable::ALL.iter().all(|v| item.dose().get(*v) <= most.get(*v)));
            if item.change() == Change::Deload {
                continue;
            }
            if let Some(before) = highest.insert(item.exercise().clone(), *item.dose()) {
                let moved: Vec<_> = Variable::ALL.iter().filter(|v| item.dose().get(**v) != before.get(**v)).collect();
                prop_assert!(moved.len() <= 1, "one variable at a time: {:?}", moved);
                prop_assert!(moved.iter().all(|v| item.dose().get(**v) > before.get(**v)));
            }
        }
    }

    #[test]
    fn the_same_input_gives_the_same_plan_and_a_week_later_the_same_doses(sketch in sketches()) {
        let text = sketch.yaml();
        let (_, now, _) = planned_in(&LIBRARY, &text, "2026-11-30");
        let (_, again, _) = planned_in(&LIBRARY, &text, "2026-11-30");
        prop_assert_eq!(&now, &again);
        let (_, later, _) = planned_in(&LIBRARY, &text, "2026-12-07");
        prop_assert_eq!(now.sessions().len(), later.sessions().len());
        for (a, b) in now.sessions().iter().zip(later.sessions()) {
            prop_assert_eq!((b.date() - a.date()).num_days(), 7);
            let of = |s: &Session| s.items().iter().map(|i| (i.exercise().clone(), *i.dose(), i.change())).collect::<Vec<_>>();
            prop_assert_eq!(of(a), of(b));
        }
    }
}

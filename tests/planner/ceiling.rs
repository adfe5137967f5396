//! The soreness ceiling: what is held, and how soon goals are reached against a plain search.

use super::*;

/// The core library with a flare that nobody gets used to, so that it grows with the dose.
fn with_lasting_flares() -> Library {
    let flare = core_file("mechanisms/sensitisation.yaml");
    let lasting = flare.replace("each: 0.95", "each: 1");
    assert_ne!(flare, lasting);
    with_file("mechanisms/sensitisation.yaml", &lasting)
}

#[test]
fn a_step_that_would_go_over_the_ceiling_is_held_and_says_what_it_would_do() {
    // 1.5 at 5 repetitions grows with their root: 7 of them give 1.77, 8 of them 1.90.
    let library = with_lasting_flares();
    let text = programme(6, "[mon, thu]", "      - use: cat-camel\n        goal: { reps: 8 }\n", "");
    let text = text.replace("sensitivity: usual", "sensitivity: high").replace("mode:", "ceiling: 1.8\nmode:");
    let (programme, schedule, codes) = planned_in(&library, &text, "2026-11-30");
    let done = shown(&schedule, "cat-camel");
    assert_eq!(done.last().map(String::as_str), Some("1 x 7"), "{done:?}");
    assert_eq!(codes, [Code::GoalUnreached]);
    let held: Vec<_> =
        reasons(&schedule, "cat-camel").into_iter().filter(|r| matches!(r, StepReason::Held(_))).collect();
    assert_eq!(held.last().map(ToString::to_string).as_deref(), Some("held: 1 x 8 would lift Thu 7 Jan to 1.9 of 10"));
    let highest = forecasts(&library, &programme, &schedule).iter().map(|f| f.peak().rounded()).fold(0.0, f64::max);
    assert!(highest <= 1.8, "{highest}");
    let free = text.replace("ceiling: 1.8\n", "");
    assert!(shown(&planned_in(&library, &free, "2026-11-30").1, "cat-camel").contains(&"1 x 8".to_owned()));
}

/// A plain search: week by week, raise each exercise by a step where that keeps every session under the ceiling, or by
/// as much of it as does; the doses are laid down with pins. Gives the week in which all goals are reached.
fn week_by_week(ids: &[(&str, u32, u32)], weeks: u32, ceiling: f64, step: fn(u32) -> u32) -> Option<u32> {
    let mut doses: Vec<u32> = ids.iter().map(|(_, start, _)| *start).collect();
    let mut pins: Vec<Vec<u32>> = vec![Vec::new(); ids.len()];
    let written = |pins: &[Vec<u32>]| {
        let exercises: String = ids
            .iter()
            .zip(pins)
            .map(|((id, start, goal), pins)| {
                let pins: String = (1..=weeks)
                    .map(|w| {
                        let reps = pins.get(w as usize - 1).or(pins.last()).unwrap();
                        pin(w, &format!("{{ sets: 1, reps: {reps} }}"), "a search")
                    })
                    .collect();
                format!("      - use: {id}\n        start: {{ sets: 1, reps: {start} }}\n        goal: {{ reps: {goal} }}\n        pins:\n{pins}")
            })
            .collect();
        programme(weeks, "[mon, wed, fri]", &exercises, "")
    };
    for week in 1..=weeks {
        for i in 0..ids.len() {
            let steps = if week > 1 { step(doses[i]).min(ids[i].2 - doses[i]) } else { 0 };
            for _ in 0..steps {
                doses[i] += 1;
                let mut tried = pins.clone();
                for (list, dose) in tried.iter_mut().zip(&doses) {
                    list.push(*dose);
                }
                let (programme, schedule, _) = planned_in(&LIBRARY, &written(&tried), "2026-11-30");
                let over = forecasts(&LIBRARY, &programme, &schedule).iter().any(|f| f.peak().rounded() > ceiling);
                if over {
                    doses[i] -= 1;
                    break;
                }
            }
        }
        for (list, dose) in pins.iter_mut().zip(&doses) {
            list.push(*dose);
        }
        if doses.iter().zip(ids).all(|(dose, (_, _, goal))| dose == goal) {
            return Some(week);
        }
    }
    None
}

/// The week in which a plan for some weeks reaches all goals, if it does and keeps the ceiling.
fn planned_week(ids: &[(&str, u32, u32)], weeks: u32, ceiling: f64) -> Option<u32> {
    let exercises: String = ids
        .iter()
        .map(|(id, start, goal)| {
            format!("      - use: {id}\n        start: {{ reps: {start} }}\n        goal: {{ reps: {goal} }}\n")
        })
        .collect();
    let text =
        programme(weeks, "[mon, wed, fri]", &exercises, "").replace("mode:", &format!("ceiling: {ceiling}\nmode:"));
    let (programme, schedule, _) = planned_in(&LIBRARY, &text, "2026-11-30");
    let keeps = forecasts(&LIBRARY, &programme, &schedule).iter().all(|f| f.peak().rounded() <= ceiling);
    assert!(keeps, "{ids:?}: a session is over {ceiling}");
    let start = date("2026-11-30");
    let reached = schedule.sessions().iter().find(|s| {
        ids.iter().all(|(id, _, goal)| {
            s.items().iter().any(|i| i.exercise().as_str() == *id && i.dose().reps().unwrap().get() == *goal)
        })
    });
    reached.map(|s| u32::try_from((s.date() - start).num_days() / 7 + 1).unwrap())
}

#[test]
fn goals_are_reached_no_later_than_by_a_plain_search_week_by_week() {
    let ids = [("bridge", 8, 11), ("sit-to-stand", 5, 7)];
    let mut compared = 0;
    for ceiling in [1.7, 1.9, 2.2, 3.0, 5.0] {
        let Some(search) = week_by_week(&ids, 8, ceiling, |_| 1) else { continue };
        let ours = planned_week(&ids, 8, ceiling);
        assert!(ours.is_some_and(|week| week <= search), "ceiling {ceiling}: {ours:?} against {search}");
        compared += 1;
    }
    assert!(compared >= 2, "the search found plans to compare with");
}

#[test]
fn no_more_weeks_are_needed_than_a_search_takes_that_does_all_that_the_rules_let_it_each_week() {
    let mut compared = 0;
    for (start, goal) in [(6, 12), (8, 15), (5, 14)] {
        for ceiling in [1.7, 2.2, 5.0] {
            let ids = [("bridge", start, goal), ("sit-to-stand", 5, 7)];
            // Three tenths more than the week before, and one at least.
            let Some(search) = week_by_week(&ids, 8, ceiling, |dose| (dose * 3 / 10).max(1)) else { continue };
            let ours = planned_week(&ids, search, ceiling);
            assert!(ours.is_some(), "{start} to {goal} under {ceiling} takes a search {search} weeks");
            compared += 1;
        }
    }
    assert!(compared >= 4, "the search found {compared} plans to compare with");
}

//! What must hold for every programme, tried on random ones written as files.

use std::sync::LazyLock;

use backplan::embedded;
use backplan::forecast::{Level, SessionForecast, forecast};
use backplan::library::{Dose, Library, Variable};
use backplan::planner::plan;
use backplan::programme::Programme;
use backplan::schedule::{Change, Schedule, StepReason};
use backplan::yaml::Word;
use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;

static LIBRARY: LazyLock<Library> =
    LazyLock::new(|| Library::read("core", &embedded::core_library()).into_parts().0.unwrap());

/// A random programme, before it is written down.
#[derive(Debug, Clone)]
struct Sketch {
    days: Vec<&'static str>,
    phases: Vec<(u32, Vec<String>)>,
    visits: Vec<(u32, &'static str, String)>,
    usual_pain: u32,
    sensitivity: &'static str,
    last_active: u32,
    worried: bool,
}

impl Sketch {
    /// The programme as a physio would write it; every exercise grows to the most that it allows.
    fn yaml(&self) -> String {
        let weeks: u32 = self.phases.iter().map(|p| p.0).sum();
        let mut text = format!(
            "name: Random\npurpose: A try.\nlibrary: core ^1\nweeks: {weeks}\ndays: [{}]\nmode: pain-contingent\n\
             person: {{ usual-pain: {}, sensitivity: {}, last-active: {} weeks, worried: {} }}\nphases:\n",
            self.days.join(", "),
            self.usual_pain,
            self.sensitivity,
            self.last_active,
            self.worried
        );
        for (weeks, exercises) in &self.phases {
            text += &format!("  - name: Phase\n    weeks: {weeks}\n    exercises:\n");
            for id in exercises {
                let exercise = LIBRARY.exercises().find(|e| e.id().as_str() == id).unwrap();
                text += &format!("      - use: {id}\n        goal: {}\n", written(exercise.dose().most()));
            }
        }
        // What is left out for rest is tried in `planner.rs`.
        text += "overrules:\n";
        for rule in ["heavy-rest", "heavy-days", "novice-days", "eccentric-rest"] {
            text += &format!("  - {{ rule: {rule}, because: a test }}\n");
        }
        text += "visits:";
        text += if self.visits.is_empty() { " []\n" } else { "\n" };
        for (week, day, technique) in self.visits.iter().filter(|v| v.0 <= weeks) {
            text += &format!("  - {{ week: {week}, day: {day}, techniques: [{technique}] }}\n");
        }
        if self.visits.iter().all(|v| v.0 > weeks) {
            text = text.replace("visits:\n", "visits: []\n");
        }
        text
    }

    fn read(&self) -> Programme {
        let outcome = Programme::read("random.yaml", self.yaml().as_bytes(), &LIBRARY);
        let (programme, findings) = outcome.into_parts();
        programme.unwrap_or_else(|| panic!("{findings:#?}\n{}", self.yaml()))
    }
}

fn written(dose: &Dose) -> String {
    let mut parts = vec![format!("sets: {}", dose.sets().get())];
    parts.extend(dose.reps().map(|r| format!("reps: {}", r.get())));
    parts.extend(dose.hold().map(|h| format!("hold: {} s", h.get())));
    parts.extend(dose.time().map(|t| format!("time: {} s", t.get())));
    parts.extend(dose.load().map(|l| format!("load: {l}")));
    format!("{{ {} }}", parts.join(", "))
}

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 30).unwrap()
}

fn planned(sketch: &Sketch) -> (Schedule, Vec<SessionForecast>) {
    let programme = sketch.read();
    let schedule = plan(&programme, &LIBRARY, start()).into_parts().0.unwrap();
    let forecasts = forecast(&schedule, &programme, &LIBRARY);
    (schedule, forecasts)
}

fn sketches() -> impl Strategy<Value = Sketch> {
    let exercises: Vec<String> = LIBRARY.exercises().map(|e| e.id().to_string()).collect();
    let techniques: Vec<String> = LIBRARY.techniques().map(|t| t.id().to_string()).collect();
    let days = prop::sample::subsequence(vec!["mon", "tue", "wed", "thu", "fri", "sat", "sun"], 1..=7);
    let phase = (1..4u32, prop::sample::subsequence(exercises, 1..=4));
    let visit = (1..9u32, prop::sample::select(vec!["mon", "thu"]), prop::sample::select(techniques));
    (
        days,
        prop::collection::vec(phase, 1..=3),
        prop::collection::vec(visit, 0..=3),
        0..=10u32,
        prop::sample::select(vec!["low", "usual", "high"]),
        0..=20u32,
        any::<bool>(),
    )
        .prop_map(|(days, phases, mut visits, usual_pain, sensitivity, last_active, worried)| {
            visits.sort();
            visits.dedup_by_key(|v| (v.0, v.1));
            Sketch { days, phases, visits, usual_pain, sensitivity, last_active, worried }
        })
}

/// What is planned for another day is what was planned for this one, moved.
fn is_moved_as_a_whole(programme: &Programme, time: TimeDelta) {
    let both = |start: NaiveDate| {
        let schedule = plan(programme, &LIBRARY, start).into_parts().0.unwrap();
        let forecasts = forecast(&schedule, programme, &LIBRARY);
        (schedule, forecasts)
    };
    let (schedule, forecasts) = both(start());
    let (other, others) = both(start() + time);
    assert_eq!(schedule.moved_by(time).unwrap(), other);
    let moved: Vec<SessionForecast> = forecasts.iter().map(|f| f.moved_by(time).unwrap()).collect();
    assert_eq!(moved, others);
    for (a, b) in schedule.sessions().iter().zip(other.sessions()) {
        assert_eq!(b.date() - a.date(), time);
    }
}

#[test]
fn programmes_of_the_library_move_as_a_whole() {
    // Past a leap day and past the change of a year.
    for file in embedded::programmes() {
        let programme = Programme::read(file.path, file.bytes, &LIBRARY).into_parts().0.unwrap();
        assert!(!programme.names_dates(), "{}", file.path);
        for weeks in [-50, 1, 70] {
            is_moved_as_a_whole(&programme, TimeDelta::weeks(weeks));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn doses_rise_one_variable_at_a_time_and_stay_within_the_most(sketch in sketches()) {
        let (schedule, _) = planned(&sketch);
        let mut last = std::collections::BTreeMap::new();
        for session in schedule.sessions() {
            for item in session.items() {
                let most = LIBRARY.exercise(item.exercise()).unwrap().dose().most();
                for variable in Variable::ALL {
                    prop_assert!(item.dose().get(*variable) <= most.get(*variable));
                }
                let moved: Vec<_> = match last.insert(item.exercise().clone(), *item.dose()) {
                    None => {
                        prop_assert_eq!(item.change(), Change::Start);
                        continue;
                    }
                    Some(before) => Variable::ALL
                        .iter()
                        .filter(|v| item.dose().get(**v) != before.get(**v))
                        .map(|v| { assert!(item.dose().get(*v) > before.get(*v), "doses never fall"); *v })
                        .collect(),
                };
                prop_assert!(moved.len() <= 1, "{:?} grew at once", moved);
                prop_assert_eq!(item.change() == Change::Up, moved.len() == 1);
                if let StepReason::Grew { variable, .. } = item.reason() {
                    prop_assert_eq!(moved, vec![*variable]);
                }
            }
        }
    }

    #[test]
    fn a_start_whole_weeks_away_moves_every_date_and_changes_nothing_else(sketch in sketches(), weeks in -60..60i64) {
        let programme = sketch.read();
        assert!(!programme.names_dates());
        is_moved_as_a_whole(&programme, TimeDelta::weeks(weeks));
    }

    #[test]
    fn forecasts_stay_in_bounds_and_their_times_agree_with_their_curves(sketch in sketches()) {
        let (schedule, forecasts) = planned(&sketch);
        let room = 10.0;
        for (session, forecast) in schedule.sessions().iter().zip(&forecasts) {
            prop_assert!(forecast.peak().get() <= room + 1e-9);
            prop_assert!(forecast.own_peak() <= forecast.peak());
            prop_assert!((0.0..=1.0).contains(&forecast.chance().get()));
            prop_assert!((forecast.own().peak() - forecast.own_peak().get()).abs() < 1e-9);
            for reason in forecast.reasons() {
                let product = reason.factors().product().min(10.0);
                prop_assert!((reason.peak().get() - product).abs() < 1e-9, "numbers multiply up");
                let basis = reason.basis();
                prop_assert_eq!(reason.chance(), basis.base_chance.times_odds(basis.odds.product()), "odds multiply too");
                prop_assert!(forecast.chance().get() >= reason.chance().get() - 1e-9);
            }
            if let Some(makeup) = forecast.makeup() {
                let sum: f64 = makeup.parts.iter().map(|p| p.adds).sum();
                prop_assert!((sum.min(room) - forecast.own_peak().get()).abs() < 1e-6, "parts add up: {:?}", makeup);
                prop_assert_eq!(makeup.parts.iter().filter(|p| p.in_full).count(), 1);
            }
            let Some(timing) = forecast.timing() else {
                prop_assert!(forecast.own_peak().get() == 0.0);
                continue;
            };
            let times = [session.time(), timing.begins, timing.peaks.0, timing.peaks.1, timing.settles];
            prop_assert!(times.is_sorted(), "{:?}", times);
            let midnight = start().and_time(chrono::NaiveTime::MIN);
            let hour = |t: chrono::NaiveDateTime| (t - midnight).num_minutes() as f64 / 60.0;
            let at = |t| forecast.own().at(hour(t));
            prop_assert!((at(timing.peaks.0) - forecast.own_peak().get()).abs() < 0.2);
            prop_assert!(at(timing.begins) <= forecast.own_peak().get() + 1e-9);
        }
    }

    #[test]
    fn worry_makes_soreness_louder_and_adds_none_of_its_own(sketch in sketches()) {
        let calm = planned(&Sketch { worried: false, ..sketch.clone() }).1;
        let worried = planned(&Sketch { worried: true, ..sketch }).1;
        for (calm, worried) in calm.iter().zip(&worried) {
            // The curves have other points, between which rounding may differ.
            prop_assert!(worried.peak().get() >= calm.peak().get() - 1e-9);
            prop_assert_eq!(worried.chance(), calm.chance());
            prop_assert_eq!(calm.own_peak().get() == 0.0, worried.own_peak().get() == 0.0);
        }
    }

    #[test]
    fn a_longer_time_without_activity_never_lowers_a_forecast(sketch in sketches(), more in 1..20u32) {
        let longer = Sketch { last_active: sketch.last_active + more, ..sketch.clone() };
        for (a, b) in planned(&sketch).1.iter().zip(&planned(&longer).1) {
            prop_assert!(b.peak() >= a.peak() && b.chance() >= a.chance() && b.level() >= a.level());
        }
    }

    #[test]
    fn one_more_exercise_lowers_nothing(sketch in sketches(), pick in any::<prop::sample::Index>()) {
        let used: Vec<&String> = sketch.phases.iter().flat_map(|p| &p.1).collect();
        let unrelated = |id: &str| {
            let id = LIBRARY.exercises().find(|e| e.id().as_str() == id).unwrap().id();
            !used.iter().any(|u| LIBRARY.exercises().any(|e| e.id().as_str() == u.as_str() && LIBRARY.ladder_of(e.id()).any(|rung| rung == id)))
        };
        let free: Vec<String> = LIBRARY.exercises().map(|e| e.id().to_string()).filter(|id| unrelated(id)).collect();
        let mut more = sketch.clone();
        more.phases[0].1.push(pick.get(&free).clone());
        // A session in which all was left out for rest is none, and may be one with more in it.
        let by_time = |sketch: &Sketch| {
            let (schedule, forecasts) = planned(sketch);
            let key = |s: &backplan::schedule::Session| (s.date(), matches!(s.kind(), backplan::schedule::SessionKind::Clinic(_)));
            schedule.sessions().iter().map(key).zip(forecasts).collect::<std::collections::BTreeMap<_, _>>()
        };
        let with = by_time(&more);
        for (time, a) in by_time(&sketch) {
            let b = &with[&time];
            prop_assert!(b.peak().get() >= a.peak().get() - 1e-9 && b.chance() >= a.chance() && b.level() >= a.level());
        }
    }

    #[test]
    fn the_first_session_of_an_exercise_is_never_below_its_second(pick in any::<prop::sample::Index>(), gap in 1..6u32) {
        let all: Vec<String> = LIBRARY.exercises().map(|e| e.id().to_string()).collect();
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let sketch = Sketch {
            days: vec![days[0], days[gap as usize]],
            phases: vec![(1, vec![pick.get(&all).clone()])],
            visits: vec![],
            usual_pain: 0,
            sensitivity: "high",
            last_active: 20,
            worried: false,
        };
        let forecasts = planned(&sketch).1;
        prop_assert!(forecasts[0].own_peak() >= forecasts[1].own_peak());
        prop_assert!(forecasts[0].chance() >= forecasts[1].chance());
        prop_assert!(forecasts[0].level() >= forecasts[1].level());
        prop_assert!(forecasts[0].level() >= Level::Unlikely);
    }
}

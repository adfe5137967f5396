//! What must hold for the forecast whatever the library, the programme and the person, tried on random ones written as
//! files: mechanisms with random numbers over the core library, random exercises and techniques tagged with them.

mod world;

use backplan::forecast::{Curve, SessionForecast};
use proptest::prelude::*;
use proptest::sample::Index;

use world::{Tag, World, doses, tenths, worlds};

/// Numbers come out of sums in different orders.
const NEAR: f64 = 1e-9;

/// Whether a curve is nowhere below another.
fn is_nowhere_below(high: &Curve, low: &Curve) -> Result<(), TestCaseError> {
    for (t, v) in low.points().iter().chain(high.points()) {
        let _ = v;
        prop_assert!(high.at(*t) >= low.at(*t) - 1e-6, "{} is below {} at {t} h", high.at(*t), low.at(*t));
    }
    Ok(())
}

/// That one session makes as sore as another, or sorer: at every moment, and as many people.
fn is_no_milder(high: &SessionForecast, low: &SessionForecast) -> Result<(), TestCaseError> {
    is_nowhere_below(high.own(), low.own())?;
    is_nowhere_below(high.average(), low.average())?;
    prop_assert!(high.chance().get() >= low.chance().get() - NEAR);
    prop_assert!(high.level() >= low.level());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn more_of_a_dose_never_gives_less(world in worlds(), dose in doses(), by in prop::array::uniform4(0..4u32)) {
        let earlier = world.earlier.clone();
        is_no_milder(&world.one(dose.more(by), earlier.clone()), &world.one(dose, earlier))?;
    }

    #[test]
    fn a_longer_break_never_gives_less(world in worlds(), dose in doses(), weeks in 1..30u32, longer in 1..30u32) {
        let after = |weeks| world.one(dose, vec![(0, weeks, 1, dose)]);
        is_no_milder(&after(weeks + longer), &after(weeks))?;
    }

    #[test]
    fn a_further_repeat_never_gives_more(world in worlds(), dose in doses(), weeks in 1..=6u32, times in 1..4u32) {
        let after = |times| world.one(dose, vec![(0, weeks, times, dose)]);
        is_no_milder(&after(times), &after(times + 1))?;
        is_no_milder(&world.one(dose, vec![]), &after(times))?;
    }

    #[test]
    fn a_light_bout_before_never_makes_the_next_one_worse(world in worlds(), dose in doses(), light in doses(), weeks in 1..10u32) {
        let with = world.one(dose, [vec![(0, weeks, 1, light)], world.earlier.clone()].concat());
        is_no_milder(&world.one(dose, world.earlier.clone()), &with)?;
    }

    #[test]
    fn eccentric_work_is_never_milder_than_concentric(world in worlds(), dose in doses()) {
        let with = |action| {
            let mut world = world.clone();
            world.exercises[0].1 = action;
            world.one(dose, vec![])
        };
        is_no_milder(&with("eccentric"), &with("mixed"))?;
        is_no_milder(&with("mixed"), &with("concentric"))?;
    }

    #[test]
    fn everything_is_in_bounds_and_agrees_with_its_curve(world in worlds()) {
        let (_, schedule, forecasts) = world.forecast();
        let midnight = schedule.start().and_time(chrono::NaiveTime::MIN);
        let hour = |t: chrono::NaiveDateTime| (t - midnight).num_minutes() as f64 / 60.0;
        for (session, forecast) in schedule.sessions().iter().zip(&forecasts) {
            for curve in [forecast.own(), forecast.average()] {
                prop_assert!(curve.points().iter().all(|(_, v)| (0.0..=10.0).contains(v)), "{:?}", curve);
            }
            prop_assert!((0.0..=10.0).contains(&forecast.peak().get()));
            prop_assert!(forecast.peak() >= forecast.own_peak() && forecast.peak().get() >= forecast.residue().get() - NEAR);
            prop_assert!(forecast.average().peak() <= forecast.own_peak().get() + NEAR);
            for reason in forecast.reasons() {
                let (profile, at) = (reason.profile(), hour(session.time()));
                prop_assert_eq!(reason.curve().at(at + profile.onset.get() - 0.01), 0.0);
                prop_assert_eq!(reason.curve().at(at + profile.onset.get()), 0.0);
                prop_assert_eq!(reason.curve().at(at + profile.outer.get()), 0.0);
                prop_assert_eq!(reason.curve().at(at + profile.outer.get() + 0.01), 0.0);
                prop_assert!((reason.peak().get() - reason.factors().product().min(10.0)).abs() < NEAR);
                prop_assert!(reason.factors().size * reason.factors().dose <= 10.0 + NEAR);
                prop_assert!(reason.spread().0 <= reason.peak() && reason.peak() <= reason.spread().1);
            }
            let Some(timing) = forecast.timing() else {
                prop_assert_eq!(forecast.own_peak().get(), 0.0);
                continue;
            };
            let times = [session.time(), timing.begins, timing.peaks.0, timing.peaks.1, timing.settles];
            prop_assert!(times.is_sorted(), "{:?}", times);
            // Moments are told to the minute, within which a steep curve moves.
            let near_peak = forecast.own().peak_between(hour(timing.peaks.0) - 0.02, hour(timing.peaks.0) + 0.02);
            prop_assert!((near_peak - forecast.own_peak().get()).abs() < 1e-6);
            let noticed = (forecast.own_peak().get() / 2.0).min(0.5);
            prop_assert!(forecast.own().at(hour(timing.begins) - 0.02) <= noticed + 1e-6);
            prop_assert!(forecast.own().at(hour(timing.settles) + 0.02) <= noticed + 1e-6);
        }
    }

    #[test]
    fn the_order_of_items_does_not_matter(world in worlds(), shuffle in prop::array::uniform6(any::<Index>())) {
        let mut other = world.clone();
        let turn = |list: &mut dyn FnMut(usize), len: usize, by: Index| if len > 0 { list(by.index(len)) };
        let [a, b, c, d, e, f] = shuffle;
        turn(&mut |n| other.used.rotate_left(n), world.used.len(), a);
        turn(&mut |n| other.visits.rotate_left(n), world.visits.len(), b);
        turn(&mut |n| other.earlier.rotate_left(n), world.earlier.len(), c);
        turn(&mut |n| other.exercises[0].0.rotate_left(n), world.exercises[0].0.len(), d);
        turn(&mut |n| other.techniques[0].rotate_left(n), world.techniques[0].len(), e);
        turn(&mut |n| other.mechanisms.rotate_left(n), world.mechanisms.len(), f);
        for (a, b) in world.forecasts().iter().zip(&other.forecasts()) {
            let near = |x: f64, y: f64| (x - y).abs() < 1e-9;
            prop_assert!(near(a.peak().get(), b.peak().get()) && near(a.chance().get(), b.chance().get()));
            prop_assert!(near(a.residue().get(), b.residue().get()) && near(a.own_peak().get(), b.own_peak().get()));
            prop_assert_eq!((a.level(), a.timing()), (b.level(), b.timing()));
            let told = |f: &SessionForecast| f.reasons().iter().map(|r| (r.agent().clone(), r.mechanism(), r.region())).collect::<Vec<_>>();
            prop_assert_eq!(told(a), told(b));
        }
    }

    #[test]
    fn an_unrelated_exercise_lowers_nothing(world in worlds(), dose in doses()) {
        // The third exercise is on nobody's ladder.
        let mut without = world.clone();
        without.used.retain(|(i, _)| *i != 2);
        let mut with = without.clone();
        with.used.push((2, dose));
        if without.used.is_empty() {
            return Ok(());
        }
        for (a, b) in with.forecasts().iter().zip(&without.forecasts()) {
            is_no_milder(a, b)?;
            prop_assert!(a.peak().get() >= b.peak().get() - NEAR && a.residue().get() >= b.residue().get() - NEAR);
        }
    }

    #[test]
    fn mechanisms_of_one_cause_do_not_add_up(world in worlds(), dose in doses(), peaks in prop::array::uniform3(tenths(1, 50))) {
        let mut world = world;
        world.exercises[0].0 = ["doms", "activation", "swelling"]
            .into_iter()
            .zip(peaks)
            .map(|(mechanism, peak)| Tag { mechanism, region: "lower back", chance: Some(0.5), peak: Some(peak) })
            .collect();
        let forecast = world.one(dose, vec![]);
        let largest = forecast.reasons().iter().map(|r| r.peak().get()).fold(0.0, f64::max);
        let likeliest = forecast.reasons().iter().map(|r| r.chance().get()).fold(0.0, f64::max);
        prop_assert!((forecast.own_peak().get() - largest).abs() < NEAR);
        prop_assert!((forecast.chance().get() - likeliest).abs() < NEAR);
    }

    #[test]
    fn worry_only_multiplies(world in worlds()) {
        let calm = World { worried: false, ..world.clone() }.forecasts();
        let worried = World { worried: true, ..world }.forecasts();
        for (calm, worried) in calm.iter().zip(&worried) {
            is_no_milder(worried, calm)?;
            prop_assert_eq!(worried.chance(), calm.chance());
            prop_assert_eq!(calm.own_peak().get() == 0.0, worried.own_peak().get() == 0.0);
            for (a, b) in calm.reasons().iter().zip(worried.reasons()) {
                prop_assert!(b.factors().worry >= a.factors().worry && a.factors().worry == 1.0);
            }
        }
    }

    #[test]
    fn what_earlier_sessions_left_is_in_the_total(world in worlds()) {
        let (_, schedule, forecasts) = world.forecast();
        let midnight = schedule.start().and_time(chrono::NaiveTime::MIN);
        for (i, (session, forecast)) in schedule.sessions().iter().zip(&forecasts).enumerate() {
            let hour = (session.time() - midnight).num_minutes() as f64 / 60.0;
            for earlier in &forecasts[..i] {
                prop_assert!(forecast.residue().get() >= earlier.own().at(hour) - 1e-6);
            }
        }
    }
}

//! How new a dose or a technique is, from what was done before.

use chrono::NaiveDate;

use super::past::Past;
use crate::library::{
    Bout, CurveRules, Dose, DoseRatio, ExerciseId, Fading, Library, Load, Source, Technique, TechniqueId,
};
use crate::yaml::words;

words! {
    /// What is new about an exercise or technique in a session.
    Novelty, "a kind of novelty" {
        /// It has not been done before.
        New = "new",
        /// Another exercise of its ladder, or a like technique, has been done before.
        Variation = "variation",
        /// It has been done, but clearly less of it.
        More = "more",
        /// It has been done, but so long ago that part of the habit is lost.
        AfterBreak = "after-break",
        /// It has been done before, as much and lately.
        Familiar = "familiar",
    }
}

/// Something done earlier that protects against soreness now.
#[derive(Debug, Clone, Copy)]
struct Exposure {
    /// How many days ago.
    days: f64,
    /// Whether it was the same exercise or technique.
    same: bool,
    /// How much was done then against now.
    ratio: DoseRatio,
}

/// All that was done earlier and protects against soreness now.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    exposures: Vec<Exposure>,
}

impl History {
    /// The history of an exercise before a session.
    pub(super) fn of_exercise(id: &ExerciseId, dose: &Dose, on: NaiveDate, pasts: &[&Past], library: &Library) -> Self {
        let mut history = Self::default();
        for rung in library.ladder_of(id) {
            for (then, done) in pasts.iter().flat_map(|past| past.of_exercise(rung)) {
                history.add(on, *then, rung == id, ratio(done, dose, library));
            }
        }
        history
    }

    /// The history of a technique before a visit. Techniques of one kind in one region protect each other.
    pub(super) fn of_technique(technique: &Technique, on: NaiveDate, pasts: &[&Past], library: &Library) -> Self {
        let mut history = Self::default();
        let like = |id: &TechniqueId| {
            let other = library.technique(id);
            other.is_some_and(|o| o.kind() == technique.kind() && o.region() == technique.region())
        };
        for (id, days) in pasts.iter().flat_map(|past| past.techniques()) {
            let same = id == technique.id();
            if same || like(id) {
                days.iter().for_each(|then| history.add(on, *then, same, DoseRatio::SAME));
            }
        }
        history
    }

    fn add(&mut self, now: NaiveDate, then: NaiveDate, same: bool, ratio: DoseRatio) {
        let days = (now - then).num_days().max(0) as f64;
        self.exposures.push(Exposure { days, same, ratio });
    }

    /// How many whole exposures the history is worth for a mechanism: less for a long break, a smaller dose or a mere
    /// variation.
    pub(super) fn worth(&self, source: &Source) -> f64 {
        let fading = &source.fading;
        let worth = |e: &Exposure| {
            let (likeness, kept) = (if e.same { 1.0 } else { fading.variation }, fading.kept_after(e.days));
            // Most of what was done is long ago, and how much of it takes a while to reckon.
            if kept > 0.0 { likeness * source.response.protection(e.ratio) * kept } else { 0.0 }
        };
        // An empty sum of floats is minus zero.
        self.exposures.iter().map(worth).fold(0.0, |sum, w| sum + w)
    }

    /// What is new, in a word.
    pub(super) fn novelty(&self, fading: &Fading, clearly_more: f64) -> Novelty {
        let kept = |e: &&Exposure| fading.kept_after(e.days) > 0.0;
        let same: Vec<_> = self.exposures.iter().filter(|e| e.same).filter(kept).collect();
        if same.is_empty() {
            let once = self.exposures.iter().any(|e| e.same);
            let like = self.exposures.iter().any(|e| kept(&e)) && fading.variation > 0.0;
            return match (once, like) {
                (true, _) => Novelty::AfterBreak,
                (false, true) => Novelty::Variation,
                (false, false) => Novelty::New,
            };
        }
        let nearest = same.iter().map(|e| e.days).fold(f64::INFINITY, f64::min);
        let most = same.iter().map(|e| e.ratio.volume * e.ratio.effort).fold(0.0, f64::max);
        if fading.kept_after(nearest) < 1.0 {
            Novelty::AfterBreak
        } else if most * clearly_more <= 1.0 {
            Novelty::More
        } else {
            Novelty::Familiar
        }
    }
}

/// A dose against another of the same exercise. Doses of different measures count as alike.
pub(super) fn ratio(dose: &Dose, other: &Dose, library: &Library) -> DoseRatio {
    if dose.measure() != other.measure() {
        return DoseRatio::SAME;
    }
    let curve = &library.rules().curve;
    let strain = |d: &Dose| d.volume() * moved(d, curve);
    let effort = |d: &Dose| d.effort_or_usual(curve).get();
    DoseRatio { volume: strain(dose) / strain(other), effort: effort(dose) / effort(other) }
}

/// A dose against the bout that a mechanism's numbers are those of.
///
/// Where the dose says how hard it is, that tells of its load too.
pub(super) fn ratio_to(dose: &Dose, bout: &Bout, library: &Library) -> DoseRatio {
    let curve = &library.rules().curve;
    let load = if dose.effort().is_some() { 1.0 } else { moved(dose, curve) };
    let effort = dose.effort_or_usual(curve);
    DoseRatio { volume: dose.repetitions(curve) * load / bout.repetitions, effort: effort.get() / bout.effort.get() }
}

/// What is moved in all, as a multiple of what the body itself weighs in it; 1 or more.
fn moved(dose: &Dose, curve: &CurveRules) -> f64 {
    let own = curve.own_load.get();
    let load = match dose.load() {
        None | Some(Load::Bodyweight) => 0.0,
        Some(Load::Weight(kg)) => kg.get(),
        Some(Load::Band(band)) => curve.bands.get(band as usize).map_or(0.0, |kg| kg.get()),
    };
    (own + load) / own
}

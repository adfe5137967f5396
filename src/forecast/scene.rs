//! What brings soreness about in one session, worked out.

use super::curve::Curve;
use super::exposure::{History, ratio, ratio_to};
use super::reason::{Against, Agent, Basis, Factors, Measured, OddsFactors, PersonParts, Reason};
use crate::library::{Dose, DoseRatio, Drive, Effect, Exercise, Library, MechanismId, Role, Source, Technique};
use crate::programme::{Person, Sensitivity};
use crate::units::{Chance, Soreness};

/// What the reasons of one session share.
pub(super) struct Scene<'a> {
    pub(super) library: &'a Library,
    pub(super) person: &'a Person,
    /// The session's hour from the start of the schedule.
    pub(super) hour: f64,
}

impl Scene<'_> {
    /// The reasons that an exercise at a dose brings.
    pub(super) fn of_exercise(&self, exercise: &Exercise, dose: &Dose, history: &History) -> Vec<Reason> {
        let agent = Agent::Exercise(exercise.id().clone());
        let at_start =
            Measured { at: Against::Start, ratio: ratio(dose, exercise.dose().start(), self.library), drive: 1.0 };
        let by_work = |source: &Source| by_work(source, exercise, dose, at_start, self.library);
        let reason = |e: &Effect| self.reason(e, &agent, at_start, by_work, history);
        exercise.effects().iter().filter_map(reason).collect()
    }

    /// The reasons that a technique brings.
    pub(super) fn of_technique(&self, technique: &Technique, history: &History) -> Vec<Reason> {
        let agent = Agent::Technique(technique.id().clone());
        let once = Measured { at: Against::Start, ratio: DoseRatio::SAME, drive: 1.0 };
        let reason = |e: &Effect| self.reason(e, &agent, once, |_| once, history);
        technique.effects().iter().filter_map(reason).collect()
    }

    /// One reason; none where nothing would be felt.
    ///
    /// A size or chance that is tagged holds at the start dose; one that is not follows from the mechanism `by_work`.
    fn reason(
        &self,
        effect: &Effect,
        agent: &Agent,
        at_start: Measured,
        by_work: impl Fn(&Source) -> Measured,
        history: &History,
    ) -> Option<Reason> {
        let mechanism = self.library.mechanism(effect.mechanism())?;
        let Role::Source(source) = mechanism.role() else {
            return None;
        };
        let (size, size_at) = match effect.peak() {
            Some(peak) => (peak.get(), at_start),
            None => (source.size.usual.get(), by_work(source)),
        };
        let (base_chance, chance_at) = match effect.chance() {
            Some(chance) => (chance, at_start),
            None => (source.chance, by_work(source)),
        };
        let exposures = history.worth(source);
        let person = self.person_parts(source);
        let size = size * size_at.drive;
        let full = source.response.size_factor(size_at.ratio);
        let dose = within(full, size);
        let newness = source.fading.factor(exposures);
        let mut factors = Factors { size, dose, newness, person: person.product(), worry: 1.0 };
        let mut is_cut = dose < full;
        let profile = mechanism.profile();
        let tail = self.library.rules().curve.tail;
        let (mut curve, worry) = self.course(|peak| Curve::of_profile(profile, self.hour, peak, tail), factors);
        factors.worry = worry;
        let mut straight_after = false;
        if let Some(early) = &source.straight_after {
            let at_once = Factors { dose: early.size_factor(&source.response, size_at.ratio), worry: 1.0, ..factors };
            let gone = if early.gone < profile.outer { early.gone } else { profile.outer };
            let fading = |peak| Curve::fading_from(profile.onset, gone, self.hour, peak);
            let (fading, worry) = self.course(fading, at_once);
            straight_after = fading.peak() > curve.peak();
            if straight_after {
                factors = Factors { worry, ..at_once };
                is_cut = false;
            }
            curve = curve.max(&fading);
        }
        let odds = OddsFactors {
            dose: chance_at.drive * source.response.odds_factor(chance_at.ratio),
            newness: source.fading.odds_factor(exposures),
            person: person.product(),
        };
        // Worry makes soreness louder; that it makes more people sore is not shown, so it leaves the chance alone.
        let chance = base_chance.times_odds(odds.product());
        if curve.peak() <= 0.0 || chance.get() <= 0.0 {
            return None;
        }
        let usual = source.size.usual.get();
        let share = |end: Soreness| if usual > 0.0 { end.get() / usual } else { 1.0 };
        Some(Reason {
            mechanism: effect.mechanism(),
            agent: agent.clone(),
            novelty: history.novelty(&source.fading, self.library.rules().curve.clearly_more),
            region: effect.region(),
            chance,
            factors,
            basis: Basis {
                effect: effect.clone(),
                size_at,
                is_cut,
                person,
                base_chance,
                chance_at,
                exposures,
                odds,
                straight_after,
            },
            profile: *profile,
            spread: (share(source.size.least), share(source.size.most)),
            hour: self.hour,
            curve,
        })
    }

    /// A curve of the size that the factors make, worry added; with the factor by which worry lifts its peak.
    fn course(&self, shape: impl Fn(f64) -> Curve, factors: Factors) -> (Curve, f64) {
        let plain = shape(clamped(factors.product()));
        let worry = self.library.mechanism(MechanismId::Worry);
        let Some((profile, Role::Multiplier(multiplier))) = worry.map(|w| (w.profile(), w.role())) else {
            return (plain, 1.0);
        };
        if !self.person.worried() || plain.peak() <= 0.0 {
            return (plain, 1.0);
        }
        let (full_to, gone) = (self.hour + profile.peak_to.get(), self.hour + profile.outer.get());
        let louder = plain.multiplied(multiplier.by, full_to, gone);
        let by = louder.peak() / plain.peak();
        (louder.capped(Soreness::MOST.get()), by)
    }

    /// How the person's sensitivity and lack of practice change the size.
    fn person_parts(&self, source: &Source) -> PersonParts {
        let [low, usual, high] = source.person.sensitivity;
        let sensitivity = match self.person.sensitivity() {
            Sensitivity::Low => low,
            Sensitivity::Usual => usual,
            Sensitivity::High => high,
        };
        let lately = source.fading.kept_after(f64::from(self.person.last_active().days()));
        let practice = 1.0 - (1.0 - source.person.active_lately) * lately;
        PersonParts { sensitivity, practice }
    }
}

/// What a tag foretells by itself: of somebody new to it who is like most, with nothing before it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Foretold {
    /// The size, 0 to 10.
    pub size: f64,
    /// The chance.
    pub chance: Chance,
}

/// What a tag foretells by itself of an exercise at a dose that counts as its start, or of a technique (`None`); nothing for
/// a mechanism that only makes others louder. What is not tagged follows from the work, as in a forecast.
pub fn foretold(effect: &Effect, of: Option<(&Exercise, &Dose)>, library: &Library) -> Option<Foretold> {
    let Role::Source(source) = library.mechanism(effect.mechanism())?.role() else { return None };
    let at_start = Measured { at: Against::Start, ratio: DoseRatio::SAME, drive: 1.0 };
    let work = of.map_or(at_start, |(exercise, dose)| by_work(source, exercise, dose, at_start, library));
    let (size, at) = effect.peak().map_or((source.size.usual.get(), work), |peak| (peak.get(), at_start));
    let size = size * at.drive;
    let size = size * within(source.response.size_factor(at.ratio), size);
    let (chance, at) = effect.chance().map_or((source.chance, work), |chance| (chance, at_start));
    let chance = chance.times_odds(at.drive * source.response.odds_factor(at.ratio));
    Some(Foretold { size: clamped(size), chance })
}

/// The bout that a mechanism's own numbers hold for, against an exercise at a dose.
fn by_work(source: &Source, exercise: &Exercise, dose: &Dose, at_start: Measured, library: &Library) -> Measured {
    let of_work = |drive: &Drive| exercise.working().map(|w| drive.of(w.action(), w.length())).reduce(f64::max);
    let drive = source.drive.as_ref().and_then(of_work).unwrap_or(1.0);
    match &source.response.reference {
        Some(bout) => Measured { at: Against::Reference, ratio: ratio_to(dose, bout, library), drive },
        None => Measured { drive, ..at_start },
    }
}

/// The dose factor, cut so that it makes no more of a size than the most there is.
///
/// It is cut here and not after the other factors: a bout that is far more than enough for the most soreness still hurts
/// less the second time (cutting the product last was tried, and took that protection away from long bouts).
fn within(dose: f64, size: f64) -> f64 {
    if size > 0.0 { dose.min(Soreness::MOST.get() / size) } else { dose }
}

/// A size cut to what there can be.
fn clamped(size: f64) -> f64 {
    Soreness::clamped(size).get()
}

//! One cause of soreness: a mechanism, brought about by one exercise or technique in one session.

use super::curve::Curve;
use super::exposure::{History, Novelty, strain};
use crate::library::Dose;
use crate::library::{
    Effect, Exercise, ExerciseId, Library, Mechanism, MechanismId, Region, Role, Source, Technique, TechniqueId,
};
use crate::programme::{Person, Sensitivity};
use crate::units::{Chance, Soreness};

/// What brings soreness about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agent {
    /// An exercise.
    Exercise(ExerciseId),
    /// A technique at a visit.
    Technique(TechniqueId),
}

impl Agent {
    /// The id of the exercise or technique.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Exercise(id) => id.as_str(),
            Self::Technique(id) => id.as_str(),
        }
    }
}

/// The factors that make the size of a [`Reason`]: their product, cut to 0-10, is its peak.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Factors {
    /// The size in somebody new to it at the start dose, 0-10: from the tag, or else from the mechanism and the work.
    pub size: f64,
    /// The dose against the start dose.
    pub dose: f64,
    /// Newness: 1 when new, less with every repeat.
    pub newness: f64,
    /// The person's sensitivity and lack of practice.
    pub person: f64,
    /// Worry, stress and poor sleep: 1 or more.
    pub worry: f64,
}

impl Factors {
    /// The product of all factors.
    pub fn product(&self) -> f64 {
        self.size * self.dose * self.newness * self.person * self.worry
    }
}

/// Why a session may cause soreness: one mechanism, from one exercise or technique, in one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    mechanism: MechanismId,
    agent: Agent,
    novelty: Novelty,
    region: Region,
    chance: Chance,
    factors: Factors,
    basis: Basis,
    curve: Curve,
}

/// What the factors of a [`Reason`] were worked out from.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    /// The effect as it is tagged in the library.
    pub effect: Effect,
    /// The chance in somebody new to it at the start dose.
    pub base_chance: Chance,
    /// The amount of work against that of the start dose.
    pub dose_ratio: f64,
    /// What earlier exposures are worth: one for each that was the same, lately and as much; less otherwise.
    pub exposures: f64,
    /// The factor on the odds of feeling it; the dose, newness and the person.
    pub odds_factor: f64,
}

impl Reason {
    /// The mechanism.
    pub fn mechanism(&self) -> MechanismId {
        self.mechanism
    }

    /// The exercise or technique.
    pub fn agent(&self) -> &Agent {
        &self.agent
    }

    /// What is new about it.
    pub fn novelty(&self) -> Novelty {
        self.novelty
    }

    /// Where it is felt.
    pub fn region(&self) -> Region {
        self.region
    }

    /// How many people feel it.
    pub fn chance(&self) -> Chance {
        self.chance
    }

    /// How sore it is in those, at its highest.
    pub fn peak(&self) -> Soreness {
        Soreness::clamped(self.curve.peak())
    }

    /// What its size is made of.
    pub fn factors(&self) -> &Factors {
        &self.factors
    }

    /// Whether its chance and size were published, rather than the opinion of experts.
    pub fn rests_on_study(&self) -> bool {
        self.basis.effect.rests_on_study()
    }

    /// What the factors were worked out from.
    pub fn basis(&self) -> &Basis {
        &self.basis
    }

    /// Soreness over time from this reason alone, in hours from the start of the schedule.
    pub fn curve(&self) -> &Curve {
        &self.curve
    }
}

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
        let ratio = strain(dose, self.library) / strain(exercise.dose().start(), self.library);
        let agent = Agent::Exercise(exercise.id().clone());
        let drive = |source: &Source| {
            let drive = source.drive.as_ref()?;
            let factors = exercise.work().iter().map(|w| drive.of(w.action(), w.length()));
            factors.reduce(f64::max)
        };
        let reason = |e: &Effect| self.reason(e, &agent, ratio, drive, history);
        exercise.effects().iter().filter_map(reason).collect()
    }

    /// The reasons that a technique brings.
    pub(super) fn of_technique(&self, technique: &Technique, history: &History) -> Vec<Reason> {
        let agent = Agent::Technique(technique.id().clone());
        let reason = |e: &Effect| self.reason(e, &agent, 1.0, |_| None, history);
        technique.effects().iter().filter_map(reason).collect()
    }

    /// One reason; none where nothing would be felt.
    fn reason(
        &self,
        effect: &Effect,
        agent: &Agent,
        dose_ratio: f64,
        drive: impl Fn(&Source) -> Option<f64>,
        history: &History,
    ) -> Option<Reason> {
        let mechanism = self.library.mechanism(effect.mechanism())?;
        let Role::Source(source) = mechanism.role() else {
            return None;
        };
        let size = effect.peak().map_or_else(|| source.size.usual.get() * drive(source).unwrap_or(1.0), Soreness::get);
        let exposures = history.worth(&source.fading);
        let factors = Factors {
            size,
            dose: dose_ratio.powf(source.dose_exponent),
            newness: source.fading.factor(exposures),
            person: self.person_factor(source),
            worry: self.worry(mechanism),
        };
        let base_chance = effect.chance().unwrap_or(source.chance);
        let odds_factor = factors.dose * source.fading.odds_factor(exposures) * factors.person;
        // Worry makes soreness louder; that it makes more people sore is not shown, so it leaves the chance alone.
        let chance = base_chance.times_odds(odds_factor);
        let peak = Soreness::clamped(factors.product()).get();
        if peak <= 0.0 || chance.get() <= 0.0 {
            return None;
        }
        let tail = self.library.rules().curve.tail;
        Some(Reason {
            mechanism: effect.mechanism(),
            agent: agent.clone(),
            novelty: history.novelty(&source.fading, self.library.rules().curve.clearly_more),
            region: effect.region(),
            chance,
            factors,
            basis: Basis { effect: effect.clone(), base_chance, dose_ratio, exposures, odds_factor },
            curve: Curve::of_profile(mechanism.profile(), self.hour, peak, tail),
        })
    }

    /// How the person's sensitivity and lack of practice change the size.
    fn person_factor(&self, source: &Source) -> f64 {
        let [low, usual, high] = source.person.sensitivity;
        let sensitivity = match self.person.sensitivity() {
            Sensitivity::Low => low,
            Sensitivity::Usual => usual,
            Sensitivity::High => high,
        };
        let practice = source.fading.kept_after(f64::from(self.person.last_active().days()));
        let least = source.person.active_lately;
        sensitivity * (1.0 - (1.0 - least) * practice)
    }

    /// How much louder worry makes a mechanism: only those that begin while it lasts.
    fn worry(&self, of: &Mechanism) -> f64 {
        let worry = self.library.mechanism(MechanismId::Worry).map(Mechanism::role);
        match worry {
            Some(Role::Multiplier(m)) if self.person.worried() && of.profile().onset < m.lasts => m.by,
            _ => 1.0,
        }
    }
}

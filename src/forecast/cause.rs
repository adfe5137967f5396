//! One cause of soreness: a mechanism, brought about by one exercise or technique in one session.

use super::curve::Curve;
use super::exposure::{History, Novelty, ratio, ratio_to};
use crate::library::{
    Confidence, Dose, DoseRatio, Drive, Effect, Exercise, ExerciseId, Library, Mechanism, MechanismId, Profile, Region,
    Role, Source, Technique, TechniqueId,
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
    profile: Profile,
    spread: (f64, f64),
    hour: f64,
    curve: Curve,
}

/// What the factors of a [`Reason`] were worked out from.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    /// The effect as it is tagged in the library.
    pub effect: Effect,
    /// What the size was measured at.
    pub size_at: Measured,
    /// The chance in somebody new to it, at what it was measured at.
    pub base_chance: Chance,
    /// What the chance was measured at.
    pub chance_at: Measured,
    /// What earlier exposures are worth: one for each that was the same, lately and as much; less otherwise.
    pub exposures: f64,
    /// The factor on the odds of feeling it; the dose, newness and the person.
    pub odds_factor: f64,
    /// Whether its size is that of the tiredness felt at once, as that is the larger.
    pub straight_after: bool,
}

/// The dose against the one at which a number was measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// Which one that is.
    pub at: Against,
    /// How much the dose is of it.
    pub ratio: DoseRatio,
    /// How strongly the kind of contraction brings it about, against the one at which it was measured.
    pub drive: f64,
}

/// A dose to compare with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// The exercise's start dose, which tags speak of; or a technique, which has no doses.
    Start,
    /// The bout that the mechanism's own numbers are those of.
    Reference,
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

    /// Between which sizes it is in most of those who feel it: the least and the most.
    pub fn spread(&self) -> (Soreness, Soreness) {
        (Soreness::clamped(self.peak().get() * self.spread.0), Soreness::clamped(self.peak().get() * self.spread.1))
    }

    /// When it comes and goes, in hours after the session.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The session's hour from the start of the schedule.
    pub fn hour(&self) -> f64 {
        self.hour
    }

    /// What its size is made of.
    pub fn factors(&self) -> &Factors {
        &self.factors
    }

    /// Whether its chance and size were published, rather than the opinion of experts.
    pub fn rests_on_study(&self) -> bool {
        self.basis.effect.rests_on_study()
    }

    /// Whether hardly anything is known of its size: its mechanism's is of low confidence, and no study stands behind the tag.
    pub fn is_uncertain(&self, library: &Library) -> bool {
        let confidence = library.mechanism(self.mechanism).map(|m| m.confidence().size);
        !self.rests_on_study() && matches!(confidence, Some(Confidence::Low | Confidence::SourceArticleOnly))
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
        let agent = Agent::Exercise(exercise.id().clone());
        let at_start =
            Measured { at: Against::Start, ratio: ratio(dose, exercise.dose().start(), self.library), drive: 1.0 };
        let by_work = |source: &Source| {
            let of_work =
                |drive: &Drive| exercise.work().iter().map(|w| drive.of(w.action(), w.length())).reduce(f64::max);
            let drive = source.drive.as_ref().and_then(of_work).unwrap_or(1.0);
            match &source.response.reference {
                Some(bout) => Measured { at: Against::Reference, ratio: ratio_to(dose, bout, self.library), drive },
                None => Measured { drive, ..at_start },
            }
        };
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
        let exposures = history.worth(&source.fading);
        let mut factors = Factors {
            size: size * size_at.drive,
            dose: source.response.size_factor(size_at.ratio),
            newness: source.fading.factor(exposures),
            person: self.person_factor(source),
            worry: self.worry(mechanism),
        };
        let of_dose = chance_at.drive * source.response.odds_factor(chance_at.ratio);
        let odds_factor = of_dose * source.fading.odds_factor(exposures) * factors.person;
        // Worry makes soreness louder; that it makes more people sore is not shown, so it leaves the chance alone.
        let chance = base_chance.times_odds(odds_factor);
        let rules = self.library.rules();
        let mut curve = Curve::of_profile(mechanism.profile(), self.hour, clamped(factors.product()), rules.curve.tail);
        let mut straight_after = false;
        if let Some(early) = &source.straight_after {
            // How hard it was decides on the days after; the tiredness felt at once goes with the amount of work alone.
            let amount = DoseRatio { effort: 1.0, ..size_at.ratio };
            let at_once = Factors { dose: source.response.size_factor(amount) * early.share, ..factors };
            let peak = clamped(at_once.product());
            straight_after = peak > curve.peak();
            let gone = if early.gone < mechanism.profile().outer { early.gone } else { mechanism.profile().outer };
            curve = curve.max(&Curve::fading_from(mechanism.profile().onset, gone, self.hour, peak));
            if straight_after {
                factors = at_once;
            }
        }
        if curve.peak() <= 0.0 || chance.get() <= 0.0 {
            return None;
        }
        let usual = source.size.usual.get();
        let share = |end: Soreness| if usual > 0.0 { end.get() / usual } else { 1.0 };
        Some(Reason {
            mechanism: effect.mechanism(),
            agent: agent.clone(),
            novelty: history.novelty(&source.fading, rules.curve.clearly_more),
            region: effect.region(),
            chance,
            factors,
            basis: Basis {
                effect: effect.clone(),
                size_at,
                base_chance,
                chance_at,
                exposures,
                odds_factor,
                straight_after,
            },
            profile: *mechanism.profile(),
            spread: (share(source.size.least), share(source.size.most)),
            hour: self.hour,
            curve,
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

/// A size cut to what there can be.
fn clamped(size: f64) -> f64 {
    Soreness::clamped(size).get()
}

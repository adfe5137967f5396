//! One reason for soreness: a mechanism, brought about by one exercise or technique in one session.

use super::curve::Curve;
use super::exposure::Novelty;
use crate::library::{Confidence, DoseRatio, Effect, ExerciseId, Library, MechanismId, Profile, Region, TechniqueId};
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

    /// The exercise, if it is one.
    pub fn exercise(&self) -> Option<&ExerciseId> {
        match self {
            Self::Exercise(id) => Some(id),
            Self::Technique(_) => None,
        }
    }
}

/// The factors that make the size of a [`Reason`]: their product, cut to 0-10, is its peak.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Factors {
    /// The size in somebody new to it at the start dose, 0-10: from the tag, or else from the mechanism and the work.
    pub size: f64,
    /// The dose against the one that the size is that of; no more than makes the most soreness there is.
    pub dose: f64,
    /// Newness: 1 when new, less with every repeat.
    pub newness: f64,
    /// The person's sensitivity and lack of practice.
    pub person: f64,
    /// Worry, stress and poor sleep, at the peak: 1 or more.
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
    pub(super) mechanism: MechanismId,
    pub(super) agent: Agent,
    pub(super) novelty: Novelty,
    pub(super) region: Region,
    pub(super) chance: Chance,
    pub(super) factors: Factors,
    pub(super) basis: Basis,
    pub(super) profile: Profile,
    pub(super) spread: (f64, f64),
    pub(super) hour: f64,
    pub(super) curve: Curve,
}

/// What the factors of a [`Reason`] were worked out from.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    /// The effect as it is tagged in the library.
    pub effect: Effect,
    /// What the size was measured at.
    pub size_at: Measured,
    /// Whether the dose factor was cut, as more would pass the most soreness there is.
    pub is_cut: bool,
    /// What the person's factor is made of.
    pub person: PersonParts,
    /// The chance in somebody new to it, at what it was measured at.
    pub base_chance: Chance,
    /// What the chance was measured at.
    pub chance_at: Measured,
    /// What earlier exposures are worth: one for each that was the same, lately and as much; less otherwise.
    pub exposures: f64,
    /// The factors on the odds of feeling it.
    pub odds: OddsFactors,
    /// Whether its size is that of the tiredness felt at once, as that is the larger.
    pub straight_after: bool,
}

/// What the person's factor is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonParts {
    /// How sensitive the person is.
    pub sensitivity: f64,
    /// How lately the person was active: 1 or less.
    pub practice: f64,
}

impl PersonParts {
    /// The person's factor.
    pub fn product(&self) -> f64 {
        self.sensitivity * self.practice
    }
}

/// The factors on the odds of feeling something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OddsFactors {
    /// The dose, with the kind of contraction.
    pub dose: f64,
    /// Newness.
    pub newness: f64,
    /// The person.
    pub person: f64,
}

impl OddsFactors {
    /// The product of all factors.
    pub fn product(&self) -> f64 {
        self.dose * self.newness * self.person
    }
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

    /// Whether its peak is at least so much, to a tenth as it is told: what reads as 1.0 counts as 1.
    pub fn reaches(&self, least: Soreness) -> bool {
        self.peak().rounded() >= least.get()
    }

    /// Between which sizes it is in most of those who feel it: the least and the most.
    pub fn spread(&self) -> (Soreness, Soreness) {
        (Soreness::clamped(self.peak().get() * self.spread.0), Soreness::clamped(self.peak().get() * self.spread.1))
    }

    /// When it comes and goes, in hours after the session.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The hours from the start of the schedule between which it is expected to be at its highest in most people.
    ///
    /// These are the mechanism's own, whatever worry or the tiredness felt at once do to the curve.
    pub fn expected_peak(&self) -> (f64, f64) {
        (self.hour + self.profile.peak_from.get(), self.hour + self.profile.peak_to.get())
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

    /// Whether a study measured how sore it is: the tag gives a size from one, not by analogy, and its mechanism's size is
    /// not of low confidence.
    pub fn size_is_measured(&self, library: &Library) -> bool {
        let confidence = library.mechanism(self.mechanism).map(|m| m.confidence().size);
        let is_sure = matches!(confidence, Some(Confidence::High | Confidence::Medium));
        let by_study = self.basis.effect.source().is_some_and(|source| !source.contains("analogy"));
        is_sure && by_study && self.rests_on_study() && self.basis.effect.peak().is_some()
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

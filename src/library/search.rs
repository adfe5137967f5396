//! Finding exercises and techniques.

use super::Library;
use super::effect::Effect;
use super::exercise::{Evidence, Exercise, Review};
use super::id::ConditionId;
use super::technique::Technique;
use super::words::{Equipment, MechanismId, Muscle, Position, Region};
use crate::source::Place;
use crate::yaml::{Word, nearest};

/// What is looked for; everything that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words, each of which is in the name, other names, purpose, muscles or steps.
    pub words: Vec<String>,
    /// A muscle that works.
    pub muscle: Option<Muscle>,
    /// The position in which it is done.
    pub position: Option<Position>,
    /// Something that it needs.
    pub equipment: Option<Equipment>,
    /// A mechanism that it is tagged with.
    pub mechanism: Option<MechanismId>,
    /// Where it may be felt, or is done.
    pub region: Option<Region>,
}

/// How much a name or id counts that is just what was asked for.
const EXACT: u32 = 100;

/// An exercise or a technique.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Found<'a> {
    /// An exercise.
    Exercise(&'a Exercise),
    /// A technique.
    Technique(&'a Technique),
}

impl<'a> Found<'a> {
    /// Its id.
    pub fn id(self) -> &'a str {
        match self {
            Self::Exercise(e) => e.id().as_str(),
            Self::Technique(t) => t.id().as_str(),
        }
    }

    /// Its name.
    pub fn name(self) -> &'a str {
        match self {
            Self::Exercise(e) => e.name(),
            Self::Technique(t) => t.name(),
        }
    }

    /// What it is for.
    pub fn purpose(self) -> &'a str {
        match self {
            Self::Exercise(e) => e.purpose(),
            Self::Technique(t) => t.purpose(),
        }
    }

    /// The soreness to expect.
    pub fn effects(self) -> &'a [Effect] {
        match self {
            Self::Exercise(e) => e.effects(),
            Self::Technique(t) => t.effects(),
        }
    }

    /// What it rests on.
    pub fn evidence(self) -> &'a Evidence {
        match self {
            Self::Exercise(e) => e.evidence(),
            Self::Technique(t) => t.evidence(),
        }
    }

    /// Who looked it over.
    pub fn reviewed(self) -> &'a Review {
        match self {
            Self::Exercise(e) => e.reviewed(),
            Self::Technique(t) => t.reviewed(),
        }
    }

    /// Where its file begins.
    pub fn place(self) -> &'a Place {
        match self {
            Self::Exercise(e) => e.place(),
            Self::Technique(t) => t.place(),
        }
    }

    /// The ids of the conditions that rule it out.
    pub fn avoid_if(self) -> Vec<&'a ConditionId> {
        match self {
            Self::Exercise(e) => e.avoid_if().collect(),
            Self::Technique(t) => t.avoid_if().collect(),
        }
    }

    /// Where a word may be found, and how much it counts there.
    fn texts(self) -> Vec<(&'a str, u32)> {
        let mut texts = vec![(self.name(), 8), (self.id(), 6), (self.purpose(), 3)];
        match self {
            Self::Exercise(e) => {
                texts.extend(e.also_called().map(|name| (name, 6)));
                texts.extend(e.work().iter().map(|w| (w.muscle().as_str(), 3)));
                texts.extend(e.equipment().iter().map(|thing| (thing.as_str(), 2)));
                texts.push((e.position().as_str(), 2));
                texts.extend(e.steps().map(|step| (step, 1)));
            }
            Self::Technique(t) => {
                texts.extend([(t.patient_name(), 3), (t.kind().as_str(), 3), (t.region().as_str(), 3)]);
            }
        }
        texts
    }

    /// How well a word fits: where it counts most, and more if a word there is the same or begins with it.
    fn fits(self, word: &str) -> u32 {
        let word = word.to_lowercase();
        let weight = |(text, counts): (&str, u32)| {
            let text = text.to_lowercase();
            let any = |fits: &dyn Fn(&str) -> bool| text.split(|c: char| !c.is_alphanumeric()).any(fits);
            if any(&|part| part == word) {
                counts * 3
            } else if any(&|part| part.starts_with(&word)) {
                counts * 2
            } else if text.contains(&word) || stems(&word).any(|stem| any(&|part| part.starts_with(stem))) {
                counts
            } else {
                0
            }
        };
        self.texts().into_iter().map(weight).max().unwrap_or(0)
    }

    /// How well it fits some words, all of which must be there; more is better.
    pub fn rank(self, words: &[String]) -> Option<u32> {
        let sum = words.iter().try_fold(0, |sum, word| match self.fits(word) {
            0 => None,
            fit => Some(sum + fit),
        })?;
        let asked = plain(&words.join(" "));
        let is_name = [self.id(), self.name()].into_iter().any(|name| plain(name) == asked);
        Some(if is_name { sum + EXACT } else { sum })
    }

    fn passes(self, query: &Query) -> bool {
        match self {
            Self::Exercise(e) => {
                query.muscle.is_none_or(|m| e.work().iter().any(|w| w.muscle() == m))
                    && query.position.is_none_or(|p| e.position() == p)
                    && query.equipment.is_none_or(|thing| e.equipment().contains(&thing))
                    && query.mechanism.is_none_or(|m| e.effects().iter().any(|effect| effect.mechanism() == m))
                    && query.region.is_none_or(|r| e.effects().iter().any(|effect| effect.region() == r))
            }
            Self::Technique(t) => {
                query.muscle.is_none()
                    && query.position.is_none()
                    && query.equipment.is_none()
                    && query.mechanism.is_none_or(|m| t.effects().iter().any(|effect| effect.mechanism() == m))
                    && query.region.is_none_or(|r| t.region() == r)
            }
        }
    }
}

/// A text as its words alone, so that `Bird dog` and `bird-dog` are one.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// What is left of a word without an ending that English puts on it, so that `bridges` finds bridges and `glutes` the
/// gluteus. Stems of fewer than three letters say nothing.
fn stems(word: &str) -> impl Iterator<Item = &str> {
    let endings = ["s", "es", "ing"].into_iter();
    endings.filter_map(|ending| word.strip_suffix(ending)).filter(|stem| stem.chars().count() >= 3)
}

impl Library {
    /// Every exercise and technique, exercises first, each by id.
    pub fn all(&self) -> impl Iterator<Item = Found<'_>> {
        self.exercises().map(Found::Exercise).chain(self.techniques().map(Found::Technique))
    }

    /// Finds exercises and techniques, the best first; equally good ones by id.
    pub fn search(&self, query: &Query) -> Vec<Found<'_>> {
        let rated = self.all().filter(|found| found.passes(query)).filter_map(|found| {
            let rank = found.rank(&query.words)?;
            Some((std::cmp::Reverse(rank), found.id(), found))
        });
        let mut rated: Vec<_> = rated.collect();
        rated.sort_by_key(|(rank, id, _)| (*rank, *id));
        rated.into_iter().map(|(_, _, found)| found).collect()
    }

    /// The word of a name in the library that was most likely meant.
    pub fn nearest_word(&self, word: &str) -> Option<String> {
        let names: Vec<String> = self.all().map(|found| found.name().to_lowercase()).collect();
        let parts = names.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric())).filter(|p| p.len() > 2);
        nearest(word, parts).map(str::to_owned)
    }
}

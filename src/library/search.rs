//! Finding exercises and techniques.

use super::Library;
use super::exercise::Exercise;
use super::technique::Technique;
use super::words::{Equipment, MechanismId, Muscle, Position, Region};
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

/// How much an id counts that is just what was asked for.
const EXACT: u32 = 30;

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

    /// Where a word may be found, and how much it counts there.
    fn texts(self) -> Vec<(&'a str, u32)> {
        let mut texts = vec![(self.name(), 8), (self.id(), 6), (self.purpose(), 3)];
        match self {
            Self::Exercise(e) => {
                texts.extend(e.also_called().iter().map(|name| (name.as_str(), 6)));
                texts.extend(e.work().iter().map(|w| (w.muscle().as_str(), 3)));
                texts.extend(e.equipment().iter().map(|thing| (thing.as_str(), 2)));
                texts.push((e.position().as_str(), 2));
                texts.extend(e.steps().iter().map(|step| (step.as_str(), 1)));
            }
            Self::Technique(t) => {
                texts.extend([(t.patient_name(), 3), (t.kind().as_str(), 3), (t.region().as_str(), 3)]);
            }
        }
        texts
    }

    /// How well a word fits: where it counts most, and more if a word there begins with it.
    fn fits(self, word: &str) -> u32 {
        let word = word.to_lowercase();
        if self.id() == word {
            return EXACT;
        }
        let weight = |(text, counts): (&str, u32)| {
            let text = text.to_lowercase();
            let begins = text.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(&word));
            if begins {
                counts * 2
            } else if text.contains(&word) {
                counts
            } else {
                0
            }
        };
        self.texts().into_iter().map(weight).max().unwrap_or(0)
    }

    /// How well it fits some words, all of which must be there; more is better.
    pub fn rank(self, words: &[String]) -> Option<u32> {
        words.iter().try_fold(0, |sum, word| match self.fits(word) {
            0 => None,
            fit => Some(sum + fit),
        })
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

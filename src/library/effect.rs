//! Expected soreness, as tagged on exercises and techniques.

use std::sync::Arc;

use super::words::{MechanismId, Region};
use crate::diagnostic::{Code, Findings};
use crate::source::Place;
use crate::units::{Chance, Soreness};
use crate::yaml::quantity::{chance, soreness};
use crate::yaml::table::{text, word};
use crate::yaml::{Node, Table};

/// The source of a number that no study gives.
pub(crate) const EXPERT_OPINION: &str = "expert-opinion";

/// A mechanism tagged on an exercise or technique, in somebody new to it at the start dose.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    mechanism: MechanismId,
    region: Region,
    chance: Option<Chance>,
    peak: Option<Soreness>,
    // Shared, as each reason of a forecast has a copy of its effect.
    source: Option<Arc<str>>,
    place: Place,
}

impl Effect {
    /// The mechanism.
    pub fn mechanism(&self) -> MechanismId {
        self.mechanism
    }

    /// Where it is felt.
    pub fn region(&self) -> Region {
        self.region
    }

    /// How many people feel it; if missing, the mechanism's own chance counts.
    pub fn chance(&self) -> Option<Chance> {
        self.chance
    }

    /// How sore it is in those, above their usual pain; if missing, it follows from the mechanism and the work.
    pub fn peak(&self) -> Option<Soreness> {
        self.peak
    }

    /// Where the numbers come from.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// Whether a study stands behind the numbers, rather than the opinion of experts.
    pub fn rests_on_study(&self) -> bool {
        self.source().is_some_and(|source| !source.starts_with(EXPERT_OPINION))
    }

    /// Where the tag stands in its file.
    pub fn place(&self) -> &Place {
        &self.place
    }

    pub(crate) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "an effect", findings)?;
        let mechanism = table.required("mechanism", findings, |n, f| {
            let mechanism = word::<MechanismId>(n, f)?;
            if mechanism == MechanismId::Worry {
                f.add(
                    Code::UnknownWord,
                    &n.place,
                    "`worry` cannot be tagged",
                    "worry makes other soreness louder; it is set for the person, with `worried: true`",
                );
                return None;
            }
            Some(mechanism)
        });
        let region = table.required("where", findings, word);
        let chance = table.optional("chance", findings, chance);
        let peak = table.optional("peak", findings, soreness);
        let source = table.node("source").map(|node| text(node, findings));
        let place = table.place().clone();
        table.close(findings);
        // A source that cannot be read has been reported; to say that there is none would be the second word on one slip.
        let source = match source {
            Some(read) => Some(read?.into()),
            None => None,
        };
        Some(Self { mechanism: mechanism?, region: region?, chance, peak, source, place })
    }
}

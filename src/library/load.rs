//! What a movement is loaded with.

use std::fmt;

use super::rules::Step;
use crate::diagnostic::{Code, Findings};
use crate::units::Kilograms;
use crate::yaml::quantity::kilograms;
use crate::yaml::{Node, Value, Word, words};

words! {
    /// The colour of an elastic band, from the lightest to the strongest.
    Band, "the colour of a band" {
        /// Yellow.
        Yellow = "yellow",
        /// Red.
        Red = "red",
        /// Green.
        Green = "green",
        /// Blue.
        Blue = "blue",
        /// Black.
        Black = "black",
    }
}

/// What a movement is loaded with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Load {
    /// Nothing but the body.
    Bodyweight,
    /// A weight.
    Weight(Kilograms),
    /// An elastic band.
    Band(Band),
}

impl Load {
    /// Where it stands among loads of its kind: 0 is nothing.
    pub(super) fn level(self) -> f64 {
        match self {
            Self::Bodyweight => 0.0,
            Self::Weight(kg) => kg.get(),
            Self::Band(band) => band as usize as f64 + 1.0,
        }
    }

    /// Whether one can grow into the other: a weight into a weight, a band into a band.
    pub(crate) fn fits(self, other: Self) -> bool {
        !matches!((self, other), (Self::Weight(_), Self::Band(_)) | (Self::Band(_), Self::Weight(_)))
    }

    /// The load some steps further on, towards one of the kind of `most`.
    pub(super) fn raised(self, steps: u32, step: &Step, most: Option<Load>) -> Self {
        let more = step.load.get() * f64::from(steps);
        match (self, most) {
            (Self::Weight(kg), _) => Self::Weight(Kilograms::clamped(kg.get() + more)),
            (Self::Bodyweight, Some(Self::Weight(_))) => Self::Weight(Kilograms::clamped(more)),
            (Self::Bodyweight, Some(Self::Band(_))) => band(steps.saturating_sub(1)),
            (Self::Band(now), _) => band((now as u32).saturating_add(steps)),
            (Self::Bodyweight, _) => Self::Bodyweight,
        }
    }

    /// The load at a share of what it is: half-kilograms, or the band before; nothing if there is nothing lighter.
    pub(super) fn lighter(self, share: f64) -> Option<Self> {
        match self {
            Self::Bodyweight => None,
            Self::Weight(kg) => Some(Self::Weight(Kilograms::clamped((kg.get() * share * 2.0).floor() / 2.0))),
            Self::Band(now) => (now as u32).checked_sub(1).map(band),
        }
    }

    /// Reads `4 kg`, `red band` or `bodyweight`.
    pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let Value::Text(text) = &node.value else { return kilograms(node, findings).map(Self::Weight) };
        let text = text.trim();
        if text == "bodyweight" {
            return Some(Self::Bodyweight);
        }
        let Some(colour) = text.strip_suffix("band").map(str::trim) else {
            return kilograms(node, findings).map(Self::Weight);
        };
        let known = Band::ALL.iter().copied().find(|b| b.as_str() == colour);
        if known.is_none() {
            let all: Vec<String> = Band::ALL.iter().map(|b| format!("`{b} band`")).collect();
            findings.add(
                Code::UnknownWord,
                &node.place,
                format!("`{text}` is not a band"),
                format!("one of {}", all.join(", ")),
            );
        }
        known.map(Self::Band)
    }
}

/// The band at a place in their order, or the strongest.
fn band(at: u32) -> Load {
    Load::Band(Band::ALL.get(at as usize).copied().unwrap_or(Band::Black))
}

impl fmt::Display for Load {
    /// As a programme has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bodyweight => f.write_str("bodyweight"),
            Self::Weight(kg) => write!(f, "{} kg", kg.get()),
            Self::Band(band) => write!(f, "{band} band"),
        }
    }
}

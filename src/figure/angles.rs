//! The angles of all joints.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use super::joint::{Joint, Movement};

/// A side of the body. The near one is its right, which faces the viewer in the side view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The right.
    Near,
    /// The left.
    Far,
}

impl Side {
    pub(super) const BOTH: [Side; 2] = [Side::Near, Side::Far];

    /// 1 to the right, -1 to the left.
    pub(super) fn sign(self) -> f64 {
        match self {
            Self::Near => 1.0,
            Self::Far => -1.0,
        }
    }

    /// Its name in files.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Near => "near",
            Self::Far => "far",
        }
    }
}

impl std::fmt::Display for Side {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The angles of all joints in degrees; one that is not set is at zero.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Angles {
    set: BTreeMap<(Option<Side>, Joint, Movement), f64>,
}

impl Angles {
    /// Sets the angle of a joint; a joint of which there is one has no side.
    pub(super) fn set(&mut self, side: Option<Side>, joint: Joint, movement: Movement, degrees: f64) {
        self.set.insert((side, joint, movement), degrees);
    }

    /// Puts all angles into a hash; equal ones give the same.
    pub(super) fn hash_into(&self, hash: &mut impl Hasher) {
        for (joint, degrees) in &self.set {
            // Nought is the same with either sign.
            (joint, (degrees + 0.0).to_bits()).hash(hash);
        }
    }

    /// The angle of a joint in the middle.
    pub(super) fn middle(&self, joint: Joint, movement: Movement) -> f64 {
        self.set.get(&(None, joint, movement)).copied().unwrap_or(0.0)
    }

    /// The angle of a joint of one side.
    pub(super) fn of(&self, side: Side, joint: Joint, movement: Movement) -> f64 {
        self.set.get(&(Some(side), joint, movement)).copied().unwrap_or(0.0)
    }
}

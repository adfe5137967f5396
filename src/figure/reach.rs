//! Bending a limb of two parts so that a point of it comes to a given place.

use super::skeleton::Limb;
use super::vector::{Rotation, Vector};

/// Which limb it is, and so which way its middle joint bends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An arm, whose elbow bends forwards.
    Arm,
    /// A leg, whose knee bends backwards.
    Leg,
}

impl Kind {
    /// The turn that bends the middle joint by so many degrees more.
    fn flexed(self, degrees: f64) -> Rotation {
        Rotation::about_z(match self {
            Self::Arm => degrees,
            Self::Leg => -degrees,
        })
    }
}

/// By how many metres a limb is too short for a place; below zero if it cannot fold enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Miss(pub(super) f64);

/// Bends a limb so that `tip` of it comes to `target`. The limb keeps its twist: it swings by the shortest way.
///
/// `tip` finds the point on the limb; it has to move with the lower part. `most` is how far the middle joint bends, in
/// degrees.
///
/// # Errors
/// By how much the place is out of reach.
pub(super) fn reach(
    limb: &Limb,
    kind: Kind,
    most: f64,
    target: Vector,
    tip: impl Fn(&Limb) -> Vector,
) -> Result<Limb, Miss> {
    let wanted = (target - limb.upper.origin).length();
    let distance = |limb: &Limb| (tip(limb) - limb.upper.origin).length();
    let straight = flexed_to(limb, kind, 0.0);
    let bent = flexed_to(limb, kind, most);
    if wanted > distance(&straight) + TOLERANCE {
        return Err(Miss(wanted - distance(&straight)));
    }
    if wanted < distance(&bent) - TOLERANCE {
        return Err(Miss(wanted - distance(&bent)));
    }
    // The distance falls as the joint bends, whatever hangs on the lower part, so halving finds the angle.
    let (mut low, mut high) = (0.0, most);
    for _ in 0..HALVINGS {
        let middle = (low + high) / 2.0;
        if distance(&flexed_to(limb, kind, middle)) > wanted { low = middle } else { high = middle }
    }
    let folded = flexed_to(limb, kind, (low + high) / 2.0);
    let root = limb.upper.origin;
    let (Some(from), Some(to)) = ((tip(&folded) - root).unit(), (target - root).unit()) else {
        return Ok(folded);
    };
    Ok(folded.swung(root, Rotation::between(from, to)))
}

/// A tenth of a millimetre.
const TOLERANCE: f64 = 1e-4;
/// Enough for an angle to be exact to a billionth of a degree.
const HALVINGS: u32 = 40;

/// The limb with its middle joint bent by so many degrees, counted from straight.
fn flexed_to(limb: &Limb, kind: Kind, degrees: f64) -> Limb {
    let turn = limb.upper.turned * kind.flexed(degrees);
    let old = limb.lower.turned;
    let back = Rotation { x: old.undo(Vector::X), y: old.undo(Vector::Y), z: old.undo(Vector::Z) };
    limb.swung_below(limb.lower.origin, turn * back)
}

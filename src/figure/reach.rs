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
    /// How far the middle joint of a limb is bent, in degrees.
    fn flexion(self, limb: &Limb) -> f64 {
        let ahead = limb.upper.turned.undo(limb.lower.turned.x);
        let degrees = ahead.y.atan2(ahead.x).to_degrees();
        if self == Self::Arm { degrees } else { -degrees }
    }

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
    // Only the lower part turns, so the tip is found from where it is on that part: a limb has some hundred angles tried.
    let middle = limb.upper.turned.undo(limb.lower.origin - limb.upper.origin);
    let on_lower = limb.lower.turned.undo(tip(limb) - limb.lower.origin);
    let off = |degrees: f64| (middle + kind.flexed(degrees).apply(on_lower)).length() - wanted;
    // Toes lie ahead of the shank, so that their distance grows a little before it falls as the knee bends: two angles may
    // do, and the one nearer to the pose is meant.
    let steps = (most / STEP).ceil() as u32;
    let sampled: Vec<(f64, f64)> =
        (0..=steps).map(|i| (f64::from(i) * STEP).min(most)).map(|degrees| (degrees, off(degrees))).collect();
    let now = kind.flexion(limb).clamp(0.0, most);
    let from_now = |degrees: f64| (degrees - now).abs();
    let brackets = sampled.iter().zip(sampled.iter().skip(1)).filter(|((_, a), (_, b))| (*a > 0.0) != (*b > 0.0));
    let nearest = brackets.min_by(|((a, _), _), ((b, _), _)| from_now(*a).total_cmp(&from_now(*b)));
    let touching = sampled.iter().filter(|(_, off)| off.abs() <= TOLERANCE).map(|(degrees, _)| *degrees);
    let touching = touching.chain([now].into_iter().filter(|now| off(*now).abs() <= TOLERANCE));
    let exact = touching.min_by(|a, b| from_now(*a).total_cmp(&from_now(*b)));
    let halved = nearest.map(|((low, at_low), (high, _))| {
        let (mut low, mut high) = (*low, *high);
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            if (off(middle) > 0.0) == (*at_low > 0.0) { low = middle } else { high = middle }
        }
        (low + high) / 2.0
    });
    // An angle that is within the tolerance gives way to the true one beside it.
    let beside = |degrees: f64| exact.is_some_and(|exact| (degrees - exact).abs() <= STEP);
    let found = match halved {
        Some(degrees) if beside(degrees) => Some(degrees),
        _ => [exact, halved].into_iter().flatten().min_by(|a, b| from_now(*a).total_cmp(&from_now(*b))),
    };
    let Some(angle) = found else {
        let least_off = sampled.iter().map(|(_, off)| *off).min_by(|a, b| a.abs().total_cmp(&b.abs()));
        return Err(Miss(-least_off.unwrap_or(0.0)));
    };
    let folded = flexed_to(limb, kind, angle);
    let root = limb.upper.origin;
    let (Some(from), Some(to)) = ((tip(&folded) - root).unit(), (target - root).unit()) else {
        return Ok(folded);
    };
    Ok(folded.swung(root, Rotation::between(from, to)))
}

/// How many degrees apart the angles are that are tried.
const STEP: f64 = 2.0;
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

#[cfg(test)]
mod tests {
    use super::super::skeleton::Bone;
    use super::super::vector::vector;
    use super::*;
    use proptest::prelude::*;

    const UPPER: f64 = 0.43;
    const LOWER: f64 = 0.40;

    /// A straight limb that hangs from a root, turned about its length.
    fn hanging(twist: f64) -> Limb {
        let turned = Rotation::about_y(twist);
        let bone = |down: f64| Bone { origin: vector(0.0, 1.0 - down, 0.0), turned };
        Limb { upper: bone(0.0), lower: bone(UPPER), end: bone(UPPER + LOWER), toes: bone(UPPER + LOWER) }
    }

    fn lengths(limb: &Limb) -> (f64, f64) {
        let upper = (limb.upper.origin - limb.lower.origin).length();
        (upper, (limb.lower.origin - limb.end.origin).length())
    }

    proptest! {
        #[test]
        fn a_place_in_reach_is_reached_by_bones_of_the_same_length(
            across in -180.0..180.0_f64, up in -90.0..90.0_f64, share in 0.35..0.999_f64, twist in -90.0..90.0_f64,
            is_arm in any::<bool>(),
        ) {
            let kind = if is_arm { Kind::Arm } else { Kind::Leg };
            let way = (Rotation::about_y(across) * Rotation::about_z(up)).apply(Vector::X);
            let target = vector(0.0, 1.0, 0.0) + way * (share * (UPPER + LOWER));
            let limb = reach(&hanging(twist), kind, 150.0, target, |l| l.end.origin).unwrap();
            prop_assert!((limb.end.origin - target).length() < 1e-6);
            let (upper, lower) = lengths(&limb);
            prop_assert!((upper - UPPER).abs() < 1e-9 && (lower - LOWER).abs() < 1e-9);
            // The middle joint bends its own way only.
            let ahead = limb.upper.turned.undo(-limb.lower.turned.y).x;
            let way = if is_arm { ahead } else { -ahead };
            prop_assert!(way >= -1e-9);
        }

        #[test]
        fn a_place_out_of_reach_says_by_how_much(beyond in 0.001..2.0_f64) {
            let target = vector(UPPER + LOWER + beyond, 1.0, 0.0);
            let Err(Miss(by)) = reach(&hanging(0.0), Kind::Leg, 150.0, target, |l| l.end.origin) else {
                return Err(TestCaseError::fail("reached"));
            };
            prop_assert!((by - beyond).abs() < 1e-9);
        }
    }
}

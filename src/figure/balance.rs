//! Whether somebody who stands would fall.

use super::Frame;
use super::angles::Side;
use super::bearing::contact_balls;
use super::body::Body;
use super::contact::{Bearing, Target};
use super::posture::Grip;
use super::prop::{Held, Surface};
use super::skeleton::Skeleton;
use super::stance::Touch;
use super::vector::{Vector, vector};
use crate::diagnostic::{Code, Findings};

/// Warns of a frame in which somebody stands on the feet alone with the body's weight far beyond them.
pub(super) fn tell_toppling(frame: &Frame, body: &Body, findings: &mut Findings) {
    if !stands_free(frame) {
        return;
    }
    let Some(weight) = centre_of_mass(&frame.stance.skeleton, body) else { return };
    let beyond = beyond(weight, &base(frame, body));
    if beyond > SWAY {
        findings.add(
            Code::Toppling,
            &frame.place,
            format!("nobody stands like this: the middle of the weight is {:.0} cm beyond the feet", beyond * 100.0),
            "lean less, put a foot under the weight, or let a hand or the seat bear on something",
        );
    }
}

/// How far beyond the feet the weight may be, in metres: a figure shows an instant of a movement.
const SWAY: f64 = 0.10;

/// Whether nothing but feet bears, and nothing is held that gives a pull.
fn stands_free(frame: &Frame) -> bool {
    let is_foot = |bearing| matches!(bearing, Bearing::Foot(_) | Bearing::Toes(_) | Bearing::Heel(_));
    let is_ground = |target: &Target| match target {
        Target::Surface(surface) => !matches!(surface, Surface::Air | Surface::Wall | Surface::SideWall),
        Target::Spot(..) => false,
    };
    // Whoever is on the ball of one foot is in the middle of a step or a jump.
    let on_the_way = |touches: &[Touch]| {
        let mut of_room = touches.iter().filter(|touch| matches!(touch.target, Target::Surface(_)));
        matches!((of_room.next().map(|touch| touch.bearing), of_room.next()), (Some(Bearing::Toes(_)), None))
    };
    // A hand on the own body bears nothing.
    let mut bearing = frame.stance.touches.iter().filter(|touch| matches!(touch.target, Target::Surface(_))).peekable();
    let pulls = |(_, held): &(Grip, Held)| matches!(held, Held::BandAhead | Held::BandBehind | Held::BandAside);
    bearing.peek().is_some()
        && !on_the_way(&frame.stance.touches)
        && bearing.all(|touch| is_foot(touch.bearing) && is_ground(&touch.target))
        && !frame.posture.holds.iter().any(pulls)
}

/// The flesh of the feet that bear.
fn base(frame: &Frame, body: &Body) -> Vec<(Vector, f64)> {
    let of_room = frame.stance.touches.iter().filter(|touch| matches!(touch.target, Target::Surface(_)));
    of_room.flat_map(|touch| contact_balls(body, &frame.stance.skeleton, touch.bearing)).collect()
}

/// The middle of all masses; none if the body has none.
fn centre_of_mass(skeleton: &Skeleton, body: &Body) -> Option<Vector> {
    let (mut sum, mut all) = (Vector::ZERO, 0.0);
    for mass in &body.masses {
        let sides: &[Side] = if mass.segment.is_sided() { &Side::BOTH } else { &[Side::Near] };
        for side in sides {
            let at = vector(mass.at.x, mass.at.y, mass.at.z * side.sign());
            sum = sum + skeleton.bone(mass.segment, *side).place(at) * mass.share;
            all += mass.share;
        }
    }
    (all > 0.0).then(|| sum * (1.0 / all))
}

/// How far a point lies outside of the skin around balls, seen from above, in metres; below zero if it lies inside.
fn beyond(point: Vector, balls: &[(Vector, f64)]) -> f64 {
    let off = |step: u32| {
        let (sin, cos) = (f64::from(step) * STEP).to_radians().sin_cos();
        let way = vector(cos, 0.0, sin);
        point.dot(way) - balls.iter().map(|(centre, radius)| centre.dot(way) + radius).fold(f64::MIN, f64::max)
    };
    (0..STEPS).map(off).fold(f64::MIN, f64::max)
}

/// How many directions are looked in, and the degrees between them.
const STEPS: u32 = 120;
const STEP: f64 = 3.0;

#[cfg(test)]
mod tests {
    use super::super::tests::figure;
    use super::*;

    fn told(frame: &str) -> Vec<(Code, usize)> {
        let (_, findings) = figure(&format!("view: side\nframes:\n  - {frame}"));
        findings.into_sorted().iter().map(|f| (f.code(), f.place().line())).collect()
    }

    #[test]
    fn somebody_who_leans_far_on_flat_feet_would_fall() {
        for lean in [35, -30, -60] {
            assert_eq!(
                told(&format!("{{ pose: standing, body: {{ lean: {lean} }} }}")),
                [(Code::Toppling, 3)],
                "{lean}"
            );
        }
        assert_eq!(told("{ pose: standing, body: { tip: 30 } }"), [(Code::Toppling, 3)]);
    }

    #[test]
    fn who_stands_upright_or_bends_at_the_hips_or_holds_on_does_not() {
        assert_eq!(told("standing"), []);
        assert_eq!(told("{ pose: standing, body: { lean: 5 } }"), []);
        assert_eq!(told("{ pose: standing, body: { lean: 80 }, both: { hip: 80, shoulder: 80 } }"), []);
        assert_eq!(told("hands-and-knees"), []);
    }
}

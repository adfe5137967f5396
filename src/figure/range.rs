//! Whether a limb that a contact has bent could be bent that way.

use super::angles::Side;
use super::bearing::limb_of;
use super::body::{Body, Segment};
use super::contact::Bearing;
use super::joint::{Joint, Movement, Reach};
use super::reach::Kind;
use super::skeleton::Skeleton;
use super::vector::Rotation;

/// A joint that is bent farther than it goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Strain {
    pub(super) joint: Joint,
    pub(super) movement: Movement,
    /// How far it is bent, in degrees.
    pub(super) found: f64,
    pub(super) reach: Reach,
}

/// The first joint above or in what bears that is bent too far.
pub(super) fn strained(skeleton: &Skeleton, body: &Body, bearing: Bearing) -> Option<Strain> {
    let found = match bearing {
        Bearing::Seat | Bearing::Trunk | Bearing::Shoulders => Vec::new(),
        Bearing::Head => vec![(Joint::Neck, neck(skeleton))],
        _ => match limb_of(bearing) {
            (side, Kind::Arm) => arm(skeleton, side),
            (side, Kind::Leg) => leg(skeleton, side, matches!(bearing, Bearing::Shin(_))),
        },
    };
    let strain = |(joint, ways): (Joint, Vec<Angles>)| {
        let each = ways.into_iter().map(|angles| worst(joint, &angles, body));
        // The same bend can be told in two ways; the easier one counts.
        each.min_by(|a, b| over(a.as_ref()).total_cmp(&over(b.as_ref()))).flatten()
    };
    found.into_iter().find_map(strain)
}

/// Movements of a joint and their angles in degrees.
type Angles = Vec<(Movement, f64)>;

fn worst(joint: Joint, angles: &Angles, body: &Body) -> Option<Strain> {
    let strain = |(movement, found): &(Movement, f64)| {
        let (_, reach) = *body.ranges.of(joint).iter().find(|(m, _)| m == movement)?;
        let strain = Strain { joint, movement: *movement, found: *found, reach };
        (over(Some(&strain)) > GIVE).then_some(strain)
    };
    angles.iter().filter_map(strain).max_by(|a, b| over(Some(a)).total_cmp(&over(Some(b))))
}

/// By how many degrees a joint is bent too far.
fn over(strain: Option<&Strain>) -> f64 {
    strain.map_or(0.0, |s| (s.found - s.reach.most).max(s.reach.least - s.found))
}

/// By how many degrees a joint gives: no two people measure it more exactly.
const GIVE: f64 = 5.0;

/// One rotation as another sees it.
fn seen(from: Rotation, turned: Rotation) -> Rotation {
    Rotation { x: from.undo(turned.x), y: from.undo(turned.y), z: from.undo(turned.z) }
}

fn between(skeleton: &Skeleton, above: Segment, below: Segment, side: Side) -> Rotation {
    let turned = |segment| skeleton.bone(segment, side).turned;
    seen(turned(above), turned(below))
}

fn neck(skeleton: &Skeleton) -> Vec<Angles> {
    let turn = between(skeleton, Segment::ThoracicTop, Segment::Neck, Side::Near);
    vec![vec![(Movement::Flexion, turn.y.x.atan2(turn.y.y).to_degrees())]]
}

fn arm(skeleton: &Skeleton, side: Side) -> Vec<(Joint, Vec<Angles>)> {
    let shoulder = between(skeleton, Segment::Girdle, Segment::UpperArm, side);
    let elbow = between(skeleton, Segment::UpperArm, Segment::Forearm, side);
    let wrist = between(skeleton, Segment::Forearm, Segment::Hand, side);
    let elbow = hinge(elbow);
    // Towards the palm is bending; a hand that also leans to a side is bent as far as it lies off the forearm.
    let along = -wrist.y;
    let wrist = wrist.x.y.atan2(-along.y).to_degrees();
    vec![
        (Joint::Shoulder, ball(shoulder, side)),
        (Joint::Elbow, vec![vec![(Movement::Flexion, elbow)]]),
        (Joint::Wrist, vec![vec![(Movement::Flexion, wrist)]]),
    ]
}

fn leg(skeleton: &Skeleton, side: Side, is_shin: bool) -> Vec<(Joint, Vec<Angles>)> {
    let hip = between(skeleton, Segment::Pelvis, Segment::Thigh, side);
    let knee = between(skeleton, Segment::Thigh, Segment::Shank, side);
    let foot = between(skeleton, Segment::Shank, Segment::Foot, side);
    let ankle = foot.x.y.clamp(-1.0, 1.0).asin().to_degrees();
    let mut found = vec![(Joint::Hip, ball(hip, side)), (Joint::Knee, vec![vec![(Movement::Flexion, -hinge(knee))]])];
    // Weight on the shin presses the foot flat farther than muscles bring it.
    if !is_shin {
        found.push((Joint::Ankle, vec![vec![(Movement::Dorsiflexion, ankle)]]));
    }
    found
}

/// The turn about the axis across, in degrees.
fn hinge(turn: Rotation) -> f64 {
    turn.x.y.atan2(turn.x.x).to_degrees()
}

/// The angles of a hip or shoulder, in both ways that they can be told.
fn ball(turn: Rotation, side: Side) -> Vec<Angles> {
    let s = side.sign();
    let aside = turn.y.z.clamp(-1.0, 1.0).asin().to_degrees();
    let told = |flexion: f64, aside: f64, rotation: f64| {
        vec![
            (Movement::Flexion, around(flexion)),
            (Movement::Abduction, around(-s * aside)),
            (Movement::Rotation, around(-s * rotation)),
        ]
    };
    if aside.abs() > STRAIGHT_OUT {
        // Straight out to the side, flexion and rotation are one movement, and between them they go all round.
        return vec![vec![(Movement::Abduction, -s * aside)]];
    }
    let flexion = (-turn.y.x).atan2(turn.y.y).to_degrees();
    let rotation = (-turn.x.z).atan2(turn.z.z).to_degrees();
    vec![told(flexion, aside, rotation), told(flexion + 180.0, 180.0 - aside, rotation + 180.0)]
}

/// From how many degrees on a limb counts as straight out to the side.
const STRAIGHT_OUT: f64 = 75.0;

/// The same angle between -180 and 180 degrees; what is a little beyond counts on, so that an arm overhead is at 180.
fn around(degrees: f64) -> f64 {
    (degrees + 170.0).rem_euclid(360.0) - 170.0
}

#[cfg(test)]
mod tests {
    use super::super::tests::figure;
    use super::*;
    use crate::diagnostic::Code;
    use proptest::prelude::*;

    /// The way that a limb hangs.
    fn hanging(flexion: f64, abduction: f64, rotation: f64, side: Side) -> Rotation {
        let s = side.sign();
        Rotation::about_z(flexion) * Rotation::about_x(-s * abduction) * Rotation::about_y(-s * rotation)
    }

    proptest! {
        #[test]
        fn the_angles_of_a_ball_joint_are_found_again(
            flexion in -60.0..179.0_f64, abduction in -50.0..74.0_f64, rotation in -90.0..100.0_f64, near in any::<bool>(),
        ) {
            let side = if near { Side::Near } else { Side::Far };
            let ways = ball(hanging(flexion, abduction, rotation, side), side);
            let off = |angles: &Angles| {
                let wanted = [flexion, abduction, rotation];
                angles.iter().zip(wanted).map(|((_, a), b)| (a - b).abs()).fold(0.0, f64::max)
            };
            prop_assert!(ways.iter().any(|w| off(w) < 1e-6), "{ways:?}");
        }
    }

    fn codes(on: &str) -> Vec<(Code, usize)> {
        let arms = "both: { shoulder: { flexion: -30, abduction: 20 }, elbow: 70 }";
        let text = format!(
            "view: side\nframes:\n  - pose: standing\n    lumbar: -24\n    thoracic: -10\n    {arms}\n    contacts:\n      - feet\n      - {{ hands: {on} }}\n"
        );
        let (_, findings) = figure(&text);
        findings.into_sorted().iter().map(|f| (f.code(), f.place().line())).collect()
    }

    #[test]
    fn a_hand_that_a_shoulder_cannot_bring_to_its_place_is_found_in_its_line() {
        assert_eq!(codes("thigh"), []);
        assert_eq!(codes("back-hip"), [(Code::JointRange, 9)]);
    }
}

//! What can be measured of a placed body, to check that it is drawn truly.

use super::angles::Side;
use super::bearing::{contact_balls, lowest};
use super::body::{Body, Part, Segment};
use super::contact::Target;
use super::prop::Room;
use super::skeleton::Skeleton;
use super::stance::Stance;
use super::vector::{Vector, vector};

/// Measures of one frame, all in metres.
#[derive(Debug, Clone, PartialEq)]
pub struct Measures {
    /// How far each contact with floor, wall or furniture is from touching; below zero if it sinks in.
    pub gaps: Vec<f64>,
    /// The lengths of both upper arms, forearms, thighs and shanks.
    pub lengths: Vec<f64>,
    /// The height of the lowest point of the body above the floor.
    pub lowest: f64,
    /// The farthest that anything near a joint has come since the frame before; zero in the first.
    pub moved: f64,
}

/// The joints that are measured.
const JOINTS: [Segment; 10] = [
    Segment::Pelvis,
    Segment::ThoracicLow,
    Segment::Neck,
    Segment::Head,
    Segment::UpperArm,
    Segment::Forearm,
    Segment::Hand,
    Segment::Thigh,
    Segment::Shank,
    Segment::Foot,
];

impl Measures {
    pub(super) fn of(now: &Stance, before: Option<&Stance>, room: &Room, body: &Body) -> Self {
        let gap = |touch: &super::stance::Touch| {
            let Target::Surface(surface) = touch.target else { return None };
            let plane = room.plane(surface)?;
            let balls = contact_balls(body, &now.skeleton, touch.bearing);
            Some(plane.above(lowest(balls, plane.normal)))
        };
        let joint = |skeleton: &Skeleton, segment, side| skeleton.bone(segment, side).origin;
        let length = |from, to, side| (joint(&now.skeleton, from, side) - joint(&now.skeleton, to, side)).length();
        let limbs = |side| {
            [
                length(Segment::UpperArm, Segment::Forearm, side),
                length(Segment::Forearm, Segment::Hand, side),
                length(Segment::Thigh, Segment::Shank, side),
                length(Segment::Shank, Segment::Foot, side),
            ]
        };
        Self {
            gaps: now.touches.iter().filter_map(gap).collect(),
            lengths: Side::BOTH.into_iter().flat_map(limbs).collect(),
            lowest: parts(&now.skeleton, body).into_iter().map(|(_, height)| height).fold(f64::MAX, f64::min),
            moved: before.map_or(0.0, |before| moved(&now.skeleton, &before.skeleton)),
        }
    }
}

/// The farthest that anything near a joint has come, in metres.
pub(super) fn moved(now: &Skeleton, before: &Skeleton) -> f64 {
    // A turn about a joint's own middle moves what is beside it.
    let beside = |skeleton: &Skeleton, segment, side| skeleton.bone(segment, side).place(vector(0.1, 0.1, 0.0));
    let way = |segment, side| (beside(now, segment, side) - beside(before, segment, side)).length();
    JOINTS.iter().flat_map(|segment| Side::BOTH.map(|side| way(*segment, side))).fold(0.0, f64::max)
}

/// The lowest height of each piece of flesh.
fn parts(skeleton: &Skeleton, body: &Body) -> Vec<(Part, f64)> {
    let height = |flesh, side| lowest(skeleton.balls(flesh, side), Vector::Y).y;
    body.flesh.iter().flat_map(|f| Side::BOTH.map(|side| (f.part, height(f, side)))).collect()
}

/// The part that is deepest below the floor, and how deep in metres, if any is too deep to overlook.
pub(super) fn sunk(skeleton: &Skeleton, body: &Body) -> Option<(Part, f64)> {
    let deepest = parts(skeleton, body).into_iter().min_by(|(_, a), (_, b)| a.total_cmp(b))?;
    (deepest.1 < -OVERLOOKED).then_some((deepest.0, -deepest.1))
}

/// How far flesh gives way under weight, in metres.
const OVERLOOKED: f64 = 0.03;

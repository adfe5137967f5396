//! The flesh that contacts are made with.

use super::angles::Side;
use super::body::{Ball, Body, Part, Segment};
use super::contact::Bearing;
use super::reach::Kind;
use super::skeleton::Skeleton;
use super::vector::Vector;

/// The joint that a contact is held by.
pub(super) fn joint(skeleton: &Skeleton, bearing: Bearing, body: &Body) -> Vector {
    let leg = |side| &skeleton.half(side).leg;
    let arm = |side| &skeleton.half(side).arm;
    let bone = |segment| skeleton.bone(segment, Side::Near).origin;
    match bearing {
        Bearing::Seat | Bearing::Trunk => bone(Segment::Pelvis),
        Bearing::Shoulders => bone(Segment::ThoracicTop),
        Bearing::Head => bone(Segment::Head),
        Bearing::Foot(side) | Bearing::Leg(side) => leg(side).end.origin,
        Bearing::Heel(side) => leg(side).end.place(heel_ball(body).at),
        Bearing::Toes(side) => leg(side).toes.origin,
        Bearing::Shin(side) => leg(side).lower.origin,
        Bearing::Hand(side) => arm(side).end.origin,
        Bearing::Forearm(side) => arm(side).lower.origin,
    }
}

/// The ball of flesh of the heel.
pub(super) fn heel_ball(body: &Body) -> Ball {
    let feet = body.flesh.iter().filter(|f| f.part == Part::Foot).flat_map(|f| &f.balls);
    let heel = feet.filter(|b| b.segment == Segment::Foot).min_by(|a, b| a.at.x.total_cmp(&b.at.x));
    heel.copied().unwrap_or(Ball { segment: Segment::Foot, at: Vector::ZERO, radius: 0.0 })
}

/// The flesh that a contact is made with, placed.
pub(super) fn contact_balls(body: &Body, skeleton: &Skeleton, bearing: Bearing) -> Vec<(Vector, f64)> {
    let of = |wanted: &dyn Fn(Part, &Ball) -> bool, sides: &[Side]| {
        let mut found = Vec::new();
        for flesh in &body.flesh {
            for ball in flesh.balls.iter().filter(|b| wanted(flesh.part, b)) {
                found.extend(sides.iter().map(|side| skeleton.ball(ball, *side)));
            }
        }
        found
    };
    let trunk = |part: Part| matches!(part, Part::Hips | Part::Trunk);
    match bearing {
        Bearing::Seat => of(&|part, _| part == Part::Hips, &Side::BOTH),
        Bearing::Trunk => of(&|part, _| trunk(part), &Side::BOTH),
        Bearing::Shoulders => of(
            &|part, ball| {
                let high = matches!(ball.segment, Segment::ThoracicHigh | Segment::ThoracicTop | Segment::Girdle);
                part == Part::Trunk && high
            },
            &Side::BOTH,
        ),
        Bearing::Head => of(&|_, ball| ball.segment == Segment::Head, &Side::BOTH),
        Bearing::Foot(side) => of(&|part, b| part == Part::Foot && b.segment != Segment::Shank, &[side]),
        Bearing::Toes(side) => of(&|_, ball| ball.segment == Segment::Toes, &[side]),
        Bearing::Heel(side) => of(&|part, ball| part == Part::Foot && ball.segment == Segment::Foot, &[side]),
        Bearing::Shin(side) => of(&|_, ball| ball.segment == Segment::Shank && ball.at.y > -1e-9, &[side]),
        Bearing::Leg(side) => of(&|part, _| matches!(part, Part::Thigh | Part::Shank | Part::Foot), &[side]),
        Bearing::Hand(side) => of(&|_, ball| ball.segment == Segment::Hand, &[side]),
        Bearing::Forearm(side) => of(&|part, _| part == Part::Forearm, &[side]),
    }
}

/// The point of the balls that lies lowest against `normal`; the origin if there is none.
pub(super) fn lowest(balls: impl IntoIterator<Item = (Vector, f64)>, normal: Vector) -> Vector {
    let points = balls.into_iter().map(|(centre, radius)| centre - normal * radius);
    points.min_by(|a, b| a.dot(normal).total_cmp(&b.dot(normal))).unwrap_or(Vector::ZERO)
}

/// The limb that a contact bends; the trunk's contacts, which bend none, are not asked.
pub(super) fn limb_of(bearing: Bearing) -> (Side, Kind) {
    match bearing {
        Bearing::Hand(side) | Bearing::Forearm(side) => (side, Kind::Arm),
        Bearing::Foot(side) | Bearing::Toes(side) | Bearing::Heel(side) | Bearing::Shin(side) | Bearing::Leg(side) => {
            (side, Kind::Leg)
        }
        Bearing::Seat | Bearing::Trunk | Bearing::Shoulders | Bearing::Head => (Side::Near, Kind::Leg),
    }
}

/// The radius of the flesh at the beginning of a segment, in metres.
pub(super) fn radius(body: &Body, segment: Segment) -> f64 {
    let balls = body.flesh.iter().flat_map(|f| &f.balls).filter(|b| b.segment == segment);
    balls.min_by(|a, b| a.at.length().total_cmp(&b.at.length())).map_or(0.0, |b| b.radius)
}

/// The radius of the flesh of an elbow or a knee, in metres.
pub(super) fn middle_radius(body: &Body, kind: Kind) -> f64 {
    radius(body, if kind == Kind::Arm { Segment::Forearm } else { Segment::Shank })
}

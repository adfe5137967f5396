//! Laying hands, feet, forearms and shins flat on what they bear on.

use super::angles::Side;
use super::bearing::{lowest, middle_radius, radius};
use super::body::{Body, Part, Segment};
use super::contact::Bearing;
use super::reach::Kind;
use super::skeleton::{Bone, Half, Limb, Skeleton, ball_height};
use super::vector::{Rotation, Vector, vector};

/// A body that is being laid on something.
pub(super) struct Laying<'a> {
    pub(super) skeleton: &'a mut Skeleton,
    pub(super) body: &'a Body,
}

impl Laying<'_> {
    /// Turns what bears so that it lies on a surface that faces `normal`.
    pub(super) fn shape(&mut self, bearing: Bearing, normal: Vector) {
        match bearing {
            Bearing::Foot(_) | Bearing::Hand(_) => self.flatten(bearing, normal),
            Bearing::Toes(side) => {
                let toes = &mut self.skeleton.half_mut(side).leg.toes;
                toes.turned = flat(normal, toes.turned.x);
            }
            Bearing::Forearm(side) => self.lay_forearm(side, normal),
            Bearing::Shin(side) => self.lay_shin(side, normal),
            Bearing::Seat
            | Bearing::Trunk
            | Bearing::Shoulders
            | Bearing::Head
            | Bearing::Heel(_)
            | Bearing::Leg(_) => {}
        }
    }

    /// Lays a sole or a palm flat.
    pub(super) fn flatten(&mut self, bearing: Bearing, normal: Vector) {
        let lengths = self.body.lengths;
        match bearing {
            Bearing::Foot(side) => {
                let leg = &mut self.skeleton.half_mut(side).leg;
                leg.end.turned = flat(normal, leg.end.turned.x);
                let ball = vector(lengths.foot, -ball_height(&lengths), 0.0);
                leg.toes = Bone { origin: leg.end.place(ball), turned: leg.end.turned };
            }
            Bearing::Hand(side) => {
                let arm = &mut self.skeleton.half_mut(side).arm;
                // Fingers point the way that the front of the forearm faces, or on along it where that way is into the wall.
                let (front, along) = (arm.lower.turned.x.across(normal), -arm.lower.turned.y);
                // Never back over the forearm, which no wrist does.
                let is_back = front.dot(along) < -0.2;
                let fingers = if front.length() > 0.4 && !is_back { front } else { along };
                arm.end.turned = palm_on(normal, fingers);
                arm.toes = arm.end;
            }
            _ => {}
        }
    }

    fn lay_forearm(&mut self, side: Side, normal: Vector) {
        let slope =
            (middle_radius(self.body, Kind::Arm) - radius(self.body, Segment::Hand)) / self.body.lengths.forearm;
        let l = self.body.lengths.forearm;
        let arm = &mut self.skeleton.half_mut(side).arm;
        let along = -arm.lower.turned.y;
        let Some(along) = along.across(normal).unit() else { return };
        let Some(down) = (along - normal * slope).unit() else { return };
        let y = -down;
        let x = normal.across(y).unit().unwrap_or(normal);
        arm.lower.turned = Rotation { x, y, z: x.cross(y) };
        arm.end = Bone { origin: arm.lower.place(vector(0.0, -l, 0.0)), turned: palm_on(normal, along) };
        arm.toes = arm.end;
    }

    fn lay_shin(&mut self, side: Side, normal: Vector) {
        let lengths = self.body.lengths;
        let slope = (middle_radius(self.body, Kind::Leg) - radius(self.body, Segment::Foot)) / lengths.shank;
        let leg = self.skeleton.half(side).leg;
        let Some(along) = (-leg.lower.turned.y).across(normal).unit() else { return };
        let Some(down) = (along - normal * slope).unit() else { return };
        let (x, y) = (-normal.across(down).unit().unwrap_or(normal), -down);
        let lower = Bone { origin: leg.lower.origin, turned: Rotation { x, y, z: x.cross(y) } };
        let ankle = lower.place(vector(0.0, -lengths.shank, 0.0));
        let knee = lower.origin.dot(normal) - middle_radius(self.body, Kind::Leg);
        // The foot points away and tips down until its toes touch too.
        let ball = vector(lengths.foot, -ball_height(&lengths), 0.0);
        let foot_at = |degrees: f64| {
            let (sin, cos) = degrees.to_radians().sin_cos();
            let x = along * cos - normal * sin;
            let y = -(normal * cos + along * sin);
            let end = Bone { origin: ankle, turned: Rotation { x, y, z: x.cross(y) } };
            (end, Bone { origin: end.place(ball), turned: end.turned })
        };
        let mut half = *self.skeleton.half(side);
        let height = |degrees: f64, half: &mut Half, me: &Self| {
            let (end, toes) = foot_at(degrees);
            half.leg = Limb { lower, end, toes, ..leg };
            let mut skeleton = me.skeleton.clone();
            *skeleton.half_mut(side) = *half;
            let toes = me.body.flesh.iter().filter(|f| f.part == Part::Foot);
            let toes = toes.filter(|f| f.balls.iter().all(|b| b.segment == Segment::Toes));
            lowest(toes.flat_map(|f| skeleton.balls(f, side)), normal).dot(normal) - knee
        };
        let (mut low, mut high) = (0.0, 60.0);
        for _ in 0..30 {
            let middle = (low + high) / 2.0;
            if height(middle, &mut half, self) > 0.0 { low = middle } else { high = middle }
        }
        height(low, &mut half, self);
        *self.skeleton.half_mut(side) = half;
    }
}

/// A foot flat on a surface, its toes pointing as nearly as it can the way of `ahead`.
fn flat(normal: Vector, ahead: Vector) -> Rotation {
    let x = ahead.across(normal).unit().unwrap_or_else(|| Vector::X.across(normal));
    Rotation { x, y: normal, z: x.cross(normal) }
}

/// A palm on a surface with its fingers pointing the way of `fingers`.
pub(super) fn palm_on(normal: Vector, fingers: Vector) -> Rotation {
    let x = -normal;
    let y = -fingers.across(normal).unit().unwrap_or(Vector::Y);
    Rotation { x, y, z: x.cross(y) }
}

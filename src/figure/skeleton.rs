//! Where every segment of the body is.

use super::angles::{Angles, Side};
use super::body::{Ball, Body, Flesh, Lengths, Segment};
use super::joint::{Joint, Movement};
use super::vector::{Rotation, Vector, vector};

/// Where a segment begins, and how it is turned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bone {
    pub(super) origin: Vector,
    pub(super) turned: Rotation,
}

impl Bone {
    /// A place of the segment in space.
    pub(super) fn place(&self, local: Vector) -> Vector {
        self.origin + self.turned.apply(local)
    }

    fn moved(self, by: Vector) -> Self {
        Self { origin: self.origin + by, ..self }
    }

    /// The same after a turn of everything about a point.
    pub(super) fn swung(self, about: Vector, turn: Rotation) -> Self {
        Self { origin: about + turn.apply(self.origin - about), turned: turn * self.turned }
    }
}

/// An arm or a leg: upper and lower part, hand or foot, and the toes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Limb {
    pub(super) upper: Bone,
    pub(super) lower: Bone,
    pub(super) end: Bone,
    /// The toes; for an arm the same as `end`.
    pub(super) toes: Bone,
}

impl Limb {
    pub(super) fn moved(self, by: Vector) -> Self {
        Self {
            upper: self.upper.moved(by),
            lower: self.lower.moved(by),
            end: self.end.moved(by),
            toes: self.toes.moved(by),
        }
    }

    pub(super) fn swung(self, about: Vector, turn: Rotation) -> Self {
        Self { upper: self.upper.swung(about, turn), ..self.swung_below(about, turn) }
    }

    /// Turns the lower part and what hangs on it.
    pub(super) fn swung_below(self, about: Vector, turn: Rotation) -> Self {
        Self {
            lower: self.lower.swung(about, turn),
            end: self.end.swung(about, turn),
            toes: self.toes.swung(about, turn),
            ..self
        }
    }
}

/// What hangs on one side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Half {
    pub(super) girdle: Bone,
    pub(super) arm: Limb,
    pub(super) leg: Limb,
}

/// The whole body, placed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Skeleton {
    pelvis: Bone,
    lumbar: [Bone; 3],
    thoracic: [Bone; 4],
    neck: Bone,
    head: Bone,
    near: Half,
    far: Half,
}

/// A bend of the trunk: forwards, to the right, and turned to the right.
fn bend(flexion: f64, side: f64, turn: f64) -> Rotation {
    Rotation::about_z(-flexion) * Rotation::about_x(side) * Rotation::about_y(-turn)
}

fn trunk_bend(angles: &Angles, joint: Joint, parts: f64) -> Rotation {
    let part = |movement| angles.middle(joint, movement) / parts;
    bend(part(Movement::Flexion), part(Movement::SideBend), part(Movement::Rotation))
}

impl Skeleton {
    /// Bends the joints; the middle between the hips stays where all places are measured from.
    pub(super) fn of(angles: &Angles, body: &Body) -> Self {
        let l = &body.lengths;
        let whole = |movement| angles.middle(Joint::Body, movement);
        let turned = Rotation::about_z(-whole(Movement::Lean))
            * Rotation::about_x(whole(Movement::Tip))
            * Rotation::about_y(-whole(Movement::Turn));
        let pelvis = Bone { origin: Vector::ZERO, turned };
        let next = |from: Bone, length: f64, bend: Rotation| Bone {
            origin: from.place(vector(0.0, length, 0.0)),
            turned: from.turned * bend,
        };
        let low = trunk_bend(angles, Joint::Lumbar, 3.0);
        let third = l.lumbar / 3.0;
        let lumbar_low = next(pelvis, l.pelvis, low);
        let lumbar_mid = next(lumbar_low, third, low);
        let lumbar_high = next(lumbar_mid, third, low);
        let high = trunk_bend(angles, Joint::Thoracic, 4.0);
        let quarter = l.thoracic / 4.0;
        let thoracic_low = next(lumbar_high, third, high);
        let thoracic_mid = next(thoracic_low, quarter, high);
        let thoracic_high = next(thoracic_mid, quarter, high);
        let thoracic_top = next(thoracic_high, quarter, high);
        let neck = next(thoracic_top, quarter, trunk_bend(angles, Joint::Neck, 1.0));
        let head = next(neck, l.neck, trunk_bend(angles, Joint::Head, 1.0));
        let half = |side| half(side, angles, l, pelvis, thoracic_top);
        Self {
            pelvis,
            lumbar: [lumbar_low, lumbar_mid, lumbar_high],
            thoracic: [thoracic_low, thoracic_mid, thoracic_high, thoracic_top],
            neck,
            head,
            near: half(Side::Near),
            far: half(Side::Far),
        }
    }

    pub(super) fn half(&self, side: Side) -> &Half {
        match side {
            Side::Near => &self.near,
            Side::Far => &self.far,
        }
    }

    pub(super) fn half_mut(&mut self, side: Side) -> &mut Half {
        match side {
            Side::Near => &mut self.near,
            Side::Far => &mut self.far,
        }
    }

    /// Where a segment is; the side does not matter for those in the middle.
    pub(super) fn bone(&self, segment: Segment, side: Side) -> Bone {
        let [lumbar_low, lumbar_mid, lumbar_high] = self.lumbar;
        let [thoracic_low, thoracic_mid, thoracic_high, thoracic_top] = self.thoracic;
        let half = self.half(side);
        match segment {
            Segment::Pelvis => self.pelvis,
            Segment::LumbarLow => lumbar_low,
            Segment::LumbarMid => lumbar_mid,
            Segment::LumbarHigh => lumbar_high,
            Segment::ThoracicLow => thoracic_low,
            Segment::ThoracicMid => thoracic_mid,
            Segment::ThoracicHigh => thoracic_high,
            Segment::ThoracicTop => thoracic_top,
            Segment::Neck => self.neck,
            Segment::Head => self.head,
            Segment::Girdle => half.girdle,
            Segment::UpperArm => half.arm.upper,
            Segment::Forearm => half.arm.lower,
            Segment::Hand => half.arm.end,
            Segment::Thigh => half.leg.upper,
            Segment::Shank => half.leg.lower,
            Segment::Foot => half.leg.end,
            Segment::Toes => half.leg.toes,
        }
    }

    /// The body moved as a whole.
    pub(super) fn moved(&self, by: Vector) -> Self {
        let half = |h: &Half| Half { girdle: h.girdle.moved(by), arm: h.arm.moved(by), leg: h.leg.moved(by) };
        Self {
            pelvis: self.pelvis.moved(by),
            lumbar: self.lumbar.map(|b| b.moved(by)),
            thoracic: self.thoracic.map(|b| b.moved(by)),
            neck: self.neck.moved(by),
            head: self.head.moved(by),
            near: half(&self.near),
            far: half(&self.far),
        }
    }

    /// The head bent farther, forwards or to a side, from the root of the neck.
    pub(super) fn nodded(&self, bend: Rotation) -> Self {
        let turn = self.neck.turned * bend;
        let back = Rotation {
            x: self.neck.turned.undo(Vector::X),
            y: self.neck.turned.undo(Vector::Y),
            z: self.neck.turned.undo(Vector::Z),
        };
        let turn = turn * back;
        let about = self.neck.origin;
        Self { neck: self.neck.swung(about, turn), head: self.head.swung(about, turn), ..self.clone() }
    }

    /// A ball of flesh in space: its centre and its radius.
    pub(super) fn ball(&self, ball: &Ball, side: Side) -> (Vector, f64) {
        let out = if ball.segment.is_sided() { side.sign() } else { 1.0 };
        let local = vector(ball.at.x, ball.at.y, ball.at.z * out);
        (self.bone(ball.segment, side).place(local), ball.radius)
    }

    /// All balls of a piece of flesh in space.
    pub(super) fn balls<'a>(&'a self, flesh: &'a Flesh, side: Side) -> impl Iterator<Item = (Vector, f64)> + use<'a> {
        flesh.balls.iter().map(move |ball| self.ball(ball, side))
    }
}

fn half(side: Side, angles: &Angles, l: &Lengths, pelvis: Bone, top: Bone) -> Half {
    let s = side.sign();
    let of = |joint, movement| angles.of(side, joint, movement);
    // A limb swings to the side first, then forwards; outwards is to the right for the near side.
    let ball_joint = |joint| {
        Rotation::about_z(of(joint, Movement::Flexion))
            * Rotation::about_x(-s * of(joint, Movement::Abduction))
            * Rotation::about_y(-s * of(joint, Movement::Rotation))
    };
    let below = |bone: Bone, length: f64| bone.place(vector(0.0, -length, 0.0));

    // The shoulder blade glides about the joint of the collar bone at the root of the neck.
    let lift = of(Joint::Scapula, Movement::Elevation);
    let forwards = of(Joint::Scapula, Movement::Protraction);
    let collar = top.turned * Rotation::about_x(-s * lift) * Rotation::about_y(s * forwards);
    let root = top.place(vector(0.0, l.thoracic / 4.0, 0.0));
    let girdle =
        Bone { origin: root + collar.apply(vector(0.0, -l.shoulder_drop, s * l.shoulder)), turned: top.turned };

    let upper = Bone { origin: girdle.origin, turned: girdle.turned * ball_joint(Joint::Shoulder) };
    let elbow = Rotation::about_z(of(Joint::Elbow, Movement::Flexion));
    let lower = Bone { origin: below(upper, l.upper_arm), turned: upper.turned * elbow };
    let palm = Rotation::about_y(s * (90.0 + of(Joint::Forearm, Movement::Pronation)));
    let wrist = Rotation::about_z(of(Joint::Wrist, Movement::Flexion));
    let hand = Bone { origin: below(lower, l.forearm), turned: lower.turned * palm * wrist };
    let arm = Limb { upper, lower, end: hand, toes: hand };

    let hip = pelvis.place(vector(0.0, 0.0, s * l.hip));
    let upper = Bone { origin: hip, turned: pelvis.turned * ball_joint(Joint::Hip) };
    let knee = Rotation::about_z(-of(Joint::Knee, Movement::Flexion));
    let lower = Bone { origin: below(upper, l.thigh), turned: upper.turned * knee };
    let ankle = Rotation::about_z(of(Joint::Ankle, Movement::Dorsiflexion));
    let foot = Bone { origin: below(lower, l.shank), turned: lower.turned * ankle };
    let bend = Rotation::about_z(of(Joint::Toes, Movement::Dorsiflexion));
    let toes = Bone { origin: foot.place(vector(l.foot, -ball_height(l), 0.0)), turned: foot.turned * bend };
    Half { girdle, arm, leg: Limb { upper, lower, end: foot, toes } }
}

/// How far the ball of the foot lies below the ankle: two thirds of the way to the sole.
pub(super) fn ball_height(l: &Lengths) -> f64 {
    l.ankle * 2.0 / 3.0
}

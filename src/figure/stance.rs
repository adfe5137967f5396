//! The body placed by its contacts.

use super::angles::{Angles, Side};
use super::bearing::{contact_balls, heel_ball, joint, limb_of, lowest, radius};
use super::body::{Body, Segment};
use super::contact::{Bearing, Contact, Target};
use super::joint::{Joint, Movement};
use super::laying::Laying;
use super::prop::{Plane, Room, Surface};
use super::reach::{Kind, Miss, reach};
use super::skeleton::{Limb, Skeleton};
use super::vector::{Rotation, Vector, vector};
use crate::source::Place;

/// A body in its place, and what it bears on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stance {
    pub(super) skeleton: Skeleton,
    pub(super) touches: Vec<Touch>,
}

/// A contact that was brought about.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Touch {
    pub(super) bearing: Bearing,
    pub(super) target: Target,
    /// The joint that is held in its place while the contact stays.
    pub(super) joint: Vector,
}

/// A contact that cannot be brought about.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OutOfReach {
    pub(super) place: Place,
    /// How many metres are missing.
    pub(super) by: f64,
}

/// Bends the joints and places the body so that every contact touches.
///
/// The first contact places the body; the other limbs bend to fit. A contact that was there in the stance before keeps its
/// place, so that a foot that bears in both of two drawings does not wander.
pub(super) fn settle(
    angles: &Angles,
    contacts: &[Contact],
    body: &Body,
    before: Option<&Stance>,
    room: &mut Room,
) -> Result<Stance, OutOfReach> {
    let mut stance = Stance { skeleton: Skeleton::of(angles, body), touches: Vec::with_capacity(contacts.len()) };
    for (i, contact) in contacts.iter().enumerate() {
        let mut fitting = Fitting { body, room, stance: &mut stance, before };
        let fitted = match &contact.target {
            Target::Surface(surface) if i == 0 => fitting.place(contact.bearing, *surface),
            Target::Surface(surface) => fitting.fit(contact.bearing, *surface),
            Target::Spot(spot, side) => {
                let target = fitting.stance.skeleton.bone(spot.segment, *side);
                let out = side.sign();
                fitting.hold(contact.bearing, target.place(vector(spot.at.x, spot.at.y, spot.at.z * out)))
            }
        };
        let joint = fitted.map_err(|Miss(by)| OutOfReach { place: contact.place.clone(), by: by.abs() })?;
        stance.touches.push(Touch { bearing: contact.bearing, target: contact.target.clone(), joint });
    }
    Ok(stance)
}

struct Fitting<'a> {
    body: &'a Body,
    room: &'a mut Room,
    stance: &'a mut Stance,
    before: Option<&'a Stance>,
}

impl Fitting<'_> {
    fn laying(&mut self) -> Laying<'_> {
        Laying { skeleton: &mut self.stance.skeleton, body: self.body }
    }

    /// Where a contact was in the stance before.
    fn anchor(&self, bearing: Bearing, surface: Surface) -> Option<Vector> {
        let before = self.before?;
        // Hands and forearms slide along a wall as the arms say; elsewhere they bear, and stay.
        let is_wall = matches!(surface, Surface::Wall | Surface::SideWall);
        if is_wall && matches!(bearing, Bearing::Hand(_) | Bearing::Forearm(_)) {
            return None;
        }
        let same = |other: Bearing| other == bearing || (other.is_of_trunk() && bearing.is_of_trunk());
        let was_there = before.touches.iter().any(|t| same(t.bearing) && t.target == Target::Surface(surface));
        was_there.then(|| joint(&before.skeleton, bearing, self.body))
    }

    /// Moves the whole body so that its first contact touches.
    fn place(&mut self, bearing: Bearing, surface: Surface) -> Result<Vector, Miss> {
        let pelvis = self.stance.skeleton.bone(Segment::Pelvis, Side::Near).origin;
        let joint = self.joint(bearing);
        let normal = match self.room.plane(surface) {
            Some(plane) => plane.normal,
            None => self.room.normal(surface, joint, pelvis),
        };
        self.laying().shape(bearing, normal);
        let plane = self.room.plane(surface).unwrap_or(Plane { normal, at: 0.0 });
        let mut by = plane.normal * -plane.above(self.lowest(bearing, normal));
        if normal.y == 0.0 {
            // A wall does not say how high the body is: its lowest point is on the floor.
            self.room.put_wall(surface, plane);
            by = by - Vector::Y * self.lowest_of_all(Vector::Y).y;
        }
        if let Some(anchor) = self.anchor(bearing, surface) {
            by = by
                + (anchor - self.joint(bearing)).across(normal).across(if normal.y == 0.0 {
                    Vector::Y
                } else {
                    normal
                });
        }
        self.stance.skeleton = self.stance.skeleton.moved(by);
        self.noted(bearing, surface)
    }

    /// Remembers where a thing was touched.
    fn noted(&mut self, bearing: Bearing, surface: Surface) -> Result<Vector, Miss> {
        let joint = self.joint(bearing);
        let pelvis = self.stance.skeleton.bone(Segment::Pelvis, Side::Near).origin;
        if matches!(surface, Surface::Bed | Surface::Couch) {
            self.room.ground = self.room.plane(surface).map_or(0.0, |p| p.at);
        }
        // Lower legs lie on a seat from the knees on.
        let inwards = (pelvis - joint).across(Vector::Y).unit().unwrap_or(Vector::ZERO);
        let seat = if matches!(bearing, Bearing::Heel(_)) { joint + inwards * CALF } else { joint };
        self.room.touch(surface, seat, pelvis);
        Ok(joint)
    }

    /// Bends a limb, or the neck, so that a further contact touches.
    fn fit(&mut self, bearing: Bearing, surface: Surface) -> Result<Vector, Miss> {
        let joint = self.joint(bearing);
        let pelvis = self.stance.skeleton.bone(Segment::Pelvis, Side::Near).origin;
        let plane = match self.room.plane(surface) {
            Some(plane) => plane,
            None => {
                // A wall stands where it is touched first.
                let normal = self.room.normal(surface, joint, pelvis);
                self.laying().shape(bearing, normal);
                let plane = Plane { normal, at: self.lowest(bearing, normal).dot(normal) };
                self.room.put_wall(surface, plane);
                plane
            }
        };
        let anchor = self.anchor(bearing, surface);
        match bearing {
            Bearing::Head if surface == Surface::Pillow && self.lies_on_side(plane.normal) => {
                self.room.fill_pillow(self.lowest(bearing, plane.normal).y);
                let plane = self.room.plane(surface).unwrap_or(plane);
                self.nod(&plane)?;
            }
            Bearing::Head => self.nod(&plane)?,
            Bearing::Seat | Bearing::Trunk | Bearing::Shoulders | Bearing::Leg(_) => {
                // The body moves until it touches, and the limbs that bear already bend to stay where they are.
                let off = plane.above(self.lowest(bearing, plane.normal));
                self.stance.skeleton = self.stance.skeleton.moved(plane.normal * -off);
                for touch in self.stance.touches.clone() {
                    if let Target::Surface(surface) = touch.target
                        && let Some(plane) = self.room.plane(surface)
                        && touch.bearing.is_of_limb()
                    {
                        self.bend(touch.bearing, &plane, Some(touch.joint))?;
                    }
                }
            }
            _ => self.bend(bearing, &plane, anchor)?,
        }
        self.noted(bearing, surface)
    }

    /// Whether the neck bends sideways, not forwards, to bring the head nearer to a surface.
    fn lies_on_side(&self, normal: Vector) -> bool {
        self.stance.skeleton.bone(Segment::Neck, Side::Near).turned.z.dot(normal).abs() > ON_SIDE
    }

    fn nod(&mut self, plane: &Plane) -> Result<(), Miss> {
        let is_on_side = self.lies_on_side(plane.normal);
        let by = |degrees: f64| if is_on_side { Rotation::about_x(degrees) } else { Rotation::about_z(-degrees) };
        // The head turns about the root of the neck, and nothing else moves.
        let neck = self.stance.skeleton.bone(Segment::Neck, Side::Near);
        let balls = self.balls(&self.stance.skeleton, Bearing::Head);
        let on_neck: Vec<(Vector, f64)> =
            balls.iter().map(|(centre, radius)| (neck.turned.undo(*centre - neck.origin), *radius)).collect();
        let height = |degrees: f64| {
            let turned = neck.turned * by(degrees);
            let nodded = on_neck.iter().map(|(centre, radius)| (neck.origin + turned.apply(*centre), *radius));
            plane.above(lowest(nodded, plane.normal))
        };
        let upright = height(0.0);
        if upright.abs() < TOUCHING {
            return Ok(());
        }
        let steps = (1..=MOST_NOD).flat_map(|d| [d, -d]).map(f64::from);
        let Some(past) = steps.into_iter().find(|d| height(*d) * upright <= 0.0) else {
            return Err(Miss(upright.abs()));
        };
        let (mut low, mut high) = (0.0, past);
        for _ in 0..40 {
            let middle = (low + high) / 2.0;
            if height(middle) * upright > 0.0 { low = middle } else { high = middle }
        }
        self.stance.skeleton = self.stance.skeleton.nodded(by(high));
        Ok(())
    }

    fn bend(&mut self, bearing: Bearing, plane: &Plane, anchor: Option<Vector>) -> Result<(), Miss> {
        let (side, kind) = limb_of(bearing);
        let n = plane.normal;
        // The contact stays where the angles bring it, or where it was, and comes down to the surface.
        let at = |me: &Self, rest: f64| {
            let from = anchor.unwrap_or_else(|| me.joint(bearing));
            from.across(n) + n * (plane.at + rest)
        };
        match bearing {
            Bearing::Shin(_) | Bearing::Forearm(_) => {
                self.laying().shape(bearing, n);
                let limb = *self.limb(side, kind);
                let rest = (limb.lower.origin - self.lowest(bearing, n)).dot(n);
                let middle = at(self, rest);
                let root = limb.upper.origin;
                let length = (limb.lower.origin - root).length();
                let down = (middle - root).dot(n);
                let along = (limb.lower.origin - root).across(n);
                let flat = length * length - down * down;
                if down.abs() > length + TOUCHING {
                    return Err(Miss(down.abs() - length));
                }
                let along = along.unit().unwrap_or(Vector::X) * flat.max(0.0).sqrt();
                if let (Some(from), Some(to)) = ((limb.lower.origin - root).unit(), (along + n * down).unit()) {
                    *self.limb_mut(side, kind) = limb.swung(root, Rotation::between(from, to));
                }
                self.laying().shape(bearing, n);
                Ok(())
            }
            Bearing::Heel(_) => {
                let heel = heel_ball(self.body);
                let target = at(self, heel.radius);
                let tip = move |l: &Limb| l.end.place(heel.at);
                self.reach(side, kind, target, anchor.is_some(), n, tip)
            }
            Bearing::Toes(_) => {
                let target = at(self, radius(self.body, Segment::Toes));
                self.reach(side, kind, target, anchor.is_some(), n, |l| l.toes.origin)?;
                self.laying().shape(bearing, n);
                Ok(())
            }
            _ => {
                self.laying().shape(bearing, n);
                let joint = self.limb(side, kind).end.origin;
                let rest = (joint - self.lowest(bearing, n)).dot(n);
                let target = at(self, rest);
                self.reach(side, kind, target, anchor.is_some(), n, |l| l.end.origin)?;
                self.laying().flatten(bearing, n);
                Ok(())
            }
        }
    }

    /// Brings a tip to a target, or as near to it along the surface as the limb goes.
    fn reach(
        &mut self,
        side: Side,
        kind: Kind,
        target: Vector,
        is_fixed: bool,
        n: Vector,
        tip: impl Fn(&Limb) -> Vector,
    ) -> Result<(), Miss> {
        let limb = *self.limb(side, kind);
        let most = self.most_flexion(kind);
        let reached = reach(&limb, kind, most, target, &tip).or_else(|miss| {
            let root = limb.upper.origin;
            let way = target - root;
            let (down, along) = (way.dot(n), way.across(n));
            // As far as the limb goes, or as near as it folds.
            let whole = way.length() - miss.0;
            let room = whole * whole - down * down;
            // A foot that bears hardly slides; a hand is moved to where it reaches.
            let must_stay = is_fixed && kind == Kind::Leg && miss.0.abs() > SLIDE;
            if must_stay || room <= 0.0 {
                return Err(miss);
            }
            let inside = if miss.0 < 0.0 { 1.0001 } else { 0.9999 };
            let along = along.unit().unwrap_or(Vector::ZERO) * (room.sqrt() * inside);
            reach(&limb, kind, most, root + n * down + along, &tip)
        })?;
        *self.limb_mut(side, kind) = reached;
        Ok(())
    }

    /// Brings a hand or foot to a place on the body itself.
    fn hold(&mut self, bearing: Bearing, target: Vector) -> Result<Vector, Miss> {
        let (side, kind) = limb_of(bearing);
        let palm = vector(0.010 * self.body.height, -0.045 * self.body.height, 0.0);
        self.reach(side, kind, target, false, Vector::Y, move |l| match kind {
            Kind::Arm => l.end.place(palm),
            Kind::Leg => l.end.origin,
        })?;
        Ok(self.joint(bearing))
    }

    /// The joint that a contact is held by.
    fn joint(&self, bearing: Bearing) -> Vector {
        joint(&self.stance.skeleton, bearing, self.body)
    }

    /// The point of what bears that lies lowest, against the way that the surface faces.
    fn lowest(&self, bearing: Bearing, normal: Vector) -> Vector {
        lowest(self.balls(&self.stance.skeleton, bearing), normal)
    }

    fn lowest_of_all(&self, normal: Vector) -> Vector {
        let all = self.body.flesh.iter().flat_map(|f| Side::BOTH.map(|s| self.stance.skeleton.balls(f, s)));
        lowest(all.flatten(), normal)
    }

    /// The flesh that a contact is made with.
    fn balls(&self, skeleton: &Skeleton, bearing: Bearing) -> Vec<(Vector, f64)> {
        contact_balls(self.body, skeleton, bearing)
    }

    fn limb(&self, side: Side, kind: Kind) -> &Limb {
        let half = self.stance.skeleton.half(side);
        match kind {
            Kind::Arm => &half.arm,
            Kind::Leg => &half.leg,
        }
    }

    fn limb_mut(&mut self, side: Side, kind: Kind) -> &mut Limb {
        let half = self.stance.skeleton.half_mut(side);
        match kind {
            Kind::Arm => &mut half.arm,
            Kind::Leg => &mut half.leg,
        }
    }

    fn most_flexion(&self, kind: Kind) -> f64 {
        let joint = match kind {
            Kind::Arm => Joint::Elbow,
            Kind::Leg => Joint::Knee,
        };
        let reach = self.body.ranges.of(joint).iter().find(|(m, _)| *m == Movement::Flexion);
        reach.map_or(150.0, |(_, reach)| reach.most)
    }
}

/// How far from the heels a seat begins under resting legs, in metres.
const CALF: f64 = 0.22;
/// How far a foot may slide between two frames, in metres: no eye sees it.
const SLIDE: f64 = 0.03;
/// How far a contact may be off and still touch, in metres.
const TOUCHING: f64 = 0.0005;
/// From where on a body lies on its side: the cosine between the way from ear to ear and the upright.
const ON_SIDE: f64 = 0.7;
/// How far a head nods to lie down, in degrees.
const MOST_NOD: i32 = 60;

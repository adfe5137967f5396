//! Furniture and what is held, as shapes.

use super::angles::Side;
use super::body::{Body, Segment};
use super::draw::{Layer, Shape, Tone, UNITS};
use super::posture::Grip;
use super::prop::{Held, Prop, Room, SEAT, Surface, TABLE};
use super::skeleton::Skeleton;
use super::vector::{Vector, vector};
use super::view::{Eye, View};

/// The part of space that the bodies of all frames take up, in metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extent {
    pub(super) least: Vector,
    pub(super) most: Vector,
    /// How far ahead the toes are in the first frame.
    pub(super) toes: f64,
}

impl Extent {
    /// Of all flesh.
    pub(super) fn of<'a>(skeletons: impl Iterator<Item = &'a Skeleton>, body: &Body) -> Self {
        let mut extent = Self { least: vector(9.0, 9.0, 9.0), most: vector(-9.0, -9.0, -9.0), toes: f64::MIN };
        for (i, skeleton) in skeletons.enumerate() {
            if i == 0 {
                let toes = Side::BOTH.map(|side| skeleton.bone(Segment::Toes, side).place(vector(0.06, 0.0, 0.0)).x);
                extent.toes = toes.into_iter().fold(f64::MIN, f64::max);
            }
            for (c, r) in body.flesh.iter().flat_map(|f| Side::BOTH.map(|s| skeleton.balls(f, s))).flatten() {
                extent.least =
                    vector(extent.least.x.min(c.x - r), extent.least.y.min(c.y - r), extent.least.z.min(c.z - r));
                extent.most =
                    vector(extent.most.x.max(c.x + r), extent.most.y.max(c.y + r), extent.most.z.max(c.z + r));
            }
        }
        extent
    }
}

/// A box with rounded edges, between two corners.
fn slab(eye: Eye, a: Vector, b: Vector, round: f64) -> Shape {
    let inner = |low: f64, high: f64| {
        let (low, high) = (low.min(high), low.max(high));
        let inset = round.min((high - low) / 2.0);
        [low + inset, high - inset]
    };
    let (xs, ys, zs) = (inner(a.x, b.x), inner(a.y, b.y), inner(a.z, b.z));
    let mut corners = Vec::new();
    for x in xs {
        for y in ys {
            for z in zs {
                corners.push((vector(x, y, z), round));
            }
        }
    }
    eye.skin(&corners)
}

/// A rod between two points.
fn rod(eye: Eye, a: Vector, b: Vector, radius: f64) -> Shape {
    eye.skin(&[(a, radius), (b, radius)])
}

fn thing(shapes: Vec<Shape>) -> Layer {
    Layer { tone: Tone::Thing, shapes, edged: Vec::new() }
}

/// What stands in the room, farthest first.
pub(super) fn furniture(room: &Room, props: &[Prop], extent: Extent, eye: Eye) -> Vec<Layer> {
    let mut layers = Vec::new();
    let mut shapes = Vec::new();
    for plane in room.walls() {
        let is_seen_from_its_edge = match eye.view {
            View::Side => plane.normal.x != 0.0,
            View::Front | View::Back => plane.normal.z != 0.0,
            View::Top => true,
        };
        if is_seen_from_its_edge {
            let low = plane.normal * plane.at;
            let back = plane.normal * (plane.at - WALL);
            let across = if plane.normal.x == 0.0 { Vector::X } else { Vector::Z };
            let top = Vector::Y * (extent.most.y + 0.08).max(1.2);
            shapes.push(slab(eye, low - across * 0.4, back + across * 0.4 + top, 0.004));
        }
    }
    for (surface, (touch, body)) in &room.touched {
        let height = room.plane(*surface).map_or(0.0, |p| p.at);
        // Things are on the far side of the place where they are touched, seen from the body.
        let on = if touch.x < body.x { -1.0 } else { 1.0 };
        match surface {
            Surface::Chair => {
                let is_seat = (*touch - *body).length() < 0.01;
                let (edge, back) =
                    if is_seat { (touch.x + 0.27, touch.x - 0.17) } else { (touch.x - on * 0.10, touch.x + on * 0.34) };
                shapes.extend(chair(eye, edge, back, body.z, height));
            }
            Surface::ChairBack => shapes.extend(chair(eye, touch.x + on * 0.48, touch.x + on * 0.04, body.z, SEAT)),
            Surface::Step => {
                let (a, b) = (touch.x - 0.14, touch.x + 0.26);
                shapes.push(slab(eye, vector(a, 0.0, body.z - 0.3), vector(b, height, body.z + 0.3), 0.012));
            }
            Surface::Table => shapes.extend(table(eye, touch.x - on * 0.05, on, body.z, height)),
            Surface::Shelf => {
                let (a, b) = (touch.x - on * 0.04, touch.x + on * 0.30);
                shapes.push(slab(eye, vector(a, height, body.z - 0.4), vector(b, height - 0.03, body.z + 0.4), 0.01));
                shapes.push(slab(eye, vector(b, 0.0, body.z - 0.4), vector(b + on * WALL, 2.0, body.z + 0.4), 0.004));
            }
            Surface::Bed => {
                let (a, b) = (extent.least.x - 0.12, extent.most.x + 0.12);
                shapes.push(slab(eye, vector(a, height, -0.45), vector(b, height - 0.2, 0.45), 0.04));
                for x in [a + 0.08, b - 0.08] {
                    shapes.push(rod(eye, vector(x, 0.025, 0.0), vector(x, height - 0.2, 0.0), 0.025));
                }
            }
            Surface::Pillow => {
                let (x, low) = (touch.x, room.ground);
                shapes.push(slab(
                    eye,
                    vector(x - 0.2, low, touch.z - 0.25),
                    vector(x + 0.2, height, touch.z + 0.25),
                    0.03,
                ));
            }
            Surface::Floor | Surface::Wall | Surface::SideWall => {}
        }
    }
    for prop in props {
        match prop {
            Prop::Mat => {
                let (a, b) = (extent.least.x - 0.06, extent.most.x + 0.06);
                let middle = (extent.least.z + extent.most.z) / 2.0;
                let z = (middle - MAT / 2.0, middle + MAT / 2.0);
                shapes.push(slab(eye, vector(a, 0.0, z.0), vector(b, -0.025, z.1), 0.012));
            }
            Prop::ChairBehind => shapes.extend(chair(eye, extent.least.x - 0.02, extent.least.x - 0.46, 0.0, SEAT)),
            Prop::ChairAhead => shapes.extend(chair(eye, extent.toes + 0.02, extent.toes + 0.46, 0.0, SEAT)),
            Prop::TableAhead => shapes.extend(table(eye, extent.toes + 0.02, 1.0, 0.0, TABLE)),
        }
    }
    layers.push(thing(shapes));
    layers
}

/// A table from its edge on.
fn table(eye: Eye, edge: f64, on: f64, z: f64, height: f64) -> Vec<Shape> {
    let far = edge + on * 0.60;
    let mut shapes = vec![slab(eye, vector(edge, height, z - 0.4), vector(far, height - 0.035, z + 0.4), 0.01)];
    for x in [edge + on * 0.05, far - on * 0.05] {
        shapes.push(rod(eye, vector(x, 0.018, z), vector(x, height - 0.02, z), 0.018));
    }
    shapes
}

/// A chair from the front edge of its seat to its back.
fn chair(eye: Eye, edge: f64, back: f64, z: f64, seat: f64) -> Vec<Shape> {
    let ahead = if edge > back { 1.0 } else { -1.0 };
    let (left, right) = (z - 0.21, z + 0.21);
    let mut shapes = vec![slab(eye, vector(edge, seat, left), vector(back, seat - 0.035, right), 0.014)];
    for z in [left + 0.03, right - 0.03] {
        let foot = |x: f64| vector(x, 0.014, z);
        shapes.push(rod(eye, foot(edge), vector(edge - ahead * 0.04, seat - 0.03, z), 0.014));
        shapes.push(rod(eye, foot(back - ahead * 0.03), vector(back + ahead * 0.02, seat - 0.03, z), 0.014));
        shapes.push(rod(eye, vector(back + ahead * 0.01, seat, z), vector(back - ahead * 0.05, seat + 0.46, z), 0.014));
    }
    let low = vector(back - ahead * 0.03, seat + 0.28, left);
    shapes.push(slab(eye, low, vector(back - ahead * 0.06, seat + 0.47, right), 0.014));
    shapes
}

/// Where a thing in the hand is: the middle of the palm.
fn grip(skeleton: &Skeleton, side: Side, body: &Body) -> Vector {
    let hand = skeleton.bone(Segment::Hand, side);
    hand.place(vector(0.016 * body.height(), -0.045 * body.height(), 0.0))
}

/// What is held, and whether it is drawn over the body.
pub(super) fn held(
    holds: &[(Grip, Held)],
    skeleton: &Skeleton,
    body: &Body,
    fix: Option<Vector>,
    eye: Eye,
) -> Vec<Layer> {
    let mut layers = Vec::new();
    for (by, what) in holds {
        let (near, far) = (grip(skeleton, Side::Near, body), grip(skeleton, Side::Far, body));
        let at = match by {
            Grip::Hand(Side::Near) => near,
            Grip::Hand(Side::Far) => far,
            Grip::Hands | Grip::Back => (near + far) * 0.5,
        };
        let shapes = match what {
            Held::Weight if *by == Grip::Hands => {
                // A kettlebell hangs from both hands.
                let low = at - Vector::Y * 0.13;
                let grips =
                    [at + Vector::X * 0.045, at - Vector::X * 0.045, at + Vector::Z * 0.045, at - Vector::Z * 0.045];
                let mut shapes = vec![eye.skin(&[(low, 0.085)])];
                shapes.extend(grips.map(|grip| rod(eye, grip, low + (grip - at) * 1.2, 0.012)));
                shapes
            }
            Held::Weight => {
                let side = if *by == Grip::Hand(Side::Far) { Side::Far } else { Side::Near };
                let across = skeleton.bone(Segment::Hand, side).turned.z;
                let ends = [at + across * 0.075, at - across * 0.075];
                let mut shapes = vec![rod(eye, at + across * 0.09, at - across * 0.09, 0.014)];
                shapes
                    .extend(ends.map(|end| eye.skin(&[(end + across * 0.014, 0.046), (end - across * 0.014, 0.046)])));
                shapes
            }
            Held::Ball => vec![eye.skin(&[(at, 0.11)])],
            Held::Stick if *by == Grip::Back => {
                let tail = skeleton.bone(Segment::Pelvis, Side::Near);
                let head = skeleton.bone(Segment::Head, Side::Near);
                let low = tail.place(vector(-0.042 * body.height(), -0.03 * body.height(), 0.0));
                let high = head.place(vector(-0.054 * body.height(), 0.06 * body.height(), 0.0));
                let along = (high - low).unit().unwrap_or(Vector::Y);
                vec![rod(eye, low - along * 0.12, high + along * 0.10, 0.011)]
            }
            Held::Stick => {
                let along = (near - far).unit().unwrap_or(Vector::Z);
                vec![rod(eye, at + along * 0.5, at - along * 0.5, 0.012)]
            }
            Held::Towel => {
                let sole = skeleton.bone(Segment::Toes, Side::Near).origin;
                let points = vec![eye.point(at), eye.point(sole)];
                vec![Shape::Line { points, width: 0.035 * UNITS }]
            }
            Held::BandAhead | Held::BandBehind | Held::BandAside => {
                let fix = fix.unwrap_or(at);
                let to = |hand: Vector| {
                    let points = vec![eye.point(hand), eye.point(fix)];
                    Shape::Line { points, width: 0.016 * UNITS }
                };
                let mut shapes = match by {
                    Grip::Hand(Side::Near) => vec![to(near)],
                    Grip::Hand(Side::Far) => vec![to(far)],
                    _ => vec![to(near), to(far)],
                };
                shapes.push(eye.skin(&[(fix, 0.03)]));
                shapes
            }
        };
        let edged = if matches!(what, Held::BandAhead | Held::BandBehind | Held::BandAside) {
            Vec::new()
        } else {
            shapes.clone()
        };
        layers.push(Layer { tone: Tone::ThingEdge, shapes, edged });
    }
    layers
}

/// Where a band is fixed: beyond the hands of the first frame that holds it.
pub(super) fn band_fix(holds: &[(Grip, Held)], skeleton: &Skeleton, body: &Body) -> Option<Vector> {
    let (_, band) = holds.iter().find(|(_, h)| matches!(h, Held::BandAhead | Held::BandBehind | Held::BandAside))?;
    let hands = (grip(skeleton, Side::Near, body) + grip(skeleton, Side::Far, body)) * 0.5;
    Some(
        hands
            + match band {
                Held::BandBehind => vector(-0.75, 0.0, 0.0),
                Held::BandAside => vector(0.0, 0.0, 0.8),
                _ => vector(0.45, 0.0, 0.0),
            },
    )
}

/// How wide a mat is, in metres.
const MAT: f64 = 0.6;
/// How thick a wall is drawn, in metres.
const WALL: f64 = 0.05;

//! What stands around the body, as shapes.

use super::angles::Side;
use super::body::{Body, Segment};
use super::draw::{Layer, Shape, Tone, UNITS};
use super::equipment::{bike, chair, chair_back_top, couch, side_table, slope, stairs, table};
use super::prop::{Plane, Prop, Room, SEAT, STEP, Surface, TABLE};
use super::skeleton::Skeleton;
use super::solid::Solid;
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
pub(super) fn slab(eye: Eye, a: Vector, b: Vector, round: f64) -> Shape {
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
pub(super) fn rod(eye: Eye, a: Vector, b: Vector, radius: f64) -> Shape {
    eye.skin(&[(a, radius), (b, radius)])
}

fn thing(shapes: Vec<Shape>) -> Layer {
    Layer { tone: Tone::Thing, shapes, edged: Vec::new() }
}

/// What stands in the room.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Furniture {
    /// Behind the body as it is seen, the farthest first.
    pub(super) behind: Vec<Layer>,
    /// Between the body and the viewer.
    pub(super) before: Layer,
}

/// What stands in the room.
pub(super) fn furniture(room: &Room, props: &[Prop], extent: Extent, eye: Eye) -> Furniture {
    let mut shapes = Vec::new();
    // Seen from behind, what somebody sits on is nearer than they are.
    let mut nearer = Vec::new();
    let mut soft = Vec::new();
    let mut panels = Vec::new();
    let is_from_behind = eye.view == View::Back;
    for plane in room.walls() {
        shapes.extend(wall(eye, plane, extent));
        panels.extend(wall_beyond(eye, plane, extent));
    }
    for (surface, (touch, body)) in &room.touched {
        let height = room.plane(*surface).map_or(0.0, |p| p.at);
        // Things are on the far side of the place where they are touched, seen from the body.
        let on = if touch.x < body.x { -1.0 } else { 1.0 };
        match surface {
            Surface::Chair => {
                let is_seat = (*touch - *body).length() < 0.01;
                let (edge, back) = if is_seat {
                    (touch.x + SAT_AHEAD, touch.x + SAT_BEHIND)
                } else {
                    (touch.x - on * 0.10, touch.x + on * 0.34)
                };
                let seats = if is_from_behind && (is_seat || on < 0.0) { &mut nearer } else { &mut shapes };
                seats.extend(chair(eye, edge, back, body.z, height));
            }
            Surface::SideChair => {
                let middle = touch.z + if touch.z < body.z { -SIDE_SEAT } else { SIDE_SEAT };
                shapes.extend(chair(eye, touch.x + 0.16, touch.x - 0.28, middle, height));
            }
            Surface::SideChairBack => {
                let middle = touch.z + if touch.z < body.z { -SIDE_BACK } else { SIDE_BACK };
                shapes.extend(chair(eye, touch.x + 0.51, touch.x + 0.07, middle, SEAT));
            }
            Surface::ChairBack => shapes.extend(chair(eye, touch.x + on * 0.48, touch.x + on * 0.04, body.z, SEAT)),
            Surface::Step => {
                let step = Solid::step(*touch, *body, height);
                shapes.push(slab(eye, step.least, step.most, 0.012));
            }
            Surface::Table => shapes.extend(table(eye, touch.x - on * 0.05, on, body.z, height)),
            Surface::SideTable => {
                let on = if touch.z < body.z { -1.0 } else { 1.0 };
                shapes.extend(side_table(eye, touch.z - on * 0.08, on, touch.x, height));
            }
            Surface::Shelf => {
                let (a, b) = (touch.x - on * 0.04, touch.x + on * 0.30);
                shapes.push(slab(eye, vector(a, height, body.z - 0.4), vector(b, height - 0.03, body.z + 0.4), 0.01));
                shapes.push(slab(eye, vector(b, 0.0, body.z - 0.4), vector(b + on * WALL, 2.0, body.z + 0.4), 0.004));
            }
            Surface::Bed => {
                let (a, b) = (extent.least.x - 0.12, extent.most.x + 0.12);
                let (far, near) = (body.z - BED.0, body.z + BED.1);
                shapes.push(slab(eye, vector(a, height, far), vector(b, height - 0.2, near), 0.04));
                for x in [a + 0.08, b - 0.08] {
                    shapes.push(rod(eye, vector(x, 0.025, near - 0.1), vector(x, height - 0.2, near - 0.1), 0.025));
                }
            }
            Surface::Couch => {
                let x = (extent.least.x - 0.10, extent.most.x + 0.10);
                shapes.extend(couch(eye, x, under(extent, eye, COUCH), height));
            }
            Surface::Slope => shapes.push(slope(eye, room, extent)),
            Surface::Stair | Surface::Saddle => {
                shapes.extend(if *surface == Surface::Stair { stairs(eye, room) } else { bike(eye, room) })
            }
            Surface::Rail if room.stairs().is_none() => {
                let (a, b) = (vector(touch.x - 0.5, height, touch.z), vector(touch.x + 0.5, height, touch.z));
                shapes.extend(level_rail(eye, a, b));
            }
            Surface::Pillow => {
                let (x, low) = (touch.x, room.ground);
                soft.push(slab(
                    eye,
                    vector(x - 0.2, low, touch.z - 0.25),
                    vector(x + 0.2, height, touch.z + 0.25),
                    0.03,
                ));
            }
            // Walls are drawn above; the rest belongs to the stairs and the bike, or is nothing.
            Surface::Floor
            | Surface::Wall
            | Surface::SideWall
            | Surface::NextStair
            | Surface::Rail
            | Surface::Air
            | Surface::Handlebar
            | Surface::LowPedal
            | Surface::HighPedal => {}
        }
    }
    for prop in props {
        match prop {
            Prop::Mat => {
                let (a, b) = (extent.least.x - 0.06, extent.most.x + 0.06);
                let z = under(extent, eye, MAT);
                shapes.push(slab(eye, vector(a, 0.0, z.0), vector(b, -0.025, z.1), 0.012));
            }
            Prop::ChairBehind => {
                let seats = if is_from_behind { &mut nearer } else { &mut shapes };
                seats.extend(chair(eye, extent.least.x - 0.02, extent.least.x - 0.46, 0.0, SEAT));
            }
            Prop::ChairAhead => shapes.extend(chair(eye, extent.toes + 0.02, extent.toes + 0.46, 0.0, SEAT)),
            Prop::ChairTowel => soft.extend(chair_towel(eye, room)),
            Prop::StepAhead => {
                let (a, b) = (extent.toes + 0.02, extent.toes + 0.34);
                shapes.push(slab(eye, vector(a, 0.0, -0.3), vector(b, STEP, 0.3), 0.012));
            }
            Prop::StepAside => {
                let (a, b) = (extent.toes - FOOT + 0.02, extent.toes + 0.06);
                // From the side it is nearer than the feet beside it.
                let steps = if eye.view == View::Side { &mut nearer } else { &mut shapes };
                steps.push(slab(eye, vector(a, 0.0, BESIDE), vector(b, STEP, BESIDE + 0.32), 0.012));
            }
            Prop::TableAhead => shapes.extend(table(eye, extent.toes + 0.02, 1.0, 0.0, TABLE)),
            Prop::TableBehind => shapes.extend(table(eye, extent.toes - FOOT, -1.0, 0.0, TABLE)),
            Prop::WallAhead => {
                shapes.extend(wall(eye, Plane { normal: -Vector::X, at: -(extent.most.x + THROW) }, extent));
            }
            Prop::WallBehind if eye.view == View::Front => {
                let (x, top) = (extent.least.x, extent.most.y + 0.06);
                panels.push(slab(
                    eye,
                    vector(x - WALL, 0.0, extent.least.z - 0.12),
                    vector(x, top, extent.most.z + 0.12),
                    0.004,
                ));
            }
            Prop::WallBehind => {
                shapes.extend(wall(eye, Plane { normal: Vector::X, at: extent.least.x }, extent));
            }
            Prop::WallAside => {
                shapes.extend(wall(eye, Plane { normal: -Vector::Z, at: -(extent.most.z + THROW) }, extent));
            }
            Prop::RolledTowel => {
                let at = |z| vector(extent.toes + 0.11, ROLL, z);
                shapes.push(rod(eye, at(-0.3), at(0.3), ROLL));
            }
            // It covers the body, so it is drawn after it.
            Prop::Water => {}
        }
    }
    let light = |shapes| Layer { tone: Tone::Light, shapes, edged: Vec::new() };
    Furniture { behind: vec![light(panels), thing(shapes), light(soft)], before: thing(nearer) }
}

/// A folded towel over the top of the back of the chair that somebody sits on.
fn chair_towel(eye: Eye, room: &Room) -> Option<Shape> {
    let (touch, body) = room.touched.get(&Surface::Chair).filter(|(touch, body)| (*touch - *body).length() < 0.01)?;
    let top = chair_back_top(touch.x + SAT_BEHIND, 1.0, SEAT);
    let (low, high) = (top - vector(0.035, 0.13, 0.0), top + vector(0.035, 0.03, 0.0));
    Some(slab(eye, vector(low.x, low.y, body.z - 0.16), vector(high.x, high.y, body.z + 0.16), 0.025))
}

/// From where to where, across, something is that the body lies on.
fn under(extent: Extent, eye: Eye, width: f64) -> (f64, f64) {
    let middle = (extent.least.z + extent.most.z) / 2.0;
    let centred = (middle - width / 2.0, middle + width / 2.0);
    if eye.rise == 0.0 {
        return centred;
    }
    // Seen from a little above, a body hides what is behind it: it would seem to lie on the far edge.
    ((extent.least.z - HIDDEN).min(centred.0), (extent.most.z + 0.06).max(centred.1))
}

/// How far ahead of the hips of somebody who sits on it a seat ends, and where its back is, in metres.
const SAT_AHEAD: f64 = 0.27;
const SAT_BEHIND: f64 = -0.17;
/// How far beyond a hand the middle of a chair is that stands beside the body: of its seat, and of its back, in metres.
const SIDE_SEAT: f64 = 0.12;
const SIDE_BACK: f64 = 0.14;
/// How far beside the middle of the body a step begins, in metres.
const BESIDE: f64 = 0.22;
/// How far behind the toes a table is that somebody stands just in front of, in metres.
const FOOT: f64 = 0.36;
/// How wide a mat and a couch are at least, in metres.
const MAT: f64 = 0.6;
const COUCH: f64 = 0.72;
/// How far a bed reaches beyond the body that first lies or sits on it, and to this side of it, in metres.
const BED: (f64, f64) = (0.50, 0.42);
/// How far a body that is seen from a little above hides what it lies on, in metres.
const HIDDEN: f64 = 0.2;
/// How thick a wall is drawn, in metres.
const WALL: f64 = 0.05;
/// How far beyond the hands that throw a ball a wall is, in metres.
const THROW: f64 = 0.5;
/// How thick a rolled towel is, from its middle, in metres.
const ROLL: f64 = 0.045;
/// How high water stands, in metres: to the waist.
const WATER: f64 = 1.0;

/// A wall, if it is seen from its edge.
fn wall(eye: Eye, plane: Plane, extent: Extent) -> Option<Shape> {
    let is_seen_from_its_edge = match eye.view {
        View::Side => plane.normal.x != 0.0,
        View::Front | View::Back => plane.normal.z != 0.0,
        View::Top => true,
    };
    let low = plane.normal * plane.at;
    let back = plane.normal * (plane.at - WALL);
    let across = if plane.normal.x == 0.0 { Vector::X } else { Vector::Z };
    let top = Vector::Y * (extent.most.y + 0.08).max(1.2);
    is_seen_from_its_edge.then(|| slab(eye, low - across * 0.4, back + across * 0.4 + top, 0.004))
}

/// A wall beside the body, if it is beyond the body as it is seen.
fn wall_beyond(eye: Eye, plane: Plane, extent: Extent) -> Option<Shape> {
    let is_beyond = eye.view == View::Side && plane.normal.z > 0.0;
    let (x, z) = ((extent.least.x - 0.1, extent.most.x + 0.1), plane.normal.z * plane.at);
    let top = extent.most.y + 0.06;
    is_beyond.then(|| slab(eye, vector(x.0, 0.0, z), vector(x.1, top, z - WALL), 0.004))
}

/// A handrail of a room without stairs.
fn level_rail(eye: Eye, a: Vector, b: Vector) -> Vec<Shape> {
    let down = |at: Vector| vector(at.x, 0.0, at.z);
    vec![rod(eye, a, b, 0.02), rod(eye, a, down(a), 0.014), rod(eye, b, down(b), 0.014)]
}

/// Water that the body stands in; it is drawn over the body, which shows through it.
pub(super) fn water(props: &[Prop], extent: Extent, eye: Eye) -> Vec<Layer> {
    if !props.contains(&Prop::Water) {
        return Vec::new();
    }
    let (left, right) = (extent.least.x - 0.2, extent.most.x + 0.2);
    let fill = slab(eye, vector(left, 0.0, -0.1), vector(right, WATER, 0.1), 0.002);
    let waves = f64::from(WAVES);
    let point = |i: u32| {
        let share = f64::from(i) / (waves * 8.0);
        let up = (share * waves * std::f64::consts::TAU).sin() * 0.016;
        eye.point(vector(left + (right - left) * share, WATER + up, 0.0))
    };
    let line = Shape::Line { points: (0..=WAVES * 8).map(point).collect(), width: 0.014 * UNITS };
    vec![
        Layer { tone: Tone::Water, shapes: vec![fill], edged: Vec::new() },
        Layer { tone: Tone::ThingEdge, shapes: vec![line], edged: Vec::new() },
    ]
}

/// How many waves there are.
const WAVES: u32 = 6;

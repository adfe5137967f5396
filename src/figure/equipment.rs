//! Furniture and machines, as shapes.

use super::draw::Shape;
use super::prop::{HIGH_PEDAL, LOW_PEDAL, RAIL, RISER, Room, Surface, TREAD};
use super::solid::{STAIRS, Solid};
use super::thing::{Extent, rod, slab};
use super::vector::{Vector, vector};
use super::view::Eye;

/// A table from its edge on.
pub(super) fn table(eye: Eye, edge: f64, on: f64, z: f64, height: f64) -> Vec<Shape> {
    let far = edge + on * 0.60;
    let (left, right) = (z - TABLE_HALF, z + TABLE_HALF);
    let top = slab(eye, vector(edge, height, left), vector(far, height - 0.035, right), 0.01);
    let mut shapes = table_legs(eye, [edge + on * 0.05, far - on * 0.05], [left + 0.06, right - 0.06], height);
    shapes.push(top);
    shapes
}

/// The legs of a table, under its four corners.
fn table_legs(eye: Eye, xs: [f64; 2], zs: [f64; 2], height: f64) -> Vec<Shape> {
    let leg = |x: f64, z: f64| rod(eye, vector(x, 0.018, z), vector(x, height - 0.02, z), 0.018);
    xs.into_iter().flat_map(|x| zs.map(|z| leg(x, z))).collect()
}

/// Half the length of a table along its edge, in metres.
const TABLE_HALF: f64 = 0.55;

/// A table beside the body, from its edge on.
pub(super) fn side_table(eye: Eye, edge: f64, on: f64, x: f64, height: f64) -> Vec<Shape> {
    let far = edge + on * 0.60;
    let (behind, ahead) = (x - TABLE_HALF, x + TABLE_HALF);
    let top = slab(eye, vector(behind, height, edge), vector(ahead, height - 0.035, far), 0.01);
    let mut shapes = table_legs(eye, [behind + 0.06, ahead - 0.06], [edge + on * 0.05, far - on * 0.05], height);
    shapes.push(top);
    shapes
}

/// A chair from the front edge of its seat to its back.
pub(super) fn chair(eye: Eye, edge: f64, back: f64, z: f64, seat: f64) -> Vec<Shape> {
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

/// The middle of the top of a chair's back.
pub(super) fn chair_back_top(back: f64, ahead: f64, seat: f64) -> Vector {
    vector(back - ahead * 0.045, seat + 0.47, 0.0)
}

/// The couch of a treatment room.
pub(super) fn couch(eye: Eye, (from, to): (f64, f64), (far, near): (f64, f64), height: f64) -> Vec<Shape> {
    let mut shapes = vec![slab(eye, vector(from, height, far), vector(to, height - 0.08, near), 0.03)];
    let (low, z) = (height - 0.1, (far + near) / 2.0);
    for x in [from + 0.22, to - 0.22] {
        shapes.push(rod(eye, vector(x, 0.02, z), vector(x, low, z), 0.02));
        shapes.push(rod(eye, vector(x - 0.12, 0.016, z), vector(x + 0.12, 0.016, z), 0.016));
    }
    shapes.push(rod(eye, vector(from + 0.22, low, z), vector(to - 0.22, low, z), 0.016));
    shapes
}

/// Ground that rises ahead, from its foot behind the body.
pub(super) fn slope(eye: Eye, room: &Room, extent: Extent) -> Shape {
    let (a, b) = (extent.least.x - 0.18, extent.most.x + 0.18);
    let height = |x: f64| {
        let plane = room.plane(Surface::Slope);
        plane.map_or(0.0, |p| (p.at - x * p.normal.x) / p.normal.y).max(0.006)
    };
    let corners = [(a, 0.0), (a, height(a)), (b, height(b)), (b, 0.0)];
    // The skin is a little inside, so that soles stand on its edge.
    let inner = corners.map(|(x, y)| (vector(x, (y - 0.004_f64).max(0.002), 0.0), 0.004));
    eye.skin(&inner)
}

/// A flight of stairs with its handrail, behind the body.
pub(super) fn stairs(eye: Eye, room: &Room) -> Vec<Shape> {
    let Some(nose) = room.stairs() else { return Vec::new() };
    let left = nose.z - 0.4;
    let mut shapes: Vec<Shape> = Solid::stairs(nose).map(|stair| slab(eye, stair.least, stair.most, 0.006)).collect();
    let rail = |stair: f64| vector(nose.x + stair * TREAD, RISER * (stair + 1.0) + RAIL - 0.02, left);
    let last = f64::from(STAIRS) - 0.5;
    shapes.push(rod(eye, rail(-0.5), rail(last), 0.02));
    for stair in [0.3, last - 0.4] {
        shapes.push(rod(eye, rail(stair), rail(stair) - Vector::Y * (RAIL - 0.05), 0.012));
    }
    shapes
}

/// An exercise bike, built around where seat, hands and feet are.
pub(super) fn bike(eye: Eye, room: &Room) -> Vec<Shape> {
    let touched = |surface| room.touched.get(&surface).map(|(touch, _)| *touch);
    let Some(seat) = touched(Surface::Saddle) else { return Vec::new() };
    let level = |surface| room.plane(surface).map_or(0.0, |p| p.at);
    // The balls of the feet are on the pedals.
    let pedal = |surface, height: f64| {
        let ankle = touched(surface).map_or(seat.x + 0.15, |foot| foot.x);
        vector(ankle + 0.11, height - 0.02, 0.0)
    };
    let (low, high) = (pedal(Surface::LowPedal, LOW_PEDAL), pedal(Surface::HighPedal, HIGH_PEDAL));
    let crank = (low + high) * 0.5;
    let saddle = vector(seat.x, level(Surface::Saddle), 0.0);
    let bars = touched(Surface::Handlebar)
        .map_or(vector(seat.x + 0.6, 1.1, 0.0), |hand| vector(hand.x + 0.06, level(Surface::Handlebar) - 0.02, 0.0));
    let front = vector(crank.x + 0.42, 0.30, 0.0);
    let mut shapes = vec![
        // The flywheel in its case, and the beam that carries all.
        eye.skin(&[(front, 0.20)]),
        rod(eye, crank, front, 0.05),
        rod(eye, crank, saddle - Vector::Y * 0.05, 0.024),
        rod(eye, front, bars, 0.022),
        rod(eye, bars - Vector::X * 0.07, bars + Vector::X * 0.03, 0.018),
        slab(eye, saddle - vector(0.12, 0.055, 0.1), saddle + vector(0.17, 0.0, 0.1), 0.024),
    ];
    let foot = |x: f64| vector(x, 0.025, 0.0);
    shapes.push(rod(eye, foot(crank.x - 0.32), foot(front.x + 0.16), 0.025));
    shapes.push(rod(eye, crank, foot(crank.x - 0.1), 0.028));
    shapes.push(rod(eye, low, high, 0.016));
    for pedal in [low, high] {
        shapes.push(rod(eye, pedal - Vector::X * 0.06, pedal + Vector::X * 0.06, 0.012));
    }
    shapes
}

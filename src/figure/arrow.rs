//! Arrows that show a movement.

use super::angles::Side;
use super::body::{Body, Segment, Spot};
use super::contact::{Bearing, sided_word, spot_of};
use super::draw::{Layer, Shape, Tone};
use super::skeleton::Skeleton;
use super::vector::{Vector, vector};
use super::view::Eye;
use crate::diagnostic::{Code, Findings};
use crate::yaml::table::{text, word};
use crate::yaml::{Node, Value, words};

words! {
    /// A direction in the picture.
    Direction, "a direction" {
        /// Up the picture.
        Up = "up",
        /// Down it.
        Down = "down",
        /// To its left.
        Left = "left",
        /// To its right.
        Right = "right",
        /// Once round a small square.
        Square = "square",
    }
}

/// What an arrow shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Arrow {
    /// The way that a part has come since the frame before.
    Along(Bearing),
    /// A small movement at a place on the body, in the last frame.
    At(Spot, Side, Direction),
}

impl Arrow {
    /// Reads what an arrow follows, like `near-hand`, or where a small one stands, like `{ belly: down }`.
    pub(super) fn read(node: &Node, body: &Body, findings: &mut Findings) -> Option<Self> {
        if let Value::Map(entries) = &node.value
            && let [(key, direction)] = entries.as_slice()
        {
            let (side, spot) = spot_of(key, body, findings);
            return Some(Self::At(spot?, side, word(direction, findings)?));
        }
        let written = text(node, findings)?;
        let found = match (written.as_str(), sided_word(&written)) {
            ("head", _) => Some(Bearing::Head),
            ("seat", _) => Some(Bearing::Seat),
            ("shoulders", _) => Some(Bearing::Shoulders),
            (_, Some((side, "hand"))) => Some(Bearing::Hand(side)),
            (_, Some((side, "forearm"))) => Some(Bearing::Forearm(side)),
            (_, Some((side, "foot"))) => Some(Bearing::Foot(side)),
            (_, Some((side, "knee"))) => Some(Bearing::Shin(side)),
            _ => None,
        };
        if found.is_none() {
            findings.add(
                Code::UnknownWord,
                &node.place,
                format!("an arrow cannot follow `{written}`"),
                "one of `head`, `shoulders`, `seat`, or a hand, forearm, foot or knee like `near-hand`",
            );
        }
        found.map(Self::Along)
    }

    /// The arrow in a frame, if it has one there.
    pub(super) fn drawn(&self, before: Option<&Skeleton>, now: &Skeleton, is_last: bool, eye: Eye) -> Option<Layer> {
        match self {
            Self::Along(follows) => along(*follows, before?, now, eye),
            Self::At(spot, side, direction) if is_last => {
                let out = vector(spot.at.x, spot.at.y, spot.at.z * side.sign());
                let (x, y) = eye.point(now.bone(spot.segment, *side).place(out));
                let (dx, dy) = match direction {
                    Direction::Up => (0.0, -1.0),
                    Direction::Down => (0.0, 1.0),
                    Direction::Left => (-1.0, 0.0),
                    Direction::Right => (1.0, 0.0),
                    Direction::Square => return square((x, y), eye.point(now.bone(Segment::Pelvis, *side).origin)),
                };
                // Beside the body, whichever way it points.
                let middle = eye.point(now.bone(spot.segment, *side).origin);
                let is_inwards = (middle.0 - x) * dx + (middle.1 - y) * dy > 0.0;
                let (from, to) = if is_inwards { (-GAP - SMALL, -GAP) } else { (GAP, GAP + SMALL) };
                let points = (0..=4).map(|i| from + (to - from) * f64::from(i) / 4.0);
                shaped(points.map(|t| (x + dx * t, y + dy * t)).collect())
            }
            Self::At(..) => None,
        }
    }
}

/// An arrow round a small square, beyond a place as it is seen from the middle of the body.
fn square((x, y): (f64, f64), middle: (f64, f64)) -> Option<Layer> {
    let (dx, dy) = (x - middle.0, y - middle.1);
    let out = (SMALL / 2.0 + GAP) / dx.hypot(dy).max(1.0);
    let (cx, cy) = (x + dx * out, y + dy * out);
    let half = SMALL / 2.0;
    let corners = [(-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-0.6, 1.0)];
    let mut points = Vec::new();
    for ((ax, ay), (bx, by)) in corners.iter().zip(corners.iter().skip(1)) {
        let share = |i: u32| f64::from(i) / 4.0;
        points.extend(
            (0..=4).map(|i| (cx + half * (ax + (bx - ax) * share(i)), cy + half * (ay + (by - ay) * share(i)))),
        );
    }
    shaped(points)
}

/// How long a small arrow is, and how far from the body it stands, in units.
const SMALL: f64 = 17.0;
const GAP: f64 = 4.0;

/// An arrow along the way that a part has come since the frame before.
fn along(follows: Bearing, before: &Skeleton, now: &Skeleton, eye: Eye) -> Option<Layer> {
    let point = |skeleton: &Skeleton| eye.point(followed(follows, skeleton));
    let (from, to) = (point(before), point(now));
    let root = match follows {
        Bearing::Hand(side) | Bearing::Forearm(side) => Some(now.bone(Segment::UpperArm, side).origin),
        Bearing::Foot(side) | Bearing::Shin(side) => Some(now.bone(Segment::Thigh, side).origin),
        Bearing::Head | Bearing::Shoulders => Some(now.bone(Segment::Pelvis, Side::Near).origin),
        _ => None,
    };
    let way = |t: f64| match root {
        Some(root) => {
            let (cx, cy) = eye.point(root);
            let polar = |(x, y): (f64, f64)| ((y - cy).atan2(x - cx), (x - cx).hypot(y - cy));
            let ((a, r), (b, s)) = (polar(from), polar(to));
            let turn = (b - a + std::f64::consts::PI).rem_euclid(std::f64::consts::TAU) - std::f64::consts::PI;
            let (angle, radius) = (a + turn * t, r + (s - r) * t + OUT);
            (cx + radius * angle.cos(), cy + radius * angle.sin())
        }
        None => {
            // Behind what moves, so that its tip ends where the flesh begins.
            let (dx, dy) = (to.0 - from.0, to.1 - from.1);
            let back = 1.2 * OUT / dx.hypot(dy).max(1.0);
            (from.0 + dx * (t - back), from.1 + dy * (t - back))
        }
    };
    let points: Vec<(f64, f64)> = (0..=16).map(|i| way(0.08 + 0.84 * f64::from(i) / 16.0)).collect();
    shaped(points)
}

/// A line with a head at its end; none if it would be all head.
fn shaped(points: Vec<(f64, f64)>) -> Option<Layer> {
    let length: f64 = points.iter().zip(points.iter().skip(1)).map(|(a, b)| (b.0 - a.0).hypot(b.1 - a.1)).sum();
    if length < LEAST_ARROW {
        return None;
    }
    let tip = *points.last()?;
    let neck = *points.get(points.len().checked_sub(3)?)?;
    let (dx, dy) = (tip.0 - neck.0, tip.1 - neck.1);
    let long = dx.hypot(dy).max(1e-9);
    let (ux, uy) = (dx / long, dy / long);
    let barb = |s: f64| (tip.0 - 7.0 * ux + s * 4.6 * uy, tip.1 - 7.0 * uy - s * 4.6 * ux);
    let head = Shape::Line { points: vec![barb(1.0), tip, barb(-1.0)], width: ARROW };
    let shaft = Shape::Line { points, width: ARROW };
    let shapes = vec![shaft, head];
    Some(Layer { tone: Tone::Arrow, edged: shapes.clone(), shapes })
}

fn followed(follows: Bearing, skeleton: &Skeleton) -> Vector {
    let far = |segment, side, length: f64| skeleton.bone(segment, side).place(vector(0.0, -length, 0.0));
    match follows {
        Bearing::Hand(side) => far(Segment::Hand, side, 0.17),
        Bearing::Forearm(side) => skeleton.bone(Segment::Forearm, side).origin,
        Bearing::Foot(side) => far(Segment::Foot, side, 0.05),
        Bearing::Shin(side) => skeleton.bone(Segment::Shank, side).origin,
        Bearing::Head => skeleton.bone(Segment::Head, Side::Near).place(vector(0.0, 0.14, 0.0)),
        Bearing::Shoulders => skeleton.bone(Segment::ThoracicTop, Side::Near).place(vector(-0.1, 0.0, 0.0)),
        _ => skeleton.bone(Segment::Pelvis, Side::Near).origin,
    }
}

/// How far outside of the way that it shows an arrow runs, in units.
const OUT: f64 = 9.0;
/// The width of an arrow's line.
const ARROW: f64 = 2.6;
/// An arrow shorter than this would be all head.
const LEAST_ARROW: f64 = 12.0;

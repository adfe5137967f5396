//! Arrows that show a movement.

use super::angles::Side;
use super::body::{Body, Segment, Spot};
use super::contact::{Bearing, spot_of};
use super::draw::{Layer, Shape, Tone, UNITS};
use super::skeleton::{Bone, Skeleton};
use super::vector::{Vector, vector};
use super::view::Eye;
use crate::diagnostic::{Code, Findings};
use crate::source::Placed;
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
        let found = followed_by_name().find(|(name, _)| *name == written).map(|(_, bearing)| bearing);
        if found.is_none() {
            findings.add(
                Code::UnknownWord,
                &node.place,
                format!("an arrow cannot follow `{written}`"),
                "one of `head`, `shoulders`, `seat`, or a hand, forearm, foot or knee like `near-hand`; \
                 or a small arrow at a place, like `{ belly: up }`",
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
                // Outside of the body, whichever way it points: beyond the place, before it, or beside it.
                let bone = now.bone(spot.segment, *side);
                let middle = eye.point(bone.origin);
                let is_inwards = (middle.0 - x) * dx + (middle.1 - y) * dy > 0.0;
                let (from, to, aside) = match beside(out, bone, eye, (dx, dy)) {
                    Some((ax, ay)) => (-SMALL / 2.0, SMALL / 2.0, (ax * BESIDE, ay * BESIDE)),
                    None if is_inwards => (-GAP - SMALL, -GAP, (0.0, 0.0)),
                    None => (GAP, GAP + SMALL, (0.0, 0.0)),
                };
                let (x, y) = (x + aside.0, y + aside.1);
                let points = (0..=4).map(|i| from + (to - from) * f64::from(i) / 4.0);
                shaped(points.map(|t| (x + dx * t, y + dy * t)).collect())
            }
            Self::At(..) => None,
        }
    }
}

/// What arrows can follow: words, and those that are said of a side.
pub(super) const FOLLOWED: [&str; 3] = ["head", "shoulders", "seat"];
pub(super) const FOLLOWED_OF_A_SIDE: [&str; 4] = ["hand", "forearm", "foot", "knee"];

/// All that arrows can follow, by name.
fn followed_by_name() -> impl Iterator<Item = (String, Bearing)> {
    let middle = FOLLOWED.into_iter().zip([Bearing::Head, Bearing::Shoulders, Bearing::Seat]);
    let sided = Side::BOTH.into_iter().flat_map(|side| {
        let bearings = [Bearing::Hand(side), Bearing::Forearm(side), Bearing::Foot(side), Bearing::Shin(side)];
        FOLLOWED_OF_A_SIDE.into_iter().zip(bearings).map(move |(rest, bearing)| (format!("{side}-{rest}"), bearing))
    });
    middle.map(|(name, bearing)| (name.to_owned(), bearing)).chain(sided)
}

/// Reports each arrow that would not be seen, because what it follows hardly moves, or because it is there already.
pub(super) fn tell_idle(arrows: &[Placed<Arrow>], frames: &[&Skeleton], eye: Eye, findings: &mut Findings) {
    let is_drawn = |arrow: &Arrow| {
        let steps = frames.iter().zip(frames.iter().skip(1));
        matches!(arrow, Arrow::At(..)) || steps.into_iter().any(|(a, b)| arrow.drawn(Some(a), b, true, eye).is_some())
    };
    for (i, Placed { value, place }) in arrows.iter().enumerate() {
        if arrows.iter().take(i).any(|earlier| earlier.value == *value) {
            findings.add(Code::IdleArrow, place, "this arrow is there twice", "leave one of them out");
        } else if !is_drawn(value) {
            let moving = followed_by_name().filter(|(_, bearing)| is_drawn(&Arrow::Along(*bearing)));
            let moving: Vec<String> = moving.map(|(name, _)| format!("`{name}`")).collect();
            let (message, hint) = if frames.len() < 2 {
                (
                    "an arrow shows the way from one frame to the next, and there is only one".to_owned(),
                    "add the frame where the movement ends, or a small arrow at a place, like `{ belly: up }`"
                        .to_owned(),
                )
            } else if moving.is_empty() {
                (
                    format!("`{}` hardly moves in the picture, so the arrow would not be seen", place.text()),
                    "no part moves far enough; show a small arrow at a place, like `{ near-heel: up }`".to_owned(),
                )
            } else {
                (
                    format!("`{}` hardly moves in the picture, so the arrow would not be seen", place.text()),
                    format!(
                        "what moves: {}; or show a small arrow at a place, like `{{ near-heel: up }}`",
                        moving.join(", ")
                    ),
                )
            };
            findings.add(Code::IdleArrow, place, message, hint);
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

/// The way to the side of a place on which its skin is, if a small arrow is to stand there: where it runs along the skin.
fn beside(at: Vector, bone: Bone, eye: Eye, (dx, dy): (f64, f64)) -> Option<(f64, f64)> {
    let skin = bone.turned.apply(vector(at.x, 0.0, at.z)).unit()?;
    let (x, y) = eye.point(skin);
    let (x, y) = (x / UNITS, y / UNITS);
    let along = x * dx + y * dy;
    let (ax, ay) = (x - dx * along, y - dy * along);
    let long = ax.hypot(ay);
    (long > FACING_ASIDE).then(|| (ax / long, ay / long))
}

/// How much of the way out of the skin must lie across an arrow that is to stand beside it.
const FACING_ASIDE: f64 = 0.6;
/// How far beside a place, which is itself a little outside of the skin, such an arrow stands, in units.
const BESIDE: f64 = 5.0;
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
            let clear = |skeleton: &Skeleton, r: f64| {
                ends(follows, skeleton).map(|end| polar(eye.point(end)).1 - TIGHT).fold(r, f64::max)
            };
            let (r, s) = (clear(before, r), clear(now, s));
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
    if !eye.has_floor() {
        return shaped(points);
    }
    // Nothing moves below the floor: the arrow begins where its way comes out of it, or runs along it where it hardly does.
    let is_below = |(_, y): &(f64, f64)| *y > -ABOVE_FLOOR;
    let out = points.iter().rposition(is_below).map_or(0, |last| last + 1);
    let above: Vec<(f64, f64)> = points.iter().skip(out).copied().collect();
    if above.len() >= MOSTLY { shaped(above) } else { None }
        .or_else(|| shaped(points.iter().map(|(x, y)| (*x, y.min(-ABOVE_FLOOR))).collect()))
}

/// The tips of a part, which an arrow that follows it must not cross.
fn ends(follows: Bearing, skeleton: &Skeleton) -> impl Iterator<Item = Vector> {
    let tips = match follows {
        Bearing::Foot(side) => {
            let toes = skeleton.bone(Segment::Toes, side).place(vector(0.06, 0.0, 0.0));
            Some([toes, skeleton.bone(Segment::Foot, side).place(vector(-0.06, -0.06, 0.0))])
        }
        _ => None,
    };
    tips.into_iter().flatten()
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
/// How much nearer to the tips of a foot an arrow may run, and how far above the floor, in units.
const TIGHT: f64 = 3.0;
const ABOVE_FLOOR: f64 = 3.0;
/// How many of the points of an arrow must be above the floor for the others to be left out.
const MOSTLY: usize = 10;
/// The width of an arrow's line.
const ARROW: f64 = 2.6;
/// An arrow shorter than this would be all head.
const LEAST_ARROW: f64 = 12.0;

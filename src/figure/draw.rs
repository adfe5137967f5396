//! A placed body as layers of colour.

use super::angles::Side;
use super::body::{Body, Part, Segment};
use super::hull::{Arc, Disc, skin};
use super::skeleton::Skeleton;
use super::vector::{Vector, vector};
use super::view::Eye;

/// What a layer shows; the colours are the writer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// Hair, legs and arms of the near side.
    Dark,
    /// The shirt.
    Shirt,
    /// Face and neck.
    Face,
    /// Limbs of the far side.
    Far,
    /// The line around them.
    FarLine,
    /// Furniture and other things.
    Thing,
    /// Pillows, lighter than what they lie on, and a wall beyond the body.
    Light,
    /// Things in a hand, bands and the edges of things.
    ThingEdge,
    /// The hands of somebody who treats the body.
    Helper,
    /// Water, through which the body shows.
    Water,
    /// The floor.
    Floor,
    /// Arrows.
    Arrow,
}

/// A shape, in the units of the drawing.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// A closed outline of arcs.
    Skin(Vec<Arc>),
    /// An open line of a width.
    Line { points: Vec<(f64, f64)>, width: f64 },
}

/// Shapes of one colour, with or without a white edge around them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layer {
    pub(super) tone: Tone,
    pub(super) shapes: Vec<Shape>,
    /// The shapes that have a white edge.
    pub(super) edged: Vec<Shape>,
}

/// Units of the drawing for a metre.
pub(super) const UNITS: f64 = 100.0;

impl Eye {
    /// A point in the units of the drawing.
    pub(super) fn point(self, at: Vector) -> (f64, f64) {
        let seen = self.see(at);
        (seen.x * UNITS, seen.y * UNITS)
    }

    /// The skin around balls in space.
    pub(super) fn skin(self, balls: &[(Vector, f64)]) -> Shape {
        let disc = |(centre, radius): &(Vector, f64)| {
            let (x, y) = self.point(*centre);
            Disc { x, y, radius: radius * UNITS }
        };
        Shape::Skin(skin(&balls.iter().map(disc).collect::<Vec<_>>()))
    }
}

/// A group of parts that is drawn at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Head,
    Trunk,
    Arm(Side),
    Leg(Side),
}

impl Group {
    fn of(part: Part, side: Side) -> Self {
        match part {
            Part::Neck | Part::Head | Part::Hair => Self::Head,
            Part::Trunk | Part::Hips => Self::Trunk,
            Part::UpperArm | Part::Forearm | Part::Hand => Self::Arm(side),
            Part::Thigh | Part::Shank | Part::Foot => Self::Leg(side),
        }
    }

    /// The group of the other side.
    fn mirrored(self) -> Self {
        let other = |side| if side == Side::Near { Side::Far } else { Side::Near };
        match self {
            Self::Arm(side) => Self::Arm(other(side)),
            Self::Leg(side) => Self::Leg(other(side)),
            Self::Head | Self::Trunk => self,
        }
    }

    const ALL: [Group; 6] = [
        Group::Arm(Side::Far),
        Group::Leg(Side::Far),
        Group::Head,
        Group::Trunk,
        Group::Leg(Side::Near),
        Group::Arm(Side::Near),
    ];
}

/// The layers of a body, from the farthest to the nearest.
pub(super) fn layers(skeleton: &Skeleton, body: &Body, eye: Eye) -> Vec<Layer> {
    let mut groups: Vec<(f64, Group)> = Group::ALL.map(|group| (depth(group, skeleton, body, eye), group)).to_vec();
    // Groups at the same depth stay in their usual order, whatever the rounding.
    groups.sort_by(|(a, _), (b, _)| ((a * 1000.0).round()).total_cmp(&(b * 1000.0).round()));
    groups.into_iter().flat_map(|(_, group)| of_group(group, skeleton, body, eye)).collect()
}

/// The pieces of flesh of a group, placed.
fn pieces(group: Group, skeleton: &Skeleton, body: &Body) -> Vec<(Part, Vec<(Vector, f64)>)> {
    let mut found = Vec::new();
    for flesh in &body.flesh {
        let sides: &[Side] = if flesh.part.is_sided() || has_side(flesh) { &Side::BOTH } else { &[Side::Near] };
        for side in sides.iter().filter(|side| Group::of(flesh.part, **side) == group) {
            found.push((flesh.part, skeleton.balls(flesh, *side).collect()));
        }
    }
    found
}

fn has_side(flesh: &super::body::Flesh) -> bool {
    flesh.balls.iter().any(|b| b.segment.is_sided())
}

fn depth(group: Group, skeleton: &Skeleton, body: &Body, eye: Eye) -> f64 {
    let balls: Vec<_> = pieces(group, skeleton, body).into_iter().flat_map(|(_, balls)| balls).collect();
    let sum: f64 = balls.iter().map(|(centre, _)| eye.see(*centre).depth).sum();
    sum / (balls.len().max(1) as f64)
}

fn of_group(group: Group, skeleton: &Skeleton, body: &Body, eye: Eye) -> Vec<Layer> {
    let pieces = pieces(group, skeleton, body);
    let shapes = |wanted: &dyn Fn(Part) -> bool| -> Vec<Shape> {
        pieces.iter().filter(|(part, _)| wanted(*part)).map(|(_, balls)| eye.skin(balls)).collect()
    };
    // Of two limbs the one with the farther root is light; the left one where neither is clearly farther.
    let root = |group| match group {
        Group::Arm(side) => eye.see(skeleton.half(side).arm.upper.origin).depth,
        Group::Leg(side) => eye.see(skeleton.half(side).leg.upper.origin).depth,
        Group::Head | Group::Trunk => 0.0,
    };
    let is_far = |side: Side| {
        let behind = root(group.mirrored()) - root(group);
        eye.is_from_side() && if behind.abs() > CLEARLY { behind > 0.0 } else { side == Side::Far }
    };
    match group {
        Group::Head => {
            let edged = shapes(&|p| p != Part::Neck);
            let neck = Layer { tone: Tone::Face, shapes: shapes(&|p| p == Part::Neck), edged };
            let face = Layer { tone: Tone::Face, shapes: shapes(&|p| p == Part::Head), edged: Vec::new() };
            let hair = Layer { tone: Tone::Dark, shapes: shapes(&|p| p == Part::Hair), edged: Vec::new() };
            let depth = |wanted| {
                let balls = pieces.iter().filter(|(part, _)| *part == wanted).flat_map(|(_, balls)| balls);
                balls.map(|(centre, _)| eye.see(*centre).depth).fold(f64::MIN, f64::max)
            };
            // The face covers the hair for those who look it in the eyes.
            if depth(Part::Head) > depth(Part::Hair) + FACING { vec![neck, hair, face] } else { vec![neck, face, hair] }
        }
        Group::Trunk => {
            // The neck comes out of the shirt without an edge.
            let below = pieces.iter().filter(|(part, _)| matches!(part, Part::Hips | Part::Trunk));
            let count = below.clone().count();
            let edged = below.take(count.saturating_sub(NECKLINE)).map(|(_, balls)| eye.skin(balls)).collect();
            vec![
                Layer { tone: Tone::Dark, shapes: shapes(&|p| p == Part::Hips), edged },
                Layer { tone: Tone::Shirt, shapes: shapes(&|p| p == Part::Trunk), edged: Vec::new() },
            ]
        }
        Group::Arm(side) => limb(is_far(side), &pieces, shapes(&|_| true), eye),
        Group::Leg(side) => {
            // The thigh grows out of the hips without an edge.
            let mut thighs = pieces.iter().filter(|(part, _)| *part == Part::Thigh).skip(1);
            let mut edged = shapes(&|p| p != Part::Thigh);
            if eye.is_from_side() {
                edged.extend(thighs.next().map(|(_, balls)| eye.skin(balls)));
            }
            let mut layers = limb(is_far(side), &pieces, edged, eye);
            layers.extend(toes(skeleton, body, side, eye));
            layers
        }
    }
}

/// A limb: dark on the near side, light with a dark line on the far one. A hard copy loses what is light, and keeps its line.
///
/// The line runs inside of the limb, so that a far limb behind a near one in the same place is not seen beside it.
fn limb(is_far: bool, pieces: &[(Part, Vec<(Vector, f64)>)], edged: Vec<Shape>, eye: Eye) -> Vec<Layer> {
    let shapes = |thinner: f64| -> Vec<Shape> {
        let inside = |(at, radius): &(Vector, f64)| (*at, (radius - thinner).max(THINNEST));
        pieces.iter().map(|(_, balls)| eye.skin(&balls.iter().map(inside).collect::<Vec<_>>())).collect()
    };
    if !is_far {
        return vec![Layer { tone: Tone::Dark, shapes: shapes(0.0), edged }];
    }
    vec![
        Layer { tone: Tone::FarLine, shapes: shapes(0.0), edged },
        Layer { tone: Tone::Far, shapes: shapes(LINE), edged: Vec::new() },
    ]
}

/// How thick the line around a far limb is, and how thin the limb may become inside of it, in metres.
const LINE: f64 = 0.009;
const THINNEST: f64 = 0.002;

/// The gaps between the toes of a foot that points at the viewer: without them it is a lump.
fn toes(skeleton: &Skeleton, body: &Body, side: Side, eye: Eye) -> Option<Layer> {
    let bone = skeleton.bone(Segment::Toes, side);
    if eye.see(bone.turned.x).depth < POINTING {
        return None;
    }
    let balls = body.flesh.iter().flat_map(|flesh| &flesh.balls).filter(|ball| ball.segment == Segment::Toes);
    let tip = balls.max_by(|a, b| (a.at.x + a.radius).total_cmp(&(b.at.x + b.radius)))?;
    let gap = |share: f64| {
        let at = |up: f64| {
            let out = (tip.at.z.abs() + tip.radius) * share;
            eye.point(bone.place(vector(tip.at.x, tip.at.y + up * tip.radius, out * side.sign())))
        };
        Shape::Line { points: vec![at(-0.55), at(0.5)], width: 0.9 }
    };
    Some(Layer { tone: Tone::Far, shapes: [-0.6, -0.2, 0.2, 0.6].map(gap).to_vec(), edged: Vec::new() })
}

/// How much of a foot's length must point at the viewer, as a share of it.
const POINTING: f64 = 0.7;

/// How much nearer than the hair a face is, in metres, that looks at the viewer.
const FACING: f64 = 0.03;
/// By how much a limb is clearly farther than the other, in metres.
const CLEARLY: f64 = 0.03;
/// How many pieces of the trunk are at its top: one, and one for each shoulder.
const NECKLINE: usize = 3;

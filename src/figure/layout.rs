//! Frames side by side, or one above the other, at one scale.

use super::angles::Side;
use super::body::Segment;
use super::contact::Bearing;
use super::draw::{Layer, Shape, Tone, layers};
use super::hull::Arc;
use super::prop::Held;
use super::skeleton::Skeleton;
use super::thing::{Extent, band_fix, furniture, held};
use super::vector::Vector;
use super::view::Eye;
use super::{Figure, Frame};

/// A finished drawing in its own units, of which a metre has a hundred.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawing {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) layers: Vec<Layer>,
}

/// The space that a drawing is to fill, as width over height.
const ASPECT: f64 = 1.4;
/// Space around all, and between frames, in units.
const MARGIN: f64 = 5.0;
const GAP: f64 = 16.0;

/// A rectangle in units.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Box {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Box {
    fn around(layers: &[Layer]) -> Self {
        let mut all = Self { left: f64::MAX, top: f64::MAX, right: f64::MIN, bottom: f64::MIN };
        for shape in layers.iter().flat_map(|l| &l.shapes) {
            match shape {
                Shape::Skin(arcs) => {
                    for arc in arcs {
                        all.take(arc.start, 0.0);
                        all.take(arc.end, 0.0);
                        all.take(middle(arc), 0.0);
                    }
                }
                Shape::Line { points, width } => points.iter().for_each(|p| all.take(*p, width / 2.0)),
            }
        }
        all
    }

    fn take(&mut self, (x, y): (f64, f64), around: f64) {
        self.left = self.left.min(x - around);
        self.right = self.right.max(x + around);
        self.top = self.top.min(y - around);
        self.bottom = self.bottom.max(y + around);
    }

    fn width(&self) -> f64 {
        self.right - self.left
    }

    fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

/// The point of an arc that bulges most.
fn middle(arc: &Arc) -> (f64, f64) {
    let ((ax, ay), (bx, by)) = (arc.start, arc.end);
    let (mx, my) = ((ax + bx) / 2.0, (ay + by) / 2.0);
    let (dx, dy) = (bx - ax, by - ay);
    let half = (dx * dx + dy * dy).sqrt() / 2.0;
    if half < 1e-9 {
        return (mx, my);
    }
    let inner = (arc.radius * arc.radius - half * half).max(0.0).sqrt();
    let bulge = if arc.is_large { arc.radius + inner } else { arc.radius - inner };
    // Clockwise as it is seen, so the bulge is to the left of the way from start to end.
    (mx + dy / (2.0 * half) * bulge, my - dx / (2.0 * half) * bulge)
}

/// Draws all frames and puts them on one page.
pub(super) fn lay_out(figure: &Figure) -> Drawing {
    let eye = figure.eye;
    let fix = figure.frames.iter().find_map(|f| band_fix(&f.posture.holds, &f.stance.skeleton, &figure.body));
    let extent = Extent::of(figure.frames.iter().map(|f| &f.stance.skeleton), &figure.body);
    let mut before: Option<&Frame> = None;
    let mut cells = Vec::new();
    for frame in &figure.frames {
        cells.push(cell(figure, frame, before, extent, fix, eye));
        before = Some(frame);
    }
    let boxes: Vec<Box> = cells.iter().map(|cell| Box::around(cell)).collect();
    let (width, height) =
        (boxes.iter().map(Box::width).fold(0.0, f64::max), boxes.iter().map(Box::height).fold(0.0, f64::max));
    let count = cells.len();
    let columns = columns(count, width, height);
    let rows = count.div_ceil(columns);
    let mut all = Vec::new();
    for (i, (mut layers, own)) in cells.into_iter().zip(boxes).enumerate() {
        let (column, row) = ((i % columns) as f64, (i / columns) as f64);
        let left = MARGIN + column * (width + GAP) + (width - own.width()) / 2.0;
        let top = MARGIN + row * (height + GAP) + (height - own.height());
        for layer in &mut layers {
            layer.shift(left - own.left, top - own.top);
        }
        all.extend(layers);
    }
    let (columns, rows) = (columns as f64, rows as f64);
    Drawing {
        width: 2.0 * MARGIN + columns * width + (columns - 1.0) * GAP,
        height: 2.0 * MARGIN + rows * height + (rows - 1.0) * GAP,
        layers: all,
    }
}

/// In how many columns frames of one size are largest.
fn columns(count: usize, width: f64, height: f64) -> usize {
    let size = |columns: usize| {
        let rows = count.div_ceil(columns) as f64;
        let columns = columns as f64;
        let (w, h) = (columns * width + (columns - 1.0) * GAP, rows * height + (rows - 1.0) * GAP);
        (ASPECT / w).min(1.0 / h)
    };
    (1..=count).max_by(|a, b| size(*a).total_cmp(&size(*b))).unwrap_or(1)
}

fn cell(
    figure: &Figure,
    frame: &Frame,
    before: Option<&Frame>,
    extent: Extent,
    fix: Option<Vector>,
    eye: Eye,
) -> Vec<Layer> {
    let skeleton = &frame.stance.skeleton;
    let body = layers(skeleton, &figure.body, eye);
    let mut all = furniture(&figure.room, &figure.props, extent, eye);
    let things = held(&frame.posture.holds, skeleton, &figure.body, fix, eye);
    let (under, over): (Vec<Layer>, Vec<Layer>) = things.into_iter().zip(&frame.posture.holds).partition_layers();
    all.extend(under);
    all.extend(body);
    all.extend(over);
    if let Some(before) = before {
        let arrows = figure.arrows.iter().filter_map(|a| arrow(*a, &before.stance.skeleton, skeleton, eye));
        all.extend(arrows);
    }
    if figure.eye.has_floor() {
        let space = Box::around(&all);
        let (left, right) = (space.left - 6.0, space.right + 6.0);
        let line = Shape::Line { points: vec![(left, 0.9), (right, 0.9)], width: 1.4 };
        all.insert(0, Layer { tone: Tone::Floor, shapes: vec![line], edged: Vec::new() });
    }
    all
}

trait PartitionLayers {
    fn partition_layers(self) -> (Vec<Layer>, Vec<Layer>);
}

impl<'a, I: Iterator<Item = (Layer, &'a (super::posture::Grip, Held))>> PartitionLayers for I {
    fn partition_layers(self) -> (Vec<Layer>, Vec<Layer>) {
        let (mut under, mut over) = (Vec::new(), Vec::new());
        for (layer, (grip, _)) in self {
            if *grip == super::posture::Grip::Hand(Side::Far) { under.push(layer) } else { over.push(layer) }
        }
        (under, over)
    }
}

/// An arrow along the way that a part has come since the frame before.
fn arrow(follows: Bearing, before: &Skeleton, now: &Skeleton, eye: Eye) -> Option<Layer> {
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
    let far = |segment, side, length: f64| skeleton.bone(segment, side).place(super::vector::vector(0.0, -length, 0.0));
    match follows {
        Bearing::Hand(side) => far(Segment::Hand, side, 0.17),
        Bearing::Forearm(side) => skeleton.bone(Segment::Forearm, side).origin,
        Bearing::Foot(side) => far(Segment::Foot, side, 0.05),
        Bearing::Shin(side) => skeleton.bone(Segment::Shank, side).origin,
        Bearing::Head => skeleton.bone(Segment::Head, Side::Near).place(super::vector::vector(0.0, 0.14, 0.0)),
        Bearing::Shoulders => {
            skeleton.bone(Segment::ThoracicTop, Side::Near).place(super::vector::vector(-0.1, 0.0, 0.0))
        }
        _ => skeleton.bone(Segment::Pelvis, Side::Near).origin,
    }
}

/// How far outside of the way that it shows an arrow runs, in units.
const OUT: f64 = 9.0;
/// The width of an arrow's line.
const ARROW: f64 = 2.6;
/// An arrow shorter than this would be all head.
const LEAST_ARROW: f64 = 12.0;

impl Layer {
    fn shift(&mut self, dx: f64, dy: f64) {
        for shape in self.shapes.iter_mut().chain(&mut self.edged) {
            match shape {
                Shape::Skin(arcs) => {
                    for arc in arcs {
                        arc.start = (arc.start.0 + dx, arc.start.1 + dy);
                        arc.end = (arc.end.0 + dx, arc.end.1 + dy);
                    }
                }
                Shape::Line { points, .. } => {
                    for point in points {
                        *point = (point.0 + dx, point.1 + dy);
                    }
                }
            }
        }
    }
}

//! Frames side by side, or one above the other, at one scale.

use super::angles::Side;
use super::draw::{Layer, Shape, Tone, layers};
use super::held::{band_fix, held};
use super::helper;
use super::hull::Arc;
use super::lens::Circle;
use super::posture::Grip;
use super::prop::Held;
use super::thing::{Extent, furniture, water};
use super::vector::Vector;
use super::{Figure, Frame};

/// A finished drawing in its own units, of which a metre has a hundred.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawing {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) frames: Vec<Part>,
}

/// A frame in its place, and the circle outside of which nothing of it shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    pub(super) layers: Vec<Layer>,
    pub(super) circle: Option<Circle>,
}

/// The space that a drawing is to fill, as width over height.
const ASPECT: f64 = 1.4;
/// Space around all, and between frames, in units.
const MARGIN: f64 = 5.0;
const GAP: f64 = 16.0;

/// The width of the line around a close-up, in units.
pub(super) const RIM: f64 = 1.2;

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

    fn around_circle(c: Circle) -> Self {
        let r = c.radius + RIM / 2.0;
        Self { left: c.x - r, top: c.y - r, right: c.x + r, bottom: c.y + r }
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
    let frames = figure.frames();
    let fix = frames.iter().find_map(|f| band_fix(&f.posture.holds, &f.stance.skeleton, &figure.body));
    let extent = Extent::of(frames.iter().map(|f| &f.stance.skeleton), &figure.body);
    let mut before: Option<&Frame> = None;
    let mut cells = Vec::new();
    for (i, frame) in frames.iter().enumerate() {
        let is_last = i + 1 == frames.len();
        cells.push(cell(figure, frame, before, extent, fix, is_last));
        before = Some(frame);
    }
    // All frames show the same piece of space, so that what moves is seen to move.
    let first = frames.first().map(|f| &f.stance.skeleton);
    let circle = figure.close.as_ref().zip(first).map(|(close, body)| close.circle(body, figure.eye));
    let shown = |cell: &Vec<Layer>| circle.map_or_else(|| Box::around(cell), Box::around_circle);
    let mut boxes: Vec<Box> = cells.iter().map(shown).collect();
    // One floor for all: an arrow below one frame must not lift that frame above the others.
    let bottom = boxes.iter().map(|b| b.bottom).fold(f64::MIN, f64::max);
    boxes.iter_mut().for_each(|b| b.bottom = bottom);
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
        let (dx, dy) = (left - own.left, top - own.top);
        for layer in &mut layers {
            layer.shift(dx, dy);
        }
        let circle = circle.map(|c| Circle { x: c.x + dx, y: c.y + dy, ..c });
        all.push(Part { layers, circle });
    }
    let (columns, rows) = (columns as f64, rows as f64);
    Drawing {
        width: 2.0 * MARGIN + columns * width + (columns - 1.0) * GAP,
        height: 2.0 * MARGIN + rows * height + (rows - 1.0) * GAP,
        frames: all,
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
    is_last: bool,
) -> Vec<Layer> {
    let eye = figure.eye;
    let skeleton = &frame.stance.skeleton;
    let body = layers(skeleton, &figure.body, eye);
    let props = frame.posture.props.as_ref().unwrap_or(&figure.props);
    let furniture = furniture(&figure.room, props, extent, eye);
    let mut all = furniture.behind;
    let things = held(&frame.posture.holds, skeleton, &figure.body, fix, eye);
    // What the far hand holds is behind the body, and a box between the hands.
    let is_under = |(grip, what): &(Grip, Held)| *grip == Grip::Hand(Side::Far) || *what == Held::Box;
    let (under, over): (Vec<_>, Vec<_>) =
        things.into_iter().zip(&frame.posture.holds).partition(|(_, hold)| is_under(hold));
    let (under, over) = (under.into_iter().map(|(layer, _)| layer), over.into_iter().map(|(layer, _)| layer));
    all.extend(under);
    all.extend(body);
    all.extend(over);
    all.push(furniture.before);
    all.extend(water(props, extent, eye));
    all.extend(frame.posture.helper.iter().flat_map(|hand| helper::drawn(hand, skeleton, &figure.body, eye)));
    all.extend(figure.arrows.iter().filter_map(|arrow| {
        let now = &frame.stance.skeleton;
        arrow.drawn(before.map(|f| &f.stance.skeleton), now, is_last, figure.eye)
    }));
    if figure.eye.has_floor() {
        let space = Box::around(&all);
        let (left, right) = (space.left - 6.0, space.right + 6.0);
        let line = Shape::Line { points: vec![(left, 0.9), (right, 0.9)], width: 1.4 };
        all.insert(0, Layer { tone: Tone::Floor, shapes: vec![line], edged: Vec::new() });
    }
    all
}

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

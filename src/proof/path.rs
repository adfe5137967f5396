//! A path as a page builds it up, step by step.

use super::geometry::{Area, Matrix, Point};

/// Into how many straight pieces a curve is cut. An eighth of a rounded corner of 20 points is off
/// by a twentieth of a point, far below what a clip may cut.
const PIECES: u8 = 8;

/// A path under construction, in the space of the matrix in force.
#[derive(Debug, Default)]
pub(super) struct Path {
    steps: Vec<Step>,
    /// Where the next step begins.
    at: Point,
    /// Where the ring began that is being drawn.
    start: Point,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Move(Point),
    Line(Point),
    Curve([Point; 3]),
}

impl Path {
    /// Begins a ring.
    pub(super) fn move_to(&mut self, to: Point) {
        self.steps.push(Step::Move(to));
        (self.at, self.start) = (to, to);
    }

    /// Draws a straight line.
    pub(super) fn line_to(&mut self, to: Point) {
        self.steps.push(Step::Line(to));
        self.at = to;
    }

    /// Draws a cubic curve; without its first control point, that is where the curve begins.
    pub(super) fn curve_to(&mut self, one: Option<Point>, two: Point, to: Point) {
        self.steps.push(Step::Curve([one.unwrap_or(self.at), two, to]));
        self.at = to;
    }

    /// Draws a rectangle, which is a ring of its own (ISO 32000-1, table 59).
    pub(super) fn rectangle(&mut self, [x, y, width, height]: [f32; 4]) {
        self.move_to(Point { x, y });
        self.line_to(Point { x: x + width, y });
        self.line_to(Point { x: x + width, y: y + height });
        self.line_to(Point { x, y: y + height });
        self.close();
    }

    /// Ends a ring; what is drawn after it begins where it began. What fills and clips closes its rings by itself.
    pub(super) fn close(&mut self) {
        let start = self.start;
        self.move_to(start);
    }

    /// An upright rectangle on the page that holds all of it.
    pub(super) fn hull(&self, onto: &Onto) -> Area {
        Area::around(self.steps.iter().flat_map(|step| step.points()).map(|&point| onto.place(point)))
    }

    /// Its outline on the page, with curves made straight.
    pub(super) fn rings(&self, onto: &Onto) -> Vec<Vec<Point>> {
        let mut rings: Vec<Vec<Point>> = Vec::new();
        let mut ring: Vec<Point> = Vec::new();
        for step in &self.steps {
            match *step {
                Step::Move(to) => {
                    let done = std::mem::replace(&mut ring, vec![onto.place(to)]);
                    // A ring of one point has no inside.
                    rings.extend((done.len() > 1).then_some(done));
                }
                Step::Line(to) => ring.push(onto.place(to)),
                Step::Curve(points) => {
                    let [one, two, to] = points.map(|point| onto.place(point));
                    if let Some(&from) = ring.last() {
                        ring.extend((1..PIECES).map(|nth| bezier(from, one, two, to, nth)));
                    }
                    ring.push(to);
                }
            }
        }
        rings.extend((ring.len() > 1).then_some(ring));
        rings
    }
}

impl Step {
    fn points(&self) -> &[Point] {
        match self {
            Self::Move(to) | Self::Line(to) => std::slice::from_ref(to),
            Self::Curve(points) => points,
        }
    }
}

/// How what is drawn gets onto the page.
pub(super) struct Onto {
    /// The matrix in force.
    pub(super) matrix: Matrix,
    /// The height of the page, in points: a PDF counts from its foot, everything here from its head.
    pub(super) height: f32,
}

impl Onto {
    /// Where a point ends up.
    pub(super) fn place(&self, point: Point) -> Point {
        let (x, y) = self.matrix.apply(point.x, point.y);
        Point { x, y: self.height - y }
    }
}

/// The point `nth` / [`PIECES`] along a cubic curve.
fn bezier(from: Point, one: Point, two: Point, to: Point, nth: u8) -> Point {
    let t = f32::from(nth) / f32::from(PIECES);
    let s = 1.0 - t;
    let at = |p: f32, q: f32, r: f32, u: f32| s * s * s * p + 3.0 * s * s * t * q + 3.0 * s * t * t * r + t * t * t * u;
    Point { x: at(from.x, one.x, two.x, to.x), y: at(from.y, one.y, two.y, to.y) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UPRIGHT: Onto = Onto { matrix: Matrix::IDENTITY, height: 100.0 };

    fn at(x: f32, y: f32) -> Point {
        Point { x, y }
    }

    #[test]
    fn what_follows_a_ring_begins_where_the_ring_began() {
        let mut path = Path::default();
        path.rectangle([10.0, 20.0, 30.0, 40.0]);
        path.line_to(at(0.0, 0.0));
        let corners = vec![at(10.0, 80.0), at(40.0, 80.0), at(40.0, 40.0), at(10.0, 40.0)];
        assert_eq!(path.rings(&UPRIGHT), [corners, vec![at(10.0, 80.0), at(0.0, 100.0)]]);
    }

    #[test]
    fn a_curve_is_cut_into_pieces_within_its_hull() {
        let mut path = Path::default();
        path.move_to(at(0.0, 0.0));
        path.curve_to(None, at(10.0, 30.0), at(20.0, 0.0));
        let rings = path.rings(&UPRIGHT);
        assert_eq!(rings.iter().map(Vec::len).collect::<Vec<_>>(), [usize::from(PIECES) + 1]);
        let hull = path.hull(&UPRIGHT);
        assert_eq!(hull, Area::new([0.0, 70.0, 20.0, 100.0]));
        let flat = Area::around(rings.concat().into_iter());
        assert!(hull.holds(flat, 0.0, 0.0) && flat.top > 80.0, "{flat:?}");
    }

    #[test]
    fn a_path_moves_with_its_matrix() {
        let mut path = Path::default();
        path.rectangle([1.0, 1.0, 2.0, 3.0]);
        let doubled = Onto { matrix: Matrix([2.0, 0.0, 0.0, 2.0, 10.0, 0.0]), height: 50.0 };
        assert_eq!(path.hull(&doubled), Area::new([12.0, 42.0, 16.0, 48.0]));
    }
}

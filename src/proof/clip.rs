//! The shapes that text is cut to.

use super::geometry::{Area, Point};

/// How far ink may pass the edge of a clip, in points.
const TOLERANCE: f32 = 1.0;

/// A clip path on the page, with its curves made straight.
///
/// The real outline is kept rather than its bounding rectangle, so that rounded, turned and
/// pierced clips are judged right too. Where several shapes of one path overlap, an edge of one
/// inside another counts as cutting: better to stop a document that is whole than to pass one that
/// is not. Typst draws no such clips.
#[derive(Debug, Clone)]
pub(super) struct Clip {
    rings: Vec<Vec<Point>>,
    even_odd: bool,
}

impl Clip {
    /// A shape with these outlines; what lies within two of them is outside if it is `even_odd`, and inside otherwise if
    /// both turn the same way.
    pub(super) fn new(rings: Vec<Vec<Point>>, even_odd: bool) -> Self {
        Self { rings, even_odd }
    }

    /// The upright rectangle around it.
    pub(super) fn hull(&self) -> Area {
        Area::around(self.rings.iter().flatten().copied())
    }

    /// Whether all of `ink` shows through this clip.
    pub(super) fn shows(&self, ink: Area) -> bool {
        let ink = ink.shrunk(TOLERANCE);
        // Nothing of the outline runs through the ink, so the ink is all inside or all outside.
        !self.edges().any(|(a, b)| ink.touches(a, b)) && self.surrounds(ink.middle())
    }

    /// The outline. The last point of a ring joins the first: clip paths close themselves.
    fn edges(&self) -> impl Iterator<Item = (Point, Point)> {
        self.rings
            .iter()
            .flat_map(|ring| ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)).take(ring.len()))
    }

    /// Whether a point lies inside.
    pub(super) fn surrounds(&self, point: Point) -> bool {
        let mut winding = 0_i64;
        for (a, b) in self.edges() {
            let side = (b.x - a.x) * (point.y - a.y) - (point.x - a.x) * (b.y - a.y);
            if a.y <= point.y && b.y > point.y && side > 0.0 {
                winding += 1;
            } else if a.y > point.y && b.y <= point.y && side < 0.0 {
                winding -= 1;
            }
        }
        if self.even_odd { winding % 2 != 0 } else { winding != 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[(f32, f32)]) -> Vec<Point> {
        corners.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    fn square(from: f32, to: f32) -> Vec<Point> {
        ring(&[(from, from), (to, from), (to, to), (from, to)])
    }

    fn ink(left: f32, top: f32, right: f32, bottom: f32) -> Area {
        Area::new([left, top, right, bottom])
    }

    #[test]
    fn a_square_shows_what_lies_inside_it() {
        let clip = Clip { rings: vec![square(0.0, 100.0)], even_odd: false };
        assert!(clip.shows(ink(10.0, 10.0, 90.0, 20.0)));
        assert!(clip.shows(ink(-0.9, 10.0, 90.0, 20.0)), "within the tolerance");
        assert!(!clip.shows(ink(90.0, 10.0, 102.0, 20.0)), "cut on the right");
        assert!(!clip.shows(ink(110.0, 10.0, 120.0, 20.0)), "all outside");
        assert!(!clip.shows(ink(-50.0, -50.0, 150.0, 150.0)), "larger than the clip");
    }

    #[test]
    fn a_hole_hides_what_lies_in_it() {
        let rings = vec![square(0.0, 100.0), square(30.0, 70.0)];
        let clip = Clip { rings: rings.clone(), even_odd: true };
        assert!(!clip.shows(ink(40.0, 40.0, 60.0, 60.0)));
        assert!(clip.shows(ink(5.0, 40.0, 25.0, 60.0)));
        let clip = Clip { rings, even_odd: false };
        assert!(clip.shows(ink(40.0, 40.0, 60.0, 60.0)), "both rings turn the same way");
    }

    #[test]
    fn a_turned_square_is_not_its_bounding_box() {
        let clip =
            Clip { rings: vec![ring(&[(50.0, 0.0), (100.0, 50.0), (50.0, 100.0), (0.0, 50.0)])], even_odd: false };
        assert!(clip.shows(ink(40.0, 40.0, 60.0, 60.0)));
        assert!(!clip.shows(ink(2.0, 2.0, 22.0, 12.0)), "in the corner that is cut away");
    }

    #[test]
    fn an_empty_clip_hides_everything() {
        let clip = Clip { rings: vec![], even_odd: false };
        assert!(!clip.shows(ink(1.0, 1.0, 2.0, 2.0)));
        let clip = Clip { rings: vec![vec![], square(5.0, 5.0)], even_odd: true };
        assert!(!clip.shows(ink(1.0, 1.0, 2.0, 2.0)));
    }
}

//! Points, rectangles and matrices on the page.
//!
//! Everything is in points from the top left corner, y growing downward: the space in which
//! printpdf gives its text boxes.

/// A point on the page.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Point {
    pub(super) x: f32,
    pub(super) y: f32,
}

/// An upright rectangle on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

impl Area {
    pub(super) fn new([left, top, right, bottom]: [f32; 4]) -> Self {
        Self { left, top, right, bottom }
    }

    /// The least rectangle that holds some points.
    pub(super) fn around(points: impl Iterator<Item = Point>) -> Self {
        let nothing = Self::new([f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY]);
        points.fold(nothing, |hull, point| Self {
            left: hull.left.min(point.x),
            top: hull.top.min(point.y),
            right: hull.right.max(point.x),
            bottom: hull.bottom.max(point.y),
        })
    }

    pub(super) fn width(self) -> f32 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f32 {
        self.bottom - self.top
    }

    /// Whether `other` lies inside, give or take `x` points sideways and `y` points up and down.
    ///
    /// Written so that a coordinate that is not a number counts as outside.
    pub(super) fn holds(self, other: Self, x: f32, y: f32) -> bool {
        other.left >= self.left - x
            && other.right <= self.right + x
            && other.top >= self.top - y
            && other.bottom <= self.bottom + y
    }

    /// Shrinks by `by` on every side, to the middle at most.
    pub(super) fn shrunk(self, by: f32) -> Self {
        let x = by.min((self.right - self.left) / 2.0).max(0.0);
        let y = by.min((self.bottom - self.top) / 2.0).max(0.0);
        Self { left: self.left + x, top: self.top + y, right: self.right - x, bottom: self.bottom - y }
    }

    /// The hull of this rectangle and of itself moved by (`x`, `y`).
    pub(super) fn swept(self, x: f32, y: f32) -> Self {
        Self {
            left: self.left + x.min(0.0),
            top: self.top + y.min(0.0),
            right: self.right + x.max(0.0),
            bottom: self.bottom + y.max(0.0),
        }
    }

    pub(super) fn middle(self) -> Point {
        Point { x: (self.left + self.right) / 2.0, y: (self.top + self.bottom) / 2.0 }
    }

    /// Whether the straight line from `a` to `b` touches this rectangle (Liang and Barsky, 1984).
    pub(super) fn touches(self, a: Point, b: Point) -> bool {
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let sides = [(-dx, a.x - self.left), (dx, self.right - a.x), (-dy, a.y - self.top), (dy, self.bottom - a.y)];
        let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
        for (slope, room) in sides {
            if slope == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if slope < 0.0 {
                enter = enter.max(room / slope);
            } else {
                leave = leave.min(room / slope);
            }
        }
        enter <= leave
    }
}

/// A PDF matrix `[a b c d e f]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f32; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The matrix that applies `first`, then `self`.
    pub(super) fn after(self, first: Self) -> Self {
        let Self([a, b, c, d, e, f]) = self;
        let Self([ga, gb, gc, gd, ge, gf]) = first;
        Self([
            a * ga + c * gb,
            b * ga + d * gb,
            a * gc + c * gd,
            b * gc + d * gd,
            a * ge + c * gf + e,
            b * ge + d * gf + f,
        ])
    }

    pub(super) fn apply(self, x: f32, y: f32) -> (f32, f32) {
        let Self([a, b, c, d, e, f]) = self;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// How much text grows: the lesser of its growth along and across the line.
    ///
    /// Text squeezed in one direction is as hard to read as text squeezed in both.
    pub(super) fn scale(self) -> f32 {
        let Self([a, b, c, d, ..]) = self;
        let along = a.hypot(b);
        let across = (a * d - b * c).abs() / along;
        along.min(across)
    }

    /// Where one unit above the baseline ends up, as a step on the page (y downward).
    pub(super) fn up(self) -> (f32, f32) {
        let Self([_, _, c, d, ..]) = self;
        (c, -d)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scale_is_the_lesser_of_both_directions() {
        assert_eq!(Matrix([0.5, 0.0, 0.0, -1.0, 9.0, 9.0]).scale(), 0.5);
        let (sin, cos) = 0.3_f32.sin_cos();
        assert!((Matrix([cos, sin, -sin, cos, 0.0, 0.0]).scale() - 1.0).abs() < 1e-6);
        // Nothing left of it: not a number, which no comparison takes for large enough.
        assert!(Matrix([0.0; 6]).scale().is_nan() || Matrix([0.0; 6]).scale() == 0.0);
    }

    #[test]
    fn a_line_touches_a_rectangle_it_passes_through() {
        let area = Area::new([10.0, 10.0, 20.0, 20.0]);
        let at = |x, y| Point { x, y };
        assert!(area.touches(at(0.0, 15.0), at(30.0, 15.0)));
        assert!(area.touches(at(12.0, 12.0), at(13.0, 13.0)));
        assert!(!area.touches(at(0.0, 5.0), at(30.0, 5.0)));
        assert!(!area.touches(at(0.0, 15.0), at(5.0, 15.0)));
        assert!(!area.touches(at(0.0, 25.0), at(25.0, 0.0 + 24.0)));
    }

    #[test]
    fn a_coordinate_that_is_no_number_is_outside() {
        let area = Area::new([0.0, 0.0, 9.0, 9.0]);
        assert!(!area.holds(Area::new([f32::NAN, 1.0, 2.0, 2.0]), 1.0, 1.0));
    }
}

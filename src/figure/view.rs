//! From where the body is seen.

use super::vector::{Rotation, Vector, vector};
use crate::yaml::words;

words! {
    /// From where the body is seen.
    View, "a view" {
        /// From the right of a body that looks ahead, which is to the right of the picture.
        Side = "side",
        /// From ahead.
        Front = "front",
        /// From behind.
        Back = "back",
        /// From above, with what is ahead to the right of the picture.
        Top = "top",
    }
}

/// From where the viewer looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Eye {
    pub(super) view: View,
    /// How far the viewer has walked round from the view's own place, in degrees: towards the front of the body from the
    /// side, towards its right from the front.
    pub(super) swing: f64,
    /// How far the viewer looks down, in degrees from level.
    pub(super) rise: f64,
}

/// A point as the viewer sees it, in metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Seen {
    /// To the right of the picture.
    pub(super) x: f64,
    /// Down the picture.
    pub(super) y: f64,
    /// Towards the viewer.
    pub(super) depth: f64,
}

impl Eye {
    /// Where a point is seen.
    pub(super) fn see(self, point: Vector) -> Seen {
        let p = Rotation::about_y(-self.swing).apply(point);
        let (x, towards) = match self.view {
            View::Side | View::Top => (p.x, p.z),
            View::Front => (-p.z, p.x),
            View::Back => (p.z, -p.x),
        };
        let rise = if self.view == View::Top { 90.0 } else { self.rise };
        let (sin, cos) = rise.to_radians().sin_cos();
        Seen { x, y: towards * sin - p.y * cos, depth: towards * cos + p.y * sin }
    }

    /// The directions in space that the viewer sees as right, up, and towards.
    pub(super) fn axes(self) -> [Vector; 3] {
        let of = |way: fn(Seen) -> f64| {
            let along = |axis| way(self.see(axis));
            vector(along(Vector::X), along(Vector::Y), along(Vector::Z))
        };
        [of(|seen| seen.x), of(|seen| -seen.y), of(|seen| seen.depth)]
    }

    /// Whether a floor is seen as a line.
    pub(super) fn has_floor(self) -> bool {
        self.view != View::Top && self.rise == 0.0
    }

    /// Whether the body is seen from its side, so that one side of it is nearer.
    pub(super) fn is_from_side(self) -> bool {
        matches!(self.view, View::Side | View::Top)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_as_right_up_and_towards_are_three_directions_across_each_other() {
        for (view, swing, rise) in [(View::Side, 20.0, 30.0), (View::Top, 0.0, 0.0), (View::Back, -40.0, 10.0)] {
            let eye = Eye { view, swing, rise };
            let [right, up, towards] = eye.axes();
            assert!((right.cross(up) - towards).length() < 1e-12, "{view}");
            assert!((eye.see(up).y + 1.0).abs() < 1e-12 && eye.see(up).x.abs() < 1e-12, "{view}");
        }
    }

    #[test]
    fn ahead_is_to_the_right_from_the_side_and_towards_the_viewer_from_the_front() {
        let ahead = vector(1.0, 0.0, 0.0);
        let eye = |view, swing, rise| Eye { view, swing, rise };
        assert_eq!(eye(View::Side, 0.0, 0.0).see(ahead).x, 1.0);
        assert_eq!(eye(View::Front, 0.0, 0.0).see(ahead).depth, 1.0);
        assert!(
            (eye(View::Side, 90.0, 0.0).see(ahead).depth - 1.0).abs() < 1e-12,
            "walking round brings the front to face"
        );
        let up = vector(0.0, 1.0, 0.0);
        assert!(eye(View::Side, 0.0, 0.0).see(up).y < 0.0, "up is up the picture");
        assert!((eye(View::Top, 0.0, 0.0).see(up).depth - 1.0).abs() < 1e-12, "from above, up is towards the viewer");
    }
}

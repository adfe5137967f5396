//! Points, directions and rotations in space, in metres: x is ahead, y is up, z is to the body's right.
//!
//! These are the axes that the International Society of Biomechanics recommends, so that a body that stands upright and
//! unturned has them as its own.

use std::ops::{Add, Mul, Neg, Sub};

/// A point, or the way from one point to another, in metres.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Vector {
    /// Ahead.
    pub x: f64,
    /// Up.
    pub y: f64,
    /// To the right.
    pub z: f64,
}

/// Makes a vector.
pub(super) const fn vector(x: f64, y: f64, z: f64) -> Vector {
    Vector { x, y, z }
}

impl Vector {
    /// The point that all others are measured from.
    pub(super) const ZERO: Vector = vector(0.0, 0.0, 0.0);
    pub(super) const X: Vector = vector(1.0, 0.0, 0.0);
    pub(super) const Y: Vector = vector(0.0, 1.0, 0.0);
    pub(super) const Z: Vector = vector(0.0, 0.0, 1.0);

    pub(super) fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }

    pub(super) fn cross(self, other: Self) -> Self {
        vector(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )
    }

    /// Its length in metres.
    pub fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// The vector of length one in the same direction; none for a vector too short to have one.
    pub(super) fn unit(self) -> Option<Self> {
        let length = self.length();
        (length > 1e-9).then(|| self * (1.0 / length))
    }

    /// What is left of it in the plane across `normal`, which has length one.
    pub(super) fn across(self, normal: Self) -> Self {
        self - normal * self.dot(normal)
    }
}

impl Add for Vector {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        vector(self.x + other.x, self.y + other.y, self.z + other.z)
    }
}

impl Sub for Vector {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Neg for Vector {
    type Output = Self;
    fn neg(self) -> Self {
        self * -1.0
    }
}

impl Mul<f64> for Vector {
    type Output = Self;
    fn mul(self, by: f64) -> Self {
        vector(self.x * by, self.y * by, self.z * by)
    }
}

/// A rotation: where it takes the three axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rotation {
    pub(super) x: Vector,
    pub(super) y: Vector,
    pub(super) z: Vector,
}

impl Rotation {
    pub(super) const NONE: Rotation = Rotation { x: Vector::X, y: Vector::Y, z: Vector::Z };

    /// Turns by an angle in degrees about the x axis, from y towards z.
    pub(super) fn about_x(degrees: f64) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self { x: Vector::X, y: vector(0.0, cos, sin), z: vector(0.0, -sin, cos) }
    }

    /// Turns by an angle in degrees about the y axis, from z towards x.
    pub(super) fn about_y(degrees: f64) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self { x: vector(cos, 0.0, -sin), y: Vector::Y, z: vector(sin, 0.0, cos) }
    }

    /// Turns by an angle in degrees about the z axis, from x towards y.
    pub(super) fn about_z(degrees: f64) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self { x: vector(cos, sin, 0.0), y: vector(-sin, cos, 0.0), z: Vector::Z }
    }

    /// The shortest turn that takes one direction to another; both have length one.
    pub(super) fn between(from: Vector, to: Vector) -> Self {
        let axis = from.cross(to);
        let cos = from.dot(to).clamp(-1.0, 1.0);
        let Some(axis_unit) = axis.unit() else {
            if cos > 0.0 {
                return Self::NONE;
            }
            // Half a turn about any axis across.
            let across = if from.z.abs() < 0.9 { Vector::Z } else { Vector::X }.across(from);
            let a = across.unit().unwrap_or(Vector::Z);
            let flip = |v: Vector| a * (2.0 * a.dot(v)) - v;
            return Self { x: flip(Vector::X), y: flip(Vector::Y), z: flip(Vector::Z) };
        };
        let (a, sin) = (axis_unit, axis.length());
        let turn = |v: Vector| v * cos + a.cross(v) * sin + a * (a.dot(v) * (1.0 - cos));
        Self { x: turn(Vector::X), y: turn(Vector::Y), z: turn(Vector::Z) }
    }

    /// Where it takes a vector.
    pub(super) fn apply(self, v: Vector) -> Vector {
        self.x * v.x + self.y * v.y + self.z * v.z
    }

    /// The vector that it takes to `v`.
    pub(super) fn undo(self, v: Vector) -> Vector {
        vector(self.x.dot(v), self.y.dot(v), self.z.dot(v))
    }
}

impl Mul for Rotation {
    type Output = Self;
    /// First the other, then this one.
    fn mul(self, other: Self) -> Self {
        Self { x: self.apply(other.x), y: self.apply(other.y), z: self.apply(other.z) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rotations_turn_the_way_they_say() {
        let near = |a: Vector, b: Vector| assert!((a - b).length() < 1e-12, "{a:?} {b:?}");
        near(Rotation::about_x(90.0).apply(Vector::Y), Vector::Z);
        near(Rotation::about_y(90.0).apply(Vector::Z), Vector::X);
        near(Rotation::about_z(90.0).apply(Vector::X), Vector::Y);
        near((Rotation::about_z(90.0) * Rotation::about_x(90.0)).apply(Vector::Y), Vector::Z);
        for to in [Vector::X, -Vector::X, Vector::Y, vector(0.6, 0.0, 0.8)] {
            near(Rotation::between(Vector::X, to).apply(Vector::X), to);
            near(Rotation::between(Vector::X, to).undo(to), Vector::X);
        }
    }
}

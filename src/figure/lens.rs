//! A close-up: the part of a drawing around a place of the body.

use super::angles::Side;
use super::body::{Body, Spot};
use super::contact::spot_of;
use super::draw::UNITS;
use super::skeleton::Skeleton;
use super::vector::vector;
use super::view::Eye;
use crate::diagnostic::{Code, Findings};
use crate::yaml::table::real;
use crate::yaml::{Node, Value};

/// The least and the greatest radius of a close-up, in centimetres: a head, and a trunk with its arms.
const LEAST: f64 = 20.0;
const MOST: f64 = 70.0;

/// A round close-up around a place of the body.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lens {
    spot: Spot,
    side: Side,
    /// In metres.
    radius: f64,
}

/// A circle in the units of a drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Circle {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) radius: f64,
}

impl Lens {
    /// Reads a place and how many centimetres around it are shown, like `{ nose: 30 }`.
    pub(super) fn read(node: &Node, body: &Body, findings: &mut Findings) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            crate::yaml::wrong_type(node, "a place with the centimetres around it, like `{ nose: 30 }`", findings);
            return None;
        };
        let [(key, around)] = entries.as_slice() else {
            findings.add(
                Code::WrongType,
                &node.place,
                "a close-up has one place",
                "write it like `close: { nose: 30 }`",
            );
            return None;
        };
        let (side, spot) = spot_of(key, body, findings);
        let radius = real(around, findings, LEAST, MOST)? / 100.0;
        Some(Self { spot: spot?, side, radius })
    }

    /// What is shown of a body.
    pub(super) fn circle(&self, skeleton: &Skeleton, eye: Eye) -> Circle {
        let at = self.spot.at;
        let bone = skeleton.bone(self.spot.segment, self.side);
        let (x, y) = eye.point(bone.place(vector(at.x, at.y, at.z * self.side.sign())));
        Circle { x, y, radius: self.radius * UNITS }
    }
}

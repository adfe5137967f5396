//! The things around the body, and where they stand.

use std::collections::BTreeMap;

use super::vector::{Vector, vector};
use crate::yaml::words;

words! {
    /// Something that the body may bear on.
    Surface, "something to bear on" {
        /// The floor.
        Floor = "floor",
        /// The seat of a chair.
        Chair = "chair",
        /// The top of the back of a chair.
        ChairBack = "chair-back",
        /// A wall ahead of the body or behind it.
        Wall = "wall",
        /// A wall beside the body.
        SideWall = "side-wall",
        /// A low step.
        Step = "step",
        /// The top of a table.
        Table = "table",
        /// A shelf on a wall, at the height of the chin.
        Shelf = "shelf",
        /// A bed.
        Bed = "bed",
        /// A pillow on whatever the body lies on.
        Pillow = "pillow",
    }
}

words! {
    /// Something that lies or stands there without being touched in the drawing.
    Prop, "a prop" {
        /// A mat under the body.
        Mat = "mat",
        /// A chair behind the body, turned towards it.
        ChairBehind = "chair-behind",
        /// A chair in front of the toes, its seat towards them.
        ChairAhead = "chair-ahead",
        /// A table in front of the toes.
        TableAhead = "table-ahead",
    }
}

words! {
    /// Something that a hand holds.
    Held, "a thing to hold" {
        /// A dumb-bell.
        Weight = "weight",
        /// A soft ball of 20 cm.
        Ball = "ball",
        /// A stick of one metre, held in the middle.
        Stick = "stick",
        /// A towel around the foot of the near side.
        Towel = "towel",
        /// A band that is fixed ahead of the body.
        BandAhead = "band-ahead",
        /// A band that is fixed behind it.
        BandBehind = "band-behind",
        /// A band that is fixed beside it.
        BandAside = "band-aside",
    }
}

/// Heights above the floor, in metres. The table is as high as a worktop, so that somebody who stands can rest a hand on it.
pub(super) const SEAT: f64 = 0.45;
const CHAIR_BACK: f64 = 0.92;
pub(super) const TABLE: f64 = 0.88;
const SHELF: f64 = 1.45;
const STEP: f64 = 0.16;
const BED: f64 = 0.50;
/// How high a pillow stays under a head.
const PILLOW: f64 = 0.07;

/// A plane: all points whose way along `normal` is `at`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Plane {
    pub(super) normal: Vector,
    pub(super) at: f64,
}

impl Plane {
    /// How far a point lies in front of it, in metres.
    pub(super) fn above(&self, point: Vector) -> f64 {
        point.dot(self.normal) - self.at
    }
}

/// Where the things stand. Each is put where the body first touches it, and stays there.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Room {
    /// Walls, once they are touched.
    walls: BTreeMap<Surface, Plane>,
    /// Where each other thing was touched first, and where the body was then.
    pub(super) touched: BTreeMap<Surface, (Vector, Vector)>,
    /// How high the body lies, in metres.
    pub(super) ground: f64,
}

impl Room {
    /// The plane of a surface; none for a wall that nothing has touched yet.
    pub(super) fn plane(&self, surface: Surface) -> Option<Plane> {
        let level = |at| Some(Plane { normal: Vector::Y, at });
        match surface {
            Surface::Floor => level(0.0),
            Surface::Chair => level(SEAT),
            Surface::ChairBack => level(CHAIR_BACK),
            Surface::Step => level(STEP),
            Surface::Table => level(TABLE),
            Surface::Shelf => level(SHELF),
            Surface::Bed => level(BED),
            Surface::Pillow => level(self.ground + PILLOW),
            Surface::Wall | Surface::SideWall => self.walls.get(&surface).copied(),
        }
    }

    /// Which way the surface faces, given where it is touched and where the body is.
    pub(super) fn normal(&self, surface: Surface, touch: Vector, body: Vector) -> Vector {
        let towards = body - touch;
        match surface {
            Surface::Wall => vector(if towards.x < 0.0 { -1.0 } else { 1.0 }, 0.0, 0.0),
            Surface::SideWall => vector(0.0, 0.0, if towards.z < 0.0 { -1.0 } else { 1.0 }),
            _ => Vector::Y,
        }
    }

    /// Puts a wall where it is touched.
    pub(super) fn put_wall(&mut self, surface: Surface, plane: Plane) {
        self.walls.entry(surface).or_insert(plane);
    }

    /// Notes that a thing is touched.
    pub(super) fn touch(&mut self, surface: Surface, at: Vector, body: Vector) {
        self.touched.entry(surface).or_insert((at, body));
    }

    /// The walls that are there.
    pub(super) fn walls(&self) -> impl Iterator<Item = Plane> {
        self.walls.values().copied()
    }
}

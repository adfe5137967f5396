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
        /// The seat of a chair beside the body, which faces the way that the body does.
        SideChair = "side-chair",
        /// The top of the back of a chair beside the body.
        SideChairBack = "side-chair-back",
        /// A wall ahead of the body or behind it.
        Wall = "wall",
        /// A wall beside the body.
        SideWall = "side-wall",
        /// A low step.
        Step = "step",
        /// The top of a table.
        Table = "table",
        /// The top of a table beside the body.
        SideTable = "side-table",
        /// A shelf on a wall, at the height of the chin.
        Shelf = "shelf",
        /// A bed.
        Bed = "bed",
        /// A couch of a treatment room.
        Couch = "couch",
        /// A pillow on whatever the body lies on.
        Pillow = "pillow",
        /// The lowest stair of a flight.
        Stair = "stair",
        /// The stair above it.
        NextStair = "next-stair",
        /// The handrail of the stairs; where there are none, a level one.
        Rail = "rail",
        /// Ground that rises ahead.
        Slope = "slope",
        /// Nothing: as far above the floor as a small jump goes.
        Air = "air",
        /// The saddle of an exercise bike.
        Saddle = "saddle",
        /// Its handlebar.
        Handlebar = "handlebar",
        /// Its pedal at the lowest point.
        LowPedal = "low-pedal",
        /// Its pedal at the highest point.
        HighPedal = "high-pedal",
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
        /// A towel, folded over the top of the back of the chair that the body sits on.
        ChairTowel = "chair-towel",
        /// A low step in front of the toes.
        StepAhead = "step-ahead",
        /// A low step beside the feet, to the right.
        StepAside = "step-aside",
        /// A table in front of the toes.
        TableAhead = "table-ahead",
        /// A table behind the body.
        TableBehind = "table-behind",
        /// A wall ahead that a ball is thrown at.
        WallAhead = "wall-ahead",
        /// A wall behind the body.
        WallBehind = "wall-behind",
        /// A wall to the right that a ball is thrown at.
        WallAside = "wall-aside",
        /// A towel, rolled up, on the floor in front of the toes.
        RolledTowel = "rolled-towel",
        /// Water up to the waist.
        Water = "water",
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
        /// A folded towel, flat under the palms.
        FoldedTowel = "folded-towel",
        /// A band that is fixed ahead of the body.
        BandAhead = "band-ahead",
        /// A band that is fixed behind it.
        BandBehind = "band-behind",
        /// A band that is fixed beside it.
        BandAside = "band-aside",
        /// A band tied around both thighs, above the knees.
        BandLoop = "band-loop",
        /// A stick that is swung like a club: both hands at its end.
        Club = "club",
        /// Strips of tape along the small of the back; `back` holds it.
        Tape = "tape",
        /// A box.
        Box = "box",
        /// A ball that has just left the hands, thrown ahead.
        BallAhead = "ball-ahead",
        /// A ball that has just left the hands, thrown to the right.
        BallAside = "ball-aside",
    }
}

/// Heights above the floor, in metres. The table is as high as a worktop, so that somebody who stands can rest a hand on it.
pub(super) const SEAT: f64 = 0.45;
const CHAIR_BACK: f64 = 0.92;
pub(super) const TABLE: f64 = 0.88;
const SHELF: f64 = 1.45;
pub(super) const STEP: f64 = 0.16;
const BED: f64 = 0.50;
const COUCH: f64 = 0.62;
const SADDLE: f64 = 0.88;
const HANDLEBAR: f64 = 1.10;
pub(super) const LOW_PEDAL: f64 = 0.13;
pub(super) const HIGH_PEDAL: f64 = 0.43;
const AIR: f64 = 0.08;
/// A stair: how high it is, how deep, and how far behind the ankle of a whole foot on it its nose is.
pub(super) const RISER: f64 = 0.17;
pub(super) const TREAD: f64 = 0.28;
const NOSE: f64 = 0.11;
/// How far a handrail is above the noses of the stairs, and above a floor without stairs.
pub(super) const RAIL: f64 = 0.86;
const LEVEL_RAIL: f64 = 0.98;
/// How steep a slope is, in degrees, and how high it is below the body, in metres.
const STEEP: f64 = 9.0;
const RISEN: f64 = 0.16;
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
    /// How high a pillow is that fills the space beside a shoulder, in metres.
    pillow: Option<f64>,
}

impl Room {
    /// The plane of a surface; none for a wall that nothing has touched yet.
    pub(super) fn plane(&self, surface: Surface) -> Option<Plane> {
        let level = |at| Some(Plane { normal: Vector::Y, at });
        match surface {
            Surface::Floor => level(0.0),
            Surface::Chair | Surface::SideChair => level(SEAT),
            Surface::ChairBack | Surface::SideChairBack => level(CHAIR_BACK),
            Surface::Step => level(STEP),
            Surface::Table | Surface::SideTable => level(TABLE),
            Surface::Shelf => level(SHELF),
            Surface::Bed => level(BED),
            Surface::Couch => level(COUCH),
            Surface::Stair => level(RISER),
            Surface::NextStair => level(2.0 * RISER),
            Surface::Rail => Some(self.rail()),
            Surface::Slope => {
                let normal = rising(STEEP.to_radians().tan());
                Some(Plane { normal, at: vector(0.0, RISEN, 0.0).dot(normal) })
            }
            Surface::Air => level(AIR),
            Surface::Saddle => level(SADDLE),
            Surface::Handlebar => level(HANDLEBAR),
            Surface::LowPedal => level(LOW_PEDAL),
            Surface::HighPedal => level(HIGH_PEDAL),
            Surface::Pillow => level(self.ground + self.pillow.unwrap_or(PILLOW)),
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

    /// Where the nose of the lowest stair is, once a foot has been put on the stairs.
    pub(super) fn stairs(&self) -> Option<Vector> {
        let nose = |surface, up: f64| {
            let (foot, _) = self.touched.get(&surface)?;
            Some(vector(foot.x - NOSE - up * TREAD, RISER, foot.z))
        };
        nose(Surface::Stair, 0.0).or_else(|| nose(Surface::NextStair, 1.0))
    }

    fn rail(&self) -> Plane {
        let Some(nose) = self.stairs() else { return Plane { normal: Vector::Y, at: LEVEL_RAIL } };
        let normal = rising(RISER / TREAD);
        Plane { normal, at: (nose + Vector::Y * RAIL).dot(normal) }
    }

    /// Puts a wall where it is touched.
    pub(super) fn put_wall(&mut self, surface: Surface, plane: Plane) {
        self.walls.entry(surface).or_insert(plane);
    }

    /// Makes a pillow as high as somebody who lies on the side needs it, unless a head was on it already.
    pub(super) fn fill_pillow(&mut self, top: f64) {
        if !self.touched.contains_key(&Surface::Pillow) {
            self.pillow = Some((top - self.ground).max(PILLOW));
        }
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

/// The way that ground faces which rises ahead by so many metres a metre.
fn rising(by: f64) -> Vector {
    let long = by.hypot(1.0);
    vector(-by / long, 1.0 / long, 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handrail_rises_with_the_stairs_and_is_level_without_them() {
        let mut room = Room::default();
        let on = |room: &Room, x: f64, y: f64| {
            room.plane(Surface::Rail).is_some_and(|p| p.above(vector(x, y, 0.0)).abs() < 1e-9)
        };
        assert!(on(&room, -1.0, LEVEL_RAIL) && on(&room, 1.0, LEVEL_RAIL));
        room.touch(Surface::Stair, vector(0.4, 0.25, 0.1), Vector::ZERO);
        let nose = room.stairs().unwrap();
        assert!((nose.x - (0.4 - NOSE)).abs() < 1e-9);
        assert!(on(&room, nose.x, RISER + RAIL), "above the lowest nose");
        assert!(on(&room, nose.x + 2.0 * TREAD, 3.0 * RISER + RAIL), "and above the third");
    }

    #[test]
    fn the_stairs_are_the_same_whichever_stair_a_foot_is_on() {
        let (mut low, mut high) = (Room::default(), Room::default());
        low.touch(Surface::Stair, vector(0.4, 0.25, 0.1), Vector::ZERO);
        high.touch(Surface::NextStair, vector(0.4 + TREAD, 0.42, 0.1), Vector::ZERO);
        assert!((low.stairs().unwrap() - high.stairs().unwrap()).length() < 1e-9);
    }

    #[test]
    fn a_slope_rises_ahead() {
        let slope = Room::default().plane(Surface::Slope).unwrap();
        assert!(slope.normal.x < 0.0 && slope.normal.y > 0.9);
        assert!((slope.normal.length() - 1.0).abs() < 1e-12);
        assert!(slope.above(vector(0.0, RISEN, 0.0)).abs() < 1e-12);
    }
}

//! Things that no foot can stand in.

use super::Frame;
use super::angles::Side;
use super::body::{Body, Part};
use super::contact::{Contact, Target};
use super::prop::{RISER, Room, Surface, TREAD};
use super::vector::{Vector, vector};
use crate::diagnostic::{Code, Findings};

/// A box with its sides along the axes, in metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Solid {
    pub(super) least: Vector,
    pub(super) most: Vector,
}

impl Solid {
    /// A step that was touched at a place, by a body in another.
    pub(super) fn step(touch: Vector, body: Vector, height: f64) -> Self {
        Self { least: vector(touch.x - 0.14, 0.0, body.z - 0.3), most: vector(touch.x + 0.26, height, body.z + 0.3) }
    }

    /// A flight of stairs whose lowest has its nose at a place, a box for each stair.
    pub(super) fn stairs(nose: Vector) -> impl Iterator<Item = Self> {
        let end = nose.x + f64::from(STAIRS) * TREAD;
        (0..STAIRS).map(move |i| Self {
            least: vector(nose.x + f64::from(i) * TREAD, 0.0, nose.z - 0.4),
            most: vector(end, RISER * f64::from(i + 1), nose.z + 0.4),
        })
    }

    /// How deep a ball is in it, in metres; below zero if it is outside.
    fn depth(&self, (centre, radius): (Vector, f64)) -> f64 {
        let (from, to) = (centre - self.least, self.most - centre);
        // It stands on the floor, so nothing gets out below.
        [from.x, from.z, to.x, to.y, to.z].into_iter().fold(f64::MAX, f64::min) + radius
    }
}

/// How many stairs are drawn.
pub(super) const STAIRS: u32 = 4;

/// Reports a foot that is inside a step or a stair.
pub(super) fn tell_inside(frame: &Frame, room: &Room, body: &Body, findings: &mut Findings) {
    let step = room.touched.get(&Surface::Step).map(|(touch, of)| {
        let height = room.plane(Surface::Step).map_or(0.0, |plane| plane.at);
        (Surface::Step, Solid::step(*touch, *of, height))
    });
    let stairs = room.stairs().into_iter().flat_map(|nose| Solid::stairs(nose).map(|solid| (Surface::Stair, solid)));
    for (surface, solid) in step.into_iter().chain(stairs) {
        for side in Side::BOTH {
            let feet = body.flesh.iter().filter(|flesh| flesh.part == Part::Foot);
            let balls = feet.flat_map(|flesh| frame.stance.skeleton.balls(flesh, side));
            let deepest = balls.map(|ball| solid.depth(ball)).fold(f64::MIN, f64::max);
            if deepest > GRAZED {
                let on_it = |contact: &&Contact| contact.target == Target::Surface(surface);
                let contact = frame.posture.contacts.iter().find(on_it).map(|contact| &contact.place);
                let place = contact.filter(|place| place.file() == frame.place.file()).unwrap_or(&frame.place);
                findings.add(
                    Code::FootInside,
                    place,
                    format!("the {side} foot is {:.0} cm inside the {surface}", deepest * 100.0),
                    "move it back or ahead: bend its hip, or the hip of the foot that stands on top",
                );
                return;
            }
        }
    }
}

/// How deep a foot may be in a thing, in metres, and only seem to touch it.
const GRAZED: f64 = 0.03;

#[cfg(test)]
mod tests {
    use super::super::tests::figure;
    use super::*;

    #[test]
    fn a_step_does_not_go_through_the_other_foot() {
        let told = |far: &str| {
            let frame =
                format!("{{ pose: standing, far: {{ hip: {far} }}, contacts: [far-foot, {{ near-foot: step }}] }}");
            let (_, findings) = figure(&format!("view: side\nframes:\n  - {frame}"));
            findings.into_sorted().iter().map(|f| (f.code(), f.message().to_owned())).collect::<Vec<_>>()
        };
        let found = told("0");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, Code::FootInside);
        assert!(found[0].1.starts_with("the far foot is"), "{found:?}");
    }
}

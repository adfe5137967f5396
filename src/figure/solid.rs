//! Things that no foot can stand in.

use super::Frame;
use super::angles::Side;
use super::body::{Body, Part};
use super::contact::{Contact, Target};
use super::prop::{RISER, Room, SEAT, Surface, TREAD};
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

/// Warns of a part that goes through what bodies sit, lie or lean on.
pub(super) fn tell_through(frame: &Frame, room: &Room, body: &Body, findings: &mut Findings) {
    for (surface, top) in tops(room) {
        for flesh in &body.flesh {
            let through = Side::BOTH.into_iter().find(|side| {
                let balls = frame.stance.skeleton.balls(flesh, *side).collect::<Vec<_>>();
                let pairs = balls.iter().zip(balls.iter().skip(1));
                pairs.into_iter().any(|((a, _), (b, _))| top.is_crossed(*a, *b))
            });
            if through.is_some() {
                findings.add(
                    Code::BodyInside,
                    &frame.place,
                    format!("the {} in the {surface}", part(flesh.part)),
                    "bend the joints so that it is above or beside, or let a chair that is held stand beside: `side-chair`",
                );
                return;
            }
        }
    }
}

/// A part with its verb.
fn part(part: Part) -> String {
    let verb = if part == Part::Hips { "are" } else { "is" };
    format!("{part} {verb}")
}

/// The slabs that bear, each as wide as it is drawn but for its rim.
fn tops(room: &Room) -> Vec<(Surface, Solid)> {
    let mut tops = Vec::new();
    for (surface, (touch, body)) in &room.touched {
        let Some(plane) = room.plane(*surface) else { continue };
        let on = if touch.x < body.x { -1.0 } else { 1.0 };
        let aside = if touch.z < body.z { -1.0 } else { 1.0 };
        let about = |middle: f64, half: f64| (middle - half, middle + half);
        let sat = (*touch - *body).length() < 0.01;
        let (along, across, high) = match surface {
            Surface::Chair if sat => ((touch.x - 0.17, touch.x + 0.27), about(body.z, SEAT_HALF), plane.at),
            Surface::Chair => ((touch.x - on * 0.10, touch.x + on * 0.34), about(body.z, SEAT_HALF), plane.at),
            Surface::ChairBack => ((touch.x + on * 0.04, touch.x + on * 0.48), about(body.z, SEAT_HALF), SEAT),
            Surface::SideChair => {
                ((touch.x - 0.28, touch.x + 0.16), about(touch.z + aside * 0.12, SEAT_HALF), plane.at)
            }
            Surface::SideChairBack => {
                ((touch.x + 0.07, touch.x + 0.51), about(touch.z + aside * 0.14, SEAT_HALF), SEAT)
            }
            Surface::Table => ((touch.x - on * 0.05, touch.x + on * 0.55), about(body.z, 0.55), plane.at),
            Surface::SideTable => (about(touch.x, 0.55), (touch.z - aside * 0.08, touch.z + aside * 0.52), plane.at),
            Surface::Bed => (about(body.x, LONG), (body.z - 0.50, body.z + 0.42), plane.at),
            Surface::Couch => (about(body.x, LONG), about(body.z, 0.36), plane.at),
            _ => continue,
        };
        let inner = |(a, b): (f64, f64)| (a.min(b) + TOP_RIM, a.max(b) - TOP_RIM);
        let (along, across) = (inner(along), inner(across));
        let least = vector(along.0, high - THICK, across.0);
        tops.push((*surface, Solid { least, most: vector(along.1, high, across.1) }));
    }
    tops
}

impl Solid {
    /// Whether the way between two points goes through it.
    fn is_crossed(&self, a: Vector, b: Vector) -> bool {
        let inside = |low: f64, at: f64, high: f64| (low..=high).contains(&at);
        (0..=CROSSINGS).any(|i| {
            let at = a + (b - a) * (f64::from(i) / f64::from(CROSSINGS));
            inside(self.least.x, at.x, self.most.x)
                && inside(self.least.y, at.y, self.most.y)
                && inside(self.least.z, at.z, self.most.z)
        })
    }
}

/// Half the width of a seat, and half the length that a bed or couch is taken for, in metres.
const SEAT_HALF: f64 = 0.21;
const LONG: f64 = 1.1;
/// How much of a top's rim a part may cross, and how thick a top is taken for, in metres: its middle is never in it then.
const TOP_RIM: f64 = 0.05;
const THICK: f64 = 0.05;
/// At how many places between two balls of flesh their way is looked at.
const CROSSINGS: u32 = 8;

/// How deep a foot may be in a thing, in metres, and only seem to touch it.
const GRAZED: f64 = 0.03;

#[cfg(test)]
mod tests {
    use super::super::tests::figure;
    use super::*;

    #[test]
    fn a_body_does_not_go_through_a_seat_or_a_couch() {
        let told = |frames: &str| {
            let (_, findings) = figure(&format!("view: side\nframes:\n{frames}"));
            findings.into_sorted().iter().map(|f| (f.code(), f.message().to_owned())).collect::<Vec<_>>()
        };
        let dip = "  - pose: sitting\n    contacts: [{ seat: chair }, feet, { hands: chair }]\n  \
                   - both: { hip: 100, knee: 95 }\n    contacts: [feet, { hands: chair }]";
        let found = told(dip);
        assert_eq!(found.iter().map(|f| f.0).collect::<Vec<_>>(), [Code::BodyInside], "{found:?}");
        assert!(found[0].1.ends_with("in the chair"), "{found:?}");
        let sunk = "  - couch-on-back\n  - both: { shoulder: -50, hip: -25 }\n    contacts: [{ back: couch }]";
        assert!(told(sunk).iter().any(|f| f.0 == Code::BodyInside));
        for sound in ["  - sitting", "  - couch-on-back", "  - couch-on-side", "  - couch-on-front"] {
            assert_eq!(told(sound), [], "{sound}");
        }
    }

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

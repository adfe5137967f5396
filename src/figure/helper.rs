//! The hands of somebody who treats the body, with their forearms.

use super::angles::Side;
use super::body::{Body, Part, Segment, Spot};
use super::contact::spot_of;
use super::draw::{Layer, Tone};
use super::laying::palm_on;
use super::skeleton::{Bone, Skeleton};
use super::vector::{Rotation, Vector, vector};
use super::view::Eye;
use crate::diagnostic::Findings;
use crate::yaml::table::word;
use crate::yaml::{Node, Value, words, wrong_type};

words! {
    /// From where in the picture a helper's hand comes.
    From, "where a hand comes from" {
        /// From the top.
        Above = "above",
        /// From the top left.
        AboveLeft = "above-left",
        /// From the top right.
        AboveRight = "above-right",
        /// From the left.
        Left = "left",
        /// From the right.
        Right = "right",
        /// From the bottom.
        Below = "below",
        /// From the bottom left.
        BelowLeft = "below-left",
        /// From the bottom right.
        BelowRight = "below-right",
    }
}

impl From {
    /// How far to the right and up of the picture it lies.
    fn way(self) -> (f64, f64) {
        match self {
            Self::Above => (0.0, 1.0),
            Self::AboveLeft => (-0.6, 0.8),
            Self::AboveRight => (0.6, 0.8),
            Self::Left => (-1.0, 0.0),
            Self::Right => (1.0, 0.0),
            Self::Below => (0.0, -1.0),
            Self::BelowLeft => (-0.6, -0.8),
            Self::BelowRight => (0.6, -0.8),
        }
    }
}

/// A hand that lies on a place of the body.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HelperHand {
    spot: Spot,
    side: Side,
    from: From,
}

/// Reads a list of hands: `{ near-low-back: above-left }`.
pub(super) fn helper_hands(node: &Node, body: &Body, findings: &mut Findings) -> Vec<HelperHand> {
    let Value::List(items) = &node.value else {
        wrong_type(node, "a list of hands, like `[{ low-back: above }]`", findings);
        return Vec::new();
    };
    let mut hands = Vec::new();
    for item in items {
        let Value::Map(entries) = &item.value else {
            wrong_type(item, "a place and where the hand comes from, like `{ low-back: above }`", findings);
            continue;
        };
        for (key, node) in entries {
            let (side, spot) = spot_of(key, body, findings);
            let from = word(node, findings);
            if let (Some(spot), Some(from)) = (spot, from) {
                hands.push(HelperHand { spot, side, from });
            }
        }
    }
    hands
}

/// A hand with its forearm in a sleeve, which ends before the elbow would be seen.
pub(super) fn drawn(hand: &HelperHand, skeleton: &Skeleton, body: &Body, eye: Eye) -> [Layer; 2] {
    let (wrist, forearm) = placed(hand, skeleton, body, eye);
    let mut shapes = Vec::new();
    for flesh in body.flesh.iter().filter(|f| matches!(f.part, Part::Forearm | Part::Hand)) {
        let ball = |ball: &super::body::Ball| {
            let bone = if ball.segment == Segment::Hand { wrist } else { forearm };
            // A thumb that points the way the viewer sees best.
            (bone.place(vector(ball.at.x, ball.at.y, ball.at.z * thumb(hand.from))), ball.radius)
        };
        shapes.push(eye.skin(&flesh.balls.iter().map(ball).collect::<Vec<_>>()));
    }
    // A sleeve, so that the arm does not end like a stump.
    let along = |share: f64| forearm.place(vector(0.0, -share * body.lengths.forearm, 0.0));
    let sleeve = eye.skin(&[(along(0.62), CUFF.0), (along(-0.15), CUFF.1)]);
    [
        Layer { tone: Tone::Helper, edged: shapes.clone(), shapes },
        Layer { tone: Tone::Thing, edged: vec![sleeve.clone()], shapes: vec![sleeve] },
    ]
}

/// How wide a sleeve is at its cuff and above it, from its middle, in metres.
const CUFF: (f64, f64) = (0.046, 0.056);

/// Which way the thumb points: a hand from the left is a right hand.
fn thumb(from: From) -> f64 {
    if from.way().0 < 0.0 { 1.0 } else { -1.0 }
}

/// Where the hand and the forearm are.
fn placed(hand: &HelperHand, skeleton: &Skeleton, body: &Body, eye: Eye) -> (Bone, Bone) {
    let at = hand.spot.at;
    let sign = hand.side.sign();
    let bone = skeleton.bone(hand.spot.segment, hand.side);
    let place = bone.place(vector(at.x, at.y, at.z * sign));
    // The skin faces away from the middle of its segment.
    let facing = bone.turned.apply(vector(at.x, 0.0, at.z * sign)).unit().unwrap_or(Vector::Y);
    let [right, up, towards] = eye.axes();
    let (x, y) = hand.from.way();
    let elbow = (right * x + up * y + towards * TOWARDS + facing * OFF).unit().unwrap_or(up);
    let ahead = (-elbow).across(facing);
    let fingers = if ahead.length() > 0.35 { ahead } else { right * if x > 0.0 { -1.0 } else { 1.0 } };
    let turned = palm_on(facing, fingers);
    let palm = vector(0.012 * body.height, -0.045 * body.height, 0.0);
    let wrist = Bone { origin: place - turned.apply(palm), turned };
    let y = elbow;
    let x = (-facing).across(y).unit().unwrap_or(towards);
    let forearm =
        Bone { origin: wrist.origin + elbow * body.lengths.forearm, turned: Rotation { x, y, z: x.cross(y) } };
    (wrist, forearm)
}

/// How much a forearm comes towards the viewer, and lifts off the skin, for each part along the picture.
const TOWARDS: f64 = 0.15;
const OFF: f64 = 0.35;

#[cfg(test)]
mod tests {
    use super::super::tests::{figure, poses};
    use super::super::view::View;
    use super::*;

    #[test]
    fn a_palm_lies_on_the_skin_and_its_forearm_comes_from_where_it_says() {
        let poses = poses();
        let text = "view: side\nframes:\n  - pose: couch-on-front\n    hands-on: [{ low-back: above-left }, { waist: above-right }]";
        let (figure, _) = figure(text);
        let figure = figure.unwrap();
        let frames = figure.frames();
        let frame = frames.first().unwrap();
        let eye = Eye { view: View::Side, swing: 0.0, rise: 0.0 };
        for (hand, left) in frame.posture.helper.iter().zip([true, false]) {
            let skeleton = &frame.stance.skeleton;
            let (wrist, forearm) = placed(hand, skeleton, &poses.body, eye);
            let place = skeleton.bone(hand.spot.segment, hand.side).place(hand.spot.at);
            assert!((wrist.origin - place).length() < 0.12, "the wrist is a palm away from the place");
            let elbow = forearm.origin - wrist.origin;
            assert!((elbow.length() - poses.body.lengths.forearm).abs() < 1e-9);
            assert!(elbow.y > 0.0 && (elbow.x < 0.0) == left, "{elbow:?}");
        }
    }
}

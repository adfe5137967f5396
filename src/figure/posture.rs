//! A posture as files write it: joint angles, contacts, and what the hands hold.

use super::angles::{Angles, Side};
use super::contact::{Contact, contacts, sided_word};
use super::helper::{HelperHand, helper_hands};
use super::joint::{Joint, Ranges};
use super::poses::Poses;
use super::prop::{Held, Prop};
use crate::diagnostic::{Code, Findings};
use crate::yaml::table::{list, word};
use crate::yaml::{Key, Node, Value, Word, nearest, wrong_type};

/// What holds a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grip {
    /// One hand.
    Hand(Side),
    /// Both hands together.
    Hands,
    /// The back, along which a stick lies.
    Back,
    /// Both thighs, around which a band is tied.
    Thighs,
}

/// Joint angles, contacts, and what is held and stands there, before the body is placed.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Posture {
    pub(super) angles: Angles,
    pub(super) contacts: Vec<Contact>,
    pub(super) holds: Vec<(Grip, Held)>,
    /// What stands there in this frame; none if it is what stands there in the whole figure.
    pub(super) props: Option<Vec<Prop>>,
    /// The hands of somebody who treats the body.
    pub(super) helper: Vec<HelperHand>,
}

impl Posture {
    /// Reads a posture. One that names no base pose goes on from `before`.
    pub(super) fn read(
        node: &Node,
        before: Option<&Posture>,
        poses: &Poses,
        findings: &mut Findings,
    ) -> Option<Posture> {
        let entries = match &node.value {
            Value::Map(entries) => entries,
            // The name of a base pose alone.
            Value::Text(_) => return poses.find(node, findings).cloned(),
            _ => {
                wrong_type(node, "a pose: its name, or a mapping", findings);
                return None;
            }
        };
        let mut posture = match entries.iter().find(|(key, _)| key.value == "pose") {
            Some((_, node)) => poses.find(node, findings)?.clone(),
            None => before.cloned().unwrap_or_default(),
        };
        for (key, node) in entries {
            // The keys of `KEYS`.
            match key.value.as_str() {
                "pose" => {}
                "contacts" => posture.contacts = contacts(node, &poses.body, findings).unwrap_or_default(),
                "holds" => posture.holds = holds(node, findings),
                "props" => posture.props = list(node, findings, word),
                "hands-on" => posture.helper = helper_hands(node, &poses.body, findings),
                "both" => posture.limbs(&Side::BOTH, node, &poses.body.ranges, findings),
                "near" => posture.limbs(&[Side::Near], node, &poses.body.ranges, findings),
                "far" => posture.limbs(&[Side::Far], node, &poses.body.ranges, findings),
                _ => posture.joint(&[], key, node, &poses.body.ranges, findings),
            }
        }
        Some(posture)
    }

    /// Reads the joints of one side, or of both.
    fn limbs(&mut self, sides: &[Side], node: &Node, ranges: &Ranges, findings: &mut Findings) {
        let Value::Map(entries) = &node.value else {
            wrong_type(node, "joints with their angles", findings);
            return;
        };
        for (key, node) in entries {
            self.joint(sides, key, node, ranges, findings);
        }
    }

    /// Reads the angles of a joint; no sides are for those in the middle.
    fn joint(&mut self, sides: &[Side], key: &Key, node: &Node, ranges: &Ranges, findings: &mut Findings) {
        let here = |joint: &Joint| joint.is_sided() != sides.is_empty();
        let Some(joint) = Joint::ALL.iter().copied().filter(here).find(|j| j.as_str() == key.value) else {
            unknown_joint(sides, key, findings);
            return;
        };
        for (movement, degrees) in ranges.angles(joint, node, findings) {
            if sides.is_empty() {
                self.angles.set(None, joint, movement, degrees);
            }
            for side in sides {
                self.angles.set(Some(*side), joint, movement, degrees);
            }
        }
    }
}

/// What a pose says besides the joints in the middle.
pub(super) const KEYS: [&str; 8] = ["pose", "contacts", "holds", "props", "hands-on", "both", "near", "far"];

fn unknown_joint(sides: &[Side], key: &Key, findings: &mut Findings) {
    let all = || Joint::ALL.iter().map(|j| j.as_str());
    // Of a side there are only joints.
    let keys = if sides.is_empty() { &KEYS[..] } else { &[] };
    let hint = match (all().find(|j| *j == key.value), nearest(&key.value, all().chain(keys.iter().copied()))) {
        (Some(joint), _) if sides.is_empty() => {
            format!("there are two; put it under `near`, `far` or `both`: `{joint}`")
        }
        (Some(joint), _) => format!("there is one in the middle; put `{joint}` beside `near` and `far`"),
        (None, _) if KEYS.contains(&key.value.as_str()) => {
            format!("`{}` does not belong to a side; put it one level higher", key.value)
        }
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) => format!("joints: {}", all().collect::<Vec<_>>().join(", ")),
    };
    findings.add(Code::UnknownJoint, &key.place, format!("there is no joint `{}` here", key.value), hint);
}

fn holds(node: &Node, findings: &mut Findings) -> Vec<(Grip, Held)> {
    let Value::Map(entries) = &node.value else {
        wrong_type(node, "what is held, like `{ hands: ball }`", findings);
        return Vec::new();
    };
    let grip = |word: &str| match word {
        "hands" => Some(Grip::Hands),
        "back" => Some(Grip::Back),
        "thighs" => Some(Grip::Thighs),
        _ => sided_word(word).filter(|(_, rest)| *rest == "hand").map(|(side, _)| Grip::Hand(side)),
    };
    let mut held = Vec::new();
    for (key, node) in entries {
        match grip(&key.value) {
            Some(grip) => held.extend(word(node, findings).map(|thing| (grip, thing))),
            None => findings.add(
                Code::UnknownWord,
                &key.place,
                format!("`{}` holds nothing", key.value),
                "one of `near-hand`, `far-hand`, `hands`, `back`, `thighs`",
            ),
        }
    }
    held
}

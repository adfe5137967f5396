//! What touches what.

use super::angles::Side;
use super::body::{Body, Spot};
use super::prop::Surface;
use crate::diagnostic::{Code, Findings};
use crate::source::Place;
use crate::yaml::table::{list, text};
use crate::yaml::{Key, Node, Value, Word, nearest, wrong_type};

/// A part of the body that may bear on something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bearing {
    /// The bottom and the backs of the thighs.
    Seat,
    /// The trunk, by whichever side of it is nearest.
    Trunk,
    /// The trunk between the shoulder blades, and the shoulders.
    Shoulders,
    /// The head, which nods until it touches.
    Head,
    /// The whole sole.
    Foot(Side),
    /// The ball of the foot with the toes flat, the heel wherever the ankle brings it.
    Toes(Side),
    /// The heel alone.
    Heel(Side),
    /// Knee, shin and the top of the foot.
    Shin(Side),
    /// The leg, by whichever part of it is lowest. Only the first contact may be this one.
    Leg(Side),
    /// The palm.
    Hand(Side),
    /// Elbow, forearm and palm.
    Forearm(Side),
}

impl Bearing {
    /// Whether the whole trunk moves with it.
    pub(super) fn is_of_trunk(self) -> bool {
        matches!(self, Self::Seat | Self::Trunk | Self::Shoulders)
    }

    /// Whether a limb bends to bring it about.
    pub(super) fn is_of_limb(self) -> bool {
        !self.is_of_trunk() && !matches!(self, Self::Head | Self::Leg(_))
    }
}

/// The words for what bears, and what each means.
fn bearings(word: &str) -> Option<Vec<Bearing>> {
    let both = |make: fn(Side) -> Bearing| Some(Side::BOTH.map(make).to_vec());
    let sided = |rest: &str, side: Side| {
        let bearing = match rest {
            "foot" => Bearing::Foot,
            "toes" => Bearing::Toes,
            "heel" => Bearing::Heel,
            "shin" => Bearing::Shin,
            "leg" => Bearing::Leg,
            "hand" => Bearing::Hand,
            "forearm" => Bearing::Forearm,
            _ => return None,
        };
        Some(vec![bearing(side)])
    };
    match word {
        "seat" => Some(vec![Bearing::Seat]),
        "back" | "front" | "side" => Some(vec![Bearing::Trunk]),
        "shoulders" => Some(vec![Bearing::Shoulders]),
        "head" => Some(vec![Bearing::Head]),
        "feet" => both(Bearing::Foot),
        "toes" => both(Bearing::Toes),
        "heels" => both(Bearing::Heel),
        "shins" => both(Bearing::Shin),
        "hands" => both(Bearing::Hand),
        "forearms" => both(Bearing::Forearm),
        _ => {
            let (side, rest) = sided_word(word)?;
            sided(rest, side)
        }
    }
}

/// Splits `near-foot` into its side and the rest.
pub(super) fn sided_word(word: &str) -> Option<(Side, &str)> {
    Side::BOTH.into_iter().find_map(|side| Some((side, word.strip_prefix(side.as_str())?.strip_prefix('-')?)))
}

/// The place on the body that a key like `belly` or `near-knee` names, and on which side; reports one that is not there.
pub(super) fn spot_of(key: &Key, body: &Body, findings: &mut Findings) -> (Side, Option<Spot>) {
    let (side, name) = sided_word(&key.value).unwrap_or((Side::Near, &key.value));
    let spot = body.spots.iter().find(|s| s.name == name);
    if spot.is_none() {
        let names = || body.spots.iter().map(|s| s.name.as_str());
        let hint = nearest(name, names())
            .map_or_else(|| names().collect::<Vec<_>>().join(", "), |near| format!("did you mean `{near}`?"));
        findings.add(Code::UnknownWord, &key.place, format!("the body has no place `{name}`"), hint);
    }
    (side, spot.cloned())
}

/// Every word that [`bearings`] knows.
pub(super) const WORDS: &[&str] = &[
    "seat",
    "back",
    "front",
    "side",
    "shoulders",
    "head",
    "feet",
    "toes",
    "heels",
    "shins",
    "hands",
    "forearms",
    "near-foot",
    "far-foot",
    "near-toes",
    "far-toes",
    "near-heel",
    "far-heel",
    "near-shin",
    "far-shin",
    "near-leg",
    "far-leg",
    "near-hand",
    "far-hand",
    "near-forearm",
    "far-forearm",
];

/// What is touched.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Target {
    /// Something of the room.
    Surface(Surface),
    /// A place on the own body, and its side.
    Spot(Spot, Side),
}

/// Part of the body on something.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Contact {
    pub(super) bearing: Bearing,
    pub(super) target: Target,
    /// Where it is written.
    pub(super) place: Place,
}

/// Reads a list of contacts: `feet` for the floor, or `{ hands: wall }`.
pub(super) fn contacts(node: &Node, body: &Body, findings: &mut Findings) -> Option<Vec<Contact>> {
    let each = list(node, findings, |node, findings| {
        let mut found = Vec::new();
        match &node.value {
            Value::Map(entries) => {
                for (key, on) in entries {
                    let bearings = bearings_of(&key.value, &key.place, findings);
                    let written = text(on, findings);
                    for bearing in bearings {
                        let target = written.as_ref().and_then(|w| target(w, bearing, &on.place, body, findings));
                        found.extend(target.map(|target| Contact { bearing, target, place: key.place.clone() }));
                    }
                }
            }
            Value::Text(word) => {
                let floor = |bearing| {
                    let target = Target::Surface(Surface::Floor);
                    Contact { bearing, target, place: node.place.clone() }
                };
                found.extend(bearings_of(word, &node.place, findings).into_iter().map(floor));
            }
            _ => wrong_type(node, "what touches, like `feet` or `{ hands: wall }`", findings),
        }
        Some(found)
    })?;
    Some(each.into_iter().flatten().collect())
}

fn bearings_of(word: &str, place: &Place, findings: &mut Findings) -> Vec<Bearing> {
    let found = bearings(word);
    if found.is_none() {
        let hint = match nearest(word, WORDS.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("one of {}", WORDS.join(", ")),
        };
        findings.add(Code::UnknownWord, place, format!("`{word}` is not a part of the body that touches"), hint);
    }
    found.unwrap_or_default()
}

fn target(word: &str, bearing: Bearing, place: &Place, body: &Body, findings: &mut Findings) -> Option<Target> {
    if let Some(surface) = Surface::ALL.iter().copied().find(|s| s.as_str() == word) {
        return Some(Target::Surface(surface));
    }
    // A spot without a side is on the side of the hand that touches it.
    let own = match bearing {
        Bearing::Hand(side) | Bearing::Forearm(side) | Bearing::Foot(side) => side,
        _ => Side::Near,
    };
    let of_side = sided_word(word);
    let (side, name) = of_side.unwrap_or((own, word));
    if let Some(spot) = body.spots.iter().find(|s| s.name == name) {
        return Some(Target::Spot(spot.clone(), side));
    }
    // Only the body has sides.
    let surfaces = Surface::ALL.iter().map(|s| s.as_str()).filter(|_| of_side.is_none());
    let names = || surfaces.clone().chain(body.spots.iter().map(|s| s.name.as_str()));
    let hint = match nearest(name, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of {}", names().collect::<Vec<_>>().join(", ")),
    };
    findings.add(Code::UnknownWord, place, format!("`{word}` is nothing that can be touched"), hint);
    None
}

//! The body that is drawn: its proportions, its outline, and how far its joints go.

use super::joint::Ranges;
use super::vector::{Vector, vector};
use crate::diagnostic::{Code, Findings};
use crate::yaml::table::{list, number, real, text, word, wrong_type};
use crate::yaml::{Node, Table, Value, words};

words! {
    /// A stiff piece of the skeleton.
    Segment, "a segment of the body" {
        /// From the middle between the hips to the lowest joint of the back.
        Pelvis = "pelvis",
        /// The lowest third of the small of the back.
        LumbarLow = "lumbar-low",
        /// The middle third.
        LumbarMid = "lumbar-mid",
        /// The highest third.
        LumbarHigh = "lumbar-high",
        /// The lowest quarter of the back behind the ribs.
        ThoracicLow = "thoracic-low",
        /// The quarter above it.
        ThoracicMid = "thoracic-mid",
        /// The quarter at the shoulder blades.
        ThoracicHigh = "thoracic-high",
        /// The quarter below the neck.
        ThoracicTop = "thoracic-top",
        /// The neck.
        Neck = "neck",
        /// The head.
        Head = "head",
        /// From the trunk to the shoulder joint.
        Girdle = "girdle",
        /// From shoulder to elbow.
        UpperArm = "upper-arm",
        /// From elbow to wrist.
        Forearm = "forearm",
        /// From the wrist to the finger tips.
        Hand = "hand",
        /// From hip to knee.
        Thigh = "thigh",
        /// From knee to ankle.
        Shank = "shank",
        /// From the ankle to the ball of the foot.
        Foot = "foot",
        /// From the ball of the foot on.
        Toes = "toes",
    }
}

impl Segment {
    /// Whether there is one on each side.
    pub(super) fn is_sided(self) -> bool {
        self >= Self::Girdle
    }
}

words! {
    /// A part of the outline.
    Part, "a part of the outline" {
        /// The trunk above the waist.
        Trunk = "trunk",
        /// The hips.
        Hips = "hips",
        /// The neck.
        Neck = "neck",
        /// The face, with the rest of the head that has no hair.
        Head = "head",
        /// The hair.
        Hair = "hair",
        /// The upper arm.
        UpperArm = "upper-arm",
        /// The forearm.
        Forearm = "forearm",
        /// The hand.
        Hand = "hand",
        /// The thigh.
        Thigh = "thigh",
        /// The lower leg.
        Shank = "shank",
        /// The foot.
        Foot = "foot",
    }
}

impl Part {
    /// Whether there is one on each side.
    pub(super) fn is_sided(self) -> bool {
        self >= Self::UpperArm
    }
}

/// A ball of flesh on a segment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ball {
    pub(super) segment: Segment,
    /// Where it is in the segment, in metres: ahead, up, outwards.
    pub(super) at: Vector,
    /// Its radius in metres.
    pub(super) radius: f64,
}

/// Several balls with a skin drawn tight around them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Flesh {
    pub(super) part: Part,
    pub(super) balls: Vec<Ball>,
}

/// A named place on the body that a hand or foot may touch.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spot {
    pub(super) name: String,
    pub(super) segment: Segment,
    pub(super) at: Vector,
}

/// Lengths of the skeleton in metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Lengths {
    pub(super) pelvis: f64,
    pub(super) lumbar: f64,
    pub(super) thoracic: f64,
    pub(super) neck: f64,
    pub(super) upper_arm: f64,
    pub(super) forearm: f64,
    pub(super) hand: f64,
    pub(super) thigh: f64,
    pub(super) shank: f64,
    /// From the ankle down to the sole.
    pub(super) ankle: f64,
    /// From below the ankle to the ball of the foot.
    pub(super) foot: f64,
    /// From the middle to each hip joint.
    pub(super) hip: f64,
    /// From the middle to each shoulder joint.
    pub(super) shoulder: f64,
    /// From the root of the neck down to the shoulder joints.
    pub(super) shoulder_drop: f64,
}

/// Part of the body's mass, at its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mass {
    pub(super) segment: Segment,
    /// Where its middle is in the segment, in metres: ahead, up, outwards.
    pub(super) at: Vector,
    /// Which share of the whole body it is; of a part on each side, each.
    pub(super) share: f64,
}

/// The body that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    pub(super) height: f64,
    pub(super) lengths: Lengths,
    pub(super) ranges: Ranges,
    pub(super) flesh: Vec<Flesh>,
    pub(super) spots: Vec<Spot>,
    /// Empty in a body that does not say what its parts weigh.
    pub(super) masses: Vec<Mass>,
}

impl Body {
    /// Reads `body.yaml`.
    pub(crate) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "`body.yaml`", findings)?;
        let height = table.required("height", findings, |n, f| real(n, f, 1.0, 2.5));
        let lengths = table.required("lengths", findings, |n, f| Lengths::read(n, height?, f));
        let ranges = table.required("ranges", findings, Ranges::read);
        let flesh = table.required("flesh", findings, |n, f| {
            let height = height?;
            list(n, f, |n, f| Flesh::read(n, height, f))
        });
        let spots = table.required("spots", findings, |n, f| spots(n, height?, f));
        // Bodies from before figures were weighed have none.
        let masses = table.optional("masses", findings, |n, f| masses(n, height?, f)).unwrap_or_default();
        table.close(findings);
        Some(Self { height: height?, lengths: lengths?, ranges: ranges?, flesh: flesh?, spots: spots?, masses })
    }

    /// How tall it is, in metres.
    pub fn height(&self) -> f64 {
        self.height
    }

    /// The movements of each joint and how far they go.
    pub fn ranges(&self) -> &Ranges {
        &self.ranges
    }
}

impl Lengths {
    /// Reads lengths as shares of the body's height.
    fn read(node: &Node, height: f64, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "`lengths`", findings)?;
        table.required("source", findings, text);
        let mut length = |key| table.required(key, findings, |n, f| real(n, f, 0.0, 1.0)).map(|share| share * height);
        let (pelvis, lumbar, thoracic, neck) = (length("pelvis"), length("lumbar"), length("thoracic"), length("neck"));
        let (upper_arm, forearm, hand) = (length("upper-arm"), length("forearm"), length("hand"));
        let (thigh, shank, ankle, foot) = (length("thigh"), length("shank"), length("ankle"), length("foot"));
        let (hip, shoulder, shoulder_drop) = (length("hip"), length("shoulder"), length("shoulder-drop"));
        table.close(findings);
        Some(Self {
            pelvis: pelvis?,
            lumbar: lumbar?,
            thoracic: thoracic?,
            neck: neck?,
            upper_arm: upper_arm?,
            forearm: forearm?,
            hand: hand?,
            thigh: thigh?,
            shank: shank?,
            ankle: ankle?,
            foot: foot?,
            hip: hip?,
            shoulder: shoulder?,
            shoulder_drop: shoulder_drop?,
        })
    }
}

impl Flesh {
    fn read(node: &Node, height: f64, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "a piece of flesh", findings)?;
        let part = table.required("part", findings, word);
        let balls = table.required("skin", findings, |n, f| list(n, f, |n, f| ball(n, height, f)));
        table.close(findings);
        Some(Self { part: part?, balls: balls? })
    }
}

/// Reads `[segment, ahead, up, out, radius]`, in thousandths of the body's height.
fn ball(node: &Node, height: f64, findings: &mut Findings) -> Option<Ball> {
    let (segment, numbers) = placed_numbers(node, findings)?;
    let [ahead, up, out, radius] = numbers.as_slice() else {
        findings.add(
            Code::WrongType,
            &node.place,
            "a ball of flesh has a segment and four numbers",
            "write it like `[thigh, 0, -60, 0, 40]`: ahead, up, out, radius",
        );
        return None;
    };
    let share = height / 1000.0;
    Some(Ball { segment, at: vector(*ahead, *up, *out) * share, radius: radius * share })
}

/// Reads the masses, with the source of their numbers.
fn masses(node: &Node, height: f64, findings: &mut Findings) -> Option<Vec<Mass>> {
    let mut table = Table::open(node, "`masses`", findings)?;
    table.required("source", findings, text);
    let parts = table.required("parts", findings, |n, f| list(n, f, |n, f| mass(n, height, f)));
    table.close(findings);
    parts
}

/// Reads `[segment, ahead, up, out, share]`, in thousandths of the body's height and of its mass.
fn mass(node: &Node, height: f64, findings: &mut Findings) -> Option<Mass> {
    let (segment, numbers) = placed_numbers(node, findings)?;
    let [ahead, up, out, share] = numbers.as_slice() else {
        findings.add(
            Code::WrongType,
            &node.place,
            "a mass has a segment and four numbers",
            "write it like `[thigh, 0, -106, 0, 100]`: ahead, up, out, share",
        );
        return None;
    };
    Some(Mass { segment, at: vector(*ahead, *up, *out) * (height / 1000.0), share: share / 1000.0 })
}

/// Reads a list of a segment and numbers.
fn placed_numbers(node: &Node, findings: &mut Findings) -> Option<(Segment, Vec<f64>)> {
    let Value::List(items) = &node.value else {
        wrong_type(node, "a list", findings);
        return None;
    };
    let (first, rest) = items.split_first()?;
    let segment = word::<Segment>(first, findings)?;
    let numbers: Option<Vec<f64>> = rest.iter().map(|n| number(n, findings)).collect();
    Some((segment, numbers?))
}

fn spots(node: &Node, height: f64, findings: &mut Findings) -> Option<Vec<Spot>> {
    let Value::Map(entries) = &node.value else {
        wrong_type(node, "a mapping", findings);
        return None;
    };
    let mut spots = Vec::new();
    for (name, node) in entries {
        let (segment, numbers) = placed_numbers(node, findings)?;
        let [ahead, up, out] = numbers.as_slice() else {
            findings.add(
                Code::WrongType,
                &node.place,
                "a spot has a segment and three numbers",
                "write it like `[thigh, 40, -120, 0]`: ahead, up, out",
            );
            continue;
        };
        let at = vector(*ahead, *up, *out) * (height / 1000.0);
        spots.push(Spot { name: name.value.to_string(), segment, at });
    }
    Some(spots)
}

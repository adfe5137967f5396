//! Joints, their movements, and how far each goes.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Findings};
use crate::yaml::table::{list, number, shown, text};
use crate::yaml::{Key, Node, Table, Value, Word, nearest, words};

words! {
    /// A joint of the figure, or its whole body.
    Joint, "a joint" {
        /// The whole body against upright.
        Body = "body",
        /// The small of the back.
        Lumbar = "lumbar",
        /// The back behind the ribs.
        Thoracic = "thoracic",
        /// The neck.
        Neck = "neck",
        /// The head on the neck, as in a nod.
        Head = "head",
        /// The shoulder blade.
        Scapula = "scapula",
        /// The shoulder.
        Shoulder = "shoulder",
        /// The elbow.
        Elbow = "elbow",
        /// The forearm about its length.
        Forearm = "forearm",
        /// The wrist.
        Wrist = "wrist",
        /// The hip.
        Hip = "hip",
        /// The knee.
        Knee = "knee",
        /// The ankle.
        Ankle = "ankle",
        /// The toes at the ball of the foot.
        Toes = "toes",
    }
}

impl Joint {
    /// Whether there is one on each side.
    pub(super) fn is_sided(self) -> bool {
        !matches!(self, Self::Body | Self::Lumbar | Self::Thoracic | Self::Neck | Self::Head)
    }
}

words! {
    /// A movement of a joint. The body at zero stands upright with its arms by its sides and its palms turned in.
    Movement, "a movement" {
        /// Leaning of the whole body: ahead is positive.
        Lean = "lean",
        /// Turning of the whole body about its length: to its right is positive.
        Turn = "turn",
        /// Tipping of the whole body: to its right is positive.
        Tip = "tip",
        /// Bending: extension is negative.
        Flexion = "flexion",
        /// Bending of the trunk or neck to the near side; to the far side is negative.
        SideBend = "side-bend",
        /// Turning: of the trunk or neck to the near side, of a limb outwards; the other way is negative.
        Rotation = "rotation",
        /// Away from the middle: towards and across it is negative.
        Abduction = "abduction",
        /// Up, of a shoulder blade.
        Elevation = "elevation",
        /// Forwards, of a shoulder blade; back is negative.
        Protraction = "protraction",
        /// Palm down: palm up is negative.
        Pronation = "pronation",
        /// Up, of foot or toes: down is negative.
        Dorsiflexion = "dorsiflexion",
    }
}

/// How far a movement goes, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reach {
    /// The least angle.
    pub least: f64,
    /// The greatest angle.
    pub most: f64,
}

/// The movements of each joint, the main one first, and how far each goes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranges {
    movements: BTreeMap<Joint, Vec<(Movement, Reach)>>,
}

impl Ranges {
    /// The movements of a joint, the one that a bare number means first.
    pub(super) fn of(&self, joint: Joint) -> &[(Movement, Reach)] {
        self.movements.get(&joint).map_or(&[], Vec::as_slice)
    }

    /// Reads a mapping from joints to their movements, with the source of the numbers.
    pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "`ranges`", findings)?;
        table.required("source", findings, text);
        let mut movements = BTreeMap::new();
        for joint in Joint::ALL {
            let found = table.required(joint.as_str(), findings, of_joint);
            movements.insert(*joint, found.unwrap_or_default());
        }
        table.close(findings);
        Some(Self { movements })
    }

    /// Reads the angles of a joint: a number for its main movement, or a mapping.
    pub(super) fn angles(&self, joint: Joint, node: &Node, findings: &mut Findings) -> Vec<(Movement, f64)> {
        let Value::Map(entries) = &node.value else {
            let main = self.of(joint).first();
            return main.and_then(|(m, reach)| angle(joint, *m, *reach, node, findings)).into_iter().collect();
        };
        entries.iter().filter_map(|(key, node)| self.angle_of(joint, key, node, findings)).collect()
    }

    fn angle_of(&self, joint: Joint, key: &Key, node: &Node, findings: &mut Findings) -> Option<(Movement, f64)> {
        if let Some((movement, reach)) = self.of(joint).iter().find(|(m, _)| m.as_str() == key.value) {
            return angle(joint, *movement, *reach, node, findings);
        }
        let names = || self.of(joint).iter().map(|(m, _)| m.as_str());
        let hint = match nearest(&key.value, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its movements: {}", names().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")),
        };
        findings.add(Code::UnknownJoint, &key.place, format!("the {joint} has no movement `{}`", key.value), hint);
        None
    }
}

fn of_joint(node: &Node, findings: &mut Findings) -> Option<Vec<(Movement, Reach)>> {
    let Value::Map(entries) = &node.value else {
        Table::open(node, "the movements of a joint", findings)?;
        return None;
    };
    let read = |(key, node): &(Key, Node), findings: &mut Findings| {
        let movement = Movement::ALL.iter().copied().find(|m| m.as_str() == key.value);
        let ends = list(node, findings, number).unwrap_or_default();
        let (Some(movement), [least, most]) = (movement, ends.as_slice()) else {
            findings.add(
                Code::WrongType,
                &node.place,
                format!("`{}` is not a movement with its range", key.value),
                "write it like `flexion: [-20, 120]`",
            );
            return None;
        };
        Some((movement, Reach { least: *least, most: *most }))
    };
    Some(entries.iter().filter_map(|entry| read(entry, findings)).collect())
}

fn angle(
    joint: Joint,
    movement: Movement,
    reach: Reach,
    node: &Node,
    findings: &mut Findings,
) -> Option<(Movement, f64)> {
    let degrees = number(node, findings)?;
    if (reach.least..=reach.most).contains(&degrees) {
        return Some((movement, degrees));
    }
    let Reach { least, most } = reach;
    let hint = if (least..=most).contains(&-degrees) {
        "0 is standing upright with the arms by the sides; check the sign".to_owned()
    } else {
        let way = if degrees > most { format!("{most} is the most") } else { format!("{least} is the least") };
        format!("0 is standing upright with the arms by the sides; {way} that a healthy body does here")
    };
    findings.add(
        Code::JointRange,
        &node.place,
        format!("{joint} {movement} goes from {least} to {most} degrees, found {}", shown(degrees)),
        hint,
    );
    None
}

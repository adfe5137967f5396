//! What hands hold, as shapes.

use super::angles::Side;
use super::body::{Body, Segment};
use super::draw::{Layer, Shape, Tone, UNITS};
use super::posture::Grip;
use super::prop::Held;
use super::skeleton::Skeleton;
use super::thing::{rod, slab};
use super::vector::{Vector, vector};
use super::view::Eye;

/// Where a thing in the hand is: the middle of the palm.
fn grip(skeleton: &Skeleton, side: Side, body: &Body) -> Vector {
    let hand = skeleton.bone(Segment::Hand, side);
    hand.place(vector(0.016 * body.height(), -0.045 * body.height(), 0.0))
}

/// What is held, and whether it is drawn over the body.
pub(super) fn held(
    holds: &[(Grip, Held)],
    skeleton: &Skeleton,
    body: &Body,
    fix: Option<Vector>,
    eye: Eye,
) -> Vec<Layer> {
    let mut layers = Vec::new();
    for (by, what) in holds {
        let (near, far) = (grip(skeleton, Side::Near, body), grip(skeleton, Side::Far, body));
        let at = match by {
            Grip::Hand(Side::Near) => near,
            Grip::Hand(Side::Far) => far,
            Grip::Hands | Grip::Back | Grip::Thighs => (near + far) * 0.5,
        };
        let shapes = match what {
            Held::Weight if *by == Grip::Hands => {
                // A kettlebell hangs from both hands.
                let low = at - Vector::Y * 0.13;
                // Its handle shows its width whichever way it is looked at, and hides no fingers.
                let [right, ..] = eye.axes();
                let handle = [low - right * 0.06, at - right * 0.045, at + right * 0.045, low + right * 0.06];
                let points = handle.map(|point| eye.point(point)).to_vec();
                vec![eye.skin(&[(low, 0.085)]), Shape::Line { points, width: 0.024 * UNITS }]
            }
            Held::Weight => {
                let side = if *by == Grip::Hand(Side::Far) { Side::Far } else { Side::Near };
                let across = skeleton.bone(Segment::Hand, side).turned.z;
                // Far enough apart for the hand to be seen between them.
                let ends = [at + across * 0.09, at - across * 0.09];
                let mut shapes = vec![rod(eye, at + across * 0.10, at - across * 0.10, 0.014)];
                shapes
                    .extend(ends.map(|end| eye.skin(&[(end + across * 0.016, 0.042), (end - across * 0.016, 0.042)])));
                shapes
            }
            Held::Ball => vec![eye.skin(&[(at, BALL)])],
            Held::BallAhead => vec![eye.skin(&[(at + Vector::X * FLOWN, BALL)])],
            Held::BallAside => vec![eye.skin(&[(at + Vector::Z * FLOWN, BALL)])],
            Held::Box => {
                let half = vector(BOX, BOX, BOX);
                vec![slab(eye, at - half, at + half, 0.01)]
            }
            Held::Club => {
                // It goes on from the hand that is nearer to its end.
                let along = -skeleton.bone(Segment::Hand, Side::Near).turned.y;
                vec![rod(eye, at - along * 0.10, at + along * 0.72, 0.012)]
            }
            Held::Tape => Side::BOTH
                .map(|side| {
                    let place = |segment, ahead: f64, up: f64| {
                        let bone = skeleton.bone(segment, Side::Near);
                        eye.point(bone.place(vector(ahead, up, 0.022 * side.sign()) * body.height()))
                    };
                    let points = vec![
                        place(Segment::Pelvis, -0.064, 0.02),
                        place(Segment::LumbarMid, -0.046, 0.01),
                        place(Segment::ThoracicLow, -0.05, 0.024),
                    ];
                    Shape::Line { points, width: 0.034 * UNITS }
                })
                .to_vec(),
            Held::BandLoop => {
                let outer = |side: Side| {
                    let thigh = skeleton.bone(Segment::Thigh, side);
                    thigh.place(vector(0.02, -0.175, 0.022 * side.sign()) * body.height())
                };
                let points = vec![eye.point(outer(Side::Near)), eye.point(outer(Side::Far))];
                vec![Shape::Line { points, width: 0.035 * UNITS }]
            }
            Held::Stick if *by == Grip::Back => {
                let tail = skeleton.bone(Segment::Pelvis, Side::Near);
                let head = skeleton.bone(Segment::Head, Side::Near);
                let low = tail.place(vector(-0.042 * body.height(), -0.03 * body.height(), 0.0));
                let high = head.place(vector(-0.054 * body.height(), 0.06 * body.height(), 0.0));
                let along = (high - low).unit().unwrap_or(Vector::Y);
                vec![rod(eye, low - along * 0.12, high + along * 0.10, 0.011)]
            }
            Held::Stick => {
                let along = (near - far).unit().unwrap_or(Vector::Z);
                vec![rod(eye, at + along * 0.5, at - along * 0.5, 0.012)]
            }
            Held::Towel => {
                let (foot, toes) = (skeleton.bone(Segment::Foot, Side::Near), skeleton.bone(Segment::Toes, Side::Near));
                let sole = (foot.origin + toes.origin) * 0.5 - foot.turned.y * SOLE;
                let strap = |hand: Vector| {
                    // A little slack, and an end that hangs out of the fist: cloth, not a rod.
                    let slack = (hand + sole) * 0.5 - Vector::Y * SLACK;
                    let bow = |t: f64| hand * ((1.0 - t) * (1.0 - t)) + slack * (2.0 * t * (1.0 - t)) + sole * (t * t);
                    let tail = [hand - vector(0.05, 0.17, 0.0), hand - vector(0.02, 0.09, 0.0)];
                    let points = tail.into_iter().chain((0..=8).map(|i| bow(f64::from(i) / 8.0)));
                    Shape::Line { points: points.map(|point| eye.point(point)).collect(), width: 0.035 * UNITS }
                };
                vec![strap(far), strap(near)]
            }
            Held::FoldedTowel => {
                let hand = skeleton.bone(Segment::Hand, Side::Near).turned;
                let flat = |v: Vector| vector(v.x.abs(), v.y.abs(), v.z.abs());
                // As thick as two fingers along the way that the palms face, and a little higher than they are.
                let half = flat(hand.x) * 0.018 + flat(hand.y) * 0.10 + flat(hand.z) * 0.02 + (near - far) * 0.5;
                let half = flat(half);
                vec![slab(eye, at - half, at + half, 0.016)]
            }
            Held::BandAhead | Held::BandBehind | Held::BandAside => {
                let fix = fix.unwrap_or(at);
                let to = |hand: Vector| {
                    let points = vec![eye.point(hand), eye.point(fix)];
                    Shape::Line { points, width: 0.016 * UNITS }
                };
                let mut shapes = match by {
                    Grip::Hand(Side::Near) => vec![to(near)],
                    Grip::Hand(Side::Far) => vec![to(far)],
                    _ => vec![to(near), to(far)],
                };
                shapes.push(eye.skin(&[(fix, 0.03)]));
                shapes
            }
        };
        let edged = if matches!(what, Held::BandAhead | Held::BandBehind | Held::BandAside) {
            Vec::new()
        } else if *what == Held::Weight && *by == Grip::Hands {
            // A white edge around the handle would cut the fingers.
            shapes.iter().take(1).cloned().collect()
        } else {
            shapes.clone()
        };
        layers.push(Layer { tone: Tone::ThingEdge, shapes, edged });
    }
    layers
}

/// Where a band is fixed: beyond the hands of the first frame that holds it.
pub(super) fn band_fix(holds: &[(Grip, Held)], skeleton: &Skeleton, body: &Body) -> Option<Vector> {
    let (_, band) = holds.iter().find(|(_, h)| matches!(h, Held::BandAhead | Held::BandBehind | Held::BandAside))?;
    let hands = (grip(skeleton, Side::Near, body) + grip(skeleton, Side::Far, body)) * 0.5;
    Some(
        hands
            + match band {
                Held::BandBehind => vector(-0.75, 0.0, 0.0),
                Held::BandAside => vector(0.0, 0.0, 0.8),
                _ => vector(0.45, 0.0, 0.0),
            },
    )
}

/// How far below the middle of a foot its sole is, and how deep a towel around it hangs through, in metres.
const SOLE: f64 = 0.05;
const SLACK: f64 = 0.05;
/// The radius of a ball, how far it has flown, and half the width of a box, in metres.
const BALL: f64 = 0.11;
const FLOWN: f64 = 0.40;
const BOX: f64 = 0.14;

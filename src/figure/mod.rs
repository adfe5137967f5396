//! Drawings of exercises: from joint angles to a page.
//!
//! A figure says how the joints bend in one to four frames and what the body bears on. The body is then placed so that
//! its contacts touch, its limbs are bent to fit, and what is seen from one side is drawn in two tones.

mod angles;
mod arrow;
mod balance;
mod bearing;
mod body;
mod contact;
mod draw;
mod drawn;
mod equipment;
mod fault;
mod held;
mod helper;
mod hull;
mod joint;
mod laying;
mod layout;
mod lens;
mod measure;
mod outline;
mod painting;
mod picture;
mod png;
mod poses;
mod posture;
mod prop;
mod range;
mod raster;
mod reach;
mod skeleton;
mod solid;
mod stance;
mod svg;
mod thing;
mod unfolding;
mod vector;
mod view;

pub use body::Body;
pub use joint::{Joint, Movement, Ranges, Reach};
pub use measure::Measures;
pub use picture::{Picture, PictureFormat, printable};
pub use png::{PaintedPage, PngError, png, side_by_side};
pub use poses::Poses;
pub use svg::titled;
pub use view::View;

use std::hash::{DefaultHasher, Hasher};
use std::sync::Arc;

use crate::diagnostic::{Code, Findings};
use crate::source::{Place, Placed};
use crate::yaml::table::{filled_list, list, real, word};
use crate::yaml::{Node, Table, Value};
use arrow::Arrow;
use body::Part;
use drawn::Drawn;
use lens::Lens;
use posture::Posture;
use prop::{Prop, Room};
use stance::{Stance, settle};
use view::Eye;

/// The most frames that a figure has.
const MOST_FRAMES: usize = 4;

/// The drawing of an exercise: one to four frames, in each of which the body can be placed.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    eye: Eye,
    /// What each frame says, and where.
    postures: Vec<(Posture, Place)>,
    props: Vec<Prop>,
    arrows: Vec<Arrow>,
    close: Option<Lens>,
    room: Room,
    body: Arc<Body>,
    drawn: Drawn,
}

/// One frame of a figure, with the body placed.
struct Frame {
    posture: Posture,
    stance: Stance,
    /// Where it is written.
    place: Place,
}

impl Figure {
    /// A number by which most figures are told apart: figures that are drawn alike have the same.
    pub(crate) fn posture_key(&self) -> u64 {
        let mut key = DefaultHasher::new();
        for (posture, _) in &self.postures {
            posture.angles.hash_into(&mut key);
        }
        key.finish()
    }

    /// Whether the same is drawn, wherever it is written; found out without drawing it, which takes far longer.
    pub(crate) fn draws_like(&self, other: &Self) -> bool {
        let alike = |one: &Posture, other: &Posture| {
            one.holds == other.holds && one.props == other.props && one.helper == other.helper
        };
        let touches = |frame: &Frame| -> Vec<_> {
            frame.stance.touches.iter().map(|touch| (touch.bearing, touch.target.clone())).collect()
        };
        let placed_alike =
            |one: &Frame, other: &Frame| one.stance.skeleton == other.stance.skeleton && touches(one) == touches(other);
        self.postures.len() == other.postures.len()
            && self.postures.iter().zip(&other.postures).all(|((one, _), (other, _))| alike(one, other))
            && (&self.eye, &self.props, &self.arrows, &self.close)
                == (&other.eye, &other.props, &other.arrows, &other.close)
            && self.room == other.room
            // Nearly always it is the very same one.
            && (Arc::ptr_eq(&self.body, &other.body) || self.body == other.body)
            && self.frames().iter().zip(&other.frames()).all(|(one, other)| placed_alike(one, other))
    }

    /// Reads the `figure` of an exercise and places the body in each frame.
    pub(crate) fn read(node: &Node, poses: &Poses, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "a figure", findings)?;
        let view = table.required("view", findings, word);
        let swing = table.optional("swing", findings, |n, f| real(n, f, -90.0, 90.0)).unwrap_or(0.0);
        let rise = table.optional("rise", findings, |n, f| real(n, f, 0.0, 90.0)).unwrap_or(0.0);
        let props = table.optional("props", findings, |n, f| list(n, f, word)).unwrap_or_default();
        let arrows = table
            .optional("arrows", findings, |n, f| {
                list(n, f, |n, f| Some(Placed { value: Arrow::read(n, &poses.body, f)?, place: n.place.clone() }))
            })
            .unwrap_or_default();
        let close = table.optional("close", findings, |n, f| Lens::read(n, &poses.body, f));
        let mut room = Room::default();
        let frames = table.required("frames", findings, |n, f| frames(n, poses, &mut room, f));
        table.close(findings);
        let eye = Eye { view: view?, swing, rise };
        let frames = frames?;
        let skeletons: Vec<_> = frames.iter().map(|frame| &frame.stance.skeleton).collect();
        arrow::tell_idle(&arrows, &skeletons, eye, findings);
        for frame in &frames {
            solid::tell_inside(frame, &room, &poses.body, findings);
            solid::tell_through(frame, &room, &poses.body, findings);
            balance::tell_toppling(frame, &poses.body, findings);
        }
        let arrows = arrows.into_iter().map(|arrow| arrow.value).collect();
        let (body, drawn) = (Arc::clone(&poses.body), Drawn::default());
        // In room of its own: collected, it would keep that of the frames.
        let mut postures = Vec::with_capacity(frames.len());
        postures.extend(frames.into_iter().map(|frame| (frame.posture, frame.place)));
        Some(Self { eye, postures, props, arrows, close, room, body, drawn })
    }

    /// Its frames, the body placed in each as it was when the figure was read. That takes some microseconds; to keep it takes
    /// three thousand bytes a frame, which a library of ten thousand exercises would have in vain.
    fn frames(&self) -> Vec<Frame> {
        let mut room = Room::default();
        let mut frames: Vec<Frame> = Vec::with_capacity(self.postures.len());
        for (posture, place) in &self.postures {
            let before = frames.last().map(|frame| &frame.stance);
            // What could be placed once can be placed again.
            let settled = settle(&posture.angles, &posture.contacts, &self.body, before, &mut room);
            let Ok(stance) = settled else { break };
            frames.push(Frame { posture: posture.clone(), stance, place: place.clone() });
        }
        frames
    }

    /// From where the body is seen.
    pub fn view(&self) -> View {
        self.eye.view
    }

    /// What can be measured of each frame.
    pub fn measures(&self) -> Vec<Measures> {
        let frames = self.frames();
        let each = frames.iter().map(|f| &f.stance);
        let before = std::iter::once(None).chain(each.clone().map(Some));
        each.zip(before).map(|(now, before)| Measures::of(now, before, &self.room, &self.body)).collect()
    }

    /// The drawing as an SVG file, without any text. It is drawn once, however often it is asked for.
    pub fn svg(&self) -> String {
        self.drawn.get_or(|| svg::write(&layout::lay_out(self)))
    }
}

/// Whether every joint that a contact has bent goes that far. The first contact bends none.
fn can_bend(stance: &Stance, posture: &Posture, poses: &Poses, frame: &Node, findings: &mut Findings) -> bool {
    let bent = posture.contacts.iter().skip(1);
    let strain = bent
        .filter_map(|contact| Some((contact, range::strained(&stance.skeleton, &poses.body, contact.bearing)?)))
        .next();
    if let Some((contact, strain)) = &strain {
        let (joint, movement, reach) = (strain.joint, strain.movement, strain.reach);
        findings.add(
            Code::JointRange,
            here(&contact.place, frame),
            format!(
                "this needs {joint} {movement} of {:.0} degrees; it goes from {} to {}",
                strain.found, reach.least, reach.most
            ),
            with_base("turn the limb in the pose so that it comes from another side, or move the body", frame, poses),
        );
    }
    strain.is_none()
}

/// A hint that names the base pose, too, where that is another's than the frame: it may be what is wrong.
fn with_base(hint: &str, frame: &Node, poses: &Poses) -> String {
    match poses.own_base(frame) {
        Some((name, written)) => {
            let (file, line) = (written.file().name(), written.line());
            format!("{hint}; or mend `{name}`, which it begins from, in {file}:{line}")
        }
        None => hint.to_owned(),
    }
}

/// Where a contact is written, or the frame that has it from a base pose of another file, in which there is nothing to mend.
fn here<'p>(contact: &'p Place, frame: &'p Node) -> &'p Place {
    if contact.file() == frame.place.file() { contact } else { &frame.place }
}

/// Whether a frame says where the body is, without one before it. What is no frame at all is told elsewhere.
fn says_where(frame: &Node) -> bool {
    match &frame.value {
        Value::Map(entries) => entries.iter().any(|(key, _)| ["pose", "contacts"].contains(&key.value.as_str())),
        _ => true,
    }
}

/// Whether a frame shows what the one before it does.
fn is_same((posture, stance): (&Posture, &Stance), before: &Frame) -> bool {
    let around = |posture: &Posture| (posture.holds.clone(), posture.props.clone(), posture.helper.clone());
    measure::moved(&stance.skeleton, &before.stance.skeleton) < UNSEEN && around(posture) == around(&before.posture)
}

/// How far a part may move, in metres, and still seem to stay where it is.
const UNSEEN: f64 = 0.005;

fn frames(node: &Node, poses: &Poses, room: &mut Room, findings: &mut Findings) -> Option<Vec<Frame>> {
    let nodes: Vec<&Node> = filled_list(node, findings, |n, _| Some(n))?;
    if nodes.len() > MOST_FRAMES {
        findings.add(
            Code::FrameCount,
            &node.place,
            format!("a figure has 1 to {MOST_FRAMES} frames, found {}", nodes.len()),
            "keep the frames that show where the movement begins and ends",
        );
        return None;
    }
    let mut frames: Vec<Frame> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let before = frames.last();
        if before.is_none() && !says_where(node) {
            findings.add(
                Code::MissingKey,
                &node.place,
                "the first frame says neither from which pose nor on what the body is",
                "begin it with a base pose, like `pose: standing`, or give it `contacts`",
            );
            return None;
        }
        // A frame goes on from the one before, so one with a mistake would bring others with it.
        let found = findings.count();
        let posture = Posture::read(node, before.map(|f| &f.posture), poses, findings)?;
        if findings.count() > found {
            return None;
        }
        let settled = settle(&posture.angles, &posture.contacts, &poses.body, before.map(|f| &f.stance), room);
        match settled {
            Ok(stance) => {
                if let Some((part, depth)) = measure::sunk(&stance.skeleton, &poses.body) {
                    findings.add(
                        Code::BelowFloor,
                        &node.place,
                        format!(
                            "the {part} {} {:.0} cm below the floor",
                            if part == Part::Hips { "are" } else { "is" },
                            depth * 100.0
                        ),
                        with_base("put it among the contacts, or bend the joints above it", node, poses),
                    );
                    return None;
                }
                if !can_bend(&stance, &posture, poses, node, findings) {
                    return None;
                }
                if let Some(before) = frames.last()
                    && is_same((&posture, &stance), before)
                {
                    let (number, before) = (frames.len() + 1, frames.len());
                    findings.add(
                        Code::EqualFrames,
                        &node.place,
                        format!("frame {number} shows the same as frame {before}"),
                        "say in it what moves, or leave it out: one frame shows what is held still",
                    );
                    return None;
                }
                frames.push(Frame { posture, stance, place: node.place.clone() });
            }
            Err(miss) => {
                findings.add(
                    Code::OutOfReach,
                    here(&miss.place, node),
                    format!("this does not touch: {:.0} cm are missing", (miss.by * 100.0).ceil()),
                    with_base("bend the joints above it, or move the body nearer", node, poses),
                );
                return None;
            }
        }
    }
    Some(frames)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::{Word, read};

    /// The core library's base poses, with its body.
    pub(super) fn poses() -> Poses {
        let mut findings = Findings::default();
        let body = read("body.yaml", include_bytes!("../../exercises/body.yaml"), &mut findings).unwrap();
        let poses = read("poses.yaml", include_bytes!("../../exercises/poses.yaml"), &mut findings).unwrap();
        let body = Body::read(&body, &mut findings).unwrap();
        Poses::read(&poses, Arc::new(body), &mut findings).unwrap()
    }

    /// Reads a figure, and what was found wrong with it.
    pub(super) fn figure(text: &str) -> (Option<Figure>, Findings) {
        let mut findings = Findings::default();
        let node = read("figure.yaml", text.as_bytes(), &mut findings).unwrap();
        (Figure::read(&node, &poses(), &mut findings), findings)
    }

    fn svg(text: &str) -> String {
        let (figure, findings) = figure(text);
        figure.unwrap_or_else(|| panic!("{findings:?}")).svg()
    }

    /// The page for those who draw; it names every word that a figure may have.
    #[test]
    fn the_page_on_figures_names_every_word() {
        let page = include_str!("../../docs/figures.md");
        fn words<W: Word>() -> Vec<String> {
            W::ALL.iter().map(|word| word.as_str().to_owned()).collect()
        }
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let poses = poses();
        let all = [
            ("a view", words::<View>()),
            ("a joint", words::<Joint>()),
            ("a movement", words::<Movement>()),
            ("something to bear on", words::<prop::Surface>()),
            ("a prop", words::<Prop>()),
            ("a thing to hold", words::<prop::Held>()),
            ("what an arrow shows", words::<arrow::Direction>()),
            ("what an arrow follows", owned(&arrow::FOLLOWED)),
            ("what an arrow follows", owned(&arrow::FOLLOWED_OF_A_SIDE)),
            ("where a hand comes from", words::<helper::From>()),
            ("what touches", owned(contact::WORDS)),
            ("a key of a pose", owned(&posture::KEYS)),
            ("a place", poses.body.spots.iter().map(|spot| spot.name.clone()).collect()),
            ("a base pose", poses.names().map(str::to_owned).collect()),
            ("a key of a figure", owned(&["view", "rise", "swing", "frames", "props", "arrows", "close"])),
        ];
        let missing: Vec<String> = all
            .into_iter()
            .flat_map(|(what, words)| words.into_iter().map(move |word| (what, word)))
            .filter(|(_, word)| !page.contains(&format!("`{word}`")))
            .map(|(what, word)| format!("{what}: {word}"))
            .collect();
        assert!(missing.is_empty(), "docs/figures.md does not name {missing:?}");
    }

    #[test]
    fn what_stands_there_in_one_frame_only_is_drawn_in_that_frame_only() {
        let frames = |second: &str| {
            svg(&format!("view: side\nframes:\n  - pose: standing\n    props: [table-ahead]\n  - {second}"))
        };
        let things = |svg: &str| svg.matches("fill=\"#cfd5da\"").count();
        assert_eq!(things(&frames("{ neck: 10 }")), 2, "a frame goes on with the props of the one before");
        assert_eq!(things(&frames("{ neck: 10, props: [] }")), 1);
    }

    #[test]
    fn the_body_shows_through_water() {
        let dry = svg("view: side\nframes: [standing]");
        let wet = svg("view: side\nprops: [water]\nframes: [standing]");
        assert!(wet.contains("fill-opacity") && !dry.contains("fill-opacity"));
    }

    #[test]
    fn a_bike_is_built_around_seat_hands_and_feet() {
        let contacts = "{ seat: saddle }, { near-foot: low-pedal }, { far-foot: high-pedal }, { hands: handlebar }";
        let joints =
            "near: { hip: 60, knee: 40 }\n    far: { hip: 100, knee: 100 }\n    both: { shoulder: 62, elbow: 14 }";
        let (figure, findings) =
            figure(&format!("view: side\nframes:\n  - body: {{ lean: 16 }}\n    {joints}\n    contacts: [{contacts}]"));
        let figure = figure.unwrap_or_else(|| panic!("{findings:?}"));
        let measures = figure.measures();
        assert_eq!(measures[0].gaps.len(), 5);
        assert!(measures[0].gaps.iter().all(|gap| gap.abs() < 0.001), "{:?}", measures[0].gaps);
        assert!(figure.svg().contains("#cfd5da"));
    }

    /// Where in the file something of the furniture's colour, and the shirt, are drawn first.
    fn furniture_and_shirt(svg: &str) -> (Option<usize>, Option<usize>) {
        (svg.find("fill=\"#cfd5da\""), svg.find("fill=\"#3f6a94\""))
    }

    #[test]
    fn seen_from_behind_a_chair_is_before_the_body_and_a_table_beyond_it() {
        let (chair, shirt) = furniture_and_shirt(&svg("view: back\nframes: [sitting]"));
        assert!(chair > shirt && shirt.is_some());
        let at_table = "both: { shoulder: 32, elbow: 40 }\n    contacts: [feet, { hands: table }]";
        let (table, shirt) =
            furniture_and_shirt(&svg(&format!("view: back\nframes:\n  - pose: standing\n    {at_table}")));
        assert!(table.is_some() && table < shirt);
    }

    #[test]
    fn a_table_beside_the_body_is_touched_and_drawn() {
        let arm = "near: { shoulder: { flexion: 10, abduction: 30 }, elbow: 40 }";
        let (figure, findings) = figure(&format!(
            "view: front\nframes:\n  - pose: standing\n    {arm}\n    contacts: [feet, {{ near-hand: side-table }}]"
        ));
        let figure = figure.unwrap_or_else(|| panic!("{findings:?}"));
        assert!(figure.measures()[0].gaps.iter().all(|gap| gap.abs() < 0.001));
        assert!(figure.svg().contains("#cfd5da"));
    }

    #[test]
    fn a_wall_beside_the_body_is_a_panel_from_the_side() {
        let at_wall = "far: { shoulder: { flexion: 50, abduction: 50 }, elbow: 40 }\n    contacts: [feet, { far-hand: side-wall }]";
        let panels = |view: &str| {
            let svg = svg(&format!("view: {view}\nframes:\n  - pose: standing\n    {at_wall}"));
            svg.matches("fill=\"#f4f6f7\"").count()
        };
        assert_eq!((panels("side"), panels("front")), (1, 0));
    }

    #[test]
    fn a_pillow_fills_the_space_beside_the_shoulder_of_somebody_on_their_side() {
        let (figure, findings) = figure("view: side\nrise: 20\nframes: [side-lying]");
        let figure = figure.unwrap_or_else(|| panic!("{findings:?}"));
        assert!(figure.measures()[0].gaps.iter().all(|gap| gap.abs() < 0.001));
        let height = figure.room.plane(prop::Surface::Pillow).unwrap().at;
        assert!((0.08..0.16).contains(&height), "{height}");
        assert!(figure.svg().contains("fill=\"#f4f6f7\""));
    }

    #[test]
    fn a_close_up_shows_nothing_outside_of_its_circle() {
        let whole = svg("view: side\nframes: [sitting, { neck: 20 }]");
        let close = svg("view: side\nclose: { nose: 30 }\nframes: [sitting, { neck: 20 }]");
        assert!(!whole.contains("clip-path"));
        assert_eq!(close.matches("<g clip-path").count(), 2, "one for each frame");
        assert!(close.starts_with("<svg") && close.contains("viewBox=\"0 0 148.4 71.2\""), "{}", &close[..120]);
        for (wrong, word) in [("{ nose: 5 }", "20"), ("{ nse: 30 }", "nose"), ("30", "place"), ("{}", "one place")] {
            let (_, findings) = figure(&format!("view: side\nclose: {wrong}\nframes: [sitting]"));
            let said = format!("{findings:?}");
            assert!(findings.count() == 1 && said.contains(word), "{wrong}: {said}");
        }
    }

    #[test]
    fn each_thing_to_hold_is_drawn() {
        let plain = svg("view: front\nframes: [standing]");
        for held in
            ["hands: club", "hands: box", "hands: ball-ahead", "hands: ball-aside", "thighs: band-loop", "back: tape"]
        {
            let with = svg(&format!("view: front\nframes:\n  - pose: standing\n    holds: {{ {held} }}"));
            assert_ne!(plain, with, "{held}");
        }
    }
}

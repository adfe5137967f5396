//! The base poses that figures begin from.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::body::Body;
use super::posture::Posture;
use crate::diagnostic::{Code, Findings};
use crate::source::Place;
use crate::yaml::table::text;
use crate::yaml::{Key, Node, Value, nearest, wrong_type};

/// The base poses and the body they are poses of.
#[derive(Debug, Clone, PartialEq)]
pub struct Poses {
    pub(super) body: Arc<Body>,
    /// Each pose by its name; none where it has been said that it is wrong, or missing.
    named: BTreeMap<String, Option<Posture>>,
    /// Where each pose of the file is written, read or not.
    written: BTreeMap<String, Place>,
    /// The file, as a whole.
    file: Place,
}

/// A pose by its name, as it is written.
type Written = (Key, Node);

impl Poses {
    /// Reads `poses.yaml`: a mapping from names to postures, each of which may build on another, wherever that stands.
    pub(crate) fn read(node: &Node, body: Arc<Body>, findings: &mut Findings) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            wrong_type(node, "a mapping from names to poses", findings);
            return None;
        };
        let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
        for (i, (name, _)) in entries.iter().enumerate() {
            by_name.entry(&name.value).or_insert(i);
        }
        let written = entries.iter().map(|(name, _)| (name.value.to_string(), name.place.clone())).collect();
        let mut poses = Self { body, named: BTreeMap::new(), written, file: node.place.file().start() };
        for first in by_name.values() {
            poses.resolve(*first, entries, &by_name, findings);
        }
        Some(poses)
    }

    /// Reads a pose after those that it builds on. A list of its own, not calls within calls: a file may chain thousands.
    fn resolve(&mut self, first: usize, entries: &[Written], by_name: &BTreeMap<&str, usize>, findings: &mut Findings) {
        let mut under_way = vec![first];
        while let Some((name, node)) = under_way.last().and_then(|at| entries.get(*at)) {
            if self.named.contains_key(name.value.as_str()) {
                under_way.pop();
                continue;
            }
            let base = begins_from(node).and_then(|(place, base)| Some((place, base, *by_name.get(base)?)));
            match base {
                Some((place, base, at)) if !self.named.contains_key(base) => {
                    let Some(start) = under_way.iter().position(|on_the_way| *on_the_way == at) else {
                        under_way.push(at);
                        continue;
                    };
                    let circle = under_way.iter().skip(start).filter_map(|at| entries.get(*at));
                    tell_circle(circle.map(|(name, _)| name.value.as_str()), place, findings);
                    self.named.insert(name.value.to_string(), None);
                }
                _ => {
                    let posture = Posture::read(node, None, self, findings);
                    self.named.insert(name.value.to_string(), posture);
                }
            }
            under_way.pop();
        }
    }

    /// The body that is drawn.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// The names of the sound base poses.
    #[cfg(test)]
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.named.iter().filter(|(_, posture)| posture.is_some()).map(|(name, _)| name.as_str())
    }

    /// Where the base pose of a frame is written, if that is another layer of the library than the frame's: who mends the
    /// pose is not who wrote the frame.
    pub(super) fn own_base(&self, frame: &Node) -> Option<(&str, &Place)> {
        let (place, name) = begins_from(frame)?;
        let (name, written) = self.written.get_key_value(name)?;
        let layer = |place: &Place| place.file().name().split_once(':').map(|(layer, _)| layer.to_owned());
        (layer(place) != layer(written)).then_some((name.as_str(), written))
    }

    /// The pose that is named; reports one that is not there, unless that has been said.
    pub(super) fn find(&self, node: &Node, findings: &mut Findings) -> Option<&Posture> {
        let name = text(node, findings)?;
        if let Some(known) = self.named.get(&name) {
            return known.as_ref();
        }
        let names = || self.written.keys().map(String::as_str);
        let hint = match nearest(&name, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if self.written.is_empty() => "the library's `poses.yaml` holds none".to_owned(),
            None => format!("base poses: {}", names().collect::<Vec<_>>().join(", ")),
        };
        findings.add(Code::UnknownPose, &node.place, format!("there is no base pose `{name}`"), hint);
        None
    }

    /// The names of the base poses that a `figure` begins from and that are not here, each once.
    pub(crate) fn lacks(&self, figure: &Node) -> Vec<String> {
        let mut lacks: Vec<String> = Vec::new();
        for name in asked(figure).filter(|name| !self.named.contains_key(*name)) {
            if !lacks.iter().any(|earlier| earlier == name) {
                lacks.push(name.to_owned());
            }
        }
        lacks
    }

    /// Says once, at the file of the poses, what several figures begin from and it does not have, and whether it did; `figures`
    /// are all that lack something, with what they lack. A clinic that keeps only its own poses in a copy of the core would
    /// otherwise be told of every figure.
    pub(crate) fn tell_missing(&mut self, figures: &[Vec<String>], findings: &mut Findings) -> bool {
        let mut missing: BTreeMap<&str, usize> = BTreeMap::new();
        for name in figures.iter().flatten() {
            *missing.entry(name).or_default() += 1;
        }
        // A slip stays in its own line.
        if missing.values().all(|figures| *figures < SEVERAL) {
            return false;
        }
        let all = figures.len();
        let mut names: Vec<(&str, usize)> = missing.into_iter().collect();
        names.sort_by_key(|(_, figures)| std::cmp::Reverse(*figures));
        let named: Vec<String> = names.iter().take(MOST_NAMED).map(|(name, _)| format!("`{name}`")).collect();
        let more = names.len() - named.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        findings.add(
            Code::UnknownPose,
            &self.file,
            format!("{all} figures begin from poses that are not here: {}{more}", named.join(", ")),
            "put them back; a library that says `extends: core ^1` has the core's poses besides its own",
        );
        self.named.extend(names.into_iter().map(|(name, _)| (name.to_owned(), None)));
        true
    }
}

/// How many figures that lack the same pose are more than slips.
const SEVERAL: usize = 3;
/// How many of the poses that are missing are named.
const MOST_NAMED: usize = 3;

/// The base pose that a posture names, and where.
fn begins_from(node: &Node) -> Option<(&Place, &str)> {
    let named = match &node.value {
        Value::Map(entries) => entries.iter().find(|(key, _)| key.value == "pose").map(|(_, node)| node)?,
        _ => node,
    };
    match &named.value {
        Value::Text(name) => Some((&named.place, name.trim())),
        _ => None,
    }
}

/// The base poses that the frames of a `figure` name.
fn asked(figure: &Node) -> impl Iterator<Item = &str> {
    let frames = match &figure.value {
        Value::Map(entries) => entries.iter().find(|(key, _)| key.value == "frames").map(|(_, frames)| &frames.value),
        _ => None,
    };
    let frames = if let Some(Value::List(frames)) = frames { frames.as_slice() } else { &[] };
    frames.iter().filter_map(begins_from).map(|(_, name)| name)
}

fn tell_circle<'n>(names: impl Iterator<Item = &'n str>, place: &Place, findings: &mut Findings) {
    let names: Vec<&str> = names.collect();
    let (message, hint) = match names.as_slice() {
        [own] => (format!("`{own}` builds on itself"), "give it a name of its own, or let it build on another pose"),
        [one, other] => (format!("`{other}` builds on `{one}`, which builds on `{other}`"), OTHER_BASE),
        [first, second, .., last] => (
            format!("`{last}` builds on `{first}`, which builds on `{second}`, and so on back to `{last}`"),
            OTHER_BASE,
        ),
        [] => return,
    };
    findings.add(Code::PoseCircle, place, message, hint);
}

/// What to do about poses that build on each other.
const OTHER_BASE: &str = "let one of them build on a pose outside of the circle, or on none";

#[cfg(test)]
mod tests {
    use super::super::tests::poses;
    use super::*;
    use crate::yaml::read;

    fn found(text: &str) -> (Option<Poses>, Vec<(Code, usize, usize)>) {
        let mut findings = Findings::default();
        let node = read("poses.yaml", text.as_bytes(), &mut findings).unwrap();
        let poses = Poses::read(&node, poses().body, &mut findings);
        let found = findings.into_sorted();
        (poses, found.iter().map(|f| (f.code(), f.place().line(), f.place().column())).collect())
    }

    #[test]
    fn a_pose_may_build_on_one_further_down() {
        let (poses, found) = found("nod: { pose: lean, neck: 20 }\nlean: { body: { lean: 20 }, contacts: [feet] }\n");
        assert_eq!(found, []);
        let poses = poses.unwrap();
        let of = |name: &str| poses.named.get(name).cloned().flatten().unwrap();
        assert_eq!(of("nod").contacts, of("lean").contacts);
        assert_ne!(of("nod").angles, of("lean").angles);
    }

    #[test]
    fn a_circle_is_told_once_where_it_closes() {
        assert_eq!(found("a: { pose: a }\n").1, [(Code::PoseCircle, 1, 12)]);
        assert_eq!(found("a: b\nb: { pose: a }\nc: b\n").1, [(Code::PoseCircle, 2, 12)]);
        assert_eq!(found("a: b\nb: c\nc: a\n").1, [(Code::PoseCircle, 3, 4)]);
    }

    #[test]
    fn a_slip_in_the_name_of_a_base_is_told_with_what_it_may_mean() {
        let mut findings = Findings::default();
        let text = "lean: { pose: stading }\nstanding: { contacts: [feet] }\n";
        let node = read("poses.yaml", text.as_bytes(), &mut findings).unwrap();
        Poses::read(&node, poses().body, &mut findings);
        assert_eq!(findings.into_sorted()[0].hint(), "did you mean `standing`?");
    }

    #[test]
    fn a_long_chain_is_read() {
        let chain: String = (0..999).map(|i| format!("p{i}: p{}\n", i + 1)).collect();
        assert_eq!(found(&format!("{chain}p999: {{ neck: 10 }}\n")).1, []);
    }

    #[test]
    fn what_is_wrong_with_a_pose_is_not_told_again_of_those_that_build_on_it() {
        assert_eq!(found("a: [1]\nb: a\nc: { pose: b }\n").1, [(Code::WrongType, 1, 4)]);
        assert_eq!(found("a: {}\na: {}\n").1, [(Code::DuplicateKey, 2, 1)]);
    }
}

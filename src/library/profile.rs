//! When soreness comes and goes.

use super::rules::PeopleRules;
use crate::diagnostic::{Code, Findings};
use crate::source::Place;
use crate::units::{Chance, Hours};
use crate::yaml::quantity::{chance, hours};
use crate::yaml::table::text;
use crate::yaml::{Node, Table};

/// When soreness comes and goes, in hours after the session.
///
/// The points are in order: onset, from peak to peak, gone, outer. People differ; how many of them have felt it begin,
/// reach its peak and settle by an hour follows from the ranges, read as `rules.yaml` says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Profile {
    /// The earliest onset.
    pub onset: Hours,
    /// By when it has begun in most of those who feel it.
    pub onset_to: Hours,
    /// The beginning of the peak.
    pub peak_from: Hours,
    /// The end of the peak.
    pub peak_to: Hours,
    /// When it is gone in some of those who feel it.
    pub gone_from: Hours,
    /// When it is gone in most people.
    pub gone: Hours,
    /// The outer limit: nothing is left after it.
    pub outer: Hours,
    /// How many are rid of it at `gone_from`, where a study says; otherwise `rules.yaml` does.
    pub gone_by_from: Option<Chance>,
}

impl Profile {
    /// How many of those who feel it have felt it begin by an hour after the session.
    pub fn begun(&self, by: f64, people: &PeopleRules) -> Chance {
        let all = self.onset_to.get().max(self.peak_to.get());
        share(by, &[(self.onset, 0.0), (self.onset_to, people.begun.get())], all)
    }

    /// How many of those who feel it have had the worst of it by an hour after the session.
    pub fn peaked(&self, by: f64, people: &PeopleRules) -> Chance {
        let (early, late) = (people.peaked_early.get(), people.peaked_late.get());
        let all = self.gone_from.get().max(self.peak_to.get());
        share(by, &[(self.onset, 0.0), (self.peak_from, early), (self.peak_to, late)], all)
    }

    /// How many of those who feel it are rid of it by an hour after the session.
    pub fn settled(&self, by: f64, people: &PeopleRules) -> Chance {
        let early = self.gone_by_from.unwrap_or(people.settled_early).get();
        let points =
            [(self.peak_from, 0.0), (self.gone_from, early), (self.gone, people.settled_late.get().max(early))];
        share(by, &points, self.outer.get())
    }

    pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "a time profile", findings)?;
        let onset = table.required("onset", findings, |n, f| Span::read(n, f, false));
        let peak = table.required("peak", findings, |n, f| Span::read(n, f, false));
        let gone = table.required("gone", findings, |n, f| Span::read(n, f, true));
        table.optional("note", findings, text);
        table.close(findings);
        let (onset, peak, gone) = (onset?, peak?, gone?);
        // Pairs of points of which the second must not be the earlier one, each with the place of the second.
        let pairs = [
            (onset.from, peak.from, &peak.from_place),
            (onset.to, gone.to, &gone.to_place),
            (peak.from, gone.from, &gone.from_place),
            (peak.to, gone.to, &gone.to_place),
            (gone.to, gone.outer, &gone.outer_place),
        ];
        let out_of_order = pairs.into_iter().find(|(before, after, _)| before > after).map(|(.., place)| place);
        let ends_at_once = (gone.outer <= onset.from).then_some(&gone.outer_place);
        if let Some(place) = out_of_order.or(ends_at_once) {
            findings.add(
                Code::ProfileOrder,
                place,
                "the points of the time profile are out of order",
                "onset from, peak from, peak to, gone to and outer must each be no earlier than the one before",
            );
            return None;
        }
        Some(Self {
            onset: onset.from,
            onset_to: onset.to,
            peak_from: peak.from,
            peak_to: peak.to,
            gone_from: gone.from,
            gone: gone.to,
            outer: gone.outer,
            gone_by_from: gone.by_from,
        })
    }
}

/// A share of people that grows along straight lines through points in order of time, and is everybody from `all` on.
fn share(hour: f64, points: &[(Hours, f64)], all: f64) -> Chance {
    if hour >= all {
        return Chance::MOST;
    }
    let mut before: Option<(f64, f64)> = None;
    for (t, v) in points.iter().map(|(t, v)| (t.get(), *v)).chain([(all, 1.0)]) {
        if hour < t {
            let Some((t0, v0)) = before else { return Chance::LEAST };
            return Chance::clamped(v0 + (v - v0) * (hour - t0) / (t - t0));
        }
        before = Some((t, v));
    }
    Chance::MOST
}

/// A range of time as it is written.
struct Span {
    from: Hours,
    to: Hours,
    outer: Hours,
    by_from: Option<Chance>,
    from_place: Place,
    to_place: Place,
    outer_place: Place,
}

impl Span {
    /// Reads a range; that of the end has an outer limit too, and may say how many are rid of it at `from`.
    fn read(node: &Node, findings: &mut Findings, of_the_end: bool) -> Option<Self> {
        let mut table = Table::open(node, "a span of time", findings)?;
        let from = table.required("from", findings, hours);
        let to = table.required("to", findings, hours);
        let (outer, by_from) = if of_the_end {
            (table.required("outer", findings, hours), table.optional("by-from", findings, chance))
        } else {
            (Some(Hours::MOST), None)
        };
        let place = |key| table.key_place(key).clone();
        let (from_place, to_place, outer_place) = (place("from"), place("to"), place("outer"));
        table.close(findings);
        let (from, to) = (from?, to?);
        if from > to {
            findings.add(Code::ProfileOrder, &to_place, "`from` is after `to`", "swap them");
            return None;
        }
        Some(Self { from, to, outer: outer?, by_from, from_place, to_place, outer_place })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Confidence, Origin};
    use proptest::prelude::*;

    fn people() -> PeopleRules {
        let chance = |x| Chance::new(x).unwrap();
        PeopleRules {
            begun: chance(0.67),
            peaked_early: chance(0.25),
            peaked_late: chance(0.75),
            settled_early: chance(0.5),
            settled_late: chance(0.9),
            smaller: chance(0.1),
            larger: chance(0.9),
            origin: Origin { source: "a test".to_owned(), confidence: Confidence::Low },
        }
    }

    fn profile(points: [f64; 7]) -> Profile {
        let [onset, onset_to, peak_from, peak_to, gone_from, gone, outer] = points.map(|h| Hours::new(h).unwrap());
        Profile { onset, onset_to, peak_from, peak_to, gone_from, gone, outer, gone_by_from: None }
    }

    #[test]
    fn shares_of_people_follow_the_ranges() {
        let doms = profile([8.0, 24.0, 24.0, 48.0, 72.0, 96.0, 168.0]);
        let near = |a: Chance, b: f64| assert!((a.get() - b).abs() < 1e-9, "{} is not {b}", a.get());
        near(doms.begun(8.0, &people()), 0.0);
        near(doms.begun(24.0, &people()), 0.67);
        near(doms.begun(48.0, &people()), 1.0);
        near(doms.peaked(36.0, &people()), 0.5);
        near(doms.peaked(72.0, &people()), 1.0);
        near(doms.settled(24.0, &people()), 0.0);
        near(doms.settled(72.0, &people()), 0.5);
        near(doms.settled(96.0, &people()), 0.9);
        near(doms.settled(168.0, &people()), 1.0);
    }

    proptest! {
        #[test]
        fn shares_only_grow(mut points in prop::array::uniform7(0.0..300.0f64), a in 0.0..320.0f64, b in 0.0..320.0f64) {
            points.sort_by(f64::total_cmp);
            let (profile, people) = (profile(points), people());
            let (a, b) = (a.min(b), a.max(b));
            prop_assert!(profile.begun(a, &people) <= profile.begun(b, &people));
            prop_assert!(profile.peaked(a, &people) <= profile.peaked(b, &people));
            prop_assert!(profile.settled(a, &people) <= profile.settled(b, &people));
            prop_assert!(profile.settled(a, &people) <= profile.begun(a, &people), "it begins before it ends");
        }
    }
}

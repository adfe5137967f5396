//! Soreness over time.

use crate::library::Profile;
use crate::units::Hours;

/// The finest step of time, in hours: one minute, as finely as moments are reported.
const MINUTE: f64 = 1.0 / 60.0;

/// Soreness over time as straight lines between points; zero outside them.
///
/// Time is in hours from the start of the schedule, soreness 0-10. All operations are exact at every point, including
/// where two curves cross.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Curve {
    /// In order of time, no two at one time.
    points: Vec<(f64, f64)>,
}

impl Curve {
    /// The curve of a mechanism's profile that begins `at` an hour and reaches `peak`.
    ///
    /// Zero until the onset, rising to the peak, level to its end, falling to `tail` of the peak when it is gone in most
    /// people, and to zero at the outer limit.
    pub fn of_profile(profile: &Profile, at: f64, peak: f64, tail: f64) -> Self {
        let (onset, outer) = (profile.onset.get(), profile.outer.get());
        // Rise and fall take a moment even where a profile gives them none, so that the curve has no jumps.
        let moment = MINUTE.min((outer - onset) / 4.0);
        let from = profile.peak_from.get().max(onset + moment);
        let to = profile.peak_to.get().min(outer - moment).max(from);
        let gone = profile.gone.get();
        let mut points = vec![(onset, 0.0), (from, peak)];
        if to > from {
            points.push((to, peak));
        }
        if gone > to && gone < outer {
            points.push((gone, peak * tail));
        }
        points.push((outer, 0.0));
        for point in &mut points {
            point.0 += at;
        }
        Self { points }
    }

    /// The curve of something that is there at once, a moment after its onset, and fades until it is gone.
    pub fn fading_from(onset: Hours, gone: Hours, at: f64, peak: f64) -> Self {
        let (onset, gone) = (onset.get(), gone.get().max(onset.get() + 4.0 * MINUTE));
        Self { points: vec![(at + onset, 0.0), (at + onset + MINUTE, peak), (at + gone, 0.0)] }
    }

    /// The points, in order of time.
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// The soreness at an hour.
    pub fn at(&self, hour: f64) -> f64 {
        let after = self.points.partition_point(|(t, _)| *t <= hour);
        let before = after.checked_sub(1).and_then(|i| self.points.get(i));
        match (before, self.points.get(after)) {
            (Some(&(t, v)), _) if t == hour => v,
            (Some(&(t0, v0)), Some(&(t1, v1))) => v0 + (v1 - v0) * (hour - t0) / (t1 - t0),
            _ => 0.0,
        }
    }

    /// The highest soreness.
    pub fn peak(&self) -> f64 {
        self.points.iter().map(|(_, v)| *v).fold(0.0, f64::max)
    }

    /// The highest soreness from one hour to another, both included.
    pub fn peak_between(&self, from: f64, to: f64) -> f64 {
        self.highest_between(from, to).1
    }

    /// The first hour at which it is highest from one hour to another, both included, and how high.
    pub fn highest_between(&self, from: f64, to: f64) -> (f64, f64) {
        let within = self.points.iter().copied().filter(|(t, _)| from < *t && *t < to);
        let rest = within.chain([(to, self.at(to))]);
        rest.fold((from, self.at(from).max(0.0)), |best, next| if next.1 > best.1 { next } else { best })
    }

    /// The first and last hour with at least a soreness above zero, if it is ever reached.
    pub fn span_above(&self, level: f64) -> Option<(f64, f64)> {
        let reached = |v: f64| v >= level - 1e-9;
        let first = self.points.iter().position(|(_, v)| reached(*v))?;
        let last = self.points.iter().rposition(|(_, v)| reached(*v))?;
        let crossing = |outside: Option<&(f64, f64)>, inside: (f64, f64)| match outside {
            Some(&(t, v)) if inside.1 > level && v < level => t + (inside.0 - t) * (level - v) / (inside.1 - v),
            _ => inside.0,
        };
        let inside = |i: usize| self.points.get(i).copied();
        let begins = crossing(first.checked_sub(1).and_then(|i| self.points.get(i)), inside(first)?);
        let ends = crossing(self.points.get(last + 1), inside(last)?);
        Some((begins, ends))
    }

    /// The points from one hour to another, with one at each end.
    pub(super) fn between(&self, from: f64, to: f64) -> Vec<(f64, f64)> {
        let inside = self.points.iter().copied().filter(|(t, _)| from < *t && *t < to);
        std::iter::once((from, self.at(from))).chain(inside).chain([(to, self.at(to))]).collect()
    }

    /// A curve of points in order of time; of several at one time the first counts.
    pub(super) fn of_points(mut points: Vec<(f64, f64)>) -> Self {
        points.dedup_by(|next, before| next.0 <= before.0);
        Self { points }
    }

    /// The curve at a share of its height.
    #[must_use]
    pub fn scaled(&self, share: f64) -> Self {
        Self { points: self.points.iter().map(|(t, v)| (*t, v * share)).collect() }
    }

    /// The curve times a factor, in full to one hour and falling to nothing more by a later one.
    #[must_use]
    pub fn multiplied(&self, by: f64, full_to: f64, gone: f64) -> Self {
        let gone = gone.max(full_to + MINUTE);
        let factor = |t: f64| 1.0 + (by - 1.0) * ((gone - t) / (gone - full_to)).clamp(0.0, 1.0);
        let (first, last) = (self.points.first().map(|p| p.0), self.points.last().map(|p| p.0));
        let inside = |t: &f64| first.is_some_and(|first| first < *t) && last.is_some_and(|last| *t < last);
        let mut times: Vec<f64> =
            self.points.iter().map(|p| p.0).chain([full_to, gone].into_iter().filter(inside)).collect();
        times.sort_by(f64::total_cmp);
        times.dedup();
        Self { points: times.into_iter().map(|t| (t, self.at(t) * factor(t))).collect() }
    }

    /// The higher of two curves at every moment.
    #[must_use]
    pub fn max(&self, other: &Self) -> Self {
        // Of two curves that do not cross one is the answer. Taking it as it is keeps the maximum of many from
        // growing a point for each of theirs.
        // As the maximum of many begins; there is nothing to go through.
        if self.points.is_empty() && other.peak() > 0.0 {
            return other.clone();
        }
        let (mut one, mut two) = (Cursor::new(self), Cursor::new(other));
        let (mut is_above, mut is_below) = (false, false);
        while let Some(t) = [one.next_time(), two.next_time()].into_iter().flatten().reduce(f64::min) {
            let (a, b) = (one.advance(t), two.advance(t));
            is_above |= a > b;
            is_below |= a < b;
        }
        match (is_above, is_below) {
            (true, true) => self.combined(other, f64::max),
            (false, true) => other.clone(),
            _ => self.clone(),
        }
    }

    /// The sum of two curves at every moment.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        self.combined(other, |a, b| a + b)
    }

    /// The curve, cut off at a height.
    #[must_use]
    pub fn capped(&self, height: f64) -> Self {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else {
            return Self::default();
        };
        let lid = Self { points: vec![(first.0, height), (last.0, height)] };
        self.combined(&lid, f64::min)
    }

    fn combined(&self, other: &Self, with: impl Fn(f64, f64) -> f64) -> Self {
        let (mut one, mut two) = (Cursor::new(self), Cursor::new(other));
        let mut points: Vec<(f64, f64)> = Vec::with_capacity(self.points.len() + other.points.len() + 2);
        let mut before: Option<(f64, f64, f64)> = None;
        while let Some(t) = [one.next_time(), two.next_time()].into_iter().flatten().reduce(f64::min) {
            let (a, b) = (one.advance(t), two.advance(t));
            if let Some((t0, a0, b0)) = before {
                let (d0, d1) = (a0 - b0, a - b);
                if d0 * d1 < 0.0 {
                    let cross = t0 + (t - t0) * d0 / (d0 - d1);
                    if cross > t0 && cross < t {
                        points.push((cross, with(self.at(cross), other.at(cross))));
                    }
                }
            }
            points.push((t, with(a, b)));
            before = Some((t, a, b));
        }
        Self { points }
    }
}

/// A place in a curve that moves on with time, so that two curves are gone through in one pass.
struct Cursor<'a> {
    points: &'a [(f64, f64)],
    before: Option<(f64, f64)>,
}

impl<'a> Cursor<'a> {
    fn new(curve: &'a Curve) -> Self {
        Self { points: &curve.points, before: None }
    }

    fn next_time(&self) -> Option<f64> {
        self.points.first().map(|(t, _)| *t)
    }

    /// The soreness at an hour that is no later than the next point's, which is passed if it is there.
    fn advance(&mut self, hour: f64) -> f64 {
        match (self.before, self.points) {
            (_, [point, rest @ ..]) if point.0 <= hour => {
                (self.before, self.points) = (Some(*point), rest);
                point.1
            }
            (Some((t0, v0)), [(t1, v1), ..]) => v0 + (v1 - v0) * (hour - t0) / (t1 - t0),
            _ => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn profile(points: [f64; 5]) -> Profile {
        let [onset, peak_from, peak_to, gone, outer] = points.map(|h| Hours::new(h).unwrap());
        let (onset_to, gone_from) = (onset, gone);
        Profile { onset, onset_to, peak_from, peak_to, gone_from, gone, outer, gone_by_from: None }
    }

    fn doms() -> Profile {
        profile([8.0, 24.0, 48.0, 96.0, 168.0])
    }

    #[test]
    fn a_profile_becomes_a_curve() {
        let curve = Curve::of_profile(&doms(), 100.0, 4.0, 0.1);
        let at = |h: f64| curve.at(100.0 + h);
        assert_eq!((at(0.0), at(8.0), at(16.0), at(24.0), at(48.0)), (0.0, 0.0, 2.0, 4.0, 4.0));
        assert!((at(96.0) - 0.4).abs() < 1e-9);
        assert_eq!((at(168.0), at(200.0)), (0.0, 0.0));
        assert_eq!(curve.span_above(4.0), Some((124.0, 148.0)));
        let (begins, settles) = curve.span_above(0.4).unwrap();
        assert!((begins - 109.6).abs() < 1e-9 && (settles - 196.0).abs() < 1e-9);
        assert_eq!(curve.span_above(4.1), None);
    }

    #[test]
    fn a_profile_with_no_time_to_rise_or_fall_still_has_no_jump() {
        let curve = Curve::of_profile(&profile([0.0, 0.0, 6.0, 6.0, 6.0]), 0.0, 2.0, 0.1);
        assert_eq!((curve.at(0.0), curve.at(3.0), curve.at(6.0)), (0.0, 2.0, 0.0));
    }

    fn curves() -> impl Strategy<Value = Curve> {
        let points = prop::collection::vec((0.0..50.0f64, 0.0..10.0f64), 0..8);
        points.prop_map(|mut points| {
            points.sort_by(|a, b| a.0.total_cmp(&b.0));
            points.dedup_by_key(|p| p.0);
            Curve { points }
        })
    }

    #[test]
    fn what_makes_it_louder_wears_off() {
        let curve = Curve::of_profile(&doms(), 0.0, 4.0, 0.1).multiplied(1.5, 24.0, 48.0);
        assert_eq!([8.0, 16.0, 24.0, 36.0, 48.0, 168.0].map(|t| curve.at(t)), [0.0, 3.0, 6.0, 5.0, 4.0, 0.0]);
        assert_eq!(Curve::default().multiplied(2.0, 1.0, 2.0), Curve::default());
    }

    proptest! {
        #[test]
        fn combining_is_exact_inside_both(a in curves(), b in curves(), t in 0.0..50.0f64) {
            let near = |x: f64, y: f64| (x - y).abs() < 1e-6;
            let covers = |c: &Curve| c.points.first().is_some_and(|p| p.0 <= t) && c.points.last().is_some_and(|p| p.0 >= t);
            if covers(&a) && covers(&b) {
                prop_assert!(near(a.max(&b).at(t), a.at(t).max(b.at(t))));
                prop_assert!(near(a.plus(&b).at(t), a.at(t) + b.at(t)));
                prop_assert!(near(a.capped(5.0).at(t), a.at(t).min(5.0)));
            }
        }

        #[test]
        fn the_span_is_where_the_curve_is_above(peak in 0.1..10.0f64, level in 0.05..10.0f64) {
            let curve = Curve::of_profile(&doms(), 0.0, peak, 0.1);
            match curve.span_above(level) {
                None => prop_assert!(peak < level),
                Some((begins, ends)) => {
                    prop_assert!(curve.at(begins) >= level - 1e-6 && curve.at(ends) >= level - 1e-6);
                    prop_assert!(curve.at(begins - 0.1) < level && curve.at(ends + 0.1) < level);
                }
            }
        }
    }
}

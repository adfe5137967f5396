//! How reasons combine.

use std::collections::BTreeMap;

use super::curve::Curve;
use super::reason::Reason;
use crate::library::{Cause, Library, Region};
use crate::units::Chance;

/// What one cause brings in one part of the body: one reason or several.
#[derive(Debug, Default)]
struct Share<'a>(Vec<&'a Reason>);

impl Share<'_> {
    /// In those who feel it: the largest of its reasons.
    fn felt(&self) -> Curve {
        self.0.iter().fold(Curve::default(), |most, reason| most.max(reason.curve()))
    }

    /// On average over all people: the largest of its reasons, each times its chance.
    fn average(&self) -> Curve {
        self.0.iter().fold(Curve::default(), |most, reason| most.max(&reason.curve().scaled(reason.chance().get())))
    }
}

/// What each cause brings in one part of the body.
type Causes<'a> = BTreeMap<Cause, Share<'a>>;

/// The soreness from all reasons together, wherever it is felt most.
///
/// In each part of the body, mechanisms of one cause do not add up: the largest counts. Of different causes the worst
/// counts in full and each other one by its average, as few people who feel the one also feel the other: the total is
/// the size to expect in somebody who does feel the worst. More of anything never lowers it, and it never passes `most`.
///
/// Adding all causes in full was tried and rejected: massage (felt by one of ten) after mobilisation (three of ten) came
/// out as a 6 that hardly anybody would have.
pub(super) fn total<'a>(reasons: impl IntoIterator<Item = &'a Reason>, library: &Library, most: f64) -> Curve {
    let in_regions = shares(reasons, library).into_values().map(|causes| worst_in_full(&causes));
    in_regions.fold(Curve::default(), |all, curve| all.max(&curve)).capped(most)
}

/// The soreness in the one part of the body where all these reasons are felt.
pub(super) fn in_region<'a>(reasons: impl IntoIterator<Item = &'a Reason>, library: &Library) -> Curve {
    shares(reasons, library).values().next().map(worst_in_full).unwrap_or_default()
}

/// The worst cause in full and the others by their average, whichever cause that makes the most of.
fn worst_in_full(causes: &Causes<'_>) -> Curve {
    // Nearly always there is one, of which the average is not asked for.
    if let (1, Some(share)) = (causes.len(), causes.values().next()) {
        return share.felt();
    }
    let both: Vec<(Curve, Curve)> = causes.values().map(|share| (share.felt(), share.average())).collect();
    let with_worst = |worst: usize| {
        both.iter()
            .enumerate()
            .fold(Curve::default(), |sum, (at, (felt, average))| sum.plus(if at == worst { felt } else { average }))
    };
    (0..both.len()).map(with_worst).fold(Curve::default(), |all, curve| all.max(&curve))
}

/// The soreness on average over all people, those who feel nothing included, wherever that is highest: the averages of all
/// causes add up.
pub(super) fn average<'a>(reasons: impl IntoIterator<Item = &'a Reason>, library: &Library, most: f64) -> Curve {
    let in_region =
        |causes: &Causes<'_>| causes.values().fold(Curve::default(), |sum, share| sum.plus(&share.average()));
    let shares = shares(reasons, library);
    shares.values().map(in_region).fold(Curve::default(), |all, curve| all.max(&curve)).capped(most)
}

/// One cause's part in a total at one moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// The cause.
    pub cause: Cause,
    /// What it adds, 0-10.
    pub adds: f64,
    /// Whether it counts in full, as the worst, or by its average over all people.
    pub in_full: bool,
}

/// How a total comes about at one moment, in the part of the body where it is highest: the parts add up to it, unless it
/// is cut off at the most there can be.
pub(super) fn parts<'a>(
    reasons: impl IntoIterator<Item = &'a Reason>,
    library: &Library,
    hour: f64,
) -> Option<(Region, Vec<Part>)> {
    let in_regions = shares(reasons, library).into_iter().flat_map(|(region, causes)| {
        let with_worst = |worst: &Cause| -> Vec<Part> {
            let part = |(cause, share): (&Cause, &Share<'_>)| {
                let in_full = cause == worst;
                let curve = if in_full { share.felt() } else { share.average() };
                Part { cause: *cause, adds: curve.at(hour), in_full }
            };
            causes.iter().map(part).filter(|p| p.adds > 0.0).collect()
        };
        causes.keys().map(|worst| (region, with_worst(worst))).collect::<Vec<_>>()
    });
    let sum = |parts: &[Part]| parts.iter().map(|p| p.adds).sum::<f64>();
    let mut most: Option<(Region, Vec<Part>)> = None;
    for (region, parts) in in_regions {
        if most.as_ref().is_none_or(|(_, known)| sum(&parts) > sum(known)) {
            most = Some((region, parts));
        }
    }
    most
}

/// What each cause brings in each part of the body.
fn shares<'a>(reasons: impl IntoIterator<Item = &'a Reason>, library: &Library) -> BTreeMap<Region, Causes<'a>> {
    let mut shares: BTreeMap<Region, Causes<'a>> = BTreeMap::new();
    for reason in reasons {
        if let Some(cause) = library.cause_of(reason.mechanism()) {
            shares.entry(reason.region()).or_default().entry(cause).or_default().0.push(reason);
        }
    }
    shares
}

/// The chance of feeling anything: causes are independent, within one cause the likeliest counts.
pub(super) fn chance<'a>(reasons: impl IntoIterator<Item = &'a Reason>, library: &Library) -> Chance {
    let mut by_cause: BTreeMap<Cause, f64> = BTreeMap::new();
    for reason in reasons {
        if let Some(cause) = library.cause_of(reason.mechanism()) {
            let most = by_cause.entry(cause).or_insert(0.0);
            *most = most.max(reason.chance().get());
        }
    }
    // One more cause at a time, so that a single one comes out to the last bit as it went in.
    let any = by_cause.values().fold(0.0, |any, chance| chance + any * (1.0 - chance));
    Chance::clamped(any)
}

//! How reasons combine.

use std::collections::BTreeMap;

use super::cause::Reason;
use super::curve::Curve;
use crate::library::{Cause, Library, MechanismId, Region};
use crate::units::Chance;

/// The soreness from all reasons together, wherever it is felt most.
///
/// In each part of the body, mechanisms of one cause do not add up: the largest counts. Different causes do add up. The
/// total never passes `most`.
pub(super) fn total<'a>(reasons: impl IntoIterator<Item = &'a Reason>, library: &Library, most: f64) -> Curve {
    let mut by_cause: BTreeMap<(Region, Cause), Curve> = BTreeMap::new();
    for reason in reasons {
        if let Some(cause) = cause(reason.mechanism(), library) {
            let curve = by_cause.entry((reason.region(), cause)).or_default();
            *curve = curve.max(reason.curve());
        }
    }
    let mut by_region: BTreeMap<Region, Curve> = BTreeMap::new();
    for ((region, _), curve) in &by_cause {
        let sum = by_region.entry(*region).or_default();
        *sum = sum.plus(curve);
    }
    let anywhere = by_region.values().fold(Curve::default(), |all, curve| all.max(curve));
    anywhere.capped(most)
}

/// The chance of feeling anything: causes are independent, within one cause the likeliest counts.
pub(super) fn chance<'a>(reasons: impl IntoIterator<Item = &'a Reason>, library: &Library) -> Chance {
    let mut by_cause: BTreeMap<Cause, f64> = BTreeMap::new();
    for reason in reasons {
        if let Some(cause) = cause(reason.mechanism(), library) {
            let most = by_cause.entry(cause).or_insert(0.0);
            *most = most.max(reason.chance().get());
        }
    }
    let nothing: f64 = by_cause.values().map(|c| 1.0 - c).product();
    Chance::clamped(1.0 - nothing)
}

fn cause(mechanism: MechanismId, library: &Library) -> Option<Cause> {
    library.mechanism(mechanism).map(|m| m.cause())
}

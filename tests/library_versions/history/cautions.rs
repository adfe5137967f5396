//! Who may do an exercise.

use super::*;

pub const STEPS: &[Step] = &[
    step("a caution", |r| r.replace(BRIDGE, "avoid-if: [", "avoid-if: [dizziness, "))
        .is("2.0.0", &[("safety", "bridge", "caution-added")]),
    step("a caution fewer", |r| r.replace(BRIDGE, "pregnancy, ", ""))
        .is("2.0.0", &[("safety", "bridge", "caution-removed")]),
    step("harder lifts for people in more pain", |r| {
        r.replace("our-library/functional/shelf-lift.yaml", "usual-pain-up-to: 4", "usual-pain-up-to: 6")
    })
    .is("2.0.0", &[("safety", "shelf-lift", "entry")]),
    step("a condition defined anew", |r| {
        r.replace(
            "our-library/conditions.yaml",
            "in the last 12 weeks, or not yet cleared",
            "in the last 6 weeks, or not yet cleared",
        )
    })
    .is("2.0.0", &[("safety", "recent-spinal-surgery", "condition")]),
];

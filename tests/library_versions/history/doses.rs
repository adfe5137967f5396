//! Doses and rest.

use super::*;

pub const STEPS: &[Step] = &[
    step("a higher start", |r| r.replace(BRIDGE, "start: { sets: 1, reps: 8", "start: { sets: 1, reps: 10"))
        .is("2.0.0", &[("safety", "bridge", "dose")]),
    step("a lower start", |r| r.replace(BRIDGE, "start: { sets: 1, reps: 10", "start: { sets: 1, reps: 6"))
        .is("1.1.0", &[("clinical", "bridge", "dose")]),
    step("a lower most, which goals may be above", |r| {
        r.replace(BRIDGE, "most: { sets: 3, reps: 15 }", "most: { sets: 2, reps: 15 }")
    })
    .is("2.0.0", &[("clinical", "bridge", "dose")]),
    step("less rest", |r| r.replace(BRIDGE, "rest: 30 s", "rest: 15 s"))
        .is("2.0.0", &[("safety", "bridge", "dose"), ("safety", "bridge", "dose")]),
    step("no rest laid down any more", |r| r.replace(BRIDGE, ", rest: 15 s", ""))
        .is("2.0.0", &[("safety", "bridge", "dose"), ("safety", "bridge", "dose")]),
];

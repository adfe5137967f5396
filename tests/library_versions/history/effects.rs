//! Soreness after an exercise, and the work that it follows from.

use super::*;

pub const STEPS: &[Step] = &[
    step("an effect that was overlooked", |r| {
        let effect = "soreness:\n  - { mechanism: posture, where: neck, chance: 0.2, peak: 1, source: expert-opinion }";
        r.replace(BRIDGE, "soreness:", effect);
    })
    .is("1.1.0", &[("clinical", "bridge", "effect-added")]),
    step("a muscle that is stretched", |r| {
        r.replace(BRIDGE, "work:", "work:\n  - { muscle: hip-flexors, action: stretched, length: long }")
    })
    .is("1.1.0", &[("clinical", "bridge", "work")]),
    step("an effect on more people", |r| {
        r.replace(BRIDGE, "back of thighs, chance: 0.25", "back of thighs, chance: 0.4")
    })
    .is("1.1.0", &[("clinical", "bridge", "effect-stronger")]),
    step("a milder effect", |r| r.replace(BRIDGE, "chance: 0.4, peak: 1.5", "chance: 0.4, peak: 0.5"))
        .is("2.0.0", &[("safety", "bridge", "effect-weaker")]),
    step("an effect taken out", |r| {
        r.replace(BRIDGE, "  - { mechanism: posture, where: neck, chance: 0.2, peak: 1, source: expert-opinion }\n", "")
    })
    .is("2.0.0", &[("safety", "bridge", "effect-removed")]),
    step("evidence that is better than thought", |r| r.replace(BRIDGE, "certainty: expert-opinion", "certainty: low"))
        .is("1.1.0", &[("clinical", "bridge", "evidence")]),
    step("soreness in another place", |r| {
        r.replace(CLAM_NOW, "activation, where: buttocks", "activation, where: hips")
    })
    .is("1.1.0", &[("clinical", "side-clam", "effect-moved")]),
    step("a chance that follows from the work", |r| r.replace(STEP_DOWN, "chance: 0.35, ", ""))
        .is("2.0.0", &[("safety", "slow-step-down", "effect-weaker")]),
    step("work in which nothing lowers", |r| {
        for muscle in ["quadriceps", "gluteus-maximus", "calves"] {
            let of = |action| format!("muscle: {muscle}, action: {action}");
            r.replace(STEP_DOWN, &of("eccentric"), &of("concentric"));
        }
    })
    .is("2.0.0", &[("safety", "slow-step-down", "work")]),
];

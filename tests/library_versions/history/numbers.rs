//! The numbers of rules and mechanisms.

use super::*;

pub const STEPS: &[Step] = &[
    step("a traffic light that turns later", |r| r.replace(RULES, "amber-to: 5", "amber-to: 6"))
        .is("2.0.0", &[("safety", "rules", "number")]),
    step("steps after one session", |r| r.replace(RULES, "sessions-before-step: 2", "sessions-before-step: 1"))
        .is("2.0.0", &[("safety", "rules", "number")]),
    step("more soreness after new muscle work", |r| r.replace(DOMS, "usual: 4", "usual: 5"))
        .is("1.1.0", &[("clinical", "doms", "number")]),
    step("muscle soreness that is said to be over sooner", |r| r.replace(DOMS, "outer: 168 h", "outer: 5 days"))
        .is("2.0.0", &[("safety", "doms", "number")]),
    step("protection that is said to last", |r| r.replace(DOMS, "keeps: 6 weeks", "keeps: 10 weeks"))
        .is("2.0.0", &[("safety", "doms", "number")]),
    step("soreness that fades sooner", |r| {
        r.replace(DOMS, "[1, 0.5, 0.35, 0.25]", "[1, 0.4, 0.3, 0.2]");
        r.replace(DOMS, "active-lately: 0.85", "active-lately: 0.5");
    })
    .is("2.0.0", &[("safety", "doms", "number"), ("safety", "doms", "number")]),
    step("soreness that is told from one point on", |r| r.replace(RULES, "noticeable: 0.5", "noticeable: 1"))
        .is("2.0.0", &[("safety", "rules", "number")]),
];

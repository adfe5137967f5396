//! What patients and clinicians read of an exercise.

use super::*;

pub const STEPS: &[Step] = &[
    step("a comment", |r| r.replace(BRIDGE, "name: Bridge", "# Hip lift elsewhere.\nname: Bridge"))
        .is("1.0.1", &[("cosmetic", "bridge", "layout")]),
    step("a review renewed", |r| r.replace(CLAM, "until: 2028-11-24", "until: 2029-11-24"))
        .is("1.0.1", &[("cosmetic", "clam", "review")]),
    step("a comma", |r| r.replace(BRIDGE, "Breathe out and press", "Breathe out, and press"))
        .is("1.0.1", &[("cosmetic", "bridge", "wording")]),
    step("another name among physios", |r| r.replace(CLAM, "[Clamshell]", "[Clamshell, Oyster]"))
        .is("1.0.1", &[("cosmetic", "clam", "note")]),
    step("a purpose in plainer words", |r| {
        r.replace(CLAM, "Works the sides of your bottom.", "Works the side of your bottom muscles.")
    })
    .is("1.0.1", &[("wording", "clam", "wording")]),
    step("a new name for patients", |r| r.replace(CLAM, "name: Clam", "name: Opening clam"))
        .is("1.0.1", &[("wording", "clam", "wording")]),
    step("a step that asks for both knees", |r| {
        r.replace(
            CLAM,
            "Lift your top knee with your feet still touching.",
            "Lift both knees with your feet still touching.",
        )
    })
    .is("1.1.0", &[("clinical", "clam", "wording")]),
    step("lowered fast instead of slowly", |r| {
        r.replace(BRIDGE, "Lower your bottom slowly.", "Lower your bottom fast.")
    })
    .is("1.1.0", &[("clinical", "bridge", "wording")]),
    step("higher instead of less high", |r| r.replace(BRIDGE, "lift less high", "lift higher"))
        .is("1.1.0", &[("clinical", "bridge", "wording")]),
    step("two steps the other way round", |r| {
        r.replace(
            BRIDGE,
            "  - Pause for one breath.\n  - Lower your bottom fast.\n",
            "  - Lower your bottom fast.\n  - Pause for one breath.\n",
        )
    })
    .is("1.1.0", &[("clinical", "bridge", "wording")]),
    step("a line on when to stop that is weaker", |r| {
        r.replace(BRIDGE, "down your leg, stop and ring your physio", "down your leg, carry on gently")
    })
    .is("2.0.0", &[("safety", "bridge", "wording")]),
    step("a line on when to stop left out", |r| {
        r.replace(PRONE, "  - If pain moves down your leg, stop and tell your physio.\n", "")
    })
    .is("2.0.0", &[("safety", "prone-hip-extension", "wording")]),
    step("a pause left out", |r| r.replace(BRIDGE, "  - Pause for one breath.\n", ""))
        .is("2.0.0", &[("safety", "bridge", "wording")]),
];

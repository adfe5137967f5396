//! Exercises that come and go, and their ladders.

use super::*;

const SLOW_PRONE: &str = "our-library/hips-and-legs/slow-prone-hip-extension.yaml";

pub const STEPS: &[Step] = &[
    step("a new exercise on top of a ladder", |r| {
        let text = fs::read_to_string(r.file(PRONE)).unwrap();
        let text = text
            .replace("name: ", "name: Slow ")
            .replace("stands-alone: \"it grows by repetitions and sets\"", "stands-alone: \"it is new\"");
        r.write(SLOW_PRONE, &text);
    })
    .is("1.1.0", &[("clinical", "slow-prone-hip-extension", "added")]),
    step("an exercise taken out", |r| fs::remove_file(r.file(SLOW_PRONE)).unwrap())
        .is("2.0.0", &[("clinical", "slow-prone-hip-extension", "removed")]),
    step("an exercise under another id", |r| {
        fs::rename(r.file(CLAM), r.file(CLAM_NOW)).unwrap();
        r.replace("our-library/hips-and-legs/side-lying-leg-raise.yaml", "easier: clam", "easier: side-clam");
    })
    .is("2.0.0", &[("clinical", "side-clam", "renamed")]),
    step("a rung taken out of a ladder, and standing alone", |r| {
        r.replace(HOLD, "easier: bridge, harder: bridge-march", "stands-alone: it is a hold");
        r.replace(BRIDGE, "harder: bridge-hold", "harder: bridge-march");
        r.replace(MARCH, "easier: bridge-hold", "easier: bridge");
    })
    .is(
        "1.1.0",
        &[
            ("clinical", "bridge", "ladder"),
            ("clinical", "bridge-hold", "ladder"),
            ("clinical", "bridge-march", "ladder"),
            ("cosmetic", "bridge-hold", "note"),
        ],
    ),
];

//! What a library says of itself.

use super::*;

pub const STEPS: &[Step] = &[
    step("another licence", |r| r.replace(LIBRARY_YAML, "licence: CC BY 4.0", "licence: CC BY-SA 4.0"))
        .is("1.0.1", &[("cosmetic", "library", "note")]),
    step("effects that need no source any more", |r| r.replace(LIBRARY_YAML, "source: true", "source: false"))
        .is("1.1.0", &[("clinical", "library", "library")]),
    step("longer sentences allowed", |r| r.replace("our-library/style.yaml", "sentence: 25", "sentence: 28"))
        .is("1.0.1", &[("cosmetic", "style", "note")]),
];

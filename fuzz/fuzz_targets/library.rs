//! Any bytes as a file of a library. The first byte says which; the rest is what it holds.

#![no_main]

use backplan::lint::lint;
use backplan::library::Library;
use backplan_fuzz::{small_with, start, taken};
use libfuzzer_sys::fuzz_target;

const PATHS: [&str; 9] = [
    "hips-and-legs/bridge.yaml",
    "techniques/lumbar-mobilisation-gentle.yaml",
    "mechanisms/doms.yaml",
    "rules.yaml",
    "style.yaml",
    "conditions.yaml",
    "body.yaml",
    "poses.yaml",
    "library.yaml",
];

fuzz_target!(|data: &[u8]| {
    let Some((which, bytes)) = data.split_first() else { return };
    // Most tries are exercises, which hold most; a letter chooses, so that seeds can be read.
    let path = PATHS[usize::from(which.wrapping_sub(b'a')).min(255) % PATHS.len()];
    let files = small_with(path, bytes);
    // To look a library over takes longer than to read it, so a few tries do.
    if data.len() % 8 == 0
        && let (Some(library), _) = Library::read_in_part("fuzz", &files, &[])
    {
        lint(&library, start());
    } else {
        taken(Library::read("fuzz", &files));
    }
});

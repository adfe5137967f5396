//! Any bytes as the `figure:` of an exercise, drawn.

#![no_main]

use backplan::library::Library;
use backplan_fuzz::{CORE, SMALL, small_with};
use libfuzzer_sys::fuzz_target;

const PATH: &str = "hips-and-legs/bridge.yaml";

fuzz_target!(|data: &[u8]| {
    let Some(bridge) = SMALL.iter().find(|file| file.path() == PATH) else { return };
    let Ok(text) = std::str::from_utf8(bridge.bytes()) else { return };
    let Ok(figure) = std::str::from_utf8(data) else { return };
    // All of the exercise but its figure, which is the last key.
    let before = text.split("\nfigure:").next().unwrap_or(text);
    let file = format!("{before}\n{figure}");
    let (library, _) = Library::read_in_part("fuzz", &small_with(PATH, file.as_bytes()), &[]);
    let library = library.as_ref().unwrap_or(&CORE);
    for figure in library.exercises().filter(|e| e.id().as_str() == "bridge").filter_map(|e| e.figure()) {
        let svg = figure.svg();
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        figure.measures();
    }
});

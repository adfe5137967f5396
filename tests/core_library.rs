//! The core library and its programmes are sound.

use backplan::embedded;
use backplan::library::Library;

#[test]
fn the_core_library_has_no_findings() {
    let outcome = Library::read("core", &embedded::core_library());
    let shown: Vec<String> = outcome
        .findings()
        .iter()
        .map(|d| {
            format!(
                "{}:{}:{} {} {}",
                d.place().file().name(),
                d.place().line(),
                d.place().column(),
                d.code(),
                d.message()
            )
        })
        .collect();
    assert!(outcome.value().is_some(), "{shown:#?}");
    assert!(shown.is_empty(), "{shown:#?}");
}

//! What one version of a library changes for patients, against another: not lines but meaning.
//!
//! [`changes`] compares two libraries and classes what differs; [`deserved`] says which part of the version number that
//! raises, and [`check_release`] whether the library's version and changelog say so. [`check_layers`] finds in what a library
//! guards patients less than the one that it is laid over.

mod change;
mod document;
mod dose;
mod effect;
mod exercise;
mod kin;
mod layer;
mod note;
mod prose;
mod release;
mod shared;
mod technique;

pub use change::{Bump, Change, Class, What};
pub use layer::check_layers;
pub use release::{Release, check_release};

use change::Changes;
use prose::Sense;

use crate::library::Library;

/// What the second library changes against the first: the gravest class first, then item by item.
pub fn changes(before: &Library, now: &Library) -> Vec<Change> {
    let sense = Sense::of(before, now);
    let mut all = Changes::new(&sense);
    head(before, now, &mut all);
    exercise::compare_all(before, now, &mut all);
    technique::compare_all(before, now, &mut all);
    document::compare_all(before, now, &mut all);
    document::conditions(before, now, &mut all);
    if all.is_empty() && before.version() == now.version() && before.digest() != now.digest() {
        // Two states under one number could not be told apart at the foot of a handout.
        let mut item = all.of("library", "library", now.version_place());
        item.add(What::Layout, Class::Cosmetic, "layout or comments of a file", "", "");
    }
    all.into_sorted()
}

/// Which part of the version number changes raise; nothing if there are none.
pub fn deserved(changes: &[Change]) -> Option<Bump> {
    changes.iter().map(Change::bump).min()
}

/// What `library.yaml` says.
fn head(before: &Library, now: &Library, all: &mut Changes<'_>) {
    let mut item = all.of("library", "library", now.version_place());
    if before.id() != now.id() {
        item.breaking(
            What::Library,
            Class::Clinical,
            "another id: programmes ask for it by its id",
            before.id(),
            now.id(),
        );
    }
    if before.name() != now.name() {
        item.add(What::Wording, Class::Wording, "the library's name", before.name(), now.name());
    }
    let base = |library: &Library| library.base().map_or_else(|| "nothing".to_owned(), |(id, v)| format!("{id} {v}"));
    if before.base() != now.base() {
        item.add(What::Library, Class::Clinical, "what it extends", &base(before), &base(now));
    }
    let licence = |library: &Library| library.licence().unwrap_or("none").to_owned();
    item.field(What::Note, Class::Cosmetic, "licence", (licence(before), licence(now)), String::clone);
    let asks = |asks: &bool| if *asks { "yes" } else { "no" }.to_owned();
    let class = if now.asks_for_sources() { Class::Cosmetic } else { Class::Clinical };
    let values = (before.asks_for_sources(), now.asks_for_sources());
    item.field(What::Library, class, "whether every effect has to say where its numbers come from", values, asks);
}

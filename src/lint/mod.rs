//! How a library is written: what a careful colleague would remark on, where everything in it can be used as it is.
//!
//! The limits are those of the library's `style.yaml`. What cannot be used at all, such as a ladder that goes round or leads
//! nowhere, is found when the library is read.

mod claim;
mod item;
pub(crate) mod likeness;
mod parts;
mod reading;
mod review;
mod step;
mod twins;
mod words;

use chrono::NaiveDate;

pub use review::reviews_due;

use crate::diagnostic::{Diagnostic, Findings};
use crate::library::{Library, PatientText, Style};
use crate::reading::Counts;
use item::Item;

/// Looks over how a library is written, on a day; reviews hold until theirs.
pub fn lint(library: &Library, today: NaiveDate) -> Vec<Diagnostic> {
    let mut findings = Findings::new();
    let items = Item::all_of(library);
    for item in &items {
        words::of_item(item, library.style(), &mut findings);
        reading::of_item(item, library.style(), &mut findings);
    }
    reading::together(&items, library.style(), &mut findings);
    parts::of_library(library, today, &mut findings);
    twins::of_library(library, &mut findings);
    findings.into_sorted()
}

/// Looks over texts for patients that stand outside a library, one by one and together.
pub fn lint_texts(texts: &[PatientText<'_>], style: &Style) -> Vec<Diagnostic> {
    let mut findings = Findings::new();
    let item = Item { name: "these texts", texts: texts.to_vec(), asides: Vec::new(), sources: None };
    words::of_item(&item, style, &mut findings);
    reading::of_item(&item, style, &mut findings);
    findings.into_sorted()
}

/// What the reading grades of a library are made from: all its texts for patients but for names.
pub fn counts(library: &Library) -> Counts {
    let mut all = Counts::default();
    for item in Item::all_of(library) {
        all += item.counts();
    }
    all
}

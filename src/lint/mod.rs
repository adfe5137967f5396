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

use crate::cores::{dealt_out, side_by_side};
use crate::diagnostic::{Diagnostic, Findings};
use crate::library::{Leads, Library, Part, PatientText, Style};
use crate::reading::{Counter, Counts};
use crate::source::Placed;
use crate::yaml;
use item::Item;

/// How many items are worth a thread.
const ITEMS_A_THREAD: usize = 64;

/// Looks over how a library is written, on a day; reviews hold until theirs.
pub fn lint(library: &Library, today: NaiveDate) -> Vec<Diagnostic> {
    look_over(library, today).0
}

/// Looks over how a library is written, as [`lint`] does, and counts all its texts for patients but for names, from which
/// its reading grades are made.
pub fn look_over(library: &Library, today: NaiveDate) -> (Vec<Diagnostic>, Counts) {
    // To hold the steps of all against each other takes one core about a third of all the time, so it is begun first; whichever
    // core is done with what cannot be shared out goes on with the texts.
    let (of_steps, (of_parts, (mut findings, counts))) = side_by_side(
        || {
            let mut findings = Findings::new();
            twins::steps(library, &mut findings);
            findings.into_sorted()
        },
        || side_by_side(|| of_parts(library, today).into_sorted(), || texts(library)),
    );
    findings.extend(of_parts);
    findings.extend(of_steps);
    (findings.into_sorted(), counts)
}

/// Looks over what items have and lack, their names and their drawings.
fn of_parts(library: &Library, today: NaiveDate) -> Findings {
    let mut findings = Findings::new();
    parts::of_library(library, today, &mut findings);
    twins::names(library, &mut findings);
    twins::drawings(library, &mut findings);
    findings
}

/// Looks over the texts of all items, one by one and together.
fn texts(library: &Library) -> (Findings, Counts) {
    let mut findings = Findings::new();
    let mut counts = Counts::default();
    let items = Item::all_of(library);
    let looked_over = dealt_out(items.iter().collect(), ITEMS_A_THREAD, |items: Vec<&Item<'_>>| {
        let mut findings = Findings::new();
        let (mut counter, mut counts) = (Counter::default(), Counts::default());
        for item in items {
            words::of_item(item, library.style(), &mut findings);
            counts += reading::of_item(item, &mut counter, library.style(), &mut findings);
        }
        (findings, counts)
    });
    for (found, of_items) in looked_over {
        findings.extend(found.into_sorted());
        counts += of_items;
    }
    reading::together(&items, counts, library.style(), &mut findings);
    (findings, counts)
}

/// Looks over texts for patients that stand outside a library, one by one and together.
pub fn lint_texts(texts: &[PatientText<'_>], style: &Style) -> Vec<Diagnostic> {
    let mut findings = Findings::new();
    let item = Item { name: "these texts", texts: texts.to_vec(), asides: Vec::new(), sources: None };
    words::of_item(&item, style, &mut findings);
    reading::of_item(&item, &mut Counter::default(), style, &mut findings);
    findings.into_sorted()
}

/// Finds words that patients should not read in a file of the page's wording. Other mistakes in it are for whoever reads it.
///
/// Red flags say what they must, and the clinician is no patient.
pub fn lint_wording(name: &str, bytes: &[u8], style: &Style) -> Vec<Diagnostic> {
    let mut findings = Findings::new();
    let node = yaml::read(name, bytes, &mut Findings::new());
    let is_for_patients = |key: &str| !["help-cards", "clinician"].contains(&key);
    for text in node.iter().flat_map(|node| node.texts(&is_for_patients)) {
        report_banned(&text, style, &mut findings);
    }
    findings.into_sorted()
}

/// Reports words that patients should not read in a text that stands outside a library.
pub(crate) fn report_banned(text: &Placed<String>, style: &Style, findings: &mut Findings) {
    let part = Part::Purpose;
    words::banned(&PatientText { part, text }, &Leads::of(&text.value), style, findings);
}

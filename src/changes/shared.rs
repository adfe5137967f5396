//! What exercises and techniques have in common.

use super::change::{Class, OfItem, What};
use super::{effect, prose};
use crate::library::{Found, Library};

/// Compares soreness, cautions, evidence and review.
pub(super) fn compare(was: Found<'_>, is: Found<'_>, before: &Library, item: &mut OfItem<'_>) {
    effect::compare(was.effects(), is.effects(), before, item);
    effect::cautions(&was.avoid_if(), &is.avoid_if(), item);
    let (old, new) = (was.evidence(), is.evidence());
    item.field(What::Evidence, Class::Clinical, "certainty of the evidence", (old.certainty, new.certainty), |c| {
        c.to_string()
    });
    item.field(What::Evidence, Class::Cosmetic, "source of the evidence", (&old.source, &new.source), |s| (*s).clone());
    let (old, new) = (was.reviewed(), is.reviewed());
    item.field(
        What::Review,
        Class::Cosmetic,
        "review",
        ((&old.by, old.on, old.until), (&new.by, new.on, new.until)),
        |(by, on, until)| format!("{by} on {on}, until {until}"),
    );
}

/// Compares a text for patients that is told by its sense.
pub(super) fn text(name: &str, was: &str, is: &str, item: &mut OfItem<'_>) {
    if let Some(class) = prose::class(was, is) {
        item.add(What::Wording, class, name, was, is);
    }
}

/// Compares a list of texts for patients; only those that differ are shown.
pub(super) fn texts(name: &str, was: &[&str], is: &[&str], item: &mut OfItem<'_>) {
    if let Some(class) = prose::class(&was.join(" "), &is.join(" ")) {
        let without = |texts: &[&str], others: &[&str]| {
            texts.iter().filter(|text| !others.contains(text)).copied().collect::<Vec<_>>().join(" / ")
        };
        let (old, new) = (without(was, is), without(is, was));
        let (name, old, new) = if old.is_empty() && new.is_empty() {
            (format!("order of {name}"), was.join(" / "), is.join(" / "))
        } else {
            (name.to_owned(), old, new)
        };
        // What is left out or put in altogether is more than other words for the same.
        let class = if old.is_empty() || new.is_empty() { class.min(Class::Clinical) } else { class };
        item.add(What::Wording, class, name, &old, &new);
    }
}

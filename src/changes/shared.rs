//! What exercises and techniques have in common.

use super::change::{Class, OfItem, What};
use super::effect::{self, Pair};

/// Compares soreness, cautions, evidence and review.
pub(super) fn compare(pair: &Pair<'_>, item: &mut OfItem<'_, '_>) {
    let (was, is) = (pair.was, pair.is);
    effect::compare(pair, item);
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
pub(super) fn text(name: &str, was: &str, is: &str, item: &mut OfItem<'_, '_>) {
    if let Some(class) = item.sense().class(was, is) {
        let told = told(name, class, item.sense().rests_less(was, is));
        item.add(What::Wording, class, told, was, is);
    }
}

/// Compares a list of texts for patients; only those that differ are shown. Steps are done in their order, so another one
/// asks for something else.
pub(super) fn texts(name: &str, was: &[&str], is: &[&str], in_order: bool, item: &mut OfItem<'_, '_>) {
    // A line break ends a sentence, whatever is before it.
    let Some(mut class) = item.sense().class(&was.join("\n"), &is.join("\n")) else { return };
    let shared = |texts: &[&str], others: &[&str]| {
        texts.iter().filter(|text| others.contains(text)).map(|text| (*text).to_owned()).collect::<Vec<_>>()
    };
    let moved = shared(was, is) != shared(is, was);
    // Text by text: what one loses another may win, so that all together seem to say the same.
    let asks_otherwise = was.len() == is.len() && was.iter().zip(is).any(|(a, b)| item.sense().asks_otherwise(a, b));
    if (moved && in_order) || (!moved && class == Class::Wording && asks_otherwise) {
        class = class.min(Class::Clinical);
    }
    let without = |texts: &[&str], others: &[&str]| {
        texts.iter().filter(|text| !others.contains(text)).copied().collect::<Vec<_>>().join(" / ")
    };
    let (old, new) = (without(was, is), without(is, was));
    if old.is_empty() && new.is_empty() {
        item.add(What::Wording, class, format!("order of {name}"), &was.join(" / "), &is.join(" / "));
        return;
    }
    // What is left out or put in altogether is more than other words for the same.
    let class = if old.is_empty() || new.is_empty() { class.min(Class::Clinical) } else { class };
    let told = told(name, class, item.sense().rests_less(&was.join("\n"), &is.join("\n")));
    item.add(What::Wording, class, told, &old, &new);
}

/// What is said of a sentence that guards the patient.
pub(super) const WHEN_TO_STOP: &str = "when to stop and whom to ask";

/// What is said of a text that has changed.
fn told(name: &str, class: Class, rests_less: bool) -> String {
    match (class, rests_less) {
        (Class::Safety, true) => format!("{name}: a rest or a pause is shorter, or gone"),
        (Class::Safety, false) => format!("{name}: {WHEN_TO_STOP}"),
        (_, _) => name.to_owned(),
    }
}

//! Doses, lower or higher.

use super::change::{Class, OfItem, What};
use crate::library::{Dose, DoseRange, Sides, Variable};
use crate::units::{Effort, Seconds, TimesADay};
use crate::yaml::Word;

/// Compares the doses of an exercise.
pub(super) fn compare(was: &DoseRange, is: &DoseRange, item: &mut OfItem<'_, '_>) {
    if was.measure() != is.measure() {
        let (old, new) = (was.measure().as_str(), is.measure().as_str());
        item.breaking(What::Dose, Class::Clinical, "what its doses count; goals in programmes no longer fit", old, new);
        return;
    }
    if was.sides() != is.sides() {
        let shown = |sides| if sides == Sides::Each { "each side" } else { "both sides at once" };
        // Each side by itself is twice the work.
        let class = if is.sides() == Sides::Each { Class::Safety } else { Class::Clinical };
        item.add(What::Dose, class, "whether doses are for each side", shown(was.sides()), shown(is.sides()));
    }
    one("the start dose", was.start(), is.start(), false, item);
    one("the most that a programme may ask for", was.most(), is.most(), true, item);
    item.field(What::Dose, Class::Clinical, "the order in which doses grow", (was.grow(), is.grow()), |grow| {
        grow.iter().map(|v| v.as_str()).collect::<Vec<_>>().join(", ")
    });
}

fn one(name: &str, was: &Dose, is: &Dose, is_most: bool, item: &mut OfItem<'_, '_>) {
    let shown = |dose: &Dose| {
        let rest = dose.rest().map_or_else(String::new, |rest| format!(", rest {} s", rest.get()));
        dose.short() + &rest
    };
    let (old, new) = (shown(was), shown(is));
    let (more, less) = (is_more(was, is), is_more(is, was));
    if more {
        item.add(What::Dose, Class::Safety, format!("{name} is higher"), &old, &new);
    } else if less && is_most {
        let text = format!("{name} is lower; a goal above it is refused");
        item.breaking(What::Dose, Class::Clinical, text, &old, &new);
    } else if less {
        item.add(What::Dose, Class::Clinical, format!("{name} is lower"), &old, &new);
    }
}

/// Whether anything in the second dose is more than in the first.
fn is_more(first: &Dose, second: &Dose) -> bool {
    let effort = |dose: &Dose| dose.effort().map(Effort::get);
    // Less rest is more work; rest that is not laid down is as it comes, so only two that are compare.
    let shorter_rest =
        matches!((first.rest().map(Seconds::get), second.rest().map(Seconds::get)), (Some(a), Some(b)) if b < a);
    Variable::ALL.iter().any(|variable| second.get(*variable) > first.get(*variable))
        || effort(second) > effort(first)
        || second.times_a_day().max(TimesADay::LEAST) > first.times_a_day()
        || shorter_rest
}

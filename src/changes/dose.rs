//! Doses, lower or higher.

use super::change::{Class, OfItem, What};
use crate::library::{CurveRules, Dose, DoseRange, Sides, Variable};
use crate::units::{Effort, Seconds, TimesADay};
use crate::yaml::Word;

/// Compares the doses of an exercise; loads of two kinds are held against each other by the rules of how heavy bands are.
pub(super) fn compare(was: &DoseRange, is: &DoseRange, curve: &CurveRules, item: &mut OfItem<'_, '_>) {
    if was.sides() != is.sides() {
        let shown = |sides| if sides == Sides::Each { "each side" } else { "both sides at once" };
        // Each side by itself is twice the work.
        let class = if is.sides() == Sides::Each { Class::Safety } else { Class::Clinical };
        item.add(What::Dose, class, "whether doses are for each side", shown(was.sides()), shown(is.sides()));
    }
    if was.measure() != is.measure() {
        let (old, new) = (was.measure().as_str(), is.measure().as_str());
        item.breaking(What::Dose, Class::Clinical, "what its doses count; goals in programmes no longer fit", old, new);
    }
    one("the start dose", [was.start(), is.start()], false, curve, item);
    one("the most that a programme may ask for", [was.most(), is.most()], true, curve, item);
    item.field(What::Dose, Class::Clinical, "the order in which doses grow", (was.grow(), is.grow()), |grow| {
        grow.iter().map(|v| v.as_str()).collect::<Vec<_>>().join(", ")
    });
}

fn one(name: &str, [was, is]: [&Dose; 2], is_most: bool, curve: &CurveRules, item: &mut OfItem<'_, '_>) {
    let shown = |dose: &Dose| {
        let rest = dose.rest().map_or_else(String::new, |rest| format!(", rest {} s", rest.get()));
        dose.short() + &rest
    };
    let (old, new) = (shown(was), shown(is));
    let (more, less) = (is_more(was, is, curve), is_more(is, was, curve));
    let shorter = has_less_rest(was, is);
    if shorter {
        item.add(What::Dose, Class::Safety, format!("{name} has less rest between sets"), &old, &new);
    }
    if more {
        item.add(What::Dose, Class::Safety, format!("{name} is higher"), &old, &new);
    } else if less && is_most {
        let text = format!("{name} is lower; a goal above it is refused");
        item.breaking(What::Dose, Class::Clinical, text, &old, &new);
    } else if less {
        item.add(What::Dose, Class::Clinical, format!("{name} is lower"), &old, &new);
    } else if has_less_rest(is, was) {
        item.add(What::Dose, Class::Clinical, format!("{name} has more rest between sets"), &old, &new);
    }
}

/// Whether there is less rest. A dose that lays none down leaves it to the patient, who may take none.
fn has_less_rest(first: &Dose, second: &Dose) -> bool {
    let rest = |dose: &Dose| dose.rest().map_or(0, Seconds::get);
    rest(second) < rest(first)
}

/// Whether anything in the second dose is more than in the first. Of two that count different things only what both have
/// compares.
fn is_more(first: &Dose, second: &Dose, curve: &CurveRules) -> bool {
    let effort = |dose: &Dose| dose.effort().map(Effort::get);
    let alike = first.measure() == second.measure();
    let both = |variable: Variable| alike || (first.get(variable).is_some() && second.get(variable).is_some());
    let variables = Variable::ALL.iter().copied().filter(|variable| *variable != Variable::Load && both(*variable));
    variables.into_iter().any(|variable| second.get(variable) > first.get(variable))
        || second.kilograms(curve) > first.kilograms(curve)
        || effort(second) > effort(first)
        || second.times_a_day().max(TimesADay::LEAST) > first.times_a_day()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedded;
    use crate::library::{Band, Library, Load, SetWork};
    use crate::units::{Kilograms, Reps, Sets};

    #[test]
    fn rest_that_is_shorter_or_not_laid_down_is_less_and_loads_of_two_kinds_compare_by_their_weight() {
        let library = Library::read("core", &embedded::core_library());
        let curve = &library.value().unwrap().rules().curve;
        let dose = |load, rest: Option<u32>| {
            let work = SetWork::Reps(Reps::new(8).unwrap());
            Dose::new(Sets::new(2).unwrap(), work, load, rest.and_then(Seconds::new))
        };
        for (was, is, less) in [
            (Some(30), Some(20), true),
            (Some(30), None, true),
            (None, Some(30), false),
            (Some(20), Some(30), false),
            (None, None, false),
        ] {
            assert_eq!(has_less_rest(&dose(None, was), &dose(None, is)), less, "{was:?} {is:?}");
        }
        let band = dose(Some(Load::Band(Band::Red)), None);
        let heavy = dose(Some(Load::Weight(Kilograms::clamped(40.0))), None);
        assert!(is_more(&band, &heavy, curve) && !is_more(&heavy, &band, curve));
        let none = dose(Some(Load::Bodyweight), None);
        assert!(is_more(&none, &band, curve) && !is_more(&band, &none, curve));
    }
}

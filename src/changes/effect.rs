//! Effects and cautions, which decide what the patient is warned of and kept from.

use super::change::{Class, OfItem, What};
use crate::library::{ConditionId, Effect, Library, Mechanism, Role};

/// Compares the soreness that is tagged.
pub(super) fn compare(was: &[Effect], is: &[Effect], library: &Library, item: &mut OfItem<'_, '_>) {
    let same = |a: &Effect, b: &Effect| a.mechanism() == b.mechanism() && a.region() == b.region();
    let mut left: Vec<&Effect> = was.iter().collect();
    for new in is {
        let Some(at) = left.iter().position(|old| same(old, new)) else {
            item.add(What::EffectAdded, Class::Clinical, "soreness that was not foretold", "", &shown(new));
            continue;
        };
        strength(left.remove(at), new, library, item);
    }
    for old in left {
        let text = "soreness that is foretold no more; a warning may vanish";
        item.add(What::EffectRemoved, Class::Safety, text, &shown(old), "");
    }
}

fn strength(old: &Effect, new: &Effect, library: &Library, item: &mut OfItem<'_, '_>) {
    let of_mechanism = match library.mechanism(old.mechanism()).map(Mechanism::role) {
        Some(Role::Source(source)) => Some(source.chance.get()),
        Some(Role::Multiplier(_)) | None => None,
    };
    let chance = |effect: &Effect| effect.chance().map(|c| c.get()).or(of_mechanism);
    let peak = |effect: &Effect| effect.peak().map(|p| p.get());
    // A size that is left out follows from the work, so it is neither more nor less than one that is given.
    let less = chance(new) < chance(old) || matches!((peak(old), peak(new)), (Some(a), Some(b)) if b < a);
    let differs = old.chance() != new.chance() || old.peak() != new.peak();
    let (was, is) = (shown(old), shown(new));
    if less {
        let text = "soreness on fewer people, or milder; a warning may vanish";
        item.add(What::EffectWeaker, Class::Safety, text, &was, &is);
    } else if differs {
        item.add(What::EffectStronger, Class::Clinical, "soreness on more people, or sorer", &was, &is);
    }
    if old.rests_on_study() != new.rests_on_study() {
        let text = "whether a study stands behind the numbers; the handout says `some people` where none does";
        item.add(What::Evidence, Class::Clinical, text, source(old), source(new));
    } else if old.source() != new.source() {
        item.add(What::Evidence, Class::Cosmetic, "where the numbers come from", source(old), source(new));
    }
}

fn source(effect: &Effect) -> &str {
    effect.source().unwrap_or("nothing")
}

fn shown(effect: &Effect) -> String {
    let chance = effect.chance().map_or_else(String::new, |c| format!(", chance {}", c.get()));
    let peak = effect.peak().map_or_else(String::new, |p| format!(", peak {}", p.get()));
    format!("{}, {}{chance}{peak}", effect.mechanism(), effect.region())
}

/// Compares the conditions that rule an item out.
pub(super) fn cautions(was: &[&ConditionId], is: &[&ConditionId], item: &mut OfItem<'_, '_>) {
    for id in is.iter().filter(|id| !was.contains(id)) {
        let text = "a condition that rules it out; look up who does it now";
        item.breaking(What::CautionAdded, Class::Safety, text, "", id.as_str());
    }
    for id in was.iter().filter(|id| !is.contains(id)) {
        item.add(What::CautionRemoved, Class::Safety, "a condition that rules it out no more", id.as_str(), "");
    }
}

//! Effects and cautions, which decide what the patient is warned of and kept from.

use super::change::{Class, OfItem, What};
use crate::forecast::{Foretold, foretold};
use crate::library::{ConditionId, Dose, Effect, Exercise, Found, Library};
use crate::yaml::Word;

/// An item in both versions. What it foretells is reckoned by the mechanisms of before, as theirs are changes of their own.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) was: Found<'a>,
    pub(super) is: Found<'a>,
    pub(super) before: &'a Library,
}

impl<'a> Pair<'a> {
    /// What an effect foretold before.
    fn then(&self, effect: &Effect) -> Option<Foretold> {
        foretold(effect, exercise(self.was).map(|e| (e, e.dose().start())), self.before)
    }

    /// What an effect foretells now. That the start dose is another is a change of its own, so it is taken as it was, unless it
    /// counts something else.
    fn now(&self, effect: &Effect) -> Option<Foretold> {
        foretold(effect, exercise(self.is).map(|e| (e, self.dose(e))), self.before)
    }

    fn dose(&self, now: &'a Exercise) -> &'a Dose {
        let was = exercise(self.was).map(|e| e.dose().start());
        was.filter(|was| was.measure() == now.dose().measure()).unwrap_or_else(|| now.dose().start())
    }

    /// Whether other work, or another measure, makes less of an effect that follows from them.
    pub(super) fn work_foretells_less(&self) -> bool {
        let same = |a: &Effect, b: &Effect| is_same(a, b) && a.peak() == b.peak() && a.chance() == b.chance();
        let kept = |old: &&Effect| self.is.effects().iter().any(|new| same(old, new));
        self.was.effects().iter().filter(kept).any(|effect| is_less(self.then(effect), self.now(effect)))
    }
}

fn exercise(found: Found<'_>) -> Option<&Exercise> {
    match found {
        Found::Exercise(exercise) => Some(exercise),
        Found::Technique(_) => None,
    }
}

fn is_same(a: &Effect, b: &Effect) -> bool {
    a.mechanism() == b.mechanism() && a.region() == b.region()
}

/// By how much sizes and chances may differ and still be the same: they are reckoned.
const NOTHING: f64 = 1e-6;

/// Whether less is foretold: milder, or on fewer people.
fn is_less(was: Option<Foretold>, is: Option<Foretold>) -> bool {
    let (Some(was), Some(is)) = (was, is) else { return false };
    is.size < was.size - NOTHING || is.chance.get() < was.chance.get() - NOTHING
}

/// Compares the soreness that is tagged.
pub(super) fn compare(pair: &Pair<'_>, item: &mut OfItem<'_, '_>) {
    let mut left: Vec<&Effect> = pair.was.effects().iter().collect();
    let mut new: Vec<&Effect> = Vec::new();
    for effect in pair.is.effects() {
        match left.iter().position(|old| is_same(old, effect)) {
            Some(at) => strength(pair, left.remove(at), effect, item),
            None => new.push(effect),
        }
    }
    for effect in new {
        // The warning stays, for another part of the body.
        match left.iter().position(|old| old.mechanism() == effect.mechanism()) {
            Some(at) => {
                let old = left.remove(at);
                let (was, is) = (old.region().as_str(), effect.region().as_str());
                item.add(
                    What::EffectMoved,
                    Class::Clinical,
                    format!("where `{}` is felt", effect.mechanism()),
                    was,
                    is,
                );
                strength(pair, old, effect, item);
            }
            None => item.add(What::EffectAdded, Class::Clinical, "soreness that was not foretold", "", &shown(effect)),
        }
    }
    for old in left {
        let text = "soreness that is foretold no more; a warning may vanish";
        item.add(What::EffectRemoved, Class::Safety, text, &shown(old), "");
    }
}

/// Compares two tags by what they foretell: a size or chance that is left out follows from the work.
fn strength(pair: &Pair<'_>, old: &Effect, new: &Effect, item: &mut OfItem<'_, '_>) {
    if old.chance() != new.chance() || old.peak() != new.peak() {
        let (then, now) = (pair.then(old), pair.now(new));
        let (was, is) = (with_reckoned(old, then), with_reckoned(new, now));
        if is_less(then, now) {
            let text = "soreness on fewer people, or milder; a warning may vanish";
            item.add(What::EffectWeaker, Class::Safety, text, &was, &is);
        } else if is_less(now, then) {
            item.add(What::EffectStronger, Class::Clinical, "soreness on more people, or sorer", &was, &is);
        } else {
            let text =
                "whether the size of soreness is written down or follows from the work; it comes to the same now";
            item.add(What::EffectStronger, Class::Clinical, text, &was, &is);
        }
    }
    if old.rests_on_study() != new.rests_on_study() {
        let text = "whether a study stands behind the numbers; the handout says `some people` where none does";
        item.add(What::Evidence, Class::Clinical, text, source(old), source(new));
    } else if old.source() != new.source() {
        item.add(What::Evidence, Class::Cosmetic, "where the numbers come from", source(old), source(new));
    }
}

/// An effect, with what follows from the work where nothing is written.
fn with_reckoned(effect: &Effect, foretold: Option<Foretold>) -> String {
    let mut text = shown(effect);
    if let Some(foretold) = foretold {
        if effect.chance().is_none() {
            text += &format!(", chance {:.2} by the work", foretold.chance.get());
        }
        if effect.peak().is_none() {
            text += &format!(", peak {:.1} by the work", foretold.size);
        }
    }
    text
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

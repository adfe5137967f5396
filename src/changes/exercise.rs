//! Exercises.

use super::change::{Changes, Class, OfItem, What, listed};
use super::effect::Pair;
use super::kin::{Kin, Member};
use super::{dose, shared};
use crate::library::{Action, Exercise, ExerciseId, Found, Library};
use crate::yaml::Word;

/// Compares all exercises.
pub(super) fn compare_all(before: &Library, now: &Library, all: &mut Changes<'_>) {
    let kin = Kin::find("exercise", &members(before), &members(now));
    for old in before.exercises() {
        if let Some(new) = ExerciseId::new(kin.now(old.id().as_str())).and_then(|id| now.exercise(&id)) {
            compare(old, new, [before, now], &kin, &mut all.of("exercise", new.id().as_str(), new.place()));
        }
    }
    kin.tell(all);
}

fn members(library: &Library) -> Vec<Member<'_>> {
    let member = |e: &'_ Exercise| e.steps().fold(e.name().to_owned(), |text, step| text + " " + step);
    library
        .exercises()
        .map(|e| Member { id: e.id().as_str(), name: e.name(), text: member(e), place: e.place() })
        .collect()
}

fn compare(old: &Exercise, new: &Exercise, [before, now]: [&Library; 2], kin: &Kin, item: &mut OfItem<'_, '_>) {
    item.field(What::Wording, Class::Wording, "name", (old.name(), new.name()), |n| (*n).to_owned());
    shared::text("purpose", old.purpose(), new.purpose(), item);
    shared::texts("steps", &old.steps().collect::<Vec<_>>(), &new.steps().collect::<Vec<_>>(), true, item);
    shared::text("what it should feel like", old.feel(), new.feel(), item);
    shared::texts("mistakes", &old.mistakes().collect::<Vec<_>>(), &new.mistakes().collect::<Vec<_>>(), false, item);
    item.field(What::Setting, Class::Clinical, "position", (old.position(), new.position()), ToString::to_string);
    item.field(What::Setting, Class::Clinical, "equipment", (old.equipment(), new.equipment()), |e| listed(e));
    figure(old, new, before.posing() == now.posing(), item);
    let film = |e: &Exercise| e.video().map_or("none", |video| video.as_str()).to_owned();
    item.field(What::Figure, Class::Wording, "its film", (film(old), film(new)), String::clone);
    dose::compare(old.dose(), new.dose(), &before.rules().curve, item);
    let follows = ladder(old, new, kin, item);
    entry(old, new, item);
    let pair = Pair { was: Found::Exercise(old), is: Found::Exercise(new), before };
    work(old, new, &pair, item);
    shared::compare(&pair, item);
    let names = |e: &Exercise| e.also_called().collect::<Vec<_>>().join(", ");
    item.field(What::Note, Class::Cosmetic, "other names", (names(old), names(new)), String::clone);
    item.field(What::Note, Class::Cosmetic, "family", (old.family(), new.family()), |f| f.unwrap_or("none").to_owned());
    if !follows {
        item.layout(old.place(), new.place());
    }
}

/// An exercise that only follows a renamed neighbour has not moved; says whether this one does.
fn ladder(old: &Exercise, new: &Exercise, kin: &Kin, item: &mut OfItem<'_, '_>) -> bool {
    let written = [old.ladder().easier(), old.ladder().harder()].map(|id| id.map(|id| id.as_str()));
    let was = written.map(|id| id.map(|id| kin.now(id)));
    let is = [new.ladder().easier(), new.ladder().harder()].map(|id| id.map(|id| id.as_str()));
    let shown = |[easier, harder]: &[Option<&str>; 2]| match (easier, harder) {
        (None, None) => "on no ladder".to_owned(),
        (Some(easier), None) => format!("after {easier}"),
        (None, Some(harder)) => format!("before {harder}"),
        (Some(easier), Some(harder)) => format!("between {easier} and {harder}"),
    };
    item.field(What::Ladder, Class::Clinical, "its place on the ladder", (was, is), shown);
    item.field(
        What::Note,
        Class::Cosmetic,
        "why it stands alone",
        (old.ladder().alone(), new.ladder().alone()),
        |why| why.unwrap_or_default().to_owned(),
    );
    written != was
}

/// What is shown is what is told, in another way. A drawing that is the same however it is written has not changed.
///
/// Figures are only drawn to compare them where they are written otherwise, or where the poses that all share are not the
/// same: to draw thousands takes a minute.
fn figure(old: &Exercise, new: &Exercise, same_poses: bool, item: &mut OfItem<'_, '_>) {
    let as_before = same_poses && written(old).is_some_and(|figure| written(new) == Some(figure));
    let shown = |exercise: &Exercise| match (exercise.picture(), exercise.figure()) {
        (Some(_), _) => "a picture",
        (None, Some(_)) => "a drawing",
        (None, None) => "nothing",
    };
    let is_redrawn = match (old.figure(), new.figure()) {
        (Some(was), Some(is)) => !as_before && was != is && was.svg() != is.svg(),
        (was, is) => was.is_some() != is.is_some(),
    };
    if is_redrawn || old.picture() != new.picture() {
        // A drawing beside a drawing would say nothing.
        let (was, is) = if shown(old) == shown(new) { ("", "") } else { (shown(old), shown(new)) };
        item.add(What::Figure, Class::Wording, "what is shown of it; look at both", was, is);
    }
}

/// What an exercise's file says of its figure; nothing if it says that elsewhere or in another way.
fn written(exercise: &Exercise) -> Option<&str> {
    let text = exercise.place().file().text();
    let at = if text.starts_with("figure:") { 0 } else { text.find("\nfigure:")? + 1 };
    let from = text.get(at..)?;
    // The next key at the edge ends it.
    let next = from.match_indices('\n').map(|(at, _)| at + 1);
    let mut ends =
        next.filter(|at| from.get(*at..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase())));
    Some(ends.next().and_then(|end| from.get(..end)).unwrap_or(from).trim_end())
}

/// Work decides how much soreness follows where nobody wrote it down, and after which exercises muscles have days off.
fn work(old: &Exercise, new: &Exercise, pair: &Pair<'_>, item: &mut OfItem<'_, '_>) {
    let shown = |e: &Exercise| {
        e.work().iter().map(|w| format!("{} {} {}", w.muscle(), w.action(), w.length())).collect::<Vec<_>>().join(", ")
    };
    let lowers = |e: &Exercise| e.work().iter().any(|w| w.action() == Action::Eccentric);
    let (was, is) = (shown(old), shown(new));
    let foretells_less = pair.work_foretells_less();
    if foretells_less && old.dose().measure() != new.dose().measure() {
        let text = "milder soreness follows from what its doses count now; a warning may vanish";
        item.add(What::EffectWeaker, Class::Safety, text, old.dose().measure().as_str(), new.dose().measure().as_str());
    }
    if old.work() == new.work() {
        return;
    }
    let text = "which muscles work, and how";
    if foretells_less {
        let text = format!("{text}: milder soreness follows from it, and a warning may vanish");
        item.add(What::Work, Class::Safety, text, &was, &is);
    } else if lowers(old) && !lowers(new) {
        let text = format!("{text}: no muscle is said to lower any more, so the days off after it are not kept");
        item.add(What::Work, Class::Safety, text, &was, &is);
    } else {
        item.add(What::Work, Class::Clinical, text, &was, &is);
    }
}

fn entry(old: &Exercise, new: &Exercise, item: &mut OfItem<'_, '_>) {
    let pain = |e: &Exercise| e.entry().map(|entry| entry.usual_pain.get());
    let shown = |pain: Option<f64>| pain.map_or_else(|| "with any pain".to_owned(), |p| format!("with pain up to {p}"));
    let (was, is) = (pain(old), pain(new));
    if was == is {
        return;
    }
    // No rule lets everybody in.
    let looser = is.unwrap_or(f64::INFINITY) > was.unwrap_or(f64::INFINITY);
    let (class, text) = if looser {
        (Class::Safety, "more people may climb to it by themselves")
    } else {
        (Class::Clinical, "fewer people may climb to it by themselves")
    };
    item.add(What::Entry, class, text, &shown(was), &shown(is));
}

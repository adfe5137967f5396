//! The forecast of sessions that are not laid down yet.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::NaiveDate;

use super::curve::Curve;
use super::past::Past;
use super::reason::Reason;
use super::scene::Scene;
use super::session::{by_size, of_item, of_technique, reasons};
use super::total::in_region;
use crate::library::{ExerciseId, Library, Region};
use crate::programme::Person;
use crate::schedule::{Item, Session};
use crate::units::Soreness;

/// What has been laid down so far, to try out what may come next.
#[derive(Debug, Clone)]
pub struct Outlook<'a> {
    library: &'a Library,
    person: &'a Person,
    start: NaiveDate,
    past: Past,
    laid: Vec<Session>,
    lingering: Vec<Rc<Reason>>,
}

/// Sessions that would follow, with what was worked out for them.
#[derive(Debug, Clone, Default)]
pub struct Prospect {
    views: Vec<View>,
    /// How many sessions were laid down before.
    after: usize,
}

/// One session of a [`Prospect`].
#[derive(Debug, Clone)]
struct View {
    session: Session,
    sight: Option<Sight>,
}

/// What is expected of a session that was looked at.
#[derive(Debug, Clone)]
struct Sight {
    /// What each of its exercises and techniques brings, in their order.
    brought: Vec<Vec<Rc<Reason>>>,
    /// What is felt in each part of the body, with what it follows from.
    regions: BTreeMap<Region, (Vec<Rc<Reason>>, Rc<Curve>)>,
    /// The last hour at which anything of the session is felt.
    end: f64,
    peak: Soreness,
}

impl Prospect {
    /// The sessions, each with its highest soreness, with what earlier ones left, above usual pain. There is none for a
    /// session that was not looked at.
    pub fn peaks(&self) -> impl Iterator<Item = (&Session, Option<Soreness>)> {
        self.views.iter().map(|view| (&view.session, view.sight.as_ref().map(|sight| sight.peak)))
    }
}

impl<'a> Outlook<'a> {
    /// Begins with what was done before the first day.
    pub fn new(library: &'a Library, person: &'a Person, start: NaiveDate, before: &[Session]) -> Self {
        let (past, laid, lingering) = (Past::default(), Vec::new(), Vec::new());
        let mut outlook = Self { library, person, start, past, laid, lingering };
        for session in before {
            outlook.lay_down(session);
        }
        outlook
    }

    /// Lays a session down; sessions come in order of time.
    pub fn lay_down(&mut self, session: &Session) {
        let scene = self.scene(session);
        let reasons = reasons(&scene, session, &[&self.past]);
        self.lingering.retain(|r| lasts_beyond(r, scene.hour));
        self.lingering.extend(reasons.into_iter().map(Rc::new));
        self.past.add(session);
        self.laid.push(session.clone());
    }

    /// Looks at some sessions that would follow.
    ///
    /// Only sessions that are marked are looked at, which takes time; the others are remembered as done. A session is right
    /// only if all that is still felt when it begins is marked too.
    ///
    /// What is `known` from a look before is taken over as far as nothing that it follows from is another, which makes no
    /// difference but to the time.
    pub fn look(&self, ahead: Vec<(Session, bool)>, known: &Prospect) -> Prospect {
        let mut comparison = Comparison::new(known, &self.laid);
        let mut lingering = self.lingering.clone();
        let mut between = Past::default();
        let mut views = Vec::with_capacity(ahead.len());
        for (session, is_wanted) in ahead {
            let before = comparison.next(&session);
            let sight = is_wanted.then(|| {
                let scene = self.scene(&session);
                let brought = self.brought(&scene, &session, &between, before, &comparison);
                let mut reasons: Vec<Rc<Reason>> = brought.iter().flatten().cloned().collect();
                reasons.sort_by(|a, b| by_size(a, b));
                let end = reasons.iter().filter_map(|r| r.curve().points().last()).map(|(end, _)| *end);
                let end = end.fold(scene.hour, f64::max);
                lingering.retain(|r| lasts_beyond(r, scene.hour));
                lingering.extend(reasons);
                self.sight(&lingering, brought, (scene.hour, end), before.and_then(|view| view.sight.as_ref()))
            });
            if let Some(before) = before {
                comparison.differs(&session, before);
            }
            between.add(&session);
            views.push(View { session, sight });
        }
        Prospect { views, after: self.laid.len() }
    }

    fn scene(&self, session: &Session) -> Scene<'a> {
        Scene { library: self.library, person: self.person, hour: session.hours_from(self.start) }
    }

    /// What each exercise and technique of a session brings.
    fn brought(
        &self,
        scene: &Scene<'_>,
        session: &Session,
        between: &Past,
        known: Option<&View>,
        comparison: &Comparison<'_>,
    ) -> Vec<Vec<Rc<Reason>>> {
        let pasts = [&self.past, between];
        let (on, shared) = (session.date(), |reasons: Vec<Reason>| reasons.into_iter().map(Rc::new).collect());
        let item = |item: &Item| {
            let as_before = known.filter(|_| comparison.is_as_before(item.exercise(), self.library));
            as_before.and_then(|view| view.brought_by(item)).unwrap_or_else(|| shared(of_item(scene, item, on, &pasts)))
        };
        let of_items = session.items().iter().map(item);
        // There are few visits, so these are worked out each time.
        of_items.chain(session.techniques().iter().map(|id| shared(of_technique(scene, id, on, &pasts)))).collect()
    }

    /// How sore a session is between two hours, with all that is felt then.
    fn sight(
        &self,
        felt: &[Rc<Reason>],
        brought: Vec<Vec<Rc<Reason>>>,
        (from, end): (f64, f64),
        known: Option<&Sight>,
    ) -> Sight {
        let mut by_region: BTreeMap<Region, Vec<Rc<Reason>>> = BTreeMap::new();
        for reason in felt {
            by_region.entry(reason.region()).or_default().push(Rc::clone(reason));
        }
        let mut is_as_before = known.is_some_and(|known| known.end == end && known.regions.len() == by_region.len());
        let mut regions = BTreeMap::new();
        for (region, reasons) in by_region {
            let before = known.and_then(|known| known.regions.get(&region));
            let curve = match before.filter(|(before, _)| is_same(before, &reasons)) {
                Some((_, curve)) => Rc::clone(curve),
                None => {
                    is_as_before = false;
                    Rc::new(in_region(reasons.iter().map(Rc::as_ref), self.library))
                }
            };
            regions.insert(region, (reasons, curve));
        }
        let peak = match known.filter(|_| is_as_before) {
            Some(known) => known.peak,
            None => {
                // The same as the peak of the curve that is the highest of all parts, which is not needed otherwise.
                let peaks = regions.values().map(|(_, curve)| curve.peak_between(from, end));
                Soreness::clamped(peaks.fold(0.0, f64::max))
            }
        };
        Sight { brought, regions, end, peak }
    }
}

impl View {
    /// What an exercise at a dose brought here, if it was looked at.
    fn brought_by(&self, item: &Item) -> Option<Vec<Rc<Reason>>> {
        let mut both = self.session.items().iter().zip(&self.sight.as_ref()?.brought);
        let (_, brought) = both.find(|(known, _)| is_like(known, item))?;
        Some(brought.clone())
    }
}

/// What is known from a look before, gone through beside the sessions of a new one.
struct Comparison<'k> {
    left: &'k [View],
    /// The exercises of which not the same was done up to now.
    changed: BTreeSet<ExerciseId>,
    /// Whether the two have nothing to do with each other.
    is_apart: bool,
}

impl<'k> Comparison<'k> {
    /// Begins after what has been laid down by now.
    fn new(known: &'k Prospect, laid: &[Session]) -> Self {
        let since = laid.get(known.after..).unwrap_or_default();
        let is_laid = |(session, view): (&Session, &View)| {
            session.date() == view.session.date()
                && session.techniques() == view.session.techniques()
                && session.items().len() == view.session.items().len()
                && session.items().iter().zip(view.session.items()).all(|(a, b)| is_like(a, b))
        };
        let is_apart = known.after > laid.len() || !since.iter().zip(&known.views).all(is_laid);
        Self { left: known.views.get(since.len()..).unwrap_or_default(), changed: BTreeSet::new(), is_apart }
    }

    /// The session as it was looked at before, if it was; and what is done differently in it from now on.
    fn next(&mut self, session: &Session) -> Option<&'k View> {
        let is_home = |session: &Session| session.techniques().is_empty();
        let at = |session: &Session| (session.date(), is_home(session));
        if self.is_apart {
            return None;
        }
        let known = self.left.split_first().filter(|(view, _)| at(&view.session) == at(session));
        let Some((view, left)) = known else {
            // Where the two do not have the same days, nothing is held against each other any more.
            self.is_apart = !self.left.is_empty();
            return None;
        };
        self.left = left;
        Some(view)
    }

    /// Takes note of what a session has that is not as it was.
    fn differs(&mut self, session: &Session, known: &View) {
        let (now, before) = (session.items(), known.session.items());
        let lacks = |all: &[Item], item: &Item| !all.iter().any(|other| is_like(item, other));
        let new = now.iter().filter(|item| lacks(before, item));
        let gone = before.iter().filter(|item| lacks(now, item));
        self.changed.extend(new.chain(gone).map(|item| item.exercise().clone()));
    }

    /// Whether all that has been done of an exercise, and of its ladder, is as it was.
    fn is_as_before(&self, id: &ExerciseId, library: &Library) -> bool {
        self.changed.is_empty() || !library.ladder_of(id).any(|rung| self.changed.contains(rung))
    }
}

/// Whether an exercise is done at the same dose, for whatever reason.
fn is_like(a: &Item, b: &Item) -> bool {
    a.exercise() == b.exercise() && a.dose() == b.dose()
}

/// Whether reasons are the same, one by one.
fn is_same(a: &[Rc<Reason>], b: &[Rc<Reason>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| Rc::ptr_eq(a, b) || a == b)
}

/// Whether a reason is still felt at an hour.
pub(super) fn lasts_beyond(reason: &Reason, hour: f64) -> bool {
    reason.curve().points().last().is_some_and(|(end, _)| *end > hour)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;
    use crate::embedded;
    use crate::library::TechniqueId;
    use crate::programme::Programme;
    use crate::schedule::{Change, SessionKind, StepReason};

    static LIBRARY: LazyLock<Library> =
        LazyLock::new(|| Library::read("core", &embedded::core_library()).into_parts().0.unwrap());

    static PROGRAMME: LazyLock<Programme> = LazyLock::new(|| {
        let file = embedded::programme("persistent-low-back").unwrap();
        Programme::read(file.path, file.bytes, &LIBRARY).into_parts().0.unwrap()
    });

    /// Two on one ladder, and two that have nothing to do with it.
    const IDS: [&str; 4] = ["kneeling-arm-reach", "bird-dog", "bridge", "walking"];

    /// What is done on a day: of each exercise nothing, the start dose or the most; or a visit.
    type Day = Option<[Option<bool>; 4]>;

    fn session(nth: usize, day: Day) -> Session {
        let item = |(id, dose): (&str, Option<bool>)| {
            let exercise = ExerciseId::new(id).unwrap();
            let range = LIBRARY.exercise(&exercise).unwrap().dose();
            let dose = if dose? { *range.most() } else { *range.start() };
            Some(Item { exercise, dose, change: Change::Same, reason: StepReason::AtGoal })
        };
        let (kind, at) = match day {
            Some(doses) => {
                let items = IDS.into_iter().zip(doses).filter_map(item).collect();
                (SessionKind::Home(items), LIBRARY.rules().curve.home_at)
            }
            None => {
                let id = TechniqueId::new("soft-tissue-massage").unwrap();
                (SessionKind::Clinic(vec![id]), LIBRARY.rules().curve.visit_at)
            }
        };
        let date = start() + TimeDelta::days(2 * nth as i64);
        Session { number: 0, week: 1, date, at, kind, left_out: Vec::new() }
    }

    fn start() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 30).unwrap()
    }

    fn days() -> impl Strategy<Value = Vec<Day>> {
        let day = prop::option::weighted(0.9, prop::array::uniform4(prop::option::of(any::<bool>())));
        prop::collection::vec(day, 8)
    }

    /// Some days, of which the ones that are marked are other ones.
    fn changed() -> impl Strategy<Value = (Vec<Day>, Vec<Day>)> {
        (days(), days(), prop::collection::vec(prop::bool::weighted(0.2), 8)).prop_map(|(days, others, marked)| {
            let chosen =
                days.iter().zip(others).zip(marked).map(|((day, other), mark)| if mark { other } else { *day });
            let now = chosen.collect();
            (days, now)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_is_known_makes_no_difference(
            (before, now) in changed(),
            laid in 0usize..4,
            wanted in prop::collection::vec(prop::bool::weighted(0.8), 8),
        ) {
            let ahead = |days: &[Day], from: usize| -> Vec<(Session, bool)> {
                let sessions = days.iter().enumerate().skip(from).map(|(nth, day)| session(nth, *day));
                sessions.zip(wanted.iter().skip(from).copied()).collect()
            };
            let mut outlook = Outlook::new(&LIBRARY, PROGRAMME.person(), start(), &[]);
            let known = outlook.look(ahead(&before, 0), &Prospect::default());
            (0..laid).for_each(|nth| outlook.lay_down(&session(nth, now[nth])));
            let anew = outlook.look(ahead(&now, laid), &Prospect::default());
            let taken_over = outlook.look(ahead(&now, laid), &known);
            let peaks = |prospect: &Prospect| prospect.peaks().map(|(_, peak)| peak).collect::<Vec<_>>();
            prop_assert_eq!(peaks(&anew), peaks(&taken_over));
        }
    }
}

//! The mechanisms behind the warnings: after which sessions each is felt, on which days, why, and what helps.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::Serialize;

use super::compose::Input;
use super::sessions::{Felt, felt};
use super::span;
use super::week::short_day;
use crate::forecast::Reason;
use crate::library::{Mechanism, MechanismId, Role};
use crate::schedule::Session;
use crate::units::Hours;
use crate::wording::{Key, RichText};

/// Why it may hurt.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Why {
    /// The heading.
    pub heading: String,
    /// One item a mechanism, in the order in which they will be felt.
    pub items: Vec<WhyItem>,
}

/// One mechanism.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhyItem {
    /// What it is.
    pub heading: String,
    /// After which sessions, on which days, and for how long.
    pub when: RichText,
    /// Why it hurts.
    pub text: RichText,
    /// What helps.
    pub helps: RichText,
}

/// The most sessions of which each has its dates; those of more would not be read.
const MOST_DATES: usize = 2;

/// When a session may be felt because of one mechanism.
struct Days<'a> {
    session: &'a Session,
    begins: NaiveDateTime,
    settles: NaiveDateTime,
}

impl Days<'_> {
    fn last(&self) -> NaiveDate {
        span::last_day(self.begins, self.settles)
    }
}

/// The mechanisms that the warnings name, in the order in which they are felt after a session.
pub(super) fn why(input: &Input<'_>) -> Why {
    let words = input.wording;
    let felt = felt(input);
    let mut found: BTreeMap<MechanismId, Vec<Days<'_>>> = BTreeMap::new();
    for one in &felt {
        let each = one.clauses.iter().filter_map(|c| Some((c.mechanism, days(one, &c.reasons, input)?))).collect();
        for (mechanism, days) in within(one, each) {
            found.entry(mechanism).or_default().push(days);
        }
    }
    let mut items: Vec<(&Mechanism, RichText)> = Vec::new();
    for (id, days) in found {
        let Some(mechanism) = input.library.mechanism(id).filter(|_| !days.is_empty()) else { continue };
        let last = days.iter().map(|d| span::days_from(d.begins.date(), d.last())).max().unwrap_or(1);
        items.push((mechanism, dates(&days, input).then(course(mechanism, last, input))));
    }
    // Worry brings nothing by itself, so it is told of only where there is something to make louder.
    let worry = input.library.mechanism(MechanismId::Worry).filter(|m| matches!(m.role(), Role::Multiplier(_)));
    if let Some(worry) = worry.filter(|_| input.programme.person().worried() && !items.is_empty()) {
        let last = u64::from(span::whole_days(worry.profile().outer).max(1));
        items.push((worry, words.rich(Key::WhyAll, &[]).then(course(worry, last, input))));
    }
    let onset = |m: &Mechanism| (m.profile().onset.get(), m.profile().onset_to.get());
    items.sort_by(|(a, _), (b, _)| {
        let ((a, a_to), (b, b_to)) = (onset(a), onset(b));
        a.total_cmp(&b).then(a_to.total_cmp(&b_to))
    });
    let items = items.into_iter().map(|(mechanism, when)| item(mechanism, when, input));
    Why { heading: words.text(Key::WhyHeading, &[]), items: items.collect() }
}

/// From when to when the reasons of a session are noticed. What is too little to be noticed at all is timed where it is at
/// least half its peak, as the forecast does.
fn days<'a>(felt: &Felt<'a>, reasons: &[&Reason], input: &Input<'_>) -> Option<Days<'a>> {
    let curve = reasons.iter().map(|r| r.curve().clone()).reduce(|a, b| a.max(&b))?;
    let noticeable = input.library.rules().curve.noticeable.get();
    let (begins, settles) = curve.span_above(noticeable.min(curve.peak() / 2.0))?;
    let midnight = input.schedule.start().and_time(NaiveTime::MIN);
    let moment = |hour: f64| {
        // Hours of a schedule of at most two years fit easily.
        let minutes = TimeDelta::try_minutes((hour * 60.0).round() as i64).unwrap_or_default();
        midnight.checked_add_signed(minutes).unwrap_or(midnight)
    };
    Some(Days { session: felt.session, begins: moment(begins), settles: moment(settles) })
}

/// The same within the days of the session's warning, which come from all reasons together and so may be more or fewer: the
/// first reason begins with them, and the last ends with them. Two ends for one ache would be read as a mistake.
fn within<'a>(felt: &Felt<'_>, mut each: Vec<(MechanismId, Days<'a>)>) -> Vec<(MechanismId, Days<'a>)> {
    let Some(timing) = felt.forecast.timing() else { return each };
    for (_, days) in &mut each {
        days.begins = days.begins.clamp(timing.begins, timing.settles);
        days.settles = days.settles.clamp(timing.begins, timing.settles);
    }
    if let Some((_, first)) = each.iter_mut().min_by_key(|(_, days)| days.begins) {
        first.begins = timing.begins;
    }
    if let Some((_, last)) = each.iter_mut().max_by_key(|(_, days)| days.settles) {
        last.settles = timing.settles;
    }
    each
}

/// The sessions with the days after them on which a mechanism may be felt.
fn dates(all: &[Days<'_>], input: &Input<'_>) -> RichText {
    let words = input.wording;
    if all.len() <= MOST_DATES {
        return all.iter().fold(RichText::default(), |text, days| {
            let number = days.session.number().to_string();
            let (from, to) = (days.begins.date(), days.last());
            let (begins, settles) = (short_day(from, words), short_day(to, words));
            text.then(if from == to {
                words.rich(Key::WhyDay, &[("n", &number), ("day", &begins)])
            } else {
                words.rich(Key::WhyDays, &[("n", &number), ("begins", &begins), ("settles", &settles)])
            })
        });
    }
    let numbers: Vec<u32> = all.iter().map(|days| days.session.number()).collect();
    let sessions = span::numbers(&numbers, words);
    let after = |days: &Days<'_>, date: NaiveDate| (date - days.session.date()).num_days();
    let from = all.iter().map(|days| after(days, days.begins.date())).min().unwrap_or(0);
    let to = all.iter().map(|days| after(days, days.last())).max().unwrap_or(from);
    let (begins, settles) = (span::days_after(from, words), span::days_after(to, words));
    if from == to {
        words.rich(Key::WhyGroupDay, &[("sessions", &sessions), ("day", &begins)])
    } else {
        words.rich(Key::WhyGroupDays, &[("sessions", &sessions), ("begins", &begins), ("settles", &settles)])
    }
}

/// How soon after a session it begins in most people, and how long it lasts.
fn course(mechanism: &Mechanism, days: u64, input: &Input<'_>) -> RichText {
    let words = input.wording;
    let length = match days {
        0 | 1 => words.text(Key::WhyOneDay, &[]),
        n => words.text(Key::WhyManyDays, &[("n", &n.to_string())]),
    };
    let onset: Hours = mechanism.profile().onset_to;
    match onset.get().round() {
        hours if hours < 1.0 => words.rich(Key::WhyAtOnce, &[("length", &length)]),
        hours => words.rich(Key::WhyWithin, &[("hours", &hours.to_string()), ("length", &length)]),
    }
}

fn item(mechanism: &Mechanism, when: RichText, input: &Input<'_>) -> WhyItem {
    let local = |text: &str| input.wording.local(text);
    let helps = local(&mechanism.helps().collect::<Vec<_>>().join(" "));
    WhyItem {
        heading: local(mechanism.patient_name()),
        when,
        text: RichText::plain_text(&local(mechanism.why())).then(RichText::plain_text(&local(mechanism.is_not()))),
        helps: input.wording.rich(Key::WhyHelps, &[("helps", &helps)]),
    }
}

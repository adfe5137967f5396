//! The warning of each session that may be felt, and the mechanisms behind them.

use std::collections::BTreeMap;

use super::calendar::{kind, level_word};
use super::compose::Input;
use super::model::{Cards, SessionCard, Why, WhyItem};
use super::reasons::{Clause, clauses, sentences};
use super::span;
use crate::forecast::{Level, Reason, SessionForecast};
use crate::library::{MechanismId, Region, Role};
use crate::schedule::{Session, SessionKind};
use crate::wording::{Key, RichText};

/// The most parts of the body that a warning names.
const MOST_REGIONS: usize = 3;

/// One card for each session that may be felt; sessions with the same warning share one.
pub(super) fn cards(input: &Input<'_>) -> Cards {
    let words = input.wording;
    let mut groups: Vec<(SessionCard, Vec<Felt<'_>>)> = Vec::new();
    for felt in felt(input) {
        // Told in days after the session, warnings of sessions that are alike come out word for word the same.
        let card = card(&felt, warning(&felt, Told::InDaysAfter, input), input);
        match groups.iter_mut().find(|(known, _)| alike(known, &card)) {
            Some((_, group)) => group.push(felt),
            None => groups.push((card, vec![felt])),
        }
    }
    let cards: Vec<SessionCard> = groups.into_iter().map(|(card, group)| grouped(card, &group, input)).collect();
    let (intro, others) =
        if cards.is_empty() { (Key::SessionsNone, Key::AllSessions) } else { (Key::SessionsIntro, Key::Others) };
    Cards {
        heading: words.text(Key::SessionsHeading, &[]),
        intro: words.rich(intro, &[]),
        cards,
        others: words.rich(others, &[]),
    }
}

/// A session that may be felt, with what its warning names.
struct Felt<'a> {
    session: &'a Session,
    forecast: &'a SessionForecast,
    clauses: Vec<Clause<'a>>,
}

/// The sessions that may be felt, in order.
fn felt<'a>(input: &Input<'a>) -> Vec<Felt<'a>> {
    let felt = input.sessions().filter(|(_, f)| f.level() > Level::Unlikely);
    felt.map(|(session, forecast)| Felt { session, forecast, clauses: clauses(forecast.reasons(), input.library) })
        .collect()
}

/// How a warning tells of days.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// By their names.
    InDates,
    /// By how long they are after the session.
    InDaysAfter,
}

fn alike(a: &SessionCard, b: &SessionCard) -> bool {
    (a.kind, a.level, &a.text) == (b.kind, b.level, &b.text)
}

fn card(felt: &Felt<'_>, text: RichText, input: &Input<'_>) -> SessionCard {
    let words = input.wording;
    let number = felt.session.number().to_string();
    let date = words.date(felt.session.date());
    SessionCard {
        numbers: vec![felt.session.number()],
        kind: kind(felt.session),
        level: felt.forecast.level(),
        word: level_word(felt.forecast.level(), words),
        heading: words.text(Key::SessionHeading, &[("n", &number), ("date", &date)]),
        text,
    }
}

/// The card of a group: with dates if it is a single session's.
fn grouped(shared: SessionCard, group: &[Felt<'_>], input: &Input<'_>) -> SessionCard {
    if let [only] = group {
        return card(only, warning(only, Told::InDates, input), input);
    }
    let numbers: Vec<u32> = group.iter().map(|f| f.session.number()).collect();
    let listed = span::numbers(&numbers, input.wording);
    SessionCard { numbers, heading: input.wording.text(Key::GroupHeading, &[("sessions", &listed)]), ..shared }
}

/// The warning: who stays unaffected, who is affected, when, where, how much, why, what helps, what next.
fn warning(felt: &Felt<'_>, told: Told, input: &Input<'_>) -> RichText {
    let words = input.wording;
    let Felt { session, forecast, clauses } = felt;
    let mut text = RichText::default();
    if let SessionKind::Clinic(techniques) = session.kind() {
        let names: Vec<&str> =
            techniques.iter().filter_map(|id| input.library.technique(id)).map(|t| t.patient_name()).collect();
        let names = words.local(&words.list(&names));
        text = text.then(words.rich(Key::SessionVisit, &[("techniques", &names)]));
    }
    text = text.then(count(forecast, input));
    if let Some(timing) = forecast.timing() {
        let regions = regions(clauses);
        text = text.then(match told {
            Told::InDates => span::when(session, &timing, &regions, words),
            Told::InDaysAfter => span::when_after(session, &timing, &regions, words),
        });
    }
    text = text.then(size(forecast, input));
    text = text.then(words.rich(Key::Why, &[("reasons", &sentences(clauses, input.library, words))]));
    let first = clauses.first().and_then(|c| input.library.mechanism(c.mechanism));
    if let Some(helps) = first.and_then(|m| m.helps().next()) {
        text = text.then(words.rich(Key::Helps, &[("helps", &words.local(helps))]));
    }
    text.then(match told {
        Told::InDates => next(session, input),
        Told::InDaysAfter => words.rich(Key::NextAny, &[]),
    })
}

/// The parts of the body that a warning names: first the one of each cause, then others.
fn regions(clauses: &[Clause<'_>]) -> Vec<Region> {
    let first = clauses.iter().filter_map(|c| c.reasons.first());
    let rest = clauses.iter().flat_map(|c| c.reasons.iter().skip(1));
    let mut regions = Vec::new();
    for reason in first.chain(rest) {
        if !regions.contains(&reason.region()) && regions.len() < MOST_REGIONS {
            regions.push(reason.region());
        }
    }
    regions
}

/// How sore it may be, with what earlier sessions left: a number where one was measured, and words where not.
fn size(forecast: &SessionForecast, input: &Input<'_>) -> RichText {
    let words = input.wording;
    let peak = forecast.peak().rounded().round().max(1.0);
    let first = forecast.reasons().first();
    if first.is_some_and(|r| r.size_is_measured(input.library)) {
        return words.rich(Key::SizeAbout, &[("peak", &peak.to_string())]);
    }
    let light = &input.library.rules().traffic_light;
    let key = if forecast.peak().rounded() <= f64::from(light.green_to) { Key::SizeLittle } else { Key::SizeMore };
    match first {
        Some(reason) if reason.is_uncertain(input.library) => words.rich(Key::SizeDiffers, &[]),
        _ => words.rich(key, &[]),
    }
}

/// How many people feel it. A number is printed only where a study stands behind it.
fn count(forecast: &SessionForecast, input: &Input<'_>) -> RichText {
    let words = input.wording;
    let affected = forecast.telling_chance().of_ten();
    if rests_on_studies(forecast) && (1..=9).contains(&affected) {
        let gaps = [("unaffected", &*(10 - affected).to_string()), ("affected", &*affected.to_string())];
        return words.rich(Key::CountKnown, &gaps);
    }
    let key = if forecast.level() == Level::Likely { Key::CountMany } else { Key::CountSome };
    words.rich(key, &[])
}

/// Whether every reason that makes up the chance has a published number behind it.
fn rests_on_studies(forecast: &SessionForecast) -> bool {
    let largest = forecast.reasons().iter().map(|r| r.chance().get()).fold(0.0, f64::max);
    let mut main = forecast.reasons().iter().filter(|r| r.chance().get() >= largest / 2.0).peekable();
    main.peek().is_some() && main.all(Reason::rests_on_study)
}

/// The session after this one, which still goes ahead.
fn next(session: &Session, input: &Input<'_>) -> RichText {
    let next = input.schedule.sessions().iter().find(|s| s.number() == session.number() + 1);
    next.map_or_else(RichText::default, |next| {
        let key = match next.kind() {
            SessionKind::Home(_) => Key::NextHome,
            SessionKind::Clinic(_) => Key::NextClinic,
        };
        let day = input.wording.date(next.date());
        input.wording.rich(key, &[("n", &next.number().to_string()), ("day", &day)])
    })
}

/// The mechanisms that the warnings name, in the order in which they will be felt.
pub(super) fn why(input: &Input<'_>) -> Why {
    let words = input.wording;
    let mut sessions: BTreeMap<MechanismId, Vec<u32>> = BTreeMap::new();
    let mut order: Vec<MechanismId> = Vec::new();
    for felt in felt(input) {
        let mut mechanisms: Vec<MechanismId> = felt.clauses.iter().map(|c| c.mechanism).collect();
        let onset = |id: &MechanismId| input.library.mechanism(*id).map_or(0.0, |m| m.profile().onset.get());
        mechanisms.sort_by(|a, b| onset(a).total_cmp(&onset(b)));
        for mechanism in mechanisms {
            if !order.contains(&mechanism) {
                order.push(mechanism);
            }
            sessions.entry(mechanism).or_default().push(felt.session.number());
        }
    }
    let mut items: Vec<WhyItem> = Vec::new();
    for id in order {
        let numbers = sessions.remove(&id).unwrap_or_default();
        let key = if numbers.len() == 1 { Key::WhySessionOne } else { Key::WhySessionMany };
        let when = words.text(key, &[("sessions", &span::numbers(&numbers, words))]);
        items.extend(item(id, when, input));
    }
    // Worry brings nothing by itself, so it is told of only where there is something to make louder.
    let worry = input.library.mechanism(MechanismId::Worry).is_some_and(|m| matches!(m.role(), Role::Multiplier(_)));
    if worry && input.programme.person().worried() && !items.is_empty() {
        items.extend(item(MechanismId::Worry, words.text(Key::WhyAll, &[]), input));
    }
    Why { heading: words.text(Key::WhyHeading, &[]), items }
}

fn item(id: MechanismId, when: String, input: &Input<'_>) -> Option<WhyItem> {
    let mechanism = input.library.mechanism(id)?;
    let local = |text: &str| input.wording.local(text);
    let helps = local(&mechanism.helps().collect::<Vec<_>>().join(" "));
    Some(WhyItem {
        heading: local(mechanism.patient_name()),
        when,
        text: RichText::plain_text(&local(mechanism.why())).then(RichText::plain_text(&local(mechanism.is_not()))),
        helps: input.wording.rich(Key::WhyHelps, &[("helps", &helps)]),
    })
}

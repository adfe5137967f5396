//! The warning of each session that may be felt.

use super::calendar::{kind, level_word};
use super::compose::Input;
use super::model::{Cards, SessionCard};
use super::reasons::{Clause, clauses, sentences};
use super::span;
use crate::forecast::{Level, Reason, SessionForecast};
use crate::library::{Library, Region};
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
        let card = card(&felt, Told::InDaysAfter, input);
        match groups.iter_mut().find(|(known, _)| alike(known, &card)) {
            Some((_, group)) => group.push(felt),
            None => groups.push((card, vec![felt])),
        }
    }
    let cards: Vec<SessionCard> = groups.into_iter().map(|(card, group)| grouped(card, &group, input)).collect();
    let (intro, others) = match cards.is_empty() {
        true => (words.rich(Key::SessionsNone, &[]), Key::AllSessions),
        false => (words.rich(Key::SessionsIntro, &[]), Key::Others),
    };
    let has_scale = felt(input).iter().any(|felt| is_measured(felt.forecast, input.library));
    let intro = if has_scale { intro.then(words.rich(Key::SessionsIntroScale, &[])) } else { intro };
    Cards { heading: words.text(Key::SessionsHeading, &[]), intro, cards, others: words.rich(others, &[]) }
}

/// A session that may be felt, with what its warning names.
pub(super) struct Felt<'a> {
    pub(super) session: &'a Session,
    pub(super) forecast: &'a SessionForecast,
    pub(super) clauses: Vec<Clause<'a>>,
}

/// The sessions that may be felt, in order.
pub(super) fn felt<'a>(input: &Input<'a>) -> Vec<Felt<'a>> {
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
    (a.kind, a.level, &a.text, &a.points) == (b.kind, b.level, &b.text, &b.points)
}

fn card(felt: &Felt<'_>, told: Told, input: &Input<'_>) -> SessionCard {
    let words = input.wording;
    let number = felt.session.number().to_string();
    let date = words.date(felt.session.date());
    SessionCard {
        numbers: vec![felt.session.number()],
        kind: kind(felt.session),
        level: felt.forecast.level(),
        word: level_word(felt.forecast.level(), words),
        heading: words.text(Key::SessionHeading, &[("n", &number), ("date", &date)]),
        text: warning(felt, told, input),
        points: points(felt, told, input),
    }
}

/// The card of a group: with dates if it is a single session's.
fn grouped(shared: SessionCard, group: &[Felt<'_>], input: &Input<'_>) -> SessionCard {
    if let [only] = group {
        return card(only, Told::InDates, input);
    }
    let numbers: Vec<u32> = group.iter().map(|f| f.session.number()).collect();
    let listed = span::numbers(&numbers, input.wording);
    SessionCard { numbers, heading: input.wording.text(Key::GroupHeading, &[("sessions", &listed)]), ..shared }
}

/// The warning: who stays unaffected, who is affected, when, where, and how much.
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
    text.then(size(forecast, input))
}

/// Why, what helps, and what next.
fn points(felt: &Felt<'_>, told: Told, input: &Input<'_>) -> Vec<RichText> {
    let words = input.wording;
    let why = words.rich(Key::Why, &[("reasons", &sentences(&felt.clauses, input.library, words))]);
    let first = felt.clauses.first().and_then(|c| input.library.mechanism(c.mechanism));
    let helps = first.and_then(|m| m.helps().next()).map(|h| words.rich(Key::Helps, &[("helps", &words.local(h))]));
    let next = match told {
        Told::InDates => next(felt.session, input),
        Told::InDaysAfter => Some(words.rich(Key::NextAny, &[])),
    };
    [Some(why), helps, next].into_iter().flatten().collect()
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
    if is_measured(forecast, input.library) {
        return words.rich(Key::SizeAbout, &[("peak", &peak.to_string())]);
    }
    let key = if is_quite_sore(forecast, input.library) { Key::SizeMore } else { Key::SizeLittle };
    match forecast.reasons().first() {
        Some(reason) if reason.is_uncertain(input.library) => words.rich(Key::SizeDiffers, &[]),
        _ => words.rich(key, &[]),
    }
}

/// Whether a study measured how sore the first reason makes.
fn is_measured(forecast: &SessionForecast, library: &Library) -> bool {
    forecast.reasons().first().is_some_and(|reason| reason.size_is_measured(library))
}

/// Whether it may be more than a little: over what the traffic light takes for green.
pub(super) fn is_quite_sore(forecast: &SessionForecast, library: &Library) -> bool {
    forecast.peak().rounded() > f64::from(library.rules().traffic_light.green_to)
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
fn next(session: &Session, input: &Input<'_>) -> Option<RichText> {
    let next = input.schedule.sessions().iter().find(|s| s.number() == session.number() + 1);
    next.map(|next| {
        let key = match next.kind() {
            SessionKind::Home(_) => Key::NextHome,
            SessionKind::Clinic(_) => Key::NextClinic,
        };
        let day = input.wording.date(next.date());
        input.wording.rich(key, &[("n", &next.number().to_string()), ("day", &day)])
    })
}

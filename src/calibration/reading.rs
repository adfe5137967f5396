//! What is read off a forecast, to be held against what was published.

use super::Arm;
use crate::diagnostic::{Code, Findings};
use crate::forecast::{Reason, SessionForecast};
use crate::library::Library;
use crate::schedule::Session;
use crate::source::Placed;
use crate::units::{Chance, Hours, Soreness};
use crate::yaml::quantity::{hours, soreness};
use crate::yaml::table::{placed_text, whole, word};
use crate::yaml::{Table, words};

/// A session of a programme.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// The programme's file, without its ending.
    pub programme: Placed<String>,
    /// The number of the session.
    pub session: u32,
}

/// A number that a forecast gives. Shares and averages are those of the session alone, without what is left from before.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// The highest average over everybody, those who feel nothing included, 0-10.
    AveragePeak,
    /// The average over everybody some hours after the session, 0-10.
    AverageAt(Hours),
    /// How many hours after the session that average is first at its highest.
    AveragePeakHour,
    /// The size in those who feel it, at its highest, 0-10.
    Size,
    /// The size in those who feel it, some hours after the session, 0-10.
    SizeAt(Hours),
    /// How many feel it, 0-1.
    Chance,
    /// When the peak begins, in hours after the session.
    PeakFrom,
    /// When the peak ends, in hours after the session.
    PeakTo,
    /// In how many of those who feel it, it has begun by then, 0-1.
    Begun(Hours),
    /// In how many of those who feel it, it is at its worst after the first and by the second moment, 0-1.
    Peaked(Hours, Hours),
    /// How many of those who feel it are rid of it by then, 0-1.
    Settled(Hours),
    /// In how many of those who feel it, it is no larger than this, 0-1.
    UpTo(Soreness),
    /// By how much the size falls from one session to the next, on average from this session to the last.
    FallASession,
}

words! {
    /// The name of a reading, as a study's file has it.
    ReadingName, "a reading of the forecast" {
        /// [`Reading::AveragePeak`].
        AveragePeak = "average-peak",
        /// [`Reading::AverageAt`].
        AverageAt = "average-at",
        /// [`Reading::AveragePeakHour`].
        AveragePeakHour = "average-peak-hour",
        /// [`Reading::Size`].
        Size = "size",
        /// [`Reading::SizeAt`].
        SizeAt = "size-at",
        /// [`Reading::Chance`].
        Chance = "chance",
        /// [`Reading::PeakFrom`].
        PeakFrom = "peak-from",
        /// [`Reading::PeakTo`].
        PeakTo = "peak-to",
        /// [`Reading::Begun`].
        Begun = "begun",
        /// [`Reading::Peaked`].
        Peaked = "peaked",
        /// [`Reading::Settled`].
        Settled = "settled",
        /// [`Reading::UpTo`].
        UpTo = "up-to",
        /// [`Reading::FallASession`].
        FallASession = "fall-a-session",
    }
}

impl Subject {
    /// Reads `of` and `session`; without the latter it is the first session.
    pub(super) fn read(table: &mut Table<'_>, findings: &mut Findings) -> Option<Self> {
        let programme = table.required("of", findings, placed_text);
        let session = match table.node("session") {
            Some(node) => whole(node, findings, 1, 10_000),
            None => Some(1),
        };
        Some(Self { programme: programme?, session: session? })
    }
}

impl Reading {
    /// Reads `read` with the moments or the size that it needs.
    pub(super) fn read(table: &mut Table<'_>, findings: &mut Findings) -> Option<Self> {
        let name = table.required("read", findings, word::<ReadingName>);
        let by = table.optional("at", findings, hours);
        let after = table.optional("after", findings, hours);
        let size = table.optional("size", findings, soreness);
        let place = table.place().clone();
        let mut need = |what: &str| {
            let hint = format!("add `{what}`");
            findings.add(Code::MissingKey, &place, format!("this reading needs `{what}`"), hint);
        };
        let reading = match (name?, by, after, size) {
            (ReadingName::AveragePeak, ..) => Self::AveragePeak,
            (ReadingName::AveragePeakHour, ..) => Self::AveragePeakHour,
            (ReadingName::Size, ..) => Self::Size,
            (ReadingName::Chance, ..) => Self::Chance,
            (ReadingName::PeakFrom, ..) => Self::PeakFrom,
            (ReadingName::PeakTo, ..) => Self::PeakTo,
            (ReadingName::FallASession, ..) => Self::FallASession,
            (ReadingName::AverageAt, Some(at), ..) => Self::AverageAt(at),
            (ReadingName::SizeAt, Some(at), ..) => Self::SizeAt(at),
            (ReadingName::Begun, Some(at), ..) => Self::Begun(at),
            (ReadingName::Settled, Some(at), ..) => Self::Settled(at),
            (ReadingName::Peaked, Some(at), after, _) => Self::Peaked(after.unwrap_or(Hours::LEAST), at),
            (ReadingName::UpTo, _, _, Some(size)) => Self::UpTo(size),
            (ReadingName::UpTo, ..) => {
                need("size");
                return None;
            }
            _ => {
                need("at");
                return None;
            }
        };
        Some(reading)
    }

    /// Reads the number off a session's forecast; nothing if there is no such session.
    pub(super) fn of(&self, arm: &Arm, number: u32, library: &Library) -> Option<f64> {
        let (session, forecast) = session(arm, number)?;
        let hour = session.hours_from(arm.schedule.start());
        let people = &library.rules().people;
        let main = |read: &dyn Fn(&Reason) -> f64| main_reason(forecast).map_or(0.0, read);
        let peak = || forecast.own().span_above(forecast.own_peak().get()).filter(|_| forecast.own_peak().get() > 0.0);
        Some(match self {
            Self::AveragePeak => forecast.average().peak(),
            Self::AverageAt(at) => forecast.average().at(hour + at.get()),
            Self::AveragePeakHour => {
                let average = forecast.average();
                average.span_above(average.peak()).map_or(0.0, |(from, _)| from - hour)
            }
            Self::Size => forecast.own_peak().get(),
            Self::SizeAt(at) => forecast.own().at(hour + at.get()),
            Self::Chance => forecast.chance().get(),
            Self::PeakFrom => peak().map_or(0.0, |(from, _)| from - hour),
            Self::PeakTo => peak().map_or(0.0, |(_, to)| to - hour),
            Self::Begun(by) => main(&|r| r.profile().begun(by.get(), people).get()),
            Self::Settled(by) => main(&|r| r.profile().settled(by.get(), people).get()),
            Self::Peaked(after, by) => main(&|r| {
                // Whoever is at the worst at the first moment itself is not after it.
                let until = |at: f64| if at > 0.0 { r.profile().peaked(at, people).get() } else { 0.0 };
                until(by.get()) - until(after.get())
            }),
            Self::UpTo(size) => main(&|r| share_up_to(r, *size, library).get()),
            Self::FallASession => {
                let last = arm.forecasts.last()?;
                let sessions = f64::from(last.number().saturating_sub(number));
                if sessions > 0.0 { (forecast.own_peak().get() - last.own_peak().get()) / sessions } else { 0.0 }
            }
        })
    }
}

fn session(arm: &Arm, number: u32) -> Option<(&Session, &SessionForecast)> {
    let mut sessions = arm.schedule.sessions().iter().zip(&arm.forecasts);
    sessions.find(|(session, _)| session.number() == number)
}

/// The reason that weighs most on average over everybody.
fn main_reason(forecast: &SessionForecast) -> Option<&Reason> {
    let weight = |r: &Reason| r.peak().get() * r.chance().get();
    forecast.reasons().iter().max_by(|a, b| weight(a).total_cmp(&weight(b)))
}

/// In how many of those who feel it a reason's soreness is no larger than a size: along straight lines through the least,
/// the usual and the most, up to everybody at 10.
fn share_up_to(reason: &Reason, size: Soreness, library: &Library) -> Chance {
    let people = &library.rules().people;
    let (least, most) = reason.spread();
    let points = [
        (0.0, 0.0),
        (least.get(), people.smaller.get()),
        (reason.peak().get(), people.smaller.get().midpoint(people.larger.get())),
        (most.get(), people.larger.get()),
        (Soreness::MOST.get(), 1.0),
    ];
    let mut share: f64 = 0.0;
    for pair in points.windows(2) {
        if let [(from, low), (to, high)] = pair
            && size.get() >= *from
        {
            let way = if to > from { ((size.get() - from) / (to - from)).min(1.0) } else { 1.0 };
            share = share.max(low + (high - low) * way);
        }
    }
    Chance::clamped(share)
}

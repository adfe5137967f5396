//! From a forecast schedule to a [`Handout`].

use chrono::{Days, NaiveDate};

use super::layout::{Layout, Part, WeekSpan};
use super::model::{
    Clinic, Document, End, Footer, Handout, Help, HelpCard, HelpClinic, Locale, Logo, Patient, Sore, Summary, Today,
};
use super::page_file::PageFile;
use super::{calendar, diary, exercises, light, sessions, span, week, why};
use crate::clinic;
use crate::country::Contacts;
use crate::forecast::{Level, SessionForecast};
use crate::library::Library;
use crate::programme::{self, GetHelp, Programme};
use crate::schedule::{Schedule, Session, SessionKind};
use crate::wording::{Key, RichText, Urgency, Wording};

/// What the handout says of the person and the clinic. Nothing of it is in any file but the handout.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// The patient's name; a line to write on if missing.
    pub patient: Option<String>,
    /// The clinic's telephone number, in place of the one that the clinic's file has; a line to write on if both are
    /// missing.
    pub phone: Option<String>,
    /// What the clinic lays down for all of its handouts.
    pub clinic: Option<clinic::Clinic>,
}

impl Details {
    /// The number to print.
    fn phone(&self) -> Option<String> {
        self.phone.clone().or_else(|| self.clinic.as_ref()?.phone().map(str::to_owned))
    }

    /// Whom to turn to when it is urgent.
    fn contacts(&self, words: &Wording) -> Contacts {
        self.clinic.as_ref().map_or_else(|| words.contacts().clone(), |clinic| clinic.contacts(words))
    }
}

/// Everything that a handout is composed from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// What the physio wrote.
    pub programme: &'a Programme,
    /// The library behind it.
    pub library: &'a Library,
    /// The programme with dates and doses.
    pub schedule: &'a Schedule,
    /// What to expect of each session, in the order of the schedule.
    pub forecasts: &'a [SessionForecast],
    /// The words.
    pub wording: &'a Wording,
    /// Names and numbers to print.
    pub details: &'a Details,
    /// How it is printed.
    pub layout: &'a Layout,
}

impl<'a> Input<'a> {
    /// Each session of the programme with its forecast.
    pub(super) fn all_sessions(&self) -> impl Iterator<Item = (&'a Session, &'a SessionForecast)> {
        self.schedule.sessions().iter().zip(self.forecasts)
    }

    /// Each session of the weeks that are printed, with its forecast.
    pub(super) fn sessions(&self) -> impl Iterator<Item = (&'a Session, &'a SessionForecast)> {
        let weeks = self.weeks();
        self.all_sessions().filter(move |(session, _)| weeks.holds(session.week()))
    }

    /// The weeks that are printed.
    pub(super) fn weeks(&self) -> WeekSpan {
        let all = WeekSpan::whole(self.programme.weeks().get());
        self.layout.weeks.map_or(all, |weeks| weeks.within(all))
    }

    /// The first day that is printed.
    pub(super) fn first_day(&self) -> NaiveDate {
        let start = self.schedule.start();
        start.checked_add_days(Days::new(u64::from(self.weeks().first() - 1) * 7)).unwrap_or(start)
    }

    /// The sessions of a level.
    fn at_level(&self, level: Level) -> Vec<(&'a Session, &'a SessionForecast)> {
        self.sessions().filter(|(_, f)| f.level() == level).collect()
    }
}

/// Composes the handout.
pub fn compose(input: &Input<'_>) -> Handout {
    let words = &input.wording.turning_to(input.details.contacts(input.wording));
    // From here on, every text turns to the same number.
    let input = &Input { wording: words, ..*input };
    let text = |key| words.text(key, &[]);
    Handout {
        layout: input.layout.clone(),
        locale: Locale { lang: words.language().to_owned(), region: words.region().to_owned() },
        document: Document {
            title: format!("{}: {}", text(Key::Title), input.programme.name()),
            description: text(Key::Description),
        },
        title: text(Key::Title),
        programme: input.programme.name().to_owned(),
        dates: dates(input),
        clinic: clinic(input),
        patient: Patient { label: text(Key::PatientName), name: input.details.patient.clone() },
        summary: summary(input),
        today: today(input),
        week: week::week(input),
        calendar: calendar::calendar(input),
        sessions: sessions::cards(input),
        why: why::why(input),
        sore: Sore { heading: text(Key::SoreHeading), steps: sore_steps(input) },
        light: light::light(input),
        exercises: exercises::exercises(input),
        diary: diary::diary(input),
        help: help(input),
        end: End {
            heading: text(Key::EndHeading),
            lines: words.end(input.programme.mode()).iter().map(|p| p.fill(&[])).collect(),
        },
        footer: footer(input),
        files: exercises::files(input).into_iter().chain(logo_file(input)).collect(),
    }
}

fn clinic(input: &Input<'_>) -> Clinic {
    let words = input.wording;
    let clinic = input.details.clinic.as_ref();
    Clinic {
        label: words.text(Key::ClinicName, &[]),
        name: clinic.map(|clinic| clinic.name().to_owned()),
        logo: logo_file(input).zip(clinic).map(|(file, clinic)| Logo {
            path: file.path,
            alt: words.text(Key::ClinicLogo, &[("clinic", clinic.name())]),
        }),
        phone_label: words.text(Key::ClinicPhone, &[]),
        phone: input.details.phone(),
    }
}

/// The clinic's sign, as a file beside the template.
fn logo_file(input: &Input<'_>) -> Option<PageFile> {
    let logo = input.details.clinic.as_ref()?.logo()?;
    Some(PageFile { path: format!("clinic/logo.{}", logo.format.ending()), bytes: logo.bytes.clone() })
}

/// How long the programme takes, and from when.
pub(super) fn dates(input: &Input<'_>) -> String {
    let words = input.wording;
    let all = input.programme.weeks().get();
    let count = ("n", &*all.to_string());
    let weeks = match (input.layout.weeks, all) {
        (None, 1) => words.text(Key::WeeksOne, &[]),
        (None, _) => words.text(Key::WeeksMany, &[count]),
        (Some(_), _) => {
            let numbers: Vec<u32> = (input.weeks().first()..=input.weeks().last()).collect();
            let key = if numbers.len() == 1 { Key::SomeWeeksOne } else { Key::SomeWeeksMany };
            words.text(key, &[("weeks", &span::numbers(&numbers, words)), count])
        }
    };
    let date = words.date_full(input.first_day());
    words.text(Key::Dates, &[("weeks", &weeks), ("date", &date)])
}

fn summary(input: &Input<'_>) -> Summary {
    let words = input.wording;
    let mut how = home_days(input);
    how = match input.sessions().filter(|(s, _)| matches!(s.kind(), SessionKind::Clinic(_))).count() {
        0 => how,
        1 => how.then(words.rich(Key::SummaryVisitsOne, &[])),
        n => how.then(words.rich(Key::SummaryVisitsMany, &[("n", &n.to_string())])),
    };
    let purpose = RichText::plain_text(&words.local(input.programme.purpose()));
    let ache = what_to_expect(input).then(words.rich(Key::SummaryFine, &[]));
    Summary { heading: words.text(Key::SummaryHeading, &[]), paragraphs: vec![purpose.then(how), ache] }
}

/// On which days the exercises are done.
fn home_days(input: &Input<'_>) -> RichText {
    let words = input.wording;
    match input.programme.days() {
        programme::Days::Daily => words.rich(Key::SummaryHomeDaily, &[]),
        programme::Days::Alternate => words.rich(Key::SummaryHomeAlternate, &[]),
        programme::Days::AWeek(1) => words.rich(Key::SummaryHomeOnce, &[]),
        programme::Days::AWeek(n) => words.rich(Key::SummaryHomeAWeek, &[("n", &n.to_string())]),
        days @ (programme::Days::Weekdays(_) | programme::Days::Split(..)) => {
            let fixed = days.fixed().unwrap_or_default();
            let mut names: Vec<String> = fixed.iter().map(|(day, _)| words.weekday((*day).into()).to_owned()).collect();
            names.dedup();
            words.rich(Key::SummaryHome, &[("days", &words.list(&names))])
        }
    }
}

/// The sessions of the highest level that there is, the sorest first, and for how long they may be felt.
fn what_to_expect(input: &Input<'_>) -> RichText {
    let words = input.wording;
    let Some(level) = [Level::Likely, Level::Possible].into_iter().find(|level| !input.at_level(*level).is_empty())
    else {
        return words.rich(Key::SummaryUnlikely, &[]);
    };
    let felt = input.at_level(level);
    let named = |one, many, of: &[&(&Session, &SessionForecast)]| {
        let numbers: Vec<u32> = of.iter().map(|(session, _)| session.number()).collect();
        let gaps = [("sessions", &*span::numbers(&numbers, words))];
        match numbers.as_slice() {
            [] => RichText::default(),
            [_] => words.rich(one, &gaps),
            _ => words.rich(many, &gaps),
        }
    };
    let which = if level == Level::Likely {
        named(Key::SummaryLikelyOne, Key::SummaryLikelyMany, &felt.iter().collect::<Vec<_>>())
    } else {
        let (quite, little): (Vec<_>, Vec<_>) =
            felt.iter().partition(|(_, forecast)| sessions::is_quite_sore(forecast, input.library));
        let quite = named(Key::SummaryQuiteOne, Key::SummaryQuiteMany, &quite);
        quite.then(named(Key::SummaryPossibleOne, Key::SummaryPossibleMany, &little))
    };
    let days = felt.iter().filter_map(|(session, forecast)| {
        let timing = forecast.timing()?;
        Some(span::days_from(session.date(), span::last_day(timing.begins, timing.settles)))
    });
    let days = days.max().unwrap_or(1).to_string();
    which.then(words.rich(Key::SummarySettles, &[("days", &days)]))
}

fn today(input: &Input<'_>) -> Today {
    let words = input.wording;
    let first = input.sessions().next();
    let text = first.map_or_else(RichText::default, |(session, _)| {
        let key = match session.kind() {
            SessionKind::Home(_) => Key::TodayHome,
            SessionKind::Clinic(_) => Key::TodayClinic,
        };
        words.rich(key, &[("n", &session.number().to_string()), ("date", &words.date(session.date()))])
    });
    let leads = |part, key| input.layout.parts.contains(&part).then(|| words.text(key, &[("page", "{page}")]));
    Today {
        heading: words.text(Key::TodayHeading, &[]),
        text,
        exercises_page: leads(Part::Exercises, Key::TodayExercisesPage),
        help_page: leads(Part::Help, Key::TodayHelpPage),
    }
}

fn sore_steps(input: &Input<'_>) -> Vec<RichText> {
    let days = span::whole_days(input.library.rules().traffic_light.ring_after).to_string();
    input.wording.sore(input.programme.mode()).iter().map(|step| step.fill(&[("days", &days)])).collect()
}

fn help(input: &Input<'_>) -> Help {
    let words = input.wording;
    let card = |card: &crate::wording::HelpCard| HelpCard {
        urgency: card.urgency,
        heading: card.heading(words.contacts()),
        when: words.local(&card.when),
        lines: card.lines.iter().map(|line| RichText::plain_text(&words.local(line))).collect(),
        after: card.after.as_deref().map(|after| words.local(after)),
    };
    // What the programme adds comes after what cannot wait.
    let own = |signs: &GetHelp| HelpCard {
        urgency: if signs.is_emergency() { Urgency::Emergency } else { Urgency::Urgent },
        heading: words.local(signs.heading()),
        when: words.text(Key::HelpIf, &[]),
        lines: signs.lines().map(|line| RichText::plain_text(&words.local(line))).collect(),
        after: None,
    };
    let (now, later): (Vec<_>, Vec<_>) = words.help().iter().partition(|card| card.urgency == Urgency::Emergency);
    let cards =
        now.into_iter().map(card).chain(input.programme.get_help().iter().map(own)).chain(later.into_iter().map(card));
    Help {
        heading: words.text(Key::HelpHeading, &[]),
        intro: words.rich(Key::HelpIntro, &[]),
        cards: cards.collect(),
        clinic: HelpClinic {
            label: words.text(Key::HelpClinic, &[]),
            name: input.details.clinic.as_ref().map(|clinic| clinic.name().to_owned()),
            phone: input.details.phone(),
            address: input.details.clinic.as_ref().map(|clinic| clinic.address().to_vec()).unwrap_or_default(),
        },
    }
}

/// The foot of each page.
pub(super) fn footer(input: &Input<'_>) -> Footer {
    let (words, library) = (input.wording, input.library);
    let gaps =
        [("library", library.id()), ("version", &library.version().to_string()), ("digest", &library.digest().short())];
    let library_made = words.text(Key::FooterMade, &gaps);
    let gaps = [("made", library_made.as_str()), ("digest", &input.programme.digest().short())];
    Footer { made: words.text(Key::FooterProgramme, &gaps), page: words.text(Key::FooterPage, &[]) }
}

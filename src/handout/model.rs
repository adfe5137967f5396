//! The shapes that the template reads. Every text is ready to be set.

use serde::Serialize;

use super::diary::Diary;
use super::layout::Layout;
use super::light::Light;
use super::page_file::PageFile;
use super::week::Week;
use super::why::Why;
use crate::forecast::Level;
use crate::wording::{RichText, Urgency};

/// The whole handout.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Handout {
    /// How it is printed.
    #[serde(skip)]
    pub layout: Layout,
    /// Language and region.
    pub locale: Locale,
    /// What the PDF says of itself.
    pub document: Document,
    /// The title.
    pub title: String,
    /// The programme's name.
    pub programme: String,
    /// How long it takes, and from when.
    pub dates: String,
    /// The clinic's name and telephone number, or lines to write them on.
    pub clinic: Clinic,
    /// The patient's name, or a line to write it on.
    pub patient: Patient,
    /// The handout in short.
    pub summary: Summary,
    /// The one thing to do first.
    pub today: Today,
    /// The first of the weeks that are printed, at a glance.
    pub week: Week,
    /// All sessions at a glance.
    pub calendar: Calendar,
    /// The sessions that may be felt, each with its warning.
    pub sessions: Cards,
    /// Why it may hurt, mechanism by mechanism.
    pub why: Why,
    /// What to do on sore days.
    pub sore: Sore,
    /// The pain traffic light.
    pub light: Light,
    /// Every exercise with its steps and doses.
    pub exercises: Exercises,
    /// The diary to fill in.
    pub diary: Diary,
    /// When to get help.
    pub help: Help,
    /// The summary at the end.
    pub end: End,
    /// The foot of each page.
    pub footer: Footer,
    /// The drawings, as files beside the template.
    #[serde(skip)]
    pub files: Vec<PageFile>,
}

/// Language and region of the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Locale {
    /// Language, such as `en`.
    pub lang: String,
    /// Region, such as `GB`.
    pub region: String,
}

/// What the PDF says of itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// Its title, as viewers show it.
    pub title: String,
    /// A sentence on what is in it.
    pub description: String,
}

/// The clinic's name and telephone number; what is missing is a line to write on.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Clinic {
    /// What stands before the name.
    pub label: String,
    /// The name.
    pub name: Option<String>,
    /// The sign.
    pub logo: Option<Logo>,
    /// What stands before the number.
    pub phone_label: String,
    /// The number.
    pub phone: Option<String>,
}

/// The clinic's sign.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Logo {
    /// Its path beside the template.
    pub path: String,
    /// What it is, for those who do not see it.
    pub alt: String,
}

/// The patient's name; a line to write on if missing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Patient {
    /// What stands before the name.
    pub label: String,
    /// The name.
    pub name: Option<String>,
}

/// A box with a heading and paragraphs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// The heading.
    pub heading: String,
    /// The paragraphs.
    pub paragraphs: Vec<RichText>,
}

/// The one thing to do first.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Today {
    /// The heading.
    pub heading: String,
    /// What to do.
    pub text: RichText,
    /// Where the exercises begin, with a gap `{page}` that the template fills; nothing if they are not printed.
    pub exercises_page: Option<String>,
    /// Where it says when to get help, likewise.
    pub help_page: Option<String>,
}

/// All sessions at a glance, a week a row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calendar {
    /// The heading.
    pub heading: String,
    /// How to read it.
    pub caption: String,
    /// The heading of the column of weeks.
    pub corner: String,
    /// The headings of the seven days.
    pub weekdays: Vec<String>,
    /// The weeks.
    pub rows: Vec<CalendarRow>,
    /// What a home session is called, for screen readers.
    pub home: String,
    /// What a clinic visit is called, for screen readers.
    pub clinic: String,
    /// What the signs mean.
    pub legend: Vec<Legend>,
}

/// A week of the calendar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CalendarRow {
    /// Its name.
    pub label: String,
    /// Whether the words of its levels may be left out, as all of its sessions are unlikely to be felt.
    pub quiet: bool,
    /// Its seven days.
    pub days: Vec<CalendarDay>,
}

/// A day of the calendar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CalendarDay {
    /// The date, as short as it can be.
    pub date: String,
    /// Whether it belongs to the programme.
    pub inside: bool,
    /// The sessions of the day, in order.
    pub sessions: Vec<CalendarSession>,
    /// How much ache the day may bring.
    pub ache: Ache,
}

/// How much ache a day may bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ache {
    /// None worth telling of.
    None,
    /// Some.
    Some,
    /// The most that a session brings.
    Most,
}

/// A session in the calendar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CalendarSession {
    /// Its number.
    pub number: u32,
    /// `home` or `clinic`.
    pub kind: &'static str,
    /// How likely it is to be felt.
    pub level: Level,
    /// The level as a word.
    pub word: String,
}

/// What a sign of the calendar means.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Legend {
    /// A shape for a level.
    Level {
        /// The level.
        level: Level,
        /// What it means.
        text: String,
    },
    /// A shade for a day.
    Shade {
        /// The shade.
        ache: Ache,
        /// What it means.
        text: String,
    },
    /// A shape for a kind of session.
    Kind {
        /// The kind.
        kind: &'static str,
        /// What it means.
        text: String,
    },
}

/// The sessions that may be felt.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cards {
    /// The heading.
    pub heading: String,
    /// What comes before the cards.
    pub intro: RichText,
    /// One card a session.
    pub cards: Vec<SessionCard>,
    /// What holds for all other sessions.
    pub others: RichText,
}

/// The warning of one session, or of several that have the same one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SessionCard {
    /// The numbers of the sessions that it is about.
    pub numbers: Vec<u32>,
    /// `home` or `clinic`.
    pub kind: &'static str,
    /// How likely it is to be felt.
    pub level: Level,
    /// The level as a word.
    pub word: String,
    /// The session and its date, or the numbers of the sessions.
    pub heading: String,
    /// The warning: who stays unaffected, who is affected, when, and how much.
    pub text: RichText,
    /// Why, what helps, and what next, one thing each.
    pub points: Vec<RichText>,
}

/// What to do on sore days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sore {
    /// The heading.
    pub heading: String,
    /// What to do, one thing each.
    pub steps: Vec<RichText>,
}

/// Every exercise of the programme.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Exercises {
    /// The heading.
    pub heading: String,
    /// What holds for all of them.
    pub intro: RichText,
    /// What must be true to go on to the next row of a table of doses; nothing if none has a next row.
    pub gate: Option<Gate>,
    /// What is left out in the weeks that are printed.
    pub left_out: Option<RichText>,
    /// One item an exercise, in the order of the programme.
    pub items: Vec<ExerciseItem>,
}

/// What must be true to do more of an exercise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gate {
    /// The heading.
    pub heading: String,
    /// The rule.
    pub text: RichText,
}

/// One exercise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExerciseItem {
    /// Its name.
    pub name: String,
    /// Its name where it goes on on another page.
    pub continued: String,
    /// What it is for.
    pub purpose: String,
    /// The position in which it is done.
    pub position: Option<String>,
    /// What it needs.
    pub equipment: Option<String>,
    /// What to do.
    pub steps: Vec<String>,
    /// How it should feel.
    pub feel: Option<Note>,
    /// What to do if it goes wrong.
    pub mistakes: Option<Tips>,
    /// What is easier.
    pub easier: Option<Note>,
    /// Its drawing.
    pub figure: Option<Drawing>,
    /// Its film.
    pub video: Option<Video>,
    /// What changes with the weeks that are printed; nothing if all of them are.
    pub change: Option<RichText>,
    /// How much, by week.
    pub doses: Doses,
}

/// A drawing beside the steps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drawing {
    /// Its path beside the template.
    pub path: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Who made it and under which licence it is printed; nothing for the tool's own drawings.
    pub credit: Option<String>,
}

/// A film of an exercise, as a square code to scan with its address beside it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Video {
    /// The code's path beside the template.
    pub path: String,
    /// What it is, for those who do not see it.
    pub alt: String,
    /// What is filmed.
    pub label: String,
    /// The address in full.
    pub address: String,
    /// The address as it is read: without `https://`.
    pub shown: String,
}

/// A labelled sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Note {
    /// The label.
    pub label: String,
    /// The sentence.
    pub text: String,
}

/// Labelled lines.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tips {
    /// The label.
    pub label: String,
    /// The lines.
    pub lines: Vec<String>,
}

/// How much of an exercise, by week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Doses {
    /// In which sessions it is done.
    pub heading: String,
    /// The headings of the three columns.
    pub columns: [String; 3],
    /// One row for each dose.
    pub rows: Vec<DoseRow>,
}

/// One dose of an exercise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DoseRow {
    /// The week in which it begins.
    pub week: String,
    /// The session from which it holds.
    pub from: String,
    /// How much.
    pub dose: String,
    /// The rest between sets, and how hard it should feel.
    pub note: Option<String>,
    /// Whether it is more than the dose before.
    pub more: bool,
}

/// When to get help.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Help {
    /// The heading.
    pub heading: String,
    /// What comes before the cards.
    pub intro: RichText,
    /// The cards, most urgent first.
    pub cards: Vec<HelpCard>,
    /// The clinic's own number.
    pub clinic: HelpClinic,
}

/// One card on when to get help.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HelpCard {
    /// How urgent it is.
    pub urgency: Urgency,
    /// What to do.
    pub heading: String,
    /// The words that lead to the lines.
    pub when: String,
    /// The signs.
    pub lines: Vec<RichText>,
    /// What follows them.
    pub after: Option<String>,
}

/// The clinic's own number; a line to write on if missing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HelpClinic {
    /// The label.
    pub label: String,
    /// The clinic's name.
    pub name: Option<String>,
    /// The number.
    pub phone: Option<String>,
    /// The address, line by line; may be empty.
    pub address: Vec<String>,
}

/// The summary at the end.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct End {
    /// The heading.
    pub heading: String,
    /// The lines.
    pub lines: Vec<RichText>,
}

/// The foot of each page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Footer {
    /// What made the handout, with the library's version and digest.
    pub made: String,
    /// The page number, with gaps `{page}` and `{pages}` that the template fills.
    pub page: String,
}

//! The handout as a document: every text that the patient reads, in order, and no layout.
//!
//! [`compose`] turns a forecast schedule into a [`Handout`]; its JSON form is what the Typst template reads. What must
//! be on the printed page is listed by [`Handout::claims`].

mod calendar;
mod chart;
mod claim;
mod clinician;
mod compose;
mod diary;
mod dose;
mod exercises;
mod figure_sheet;
mod layout;
mod light;
mod model;
mod page_file;
mod qr;
mod readability;
mod reasons;
mod sessions;
mod sources;
mod span;
mod week;
mod why;

pub use chart::{Chart, Mark, Tick};
pub use claim::{Claim, ClaimKind};
pub use clinician::{ClinicianSheet, SheetRow, clinician_sheet};
pub use compose::{Details, Input, compose};
pub use diary::{Diary, DiaryRow};
pub use exercises::gate;
pub use figure_sheet::{FigureFamily, FigureItem, FigureSheet, figure_sheet};
pub use layout::{Layout, Paper, Part, WeekSpan};
pub use light::{Light, LightPart, LightRow, bounds_set_aside, usual_above_green};
pub use model::{
    Ache, Calendar, CalendarDay, CalendarRow, CalendarSession, Cards, Clinic, Document, DoseRow, Doses, Drawing, End,
    ExerciseItem, Exercises, Footer, Gate, Handout, Help, HelpCard, HelpClinic, Legend, Locale, Logo, Note, Patient,
    SessionCard, Sore, Summary, Tips, Today, Video,
};
pub use page_file::PageFile;
pub use readability::Readability;
pub use reasons::sentence as reason_sentence;
pub use sources::SheetSource;
pub use week::{Week, WeekLine};
pub use why::{Why, WhyItem};

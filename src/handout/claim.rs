//! What must be on the printed page.

use super::diary::Diary;
use super::layout::Part;
use super::light::Light;
use super::model::{Calendar, Cards, ExerciseItem, Handout, Help, Note};
use super::week::Week;
use super::why::Why;
use crate::yaml::words;

words! {
    /// What a claimed text is to the reader.
    ClaimKind, "a kind of claim" {
        /// What a session may feel like afterwards, and why.
        Warning = "warning",
        /// A day of the calendar, with its sessions and how likely they are to be sore.
        Calendar = "calendar entry",
        /// What to do when it is sore, and why it may be.
        Advice = "advice",
        /// Which exercise, and how to do it.
        Instruction = "instruction",
        /// How much of an exercise to do, and when.
        Dose = "dose",
        /// Where to write how a session went.
        Diary = "diary line",
        /// When to stop and whom to call.
        GetHelp = "get-help line",
    }
}

/// A text that must be on the printed page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    kind: ClaimKind,
    text: String,
}

impl Claim {
    /// Makes a claim. White space in `text` does not matter. A text without any letters never holds.
    pub fn new(kind: ClaimKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into() }
    }

    /// What the text is to the reader.
    pub fn kind(&self) -> ClaimKind {
        self.kind
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl Handout {
    /// Every text of the printed parts without which the handout must not be given to anybody, in the order of reading: each
    /// date and session of the calendar, each session's warning, the advice for sore days, each exercise with its steps,
    /// doses and notes, each row of the diary, and each line on when to get help.
    pub fn claims(&self) -> Vec<Claim> {
        let mut claims = Claims::default();
        for part in &self.layout.parts {
            match part {
                Part::Summary => {
                    self.summary.paragraphs.iter().for_each(|p| claims.add(ClaimKind::Warning, &p.plain()));
                    claims.add(ClaimKind::Instruction, &self.today.text.plain());
                    self.week.claims(&mut claims);
                }
                Part::Calendar => self.calendar.claims(&mut claims),
                Part::Soreness => {
                    self.sessions.claims(&mut claims);
                    self.why.claims(&mut claims);
                    self.sore.steps.iter().for_each(|step| claims.add(ClaimKind::Advice, &step.plain()));
                }
                Part::Light => self.light.claims(&mut claims),
                Part::Exercises => {
                    if let Some(left_out) = &self.exercises.left_out {
                        claims.add(ClaimKind::Dose, &left_out.plain());
                    }
                    if let Some(gate) = &self.exercises.gate {
                        claims.add(ClaimKind::Advice, &gate.text.plain());
                    }
                    self.exercises.items.iter().for_each(|item| item.claims(&mut claims));
                }
                Part::Diary => self.diary.claims(&mut claims),
                Part::Help => self.help.claims(&mut claims),
            }
        }
        claims.all
    }
}

/// Claims as they are collected.
#[derive(Default)]
struct Claims {
    all: Vec<Claim>,
}

impl Claims {
    fn add(&mut self, kind: ClaimKind, text: &str) {
        if !text.is_empty() {
            self.all.push(Claim::new(kind, text));
        }
    }
}

impl Week {
    fn claims(&self, claims: &mut Claims) {
        for line in &self.lines {
            claims.add(ClaimKind::Calendar, &format!("{} {} {}", line.number, line.day, line.word));
            claims.add(ClaimKind::Warning, line.felt.as_deref().unwrap_or_default());
        }
    }
}

impl Calendar {
    fn claims(&self, claims: &mut Claims) {
        for row in &self.rows {
            claims.add(ClaimKind::Calendar, &row.label);
            for day in row.days.iter().filter(|day| day.inside) {
                claims.add(ClaimKind::Calendar, &day.date);
                for session in &day.sessions {
                    let word = if row.quiet { "" } else { &session.word };
                    claims.add(ClaimKind::Calendar, &format!("{} {word}", session.number));
                }
            }
        }
    }
}

impl Cards {
    fn claims(&self, claims: &mut Claims) {
        for card in &self.cards {
            claims.add(ClaimKind::Warning, &card.heading);
            claims.add(ClaimKind::Warning, &card.text.plain());
            card.points.iter().for_each(|point| claims.add(ClaimKind::Warning, &point.plain()));
        }
        claims.add(ClaimKind::Warning, &self.others.plain());
    }
}

impl Why {
    fn claims(&self, claims: &mut Claims) {
        for item in &self.items {
            claims.add(ClaimKind::Advice, &item.heading);
            claims.add(ClaimKind::Advice, &item.when.plain());
            claims.add(ClaimKind::Advice, &item.text.plain());
            claims.add(ClaimKind::Advice, &item.helps.plain());
        }
    }
}

impl Light {
    fn claims(&self, claims: &mut Claims) {
        for part in [&self.usual, &self.ache] {
            claims.add(ClaimKind::Advice, &part.heading);
            for row in &part.rows {
                claims.add(ClaimKind::Advice, &format!("{} {}", row.word, row.range));
                claims.add(ClaimKind::Advice, &row.text.plain());
            }
        }
        self.after.iter().for_each(|line| claims.add(ClaimKind::Advice, &line.plain()));
    }
}

impl ExerciseItem {
    fn claims(&self, claims: &mut Claims) {
        claims.add(ClaimKind::Instruction, &self.name);
        for step in &self.steps {
            claims.add(ClaimKind::Instruction, step);
        }
        if let Some(video) = &self.video {
            claims.add(ClaimKind::Instruction, &video.shown);
        }
        if let Some(change) = &self.change {
            claims.add(ClaimKind::Dose, &change.plain());
        }
        claims.add(ClaimKind::Dose, &self.doses.heading);
        for row in &self.doses.rows {
            claims.add(ClaimKind::Dose, &row.week);
            claims.add(ClaimKind::Dose, &row.from);
            claims.add(ClaimKind::Dose, &row.dose);
            claims.add(ClaimKind::Dose, row.note.as_deref().unwrap_or_default());
        }
        let text = |note: &Option<Note>| note.as_ref().map_or_else(String::new, |note| note.text.clone());
        claims.add(ClaimKind::Advice, &text(&self.feel));
        claims.add(ClaimKind::Advice, &self.mistakes.as_ref().map_or_else(String::new, |tips| tips.lines.join(" ")));
        claims.add(ClaimKind::Advice, &text(&self.easier));
    }
}

impl Diary {
    fn claims(&self, claims: &mut Claims) {
        claims.add(ClaimKind::Diary, &self.intro.plain());
        for row in &self.rows {
            claims.add(ClaimKind::Diary, &format!("{} {}", row.number, row.day));
        }
    }
}

impl Help {
    fn claims(&self, claims: &mut Claims) {
        for card in &self.cards {
            claims.add(ClaimKind::GetHelp, &card.heading);
            claims.add(ClaimKind::GetHelp, &card.when);
            for line in &card.lines {
                claims.add(ClaimKind::GetHelp, &line.plain());
            }
            claims.add(ClaimKind::GetHelp, card.after.as_deref().unwrap_or_default());
        }
        claims.add(ClaimKind::GetHelp, self.clinic.phone.as_deref().unwrap_or_default());
        for line in &self.clinic.address {
            claims.add(ClaimKind::GetHelp, line);
        }
    }
}

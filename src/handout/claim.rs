//! What must be on the printed page.

use super::model::Handout;
use crate::yaml::words;

words! {
    /// What a claimed text is to the reader.
    ClaimKind, "a kind of claim" {
        /// What a session may feel like afterwards, and why.
        Warning = "warning",
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
    /// Every text without which the handout must not be given to anybody, in the order of reading: each date and session of
    /// the calendar, each session's warning, the advice for sore days, each exercise with its steps and doses, each row of the
    /// diary, and each line on when to get help.
    pub fn claims(&self) -> Vec<Claim> {
        let mut all = Vec::new();
        let mut add = |kind, text: &str| {
            if !text.is_empty() {
                all.push(Claim::new(kind, text));
            }
        };
        for paragraph in &self.summary.paragraphs {
            add(ClaimKind::Warning, &paragraph.plain());
        }
        for row in &self.calendar.rows {
            add(ClaimKind::Warning, &row.label);
            for day in row.days.iter().filter(|day| day.inside) {
                add(ClaimKind::Warning, &day.date);
                for session in &day.sessions {
                    add(ClaimKind::Warning, &format!("{} {}", session.number, session.word));
                }
            }
        }
        for card in &self.sessions.cards {
            add(ClaimKind::Warning, &card.heading);
            add(ClaimKind::Warning, &card.text.plain());
        }
        add(ClaimKind::Warning, &self.sessions.others.plain());
        for item in &self.why.items {
            add(ClaimKind::Advice, &item.heading);
            add(ClaimKind::Advice, &item.text.plain());
            add(ClaimKind::Advice, &item.helps.plain());
        }
        for step in &self.sore.steps {
            add(ClaimKind::Advice, &step.plain());
        }
        for row in self.light.usual.rows.iter().chain(&self.light.ache.rows) {
            add(ClaimKind::Advice, &format!("{} {}", row.word, row.range));
            add(ClaimKind::Advice, &row.text.plain());
        }
        for exercise in &self.exercises.items {
            add(ClaimKind::Instruction, &exercise.name);
            for step in &exercise.steps {
                add(ClaimKind::Instruction, step);
            }
            add(ClaimKind::Dose, &exercise.doses.heading);
            for row in &exercise.doses.rows {
                add(ClaimKind::Dose, &row.week);
                add(ClaimKind::Dose, &row.from);
                add(ClaimKind::Dose, &row.dose);
                add(ClaimKind::Dose, row.note.as_deref().unwrap_or_default());
            }
            add(ClaimKind::Advice, exercise.doses.gate.as_deref().unwrap_or_default());
        }
        add(ClaimKind::Diary, &self.diary.intro.plain());
        for row in &self.diary.rows {
            add(ClaimKind::Diary, &format!("{} {}", row.number, row.day));
        }
        for card in &self.help.cards {
            add(ClaimKind::GetHelp, &card.heading);
            add(ClaimKind::GetHelp, &card.when);
            for line in &card.lines {
                add(ClaimKind::GetHelp, &line.plain());
            }
            add(ClaimKind::GetHelp, card.after.as_deref().unwrap_or_default());
        }
        add(ClaimKind::GetHelp, self.help.clinic.phone.as_deref().unwrap_or_default());
        all
    }
}

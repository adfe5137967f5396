//! What must be on the printed page.

use super::model::Handout;
use crate::yaml::words;

words! {
    /// What a claimed text is to the reader.
    ClaimKind, "a kind of claim" {
        /// What a session may feel like afterwards, and why.
        Warning = "warning",
        /// How much of an exercise to do.
        Dose = "dose",
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
    /// Every text without which the handout must not be given to anybody, in the order of reading: each session's
    /// warning, each dose, each line on when to get help.
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
        for session in self.calendar.rows.iter().flat_map(|r| &r.days).flat_map(|d| &d.sessions) {
            add(ClaimKind::Warning, &format!("{} {}", session.number, session.word));
        }
        for card in &self.sessions.cards {
            add(ClaimKind::Warning, &card.heading);
            add(ClaimKind::Warning, &card.text.plain());
        }
        add(ClaimKind::Warning, &self.sessions.others.plain());
        for exercise in &self.exercises.items {
            for row in &exercise.doses.rows {
                add(ClaimKind::Dose, &row.from);
                add(ClaimKind::Dose, &row.dose);
                add(ClaimKind::Dose, row.rest.as_deref().unwrap_or_default());
            }
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

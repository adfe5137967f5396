//! Phrases: patient-facing texts with named gaps and strong parts.

use serde::Serialize;

/// A stretch of text that is strong, or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The text, to be shown as it is.
    pub text: String,
    /// Whether it stands out.
    pub strong: bool,
}

/// A text of several runs. What fills a gap is never read as markup.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct RichText {
    runs: Vec<Run>,
}

impl RichText {
    /// A text with no emphasis, to be shown as it is.
    pub fn plain_text(text: &str) -> Self {
        let mut rich = Self::default();
        rich.push(text, false);
        rich
    }

    /// The runs, in order.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The text without its emphasis.
    pub fn plain(&self) -> String {
        self.runs.iter().map(|r| r.text.as_str()).collect()
    }

    /// Adds another text after a space.
    #[must_use]
    pub fn then(mut self, other: RichText) -> Self {
        if !self.runs.is_empty() && !other.runs.is_empty() {
            self.push(" ", false);
        }
        for run in other.runs {
            self.push(&run.text, run.strong);
        }
        self
    }

    fn push(&mut self, text: &str, strong: bool) {
        match self.runs.last_mut() {
            Some(run) if run.strong == strong => run.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.runs.push(Run { text: text.to_owned(), strong }),
        }
    }
}

/// One piece of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Gap(String),
    /// Strong begins or ends.
    Strong,
}

/// A text as it is written in a wording file: `{name}` is a gap, `**…**` is strong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    pieces: Vec<Piece>,
}

impl Phrase {
    /// Reads a phrase.
    ///
    /// # Errors
    /// Says what is wrong with the braces or the stars.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']).into_iter().chain(rest.find("**")).min() {
            let (before, here) = rest.split_at(at);
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            if let Some(after) = here.strip_prefix("**") {
                pieces.push(Piece::Strong);
                rest = after;
            } else if let Some((name, after)) = here.strip_prefix('{').and_then(|h| h.split_once('}')) {
                if name.is_empty() || name.contains('{') {
                    return Err("a gap is a name between braces, like `{name}`");
                }
                pieces.push(Piece::Gap(name.to_owned()));
                rest = after;
            } else {
                return Err("a brace is not closed, or not opened");
            }
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        if pieces.iter().filter(|p| matches!(p, Piece::Strong)).count() % 2 == 1 {
            return Err("`**` is not closed");
        }
        Ok(Self { pieces })
    }

    /// The names of the gaps.
    pub fn gaps(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|p| match p {
            Piece::Gap(name) => Some(name.as_str()),
            Piece::Text(_) | Piece::Strong => None,
        })
    }

    /// The phrase with its gaps filled; a gap that nothing fills stays as it is written, braces included.
    pub fn fill(&self, gaps: &[(&str, &str)]) -> RichText {
        let mut text = RichText::default();
        let mut strong = false;
        for piece in &self.pieces {
            match piece {
                Piece::Text(t) => text.push(t, strong),
                Piece::Strong => strong = !strong,
                Piece::Gap(name) => match gaps.iter().find(|(gap, _)| gap == name) {
                    Some((_, value)) => text.push(value, strong),
                    None => text.push(&format!("{{{name}}}"), strong),
                },
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_and_never_read_as_markup() {
        let phrase = Phrase::parse("**Why:** {name} is new.").unwrap();
        assert_eq!(phrase.gaps().collect::<Vec<_>>(), ["name"]);
        let text = phrase.fill(&[("name", "**#{x}**")]);
        assert_eq!(text.plain(), "Why: **#{x}** is new.");
        assert!(text.runs()[0].strong && !text.runs()[1].strong);
    }

    #[test]
    fn open_braces_and_stars_are_refused() {
        for bad in ["{name", "name}", "{}", "a **b", "{a{b}"] {
            assert!(Phrase::parse(bad).is_err(), "{bad}");
        }
        assert!(Phrase::parse("").unwrap().fill(&[]).runs().is_empty());
    }
}

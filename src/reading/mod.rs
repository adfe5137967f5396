//! How hard a text is to read, by the two standard measures.
//!
//! Flesch-Kincaid: Kincaid, Fishburne, Rogers and Chissom 1975. SMOG: McLaughlin 1969. Both give the years of American
//! schooling that a reader needs; add five for the age. They agree with PyPI's `textstat`, which counts by the same
//! dictionary; `docs/wording.md` says how closely, and where they are not to be trusted.

mod sentence;
mod syllable;

use std::collections::HashMap;
use std::ops::AddAssign;

pub use sentence::{sentences, words};
pub use syllable::{by_spelling, syllables};

/// The words of a sentence below which it does not count as one: a heading or "Rest." would make a text look easier.
const SHORTEST_SENTENCE: usize = 3;

/// The syllables from which a word counts as long.
const LONG_WORD: usize = 3;

/// What the measures are made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Words.
    pub words: usize,
    /// Sentences of three words or more, at least one.
    pub sentences: usize,
    /// Syllables.
    pub syllables: usize,
    /// Words of three syllables or more.
    pub long_words: usize,
}

impl Counts {
    /// The fewest sentences for which SMOG was made.
    pub const SMOG_SENTENCES: usize = 30;

    /// Counts a text.
    pub fn of(text: &str) -> Self {
        Counter::default().count(text)
    }

    /// The Flesch-Kincaid grade; none for a text without words.
    pub fn flesch_kincaid(self) -> Option<f64> {
        let (words, sentences, syllables) = (self.words as f64, self.sentences as f64, self.syllables as f64);
        (self.words > 0).then(|| 0.39 * words / sentences + 11.8 * syllables / words - 15.59)
    }

    /// The SMOG grade; none for a text without words. Only from [`SMOG_SENTENCES`](Self::SMOG_SENTENCES) on does it mean
    /// much: one long word in ten sentences moves it by two grades.
    pub fn smog(self) -> Option<f64> {
        let (long_words, sentences) = (self.long_words as f64, self.sentences as f64);
        (self.words > 0).then(|| 1.043 * (30.0 * long_words / sentences).sqrt() + 3.1291)
    }
}

/// Counts many texts, and remembers the syllables of their words: those of a library have few different ones.
#[derive(Debug, Default)]
pub struct Counter<'t> {
    syllables: HashMap<&'t str, usize>,
}

impl<'t> Counter<'t> {
    /// Counts a text.
    pub fn count(&mut self, text: &'t str) -> Counts {
        let mut counts = Counts::default();
        for word in words(text) {
            let syllables = *self.syllables.entry(word).or_insert_with(|| syllables(word));
            counts.words += 1;
            counts.syllables += syllables;
            counts.long_words += usize::from(syllables >= LONG_WORD);
        }
        let whole = sentences(text).filter(|sentence| words(sentence).count() >= SHORTEST_SENTENCE).count();
        counts.sentences = if counts.words == 0 { 0 } else { whole.max(1) };
        counts
    }
}

impl AddAssign for Counts {
    /// Joins the counts of two texts, neither of which goes on in the other.
    fn add_assign(&mut self, other: Self) {
        self.words += other.words;
        self.sentences += other.sentences;
        self.syllables += other.syllables;
        self.long_words += other.long_words;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_counted() {
        let counts = Counts::of("Stop. Lie on your back with both knees bent. Breathe slowly and easily.");
        assert_eq!(counts, Counts { words: 13, sentences: 2, syllables: 16, long_words: 1 });
        assert!((counts.flesch_kincaid().unwrap() - 1.468).abs() < 0.001);
        assert!((counts.smog().unwrap() - 7.169).abs() < 0.001);
    }

    #[test]
    fn a_text_without_words_has_no_grade() {
        let counts = Counts::of(" — ");
        assert_eq!(counts, Counts::default());
        assert_eq!((counts.flesch_kincaid(), counts.smog()), (None, None));
        assert_eq!(Counts::of("Rest").sentences, 1);
    }

    #[test]
    fn what_is_remembered_counts_as_before() {
        let mut counter = Counter::default();
        for text in ["Lift one leg slowly.", "Slowly lower the leg.", "Lift one leg slowly."] {
            assert_eq!(counter.count(text), Counts::of(text));
        }
    }

    #[test]
    fn counts_add_up() {
        let mut counts = Counts::of("Lift one leg.");
        counts += Counts::of("Lower it slowly.");
        assert_eq!(counts, Counts::of("Lift one leg. Lower it slowly."));
    }
}

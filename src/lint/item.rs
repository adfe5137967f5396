//! What is looked over: an exercise, a technique or a mechanism with its texts for patients.

use crate::library::{Exercise, Library, Mechanism, Part, PatientText, Technique, Term};
use crate::reading::Counts;
use crate::source::{Place, Placed};

/// An item with its texts for patients.
pub(super) struct Item<'a> {
    /// What messages call it.
    pub(super) name: &'a str,
    pub(super) texts: Vec<PatientText<'a>>,
    /// Whether there is nothing behind it but the opinion of experts.
    pub(super) is_opinion: bool,
}

impl<'a> Item<'a> {
    /// Every item of a library.
    pub(super) fn all_of(library: &'a Library) -> Vec<Self> {
        let exercise = |e: &'a Exercise| Self {
            name: e.id().as_str(),
            texts: e.patient_texts(),
            is_opinion: e.evidence().is_opinion(),
        };
        let technique = |t: &'a Technique| Self {
            name: t.id().as_str(),
            texts: t.patient_texts(),
            is_opinion: t.evidence().is_opinion(),
        };
        // A mechanism cannot be without sources.
        let mechanism = |m: &'a Mechanism| Self { name: m.name(), texts: m.patient_texts(), is_opinion: false };
        let exercises = library.exercises().map(exercise);
        exercises.chain(library.techniques().map(technique)).chain(library.mechanisms().map(mechanism)).collect()
    }

    /// Its texts without names, which are no sentences.
    pub(super) fn prose(&self) -> impl Iterator<Item = PatientText<'a>> {
        self.texts.iter().copied().filter(|text| text.part != Part::Name)
    }

    /// Its texts without names, counted. Each begins a sentence of its own.
    pub(super) fn counts(&self) -> Counts {
        let mut all = Counts::default();
        for text in self.prose() {
            all += Counts::of(&text.text.value);
        }
        all
    }
}

/// Where a part of a text stands in its file; the whole text if the file writes it in another way, as with escapes.
pub(super) fn place_of(part: &str, text: &Placed<String>) -> Place {
    let found = Term::new(part).and_then(|term| term.find_all(text.place.text()).into_iter().next());
    found.map_or_else(|| text.place.clone(), |range| within(&text.place, range))
}

/// A part of a place, given in bytes from its beginning.
pub(super) fn within(place: &Place, range: std::ops::Range<usize>) -> Place {
    let start = place.bytes().start;
    place.file().place(start + range.start..start + range.end)
}

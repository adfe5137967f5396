//! What is looked over: an exercise, a technique, a mechanism or a condition with its texts.

use crate::library::{Condition, Exercise, Library, Mechanism, Part, PatientText, Technique, Term};
use crate::source::{Place, Placed};

/// An item with its texts.
pub(super) struct Item<'a> {
    /// What messages call it.
    pub(super) name: &'a str,
    /// What the patient reads.
    pub(super) texts: Vec<PatientText<'a>>,
    /// What the patient may hear or be asked, but does not read in print: other names, reasons, definitions.
    pub(super) asides: Vec<&'a Placed<String>>,
    /// What it rests on; none where the texts claim nothing of their own.
    pub(super) sources: Option<Vec<&'a str>>,
}

impl<'a> Item<'a> {
    /// Every item of a library.
    pub(super) fn all_of(library: &'a Library) -> Vec<Self> {
        let exercises = library.exercises().map(Self::exercise);
        let techniques = library.techniques().map(Self::technique);
        let others = library.mechanisms().map(Self::mechanism).chain(library.conditions().iter().map(Self::condition));
        exercises.chain(techniques).chain(others).collect()
    }

    fn exercise(exercise: &'a Exercise) -> Self {
        // The first of its names is the one in print.
        let asides = exercise.names().skip(1).chain(exercise.ladder().placed_alone());
        Self {
            name: exercise.id().as_str(),
            texts: exercise.patient_texts(),
            asides: asides.collect(),
            sources: Some(vec![&exercise.evidence().source]),
        }
    }

    fn technique(technique: &'a Technique) -> Self {
        Self {
            name: technique.id().as_str(),
            texts: technique.patient_texts(),
            asides: vec![technique.placed_name()],
            sources: Some(vec![&technique.evidence().source]),
        }
    }

    fn mechanism(mechanism: &'a Mechanism) -> Self {
        Self {
            name: mechanism.name(),
            texts: mechanism.patient_texts(),
            asides: Vec::new(),
            sources: Some(mechanism.sources().iter().map(String::as_str).collect()),
        }
    }

    /// A condition says what counts, and claims nothing.
    fn condition(condition: &'a Condition) -> Self {
        Self { name: condition.id().as_str(), texts: Vec::new(), asides: condition.texts().to_vec(), sources: None }
    }

    /// Its texts without names, which are no sentences.
    pub(super) fn prose(&self) -> impl Iterator<Item = PatientText<'a>> {
        self.texts.iter().copied().filter(|text| text.part != Part::Name)
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

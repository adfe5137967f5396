//! One change, its class, and the version number that it deserves.

use super::prose::Sense;
use crate::library::Version;
use crate::source::Place;
use crate::yaml::{Word, words};

words! {
    /// What a change does to a patient, the gravest first.
    Class, "a class of change" {
        /// A patient may be put at risk by it, or may be at risk now: cautions, higher doses, warnings that may vanish.
        Safety = "safety",
        /// It changes what is done or foretold.
        Clinical = "clinical",
        /// It says the same in other words.
        Wording = "wording",
        /// No patient notices.
        Cosmetic = "cosmetic",
    }
}

words! {
    /// Which part of a version number is raised, the first part first.
    Bump, "a part of a version number" {
        /// The first: look every programme over before it is used again.
        Major = "major",
        /// The second: doses or forecasts may differ.
        Minor = "minor",
        /// The third: nothing but words and looks.
        Patch = "patch",
    }
}

impl Bump {
    /// The lowest version that a library may have after a change of this weight.
    pub fn after(self, version: &Version) -> Version {
        match self {
            Self::Major => version.next_major(),
            Self::Minor => version.next_minor(),
            Self::Patch => version.next_patch(),
        }
    }
}

words! {
    /// What is changed.
    What, "a kind of change" {
        /// An item that is new.
        Added = "added",
        /// An item that is gone.
        Removed = "removed",
        /// An item under another id.
        Renamed = "renamed",
        /// Its place on a ladder.
        Ladder = "ladder",
        /// With how much pain it may be begun.
        Entry = "entry",
        /// Its doses.
        Dose = "dose",
        /// An effect that is new.
        EffectAdded = "effect-added",
        /// An effect that is gone.
        EffectRemoved = "effect-removed",
        /// An effect on more people, or a sorer one.
        EffectStronger = "effect-stronger",
        /// An effect on fewer people, or a milder one.
        EffectWeaker = "effect-weaker",
        /// An effect in another part of the body.
        EffectMoved = "effect-moved",
        /// A condition that rules it out now.
        CautionAdded = "caution-added",
        /// A condition that rules it out no more.
        CautionRemoved = "caution-removed",
        /// A condition's definition, or the list of them.
        Condition = "condition",
        /// How it is done: position, equipment, kind, place.
        Setting = "setting",
        /// Which muscles work, and how.
        Work = "work",
        /// What the patient reads.
        Wording = "wording",
        /// The drawing or picture of it.
        Figure = "figure",
        /// A number that holds for the whole library.
        Number = "number",
        /// What it rests on.
        Evidence = "evidence",
        /// Who looked it over, and until when that holds.
        Review = "review",
        /// What only the physio reads.
        Note = "note",
        /// How the file is laid out, or its comments.
        Layout = "layout",
        /// The library as such.
        Library = "library",
    }
}

/// Something that one version of a library changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    kind: &'static str,
    item: String,
    what: What,
    class: Class,
    breaking: bool,
    text: String,
    was: String,
    is: String,
    place: Place,
}

impl Change {
    /// What kind of item it is about: exercise, technique, mechanism, condition, rules, style or library.
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// The id of the item; for files of which there is one, its name.
    pub fn item(&self) -> &str {
        &self.item
    }

    /// What is changed.
    pub fn what(&self) -> What {
        self.what
    }

    /// What it does to a patient.
    pub fn class(&self) -> Class {
        self.class
    }

    /// Whether a programme that was sound may be so no more.
    pub fn is_breaking(&self) -> bool {
        self.breaking
    }

    /// Which part of the version number it raises.
    pub fn bump(&self) -> Bump {
        match self.class {
            Class::Safety => Bump::Major,
            _ if self.breaking => Bump::Major,
            Class::Clinical => Bump::Minor,
            Class::Wording | Class::Cosmetic => Bump::Patch,
        }
    }

    /// What is changed, in a few words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How it was; empty if there was nothing, or nothing that fits a line.
    pub fn was(&self) -> &str {
        &self.was
    }

    /// How it is; empty as above.
    pub fn is(&self) -> &str {
        &self.is
    }

    /// Where the item stands now, or stood.
    pub fn place(&self) -> &Place {
        &self.place
    }
}

/// Collects changes.
#[derive(Debug)]
pub(super) struct Changes<'s> {
    sense: &'s Sense,
    list: Vec<Change>,
}

impl<'s> Changes<'s> {
    /// Starts with none; texts are compared by these words.
    pub(super) fn new(sense: &'s Sense) -> Self {
        Self { sense, list: Vec::new() }
    }

    /// Begins on an item.
    pub(super) fn of<'c>(&'c mut self, kind: &'static str, item: &str, place: &Place) -> OfItem<'c, 's> {
        let begun = self.list.len();
        OfItem { changes: self, begun, kind, item: item.to_owned(), place: place.clone() }
    }

    /// Whether nothing was found so far.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(super) fn into_sorted(mut self) -> Vec<Change> {
        let key = |c: &Change| (c.class, c.bump(), c.kind, c.item.clone(), c.what);
        self.list.sort_by_cached_key(key);
        self.list
    }
}

/// Collects the changes of one item.
pub(super) struct OfItem<'c, 's> {
    changes: &'c mut Changes<'s>,
    begun: usize,
    kind: &'static str,
    item: String,
    place: Place,
}

impl<'s> OfItem<'_, 's> {
    /// The words that texts are compared by.
    pub(super) fn sense(&self) -> &'s Sense {
        self.changes.sense
    }

    pub(super) fn add(&mut self, what: What, class: Class, text: impl Into<String>, was: &str, is: &str) {
        self.push(what, class, false, text.into(), was, is);
    }

    /// Adds a change after which a programme that was sound may be so no more.
    pub(super) fn breaking(&mut self, what: What, class: Class, text: impl Into<String>, was: &str, is: &str) {
        self.push(what, class, true, text.into(), was, is);
    }

    /// Adds a change of a field whose two values are shown, if they differ.
    pub(super) fn field<T: PartialEq>(
        &mut self,
        what: What,
        class: Class,
        name: &str,
        (was, is): (T, T),
        show: impl Fn(&T) -> String,
    ) {
        if was != is {
            self.add(what, class, name, &show(&was), &show(&is));
        }
    }

    /// Adds that the file differs, if nothing else was found to.
    pub(super) fn layout(&mut self, was: &Place, is: &Place) {
        if self.changes.list.len() == self.begun && was.file().text() != is.file().text() {
            self.add(What::Layout, Class::Cosmetic, "layout or comments of the file", "", "");
        }
    }

    fn push(&mut self, what: What, class: Class, breaking: bool, text: String, was: &str, is: &str) {
        self.changes.list.push(Change {
            kind: self.kind,
            item: self.item.clone(),
            what,
            class,
            breaking,
            text,
            was: was.to_owned(),
            is: is.to_owned(),
            place: self.place.clone(),
        });
    }
}

/// Words of a closed list with commas between them.
pub(super) fn listed<W: Word>(words: &[W]) -> String {
    words.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(", ")
}

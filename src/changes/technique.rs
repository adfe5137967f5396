//! Techniques.

use super::change::{Changes, Class, What};
use super::effect::Pair;
use super::kin::{Kin, Member};
use super::shared;
use crate::library::{Found, Library, Technique, TechniqueId};

/// Compares all techniques.
pub(super) fn compare_all(before: &Library, now: &Library, all: &mut Changes<'_>) {
    let kin = Kin::find("technique", &members(before), &members(now));
    for old in before.techniques() {
        let Some(new) = TechniqueId::new(kin.now(old.id().as_str())).and_then(|id| now.technique(&id)) else {
            continue;
        };
        let item = &mut all.of("technique", new.id().as_str(), new.place());
        item.field(What::Note, Class::Cosmetic, "name among physios", (old.name(), new.name()), |n| (*n).to_owned());
        shared::text("what the patient reads that is done", old.patient_name(), new.patient_name(), item);
        shared::text("purpose", old.purpose(), new.purpose(), item);
        item.field(What::Setting, Class::Clinical, "kind", (old.kind(), new.kind()), ToString::to_string);
        item.field(
            What::Setting,
            Class::Clinical,
            "where it is done",
            (old.region(), new.region()),
            ToString::to_string,
        );
        shared::compare(&Pair { was: Found::Technique(old), is: Found::Technique(new), before }, item);
        let lessened = |t: &Technique| t.lessened_by().collect::<Vec<_>>().join(" / ");
        item.field(What::Note, Class::Cosmetic, "what lessens soreness", (lessened(old), lessened(new)), String::clone);
        item.layout(old.place(), new.place());
    }
    kin.tell(all);
}

fn members(library: &Library) -> Vec<Member<'_>> {
    let text = |t: &Technique| format!("{} {} {}", t.name(), t.patient_name(), t.purpose());
    library
        .techniques()
        .map(|t| Member { id: t.id().as_str(), name: t.name(), text: text(t), place: t.place() })
        .collect()
}

//! How completely a programme is described, by the Consensus on Exercise Reporting Template (CERT, Slade 2016).
//!
//! Whoever takes over a patient has to be able to do the same again. Most items follow from the programme and its library;
//! the rest is the physio's to say, under `record:`.

mod item;

pub use item::Item;

use crate::library::{Library, TechniqueKind};
use crate::programme::{Answer, Programme, Topic};

/// How an item of the template stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is described: where, or how.
    Met(String),
    /// It is left to the physio, and why.
    Physio(String),
    /// It is not described; the topic of `record:` under which it would be.
    Missing(Topic),
}

/// Every item of the template with its standing, in order.
pub fn completeness(programme: &Programme, library: &Library) -> Vec<(Item, Standing)> {
    Item::each().map(|item| (item, standing(item, programme, library))).collect()
}

/// How many items are met.
pub fn met(items: &[(Item, Standing)]) -> usize {
    items.iter().filter(|(_, standing)| matches!(standing, Standing::Met(_))).count()
}

fn standing(item: Item, programme: &Programme, library: &Library) -> Standing {
    let met = |text: &str| Standing::Met(text.to_owned());
    let asked = |topic| from_record(topic, programme);
    let visits = programme.visits();
    let is_education = |kind| kind == TechniqueKind::Education;
    let has_education = visits
        .iter()
        .flat_map(|v| v.techniques())
        .filter_map(|id| library.technique(id))
        .any(|technique| is_education(technique.kind()));
    let has_baseline = programme.phases().iter().flat_map(|p| p.prescriptions()).any(|p| p.has_baseline());
    match item {
        Item::Equipment => met("each exercise of the library names what it needs"),
        Item::Provider => asked(Topic::Provider),
        Item::Delivery => asked(Topic::Delivery),
        Item::Supervision if visits.is_empty() => met("done at home alone"),
        Item::Supervision => met("done at home alone, with visits to the physio in between"),
        Item::Adherence => asked(Topic::Adherence),
        Item::Motivation if programme.record(Topic::Motivation).is_none() && has_education => {
            met("visits explain, and plan for bad days")
        }
        Item::Motivation => asked(Topic::Motivation),
        Item::ProgressionRule => met("the rules of the library and the mode of the programme"),
        Item::Progression => met("start, goal and growth order of each exercise"),
        Item::Description => met("steps, position and dose of each exercise"),
        Item::Home => met("the home sessions are the programme"),
        Item::OtherParts if visits.is_empty() => met("none are planned"),
        Item::OtherParts => met("the techniques of the visits"),
        Item::AdverseEvents => asked(Topic::AdverseEvents),
        Item::Setting if programme.record(Topic::Setting).is_none() => met("at home, and at the clinic for visits"),
        Item::Setting => asked(Topic::Setting),
        Item::Dose => met("sets, repetitions, holds, time, load and rest of each session"),
        Item::Tailored => met("tailored: the person's factors and the ceiling"),
        Item::Tailoring => asked(Topic::Tailoring),
        Item::StartRule if has_baseline => met("a share of what was done in the baseline sessions"),
        Item::StartRule if programme.record(Topic::StartRule).is_none() => {
            met("the library's start for somebody new, unless the programme lays one down")
        }
        Item::StartRule => asked(Topic::StartRule),
        Item::FidelityPlan => asked(Topic::Fidelity),
        Item::Fidelity => Standing::Physio("how it went can only be said afterwards".to_owned()),
    }
}

fn from_record(topic: Topic, programme: &Programme) -> Standing {
    match programme.record(topic) {
        Some(Answer::Said(text)) => Standing::Met(text.clone()),
        Some(Answer::AtTheVisit(why)) => Standing::Physio(why.clone()),
        None => Standing::Missing(topic),
    }
}

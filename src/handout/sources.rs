//! Where the numbers on the clinician's sheet come from.

use std::collections::BTreeMap;

use serde::Serialize;

use super::clinician::agent_name;
use super::compose::Input;
use crate::forecast::{Agent, Reason, SessionForecast};
use crate::library::{Mechanism, MechanismId};
use crate::wording::Key;
use crate::yaml::Word;

/// Where numbers come from: those of a mechanism, or those that exercises and techniques are tagged with.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetSource {
    /// The mechanism, or what the tags are about.
    pub name: String,
    /// How sure its numbers are.
    pub confidence: String,
    /// The sources.
    pub sources: Vec<String>,
}

/// The mechanisms that the forecast rests on, and the tags, with their sources.
pub(super) fn sources(input: &Input<'_>) -> Vec<SheetSource> {
    let mut used: Vec<MechanismId> =
        input.forecasts.iter().flat_map(SessionForecast::reasons).map(Reason::mechanism).collect();
    if input.programme.person().worried() {
        used.push(MechanismId::Worry);
    }
    used.sort_unstable();
    used.dedup();
    let source = |m: &Mechanism| {
        let c = m.confidence();
        let gaps = [("timing", c.timing.as_str()), ("size", c.size.as_str()), ("fading", c.fading.as_str())];
        SheetSource {
            name: m.name().to_owned(),
            confidence: input.wording.text(Key::SheetConfidence, &gaps),
            sources: m.sources().to_vec(),
        }
    };
    let of_mechanisms = used.into_iter().filter_map(|id| input.library.mechanism(id)).map(source);
    of_mechanisms.chain(tagged(input)).collect()
}

/// What the sizes and chances of single exercises and techniques rest on, those of a source together.
fn tagged(input: &Input<'_>) -> Option<SheetSource> {
    let mut by_source: BTreeMap<&str, Vec<&Agent>> = BTreeMap::new();
    for reason in input.forecasts.iter().flat_map(SessionForecast::reasons) {
        let Some(source) = reason.basis().effect.source() else { continue };
        let agents = by_source.entry(source).or_default();
        if !agents.contains(&reason.agent()) {
            agents.push(reason.agent());
        }
    }
    let line = |(source, agents): (&str, Vec<&Agent>)| {
        let names: Vec<&str> = agents.into_iter().map(|agent| agent_name(agent, input.library)).collect();
        input.wording.text(Key::SheetTagSource, &[("source", source), ("names", &input.wording.list(&names))])
    };
    let sources: Vec<String> = by_source.into_iter().map(line).collect();
    let text = |key| input.wording.text(key, &[]);
    (!sources.is_empty()).then(|| SheetSource {
        name: text(Key::SheetTags),
        confidence: text(Key::SheetTagsNote),
        sources,
    })
}

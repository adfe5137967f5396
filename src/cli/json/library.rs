//! Exercises and techniques.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::{DoseJson, Findings, LibraryJson, SCHEMA};
use crate::cli::library::stats::Glance;
use backplan::library::{
    Action, Certainty, ChangedField, Effect, Equipment, Found, Layer, Length, Library, Measure, MechanismId, Muscle,
    Position, Region, Sides, TechniqueKind, Variable,
};
use backplan::yaml::Word;

/// The result of `library list` and `search`.
#[derive(Serialize)]
pub(in crate::cli) struct FoundJson<'a> {
    schema: u32,
    items: Vec<ItemJson<'a>>,
}

#[derive(Serialize)]
struct ItemJson<'a> {
    kind: &'static str,
    id: &'a str,
    family: Option<&'a str>,
    name: &'a str,
    purpose: &'a str,
    easier: Option<&'a str>,
    harder: Option<&'a str>,
    avoid_if: Vec<&'a str>,
}

/// The result of `library list` and `search`.
pub(in crate::cli) fn found<'a>(found: &[Found<'a>]) -> FoundJson<'a> {
    FoundJson { schema: SCHEMA, items: found.iter().map(|f| ItemJson::new(*f)).collect() }
}

impl<'a> ItemJson<'a> {
    fn new(found: Found<'a>) -> Self {
        let avoid_if = found.avoid_if().into_iter().map(|id| id.as_str()).collect();
        let (kind, family, easier, harder) = match found {
            Found::Exercise(e) => {
                let (easier, harder) = (e.ladder().easier(), e.ladder().harder());
                ("exercise", e.family(), easier.map(|id| id.as_str()), harder.map(|id| id.as_str()))
            }
            Found::Technique(_) => ("technique", None, None, None),
        };
        Self { kind, id: found.id(), family, name: found.name(), purpose: found.purpose(), easier, harder, avoid_if }
    }
}

/// The result of `library show`: what `list` says of an item, and all the rest.
#[derive(Serialize)]
pub(in crate::cli) struct ShownJson<'a> {
    schema: u32,
    items: [WholeJson<'a>; 1],
}

#[derive(Serialize)]
struct WholeJson<'a> {
    #[serde(flatten)]
    item: ItemJson<'a>,
    #[serde(flatten)]
    own: OwnJson<'a>,
    soreness: Vec<EffectJson<'a>>,
    certainty: Certainty,
    source: &'a str,
    reviewed_by: &'a str,
    reviewed_on: NaiveDate,
    reviewed_until: NaiveDate,
    file: &'a str,
    layer: &'static str,
    changed: Vec<ChangedJson<'a>>,
}

/// A field that a library has otherwise than the one it extends.
#[derive(Serialize)]
struct ChangedJson<'a> {
    field: &'a str,
    file: &'a str,
    line: usize,
    was_line: Option<usize>,
    /// What it takes away by name from the list.
    removed: &'a [String],
    /// Why it is so although patients are guarded less, if the file says so.
    because: Option<&'a str>,
}

/// What only exercises, or only techniques, have.
#[derive(Serialize)]
#[serde(untagged)]
enum OwnJson<'a> {
    Exercise(Box<ExerciseJson<'a>>),
    Technique { patient_name: &'a str, technique: TechniqueKind, region: Region, lessened_by: Vec<&'a str> },
}

#[derive(Serialize)]
struct ExerciseJson<'a> {
    also_called: Vec<&'a str>,
    position: Position,
    equipment: &'a [Equipment],
    steps: Vec<&'a str>,
    feel: &'a str,
    stands_alone: Option<&'a str>,
    mistakes: Vec<&'a str>,
    measure: Measure,
    sides: Sides,
    start: DoseJson,
    most: DoseJson,
    grow: &'a [Variable],
    work: Vec<WorkJson>,
}

#[derive(Serialize)]
struct WorkJson {
    muscle: Muscle,
    action: Action,
    length: Length,
}

#[derive(Serialize)]
struct EffectJson<'a> {
    mechanism: MechanismId,
    #[serde(rename = "where")]
    region: Region,
    chance: Option<f64>,
    peak: Option<f64>,
    source: Option<&'a str>,
}

impl<'a> EffectJson<'a> {
    fn new(effect: &'a Effect) -> Self {
        Self {
            mechanism: effect.mechanism(),
            region: effect.region(),
            chance: effect.chance().map(|c| c.get()),
            peak: effect.peak().map(|p| p.get()),
            source: effect.source(),
        }
    }
}

/// The result of `library show`.
pub(in crate::cli) fn shown<'a>(found: Found<'a>, library: &'a Library) -> ShownJson<'a> {
    let (layer, changed) = layer(library.layer_of(found));
    let own = match found {
        Found::Exercise(e) => OwnJson::Exercise(Box::new(ExerciseJson {
            also_called: e.also_called().collect(),
            position: e.position(),
            equipment: e.equipment(),
            steps: e.steps().collect(),
            feel: e.feel(),
            stands_alone: e.ladder().alone(),
            mistakes: e.mistakes().collect(),
            measure: e.dose().measure(),
            sides: e.dose().sides(),
            start: DoseJson::new(e.dose().start()),
            most: DoseJson::new(e.dose().most()),
            grow: e.dose().grow(),
            work: e
                .work()
                .iter()
                .map(|w| WorkJson { muscle: w.muscle(), action: w.action(), length: w.length() })
                .collect(),
        })),
        Found::Technique(t) => OwnJson::Technique {
            patient_name: t.patient_name(),
            technique: t.kind(),
            region: t.region(),
            lessened_by: t.lessened_by().collect(),
        },
    };
    let (evidence, reviewed) = (found.evidence(), found.reviewed());
    let whole = WholeJson {
        item: ItemJson::new(found),
        own,
        soreness: found.effects().iter().map(EffectJson::new).collect(),
        certainty: evidence.certainty,
        source: &evidence.source,
        reviewed_by: &reviewed.by,
        reviewed_on: reviewed.on,
        reviewed_until: reviewed.until,
        file: found.place().file().name(),
        layer,
        changed,
    };
    ShownJson { schema: SCHEMA, items: [whole] }
}

fn changed(field: &ChangedField) -> ChangedJson<'_> {
    ChangedJson {
        field: &field.field,
        file: field.place.file().name(),
        line: field.place.line(),
        was_line: field.was.as_ref().map(|was| was.line()),
        removed: &field.removed,
        because: field.because.as_deref(),
    }
}

fn layer(layer: &Layer) -> (&'static str, Vec<ChangedJson<'_>>) {
    match layer {
        Layer::Own => ("own", Vec::new()),
        Layer::Replaces => ("replaces", Vec::new()),
        Layer::Base => ("base", Vec::new()),
        Layer::Changes(fields) => ("changes", fields.iter().map(changed).collect()),
    }
}

/// The result of `library stats`.
#[derive(Serialize)]
pub(in crate::cli) struct StatsJson<'a> {
    schema: u32,
    library: LibraryJson,
    families: &'a BTreeMap<&'a str, usize>,
    techniques: usize,
    mechanisms: BTreeMap<&'static str, usize>,
    certainty: BTreeMap<&'static str, usize>,
    own: usize,
    changed: usize,
    from_base: usize,
    hidden: usize,
    without_figure: &'a [&'a str],
    reviews_run_out: usize,
    reviews_due: usize,
    first_review_until: Option<NaiveDate>,
}

/// The result of `library stats`.
pub(in crate::cli) fn stats<'a>(library: &Library, glance: &'a Glance<'_>) -> StatsJson<'a> {
    let [own, changed, from_base] = glance.layers;
    StatsJson {
        schema: SCHEMA,
        library: LibraryJson::new(library),
        families: &glance.families,
        techniques: glance.techniques,
        mechanisms: glance.mechanisms.iter().map(|(id, n)| (id.as_str(), *n)).collect(),
        certainty: glance.certainty.iter().map(|(c, n)| (c.as_str(), *n)).collect(),
        own,
        changed,
        from_base,
        hidden: glance.hidden,
        without_figure: &glance.without_figure,
        reviews_run_out: glance.run_out,
        reviews_due: glance.due,
        first_review_until: glance.first,
    }
}

/// The result of `library check`: what was found, and which reviews run out.
#[derive(Serialize)]
pub(in crate::cli) struct Looked<'a> {
    #[serde(flatten)]
    findings: Findings<'a>,
    reviews_due: Vec<ReviewJson<'a>>,
}

#[derive(Serialize)]
struct ReviewJson<'a> {
    id: &'a str,
    until: NaiveDate,
    by: &'a str,
    file: &'a str,
}

impl<'a> Looked<'a> {
    pub(in crate::cli) fn new(findings: Findings<'a>, due: &[Found<'a>]) -> Self {
        let one = |found: &Found<'a>| {
            let review = found.reviewed();
            ReviewJson { id: found.id(), until: review.until, by: &review.by, file: found.place().file().name() }
        };
        Self { findings, reviews_due: due.iter().map(one).collect() }
    }
}

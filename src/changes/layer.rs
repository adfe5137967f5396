//! In what a library that is laid over another guards patients less than that one.

use super::change::{Change, Class, What};
use super::prose::Sense;
use super::shared::WHEN_TO_STOP;
use super::{changes, document};
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::library::{ChangedField, ExerciseId, Found, Layer, Library, Part, PatientText, TechniqueId, Term};
use crate::source::Place;

/// Finds in what a library guards patients less than its base, where it does not say that it means to: sentences on when to
/// stop that are gone, higher doses, less rest, soreness that is milder, rules that let more happen.
///
/// Whole lists of cautions and effects that leave something out are found when the library is read. What is taken away by
/// name, and what the library gives a reason for with `despite`, is meant. Nothing is found in a library without a base.
pub fn check_layers(base: &Library, now: &Library) -> Vec<Diagnostic> {
    let mut findings = Findings::new();
    let Some((id, version)) = now.base() else { return Vec::new() };
    let base_name = format!("{id} {version}");
    let sense = Sense::of(base, now);
    for change in changes(base, now).iter().filter(|change| guards_less(change)) {
        let Some(at) = At::of(change, now) else { continue };
        let message = format!("`{}` may guard less than in {base_name}: {}", change.item(), change.text());
        at.add(message, &between(change), &mut findings);
    }
    for found in now.all() {
        sentences(found, base, now, &sense, &base_name, &mut findings);
    }
    guard_words(base, now, &base_name, &mut findings);
    findings.into_sorted()
}

/// Whether a change is one by which patients are guarded less. Sentences are looked for over all texts of an item, and lists
/// of cautions and effects when the library is read.
fn guards_less(change: &Change) -> bool {
    let elsewhere = matches!(
        change.what(),
        What::CautionAdded | What::CautionRemoved | What::EffectRemoved | What::Added | What::Removed | What::Renamed
    );
    // A light that turns earlier is stricter, though it is a matter of safety too.
    let is_stricter =
        change.text().starts_with("traffic-light.") && document::rises(change.was(), change.is()) == Some(false);
    let is_sentence = change.text().ends_with(WHEN_TO_STOP) && matches!(change.kind(), "exercise" | "technique");
    // Those of the style are counted against what is taken away by name.
    let is_guard_word = change.kind() == "style" && change.text() == "telling.guards";
    change.class() == Class::Safety && !elsewhere && !is_stricter && !is_sentence && !is_guard_word
}

/// Where a finding is put.
struct At {
    place: Place,
    /// The field that `despite` would have to name; nothing where the whole file takes the place of the base's.
    field: Option<String>,
}

impl At {
    /// The field of a layer that makes a change; nothing if it says that it means to, or is not the layer's doing.
    fn of(change: &Change, library: &Library) -> Option<Self> {
        let item = change.item();
        let layer = match change.kind() {
            "exercise" | "technique" => library.layer_of(found(item, library)?),
            "condition" => library.layer_of_document("conditions")?,
            _ => library.layer_of_document(item)?,
        };
        let at = Self::within(layer, &field(change), change.place())?;
        // The reason stands in the condition's own entry.
        let below =
            |field: String| field.strip_prefix(item).map_or(field.clone(), |f| f.trim_start_matches('.').to_owned());
        Some(if change.kind() == "condition" { Self { field: at.field.map(below), ..at } } else { at })
    }

    fn within(layer: &Layer, field: &str, whole: &Place) -> Option<Self> {
        match layer {
            Layer::Base => None,
            Layer::Own | Layer::Replaces => Some(Self { place: whole.clone(), field: None }),
            Layer::Changes(fields) => {
                let changed: Vec<&ChangedField> = fields.iter().filter(|f| meets(&f.field, field)).collect();
                // What is left out of `most` is as at the start, of which it is told.
                let follows = changed.is_empty() && field.starts_with(MOST);
                if follows || (!changed.is_empty() && changed.iter().all(|f| f.because.is_some())) {
                    return None;
                }
                let first = changed.into_iter().find(|f| f.because.is_none());
                let place = first.map_or_else(|| whole.clone(), |f| f.place.clone());
                Some(Self { place, field: Some(first.map_or(field, |f| f.field.as_str()).to_owned()) })
            }
        }
    }

    fn add(self, message: String, details: &str, findings: &mut Findings) {
        let details = if details.is_empty() { String::new() } else { format!("{details}; ") };
        let hint = match self.field {
            Some(field) => format!(
                "{details}take it back, or say that it is meant: `despite: {{ fields: [{field}], because: … }}`"
            ),
            None => format!("{details}begin the file with `changes:`, and write only what is to differ"),
        };
        findings.add(Code::LayerDrops, &self.place, message, hint);
    }
}

/// The most characters of a sentence that are shown.
const MOST_SHOWN: usize = 70;

/// The field that a change is of, as a layer names it.
fn field(change: &Change) -> String {
    let first = change.text().split([' ', ':']).next().unwrap_or_default();
    let of_item = match change.what() {
        What::Dose => of_dose(change.text()),
        What::Entry => "enter-with",
        What::EffectWeaker | What::EffectStronger | What::EffectMoved => "soreness",
        What::Work => "work",
        What::Condition => return format!("{}.definition", change.item()),
        What::Wording => match first {
            "what" => "feel",
            other => other,
        },
        _ => first,
    };
    of_item.to_owned()
}

/// The most of a dose, as a layer names it.
const MOST: &str = "dose.most";

/// The field that a change of a dose is of, by what is said of it.
fn of_dose(text: &str) -> &'static str {
    match (text.starts_with("the start"), text.starts_with("the most"), text.contains("rest")) {
        (true, _, true) => "dose.start.rest",
        (true, _, false) => "dose.start",
        (_, true, true) => "dose.most.rest",
        (_, true, false) => MOST,
        _ => "dose",
    }
}

/// Whether a changed field is the one that is meant, lies in it, or holds it.
fn meets(changed: &str, meant: &str) -> bool {
    let is_in =
        |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|r| r.is_empty() || r.starts_with('.'));
    is_in(changed, meant) || is_in(meant, changed)
}

fn found<'l>(id: &str, library: &'l Library) -> Option<Found<'l>> {
    let exercise = ExerciseId::new(id).and_then(|id| library.exercise(&id)).map(Found::Exercise);
    exercise.or_else(|| TechniqueId::new(id).and_then(|id| library.technique(&id)).map(Found::Technique))
}

/// The key of the file under which a text stands.
fn key(part: Part) -> &'static str {
    match part {
        Part::Name => "name",
        Part::Purpose => "purpose",
        Part::Step => "steps",
        Part::Feel => "feel",
        Part::Mistake => "mistakes",
        Part::Why => "why",
        Part::Help => "helps",
        Part::IsNot => "is-not",
    }
}

fn texts(found: Found<'_>) -> Vec<PatientText<'_>> {
    match found {
        Found::Exercise(exercise) => exercise.patient_texts(),
        Found::Technique(technique) => technique.patient_texts(),
    }
}

fn between(change: &Change) -> String {
    match (change.was(), change.is()) {
        ("", "") => String::new(),
        (was, "") => format!("it was {was}"),
        ("", is) => format!("it is {is}"),
        (was, is) => format!("it was {was}, and is {is}"),
    }
}

/// Finds sentences on when to stop that an item of the base has and that of the library has nowhere.
fn sentences(
    now: Found<'_>,
    base: &Library,
    library: &Library,
    sense: &Sense,
    base_name: &str,
    findings: &mut Findings,
) {
    let layer = library.layer_of(now);
    let same_kind = |f: &Found<'_>| std::mem::discriminant(f) == std::mem::discriminant(&now);
    let Some(was) = found(now.id(), base).filter(same_kind).filter(|_| *layer != Layer::Base) else { return };
    let removed: Vec<&str> = match layer {
        Layer::Changes(fields) => fields.iter().flat_map(|f| f.removed.iter().map(String::as_str)).collect(),
        Layer::Own | Layer::Replaces | Layer::Base => Vec::new(),
    };
    let kept: Vec<&str> = texts(now).iter().map(|text| text.text.value.as_str()).chain(removed).collect();
    for text in texts(was) {
        for sentence in sense.guards_lost(&[text.text.value.as_str()], &kept) {
            let field = key(text.part);
            let Some(at) = At::within(layer, field, now.place()) else { continue };
            let shown: String = sentence.chars().take(MOST_SHOWN).collect();
            let more = if shown.len() < sentence.len() { "…" } else { "" };
            let message = format!("`{field}` leaves out what {base_name} says of when to stop: “{shown}{more}”");
            at.add(message, "", findings);
        }
    }
}

/// Finds words that mark a sentence on when to stop, and that the library's style has no more.
fn guard_words(base: &Library, now: &Library, base_name: &str, findings: &mut Findings) {
    let (Some(was), Some(layer)) = (base.style().telling(), now.layer_of_document("style")) else { return };
    let kept: &[Term] = now.style().telling().map_or(&[], |telling| &telling.guards);
    let removed: Vec<&str> = match layer {
        Layer::Changes(fields) => fields.iter().flat_map(|f| f.removed.iter().map(String::as_str)).collect(),
        Layer::Own | Layer::Replaces | Layer::Base => Vec::new(),
    };
    let meant: Vec<Term> = removed.into_iter().filter_map(Term::new).collect();
    let lost = was.guards.iter().filter(|term| !kept.contains(term) && !meant.contains(term)).count();
    if lost == 0 {
        return;
    }
    let start = now.documents().find(|(name, _)| *name == "style").map(|(_, node)| node.place.file().start());
    let Some(at) = start.and_then(|start| At::within(layer, "telling.guards", &start)) else { return };
    let message = format!("`telling.guards` leaves out {lost} of the words of {base_name} that mark when to stop");
    at.add(message, "to add some, write `guards: { add: […] }`", findings);
}

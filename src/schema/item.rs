//! Exercises and techniques.

use serde_json::{Value, json};

use super::build::{
    Extent, Shape, date, despite, file, filled, id, kilograms, list, metres, real, seconds, text, told, whole, word,
};
use crate::figure::View;
use crate::library::{
    Action, Band, Certainty, Equipment, Length, Measure, MechanismId, Muscle, Position, Region, Sides, TechniqueKind,
    Variable,
};
use crate::units::{Effort, Reps, Sets, TimesADay};
use crate::yaml::Word;

/// An item, whole; or, where it has `changes:`, with any of its fields.
fn either(title: &str, item: fn(Extent) -> Shape) -> Value {
    let changes = item(Extent::Change);
    let changes =
        changes.may("changes", told("The library whose item of this name is changed.", json!({ "type": "string" })));
    let changes = changes.may("despite", despite());
    let whole = item(Extent::Whole).end();
    file(title, json!({ "if": { "type": "object", "required": ["changes"] }, "then": changes.end(), "else": whole }))
}

pub(super) fn exercise() -> Value {
    either("An exercise of a backplan library", whole_exercise)
}

fn whole_exercise(extent: Extent) -> Shape {
    let work = Shape::whole().needs("muscle", word::<Muscle>()).needs("action", word::<Action>());
    let ladder = Shape::new(extent)
        .may("easier", told("The next easier exercise; it has to say `harder` of this one.", id()))
        .may("harder", told("The next harder exercise; it has to say `easier` of this one.", id()))
        .may("stands-alone", told("Why there is neither.", text()));
    let dose_range = Shape::new(extent)
        .needs("measure", word::<Measure>())
        .may("sides", word::<Sides>())
        .needs("start", told("What somebody new begins with.", dose(extent)))
        .needs("most", told("The most that a programme may ask for.", dose(extent)))
        .needs("grow", told("What grows, in order.", list(word::<Variable>())));
    let entry = Shape::new(extent).needs("usual-pain-up-to", real(0.0, 10.0));
    Shape::new(extent)
        .needs("name", told("What you would say to the patient.", text()))
        .may("also-called", told("Other names among physios.", list(text())))
        .needs("purpose", told("One sentence for the patient on what it works.", text()))
        .needs("position", word::<Position>())
        .needs("equipment", told("What it needs; [] if nothing.", list(word::<Equipment>())))
        .needs("steps", told("One short action each, in order.", filled(text())))
        .needs("feel", told("What it should feel like.", text()))
        .needs("mistakes", told("Each as `If ..., ...`, with what to do instead.", list(text())))
        .may("figure", told("The drawing; docs/figures.md tells how.", figure()))
        .may("picture", told("A picture of your own, in place of the drawing.", picture(extent)))
        .may("video", told("Where a film of it is, for the handout: an https address.", web_address()))
        .needs("dose", dose_range.end())
        .may("ladder", ladder.end())
        .may("enter-with", told("When a programme may begin with it, or climb to it by itself.", entry.end()))
        .needs("work", told("Each main muscle.", list(work.needs("length", word::<Length>()).end())))
        .needs("soreness", effects())
        .needs("avoid-if", told("The conditions that rule it out.", list(id())))
        .needs("evidence", evidence(extent))
        .needs("reviewed", reviewed(extent))
}

pub(super) fn technique() -> Value {
    either("A technique of a backplan library", whole_technique)
}

fn whole_technique(extent: Extent) -> Shape {
    Shape::new(extent)
        .needs("name", told("Its name among physios.", text()))
        .needs("patient-name", told("What the patient reads that is done.", text()))
        .needs("purpose", told("One sentence for the patient.", text()))
        .needs("kind", word::<TechniqueKind>())
        .needs("region", word::<Region>())
        .needs("soreness", effects())
        .may("lessened-by", told("What lessens the soreness, for the physio.", list(text())))
        .may("figure", told("The drawing; docs/figures.md tells how.", figure()))
        .needs("avoid-if", told("The conditions that rule it out.", list(id())))
        .needs("evidence", evidence(extent))
        .needs("reviewed", reviewed(extent))
}

/// A drawing. Poses and joints are data of the library, so a schema knows only the outline.
fn figure() -> Value {
    Shape::whole()
        .needs("view", word::<View>())
        .may("swing", real(-90.0, 90.0))
        .may("rise", real(0.0, 90.0))
        .may("props", list(json!({ "type": "string" })))
        .may("arrows", json!({ "type": "array" }))
        .may("close", json!({ "type": "object", "minProperties": 1, "maxProperties": 1 }))
        .needs("frames", json!({ "type": "array", "minItems": 1 }))
        .end()
}

fn web_address() -> Value {
    json!({ "type": "string", "pattern": "^https://[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+([:/?#].*)?$", "maxLength": 150 })
}

fn picture(extent: Extent) -> Value {
    Shape::new(extent)
        .needs("file", told("Its path from the library's folder.", text()))
        .needs("licence", text())
        .needs("credit", text())
        .needs("source", text())
        .end()
}

fn dose(extent: Extent) -> Value {
    let bands: Vec<String> = Band::ALL.iter().map(|band| format!("{} band", band.as_str())).collect();
    let load = json!({ "anyOf": [kilograms(), { "enum": bands }, { "const": "bodyweight" }] });
    Shape::new(extent)
        .may("sets", whole(Sets::LEAST.get(), Sets::MOST.get()))
        .may("reps", whole(Reps::LEAST.get(), Reps::MOST.get()))
        .may("hold", seconds())
        .may("time", seconds())
        .may("distance", metres())
        .may("load", load)
        .may("rest", seconds())
        .may("effort", real(Effort::LEAST.get(), Effort::MOST.get()))
        .may("times-a-day", whole(TimesADay::LEAST.get(), TimesADay::MOST.get()))
        .end()
}

fn effects() -> Value {
    // Worry is set for the person; nothing can be tagged with it.
    let mechanisms: Vec<&str> =
        MechanismId::ALL.iter().filter(|id| **id != MechanismId::Worry).map(|id| id.as_str()).collect();
    let effect = Shape::whole()
        .needs("mechanism", json!({ "enum": mechanisms }))
        .needs("where", word::<Region>())
        .may("chance", told("How many of new people feel it, 0 to 1.", real(0.0, 1.0)))
        .may("peak", told("How sore, 0 to 10 above usual pain.", real(0.0, 10.0)))
        .may("source", told("A study, or expert-opinion.", text()));
    told("The soreness to expect in somebody new to it; [] if nothing is felt.", list(effect.end()))
}

fn evidence(extent: Extent) -> Value {
    Shape::new(extent)
        .needs("certainty", word::<Certainty>())
        .needs("source", told("A short citation, or expert-opinion.", text()))
        .end()
}

fn reviewed(extent: Extent) -> Value {
    Shape::new(extent).needs("by", text()).needs("on", date()).needs("until", date()).end()
}

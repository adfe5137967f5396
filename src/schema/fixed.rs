//! Mechanisms, and the files of which a library has one.

use serde_json::{Value, json};

use super::build::{
    Extent, Shape, boolean, despite, file, filled, hours, id, kilograms, list, metres, quantity, real, seconds, text,
    told, weeks, whole, word,
};
use crate::library::{Band, Cause, Confidence};
use crate::units::{Effort, Weeks};
use crate::yaml::Word;

pub(super) fn library() -> Value {
    let version = json!({ "type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$" });
    let shape = Shape::whole()
        .needs("id", told("What programmes call it.", id()))
        .needs("name", text())
        .needs("version", told("Major, minor and patch, like 1.2.3.", version))
        .may("licence", text())
        .may("extends", told("The library that it builds on, like `core ^1`.", text()))
        .may("hides", told("Exercises and techniques of that library to leave out.", list(id())))
        .may("every-effect-has-a-source", boolean());
    file("A backplan library", shape.end())
}

pub(super) fn conditions() -> Value {
    // A library that extends another may change one field of a condition.
    let condition = Shape::whole().needs("id", id()).may("name", text()).may("definition", text());
    let condition = condition.may("despite", despite());
    file("The conditions of a backplan library", list(condition.end()))
}

pub(super) fn mechanism() -> Value {
    let changes = json!({ "type": "object", "required": ["changes"] });
    file("A mechanism of a backplan library", json!({ "if": changes, "then": {}, "else": whole_mechanism() }))
}

fn whole_mechanism() -> Value {
    let span = || Shape::whole().needs("from", hours()).needs("to", hours());
    let gone = span().needs("outer", hours()).may("by-from", real(0.0, 1.0));
    let profile = Shape::whole()
        .needs("onset", span().end())
        .needs("peak", span().end())
        .needs("gone", gone.end())
        .may("note", text());
    let soreness = || real(0.0, 10.0);
    let size = Shape::whole().needs("usual", soreness()).needs("least", soreness()).needs("most", soreness());
    let fading = Shape::whole()
        .may("sessions", filled(real(0.0, 1.0)))
        .may("each", json!({}))
        .needs("keeps", weeks())
        .needs("gone", weeks())
        .needs("variation", real(0.0, 1.0))
        .may("odds-each", real(0.0, 1.0));
    let bout = Shape::whole().needs("repetitions", real(1.0, 1000.0)).needs("effort", effort());
    let dose = Shape::whole()
        .needs("volume", real(0.0, 1.0))
        .may("effort", real(0.0, 5.0))
        .may("odds-effort", real(0.0, 10.0))
        .may("reference", bout.end());
    let after = Shape::whole().needs("share", real(0.0, 1.0)).may("effort", real(0.0, 5.0)).needs("gone", hours());
    let kinds = ["eccentric", "mixed", "isometric-long", "concentric", "isometric"];
    let drive = kinds.into_iter().fold(Shape::whole(), |shape, kind| shape.needs(kind, real(0.0, 1.0)));
    let factors = ["low", "usual", "high"].into_iter();
    let sensitivity = factors.fold(Shape::whole(), |shape, level| shape.needs(level, real(0.0, 3.0)));
    let person = Shape::whole().may("sensitivity", sensitivity.end()).may("active-lately", real(0.0, 1.0));
    let aspects = ["timing", "size", "fading"].into_iter();
    let confidence = aspects.fold(Shape::whole(), |shape, aspect| shape.needs(aspect, word::<Confidence>()));
    Shape::whole()
        .needs("name", text())
        .needs("patient-name", text())
        .needs("cause", word::<Cause>())
        .needs("profile", profile.end())
        .may("multiplies", Shape::whole().needs("by", real(1.0, 3.0)).end())
        .may("size", size.end())
        .may("chance", real(0.0, 1.0))
        .may("fading", fading.end())
        .may("dose", dose.end())
        .may("straight-after", after.end())
        .may("drive", drive.end())
        .may("person", person.end())
        .needs("confidence", confidence.end())
        .needs("sources", filled(text()))
        .needs("chosen", text())
        .needs("why", text())
        .needs("helps", filled(text()))
        .needs("is-not", text())
        .end()
}

fn effort() -> Value {
    real(Effort::LEAST.get(), Effort::MOST.get())
}

/// A section of the rules, which says where its numbers come from.
fn sourced(shape: Shape) -> Value {
    shape.needs("source", text()).needs("confidence", word::<Confidence>()).end()
}

/// A mapping of which a library that extends another may have only what differs.
fn partial() -> Shape {
    Shape::new(Extent::Change)
}

/// The rules. A library that extends another may have only some of them.
pub(super) fn rules() -> Value {
    let shape = partial()
        .may("changes", json!({ "type": "string" }))
        .may("despite", despite())
        .may("bounds", bounds())
        .may("progression", progression())
        .may("levels", levels())
        .may("curve", curve())
        .may("people", people())
        .may("traffic-light", traffic_light());
    file("The rules of a backplan library", shape.end())
}

fn range(most: u32) -> Value {
    partial().needs("least", whole(1, most)).needs("most", whole(1, most)).end()
}

fn bounds() -> Value {
    let hold = partial().needs("least", seconds()).needs("most", seconds()).needs("usual-most", seconds());
    let shape = partial()
        .needs("sets", range(99))
        .needs("reps", range(999))
        .needs("hold", hold.end())
        .needs("exercises-a-session", whole(1, 99));
    sourced(shape)
}

fn progression() -> Value {
    let step = partial()
        .needs("reps", whole(1, 99))
        .needs("sets", whole(1, 99))
        .needs("hold", seconds())
        .needs("time", seconds())
        .needs("distance", metres())
        .needs("load", kilograms());
    let share = || json!({ "type": "number" });
    let shape = partial()
        .needs("sessions-before-step", whole(1, 99))
        .needs("break-after", weeks())
        .needs("step", step.end())
        .needs("usual-rise", share())
        .needs("most-rise", share())
        .needs("deload-keeps", share())
        .needs("baseline-sessions", whole(1, 9))
        .needs("first-quota", share())
        .needs("heavy-effort", effort())
        .needs("heavy-rest", hours())
        .needs("heavy-days", whole(1, 7))
        .needs("novice-after", weeks())
        .needs("novice-days", range(7))
        .needs("effort-rise", whole(0, 10))
        .needs("eccentric-rest", hours())
        .needs("eccentric-weeks", whole(0, Weeks::MOST.get()));
    sourced(shape)
}

fn levels() -> Value {
    let threshold = || partial().needs("chance", real(0.0, 1.0)).needs("peak", real(0.0, 10.0)).end();
    sourced(partial().needs("likely", threshold()).needs("possible", threshold()))
}

fn curve() -> Value {
    let bands = Band::ALL.iter().fold(partial(), |shape, band| shape.needs(band.as_str(), kilograms()));
    let shape = partial()
        .needs("noticeable", real(0.0, 10.0))
        .needs("tail", real(0.0, 1.0))
        .needs("own-load", kilograms())
        .needs("bands", bands.end())
        .needs("pace", real(0.1, 10.0))
        .needs("repetition", seconds())
        .needs("effort", effort())
        .needs("steady", seconds())
        .needs("steady-effort", effort())
        .needs("clearly-more", real(1.0, 10.0))
        .needs("home-at", quantity("h|hours?"))
        .needs("visit-at", quantity("h|hours?"));
    sourced(shape)
}

fn people() -> Value {
    let share = || real(0.0, 1.0);
    let shares = || partial().needs("at-from", share()).needs("at-to", share()).end();
    let shape = partial()
        .needs("begun", share())
        .needs("peaked", shares())
        .needs("settled", shares())
        .needs("smaller", shares());
    sourced(shape)
}

fn traffic_light() -> Value {
    let shape = partial()
        .needs("green-to", whole(0, 10))
        .needs("amber-to", whole(0, 9))
        .needs("usual-rise", whole(0, 10))
        .needs("back-to-usual", hours())
        .needs("ache-settles", hours())
        .needs("ring-after", hours())
        .needs("too-sore-to-load", whole(1, 10));
    sourced(shape)
}

/// The style. A library that extends another may have only some of it.
pub(super) fn style() -> Value {
    let section = || json!({ "type": "object" });
    let words = Shape::whole().needs("words", filled(text())).needs("instead", text()).needs("source", text());
    let shape = partial()
        .may("changes", json!({ "type": "string" }))
        .may("despite", despite())
        .may("reading", section())
        .may("length", section())
        .may("actions", section())
        .may("claims", section())
        .may("twins", section())
        .may("reviews", section())
        .may("telling", section())
        .may("banned", filled(words.end()));
    file("The style of a backplan library", shape.end())
}

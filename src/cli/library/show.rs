//! Exercises and techniques as a physio reads them.

use backplan::library::{Effect, Found, Library};

use crate::cli::plan::entry;

/// How wide the column of ids is.
const IDS: usize = 26;

/// A line each: id, name and purpose.
pub(super) fn list(found: &[Found<'_>], width: usize) -> String {
    let line = |found: &Found<'_>| {
        let label = format!("{:<IDS$}", found.id());
        entry(&label, &format!("{}. {}", found.name(), found.purpose()), width)
    };
    found.iter().map(line).collect::<String>() + &format!("{} found\n", found.len())
}

/// One item in full.
pub(super) fn whole(found: Found<'_>, library: &Library, width: usize) -> String {
    let mut text = format!("{} ({})\n{}\n\n", found.name(), found.id(), found.purpose());
    let mut line = |label: &str, content: String| {
        if !content.is_empty() {
            text += &entry(&format!("{label:<14}"), &content, width);
        }
    };
    match found {
        Found::Exercise(e) => {
            line("also called", e.also_called().join(", "));
            line("position", e.position().to_string());
            line("equipment", words(e.equipment()));
            for (n, step) in (1..).zip(e.steps()) {
                line(if n == 1 { "steps" } else { "" }, format!("{n}. {step}"));
            }
            line("feel", e.feel().to_owned());
            line("mistakes", e.mistakes().join(" "));
            let grow = words(e.dose().grow());
            let (start, most) = (e.dose().start().short(), e.dose().most().short());
            line("dose", format!("{start} to {most}, growing {grow}"));
            let name = |id| library.exercise(id).map_or(String::new(), |e| format!("{} ({id})", e.name()));
            line("easier", e.ladder().easier().map_or_else(String::new, name));
            line("harder", e.ladder().harder().map_or_else(String::new, name));
            for (n, work) in e.work().iter().enumerate() {
                let label = if n == 0 { "muscles" } else { "" };
                line(label, format!("{}: {}, {} length", work.muscle(), work.action(), work.length()));
            }
            for (n, effect) in e.effects().iter().enumerate() {
                line(if n == 0 { "soreness" } else { "" }, told(effect));
            }
            let avoid: Vec<&str> = e.avoid_if().map(|c| c.as_str()).collect();
            line("avoid if", avoid.join(", "));
            line("evidence", format!("{}; certainty: {}", e.evidence().source, e.evidence().certainty));
            line("reviewed", format!("{} on {}, until {}", e.reviewed().by, e.reviewed().on, e.reviewed().until));
            line("file", e.place().file().name().to_owned());
        }
        Found::Technique(t) => {
            line("kind", t.kind().to_string());
            line("where", t.region().to_string());
            line("for patients", t.patient_name().to_owned());
            for (n, effect) in t.effects().iter().enumerate() {
                line(if n == 0 { "soreness" } else { "" }, told(effect));
            }
            line("lessened by", t.lessened_by().join(" "));
            let avoid: Vec<&str> = t.avoid_if().map(|c| c.as_str()).collect();
            line("avoid if", avoid.join(", "));
            line("evidence", format!("{}; certainty: {}", t.evidence().source, t.evidence().certainty));
            line("reviewed", format!("{} on {}, until {}", t.reviewed().by, t.reviewed().on, t.reviewed().until));
        }
    }
    text
}

fn words<W: std::fmt::Display>(words: &[W]) -> String {
    words.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// An effect in a line.
fn told(effect: &Effect) -> String {
    let chance = effect.chance().map_or_else(String::new, |c| format!(", {} of 10 people", c.of_ten()));
    let size = effect.peak().map_or_else(String::new, |p| format!(", size {p}"));
    let source = effect.source().unwrap_or("no source");
    format!("{}, {}{chance}{size} ({source})", effect.mechanism(), effect.region())
}

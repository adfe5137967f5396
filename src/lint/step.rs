//! Steps: short, one action each.

use super::item::place_of;
use crate::diagnostic::{Code, Findings};
use crate::library::Style;
use crate::reading::{sentences, words};
use crate::source::Placed;

/// Reports a step with too many words, or with more than one action.
pub(super) fn check(step: &Placed<String>, style: &Style, findings: &mut Findings) {
    let (count, most) = (words(&step.value).count(), style.length().step);
    if count > most as usize {
        findings.add(
            Code::LongStep,
            &step.place,
            format!("this step has {count} words, at most {most} can be kept in mind"),
            "leave out what the picture shows, or make two steps of it",
        );
    }
    let clauses: Vec<&str> = sentences(&step.value).flat_map(clauses).collect();
    let is_action = |clause: &&&str| verb(clause).is_some_and(|verb| style.actions().contains(&verb));
    let actions: Vec<&str> = clauses.iter().filter(is_action).copied().collect();
    if let [_, second, ..] = actions.as_slice() {
        findings.add(
            Code::StepActions,
            &place_of(second, step),
            format!("this step asks for {} actions, a step is one", actions.len()),
            "make two steps of it, or say what is done at once with `as` or `while`",
        );
    }
}

/// A sentence cut where one thing to do may end and the next begin.
fn clauses(sentence: &str) -> impl Iterator<Item = &str> {
    let parts = sentence.split([',', ';', ':']);
    parts.flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" then ")).map(str::trim)
}

/// The first word of a clause, but for those that may stand before a verb; none if it is another way to do the same.
fn verb(clause: &str) -> Option<String> {
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let leads =
        |word: &String| matches!(word.as_str(), "and" | "then" | "now" | "next" | "again") || word.ends_with("ly");
    words(clause).map(plain).find(|word| !leads(word)).filter(|word| word != "or")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_begin_with_their_verb() {
        let text = "Slowly lift one leg, then hold it and keep breathing.";
        let verbs: Vec<_> = clauses(text).filter_map(verb).collect();
        assert_eq!(verbs, ["lift", "hold", "keep"]);
        assert_eq!(clauses("Lift the leg as you breathe out.").count(), 1);
        assert_eq!(verb("–"), None);
        assert_eq!(verb("or pick it up"), None);
    }
}

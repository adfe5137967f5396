//! Steps: short, one action each.

use std::collections::BTreeSet;

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
    let clauses = sentences(&step.value).flat_map(clauses);
    let actions: Vec<&str> =
        clauses.filter(|clause| clause.is_action(style.actions())).map(|clause| clause.text).collect();
    if let [_, second, ..] = actions.as_slice() {
        findings.add(
            Code::StepActions,
            &place_of(second, step),
            format!("this step asks for {} actions, a step is one", actions.len()),
            "make two steps of it, or say what is done at once with `as` or `while`",
        );
    }
}

/// A piece of a sentence that may be a thing to do.
#[derive(Debug, Clone, Copy)]
struct Clause<'t> {
    text: &'t str,
    /// What stands before it: `then` begins another action, with or without a verb.
    after_then: bool,
    after_and: bool,
}

impl Clause<'_> {
    fn is_action(&self, verbs: &BTreeSet<String>) -> bool {
        let verb = verb(self.text);
        // "To one side, then the other", "to one side and back": the verb is the one before.
        let goes_on = self.after_then && verb.is_some();
        goes_on || self.comes_back() || verb.is_some_and(|verb| verbs.contains(&verb))
    }

    /// Whether it is the way back, as in "and back again"; "and back straight" is none.
    fn comes_back(&self) -> bool {
        const AFTER: [&str; 6] = ["again", "to", "down", "up", "in", "out"];
        let plain = self.text.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let mut words = plain.split_whitespace();
        self.after_and && words.next() == Some("back") && words.next().is_none_or(|word| AFTER.contains(&word))
    }
}

/// A sentence cut where one thing to do may end and the next begin.
fn clauses(sentence: &str) -> impl Iterator<Item = Clause<'_>> {
    sentence.split([',', ';', ':']).flat_map(|part| part.split(" and ").enumerate()).flat_map(|(nth, piece)| {
        piece.split(" then ").enumerate().map(move |(after, text)| {
            let text = text.trim();
            let rest = text.get(..5).filter(|lead| lead.eq_ignore_ascii_case("then ")).and_then(|_| text.get(5..));
            Clause { text: rest.unwrap_or(text), after_then: after > 0 || rest.is_some(), after_and: nth > 0 }
        })
    })
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

    fn actions(text: &str) -> usize {
        let verbs: BTreeSet<String> = ["lift", "hold", "turn", "tip", "do", "step"].map(str::to_owned).into();
        clauses(text).filter(|clause| clause.is_action(&verbs)).count()
    }

    #[test]
    fn clauses_begin_with_their_verb() {
        let text = "Slowly lift one leg, then hold it and keep breathing.";
        let verbs: Vec<_> = clauses(text).filter_map(|clause| verb(clause.text)).collect();
        assert_eq!(verbs, ["lift", "hold", "keep"]);
        assert_eq!(clauses("Lift the leg as you breathe out.").count(), 1);
        assert_eq!(verb("–"), None);
        assert_eq!(verb("or pick it up"), None);
    }

    #[test]
    fn then_and_back_are_actions_without_a_verb() {
        assert_eq!(actions("Step up with one foot, then the other."), 2);
        assert_eq!(actions("Turn slowly back and then to the other side."), 2);
        assert_eq!(actions("Turn slowly to the other side and back."), 2);
        assert_eq!(actions("Step in to rest, then do the other side."), 2);
        assert_eq!(actions("Tip slowly forward from your hips, back long."), 1);
        assert_eq!(actions("Lift it now and then."), 1);
        assert_eq!(actions("Do the same with the other knee."), 1);
    }
}

//! Gaps in the texts of libraries and programmes: what the country decides, and the handout fills in.

use crate::diagnostic::{Code, Findings};
use crate::source::Place;
use crate::yaml::{Word, nearest, words};

words! {
    /// What a text for patients may leave to the country, written between braces.
    Gap, "a gap" {
        /// The number for an emergency.
        Emergency = "emergency",
        /// Whom to ask for advice on the same day: a number or a doctor.
        UrgentAdvice = "urgent-advice",
        /// Where to go in an emergency.
        EmergencyDepartment = "emergency-department",
        /// The doctor that patients see first.
        Doctor = "doctor",
    }
}

impl Gap {
    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|gap| gap.as_str() == name)
    }
}

/// A piece of a text: as it stands, or the name of a gap.
enum Piece<'t> {
    Text(&'t str),
    Gap(&'t str),
}

/// Takes a text apart; nearly all are in one piece. Braces around anything but small letters and hyphens are part of the text.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((name, after)) = gap_at_start(rest) {
            rest = after;
            return Some(Piece::Gap(name));
        }
        let mut braces = rest.match_indices('{').map(|(at, _)| at);
        let end = braces.find(|at| rest.get(*at..).is_some_and(|rest| gap_at_start(rest).is_some()));
        let (before, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(Piece::Text(before))
    })
}

fn gap_at_start(text: &str) -> Option<(&str, &str)> {
    let (name, after) = text.strip_prefix('{')?.split_once('}')?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    is_name.then_some((name, after))
}

/// The gaps of a text that nothing fills.
pub(crate) fn unfilled(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).filter_map(|piece| match piece {
        Piece::Gap(name) if Gap::named(name).is_none() => Some(name),
        Piece::Gap(_) | Piece::Text(_) => None,
    })
}

/// Reports gaps that nothing fills.
pub(crate) fn check(text: &str, place: &Place, findings: &mut Findings) {
    for name in unfilled(text) {
        let all = || Gap::ALL.iter().map(|gap| gap.as_str());
        let hint = match nearest(name, all()) {
            Some(near) => format!("did you mean `{{{near}}}`?"),
            None => {
                let all: Vec<String> = all().map(|gap| format!("`{{{gap}}}`")).collect();
                format!("gaps of such a text: {}; anything else goes without braces", all.join(", "))
            }
        };
        findings.add(Code::BadPhrase, place, format!("nothing fills `{{{name}}}` here"), hint);
    }
}

/// A text with its gaps filled.
pub(crate) fn fill(text: &str, value: impl Fn(Gap) -> String) -> String {
    let piece = |piece: Piece<'_>| match piece {
        Piece::Text(text) => text.to_owned(),
        Piece::Gap(name) => Gap::named(name).map_or_else(|| format!("{{{name}}}"), &value),
    };
    pieces(text).map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_gaps_are_filled_and_what_fills_them_is_not_read_again() {
        let filled = |text| fill(text, |gap| format!("<{{doctor}}:{gap}>"));
        assert_eq!(filled("Call {emergency} now."), "Call <{doctor}:emergency> now.");
        assert_eq!(filled("{doctor}{nobody} {Big} {} é{"), "<{doctor}:doctor>{nobody} {Big} {} é{");
    }
}

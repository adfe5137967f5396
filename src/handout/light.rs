//! The pain traffic light.

use serde::Serialize;

use super::compose::Input;
use super::span::whole_days;
use crate::clinic::LightBounds;
use crate::programme::Mode;
use crate::wording::{Key, RichText, Wording};

/// The pain traffic light, in its two questions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Light {
    /// The heading.
    pub heading: String,
    /// How to use it.
    pub intro: RichText,
    /// The headings of its two columns.
    pub columns: [String; 2],
    /// For the usual pain.
    pub usual: LightPart,
    /// For new muscle ache.
    pub ache: LightPart,
    /// What comes after.
    pub after: Vec<RichText>,
}

/// One question of the traffic light.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LightPart {
    /// The question.
    pub heading: String,
    /// Green, amber, red.
    pub rows: [LightRow; 3],
}

/// One colour of the traffic light.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LightRow {
    /// `green`, `amber` or `red`.
    pub colour: &'static str,
    /// The colour as a word.
    pub word: String,
    /// The numbers.
    pub range: String,
    /// What to do.
    pub text: RichText,
}

/// What each colour asks for: usual pain green, amber, red; then new muscle ache.
fn keys(mode: Mode) -> [Key; 6] {
    match mode {
        Mode::PainContingent => {
            [Key::PainGreen, Key::PainAmber, Key::PainRed, Key::PainAcheGreen, Key::PainAcheAmber, Key::PainAcheRed]
        }
        Mode::TimeContingent => {
            [Key::TimeGreen, Key::TimeAmber, Key::TimeRed, Key::TimeAcheGreen, Key::TimeAcheAmber, Key::TimeAcheRed]
        }
    }
}

/// The traffic light, with the library's bounds, in the programme's mode.
pub(super) fn light(input: &Input<'_>) -> Light {
    let words = input.wording;
    let rules = &input.library.rules().traffic_light;
    let text = |key| words.text(key, &[]);
    let hours = rules.back_to_usual.get().round().to_string();
    let settles = whole_days(rules.ache_settles).to_string();
    let ring = whole_days(rules.ring_after).to_string();
    let sore = rules.too_sore_to_load;
    let gaps = [("hours", hours.as_str()), ("days", settles.as_str())];
    let row = |colour, word, range, key| LightRow { colour, word: text(word), range, text: words.rich(key, &gaps) };
    let [green, amber, red, ache_green, ache_amber, ache_red] = keys(input.programme.mode());
    let ache_amber_range = words.text(Key::LightAcheAmber, &[("n", &sore.to_string())]);
    let ache_red_range = words.text(Key::LightAcheRed, &[("days", &ring)]);
    let usual = usual_bounds(input);
    let bounds = bounds_of(input, usual);
    let usual_part = LightPart {
        heading: text(Key::LightUsual),
        rows: [
            row("green", Key::LightGreen, range(0, bounds.green_to, words), green),
            row("amber", Key::LightAmber, range(bounds.green_to + 1, bounds.amber_to, words), amber),
            row("red", Key::LightRed, range(bounds.amber_to + 1, 10, words), red),
        ],
    };
    let ache = LightPart {
        heading: text(Key::LightAche),
        rows: [
            row("green", Key::LightGreen, range(0, sore.saturating_sub(1), words), ache_green),
            row("amber", Key::LightAmber, ache_amber_range, ache_amber),
            row("red", Key::LightRed, ache_red_range, ache_red),
        ],
    };
    let mut after = Vec::new();
    if bounds.green_to > usual.green_to {
        let pain = input.programme.person().usual_pain().to_string();
        after.push(words.rich(Key::LightOwnNumbers, &[("usual", &pain)]));
    }
    after.push(words.rich(Key::LightTwoReds, &[]));
    Light {
        heading: text(Key::LightHeading),
        intro: words.rich(Key::LightIntro, &[]),
        columns: [text(Key::LightNumber), text(Key::LightWhatToDo)],
        usual: usual_part,
        ache,
        after,
    }
}

/// Where green and amber end, whoever the person: the clinic's bounds, or else the library's.
fn usual_bounds(input: &Input<'_>) -> LightBounds {
    let rules = &input.library.rules().traffic_light;
    let own = input.details.clinic.as_ref().and_then(|clinic| clinic.light());
    own.unwrap_or(LightBounds { green_to: rules.green_to, amber_to: rules.amber_to })
}

/// Where green and amber end for this person: the usual bounds, or, where usual pain is above green, what counts is the rise.
fn bounds_of(input: &Input<'_>, bounds: LightBounds) -> LightBounds {
    let rules = &input.library.rules().traffic_light;
    // Usual pain is 0-10, and some red must be left above amber.
    let usual = input.programme.person().usual_pain().get().round() as u32;
    if usual <= bounds.green_to {
        return bounds;
    }
    let amber_to = (usual + rules.usual_rise).min(9);
    LightBounds { green_to: usual.min(amber_to.saturating_sub(1)), amber_to }
}

/// The clinic's own bounds and the ones that are printed, if the person's usual pain sets others.
pub fn bounds_set_aside(input: &Input<'_>) -> Option<(LightBounds, LightBounds)> {
    let own = input.details.clinic.as_ref()?.light()?;
    let printed = bounds_of(input, own);
    (printed != own).then_some((own, printed))
}

/// Where green ends, if even the person's usual pain is above it: the scale leaves no room for a rise.
pub fn usual_above_green(input: &Input<'_>) -> Option<u32> {
    let printed = bounds_of(input, usual_bounds(input));
    let usual = input.programme.person().usual_pain().get().round() as u32;
    (usual > printed.green_to).then_some(printed.green_to)
}

/// Numbers in words: "0 to 3", "4 or 5", "10".
fn range(low: u32, high: u32, words: &Wording) -> String {
    let (l, h) = (low.to_string(), high.to_string());
    match high.saturating_sub(low) {
        0 => l,
        1 => words.text(Key::Or, &[("low", &l), ("high", &h)]),
        _ => words.text(Key::To, &[("low", &l), ("high", &h)]),
    }
}

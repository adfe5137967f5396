//! Doses in the patient's words.

use crate::library::{Dose, Load, SetWork, Sides};
use crate::units::Seconds;
use crate::wording::{Key, Wording};

/// The pounds in a kilogram.
const POUNDS_A_KILOGRAM: f64 = 2.204_622_6;

/// A dose in words: "2 sets of 8, hold each for 8 seconds, with 4 kg, on each side".
pub(super) fn dose_text(dose: &Dose, sides: Sides, words: &Wording) -> String {
    let sets = dose.sets().get();
    let text = match dose.work() {
        SetWork::Reps(reps) => set_text(sets, &reps.get().to_string(), words),
        SetWork::Hold(reps, hold) => {
            let reps = set_text(sets, &reps.get().to_string(), words);
            words.text(Key::Hold, &[("reps", &reps), ("time", &time_text(hold, words))])
        }
        SetWork::Time(time) if sets == 1 => time_text(time, words),
        SetWork::Distance(metres) if sets == 1 => words.text(Key::Metres, &[("n", &metres.get().to_string())]),
        SetWork::Distance(metres) => {
            let far = words.text(Key::Metres, &[("n", &metres.get().to_string())]);
            words.text(Key::Times, &[("n", &sets.to_string()), ("time", &far)])
        }
        SetWork::Time(time) => words.text(Key::Times, &[("n", &sets.to_string()), ("time", &time_text(time, words))]),
    };
    let text = match dose.load() {
        Some(Load::Weight(kg)) if kg.get() > 0.0 => {
            let pounds = (kg.get() * POUNDS_A_KILOGRAM).round().max(1.0);
            let gaps = [("dose", &*text), ("kg", &kg.get().to_string()), ("pounds", &pounds.to_string())];
            words.text(Key::Load, &gaps)
        }
        Some(Load::Band(band)) => words.text(Key::LoadBand, &[("dose", &text), ("band", words.band(band))]),
        Some(Load::Weight(_) | Load::Bodyweight) | None => text,
    };
    let text = match dose.times_a_day().get() {
        1 => text,
        n => words.text(Key::TimesADay, &[("dose", &text), ("n", &n.to_string())]),
    };
    match sides {
        Sides::Both => text,
        Sides::Each => words.text(Key::EachSide, &[("dose", &text)]),
    }
}

/// The rest, where there is anything to rest between, and how hard it should feel, where that is laid down.
pub(super) fn note_text(dose: &Dose, words: &Wording) -> Option<String> {
    let rest = dose.rest().filter(|_| dose.sets().get() > 1);
    let rest = rest.map(|rest| words.text(Key::Rest, &[("time", &time_text(rest, words))]));
    let effort = dose.effort().map(|effort| words.text(Key::Effort, &[("n", &effort.get().to_string())]));
    let notes: Vec<String> = rest.into_iter().chain(effort).collect();
    (!notes.is_empty()).then(|| notes.join(", "))
}

fn set_text(sets: u32, work: &str, words: &Wording) -> String {
    match sets {
        1 => words.text(Key::SetsOne, &[("work", work)]),
        n => words.text(Key::SetsMany, &[("n", &n.to_string()), ("work", work)]),
    }
}

/// A length of time in words: "45 seconds", "10 minutes", "1 minute 30 seconds".
fn time_text(time: Seconds, words: &Wording) -> String {
    let count = |n: u32, one, many| match n {
        1 => words.text(one, &[]),
        n => words.text(many, &[("n", &n.to_string())]),
    };
    let (minutes, seconds) = (time.get() / 60, time.get() % 60);
    let minutes_text = count(minutes, Key::MinuteOne, Key::MinuteMany);
    let seconds_text = count(seconds, Key::SecondOne, Key::SecondMany);
    match (minutes, seconds) {
        (0, _) => seconds_text,
        (_, 0) => minutes_text,
        _ => words.text(Key::MinutesAndSeconds, &[("minutes", &minutes_text), ("seconds", &seconds_text)]),
    }
}

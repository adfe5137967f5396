//! The arithmetic of one reason.

use super::super::input::Planned;
use super::super::plan::entry;
use super::tree::WIDTH;
use backplan::forecast::{Against, Measured, Reason};
use backplan::library::{Response, Role, Source};
use backplan::source::Place;
use backplan::units::Soreness;

/// One reason: its factors multiply up to its size, its odds to its chance.
pub(super) fn branch(reason: &Reason, planned: &Planned) -> String {
    let mechanism = planned.library.mechanism(reason.mechanism());
    // A reason comes from a mechanism that causes soreness, so there always is one.
    let Some((mechanism, Role::Source(source))) = mechanism.map(|m| (m, m.role())) else { return String::new() };
    let (f, basis, profile) = (reason.factors(), reason.basis(), reason.profile());
    let effect = &basis.effect;
    let title =
        format!("{}: {} in the {}, {}", reason.agent().as_str(), reason.mechanism(), reason.region(), reason.novelty());
    let said = match (effect.peak(), effect.chance()) {
        (Some(_), Some(_)) => "size and chance",
        (Some(_), None) => "size",
        (None, Some(_)) => "chance",
        (None, None) => "no number of its own",
    };
    let tag =
        format!("{}: {said}{}", place(effect.place()), effect.source().map_or_else(String::new, |s| format!(", {s}")));
    let sure = mechanism.confidence();
    let numbers =
        format!("{}: times {}, size {}, fading {}", place(&source.place), sure.timing, sure.size, sure.fading);
    let cut = if f.product() > Soreness::MOST.get() { format!(", cut to {}", Soreness::MOST) } else { String::new() };
    let product = format!(
        "{:.3} size x {:.3} dose x {:.3} new x {:.3} person x {:.3} worry = {:.3}{cut}",
        f.size,
        f.dose,
        f.newness,
        f.person,
        f.worry,
        f.product()
    );
    let made = format!(
        "{}; {:.2} earlier; person {:.2} sensitive x {:.2} practised",
        work(reason, source),
        basis.exposures,
        basis.person.sensitivity,
        basis.person.practice
    );
    let odds = &basis.odds;
    let base = basis.base_chance.get();
    let before = base / (1.0 - base);
    let chance = format!(
        "chance {:.3}: odds {before:.3} x {:.3} dose{} x {:.3} new x {:.3} person = {:.3}",
        reason.chance().get(),
        odds.dose,
        powers(&basis.chance_at, source.response.volume, source.response.odds_effort)
            .map_or_else(String::new, |powers| format!(" ({powers})")),
        odds.newness,
        odds.person,
        before * odds.product()
    );
    let (low, high) = reason.spread();
    let times = match (&source.straight_after, basis.straight_after) {
        (Some(early), true) => {
            format!("felt at once, gone by {} h; {low}-{high} in most", early.gone.get().min(profile.outer.get()))
        }
        _ => format!(
            "begins {}-{} h, most {}-{} h, gone {}-{} h, all gone {} h; {low}-{high} in most",
            profile.onset.get(),
            profile.onset_to.get(),
            profile.peak_from.get(),
            profile.peak_to.get(),
            profile.gone_from.get(),
            profile.gone.get(),
            profile.outer.get()
        ),
    };
    let lines = [tag, numbers, product, made, chance, times];
    let lines: String = lines.iter().map(|line| entry("    ", line, WIDTH)).collect();
    format!("\n{}{lines}", entry("  ", &title, WIDTH))
}

fn place(place: &Place) -> String {
    format!("{}:{}", place.file().name(), place.line())
}

/// How the size and the factor of the dose come about.
fn work(reason: &Reason, source: &Source) -> String {
    let basis = reason.basis();
    let Response { volume, effort, .. } = source.response;
    let early = source.straight_after.as_ref().filter(|_| basis.straight_after);
    let powers = powers(&Measured { drive: 1.0, ..basis.size_at }, volume, early.map_or(effort, |e| e.effort));
    let against = match basis.size_at.at {
        Against::Start => "the start",
        Against::Reference => "the reference bout",
    };
    let drive = match basis.size_at.drive {
        1.0 => String::new(),
        drive => format!("size {:.2} x {drive:.2} for the work; ", source.size.usual.get()),
    };
    let dose = match (powers, early) {
        (None, None) => format!("dose as {against}"),
        (Some(powers), None) => format!("dose {powers} of {against}"),
        (powers, Some(early)) => {
            let powers = powers.map_or_else(String::new, |powers| format!(" x {powers} of {against}"));
            format!("dose {} at once{powers}, 1 at most", early.share)
        }
    };
    let cut = if basis.is_cut { format!(", cut to make {}", Soreness::MOST) } else { String::new() };
    format!("{drive}{dose}{cut}")
}

/// How a dose makes a factor, the kind of work, the amount and the effort, each to its power; nothing where all are 1.
fn powers(at: &Measured, volume: f64, effort: f64) -> Option<String> {
    let mut parts = Vec::new();
    if at.drive != 1.0 {
        parts.push(format!("{:.2}", at.drive));
    }
    for (ratio, power) in [(at.ratio.volume, volume), (at.ratio.effort, effort)] {
        if ratio != 1.0 && power != 0.0 {
            parts.push(format!("{ratio:.2}^{power}"));
        }
    }
    (!parts.is_empty()).then(|| parts.join(" x "))
}

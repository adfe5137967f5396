//! `backplan check`: everything that is wrong with a programme and its library.

use anyhow::Result;

use super::args::{Check, Format};
use super::input::Planned;
use super::library_dir::Libraries;
use super::plan::entry;
use super::screen::Screen;
use super::{Ending, input, json, pin};
use backplan::completeness::{Item, Standing, completeness, met};
use backplan::diagnostic::{Diagnostic, Severity};
use backplan::forecast::Level;
use backplan::handout::{Details, Input, Layout, Readability, compose};
use backplan::yaml::Word;

pub(super) fn run(args: &Check, screen: &Screen) -> Result<Ending> {
    let (loaded, mut findings) = input::load(&args.sources, None, &Libraries::default())?;
    let planned = loaded.and_then(|loaded| {
        let start = input::trial_start(&loaded.programme)?;
        let (planned, more) = input::plan(loaded, start);
        findings.extend(more);
        planned.map(|planned| Planned { findings: findings.clone(), ..planned })
    });
    match args.format {
        Format::Json => {
            let items = planned.as_ref().map(cert);
            screen.data(&json::text(&json::Findings::new(&findings, items.as_deref()))?)?;
        }
        Format::Text => {
            screen.findings(&findings);
            if let Some(planned) = &planned {
                pin::tell(&args.sources, planned, screen)?;
                screen.data(&summary(planned))?;
                let items = cert(planned);
                screen.data(&score(&items, screen.width()))?;
                if args.completeness {
                    screen.data(&items.iter().map(|i| told(i, screen.width())).collect::<String>())?;
                }
                if args.readability {
                    screen.data(&readability(planned, screen.width())?)?;
                }
            }
        }
    }
    let failed = findings.iter().any(|f: &Diagnostic| f.severity() == Severity::Error);
    Ok(if failed { Ending::Problems } else { Ending::Fine })
}

fn cert(planned: &Planned) -> Vec<(Item, Standing)> {
    completeness(&planned.programme, &planned.library, &planned.schedule)
}

fn summary(planned: &Planned) -> String {
    let at = |level| planned.forecasts.iter().filter(|f| f.level() == level).count();
    let highest = planned.forecasts.iter().map(|f| f.peak().rounded()).fold(0.0, f64::max);
    let ceiling = planned.programme.ceiling().map_or_else(String::new, |c| format!(", ceiling {}", c.value.get()));
    let tried = if planned.programme.start().is_none() && planned.programme.names_dates() {
        let start = planned.schedule.start().format("%A %-d %B %Y");
        format!("without `start:`, tried from {start}, the first day that fits the dates in it\n")
    } else {
        String::new()
    };
    let count = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    format!(
        "`{}` can be used\n{} in {}\nsoreness likely after {} of them, possible after {}; at most {highest:.1}{ceiling}\n{tried}",
        planned.programme.name(),
        count(planned.forecasts.len(), "session"),
        count(planned.programme.weeks().get() as usize, "week"),
        at(Level::Likely),
        at(Level::Possible),
    )
}

/// How many items of CERT are met, and what is missing.
fn score(items: &[(Item, Standing)], width: usize) -> String {
    let missing: Vec<&str> = items
        .iter()
        .filter_map(
            |(_, standing)| if let Standing::Missing(topic, _) = standing { Some(topic.as_str()) } else { None },
        )
        .collect();
    let physio = items.iter().filter(|(_, s)| matches!(s, Standing::Physio(_))).count();
    let rest = match missing.as_slice() {
        [] => String::new(),
        topics => format!("; missing under `record:`: {}", topics.join(", ")),
    };
    let line = format!("{} of {} met, {physio} for the visit{rest}", met(items), items.len());
    entry("CERT: ", &line, width)
}

/// How hard the handout is to read, with its hardest sentences.
fn readability(planned: &Planned, width: usize) -> Result<String> {
    let handout = compose(&Input {
        programme: &planned.programme,
        library: &planned.library,
        schedule: &planned.schedule,
        forecasts: &planned.forecasts,
        wording: &input::wording()?,
        details: &Details::default(),
        layout: &Layout::default(),
    });
    let Readability { counts, hardest } = Readability::of(&handout);
    let limits = planned.library.style().reading();
    let grade = |grade: Option<f64>| grade.map_or_else(|| "none".to_owned(), |grade| format!("{grade:.1}"));
    let line = format!(
        "grade {} of at most {} (Flesch-Kincaid), {} of at most {} (SMOG), over the {} words of the handout; \
         the hardest sentences, with their grades:",
        grade(counts.flesch_kincaid()),
        limits.item,
        grade(counts.smog()),
        limits.smog,
        counts.words
    );
    let sentence = |(grade, sentence): &(f64, String)| entry(&format!("  {grade:>4.1}  "), sentence, width);
    Ok(entry("reading: ", &line, width) + &hardest.iter().map(sentence).collect::<String>())
}

/// One item and how it stands.
fn told((item, standing): &(Item, Standing), width: usize) -> String {
    let (mark, text) = match standing {
        Standing::Met(origin, how) => ("met", format!("{how} ({origin})")),
        Standing::Physio(why) => ("visit", why.clone()),
        Standing::Missing(topic, lacks) => ("missing", format!("{lacks}: write `{topic}:` under `record:`")),
    };
    entry(&format!("  {:<4}{:<17} {mark:<8} ", item.number(), item.as_str()), &text, width)
}

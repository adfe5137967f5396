//! `backplan check`: everything that is wrong with a programme and its library.

use anyhow::Result;

use super::args::{Check, Format};
use super::input::Planned;
use super::screen::Screen;
use super::{Ending, input, json};
use backplan::diagnostic::{Diagnostic, Severity};
use backplan::forecast::Level;

pub(super) fn run(args: &Check, screen: &Screen) -> Result<Ending> {
    let (loaded, mut findings) = input::load(&args.sources)?;
    let planned = loaded.and_then(|loaded| {
        let start = input::trial_start(&loaded.programme)?;
        let (planned, more) = input::plan(loaded, start);
        findings.extend(more);
        planned
    });
    match args.format {
        Format::Json => screen.data(&json::text(&json::Findings::new(&findings))?)?,
        Format::Text => {
            screen.findings(&findings);
            if let Some(planned) = &planned {
                screen.data(&summary(planned))?;
            }
        }
    }
    let failed = findings.iter().any(|f: &Diagnostic| f.severity() == Severity::Error);
    Ok(if failed { Ending::Problems } else { Ending::Fine })
}

fn summary(planned: &Planned) -> String {
    let at = |level| planned.forecasts.iter().filter(|f| f.level() == level).count();
    let highest = planned.forecasts.iter().map(|f| f.peak().rounded()).fold(0.0, f64::max);
    let ceiling = planned.programme.ceiling().map_or_else(String::new, |c| format!(", ceiling {}", c.value));
    let count = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    format!(
        "`{}` can be used\n{} in {}; soreness likely after {}, possible after {}; at most {highest:.1}{ceiling}\n",
        planned.programme.name(),
        count(planned.forecasts.len(), "session"),
        count(planned.programme.weeks().get() as usize, "week"),
        at(Level::Likely),
        at(Level::Possible),
    )
}

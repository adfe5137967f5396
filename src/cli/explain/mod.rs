//! `backplan explain`: what a diagnostic code means, or where the forecast of a session comes from.

mod branch;
mod tree;

use anyhow::{Result, bail};

use super::args::{Explain, Format, Sources};
use super::screen::Screen;
use super::{Ending, input, json};
use backplan::diagnostic::Code;
use backplan::embedded;
use backplan::yaml::nearest;

pub(super) fn run(args: &Explain, screen: &Screen) -> Result<Ending> {
    let Some(number) = args.session else {
        return code(&args.what.display().to_string(), screen);
    };
    let sources = Sources {
        programme: args.what.clone(),
        library: args.library.clone(),
        library_rev: None,
        conditions: Vec::new(),
    };
    let Some(planned) = input::planned_quietly(&sources, args.start, screen)? else {
        return Ok(Ending::Problems);
    };
    let sessions = planned.schedule.sessions().iter().zip(&planned.forecasts);
    let Some((session, forecast)) = sessions.into_iter().find(|(s, _)| s.number() == number) else {
        bail!("no session {number}\n  hint: the programme has sessions 1 to {}", planned.forecasts.len());
    };
    match args.format {
        Format::Text => screen.data(&tree::text(session, forecast, &planned))?,
        Format::Json => screen.data(&json::text(&json::explained(session, forecast, &planned.library))?)?,
    }
    Ok(Ending::Fine)
}

fn code(name: &str, screen: &Screen) -> Result<Ending> {
    let Some(code) = Code::from_name(name) else {
        let names = Code::ALL.iter().map(|c| c.as_str());
        let hint = match nearest(name, names.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                format!("for a session of a programme add `--session`; codes: {}", names.collect::<Vec<_>>().join(", "))
            }
        };
        bail!("no diagnostic code `{name}`\n  hint: {hint}");
    };
    let Some(page) = embedded::diagnostic_page(code.as_str()) else {
        bail!("the program carries no page for `{code}`");
    };
    screen.data(page)?;
    Ok(Ending::Fine)
}

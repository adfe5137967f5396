//! `backplan explain`: what a diagnostic code means.

use anyhow::{Result, bail};

use super::Ending;
use super::args::Explain;
use super::screen::Screen;
use backplan::diagnostic::Code;
use backplan::embedded;
use backplan::yaml::nearest;

pub(super) fn run(args: &Explain, screen: &Screen) -> Result<Ending> {
    let Some(code) = Code::from_name(&args.code) else {
        let names = Code::ALL.iter().map(|c| c.as_str());
        let hint = match nearest(&args.code, names.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("codes: {}", names.collect::<Vec<_>>().join(", ")),
        };
        bail!("no diagnostic code `{}`\n  hint: {hint}", args.code);
    };
    let Some(page) = embedded::diagnostic_page(code.as_str()) else {
        bail!("the program carries no page for `{code}`");
    };
    screen.data(page)?;
    Ok(Ending::Fine)
}

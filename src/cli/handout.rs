//! `backplan handout`: the main job.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::args::Handout;
use super::screen::Screen;
use super::{Ending, files, input};
use backplan::handout::{Details, Input, compose};
use backplan::proof::{self, Margin, Sheet};
use backplan::typeset::{Template, typeset};

/// What the page promises: nothing nearer to the edge than most printers reach, and no text below 12 pt.
const SHEET: Sheet = Sheet { margin: Margin { left: 36.0, right: 36.0, top: 36.0, bottom: 50.0 }, smallest: 12.0 };

pub(super) fn run(args: &Handout, screen: &Screen) -> Result<Ending> {
    let Some(planned) = input::planned(&args.sources, args.start, screen)? else {
        return Ok(Ending::Problems);
    };
    let wording = input::wording()?;
    let template = args.templates.as_deref().map_or_else(|| Ok(Template::embedded()), read_template)?;
    let details = Details { patient: args.patient.clone(), phone: args.phone.clone() };
    let handout = compose(&Input {
        programme: &planned.programme,
        library: &planned.library,
        schedule: &planned.schedule,
        forecasts: &planned.forecasts,
        wording: &wording,
        details: &details,
    });
    let pdf = typeset(&handout, &template, planned.schedule.start())?;
    let proof = proof::check(&pdf, &handout.claims(), &SHEET).context("no handout was written")?;
    if args.output.as_os_str() == "-" {
        screen.bytes(&pdf)?;
    } else {
        files::write(&args.output, &pdf)?;
    }
    screen.note(&format!(
        "{}: {} pages, {} texts that must be there read back and found",
        if args.output.as_os_str() == "-" { "standard output".into() } else { args.output.display().to_string() },
        proof.pages(),
        proof.claims()
    ));
    Ok(Ending::Fine)
}

/// Reads the template in a folder, with whatever it needs beside it.
fn read_template(folder: &Path) -> Result<Template> {
    if !folder.join(Template::MAIN).is_file() {
        bail!("no `{}` in `{}`\n  hint: name the folder that holds the template", Template::MAIN, folder.display());
    }
    let endings = ["typ", "svg", "png", "jpg", "jpeg", "json", "yaml", "csv", "txt"];
    let mut all = Vec::new();
    for path in files::list(folder, &endings)? {
        let bytes = files::read(&folder.join(&path))?;
        all.push((files::slashed(&path), bytes));
    }
    Ok(Template::new(all))
}

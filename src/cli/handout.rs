//! `backplan handout`: the main job.

use std::path::Path;

use anyhow::{Context, Result, bail};
use chrono::NaiveDate;

use super::args::{Handout, Reader};
use super::screen::Screen;
use super::{Ending, files, input, pin};
use backplan::handout::{Claim, Details, Input, Layout, Part, clinician_sheet, compose};
use backplan::proof::{self, Margin, Sheet};
use backplan::typeset::{Printable, Template, typeset};
use backplan::yaml::Word;

/// What the page promises: nothing nearer to the edge than most printers reach, and no text below 12 pt.
const SHEET: Sheet = Sheet { margin: Margin { left: 36.0, right: 36.0, top: 36.0, bottom: 50.0 }, smallest: 12.0 };

/// What the clinician's sheet promises.
const CLINICIAN: Sheet = Sheet { margin: Margin { left: 36.0, right: 36.0, top: 30.0, bottom: 46.0 }, smallest: 9.0 };

pub(super) fn run(args: &Handout, screen: &Screen) -> Result<Ending> {
    let Some(planned) = input::planned(&args.sources, args.start, screen)? else {
        return Ok(Ending::Problems);
    };
    pin::tell(&args.sources, &planned, screen)?;
    if args.locked && !pin::is_locked(&planned, screen) {
        return Ok(Ending::Problems);
    }
    let wording = input::wording()?;
    let details = Details { patient: args.patient.clone(), phone: args.phone.clone() };
    let parts = if args.parts.is_empty() {
        Part::ALL.to_vec()
    } else {
        Part::ALL.iter().copied().filter(|p| args.parts.contains(p)).collect()
    };
    let layout = Layout { paper: args.paper, grey: args.grey, parts };
    let input = Input {
        programme: &planned.programme,
        library: &planned.library,
        schedule: &planned.schedule,
        forecasts: &planned.forecasts,
        wording: &wording,
        details: &details,
        layout: &layout,
    };
    let start = planned.schedule.start();
    match args.reader {
        Reader::Patient => {
            let handout = compose(&input);
            print(&handout, &handout.claims(), &SHEET, start, args, screen)
        }
        Reader::Clinician => {
            let sheet = clinician_sheet(&input, &planned.findings);
            print(&sheet, &sheet.claims(), &CLINICIAN, start, args, screen)
        }
    }
}

/// Sets a document, reads it back, and only then writes it.
fn print<D: Printable>(
    printed: &D,
    claims: &[Claim],
    sheet: &Sheet,
    start: NaiveDate,
    args: &Handout,
    screen: &Screen,
) -> Result<Ending> {
    let template = match &args.templates {
        None => Template::embedded(),
        Some(folder) => read_template(folder, D::MAIN)?,
    };
    let pdf = typeset(printed, &template, start)?;
    let proof = proof::check(&pdf, claims, sheet).context("no handout was written")?;
    let to_stdout = args.output.as_os_str() == "-";
    if to_stdout {
        screen.bytes(&pdf)?;
    } else {
        files::write(&args.output, &pdf)?;
    }
    screen.note(&format!(
        "{}: {} pages, {} texts that must be there read back and found",
        if to_stdout { "standard output".into() } else { args.output.display().to_string() },
        proof.pages(),
        proof.claims()
    ));
    Ok(Ending::Fine)
}

/// Reads the template in a folder, with whatever it needs beside it.
fn read_template(folder: &Path, main: &str) -> Result<Template> {
    if !folder.join(main).is_file() {
        bail!("no `{main}` in `{}`\n  hint: name the folder that holds the template", folder.display());
    }
    let endings = ["typ", "svg", "png", "jpg", "jpeg", "json", "yaml", "csv", "txt"];
    let mut all = Vec::new();
    for path in files::list(folder, &endings)? {
        let bytes = files::read(&folder.join(&path))?;
        all.push((files::slashed(&path), bytes));
    }
    Ok(Template::new(all))
}

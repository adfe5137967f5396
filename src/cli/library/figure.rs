//! `backplan library figure` and `figures`: drawings.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::super::args::{Figure, Figures};
use super::super::screen::Screen;
use super::super::{Ending, files, input};
use super::with_library;
use backplan::figure::png;
use backplan::handout::figure_sheet;
use backplan::typeset::{Template, paint, typeset};
use backplan::yaml::nearest;

/// How wide a single drawing is painted, in pixels: enough for a third of a page in print.
const WIDTH: u32 = 1200;
/// How finely the sheet is painted, in pixels for each point.
const FINENESS: f64 = 1.6;

/// Draws one exercise or technique.
pub(super) fn one(args: &Figure, screen: &Screen) -> Result<Ending> {
    with_library(args.sheet.library.as_deref(), screen, |library| {
        let exercises = library.exercises().map(|e| (e.id().to_string(), e.figure()));
        let mut items = exercises.chain(library.techniques().map(|t| (t.id().to_string(), t.figure())));
        let Some((_, figure)) = items.find(|(id, _)| *id == args.id) else {
            let exercises = library.exercises().map(|e| e.id().to_string());
            let ids: Vec<String> = exercises.chain(library.techniques().map(|t| t.id().to_string())).collect();
            let hint = nearest(&args.id, ids.iter().map(String::as_str)).map_or_else(
                || "`backplan library search` finds by any word".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            bail!("no exercise or technique `{}`\n  hint: {hint}", args.id);
        };
        let Some(figure) = figure else {
            bail!("`{}` has no figure yet\n  hint: add `figure:` to its file; `docs/figures.md` shows how", args.id);
        };
        let svg = figure.svg();
        let bytes = match ending(&args.sheet.output) {
            Some("svg") => svg.into_bytes(),
            Some("png") => png(&svg, WIDTH)?,
            _ => bail!(
                "cannot tell what to write to `{}`\n  hint: name a file that ends in `.svg` or `.png`",
                args.sheet.output.display()
            ),
        };
        files::write(&args.sheet.output, &bytes)?;
        Ok(Ending::Fine)
    })
}

/// Draws all exercises and techniques on one sheet.
pub(super) fn all(args: &Figures, screen: &Screen) -> Result<Ending> {
    with_library(args.library.as_deref(), screen, |library| {
        let sheet = figure_sheet(library, &input::wording()?);
        let template = Template::embedded();
        let bytes = match ending(&args.output) {
            // A sheet is dated by the latest review of what it shows, so the same library gives the same bytes.
            Some("pdf") => typeset(&sheet, &template, sheet.reviewed.context("the library has no exercise")?)?,
            Some("png") => paint(&sheet, &template, FINENESS)?,
            _ => bail!(
                "cannot tell what to write to `{}`\n  hint: name a file that ends in `.pdf` or `.png`",
                args.output.display()
            ),
        };
        files::write(&args.output, &bytes)?;
        let missing = sheet.families.iter().flat_map(|f| &f.items).filter(|item| item.figure.is_none()).count();
        screen.note(&format!(
            "{}: {} drawings, {missing} exercises without one",
            args.output.display(),
            sheet.files.len()
        ));
        Ok(Ending::Fine)
    })
}

fn ending(path: &Path) -> Option<&str> {
    path.extension().and_then(|e| e.to_str())
}

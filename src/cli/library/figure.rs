//! `backplan library figure` and `figures`: drawings.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};

use super::super::args::{Figure, Figures};
use super::super::screen::Screen;
use super::super::{Ending, files, input};
use super::with_library;
use backplan::diagnostic::Findings;
use backplan::figure::{Picture, png, titled};
use backplan::handout::figure_sheet;
use backplan::library::{Exercise, Technique};
use backplan::typeset::{Template, paint_side_by_side, typeset};
use backplan::yaml::nearest;

/// How wide a single drawing is painted, in pixels: enough for a third of a page in print.
const WIDTH: u32 = 1200;
/// How finely the sheet is painted, in pixels for each point.
const FINENESS: f64 = 1.6;

/// Draws one exercise or technique.
pub(super) fn one(args: &Figure, screen: &Screen) -> Result<Ending> {
    with_library(args.sheet.library.as_deref(), screen, |library| {
        let of_exercise = |e: &'_ Exercise| e.id().as_str() == args.id;
        let of_technique = |t: &'_ Technique| t.id().as_str() == args.id;
        let exercise = library.exercises().find(|e| of_exercise(e));
        let technique = library.techniques().find(|t| of_technique(t));
        if let Some(picture) = exercise.and_then(Exercise::picture) {
            return own(picture, args, screen);
        }
        let (name, figure) = match (exercise, technique) {
            (Some(exercise), _) => (exercise.name(), exercise.figure()),
            (None, Some(technique)) => (technique.name(), technique.figure()),
            (None, None) => {
                let exercises = library.exercises().map(|e| e.id().as_str());
                let ids = exercises.chain(library.techniques().map(|t| t.id().as_str()));
                let hint = nearest(&args.id, ids).map_or_else(
                    || "`backplan library search` finds by any word".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                bail!("no exercise or technique `{}`\n  hint: {hint}", args.id);
            }
        };
        let Some(figure) = figure else {
            bail!("`{}` has no figure yet\n  hint: add `figure:` to its file; `docs/figures.md` shows how", args.id);
        };
        let svg = figure.svg();
        let bytes = match ending(&args.sheet.output).as_deref() {
            Some("svg") => titled(&svg, name).into_bytes(),
            Some("png") => png(&svg, WIDTH)?,
            _ => return Err(unknown_ending(&args.sheet.output, "`.svg` or `.png`")),
        };
        files::write(&args.sheet.output, &bytes)?;
        Ok(Ending::Fine)
    })
}

/// Writes out a picture of the clinic's own, which is printed in place of a drawing.
fn own(picture: &Picture, args: &Figure, screen: &Screen) -> Result<Ending> {
    let mut findings = Findings::new();
    picture.look(&mut findings);
    if findings.any_error() {
        screen.findings(&findings.into_sorted());
        return Ok(Ending::Problems);
    }
    let (output, format) = (&args.sheet.output, picture.format());
    let is_its_own = ending(output).is_some_and(|e| e == format.ending() || (e == "jpeg" && format.ending() == "jpg"));
    if !is_its_own {
        bail!(
            "`{}` shows a picture of the library's own, `{}`, which stays as it is\n  hint: name a file that ends in `.{}`, \
             or take `picture:` out to draw its `figure:`",
            args.id,
            picture.file(),
            format.ending()
        );
    }
    files::write(output, picture.bytes())?;
    screen.note(&format!(
        "{}: the library's own picture `{}`, by {}, {}",
        output.display(),
        picture.file(),
        picture.credit(),
        picture.licence()
    ));
    Ok(Ending::Fine)
}

/// Draws all exercises and techniques on one sheet.
pub(super) fn all(args: &Figures, screen: &Screen) -> Result<Ending> {
    with_library(args.library.as_deref(), screen, |library| {
        let mut findings = Findings::new();
        library.exercises().filter_map(Exercise::picture).for_each(|picture| picture.look(&mut findings));
        if findings.any_error() {
            screen.findings(&findings.into_sorted());
            return Ok(Ending::Problems);
        }
        let sheet = figure_sheet(library, &input::wording()?);
        let template = Template::embedded();
        let bytes = match ending(&args.output).as_deref() {
            // A sheet is dated by the latest review of what it shows, so the same library gives the same bytes.
            Some("pdf") => typeset(&sheet, &template, sheet.reviewed.context("the library has no exercise")?)?,
            Some("png") => paint_side_by_side(&sheet, &template, FINENESS)?,
            _ => return Err(unknown_ending(&args.output, "`.pdf` or `.png`")),
        };
        files::write(&args.output, &bytes)?;
        let exercises = library.exercises().filter(|e| e.picture().is_none() && e.figure().is_none()).count();
        let techniques = library.techniques().filter(|t| t.figure().is_none()).count();
        screen.note(&format!(
            "{}: {} drawings; without one: {}, {}",
            args.output.display(),
            sheet.files.len(),
            counted(exercises, "exercise"),
            counted(techniques, "technique")
        ));
        Ok(Ending::Fine)
    })
}

/// How the name of a file ends, in small letters.
fn ending(path: &Path) -> Option<String> {
    path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase)
}

fn unknown_ending(path: &Path, endings: &str) -> anyhow::Error {
    anyhow!("cannot tell what to write to `{}`\n  hint: name a file that ends in {endings}", path.display())
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

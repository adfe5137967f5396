//! `backplan templates`, and the templates and wordings that a clinic made of its own.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::args::Export;
use super::screen::Screen;
use super::{Ending, files, input};
use backplan::country::Variety;
use backplan::embedded;
use backplan::figure::printable;
use backplan::library::Style;
use backplan::lint::lint_wording;
use backplan::typeset::Template;
use backplan::wording::Wording;
use backplan::yaml::Word;

/// The folder of wordings below that of a template.
const WORDING: &str = "wording";

/// What a template may be made of.
const ENDINGS: [&str; 9] = ["typ", "svg", "png", "jpg", "jpeg", "json", "yaml", "csv", "txt"];

/// Writes the built-in templates and wordings into a new folder.
pub(super) fn export(args: &Export, screen: &Screen) -> Result<Ending> {
    let templates = embedded::handout_templates().into_iter().map(|f| (PathBuf::from(f.path), f.bytes.to_vec()));
    let wordings = embedded::wordings().into_iter().map(|f| (Path::new(WORDING).join(f.path), f.bytes.to_vec()));
    let all: Vec<_> = templates.chain(wordings).collect();
    files::write_folder(&args.folder, &all)?;
    screen.note(&format!(
        "{0}: {1} files\nprint with them: `backplan handout PROGRAMME --templates {0} -o handout.pdf`",
        args.folder.display(),
        all.len()
    ));
    Ok(Ending::Fine)
}

/// Reads the template in a folder, with whatever it needs beside it; the built-in one without a folder.
pub(super) fn template(folder: Option<&Path>, main: &str) -> Result<Template> {
    let Some(folder) = folder else { return Ok(Template::embedded()) };
    if !folder.join(main).is_file() {
        bail!(
            "no `{main}` in `{}`\n  hint: name the folder that holds the template; `backplan templates export` writes one",
            folder.display()
        );
    }
    let mut all = Vec::new();
    for path in files::list(folder, &ENDINGS)? {
        let whole = folder.join(&path);
        // What a link leads to may be anything on the machine.
        if whole.is_symlink() {
            bail!(
                "`{}` is a link, and a template reads nothing outside its folder\n  hint: put a copy there",
                whole.display()
            );
        }
        let bytes = files::read(&whole)?;
        if path.extension().is_some_and(|ending| ending == "typ")
            && let Err(error) = std::str::from_utf8(&bytes)
        {
            let line = 1 + bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count();
            bail!("`{}` is no UTF-8 in line {line}\n  hint: save it as UTF-8", whole.display());
        }
        let name = files::slashed(&path);
        if let Err((what, remedy)) = printable(&name, &bytes) {
            bail!("`{}` cannot be printed: {what}\n  hint: {remedy}", whole.display());
        }
        all.push((name, bytes));
    }
    Ok(Template::new(all).from_folder(folder))
}

/// The wording of a variety, with what the templates' folder has of its own laid over it. Nothing comes back if that has
/// mistakes, which are reported.
pub(super) fn wording(
    variety: Variety,
    folder: Option<&Path>,
    style: &Style,
    screen: &Screen,
) -> Result<Option<Wording>> {
    let built_in = input::wording_of(variety)?;
    let own = folder.map(|folder| folder.join(WORDING).join(format!("{}.yaml", variety.as_str())));
    let Some(path) = own.filter(|path| path.is_file()) else { return Ok(Some(built_in)) };
    if folder.is_some_and(|folder| !files::is_within(folder, &path)) {
        bail!(
            "`{}` is behind a link, and a template reads nothing outside its folder\n  hint: put a copy there",
            path.display()
        );
    }
    let bytes = files::read(&path)?;
    let name = path.display().to_string();
    let (wording, mut findings) = Wording::read_over(&name, &bytes, &built_in).into_parts();
    findings.extend(lint_wording(&name, &bytes, style));
    screen.findings(&findings);
    Ok(wording)
}

//! `backplan library export`: the built-in library as a start.

use std::path::PathBuf;

use anyhow::Result;

use crate::cli::args::Export;
use crate::cli::screen::Screen;
use crate::cli::{Ending, files};
use backplan::embedded;

/// What keeps git from writing the line ends of one system into the files, so that they are the same everywhere.
const ATTRIBUTES: &str =
    "# The same line ends on every system.\n*.yaml text eol=lf\n*.yml text eol=lf\n*.svg text eol=lf\n";

pub(super) fn run(args: &Export, screen: &Screen) -> Result<Ending> {
    let core = embedded::core_library();
    let items = core.iter().map(|file| (PathBuf::from(file.path()), file.bytes().to_vec()));
    let guide = embedded::guide().into_iter().map(|(path, text)| (PathBuf::from(path), text.into_bytes()));
    let attributes = (PathBuf::from(".gitattributes"), ATTRIBUTES.as_bytes().to_vec());
    let all: Vec<_> = items.chain(guide).chain([attributes]).collect();
    files::write_folder(&args.folder, &all)?;
    screen.note(&format!(
        "{}: {} files\nnow give it an `id` and a `name` of its own in `library.yaml`; `backplan library check {0}` looks it over",
        args.folder.display(),
        all.len()
    ));
    Ok(Ending::Fine)
}

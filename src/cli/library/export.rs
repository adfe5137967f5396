//! `backplan library export`: the built-in library as a start.

use std::path::PathBuf;

use anyhow::Result;

use crate::cli::args::Export;
use crate::cli::screen::Screen;
use crate::cli::{Ending, files};
use backplan::embedded;

pub(super) fn run(args: &Export, screen: &Screen) -> Result<Ending> {
    let core = embedded::core_library();
    let items = core.iter().map(|file| (PathBuf::from(file.path()), file.bytes().to_vec()));
    let guide = embedded::guide().into_iter().map(|(path, text)| (PathBuf::from(path), text.into_bytes()));
    let all: Vec<_> = items.chain(guide).collect();
    files::write_folder(&args.folder, &all)?;
    screen.note(&format!(
        "{}: {} files\nnow give it an `id` and a `name` of its own in `library.yaml`; `backplan library check {0}` looks it over",
        args.folder.display(),
        all.len()
    ));
    Ok(Ending::Fine)
}

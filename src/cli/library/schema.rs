//! `backplan library schema`: JSON Schemas for editors.

use std::path::PathBuf;

use anyhow::Result;

use crate::cli::args::Schema;
use crate::cli::screen::Screen;
use crate::cli::{Ending, files, json};
use backplan::schema::schemas;

pub(super) fn run(args: &Schema, screen: &Screen) -> Result<Ending> {
    let all = schemas();
    let Some(folder) = &args.folder else {
        let names: String = all.iter().map(|(name, _)| format!("{name}\n")).collect();
        screen.data(&names)?;
        return Ok(Ending::Fine);
    };
    let text = |(name, schema)| Ok((PathBuf::from(name), json::text(&schema)?.into_bytes()));
    let written: Vec<(PathBuf, Vec<u8>)> = all.into_iter().map(text).collect::<Result<_>>()?;
    files::write_folder(folder, &written)?;
    screen.note(&format!(
        "{}: {} schemas\nat the top of an exercise's file: # yaml-language-server: $schema=../../{0}/exercise.json",
        folder.display(),
        written.len()
    ));
    Ok(Ending::Fine)
}

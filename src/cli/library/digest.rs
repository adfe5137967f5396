//! `backplan library digest`: which library, to the byte.

use anyhow::Result;

use crate::cli::args::{Format, Whole};
use crate::cli::screen::Screen;
use crate::cli::{Ending, json, library_dir};

pub(super) fn run(args: &Whole, screen: &Screen) -> Result<Ending> {
    let read = library_dir::read_whole(args.folder(), args.revision.as_deref())?;
    super::sound(read, screen, |library| {
        match args.format {
            Format::Json => screen.data(&json::text(&json::LibraryJson::new(library))?)?,
            Format::Text => {
                screen.data(&format!("{} {} {}\n", library.id(), library.version(), library.digest()))?;
            }
        }
        Ok(Ending::Fine)
    })
}

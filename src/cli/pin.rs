//! Programmes that are pinned to a state of a library.

use std::path::Path;

use anyhow::Result;

use super::args::Sources;
use super::git::Repository;
use super::input::Planned;
use super::library::affected::since_pin;
use super::plan::entry;
use super::screen::Screen;
use super::trial::File;
use super::{input, library_dir};
use backplan::diagnostic::Code;
use backplan::library::{Library, VersionRequest};

/// How many commits are looked through for the state that a programme is pinned to.
const MOST_COMMITS: usize = 500;

/// Whether a programme is pinned to another state of the library than the one at hand.
fn is_other(planned: &Planned) -> bool {
    planned.findings.iter().any(|f| f.code() == Code::PinMismatch)
}

/// Whether a programme is locked to the very library at hand; says why not.
pub(super) fn is_locked(planned: &Planned, screen: &Screen) -> bool {
    let library = &planned.library;
    let line = format!("library: {} {} {}", library.id(), library.version(), library.digest());
    let fault = if !planned.programme.asks_for().is_locked() {
        format!("nothing is printed with `--locked`: the programme names no digest\n  hint: write `{line}`")
    } else if is_other(planned) {
        "nothing is printed with `--locked`: the programme is pinned to another state of the library\n  \
         hint: `--library-rev` takes the library as it was"
            .to_owned()
    } else {
        return true;
    };
    screen.note(&format!("error: {fault}"));
    false
}

/// Says what differs for a programme that is pinned to another state of the library, if there is anything to say.
pub(super) fn tell(sources: &Sources, planned: &Planned, screen: &Screen) -> Result<()> {
    if !is_other(planned) || sources.programme.as_os_str() == "-" {
        return Ok(());
    }
    let Some(folder) = sources.library.as_deref() else { return Ok(()) };
    let Some((revision, pinned)) = find(folder, planned.programme.asks_for())? else {
        screen.note(&format!(
            "  what it is pinned to is not in the history of `{}`, so what differs cannot be told",
            folder.display()
        ));
        return Ok(());
    };
    let (name, bytes) = input::programme(&sources.programme)?;
    let conditions = input::given(sources);
    let file = File { name: &name, bytes: &bytes, conditions: &conditions };
    screen.note(&format!("since what it is pinned to (`--library-rev {revision}`):"));
    for line in since_pin(folder, file, &planned.library, pinned)? {
        screen.note(entry("  ", &line, screen.width()).trim_end());
    }
    Ok(())
}

/// The state of a library that a programme is pinned to: under a tag of its version, or somewhere in the history.
fn find(folder: &Path, pin: &VersionRequest) -> Result<Option<(String, Library)>> {
    // Without a repository there is no history, which is no mistake.
    let Ok(repository) = Repository::around(folder) else { return Ok(None) };
    let version = pin.version();
    let tags = [format!("v{version}"), version.to_string()];
    let tagged = tags.iter().filter_map(|tag| repository.revision(tag).ok());
    for revision in tagged.chain(repository.history(MOST_COMMITS)?) {
        // The library may not have been there yet, or not have been sound.
        let Ok(read) = library_dir::read_revision(folder, &repository, &revision) else { continue };
        if let Some(library) = read.into_parts().0.filter(|library| pin.is_exactly(library)) {
            return Ok(Some((revision.asked, library)));
        }
    }
    Ok(None)
}

//! What the program carries with it: the core library, the programmes, the wording and the handout's templates.

use include_dir::{Dir, include_dir};

use crate::library::LibraryFile;

static EXERCISES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/exercises");
static PROGRAMMES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/programmes");
static NEW: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/new");
static HANDOUT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/handout");
static WORDING: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/wording");
static EVIDENCE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/evidence");
static DIAGNOSTICS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/docs/diagnostics");

static GUIDE: [(&str, &str); 5] = [
    ("README.md", include_str!("../exercises/README.md")),
    ("docs/figures.md", include_str!("../docs/figures.md")),
    ("docs/versions.md", include_str!("../docs/versions.md")),
    ("docs/wording.md", include_str!("../docs/wording.md")),
    ("LICENSE-CMUDICT", include_str!("../LICENSE-CMUDICT")),
];

/// A text file that the program carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmbeddedFile {
    /// The path below its folder, with `/` between its parts.
    pub path: &'static str,
    /// What is in it.
    pub bytes: &'static [u8],
}

impl EmbeddedFile {
    /// The file's name without folders and ending.
    pub fn stem(&self) -> &'static str {
        let name = self.path.rsplit('/').next().unwrap_or(self.path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
}

/// The files of the core library, by path.
pub fn core_library() -> Vec<LibraryFile<'static>> {
    let file = |f: EmbeddedFile| LibraryFile::new(f.path, format!("core:{}", f.path), f.bytes);
    let yaml = files(&EXERCISES).into_iter().filter(|f| f.path.ends_with(".yaml"));
    yaml.map(file).collect()
}

/// How to write a library, and the pages that this and the library name: path and text, for a folder that holds a copy of
/// the core library. Links lead to what lies in that folder.
pub fn guide() -> Vec<(&'static str, String)> {
    let here = |text: &str| text.replace("](../docs/", "](docs/").replace("](../exercises/", "](../");
    GUIDE.iter().map(|(path, text)| (*path, here(text))).collect()
}

/// The programmes, by name.
pub fn programmes() -> Vec<EmbeddedFile> {
    files(&PROGRAMMES)
}

/// Finds a programme by its name, which is the stem of its file.
pub fn programme(name: &str) -> Option<EmbeddedFile> {
    programmes().into_iter().find(|f| f.stem() == name)
}

/// The programme in which nothing is done yet, with what is usual for the rest.
pub fn new_programme() -> Option<EmbeddedFile> {
    files(&NEW).into_iter().find(|f| f.stem() == "programme")
}

/// The Typst templates of the handout; `handout.typ` is the main one.
pub fn handout_templates() -> Vec<EmbeddedFile> {
    files(&HANDOUT)
}

/// The wording of a locale, such as `en-GB`.
pub fn wording(locale: &str) -> Option<EmbeddedFile> {
    files(&WORDING).into_iter().find(|f| f.stem() == locale)
}

/// The numbers to call in each country.
pub fn countries() -> EmbeddedFile {
    EmbeddedFile { path: "countries.yaml", bytes: include_bytes!("../templates/countries.yaml") }
}

/// The wordings, by locale.
pub fn wordings() -> Vec<EmbeddedFile> {
    files(&WORDING)
}

/// The files of the published studies that the forecast is held against, by path: a folder a study.
pub fn studies() -> Vec<EmbeddedFile> {
    files(&EVIDENCE)
}

/// The page that explains a diagnostic code.
pub fn diagnostic_page(code: &str) -> Option<&'static str> {
    let file = files(&DIAGNOSTICS).into_iter().find(|f| f.stem() == code)?;
    std::str::from_utf8(file.bytes).ok()
}

/// All files of a folder and those below it, by path.
fn files(dir: &Dir<'static>) -> Vec<EmbeddedFile> {
    let mut all = Vec::new();
    collect(dir, &mut all);
    all.sort_by_key(|f| f.path);
    all
}

fn collect(dir: &Dir<'static>, all: &mut Vec<EmbeddedFile>) {
    // The bytes and paths are part of the program, but `Dir` hands them out for as long as it is borrowed only; every
    // folder here is one of the statics above.
    for file in dir.files() {
        if let Some(path) = file.path().to_str() {
            all.push(EmbeddedFile { path, bytes: file.contents() });
        }
    }
    for dir in dir.dirs() {
        collect(dir, all);
    }
}

#[cfg(test)]
mod tests {
    use super::core_library;
    use crate::library::Library;

    #[test]
    fn the_library_read_when_asked_for_is_the_one_read_at_once() {
        let files = core_library();
        let (at_once, findings) = Library::read("core", &files).into_parts();
        assert!(findings.is_empty(), "the files are sound");
        let (later, findings) = Library::read_sound("core", &files).into_parts();
        assert!(findings.is_empty());
        let (at_once, later) = (at_once.unwrap(), later.unwrap());
        let one = later.exercise_ids().next().unwrap();
        assert_eq!(later.exercise(one), at_once.exercise(one));
        assert_eq!(later, at_once);
    }
}

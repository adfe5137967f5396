//! What Typst can see: the template's files, the data, and two fonts.

use std::collections::HashMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::refusal;
use super::template::Template;

/// Fonts and standard library, which are the same for every handout.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    let files = [notosans::REGULAR_TTF, notosans::BOLD_TTF];
    let fonts: Vec<Font> = files.into_iter().flat_map(|bytes| Font::iter(Bytes::new(bytes))).collect();
    Shared { library: LazyHash::new(Library::default()), book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

/// A world without files, network or clock.
pub(super) struct TemplateWorld {
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    template: Template,
}

impl TemplateWorld {
    /// Lays out a template with its data beside it.
    ///
    /// # Errors
    /// Gives back the name of a file that cannot be used, or of the main file if it is missing.
    pub(super) fn new<const N: usize>(
        template: &Template,
        main: &str,
        data: [(&str, Vec<u8>); N],
    ) -> Result<Self, String> {
        let mut world =
            Self { main: id(main)?, sources: HashMap::new(), files: HashMap::new(), template: template.clone() };
        for (path, bytes) in template.files() {
            let id = id(path)?;
            if path.ends_with(".typ") {
                let text = String::from_utf8_lossy(bytes).into_owned();
                world.sources.insert(id, Source::new(id, text));
            }
            world.files.insert(id, Bytes::new(bytes.to_vec()));
        }
        if !world.sources.contains_key(&world.main) {
            return Err(main.to_owned());
        }
        for (name, bytes) in data {
            world.files.insert(id(name)?, Bytes::new(bytes));
        }
        Ok(world)
    }
}

impl TemplateWorld {
    /// What messages call a file.
    pub(super) fn shown(&self, file: &str) -> String {
        self.template.shown(file)
    }
}

fn id(path: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(path).map_err(|_| path.to_owned())?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn not_found(id: FileId) -> FileError {
    let id = id.get();
    FileError::Other(Some(match id.root() {
        VirtualRoot::Package(package) => refusal::package(&package.to_string()).into(),
        VirtualRoot::Project => refusal::missing(id.vpath().get_without_slash()).into(),
    }))
}

impl World for TemplateWorld {
    fn library(&self) -> &LazyHash<Library> {
        &SHARED.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHARED.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHARED.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

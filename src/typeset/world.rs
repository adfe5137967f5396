//! What Typst can see: the template's files, the data, and two fonts.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::refusal;
use super::template::{Template, TemplateFile};

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

/// Makes ready what every document needs: fonts, Typst's own library, and the template that the program carries. On a thread
/// of its own, this spares the first document the wait.
pub fn warm_up() {
    LazyLock::force(&SHARED);
    let template = Template::embedded();
    let ids = template.shared().filter_map(|(path, file)| Some((id(path).ok()?, file)));
    ids.filter(|(id, _)| is_source(*id)).for_each(|(id, file)| drop(file.source(id)));
}

/// A world without files, network or clock.
pub(super) struct TemplateWorld {
    main: FileId,
    files: HashMap<FileId, Arc<TemplateFile>>,
    data: HashMap<FileId, Bytes>,
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
            Self { main: id(main)?, files: HashMap::new(), data: HashMap::new(), template: template.clone() };
        for (path, file) in template.shared() {
            world.files.insert(id(path)?, Arc::clone(file));
        }
        if !world.files.contains_key(&world.main) {
            return Err(main.to_owned());
        }
        for (name, bytes) in data {
            world.data.insert(id(name)?, Bytes::new(bytes));
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

/// Whether a file is one that Typst may run.
fn is_source(id: FileId) -> bool {
    id.get().vpath().get_without_slash().ends_with(".typ")
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
        // The data is none, even where a template has a file of that name.
        let file = self.files.get(&id).filter(|_| is_source(id));
        file.map(|file| file.source(id)).ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let file = || self.files.get(&id).map(|file| file.bytes().clone());
        self.data.get(&id).cloned().or_else(file).ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHARED.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

//! The files of a template.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, OnceLock};

use typst::foundations::Bytes;
use typst::syntax::{FileId, Source};

use crate::embedded;

/// The files of a template, by their paths. `handout.typ` sets the handout, `clinician.typ` the clinician's sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    files: BTreeMap<String, Arc<TemplateFile>>,
    folder: Option<PathBuf>,
}

/// A file of a template.
#[derive(Debug)]
pub(super) struct TemplateFile {
    bytes: Bytes,
    /// What Typst makes of it, once that is asked for.
    source: OnceLock<Source>,
}

impl TemplateFile {
    fn new(bytes: Bytes) -> Arc<Self> {
        Arc::new(Self { bytes, source: OnceLock::new() })
    }

    /// What is in it.
    pub(super) fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The file as Typst source; it has one id in all worlds, that of its path.
    pub(super) fn source(&self, id: FileId) -> Source {
        let parsed = || Source::new(id, String::from_utf8_lossy(&self.bytes).into_owned());
        self.source.get_or_init(parsed).clone()
    }
}

impl PartialEq for TemplateFile {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for TemplateFile {}

/// The template that the program carries. It is taken apart once, however many documents are set with it.
static EMBEDDED: LazyLock<Template> = LazyLock::new(|| {
    let files = embedded::handout_templates().into_iter();
    let files = files.map(|f| (f.path.to_owned(), TemplateFile::new(Bytes::new(f.bytes))));
    Template { files: files.collect(), folder: None }
});

impl Template {
    /// Takes files by their paths below the template's folder, with `/` between parts.
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let files = files.into_iter().map(|(path, bytes)| (path, TemplateFile::new(Bytes::new(bytes))));
        Self { files: files.collect(), folder: None }
    }

    /// The template with the folder that it was read from, as messages name it.
    #[must_use]
    pub fn from_folder(self, folder: &Path) -> Self {
        Self { folder: Some(folder.to_owned()), ..self }
    }

    /// What messages call a file: as it is found from where one is.
    pub(super) fn shown(&self, file: &str) -> String {
        self.folder.as_ref().map_or_else(|| file.to_owned(), |folder| folder.join(file).display().to_string())
    }

    /// The template that the program carries.
    pub fn embedded() -> Self {
        EMBEDDED.clone()
    }

    /// The files, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, file)| (path.as_str(), file.bytes.as_slice()))
    }

    /// The files as Typst takes them.
    pub(super) fn shared(&self) -> impl Iterator<Item = (&str, &Arc<TemplateFile>)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// The template with one file put in or replaced.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.into(), TemplateFile::new(Bytes::new(bytes.into())));
        self
    }
}

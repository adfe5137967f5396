//! The files that a library is made of.

use std::borrow::Cow;

use crate::diagnostic::Findings;
use crate::source::SourceFile;
use crate::yaml::{self, Node};

/// A file of a library, not yet read as anything.
#[derive(Debug, Clone)]
pub struct LibraryFile<'a> {
    path: String,
    content: Content<'a>,
}

/// What is in a file, with what messages call it.
#[derive(Debug, Clone)]
enum Content<'a> {
    /// A text, which all that is read of it refers to: ten thousand files need not be kept twice.
    Text(SourceFile),
    Bytes {
        shown: String,
        bytes: Cow<'a, [u8]>,
    },
}

impl<'a> LibraryFile<'a> {
    /// Takes a file.
    ///
    /// `path` is relative to the library's folder, with `/` between its parts; `shown` is what messages call the file.
    ///
    /// Git writes the line ends of text files as each system has them, so a text is taken with plain line breaks, whatever
    /// it comes with: it reads the same, and its digest is the same everywhere.
    pub fn new(path: impl Into<String>, shown: impl Into<String>, bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        let (path, bytes) = (path.into(), bytes.into());
        let is_text = ["yaml", "yml", "svg"]
            .iter()
            .any(|e| path.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(e)));
        if !is_text {
            return Self { path, content: Content::Bytes { shown: shown.into(), bytes } };
        }
        let shown = shown.into();
        let content = match plain_breaks(bytes) {
            // What is borrowed is in the program, of which only what is asked for is read.
            Cow::Owned(bytes) if !bytes.starts_with(BYTE_ORDER_MARK) => match String::from_utf8(bytes) {
                Ok(text) => Content::Text(SourceFile::new(shown, text)),
                Err(error) => Content::Bytes { shown, bytes: error.into_bytes().into() },
            },
            bytes => Content::Bytes { shown, bytes },
        };
        Self { path, content }
    }

    /// The path below the library's folder.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What messages call the file.
    pub fn shown(&self) -> &str {
        match &self.content {
            Content::Text(text) => text.name(),
            Content::Bytes { shown, .. } => shown,
        }
    }

    /// What is in it.
    pub fn bytes(&self) -> &[u8] {
        match &self.content {
            Content::Text(text) => text.text().as_bytes(),
            Content::Bytes { bytes, .. } => bytes,
        }
    }

    /// Reads it as YAML.
    ///
    /// # Errors
    /// Adds a finding and returns nothing if it is not.
    pub(crate) fn read(&self, findings: &mut Findings) -> Option<Node> {
        match &self.content {
            Content::Text(text) => yaml::read_text(text, findings),
            Content::Bytes { shown, bytes } => yaml::read(shown, bytes, findings),
        }
    }

    /// The file's name without its folders and ending.
    pub(crate) fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The first folder of the path, if it is in one.
    pub(crate) fn folder(&self) -> Option<&str> {
        self.path.split_once('/').map(|(folder, _)| folder)
    }
}

/// What some editors begin a text with; the places in it are counted without.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Bytes without the carriage returns that stand before line breaks.
pub(super) fn plain_breaks(bytes: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    if !bytes.contains(&b'\r') {
        return bytes;
    }
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter().peekable();
    while let Some(byte) = rest.next() {
        if *byte != b'\r' || rest.peek() != Some(&&b'\n') {
            plain.push(*byte);
        }
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_texts_do_not_count() {
        let bytes = |path: &str| LibraryFile::new(path, path, &b"a\r\nb\rc\n"[..]).bytes().to_vec();
        assert_eq!(bytes("a.yaml"), b"a\nb\rc\n");
        assert_eq!(bytes("a.svg"), b"a\nb\rc\n");
        assert_eq!(bytes("a.png"), b"a\r\nb\rc\n", "a picture is no text");
    }
}

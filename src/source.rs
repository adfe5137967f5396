//! Text as it was read, and places in it.

use std::ops::Range;
use std::sync::Arc;

/// A file's text together with the name it is shown under.
///
/// Cheap to clone: the text is shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    inner: Arc<Inner>,
}

#[derive(Debug, PartialEq, Eq)]
struct Inner {
    name: String,
    text: String,
}

impl SourceFile {
    /// Keeps `text` under the name that messages will show.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { inner: Arc::new(Inner { name: name.into(), text: text.into() }) }
    }

    /// The name that messages show: a path as the user wrote it, or a name for embedded files.
    pub fn name(&self) -> &str {
        &self.inner.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.inner.text
    }

    /// The place of a range of bytes; a range beyond the text is cut to it.
    pub fn place(&self, bytes: Range<usize>) -> Place {
        let len = self.text().len();
        let start = floor_char(self.text(), bytes.start.min(len));
        let end = floor_char(self.text(), bytes.end.min(len)).max(start);
        Place { file: self.clone(), start: narrow(start), end: narrow(end) }
    }

    /// The place of the file as a whole: its first byte.
    pub fn start(&self) -> Place {
        self.place(0..0)
    }
}

/// A number of bytes in half the room: a library has a million places, and no file is longer than a few megabytes.
fn narrow(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// The nearest start of a character at or before `at`.
fn floor_char(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// A range of characters in a [`SourceFile`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    file: SourceFile,
    start: u32,
    end: u32,
}

impl Place {
    /// The file that holds the place.
    pub fn file(&self) -> &SourceFile {
        &self.file
    }

    /// The range of bytes in the file's text; always on character boundaries.
    pub fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text at the place.
    pub fn text(&self) -> &str {
        self.file.text().get(self.bytes()).unwrap_or("")
    }

    /// The line of the first character, from 1.
    pub fn line(&self) -> usize {
        self.before().matches('\n').count() + 1
    }

    /// The column of the first character in its line, in characters, from 1.
    pub fn column(&self) -> usize {
        let before = self.before();
        let line = before.rsplit('\n').next().unwrap_or(before);
        line.chars().count() + 1
    }

    /// The place right after the last character.
    pub fn end(&self) -> Self {
        Self { start: self.end, ..self.clone() }
    }

    fn before(&self) -> &str {
        self.file.text().get(..self.start as usize).unwrap_or("")
    }
}

/// A value together with the place where the user wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let file = SourceFile::new("a.yaml", "first\nsäcond: x\n");
        let at = file.text().find('x').unwrap();
        let place = file.place(at..at + 1);
        assert_eq!((place.line(), place.column(), place.text()), (2, 9, "x"));
        assert_eq!((file.start().line(), file.start().column()), (1, 1));
    }

    #[test]
    fn a_range_beyond_the_text_is_cut_to_it() {
        let file = SourceFile::new("a.yaml", "ä");
        assert_eq!(file.place(1..99).bytes(), 0..2);
        assert_eq!(file.place(50..99).bytes(), 2..2);
    }
}

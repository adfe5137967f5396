//! The texts of a document, each once, for printpdf to decode: it knows the fonts, and what their codes stand for.

use std::collections::{BTreeMap, HashMap};

use printpdf::{Op, PdfFontHandle, TextItem};

use super::run::Run;

/// Strings of codes, as pages show them. Most are of a few letters, between two of which a font sets less room, and most come
/// again and again.
#[derive(Default)]
pub(super) struct Texts<'r> {
    /// The strings in each font, by its name.
    by_font: BTreeMap<&'r str, Strings<'r>>,
}

/// Strings in one font, with the number of each.
#[derive(Default)]
struct Strings<'r> {
    numbers: HashMap<&'r [u8], usize>,
    all: Vec<&'r [u8]>,
}

impl<'r> Texts<'r> {
    /// Gathers the strings of runs.
    pub(super) fn of(runs: impl Iterator<Item = &'r Run>) -> Self {
        let mut texts = Self::default();
        for (font, codes) in runs.flat_map(Run::strings) {
            let Strings { numbers, all } = texts.by_font.entry(font).or_default();
            numbers.entry(codes).or_insert_with(|| {
                all.push(codes);
                all.len() - 1
            });
        }
        texts
    }

    /// Writes them as a page on which nothing but they is shown: a text for each font, a string of which is one of these.
    pub(super) fn page(&self) -> Vec<u8> {
        let mut page = b"BT\n".to_vec();
        for (font, strings) in &self.by_font {
            page.extend(format!("/{font} 1 Tf\n[").into_bytes());
            strings.all.iter().for_each(|codes| string(codes, &mut page));
            page.extend(b"]TJ\n");
        }
        page.extend(b"ET\n");
        page
    }

    /// Takes what printpdf made of the [`page`](Self::page).
    pub(super) fn decoded(self, ops: impl IntoIterator<Item = Op>) -> Decoded<'r> {
        let mut fonts = self.by_font.into_iter();
        let mut decoded = Decoded { by_font: HashMap::new() };
        let mut handle = None;
        for op in ops {
            match op {
                Op::SetFont { font, .. } => handle = Some(font),
                Op::ShowText { items } => {
                    let Some((name, Strings { numbers, .. })) = fonts.next() else { break };
                    decoded.by_font.insert(name, (handle.take(), numbers, items));
                }
                _ => {}
            }
        }
        decoded
    }
}

/// What printpdf made of texts.
pub(super) struct Decoded<'r> {
    /// For each font, what printpdf calls it, the number of each string, and what the strings are.
    by_font: HashMap<&'r str, (Option<PdfFontHandle>, HashMap<&'r [u8], usize>, Vec<TextItem>)>,
}

impl Decoded<'_> {
    /// What printpdf calls a font.
    pub(super) fn font(&self, name: &str) -> Option<PdfFontHandle> {
        self.by_font.get(name)?.0.clone()
    }

    /// What it made of a string.
    pub(super) fn item(&self, font: &str, codes: &[u8]) -> Option<TextItem> {
        let (_, numbers, items) = self.by_font.get(font)?;
        items.get(*numbers.get(codes)?).cloned()
    }
}

/// Writes bytes as a string in brackets, which is read several times as quickly as one of digits.
fn string(bytes: &[u8], page: &mut Vec<u8>) {
    page.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => page.extend([b'\\', *byte]),
            // A line break would be read as one of another kind.
            b'\r' => page.extend(b"\\r"),
            b'\n' => page.extend(b"\\n"),
            byte => page.push(*byte),
        }
    }
    page.push(b')');
}

#[cfg(test)]
mod tests {
    use super::super::geometry::Matrix;
    use super::super::paint::Ink;
    use super::super::run::{Part, Says, Show, TextState};
    use super::*;

    fn run(font: &str, strings: &[&[u8]]) -> Run {
        let parts = strings.iter().flat_map(|codes| [Part::Letters(codes.to_vec()), Part::Gap(3.0)]);
        let show = Show { parts: parts.collect(), says: Says::ItsLetters, artifact: false, colour: Ink::BLACK };
        let mut run = Run::new(Matrix::IDENTITY, Matrix::IDENTITY, &[], 0);
        run.show(show, &TextState { font: Some((font.to_owned(), 12.0)), ..TextState::default() });
        run
    }

    #[test]
    fn every_code_is_read_as_it_was_written_and_each_string_once() {
        let codes: Vec<u8> = (0..=255).chain((0..=255).rev()).chain(*b"\\\r\n(53").collect();
        let runs = [run("a", &[&codes, &[], &codes]), run("b", &[b"x"]), run("a", &[b"x", &codes])];
        let page = Texts::of(runs.iter()).page();
        let read = lopdf::content::Content::decode(&page).unwrap();
        let shown = read.operations.iter().filter(|operation| operation.operator == "TJ");
        let strings = shown.map(|shown| {
            let strings = shown.operands[0].as_array().unwrap();
            strings.iter().map(|string| string.as_str().unwrap().to_vec()).collect::<Vec<_>>()
        });
        assert_eq!(strings.collect::<Vec<_>>(), [vec![codes, vec![], b"x".to_vec()], vec![b"x".to_vec()]]);
    }

    #[test]
    fn each_string_is_found_again_by_its_font() {
        let runs = [run("a", &[b"1", b"2"]), run("b", &[b"2", b"1"])];
        let texts = Texts::of(runs.iter());
        let text = |of: &str| TextItem::Text(of.to_owned());
        let shown = |items: [&str; 2]| Op::ShowText { items: items.map(text).to_vec() };
        let decoded = texts.decoded(vec![Op::StartTextSection, shown(["a1", "a2"]), shown(["b2", "b1"])]);
        assert_eq!(decoded.item("a", b"2"), Some(text("a2")));
        assert_eq!(decoded.item("b", b"2"), Some(text("b2")));
        assert_eq!((decoded.item("b", b"3"), decoded.item("c", b"1"), decoded.font("a")), (None, None, None));
    }
}

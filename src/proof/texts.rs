//! The texts of a document, each once, for printpdf to decode: it knows the fonts, and what their codes stand for.

use std::collections::{BTreeMap, HashMap};

use printpdf::{Op, PdfFontHandle, TextItem};

use super::run::Run;

/// What pages show, by font: of a font whose codes have two bytes each of them once, of others each string.
#[derive(Default)]
pub(super) struct Texts<'r> {
    by_font: BTreeMap<&'r str, Pieces<'r>>,
}

/// Codes or strings in one font, with the number of each.
struct Pieces<'r> {
    is_wide: bool,
    numbers: HashMap<&'r [u8], usize>,
    all: Vec<&'r [u8]>,
}

impl<'r> Texts<'r> {
    /// Gathers what runs show; `is_wide` says of a font, by its name, whether its codes have two bytes.
    pub(super) fn of(runs: impl Iterator<Item = &'r Run>, is_wide: impl Fn(&str) -> bool) -> Self {
        let mut texts = Self::default();
        for (font, codes) in runs.flat_map(Run::strings) {
            let new = || Pieces { is_wide: is_wide(font), numbers: HashMap::new(), all: Vec::new() };
            let Pieces { is_wide, numbers, all } = texts.by_font.entry(font).or_insert_with(new);
            for piece in pieces(codes, *is_wide) {
                numbers.entry(piece).or_insert_with(|| {
                    all.push(piece);
                    all.len() - 1
                });
            }
        }
        texts
    }

    /// Writes them as a page on which nothing but they is shown: a text for each font, a string of which is one of these.
    pub(super) fn page(&self) -> Vec<u8> {
        let mut page = b"BT\n".to_vec();
        for (font, pieces) in &self.by_font {
            page.extend(format!("/{font} 1 Tf\n[").into_bytes());
            pieces.all.iter().for_each(|codes| string(codes, &mut page));
            page.extend(b"]TJ\n");
        }
        page.extend(b"ET\n");
        page
    }

    /// Takes what printpdf made of the [`page`](Self::page).
    pub(super) fn decoded(self, ops: impl IntoIterator<Item = Op>) -> Decoded<'r> {
        let mut fonts = self.by_font.into_iter();
        let mut by_font = HashMap::new();
        let mut handle = None;
        for op in ops {
            match op {
                Op::SetFont { font, .. } => handle = Some(font),
                Op::ShowText { items } => {
                    // Were one left out, each after it would stand for another, so what follows is not read.
                    let Some((name, pieces)) = fonts.next().filter(|(_, pieces)| pieces.all.len() == items.len())
                    else {
                        break;
                    };
                    by_font.insert(name, Font { handle: handle.take(), pieces, items });
                }
                _ => {}
            }
        }
        Decoded { by_font }
    }
}

/// What printpdf made of texts.
pub(super) struct Decoded<'r> {
    by_font: HashMap<&'r str, Font<'r>>,
}

/// What it made of those in one font.
struct Font<'r> {
    /// What it calls the font.
    handle: Option<PdfFontHandle>,
    pieces: Pieces<'r>,
    /// One for each of the pieces.
    items: Vec<TextItem>,
}

impl Decoded<'_> {
    /// What printpdf calls a font.
    pub(super) fn font(&self, name: &str) -> Option<PdfFontHandle> {
        self.by_font.get(name)?.handle.clone()
    }

    /// What it made of a string.
    pub(super) fn item(&self, font: &str, codes: &[u8]) -> Option<TextItem> {
        let Font { pieces: Pieces { is_wide, numbers, .. }, items, .. } = self.by_font.get(font)?;
        let mut each = pieces(codes, *is_wide).map(|piece| items.get(*numbers.get(piece)?));
        let mut whole = each.next()??.clone();
        for item in each {
            match (&mut whole, item?) {
                (TextItem::GlyphIds(whole), TextItem::GlyphIds(more)) => whole.extend(more.iter().cloned()),
                (TextItem::Text(whole), TextItem::Text(more)) => whole.push_str(more),
                _ => return None,
            }
        }
        Some(whole)
    }
}

/// What of a string is decoded by itself.
fn pieces(codes: &[u8], is_wide: bool) -> impl Iterator<Item = &[u8]> {
    // No string has no pieces, as it is decoded to something too.
    let size = if is_wide && codes.len().is_multiple_of(2) { 2 } else { codes.len() };
    let empty = codes.is_empty().then_some(codes);
    codes.chunks(size.max(1)).chain(empty)
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
        let page = Texts::of(runs.iter(), |_| false).page();
        assert_eq!(strings(&page), [vec![codes, vec![], b"x".to_vec()], vec![b"x".to_vec()]]);
    }

    #[test]
    fn codes_of_two_bytes_are_read_one_by_one() {
        let runs = [run("wide", &[b"\0a\0b", b"\0b\0a\0(", b"odd", b""]), run("thin", &[b"abab"])];
        let page = Texts::of(runs.iter(), |font| font == "wide").page();
        let wide: [&[u8]; 5] = [b"\0a", b"\0b", b"\0(", b"odd", b""];
        assert_eq!(strings(&page), [vec![b"abab".to_vec()], wide.map(<[u8]>::to_vec).to_vec()]);
    }

    fn strings(page: &[u8]) -> Vec<Vec<Vec<u8>>> {
        let read = lopdf::content::Content::decode(page).unwrap();
        let shown = read.operations.iter().filter(|operation| operation.operator == "TJ");
        let strings = shown.map(|shown| {
            let strings = shown.operands[0].as_array().unwrap();
            strings.iter().map(|string| string.as_str().unwrap().to_vec()).collect()
        });
        strings.collect()
    }

    #[test]
    fn what_was_not_read_one_by_one_is_not_read() {
        let runs = [run("a", &[b"1", b"2"]), run("b", &[b"1"])];
        let shown = Op::ShowText { items: vec![TextItem::Text("b1".to_owned())] };
        let decoded = Texts::of(runs.iter(), |_| false).decoded([shown]);
        assert_eq!((decoded.item("a", b"1"), decoded.item("b", b"1")), (None, None));
    }

    #[test]
    fn each_string_is_found_again_by_its_font() {
        let runs = [run("a", &[b"1", b"2"]), run("b", &[b"12", b"2121", b"1", b""])];
        let texts = Texts::of(runs.iter(), |font| font == "b");
        let text = |of: &str| TextItem::Text(of.to_owned());
        let shown = |items: &[&str]| Op::ShowText { items: items.iter().map(|item| text(item)).collect() };
        let decoded = texts.decoded([Op::StartTextSection, shown(&["a1", "a2"]), shown(&["x", "y", "z", "none"])]);
        let item = |font: &str, codes: &[u8]| decoded.item(font, codes);
        assert_eq!(item("a", b"2"), Some(text("a2")));
        assert_eq!((item("b", b"1221"), item("b", b"1")), (Some(text("xy")), Some(text("z"))));
        assert_eq!(item("b", b""), Some(text("none")));
        assert_eq!((item("a", b"3"), item("b", b"1211"), item("c", b"1"), decoded.font("a")), (None, None, None, None));
    }
}

//! The fonts of a document, under names of their own, as printpdf reads them.
//!
//! A PDF names its fonts page by page: `f0` may be the bold face on one page and the regular face
//! on the next, and Typst numbers them by first use. printpdf keeps one font for each name in the
//! whole document, so it would read the second page through the first page's letters.

use std::collections::BTreeMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::Dict;
use lopdf::{Dictionary, Document, Object};

use super::copies::Copies;

/// Fonts, each with one name.
#[derive(Default)]
pub(super) struct Fonts<'a> {
    seen: Vec<Dict<'a>>,
}

impl<'a> Fonts<'a> {
    /// The name of a font. Fonts of which all is the same are one.
    pub(super) fn name(&mut self, font: Dict<'a>) -> String {
        let seen = self.seen.iter().position(|seen| *seen == font);
        let nth = seen.unwrap_or_else(|| {
            self.seen.push(font);
            self.seen.len() - 1
        });
        name(nth)
    }

    /// Copies the fonts into a document, with all that they refer to, and gives them by name.
    pub(super) fn copied_into(&self, document: &mut Document, from: &Pdf) -> Result<Dictionary, String> {
        let mut copies = Copies::new(from);
        let fonts = self.seen.iter().enumerate();
        let fonts = fonts.map(|(nth, font)| Ok((name(nth), copies.dictionary(font)?.into())));
        let fonts = fonts.collect::<Result<Dictionary, String>>()?;
        copies.fetch_into(document)?;
        Ok(fonts)
    }
}

fn name(nth: usize) -> String {
    format!("font-{nth}")
}

/// The widths of those fonts of which printpdf cannot read the program, by name, in thousandths of their size.
///
/// printpdf reads the widths out of a TrueType program, but not out of a bare CFF one, where it
/// takes every glyph for half as wide as high. The PDF states them as well (`/W`).
pub(super) fn widths(document: &Document, fonts: &Dictionary) -> BTreeMap<String, BTreeMap<u16, u16>> {
    let widths = fonts.iter().filter_map(|(name, font)| {
        Some((String::from_utf8_lossy(name).into_owned(), widths_of(document, font.as_dict().ok()?)?))
    });
    widths.collect()
}

fn widths_of(document: &Document, font: &Dictionary) -> Option<BTreeMap<u16, u16>> {
    let follow = |object| Some(document.dereference(object).ok()?.1);
    let descendants = follow(font.get(b"DescendantFonts").ok()?)?.as_array().ok()?;
    let descendant = follow(descendants.first()?)?.as_dict().ok()?;
    let descriptor = follow(descendant.get(b"FontDescriptor").ok()?)?.as_dict().ok()?;
    if descriptor.has(b"FontFile2") {
        return None;
    }
    let mut widths = BTreeMap::new();
    let mut rest = follow(descendant.get(b"W").ok()?)?.as_array().ok()?.as_slice();
    // Either `first [width ...]` or `first last width`.
    while let [first, second, tail @ ..] = rest {
        let first = u16::try_from(first.as_i64().ok()?).ok()?;
        if let Ok(list) = follow(second)?.as_array() {
            for (glyph, width) in (first..=u16::MAX).zip(list) {
                widths.insert(glyph, whole(width)?);
            }
            rest = tail;
        } else {
            let last = u16::try_from(second.as_i64().ok()?).ok()?;
            let (width, tail) = tail.split_first()?;
            let width = whole(width)?;
            widths.extend((first..=last).map(|glyph| (glyph, width)));
            rest = tail;
        }
    }
    Some(widths)
}

/// A width as printpdf takes it. `as` saturates, and makes nought of what is no number.
fn whole(width: &Object) -> Option<u16> {
    Some(width.as_float().ok()?.round() as u16)
}

//! The fonts of a document, under names of their own, as printpdf reads them.
//!
//! A PDF names its fonts page by page: `f0` may be the bold face on one page and the regular face
//! on the next, and Typst numbers them by first use. printpdf keeps one font for each name in the
//! whole document, so it would read the second page through the first page's letters.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Number, Object};
use lopdf::{Dictionary, Document};

use super::copies::{Copies, WIDTHS};

/// Fonts, each with one name on all pages, which may be walked at the same time.
#[derive(Default)]
pub(super) struct Fonts<'a> {
    seen: Mutex<Vec<Dict<'a>>>,
}

impl<'a> Fonts<'a> {
    /// The name of a font. Fonts of which all is the same are one.
    pub(super) fn name(&self, font: Dict<'a>) -> String {
        let mut seen = self.seen();
        let nth = seen.iter().position(|seen| *seen == font).unwrap_or_else(|| {
            seen.push(font);
            seen.len() - 1
        });
        name(nth)
    }

    /// Whether each code of a font, by its name, has two bytes, whatever stands before it.
    pub(super) fn is_wide(&self, named: &str) -> bool {
        let is = |font: &Dict<'_>, key: &str, value: &str| {
            font.get::<Name>(key).is_some_and(|name| *name == *value.as_bytes())
        };
        let seen = self.seen();
        let font = seen.iter().enumerate().find(|(nth, _)| name(*nth) == named);
        font.is_some_and(|(_, font)| is(font, "Subtype", "Type0") && is(font, "Encoding", "Identity-H"))
    }

    fn seen(&self) -> MutexGuard<'_, Vec<Dict<'a>>> {
        // Whoever held it and failed has put in a font as a whole, or none.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The widths of those fonts of which printpdf cannot read the program, by name, in thousandths of their size.
    pub(super) fn widths(&self) -> BTreeMap<String, BTreeMap<u16, u16>> {
        self.seen().iter().enumerate().filter_map(|(nth, font)| Some((name(nth), widths_of(font)?))).collect()
    }

    /// Copies the fonts into a document, with all that they refer to, and gives them by name.
    pub(super) fn copied_into(&self, document: &mut Document, from: &Pdf) -> Result<Dictionary, String> {
        let mut copies = Copies::new(from);
        let seen = self.seen();
        let fonts = seen.iter().enumerate().map(|(nth, font)| Ok((name(nth), copies.dictionary(font)?.into())));
        let fonts = fonts.collect::<Result<Dictionary, String>>()?;
        copies.fetch_into(document)?;
        Ok(fonts)
    }
}

fn name(nth: usize) -> String {
    format!("font-{nth}")
}

/// The widths of a font of which printpdf cannot read the program, in thousandths of its size.
///
/// printpdf reads the widths out of a TrueType program, but not out of a bare CFF one, where it
/// takes every glyph for half as wide as high. The PDF states them as well (`/W`).
fn widths_of(font: &Dict<'_>) -> Option<BTreeMap<u16, u16>> {
    let descendant = font.get::<Array>("DescendantFonts")?.iter::<Dict>().next()?;
    if descendant.get::<Dict>("FontDescriptor")?.contains_key("FontFile2") {
        return None;
    }
    let mut widths = BTreeMap::new();
    let all: Vec<Object> = descendant.get::<Array>(WIDTHS)?.iter().collect();
    let mut rest = all.as_slice();
    // Either `first [width ...]` or `first last width`.
    while let [Object::Number(first), second, tail @ ..] = rest {
        let first = u16::try_from(first.as_i64()).ok()?;
        match (second, tail) {
            (Object::Array(list), _) => {
                widths.extend((first..=u16::MAX).zip(list.iter::<Number>().map(whole)));
                rest = tail;
            }
            (Object::Number(last), [Object::Number(width), tail @ ..]) => {
                let last = u16::try_from(last.as_i64()).ok()?;
                widths.extend((first..=last).map(|glyph| (glyph, whole(*width))));
                rest = tail;
            }
            _ => return None,
        }
    }
    Some(widths)
}

/// A width as printpdf takes it. `as` saturates.
fn whole(width: Number) -> u16 {
    width.as_f64().round() as u16
}

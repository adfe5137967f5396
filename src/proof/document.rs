//! Reads a document back: all letters on its pages, and what is painted there.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Rect, Stream};
use hayro_syntax::page::Page;
use lopdf::{Dictionary, Document, Object, dictionary};
use printpdf::{FontId, ParsedFont, PdfDocument, PdfFont, PdfParseOptions};

use super::Margin;
use super::copies::Copies;
use super::fonts::Fonts;
use super::geometry::Area;
use super::glyph::{self, Frame, Glyph};
use super::page::walk;
use super::paint::Paint;
use super::run::{Decoded, On, Run, coded};
use crate::cores::shared_out;

/// The most a page's content may unpack to, in bytes: a thousand times a full page of text. Stops
/// a few bytes of hostile input from filling the memory.
const LARGEST_PAGE: usize = 32 << 20;

/// How many pages are worth a thread.
const PAGES_A_THREAD: usize = 2;

/// A document as it was read back.
#[derive(Default)]
pub(super) struct Pages {
    pub(super) frames: Vec<Frame>,
    /// All letters, in the order in which they are drawn.
    pub(super) glyphs: Vec<Glyph>,
    /// What is painted on each page, in the order in which it is.
    pub(super) paints: Vec<Vec<Paint>>,
}

/// A page as it was read back.
struct ReadPage {
    number: usize,
    frame: Frame,
    glyphs: Vec<Glyph>,
    paints: Vec<Paint>,
}

/// Reads the letters of a document, on all cores.
pub(super) fn read(pdf: &[u8], margin: Margin) -> Result<Pages, String> {
    let document = open(pdf)?;
    // Pages with drawings take longest and follow each other, so pages are dealt out in turn.
    let (odd, even): (Vec<_>, Vec<_>) = (1..).zip(document.pages().iter()).partition(|(number, _)| number % 2 == 1);
    let dealt = [odd, even].concat();
    let mut read = Vec::new();
    for part in shared_out(dealt, PAGES_A_THREAD, |pages| read_some(&document, &pages, margin)) {
        read.extend(part?);
    }
    read.sort_by_key(|page| page.number);
    let mut pages = Pages::default();
    for page in read {
        pages.frames.push(page.frame);
        pages.glyphs.extend(page.glyphs);
        pages.paints.push(page.paints);
    }
    Ok(pages)
}

/// Opens a document that is whole. hayro-syntax would mend one that is not, and find a part of its pages.
fn open(pdf: &[u8]) -> Result<Pdf, String> {
    if !pdf.starts_with(b"%PDF-") || !pdf.trim_ascii_end().ends_with(b"%%EOF") {
        return Err("it is no whole PDF".to_owned());
    }
    let document = Pdf::new(pdf.to_vec()).map_err(|error| format!("{error:?}"))?;
    if document.pages().is_empty() {
        return Err("it has no pages".to_owned());
    }
    Ok(document)
}

/// Reads the letters of some pages of a document, each with its number.
fn read_some(document: &Pdf, numbered: &[(usize, &Page)], margin: Margin) -> Result<Vec<ReadPage>, String> {
    let mut fonts = Fonts::default();
    let mut walked = Vec::new();
    for (number, page) in numbered {
        let content = content(document, page).map_err(|error| format!("page {number}: {error}"))?;
        let walk = walk(&content, page.resources(), page.media_box().height() as f32, &mut fonts);
        walked.push(walk.ok_or_else(|| format!("page {number}: it cannot be read to its end"))?);
    }
    let PdfDocument { pages, resources: fonts, .. } = printed(document, &fonts, numbered, &walked)?;
    let read = numbered.iter().zip(walked).zip(pages).map(|((&(number, page), (runs, paints)), mut printed)| {
        let (frame, mut decoded) = (frame(page, margin), Decoded::new(std::mem::take(&mut printed.ops)));
        let mut on = On { page: printed, number, frame: &frame, fonts: &fonts, glyphs: Vec::new() };
        for run in runs {
            run.read(&mut decoded, &mut on);
        }
        ReadPage { number, glyphs: on.glyphs, frame, paints }
    });
    Ok(read.collect())
}

/// What a page draws, unpacked.
fn content(document: &Pdf, page: &Page) -> Result<Vec<u8>, String> {
    let streams = match page.raw().get::<Array>("Contents") {
        Some(streams) => streams.iter::<Stream>().collect(),
        None => Vec::from_iter(page.raw().get::<Stream>("Contents")),
    };
    let mut content = Vec::new();
    for stream in streams {
        let stream = Copies::new(document).stream(&stream)?;
        let room = LARGEST_PAGE.saturating_sub(content.len());
        content.extend(stream.get_plain_content_with_limit(room).map_err(|error| error.to_string())?);
        content.push(b'\n');
    }
    Ok(content)
}

/// Has printpdf read the texts of some pages.
fn printed(
    document: &Pdf,
    fonts: &Fonts,
    numbered: &[(usize, &Page)],
    walked: &[(Vec<Run>, Vec<Paint>)],
) -> Result<PdfDocument, String> {
    let mut small = Document::with_version("1.7");
    let (widths, fonts) = (fonts.widths(), fonts.copied_into(&mut small, document)?);
    let (tree, resources) = (small.new_object_id(), small.add_object(dictionary! { "Font" => fonts }));
    let pages = numbered.iter().zip(walked).map(|((_, page), (runs, _))| {
        let content = small.add_object(lopdf::Stream::new(Dictionary::new(), coded(runs)));
        let Rect { x0, y0, x1, y1 } = page.media_box();
        let media = [x0, y0, x1, y1].map(|side| Object::from(side as f32)).to_vec();
        let page = dictionary! { "Type" => "Page", "Parent" => tree, "MediaBox" => media, "Contents" => content };
        Object::Reference(small.add_object(page))
    });
    let pages: Vec<Object> = pages.collect();
    let count = pages.len() as i64;
    let pages = dictionary! { "Type" => "Pages", "Kids" => pages, "Count" => count, "Resources" => resources };
    small.set_object(tree, pages);
    let catalog = small.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    small.trailer.set("Root", catalog);
    let mut pdf = Vec::new();
    small.save_to(&mut pdf).map_err(|error| error.to_string())?;

    let mut printed = PdfDocument::parse(&pdf, &PdfParseOptions::default(), &mut Vec::new())?;
    let fonts = &mut printed.resources.fonts.map;
    for (name, widths) in widths {
        fonts.entry(FontId(name)).or_insert_with(|| PdfFont::new(measured(widths)));
    }
    for font in fonts.values_mut() {
        mend(&mut font.parsed_font);
    }
    Ok(printed)
}

/// A font of which only the widths are known, in thousandths.
fn measured(widths: std::collections::BTreeMap<u16, u16>) -> ParsedFont {
    let metrics = printpdf::FontMetrics { ascent: 0, descent: 0 };
    ParsedFont::with_glyph_data(Vec::new(), 0, None, Default::default(), widths, 1000, metrics)
}

/// Makes printpdf place glyphs as this module needs them.
fn mend(font: &mut ParsedFont) {
    // Makes each glyph's box its band. `as` saturates.
    font.font_metrics.ascent = (f32::from(font.units_per_em) * glyph::BAND).round() as i16;
    font.font_metrics.descent = 0;
    // printpdf takes no width, as accents have that are set on top of a letter, for half the size.
    for width in font.glyph_widths.values_mut() {
        *width = (*width).max(1);
    }
}

/// What the letters of a page are measured against.
fn frame(page: &Page, margin: Margin) -> Frame {
    // printpdf measures from the height of the page, wherever its corner is.
    let (media, seen) = (page.media_box(), page.intersected_crop_box());
    let height = media.height();
    let [left, top, right, bottom] = [seen.x0, height - seen.y1, seen.x1, height - seen.y0].map(|side| side as f32);
    let printable = Area {
        left: left + margin.left,
        top: top + margin.top,
        right: right - margin.right,
        bottom: bottom - margin.bottom,
    };
    Frame { paper: Area { left, top, right, bottom }, printable }
}

#[cfg(test)]
mod tests {
    use super::{measured, mend};

    #[test]
    fn fonts_are_mended() {
        let mut font = measured([(3, 0), (4, 500)].into());
        mend(&mut font);
        assert_eq!(font.glyph_widths, [(3, 1), (4, 500)].into());
        assert_eq!((font.font_metrics.ascent, font.font_metrics.descent), (600, 0));
    }
}

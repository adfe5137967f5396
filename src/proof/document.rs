//! Reads a document back: all letters on its pages, and what is painted there.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Rect, Stream};
use hayro_syntax::page::Page;
use lopdf::{Dictionary, Document, Object, dictionary};
use printpdf::{FontId, ParsedFont, PdfDocument, PdfFont, PdfPage, PdfParseOptions, PdfResources, Pt};

use super::Margin;
use super::copies::Copies;
use super::fonts::Fonts;
use super::geometry::Area;
use super::glyph::{self, Frame, Glyph};
use super::page::walk;
use super::paint::Paint;
use super::run::{On, Run};
use super::texts::{Decoded, Texts};
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

/// A page that has been walked.
struct Walked<'p> {
    number: usize,
    page: &'p Page<'p>,
    runs: Vec<Run>,
    paints: Vec<Paint>,
}

/// Reads the letters of a document, on all cores.
pub(super) fn read(pdf: &[u8], margin: Margin) -> Result<Pages, String> {
    let document = open(pdf)?;
    let fonts = Fonts::default();
    // Pages with drawings take longest and follow each other, so pages are dealt out in turn.
    let (odd, even): (Vec<_>, Vec<_>) = (1..).zip(document.pages().iter()).partition(|(number, _)| number % 2 == 1);
    let parts = shared_out([odd, even].concat(), PAGES_A_THREAD, |pages| {
        pages.into_iter().map(|(number, page)| walked(&document, number, page, &fonts)).collect::<Result<Vec<_>, _>>()
    });
    let parts = parts.into_iter().collect::<Result<Vec<_>, String>>()?;
    let mut walked: Vec<Walked<'_>> = parts.into_iter().flatten().collect();
    walked.sort_by_key(|walked| walked.number);
    let texts = Texts::of(walked.iter().flat_map(|walked| &walked.runs), |font| fonts.is_wide(font));
    let PdfDocument { pages: printed, resources: fonts, .. } = printed(&document, &fonts, &texts)?;
    let decoded = texts.decoded(printed.into_iter().flat_map(|page| page.ops));
    let mut pages = Pages::default();
    let letters = shared_out(walked.iter().collect(), PAGES_A_THREAD, |pages| {
        pages.into_iter().map(|walked| letters(walked, &fonts, &decoded, margin)).collect::<Vec<_>>()
    });
    let letters: Vec<(Frame, Vec<Glyph>)> = letters.into_iter().flatten().collect();
    for (frame, glyphs) in letters {
        pages.frames.push(frame);
        pages.glyphs.extend(glyphs);
    }
    pages.paints = walked.into_iter().map(|walked| walked.paints).collect();
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

/// Walks a page.
fn walked<'p>(document: &'p Pdf, number: usize, page: &'p Page<'p>, fonts: &Fonts<'p>) -> Result<Walked<'p>, String> {
    let content = content(document, page).map_err(|error| format!("page {number}: {error}"))?;
    let walk = walk(&content, page.resources(), page.media_box().height() as f32, fonts);
    let (runs, paints) = walk.ok_or_else(|| format!("page {number}: it cannot be read to its end"))?;
    Ok(Walked { number, page, runs, paints })
}

/// Reads the letters of a page from what printpdf made of its texts.
fn letters(walked: &Walked<'_>, fonts: &PdfResources, decoded: &Decoded<'_>, margin: Margin) -> (Frame, Vec<Glyph>) {
    let frame = frame(walked.page, margin);
    let mut on = On { page: blank(walked.page), number: walked.number, frame: &frame, fonts, glyphs: Vec::new() };
    for run in &walked.runs {
        run.read(decoded, &mut on);
    }
    let glyphs = on.glyphs;
    (frame, glyphs)
}

/// A page of the same size with nothing on it.
fn blank(page: &Page) -> PdfPage {
    let Rect { x0, y0, x1, y1 } = page.media_box();
    let [left, bottom, right, top] = [x0, y0, x1, y1].map(|side| side as f32);
    let media = printpdf::Rect::from_xywh(Pt(left), Pt(bottom), Pt(right - left), Pt(top - bottom));
    PdfPage { media_box: media.clone(), trim_box: media.clone(), crop_box: media, ops: Vec::new() }
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

/// Has printpdf read the texts, all on one page, so that it reads each font and each string once.
fn printed(document: &Pdf, fonts: &Fonts, texts: &Texts<'_>) -> Result<PdfDocument, String> {
    let mut small = Document::with_version("1.7");
    let (widths, fonts) = (fonts.widths(), fonts.copied_into(&mut small, document)?);
    let tree = small.new_object_id();
    let content = small.add_object(lopdf::Stream::new(Dictionary::new(), texts.page()));
    let page = small.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content });
    let resources = small.add_object(dictionary! { "Font" => fonts });
    let pages = vec![Object::Reference(page)];
    let pages = dictionary! { "Type" => "Pages", "Kids" => pages, "Count" => 1, "Resources" => resources };
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

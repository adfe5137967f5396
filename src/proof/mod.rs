//! Reads a finished PDF back and checks that everything that must be on the page is there.
//!
//! The document was set by one program and is read by another, so a mistake in a template, a font
//! or the typesetter itself shows before anyone prints it: a warning left out, a column that runs
//! off the paper, a dose in a size nobody can read. Pure: bytes in, verdict out.
//!
//! 1. `names` gives each font one name in the whole document, which printpdf needs.
//! 2. printpdf parses the document; `page` walks each page and collects its letters, with their
//!    places (`geometry`, `glyph`), whether something cuts them off (`clip`), and what is painted
//!    under and over them (`paint`).
//! 3. `stream` strings the letters together and finds each claim among them.
//!
//! Not seen are: text hidden by a thick line, or by a drawing that the page places as a whole (a form
//! XObject; text in one counts as missing, and Typst makes none of drawings); text that cannot be told
//! from a pattern, shading or photograph behind it; and page rotation. This module is the only one that imports printpdf and lopdf.

mod clip;
mod fault;
mod geometry;
mod glyph;
mod names;
mod page;
mod paint;
mod stream;

use std::ops::RangeInclusive;

use printpdf::{FontId, ParsedFont, PdfDocument, PdfFont, PdfPage, PdfParseOptions};

pub use self::fault::{Fault, ProofError, Why};
use self::geometry::Area;
use self::glyph::Glyph;
use self::page::Frame;
use self::paint::Paint;
use self::stream::{Stream, letters_of};
use crate::cores::shared_out;
pub use crate::handout::{Claim, ClaimKind};

/// How far text may reach outside the printable area, in points. Covers rounding.
const MARGIN_TOLERANCE: f32 = 0.5;

/// How much smaller than promised text may be, in points. Covers rounding.
const SIZE_TOLERANCE: f32 = 0.05;

/// What the page promises its reader.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    /// The edge of the page that nothing claimed may reach into.
    pub margin: Margin,
    /// The smallest type size, in points.
    pub smallest: f32,
}

/// The widths of a page's margins, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margin {
    /// On the left of every page.
    pub left: f32,
    /// On the right of every page.
    pub right: f32,
    /// Above, where running headers are.
    pub top: f32,
    /// Below, where running footers are.
    pub bottom: f32,
}

/// What was read and found right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    pages: usize,
    places: Vec<RangeInclusive<usize>>,
}

impl Proof {
    /// The number of pages read.
    pub fn pages(&self) -> usize {
        self.pages
    }

    /// The number of claims that hold.
    pub fn claims(&self) -> usize {
        self.places.len()
    }

    /// The pages, from 1, on which each claim stands, from its first letter to its last, in the order of the claims.
    pub fn places(&self) -> &[RangeInclusive<usize>] {
        &self.places
    }
}

/// Checks that a finished document shows every claim, in the order given.
///
/// Each claim must be found after the one before it, as whole words and numbers, in visible text
/// that lies inside the margins, is not cut off or painted over, can be told from what is behind it
/// and is no smaller than promised. The same text
/// claimed twice must be there twice. Text wholly in the top or bottom margin is left out of the
/// reading order, so that a claim may run over a page break.
///
/// Vertically a line of text counts as reaching from its baseline to about the top of its capitals:
/// accents and descenders hang over into the margin by design. So may punctuation at the end of a
/// justified line, sideways.
///
/// # Errors
///
/// [`ProofError::Unreadable`] if the bytes are no readable PDF, [`ProofError::Failed`] with every
/// fault found if one of the claims does not hold.
pub fn check(pdf: &[u8], claims: &[Claim], sheet: &Sheet) -> Result<Proof, ProofError> {
    let pages = read(pdf, sheet.margin).map_err(ProofError::Unreadable)?;
    let mut search = Search::new(&pages);
    let mut faults = Vec::new();
    let places = claims.iter().filter_map(|claim| search.check(claim, sheet.smallest, &mut faults)).collect();
    if faults.is_empty() { Ok(Proof { pages: pages.frames.len(), places }) } else { Err(ProofError::Failed(faults)) }
}

/// A document as it was read back.
#[derive(Default)]
struct Pages {
    frames: Vec<Frame>,
    /// All letters, in the order in which they are drawn.
    glyphs: Vec<Glyph>,
    /// What is painted on each page, in the order in which it is.
    paints: Vec<Vec<Paint>>,
}

/// A page as it was read back.
struct ReadPage {
    number: usize,
    frame: Frame,
    glyphs: Vec<Glyph>,
    paints: Vec<Paint>,
}

/// How many pages are worth a thread.
const PAGES_A_THREAD: usize = 2;

/// Reads the letters of a document, on all cores.
fn read(pdf: &[u8], margin: Margin) -> Result<Pages, String> {
    let (document, pages) = names::load(pdf)?;
    // Pages with drawings take longest and follow each other, so pages are dealt out in turn.
    let (odd, even): (Vec<names::Page>, Vec<names::Page>) = pages.into_iter().partition(|(number, _)| number % 2 == 1);
    let dealt = [odd, even].concat();
    let mut read = Vec::new();
    for part in shared_out(dealt, PAGES_A_THREAD, |pages| read_some(document.clone(), &pages, margin)) {
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

/// Reads the letters of some pages of a document.
fn read_some(document: lopdf::Document, numbered: &[names::Page], margin: Margin) -> Result<Vec<ReadPage>, String> {
    let renamed = names::rename(document, numbered)?;
    let mut document = PdfDocument::parse(&renamed.pdf, &PdfParseOptions::default(), &mut Vec::new())?;
    let fonts = &mut document.resources.fonts.map;
    for (name, widths) in renamed.widths {
        fonts.entry(FontId(name)).or_insert_with(|| PdfFont::new(measured(widths)));
    }
    for font in fonts.values_mut() {
        mend(&mut font.parsed_font);
    }
    let named = renamed.named.into_iter();
    let read = numbered.iter().zip(document.pages).zip(named).map(|(((number, _), page), named)| {
        let (number, frame) = (*number as usize, frame(&page, margin));
        let (glyphs, paints) = page::read(page, number, &frame, &document.resources, &named);
        ReadPage { number, frame, glyphs, paints }
    });
    Ok(read.collect())
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
fn frame(page: &PdfPage, margin: Margin) -> Frame {
    // printpdf measures from the height of the page, wherever its corner is.
    let (media, crop) = (&page.media_box, &page.crop_box);
    let left = media.x.0.max(crop.x.0);
    let right = (media.x.0 + media.width.0).min(crop.x.0 + crop.width.0);
    let low = media.y.0.max(crop.y.0);
    let high = (media.y.0 + media.height.0).min(crop.y.0 + crop.height.0);
    let paper = Area::new([left, media.height.0 - high, right, media.height.0 - low]);
    let printable = Area {
        left: paper.left + margin.left,
        top: paper.top + margin.top,
        right: paper.right - margin.right,
        bottom: paper.bottom - margin.bottom,
    };
    Frame { paper, printable }
}

/// Finds claims, one after the other.
struct Search<'a> {
    pages: &'a Pages,
    /// What is read: everything but running headers and footers.
    text: Stream,
    /// Everything, in case a claim slid into the margin. Made when first needed.
    everything: Option<Stream>,
    /// Where the last claim ended.
    place: usize,
}

impl<'a> Search<'a> {
    fn new(pages: &'a Pages) -> Self {
        let text = Stream::new(&pages.glyphs, |glyph| !glyph.marginal);
        Self { pages, text, everything: None, place: 0 }
    }

    /// Finds a claim, notes what is wrong with it, and gives the pages on which it stands.
    fn check(&mut self, claim: &Claim, smallest: f32, faults: &mut Vec<Fault>) -> Option<RangeInclusive<usize>> {
        let needle = letters_of(claim.text());
        let glyphs: Vec<&Glyph>;
        if let Some(found) = self.text.find(&needle, self.place..self.text.len()) {
            self.place = found.end;
            self.text.take(&found);
            glyphs = self.glyphs(self.text.glyphs(&found));
        } else if let Some(found) = self.text.find(&needle, 0..self.place) {
            self.text.take(&found);
            glyphs = self.glyphs(self.text.glyphs(&found));
            let page = glyphs.first().map(|glyph| glyph.page);
            faults.push(Fault::new(claim, Why::OutOfOrder, page));
        } else if let Some(found) = self.find_in_margin(&needle) {
            glyphs = found;
        } else {
            faults.push(Fault::new(claim, Why::Missing, None));
            return None;
        }

        let mut fault = |why: Option<Why>, wrong: Option<&&Glyph>| {
            if let (Some(why), Some(glyph)) = (why, wrong) {
                faults.push(Fault::new(claim, why, Some(glyph.page)));
            }
        };
        fault(Some(Why::OutsideMargins), glyphs.iter().find(|glyph| !self.is_inside(glyph)));
        let small = glyphs
            .iter()
            // A size that is not a number is not large enough.
            .filter(|glyph| !glyph.size.ge(&(smallest - SIZE_TOLERANCE)))
            .min_by(|a, b| a.size.total_cmp(&b.size));
        fault(small.map(|glyph| Why::TooSmall { points: glyph.size }), small);
        fault(Some(Why::Clipped), glyphs.iter().find(|glyph| glyph.clipped));
        // What is cut off may lie under its neighbour, but nobody need be told so.
        let mut shown = glyphs.iter().filter(|glyph| !glyph.clipped);
        let unseen = shown.find_map(|glyph| Some((self.hidden(glyph)?, glyph)));
        fault(unseen.map(|(why, _)| why), unseen.map(|(_, glyph)| glyph));
        let pages = glyphs.iter().map(|glyph| glyph.page);
        Some(pages.clone().min()?..=pages.max()?)
    }

    /// Finds a text of which at least a part is wholly in the top or bottom margin.
    fn find_in_margin(&mut self, needle: &str) -> Option<Vec<&'a Glyph>> {
        let all = &self.pages.glyphs;
        let everything = self.everything.get_or_insert_with(|| Stream::new(all, |_| true));
        let mut from = 0;
        while let Some(found) = everything.find(needle, from..everything.len()) {
            let glyphs: Vec<_> = everything.glyphs(&found).filter_map(|g| all.get(g)).collect();
            if glyphs.iter().any(|glyph| glyph.marginal) {
                everything.take(&found);
                return Some(glyphs);
            }
            from = found.end;
        }
        None
    }

    fn glyphs(&self, places: impl Iterator<Item = usize>) -> Vec<&'a Glyph> {
        places.filter_map(|place| self.pages.glyphs.get(place)).collect()
    }

    /// Why a letter is not seen though it is printed.
    fn hidden(&self, glyph: &Glyph) -> Option<Why> {
        let paints = self.pages.paints.get(glyph.page.checked_sub(1)?)?;
        paint::hidden(glyph.ink.middle(), glyph.colour, glyph.painted, paints)
    }

    fn is_inside(&self, glyph: &Glyph) -> bool {
        let frame = glyph.page.checked_sub(1).and_then(|page| self.pages.frames.get(page));
        let Some(frame) = frame else { return false };
        // Typst hangs hyphens, stops and commas over the edge of a justified line.
        let hangs = !glyph.text.contains(char::is_alphanumeric);
        let sideways = MARGIN_TOLERANCE + if hangs { glyph.band.width() } else { 0.0 };
        frame.printable.holds(glyph.band, sideways, MARGIN_TOLERANCE)
            && frame.paper.holds(glyph.ink, MARGIN_TOLERANCE, MARGIN_TOLERANCE)
    }
}

#[cfg(test)]
mod tests;

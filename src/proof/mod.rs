//! Reads a finished PDF back and checks that everything that must be on the page is there.
//!
//! The document was set by one program and is read by another, so a mistake in a template, a font
//! or the typesetter itself shows before anyone prints it: a warning left out, a column that runs
//! off the paper, a dose in a size nobody can read. Pure: bytes in, verdict out.
//!
//! 1. hayro-syntax opens the document; `page` walks each page: what is painted (`path`, `paint`), what cuts it off (`clip`),
//!    and which texts are shown under what.
//! 2. printpdf reads the texts, which are handed to it each once, in a small document of their own with the fonts (`texts`,
//!    `fonts`), and `run` collects its letters, with their places (`geometry`, `glyph`).
//! 3. `stream` strings the letters together and finds each claim among them.
//!
//! Not seen are: text hidden by a thick line, or by a drawing that the page places as a whole (a form
//! XObject; text in one counts as missing, and Typst makes none of drawings); text that cannot be told
//! from a pattern, shading or photograph behind it; and page rotation. This module is the only one that imports printpdf, lopdf and hayro-syntax.

mod clip;
mod copies;
mod document;
mod fault;
mod fonts;
mod geometry;
mod glyph;
mod page;
mod paint;
mod path;
mod run;
mod stream;
mod texts;

use std::ops::RangeInclusive;

use self::document::Pages;
pub use self::fault::{Fault, ProofError, Why};
use self::glyph::Glyph;
use self::stream::{Stream, letters_of};
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
    let pages = document::read(pdf, sheet.margin).map_err(ProofError::Unreadable)?;
    let mut search = Search::new(&pages);
    let mut faults = Vec::new();
    let places = claims.iter().filter_map(|claim| search.check(claim, sheet.smallest, &mut faults)).collect();
    if faults.is_empty() { Ok(Proof { pages: pages.frames.len(), places }) } else { Err(ProofError::Failed(faults)) }
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

//! The letters on the page: what each says, where it is and how large it is printed.

use super::geometry::{Area, Matrix};
use super::paint::Ink;

/// Height of the band that a line of type fills, in parts of its size.
///
/// From the baseline up to about the top of a capital. Typst, and everyone who sets type, aligns
/// capitals and baselines with the margins and lets accents and descenders reach past them, so
/// this band is what a margin is measured against. Lower than any usual capital (Noto Sans: 0.714,
/// Libertinus: 0.645), so that a first line is never outside.
pub(super) const BAND: f32 = 0.6;

/// What the letters of one page are measured against.
pub(super) struct Frame {
    /// The paper.
    pub(super) paper: Area,
    /// The part of it that may be printed on.
    pub(super) printable: Area,
}

/// A letter on the page, or several that share one shape.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// What it says. May be empty.
    pub(super) text: String,
    /// The page it is on, from 1.
    pub(super) page: usize,
    /// From the baseline up by [`BAND`], and as wide as the glyph moves the pen.
    pub(super) band: Area,
    /// About what it blackens: the band, and what reaches above or below it.
    pub(super) ink: Area,
    /// Its size in points, as printed.
    pub(super) size: f32,
    /// Whether it starts a word: there is space, or a new line, before it.
    pub(super) gap: bool,
    /// Whether a clip path cuts some of it off.
    pub(super) clipped: bool,
    /// What it is printed in.
    pub(super) colour: Ink,
    /// How much of what is painted on the page was there before it.
    pub(super) painted: usize,
    /// Whether it is all in the top or bottom margin, as a running header is.
    pub(super) marginal: bool,
}

impl Glyph {
    /// Whether this glyph continues the word of `last`, although it was printed apart from it.
    ///
    /// Bold or raised parts of a word are runs of their own that start where the last one ends.
    pub(super) fn continues(&self, last: &Self) -> bool {
        let near = 0.15 * self.size.max(last.size);
        self.page == last.page
            && (self.band.left - last.band.right).abs() <= near
            && self.band.top < last.band.bottom
            && last.band.top < self.band.bottom
    }
}

/// What `text`, whose band is `band`, blackens on the page.
pub(super) fn ink(text: &str, band: Area, matrix: Matrix, font_size: f32) -> Area {
    let (x, y) = matrix.up();
    let above = (text.chars().map(rise).fold(BAND, f32::max) - BAND) * font_size;
    let below = text.chars().map(drop).fold(0.0, f32::max) * font_size;
    band.swept(x * above, y * above).swept(-x * below, -y * below)
}

/// How far a letter reaches above the baseline, in parts of its size.
///
/// No font tells the height of one glyph without its outline being read; the ascent of the whole
/// font is so much more (Noto Sans: 1.07) that any text close to the edge of a box would count as
/// cut. These are the heights in Noto Sans, rounded up.
fn rise(letter: char) -> f32 {
    match letter {
        'a' | 'c' | 'e' | 'g' | 'm'..='s' | 'u'..='z' | ',' | '.' | '-' => BAND,
        '\0'..='\x7f' => 0.77,
        _ if letter.is_uppercase() => 0.95,
        _ => 0.78,
    }
}

/// How far a letter reaches below the baseline, in parts of its size.
fn drop(letter: char) -> f32 {
    match letter {
        'g' | 'j' | 'p' | 'q' | 'y' | 'Q' | 'ç' | 'Ç' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '@' | '/' => 0.24,
        ',' | ';' | 'J' | '$' => 0.13,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Area = Area { left: 10.0, top: 92.8, right: 16.0, bottom: 100.0 };

    fn glyph(band: Area) -> Glyph {
        Glyph {
            text: "a".to_owned(),
            page: 1,
            band,
            ink: band,
            size: 12.0,
            gap: true,
            clipped: false,
            colour: Ink::BLACK,
            painted: 0,
            marginal: false,
        }
    }

    #[test]
    fn ink_reaches_where_the_letter_does() {
        let upright = Matrix::IDENTITY;
        assert_eq!(ink("n", BOX, upright, 12.0), BOX);
        assert!((ink("g", BOX, upright, 12.0).bottom - 102.88).abs() < 0.01);
        assert!((ink("É", BOX, upright, 12.0).top - 88.6).abs() < 0.01);
        // A quarter turn anticlockwise: up on the text is left on the page.
        let turned = Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]);
        assert!((ink("g", BOX, turned, 12.0).right - 18.88).abs() < 0.01);
    }

    #[test]
    fn a_run_continues_the_word_it_touches() {
        let last = glyph(BOX);
        let at = |left: f32, down: f32| {
            glyph(Area { left, top: BOX.top + down, right: left + 5.0, bottom: BOX.bottom + down })
        };
        assert!(at(16.0, 0.0).continues(&last));
        assert!(at(16.5, -4.0).continues(&last), "raised");
        assert!(!at(19.2, 0.0).continues(&last), "a space away");
        assert!(!at(16.0, 16.0).continues(&last), "on the next line");
    }
}

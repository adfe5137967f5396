//! A run: text under one matrix, and between two changes of what it is cut to.

use std::sync::Arc;

use printpdf::{CurTransMat, Op, PdfFontHandle, PdfPage, PdfResources, Pt, TextItem, TextMatrix};

use super::clip::Clip;
use super::geometry::{Area, Matrix};
use super::glyph::{Frame, Glyph, ink};
use super::paint::Ink;

/// How letters are set that are shown next.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TextState {
    /// The font, by the name it has in the whole document, and its size.
    pub(super) font: Option<(String, f32)>,
    pub(super) leading: f32,
    pub(super) letter_space: f32,
    pub(super) word_space: f32,
    /// In hundredths.
    pub(super) stretch: f32,
    pub(super) rise: f32,
}

impl Default for TextState {
    fn default() -> Self {
        Self { font: None, leading: 0.0, letter_space: 0.0, word_space: 0.0, stretch: 100.0, rise: 0.0 }
    }
}

/// A text that is shown.
pub(super) struct Show {
    pub(super) parts: Vec<Part>,
    pub(super) says: Says,
    /// Whether it is tagged as decoration.
    pub(super) artifact: bool,
    /// What it is printed in.
    pub(super) colour: Ink,
}

/// A part of a text.
pub(super) enum Part {
    /// Letters, as the font codes them.
    Letters(Vec<u8>),
    /// A step back, in thousandths of the font's size.
    Gap(f32),
}

/// What a text reads as.
pub(super) enum Says {
    /// What its letters say.
    ItsLetters,
    /// Another text, or none.
    Instead(String),
}

/// Text under one text matrix.
pub(super) struct Run {
    matrix: Matrix,
    text_matrix: Matrix,
    clips: Vec<Arc<Clip>>,
    /// How much of what is painted on the page was there before it.
    painted: usize,
    state: TextState,
    steps: Vec<Step>,
    /// The smallest font size in it.
    size: Option<f32>,
}

/// What happens in a run.
enum Step {
    /// Something that printpdf can be told as it is.
    Op(Op),
    /// A text, in the font of such a name and size.
    Show(Option<(String, f32)>, Show),
}

impl Run {
    /// A run without any text.
    pub(super) fn new(matrix: Matrix, text_matrix: Matrix, clips: &[Arc<Clip>], painted: usize) -> Self {
        let (clips, state) = (clips.to_vec(), TextState::default());
        Self { matrix, text_matrix, clips, painted, state, steps: Vec::new(), size: None }
    }

    /// Whether it has any text.
    pub(super) fn shows(&self) -> bool {
        self.texts().next().is_some()
    }

    fn texts(&self) -> impl Iterator<Item = &Show> {
        self.steps.iter().filter_map(|step| match step {
            Step::Show(_, show) => Some(show),
            Step::Op(_) => None,
        })
    }

    /// Moves to the beginning of a line that is so far right of the last one's, and so far above.
    pub(super) fn move_by(&mut self, [right, up]: [f32; 2]) {
        self.steps.push(Step::Op(Op::MoveTextCursorAndSetLeading { tx: right, ty: up }));
        self.state.leading = -up;
    }

    /// Moves to the next line.
    pub(super) fn next_line(&mut self, state: &TextState) {
        self.tell(state);
        self.steps.push(Step::Op(Op::AddLineBreak));
    }

    /// Shows a text.
    pub(super) fn show(&mut self, show: Show, state: &TextState) {
        self.tell(state);
        if let Some((_, size)) = state.font {
            self.size = Some(self.size.map_or(size, |smallest| smallest.min(size)));
        }
        self.steps.push(Step::Show(state.font.clone(), show));
    }

    /// Adds what has changed in how letters are set, but for the font.
    fn tell(&mut self, state: &TextState) {
        if self.state == *state {
            return;
        }
        let old = std::mem::replace(&mut self.state, state.clone());
        let steps = [
            (old.leading != state.leading, Op::SetLineHeight { lh: Pt(state.leading) }),
            (old.letter_space != state.letter_space, Op::SetCharacterSpacing { multiplier: state.letter_space }),
            (old.word_space != state.word_space, Op::SetWordSpacing { pt: Pt(state.word_space) }),
            (old.stretch != state.stretch, Op::SetHorizontalScaling { percent: state.stretch }),
            (old.rise != state.rise, Op::SetLineOffset { multiplier: state.rise }),
        ];
        self.steps.extend(steps.into_iter().filter_map(|(is_new, op)| is_new.then_some(Step::Op(op))));
    }

    /// What it is printed in; the lightest, if there are several.
    fn colour(&self) -> Ink {
        let light = |ink: Ink| ink.parts.map(|parts| parts.iter().sum::<f32>());
        let lightest = self
            .texts()
            .map(|show| show.colour)
            .reduce(|lightest, colour| if light(lightest) < light(colour) { colour } else { lightest });
        lightest.unwrap_or(Ink::BLACK)
    }

    /// Reads its letters, each text as printpdf decoded it.
    ///
    /// Leaves out, in the printable area, text that is tagged as decoration: a table's head is
    /// repeated on the next page, in the middle of a sentence that runs over.
    pub(super) fn read(mut self, decoded: &mut Decoded, on: &mut On) {
        let artifact = self.texts().all(|show| show.artifact);
        let (colour, matrix) = (self.colour(), self.matrix.after(self.text_matrix));
        on.page.ops = vec![
            Op::SetTransformationMatrix { matrix: CurTransMat::Raw(self.matrix.0) },
            Op::StartTextSection,
            Op::SetTextMatrix { matrix: TextMatrix::Raw(self.text_matrix.0) },
        ];
        for step in std::mem::take(&mut self.steps) {
            match step {
                Step::Op(op) => on.page.ops.push(op),
                Step::Show(font, show) => on.page.ops.extend(decoded.next(font, show)),
            }
        }
        on.page.ops.push(Op::EndTextSection);
        let boxes = on.page.extract_text_boxes(on.fonts);
        let words = boxes.lines.into_iter().flat_map(|line| line.words);
        for (nth_word, word) in words.enumerate() {
            let font_size = self.size.map_or(word.font_size, |size| size.min(word.font_size));
            for (nth, glyph) in word.glyphs.into_iter().enumerate() {
                let band = Area::new(glyph.bbox);
                let marginal = band.bottom <= on.frame.printable.top || band.top >= on.frame.printable.bottom;
                if artifact && !marginal {
                    continue;
                }
                let ink = ink(&glyph.text, band, matrix, font_size);
                let mut glyph = Glyph {
                    ink,
                    band,
                    marginal,
                    page: on.number,
                    size: font_size * matrix.scale(),
                    colour,
                    painted: self.painted,
                    gap: nth == 0,
                    clipped: !self.clips.iter().all(|clip| clip.shows(ink)),
                    text: glyph.text,
                };
                // Words of one run are apart; a new run may go on with the last one's word.
                if nth == 0 && nth_word == 0 {
                    glyph.gap = !on.glyphs.last().is_some_and(|last| glyph.continues(last));
                }
                on.glyphs.push(glyph);
            }
        }
    }
}

/// Where the letters of a run are read.
pub(super) struct On<'a> {
    /// The page, whose operations are of no matter.
    pub(super) page: PdfPage,
    /// Its number, from 1.
    pub(super) number: usize,
    pub(super) frame: &'a Frame,
    pub(super) fonts: &'a PdfResources,
    /// The letters read so far.
    pub(super) glyphs: Vec<Glyph>,
}

/// Writes the texts of runs as a page on which nothing but them is shown, for printpdf to decode: it knows the fonts, and what
/// their codes stand for.
pub(super) fn coded(runs: &[Run]) -> Vec<u8> {
    let mut page = b"BT\n".to_vec();
    let mut last = None;
    for step in runs.iter().flat_map(|run| &run.steps) {
        let Step::Show(font, show) = step else { continue };
        let name = font.as_ref().map(|(name, _)| name.as_str());
        if let Some(name) = name.filter(|name| last != Some(*name)) {
            page.extend(format!("/{name} 1 Tf\n").into_bytes());
        }
        last = name.or(last);
        page.push(b'[');
        for part in &show.parts {
            if let Part::Letters(codes) = part {
                string(codes, &mut page);
            }
        }
        page.extend(b"]TJ\n");
    }
    page.extend(b"ET\n");
    page
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

/// What printpdf made of the texts of a page, one after the other.
pub(super) struct Decoded {
    ops: std::vec::IntoIter<Op>,
    font: Option<PdfFontHandle>,
}

impl Decoded {
    /// Reads what printpdf made of a [`coded`] page.
    pub(super) fn new(ops: Vec<Op>) -> Self {
        Self { ops: ops.into_iter(), font: None }
    }

    /// The operations that show the next text.
    fn next(&mut self, font: Option<(String, f32)>, show: Show) -> Vec<Op> {
        let letters = self.ops.find_map(|op| match op {
            Op::SetFont { font, .. } => {
                self.font = Some(font);
                None
            }
            Op::ShowText { items } => Some(items),
            _ => None,
        });
        // A string of the text is an item, and gaps were left out.
        let mut letters = letters.unwrap_or_default().into_iter();
        let items = show.parts.into_iter().filter_map(|part| match part {
            Part::Letters(_) => letters.next(),
            Part::Gap(gap) => Some(TextItem::Offset(gap)),
        });
        let mut items: Vec<TextItem> = items.collect();
        if let Says::Instead(text) = show.says {
            reword(&mut items, &text);
        }
        let font = self.font.clone().zip(font).map(|(font, (_, size))| Op::SetFont { font, size: Pt(size) });
        font.into_iter().chain([Op::ShowText { items }]).collect()
    }
}

/// Makes the first of `items` read as `text`, and the rest as nothing.
fn reword(items: &mut [TextItem], text: &str) {
    let mut text = Some(text.to_owned());
    for item in items {
        match item {
            TextItem::GlyphIds(glyphs) => {
                for glyph in glyphs {
                    glyph.cid = Some(text.take().unwrap_or_default());
                }
            }
            TextItem::Text(old) => *old = text.take().unwrap_or_default(),
            TextItem::Offset(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_as_it_was_written() {
        let codes: Vec<u8> = (0..=255).chain((0..=255).rev()).chain(*b"\\\r\n(53").collect();
        let show = Show {
            parts: vec![Part::Letters(codes.clone()), Part::Gap(3.0), Part::Letters(vec![])],
            says: Says::ItsLetters,
            artifact: false,
            colour: Ink::BLACK,
        };
        let mut run = Run::new(Matrix::IDENTITY, Matrix::IDENTITY, &[], 0);
        run.show(show, &TextState::default());
        let read = lopdf::content::Content::decode(&coded(&[run])).unwrap();
        let shown = read.operations.iter().find(|operation| operation.operator == "TJ").unwrap();
        let strings: Vec<&[u8]> =
            shown.operands[0].as_array().unwrap().iter().map(|string| string.as_str().unwrap()).collect();
        assert_eq!(strings, [codes.as_slice(), &[]]);
    }
}

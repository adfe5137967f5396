//! A run: text under one matrix, and between two changes of what it is cut to.

use std::sync::Arc;

use printpdf::{CurTransMat, Op, PdfPage, PdfResources, Pt, TextItem, TextMatrix};

use super::clip::Clip;
use super::geometry::{Area, Matrix};
use super::glyph::{Frame, Glyph, ink};
use super::paint::Ink;
use super::texts::Decoded;

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

    /// The strings of its texts, as their fonts code them, each with its font's name.
    pub(super) fn strings(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let shown = self.steps.iter().filter_map(|step| match step {
            Step::Show(Some((font, _)), show) => Some((font.as_str(), show)),
            Step::Show(None, _) | Step::Op(_) => None,
        });
        shown.flat_map(|(font, show)| {
            show.parts.iter().filter_map(move |part| match part {
                Part::Letters(codes) => Some((font, codes.as_slice())),
                Part::Gap(_) => None,
            })
        })
    }

    /// Reads its letters, each text as printpdf decoded it.
    ///
    /// Leaves out, in the printable area, text that is tagged as decoration: a table's head is
    /// repeated on the next page, in the middle of a sentence that runs over.
    pub(super) fn read(&self, decoded: &Decoded<'_>, on: &mut On) {
        let artifact = self.texts().all(|show| show.artifact);
        let (colour, matrix) = (self.colour(), self.matrix.after(self.text_matrix));
        on.page.ops = vec![
            Op::SetTransformationMatrix { matrix: CurTransMat::Raw(self.matrix.0) },
            Op::StartTextSection,
            Op::SetTextMatrix { matrix: TextMatrix::Raw(self.text_matrix.0) },
        ];
        for step in &self.steps {
            match step {
                Step::Op(op) => on.page.ops.push(op.clone()),
                // Without a font nobody knows what is shown, and how wide it is.
                Step::Show(None, _) => {}
                Step::Show(Some((font, size)), show) => on.page.ops.extend(shown(decoded, font, *size, show)),
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

/// The operations that show a text.
fn shown(decoded: &Decoded<'_>, font: &str, size: f32, show: &Show) -> impl Iterator<Item = Op> {
    let items = show.parts.iter().filter_map(|part| match part {
        Part::Letters(codes) => decoded.item(font, codes),
        Part::Gap(gap) => Some(TextItem::Offset(*gap)),
    });
    let mut items: Vec<TextItem> = items.collect();
    if let Says::Instead(text) = &show.says {
        reword(&mut items, text);
    }
    let font = decoded.font(font).map(|font| Op::SetFont { font, size: Pt(size) });
    font.into_iter().chain([Op::ShowText { items }])
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

//! Walks a page's drawing operations and collects the letters that show.
//!
//! printpdf's `extract_text_boxes` places the glyphs, but knows nothing of clip paths, invisible
//! text, replacement texts and tags, and gives the size of the font rather than that of the print.
//! So the page is cut into runs, stretches of text for which all of these stay the same, and each
//! run is handed over as a page of its own.

use printpdf::{CurTransMat, DictItem, Op, PdfPage, PdfResources, TextItem, TextRenderingMode};

use super::clip::Clip;
use super::geometry::{Area, Matrix};
use super::glyph::{Glyph, ink};
use super::names::Named;
use super::paint::{Ink, Paint};

/// What the letters of one page are measured against.
pub(super) struct Frame {
    /// The paper.
    pub(super) paper: Area,
    /// The part of it that may be printed on.
    pub(super) printable: Area,
}

/// The text state that outlives a text object, and that `q` saves.
#[derive(Debug, Clone)]
struct State {
    matrix: Option<Matrix>,
    clips: usize,
    font: Option<Op>,
    leading: Option<Op>,
    letter_space: Option<Op>,
    word_space: Option<Op>,
    stretch: Option<Op>,
    rise: Option<Op>,
    invisible: bool,
    /// What is filled with, text too.
    fill: Ink,
    /// Whether colours are patterns.
    is_pattern: bool,
}

impl State {
    const FIRST: Self = Self {
        matrix: None,
        clips: 0,
        font: None,
        leading: None,
        letter_space: None,
        word_space: None,
        stretch: None,
        rise: None,
        invisible: false,
        fill: Ink::BLACK,
        is_pattern: false,
    };

    fn matrix(&self) -> Matrix {
        self.matrix.unwrap_or(Matrix::IDENTITY)
    }

    fn ops(&self) -> impl Iterator<Item = Op> {
        [&self.font, &self.leading, &self.letter_space, &self.word_space, &self.stretch, &self.rise]
            .into_iter()
            .flatten()
            .cloned()
    }
}

/// A tag around some content.
struct Tag {
    /// Decoration: headers, footers, repeated table heads.
    artifact: bool,
    /// Says what the content reads as, whatever its glyphs say. Taken by the first of them.
    reads: Option<String>,
    /// Whether there is such a text, taken or not.
    replaced: bool,
}

/// Reads the letters of a page in the order in which they are drawn, and what is painted between them.
///
/// Leaves out invisible text and, in the printable area, text that is tagged as decoration: a
/// table's head is repeated on the next page, in the middle of a sentence that runs over.
pub(super) fn read(
    page: PdfPage,
    number: usize,
    frame: &Frame,
    fonts: &PdfResources,
    named: &Named,
) -> (Vec<Glyph>, Vec<Paint>) {
    let mut walk = Walk {
        blank: PdfPage { ops: Vec::new(), ..page },
        number,
        frame,
        fonts,
        named,
        state: State::FIRST,
        saved: Vec::new(),
        clips: Vec::new(),
        tags: Vec::new(),
        run: None,
        glyphs: Vec::new(),
        paints: Vec::new(),
    };
    for op in page.ops {
        walk.step(op);
    }
    walk.end_run();
    (walk.glyphs, walk.paints)
}

struct Walk<'a> {
    blank: PdfPage,
    number: usize,
    frame: &'a Frame,
    fonts: &'a PdfResources,
    named: &'a Named,
    state: State,
    saved: Vec<State>,
    /// The clips in force. What `Q` restores is always a beginning of this list.
    clips: Vec<Clip>,
    tags: Vec<Tag>,
    run: Option<Run>,
    glyphs: Vec<Glyph>,
    paints: Vec<Paint>,
}

/// Text under one text matrix.
struct Run {
    ops: Vec<Op>,
    text_matrix: Matrix,
    /// The smallest font size in it.
    size: Option<f32>,
    /// Whether all of it is decoration.
    artifact: bool,
    /// Whether there is anything to show.
    shows: bool,
    /// What it is printed in; the lightest, if there are several.
    colour: Option<Ink>,
}

impl Run {
    /// Notes that text is shown.
    fn show(&mut self, artifact: bool, font: Option<&Op>, colour: Ink) {
        let light = |ink: Ink| ink.parts.map(|parts| parts.iter().sum::<f32>());
        if self.colour.is_none_or(|so_far| light(so_far) < light(colour)) {
            self.colour = Some(colour);
        }
        self.artifact = artifact && (self.artifact || !self.shows);
        self.shows = true;
        if let Some(Op::SetFont { size, .. }) = font {
            self.size = Some(self.size.map_or(size.0, |smallest| smallest.min(size.0)));
        }
    }
}

impl Walk<'_> {
    fn step(&mut self, op: Op) {
        match op {
            Op::SaveGraphicsState => self.saved.push(self.state.clone()),
            Op::RestoreGraphicsState => {
                if let Some(state) = self.saved.pop() {
                    self.clips.truncate(state.clips);
                    self.state = state;
                }
            }
            Op::SetTransformationMatrix { matrix } => {
                self.state.matrix = Some(self.state.matrix().after(Matrix(matrix.as_array())));
            }
            Op::DrawPolygon { polygon } => {
                let height = self.blank.media_box.height.0;
                self.paints.extend(Paint::fill(&polygon, self.state.matrix(), height, &self.clips, self.state.fill));
                self.clips.extend(Clip::new(&polygon, self.state.matrix(), height));
                self.state.clips = self.clips.len();
            }
            Op::UseXobject { id, .. } if self.named.pictures.contains(&id.0) => {
                let (height, alpha) = (self.blank.media_box.height.0, self.state.fill.alpha);
                self.paints.extend(Paint::picture(self.state.matrix(), height, &self.clips, alpha));
            }
            Op::LoadGraphicsState { gs } => {
                if let Some(alpha) = self.named.alpha.get(&gs.0) {
                    self.state.fill.alpha = *alpha;
                }
            }
            Op::SetColorSpaceFill { id } => self.state.is_pattern = id == "Pattern",
            Op::SetFillColor { col } => {
                let ink = self.state.fill.coloured(&col);
                self.state.fill = if self.state.is_pattern { Ink { parts: None, ..ink } } else { ink };
            }
            Op::BeginMarkedContent { tag } => self.begin_tag(&tag, None),
            Op::BeginMarkedContentWithProperties { tag, properties } => {
                self.begin_tag(&tag, Some(&properties));
            }
            // printpdf closes these with the same operation as a tag.
            Op::BeginLayer { .. } => self.begin_tag("", None),
            Op::Unknown { key, value } if key == "BDC" => {
                let artifact = matches!(value.first(), Some(DictItem::Name(n)) if n == b"Artifact");
                self.begin_tag(if artifact { "Artifact" } else { "" }, None);
            }
            Op::EndMarkedContent => {
                self.tags.pop();
            }
            op => self.step_in_text(op),
        }
    }

    fn begin_tag(&mut self, tag: &str, properties: Option<&DictItem>) {
        let reads = properties.and_then(actual_text);
        self.tags.push(Tag { artifact: tag == "Artifact", replaced: reads.is_some(), reads });
    }

    fn step_in_text(&mut self, op: Op) {
        match &op {
            Op::StartTextSection => return self.begin_run(None),
            Op::EndTextSection => return self.end_run(),
            Op::SetTextMatrix { matrix } => {
                let matrix = Matrix(matrix.as_array());
                return self.begin_run(Some((op, matrix)));
            }
            Op::SetTextRenderingMode { mode } => {
                use TextRenderingMode::{Clip, Invisible};
                self.state.invisible = matches!(mode, Invisible | Clip);
                return;
            }
            Op::SetFont { .. } => self.state.font = Some(op.clone()),
            Op::SetLineHeight { .. } => self.state.leading = Some(op.clone()),
            Op::SetCharacterSpacing { .. } => self.state.letter_space = Some(op.clone()),
            Op::SetWordSpacing { .. } => self.state.word_space = Some(op.clone()),
            Op::SetHorizontalScaling { .. } => self.state.stretch = Some(op.clone()),
            Op::SetLineOffset { .. } => self.state.rise = Some(op.clone()),
            _ => {}
        }
        let (invisible, colour) = (self.state.invisible, self.state.fill);
        let artifact = self.tags.iter().any(|tag| tag.artifact);
        let Some(run) = &mut self.run else { return };
        match op {
            Op::ShowText { mut items } => {
                run.show(artifact, self.state.font.as_ref(), colour);
                if invisible {
                    reword(&mut items, "");
                } else if let Some(tag) = self.tags.iter_mut().find(|tag| tag.replaced) {
                    // The outermost replacement speaks for everything inside it.
                    reword(&mut items, &tag.reads.take().unwrap_or_default());
                }
                run.ops.push(Op::ShowText { items });
            }
            Op::SetTextCursor { mut pos } => {
                // printpdf counts the cursor from the page's corner here, but from the text
                // matrix's when it places the boxes.
                let Matrix([.., x, y]) = run.text_matrix;
                pos.x.0 -= x;
                pos.y.0 -= y;
                run.ops.push(Op::SetTextCursor { pos });
            }
            Op::MoveToNextLineShowText { .. } | Op::SetSpacingMoveAndShowText { .. } if !invisible => {
                run.show(artifact, self.state.font.as_ref(), colour);
                run.ops.push(op);
            }
            Op::SetFont { .. }
            | Op::SetLineHeight { .. }
            | Op::SetCharacterSpacing { .. }
            | Op::SetWordSpacing { .. }
            | Op::SetHorizontalScaling { .. }
            | Op::SetLineOffset { .. }
            | Op::MoveTextCursorAndSetLeading { .. }
            | Op::AddLineBreak => run.ops.push(op),
            _ => {}
        }
    }

    /// Starts a run. A text matrix says all about where the text after it goes, so nothing is lost
    /// by starting afresh at each.
    fn begin_run(&mut self, at: Option<(Op, Matrix)>) {
        // A matrix outside a text object has no meaning.
        if at.is_some() && self.run.is_none() {
            return;
        }
        self.end_run();
        let mut ops = vec![Op::SetTransformationMatrix { matrix: CurTransMat::Raw(self.state.matrix().0) }];
        ops.extend(self.state.ops());
        ops.push(Op::StartTextSection);
        let text_matrix = at.as_ref().map_or(Matrix::IDENTITY, |(_, matrix)| *matrix);
        ops.extend(at.map(|(op, _)| op));
        self.run = Some(Run { ops, text_matrix, size: None, artifact: false, shows: false, colour: None });
    }

    /// Ends a run and collects its letters.
    fn end_run(&mut self) {
        let Some(run) = self.run.take().filter(|run| run.shows) else {
            return;
        };
        self.blank.ops = run.ops;
        let boxes = self.blank.extract_text_boxes(self.fonts);
        let matrix = self.state.matrix().after(run.text_matrix);
        let words = boxes.lines.into_iter().flat_map(|line| line.words);
        for (nth_word, word) in words.enumerate() {
            let font_size = run.size.map_or(word.font_size, |size| size.min(word.font_size));
            for (nth, glyph) in word.glyphs.into_iter().enumerate() {
                let band = Area::new(glyph.bbox);
                let marginal = band.bottom <= self.frame.printable.top || band.top >= self.frame.printable.bottom;
                if run.artifact && !marginal {
                    continue;
                }
                let ink = ink(&glyph.text, band, matrix, font_size);
                let mut glyph = Glyph {
                    ink,
                    band,
                    marginal,
                    page: self.number,
                    size: font_size * matrix.scale(),
                    colour: run.colour.unwrap_or(Ink::BLACK),
                    painted: self.paints.len(),
                    gap: nth == 0,
                    clipped: !self.clips.iter().all(|clip| clip.shows(ink)),
                    text: glyph.text,
                };
                // Words of one run are apart; a new run may go on with the last one's word.
                if nth == 0 && nth_word == 0 {
                    glyph.gap = !self.glyphs.last().is_some_and(|last| glyph.continues(last));
                }
                self.glyphs.push(glyph);
            }
        }
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

/// The replacement text among a tag's properties.
fn actual_text(properties: &DictItem) -> Option<String> {
    let DictItem::Dict { map } = properties else {
        return None;
    };
    let Some(DictItem::String { data, .. } | DictItem::Bytes(data)) = map.get("ActualText") else {
        return None;
    };
    Some(match data.as_slice() {
        [0xFE, 0xFF, utf16 @ ..] => {
            let units = utf16.chunks_exact(2).map(|pair| match pair {
                [high, low] => u16::from_be_bytes([*high, *low]),
                _ => 0xFFFD,
            });
            char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{FFFD}')).collect()
        }
        other => String::from_utf8_lossy(other).into_owned(),
    })
}

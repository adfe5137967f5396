//! Walks a page's drawing operations: what is painted, and which stretches of text are shown under what.
//!
//! Letters are not read here. The page is cut into runs, stretches of text for which matrix, clips and tags stay the same; `run`
//! reads them. hayro-syntax takes a page apart several times as fast as lopdf, which printpdf uses, and most of a page with
//! drawings is curves.

use std::collections::HashMap;
use std::sync::Arc;

use hayro_syntax::content::{Instruction, UntypedIter};
use hayro_syntax::object::{Dict, Name, Object, String as Text};
use hayro_syntax::page::Resources;

use super::clip::Clip;
use super::fonts::Fonts;
use super::geometry::{Matrix, Point};
use super::paint::{Ink, Paint};
use super::path::{Onto, Path};
use super::run::{Part, Run, Says, Show, TextState};

/// What `q` saves.
#[derive(Debug, Clone)]
struct State {
    matrix: Matrix,
    /// How many of the clips are in force.
    clips: usize,
    text: TextState,
    invisible: bool,
    /// What is filled with, text too.
    fill: Ink,
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

/// Stands after a page's content, to see that it was read to its end.
const END: &[u8] = b"\nEnd";

/// Walks a page of such a height, in points: its text in the order in which it is drawn, and what is painted between.
///
/// Nothing comes back of a page that cannot be read to its end: what is painted there might cover its text.
pub(super) fn walk<'a>(
    content: &[u8],
    resources: &Resources<'a>,
    height: f32,
    fonts: &Fonts<'a>,
) -> Option<(Vec<Run>, Vec<Paint>)> {
    let mut walk = Walk {
        resources,
        height,
        fonts,
        named: HashMap::new(),
        state: State {
            matrix: Matrix::IDENTITY,
            clips: 0,
            text: TextState::default(),
            invisible: false,
            fill: Ink::BLACK,
        },
        saved: Vec::new(),
        path: Path::default(),
        clipping: None,
        clips: Vec::new(),
        tags: Vec::new(),
        run: None,
        runs: Vec::new(),
        paints: Vec::new(),
    };
    let content = [content, END].concat();
    let mut instructions = UntypedIter::new(&content);
    let mut is_ended = false;
    while let Some(instruction) = instructions.next() {
        let operation = Operation(instruction);
        is_ended = operation.operator() == END.trim_ascii();
        walk.step(&operation);
    }
    walk.end_run();
    is_ended.then_some((walk.runs, walk.paints))
}

struct Walk<'w, 'a> {
    resources: &'w Resources<'a>,
    height: f32,
    fonts: &'w Fonts<'a>,
    /// The names in the document of those fonts that the page has named.
    named: HashMap<Vec<u8>, Option<String>>,
    state: State,
    saved: Vec<State>,
    path: Path,
    /// Whether the path clips when it is done, and if so by which rule.
    clipping: Option<Rule>,
    /// The clips in force. What `Q` restores is always a beginning of this list.
    clips: Vec<Arc<Clip>>,
    tags: Vec<Tag>,
    run: Option<Run>,
    runs: Vec<Run>,
    paints: Vec<Paint>,
}

/// What counts as inside where a path crosses itself.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Rule {
    NonZero,
    EvenOdd,
}

impl Walk<'_, '_> {
    fn step(&mut self, operation: &Operation) {
        match operation.operator() {
            b"q" => self.saved.push(self.state.clone()),
            b"Q" => {
                if let Some(state) = self.saved.pop() {
                    self.clips.truncate(state.clips);
                    self.state = state;
                }
            }
            b"cm" => {
                if let Some(matrix) = operation.numbers() {
                    self.state.matrix = self.state.matrix.after(Matrix(matrix));
                }
            }
            b"gs" => {
                let state = operation.name().and_then(|name| self.resources.get_ext_g_state(name));
                if let Some(alpha) = state.and_then(|state| state.get::<f32>("ca")) {
                    self.state.fill.alpha = alpha;
                }
            }
            b"Do" => {
                let object = operation.name().and_then(|name| self.resources.get_x_object(name));
                let kind = object.and_then(|object| object.dict().get::<Name>("Subtype"));
                if kind.is_some_and(|kind| *kind == *b"Image") {
                    self.paint_picture();
                }
            }
            b"BI" => self.paint_picture(),
            b"BMC" | b"BDC" => self.begin_tag(operation),
            b"EMC" => {
                self.tags.pop();
            }
            _ => self.step_in_colour(operation),
        }
    }

    /// A colour that is filled with. Of a pattern nobody knows the colour.
    fn step_in_colour(&mut self, operation: &Operation) {
        let fill = self.state.fill;
        self.state.fill = match operation.operator() {
            b"g" | b"rg" | b"k" => fill.coloured(&operation.parts()),
            b"sc" | b"scn" if operation.pattern().is_none() => fill.coloured(&operation.parts()),
            b"sc" | b"scn" => fill.coloured(&[]),
            b"cs" if operation.name().is_some_and(|name| **name == *b"Pattern") => fill.coloured(&[]),
            // The standard's first colour of a colour space: black in all that Typst uses.
            b"cs" => fill.coloured(&[0.0]),
            _ => return self.step_in_path(operation),
        };
    }

    fn step_in_path(&mut self, operation: &Operation) {
        let point = |x, y| Point { x, y };
        match operation.operator() {
            b"m" => operation.numbers().into_iter().for_each(|[x, y]| self.path.move_to(point(x, y))),
            b"l" => operation.numbers().into_iter().for_each(|[x, y]| self.path.line_to(point(x, y))),
            b"c" => {
                if let Some([a, b, c, d, x, y]) = operation.numbers() {
                    self.path.curve_to(Some(point(a, b)), point(c, d), point(x, y));
                }
            }
            b"v" => {
                if let Some([c, d, x, y]) = operation.numbers() {
                    self.path.curve_to(None, point(c, d), point(x, y));
                }
            }
            b"y" => {
                if let Some([a, b, x, y]) = operation.numbers() {
                    self.path.curve_to(Some(point(a, b)), point(x, y), point(x, y));
                }
            }
            b"h" => self.path.close(),
            b"re" => operation.numbers().into_iter().for_each(|numbers| self.path.rectangle(numbers)),
            b"W" => self.clipping = Some(Rule::NonZero),
            b"W*" => self.clipping = Some(Rule::EvenOdd),
            b"f" | b"F" | b"B" | b"b" => self.end_path(Some(Rule::NonZero)),
            b"f*" | b"B*" | b"b*" => self.end_path(Some(Rule::EvenOdd)),
            b"S" | b"s" | b"n" => self.end_path(None),
            _ => self.step_in_text(operation),
        }
    }

    fn onto(&self) -> Onto {
        Onto { matrix: self.state.matrix, height: self.height }
    }

    /// Ends a path, which may be filled, and may clip what is drawn after it.
    fn end_path(&mut self, filled: Option<Rule>) {
        let (path, onto) = (std::mem::take(&mut self.path), self.onto());
        if let Some(rule) = filled {
            let even_odd = rule == Rule::EvenOdd;
            self.paints.extend(Paint::fill(&path, even_odd, &onto, &self.clips, self.state.fill));
        }
        if let Some(rule) = self.clipping.take() {
            self.clips.push(Arc::new(Clip::new(path.rings(&onto), rule == Rule::EvenOdd)));
            self.state.clips = self.clips.len();
        }
    }

    fn paint_picture(&mut self) {
        self.paints.extend(Paint::picture(&self.onto(), &self.clips, self.state.fill.alpha));
    }

    fn begin_tag(&mut self, operation: &Operation) {
        let artifact = operation.name().is_some_and(|name| **name == *b"Artifact");
        // Properties stand in the page itself, or it names them.
        let properties = match operation.nth(1) {
            Some(Object::Dict(properties)) => Some(properties.clone()),
            Some(Object::Name(name)) => self.resources.properties.get::<Dict>(&**name),
            _ => None,
        };
        let reads = properties.and_then(|properties| properties.get::<Text>("ActualText"));
        self.tags.push(Tag { artifact, replaced: reads.is_some(), reads: reads.map(|text| decoded(&text)) });
    }

    /// The name in the document of the font that an operation names.
    fn font(&mut self, operation: &Operation) -> Option<String> {
        let name = operation.name()?;
        if let Some(known) = self.named.get(&**name) {
            return known.clone();
        }
        let found = self.resources.get_font(name).map(|font| self.fonts.name(font));
        self.named.insert(name.to_vec(), found.clone());
        found
    }

    fn step_in_text(&mut self, operation: &Operation) {
        let text = &mut self.state.text;
        match (operation.operator(), operation.numbers()) {
            (b"TL", Some([leading])) => text.leading = leading,
            (b"Tc", Some([space])) => text.letter_space = space,
            (b"Tw", Some([space])) => text.word_space = space,
            (b"Tz", Some([stretch])) => text.stretch = stretch,
            (b"Ts", Some([rise])) => text.rise = rise,
            // 3 shows nothing, and 7 only clips.
            (b"Tr", Some([mode])) => self.state.invisible = mode == 3.0 || mode == 7.0,
            (b"Tf", _) => {
                self.state.text.font = self.font(operation).zip(operation.number(1));
            }
            (b"BT", _) => self.begin_run(Matrix::IDENTITY),
            (b"ET", _) => self.end_run(),
            _ => self.step_in_run(operation),
        }
    }

    /// Moves within a text object, and its letters. What does two things at once is told as two.
    fn step_in_run(&mut self, operation: &Operation) {
        let text = &mut self.state.text;
        match operation.operator() {
            // A matrix outside a text object has no meaning. It says all about where the text after it goes, so
            // nothing is lost by starting afresh at each.
            b"Tm" if self.run.is_some() => {
                operation.numbers().into_iter().for_each(|matrix| self.begin_run(Matrix(matrix)));
            }
            b"Td" => operation.numbers().into_iter().for_each(|by| self.move_text(by)),
            b"TD" => {
                if let Some([right, up]) = operation.numbers() {
                    text.leading = -up;
                    self.move_text([right, up]);
                }
            }
            b"T*" => self.next_line(),
            b"Tj" | b"TJ" => self.show(operation.nth(0)),
            b"'" => {
                self.next_line();
                self.show(operation.nth(0));
            }
            b"\"" => {
                if let (Some(words), Some(letters)) = (operation.number(0), operation.number(1)) {
                    (text.word_space, text.letter_space) = (words, letters);
                }
                self.next_line();
                self.show(operation.nth(2));
            }
            _ => {}
        }
    }

    fn move_text(&mut self, by: [f32; 2]) {
        if let Some(run) = &mut self.run {
            run.move_by(by);
        }
    }

    fn next_line(&mut self) {
        if let Some(run) = &mut self.run {
            run.next_line(&self.state.text);
        }
    }

    /// Shows a text: a string, or strings with gaps between them.
    fn show(&mut self, text: Option<&Object>) {
        let Some(run) = &mut self.run else { return };
        let parts = match text {
            Some(Object::String(letters)) => vec![Part::Letters(letters.to_vec())],
            Some(Object::Array(parts)) => {
                let parts = parts.iter::<Object>().filter_map(|part| match part {
                    Object::String(letters) => Some(Part::Letters(letters.to_vec())),
                    Object::Number(gap) => Some(Part::Gap(gap.as_f32())),
                    _ => None,
                });
                parts.collect()
            }
            _ => return,
        };
        // Without a font that the page has, nobody knows what is shown.
        let says = if self.state.invisible || self.state.text.font.is_none() {
            Says::Instead(String::new())
        } else if let Some(tag) = self.tags.iter_mut().find(|tag| tag.replaced) {
            // The outermost replacement speaks for everything inside it.
            Says::Instead(tag.reads.take().unwrap_or_default())
        } else {
            Says::ItsLetters
        };
        let artifact = self.tags.iter().any(|tag| tag.artifact);
        run.show(Show { parts, says, artifact, colour: self.state.fill }, &self.state.text);
    }

    /// Starts a run.
    fn begin_run(&mut self, text_matrix: Matrix) {
        self.end_run();
        self.run = Some(Run::new(self.state.matrix, text_matrix, &self.clips, self.paints.len()));
    }

    fn end_run(&mut self) {
        self.runs.extend(self.run.take().filter(Run::shows));
    }
}

/// A drawing operation with its operands.
struct Operation<'b, 'a>(Instruction<'b, 'a>);

impl<'b, 'a> Operation<'b, 'a> {
    fn operator(&self) -> &[u8] {
        self.0.operator
    }

    fn nth(&self, nth: usize) -> Option<&'b Object<'a>> {
        self.0.operands().nth(nth)
    }

    fn number(&self, nth: usize) -> Option<f32> {
        match self.nth(nth)? {
            Object::Number(number) => Some(number.as_f32()),
            _ => None,
        }
    }

    /// The operands, if there are just so many and all are numbers.
    fn numbers<const N: usize>(&self) -> Option<[f32; N]> {
        let mut numbers = [0.0; N];
        for (nth, number) in numbers.iter_mut().enumerate() {
            *number = self.number(nth)?;
        }
        self.nth(N).is_none().then_some(numbers)
    }

    /// The first operand, if it is a name.
    fn name(&self) -> Option<&'b Name<'a>> {
        match self.nth(0)? {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The parts of a colour.
    fn parts(&self) -> Vec<f32> {
        (0..).map_while(|nth| self.number(nth)).collect()
    }

    /// The name of a pattern, which stands last.
    fn pattern(&self) -> Option<&'b Name<'a>> {
        match self.0.operands().last()? {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }
}

/// A text that stands beside the letters of a page.
fn decoded(text: &[u8]) -> String {
    match text {
        [0xFE, 0xFF, utf16 @ ..] => {
            let units = utf16.chunks_exact(2).map(|pair| match pair {
                [high, low] => u16::from_be_bytes([*high, *low]),
                _ => 0xFFFD,
            });
            char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{FFFD}')).collect()
        }
        other => String::from_utf8_lossy(other).into_owned(),
    }
}

//! From a handout to a PDF, through a Typst template. The only importer of Typst.
//!
//! The handout reaches the template as one JSON file, `handout.json`, and how it is printed as another, `layout.json`; Typst source is never built from strings, so names
//! that hold `#`, `$` or `\` are harmless. Nothing is read but the template's own files and the fonts that the program
//! carries, and the date in the PDF is that of the programme's start, so the same input gives the same bytes.

mod data;
mod refusal;
mod template;
mod world;

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use sha2::{Digest, Sha256};
use typst::diag::{Severity, SourceDiagnostic};
use typst::foundations::{Datetime, Smart};
use typst::layout::Abs;
use typst::visualize::Color;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_render::RenderOptions;

pub use data::{DataFiles, data_files};
pub use template::Template;
pub use world::warm_up;

use crate::figure::{PaintedPage, side_by_side};
use crate::handout::{ClinicianSheet, FigureSheet, Handout, Layout, PageFile};
use world::TemplateWorld;

/// A document that a template can set.
pub trait Printable: Serialize {
    /// The file of the template that sets it, such as `handout.typ`.
    const MAIN: &'static str;
    /// The name of the data file beside the template.
    const DATA: &'static str;
    /// How it is printed.
    fn layout(&self) -> &Layout;
    /// Its title.
    fn title(&self) -> &str;
    /// What stands at the foot of each page.
    fn made(&self) -> &str;
    /// The files that the template reads besides its own and the data.
    fn files(&self) -> &[PageFile] {
        &[]
    }
}

impl Printable for Handout {
    const MAIN: &'static str = "handout.typ";
    const DATA: &'static str = "handout.json";

    fn layout(&self) -> &Layout {
        &self.layout
    }

    fn title(&self) -> &str {
        &self.document.title
    }

    fn made(&self) -> &str {
        &self.footer.made
    }

    fn files(&self) -> &[PageFile] {
        &self.files
    }
}

impl Printable for ClinicianSheet {
    const MAIN: &'static str = "clinician.typ";
    const DATA: &'static str = "clinician.json";

    fn layout(&self) -> &Layout {
        &self.layout
    }

    fn title(&self) -> &str {
        &self.document.title
    }

    fn made(&self) -> &str {
        &self.footer.made
    }
}

impl Printable for FigureSheet {
    const MAIN: &'static str = "figures.typ";
    const DATA: &'static str = "figures.json";

    fn layout(&self) -> &Layout {
        &self.layout
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn made(&self) -> &str {
        &self.footer.made
    }

    fn files(&self) -> &[PageFile] {
        &self.files
    }
}

/// Sets a document and gives the PDF's bytes: PDF/UA-1 and PDF/A-2a, dated on `date`.
///
/// # Errors
/// Every mistake in the template, with its place; and every character of the handout that the fonts lack.
pub fn typeset<D: Printable>(printed: &D, template: &Template, date: NaiveDate) -> Result<Vec<u8>, TypesetError> {
    Prepared::new(printed, template, date)?.typeset()
}

/// A document with all that its PDF follows from.
pub struct Prepared<'p, D> {
    printed: &'p D,
    template: &'p Template,
    date: NaiveDate,
    data: DataFiles,
}

impl<'p, D: Printable> Prepared<'p, D> {
    /// Prepares a document that is to be dated on `date`.
    ///
    /// # Errors
    /// If the data cannot be written as JSON.
    pub fn new(printed: &'p D, template: &'p Template, date: NaiveDate) -> Result<Self, TypesetError> {
        Ok(Self { printed, template, date, data: data_files(printed)? })
    }

    /// A fingerprint of all that the PDF follows from: this program's version, the data, the template and the date. The same
    /// fingerprint means the same PDF.
    pub fn fingerprint(&self) -> String {
        let [(_, data), (_, layout)] = &self.data;
        let (version, date) = (env!("CARGO_PKG_VERSION"), self.date.to_string());
        let own = [version.as_bytes(), D::MAIN.as_bytes(), date.as_bytes(), data, layout];
        let files = self.template.files().flat_map(|(path, bytes)| [path.as_bytes(), bytes]);
        let beside = self.printed.files().iter().flat_map(|file| [file.path.as_bytes(), &file.bytes]);
        let mut hash = Sha256::new();
        for part in own.into_iter().chain(files).chain(beside) {
            // With its length, so that no two lists of parts look alike.
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Sets it, as [`typeset`] does.
    ///
    /// # Errors
    /// As [`typeset`].
    pub fn typeset(self) -> Result<Vec<u8>, TypesetError> {
        let (world, document) = compiled(self.printed, self.template, self.data)?;
        let error = |faults: Vec<SourceDiagnostic>| TypesetError::new(&faults, &world);
        let options = options(self.printed, self.date)?;
        let mut pdf = typst_pdf::pdf(&document, &options).map_err(|f| error(f.to_vec()))?;
        tell_data_from_line_end(&mut pdf);
        Ok(pdf)
    }
}

/// Lets go of what was kept from documents set before and has been of no use since the last time but one. It is called as
/// often as each of several threads has set another document: what one of them used comes up again in its next one.
pub fn forget_unused() {
    comemo::evict(1);
}

/// Sets a document and gives its pages as one PNG picture, one below the other.
///
/// # Errors
/// As [`typeset`]; and if the picture would be larger than can be held.
pub fn paint<D: Printable>(printed: &D, template: &Template, pixels_per_point: f64) -> Result<Vec<u8>, TypesetError> {
    let (_, document) = compiled(printed, template, data_files(printed)?)?;
    let options = RenderOptions { pixel_per_pt: pixels_per_point.into(), ..RenderOptions::default() };
    let picture = typst_render::render_merged(&document, &options, Abs::zero(), Some(Color::WHITE));
    picture.encode_png().map_err(|e| TypesetError::plain(&e.to_string()))
}

/// Sets a document and gives its pages as one PNG picture, side by side and row by row.
///
/// # Errors
/// As [`paint`].
pub fn paint_side_by_side<D: Printable>(
    printed: &D,
    template: &Template,
    pixels_per_point: f64,
) -> Result<Vec<u8>, TypesetError> {
    let (_, document) = compiled(printed, template, data_files(printed)?)?;
    let options = RenderOptions { pixel_per_pt: pixels_per_point.into(), ..RenderOptions::default() };
    let pages = document.pages().iter().map(|page| {
        let painted = typst_render::render(page, &options);
        PaintedPage { width: painted.width(), height: painted.height(), pixels: painted.data().to_vec() }
    });
    side_by_side(&pages.collect::<Vec<_>>()).map_err(|e| TypesetError::plain(&e.to_string()))
}

/// Sets a document; its faults show their places in the world it was set in.
fn compiled<D: Printable>(
    printed: &D,
    template: &Template,
    data: DataFiles,
) -> Result<(TemplateWorld, PagedDocument), TypesetError> {
    let files = printed.files();
    let with_files = (!files.is_empty())
        .then(|| files.iter().fold(template.clone(), |t, file| t.with(file.path.clone(), file.bytes.clone())));
    let world = TemplateWorld::new(with_files.as_ref().unwrap_or(template), D::MAIN, data).map_err(|name| {
        TypesetError::plain(&format!("the template has no file `{name}`, or its name cannot be used"))
    })?;
    let document = typst::compile::<PagedDocument>(&world).output;
    let document = document.map_err(|faults| TypesetError::new(&faults, &world))?;
    Ok((world, document))
}

/// Makes the end of each stream plain to readers that look for the line end before `endstream`.
///
/// Typst writes a line feed there. After data that happens to end in a carriage return (one stream in 256 does) the two
/// look like one line end, and a strict reader finds the stream a byte short. A carriage return instead of the line feed
/// is as good a line end, and leaves every offset where it is.
fn tell_data_from_line_end(pdf: &mut [u8]) {
    const END: &[u8] = b"\r\nendstream\nendobj";
    for at in 0..pdf.len() {
        // Few bytes are one, so the rest is seldom looked at.
        if let Some(rest @ [b'\r', ..]) = pdf.get_mut(at..)
            && rest.starts_with(END)
            && let [_, end, ..] = rest
        {
            *end = b'\r';
        }
    }
}

fn options<D: Printable>(printed: &D, date: NaiveDate) -> Result<PdfOptions, TypesetError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|e| TypesetError::plain(e.message().as_ref()))?;
    let (month, day) = (u8::try_from(date.month()).unwrap_or(1), u8::try_from(date.day()).unwrap_or(1));
    let midnight = Datetime::from_ymd_hms(date.year(), month, day, 0, 0, 0);
    Ok(PdfOptions {
        ident: Smart::Custom(format!("{} {} {date}", printed.title(), printed.made())),
        creator: Smart::Custom(Some("backplan".to_owned())),
        timestamp: midnight.map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    })
}

/// Why a handout could not be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypesetError {
    faults: Vec<TemplateFault>,
    /// Characters that the fonts of the handout have no sign for, if that is all.
    lacking: Vec<char>,
}

/// One thing that Typst objects to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// What is wrong.
    pub message: String,
    /// The template's file with its folder, line and column, where it has one.
    pub place: Option<(String, usize, usize)>,
    /// What to do about it.
    pub hints: Vec<String>,
}

impl TypesetError {
    /// What is wrong; never empty.
    pub fn faults(&self) -> &[TemplateFault] {
        &self.faults
    }

    fn plain(message: &str) -> Self {
        let fault = TemplateFault { message: message.to_owned(), place: None, hints: Vec::new() };
        Self { faults: vec![fault], lacking: Vec::new() }
    }

    /// The same without the letters of a name, which is nobody else's business.
    #[must_use]
    pub fn without_letters_of(self, name: &str) -> Self {
        let (of_name, others): (Vec<char>, Vec<char>) = self.lacking.iter().partition(|c| name.contains(**c));
        if of_name.is_empty() { self } else { Self::lacking(others, Some("letters of the name")) }
    }

    /// Characters that the fonts of the handout have no sign for, and others that are not to be named.
    fn lacking(mut each: Vec<char>, unnamed: Option<&str>) -> Self {
        each.sort_unstable();
        each.dedup();
        // A sign that only joins others cannot be read alone.
        let named =
            |c: &char| if c.is_alphanumeric() { format!("`{c}`") } else { format!("`{c}` (U+{:04X})", u32::from(*c)) };
        let shown: Vec<String> = each.iter().map(named).chain(unnamed.map(str::to_owned)).collect();
        let hint = "write the name or text in letters of the Latin, Greek or Cyrillic script";
        Self {
            faults: vec![TemplateFault {
                message: format!("the handout's fonts have no sign for {}", shown.join(", ")),
                place: None,
                hints: vec![hint.to_owned()],
            }],
            lacking: each,
        }
    }

    fn new(faults: &[SourceDiagnostic], world: &TemplateWorld) -> Self {
        let errors: Vec<&SourceDiagnostic> = faults.iter().filter(|f| f.severity == Severity::Error).collect();
        let lacking: Vec<String> = errors.iter().filter_map(|f| lacking(&f.message)).map(unescaped).collect();
        if !lacking.is_empty() {
            return Self::lacking(lacking.concat().chars().filter(|c| !c.is_whitespace()).collect(), None);
        }
        let errors = errors.into_iter();
        let fault = |f: &SourceDiagnostic| match refusal::told(&f.message) {
            Some((message, hint)) => TemplateFault { message, place: place(f, world), hints: vec![hint.to_owned()] },
            None => TemplateFault {
                message: f.message.to_string(),
                place: place(f, world),
                hints: f.hints.iter().map(|h| h.v.to_string()).collect(),
            },
        };
        Self { faults: errors.map(fault).collect(), lacking: Vec::new() }
    }
}

/// The text that Typst says no font can show, if that is what it says.
fn lacking(message: &str) -> Option<&str> {
    let (before, _) = message.split_once("could not be displayed with font")?;
    let (_, quoted) = before.split_once('"')?;
    quoted.rsplit_once('"').map(|(text, _)| text)
}

/// A text in which letters are no longer written as `\u{93f}`, which Typst does with those that join others.
fn unescaped(quoted: &str) -> String {
    let mut text = String::new();
    let mut rest = quoted;
    while let Some((before, (code, after))) =
        rest.split_once("\\u{").and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        text += before;
        text.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
        rest = after;
    }
    text + rest
}

fn place(fault: &SourceDiagnostic, world: &TemplateWorld) -> Option<(String, usize, usize)> {
    let id = fault.span.id()?;
    let range = world.range(fault.span)?;
    let source = world.source(id).ok()?;
    let (line, column) = source.lines().byte_to_line_column(range.start)?;
    Some((world.shown(id.get().vpath().get_without_slash()), line + 1, column + 1))
}

impl fmt::Display for TypesetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the handout cannot be set")?;
        for fault in &self.faults {
            write!(f, "\n  ")?;
            if let Some((file, line, column)) = &fault.place {
                write!(f, "{file}:{line}:{column}: ")?;
            }
            f.write_str(&fault.message)?;
            for hint in &fault.hints {
                write!(f, "\n    hint: {hint}")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for TypesetError {}

#[cfg(test)]
mod tests {
    use super::{tell_data_from_line_end, unescaped};

    #[test]
    fn letters_that_join_others_are_themselves_again() {
        assert_eq!(unescaped(r"नमस\u{94d}ते"), "नमस\u{94d}ते");
        assert_eq!(unescaped(r"a\u{zz}b\u{"), r"ab\u{");
        assert_eq!(unescaped("Zoë"), "Zoë");
    }

    #[test]
    fn only_the_line_end_after_a_carriage_return_changes() {
        let mut pdf = b"stream\nab\r\nendstream\nendobj stream\nab\nendstream\nendobj \r\nendstream of text".to_vec();
        tell_data_from_line_end(&mut pdf);
        let expected = b"stream\nab\r\rendstream\nendobj stream\nab\nendstream\nendobj \r\nendstream of text";
        assert_eq!(pdf, expected);
    }
}

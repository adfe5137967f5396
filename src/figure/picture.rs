//! A clinic's own picture, in place of a drawing.

use std::io::Cursor;

use image::{ImageFormat, ImageReader, Limits};
use resvg::usvg::{Options, Tree};

use crate::diagnostic::{Code, Findings};
use crate::source::Placed;
use crate::yaml::table::{placed_text, text};
use crate::yaml::{Node, Table, nearest};

/// The most bytes that a picture has: more only makes files large and printing slow.
const MOST_BYTES: usize = 1024 * 1024;
/// The most pixels that it has along a side.
const MOST_PIXELS: u32 = 6000;
/// The most memory that decoding may take, in bytes.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;

/// What a picture is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// Scalable vector graphics.
    Svg,
    /// Portable network graphics.
    Png,
    /// A photograph's format.
    Jpeg,
}

impl PictureFormat {
    /// Tells the format by the ending of a file's name.
    fn of(path: &str) -> Option<Self> {
        match path.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "svg" => Some(Self::Svg),
            "png" => Some(Self::Png),
            "jpg" | "jpeg" => Some(Self::Jpeg),
            _ => None,
        }
    }

    /// The format of the file that is named.
    ///
    /// # Errors
    /// Adds a finding if it is none that can be printed.
    pub(crate) fn named(file: &Placed<String>, findings: &mut Findings) -> Option<Self> {
        let format = Self::of(&file.value);
        if format.is_none() {
            let message = format!("`{}` is not a picture that can be printed", file.value);
            findings.add(Code::BadPicture, &file.place, message, "use an SVG, PNG or JPEG file");
        }
        format
    }

    /// Checks that a file can be printed.
    ///
    /// # Errors
    /// Adds a finding if it is too large, or broken.
    pub(crate) fn check(self, file: &Placed<String>, bytes: &[u8], findings: &mut Findings) -> Option<()> {
        let (message, hint) = if bytes.len() > MOST_BYTES {
            (format!("`{}` is larger than 1 MB", file.value), "save it smaller: 1200 pixels across are enough")
        } else if let Err(why) = sound(self, bytes) {
            let message = format!("`{}` cannot be printed: {why}", file.value);
            (message, "open it in a drawing program and save it anew")
        } else {
            return Some(());
        };
        findings.add(Code::BadPicture, &file.place, message, hint);
        None
    }

    /// The ending of a file of the format.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }
}

/// A clinic's own picture, sound and with a licence to print it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    format: PictureFormat,
    bytes: Vec<u8>,
    licence: String,
    credit: String,
    source: String,
}

impl Picture {
    /// What it is written in.
    pub fn format(&self) -> PictureFormat {
        self.format
    }

    /// The file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The licence under which it is printed.
    pub fn licence(&self) -> &str {
        &self.licence
    }

    /// Who made it, as the handout names them.
    pub fn credit(&self) -> &str {
        &self.credit
    }

    /// Where it is from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Reads the `picture` of an exercise; `files` are the library's files by their paths.
    pub(crate) fn read(node: &Node, files: &[(&str, &[u8])], findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "a picture", findings)?;
        let file = table.required("file", findings, placed_text);
        let licence = table.required("licence", findings, text);
        let credit = table.required("credit", findings, text);
        let source = table.required("source", findings, text);
        table.close(findings);
        let file = file?;
        let format = PictureFormat::named(&file, findings)?;
        let Some((_, bytes)) = files.iter().find(|(path, _)| *path == file.value) else {
            let hint = nearest(&file.value, files.iter().map(|(path, _)| *path)).map_or_else(
                || "give its path from the library's folder, like `pictures/bridge.png`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("the library has no file `{}`", file.value);
            findings.add(Code::BadPicture, &file.place, message, hint);
            return None;
        };
        format.check(&file, bytes, findings)?;
        Some(Self { format, bytes: bytes.to_vec(), licence: licence?, credit: credit?, source: source? })
    }
}

/// Reads a picture as a printer would.
fn sound(format: PictureFormat, bytes: &[u8]) -> Result<(), String> {
    let format = match format {
        PictureFormat::Svg => return sound_svg(bytes),
        PictureFormat::Png => ImageFormat::Png,
        PictureFormat::Jpeg => ImageFormat::Jpeg,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS);
    limits.max_image_height = Some(MOST_PIXELS);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    reader.decode().map(|_| ()).map_err(|e| short(&e.to_string()))
}

fn sound_svg(bytes: &[u8]) -> Result<(), String> {
    let tree = Tree::from_data(bytes, &Options::default()).map_err(|e| short(&e.to_string()))?;
    // Letters would need fonts that the handout does not carry.
    if tree.has_text_nodes() || String::from_utf8_lossy(bytes).contains("<text") {
        return Err("it holds text; turn its letters into outlines".to_owned());
    }
    if tree.root().children().is_empty() {
        return Err("it shows nothing".to_owned());
    }
    Ok(())
}

/// The beginning of what a reader says is wrong, in one line.
fn short(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    line.chars().take(70).collect()
}

//! A clinic's own picture, in place of a drawing.

use std::sync::{Arc, OnceLock};

use image::ImageFormat;

use super::fault::{Fault, Limits};
use super::{outline, raster};
use crate::diagnostic::{Code, Findings};
use crate::source::Placed;
use crate::yaml::table::{placed_text, text};
use crate::yaml::{Node, Table, nearest};

/// The most bytes that a picture has: more only makes files large and printing slow.
const MOST_BYTES: usize = 1024 * 1024;

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

    /// Checks that a logo can be printed.
    ///
    /// # Errors
    /// Adds a finding if it is too large, broken or blank.
    pub(crate) fn check_logo(self, file: &Placed<String>, bytes: &[u8], findings: &mut Findings) -> Option<()> {
        let fault = self.whole(bytes, Limits::LOGO).and_then(|()| self.seen(bytes)).err();
        told(fault, file, findings)
    }

    /// Looks a file over without painting it.
    fn whole(self, bytes: &[u8], limits: Limits) -> Result<(), Fault> {
        if bytes.len() > MOST_BYTES {
            return Err(Fault::new("it is larger than 1 MB", "save it smaller: 1200 pixels across are enough"));
        }
        match self {
            Self::Svg => outline::whole(bytes, limits),
            Self::Png => raster::whole(ImageFormat::Png, bytes, limits),
            Self::Jpeg => raster::whole(ImageFormat::Jpeg, bytes, limits),
        }
    }

    /// Paints a file as a printer would, and looks whether anything is seen in it.
    fn seen(self, bytes: &[u8]) -> Result<(), Fault> {
        match self {
            Self::Svg => outline::seen(bytes),
            Self::Png => raster::seen(ImageFormat::Png, bytes),
            Self::Jpeg => raster::seen(ImageFormat::Jpeg, bytes),
        }
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

/// Looks over a file that a template may print: as SVG, PNG and JPEG files are the only pictures that it reads, what has another
/// ending is none.
///
/// # Errors
/// What is wrong with it, and what to do about it.
pub fn printable(path: &str, bytes: &[u8]) -> Result<(), (String, &'static str)> {
    let Some(format) = PictureFormat::of(path) else { return Ok(()) };
    format.whole(bytes, Limits::WITHIN).map_err(|fault| (fault.what, fault.remedy))
}

/// Reports a fault of a file, if there is one.
fn told(fault: Option<Fault>, file: &Placed<String>, findings: &mut Findings) -> Option<()> {
    let Some(Fault { what, remedy }) = fault else { return Some(()) };
    findings.add(Code::BadPicture, &file.place, format!("`{}` cannot be printed: {what}", file.value), remedy);
    None
}

/// A clinic's own picture, all of it there, and with a licence to print it.
#[derive(Debug, Clone)]
pub struct Picture {
    file: Placed<String>,
    /// What was wrong with it when it was painted, once it has been; all copies share it.
    looked: Arc<OnceLock<Option<Fault>>>,
    format: PictureFormat,
    bytes: Vec<u8>,
    licence: String,
    credit: String,
    source: String,
}

/// Two pictures are the same wherever their files are named.
impl PartialEq for Picture {
    fn eq(&self, other: &Self) -> bool {
        let told = |picture: &Self| [&picture.licence, &picture.credit, &picture.source].map(String::clone);
        (self.format, &self.bytes, told(self)) == (other.format, &other.bytes, told(other))
    }
}

impl Eq for Picture {}

impl Picture {
    /// Paints it, and reports it if it breaks off, or shows nothing. That takes longer than all else about a library, so it is
    /// done where a picture is used or its library looked over, and not whenever the library is read; and once, however many
    /// handouts of a batch print it.
    pub fn look(&self, findings: &mut Findings) {
        let fault = self.looked.get_or_init(|| self.format.seen(&self.bytes).err());
        told(fault.clone(), &self.file, findings);
    }

    /// The path of its file from the library's folder.
    pub fn file(&self) -> &str {
        &self.file.value
    }

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
        told(format.whole(bytes, Limits::EXERCISE).err(), &file, findings)?;
        Some(Self {
            file,
            looked: Arc::default(),
            format,
            bytes: bytes.to_vec(),
            licence: licence?,
            credit: credit?,
            source: source?,
        })
    }
}

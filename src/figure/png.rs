//! A drawing as a PNG file. The only importer of resvg.

use std::fmt;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// Why a drawing could not be painted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PngError {
    reason: String,
}

impl fmt::Display for PngError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the drawing cannot be painted: {}", self.reason)
    }
}

impl std::error::Error for PngError {}

/// Paints an SVG file on white, `width` pixels wide.
///
/// # Errors
/// If the text is not SVG, or the picture would be empty.
pub fn png(svg: &str, width: u32) -> Result<Vec<u8>, PngError> {
    let error = |reason: &dyn fmt::Display| PngError { reason: reason.to_string() };
    let tree = Tree::from_str(svg, &Options::default()).map_err(|e| error(&e))?;
    let size = tree.size();
    let scale = width as f32 / size.width();
    let height = (size.height() * scale).ceil() as u32;
    let mut pixels = Pixmap::new(width, height).ok_or_else(|| error(&"it has no size"))?;
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|e| error(&e))
}

//! A drawing as a PNG file. With `outline`, the only importer of resvg.

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

/// A painted page: its width and height in pixels, and red, green, blue and opacity of each pixel, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaintedPage {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Four bytes for each pixel; nothing shows through.
    pub pixels: Vec<u8>,
}

/// Puts pages of one size into a PNG picture that is about as wide as it is high, row by row.
///
/// # Errors
/// If there is no page, or the picture would be larger than can be held.
pub fn side_by_side(pages: &[PaintedPage]) -> Result<Vec<u8>, PngError> {
    let error = |reason: &dyn fmt::Display| PngError { reason: reason.to_string() };
    let first = pages.first().ok_or_else(|| error(&"there is no page"))?;
    let columns = (1..=pages.len()).min_by_key(|columns| {
        let (across, down) = (*columns as u64, pages.len().div_ceil(*columns) as u64);
        (across * u64::from(first.width)).abs_diff(down * u64::from(first.height))
    });
    let columns = columns.unwrap_or(1);
    let (across, down) = (columns as u32, pages.len().div_ceil(columns) as u32);
    let size = first.width.checked_mul(across).zip(first.height.checked_mul(down));
    let pixmap = size.and_then(|(width, height)| Pixmap::new(width, height));
    let mut all = pixmap.ok_or_else(|| error(&"it is too large"))?;
    all.fill(Color::WHITE);
    let whole_row = all.width() as usize * BYTES;
    for (i, page) in pages.iter().enumerate() {
        let (column, row) = (i % columns, i / columns);
        let from = row * first.height as usize * whole_row + column * first.width as usize * BYTES;
        for (y, line) in page.pixels.chunks_exact((page.width as usize * BYTES).max(1)).enumerate() {
            let at = from + y * whole_row;
            if let Some(place) = all.data_mut().get_mut(at..at + line.len()) {
                place.copy_from_slice(line);
            }
        }
    }
    all.encode_png().map_err(|e| error(&e))
}

/// The bytes of a pixel.
const BYTES: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_put_beside_each_other_row_by_row() {
        let page = |shade: u8| PaintedPage { width: 2, height: 3, pixels: [shade, shade, shade, 255].repeat(6) };
        let png = side_by_side(&[10, 20, 30, 40, 50].map(page)).unwrap();
        let picture = image::load_from_memory(&png).unwrap().to_luma8();
        assert_eq!(picture.dimensions(), (6, 6));
        let at = |x, y| picture.get_pixel(x, y).0[0];
        assert_eq!([at(0, 0), at(2, 0), at(5, 2), at(0, 3), at(3, 5), at(5, 5)], [10, 20, 30, 40, 50, 255]);
        assert!(side_by_side(&[]).is_err());
    }
}

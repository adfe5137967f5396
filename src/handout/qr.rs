//! Square codes that a telephone's camera reads. The only importer of `qrcode`.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// The empty edge around a code, in modules, without which cameras do not find it (ISO/IEC 18004).
const QUIET: usize = 4;

/// Draws the code of a text as SVG, black on white; none if the text is too long for one.
///
/// A quarter of it may be lost, in a fold or a photocopy, and it can still be read.
pub(super) fn svg(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::Q).ok()?;
    let width = code.width();
    let side = width + 2 * QUIET;
    let mut dark = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        // Runs of dark modules are one rectangle each: between neighbours, some viewers would show a hair line.
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let (left, top, wide) = (x + QUIET, y + QUIET, run.len());
                write!(dark, "M{left} {top}h{wide}v1h-{wide}z").ok()?;
            }
            x += run.len();
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/><path fill=\"#000\" d=\"{dark}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::svg;

    #[test]
    fn a_code_has_its_three_corners_and_an_empty_edge() {
        let svg = svg("https://clinic.example/bridge").unwrap();
        // 29 characters at this level take a square of 29 modules, with an edge of 4 all round.
        assert!(svg.contains("viewBox=\"0 0 37 37\""), "{svg}");
        // The top of the corner at the left, and of the one at the right.
        assert!(svg.contains("M4 4h7v1h-7z") && svg.contains("M26 4h7v1h-7z"), "{svg}");
        assert!(svg.contains("M4 32h7v1h-7z"), "the one at the bottom: {svg}");
    }

    #[test]
    fn what_no_code_holds_is_none() {
        assert_eq!(svg(&"a".repeat(5000)), None);
    }
}

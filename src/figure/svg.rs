//! Writing a drawing as SVG: shapes only, no text, the same bytes for the same drawing.

use std::fmt::Write as _;

use super::draw::{Layer, Shape, Tone};
use super::layout::{Drawing, RIM};

/// The colours. Their greys lie far enough apart to tell near from far on a photocopy.
fn colour(tone: Tone) -> &'static str {
    match tone {
        Tone::Dark => "#17344f",
        Tone::Shirt => "#3f6a94",
        Tone::Face => "#b9cada",
        Tone::Far => "#9db4ca",
        Tone::FarLine => "#4a6c8e",
        Tone::Thing => "#cfd5da",
        Tone::Light => "#f4f6f7",
        Tone::ThingEdge => "#6b747c",
        Tone::Helper => "#ffffff",
        Tone::Water => "#a9c1d6",
        Tone::Floor => "#8b939b",
        Tone::Arrow => "#c8501e",
    }
}

/// The width of the white edge where one part crosses another, in units.
const EDGE: f64 = 1.4;
/// That of an arrow, which must not cut off the hand or foot that it points at.
const ARROW_EDGE: f64 = 0.7;

/// Writes the file.
pub(super) fn write(drawing: &Drawing) -> String {
    let (w, h) = (number(drawing.width), number(drawing.height));
    let mut svg =
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\">\n");
    for (i, part) in drawing.frames.iter().enumerate() {
        let Some(circle) = &part.circle else {
            part.layers.iter().for_each(|layer| write_layer(layer, &mut svg));
            continue;
        };
        let (x, y, r) = (number(circle.x), number(circle.y), number(circle.radius));
        // Writing to a string cannot fail.
        let _ = writeln!(svg, "<clipPath id=\"c{i}\"><circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/></clipPath>");
        let _ = writeln!(svg, "<g clip-path=\"url(#c{i})\">");
        part.layers.iter().for_each(|layer| write_layer(layer, &mut svg));
        let (rim, width) = (colour(Tone::Floor), number(RIM));
        let _ = writeln!(
            svg,
            "</g>\n<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"none\" stroke=\"{rim}\" stroke-width=\"{width}\"/>"
        );
    }
    svg.push_str("</svg>\n");
    svg
}

/// A drawing with a title, which browsers and screen readers show.
pub fn titled(svg: &str, title: &str) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    match svg.split_once('\n') {
        Some((head, rest)) => format!("{head}\n<title>{title}</title>\n{rest}"),
        None => svg.to_owned(),
    }
}

fn write_layer(layer: &Layer, svg: &mut String) {
    let colour = colour(layer.tone);
    let outlines = |shapes: &[Shape]| -> String { shapes.iter().filter_map(outline).collect() };
    let edged = outlines(&layer.edged);
    let edge = if layer.tone == Tone::Arrow { ARROW_EDGE } else { EDGE };
    // Writing to a string cannot fail.
    if !edged.is_empty() {
        let width = number(edge * 2.0);
        let _ = writeln!(
            svg,
            "<path d=\"{edged}\" fill=\"#fff\" stroke=\"#fff\" stroke-width=\"{width}\" stroke-linejoin=\"round\"/>"
        );
    }
    for shape in &layer.edged {
        if let Some((d, width)) = line(shape) {
            write_line(svg, &d, "#fff", width + edge * 2.0);
        }
    }
    let filled = outlines(&layer.shapes);
    if !filled.is_empty() {
        // What is light has a line around all its shapes together.
        let around = match layer.tone {
            // Dark enough that a hard copy, which loses what they are filled with, keeps their lines.
            Tone::Thing | Tone::Light => Some(("#5d6770", "2")),
            Tone::Face => Some(("#4a6c8e", "1.5")),
            Tone::Helper => Some(("#17344f", "2.6")),
            _ => None,
        };
        if let Some((line, width)) = around {
            let _ = writeln!(svg, "<path d=\"{filled}\" fill=\"{line}\" stroke=\"{line}\" stroke-width=\"{width}\"/>");
        }
        let opacity = if layer.tone == Tone::Water { " fill-opacity=\"0.55\"" } else { "" };
        let _ = writeln!(svg, "<path d=\"{filled}\" fill=\"{colour}\"{opacity}/>");
    }
    for shape in &layer.shapes {
        if let Some((d, width)) = line(shape) {
            write_line(svg, &d, colour, width);
        }
    }
}

fn write_line(svg: &mut String, d: &str, colour: &str, width: f64) {
    let width = number(width);
    let _ = writeln!(
        svg,
        "<path d=\"{d}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"
    );
}

/// The path of a closed shape.
fn outline(shape: &Shape) -> Option<String> {
    let Shape::Skin(arcs) = shape else { return None };
    let mut d = String::new();
    for (i, arc) in arcs.iter().enumerate() {
        let step = if i == 0 { 'M' } else { 'L' };
        let (r, large) = (number(arc.radius), u8::from(arc.is_large));
        let _ = write!(d, "{step}{} {}", number(arc.start.0), number(arc.start.1));
        let _ = write!(d, "A{r} {r} 0 {large} 1 {} {}", number(arc.end.0), number(arc.end.1));
    }
    d.push('Z');
    Some(d)
}

/// The path of an open line, and its width.
fn line(shape: &Shape) -> Option<(String, f64)> {
    let Shape::Line { points, width } = shape else { return None };
    let mut d = String::new();
    for (i, (x, y)) in points.iter().enumerate() {
        let step = if i == 0 { 'M' } else { 'L' };
        let _ = write!(d, "{step}{} {}", number(*x), number(*y));
    }
    Some((d, *width))
}

/// A number to a hundredth of a unit, which is a tenth of a millimetre of the body, without needless zeros.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

//! Pictures of outlines: SVG files. With `png`, `painting` and `unfolding`, the only importer of resvg.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::roxmltree::{Document, Node, ParsingOptions};
use resvg::usvg::{Options, Tree};

use super::fault::{Fault, Limits, is_blank, on_white};
use super::{painting, unfolding};

/// Looks a file over without painting it: what it holds and how large it says that it is.
pub(super) fn whole(bytes: &[u8], limits: Limits) -> Result<(), Fault> {
    let text = text(bytes)?;
    unfolding::fault_of_text(text).map_or(Ok(()), Err)?;
    let document = document(text)?;
    unfolding::fault_of_document(&document).map_or(Ok(()), Err)?;
    for node in document.descendants().filter(Node::is_element) {
        if let Some(fault) = fault_of(node, &document) {
            return Err(fault);
        }
    }
    let tree = tree(&document)?;
    let size = tree.size();
    let (width, height) = (f64::from(size.width()), f64::from(size.height()));
    if width.max(height) > MOST_UNITS {
        let what = format!("it is over {MOST_UNITS} units across");
        return Err(Fault::new(what, DRAW_AREA));
    }
    limits.shape(width, height)?;
    painting::fault_of_tree(&tree).map_or(Ok(()), Err)?;
    if tree.root().children().is_empty() {
        return Err(Fault::blank());
    }
    Ok(())
}

/// Paints a file small, and looks whether anything is seen in it.
pub(super) fn seen(bytes: &[u8]) -> Result<(), Fault> {
    let document = document(text(bytes)?)?;
    // What is painted by another's file in it is not painted here.
    if document.descendants().any(|node| matches!(node.tag_name().name(), "image" | "feImage")) {
        return Ok(());
    }
    let tree = tree(&document)?;
    let size = tree.size();
    let scale = PAINTED / size.width().max(size.height());
    let pixels = |length: f32| (length * scale).ceil().max(1.0) as u32;
    let mut painted = Pixmap::new(pixels(size.width()), pixels(size.height())).ok_or_else(Fault::blank)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut painted.as_mut());
    let colours = painted.pixels().iter().map(|pixel| {
        let pixel = pixel.demultiply();
        [pixel.red(), pixel.green(), pixel.blue()].map(|part| on_white(part, pixel.alpha()))
    });
    if is_blank(colours) { Err(Fault::blank()) } else { Ok(()) }
}

/// How large a file is painted to look at it, in pixels: a line of a hundredth of its width is still seen.
const PAINTED: f32 = 200.0;
/// The most units across: paper has a few thousand of the smallest that anybody draws in.
const MOST_UNITS: f64 = 100_000.0;
/// What to do about a file of no sensible size.
const DRAW_AREA: &str = "set the page to the drawing in the drawing program (\"resize to content\"), and save it anew";

fn text(bytes: &[u8]) -> Result<&str, Fault> {
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return Err(Fault::new("it is compressed", "save it as plain SVG"));
    }
    std::str::from_utf8(bytes).map_err(|_| Fault::broken("it is not text in UTF-8"))
}

fn document(text: &str) -> Result<Document<'_>, Fault> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|e| Fault::broken(&e.to_string()))
}

fn tree(document: &Document<'_>) -> Result<Tree, Fault> {
    Tree::from_xmltree(document, &Options::default()).map_err(|e| Fault::broken(&e.to_string()))
}

/// What of an element cannot be printed.
fn fault_of(node: Node<'_, '_>, document: &Document<'_>) -> Option<Fault> {
    // Counted from the beginning of the file, so only where something is wrong.
    let line = || document.text_pos_at(node.range().start).row;
    let name = node.tag_name().name();
    match name {
        "script" => return Some(Fault::new(format!("it holds a script (its line {})", line()), NO_PROGRAM)),
        // Letters would need fonts that the handout does not carry.
        "text" => {
            return Some(Fault::new(
                "it holds text; turn its letters into outlines",
                "in the drawing program, choose \"object to path\" or \"create outlines\", and save it anew",
            ));
        }
        "foreignObject" => {
            let what = format!("it holds part of a web page (`foreignObject`, its line {})", line());
            return Some(Fault::new(what, "save it as plain SVG from a drawing program"));
        }
        _ => {}
    }
    let styles = (name == "style").then(|| node.text()).flatten();
    if let Some(handler) = node.attributes().find(|a| a.namespace().is_none() && a.name().starts_with("on")) {
        return Some(Fault::new(format!("it holds a script (`{}`, its line {})", handler.name(), line()), NO_PROGRAM));
    }
    for (key, value) in node.attributes().map(|a| (a.name(), a.value())).chain(styles.map(|text| ("style", text))) {
        if key == "viewBox" && name == "svg" && !is_area(value) {
            let shown: String = value.chars().take(MOST_SHOWN).collect();
            return Some(Fault::new(format!("its `viewBox` is `{shown}`, which is no area"), DRAW_AREA));
        }
        if is_program(value) {
            return Some(Fault::new(format!("it holds a script (`{key}`, its line {})", line()), NO_PROGRAM));
        }
        // Nobody has looked over what is within that.
        if key == "href" && name != "a" && is_drawing(value) {
            let what = format!("it shows another SVG file within it (its line {})", line());
            return Some(Fault::new(
                what,
                "in the drawing program, paste the other drawing in as shapes, and save it anew",
            ));
        }
        // Where a click leads to is not drawn.
        let link = if key == "href" && name != "a" { outside(value, name) } else { loaded(value, key) };
        if let Some(link) = link {
            let shown: String = link.chars().take(MOST_SHOWN).collect();
            let what = format!("it shows what is in another file, `{shown}` (its line {})", line());
            return Some(Fault::new(what, "put the other picture into the file (\"embed\"), and save it anew"));
        }
    }
    None
}

/// The most characters of a file that a message shows.
const MOST_SHOWN: usize = 40;
/// What to do about a file with a program in it.
const NO_PROGRAM: &str = "paper runs no programs; save it as plain SVG from a drawing program";

/// Whether four numbers are an area of a sensible size.
fn is_area(written: &str) -> bool {
    let numbers: Option<Vec<f64>> =
        written.split([' ', ',', '\t', '\n', '\r']).filter(|part| !part.is_empty()).map(|n| n.parse().ok()).collect();
    let Some(&[x, y, width, height]) = numbers.as_deref() else { return false };
    let is_side = |side: f64| (LEAST_UNITS..=MOST_UNITS).contains(&side);
    is_side(width) && is_side(height) && x.abs() <= FAR && y.abs() <= FAR
}

/// The fewest units along a side.
const LEAST_UNITS: f64 = 0.01;
/// How far from zero an area may begin: numbers of single precision still tell its points apart.
const FAR: f64 = 1e6;

/// Whether an address is a program; browsers pass over blanks and breaks in its beginning.
fn is_program(value: &str) -> bool {
    let said = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(11);
    said.collect::<String>().eq_ignore_ascii_case("javascript:")
}

/// Whether a link holds an SVG file.
fn is_drawing(link: &str) -> bool {
    let kind = link.trim().split(',').next().unwrap_or_default().to_ascii_lowercase();
    kind.starts_with("data:") && kind.contains("svg")
}

/// A link that leads out of the file.
fn outside<'v>(link: &'v str, name: &str) -> Option<&'v str> {
    let link = link.trim();
    let is_within = link.starts_with('#') || link.is_empty();
    let is_embedded = matches!(name, "image" | "feImage") && link.starts_with("data:image/");
    (!is_within && !is_embedded).then_some(link)
}

/// What a style, or an attribute with a style's value, loads from outside of the file.
fn loaded<'v>(value: &'v str, key: &str) -> Option<&'v str> {
    if key == "style" && value.contains("@import") {
        return value.split("@import").nth(1).map(|rest| rest.split(';').next().unwrap_or(rest).trim());
    }
    let addresses = value.split("url(").skip(1).map(|rest| rest.trim_start_matches([' ', '"', '\'']));
    let mut links = addresses.filter(|rest| !rest.starts_with('#') && !rest.starts_with("data:"));
    links.next().map(|rest| rest.split([')', '"', '\'']).next().unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked(inside: &str, attributes: &str) -> Result<(), String> {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" {attributes}>\n{inside}</svg>"
        );
        let bytes = svg.as_bytes();
        whole(bytes, Limits::EXERCISE).and_then(|()| seen(bytes)).map_err(|fault| fault.what)
    }

    const DISC: &str = "<circle cx=\"100\" cy=\"50\" r=\"40\" fill=\"green\"/>";
    const BOX: &str = "viewBox=\"0 0 200 100\"";

    #[test]
    fn a_drawing_is_taken() {
        assert_eq!(looked(DISC, BOX), Ok(()));
        assert_eq!(looked(DISC, "width=\"200\" height=\"100\""), Ok(()));
        let linked = format!("<a href=\"https://example.com\">{DISC}</a><use xlink:href=\"#x\"/>");
        assert_eq!(looked(&linked, BOX), Ok(()));
    }

    #[test]
    fn scripts_are_named_with_their_line() {
        let script = format!("<script>alert(1)</script>{DISC}");
        assert_eq!(looked(&script, BOX).unwrap_err(), "it holds a script (its line 2)");
        assert_eq!(
            looked(DISC, &format!("onload=\"x()\" {BOX}")).unwrap_err(),
            "it holds a script (`onload`, its line 1)"
        );
    }

    #[test]
    fn an_address_that_is_a_program_is_a_script() {
        for address in ["javascript:alert(1)", " JavaScript:alert(1)", "java&#10;script:alert(1)"] {
            let said = looked(&format!("<a href=\"{address}\">{DISC}</a>"), BOX).unwrap_err();
            assert_eq!(said, "it holds a script (`href`, its line 2)", "{address}");
        }
    }

    #[test]
    fn what_is_in_another_file_is_named_even_beside_a_shape() {
        for (link, named) in [
            ("<image href=\"http://example.com/a.png\" width=\"5\" height=\"5\"/>", "http://example.com/a.png"),
            ("<image xlink:href=\"ok.png\" width=\"5\" height=\"5\"/>", "ok.png"),
            ("<use href=\"a.svg#x\"/>", "a.svg#x"),
            ("<style>@import url(http://example.com/a.css);</style>", "url(http://example.com/a.css)"),
            ("<rect width=\"5\" height=\"5\" style=\"fill: url('b.svg#y')\"/>", "b.svg#y"),
        ] {
            let said = looked(&format!("{link}{DISC}"), BOX).unwrap_err();
            assert_eq!(said, format!("it shows what is in another file, `{named}` (its line 2)"));
        }
    }

    #[test]
    fn an_area_of_no_sensible_size_is_refused() {
        for area in ["0 0 NaN 0", "0 0 1e30 1e30", "0 0 0 100", "0 0 -5 5", "0 0 5", "1e30 0 100 100", "0 0 inf 5"] {
            let said = looked(DISC, &format!("viewBox=\"{area}\"")).unwrap_err();
            assert_eq!(said, format!("its `viewBox` is `{area}`, which is no area"));
        }
        assert_eq!(looked(DISC, "viewBox=\"0 0 1 5000\"").unwrap_err(), "one side is 5000 times as long as the other");
        assert!(looked(DISC, "width=\"1e20\" height=\"1e20\"").is_err());
    }

    #[test]
    fn what_shows_nothing_is_refused() {
        for nothing in [
            "",
            "<g id=\"a\"><use xlink:href=\"#a\"/></g>",
            "<circle cx=\"900\" cy=\"50\" r=\"40\"/>",
            "<rect width=\"200\" height=\"100\" fill=\"#fff\"/>",
            "<filter id=\"f\"><feGaussianBlur stdDeviation=\"100000\"/></filter><rect width=\"200\" height=\"100\" filter=\"url(#f)\"/>",
        ] {
            assert!(looked(nothing, BOX).is_err(), "{nothing}");
        }
    }
}

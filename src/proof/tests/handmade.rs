//! Checks pages written by hand, for what Typst never draws.

use super::super::{Fault, Margin, ProofError, Sheet, Why, check};
use super::claims;

/// A page of 200 by 100 points with the given content, in Helvetica (`/H`).
fn handmade(content: &str) -> Vec<u8> {
    use lopdf::{Document, Object, Stream, dictionary};

    let mut document = Document::with_version("1.7");
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
        "Encoding" => "WinAnsiEncoding",
    });
    let content = document.add_object(Stream::new(dictionary! {}, content.into()));
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "Resources" => dictionary! { "Font" => dictionary! { "H" => font } },
        "MediaBox" => vec![0.into(), 0.into(), 200.into(), 100.into()],
    });
    let kids = vec![Object::Reference(page)];
    let tree = dictionary! { "Type" => "Pages", "Count" => 1, "Kids" => kids };
    document.objects.insert(pages, tree.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut pdf = Vec::new();
    document.save_to(&mut pdf).unwrap();
    pdf
}

/// The faults of a text on a page with the given content.
fn on_page(content: &str, text: &str) -> Vec<Why> {
    let margin = Margin { left: 10.0, right: 10.0, top: 10.0, bottom: 10.0 };
    match check(&handmade(content), &claims(&[text]), &Sheet { margin, smallest: 12.0 }) {
        Ok(_) => Vec::new(),
        Err(ProofError::Failed(faults)) => faults.iter().map(Fault::why).collect(),
        Err(ProofError::Unreadable(why)) => panic!("unreadable: {why}"),
    }
}

#[test]
fn text_is_read_however_it_is_placed() {
    for content in [
        "BT /H 12 Tf 20 50 Td (Stop) Tj ( now) Tj ET",
        "BT /H 12 Tf 1 0 0 1 20 70 Tm 0 -20 Td (Stop) Tj 0 -14 Td (now) Tj ET",
        "/H 12 Tf 14 TL BT 20 70 Td (Stop) Tj T* (now) Tj ET",
        "BT /H 12 Tf 20 70 Td (Stop) Tj 0 -14 TD (now) ' ET",
        "BT /H 6 Tf 2 0 0 2 20 50 Tm [(St) -20 (op) -300 (now)] TJ ET",
        "q 12 0 0 12 0 0 cm BT /H 1 Tf 2 5 Td (Stop now) Tj ET Q",
        "q 0 12 -12 0 100 20 cm BT /H 1 Tf (Stop now) Tj ET Q",
        "q q /H 12 Tf Q BT /H 12 Tf 20 50 Td (Stop now) Tj ET",
    ] {
        assert_eq!(on_page(content, "Stop now"), [], "{content}");
    }
}

#[test]
fn invisible_text_is_missing() {
    assert_eq!(on_page("BT 3 Tr /H 12 Tf 20 50 Td (Stop now) Tj ET", "Stop now"), [Why::Missing]);
    assert_eq!(on_page("BT 7 Tr /H 12 Tf 20 50 Td (Stop now) Tj ET", "Stop now"), [Why::Missing]);
    let half = "BT /H 12 Tf 20 50 Td (Stop ) Tj 3 Tr (now) Tj 0 Tr ( or later) Tj ET";
    assert_eq!(on_page(half, "Stop now"), [Why::Missing]);
    assert_eq!(on_page(half, "Stop or later"), []);
    // The mode is part of the state that `q` saves.
    let restored = "q 3 Tr Q BT /H 12 Tf 20 50 Td (Stop now) Tj ET";
    assert_eq!(on_page(restored, "Stop now"), []);
}

#[test]
fn a_replacement_text_is_read_instead() {
    let replaced = "/Span <</ActualText (Stop)>> BDC BT /H 12 Tf 20 50 Td (St) Tj (xx) Tj ET EMC \
                    BT /H 12 Tf 60 50 Td (now) Tj ET";
    assert_eq!(on_page(replaced, "Stop now"), []);
    assert_eq!(on_page(replaced, "Stxx now"), [Why::Missing]);
    let utf16 = "BT /H 12 Tf 20 50 Td /Span <</ActualText <FEFF00C9>>> BDC (E) Tj EMC (t) Tj ET";
    assert_eq!(on_page(utf16, "Ét"), []);
}

#[test]
fn every_kind_of_clip_cuts() {
    let text = "BT /H 12 Tf 20 50 Td (Stop now) Tj ET";
    for (clip, whole) in [
        ("10 40 180 30 re W n", true),
        ("10 40 20 30 re W n", false),
        ("10 40 20 30 re W* n", false),
        // What was painted or abandoned before does not clip.
        ("10 40 20 30 re f 10 40 180 30 re W n", true),
        ("10 40 20 30 re n", true),
        // Two clips: both cut.
        ("10 40 20 30 re W n 10 40 180 30 re W n", false),
        ("q 10 40 20 30 re W n Q 10 40 180 30 re W n", true),
        // Two rectangles in one path: apart, and one inside the other.
        ("150 10 20 20 re 10 40 130 30 re W n", true),
        ("5 30 190 60 re 10 40 20 30 re W* n", false),
        // The path moves with the matrix.
        ("q 2 0 0 2 0 0 cm 5 20 90 15 re W n 0.5 0 0 0.5 0 0 cm", true),
        // Without the last side: a path that clips closes itself.
        ("10 40 m 190 40 l 190 70 l 10 70 l W n", true),
    ] {
        let expected: &[Why] = if whole { &[] } else { &[Why::Clipped] };
        assert_eq!(on_page(&format!("{clip} {text}"), "Stop now"), expected, "{clip}");
    }
}

#[test]
fn one_text_can_have_several_faults() {
    let content = "0 0 20 100 re W n BT /H 8 Tf 5 50 Td (Stop now) Tj ET";
    let faults = on_page(content, "Stop now");
    assert!(matches!(faults.as_slice(), [Why::OutsideMargins, Why::TooSmall { .. }, Why::Clipped]), "{faults:?}");
}

#[test]
fn nonsense_on_a_page_does_not_stop_the_reading() {
    for nonsense in ["Q Q EMC", "BT", "ET Tj", "1 Tm 5 Tf", "/Artifact BMC EMC EMC", "0 0 0 0 0 0 cm"] {
        let content = format!("q {nonsense} Q BT ET BT /H 12 Tf 1 0 0 1 20 50 Tm (Stop now) Tj ET");
        assert_eq!(on_page(&content, "Stop now"), [], "{nonsense}");
    }
}

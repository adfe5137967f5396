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
    let photo = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1, "ColorSpace" => "DeviceGray",
        "BitsPerComponent" => 8,
    };
    let photo = document.add_object(Stream::new(photo, vec![255]));
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "Resources" => dictionary! {
            "Font" => dictionary! { "H" => font },
            "ExtGState" => dictionary! { "Faint" => dictionary! { "ca" => 0.1 }, "Half" => dictionary! { "ca" => 0.5 } },
            "XObject" => dictionary! { "Photo" => photo },
            "Properties" => dictionary! { "Said" => dictionary! { "ActualText" => Object::string_literal("Stop") } },
        },
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
        ("1 g 10 40 20 30 re f 0 g 10 40 180 30 re W n", true),
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
fn what_is_painted_over_or_in_the_colour_of_its_ground_is_not_seen() {
    let text = "BT /H 12 Tf 20 50 Td (Stop now) Tj ET";
    for content in [
        // Under what covers it, box or shape, of whatever colour.
        format!("{text} 1 g 0 0 200 100 re f"),
        format!("{text} 0.5 0.2 0.1 rg 15 45 m 80 45 l 80 70 l 15 70 l h f"),
        format!("{text} q 2 0 0 2 0 0 cm 1 g 8 22 20 10 re f Q"),
        // Only a part of it.
        format!("{text} 1 g 20 45 14 20 re f"),
        format!("{text} 1 g 0 0 200 100 re B"),
        // A hole that is filled is none.
        format!("{text} 1 g 0 0 200 100 re 10 40 100 30 re f"),
        format!("{text} q 0 0 200 100 re W n 1 g 0 0 200 100 re f Q"),
    ] {
        assert_eq!(on_page(&content, "Stop now"), [Why::Covered], "{content}");
    }
    for content in [
        format!("1 g {text}"),
        format!("0.8 g {text}"),
        format!("1 1 1 rg {text}"),
        format!("0 0 0 0 k {text}"),
        format!("/DeviceGray cs 1 scn {text}"),
        // Dark on dark, and white on a ground that is itself in the way.
        format!("0.1 g 10 40 100 30 re f 0.2 g {text}"),
        format!("0 g 10 40 100 30 re f 1 g 12 42 90 26 re f {text}"),
    ] {
        let faults = on_page(&content, "Stop now");
        assert!(matches!(faults.as_slice(), [Why::Pale { contrast }] if *contrast < 3.0), "{content}: {faults:?}");
    }
    for content in [
        // Before it, beside it, or around it.
        format!("0.9 g 10 40 100 30 re f 0 g {text}"),
        format!("0 g 10 40 100 30 re f 1 g {text}"),
        format!("{text} 1 g 100 45 80 20 re f 0 0 200 40 re f"),
        format!("{text} 1 g 0 0 200 100 re 10 40 100 30 re f*"),
        format!("{text} q 0 0 10 10 re W n 1 g 0 0 200 100 re f Q"),
        // A line through it, an outline around it.
        format!("{text} 0 G 1 w 20 54 m 90 54 l S 15 45 80 20 re S"),
        format!("{text} 0 g 20 53 70 1 re f"),
        format!("q 1 g Q {text}"),
        // Of a pattern nobody knows the colour.
        format!("/Pattern cs /P scn 10 40 100 30 re f 0 g {text}"),
    ] {
        assert_eq!(on_page(&content, "Stop now"), [], "{content}");
    }
}

#[test]
fn what_is_seen_through_hides_nothing_unless_it_is_nearly_opaque() {
    let text = "BT /H 12 Tf 20 50 Td (Stop now) Tj ET";
    assert_eq!(on_page(&format!("{text} /Faint gs 1 g 0 0 200 100 re f"), "Stop now"), []);
    assert_eq!(on_page(&format!("{text} /Half gs 1 g 0 0 200 100 re f"), "Stop now"), [Why::Covered]);
    let faint = on_page(&format!("q /Faint gs {text} Q"), "Stop now");
    assert!(matches!(faint.as_slice(), [Why::Pale { .. }]), "{faint:?}");
    let picture = "q 100 0 0 30 10 40 cm /Photo Do Q";
    assert_eq!(on_page(&format!("{text} {picture}"), "Stop now"), [Why::Covered]);
    assert_eq!(on_page(&format!("{picture} {text}"), "Stop now"), [], "of a photograph nobody knows the colour");
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

#[test]
fn what_does_two_things_at_once_does_both() {
    for content in [
        // A line of its own, with spaces between letters from there on.
        "/H 12 Tf 14 TL BT 20 70 Td (Stop) Tj 0 0 (now) \" ET",
        "/H 12 Tf 14 TL BT 20 70 Td (Stop) Tj 1 1 (now) \" ET",
        "BT /H 12 Tf 20 70 Td 0 -14 TD (Stop) Tj T* (now) Tj ET",
    ] {
        assert_eq!(on_page(content, "Stop now"), [], "{content}");
    }
    // The leading that `TD` set goes on: a third of these lines is below the margin.
    let content = "BT /H 12 Tf 20 60 Td 0 -20 TD (Stop) Tj T* (now) Tj T* (please) Tj ET";
    assert_eq!(on_page(content, "Stop now please"), [Why::OutsideMargins]);
    assert_eq!(on_page(content, "Stop now"), []);
}

#[test]
fn tags_may_name_their_properties_and_pictures_may_stand_in_the_page() {
    let replaced = "/Span /Said BDC BT /H 12 Tf 20 50 Td (St) Tj ET EMC";
    assert_eq!(on_page(replaced, "Stop"), []);
    assert_eq!(on_page(replaced, "St"), [Why::Missing]);
    let picture = "q 100 0 0 30 10 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q";
    assert_eq!(on_page(&format!("BT /H 12 Tf 20 50 Td (Stop now) Tj ET {picture}"), "Stop now"), [Why::Covered]);
    assert_eq!(on_page(&format!("{picture} BT /H 12 Tf 20 50 Td (Stop now) Tj ET"), "Stop now"), []);
}

#[test]
fn every_way_to_draw_a_path_covers() {
    let text = "BT /H 12 Tf 20 50 Td (Stop now) Tj ET";
    for path in [
        "10 40 m 100 40 l 100 70 l 10 70 l f*",
        "10 40 m 10 40 100 40 100 70 c 10 70 l b",
        // The first control point is where the curve begins, the second where it ends.
        "10 30 m 10 90 100 90 v 100 30 l b*",
        "10 30 m 10 90 100 90 y 100 30 l B*",
        // After a ring is closed, the next line begins where the ring began.
        "10 40 m 12 42 l h 100 40 l 100 70 l 10 70 l F",
    ] {
        assert_eq!(on_page(&format!("{text} 1 g {path}"), "Stop now"), [Why::Covered], "{path}");
    }
}

#[test]
fn text_in_a_font_that_the_page_lacks_is_missing() {
    assert_eq!(on_page("BT /None 12 Tf 20 50 Td (Stop now) Tj ET", "Stop now"), [Why::Missing]);
    assert_eq!(on_page("BT /H 12 Tf 20 50 Td (Stop) Tj /None 12 Tf ( now) Tj ET", "Stop now"), [Why::Missing]);
}

#[test]
fn a_page_that_cannot_be_read_to_its_end_is_refused() {
    let text = "BT /H 12 Tf 20 50 Td (Stop now) Tj ET";
    let margin = Margin { left: 10.0, right: 10.0, top: 10.0, bottom: 10.0 };
    for rest in ["1 2 3 4 5 6 7 8 9 10 11 n 1 g 0 0 200 100 re f", "(1 g 0 0 200 100 re f", "[ 1 g 0 0 200 100 re f"] {
        let checked =
            check(&handmade(&format!("{text} {rest}")), &claims(&["Stop now"]), &Sheet { margin, smallest: 12.0 });
        assert!(matches!(checked, Err(ProofError::Unreadable(_))), "{rest}: {checked:?}");
    }
}

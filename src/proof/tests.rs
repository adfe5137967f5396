//! Checks real documents, set by Typst.

mod handmade;

use super::*;

macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/proof/", $name, ".pdf")).as_slice()
    };
}

/// Two centimetres, the margin of every document here.
const MARGIN: f32 = 56.69;

const SHEET: Sheet =
    Sheet { margin: Margin { left: MARGIN, right: MARGIN, top: MARGIN, bottom: MARGIN }, smallest: 12.0 };

fn claims(texts: &[&str]) -> Vec<Claim> {
    texts.iter().map(|&text| Claim::new(ClaimKind::Warning, text)).collect()
}

/// The faults of a document: the claim, the reason and the page.
fn faults(pdf: &[u8], texts: &[&str]) -> Vec<(String, Why, Option<usize>)> {
    match check(pdf, &claims(texts), &SHEET) {
        Ok(proof) => {
            assert_eq!(proof.claims(), texts.len());
            Vec::new()
        }
        Err(ProofError::Failed(faults)) => {
            faults.iter().map(|f| (f.claim().text().to_owned(), f.why(), f.page())).collect()
        }
        Err(ProofError::Unreadable(why)) => panic!("unreadable: {why}"),
    }
}

/// The one reason for which a document fails a claim.
#[track_caller]
fn fault(pdf: &[u8], text: &str) -> Why {
    match faults(pdf, &[text]).as_slice() {
        [(_, why, _)] => *why,
        other => panic!("{text}: {other:?}"),
    }
}

fn holds(pdf: &[u8], text: &str) -> bool {
    faults(pdf, &[text]).is_empty()
}

const GOOD: &[&str] = &[
    "Émile’s programme",
    "You may feel worse for a day or two after this session, because your muscles are not \
     accustomed to uncharacteristically strenuous counterrotation exercises; this is common, and \
     it settles.",
    "AVATAR, Ta. To warm up: 5 min",
    "Crème brûlée naïve Äpfel façade",
    "Rest 30 s after each side.",
    "Bird dog",
    "1 set of 8, hold 10 s",
    "11 sets of 8",
    "Walk for twenty minutes on level ground at a pace at which you can still talk, and stop to sit \
     down for five minutes if your leg starts to feel numb or weak, then go home slowly and tell us \
     about it at the next visit, so that we can change the plan together before the week is out.",
    "Get help if you cannot feel your legs: call 999.",
];

#[test]
fn a_good_document_passes() {
    let proof = check(fixture!("good"), &claims(GOOD), &SHEET).unwrap();
    assert_eq!((proof.pages(), proof.claims()), (2, GOOD.len()));
}

#[test]
fn no_part_of_a_number_or_word_is_found() {
    let pdf = fixture!("good");
    for text in ["1 sets of 8", "0 s", "et of", "ild", "characteristically", "99"] {
        assert_eq!(fault(pdf, text), Why::Missing, "{text}");
    }
    for text in ["1 set of", "999", "worse for a day"] {
        assert!(holds(pdf, text), "{text}");
    }
    // A raised figure is part of the number, and it is small.
    assert!(matches!(fault(pdf, "102"), Why::TooSmall { .. }));
}

#[test]
fn a_text_that_is_not_there_is_missing() {
    assert_eq!(fault(fixture!("good"), "You may feel much worse"), Why::Missing);
    assert_eq!(fault(fixture!("good"), ""), Why::Missing);
    assert_eq!(fault(fixture!("good"), "DRAFT"), Why::Missing, "the background is decoration");
    let missing = faults(fixture!("good"), &["Bird dog", "Cat camel", "11 sets of 8"]);
    assert_eq!(missing, [("Cat camel".to_owned(), Why::Missing, None)]);
}

#[test]
fn running_heads_do_not_carry_claims() {
    assert_eq!(fault(fixture!("good"), "Your plan"), Why::OutsideMargins);
    assert_eq!(fault(fixture!("good"), "Page 2"), Why::OutsideMargins);
}

#[test]
fn the_same_text_twice_must_be_there_twice() {
    assert!(faults(fixture!("swapped"), &["3 sets of 8", "3 sets of 8"]).is_empty());
    let thrice = faults(fixture!("swapped"), &["3 sets of 8", "3 sets of 8", "3 sets of 8"]);
    assert_eq!(thrice, [("3 sets of 8".to_owned(), Why::Missing, None)]);
}

#[test]
fn things_in_another_order_are_found_out() {
    let swapped = faults(
        fixture!("swapped"),
        &["You may feel worse tomorrow.", "3 sets of 8", "Get help if your leg goes numb."],
    );
    assert_eq!(swapped, [("Get help if your leg goes numb.".to_owned(), Why::OutOfOrder, Some(1))]);
}

#[test]
fn what_no_screen_reader_says_is_missing() {
    assert_eq!(fault(fixture!("swapped"), "Only decoration."), Why::Missing);
}

#[test]
fn fonts_may_change_names_between_pages() {
    let texts = ["Bold first then regular.", "Regular first, then bold after."];
    assert!(faults(fixture!("fonts"), &texts).is_empty());
}

#[test]
fn ligatures_and_accents_are_letters() {
    let texts = [
        "The office staff shuffled afflicted fish; fi ff ffl.",
        "Divided: incomprehensible",
        "x\u{301}x\u{301}x\u{301}x\u{301}x\u{301}x\u{301}x\u{301}x\u{301}x\u{301}x\u{301}x\u{301} \
         near the right edge of the page, marked twice.",
    ];
    assert!(faults(fixture!("ligatures"), &texts).is_empty());
}

#[test]
fn text_cut_off_by_a_box_is_clipped() {
    let pdf = fixture!("clipped");
    assert_eq!(fault(pdf, "You may feel worse for a day"), Why::Clipped);
    assert!(holds(pdf, "You may"), "the part that shows");
    assert_eq!(fault(pdf, "do it all once more"), Why::Clipped);
    assert!(holds(pdf, "Turned but whole"));
    assert_eq!(fault(pdf, "Corner gone"), Why::Clipped);
    assert!(holds(pdf, "Plain text after."));
}

#[test]
fn text_that_runs_off_the_paper_is_outside() {
    let pdf = fixture!("wide");
    assert_eq!(fault(pdf, "It hurts because it is new"), Why::OutsideMargins);
    assert!(holds(pdf, "3 sets of 8"));
}

#[test]
fn text_in_the_margin_is_outside() {
    let pdf = fixture!("moved");
    assert!(holds(pdf, "Inside the margins."));
    for text in [
        "Moved to the left.",
        "Moved into the head.",
        "Moved off the paper.",
        "This one starts inside but ends in the foot.",
        "Turned over the edge.",
    ] {
        assert_eq!(fault(pdf, text), Why::OutsideMargins, "{text}");
    }
    assert!(holds(pdf, "Turned at the edge."));
}

#[test]
fn small_text_is_too_small() {
    let pdf = fixture!("small");
    assert!(holds(pdf, "Twelve points."));
    assert!(holds(pdf, "Turned and large."));
    for (text, size) in [
        ("Six points.", 6.0),
        ("Half the size.", 6.0),
        ("Squeezed sideways.", 7.2),
        ("Mostly large with one small word.", 8.0),
    ] {
        let Why::TooSmall { points } = fault(pdf, text) else { panic!("{text}") };
        assert!((points - size).abs() < 0.01, "{text}: {points}");
    }
}

#[test]
fn faults_read_as_sentences() {
    let claims = [Claim::new(ClaimKind::Dose, "Six points."), Claim::new(ClaimKind::GetHelp, "Call.")];
    let error = check(fixture!("small"), &claims, &SHEET).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the document does not show everything it must\n  \
         page 1: the dose `Six points.` is too small, 6.0 pt\n  \
         the get-help line `Call.` is missing"
    );
}

#[test]
fn what_is_no_document_is_unreadable() {
    let good = fixture!("fonts");
    for pdf in [b"".as_slice(), b"%PDF-1.7", b"<html>", &good[..good.len() / 2], &good[100..]] {
        assert!(matches!(check(pdf, &[], &SHEET), Err(ProofError::Unreadable(_))));
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(256))]

    #[test]
    fn a_damaged_document_is_read_or_refused(
        damage in proptest::collection::vec((proptest::prelude::any::<proptest::sample::Index>(), 0_u8..=255), 1..12),
        which in 0_usize..3,
    ) {
        let sound = [fixture!("good"), fixture!("fonts"), fixture!("clipped")][which];
        let mut pdf = sound.to_vec();
        for (place, byte) in damage {
            let place = place.index(pdf.len());
            pdf[place] = byte;
        }
        // Whatever comes of it, it comes to an end.
        drop(check(&pdf, &claims(&["Bird dog"]), &SHEET));
    }
}

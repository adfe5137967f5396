//! Finding exercises and techniques of the core library.

use backplan::embedded;
use backplan::library::{Equipment, Found, Library, MechanismId, Muscle, Position, Query, Region};

fn core() -> Library {
    Library::read("core", &embedded::core_library()).into_parts().0.unwrap()
}

fn ids(library: &Library, query: &Query) -> Vec<String> {
    library.search(query).into_iter().map(|f| f.id().to_owned()).collect()
}

fn words(words: &[&str]) -> Query {
    Query { words: words.iter().map(|w| (*w).to_owned()).collect(), ..Query::default() }
}

fn split(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn a_name_comes_before_a_step_that_says_the_word() {
    let library = core();
    let found = ids(&library, &words(&["bridge"]));
    assert!(found[0].contains("bridge") && found.len() >= 3, "{found:?}");
    assert_eq!(ids(&library, &words(&["Quadruped", "LEG"])), ["bird-dog"]);
}

#[test]
fn every_word_and_filter_must_hold() {
    let library = core();
    let query = Query { position: Some(Position::HandsAndKnees), muscle: Some(Muscle::Multifidus), ..words(&["arm"]) };
    let found = library.search(&query);
    assert!(!found.is_empty());
    for found in found {
        let Found::Exercise(e) = found else { panic!("techniques work no muscle") };
        assert_eq!(e.position(), Position::HandsAndKnees);
    }
    assert!(ids(&library, &words(&["bridge", "no-such-word"])).is_empty());
}

#[test]
fn techniques_are_found_too() {
    let query = Query { mechanism: Some(MechanismId::JointMobilisation), ..words(&["quick"]) };
    assert!(ids(&core(), &query).iter().any(|id| id == "lumbar-manipulation"));
}

#[test]
fn a_slip_is_met_with_a_word_that_is_there() {
    assert_eq!(core().nearest_word("brigde").as_deref(), Some("bridge"));
    assert_eq!(core().nearest_word("zzzzzz"), None);
}

#[test]
fn the_item_of_that_name_comes_first_however_it_is_written() {
    let library = core();
    for item in library.all() {
        for text in [item.id().to_owned(), item.name().to_owned(), item.name().to_uppercase()] {
            let found = ids(&library, &words(&split(&text)));
            assert_eq!(found.first().map(String::as_str), Some(item.id()), "{text}: {found:?}");
        }
    }
}

#[test]
fn more_words_find_less() {
    let library = core();
    let both = ids(&library, &words(&["hip", "stick"]));
    assert_eq!(both.first().map(String::as_str), Some("hip-hinge-stick"));
    assert!(both.len() < ids(&library, &words(&["hip"])).len());
    assert_eq!(ids(&library, &words(&["hip", "xylophone"])), [""; 0]);
    assert_eq!(ids(&library, &Query::default()).len(), library.all().count());
}

#[test]
fn other_names_muscles_steps_and_forms_of_words_are_found() {
    let library = core();
    for (text, id) in [
        ("quadruped", "bird-dog"),
        ("glutes", "bridge"),
        ("quads", "sit-to-stand"),
        ("bridges", "bridge"),
        ("ham", "assisted-hamstring-stretch"),
        ("carrying", "suitcase-carry"),
    ] {
        assert!(ids(&library, &words(&split(text))).iter().any(|found| found == id), "{text}");
    }
}

#[test]
fn filters_narrow_and_leave_out_what_cannot_have_them() {
    let library = core();
    let muscle = ids(&library, &Query { muscle: Some(Muscle::Multifidus), ..Query::default() });
    assert!(muscle.contains(&"bird-dog".to_owned()) && !muscle.contains(&"walking".to_owned()), "{muscle:?}");
    let weight = ids(&library, &Query { equipment: Some(Equipment::Weight), ..Query::default() });
    assert!(weight.contains(&"suitcase-carry".to_owned()) && !weight.contains(&"bridge".to_owned()), "{weight:?}");
    let joints =
        Query { mechanism: Some(MechanismId::JointMobilisation), region: Some(Region::UpperBack), ..Query::default() };
    let joints = ids(&library, &joints);
    assert!(joints.contains(&"thoracic-mobilisation-firm".to_owned()), "{joints:?}");
    assert!(!joints.contains(&"lumbar-mobilisation-firm".to_owned()), "{joints:?}");
}

#[test]
fn a_slip_is_met_with_the_nearest_word() {
    let library = core();
    for (slip, near) in [("brige", Some("bridge")), ("hamstrng", Some("hamstring")), ("xylophone", None)] {
        assert_eq!(library.nearest_word(slip).as_deref(), near);
    }
}

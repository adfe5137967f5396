//! Finding exercises and techniques of the core library.

use backplan::embedded;
use backplan::library::{Found, Library, MechanismId, Muscle, Position, Query};

fn core() -> Library {
    Library::read("core", &embedded::core_library()).into_parts().0.unwrap()
}

fn ids(library: &Library, query: &Query) -> Vec<String> {
    library.search(query).into_iter().map(|f| f.id().to_owned()).collect()
}

fn words(words: &[&str]) -> Query {
    Query { words: words.iter().map(|w| (*w).to_owned()).collect(), ..Query::default() }
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

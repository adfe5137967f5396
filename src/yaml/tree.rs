//! What is wrong with a tree of values whatever it stands for.

use super::table::ENOUGH;
use super::{Node, Value};
use crate::diagnostic::{Code, Findings};
use crate::source::Place;

/// The longest text, in letters, and the most entries of a list or mapping: what is set or forecast of more takes all memory.
/// Those of the core library and the wordings have at most 850 letters and some forty entries.
const LONGEST_TEXT: usize = 10_000;
const MOST_ENTRIES: usize = 1_000;

/// The first text that is too long, or list or mapping with too many entries, and what it is.
pub(super) fn too_long(node: &Node) -> Option<(&Place, String)> {
    let many = |entries: usize, of: &str| {
        (entries > MOST_ENTRIES)
            .then(|| (&node.place, format!("a {of} of {entries} entries; {MOST_ENTRIES} is the most")))
    };
    match &node.value {
        Value::Text(text) => {
            let letters = text.chars().count();
            (letters > LONGEST_TEXT)
                .then(|| (&node.place, format!("a text of {letters} letters; {LONGEST_TEXT} is the most")))
        }
        Value::List(items) => many(items.len(), "list").or_else(|| items.iter().find_map(too_long)),
        Value::Map(entries) => {
            many(entries.len(), "mapping").or_else(|| entries.iter().find_map(|(_, node)| too_long(node)))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// Reports each key that stands twice in a mapping, wherever that is.
pub(super) fn tell_doubled(node: &Node, findings: &mut Findings) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| tell_doubled(item, findings)),
        Value::Map(entries) => {
            // A mapping has few entries, so to look through them is quicker than to have a table of them.
            let twice = entries.iter().enumerate().filter_map(|(at, (key, _))| {
                let (first, _) = entries.iter().take(at).find(|(other, _)| other.value == key.value)?;
                Some((key, &first.place))
            });
            for (key, first) in twice.take(ENOUGH) {
                findings.add(
                    Code::DuplicateKey,
                    &key.place,
                    format!("`{}` stands twice", key.value),
                    format!("the first is in line {}; keep one", first.line()),
                );
            }
            entries.iter().for_each(|(_, value)| tell_doubled(value, findings));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::read as read_file;
    use super::*;

    fn read(text: &str) -> (Option<Node>, Vec<(Code, usize, usize)>) {
        let mut findings = Findings::new();
        let node = read_file("x.yaml", text.as_bytes(), &mut findings);
        let found = findings.into_sorted().iter().map(|d| (d.code(), d.place().line(), d.place().column())).collect();
        (node, found)
    }

    #[test]
    fn a_key_that_stands_twice_is_reported_however_deep_it_stands() {
        let (node, found) = read("a: 1\na: 2\nb:\n  - { c: 1, c: 2, d: { e: 1, e: 1 } }\n");
        assert_eq!(found, [(2, 1), (4, 13), (4, 30)].map(|(line, column)| (Code::DuplicateKey, line, column)));
        let Value::Map(entries) = node.unwrap().value else { panic!("a mapping") };
        assert_eq!(entries.len(), 3);
    }

    #[test]
    fn what_is_too_long_is_refused_where_it_stands() {
        let text = |letters: usize| format!("a: {}\n", "é".repeat(letters));
        assert_eq!(read(&text(LONGEST_TEXT)).1, []);
        assert_eq!(read(&text(LONGEST_TEXT + 1)).1, [(Code::YamlBudget, 1, 4)]);
        let list = |entries: usize| format!("a: [{}]\n", "x, ".repeat(entries));
        assert_eq!(read(&list(MOST_ENTRIES)).1, []);
        assert_eq!(read(&list(MOST_ENTRIES + 1)).1, [(Code::YamlBudget, 1, 4)]);
    }
}

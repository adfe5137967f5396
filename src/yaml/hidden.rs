//! Characters that cannot be seen, reported and taken out of what was read, so that nothing is remarked on only because of them.

use super::{Node, Value, plain};
use crate::diagnostic::Findings;
use crate::line::report_hidden;
use crate::source::{Place, SourceFile};

/// Takes them out of all keys and texts.
pub(super) fn take_out(file: &SourceFile, node: &mut Node, findings: &mut Findings) {
    // Few files have a character that it could be, as it is or as an escape.
    if !file.text().is_ascii() || file.text().contains('\\') {
        of_node(node, findings);
    }
}

fn of_node(node: &mut Node, findings: &mut Findings) {
    match &mut node.value {
        Value::Text(text) => {
            if let Some(seen) = seen(text, &node.place, findings) {
                // What is left may be a number.
                let is_plain = !node.place.text().starts_with(['"', '\'', '|', '>']);
                let value = if is_plain { plain::unquoted(&seen) } else { None };
                node.value = value.unwrap_or_else(|| Value::Text(seen.into()));
            }
        }
        Value::List(nodes) => nodes.iter_mut().for_each(|node| of_node(node, findings)),
        Value::Map(entries) => {
            for (key, node) in entries {
                if let Some(seen) = seen(&key.value, &key.place, findings) {
                    key.value = seen.into();
                }
                of_node(node, findings);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What is seen of a text, if that is not all of it.
fn seen(text: &str, place: &Place, findings: &mut Findings) -> Option<String> {
    (!text.is_ascii()).then(|| report_hidden(text, place, findings)).flatten()
}

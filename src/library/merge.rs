//! One YAML value over another.

use super::despite::{DESPITE, give_reasons};
use super::layer::ChangedField;
use crate::diagnostic::{Code, Findings};
use crate::yaml::{Key, Node, Value, nearest, wrong_type};

/// The key under which a change names what a list has besides that of the base.
const ADD: &str = "add";

/// The key under which it names what the list has no more.
const REMOVE: &str = "remove";

/// What is gathered while a file is laid over that of the base.
pub(super) struct Over<'f> {
    /// The fields that differ.
    pub(super) fields: Vec<ChangedField>,
    /// The base by id and version, for messages.
    pub(super) base: &'f str,
    pub(super) findings: &'f mut Findings,
}

/// What a mapping says of a key.
pub(super) fn entry<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().find(|(k, _)| k.value == key).map(|(_, value)| value)
}

/// A mapping without a key.
pub(super) fn without(node: &Node, key: &str) -> Node {
    let Value::Map(entries) = &node.value else { return node.clone() };
    let value = Value::Map(entries.iter().filter(|(k, _)| k.value != key).cloned().collect());
    Node { value, place: node.place.clone() }
}

/// A mapping over another: its own entries, mappings among them laid over in turn, and the other's where it has none.
/// Nothing (`~`) takes an entry away; `add` and `remove` change a list in part.
pub(super) fn merged(own: &Node, below: &Node, path: &str, over: &mut Over<'_>) -> Node {
    let (Value::Map(entries), Value::Map(base)) = (&own.value, &below.value) else { return own.clone() };
    let mut all: Vec<(Key, Node)> = Vec::new();
    for (key, value) in entries {
        let field = if path.is_empty() { key.value.to_string() } else { format!("{path}.{}", key.value) };
        let was = entry(below, &key.value);
        if let (Value::Map(_), Some(was @ Node { value: Value::Map(_), .. })) = (&value.value, was) {
            all.push((key.clone(), merged(value, was, &field, over)));
            continue;
        }
        let base = match was.map(|was| &was.value) {
            Some(Value::List(items)) => Some(items.as_slice()),
            None => Some(&[][..]),
            _ => None,
        };
        let (value, removed) = match base.filter(|_| is_in_part(value)) {
            Some(base) => in_part(value, base, over),
            None => (value.clone(), Vec::new()),
        };
        let was = was.map(|was| was.place.clone());
        over.fields.push(ChangedField { field, place: key.place.clone(), was, removed, because: None });
        if value.value != Value::Null {
            all.push((key.clone(), value));
        }
    }
    let rest = base.iter().filter(|(key, _)| !entries.iter().any(|(k, _)| k.value == key.value));
    all.extend(rest.cloned());
    Node { value: Value::Map(all), place: own.place.clone() }
}

/// The conditions of the base, those of the same id laid over field by field, and then those that are new.
pub(super) fn conditions(own: &Node, below: &Node, over: &mut Over<'_>) -> Node {
    let (Value::List(own_items), Value::List(base)) = (&own.value, &below.value) else { return own.clone() };
    let id = |node: &Node| entry(node, "id").map(|id| id.place.text().to_owned());
    let of = |wanted: &Node| own_items.iter().position(|node| id(node).is_some() && id(node) == id(wanted));
    let mut taken = Vec::new();
    let mut all = Vec::new();
    for lower in base {
        match of(lower).and_then(|at| Some((at, own_items.get(at)?))) {
            Some((at, upper)) => {
                taken.push(at);
                let (from, id) = (over.fields.len(), id(lower).unwrap_or_default());
                all.push(merged(&without(upper, DESPITE), lower, &id, over));
                give_reasons(upper, &id, from, over);
            }
            None => all.push(lower.clone()),
        }
    }
    all.extend(own_items.iter().enumerate().filter(|(at, _)| !taken.contains(at)).map(|(_, node)| node.clone()));
    Node { value: Value::List(all), place: own.place.clone() }
}

/// The poses of the base, those of the same name replaced, and those that are new.
///
/// A pose is replaced as a whole: a joint that only the base's bends would be a riddle to whoever reads the own one.
pub(super) fn poses(own: &Node, below: &Node, over: &mut Over<'_>) -> Node {
    let (Value::Map(entries), Value::Map(base)) = (&own.value, &below.value) else { return own.clone() };
    for (name, _) in entries {
        let was = entry(below, &name.value).map(|was| was.place.clone());
        let (field, place) = (name.value.to_string(), name.place.clone());
        over.fields.push(ChangedField { field, place, was, removed: Vec::new(), because: None });
    }
    let rest = base.iter().filter(|(name, _)| !entries.iter().any(|(own, _)| own.value == name.value));
    Node { value: Value::Map(entries.iter().chain(rest).cloned().collect()), place: own.place.clone() }
}

/// Whether a value says what a list has more or fewer of.
fn is_in_part(value: &Node) -> bool {
    let Value::Map(entries) = &value.value else { return false };
    !entries.is_empty() && entries.iter().all(|(key, _)| [ADD, REMOVE].contains(&key.value.as_str()))
}

/// A list with some things more and some fewer; and what is taken away by name.
fn in_part(change: &Node, base: &[Node], over: &mut Over<'_>) -> (Node, Vec<String>) {
    let mut all = base.to_vec();
    let mut removed = Vec::new();
    for gone in part(change, REMOVE, over) {
        let before = all.len();
        removed.extend(all.iter().filter(|item| is_meant(item, gone)).map(shown));
        all.retain(|item| !is_meant(item, gone));
        if all.len() == before {
            nothing_to_remove(gone, base, over);
        }
    }
    for new in part(change, ADD, over) {
        if !all.iter().any(|item| same(item, new)) {
            all.push(new.clone());
        }
    }
    (Node { value: Value::List(all), place: change.place.clone() }, removed)
}

/// A thing of a list in a few words: an effect by its mechanism and place, and anything else as it is written.
pub(super) fn shown(node: &Node) -> String {
    let text = |node: Option<&Node>| match node.map(|node| &node.value) {
        Some(Value::Text(text)) => text.trim().to_owned(),
        _ => String::new(),
    };
    match &node.value {
        Value::Map(_) if entry(node, "mechanism").is_some() => {
            format!("{} ({})", text(entry(node, "mechanism")), text(entry(node, "where")))
        }
        Value::Text(_) => text(Some(node)),
        _ => node.place.text().trim().to_owned(),
    }
}

/// The things that are named under a key.
fn part<'n>(change: &'n Node, key: &str, over: &mut Over<'_>) -> &'n [Node] {
    match entry(change, key) {
        Some(Node { value: Value::List(items), .. }) => items,
        Some(other) => {
            wrong_type(other, "a list", over.findings);
            &[]
        }
        None => &[],
    }
}

fn nothing_to_remove(gone: &Node, base: &[Node], over: &mut Over<'_>) {
    let texts =
        base.iter().filter_map(|item| if let Value::Text(text) = &item.value { Some(text.as_str()) } else { None });
    let (what, near) = match &gone.value {
        Value::Text(text) => (format!("`{text}`"), nearest(text, texts)),
        _ => ("such a thing".to_owned(), None),
    };
    over.findings.add(
        Code::LayerNowhere,
        &gone.place,
        format!("there is no {what} in this list of {} to remove", over.base),
        near.map_or_else(
            || "it may have been removed or changed there; look with `backplan library show`".to_owned(),
            |near| format!("did you mean `{near}`?"),
        ),
    );
}

/// Whether a thing of a list is the one that is meant: of a mapping, some fields will do.
fn is_meant(item: &Node, meant: &Node) -> bool {
    match &meant.value {
        Value::Map(fields) => {
            !fields.is_empty()
                && fields.iter().all(|(key, value)| entry(item, &key.value).is_some_and(|there| same(there, value)))
        }
        _ => same(item, meant),
    }
}

/// Whether two values are the same, wherever they stand.
pub(super) fn same(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Map(a_entries), Value::Map(b_entries)) => {
            a_entries.len() == b_entries.len()
                && a_entries.iter().all(|(key, value)| entry(b, &key.value).is_some_and(|other| same(value, other)))
        }
        (Value::Text(a), Value::Text(b)) => a.trim() == b.trim(),
        (a, b) => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::read;

    fn node(text: &str) -> Node {
        read("x.yaml", text.as_bytes(), &mut Findings::new()).unwrap()
    }

    /// What a change makes of a base, key by key, and the lines that findings are in.
    fn laid(change: &str, base: &str) -> (Node, Vec<(Code, usize)>) {
        let mut findings = Findings::new();
        let over = &mut Over { fields: Vec::new(), base: "core 1.0.0", findings: &mut findings };
        let node = merged(&node(change), &node(base), "", over);
        (node, findings.into_sorted().iter().map(|f| (f.code(), f.place().line())).collect())
    }

    #[test]
    fn lists_are_changed_in_part() {
        let base = "a: [x, y]\ns: [{ m: doms, w: legs }, { m: doms, w: neck }]\n";
        let (all, found) =
            laid("a: { add: [z, x], remove: [y] }\ns: { remove: [{ w: neck }] }\nnew: { add: [q] }\n", base);
        assert_eq!(found, []);
        assert!(same(&all, &node("a: [x, z]\ns: [{ m: doms, w: legs }]\nnew: [q]\n")));
        let (_, found) = laid("a: { remove: [q] }\ns: { add: z }\n", base);
        assert_eq!(found, [(Code::LayerNowhere, 1), (Code::WrongType, 2)]);
    }

    #[test]
    fn conditions_are_added_and_changed_one_by_one() {
        let base = node("- { id: a, name: A, definition: one }\n- { id: b, name: B, definition: two }\n");
        let own = node("- { id: c, name: C, definition: three }\n- { id: b, definition: other }\n");
        let mut findings = Findings::new();
        let over = &mut Over { fields: Vec::new(), base: "core 1.0.0", findings: &mut findings };
        let all = conditions(&own, &base, over);
        let expected = "- { id: a, name: A, definition: one }\n- { id: b, name: B, definition: other }\n\
                        - { id: c, name: C, definition: three }\n";
        assert!(same(&all, &node(expected)));
    }
}

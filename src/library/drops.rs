//! Cautions and soreness of the base that a library leaves out without saying so.

use super::kind::Kind;
use super::merge::{entry, same, shown};
use crate::diagnostic::{Code, Findings};
use crate::yaml::{Node, Value};

/// The lists whose parts guard the patient.
const GUARDING: [&str; 2] = ["avoid-if", "soreness"];

/// How many of the things that are left out are named.
const MOST_NAMED: usize = 3;

/// Reports lists that take the place of those of the base and leave out what it has. One that says `remove` is meant so.
pub(super) fn tell(own: &Node, base: &Node, kind: Kind, whole: bool, name: &str, findings: &mut Findings) {
    let Value::Map(entries) = &own.value else { return };
    if !matches!(kind, Kind::Exercise | Kind::Technique) {
        return;
    }
    for (key, value) in entries.iter().filter(|(key, _)| GUARDING.contains(&key.value.as_str())) {
        let (Value::List(now), Some(Value::List(was))) = (&value.value, entry(base, &key.value).map(|n| &n.value))
        else {
            continue;
        };
        let gone: Vec<String> = was.iter().filter(|was| !now.iter().any(|now| is_same(now, was))).map(shown).collect();
        if gone.is_empty() {
            continue;
        }
        let named: Vec<&str> = gone.iter().take(MOST_NAMED).map(String::as_str).collect();
        let more = gone.len() - named.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let list = &key.value;
        findings.add(
            Code::LayerDrops,
            &key.place,
            format!("`{list}` leaves out what {name} has: {}{more}", named.join(", ")),
            if whole {
                format!("begin the file with `changes: core`, and write `{list}: {{ add: […], remove: […] }}`")
            } else {
                format!("to add, write `{list}: {{ add: […] }}`; if it is meant, `{list}: {{ remove: […] }}`")
            },
        );
    }
}

/// Whether two cautions are the same, or two effects are of the same mechanism in the same place.
fn is_same(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::Map(_), Value::Map(_)) => {
            ["mechanism", "where"].iter().all(|key| match (entry(a, key), entry(b, key)) {
                (Some(a), Some(b)) => same(a, b),
                (a, b) => a.is_none() && b.is_none(),
            })
        }
        _ => same(a, b),
    }
}

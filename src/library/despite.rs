//! Why a library has something otherwise than its base although patients are guarded less: `despite`, as in programmes.

use super::layer::ChangedField;
use super::merge::{Over, entry};
use crate::diagnostic::Code;
use crate::source::Placed;
use crate::yaml::table::{filled_list, placed_text, text};
use crate::yaml::{Node, Table};

/// The key under which a change names the fields that it means, and why.
pub(super) const DESPITE: &str = "despite";

/// Writes the reason that a change gives to the fields that it is about: those gathered from the one with number `from` on,
/// by their names under `prefix`. One that the change does not touch is a finding, as its reason would be for nothing.
pub(super) fn give_reasons(own: &Node, prefix: &str, from: usize, over: &mut Over<'_>) {
    let Some(node) = entry(own, DESPITE) else { return };
    let Some(mut table) = Table::open(node, "`despite`", over.findings) else { return };
    let fields = table.required("fields", over.findings, |n, f| filled_list(n, f, placed_text));
    let because = table.required("because", over.findings, text);
    table.close(over.findings);
    let (Some(fields), Some(because)) = (fields, because) else { return };
    for field in fields {
        let mut is_there = false;
        for changed in over.fields.iter_mut().skip(from).filter(|changed| is_about(&field, prefix, changed)) {
            changed.because = Some(because.clone());
            is_there = true;
        }
        if !is_there {
            over.findings.add(
                Code::UnusedDecision,
                &field.place,
                format!("`despite` names `{}`, which is not changed here", field.value),
                "name a field that is, such as `dose` or `dose.start.rest`, or leave it out",
            );
        }
    }
}

/// Whether a name is that of a changed field, or of one that it lies in.
fn is_about(named: &Placed<String>, prefix: &str, changed: &ChangedField) -> bool {
    let below = if prefix.is_empty() { Some(changed.field.as_str()) } else { changed.field.strip_prefix(prefix) };
    let rest = below.map(|field| field.trim_start_matches('.')).and_then(|field| field.strip_prefix(&named.value));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

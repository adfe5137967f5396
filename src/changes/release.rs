//! Whether a library's version and changelog say what it changes.

use std::collections::BTreeMap;

use super::change::{Change, Class, What};
use super::deserved;
use super::note::Notes;
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::library::Library;
use crate::source::Place;

/// Two versions of a library, what differs, and what the changelog said and says.
#[derive(Debug, Clone, Copy)]
pub struct Release<'a> {
    /// The version that patients have.
    pub before: &'a Library,
    /// The version that they are to get.
    pub now: &'a Library,
    /// What differs.
    pub changes: &'a [Change],
    /// The changelog as it was; empty if there was none.
    pub noted_before: &'a str,
    /// The changelog as it is; empty if there is none.
    pub noted_now: &'a str,
}

/// Finds a version that is lower than the changes deserve, and changes of class safety that the changelog does not note.
///
/// A note is a line, or an item of a list, that the changelog did not have before and that names the item, by its id or its
/// name, itself or in the heading above it, under the heading of a version after the one before, or of what is not released
/// yet. In a changelog without such headings any line will do. Each change needs a note of its own; that of a caution may name
/// its condition and no item, and then holds for all items that it rules out.
pub fn check_release(release: &Release<'_>) -> Vec<Diagnostic> {
    let mut findings = Findings::new();
    version(release, &mut findings);
    let notes = Notes::new(release);
    let mut by_item: BTreeMap<(&str, &str), Vec<&Change>> = BTreeMap::new();
    for change in release.changes.iter().filter(|change| change.class() == Class::Safety) {
        by_item.entry((change.kind(), change.item())).or_default().push(change);
    }
    for ((_, item), changes) in by_item {
        let missing = notes.missing(item, &changes);
        let Some(first) = missing.first() else { continue };
        let more = match missing.len() {
            1 => String::new(),
            n => format!(", and {} more, a line each", n - 1),
        };
        let message = if notes.names_none(item) {
            format!("`{item}` changes for patients' safety, and no new line of the changelog names it")
        } else {
            format!("`{item}` changes for patients' safety, and too few new lines of the changelog name it")
        };
        let hint = format!("note in `CHANGELOG.md`: {}{}{more}", first.text(), from_to(first));
        findings.add(Code::UnnotedChange, &place(first), message, hint);
    }
    findings.into_sorted()
}

/// The key in the item's file under which it changed, if it is plain which; otherwise where the item stands.
fn place(change: &Change) -> Place {
    let key = match change.what() {
        What::CautionAdded | What::CautionRemoved => "avoid-if",
        What::EffectAdded | What::EffectRemoved | What::EffectStronger | What::EffectWeaker => "soreness",
        What::Dose => "dose",
        What::Entry => "enter-with",
        _ => return change.place().clone(),
    };
    let file = change.place().file();
    let at = file.text().match_indices(key).map(|(at, _)| at).find(|at| {
        let (before, after) = file.text().split_at_checked(*at).unwrap_or_default();
        (before.is_empty() || before.ends_with('\n'))
            && after.get(key.len()..).is_some_and(|rest| rest.starts_with(':'))
    });
    at.map_or_else(|| change.place().clone(), |at| file.place(at..at + key.len()))
}

fn from_to(change: &Change) -> String {
    match (change.was(), change.is()) {
        ("", "") => String::new(),
        ("", is) => format!(" ({is})"),
        (was, "") => format!(" (was {was})"),
        (was, is) => format!(" ({was} -> {is})"),
    }
}

fn version(release: &Release<'_>, findings: &mut Findings) {
    let (before, now) = (release.before.version(), release.now.version());
    let Some(bump) = deserved(release.changes) else {
        if now < before {
            findings.add(
                Code::VersionTooLow,
                release.now.version_place(),
                format!("version {now} is lower than {before}, the one before"),
                format!("write `version: {before}`: programmes that ask for that one are refused otherwise"),
            );
        }
        return;
    };
    let due = bump.after(before);
    if *now >= due {
        return;
    }
    let reason = release.changes.iter().find(|change| change.bump() == bump);
    let why = reason.map_or_else(String::new, |c| format!(", as of `{}`: {}", c.item(), c.text()));
    findings.add(
        Code::VersionTooLow,
        release.now.version_place(),
        format!("version {now} is lower than the changes since {before} deserve: {due} ({bump})"),
        format!("write `version: {due}`{why}"),
    );
}

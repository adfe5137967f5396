//! `backplan library diff`: what changed between two versions, in clinical terms.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, bail};

use super::versions::{Source, Version, comparable, not_compared};
use crate::cli::args::{Diff, ProseFormat};
use crate::cli::plan::entry;
use crate::cli::screen::Screen;
use crate::cli::{Ending, json};
use backplan::changes::{Change, Class, What, changes, deserved};
use backplan::yaml::Word;

pub(super) fn run(args: &Diff, screen: &Screen) -> Result<Ending> {
    let (before, now) = versions(args)?;
    let before = Source::named(before, &args.library)?.read(screen)?;
    let now = match now {
        Some(now) => Source::named(now, &args.library)?,
        None => Source::Folder(&args.library),
    };
    let now = now.read(screen)?;
    let (Some(before), Some(now)) = (before, now) else { return Ok(Ending::Problems) };
    let (old, new, broken) = comparable(&before, &now);
    let changes = changes(&old, &new);
    if !broken.is_empty() {
        screen.note(&format!("\n{}", not_compared(&broken)));
    }
    match args.format {
        ProseFormat::Json => {
            screen.data(&json::text(&json::changes(&before.library, &now.library, &changes, &broken))?)?
        }
        ProseFormat::Markdown => screen.data(&markdown(&before, &now, &changes, &broken))?,
        ProseFormat::Text => screen.data(&text(&before, &now, &changes, broken.is_empty(), screen.width()))?,
    }
    Ok(if broken.is_empty() { Ending::Fine } else { Ending::Problems })
}

/// The names of the two versions; without the second, it is the folder as it is. As in git, a side of `A..B` that is empty
/// is `HEAD`.
fn versions(args: &Diff) -> Result<(&str, Option<&str>)> {
    let written = args.before.as_str();
    // Paths may hold two dots: `../last-year`.
    let range = written.split_once("..").filter(|_| !Path::new(written).exists() && !written.contains("../"));
    let Some((before, now)) = range else { return Ok((written, args.now.as_deref())) };
    if let Some(now) = now.strip_prefix('.') {
        bail!("`{written}` would begin where the two parted\n  hint: write two dots: `{before}..{now}`");
    }
    if let Some(third) = &args.now {
        bail!("`{written}` names two versions already, and `{third}` is a third\n  hint: leave one out");
    }
    Ok((or_head(before), Some(or_head(now))))
}

fn or_head(side: &str) -> &str {
    if side.is_empty() { "HEAD" } else { side }
}

/// What each class is called in a heading.
fn heading(class: Class) -> &'static str {
    match class {
        Class::Safety => "Patient safety",
        Class::Clinical => "Clinical",
        Class::Wording => "Wording",
        Class::Cosmetic => "Cosmetic",
    }
}

/// The changes of each class that has any.
fn by_class(changes: &[Change]) -> impl Iterator<Item = (Class, Vec<&Change>)> {
    let of = |class| (class, changes.iter().filter(|c| c.class() == class).collect::<Vec<_>>());
    Class::ALL.iter().map(move |class| of(*class)).filter(|(_, of_class)| !of_class.is_empty())
}

fn text(before: &Version, now: &Version, changes: &[Change], is_whole: bool, width: usize) -> String {
    let called = |v: &Version| format!("{} {} ({})", v.library.id(), v.library.version(), v.called);
    let mut text = format!("{} to {}\n", called(before), called(now));
    for (class, of_class) in by_class(changes) {
        text += &format!("\n{}\n", heading(class));
        for change in of_class {
            text += &entry(&format!("  {}: ", change.item()), change.text(), width);
            text += &values(change, width);
        }
    }
    text + &format!("\n{}\n", verdict(before, now, changes, is_whole))
}

/// How it was and how it is, on lines of their own.
fn values(change: &Change, width: usize) -> String {
    let one = |mark: &str, value: &str| {
        if value.is_empty() { String::new() } else { entry(&format!("      {mark} "), value, width) }
    };
    one("-", change.was()) + &one("+", change.is())
}

/// Which version number the changes deserve; `is_whole` is whether nothing was left out of the comparison.
fn verdict(before: &Version, now: &Version, changes: &[Change], is_whole: bool) -> String {
    let Some(bump) = deserved(changes) else {
        return if is_whole {
            "nothing differs for anybody; no new version is needed".to_owned()
        } else {
            "nothing differs in what was compared; what the rest deserves cannot be said".to_owned()
        };
    };
    let reasons: Vec<&str> = changes.iter().filter(|c| c.bump() == bump).map(Change::item).collect();
    let mut items: Vec<&str> = Vec::new();
    for item in reasons {
        if !items.contains(&item) {
            items.push(item);
        }
    }
    let more = if items.len() > 3 { format!(" and {} more", items.len() - 3) } else { String::new() };
    let due = bump.after(before.library.version());
    let is = now.library.version();
    let stands = if *is >= due { format!("{is} is enough") } else { format!("write `version: {due}`") };
    let named: Vec<&str> = items.iter().take(3).copied().collect();
    let count = if changes.len() == 1 { "1 change".to_owned() } else { format!("{} changes", changes.len()) };
    format!("{count}: a {bump} version, because of {}{more}; {stands}", named.join(", "))
}

fn markdown(before: &Version, now: &Version, changes: &[Change], broken: &BTreeSet<String>) -> String {
    let mut text = format!("## {} {}\n\n", now.library.id(), now.library.version());
    if !broken.is_empty() {
        text += &format!("**{}**\n\n", escaped(&not_compared(broken)));
    }
    text += &format!(
        "Changes since {} ({}): {}.\n",
        before.library.version(),
        code(&before.called),
        verdict(before, now, changes, broken.is_empty())
    );
    for (class, of_class) in by_class(changes) {
        text += &format!("\n### {}\n\n", heading(class));
        for change in of_class {
            text += &format!("- {}: {}{}\n", code(change.item()), escaped(change.text()), between(change));
        }
    }
    text
}

fn between(change: &Change) -> String {
    match (change.what(), change.was(), change.is()) {
        (_, "", "") => String::new(),
        (What::Added, _, name) => format!(" **{}**", escaped(name)),
        (_, "", is) => format!(": {}", escaped(is)),
        (_, was, "") => format!(" (was: {})", escaped(was)),
        (_, was, is) => format!(": ~~{}~~ → {}", escaped(was), escaped(is)),
    }
}

/// What keeps `@name` from calling somebody: a joiner that nobody sees.
const NOBODY: &str = "@\u{2060}";

/// A text in which nothing is taken for Markdown.
pub(super) fn escaped(text: &str) -> String {
    let special = |c: char| "\\*_[]<>~#|".contains(c);
    text.split('`')
        .enumerate()
        .map(|(i, part)| {
            let plain =
                |part: &str| part.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect();
            if i % 2 == 1 { format!("`{part}`") } else { plain(part) }
        })
        .collect::<String>()
        .replace('@', NOBODY)
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

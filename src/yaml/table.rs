//! Taking a mapping apart, and the readers of single values.

use chrono::NaiveDate;

use super::{Key, Node, Value};
use crate::diagnostic::{Code, Findings, MOST_OF_A_FILE};
use crate::source::{Place, Placed};
use crate::units::{DATE_FORM, parse_date};

/// How many of the same findings in one mapping are enough: more than are kept of a file, which then says that there are more.
pub(super) const ENOUGH: usize = MOST_OF_A_FILE + 1;

/// The longest word that is held against others: a slip leaves a word about as long as it was.
const LONGEST_WORD: usize = 200;

/// A mapping that is being read: every key is asked for once, and what is left over is reported.
#[derive(Debug)]
pub struct Table<'a> {
    entries: &'a [(Key, Node)],
    place: &'a Place,
    asked: Vec<&'static str>,
    missing: Vec<&'static str>,
    what: &'static str,
}

impl<'a> Table<'a> {
    /// Opens a mapping; `what` names the item with its article, for messages.
    ///
    /// # Errors
    /// Adds a finding if the value is not a mapping.
    pub fn open(node: &'a Node, what: &'static str, findings: &mut Findings) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            wrong_type(node, &format!("{what}: a mapping of keys and values"), findings);
            return None;
        };
        Some(Self { entries, place: &node.place, asked: Vec::new(), missing: Vec::new(), what })
    }

    /// Where the mapping begins.
    pub fn place(&self) -> &'a Place {
        self.place
    }

    /// The keys of the mapping, for mappings whose keys are data.
    pub fn keys(&self) -> impl Iterator<Item = &'a Key> {
        self.entries.iter().map(|(key, _)| key)
    }

    /// The keys with their values, likewise.
    pub fn entries(&self) -> &'a [(Key, Node)] {
        self.entries
    }

    /// Where a key's value stands, or else the mapping.
    pub fn place_of(&self, key: &str) -> &'a Place {
        self.entries.iter().find(|(k, _)| k.value == key).map_or(self.place, |(_, node)| &node.place)
    }

    /// Where a key itself stands, or else the mapping.
    pub fn key_place(&self, key: &str) -> &'a Place {
        self.entries.iter().find(|(k, _)| k.value == key).map_or(self.place, |(key, _)| &key.place)
    }

    /// Takes a key's value as it is, if the key is there.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        self.entries.iter().find(|(k, _)| k.value == key).map(|(_, node)| node)
    }

    /// Reads a key that may be missing.
    pub fn optional<T>(
        &mut self,
        key: &'static str,
        findings: &mut Findings,
        read: impl FnOnce(&'a Node, &mut Findings) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(key)?;
        read(node, findings)
    }

    /// Reads a key that must be there; [`close`](Self::close) reports a missing one.
    pub fn required<T>(
        &mut self,
        key: &'static str,
        findings: &mut Findings,
        read: impl FnOnce(&'a Node, &mut Findings) -> Option<T>,
    ) -> Option<T> {
        match self.node(key) {
            Some(node) => read(node, findings),
            None => {
                self.missing.push(key);
                None
            }
        }
    }

    /// Reports every key that nobody asked for, with the nearest one that would be right, and every key that is missing.
    ///
    /// A required key with a slip in it is reported once, where it stands.
    pub fn close(self, findings: &mut Findings) {
        let mut meant = Vec::new();
        let unknown = self.entries.iter().map(|(key, _)| key).filter(|key| !self.asked.contains(&key.value.as_str()));
        for key in unknown.take(ENOUGH) {
            let near = nearest(&key.value, self.asked.iter().copied());
            meant.extend(near);
            let hint = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None if self.asked.is_empty() => "leave it out".to_owned(),
                None => format!("keys here: {}", quoted(self.asked.iter().copied())),
            };
            findings.add(Code::UnknownKey, &key.place, format!("{} has no `{}`", self.what, key.value), hint);
        }
        for key in self.missing.iter().filter(|key| !meant.contains(key)) {
            findings.add(
                Code::MissingKey,
                self.place,
                format!("{} needs `{key}`", self.what),
                format!("add a line `{key}: …`"),
            );
        }
    }
}

/// The candidate that was most likely meant, if one is near enough.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if word.len() > LONGEST_WORD {
        return None;
    }
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .filter(|c| c.len() <= LONGEST_WORD)
        .map(|c| (strsim::damerau_levenshtein(&word, c), c))
        .filter(|(distance, c)| *distance <= 1 + c.chars().count() / 4)
        .min()
        .map(|(_, c)| c)
}

fn quoted<'c>(words: impl IntoIterator<Item = &'c str>) -> String {
    let words: Vec<String> = words.into_iter().map(|w| format!("`{w}`")).collect();
    words.join(", ")
}

/// A closed list of words that a file may use.
pub trait Word: Copy + 'static {
    /// What the words name, with its article.
    const WHAT: &'static str;
    /// Every value.
    const ALL: &'static [Self];
    /// The word for a value.
    fn as_str(self) -> &'static str;
}

pub(crate) fn wrong_type(node: &Node, expected: &str, findings: &mut Findings) {
    let hint = match &node.value {
        Value::Text(text) if expected == "a list" => format!("write it as a list: `[{text}]`"),
        _ => "check the indentation and the dashes".to_owned(),
    };
    findings.add(Code::WrongType, &node.place, format!("expected {expected}, found {}", node.kind()), hint);
}

/// Reads a text that is not empty.
pub(crate) fn text(node: &Node, findings: &mut Findings) -> Option<String> {
    match &node.value {
        Value::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        // A plain number or word such as `1` or `true` is a text where a text belongs.
        Value::Number(_) | Value::Bool(_) => Some(node.place.text().to_owned()),
        Value::Text(_) | Value::Null => {
            findings.add(
                Code::WrongType,
                &node.place,
                "expected a text, found nothing",
                "write the text, or leave the key out",
            );
            None
        }
        _ => {
            wrong_type(node, "a text", findings);
            None
        }
    }
}

/// Reads a text together with its place.
pub(crate) fn placed_text(node: &Node, findings: &mut Findings) -> Option<Placed<String>> {
    let value = text(node, findings)?;
    Some(Placed { value, place: node.place.clone() })
}

/// Reads a number.
pub(crate) fn number(node: &Node, findings: &mut Findings) -> Option<f64> {
    match node.value {
        Value::Number(n) if n.is_finite() => Some(n),
        Value::Text(_) | Value::Number(_) => {
            findings.add(
                Code::WrongType,
                &node.place,
                format!("expected a number, found `{}`", node.place.text()),
                "write digits only, without quotes or a unit",
            );
            None
        }
        _ => {
            wrong_type(node, "a number", findings);
            None
        }
    }
}

/// Reads a whole number within bounds.
pub(crate) fn whole(node: &Node, findings: &mut Findings, least: u32, most: u32) -> Option<u32> {
    let n = number(node, findings)?;
    if n.fract() == 0.0 && (f64::from(least)..=f64::from(most)).contains(&n) {
        return Some(n as u32);
    }
    findings.add(
        Code::OutOfRange,
        &node.place,
        format!("must be a whole number from {least} to {most}, found `{}`", node.place.text()),
        "check the number",
    );
    None
}

/// Reads a number within bounds.
pub(crate) fn real(node: &Node, findings: &mut Findings, least: f64, most: f64) -> Option<f64> {
    let n = number(node, findings)?;
    if (least..=most).contains(&n) {
        return Some(n);
    }
    let message = format!("must be {least} to {most}, found `{}`", shown(n));
    findings.add(Code::OutOfRange, &node.place, message, "check the number");
    None
}

/// A number as messages show it: one of hundreds of digits by its size.
pub(crate) fn shown(number: f64) -> String {
    if number.abs() < MOST_WRITTEN_OUT { number.to_string() } else { format!("{number:e}") }
}

/// From what number on its digits are not written out.
const MOST_WRITTEN_OUT: f64 = 1e9;

/// Reads `true` or `false`.
pub(crate) fn boolean(node: &Node, findings: &mut Findings) -> Option<bool> {
    if let Value::Bool(b) = node.value {
        return Some(b);
    }
    findings.add(
        Code::WrongType,
        &node.place,
        format!("expected `true` or `false`, found {}", node.kind()),
        "write `true` or `false`",
    );
    None
}

/// Reads a date such as `2026-11-30`.
pub(crate) fn date(node: &Node, findings: &mut Findings) -> Option<NaiveDate> {
    let written = text(node, findings)?;
    let date = parse_date(&written);
    date.map_err(|error| {
        let message = format!("`{written}` is not a date");
        findings.add(Code::ImpossibleDate, &node.place, message, format!("{error}; write {DATE_FORM}"));
    })
    .ok()
}

/// Reads one word of a closed list.
pub(crate) fn word<W: Word>(node: &Node, findings: &mut Findings) -> Option<W> {
    let written = text(node, findings)?;
    let found = W::ALL.iter().copied().find(|w| w.as_str() == written);
    if found.is_none() {
        let all = || W::ALL.iter().map(|w| w.as_str());
        let hint = match nearest(&written, all()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("one of {}", quoted(all())),
        };
        findings.add(Code::UnknownWord, &node.place, format!("`{written}` is not {}", W::WHAT), hint);
    }
    found
}

/// Reads a list, each item by `read`; items that fail are reported and left out.
pub(crate) fn list<'a, T>(
    node: &'a Node,
    findings: &mut Findings,
    mut read: impl FnMut(&'a Node, &mut Findings) -> Option<T>,
) -> Option<Vec<T>> {
    let Value::List(items) = &node.value else {
        wrong_type(node, "a list", findings);
        return None;
    };
    // Nearly always all of them can be read, and none is added later.
    let mut all = Vec::with_capacity(items.len());
    all.extend(items.iter().filter_map(|item| read(item, findings)));
    Some(all)
}

/// Reads a list that holds something.
pub(crate) fn filled_list<'a, T>(
    node: &'a Node,
    findings: &mut Findings,
    read: impl FnMut(&'a Node, &mut Findings) -> Option<T>,
) -> Option<Vec<T>> {
    if matches!(&node.value, Value::List(items) if items.is_empty()) {
        findings.add(
            Code::WrongType,
            &node.place,
            "expected a list with something in it, found an empty one",
            "add an item, or leave the key out where it may be missing",
        );
        return None;
    }
    list(node, findings, read)
}

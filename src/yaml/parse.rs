//! From text to [`Node`].

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::{DuplicateKeyPolicy, NonFiniteFloatPolicy};
use serde_saphyr::{Error, Location, Spanned};

use super::tree::{tell_doubled, too_long};
use super::{Node, Value, hidden, plain};
use crate::diagnostic::{Code, Findings};
use crate::source::{Place, Placed, SourceFile};

/// The largest file that is read, in bytes. The longest core exercise has under 3 kB.
pub const LARGEST_FILE: usize = 1024 * 1024;

/// The most values that a file may unfold to.
const MOST_NODES: usize = 100_000;

/// The deepest nesting of lists and mappings. The deepest core file has five levels.
const DEEPEST: usize = 32;

/// Reads the bytes of a file as one YAML document; `name` is what messages call the file.
///
/// # Errors
/// Adds a finding and returns nothing if the bytes are too many, not text, empty, unfold to too much, or are not YAML.
pub fn read(name: &str, bytes: &[u8], findings: &mut Findings) -> Option<Node> {
    if bytes.len() > LARGEST_FILE {
        too_large(name, findings);
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => read_text(&SourceFile::new(name, text.strip_prefix('\u{feff}').unwrap_or(text)), findings),
        Err(error) => not_text(name, &String::from_utf8_lossy(bytes), error.valid_up_to(), findings),
    }
}

/// Reads a text as one YAML document, as [`read`] does.
pub(crate) fn read_text(file: &SourceFile, findings: &mut Findings) -> Option<Node> {
    if file.text().len() > LARGEST_FILE {
        too_large(file.name(), findings);
        return None;
    }
    if let Some(at) = file.text().find('\0') {
        return not_text(file.name(), file.text(), at, findings);
    }
    parse(file, findings)
}

fn too_large(name: &str, findings: &mut Findings) {
    findings.add(
        Code::FileTooLarge,
        &SourceFile::new(name, "").start(),
        format!("file is larger than {} kB", LARGEST_FILE / 1024),
        "an exercise or programme takes a few kB; is this the right file?",
    );
}

fn not_text(name: &str, shown: &str, at: usize, findings: &mut Findings) -> Option<Node> {
    // The rest of the file may be anything; only what reads as text up to the bad byte is kept for showing.
    let before = shown.get(..at).unwrap_or("");
    let file = SourceFile::new(name, before);
    findings.add(
        Code::NotText,
        &file.place(at..at),
        "file is not plain text in UTF-8 from here on",
        "save it as plain text in UTF-8; a Word or PDF file cannot be read",
    );
    None
}

fn parse(file: &SourceFile, findings: &mut Findings) -> Option<Node> {
    let mut node = plain::read(file).or_else(|| read_slowly(file, findings))?;
    let Some((place, what)) = too_long(&node) else {
        hidden::take_out(file, &mut node, findings);
        tell_doubled(&node, findings);
        return Some(node);
    };
    let hint = "nobody reads so much in one place; is this the right file?";
    findings.add(Code::YamlBudget, place, what, hint);
    None
}

/// Reads any file, and says what is wrong with it.
pub(super) fn read_slowly(file: &SourceFile, findings: &mut Findings) -> Option<Node> {
    let text = file.text();
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_nodes: MOST_NODES,
            max_events: 4 * MOST_NODES,
            max_depth: DEEPEST,
            // One more than is taken, so that a second document is named as such.
            max_documents: 2,
        },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        // Whoever reads a number says that it is none, and the rest of the file is looked at, too.
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
    };
    match serde_saphyr::from_str_with_options::<Spanned<Raw>>(text, options) {
        Ok(raw) => {
            let node = raw_node(file, raw);
            if matches!(node.value, Value::Null) {
                empty(file, findings);
                return None;
            }
            Some(node)
        }
        Err(error) => {
            report(file, &error, findings);
            None
        }
    }
}

fn report(file: &SourceFile, error: &Error, findings: &mut Findings) {
    let error = error.without_snippet();
    let place = error.location().map_or_else(|| file.start(), |l| place(file, &l));
    let cause = match error {
        Error::AliasError { error, .. } => error.without_snippet(),
        other => other,
    };
    let message = cause.to_string();
    if let Error::Eof { .. } = cause {
        empty(file, findings);
    } else if let Error::MultipleDocuments { .. } = cause {
        let hint = "keep one item a file and remove the `---`";
        findings.add(Code::YamlSyntax, &place, "a second document begins here", hint);
    } else if is_over_budget(cause) || message.contains("recursion limit") {
        findings.add(
            Code::YamlBudget,
            &place,
            "file unfolds to far more than it shows, or nests too deeply",
            "write lists out instead of repeating them with `&` and `*`, and close every bracket",
        );
    } else if let Some(tab) = tab_in_indentation(file, &place) {
        let hint = "indent with spaces; most editors can turn tabs into spaces";
        findings.add(Code::YamlSyntax, &tab, "not YAML: a tab in the indentation", hint);
    } else if let Some(mark) = conflict(file) {
        let hint = "two people changed the same lines: keep what holds, and take the marks out";
        findings.add(Code::YamlSyntax, &mark, "not YAML: a merge of git's is not finished here", hint);
    } else if let Some(bracket) = open_bracket(file, &place) {
        let message = format!("not YAML: this `{}` is not closed", bracket.text());
        findings.add(Code::YamlSyntax, &bracket, message, "close it where its list or mapping ends");
    } else {
        syntax(&message, &place, findings);
    }
}

/// The first of the marks that git leaves in a file that two people changed.
fn conflict(file: &SourceFile) -> Option<Place> {
    let marked = |mark: &str| file.text().match_indices(mark).map(|(at, _)| at).find(|at| is_line_start(file, *at));
    let (ours, theirs) = (marked("<<<<<<< ")?, marked(">>>>>>> ")?);
    (ours < theirs).then(|| file.place(ours..ours + 7))
}

fn is_line_start(file: &SourceFile, at: usize) -> bool {
    file.text().get(..at).is_some_and(|before| before.is_empty() || before.ends_with('\n'))
}

/// Reports what the YAML parser says, in words that a physio can use where its own are for programmers.
fn syntax(message: &str, place: &Place, findings: &mut Findings) {
    let first = message.lines().next().unwrap_or_default();
    // The parser repeats the place; the finding shows it already.
    let first = first.split(" at line ").next().unwrap_or_default().trim_end_matches('.');
    let (said, hint) = if first.contains("mapping values are not allowed") {
        (first, "put quotes around a text that has a colon in it")
    } else if first.contains("into string") || first.contains("string scalar") {
        ("a key must be a word", "write a word before the colon")
    } else if first.contains("unexpected character: `\\u{") {
        (first, "take this character out; it cannot be seen or printed")
    } else if first.contains("unexpected character") {
        (first, "put quotes around a text that begins with a sign")
    } else {
        (first, "check the indentation, the quotes and the brackets up to here")
    };
    findings.add(Code::YamlSyntax, place, format!("not YAML: {said}"), hint);
}

fn is_over_budget(error: &Error) -> bool {
    matches!(
        error,
        Error::Budget { .. }
            | Error::AliasReplayLimitExceeded { .. }
            | Error::AliasExpansionLimitExceeded { .. }
            | Error::AliasReplayStackDepthExceeded { .. }
            | Error::AliasReplayCounterOverflow { .. }
    )
}

/// The first tab in the indentation of a line, if there is one where the parser stumbled or in the line after.
///
/// The parser blames tabs on whatever came before them.
fn tab_in_indentation(file: &SourceFile, near: &Place) -> Option<Place> {
    let mut start = 0;
    for (number, line) in (1..).zip(file.text().split_inclusive('\n')) {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        if (near.line()..=near.line() + 1).contains(&number)
            && line.get(..indentation).is_some_and(|i| i.contains('\t'))
        {
            return Some(file.place(start..start + indentation));
        }
        start += line.len();
    }
    None
}

/// The bracket that is still open where the parser stumbled, in a line that belongs to what comes after it.
///
/// The parser goes on over the next keys and blames one of those.
fn open_bracket(file: &SourceFile, near: &Place) -> Option<Place> {
    // The line as a whole: the parser may stop before the key that shows that the bracket should be closed.
    let text = file.text();
    let end = text.get(near.bytes().end..)?.find('\n').map_or(text.len(), |at| near.bytes().end + at);
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut quote = None;
    let mut start = 0;
    for line in text.get(..end)?.split_inclusive('\n') {
        let indentation = line.len() - line.trim_start_matches(' ').len();
        let first = line.trim_start().chars().next();
        // What is not farther in than the line of a bracket is no part of it, unless it closes it.
        if let Some((at, outer)) = open.first()
            && quote.is_none()
            && indentation <= *outer
            && !matches!(first, None | Some('#' | ']' | '}'))
        {
            return Some(file.place(*at..*at + 1));
        }
        let mut before = '\n';
        for (at, c) in line.char_indices() {
            match (quote, c) {
                (Some(mark), c) if c == mark && !(mark == '"' && before == '\\') => quote = None,
                (Some(_), _) => {}
                (None, '#') if before.is_whitespace() => break,
                // An apostrophe within a word begins no quotation.
                (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(c),
                // A bracket in the middle of a text is part of it.
                (None, '[' | '{') if !open.is_empty() || begins_value(line, at) => open.push((start + at, indentation)),
                (None, ']' | '}') => {
                    open.pop();
                }
                _ => {}
            }
            before = c;
        }
        if open.is_empty() {
            quote = None;
        }
        start += line.len();
    }
    None
}

/// Whether what stands at a byte of a line is the beginning of a value.
fn begins_value(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default().trim_end();
    before.is_empty() || before.ends_with([':', '-'])
}

fn empty(file: &SourceFile, findings: &mut Findings) {
    findings.add(
        Code::EmptyFile,
        &file.start(),
        "file holds nothing",
        "`backplan explain empty-file` shows what belongs in one",
    );
}

fn place(file: &SourceFile, location: &Location) -> Place {
    let span = location.span();
    let to_usize = |n: Option<u64>| n.and_then(|n| usize::try_from(n).ok());
    match (to_usize(span.byte_offset()), to_usize(span.byte_len())) {
        (Some(start), len) => file.place(start..start.saturating_add(len.unwrap_or(0))),
        _ => line_and_column(file, location),
    }
}

/// Finds the byte of a line and column, for the rare error that carries no byte offset.
fn line_and_column(file: &SourceFile, location: &Location) -> Place {
    let line = usize::try_from(location.line()).unwrap_or(1).max(1) - 1;
    let column = usize::try_from(location.column()).unwrap_or(1).max(1) - 1;
    let before: usize = file.text().split_inclusive('\n').take(line).map(str::len).sum();
    let rest = file.text().get(before..).unwrap_or("");
    let within: usize = rest.chars().take(column).map(char::len_utf8).sum();
    file.place(before + within..before + within)
}

/// A value as serde hands it over, before its places are resolved.
enum Raw {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

fn raw_node(file: &SourceFile, raw: Spanned<Raw>) -> Node {
    let mut at = place(file, &raw.referenced);
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Bool(b) => Value::Bool(b),
        Raw::Number(n) => Value::Number(n),
        Raw::Text(t) => Value::Text(t.into()),
        Raw::List(items) => Value::List(items.into_iter().map(|i| raw_node(file, i)).collect()),
        Raw::Map(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| {
                    let key = Placed { place: place(file, &key.referenced), value: key.value.into() };
                    (key, raw_node(file, value))
                })
                .collect(),
        ),
    };
    if matches!(value, Value::Null | Value::List(_) | Value::Map(_)) {
        // A container's own span may run to its last line; messages about it point at its beginning.
        let start = at.bytes().start;
        at = file.place(start..start);
    }
    Node { value, place: at }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any YAML value")
    }

    fn visit_bool<E>(self, v: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(v))
    }

    // Whole numbers beyond 2^53 lose digits as f64; no quantity here comes near.
    fn visit_i64<E>(self, v: i64) -> Result<Raw, E> {
        Ok(Raw::Number(v as f64))
    }

    fn visit_u64<E>(self, v: u64) -> Result<Raw, E> {
        Ok(Raw::Number(v as f64))
    }

    fn visit_i128<E>(self, v: i128) -> Result<Raw, E> {
        Ok(Raw::Number(v as f64))
    }

    fn visit_u128<E>(self, v: u128) -> Result<Raw, E> {
        Ok(Raw::Number(v as f64))
    }

    fn visit_f64<E>(self, v: f64) -> Result<Raw, E> {
        Ok(Raw::Number(v))
    }

    fn visit_str<E>(self, v: &str) -> Result<Raw, E> {
        Ok(Raw::Text(v.to_owned()))
    }

    fn visit_string<E>(self, v: String) -> Result<Raw, E> {
        Ok(Raw::Text(v))
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<Node>, Vec<(Code, usize, usize)>) {
        let mut findings = Findings::new();
        let node = parse(&SourceFile::new("x.yaml", text), &mut findings);
        let found = findings.into_sorted().iter().map(|d| (d.code(), d.place().line(), d.place().column())).collect();
        (node, found)
    }

    #[test]
    fn values_know_their_places() {
        let (node, found) = read("name: Bird dog\ndose: { sets: 3, hold: 10 s }\nlist:\n  - \"é\"\n  - 2.5\n");
        assert_eq!(found, []);
        let Value::Map(entries) = node.unwrap().value else { panic!("a mapping") };
        let (key, name) = &entries[0];
        assert_eq!((key.value.as_str(), key.place.text()), ("name", "name"));
        assert_eq!((name.place.text(), name.place.line(), name.place.column()), ("Bird dog", 1, 7));
        let Value::Map(dose) = &entries[1].1.value else { panic!("a mapping") };
        assert_eq!(dose[1].1.place.text(), "10 s");
        assert_eq!(dose[0].1.value, Value::Number(3.0));
        let Value::List(list) = &entries[2].1.value else { panic!("a list") };
        assert_eq!(list[0].value, Value::Text("é".into()));
        assert_eq!(list[1].place.line(), 5);
    }

    #[test]
    fn a_billion_laughs_end_at_the_budget() {
        let mut text = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (new, old) in [("b", "a"), ("c", "b"), ("d", "c"), ("e", "d"), ("f", "e"), ("g", "f")] {
            text += &format!("{new}: &{new} [{}]\n", vec![format!("*{old}"); 10].join(", "));
        }
        assert_eq!(read(&text).1[0].0, Code::YamlBudget);
    }

    #[test]
    fn what_is_not_yaml_is_reported_where_it_stands() {
        assert_eq!(read("").1, [(Code::EmptyFile, 1, 1)]);
        assert_eq!(read("# only a comment\n").1, [(Code::EmptyFile, 1, 1)]);
        assert_eq!(read("a: [1, 2\nb: 3\n").1[0].0, Code::YamlSyntax);
        assert_eq!(read("a: 1\n---\nb: 2\n").1[0].0, Code::YamlSyntax);
        let (_, found) = read("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n");
        assert_eq!((found[0].0, found[0].1), (Code::YamlSyntax, 2));
        let (node, found) = read(&"[".repeat(5000));
        assert!(node.is_none());
        assert_eq!(found.len(), 1);
    }
}

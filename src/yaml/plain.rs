//! What nearly all YAML consists of, made straight from the parser's events.
//!
//! serde-saphyr reads all of YAML and says what is wrong with it, but hands each value and its place through several layers,
//! which takes more than twice as long. So plain files are read here, from the events of the same parser, and everything
//! else is left to it: tags, anchors, keys that are not simple words, scalars that look like more than one thing, and
//! every mistake.

use granit_parser::{Event, Parser, ScalarStyle, Span, StrInput};

use super::{Key, Node, Value};
use crate::source::{Place, Placed, SourceFile};

/// The most values, and the deepest nesting, that are read here; far below what any file may have.
const MOST_NODES: usize = 20_000;
const DEEPEST: usize = 16;

/// Reads a file that is plain; nothing comes back of one that is not, which says nothing of whether it is sound.
pub(super) fn read(file: &SourceFile) -> Option<Node> {
    let mut reader =
        Reader { file, events: Parser::new_from_str(file.text()), nodes: 0, items: Vec::new(), entries: Vec::new() };
    let (Event::StreamStart, _) = reader.next()? else { return None };
    let (Event::DocumentStart(..), _) = reader.next()? else { return None };
    let (event, span) = reader.next()?;
    let node = reader.node(event, span, 0)?;
    let (Event::DocumentEnd, _) = reader.next()? else { return None };
    let (Event::StreamEnd, _) = reader.next()? else { return None };
    Some(node)
}

struct Reader<'f> {
    file: &'f SourceFile,
    events: Parser<'f, StrInput<'f>>,
    nodes: usize,
    /// What has been read of the lists and of the mappings that are not at their end yet. A large library has half a million
    /// of those, and each takes the room that it needs when it is whole.
    items: Vec<Node>,
    entries: Vec<(Key, Node)>,
}

impl<'f> Reader<'f> {
    fn next(&mut self) -> Option<(Event<'f>, Span)> {
        self.events.next()?.ok()
    }

    /// The value that begins with an event.
    fn node(&mut self, event: Event<'f>, span: Span, depth: usize) -> Option<Node> {
        self.nodes += 1;
        if self.nodes > MOST_NODES || depth > DEEPEST {
            return None;
        }
        let place = self.place(&span)?;
        Some(match event {
            Event::Scalar(text, style, 0, None) => Node { value: scalar(&text, style)?, place },
            Event::SequenceStart(_, 0, None) => {
                let from = self.items.len();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, _) => break,
                        (event, span) => {
                            let item = self.node(event, span, depth + 1)?;
                            self.items.push(item);
                        }
                    }
                }
                let items = self.items.split_off(from);
                Node { value: Value::List(items), place: self.beginning(&place) }
            }
            Event::MappingStart(_, 0, None) => {
                let from = self.entries.len();
                loop {
                    let key = match self.next()? {
                        (Event::MappingEnd, _) => break,
                        (Event::Scalar(key, ScalarStyle::Plain, 0, None), span) if is_key(&key) => {
                            Placed { value: key.as_ref().into(), place: self.place(&span)? }
                        }
                        _ => return None,
                    };
                    let (event, span) = self.next()?;
                    let value = self.node(event, span, depth + 1)?;
                    self.entries.push((key, value));
                }
                let entries = self.entries.split_off(from);
                Node { value: Value::Map(entries), place: self.beginning(&place) }
            }
            _ => return None,
        })
    }

    fn place(&self, span: &Span) -> Option<Place> {
        Some(self.file.place(span.start.byte_offset()?..span.end.byte_offset()?))
    }

    /// Where a list or mapping begins, as its own span may run to its last line.
    fn beginning(&self, place: &Place) -> Place {
        let start = place.bytes().start;
        self.file.place(start..start)
    }
}

/// Words that may stand for something other than a text.
const MEANT_OTHERWISE: [&str; 12] =
    ["true", "false", "yes", "no", "y", "n", "on", "off", "null", "inf", "infinity", "nan"];

/// Whether a key is a word. What would be true or false as a value is a word as a key.
fn is_key(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && !text.eq_ignore_ascii_case("null")
}

/// Whether a text that begins with a letter is just that text.
fn is_word(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && !MEANT_OTHERWISE.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// What a text that is not quoted is, where that is beyond doubt.
pub(super) fn unquoted(text: &str) -> Option<Value> {
    scalar(text, ScalarStyle::Plain)
}

/// What a scalar is, where that is beyond doubt.
fn scalar(text: &str, style: ScalarStyle) -> Option<Value> {
    match (style, text) {
        (ScalarStyle::Plain, "true") => Some(Value::Bool(true)),
        (ScalarStyle::Plain, "false") => Some(Value::Bool(false)),
        (ScalarStyle::Plain, _) if !is_word(text) && !is_quantity(text) && !is_date(text) => {
            number(text).map(Value::Number)
        }
        // Whatever is quoted, or a block, is a text.
        (_, text) => (!text.is_empty()).then(|| Value::Text(text.into())),
    }
}

/// Whether a text is digits and, after a blank, words: `10 s` or `12 weeks`.
fn is_quantity(text: &str) -> bool {
    let Some((number, unit)) = text.split_once(' ') else { return false };
    number.starts_with(|c: char| c.is_ascii_digit()) && unit.starts_with(char::is_alphabetic)
}

/// Whether a text is written like `2026-11-24`.
fn is_date(text: &str) -> bool {
    let is_right = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(is_right)
}

/// The number that is written in the plainest way: `12`, `-5` or `0.25`, with no nought too many and no more digits than a
/// number keeps.
fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = is_digits(whole) && is_digits(fraction) && (whole == "0" || !whole.starts_with('0'));
    let number = (is_plain && text.len() <= 15).then(|| text.parse().ok()).flatten()?;
    // Elsewhere nought has no sign.
    (number != 0.0 || digits == text).then_some(number)
}

#[cfg(test)]
mod tests {
    use include_dir::{Dir, File, include_dir};

    use super::super::parse::read_slowly;
    use super::*;
    use crate::diagnostic::Findings;

    /// What both make of a text.
    fn both(text: &str) -> (Option<Node>, Option<Node>) {
        let file = SourceFile::new("x.yaml", text);
        (read(&file), read_slowly(&file, &mut Findings::new()))
    }

    static EXERCISES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/exercises");
    static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

    /// The YAML files in a folder and below it.
    fn yaml(folder: &'static Dir<'static>) -> Vec<&'static File<'static>> {
        let own = folder.files().filter(|file| file.path().extension().is_some_and(|end| end == "yaml"));
        own.chain(folder.dirs().flat_map(yaml)).collect()
    }

    #[test]
    fn files_of_the_program_are_plain_and_read_alike() {
        let files = [yaml(&EXERCISES), yaml(&TEMPLATES)].concat();
        let mut plain = 0;
        for file in &files {
            let (quick, slow) = both(file.contents_utf8().unwrap());
            plain += usize::from(quick.is_some());
            assert!(quick.is_none() || quick == slow, "{}", file.path().display());
        }
        assert!(plain * 10 >= files.len() * 9, "{plain} of {}", files.len());
    }

    #[test]
    fn scalars_are_what_they_are_elsewhere_or_left_to_it() {
        let scalars = [
            "12",
            "-5",
            "0.25",
            "-0.5",
            "007",
            "+5",
            "1e3",
            "0x1F",
            "0o17",
            "1_000",
            ".5",
            "5.",
            "-",
            "~",
            "null",
            "Null",
            "none",
            "yes",
            "No",
            "y",
            "ON",
            "true",
            "True",
            "FALSE",
            "inf",
            ".inf",
            "-.inf",
            ".nan",
            "NaN",
            "Infinity",
            "10 s",
            "2.5 kg",
            "3 x 4",
            "12:30",
            "2026-11-24",
            "2026-11-24 x",
            "1-2",
            "a",
            "é b",
            "'12'",
            "\"\"",
            "''",
            "\"a\\nb\"",
            "1234567890123456789",
            "0.1234567890123456789",
            "-0",
            "0",
            "00",
            "a: b",
            "# x",
            "a # x",
            "[]",
            "{}",
            "*a",
            "&a b",
            "!!str 5",
            "|\n  a\n  b",
            ">-\n  a\n  b\n\n  c",
            "|+\n  a\n\n",
            ">-\n",
            ">\n  a\n  b",
            "a\n  b",
            "\"a\n  b\"",
            "--- a",
            "1 000",
            "5 %",
            "10 s # x",
            "e5",
            "1d",
        ];
        for scalar in scalars {
            for text in [format!("k: {scalar}\n"), format!("- {scalar}\n"), format!("[{scalar}]"), scalar.to_owned()] {
                let (quick, slow) = both(&text);
                assert!(quick.is_none() || quick == slow, "{text:?}: {quick:?} {slow:?}");
            }
        }
    }

    #[test]
    fn keys_and_shapes_are_as_elsewhere_or_left_to_it() {
        let texts = [
            "a: 1\na: 2\n",
            "<<: { a: 1 }\nb: 2\n",
            "1: a\n",
            "yes: a\n",
            "'a': b\n",
            "? a\n: b\n",
            "{ a: 1, b }",
            "[a, , b]",
            "a:\n- b\n- c\n",
            "a:\n",
            "- \n- a\n",
            "a: [1, 2\n",
            "a: b\n---\nc: d\n",
            "a: b\n...\n",
            "\ta: b\n",
            "a: &x 1\nb: *x\n",
            "",
            "# x\n",
            "%YAML 1.2\n---\na: b\n",
            "---\na: b\n",
            "a: {b: {c: [d, {e: f}]}}\n",
            "a: b # c\n# d\n",
            "- - a\n  - b\n",
            "a b: c d\n",
            "a:\r\n  - b\r\n",
            "é: ü\n",
            "a: 'it''s'\n",
            "null: a\n",
            "none: a\n",
        ];
        for text in texts {
            let (quick, slow) = both(text);
            assert!(quick.is_none() || quick == slow, "{text:?}: {quick:?} {slow:?}");
        }
    }
}

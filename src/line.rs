//! Texts of one line that are printed as they are written: names, numbers, addresses.

use std::fmt;

use crate::diagnostic::{Code, Findings};
use crate::source::Place;

/// What characters that cannot be seen are called, for those that people come upon.
const NAMES: [(char, &str); 17] = [
    (NO_BREAK, "no-break space"),
    ('\u{ad}', "soft hyphen"),
    ('\u{61c}', "Arabic letter mark"),
    ('\u{200b}', "zero-width space"),
    ('\u{200c}', "zero-width non-joiner"),
    ('\u{200d}', "zero-width joiner"),
    ('\u{200e}', "left-to-right mark"),
    ('\u{200f}', "right-to-left mark"),
    ('\u{202a}', "left-to-right embedding"),
    ('\u{202b}', "right-to-left embedding"),
    ('\u{202d}', "left-to-right override"),
    ('\u{202e}', "right-to-left override"),
    ('\u{2060}', "word joiner"),
    ('\u{2066}', "left-to-right isolate"),
    ('\u{2067}', "right-to-left isolate"),
    ('\u{2069}', "end of an isolate"),
    ('\u{feff}', "byte order mark"),
];

/// Why a text cannot be printed as a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineError {
    /// There is nothing in it but blanks.
    Empty,
    /// It holds a line break or another control character.
    Control(char),
    /// It holds a character that cannot be seen, and may change how others are read.
    Hidden(char),
    /// It has more characters than fit.
    TooLong {
        /// The characters that it has.
        found: usize,
        /// The most that it may have.
        most: usize,
    },
}

impl LineError {
    /// What to do about it.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Empty => "write it, or leave it out",
            Self::Control(_) => "write it in one line",
            Self::Hidden(_) => "type it afresh; copying from a web page or a chat brings such characters along",
            Self::TooLong { .. } => "make it shorter",
        }
    }
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is nothing in it"),
            Self::Control(_) => f.write_str("it holds a line break or another control character"),
            Self::Hidden(c) => write!(f, "it holds {}", Hidden(*c)),
            Self::TooLong { found, most } => write!(f, "it has {found} characters, at most {most} fit on the page"),
        }
    }
}

impl std::error::Error for LineError {}

/// Names a character that cannot be seen.
struct Hidden(char);

impl fmt::Display for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`U+{:04X}`", u32::from(self.0))?;
        match NAMES.iter().find(|(c, _)| *c == self.0) {
            Some((_, name)) => write!(f, " ({name}), a character that cannot be seen"),
            None => f.write_str(", a character that cannot be seen"),
        }
    }
}

/// Reads a line of at most so many characters, without the blanks around it.
///
/// # Errors
/// If it is empty or too long, or holds a line break or a character that cannot be seen.
pub fn line(text: &str, most: usize) -> Result<String, LineError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(LineError::Empty);
    }
    if let Some(hidden) = hidden(text) {
        return Err(LineError::Hidden(hidden));
    }
    if let Some(control) = text.chars().find(|c| c.is_control()) {
        return Err(LineError::Control(control));
    }
    let found = text.chars().count();
    if found > most {
        return Err(LineError::TooLong { found, most });
    }
    Ok(text.to_owned())
}

/// The first character of a text that has no shape of its own.
fn hidden(text: &str) -> Option<char> {
    text.chars().find(|c| is_hidden(*c))
}

/// Whether a character has no shape of its own: marks of direction, joiners, selectors, fillers, line separators (Unicode's
/// format characters and default ignorables). The handout's scripts need none of them, and what a name looks like must be
/// what it is.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}'
        | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// A blank at which no line ends. Within a text it is wanted; at an end of it, nobody sees it.
const NO_BREAK: char = '\u{a0}';

/// Reports a character that cannot be seen in a text of a file, and gives the text without any.
pub(crate) fn report_hidden(text: &str, place: &Place, findings: &mut Findings) -> Option<String> {
    let at_end = || [text.chars().next(), text.chars().next_back()].into_iter().flatten().find(|c| *c == NO_BREAK);
    let hidden = hidden(text).or_else(at_end)?;
    // Where it stands, unless it is written as an escape.
    let at = place.text().find(hidden).map(|at| place.bytes().start + at);
    let place = at.map_or_else(|| place.clone(), |at| place.file().place(at..at + hidden.len_utf8()));
    findings.add(
        Code::HiddenCharacter,
        &place,
        format!("here is {}", Hidden(hidden)),
        LineError::Hidden(hidden).hint(),
    );
    let seen: String = text.chars().filter(|c| !is_hidden(*c)).collect();
    Some(seen.trim_matches(NO_BREAK).to_owned())
}

/// Reports what keeps a name of a file from being printed as one line.
pub(crate) fn report_break(name: &str, place: &Place, findings: &mut Findings) {
    if name.chars().any(char::is_control) {
        let message = "expected a name of one line, found a line break or another control character";
        findings.add(Code::WrongType, place, message, "write it in one line");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_people_are_lines() {
        let long = "é".repeat(200);
        for name in [
            "Zoë O’Brien",
            "José Ángel García Márquez",
            "D'Arcy",
            "#1 $x @y <z> *w*",
            "\"Q\" \\ \\n",
            "Ελένη",
            "Юлия",
            "e\u{301}",
            &long,
        ] {
            assert_eq!(line(name, 200).as_deref(), Ok(name));
        }
        assert_eq!(line("  a\u{a0}b ", 9).as_deref(), Ok("a\u{a0}b"));
    }

    #[test]
    fn what_cannot_be_seen_is_named() {
        let fault = |text: &str| line(text, 5).unwrap_err();
        assert_eq!(
            fault("x\u{202e}evil").to_string(),
            "it holds `U+202E` (right-to-left override), a character that cannot be seen"
        );
        assert_eq!(fault("a\u{fe0f}").to_string(), "it holds `U+FE0F`, a character that cannot be seen");
        assert_eq!(fault("\u{200b}"), LineError::Hidden('\u{200b}'));
        assert_eq!(fault("a\nb"), LineError::Control('\n'));
        assert_eq!(fault(" \t"), LineError::Empty);
        assert_eq!(fault("abcdef"), LineError::TooLong { found: 6, most: 5 });
    }
}

//! Telephone numbers.

use std::fmt;

use crate::diagnostic::{Code, Findings};
use crate::yaml::Node;
use crate::yaml::table::text;

/// The most characters of a telephone number, with what is written around it.
const LONGEST: usize = 40;

/// What may stand between the digits.
const BETWEEN: [char; 9] = [' ', '\u{a0}', '+', '(', ')', '-', '.', '/', '\u{2011}'];

/// The words that may stand before the last digits of a number, or between two numbers.
const WORDS: [&str; 7] = ["ext", "ext.", "extension", "x", "or", "and", "option"];

/// Why a text is no telephone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhoneError {
    /// There are fewer than two digits in it.
    NoDigits,
    /// It has several lines, or is too long.
    TooLong,
    /// Something in it cannot be dialled.
    Words(String),
}

impl PhoneError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoDigits => "write its digits, like `020 7946 0000`",
            Self::TooLong => "write one number, like `020 7946 0000`",
            Self::Words(_) => {
                "write digits, spaces, `+ ( ) - . /` and at most an extension, like `020 7946 0000 ext. 3`"
            }
        }
    }
}

impl fmt::Display for PhoneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDigits => f.write_str("there is no telephone number in it"),
            Self::TooLong => write!(f, "a telephone number is one line of at most {LONGEST} characters"),
            Self::Words(what) => write!(f, "`{what}` is no part of a telephone number"),
        }
    }
}

impl std::error::Error for PhoneError {}

/// Reads a telephone number: digits, with spaces, signs and an extension between them.
///
/// # Errors
/// If something in it cannot be dialled, or nothing can.
pub fn phone(text: &str) -> Result<String, PhoneError> {
    let text = text.trim();
    if text.chars().any(char::is_control) || text.chars().count() > LONGEST {
        return Err(PhoneError::TooLong);
    }
    if text.chars().filter(char::is_ascii_digit).count() < 2 {
        return Err(PhoneError::NoDigits);
    }
    let is_dialled = |c: char| c.is_ascii_digit() || BETWEEN.contains(&c);
    let strange = text.split([' ', '\u{a0}']).find(|part| {
        let lower = part.to_lowercase();
        // As in "x3" and "ext.3".
        let (word, digits) = lower.split_at(lower.find(|c: char| c.is_ascii_digit()).unwrap_or(lower.len()));
        !(part.chars().all(is_dialled) || WORDS.contains(&word) && digits.chars().all(is_dialled))
    });
    match strange {
        Some(part) => Err(PhoneError::Words(part.to_owned())),
        None => Ok(text.to_owned()),
    }
}

/// Reads a telephone number of a file.
pub(crate) fn read_phone(node: &Node, findings: &mut Findings) -> Option<String> {
    let written = text(node, findings)?;
    match phone(&written) {
        Ok(number) => Some(number),
        Err(error) => {
            let message = match error {
                PhoneError::NoDigits => format!("`{written}` is no telephone number"),
                PhoneError::TooLong | PhoneError::Words(_) => error.to_string(),
            };
            findings.add(Code::BadPhone, &node.place, message, error.hint());
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_dialled_is_a_number() {
        for good in [
            "020 7946 0000",
            "+44 (0)20 7946-0000",
            "01 000 0000 ext. 3",
            "555-0100 x12",
            "555.0100 EXT 4",
            "112 or 999",
            "999",
            " 01/234 ",
        ] {
            assert_eq!(phone(good).as_deref(), Ok(good.trim()), "{good}");
        }
        assert_eq!(phone("abc"), Err(PhoneError::NoDigits));
        assert_eq!(phone("9"), Err(PhoneError::NoDigits));
        assert_eq!(phone("01 0000\n02"), Err(PhoneError::TooLong));
        assert_eq!(phone(&"01 ".repeat(14)), Err(PhoneError::TooLong));
        assert_eq!(phone("call us on 01 0000"), Err(PhoneError::Words("call".to_owned())));
        assert_eq!(phone("01 0000\u{200b}"), Err(PhoneError::Words("0000\u{200b}".to_owned())));
    }
}

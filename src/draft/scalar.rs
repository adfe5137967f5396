//! Texts as YAML has them.

/// A text in YAML: plain where it can only be read as itself, in double quotes elsewhere.
pub(crate) fn scalar(text: &str) -> String {
    let text = text.trim();
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Whether a text reads as itself without quotes. Errs on the side of quotes.
fn is_plain(text: &str) -> bool {
    let word = text.to_lowercase();
    let special = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&word.as_str());
    // A number, a date or a time begins with a digit, and so do the infinities of YAML with a dot.
    text.starts_with(char::is_alphabetic)
        && !special
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}'))
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                quoted += &format!("\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::scalar;
    use crate::diagnostic::Findings;
    use crate::yaml::{self, Value};

    fn read_back(text: &str) -> Value {
        let yaml = format!("name: {}     # comment\nnext: 1\n", scalar(text));
        let mut findings = Findings::new();
        let node = yaml::read("x.yaml", yaml.as_bytes(), &mut findings).unwrap_or_else(|| panic!("{yaml}"));
        let Value::Map(entries) = node.value else { panic!("a mapping") };
        entries[0].1.value.clone()
    }

    #[test]
    fn every_text_reads_back_as_itself() {
        for text in [
            "Getting going again",
            "Knee: and back",
            "12 weeks",
            "true",
            "No",
            "2026-11-30",
            "- a",
            "a # b",
            "ends with:",
            "\"quoted\"",
            "it's",
            "back\\slash",
            "[list]",
            "{map}",
            "*alias",
            "&anchor",
            "!tag",
            "|",
            ">",
            "%",
            "@",
            "`",
            "~",
            "é",
            "Zoë's, 100 %",
            "a\u{85}b",
            "a\tb",
            "line\nbreak",
            "null",
            ".inf",
            "0x1f",
            "a, b",
            "a]",
            "?",
            "? a",
        ] {
            assert_eq!(read_back(text), Value::Text(text.into()), "{text:?}");
        }
    }

    #[test]
    fn ordinary_names_need_no_quotes() {
        assert_eq!(scalar(" Low back, 6 weeks (home) "), "Low back, 6 weeks (home)");
    }
}

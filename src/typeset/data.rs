//! The data files that a template gets beside it.

use serde::Serialize;
use serde_json::Value;

use super::{Printable, TypesetError};
use crate::handout::Layout;

/// The file that says how a document is printed.
const LAYOUT: &str = "layout.json";

/// So many letters or more no column can hold.
const LONG_WORD: usize = 22;

/// What [`LAYOUT`] holds.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct LayoutFile<'a> {
    #[serde(flatten)]
    layout: &'a Layout,
    /// Whether a text may hold a word that no column can. It is not among the texts, so that a template need not read those
    /// to know: what reads one patient's texts is of no use for the next one's handout in a batch.
    long_words: bool,
}

/// The files beside a template, by their names.
pub type DataFiles = [(&'static str, Vec<u8>); 2];

/// The names and contents of the files beside a template: the texts, and how they are printed.
///
/// # Errors
///
/// [`TypesetError`] if they cannot be written as JSON.
pub fn data_files<D: Printable>(printed: &D) -> Result<DataFiles, TypesetError> {
    let plain = |error: serde_json::Error| TypesetError::plain(&error.to_string());
    let texts = serde_json::to_vec(printed).map_err(plain)?;
    let long_words = has_long_word(&serde_json::from_slice(&texts).map_err(plain)?);
    let layout = serde_json::to_vec(&LayoutFile { layout: printed.layout(), long_words }).map_err(plain)?;
    Ok([(D::DATA, texts), (LAYOUT, layout)])
}

/// Whether one of the texts has a long word. The names of files are no texts.
fn has_long_word(data: &Value) -> bool {
    match data {
        Value::String(text) => text.split(' ').any(|word| word.len() >= LONG_WORD && word.chars().count() >= LONG_WORD),
        Value::Array(parts) => parts.iter().any(has_long_word),
        Value::Object(parts) => parts.iter().any(|(key, part)| key != "path" && has_long_word(part)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::has_long_word;

    #[test]
    fn a_long_word_is_found_wherever_it_stands() {
        for text in ["Llanfairpwllgwyngyllgogerych", "a Donaudampfschifffahrtsgeb\u{fc}hr", "fifteen-letters\"and-more"]
        {
            assert!(has_long_word(&json!({ "a": [1, null, { "b": text }] })), "{text}");
        }
        assert!(!has_long_word(
            &json!({ "text": "many words, and each of them is short", "path": "figures/knee-rolls.svg" })
        ));
        assert!(!has_long_word(&json!("\u{e9}".repeat(21))), "letters are counted, not bytes");
    }
}

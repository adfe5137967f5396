//! Where sentences and words begin and end.

/// The words of a text: what stands between blanks and holds a letter or a digit.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric))
}

/// The sentences of a text, each with its end mark.
///
/// A sentence ends at `.`, `!` or `?` before a blank or the end of the text, so "2.5 kg" is no end; the end of the text
/// needs no mark.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = end_of_sentence(rest);
        let (sentence, after) = rest.split_at_checked(end)?;
        rest = after;
        (!sentence.is_empty()).then(|| sentence.trim())
    })
    .filter(|sentence| words(sentence).next().is_some())
}

/// Where the first sentence of a text ends, closing quotes and brackets included.
fn end_of_sentence(text: &str) -> usize {
    let mut marked = false;
    for (at, c) in text.char_indices() {
        match c {
            '.' | '!' | '?' => marked = true,
            '"' | '”' | '’' | '\'' | ')' | ']' if marked => {}
            c if c.is_whitespace() && marked => return at + c.len_utf8(),
            _ => marked = false,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_a_mark_before_a_blank() {
        let text = "Lift 2.5 kg. Is it “heavy?” Rest!  Then go on";
        assert_eq!(sentences(text).collect::<Vec<_>>(), ["Lift 2.5 kg.", "Is it “heavy?”", "Rest!", "Then go on"]);
        assert_eq!(sentences(" … ").count(), 0);
        assert_eq!(sentences("").count(), 0);
    }

    #[test]
    fn a_word_holds_a_letter_or_a_digit() {
        assert_eq!(words("hands-and-knees – 10 s").collect::<Vec<_>>(), ["hands-and-knees", "10", "s"]);
    }
}

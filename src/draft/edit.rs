//! Changes to a text that leave the rest of it alone.

use std::ops::Range;

/// Replacements in a text; no two of them overlap.
#[derive(Debug, Clone, Default)]
pub(super) struct Edits {
    list: Vec<(Range<usize>, String)>,
}

impl Edits {
    /// Puts a text in the place of a range of bytes.
    pub(super) fn replace(&mut self, bytes: Range<usize>, with: impl Into<String>) {
        self.list.push((bytes, with.into()));
    }

    /// The text with all changes. A comment behind a change stays in its column if there is room.
    pub(super) fn apply(&self, text: &str) -> String {
        let mut edits: Vec<_> = self.list.iter().collect();
        edits.sort_by_key(|(bytes, _)| bytes.start);
        let mut changed = String::new();
        let mut at = 0;
        for (bytes, with) in edits {
            changed += text.get(at..bytes.start).unwrap_or("");
            changed += with;
            at = bytes.end.max(at);
            let rest = text.get(at..).unwrap_or("");
            let spaces = rest.len() - rest.trim_start_matches(' ').len();
            if spaces > 0 && rest.get(spaces..).is_some_and(|r| r.starts_with('#')) && !with.contains('\n') {
                let old = text.get(bytes.clone()).map_or(0, |t| t.chars().count());
                let room = (old + spaces).saturating_sub(with.chars().count()).max(1);
                changed += &" ".repeat(room);
                at += spaces;
            }
        }
        changed + text.get(at..).unwrap_or("")
    }
}

/// Where the line with a byte begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// Where the line with a byte ends, its line break not included.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |newline| at + newline);
    if text.get(..end).is_some_and(|t| t.ends_with('\r')) { end - 1 } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_stay_in_their_column_while_there_is_room() {
        let text = "weeks: 6    # a comment\nnext: 1\n";
        let with = |new: &str| {
            let mut edits = Edits::default();
            edits.replace(7..8, new);
            edits.apply(text)
        };
        assert_eq!(with("104"), "weeks: 104  # a comment\nnext: 1\n");
        assert_eq!(with("longer than that"), "weeks: longer than that # a comment\nnext: 1\n");
    }

    #[test]
    fn changes_apply_in_the_order_of_the_text() {
        let mut edits = Edits::default();
        edits.replace(4..5, "C");
        edits.replace(0..1, "A");
        edits.replace(2..2, "b, ");
        assert_eq!(edits.apply("a d c."), "A b, d C.");
    }

    #[test]
    fn lines_begin_and_end_at_their_breaks() {
        let text = "ab\ncd\r\nef";
        assert_eq!((line_start(text, 4), line_end(text, 4)), (3, 5));
        assert_eq!((line_start(text, 0), line_end(text, 8)), (0, 9));
    }
}

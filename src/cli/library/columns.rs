//! Items as lines of a table: id, name and purpose.

use textwrap::core::display_width;

use backplan::library::Found;

/// The most that the column of names takes.
const MOST_NAME: usize = 28;

/// The least that is left for purposes, if names can be cut for it.
const LEAST_PURPOSE: usize = 24;

/// The space between two columns.
const GAP: usize = 2;

/// How wide the columns of a table are.
pub(in crate::cli) struct Columns {
    id: usize,
    name: usize,
    purpose: usize,
}

impl Columns {
    /// Columns in which all items fit a line; ids are never cut, names and purposes may be.
    pub(in crate::cli) fn of(items: &[Found<'_>], width: usize) -> Self {
        let widest = |text: fn(&Found<'_>) -> usize| items.iter().map(text).max().unwrap_or(0);
        let id = widest(|item| display_width(item.id()));
        let left = width.saturating_sub(id + GAP);
        let name = widest(|item| display_width(item.name())).min(MOST_NAME);
        let name = name.min(left.saturating_sub(GAP + LEAST_PURPOSE));
        Self { id, name, purpose: left.saturating_sub(name + GAP) }
    }

    /// An item's line.
    pub(in crate::cli) fn row(&self, item: Found<'_>) -> String {
        let padded = |text: &str, width: usize| {
            let text = cut(text, width);
            let pad = width.saturating_sub(display_width(&text));
            text + &" ".repeat(pad + GAP)
        };
        let (id, name) = (padded(item.id(), self.id), padded(item.name(), self.name));
        format!("{id}{name}{}", cut(item.purpose(), self.purpose)).trim_end().to_owned()
    }
}

/// What shows that a text goes on.
const MORE: &str = "...";

/// A text cut to a width, between words if it can be.
fn cut(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(MORE.len());
    let fits = |end: &usize| text.get(..*end).is_some_and(|t| display_width(t) <= room);
    let ends = text.char_indices().map(|(at, _)| at);
    let longest = ends.take_while(fits).last().unwrap_or(0);
    let kept = text.get(..longest).unwrap_or("");
    // Half a word is cut off with its space, unless there is no other word before it.
    let whole_words = text.get(longest..).is_some_and(|rest| rest.starts_with(' '));
    let end = if whole_words { kept.len() } else { kept.rfind(' ').filter(|at| *at > 0).unwrap_or(kept.len()) };
    format!("{}{MORE}", kept.get(..end).unwrap_or("").trim_end_matches([' ', ',', ';']))
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_text_is_cut_between_words_and_never_too_wide() {
        assert_eq!(cut("Works the sides.", 16), "Works the sides.");
        assert_eq!(cut("Works the sides.", 15), "Works the...");
        assert_eq!(cut("Works the sides.", 12), "Works the...");
        assert_eq!(cut("Works, the sides", 11), "Works...");
        assert_eq!(cut("Unbreakable", 8), "Unbre...");
        assert_eq!(cut("Größer als vier", 9), "Größer...");
        for width in 3..20 {
            assert!(cut("Werkt de zijkanten van 背 je romp", width).chars().count() <= width, "{width}");
        }
    }
}

//! The text of a document as one line of letters, to find claims in.

use std::ops::Range;

use super::glyph::Glyph;

/// The letters of a document in reading order, without white space.
///
/// White space is left out because it is not a thing in a PDF: a word may be drawn in several
/// pieces, and the space between two words may be a glyph, a gap or a new line.
pub(super) struct Stream {
    text: String,
    letters: Vec<Letter>,
    /// Which letters a claim has used up, so that a text said once does not count twice.
    used: Vec<bool>,
}

struct Letter {
    /// Where it starts in the text.
    byte: usize,
    /// The glyph that prints it, by its place among the document's glyphs.
    glyph: usize,
    /// Whether there is white space before it.
    gap: bool,
}

impl Stream {
    /// Makes a stream of the glyphs that `keep` picks.
    pub(super) fn new(glyphs: &[Glyph], keep: impl Fn(&Glyph) -> bool) -> Self {
        let mut text = String::new();
        let mut letters: Vec<Letter> = Vec::new();
        // A soft hyphen joins the two parts of a divided word.
        let (mut gap, mut divided) = (false, false);
        for (place, glyph) in glyphs.iter().enumerate().filter(|(_, glyph)| keep(glyph)) {
            gap |= glyph.gap;
            for letter in spell(&glyph.text) {
                match letter {
                    Spelled::Space => gap = true,
                    Spelled::SoftHyphen => divided = true,
                    Spelled::Letter(letter) => {
                        letters.push(Letter { byte: text.len(), glyph: place, gap: gap && !divided });
                        text.push(letter);
                        (gap, divided) = (false, false);
                    }
                }
            }
        }
        let used = vec![false; letters.len()];
        Self { text, letters, used }
    }

    /// The number of letters.
    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// Finds `needle` among the unused letters of `within`, as whole words and whole numbers.
    ///
    /// The needle must come from [`letters_of`].
    pub(super) fn find(&self, needle: &str, within: Range<usize>) -> Option<Range<usize>> {
        let length = needle.chars().count();
        if length == 0 {
            return None;
        }
        let end = self.byte_at(within.end);
        let mut from = self.byte_at(within.start);
        while let Some(hit) = self.text.get(from..end)?.find(needle) {
            let start = self.letters.partition_point(|letter| letter.byte < from + hit);
            let found = start..start + length;
            if self.stands_alone(&found) && self.is_unused(&found) {
                return Some(found);
            }
            from = self.byte_at(start + 1);
        }
        None
    }

    /// Marks letters as used up.
    pub(super) fn take(&mut self, found: &Range<usize>) {
        if let Some(used) = self.used.get_mut(found.clone()) {
            used.fill(true);
        }
    }

    /// The glyphs that print some letters, by their places among the document's glyphs.
    pub(super) fn glyphs(&self, found: &Range<usize>) -> impl Iterator<Item = usize> {
        self.letters.get(found.clone()).unwrap_or_default().iter().map(|letter| letter.glyph)
    }

    fn is_unused(&self, found: &Range<usize>) -> bool {
        self.used.get(found.clone()).is_some_and(|used| !used.contains(&true))
    }

    fn byte_at(&self, letter: usize) -> usize {
        self.letters.get(letter).map_or(self.text.len(), |letter| letter.byte)
    }

    fn letter(&self, place: usize) -> Option<char> {
        self.text.get(self.letters.get(place)?.byte..)?.chars().next()
    }

    /// The letter at `place`, if no white space comes before it.
    fn glued(&self, place: usize) -> Option<char> {
        self.letters.get(place).filter(|letter| !letter.gap)?;
        self.letter(place)
    }

    /// The letter before `place`, if no white space comes between.
    fn glued_before(&self, place: usize) -> Option<char> {
        self.glued(place)?;
        self.letter(place.checked_sub(1)?)
    }

    /// Whether a match is more than a part of a longer word or number.
    fn stands_alone(&self, found: &Range<usize>) -> bool {
        let first = self.letter(found.start);
        let before = self.glued_before(found.start);
        let before_that = before.and_then(|_| self.glued_before(found.start.checked_sub(1)?));
        let last = found.end.checked_sub(1).and_then(|last| self.letter(last));
        let after = self.glued(found.end);
        let after_that = after.and_then(|_| self.glued(found.end + 1));
        let signed = first.is_some_and(char::is_numeric) && before.is_some_and(is_sign);
        !signed && !goes_on(first, before, before_that) && !goes_on(last, after, after_that)
    }
}

/// Whether a word or number goes on past its `edge` into `next`, or over it into `beyond`.
fn goes_on(edge: Option<char>, next: Option<char>, beyond: Option<char>) -> bool {
    let (Some(edge), Some(next)) = (edge, next) else {
        return false;
    };
    if !edge.is_alphanumeric() {
        return false;
    }
    if next.is_alphanumeric() {
        return true;
    }
    let Some(beyond) = beyond else { return false };
    match next {
        // One word: follow-up, don't.
        '-' | '\u{2010}' | '\u{2011}' | '\'' | '\u{2019}' => beyond.is_alphanumeric(),
        // One number: 1.5, 1,000, 10:30, 1/2, 2–3.
        '.' | ',' | ':' | '/' | '\u{2012}'..='\u{2015}' | '\u{2044}' | '\u{2212}' => {
            edge.is_numeric() && beyond.is_numeric()
        }
        _ => false,
    }
}

/// Whether a mark before a number makes it another number.
fn is_sign(letter: char) -> bool {
    matches!(letter, '-' | '\u{2013}' | '\u{2212}' | '+' | '±' | '<' | '>' | '≤' | '≥' | '~' | '≈' | '.')
}

/// The letters of a text, as a stream holds them.
pub(super) fn letters_of(text: &str) -> String {
    spell(text)
        .filter_map(|letter| match letter {
            Spelled::Letter(letter) => Some(letter),
            Spelled::Space | Spelled::SoftHyphen => None,
        })
        .collect()
}

enum Spelled {
    Letter(char),
    Space,
    SoftHyphen,
}

/// Spells a text: takes ligatures apart and leaves out what has no shape of its own.
fn spell(text: &str) -> impl Iterator<Item = Spelled> {
    text.chars().flat_map(|letter| {
        let parts = match letter {
            '\u{FB00}' => "ff",
            '\u{FB01}' => "fi",
            '\u{FB02}' => "fl",
            '\u{FB03}' => "ffi",
            '\u{FB04}' => "ffl",
            '\u{FB05}' | '\u{FB06}' => "st",
            _ => "",
        };
        let whole = match letter {
            _ if !parts.is_empty() => None,
            '\u{AD}' => Some(Spelled::SoftHyphen),
            // White space by Unicode includes the no-break spaces.
            _ if letter.is_whitespace() => Some(Spelled::Space),
            // Zero-width spaces, joiners and marks of direction.
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => None,
            _ if letter.is_control() => None,
            _ => Some(Spelled::Letter(letter)),
        };
        parts.chars().map(Spelled::Letter).chain(whole)
    })
}

#[cfg(test)]
mod tests {
    use super::super::geometry::Area;
    use super::*;

    /// A stream of words; `+` glues two pieces together.
    fn stream(text: &str) -> Stream {
        let area = Area::new([0.0; 4]);
        let glyphs: Vec<Glyph> = text
            .split(' ')
            .flat_map(|word| word.split('+').enumerate())
            .map(|(nth, piece)| Glyph {
                text: piece.to_owned(),
                page: 1,
                band: area,
                ink: area,
                size: 12.0,
                gap: nth == 0,
                clipped: false,
                colour: super::super::paint::Ink::BLACK,
                painted: 0,
                marginal: false,
            })
            .collect();
        Stream::new(&glyphs, |_| true)
    }

    fn finds(text: &str, needle: &str) -> bool {
        let stream = stream(text);
        stream.find(&letters_of(needle), 0..stream.len()).is_some()
    }

    #[test]
    fn white_space_and_pieces_do_not_matter() {
        assert!(finds("Stop and rest", "Stop  and\nrest"));
        assert!(finds("St+op and re+st", "Stop and rest"));
        assert!(finds("3\u{a0}kg 10\u{202f}s", "3 kg 10 s"));
        assert!(finds("o\u{fb03}ce and \u{fb01}sh", "office and fish"));
        assert!(finds("incom\u{ad} prehensible", "incomprehensible"));
        assert!(finds("a\u{200b}b", "ab"));
    }

    #[test]
    fn a_match_is_a_whole_word_or_number() {
        for (text, needle) in [
            ("11 sets", "1 set"),
            ("1+1 set", "1 set"),
            ("21 set", "1 set"),
            ("1 sets", "1 set"),
            ("1.5 kg", "5 kg"),
            ("2-3 sets", "3 sets"),
            ("2\u{2013}3 sets", "3 sets"),
            ("\u{2212}5 kg", "5 kg"),
            ("rest 10.5", "rest 10"),
            ("rest 1,000", "rest 1"),
            ("at 10:30", "at 10"),
            ("don't", "don"),
            ("follow-up", "up"),
            ("unhappily", "happily"),
            ("incom\u{ad} prehensible", "prehensible"),
            ("10\u{b2}", "10"),
        ] {
            assert!(!finds(text, needle), "{needle} is not said by {text}");
        }
        for (text, needle) in [
            ("do 1 set.", "1 set"),
            ("(1 set)", "1 set"),
            ("rest, 10 s.", "10 s"),
            ("1 1 set", "1 set"),
            ("pain\u{2014}stop", "stop"),
            ("11 sets 1 set", "1 set"),
        ] {
            assert!(finds(text, needle), "{needle} is said by {text}");
        }
    }

    #[test]
    fn an_empty_needle_is_never_found() {
        assert!(!finds("anything", " \u{ad}\u{200b}"));
    }

    #[test]
    fn letters_once_used_are_gone() {
        let mut stream = stream("rest rest");
        let first = stream.find("rest", 0..8).unwrap();
        stream.take(&first);
        let second = stream.find("rest", 0..8).unwrap();
        assert_eq!((first, second.clone()), (0..4, 4..8));
        stream.take(&second);
        assert_eq!(stream.find("rest", 0..8), None);
    }

    #[test]
    fn a_match_keeps_within_its_range() {
        let stream = stream("a b c d");
        assert_eq!(stream.find("bc", 0..2), None);
        assert_eq!(stream.find("bc", 1..3), Some(1..3));
        assert_eq!(stream.find("b", 2..4), None);
        assert_eq!(stream.find("b", 9..99), None);
    }
}

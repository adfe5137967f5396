//! Syllables of English words.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Words whose spelling misleads, each with its syllables: `word count` in a line, `#` begins a remark.
///
/// The CMU Pronouncing Dictionary has the whole truth, but its 135,000 words are mostly names; what is kept of it are the
/// ordinary words that [`by_spelling`] gets wrong. `tests/reading.rs` says how the list is made.
static IRREGULAR: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let lines = include_str!("irregular.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' ')).filter_map(|(word, n)| Some((word, n.parse().ok()?))).collect()
});

/// Counts the syllables of a word as it is said.
///
/// The parts of a hyphenated word count one by one; a number counts as one syllable.
pub fn syllables(word: &str) -> usize {
    let parts = word.split(['-', '–', '/']).filter(|part| part.chars().any(char::is_alphanumeric));
    parts.map(of_part).sum::<usize>().max(1)
}

fn of_part(part: &str) -> usize {
    let letters = part.chars().map(|c| if c == '’' { '\'' } else { c }).filter(|c| c.is_alphanumeric() || *c == '\'');
    let word: String = letters.flat_map(char::to_lowercase).collect();
    let word = word.trim_matches('\'');
    // "friend's" is "friend" with a sound more, which is a syllable only after a hiss.
    let stem = word.strip_suffix("'s").filter(|stem| !stem.ends_with(['s', 'x', 'z']));
    let listed = |word: &str| IRREGULAR.get(word).copied();
    listed(word).or_else(|| stem.and_then(listed)).unwrap_or_else(|| by_spelling(stem.unwrap_or(word)))
}

/// Counts the syllables that the spelling of a word suggests: right for more than nine English words in ten.
///
/// Public, so that the list of words that it gets wrong can be made and held against the dictionary.
pub fn by_spelling(word: &str) -> usize {
    let text: String = word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let mut groups = 0usize;
    let mut before = [' ', ' '];
    for (i, letter) in text.chars().enumerate() {
        // "you", "quick": these make no syllable of their own.
        let sound = if (letter == 'y' && i == 0) || (letter == 'u' && before[1] == 'q') { '-' } else { letter };
        if is_vowel(sound) && (!is_vowel(before[1]) || are_apart(before, sound)) {
            groups += 1;
        }
        before = [before[1], sound];
    }
    // "rhythm", "prism".
    let unwritten = usize::from(["sm", "sms", "thm", "thms"].iter().any(|end| text.ends_with(end)));
    (groups + unwritten).saturating_sub(usize::from(has_silent_e(&text))).max(1)
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// Whether a vowel after another is said by itself, as in "li-on", "me-di-a", "du-o", but not in "na-tion".
fn are_apart([earlier, first]: [char; 2], second: char) -> bool {
    match (first, second) {
        ('i', 'a' | 'o' | 'u') => !matches!(earlier, 't' | 's' | 'c' | 'g' | 'x'),
        ('e', 'o') => !matches!(earlier, 't' | 's' | 'c' | 'g' | 'x' | 'p'),
        ('u', 'o' | 'a') => earlier != 'g',
        ('y', 'i' | 'o' | 'a') | ('i', 'i') => true,
        _ => false,
    }
}

/// Whether an e at or near the end is not said: "take", "lifted" not, "moved", "safely", "movement".
fn has_silent_e(text: &str) -> bool {
    let (stem, said_after): (&str, &[char]) = if let Some(stem) = text.strip_suffix('e') {
        (stem, &[])
    } else if let Some(stem) = text.strip_suffix("es") {
        (stem, &['s', 'x', 'z', 'c', 'g'])
    } else if let Some(stem) = text.strip_suffix("ed") {
        (stem, &['t', 'd'])
    } else if let Some(stem) =
        ["ely", "eful", "ement", "ements", "eless", "eness"].iter().find_map(|end| text.strip_suffix(end))
    {
        (stem, &[])
    } else {
        return false;
    };
    let mut letters = stem.chars().rev();
    let (Some(last), before) = (letters.next(), letters.next()) else { return false };
    // "ta-ble", "mus-cles", but not "rule" or "girl": an l after a consonant is a syllable.
    let is_table =
        last == 'l' && before.is_some_and(|b| !is_vowel(b) && b != 'r' && !(b == 'l' && text.ends_with("ed")));
    let hisses = last == 'h' && matches!(before, Some('c' | 's')) && text.ends_with("es");
    !is_vowel(last) && !said_after.contains(&last) && !is_table && !hisses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_tells_most_words() {
        for (word, n) in [
            ("take", 1),
            ("table", 2),
            ("muscles", 2),
            ("lifted", 2),
            ("moved", 1),
            ("nation", 2),
            ("soreness", 2),
            ("you", 1),
        ] {
            assert_eq!(by_spelling(word), n, "{word}");
        }
    }

    #[test]
    fn the_list_has_those_that_it_does_not() {
        for (word, n) in [("maybe", 2), ("Science", 2), ("idea", 3), ("wouldn't", 2), ("wouldn’t", 2)] {
            assert_eq!(syllables(word), n, "{word}");
        }
    }

    #[test]
    fn hyphens_part_words_and_numbers_are_one() {
        assert_eq!(syllables("hands-and-knees"), 3);
        assert_eq!(syllables("20"), 1);
        assert_eq!(syllables("—"), 1);
        assert_eq!(syllables("friend's"), 1);
    }
}

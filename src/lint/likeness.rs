//! Which of many texts share most of their words.

use std::collections::HashMap;

/// The words of many texts, each word counted as often as it is there.
pub(crate) struct Bags {
    /// For each text, the numbers of its words in order. The rarest word has the lowest number; a word's second time in
    /// a text is a word of its own, so that sets will do for counts.
    texts: Vec<Vec<u32>>,
}

impl Bags {
    /// Takes the words of each text.
    pub(crate) fn new<Words: Iterator<Item = String>>(texts: impl Iterator<Item = Words>) -> Self {
        let mut known: HashMap<String, usize> = HashMap::new();
        let counted = texts.map(|words| {
            let number = |word| {
                let next = known.len();
                *known.entry(word).or_insert(next)
            };
            let mut of_text: Vec<usize> = words.map(number).collect();
            of_text.sort_unstable();
            let each = of_text.chunk_by(|a, b| a == b).flat_map(|same| same.iter().copied().zip(1u32..));
            each.collect()
        });
        let counted: Vec<Vec<(usize, u32)>> = counted.collect();
        let mut spread: HashMap<(usize, u32), u32> = HashMap::new();
        for word in counted.iter().flatten() {
            *spread.entry(*word).or_insert(0) += 1;
        }
        let mut ranked: Vec<(u32, (usize, u32))> = spread.into_iter().map(|(word, n)| (n, word)).collect();
        ranked.sort_unstable();
        let numbers: HashMap<(usize, u32), u32> = ranked.into_iter().map(|(_, word)| word).zip(0..).collect();
        let numbered = |text: &Vec<(usize, u32)>| {
            let mut text: Vec<u32> = text.iter().filter_map(|word| numbers.get(word).copied()).collect();
            text.sort_unstable();
            text
        };
        Self { texts: counted.iter().map(numbered).collect() }
    }

    /// For each text the first earlier one that has at least a share of its words in common with it, of those that `counts`
    /// takes for a pair, with that share. Of a thousand copies each is told of once.
    ///
    /// Two texts that share enough share one of their rarest words too, so only those are looked up. What follows the
    /// first word that they share bounds how much more it can be, which tells most texts apart at once.
    pub(super) fn twins(&self, share: f64, counts: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize, f64)> {
        self.pairs_if(share, 1, counts)
    }

    /// Every two texts, one of the first `split` and one of the others, that have at least that share in common.
    pub(crate) fn pairs_across(&self, split: usize, share: f64) -> Vec<(usize, usize, f64)> {
        self.pairs_if(share, usize::MAX, |first, later| first < split && later >= split)
    }

    /// Pairs that count, the earlier text first; at most so many for each later one.
    fn pairs_if(&self, share: f64, most: usize, counts: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize, f64)> {
        let mut with_word: HashMap<u32, Vec<(usize, usize)>> = HashMap::new();
        let marks: Vec<Marks> = self.texts.iter().map(|text| Marks::of(text)).collect();
        // For each text, the last one that it was held against.
        let mut met: Vec<Option<usize>> = vec![None; self.texts.len()];
        let mut pairs = Vec::new();
        for ((later, text), own) in self.texts.iter().enumerate().zip(&marks) {
            // Texts that have nothing in common within these words lack too many of the others' words.
            let must_share = (share * text.len() as f64).ceil() as usize;
            let rarest = text.iter().take((text.len() + 1).saturating_sub(must_share));
            let mut near: Vec<usize> = Vec::new();
            for (at, word) in rarest.enumerate() {
                let texts = with_word.entry(*word).or_default();
                for (first, there) in texts.iter().copied() {
                    let (Some(met), Some(other), Some(marks)) =
                        (met.get_mut(first), self.texts.get(first), marks.get(first))
                    else {
                        continue;
                    };
                    if met.replace(later) == Some(later) {
                        continue;
                    }
                    let left = text.len().saturating_sub(at).min(other.len().saturating_sub(there));
                    let shared = left.min(text.len().saturating_sub(own.missing_in(marks)));
                    let shared = shared.min(other.len().saturating_sub(marks.missing_in(own)));
                    if shared >= wanted(share, text.len() + other.len()) && counts(first, later) {
                        near.push(first);
                    }
                }
                texts.push((later, at));
            }
            near.sort_unstable();
            let alike = |first: usize| Some((first, later, likeness(text, self.texts.get(first)?, share)?));
            pairs.extend(near.into_iter().filter_map(alike).take(most));
        }
        pairs
    }
}

/// A bit for each word of a text, by the word's number; words may share a bit.
struct Marks([u64; 4]);

impl Marks {
    fn of(text: &[u32]) -> Self {
        let mut marks = [0; 4];
        for word in text {
            let bit = *word as usize % 256;
            if let Some(bits) = marks.get_mut(bit / 64) {
                *bits |= 1u64 << (bit % 64);
            }
        }
        Self(marks)
    }

    /// How many words are not in the other text, at least.
    fn missing_in(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).map(|(own, other)| (own & !other).count_ones() as usize).sum()
    }
}

/// How many words two texts have to share that have so many together, so that their share in common is at least this.
fn wanted(share: f64, all: usize) -> usize {
    // A hair less, as what is just enough must not fail for the last bit; the share itself is reckoned in the end.
    (share * all as f64 / (1.0 + share) - 1e-6).ceil().max(0.0) as usize
}

/// The share of words in common, 0 to 1, where so many are shared and both texts together have `all`.
fn in_common(shared: usize, all: usize) -> f64 {
    shared as f64 / all.saturating_sub(shared).max(1) as f64
}

/// The share of words that two texts have in common, 0 to 1, if it is at least `least`; both texts are in order.
fn likeness(a: &[u32], b: &[u32], least: f64) -> Option<f64> {
    let all = a.len() + b.len();
    let wanted = wanted(least, all);
    let (mut left, mut right, mut shared) = (a, b, 0);
    while let ([x, others @ ..], [y, rest @ ..]) = (left, right) {
        // The rarest words come first, so most texts are told apart by their first few.
        if shared + left.len().min(right.len()) < wanted {
            return None;
        }
        shared += usize::from(x == y);
        (left, right) = (if x <= y { others } else { left }, if y <= x { rest } else { right });
    }
    Some(in_common(shared, all)).filter(|share| *share >= least)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bags(texts: &[&str]) -> Bags {
        Bags::new(texts.iter().map(|text| text.split(' ').map(str::to_owned)))
    }

    #[test]
    fn the_share_counts_words_as_often_as_they_are_there() {
        let bags = bags(&["a b c d", "a b c e", "a a b b", "x"]);
        assert_eq!(bags.pairs_if(0.6, usize::MAX, |_, _| true), [(0, 1, 0.6)]);
        assert_eq!(bags.pairs_if(1.0, usize::MAX, |_, _| true), []);
        assert_eq!(bags.pairs_if(0.3, usize::MAX, |_, _| true).len(), 3);
        // Of each the first twin alone.
        assert_eq!(bags.twins(0.3, |_, _| true).len(), 2);
    }

    #[test]
    fn looking_up_rare_words_loses_no_pair() {
        let text = |i: usize| (0..8).map(|n| format!("w{} ", (i * 7 + n * n * (i % 5 + 1)) % 13)).collect::<String>();
        let texts: Vec<String> = (0..60).map(text).collect();
        let bags = bags(&texts.iter().map(|t| t.trim()).collect::<Vec<_>>());
        for share in [0.2, 0.5, 0.8, 1.0] {
            let all = (0..60).flat_map(|later| (0..later).map(move |first| (first, later)));
            let alike = |&(a, b): &(usize, usize)| likeness(&bags.texts[a], &bags.texts[b], 0.0) >= Some(share);
            let expected: Vec<(usize, usize)> = all.filter(alike).collect();
            let mut found: Vec<(usize, usize)> =
                bags.pairs_if(share, usize::MAX, |_, _| true).into_iter().map(|(a, b, _)| (a, b)).collect();
            found.sort_by_key(|(a, b)| (*b, *a));
            assert_eq!(found, expected, "{share}");
        }
    }
}

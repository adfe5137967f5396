//! How hard texts are to read.

use super::item::Item;
use crate::diagnostic::{Code, Findings};
use crate::library::{PatientText, Style};
use crate::reading::{Counts, sentences, syllables, words};

/// The most words that a hint names.
const MOST_NAMED: usize = 3;

/// Reports what is too hard in an item: single texts, all of them together, long sentences on average.
pub(super) fn of_item(item: &Item<'_>, style: &Style, findings: &mut Findings) {
    let limits = style.reading();
    for text in item.prose() {
        let counts = Counts::of(&text.text.value);
        if counts.words >= limits.text_words as usize
            && let Some(grade) = counts.flesch_kincaid().filter(|grade| *grade > limits.text)
        {
            let message = format!("this text has reading grade {grade:.1}, at most {} is easy enough", limits.text);
            findings.add(Code::ReadingGrade, &text.text.place, message, easier(&[text]));
        }
    }
    let texts: Vec<_> = item.prose().collect();
    let counts = item.counts();
    let Some(hardest) = hardest(&texts) else { return };
    if let Some(grade) = counts.flesch_kincaid().filter(|grade| *grade > limits.item) {
        let message = format!(
            "the texts of `{}` together have reading grade {grade:.1}, at most {} is easy enough",
            item.name, limits.item
        );
        findings.add(Code::ReadingGrade, &hardest.text.place, message, easier(&texts));
    }
    if counts.sentences >= Counts::SMOG_SENTENCES
        && let Some(grade) = counts.smog().filter(|grade| *grade > limits.smog)
    {
        let message =
            format!("the texts of `{}` together have SMOG grade {grade:.1}, at most {}", item.name, limits.smog);
        findings.add(Code::ReadingGrade, &hardest.text.place, message, easier(&texts));
    }
    let average = counts.words as f64 / counts.sentences as f64;
    if average > f64::from(style.length().average) {
        let longest = texts.iter().max_by_key(|text| longest_sentence(text)).unwrap_or(hardest);
        findings.add(
            Code::LongSentence,
            &longest.text.place,
            format!(
                "the sentences of `{}` have {average:.1} words on average, at most {} are easy to follow",
                item.name,
                style.length().average
            ),
            "make two sentences of the longest ones",
        );
    }
}

/// Reports if all texts of a library together have too many long words.
pub(super) fn together(items: &[Item<'_>], style: &Style, findings: &mut Findings) {
    let mut counts = Counts::default();
    for item in items {
        counts += item.counts();
    }
    let texts: Vec<_> = items.iter().flat_map(Item::prose).collect();
    if counts.sentences >= Counts::SMOG_SENTENCES
        && let Some(grade) = counts.smog().filter(|grade| *grade > style.reading().smog)
        && let Some(hardest) = hardest(&texts)
    {
        findings.add(
            Code::ReadingGrade,
            &hardest.text.place,
            format!("the texts of the library together have SMOG grade {grade:.1}, at most {}", style.reading().smog),
            easier(&texts),
        );
    }
}

/// The text with the highest grade.
fn hardest<'t, 'a>(texts: &'t [PatientText<'a>]) -> Option<&'t PatientText<'a>> {
    let grade = |text: &PatientText<'_>| Counts::of(&text.text.value).flesch_kincaid().unwrap_or(f64::MIN);
    texts.iter().max_by(|a, b| grade(a).total_cmp(&grade(b)))
}

fn longest_sentence(text: &PatientText<'_>) -> usize {
    sentences(&text.text.value).map(|sentence| words(sentence).count()).max().unwrap_or(0)
}

/// What would make texts easier: their longest words, or shorter sentences.
fn easier(texts: &[PatientText<'_>]) -> String {
    let mut long: Vec<(usize, String)> = texts
        .iter()
        .flat_map(|text| words(&text.text.value))
        .map(|word| (syllables(word), word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()))
        .filter(|(syllables, _)| *syllables >= 3)
        .collect();
    long.sort_by(|a, b| b.cmp(a));
    long.dedup();
    let named: Vec<String> = long.into_iter().take(MOST_NAMED).map(|(_, word)| format!("`{word}`")).collect();
    match named.as_slice() {
        [] => "make the sentences shorter".to_owned(),
        named => format!("find shorter words for {}, or make the sentences shorter", named.join(", ")),
    }
}

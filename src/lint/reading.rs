//! How hard texts are to read.

use super::item::Item;
use crate::diagnostic::{Code, Findings};
use crate::library::{PatientText, Style};
use crate::reading::{Counter, Counts, sentences, syllables, words};

/// The most words that a hint names.
const MOST_NAMED: usize = 3;

/// Reports what is too hard in an item: single texts, all of them together, long sentences on average. Gives what was
/// counted in it.
pub(super) fn of_item<'a>(
    item: &Item<'a>,
    counter: &mut Counter<'a>,
    style: &Style,
    findings: &mut Findings,
) -> Counts {
    let (limits, name) = (style.reading(), item.name);
    let texts: Vec<_> = item.prose().collect();
    let mut counts = Counts::default();
    for text in &texts {
        let own = counter.count(&text.text.value);
        counts += own;
        let is_long = own.words >= limits.text_words as usize;
        if let Some(grade) = own.flesch_kincaid().filter(|grade| is_long && *grade > limits.text) {
            let message = format!("this text has reading grade {grade:.1}, at most {} is easy enough", limits.text);
            findings.add(Code::ReadingGrade, &text.text.place, message, easier(&[*text]));
        }
    }
    let of_together = |grade: &str| format!("the texts of `{name}` together have {grade}");
    if let Some(grade) = counts.flesch_kincaid().filter(|grade| *grade > limits.item) {
        let grade = format!("reading grade {grade:.1}, at most {} is easy enough", limits.item);
        too_hard(&texts, of_together(&grade), findings);
    }
    if let Some(grade) = smog_over(counts, limits.smog) {
        too_hard(&texts, of_together(&format!("SMOG grade {grade:.1}, at most {}", limits.smog)), findings);
    }
    let (average, most) = (counts.words as f64 / counts.sentences.max(1) as f64, style.length().average);
    if average > f64::from(most)
        && let Some(longest) = texts.iter().max_by_key(|text| longest_sentence(text))
    {
        findings.add(
            Code::LongSentence,
            &longest.text.place,
            format!("the sentences of `{name}` have {average:.1} words on average, at most {most} are easy to follow"),
            "make two sentences of the longest ones",
        );
    }
    counts
}

/// Reports if all texts of a library together have too many long words, as they were counted.
pub(super) fn together(items: &[Item<'_>], counts: Counts, style: &Style, findings: &mut Findings) {
    let most = style.reading().smog;
    if let Some(grade) = smog_over(counts, most) {
        let texts: Vec<_> = items.iter().flat_map(Item::prose).collect();
        let message = format!("the texts of the library together have SMOG grade {grade:.1}, at most {most}");
        too_hard(&texts, message, findings);
    }
}

/// The SMOG grade, if it is over a limit and there are enough sentences for one.
fn smog_over(counts: Counts, most: f64) -> Option<f64> {
    counts.smog().filter(|grade| counts.sentences >= Counts::SMOG_SENTENCES && *grade > most)
}

/// Reports texts that are too hard together, at the hardest of them.
fn too_hard(texts: &[PatientText<'_>], message: String, findings: &mut Findings) {
    if let Some(hardest) = hardest(texts) {
        findings.add(Code::ReadingGrade, &hardest.text.place, message, easier(texts));
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

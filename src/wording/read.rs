//! From a file to a [`Wording`].

use std::collections::BTreeMap;

use super::{ByMode, HelpCard, Key, Names, Phrase, Wording};
use crate::diagnostic::{Code, Findings, Outcome};
use crate::source::Place;
use crate::yaml::table::{filled_list, text, word};
use crate::yaml::{self, Node, Table, Word};

/// The gaps that the steps for sore days may have.
const SORE_GAPS: &[&str] = &["days"];

impl Wording {
    /// Reads a wording file; `name` is what messages call it.
    pub fn read(name: &str, bytes: &[u8]) -> Outcome<Wording> {
        let mut findings = Findings::new();
        let node = yaml::read(name, bytes, &mut findings);
        let wording = node.and_then(|node| read(&node, &mut findings));
        Outcome::new(wording, findings)
    }
}

fn read(node: &Node, findings: &mut Findings) -> Option<Wording> {
    let mut table = Table::open(node, "a wording file", findings)?;
    let language = table.required("language", findings, text);
    let region = table.required("region", findings, text);
    let phrases = phrases(&mut table, findings);
    let sore = table.required("sore-steps", findings, |n, f| by_mode(n, SORE_GAPS, f));
    let end = table.required("end-lines", findings, |n, f| by_mode(n, &[], f));
    let help = table.required("help-cards", findings, |n, f| filled_list(n, f, help_card));
    let weekdays = table.required("weekdays", findings, names);
    let months = table.required("months", findings, names);
    let regions = table.required("body-parts", findings, words);
    let positions = table.required("positions", findings, words);
    let equipment = table.required("things", findings, words);
    let bands = table.required("bands", findings, words);
    let mechanisms = table.required("mechanisms", findings, words);
    table.close(findings);
    Some(Wording {
        language: language?,
        region: region?,
        phrases,
        sore: sore?,
        end: end?,
        help: help?,
        weekdays: weekdays?,
        months: months?,
        regions: regions?,
        positions: positions?,
        equipment: equipment?,
        bands: bands?,
        mechanisms: mechanisms?,
    })
}

/// Reads every phrase, section by section.
fn phrases(table: &mut Table<'_>, findings: &mut Findings) -> BTreeMap<Key, Phrase> {
    let mut phrases = BTreeMap::new();
    let mut keys = Key::ALL;
    while let Some(first) = keys.first() {
        let section = first.section();
        let (here, rest) = keys.split_at(keys.iter().take_while(|k| k.section() == section).count());
        keys = rest;
        table.required(section, findings, |node, findings| {
            let mut table = Table::open(node, "a section of the wording", findings)?;
            for key in here {
                if let Some(phrase) = table.required(key.name(), findings, |n, f| phrase(n, key.gaps(), f)) {
                    phrases.insert(*key, phrase);
                }
            }
            table.close(findings);
            Some(())
        });
    }
    phrases
}

fn phrase(node: &Node, gaps: &[&str], findings: &mut Findings) -> Option<Phrase> {
    let written = text(node, findings)?;
    let fail = |findings: &mut Findings, place: &Place, message: String, hint: String| {
        findings.add(Code::BadPhrase, place, message, hint);
    };
    let phrase = match Phrase::parse(&written) {
        Ok(phrase) => phrase,
        Err(message) => {
            fail(findings, &node.place, message.to_owned(), "close every `{` and every `**`".to_owned());
            return None;
        }
    };
    for gap in phrase.gaps().filter(|g| !gaps.contains(g)) {
        let near = yaml::nearest(gap, gaps.iter().copied());
        let hint = match (near, gaps) {
            (Some(near), _) => format!("did you mean `{{{near}}}`?"),
            (None, []) => "this phrase has no gaps".to_owned(),
            (None, _) => format!("gaps of this phrase: {}", gaps.join(", ")),
        };
        fail(findings, &node.place, format!("nothing fills `{{{gap}}}` here"), hint);
    }
    Some(phrase)
}

fn by_mode(node: &Node, gaps: &[&str], findings: &mut Findings) -> Option<ByMode> {
    let mut table = Table::open(node, "phrases for each mode", findings)?;
    let pain_contingent = table.required("pain-contingent", findings, |n, f| phrase_list(n, gaps, f));
    let time_contingent = table.required("time-contingent", findings, |n, f| phrase_list(n, gaps, f));
    table.close(findings);
    Some(ByMode { pain_contingent: pain_contingent?, time_contingent: time_contingent? })
}

fn phrase_list(node: &Node, gaps: &[&str], findings: &mut Findings) -> Option<Vec<Phrase>> {
    filled_list(node, findings, |n, f| phrase(n, gaps, f))
}

fn help_card(node: &Node, findings: &mut Findings) -> Option<HelpCard> {
    let mut table = Table::open(node, "a help card", findings)?;
    let urgency = table.required("urgency", findings, word);
    let heading = table.required("heading", findings, text);
    let when = table.required("when", findings, text);
    let lines = table.required("lines", findings, |n, f| filled_list(n, f, text));
    let after = table.optional("after", findings, text);
    table.close(findings);
    Some(HelpCard { urgency: urgency?, heading: heading?, when: when?, lines: lines?, after })
}

fn names<const N: usize>(node: &Node, findings: &mut Findings) -> Option<Names<N>> {
    let mut table = Table::open(node, "names", findings)?;
    let mut list = |key| {
        table.required(key, findings, |n, f| {
            let names = filled_list(n, f, text)?;
            let count = names.len();
            let names = <[String; N]>::try_from(names).ok();
            if names.is_none() {
                let hint = "one for each, in order, beginning with Monday or January";
                f.add(Code::WrongType, &n.place, format!("expected {N} names, found {count}"), hint);
            }
            names
        })
    };
    let (long, short) = (list("long"), list("short"));
    table.close(findings);
    Some(Names { long: long?, short: short? })
}

/// Reads a text for every word of a closed list.
fn words<W: Word + Ord>(node: &Node, findings: &mut Findings) -> Option<BTreeMap<W, String>> {
    let mut table = Table::open(node, "a list of words", findings)?;
    let mut words = BTreeMap::new();
    for word in W::ALL {
        if let Some(text) = table.required(word.as_str(), findings, text) {
            words.insert(*word, text);
        }
    }
    table.close(findings);
    Some(words)
}

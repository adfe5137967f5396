//! From a file to a [`Wording`].

use std::collections::BTreeMap;

use super::{ByMode, HelpCard, Key, Names, Phrase, Places, Wording};
use crate::country::{Contacts, report_bare_numbers};
use crate::diagnostic::{Code, Findings, Outcome};
use crate::source::Place;
use crate::yaml::table::{filled_list, text, word};
use crate::yaml::{self, Node, Table, Word};

/// The gaps that the steps for sore days may have.
const SORE_GAPS: &[&str] = &["days"];

/// The gap of the number for advice, in the headings of help cards.
const ADVICE: &str = "advice";

/// The gaps that the headings of help cards may have everywhere.
const WHERE_TO_TURN: [&str; 3] = ["emergency", "department", "doctor"];

impl Wording {
    /// Reads a wording file; `name` is what messages call it.
    pub fn read(name: &str, bytes: &[u8]) -> Outcome<Wording> {
        Self::read_with(name, bytes, None)
    }

    /// Reads a file that says only what differs from another wording.
    pub fn read_over(name: &str, bytes: &[u8], base: &Wording) -> Outcome<Wording> {
        Self::read_with(name, bytes, Some(base))
    }

    fn read_with(name: &str, bytes: &[u8], base: Option<&Wording>) -> Outcome<Wording> {
        let mut findings = Findings::new();
        let node = yaml::read(name, bytes, &mut findings);
        let wording = node.and_then(|node| read(&node, base, &mut findings));
        Outcome::new(wording, findings)
    }
}

/// Reads a key that has to be there, unless there is something below that it would replace.
fn part<'a, T: Clone>(
    table: &mut Table<'a>,
    key: &'static str,
    base: Option<&T>,
    findings: &mut Findings,
    read: impl FnOnce(&'a Node, &mut Findings) -> Option<T>,
) -> Option<T> {
    match (base, table.node(key)) {
        (_, Some(node)) => read(node, findings),
        (Some(base), None) => Some(base.clone()),
        (None, None) => table.required(key, findings, read),
    }
}

fn read(node: &Node, base: Option<&Wording>, findings: &mut Findings) -> Option<Wording> {
    let mut table = Table::open(node, "a wording file", findings)?;
    let t = &mut table;
    let language = part(t, "language", base.map(|b| &b.language), findings, text);
    let region = part(t, "region", base.map(|b| &b.region), findings, text);
    let paper = part(t, "paper", base.map(|b| &b.paper), findings, word);
    let below = base.map(|b| &b.contacts);
    let contacts = part(t, "numbers", below, findings, |n, f| Contacts::read(n, below, f));
    let elsewhere = part(t, "elsewhere", base.map(|b| &b.elsewhere), findings, places);
    let phrases = phrases(t, base, findings);
    let sore = part(t, "sore-steps", base.map(|b| &b.sore), findings, |n, f| by_mode(n, SORE_GAPS, f));
    let end = part(t, "end-lines", base.map(|b| &b.end), findings, |n, f| by_mode(n, &[], f));
    let help = part(t, "help-cards", base.map(|b| &b.help), findings, |n, f| filled_list(n, f, help_card));
    let weekdays = part(t, "weekdays", base.map(|b| &b.weekdays), findings, names);
    let months = part(t, "months", base.map(|b| &b.months), findings, names);
    let (b, key) = (base.map(|b| &b.regions), "body-parts");
    let regions = part(t, key, b, findings, |n, f| words(n, b, f));
    let (b, key) = (base.map(|b| &b.positions), "positions");
    let positions = part(t, key, b, findings, |n, f| words(n, b, f));
    let (b, key) = (base.map(|b| &b.equipment), "things");
    let equipment = part(t, key, b, findings, |n, f| words(n, b, f));
    let (b, key) = (base.map(|b| &b.bands), "bands");
    let bands = part(t, key, b, findings, |n, f| words(n, b, f));
    let (b, key) = (base.map(|b| &b.mechanisms), "mechanisms");
    let mechanisms = part(t, key, b, findings, |n, f| words(n, b, f));
    let local = part(t, "local-words", base.map_or(Some(&Vec::new()), |b| Some(&b.local)), findings, local_words);
    table.close(findings);
    Some(Wording {
        local: local?,
        language: language?,
        region: region?,
        paper: paper?,
        contacts: contacts?,
        elsewhere: elsewhere?,
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
fn phrases(table: &mut Table<'_>, base: Option<&Wording>, findings: &mut Findings) -> BTreeMap<Key, Phrase> {
    let mut phrases = base.map(|base| base.phrases.clone()).unwrap_or_default();
    let mut keys = Key::ALL;
    while let Some(first) = keys.first() {
        let section = first.section();
        let (here, rest) = keys.split_at(keys.iter().take_while(|k| k.section() == section).count());
        keys = rest;
        part(table, section, base.map(|_| &()), findings, |node, findings| {
            let mut table = Table::open(node, "a section of the wording", findings)?;
            for key in here {
                let below = base.and_then(|base| base.phrases.get(key));
                if let Some(phrase) = part(&mut table, key.name(), below, findings, |n, f| phrase(n, key.gaps(), f)) {
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
    report_bare_numbers(&written, &node.place, findings);
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
    let with_advice = [&WHERE_TO_TURN[..], &[ADVICE]].concat();
    let heading = table.required("heading", findings, |n, f| phrase(n, &with_advice, f));
    let asks_advice = heading.as_ref().is_some_and(|heading| heading.gaps().any(|gap| gap == ADVICE));
    // Not every country has a number to ask for advice.
    let without_advice = if asks_advice {
        table.required("without-advice", findings, |n, f| phrase(n, &WHERE_TO_TURN, f))
    } else {
        table.optional("without-advice", findings, |n, f| phrase(n, &WHERE_TO_TURN, f))
    };
    let when = table.required("when", findings, told);
    let lines = table.required("lines", findings, |n, f| filled_list(n, f, told));
    let after = table.optional("after", findings, told);
    table.close(findings);
    let heading = heading?;
    let without_advice = without_advice.unwrap_or_else(|| heading.clone());
    Some(HelpCard { urgency: urgency?, heading, without_advice, when: when?, lines: lines?, after })
}

/// Reads a text that is printed as it stands.
fn told(node: &Node, findings: &mut Findings) -> Option<String> {
    let written = text(node, findings)?;
    report_bare_numbers(&written, &node.place, findings);
    Some(written)
}

fn places(node: &Node, findings: &mut Findings) -> Option<Places> {
    let mut table = Table::open(node, "where to turn to in any country", findings)?;
    let department = table.required("department", findings, text);
    let doctor = table.required("doctor", findings, text);
    table.close(findings);
    Some(Places { department: department?, doctor: doctor? })
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

/// Reads words with what is said instead, the longest first, so that "your physio" goes before "physio".
fn local_words(node: &Node, findings: &mut Findings) -> Option<Vec<(String, String)>> {
    let table = Table::open(node, "a list of words", findings)?;
    let entries = table.entries().iter();
    let mut words: Vec<_> =
        entries.filter_map(|(old, new)| Some((old.value.to_string(), text(new, findings)?))).collect();
    words.sort_by_key(|(old, _)| std::cmp::Reverse(old.len()));
    Some(words)
}

/// Reads a text for every word of a closed list.
fn words<W: Word + Ord>(
    node: &Node,
    base: Option<&BTreeMap<W, String>>,
    findings: &mut Findings,
) -> Option<BTreeMap<W, String>> {
    let mut table = Table::open(node, "a list of words", findings)?;
    let mut words = BTreeMap::new();
    for word in W::ALL {
        let below = base.and_then(|base| base.get(word));
        if let Some(text) = part(&mut table, word.as_str(), below, findings, text) {
            words.insert(*word, text);
        }
    }
    table.close(findings);
    Some(words)
}

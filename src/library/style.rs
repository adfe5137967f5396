//! How texts for patients are to be written: limits and words, each with its source.

use std::collections::BTreeSet;

use super::term::Term;
use crate::diagnostic::Findings;
use crate::yaml::table::{filled_list, real, text, whole};
use crate::yaml::{Node, Table};

/// How hard to read a text may be, in years of American schooling.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadingLimits {
    /// The Flesch-Kincaid grade of all texts of an item together.
    pub item: f64,
    /// The Flesch-Kincaid grade of one text.
    pub text: f64,
    /// The words from which a text is long enough for a grade of its own.
    pub text_words: u32,
    /// The SMOG grade of all texts of the library together, or of a long item.
    pub smog: f64,
    /// Where the limits come from.
    pub source: String,
}

/// How many words may be in what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LengthLimits {
    /// A sentence.
    pub sentence: u32,
    /// The sentences of an item on average.
    pub average: u32,
    /// A step.
    pub step: u32,
    /// The steps of an exercise: not words, but how many there are.
    pub steps: u32,
    /// Where the limits come from.
    pub source: String,
}

/// From when on two exercises are taken for one.
#[derive(Debug, Clone, PartialEq)]
pub struct TwinLimits {
    /// The letters by which two names of the same thing may differ.
    pub name: u32,
    /// The share of words that the steps of two exercises have in common, 0 to 1.
    pub steps: f64,
    /// Where the limits come from.
    pub source: String,
}

/// How long the review of an item may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewLimits {
    /// The years, at most.
    pub years: u32,
    /// Where the limit comes from.
    pub source: String,
}

/// Words by which a change of a text for patients is more than other words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TellingWords {
    /// A sentence with one of these says when to stop and whom to ask: it guards the patient.
    pub guards: Vec<Term>,
    /// A sentence with one of these gives the patient a rest.
    pub rests: Vec<Term>,
    /// Where one of these comes or goes, something else is asked for: numbers, sides, more and less, fast and slow.
    pub words: Vec<Term>,
    /// Where the choice comes from.
    pub source: String,
}

/// Words that patients never read, for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Banned {
    /// The words.
    pub words: Vec<Term>,
    /// What to say instead.
    pub instead: String,
    /// Where that comes from.
    pub source: String,
}

/// How texts for patients are to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Style {
    reading: ReadingLimits,
    length: LengthLimits,
    actions: BTreeSet<String>,
    claims: Vec<Term>,
    twins: TwinLimits,
    reviews: ReviewLimits,
    telling: Option<TellingWords>,
    banned: Vec<Banned>,
}

impl Style {
    /// How hard to read texts may be.
    pub fn reading(&self) -> &ReadingLimits {
        &self.reading
    }

    /// How long sentences and steps may be.
    pub fn length(&self) -> &LengthLimits {
        &self.length
    }

    /// The verbs with which an action of a step begins, in lower case.
    pub fn actions(&self) -> &BTreeSet<String> {
        &self.actions
    }

    /// The words by which a claim of fact is known.
    pub fn claims(&self) -> &[Term] {
        &self.claims
    }

    /// From when on two exercises are taken for one.
    pub fn twins(&self) -> &TwinLimits {
        &self.twins
    }

    /// How long reviews may hold.
    pub fn reviews(&self) -> &ReviewLimits {
        &self.reviews
    }

    /// The words by which a change of a text is more than other words; none in a library that leaves them to the core one.
    pub fn telling(&self) -> Option<&TellingWords> {
        self.telling.as_ref()
    }

    /// The words that patients never read.
    pub fn banned(&self) -> &[Banned] {
        &self.banned
    }

    pub(crate) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "`style.yaml`", findings)?;
        let reading = table.required("reading", findings, reading);
        let length = table.required("length", findings, length);
        let actions = table.required("actions", findings, actions);
        let claims = table.required("claims", findings, claims);
        let twins = table.required("twins", findings, twins);
        let reviews = table.required("reviews", findings, reviews);
        // Libraries from before the section was thought of have none.
        let telling = table.optional("telling", findings, telling);
        let banned = table.required("banned", findings, |n, f| filled_list(n, f, banned));
        table.close(findings);
        Some(Self {
            reading: reading?,
            length: length?,
            actions: actions?,
            claims: claims?,
            twins: twins?,
            reviews: reviews?,
            telling,
            banned: banned?,
        })
    }
}

/// The highest grade that a limit may be: twenty years at school.
const MOST_GRADE: f64 = 20.0;

/// The most words that a limit may be.
const MOST_WORDS: u32 = 100;

/// The most letters by which two names may differ and still be near: of short names, two are a third.
const MOST_SLIPS: u32 = 2;

/// The most years that a limit may be.
const MOST_YEARS: u32 = 20;

fn reading(node: &Node, findings: &mut Findings) -> Option<ReadingLimits> {
    let mut table = Table::open(node, "`reading`", findings)?;
    let mut grade = |key| table.required(key, findings, |n, f| real(n, f, 0.0, MOST_GRADE));
    let (item, text_grade, smog) = (grade("item"), grade("text"), grade("smog"));
    let text_words = table.required("text-words", findings, words);
    let source = table.required("source", findings, text);
    table.close(findings);
    Some(ReadingLimits { item: item?, text: text_grade?, text_words: text_words?, smog: smog?, source: source? })
}

fn words(node: &Node, findings: &mut Findings) -> Option<u32> {
    whole(node, findings, 1, MOST_WORDS)
}

fn length(node: &Node, findings: &mut Findings) -> Option<LengthLimits> {
    let mut table = Table::open(node, "`length`", findings)?;
    let sentence = table.required("sentence", findings, words);
    let average = table.required("average", findings, words);
    let step = table.required("step", findings, words);
    let steps = table.required("steps", findings, words);
    let source = table.required("source", findings, text);
    table.close(findings);
    Some(LengthLimits { sentence: sentence?, average: average?, step: step?, steps: steps?, source: source? })
}

fn actions(node: &Node, findings: &mut Findings) -> Option<BTreeSet<String>> {
    let mut table = Table::open(node, "`actions`", findings)?;
    let verbs = table.required("verbs", findings, |n, f| filled_list(n, f, |n, f| filled_list(n, f, text)));
    // Asked for so that nobody can leave it out.
    table.required("source", findings, text);
    table.close(findings);
    Some(verbs?.concat().iter().map(|verb| verb.to_lowercase()).collect())
}

fn claims(node: &Node, findings: &mut Findings) -> Option<Vec<Term>> {
    let mut table = Table::open(node, "`claims`", findings)?;
    let words = table.required("words", findings, terms);
    table.required("source", findings, text);
    table.close(findings);
    words
}

fn terms(node: &Node, findings: &mut Findings) -> Option<Vec<Term>> {
    filled_list(node, findings, Term::read)
}

fn twins(node: &Node, findings: &mut Findings) -> Option<TwinLimits> {
    let mut table = Table::open(node, "`twins`", findings)?;
    let name = table.required("name", findings, |n, f| whole(n, f, 0, MOST_SLIPS));
    let steps = table.required("steps", findings, |n, f| real(n, f, 0.0, 1.0));
    let source = table.required("source", findings, text);
    table.close(findings);
    Some(TwinLimits { name: name?, steps: steps?, source: source? })
}

fn reviews(node: &Node, findings: &mut Findings) -> Option<ReviewLimits> {
    let mut table = Table::open(node, "`reviews`", findings)?;
    let years = table.required("years", findings, |n, f| whole(n, f, 1, MOST_YEARS));
    let source = table.required("source", findings, text);
    table.close(findings);
    Some(ReviewLimits { years: years?, source: source? })
}

fn telling(node: &Node, findings: &mut Findings) -> Option<TellingWords> {
    let mut table = Table::open(node, "`telling`", findings)?;
    let guards = table.required("guards", findings, terms);
    // Thought of later than the section.
    let rests = table.optional("rests", findings, terms);
    let words = table.required("words", findings, |n, f| filled_list(n, f, terms));
    let source = table.required("source", findings, text);
    table.close(findings);
    let rests = rests.unwrap_or_default();
    Some(TellingWords { guards: guards?, rests, words: words?.concat(), source: source? })
}

fn banned(node: &Node, findings: &mut Findings) -> Option<Banned> {
    let mut table = Table::open(node, "banned words", findings)?;
    let words = table.required("words", findings, terms);
    let instead = table.required("instead", findings, text);
    let source = table.required("source", findings, text);
    table.close(findings);
    Some(Banned { words: words?, instead: instead?, source: source? })
}

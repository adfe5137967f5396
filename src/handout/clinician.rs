//! The clinician's sheet: the whole programme with its forecast, findings and sources, for the file.

use serde::Serialize;

use super::chart::{Chart, chart};
use super::claim::{Claim, ClaimKind};
use super::compose::{Input, dates, footer};
use super::layout::Layout;
use super::model::{Document, Footer, Locale};
use super::sources::{SheetSource, sources};
use crate::completeness::{completeness, met};
use crate::diagnostic::Diagnostic;
use crate::forecast::{Agent, Level, Reason, SessionForecast};
use crate::library::{ExerciseId, Library};
use crate::programme::Despite;
use crate::schedule::{Change, Item, Session, SessionKind};
use crate::wording::{Key, Wording};
use crate::yaml::Word;

/// The sheet, ready to be set.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ClinicianSheet {
    /// How it is printed.
    #[serde(skip)]
    pub layout: Layout,
    /// Language and region.
    pub locale: Locale,
    /// What the PDF says of itself.
    pub document: Document,
    /// The title.
    pub title: String,
    /// The programme's name.
    pub programme: String,
    /// How long it takes, and from when.
    pub dates: String,
    /// The person's factors and the plan's, a line each.
    pub facts: Vec<String>,
    /// Soreness over time.
    pub chart: Chart,
    /// The heading of the table of sessions.
    pub sessions_heading: String,
    /// The headings of its columns.
    pub columns: [String; 6],
    /// The sessions.
    pub rows: Vec<SheetRow>,
    /// The heading of what the physio decided against a rule.
    pub decisions_heading: String,
    /// What that is, with the reasons; may be empty.
    pub decisions: Vec<String>,
    /// The heading of the findings.
    pub findings_heading: String,
    /// What `check` found, or that it found nothing.
    pub findings: Vec<String>,
    /// The heading of the sources.
    pub sources_heading: String,
    /// Where the numbers come from, a mechanism each.
    pub sources: Vec<SheetSource>,
    /// The foot of each page.
    pub footer: Footer,
}

/// A session in the table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetRow {
    /// Its number.
    pub number: String,
    /// Its date.
    pub date: String,
    /// What is done, as far as it differs from last time.
    pub done: String,
    /// How likely it is to be felt, as a word, and by how many.
    pub felt: String,
    /// How sore, alone and with what is left from before.
    pub size: String,
    /// The main reasons.
    pub why: String,
    /// Whether it stands out.
    pub likely: bool,
}

/// The most reasons that are named for a session.
const MOST_REASONS: usize = 2;

/// Composes the sheet; `findings` are those of all stages.
pub fn clinician_sheet(input: &Input<'_>, findings: &[Diagnostic]) -> ClinicianSheet {
    let words = input.wording;
    let text = |key| words.text(key, &[]);
    let rows = input.sessions().map(|(session, forecast)| row(session, forecast, input)).collect();
    let found = findings.iter().map(|f| quoted(&format!("{} ({}): {}", f.message(), f.code(), f.hint())));
    let findings: Vec<String> = if findings.is_empty() { vec![text(Key::SheetNoFindings)] } else { found.collect() };
    ClinicianSheet {
        layout: input.layout.clone(),
        locale: Locale { lang: words.language().to_owned(), region: words.region().to_owned() },
        document: Document {
            title: format!("{}: {}", text(Key::SheetHeading), input.programme.name()),
            description: text(Key::SheetDescription),
        },
        title: text(Key::SheetHeading),
        programme: input.programme.name().to_owned(),
        dates: dates(input),
        facts: facts(input),
        chart: chart(input),
        sessions_heading: text(Key::SheetSessions),
        columns: [
            text(Key::SheetColumnSession),
            text(Key::SheetColumnDate),
            text(Key::SheetColumnDone),
            text(Key::SheetColumnFelt),
            text(Key::SheetColumnSize),
            text(Key::SheetColumnWhy),
        ],
        rows,
        decisions_heading: text(Key::SheetDecisions),
        decisions: decisions(input),
        findings_heading: text(Key::SheetFindings),
        findings,
        sources_heading: text(Key::SheetSources),
        sources: sources(input),
        footer: footer(input),
    }
}

/// A message with quotation marks instead of backticks, which a proportional font sets as accents.
fn quoted(message: &str) -> String {
    let parts = message.split('`').enumerate();
    parts
        .map(|(i, part)| if i == 0 { part.to_owned() } else { format!("{}{part}", if i % 2 == 1 { '“' } else { '”' }) })
        .collect()
}

impl ClinicianSheet {
    /// Every text without which the sheet must not be given to anybody: each session, and each finding.
    pub fn claims(&self) -> Vec<Claim> {
        let of_row = |row: &SheetRow| {
            let texts = [
                (ClaimKind::Warning, &row.date),
                (ClaimKind::Dose, &row.done),
                (ClaimKind::Warning, &row.felt),
                (ClaimKind::Warning, &row.size),
                (ClaimKind::Warning, &row.why),
            ];
            let there = texts.into_iter().filter(|(_, text)| !text.is_empty());
            there.map(|(kind, text)| Claim::new(kind, text)).collect::<Vec<_>>()
        };
        let rows = self.rows.iter().flat_map(of_row);
        let decisions = self.decisions.iter().map(|d| Claim::new(ClaimKind::Advice, d));
        rows.chain(decisions).chain(self.findings.iter().map(|f| Claim::new(ClaimKind::Advice, f))).collect()
    }
}

/// The doses pinned, the cautions met with a reason, and the rules overruled.
fn decisions(input: &Input<'_>) -> Vec<String> {
    let (words, library, programme) = (input.wording, input.library, input.programme);
    let exercise = |id: &ExerciseId| library.exercise(id).map_or_else(|| id.to_string(), |e| e.name().to_owned());
    let despite = |name: &str, despite: &Despite| {
        let names = despite.what.iter().map(|id| library.condition(&id.value).map_or(id.value.as_str(), |c| c.name()));
        let conditions = words.list(&names.collect::<Vec<_>>());
        let gaps = [("name", name), ("conditions", &conditions), ("because", &despite.because.value)];
        words.text(Key::SheetDespite, &gaps)
    };
    let mut all = Vec::new();
    for prescription in programme.phases().iter().flat_map(|p| p.prescriptions()) {
        let name = exercise(prescription.exercise());
        for pin in prescription.pins() {
            let (week, dose) = &pin.what;
            let of_week = input.schedule.sessions().iter().filter(|s| s.week() == *week).flat_map(Session::items);
            let done = of_week.rev().find(|item| item.exercise() == prescription.exercise());
            let dose = done.map_or_else(|| dose.over(prescription.goal()), |item| *item.dose());
            let (week, dose) = (week.to_string(), dose.short());
            let gaps = [("name", &*name), ("week", &*week), ("dose", &*dose), ("because", &*pin.because.value)];
            all.push(words.text(Key::SheetPin, &gaps));
        }
        all.extend(prescription.despite().map(|d| despite(&name, d)));
    }
    for visit in programme.visits() {
        let names = visit.techniques().map(|id| library.technique(id).map_or(id.as_str(), |t| t.name()));
        let names = words.list(&names.collect::<Vec<_>>());
        all.extend(visit.despite().map(|d| despite(&names, d)));
    }
    for overrule in programme.overrules() {
        let (rule, because) = (overrule.rule().as_str(), &*overrule.because().value);
        all.push(match overrule.exercise().map(exercise) {
            Some(name) => words.text(Key::SheetOverruleFor, &[("rule", rule), ("name", &name), ("because", because)]),
            None => words.text(Key::SheetOverrule, &[("rule", rule), ("because", because)]),
        });
    }
    all
}

fn facts(input: &Input<'_>) -> Vec<String> {
    let words = input.wording;
    let (programme, person) = (input.programme, input.programme.person());
    let weeks = person.last_active().get().to_string();
    let gaps = [
        ("pain", &*person.usual_pain().to_string()),
        ("sensitivity", person.sensitivity().as_str()),
        ("weeks", &*weeks),
    ];
    let worried = if person.worried() { Key::SheetWorried } else { Key::SheetNotWorried };
    let ceiling = match programme.ceiling() {
        Some(ceiling) => words.text(Key::SheetCeiling, &[("ceiling", &ceiling.value.get().to_string())]),
        None => words.text(Key::SheetNoCeiling, &[]),
    };
    let conditions: Vec<&str> =
        person.conditions().filter_map(|id| input.library.condition(id)).map(|c| c.name()).collect();
    let mut facts = vec![
        words.text(Key::SheetPerson, &gaps),
        words.text(worried, &[]),
        words.text(Key::SheetMode, &[("mode", programme.mode().as_str())]),
        ceiling,
    ];
    let items = completeness(programme, input.library, input.schedule);
    let (met, all) = (met(&items).to_string(), items.len().to_string());
    facts.push(words.text(Key::SheetCert, &[("met", &met), ("all", &all)]));
    if !conditions.is_empty() {
        facts.push(words.text(Key::SheetConditions, &[("conditions", &words.list(&conditions))]));
    }
    facts
}

fn row(session: &Session, forecast: &SessionForecast, input: &Input<'_>) -> SheetRow {
    let words = input.wording;
    let level = match forecast.level() {
        Level::Unlikely => Key::LevelUnlikely,
        Level::Possible => Key::LevelPossible,
        Level::Likely => Key::LevelLikely,
    };
    let count = forecast.telling_chance().of_ten().to_string();
    let tenths = |size: crate::units::Soreness| format!("{:.1}", size.rounded());
    let (own, total) = (tenths(forecast.own_peak()), tenths(forecast.peak()));
    let size = if own == total { Key::SheetSize } else { Key::SheetSizeTotal };
    SheetRow {
        number: session.number().to_string(),
        date: format!(
            "{} {}",
            words.weekday_short(chrono::Datelike::weekday(&session.date())),
            words.date_short(session.date())
        ),
        done: done(session, input),
        felt: words.text(Key::SheetFelt, &[("level", &words.text(level, &[])), ("n", &count)]),
        size: words.text(size, &[("own", &own), ("total", &total)]),
        why: why(forecast, input.library, words),
        likely: forecast.level() == Level::Likely,
    }
}

/// The techniques of a visit, or the doses that differ from last time.
fn done(session: &Session, input: &Input<'_>) -> String {
    let words = input.wording;
    if let SessionKind::Clinic(techniques) = session.kind() {
        let names = techniques.iter().filter_map(|id| input.library.technique(id)).map(|t| t.name().to_owned());
        return words.list(&names.collect::<Vec<_>>());
    }
    let change = |item: &&Item| item.change() != Change::Same;
    let name = |item: &Item| {
        let name = input.library.exercise(item.exercise()).map_or(item.exercise().as_str(), |e| e.name());
        // A dose is not parted at the end of a line.
        format!("{name} {}", item.dose().short().replace(' ', "\u{a0}"))
    };
    let changed: Vec<String> = session.items().iter().filter(change).map(name).collect();
    let left_out = session.left_out().iter().map(|(id, why)| {
        let name = input.library.exercise(id).map_or(id.as_str(), |e| e.name());
        words.text(Key::SheetLeftOut, &[("name", name), ("rule", why.as_str())])
    });
    let mut parts: Vec<String> = left_out.collect();
    parts.splice(0..0, changed);
    let done = if parts.is_empty() { words.text(Key::SheetAsBefore, &[]) } else { parts.join("; ") };
    match input.programme.lot_on(session.date()) {
        Some(lot) => words.text(Key::SheetLot, &[("lot", lot.as_str()), ("done", &done)]),
        None => done,
    }
}

/// The reasons that would be worth telling of, the largest first.
fn why(forecast: &SessionForecast, library: &Library, words: &Wording) -> String {
    let possible = &library.rules().levels.possible;
    let telling = |r: &&Reason| r.reaches(possible.peak) && r.chance() >= possible.chance;
    let name = |r: &Reason| {
        let novelty = r.novelty().as_str();
        let gaps = [("agent", agent_name(r.agent(), library)), ("mechanism", r.mechanism().as_str())];
        let gaps = [&gaps[..], &[("where", r.region().as_str()), ("novelty", novelty)]].concat();
        words.text(if r.rests_on_study() { Key::SheetReason } else { Key::SheetReasonOpinion }, &gaps)
    };
    let reasons = forecast.reasons().iter().filter(telling).take(MOST_REASONS);
    reasons.map(name).collect::<Vec<_>>().join("; ")
}

/// The name of an exercise or technique among physios.
pub(super) fn agent_name<'a>(agent: &'a Agent, library: &'a Library) -> &'a str {
    match agent {
        Agent::Exercise(id) => library.exercise(id).map_or(id.as_str(), |e| e.name()),
        Agent::Technique(id) => library.technique(id).map_or(id.as_str(), |t| t.name()),
    }
}

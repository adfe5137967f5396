//! Random libraries and programmes, all the way to a PDF that is read back: findings, or a sound page, and no third thing.
//!
//! A case takes half a second, so there are few; `PROPTEST_CASES` asks for more.

use std::fmt::Write as _;
use std::sync::LazyLock;

use backplan::diagnostic::{Outcome, Severity};
use backplan::embedded;
use backplan::forecast::forecast;
use backplan::handout::{Details, Input, Layout, clinician_sheet, compose};
use backplan::library::{Library, LibraryFile};
use backplan::planner::plan;
use backplan::programme::Programme;
use backplan::proof::{self, Margin, Sheet};
use backplan::review::{Whole, review};
use backplan::typeset::{Template, forget_unused, typeset};
use backplan::wording::Wording;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

const SHEET: Sheet = Sheet { margin: Margin { left: 36.0, right: 36.0, top: 36.0, bottom: 50.0 }, smallest: 13.0 };
const LARGE: Sheet = Sheet { smallest: 16.0, ..SHEET };
const CLINICIAN: Sheet = Sheet { margin: Margin { left: 36.0, right: 36.0, top: 30.0, bottom: 46.0 }, smallest: 9.0 };

static CORE: LazyLock<Library> =
    LazyLock::new(|| Library::read("core", &embedded::core_library()).into_parts().0.unwrap());

static WORDING: LazyLock<Wording> = LazyLock::new(|| {
    let file = embedded::wording("en-GB").unwrap();
    Wording::read(file.path, file.bytes).into_parts().0.unwrap()
});

/// An exercise of a clinic's own, before it is written down.
#[derive(Debug, Clone)]
struct OwnExercise {
    name: String,
    steps: Vec<String>,
    /// Sets, and repetitions or seconds.
    start: (u32, u32),
    more: (u32, u32),
    is_hold: bool,
    peak: u32,
    chance: u32,
    mechanism: &'static str,
}

/// A text in quotes, which YAML takes as JSON has it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

impl OwnExercise {
    fn yaml(&self) -> String {
        let (measure, of) = if self.is_hold { ("hold", "reps: 3, hold") } else { ("reps", "reps") };
        let unit = if self.is_hold { " s" } else { "" };
        let ((sets, amount), (more_sets, more)) = (self.start, self.more);
        let mut text = format!(
            "name: {}\npurpose: Helps you move.\nposition: standing\nequipment: []\nsteps:\n",
            quoted(&self.name)
        );
        for step in &self.steps {
            writeln!(text, "  - {}", quoted(step)).unwrap();
        }
        let grow = if self.is_hold { "hold" } else { "reps" };
        write!(
            text,
            "feel: You should feel your legs.\nmistakes: [Go slowly.]\ndose:\n  measure: {measure}\n  \
             start: {{ sets: {sets}, {of}: {amount}{unit}, rest: 30 s }}\n  \
             most: {{ sets: {}, {of}: {}{unit} }}\n  grow: [{grow}, sets]\n\
             work:\n  - {{ muscle: gluteus-maximus, action: mixed, length: short }}\n\
             soreness:\n  - {{ mechanism: {}, where: buttocks, chance: 0.{:02}, peak: {}, source: expert-opinion }}\n\
             avoid-if: []\nevidence: {{ certainty: expert-opinion, source: expert-opinion }}\n\
             reviewed: {{ by: nobody, on: 2026-11-24, until: 2028-11-24 }}\n",
            sets + more_sets,
            amount + more,
            self.mechanism,
            self.chance,
            self.peak,
        )
        .unwrap();
        text
    }
}

/// A programme, before it is written down. Numbers choose among the exercises that there are.
#[derive(Debug, Clone)]
struct Sketch {
    own: Vec<OwnExercise>,
    name: String,
    days: Vec<&'static str>,
    phases: Vec<(u32, Vec<prop::sample::Index>)>,
    visits: Vec<(u32, &'static str, prop::sample::Index)>,
    ceiling: Option<u32>,
    person: (u32, &'static str, u32, bool),
    patient: Option<String>,
    start: u64,
    is_time_contingent: bool,
    look: (bool, bool),
}

impl Sketch {
    fn library(&self) -> Outcome<Library> {
        let head = "id: ours\nname: Ours\nversion: 1.0.0\nextends: core ^1\n".to_owned();
        let own = self.own.iter().zip(1..).map(|(own, n)| (format!("own/own-{n}.yaml"), own.yaml()));
        let files = [("library.yaml".to_owned(), head)].into_iter().chain(own);
        let files: Vec<_> = files.map(|(path, text)| LibraryFile::new(&*path, &*path, text.into_bytes())).collect();
        Library::read_over("ours", &files, &embedded::core_library())
    }

    fn yaml(&self, library: &Library) -> String {
        let exercises: Vec<String> = library.exercises().map(|e| e.id().to_string()).collect();
        let techniques: Vec<String> = library.techniques().map(|t| t.id().to_string()).collect();
        let weeks: u32 = self.phases.iter().map(|phase| phase.0).sum();
        let (pain, sensitivity, last_active, worried) = self.person;
        let mut text = format!(
            "name: {}\npurpose: A try.\nlibrary: ours ^1\nweeks: {weeks}\ndays: [{}]\nmode: {}\n\
             person: {{ usual-pain: {pain}, sensitivity: {sensitivity}, last-active: {last_active} weeks, worried: {worried} }}\n",
            quoted(&self.name),
            self.days.join(", "),
            if self.is_time_contingent { "time-contingent" } else { "pain-contingent" },
        );
        if let Some(ceiling) = self.ceiling {
            writeln!(text, "ceiling: {ceiling}").unwrap();
        }
        text += "phases:\n";
        for (weeks, chosen) in &self.phases {
            write!(text, "  - name: Phase\n    weeks: {weeks}\n    exercises:\n").unwrap();
            let mut ids: Vec<&String> = chosen.iter().map(|index| index.get(&exercises)).collect();
            // The clinic's own first, as they are what is random.
            ids.extend(exercises.iter().filter(|id| id.starts_with("own-")));
            ids.sort();
            ids.dedup();
            ids.iter().for_each(|id| writeln!(text, "      - use: {id}").unwrap());
        }
        let visits: Vec<_> = self.visits.iter().filter(|visit| visit.0 <= weeks).collect();
        text += if visits.is_empty() { "visits: []\n" } else { "visits:\n" };
        for (week, day, technique) in visits {
            writeln!(text, "  - {{ week: {week}, day: {day}, techniques: [{}] }}", technique.get(&techniques)).unwrap();
        }
        text
    }
}

/// What came of a sketch.
#[derive(Debug, PartialEq)]
enum Made {
    Findings(Vec<String>),
    /// What the fonts lack.
    Refused(String),
    Pdfs([Vec<u8>; 2]),
}

/// A stage has a value when, and only when, it found no error.
fn taken<T>(outcome: Outcome<T>) -> Result<T, Made> {
    let (value, found) = outcome.into_parts();
    let errors: Vec<_> = found.iter().filter(|f| f.severity() == Severity::Error).collect();
    assert_eq!(value.is_none(), !errors.is_empty(), "{found:?}");
    let said = |f: &&backplan::diagnostic::Diagnostic| {
        format!("{} {}:{} {}", f.code(), f.place().line(), f.place().column(), f.message())
    };
    value.ok_or_else(|| Made::Findings(errors.iter().map(said).collect()))
}

fn made(sketch: &Sketch) -> Result<Made, Made> {
    let library = taken(sketch.library())?;
    let start =
        NaiveDate::from_ymd_opt(2026, 11, 30).and_then(|day| day.checked_add_days(Days::new(sketch.start))).unwrap();
    let programme = taken(Programme::read("random.yaml", sketch.yaml(&library).as_bytes(), &library))?;
    let schedule = taken(plan(&programme, &library, start))?;
    let forecasts = forecast(&schedule, &programme, &library);
    let whole = Whole { programme: &programme, library: &library, schedule: &schedule, forecasts: &forecasts };
    let reviewed = review(&whole);
    let findings = reviewed.findings().to_vec();
    taken(reviewed)?;
    let (grey, large_print) = sketch.look;
    let layout = Layout { grey, large_print, ..Layout::default() };
    let details = Details { patient: sketch.patient.clone(), ..Details::default() };
    let input = Input {
        programme: &programme,
        library: &library,
        schedule: &schedule,
        forecasts: &forecasts,
        wording: &WORDING,
        details: &details,
        layout: &layout,
    };
    let template = Template::embedded();
    let refused = |error: backplan::typeset::TypesetError| {
        assert!(error.to_string().contains("no sign for"), "{error}\n{sketch:#?}");
        Made::Refused(error.to_string())
    };
    let handout = compose(&input);
    let pdf = typeset(&handout, &template, start).map_err(refused)?;
    let proofed = proof::check(&pdf, &handout.claims(), if large_print { &LARGE } else { &SHEET });
    assert!(proofed.is_ok(), "{}\n{sketch:#?}", proofed.unwrap_err());
    let plain = Layout::default();
    let sheet = clinician_sheet(&Input { layout: &plain, ..input }, &findings);
    let sheet_pdf = typeset(&sheet, &template, start).map_err(refused)?;
    let proofed = proof::check(&sheet_pdf, &sheet.claims(), &CLINICIAN);
    assert!(proofed.is_ok(), "{}\n{sketch:#?}", proofed.unwrap_err());
    Ok(Made::Pdfs([pdf, sheet_pdf]))
}

/// A line that somebody may write: letters of many scripts, signs that mean something to YAML, JSON, Typst or PDF, and what no
/// font here has.
fn lines() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        12 => "[a-z]{1,9}",
        2 => "[A-ZÀ-ÖØ-öø-ÿŁłŐőŞşΑ-Ωα-ωА-Яа-я]{1,7}",
        2 => r##"["'#$@<>\\{}()\[\]*_~`&%=+|;:!?,./-]{1,3}"##,
        1 => "[0-9]{1,12}",
        1 => "[a-z]{30,60}",
        1 => Just("½ ≤ 3".to_owned()),
        1 => Just("e\u{301}".to_owned()),
        1 => Just("fi ffl \u{fb01}".to_owned()),
    ];
    let odd = prop_oneof![200 => Just(""), 1 => Just(" 漢"), 1 => Just(" 🙂"), 1 => Just(" \u{5d0}\u{5d1}"), 1 => Just("\u{202e}")];
    (prop::collection::vec(word, 1..7), odd).prop_map(|(words, odd)| words.join(" ") + odd)
}

fn own() -> impl Strategy<Value = OwnExercise> {
    let mechanism = prop::sample::select(vec!["doms", "activation", "posture", "sensitisation"]);
    let dose = (1..3u32, 3..12u32);
    (
        lines(),
        prop::collection::vec(lines(), 1..8),
        dose,
        (0..3u32, 0..20u32),
        any::<bool>(),
        0..=10u32,
        0..100u32,
        mechanism,
    )
        .prop_map(|(name, steps, start, more, is_hold, peak, chance, mechanism)| OwnExercise {
            name,
            steps,
            start,
            more,
            is_hold,
            peak,
            chance,
            mechanism,
        })
}

fn sketches() -> impl Strategy<Value = Sketch> {
    let week = vec!["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let phase = (1..5u32, prop::collection::vec(any::<prop::sample::Index>(), 1..9));
    let visit = (1..12u32, prop::sample::select(week.clone()), any::<prop::sample::Index>());
    let person = (0..=10u32, prop::sample::select(vec!["low", "usual", "high"]), 0..=60u32, any::<bool>());
    (
        prop::collection::vec(own(), 0..4),
        lines(),
        prop::sample::subsequence(week, 1..=7),
        prop::collection::vec(phase, 1..=3),
        prop::collection::vec(visit, 0..=5),
        prop::option::of(0..=10u32),
        person,
        prop::option::of(lines()),
        (0..900u64, any::<bool>()),
        (any::<bool>(), any::<bool>()),
    )
        .prop_map(
            |(own, name, days, phases, mut visits, ceiling, person, patient, (start, is_time_contingent), look)| {
                visits.sort_by_key(|visit| (visit.0, visit.1));
                visits.dedup_by_key(|visit| (visit.0, visit.1));
                let patient = patient.filter(|name| !name.contains('\u{202e}'));
                Sketch { own, name, days, phases, visits, ceiling, person, patient, start, is_time_contingent, look }
            },
        )
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(12)
}

/// The most that a sketch unfolds to, so that a case takes a moment.
fn is_small(sketch: &Sketch) -> bool {
    sketch.phases.iter().map(|phase| phase.0).sum::<u32>() <= 8
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_ends_in_findings_or_a_proofed_pdf_and_twice_in_the_same(sketch in sketches().prop_filter("small", is_small)) {
        let first = made(&sketch);
        let again = made(&sketch);
        forget_unused();
        // With `--nocapture` it is seen how many get how far.
        let end = match &first {
            Ok(Made::Pdfs(pdfs)) => format!("{} and {} bytes of PDF", pdfs[0].len(), pdfs[1].len()),
            Ok(other) | Err(other) => format!("{other:?}").chars().take(200).collect(),
        };
        eprintln!("{end}");
        prop_assert!(first == again, "twice the same gave two things");
    }
}

/// The random sketches are of use only if many of them get to the end.
#[test]
fn a_plain_sketch_gets_to_the_end() {
    let own = OwnExercise {
        name: "Step \"up\" #1".to_owned(),
        steps: vec!["Step up.".to_owned(), "Step down.".to_owned()],
        start: (1, 5),
        more: (1, 5),
        is_hold: false,
        peak: 2,
        chance: 30,
        mechanism: "doms",
    };
    let sketch = Sketch {
        own: vec![own.clone(), OwnExercise { is_hold: true, name: "Hold".to_owned(), ..own }],
        name: "Random".to_owned(),
        days: vec!["mon", "thu"],
        phases: vec![(2, Vec::new())],
        visits: Vec::new(),
        ceiling: None,
        person: (3, "usual", 4, false),
        patient: Some("Zoë O'Brien".to_owned()),
        start: 0,
        is_time_contingent: false,
        look: (false, false),
    };
    assert!(CORE.exercises().count() > 100);
    match made(&sketch) {
        Ok(Made::Pdfs(_)) => {}
        other => panic!("{other:?}"),
    }
}

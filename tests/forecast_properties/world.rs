//! Random libraries, programmes and people, written as files.

use std::fmt::Write as _;

use backplan::embedded;
use backplan::forecast::{SessionForecast, forecast};
use backplan::library::{Library, LibraryFile};
use backplan::planner::plan;
use backplan::programme::Programme;
use backplan::schedule::Schedule;
use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::select;

const MECHANISMS: [&str; 7] =
    ["doms", "activation", "swelling", "sensitisation", "posture", "joint-mobilisation", "soft-tissue"];
const REGIONS: [&str; 3] = ["lower back", "buttocks", "back of thighs"];
const ACTIONS: [&str; 4] = ["eccentric", "mixed", "concentric", "isometric"];

/// The numbers of a mechanism.
#[derive(Debug, Clone)]
pub struct Numbers {
    id: &'static str,
    cause: &'static str,
    points: [u32; 7],
    size: [u32; 3],
    chance: f64,
    steps: Vec<f64>,
    keeps: u32,
    gone: u32,
    variation: f64,
    odds_each: Option<f64>,
    powers: [f64; 3],
    reference: Option<(u32, f64)>,
    straight_after: Option<(f64, f64, u32)>,
    drive: Option<[f64; 5]>,
    sensitivity: [f64; 3],
    active_lately: f64,
}

impl Numbers {
    fn yaml(&self) -> String {
        let [onset, onset_to, peak, peak_to, gone_from, gone, outer] = self.points;
        let [least, usual, most] = self.size.map(|tenths| f64::from(tenths) / 10.0);
        let steps: Vec<String> = self.steps.iter().map(f64::to_string).collect();
        let mut text = format!(
            "name: Random\npatient-name: Random\ncause: {}\nprofile:\n  onset: {{ from: {onset} h, to: {onset_to} h }}\n  \
             peak: {{ from: {peak} h, to: {peak_to} h }}\n  gone: {{ from: {gone_from} h, to: {gone} h, outer: {outer} h }}\n\
             size: {{ usual: {usual}, least: {least}, most: {most} }}\nchance: {}\n\
             fading:\n  sessions: [{}]\n  keeps: {} weeks\n  gone: {} weeks\n  variation: {}\n",
            self.cause,
            self.chance,
            steps.join(", "),
            self.keeps,
            self.keeps + self.gone,
            self.variation
        );
        if let Some(each) = self.odds_each {
            writeln!(text, "  odds-each: {each}").unwrap();
        }
        let [volume, effort, odds] = self.powers;
        writeln!(text, "dose:\n  volume: {volume}\n  effort: {effort}\n  odds-effort: {odds}").unwrap();
        if let Some((repetitions, effort)) = self.reference {
            writeln!(text, "  reference: {{ repetitions: {repetitions}, effort: {effort} }}").unwrap();
        }
        if let Some((share, effort, gone)) = self.straight_after {
            writeln!(text, "straight-after: {{ share: {share}, effort: {effort}, gone: {gone} h }}").unwrap();
        }
        if let Some([concentric, mixed, eccentric, isometric, long]) = self.drive {
            writeln!(
                text,
                "drive: {{ eccentric: {eccentric}, mixed: {mixed}, isometric-long: {long}, concentric: {concentric}, \
                 isometric: {isometric} }}"
            )
            .unwrap();
        }
        let [low, usual, high] = self.sensitivity;
        writeln!(
            text,
            "person:\n  sensitivity: {{ low: {low}, usual: {usual}, high: {high} }}\n  active-lately: {}\n\
             confidence: {{ timing: low, size: low, fading: low }}\nsources: [a test]\nchosen: At random.\nwhy: It is a test.\n\
             helps: [Rest.]\nis-not: It is not real.",
            self.active_lately
        )
        .unwrap();
        text
    }
}

pub fn tenths(least: u32, most: u32) -> impl Strategy<Value = f64> {
    (least..=most).prop_map(|n| f64::from(n) / 10.0)
}

pub fn numbers(id: &'static str, cause: &'static str) -> impl Strategy<Value = Numbers> {
    let points = prop::array::uniform7(0..200u32).prop_map(|mut points| {
        points.sort_unstable();
        points[6] += 1;
        points
    });
    let size = prop::array::uniform3(0..=100u32).prop_map(|mut size| {
        size.sort_unstable();
        size
    });
    let steps = prop::collection::vec(tenths(0, 10), 1..5).prop_map(|mut steps| {
        steps.sort_by(|a, b| b.total_cmp(a));
        steps
    });
    let drive = prop::array::uniform5(tenths(0, 10)).prop_map(|mut drive| {
        drive[..3].sort_by(f64::total_cmp);
        drive[3..].sort_by(f64::total_cmp);
        drive
    });
    let sensitivity = prop::array::uniform3(tenths(0, 30)).prop_map(|mut factors| {
        factors.sort_by(f64::total_cmp);
        factors
    });
    let first = (points, size, tenths(0, 10), steps, 0..20u32, 1..20u32, tenths(0, 10));
    let second = (
        prop::option::of(tenths(0, 10)),
        (tenths(0, 10), tenths(0, 30), tenths(0, 60)),
        prop::option::of((1..200u32, tenths(1, 100))),
        prop::option::of((tenths(0, 10), tenths(0, 30), 1..300u32)),
        prop::option::of(drive),
        sensitivity,
        tenths(0, 10),
    );
    (first, second).prop_map(move |(first, second)| {
        let (points, size, chance, steps, keeps, gone, variation) = first;
        let (odds_each, (volume, effort, odds), reference, straight_after, drive, sensitivity, active_lately) = second;
        Numbers {
            id,
            cause,
            points,
            size,
            chance,
            steps,
            keeps,
            gone,
            variation,
            odds_each,
            powers: [volume, effort, odds],
            reference,
            straight_after,
            drive,
            sensitivity,
            active_lately,
        }
    })
}

/// A tag, with a chance and a size or without.
#[derive(Debug, Clone)]
pub struct Tag {
    pub mechanism: &'static str,
    pub region: &'static str,
    pub chance: Option<f64>,
    pub peak: Option<f64>,
}

impl Tag {
    fn yaml(&self) -> String {
        let mut text = format!("  - {{ mechanism: {}, where: {}", self.mechanism, self.region);
        text += &self.chance.map_or_else(String::new, |c| format!(", chance: {c}"));
        text += &self.peak.map_or_else(String::new, |p| format!(", peak: {p}"));
        text + " }\n"
    }
}

pub fn tags() -> impl Strategy<Value = Vec<Tag>> {
    let optional = || (prop::option::of(tenths(0, 10)), prop::option::of(tenths(0, 100)));
    let tag = (select(MECHANISMS.to_vec()), select(REGIONS.to_vec()), optional())
        .prop_map(|(mechanism, region, (chance, peak))| Tag { mechanism, region, chance, peak });
    prop::collection::vec(tag, 1..4)
}

/// A dose in repetitions.
#[derive(Debug, Clone, Copy)]
pub struct Reps {
    sets: u32,
    reps: u32,
    kg: u32,
    effort: u32,
}

impl Reps {
    fn yaml(self) -> String {
        format!("{{ sets: {}, reps: {}, load: {} kg, effort: {} }}", self.sets, self.reps, self.kg, self.effort)
    }

    pub fn more(self, by: [u32; 4]) -> Self {
        let [sets, reps, kg, effort] = by;
        Self {
            sets: (self.sets + sets).min(5),
            reps: (self.reps + reps).min(30),
            kg: self.kg + kg,
            effort: (self.effort + effort).min(10),
        }
    }
}

pub fn doses() -> impl Strategy<Value = Reps> {
    (1..=3u32, 1..=20u32, 0..=10u32, 1..=8u32).prop_map(|(sets, reps, kg, effort)| Reps { sets, reps, kg, effort })
}

/// Something done before the programme: exercise or technique by its number, how many weeks ago, how often, how much.
pub type Before = (usize, u32, u32, Reps);

/// A library, a programme and a person, all at random.
#[derive(Debug, Clone)]
pub struct World {
    pub mechanisms: Vec<Numbers>,
    pub worry: f64,
    pub exercises: Vec<(Vec<Tag>, &'static str, Reps)>,
    /// Whether the second exercise is the harder form of the first.
    pub ladder: bool,
    pub techniques: Vec<Vec<Tag>>,
    pub days: Vec<&'static str>,
    pub weeks: u32,
    pub used: Vec<(usize, Reps)>,
    pub visits: Vec<(u32, &'static str, usize)>,
    pub earlier: Vec<Before>,
    pub sensitivity: &'static str,
    pub last_active: u32,
    pub worried: bool,
}

pub const REVIEWED: &str =
    "evidence: { certainty: low, source: a test }\nreviewed: { by: a test, on: 2026-01-01, until: 2028-01-01 }\n";

impl World {
    pub fn library(&self) -> Library {
        let mut files = vec![(
            "library.yaml".to_owned(),
            "id: random\nversion: 1.0.0\nname: Random\nextends: core ^1\n".to_owned(),
        )];
        for numbers in &self.mechanisms {
            files.push((format!("mechanisms/{}.yaml", numbers.id), numbers.yaml()));
        }
        // The exercises and techniques of the core library have no part in this, and take time to read.
        let is_needed = |f: &LibraryFile<'_>| !f.path().contains('/') || f.path().starts_with("mechanisms/");
        let core: Vec<_> = embedded::core_library().into_iter().filter(is_needed).collect();
        let worry = core.iter().find(|f| f.path() == "mechanisms/worry.yaml").unwrap();
        let worry = String::from_utf8(worry.bytes().to_vec()).unwrap();
        files.push(("mechanisms/worry.yaml".to_owned(), worry.replace("by: 1.3", &format!("by: {}", self.worry))));
        for (i, (tags, action, start)) in self.exercises.iter().enumerate() {
            let tags: String = tags.iter().map(Tag::yaml).collect();
            let ladder = match (self.ladder, i) {
                (true, 0) => "ladder: { harder: exercise-1 }\n",
                (true, 1) => "ladder: { easier: exercise-0 }\n",
                _ => "",
            };
            let text = format!(
                "name: Exercise {i}\npurpose: A test.\nposition: standing\nequipment: []\nsteps: [Do it.]\nfeel: You should feel it.\n\
                 mistakes: []\ndose:\n  measure: reps\n  start: {}\n  most: {{ sets: 5, reps: 30, load: 100 kg }}\n  grow: [reps]\n\
                 {ladder}work: [{{ muscle: multifidus, action: {action}, length: mid }}]\nsoreness:\n{tags}avoid-if: []\n{REVIEWED}",
                start.yaml()
            );
            files.push((format!("own/exercise-{i}.yaml"), text));
        }
        for (i, tags) in self.techniques.iter().enumerate() {
            let tags: String = tags.iter().map(Tag::yaml).collect();
            let text = format!(
                "name: Technique {i}\npatient-name: a test\npurpose: A test.\nkind: education\nregion: neck\nsoreness:\n{tags}\
                 avoid-if: []\n{REVIEWED}"
            );
            files.push((format!("techniques/technique-{i}.yaml"), text));
        }
        let files: Vec<LibraryFile<'_>> =
            files.iter().map(|(path, text)| LibraryFile::new(path, path, text.as_bytes())).collect();
        let (library, findings) = Library::read_over("random", &files, &core).into_parts();
        library.unwrap_or_else(|| panic!("{findings:#?}"))
    }

    fn programme(&self) -> String {
        let mut text = format!(
            "name: Random\npurpose: A test.\nlibrary: random ^1\nweeks: {w}\ndays: [{}]\nmode: time-contingent\n\
             person: {{ usual-pain: 2, sensitivity: {}, last-active: {} weeks, worried: {} }}\n\
             phases:\n  - name: Phase\n    weeks: {w}\n    exercises:\n",
            self.days.join(", "),
            self.sensitivity,
            self.last_active,
            self.worried,
            w = self.weeks,
        );
        for (i, dose) in &self.used {
            writeln!(text, "      - use: exercise-{i}\n        start: {}", dose.yaml()).unwrap();
        }
        // What is left out for rest is the planner's affair; the forecast is that of what is done.
        for rule in ["heavy-rest", "heavy-days", "novice-days", "eccentric-rest"] {
            text += if rule == "heavy-rest" { "overrules:\n" } else { "" };
            writeln!(text, "  - {{ rule: {rule}, because: a test }}").unwrap();
        }
        if !self.visits.is_empty() {
            text += "visits:\n";
        }
        for (week, day, technique) in &self.visits {
            writeln!(text, "  - {{ week: {week}, day: {day}, techniques: [technique-{technique}] }}").unwrap();
        }
        if !self.earlier.is_empty() {
            text += "earlier:\n";
        }
        for (i, weeks, times, dose) in &self.earlier {
            writeln!(text, "  - {{ use: exercise-{i}, weeks-ago: {weeks}, times: {times}, dose: {} }}", dose.yaml())
                .unwrap();
        }
        text
    }

    pub fn forecast(&self) -> (Library, Schedule, Vec<SessionForecast>) {
        let library = self.library();
        let text = self.programme();
        let (programme, findings) = Programme::read("random.yaml", text.as_bytes(), &library).into_parts();
        let programme = programme.unwrap_or_else(|| panic!("{findings:#?}\n{text}"));
        let start = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
        let (schedule, findings) = plan(&programme, &library, start).into_parts();
        let schedule = schedule.unwrap_or_else(|| panic!("{findings:#?}\n{text}"));
        let forecasts = forecast(&schedule, &programme, &library);
        (library, schedule, forecasts)
    }

    pub fn forecasts(&self) -> Vec<SessionForecast> {
        self.forecast().2
    }

    /// The same with one session only, of the first exercise at a dose, after something done before.
    pub fn one(&self, dose: Reps, earlier: Vec<Before>) -> SessionForecast {
        let one = Self { days: vec!["mon"], weeks: 1, used: vec![(0, dose)], visits: vec![], earlier, ..self.clone() };
        one.forecasts().remove(0)
    }
}

prop_compose! {
    pub fn mechanisms()(
        doms in numbers("doms", "muscle-work"),
        activation in numbers("activation", "muscle-work"),
        swelling in numbers("swelling", "muscle-work"),
        sensitisation in numbers("sensitisation", "sensitivity"),
        posture in numbers("posture", "position"),
        joints in numbers("joint-mobilisation", "joint-handling"),
        tissue in numbers("soft-tissue", "tissue-handling"),
    ) -> Vec<Numbers> {
        vec![doms, activation, swelling, sensitisation, posture, joints, tissue]
    }
}

prop_compose! {
    pub fn worlds()(
        mechanisms in mechanisms(),
        worry in tenths(10, 30),
        exercises in prop::collection::vec((tags(), select(ACTIONS.to_vec()), doses()), 3),
        ladder in any::<bool>(),
        techniques in prop::collection::vec(tags(), 2),
        days in prop::sample::subsequence(vec!["mon", "tue", "wed", "thu", "fri", "sat", "sun"], 1..=4),
        weeks in 1..=3u32,
        used in prop::collection::vec(doses(), 1..=3),
        visits in prop::collection::vec((1..=3u32, select(vec!["mon", "thu"]), 0..2usize), 0..=2),
        earlier in prop::collection::vec((0..3usize, 1..=30u32, 1..=3u32, doses()), 0..=2),
        sensitivity in select(vec!["low", "usual", "high"]),
        last_active in 0..=40u32,
        worried in any::<bool>(),
    ) -> World {
        let used = used.into_iter().enumerate().collect();
        let mut visits: Vec<_> = visits.into_iter().filter(|(week, ..)| *week <= weeks).collect();
        visits.sort_unstable();
        visits.dedup_by_key(|(week, day, _)| (*week, *day));
        World {
            mechanisms, worry, exercises, ladder, techniques, days, weeks, used, visits, earlier, sensitivity, last_active, worried,
        }
    }
}

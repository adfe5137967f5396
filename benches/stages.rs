//! How long each stage takes, in one process: `cargo bench --bench stages`, or with the name of a stage after `--`.
//!
//! Each is measured as it is in a process that has just begun: what Typst remembers of documents set before is let go of
//! between two rounds, but in the stage that is named so.

use std::hint::black_box;

use backplan::changes::changes;
use backplan::forecast::{SessionForecast, forecast};
use backplan::handout::{Details, Handout, Input, Layout, Part, compose};
use backplan::library::{Library, LibraryFile};
use backplan::lint::lint;
use backplan::planner::plan;
use backplan::programme::Programme;
use backplan::proof::{Margin, Sheet, check};
use backplan::schedule::Schedule;
use backplan::typeset::{Template, typeset};
use backplan::wording::Wording;
use backplan::{embedded, review};
use chrono::NaiveDate;
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// How many exercises the libraries have that show how cost grows.
const SIZES: [usize; 3] = [100, 1_000, 10_000];

/// A programme of 26 weeks.
const HALF_A_YEAR: &[u8] = include_bytes!("half-a-year.yaml");

/// The margins and the smallest type that `backplan handout` promises.
const SHEET: Sheet = Sheet { margin: Margin { left: 36.0, right: 36.0, top: 36.0, bottom: 50.0 }, smallest: 13.0 };

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 30).unwrap()
}

fn core() -> Library {
    Library::read("core", &embedded::core_library()).into_parts().0.unwrap()
}

/// The core library with its exercises over and over, up to a number of them. Of every `changed`th one the start dose is
/// another; 0 changes none.
fn files(count: usize, changed: usize) -> Vec<LibraryFile<'static>> {
    let is_kept = |folder: &str| folder == "mechanisms" || folder == "techniques";
    let (exercises, rest): (Vec<_>, Vec<_>) = embedded::core_library()
        .into_iter()
        .partition(|file| file.path().split_once('/').is_some_and(|(folder, _)| !is_kept(folder)));
    let of_number = |(number, file): (usize, &LibraryFile<'static>)| {
        // A ladder would lead to the exercise that is copied.
        let text = std::str::from_utf8(file.bytes()).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with("ladder:"));
        let mut text: String = lines.flat_map(|line| [line, "\n"]).collect();
        if changed > 0 && number % changed == 0 {
            text = text.replacen("purpose: ", "purpose: Now and then. ", 1);
        }
        let path = file.path().replace(".yaml", &format!("-{number}.yaml"));
        LibraryFile::new(path.clone(), path, text.into_bytes())
    };
    exercises.iter().cycle().take(count).enumerate().map(of_number).chain(rest.iter().cloned()).collect()
}

fn read(files: &[LibraryFile<'static>]) -> Library {
    Library::read("made", files).into_parts().0.unwrap()
}

/// Stages whose cost grows with the library.
fn libraries(c: &mut Criterion) {
    let mut group = c.benchmark_group("library");
    group.sample_size(10);
    for count in SIZES {
        group.throughput(Throughput::Elements(count as u64));
        // Libraries are made where they are needed, so that a single stage can be asked for without a wait.
        group.bench_function(BenchmarkId::new("read", count), |b| {
            let files = files(count, 0);
            b.iter(|| black_box(read(&files)));
        });
        group.bench_function(BenchmarkId::new("lint", count), |b| {
            let library = read(&files(count, 0));
            b.iter(|| black_box(lint(&library, start())));
        });
        group.bench_function(BenchmarkId::new("diff", count), |b| {
            let (before, now) = (read(&files(count, 0)), read(&files(count, 10)));
            b.iter(|| black_box(changes(&before, &now)));
        });
    }
    group.finish();
}

/// A programme with all that follows from it, up to the handout.
struct Case {
    library: Library,
    programme: Programme,
    schedule: Schedule,
    forecasts: Vec<SessionForecast>,
    wording: Wording,
    layout: Layout,
}

impl Case {
    fn new(name: &str, bytes: &[u8]) -> Self {
        let library = core();
        let programme = Programme::read(name, bytes, &library).into_parts().0.unwrap();
        let schedule = plan(&programme, &library, start()).into_parts().0.unwrap();
        let forecasts = forecast(&schedule, &programme, &library);
        let file = embedded::wording("en-GB").unwrap();
        let wording = Wording::read(file.path, file.bytes).into_parts().0.unwrap();
        let layout = Layout {
            paper: wording.paper(),
            grey: false,
            large_print: false,
            colours: Default::default(),
            parts: Part::printed(&[]),
            weeks: None,
        };
        Self { library, programme, schedule, forecasts, wording, layout }
    }

    fn handout(&self) -> Handout {
        compose(&Input {
            programme: &self.programme,
            library: &self.library,
            schedule: &self.schedule,
            forecasts: &self.forecasts,
            wording: &self.wording,
            details: &Details::default(),
            layout: &self.layout,
        })
    }
}

/// Stages between a programme and its forecast, by the number of weeks.
fn programmes(c: &mut Criterion) {
    let mut group = c.benchmark_group("programme");
    group.sample_size(20);
    let six = embedded::programme("persistent-low-back").unwrap();
    for (weeks, bytes) in [(6, six.bytes), (26, HALF_A_YEAR)] {
        let case = Case::new("programme.yaml", bytes);
        let Case { library, programme, schedule, forecasts, .. } = &case;
        group.bench_function(BenchmarkId::new("plan", weeks), |b| {
            b.iter(|| black_box(plan(programme, library, start())));
        });
        group.bench_function(BenchmarkId::new("forecast", weeks), |b| {
            b.iter(|| black_box(forecast(schedule, programme, library)));
        });
        group.bench_function(BenchmarkId::new("review", weeks), |b| {
            let whole = review::Whole { programme, library, schedule, forecasts };
            b.iter(|| black_box(review::review(&whole)));
        });
    }
    group.finish();
}

/// Stages between a forecast and a PDF that was read back.
fn handouts(c: &mut Criterion) {
    let mut group = c.benchmark_group("handout");
    group.sample_size(20);
    let file = embedded::programme("persistent-low-back").unwrap();
    let case = Case::new(file.path, file.bytes);
    let (handout, template) = (case.handout(), Template::embedded());
    let set = || typeset(&handout, &template, start()).unwrap();
    let (pdf, claims) = (set(), handout.claims());
    group.bench_function("compose", |b| b.iter(|| black_box(case.handout())));
    group.bench_function("typeset", |b| b.iter_batched(|| comemo::evict(0), |()| set(), BatchSize::PerIteration));
    group.bench_function("typeset-again", |b| b.iter(set));
    group.bench_function("proof", |b| b.iter(|| check(&pdf, &claims, &SHEET).unwrap()));
    group.finish();
}

criterion_group!(stages, libraries, programmes, handouts);
criterion_main!(stages);

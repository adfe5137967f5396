//! `backplan batch`: the handouts of a whole list, on all cores.

mod job;
mod journal;
mod list;
mod report;
mod tally;

use std::fs;
use std::io::{self, IsTerminal};
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use anyhow::{Context, Result, anyhow};
use indicatif::{ProgressBar, ProgressStyle};

use super::args::{Batch, check_batch_options};
use super::handout::{self, Made};
use super::leftovers;
use super::plans::Plans;
use super::screen::{Said, Screen};
use super::{Ending, NO_THREADS, is_broken_pipe};
use backplan::cores::{aside, on_threads};
use backplan::diagnostic::Severity;
use backplan::typeset;
use job::{Job, Place};
use journal::Journal;
use report::{Finding, Line, Status};
use tally::Tally;

/// What stands in messages where a patient's name was.
const NO_NAME: &str = "…";

pub(super) fn run(args: &Batch, screen: &Screen) -> Result<Ending> {
    // While the list is read, another core has nothing else to do. Nobody waits for it.
    aside(typeset::warm_up);
    check_batch_options(&args.options).map_err(|why| anyhow!("after `--`: {why}"))?;
    let rows = list::read(&args.source)?;
    fs::create_dir_all(&args.output).with_context(|| format!("cannot make folder `{}`", args.output.display()))?;
    let jobs = job::jobs(&rows, args);
    let at_once = args.jobs.map_or_else(as_many_as_pay, NonZero::get).min(jobs.len());
    let batch = Batching {
        journal: Journal::open(&args.output, args.shard)?,
        plans: Plans::default(),
        keep_going: args.keep_going,
        at_once,
        is_stopped: stopped_by_signals()?,
        next: AtomicUsize::new(0),
        made: AtomicUsize::new(0),
    };
    let mut tally = Tally::default();
    let bar = progress_bar(jobs.len());
    let (sender, lines) = mpsc::channel();
    // Whoever is done takes one along, so the lines end with the last.
    let senders = Mutex::new(vec![sender; at_once]);
    let work = || {
        let sender = senders.lock().unwrap_or_else(PoisonError::into_inner).pop();
        while let (Some(sender), Some(line)) = (&sender, batch.next(&jobs)) {
            // If nobody listens any more, the batch is stopped.
            if sender.send(line).is_err() {
                break;
            }
        }
    };
    let listen = || -> Result<()> {
        let mut is_read = true;
        for line in lines {
            tally.add(line.status);
            // What was not tried is not done.
            bar.inc(u64::from(line.status != Status::NotTried));
            let text = serde_json::to_string(&line)? + "\n";
            let said = if is_read { bar.suspend(|| screen.data(&text)) } else { Ok(()) };
            match said {
                // Whoever reads the lines may go away; the PDFs are wanted all the same.
                Err(error) if is_broken_pipe(&error) => is_read = false,
                said => said.inspect_err(|_| batch.stop())?,
            }
        }
        Ok(())
    };
    on_threads(at_once, work, listen).context(NO_THREADS)??;
    bar.finish_and_clear();
    screen.note(&tally.to_string());
    Ok(if tally.is_fine() { Ending::Fine } else { Ending::Problems })
}

/// How many jobs at once make the most of all cores: one more than there are, as one is often waiting for the disk.
fn as_many_as_pay() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get) + 1
}

/// A batch on its way.
struct Batching {
    journal: Journal,
    plans: Plans,
    keep_going: bool,
    /// How many jobs are on their way at once.
    at_once: usize,
    is_stopped: Arc<AtomicBool>,
    /// The place of the next job among all.
    next: AtomicUsize,
    /// How many jobs are done.
    made: AtomicUsize,
}

impl Batching {
    /// Does the next job, if there is one.
    fn next(&self, jobs: &[Job<'_>]) -> Option<Line> {
        let job = jobs.get(self.next.fetch_add(1, Ordering::Relaxed))?;
        let line = if self.is_stopped.load(Ordering::Relaxed) { job.line(Status::NotTried) } else { self.make(job) };
        if line.status == Status::Failed && !self.keep_going {
            self.stop();
        }
        Some(line)
    }

    /// Lets what has begun come to its end, and nothing more begin.
    fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    fn make(&self, job: &Job<'_>) -> Line {
        let Place { output, args } = match &job.place {
            Ok(place) => place,
            Err(fault) => return Line { error: Some(fault.clone()), ..job.line(Status::Failed) },
        };
        let patient = args.patient.as_deref().filter(|name| !name.is_empty());
        let without_name = |text: &str| patient.map_or_else(|| text.to_owned(), |name| text.replace(name, NO_NAME));
        let screen = Screen::keeping();
        let is_up_to_date = |made_from: &str| self.journal.is_up_to_date(output, made_from);
        let folder = args.output.parent().map_or(Ok(()), fs::create_dir_all);
        // Where all is up to date nothing is written, and what a killed run left there may hold a patient's name.
        args.output.parent().into_iter().for_each(leftovers::clear);
        let folder = folder.with_context(|| format!("cannot make the folder of `{output}`"));
        let made =
            folder.and_then(|()| handout::make(args, &self.plans, &is_up_to_date, &|_| {}, &screen)).and_then(|made| {
                if let Made::Written { made_from, pdf, .. } = &made {
                    self.journal.add(output, made_from, pdf)?;
                }
                Ok(made)
            });
        // What was worked out for one handout helps the next ones; what has not for a while only takes up room. To look for that
        // takes a twentieth of a handout, so it is not done after each.
        if self.made.fetch_add(1, Ordering::Relaxed).is_multiple_of(self.at_once) {
            typeset::forget_unused();
        }
        let Said { findings, notes } = screen.said();
        let line = Line {
            findings: findings.iter().map(|finding| Finding::new(finding, &without_name)).collect(),
            ..job.line(Status::Failed)
        };
        match made {
            Ok(Made::Written { pages, .. }) => Line { status: Status::Written, pages: Some(pages), ..line },
            Ok(Made::UpToDate) => Line { status: Status::UpToDate, ..line },
            Ok(Made::Problems) => {
                let is_told = findings.iter().any(|finding| finding.severity() == Severity::Error);
                let error = (!is_told).then(|| without_name(&notes.join("\n")));
                Line { error, ..line }
            }
            Err(error) => {
                let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
                Line { error: Some(without_name(&causes.join(": "))), ..line }
            }
        }
    }
}

/// A flag that the first Ctrl-C or request to end sets; the second one ends the program at once.
fn stopped_by_signals() -> Result<Arc<AtomicBool>> {
    let is_stopped = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&is_stopped);
    ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    })
    .map_err(|error| match error {
        ctrlc::Error::System(why) => anyhow!("cannot listen for Ctrl-C: {why}"),
        error => error.into(),
    })?;
    Ok(is_stopped)
}

/// A bar on a terminal; nothing elsewhere.
fn progress_bar(jobs: usize) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(jobs as u64);
    // The template is fixed; if it were not sound, the usual bar would do.
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos} of {len}, {eta} left") {
        bar.set_style(style);
    }
    bar
}

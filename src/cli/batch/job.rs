//! From the rows of a list to handouts that can be made.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use super::list::{Row, Wanted};
use super::report::{Line, Status};
use crate::cli::args::{Batch, Handout, batch_handout};
use crate::cli::files;
use backplan::embedded;

/// A row, and what is to be made of it.
pub(super) struct Job<'r> {
    row: &'r Row,
    pub(super) place: Result<Place, String>,
}

/// What is made, and where it goes.
pub(super) struct Place {
    /// The name of the PDF, below the folder.
    pub(super) output: String,
    pub(super) args: Handout,
}

impl Job<'_> {
    /// The line of the result, with nothing that was found.
    pub(super) fn line(&self, status: Status) -> Line {
        Line {
            row: self.row.number,
            line: self.row.line,
            programme: self.row.programme.clone().unwrap_or_default(),
            output: self.place.as_ref().ok().map(|place| place.args.output.display().to_string()),
            status,
            pages: None,
            error: None,
            findings: Vec::new(),
        }
    }
}

/// The jobs of this part of a list.
pub(super) fn jobs<'r>(rows: &'r [Row], batch: &Batch) -> Vec<Job<'r>> {
    let folder = match batch.source.as_os_str() == "-" {
        true => PathBuf::new(),
        false if batch.source.is_dir() => batch.source.clone(),
        false => batch.source.parent().map(Path::to_owned).unwrap_or_default(),
    };
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut jobs = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        // Names are given out over the whole list, so that no part writes over another.
        let output = row.wanted.clone().and_then(|wanted| {
            let output = output(&wanted)?;
            // Some systems take names that differ in their case for the same.
            match *taken.entry(output.to_lowercase()).or_insert(row.number) {
                first if first != row.number => {
                    Err(format!("`{output}` is the PDF of row {first}, too: give each an `output`"))
                }
                _ => Ok((wanted, output)),
            }
        });
        if batch.shard.is_none_or(|shard| shard.has(at)) {
            let place = output.and_then(|(wanted, output)| {
                let args = batch_handout(&arguments(&wanted, &output, &folder, batch))?;
                Ok(Place { output, args })
            });
            jobs.push(Job { row, place });
        }
    }
    one_programme_after_the_other(&mut jobs);
    jobs
}

/// Brings the rows of one programme together, where the first of them is, and among them those of one first day: most of what
/// is worked out for one handout is of use for the next.
fn one_programme_after_the_other(jobs: &mut [Job<'_>]) {
    let key = |job: &Job<'_>| {
        let args = job.place.as_ref().ok().map(|place| &place.args);
        let programme = args.map(|args| args.sources.programme.clone());
        // A row that nothing can be made of stays where it is.
        (programme.ok_or(job.row.number), args.and_then(|args| args.start))
    };
    let mut programmes = BTreeMap::new();
    let mut days = BTreeMap::new();
    for job in jobs.iter() {
        let (programme, day) = key(job);
        programmes.entry(programme.clone()).or_insert(job.row.number);
        days.entry((programme, day)).or_insert(job.row.number);
    }
    jobs.sort_by_cached_key(|job| {
        let (programme, day) = key(job);
        (programmes.get(&programme).copied(), days.get(&(programme, day)).copied())
    });
}

/// The name of a row's PDF: as it says, or that of the programme, with the first day if the row has one.
fn output(wanted: &Wanted) -> Result<String, String> {
    let output = match &wanted.output {
        Some(output) => output.clone(),
        None => {
            let stem = Path::new(&wanted.programme).with_extension("");
            let day = wanted.options.iter().find_map(|option| option.strip_prefix("--start="));
            let day = day.map(|day| format!("-{day}")).unwrap_or_default();
            format!("{}{day}.pdf", stem.display())
        }
    };
    let path = Path::new(&output);
    let is_below = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let is_pdf = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    if output.contains('\0') {
        return Err("`output` holds a NUL character, which no name of a file has".to_owned());
    }
    match (is_below, is_pdf) {
        // `a/b.pdf`, `a//b.pdf` and `./a/./b.pdf` are one file, so it has one name.
        (true, true) => {
            let parts = path.components().filter(|part| matches!(part, Component::Normal(_)));
            Ok(files::slashed(&parts.collect::<PathBuf>()))
        }
        (false, _) => Err(format!("`{output}` is not below the folder of the batch: give an `output` that is")),
        (true, false) => Err(format!("`{output}` must end in .pdf")),
    }
}

/// What `backplan handout` is asked for.
fn arguments(wanted: &Wanted, output: &str, folder: &Path, batch: &Batch) -> Vec<OsString> {
    let path = folder.join(&wanted.programme);
    let is_built_in = !path.exists() && embedded::programme(&wanted.programme).is_some();
    let programme = if is_built_in { PathBuf::from(&wanted.programme) } else { path };
    let mut arguments: Vec<OsString> = batch.start.iter().map(|day| format!("--start={day}").into()).collect();
    arguments.extend(batch.options.iter().cloned());
    arguments.extend(wanted.options.iter().map(OsString::from));
    let mut to = OsString::from("--output=");
    to.push(batch.output.join(output));
    arguments.extend([to, "--".into(), programme.into()]);
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: usize, programme: &str, given: Option<&str>, start: Option<&str>) -> Row {
        let options = start.map(|day| format!("--start={day}")).into_iter().collect();
        let output = given.map(str::to_owned);
        let programme = programme.to_owned();
        Row {
            number,
            line: None,
            programme: Some(programme.clone()),
            wanted: Ok(Wanted { programme, output, options }),
        }
    }

    #[test]
    fn a_pdf_is_named_after_its_programme_and_stays_below_the_folder() {
        let name =
            |programme: &str, given: Option<&str>, start| output(&row(1, programme, given, start).wanted.unwrap());
        assert_eq!(name("knee/a.yaml", None, None).unwrap(), "knee/a.pdf");
        assert_eq!(name("walking-start", None, Some("2026-11-30")).unwrap(), "walking-start-2026-11-30.pdf");
        assert_eq!(name("a.yaml", Some("x/b.PDF"), None).unwrap(), "x/b.PDF");
        for alike in ["b/c.pdf", "./b/c.pdf", "b//c.pdf", "././b/./c.pdf"] {
            assert_eq!(name("a.yaml", Some(alike), None).unwrap(), "b/c.pdf");
        }
        assert_eq!(name("knee/./a.yaml", None, None).unwrap(), "knee/a.pdf");
        for wrong in ["../b.pdf", "/b.pdf", "b.txt", "b"] {
            assert!(name("a.yaml", Some(wrong), None).is_err(), "{wrong}");
        }
        assert!(name("../a.yaml", None, None).is_err());
    }

    #[test]
    fn rows_of_a_programme_follow_each_other_and_among_them_those_of_a_first_day() {
        let (monday, sunday) = (Some("2026-11-30"), Some("2026-11-29"));
        let rows = [
            row(1, "a.yaml", Some("1.pdf"), monday),
            row(2, "b.yaml", Some("2.pdf"), monday),
            row(3, "a.yaml", Some("3.pdf"), sunday),
            row(4, "b.yaml", Some("../4.pdf"), monday),
            row(5, "a.yaml", Some("5.pdf"), monday),
            row(6, "b.yaml", Some("6.pdf"), monday),
        ];
        let numbers: Vec<usize> = jobs(&rows, &batch(None)).iter().map(|job| job.row.number).collect();
        assert_eq!(numbers, [1, 5, 3, 2, 6, 4]);
    }

    fn batch(shard: Option<&str>) -> Batch {
        Batch {
            source: "-".into(),
            output: "out".into(),
            start: None,
            keep_going: false,
            shard: shard.map(|shard| shard.parse().unwrap()),
            jobs: None,
            options: Vec::new(),
        }
    }

    #[test]
    fn no_two_rows_have_the_same_pdf_in_whatever_part_they_are() {
        let rows = [row(1, "a.yaml", None, None), row(2, "b.yaml", Some("A.pdf"), None), row(3, "c.yaml", None, None)];
        let sound = |shard| jobs(&rows, &batch(shard)).iter().map(|job| job.place.is_ok()).collect::<Vec<_>>();
        assert_eq!(sound(None), [true, false, true]);
        assert_eq!(sound(Some("2/3")), [false]);
    }
}

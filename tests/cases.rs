//! Bad files, and exactly what the program finds in them; and the page that explains each finding.
//!
//! Each folder of `tests/cases/` is named after a code, or `<code>-<what>`, or `accepted-<what>` for files in which
//! nothing is found. It holds one of these, read as the command line would read it:
//!
//! - `programme.yaml`: read against the core library, planned from 30 November 2026, forecast and looked over
//! - `study.yaml`: read as a study, and held against that programme as its one arm, `programme`
//! - `programme.repeat`: text that is repeated until it is larger than any file that is read
//! - `library/`: files laid over the core library, replaced or added; `library/REMOVED` lists paths that are taken away
//! - `since/`: such files too, an earlier version that `library/` and its `CHANGELOG.md` are held against
//! - `lint/`: such files too, looked over on 30 November 2026 as by `backplan library check`
//! - `clinic/`: a clinic's folder, whose `clinic.yaml` is read with the files beside it
//! - `wording.replace`: lines `old => new`, each applied once to the core wording, which is read as `wording.yaml`
//!
//! and `expected.txt`, one line for each finding, in order: `code file:line:column message`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use backplan::calibration::{Arm, Study};
use backplan::changes::{Release, changes, check_layers, check_release};
use backplan::clinic::Clinic;
use backplan::country::Countries;
use backplan::diagnostic::{Code, Diagnostic, Outcome, Severity};
use backplan::embedded;
use backplan::forecast::forecast;
use backplan::library::{Library, LibraryFile};
use backplan::lint::lint;
use backplan::planner::plan;
use backplan::programme::Programme;
use backplan::review::{Whole, review};
use backplan::wording::Wording;
use chrono::NaiveDate;

/// One byte more than the largest file that is read.
const TOO_LARGE: usize = 1024 * 1024 + 1;

/// How many characters a message has at most.
const LONGEST_MESSAGE: usize = 140;

/// The beginning of the names of folders in which nothing is found.
const ACCEPTED: &str = "accepted-";

/// The core library, which most cases read their programme against.
static CORE: LazyLock<Outcome<Library>> = LazyLock::new(|| Library::read("core", &embedded::core_library()));

/// Every case with what it finds, found once for all tests.
static FOUND: LazyLock<Vec<(Case, Vec<Diagnostic>)>> = LazyLock::new(|| {
    let with_findings = |case: Case| {
        let findings = case.findings();
        (case, findings)
    };
    cases().into_iter().map(with_findings).collect()
});

struct Case {
    name: String,
    folder: PathBuf,
}

impl Case {
    fn expected(&self) -> Vec<String> {
        let text = fs::read_to_string(self.folder.join("expected.txt"));
        let text = text.unwrap_or_else(|e| panic!("{}/expected.txt: {e}", self.name));
        text.lines().map(str::to_owned).collect()
    }

    /// A file of the case, if it has one of that name.
    fn file(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(name)).ok()
    }

    fn findings(&self) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        if let Some(text) = self.file("wording.replace") {
            take(Wording::read("wording.yaml", &wording(&text)), &mut findings);
            return findings;
        }
        if let Some(bytes) = self.file("clinic/clinic.yaml") {
            let file = embedded::countries();
            let countries = take(Countries::read(file.path, file.bytes), &mut findings).unwrap();
            let beside = files_below(&self.folder.join("clinic"));
            take(Clinic::read("clinic.yaml", &bytes, &countries, |name| beside.get(name).cloned()), &mut findings);
            return findings;
        }
        if let Some(files) = self.laid_over("lint") {
            let (library, mut findings) = Library::read_in_part("lint", &files, &embedded::core_library());
            findings.extend(library.iter().flat_map(|library| lint(library, today())));
            let core = CORE.value();
            findings.extend(library.iter().zip(core).flat_map(|(library, core)| check_layers(core, library)));
            return findings.into_sorted();
        }
        let Some(library) = take(self.library(), &mut findings) else { return findings };
        if let Some(files) = self.laid_over("since") {
            let Some(before) = take(Library::read_over("since", &files, &embedded::core_library()), &mut findings)
            else {
                return findings;
            };
            let changelog =
                |folder: &str| self.file(&format!("{folder}/CHANGELOG.md")).map(|b| text(&b)).unwrap_or_default();
            let (noted_before, noted_now) = (changelog("since"), changelog("library"));
            let changes = changes(&before, &library);
            findings.extend(check_release(&Release {
                before: &before,
                now: &library,
                changes: &changes,
                noted_before: &noted_before,
                noted_now: &noted_now,
            }));
        }
        if let Some(bytes) = self.file("programme.yaml").or_else(|| self.file("programme.repeat").map(repeated)) {
            let arm = read_programme(&bytes, &library, &mut findings);
            if let (Some(study), Some(arm)) = (self.file("study.yaml"), arm)
                && let Some(study) = take(Study::read("study.yaml", &study), &mut findings)
            {
                take(study.compare(&BTreeMap::from([("programme".to_owned(), arm)]), &library), &mut findings);
            }
        }
        findings
    }

    /// The core library with the files of the case laid over it.
    fn library(&self) -> Outcome<Library> {
        match self.laid_over("library") {
            Some(files) => Library::read_over("library", &files, &embedded::core_library()),
            None => CORE.clone(),
        }
    }

    /// The files of the core library with those of a folder of the case laid over them, if it has that folder.
    fn laid_over(&self, folder: &str) -> Option<Vec<LibraryFile<'static>>> {
        let path = self.folder.join(folder);
        if !path.is_dir() {
            return None;
        }
        let mut own = files_below(&path);
        let removed = own.remove("REMOVED").map(|bytes| text(&bytes)).unwrap_or_default();
        let stays = |path: &str| !own.contains_key(path) && !removed.lines().any(|r| r == path);
        let mut files: Vec<_> = embedded::core_library().into_iter().filter(|f| stays(f.path())).collect();
        let own = own.into_iter().map(|(path, bytes)| LibraryFile::new(&*path, format!("{folder}/{path}"), bytes));
        files.extend(own);
        Some(files)
    }
}

/// Takes what a stage found; a stage has a value when, and only when, it found no error.
fn take<T>(outcome: Outcome<T>, findings: &mut Vec<Diagnostic>) -> Option<T> {
    let (value, found) = outcome.into_parts();
    assert_eq!(value.is_none(), found.iter().any(|d| d.severity() == Severity::Error), "{:#?}", shown(&found));
    findings.extend(found);
    value
}

/// The day of every case.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 30).unwrap()
}

fn read_programme(bytes: &[u8], library: &Library, findings: &mut Vec<Diagnostic>) -> Option<Arm> {
    let start = today();
    let programme = take(Programme::read("programme.yaml", bytes, library), findings)?;
    let schedule = take(plan(&programme, library, start), findings)?;
    let forecasts = forecast(&schedule, &programme, library);
    let whole = Whole { programme: &programme, library, schedule: &schedule, forecasts: &forecasts };
    take(review(&whole), findings);
    Some(Arm { schedule, forecasts })
}

fn repeated(bytes: Vec<u8>) -> Vec<u8> {
    bytes.into_iter().cycle().take(TOO_LARGE).collect()
}

/// The core wording with its replacements.
fn wording(replacements: &[u8]) -> Vec<u8> {
    let core = embedded::wording("en-GB").unwrap();
    let mut wording = text(core.bytes);
    for line in text(replacements).lines() {
        let (old, new) = line.split_once(" => ").unwrap_or_else(|| panic!("`{line}` is not `old => new`"));
        assert!(wording.contains(old), "the core wording has no `{old}` any more");
        wording = wording.replacen(old, new, 1);
    }
    wording.into_bytes()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The files below a folder, by their path below it, with `/` between its parts on every system.
fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            files.extend(files_below(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
    files
}

fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let folders = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let name = |folder: &Path| folder.file_name().unwrap().to_str().unwrap().to_owned();
    let mut cases: Vec<Case> = folders.map(|folder| Case { name: name(&folder), folder }).collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

fn shown(findings: &[Diagnostic]) -> Vec<String> {
    let line = |d: &Diagnostic| {
        let place = d.place();
        format!("{} {}:{}:{} {}", d.code(), place.file().name(), place.line(), place.column(), d.message())
    };
    findings.iter().map(line).collect()
}

/// What is expected and not found, and the other way round; nothing if they agree.
fn difference(name: &str, expected: &[String], found: &[String]) -> Option<String> {
    if expected == found {
        return None;
    }
    // A slip of the library may bring hundreds of findings; the first ones say what it was.
    const MOST_SHOWN: usize = 8;
    let mut text = format!("{name}\n");
    for line in expected.iter().filter(|line| !found.contains(line)) {
        writeln!(text, "  missing  {line}").unwrap();
    }
    let more: Vec<_> = found.iter().filter(|line| !expected.contains(line)).collect();
    for line in more.iter().take(MOST_SHOWN) {
        writeln!(text, "  too much {line}").unwrap();
    }
    if more.len() > MOST_SHOWN {
        writeln!(text, "  and {} more", more.len() - MOST_SHOWN).unwrap();
    }
    if text.lines().count() == 1 {
        writeln!(text, "  the same lines in another order, or another number of times: {found:#?}").unwrap();
    }
    Some(text)
}

/// Whether a folder's name is the code, or begins with it.
fn is_about(case: &str, code: &str) -> bool {
    case.strip_prefix(code).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

#[test]
fn every_case_finds_exactly_what_it_expects() {
    let differences =
        FOUND.iter().filter_map(|(case, findings)| difference(&case.name, &case.expected(), &shown(findings)));
    let differences: Vec<String> = differences.collect();
    assert!(differences.is_empty(), "{} cases differ\n\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn every_code_has_a_case_that_expects_it() {
    let cases = cases();
    for code in Code::ALL.iter().map(|c| c.as_str()) {
        let expects = |case: &Case| case.expected().iter().any(|line| line.starts_with(&format!("{code} ")));
        assert!(cases.iter().any(|c| is_about(&c.name, code) && expects(c)), "no case for `{code}`");
    }
}

#[test]
fn every_case_is_named_after_what_it_expects() {
    for case in cases() {
        let expected = case.expected();
        let codes: Vec<&str> = expected.iter().filter_map(|line| line.split(' ').next()).collect();
        if case.name.starts_with(ACCEPTED) {
            assert!(codes.is_empty(), "{}: expects {codes:?}", case.name);
        } else {
            assert!(codes.iter().any(|code| is_about(&case.name, code)), "{}: expects {codes:?}", case.name);
        }
        assert!(codes.iter().all(|code| Code::from_name(code).is_some()), "{}: {codes:?}", case.name);
    }
}

#[test]
fn the_same_case_finds_the_same_twice() {
    for (case, findings) in FOUND.iter() {
        assert_eq!(&case.findings(), findings, "{}", case.name);
    }
}

#[test]
fn every_finding_says_what_is_wrong_and_what_to_do_about_it() {
    let mut faults = Vec::new();
    for (case, findings) in FOUND.iter() {
        for finding in findings {
            let (message, hint) = (finding.message(), finding.hint());
            let fault = fault_of_message(message).or_else(|| fault_of_line(hint).map(|fault| format!("hint {fault}")));
            faults.extend(fault.map(|fault| format!("{}: {fault}: {message} / {hint}", case.name)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What is wrong with how a message reads: lower case or a literal first, and what holds for every line.
fn fault_of_message(message: &str) -> Option<String> {
    let Some(first) = message.chars().next() else { return Some("message is empty".to_owned()) };
    if !(first.is_lowercase() || first.is_ascii_digit() || first == '`') {
        return Some("message begins with a capital".to_owned());
    }
    // Hints may list every word of a closed list; a message has to be taken in at a glance.
    if message.chars().count() > LONGEST_MESSAGE {
        return Some("message is too long".to_owned());
    }
    fault_of_line(message).map(|fault| format!("message {fault}"))
}

/// What is wrong with a line for the user: one line, with something in it, and no full stop.
fn fault_of_line(line: &str) -> Option<&'static str> {
    match line {
        _ if line.trim().is_empty() => Some("is empty"),
        _ if line.ends_with('.') => Some("ends with a full stop"),
        _ if line.contains('\n') => Some("has several lines"),
        _ => None,
    }
}

#[test]
fn places_lie_in_their_files() {
    for (case, findings) in FOUND.iter() {
        for finding in findings {
            let place = finding.place();
            let line = place.file().text().split('\n').nth(place.line() - 1);
            let line = line.unwrap_or_else(|| panic!("{}: there is no line {}", case.name, place.line()));
            assert!(place.column() <= line.chars().count() + 1, "{}: column {}", case.name, place.column());
        }
    }
}

/// The pages of `docs/diagnostics/`, by code.
fn pages() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics");
    let files = files_below(&root).into_iter();
    files.map(|(path, bytes)| (path.trim_end_matches(".md").to_owned(), text(&bytes))).collect()
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let pages = pages();
    for code in Code::ALL.iter().map(|c| c.as_str()) {
        let page = pages.iter().find(|(name, _)| name == code);
        let (_, page) = page.unwrap_or_else(|| panic!("no page for `{code}`"));
        assert_eq!(page.lines().next(), Some(format!("# {code}").as_str()));
        assert_eq!(
            embedded::diagnostic_page(code),
            Some(page.as_str()),
            "`backplan explain {code}` shows another page"
        );
    }
    for (name, _) in pages {
        assert!(Code::from_name(&name).is_some(), "docs/diagnostics/{name}.md explains no code");
    }
}

#[test]
fn every_page_fits_a_terminal_and_shows_an_example() {
    for (name, page) in pages() {
        let longest = page.lines().map(|line| line.chars().count()).max();
        assert!(longest <= Some(80), "{name}: a line of {longest:?} characters");
        let lines = page.lines().count();
        assert!((12..=25).contains(&lines), "{name}: {lines} lines");
        assert!(page.lines().any(|line| line.starts_with("    ")), "{name}: no example");
        let blank = page.lines().filter(|line| line.trim_end() != *line || line.contains('\t'));
        assert_eq!(blank.collect::<Vec<_>>(), [""; 0], "{name}: blanks at the end of a line, or tabs");
        assert!(page.ends_with('\n') && !page.ends_with("\n\n"), "{name}: ends with one line break");
    }
}

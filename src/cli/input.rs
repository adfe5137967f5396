//! From arguments to a planned and forecast programme.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use anyhow::{Result, bail};
use chrono::NaiveDate;

use super::args::Sources;
use super::files;
use super::library_dir::{self, Libraries};
use super::screen::Screen;
use backplan::country::Variety;
use backplan::diagnostic::{Code, Diagnostic, Outcome};
use backplan::embedded;
use backplan::forecast::{self, SessionForecast};
use backplan::library::{ConditionId, Library};
use backplan::planner;
use backplan::programme::Programme;
use backplan::review::{self, Whole};
use backplan::schedule::Schedule;
use backplan::source::{Place, Placed, SourceFile};
use backplan::wording::Wording;
use backplan::yaml::{Word, nearest};

/// A Monday on which a programme without a first day is tried. Doses and forecast are the same for every Monday.
pub(super) const ANY_MONDAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2001, 1, 1);

/// A first day on which a programme can be tried: its own, or one that fits the dates in it, or any Monday.
pub(super) fn trial_start(programme: &Programme) -> Option<NaiveDate> {
    programme.start().or_else(|| programme.fitting_start()).or(ANY_MONDAY)
}

/// A programme with the library behind it, both sound.
pub(super) struct Loaded {
    pub(super) library: Arc<Library>,
    pub(super) programme: Programme,
}

/// A programme with its dates, doses and forecast.
pub(super) struct Planned {
    pub(super) library: Arc<Library>,
    pub(super) programme: Programme,
    pub(super) schedule: Schedule,
    pub(super) forecasts: Vec<SessionForecast>,
    /// All that was found on the way; none of it an error.
    pub(super) findings: Vec<Diagnostic>,
}

impl Planned {
    /// The same, begun on another day, without planning anew. Nothing comes back where a plan might differ by more than its
    /// dates: that day is not whole weeks away, the programme names dates, or what was found may name some.
    pub(super) fn begun_on(&self, start: NaiveDate) -> Option<Self> {
        let time = start - self.schedule.start();
        if time.num_days() % 7 != 0 || self.programme.names_dates() || !self.findings.is_empty() {
            return None;
        }
        Some(Self {
            library: Arc::clone(&self.library),
            programme: self.programme.clone(),
            schedule: self.schedule.moved_by(time)?,
            forecasts: self.forecasts.iter().map(|f| f.moved_by(time)).collect::<Option<_>>()?,
            findings: Vec::new(),
        })
    }
}

/// What came of reading: a value if the files are sound, and all findings.
pub(super) type Read<T> = (Option<T>, Vec<Diagnostic>);

/// The conditions that are given on the command line.
pub(super) fn given(sources: &Sources) -> Vec<Placed<ConditionId>> {
    let given = |id: &ConditionId| Placed { value: id.clone(), place: flag("--condition", id.as_str()) };
    sources.conditions.iter().map(given).collect()
}

/// Reads library and programme, and finds everything that is wrong with either.
pub(super) fn load(sources: &Sources, start: Option<NaiveDate>, libraries: &Libraries) -> Result<Read<Loaded>> {
    let (name, bytes) = programme(&sources.programme)?;
    load_from(sources, (&name, &bytes), start, libraries)
}

/// As [`load`], from a programme's name and bytes.
fn load_from(
    sources: &Sources,
    (name, bytes): (&str, &[u8]),
    start: Option<NaiveDate>,
    libraries: &Libraries,
) -> Result<Read<Loaded>> {
    let (library, mut findings) = libraries.get(sources.library.as_deref(), sources.library_rev.as_deref())?;
    let conditions = given(sources);
    let read = |library: &Library| Programme::read_for(name, bytes, library, &conditions, start).into_parts();
    let Some(library) = library else {
        // What the programme refers to is another matter, but what it says by itself can be looked at all the same.
        if let Some(core) = library_dir::read(None)?.value() {
            findings.extend(read(core).1.into_iter().filter(|f| rests_on_the_file_alone(f.code())));
        }
        return Ok((None, findings));
    };
    let (programme, more) = read(&library);
    findings.extend(more);
    Ok((programme.map(|programme| Loaded { library, programme }), findings))
}

/// The value of a flag as a place, for messages.
fn flag(name: &str, value: &str) -> Place {
    SourceFile::new(name, value).place(0..value.len())
}

/// Whether a finding in a programme is right whatever the library says.
fn rests_on_the_file_alone(code: Code) -> bool {
    use Code::{
        DateOrder, DuplicateKey, EmptyFile, FileTooLarge, ImpossibleDate, MissingKey, ModeMix, NotText, SorenessRange,
        UnknownKey, UnknownWord, VisitOutside, WeeksMismatch, WrongType, WrongUnit, YamlBudget, YamlSyntax,
    };
    matches!(
        code,
        DateOrder
            | DuplicateKey
            | EmptyFile
            | FileTooLarge
            | ImpossibleDate
            | MissingKey
            | ModeMix
            | NotText
            | SorenessRange
            | UnknownKey
            | UnknownWord
            | VisitOutside
            | WeeksMismatch
            | WrongType
            | WrongUnit
            | YamlBudget
            | YamlSyntax
    )
}

/// Plans and forecasts a programme.
pub(super) fn plan(loaded: Loaded, start: NaiveDate) -> Read<Planned> {
    let Loaded { library, programme } = loaded;
    let (schedule, mut findings) = planner::plan(&programme, &library, start).into_parts();
    let Some(schedule) = schedule else { return (None, findings) };
    let forecasts = forecast::forecast(&schedule, &programme, &library);
    let whole = Whole { programme: &programme, library: &library, schedule: &schedule, forecasts: &forecasts };
    let (reviewed, more) = review::review(&whole).into_parts();
    findings.extend(more);
    if reviewed.is_none() {
        return (None, findings);
    }
    (Some(Planned { library, programme, schedule, forecasts, findings: Vec::new() }), findings)
}

/// Reads, plans and forecasts for a look at one session: warnings are only counted, and a programme without a first day
/// is tried on one. Nothing comes back if there are errors, which are reported.
pub(super) fn planned_quietly(sources: &Sources, start: Option<NaiveDate>, screen: &Screen) -> Result<Option<Planned>> {
    let (loaded, findings) = load(sources, start, &Libraries::default())?;
    let Some(loaded) = loaded else {
        screen.findings(&findings);
        return Ok(None);
    };
    let Some(start) = start.or_else(|| trial_start(&loaded.programme)) else { bail!("no first day") };
    let (planned, more) = plan(loaded, start);
    let findings: Vec<Diagnostic> = findings.into_iter().chain(more).collect();
    match (&planned, findings.len()) {
        (None, _) => screen.findings(&findings),
        (Some(_), 0) => {}
        (Some(_), n) => {
            screen.note(&format!("{n} {}; `backplan check` has them", if n == 1 { "finding" } else { "findings" }));
        }
    }
    Ok(planned)
}

/// Reads, plans and forecasts; reports what is wrong. Nothing comes back if there are errors.
pub(super) fn planned(
    sources: &Sources,
    start: Option<NaiveDate>,
    libraries: &Libraries,
    screen: &Screen,
) -> Result<Option<Planned>> {
    let (name, bytes) = programme(&sources.programme)?;
    planned_after(sources, (&name, &bytes), start, libraries, &|_| {}, screen)
}

/// As [`planned`], from a programme's name and bytes, and calls `is_loaded` before it is planned.
pub(super) fn planned_after(
    sources: &Sources,
    file: (&str, &[u8]),
    start: Option<NaiveDate>,
    libraries: &Libraries,
    is_loaded: &dyn Fn(&Loaded),
    screen: &Screen,
) -> Result<Option<Planned>> {
    let (loaded, findings) = load_from(sources, file, start, libraries)?;
    let Some(loaded) = loaded else {
        screen.findings(&findings);
        return Ok(None);
    };
    is_loaded(&loaded);
    let Some(start) = start.or(loaded.programme.start()) else {
        screen.findings(&findings);
        bail!(
            "no first day\n  hint: add `--start` with a date, like `--start 2026-11-30`, or a line `start:` to the programme"
        );
    };
    let (planned, more) = plan(loaded, start);
    let findings: Vec<Diagnostic> = findings.into_iter().chain(more).collect();
    screen.findings(&findings);
    Ok(planned.map(|planned| Planned { findings, ..planned }))
}

/// The programme's name for messages, and its bytes.
pub(super) fn programme(path: &Path) -> Result<(String, Vec<u8>)> {
    if path.as_os_str() == "-" {
        return Ok(("<stdin>".to_owned(), files::read(path)?));
    }
    // A link that leads nowhere is none of the built-in ones.
    if !path.exists()
        && !path.is_symlink()
        && let Some(name) = path.to_str()
    {
        if let Some(file) = embedded::programme(name) {
            return Ok((format!("built-in:{}", file.path), file.bytes.to_vec()));
        }
        let names: Vec<&str> = embedded::programmes().iter().map(|f| f.stem()).collect();
        let hint = match nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("name a file, or one of the built-in programmes: {}", names.join(", ")),
        };
        bail!("no programme `{name}`: there is no such file, and none is built in\n  hint: {hint}");
    }
    Ok((path.display().to_string(), files::read(path)?))
}

/// The usual wording.
pub(super) fn wording() -> Result<Wording> {
    wording_of(Variety::British)
}

/// The wording of a variety. It is part of the program, so a fault in it is an internal failure.
pub(super) fn wording_of(variety: Variety) -> Result<Wording> {
    // Read once, however many handouts need it.
    static READ: [OnceLock<Wording>; 2] = [const { OnceLock::new() }; 2];
    let [british, american] = &READ;
    let kept = match variety {
        Variety::British => british,
        Variety::American => american,
    };
    if let Some(wording) = kept.get() {
        return Ok(wording.clone());
    }
    let wording = read_wording(variety)?;
    Ok(kept.get_or_init(|| wording).clone())
}

fn read_wording(variety: Variety) -> Result<Wording> {
    let sound = |outcome: Outcome<Wording>, file: &str| match outcome.into_parts() {
        (Some(wording), _) => Ok(wording),
        (None, findings) => {
            bail!("the program's wording `{file}` is not sound: {}", findings.first().map_or("", Diagnostic::message))
        }
    };
    let file = |variety: Variety| match embedded::wording(variety.as_str()) {
        Some(file) => Ok(file),
        None => bail!("the program carries no wording `{variety}`"),
    };
    let base = file(Variety::British)?;
    let base = sound(Wording::read(base.path, base.bytes), base.path)?;
    match variety {
        Variety::British => Ok(base),
        // Each other one says only what differs.
        Variety::American => {
            let own = file(variety)?;
            sound(Wording::read_over(own.path, own.bytes, &base), own.path)
        }
    }
}

//! `backplan new`: a programme to begin with.

mod ask;
mod draft;

use std::io::{self, IsTerminal};
use std::path::Path;

use anyhow::{Result, bail};

use super::args::New;
use super::screen::Screen;
use super::{Ending, files, library_dir};
use backplan::embedded;
use backplan::library::{ExerciseId, Library};
use backplan::programme::{Day, Days};
use backplan::yaml::nearest;
use draft::{Draft, any_error, outlook, quoted};

pub(super) fn run(args: &New, screen: &Screen) -> Result<Ending> {
    let to_stdout = args.file.as_os_str() == "-";
    if !to_stdout && args.file.symlink_metadata().is_ok() {
        bail!("`{}` is there already\n  hint: choose another name; nothing is overwritten", args.file.display());
    }
    let (library, findings) = library_dir::read(args.library.as_deref())?.into_parts();
    screen.findings(&findings);
    let Some(library) = library else { return Ok(Ending::Problems) };
    let text = match &args.from {
        Some(name) => from_template(name, args)?,
        None => {
            let draft = draft(args, &library)?;
            let is_asked = io::stdin().is_terminal() && io::stderr().is_terminal();
            match (draft.exercises.is_empty(), is_asked) {
                (true, true) => ask::ask(draft, &library, screen)?,
                (true, false) => bail!(
                    "no exercise\n  hint: add `--exercise bridge`, say, once for each, or begin from a built-in programme with `--from`"
                ),
                (false, _) => draft,
            }
            .yaml(&library)
        }
    };
    // What is written has to read back.
    let (planned, findings) = Draft::planned(&text, &library);
    screen.findings(&findings);
    if any_error(&findings) {
        return Ok(Ending::Problems);
    }
    if to_stdout {
        screen.data(&text)?;
    } else {
        files::write_new(&args.file, text.as_bytes())?;
        let outlook = planned.map_or_else(|| Ok(String::new()), |planned| outlook(&planned))?;
        screen.note(&format!("{}: written; {outlook}", args.file.display()));
    }
    Ok(Ending::Fine)
}

/// What the flags say, over the usual beginning.
fn draft(args: &New, library: &Library) -> Result<Draft> {
    let usual = Draft::default();
    let mut exercises = Vec::new();
    for name in &args.exercises {
        exercises.push(known(name, library)?);
    }
    Ok(Draft {
        name: args.name.clone().unwrap_or(usual.name),
        purpose: args.purpose.clone().unwrap_or(usual.purpose),
        weeks: args.weeks.unwrap_or(usual.weeks),
        days: if args.days.is_empty() { usual.days } else { in_order(&args.days) },
        mode: args.mode.unwrap_or(usual.mode),
        ceiling: args.ceiling.unwrap_or(usual.ceiling),
        usual_pain: args.usual_pain.unwrap_or(usual.usual_pain),
        sensitivity: args.sensitivity.unwrap_or(usual.sensitivity),
        last_active: args.last_active.unwrap_or(usual.last_active),
        worried: args.worried,
        exercises,
    })
}

fn in_order(days: &[Day]) -> Vec<Day> {
    let mut days = days.to_vec();
    days.sort_unstable();
    days.dedup();
    days
}

fn known(name: &str, library: &Library) -> Result<ExerciseId> {
    let found = library.exercises().find(|e| e.id().as_str() == name);
    let Some(exercise) = found else {
        let near = nearest(name, library.exercises().map(|e| e.id().as_str()));
        let hint = near.map_or_else(
            || "`backplan library search` finds by any word".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        bail!("no exercise `{name}`\n  hint: {hint}");
    };
    Ok(exercise.id().clone())
}

/// A built-in programme, or one in a file, with the lines that the flags speak of changed.
fn from_template(name: &Path, args: &New) -> Result<String> {
    let bytes = match name.to_str().and_then(embedded::programme) {
        Some(file) if !name.exists() => file.bytes.to_vec(),
        _ if name.exists() => files::read(name)?,
        _ => {
            let shown = name.display().to_string();
            let names: Vec<&str> = embedded::programmes().iter().map(|f| f.stem()).collect();
            let hint = match nearest(&shown, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("name a file, or one of {}", names.join(", ")),
            };
            bail!("no programme `{shown}`\n  hint: {hint}");
        }
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let days = (!args.days.is_empty()).then(|| Days::Weekdays(in_order(&args.days)).to_string());
    let lines = [
        ("name", args.name.as_deref().map(quoted)),
        ("purpose", args.purpose.as_deref().map(quoted)),
        ("days", days),
        ("mode", args.mode.map(|m| m.to_string())),
        ("ceiling", args.ceiling.map(|c| c.to_string())),
    ];
    Ok(lines.into_iter().filter_map(|(key, value)| Some((key, value?))).fold(text, |text, (key, value)| {
        let changed =
            |line: &str| if line.starts_with(&format!("{key}:")) { format!("{key}: {value}") } else { line.to_owned() };
        text.lines().map(|line| changed(line) + "\n").collect()
    }))
}

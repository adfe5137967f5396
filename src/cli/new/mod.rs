//! `backplan new`: a programme to begin with.

mod ask;
mod exercises;
mod outlook;
mod target;

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, anyhow, bail};

use super::args::New;
use super::input::{self, Planned};
use super::screen::Screen;
use super::{Ending, library_dir};
use backplan::diagnostic::{Diagnostic, Severity};
use backplan::draft::{DraftError, Template, Wishes, draft};
use backplan::embedded;
use backplan::library::{ExerciseId, Library};
use backplan::programme::Programme;
use backplan::yaml::nearest;
use target::Target;

pub(super) fn run(args: &New, screen: &Screen) -> Result<Ending> {
    let target = args.file.as_deref().or(args.output.as_deref()).map(Target::new).transpose()?;
    let (library, findings) = library_dir::read(args.library.as_deref())?.into_parts();
    screen.findings(&findings);
    let Some(library) = library else { return Ok(Ending::Problems) };
    let mut wishes = wishes(args, &library)?;
    let is_asked = !args.no_input && io::stdin().is_terminal() && io::stderr().is_terminal();
    let (template, target) = if is_asked {
        let Some(template) =
            ask::template(args, screen).and_then(|name| template(name.as_deref(), &library, screen))?
        else {
            return Ok(Ending::Problems);
        };
        ask::wishes(&mut wishes, &template, screen)?;
        if args.exercises.is_empty() {
            exercises::ask(&mut wishes, &template, &library, screen)?;
        }
        let target = target.map_or_else(|| ask::target(&wishes, &template, screen), Ok)?;
        (template, target)
    } else {
        let Some(target) = target else {
            bail!("no file to write\n  hint: name one that is not there yet, or `-` for standard output");
        };
        if args.from.is_none() {
            enough(&wishes)?;
        }
        let Some(template) = template(args.from.as_deref(), &library, screen)? else { return Ok(Ending::Problems) };
        (template, target)
    };
    let Some((text, planned)) = sound(&template, &wishes, &library, &target, screen)? else {
        screen.note("nothing was written");
        return Ok(Ending::Problems);
    };
    let mut target = target;
    while let Err(error) = target.write(&text, screen) {
        if !is_asked {
            return Err(error);
        }
        // After all those answers another file is better than none.
        screen.failure(&error);
        target = ask::target(&wishes, &template, screen)?;
    }
    let lots = outlook::lots(&planned);
    if let Target::File(path) = &target {
        let path = path.display();
        let lots = lots.map(|lots| format!("\n  {lots}")).unwrap_or_default();
        screen.note(&format!("{path}: {}{lots}\n  next: backplan plan {path} --start DATE", outlook::of(&planned)));
    } else if let Some(lots) = lots {
        screen.note(&lots);
    }
    Ok(Ending::Fine)
}

/// Refuses to begin from nothing without a name and an exercise: nobody else could say what they are to be.
fn enough(wishes: &Wishes) -> Result<()> {
    let missing = match (&wishes.name, wishes.exercises.is_empty()) {
        (None, true) => "no name and no exercise",
        (None, false) => "no name",
        (Some(_), true) => "no exercise",
        (Some(_), false) => return Ok(()),
    };
    bail!(
        "{missing}\n  hint: add `--name \"Getting going\"` and `--exercise bridge`, say, once for each, or begin from a built-in programme with `--from`"
    );
}

/// Drafts the programme and sees that it reads back and plans; what is found is told. Nothing comes back if there are
/// errors.
fn sound(
    template: &Template,
    wishes: &Wishes,
    library: &Library,
    target: &Target,
    screen: &Screen,
) -> Result<Option<(String, Planned)>> {
    let text = drafted(template, wishes, library)?;
    let (planned, findings) = tried(&target.to_string(), &text, library);
    screen.findings(&findings);
    Ok(planned.filter(|_| !any_error(&findings)).map(|planned| (text, planned)))
}

fn drafted(template: &Template, wishes: &Wishes, library: &Library) -> Result<String> {
    let monday = input::ANY_MONDAY.ok_or_else(|| anyhow!("no day to try the programme on"))?;
    draft(template, wishes, library, monday).map_err(|error| refused(&error))
}

fn refused(error: &DraftError) -> anyhow::Error {
    anyhow!("{error}\n  hint: {}", error.hint())
}

/// Reads a text as a programme, plans and forecasts it; all that is wrong with it is told.
fn tried(name: &str, text: &str, library: &Library) -> (Option<Planned>, Vec<Diagnostic>) {
    let (programme, mut findings) = Programme::read(name, text.as_bytes(), library).into_parts();
    let Some(programme) = programme else { return (None, findings) };
    let Some(start) = input::trial_start(&programme) else { return (None, findings) };
    let (planned, more) = input::plan(input::Loaded { library: Arc::new(library.clone()), programme }, start);
    findings.extend(more);
    (planned, findings)
}

fn any_error(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|f| f.severity() == Severity::Error)
}

/// What the flags say.
fn wishes(args: &New, library: &Library) -> Result<Wishes> {
    let worried = args.worried.then_some(true).or(args.no_worried.then_some(false));
    Ok(Wishes {
        name: args.name.clone(),
        purpose: args.purpose.clone(),
        weeks: args.weeks,
        days: args.days.clone(),
        mode: args.mode,
        ceiling: args.ceiling,
        usual_pain: args.usual_pain,
        sensitivity: args.sensitivity,
        last_active: args.last_active,
        worried,
        exercises: args.exercises.iter().map(|name| known(name, library)).collect::<Result<_>>()?,
    })
}

fn known(name: &str, library: &Library) -> Result<ExerciseId> {
    let Some(exercise) = library.exercises().find(|e| e.id().as_str() == name) else {
        let slug = name.to_lowercase().replace([' ', '_'], "-");
        let by_name = library.exercises().find(|e| e.name().eq_ignore_ascii_case(name)).map(|e| e.id().as_str());
        let near = by_name.or_else(|| nearest(&slug, library.exercises().map(|e| e.id().as_str())));
        let hint = near.map_or_else(
            || "`backplan library search` finds by any word".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        bail!("no exercise `{name}` in library `{}`\n  hint: {hint}", library.id());
    };
    Ok(exercise.id().clone())
}

/// The built-in programme of that name, the one in a file, or one in which nothing is done yet. Nothing comes back if it
/// has errors of its own; they have been reported.
fn template(name: Option<&Path>, library: &Library, screen: &Screen) -> Result<Option<Template>> {
    let Some(name) = name else {
        let Some(file) = embedded::new_programme() else { bail!("the program carries no empty programme") };
        return Ok(Template::read(file.path, file.bytes).into_parts().0);
    };
    let (shown, bytes) = input::programme(name)?;
    let bytes = match shown.strip_prefix("built-in:") {
        Some(_) => [format!("# From the built-in programme `{}`.\n", name.display()).as_bytes(), &bytes].concat(),
        None => bytes,
    };
    let (programme, findings) = Programme::read(&shown, &bytes, library).into_parts();
    // A template for another library is made to fit this one.
    let mismatch = backplan::diagnostic::Code::LibraryMismatch;
    let errors: Vec<Diagnostic> =
        findings.into_iter().filter(|f| f.severity() == Severity::Error && f.code() != mismatch).collect();
    if programme.is_none() && !errors.is_empty() {
        screen.findings(&errors);
        return Ok(None);
    }
    Ok(Template::read(&shown, &bytes).into_parts().0)
}

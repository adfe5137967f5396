//! `backplan handout`: the main job.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use chrono::NaiveDate;

use super::args::{Handout, Reader};
use super::input::Loaded;
use super::plans::Plans;
use super::screen::Screen;
use super::{Ending, clinic, files, pin, templates};
use backplan::clinic::LightBounds;
use backplan::cores::aside;
use backplan::country::Variety;
use backplan::handout::{
    Claim, Details, Input, Layout, Part, WeekSpan, bounds_set_aside, clinician_sheet, compose, usual_above_green,
};
use backplan::library::ExerciseId;
use backplan::proof::{self, Margin, Sheet};
use backplan::schedule::Schedule;
use backplan::typeset::{Prepared, Printable, warm_up};

/// What the page promises: nothing nearer to the edge than most printers reach, and no text below 13 pt.
const SHEET: Sheet = Sheet { margin: Margin { left: 36.0, right: 36.0, top: 36.0, bottom: 50.0 }, smallest: 13.0 };

/// What the large print promises.
const LARGE_PRINT: Sheet = Sheet { smallest: 16.0, ..SHEET };

/// What the clinician's sheet promises.
const CLINICIAN: Sheet = Sheet { margin: Margin { left: 36.0, right: 36.0, top: 30.0, bottom: 46.0 }, smallest: 9.0 };

/// What came of a handout that was asked for.
pub(super) enum Made {
    /// Nothing, because of problems that have been reported.
    Problems,
    /// Nothing new was needed.
    UpToDate,
    /// A PDF, proofed and written.
    Written {
        pages: usize,
        /// All that it follows from, as one fingerprint.
        made_from: String,
        pdf: Vec<u8>,
    },
}

pub(super) fn run(args: &Handout, screen: &Screen) -> Result<Ending> {
    // One handout has the other cores to itself. These threads have nothing to say, so nobody waits for them.
    aside(warm_up);
    let has_drawings = args.reader == Reader::Patient && Part::printed(&args.parts).contains(&Part::Exercises);
    let draw = |loaded: &Loaded| {
        if has_drawings {
            draw_ahead(loaded)
        }
    };
    Ok(match make(args, &Plans::default(), &|_| false, &draw, screen)? {
        Made::Problems => Ending::Problems,
        Made::UpToDate | Made::Written { .. } => Ending::Fine,
    })
}

/// Endings of other formats that somebody may hope for.
const NOT_PDF: [&str; 9] = ["html", "htm", "docx", "odt", "txt", "md", "svg", "png", "jpg"];

/// Has the exercises drawn on another core while the programme is planned.
fn draw_ahead(loaded: &Loaded) {
    let library = Arc::clone(&loaded.library);
    let all = loaded.programme.phases().iter().flat_map(|phase| phase.prescriptions());
    let ids: Vec<ExerciseId> = all.map(|prescription| prescription.exercise().clone()).collect();
    aside(move || {
        let figures = ids.iter().filter_map(|id| library.exercise(id)?.figure());
        figures.for_each(|figure| drop(figure.svg()));
    });
}

/// Makes a handout, unless the one that is there was made from just the same; `is_loaded` is called before it is planned.
pub(super) fn make(
    args: &Handout,
    plans: &Plans,
    is_up_to_date: &dyn Fn(&str) -> bool,
    is_loaded: &dyn Fn(&Loaded),
    screen: &Screen,
) -> Result<Made> {
    is_for_a_pdf(&args.output)?;
    let only_for_patients =
        [("--large-print", args.large_print), ("--weeks", args.weeks.is_some()), ("--parts", !args.parts.is_empty())];
    if let Some((flag, _)) = only_for_patients.iter().find(|(_, is_given)| *is_given)
        && args.reader == Reader::Clinician
    {
        bail!("`{flag}` is for the patient's handout\n  hint: leave it out, or leave out `--for clinician`");
    }
    let Some(planned) = plans.get(&args.sources, args.start, is_loaded, screen)? else {
        return Ok(Made::Problems);
    };
    pin::tell(&args.sources, &planned, screen)?;
    if args.locked && !pin::is_locked(&planned, screen) {
        return Ok(Made::Problems);
    }
    let clinic = match clinic::read(args.clinic.as_deref(), &args.sources.programme, screen)? {
        clinic::Found::Problems => return Ok(Made::Problems),
        clinic::Found::None => None,
        clinic::Found::Clinic(clinic) => Some(*clinic),
    };
    let variety = args.locale.or(clinic.as_ref().and_then(|c| c.variety())).unwrap_or(Variety::British);
    let Some(wording) = templates::wording(variety, args.templates.as_deref(), planned.library.style(), screen)? else {
        return Ok(Made::Problems);
    };
    if let Some(weeks) = args.weeks {
        has_sessions(weeks, &planned.schedule, planned.programme.weeks().get())?;
    }
    let layout = Layout {
        paper: args.paper.or(clinic.as_ref().and_then(|c| c.paper())).unwrap_or(wording.paper()),
        grey: args.grey,
        large_print: args.large_print,
        colours: clinic.as_ref().map(|c| c.colours()).unwrap_or_default(),
        parts: Part::printed(&args.parts),
        weeks: args.weeks,
    };
    let details = Details { patient: args.patient.clone(), phone: args.phone.clone(), clinic };
    let input = Input {
        programme: &planned.programme,
        library: &planned.library,
        schedule: &planned.schedule,
        forecasts: &planned.forecasts,
        wording: &wording,
        details: &details,
        layout: &layout,
    };
    let start = planned.schedule.start();
    match args.reader {
        Reader::Patient => {
            tell_of_bounds(&input, screen);
            let handout = compose(&input);
            let sheet = if args.large_print { LARGE_PRINT } else { SHEET };
            print(&handout, &handout.claims(), &sheet, start, args, is_up_to_date, screen)
        }
        Reader::Clinician => {
            let sheet = clinician_sheet(&input, &planned.findings);
            print(&sheet, &sheet.claims(), &CLINICIAN, start, args, is_up_to_date, screen)
        }
    }
}

/// Refuses a name under which nobody would look for a PDF.
fn is_for_a_pdf(output: &Path) -> Result<()> {
    let ending = output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    if ending.is_some_and(|ending| NOT_PDF.contains(&ending.as_str())) {
        bail!(
            "`{}` would hold a PDF under another name\n  hint: name it `{}`; a handout is made as a PDF only",
            output.display(),
            output.with_extension("pdf").display()
        );
    }
    Ok(())
}

/// Says so if the clinic's traffic light is not the one that is printed, or has no green for a usual day.
fn tell_of_bounds(input: &Input<'_>, screen: &Screen) {
    if !input.layout.has(Part::Light) {
        return;
    }
    if let Some(green_to) = usual_above_green(input) {
        screen.note(&format!(
            "note: usual pain is {}, and green ends at {green_to}, so no usual day is green; agree the next steps at the \
             visits, or plan with `mode: time-contingent`",
            input.programme.person().usual_pain()
        ));
    }
    let Some((own, printed)) = bounds_set_aside(input) else { return };
    let shown = |bounds: LightBounds| format!("green to {}, amber to {}", bounds.green_to, bounds.amber_to);
    screen.note(&format!(
        "note: the clinic's traffic light ({}) is not used for usual pain: this person's is {}, so it is {}",
        shown(own),
        input.programme.person().usual_pain(),
        shown(printed)
    ));
}

/// Refuses weeks in which there is nothing to print.
fn has_sessions(weeks: WeekSpan, schedule: &Schedule, all: u32) -> Result<()> {
    if weeks.last() > all {
        let count = if all == 1 { "1 week".to_owned() } else { format!("{all} weeks") };
        bail!("there is no week {}: the programme has {count}\n  hint: name weeks from 1 to {all}", weeks.last());
    }
    if !schedule.sessions().iter().any(|session| weeks.holds(session.week())) {
        bail!("there is no session in the weeks asked for\n  hint: `backplan plan` shows which weeks have sessions");
    }
    Ok(())
}

/// Sets a document, reads it back, and only then writes it.
fn print<D: Printable>(
    printed: &D,
    claims: &[Claim],
    sheet: &Sheet,
    start: NaiveDate,
    args: &Handout,
    is_up_to_date: &dyn Fn(&str) -> bool,
    screen: &Screen,
) -> Result<Made> {
    let template = templates::template(args.templates.as_deref(), D::MAIN)?;
    let prepared = Prepared::new(printed, &template, start)?;
    let made_from = prepared.fingerprint();
    if is_up_to_date(&made_from) {
        return Ok(Made::UpToDate);
    }
    let pdf = prepared.typeset().map_err(|error| error.without_letters_of(args.patient.as_deref().unwrap_or("")))?;
    let proof = proof::check(&pdf, claims, sheet).context("no handout was written")?;
    let to_stdout = args.output.as_os_str() == "-";
    if to_stdout {
        screen.bytes(&pdf)?;
    } else {
        files::write(&args.output, &pdf)?;
    }
    screen.note(&format!(
        "{}: {} pages, {} texts that must be there read back and found",
        if to_stdout { "standard output".into() } else { args.output.display().to_string() },
        proof.pages(),
        proof.claims()
    ));
    Ok(Made::Written { pages: proof.pages(), made_from, pdf })
}

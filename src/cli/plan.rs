//! `backplan plan`: every session with its date and doses.

use anyhow::Result;
use comfy_table::{ContentArrangement, Table, presets};

use super::args::{Format, Look};
use super::input::Planned;
use super::screen::Screen;
use super::{Ending, input, json};
use backplan::library::{Dose, SetWork};
use backplan::schedule::{Change, Item, Session};

pub(super) fn run(args: &Look, screen: &Screen) -> Result<Ending> {
    let Some(planned) = input::planned(&args.sources, args.start, screen)? else {
        return Ok(Ending::Problems);
    };
    match args.format {
        Format::Json => screen.data(&json::text(&json::plan(&planned))?)?,
        Format::Text => screen.data(&text(&planned, screen.width()))?,
    }
    Ok(Ending::Fine)
}

fn text(planned: &Planned, width: u16) -> String {
    let mut table = table(width);
    table.set_header(["no", "date", "week", "what"]);
    for session in planned.schedule.sessions() {
        table.add_row([
            session.number().to_string(),
            session.date().format("%a %d %b").to_string(),
            session.week().to_string(),
            what(session),
        ]);
    }
    format!("{}\n{table}\n{LEGEND}\n", heading(planned))
}

const LEGEND: &str = "sets x repetitions, /s held; + more than last time, - less, * new";

/// A table that keeps to a width and has no lines to the sides.
pub(super) fn table(width: u16) -> Table {
    let mut table = Table::new();
    table
        .load_preset(presets::ASCII_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width);
    table
}

/// The programme, its library and its dates.
pub(super) fn heading(planned: &Planned) -> String {
    let (programme, library) = (&planned.programme, &planned.library);
    format!(
        "{}\nfrom {}, {} weeks, {} sessions; library {} {} ({})",
        programme.name(),
        planned.schedule.start().format("%A %-d %B %Y"),
        programme.weeks().get(),
        planned.schedule.sessions().len(),
        library.id(),
        library.version(),
        library.digest().short()
    )
}

fn what(session: &Session) -> String {
    let visit = (!session.techniques().is_empty()).then(|| {
        let names: Vec<&str> = session.techniques().iter().map(|t| t.as_str()).collect();
        format!("clinic: {}", names.join(", "))
    });
    let items = session.items().iter().map(item);
    let all: Vec<String> = visit.into_iter().chain(items).collect();
    all.join("\n")
}

fn item(item: &Item) -> String {
    let mark = match item.change() {
        Change::Start => "*",
        Change::Same => " ",
        Change::Up => "+",
        Change::Down | Change::Deload => "-",
    };
    format!("{mark} {} {}", item.exercise(), dose(item.dose()))
}

/// A dose in a few signs: `2 x 8/10 s, 4 kg`.
fn dose(dose: &Dose) -> String {
    let sets = dose.sets().get();
    let mut text = match dose.work() {
        SetWork::Reps(reps) => format!("{sets} x {}", reps.get()),
        SetWork::Hold(reps, hold) => format!("{sets} x {}/{} s", reps.get(), hold.get()),
        SetWork::Time(time) if time.get() % 60 == 0 => format!("{sets} x {} min", time.get() / 60),
        SetWork::Time(time) => format!("{sets} x {} s", time.get()),
    };
    if let Some(load) = dose.load().filter(|l| l.get() > 0.0) {
        text += &format!(", {} kg", load.get());
    }
    text
}

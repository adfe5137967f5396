//! Writes all that Typst needs to set a handout into a folder: template, data, drawings and fonts.
//!
//! ```sh
//! cargo run --example handout_files -- folder walking-start 1-2 calendar,exercises
//! typst compile --ignore-system-fonts --font-path folder/fonts folder/handout.typ
//! ```
//!
//! The programme is a built-in one; weeks and parts may be left out. `benches/processes.py` compares with it what backplan
//! takes for the same pages.

use std::error::Error;
use std::fs;
use std::path::Path;

use backplan::handout::{Details, Input, Layout, Part, WeekSpan, compose};
use backplan::typeset::{Printable, Template, data_files};
use backplan::yaml::Word;
use backplan::{embedded, forecast::forecast, library::Library, planner::plan, programme::Programme, wording::Wording};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("name a folder")?;
    let programme = arguments.next().unwrap_or_else(|| "persistent-low-back".to_owned());
    let weeks = arguments.next().filter(|weeks| weeks != "all").map(|weeks| span(&weeks)).transpose()?;
    let parts = arguments.next().map(|parts| named(&parts)).transpose()?.unwrap_or_default();

    let library = Library::read("core", &embedded::core_library());
    let library = library.value().ok_or("the core library is not sound")?;
    let file = embedded::programme(&programme).ok_or("there is no such built-in programme")?;
    let programme = Programme::read(file.path, file.bytes, library);
    let programme = programme.value().ok_or("the programme is not sound")?;
    let start = chrono::NaiveDate::from_ymd_opt(2026, 11, 30).ok_or("a date")?;
    let schedule = plan(programme, library, start);
    let schedule = schedule.value().ok_or("the programme cannot be planned")?;
    let forecasts = forecast(schedule, programme, library);
    let words = embedded::wording("en-GB").ok_or("there is no wording")?;
    let wording = Wording::read(words.path, words.bytes);
    let wording = wording.value().ok_or("the wording is not sound")?;
    let layout = Layout {
        paper: wording.paper(),
        grey: false,
        large_print: false,
        colours: Default::default(),
        parts: Part::printed(&parts),
        weeks,
    };
    let (details, forecasts) = (Details::default(), &forecasts);
    let handout =
        compose(&Input { programme, library, schedule, forecasts, wording, details: &details, layout: &layout });
    write(Path::new(&folder), &handout)
}

/// Reads `1-2` or `1`.
fn span(text: &str) -> Result<WeekSpan, Box<dyn Error>> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    Ok(WeekSpan::new(first.parse()?, last.parse()?).ok_or("no weeks")?)
}

/// Reads `calendar,exercises`.
fn named(text: &str) -> Result<Vec<Part>, Box<dyn Error>> {
    let part = |name: &str| Part::ALL.iter().copied().find(|part| part.as_str() == name);
    Ok(text.split(',').map(|name| part(name).ok_or("no such part")).collect::<Result<_, _>>()?)
}

fn write<D: Printable>(folder: &Path, printed: &D) -> Result<(), Box<dyn Error>> {
    let template = Template::embedded();
    let own = template.files().map(|(path, bytes)| (path.to_owned(), bytes.to_vec()));
    let drawings = printed.files().iter().map(|file| (file.path.clone(), file.bytes.clone()));
    let data = data_files(printed)?.map(|(name, bytes)| (name.to_owned(), bytes));
    let regular = ("fonts/regular.ttf".to_owned(), notosans::REGULAR_TTF.to_vec());
    let bold = ("fonts/bold.ttf".to_owned(), notosans::BOLD_TTF.to_vec());
    for (path, bytes) in own.chain(drawings).chain(data).chain([regular, bold]) {
        let path = folder.join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, bytes)?;
    }
    Ok(())
}

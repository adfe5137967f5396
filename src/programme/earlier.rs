//! What the person did before the programme.

use chrono::{Days, NaiveDate};

use super::named::{known_exercise, known_technique};
use crate::diagnostic::{Code, Findings};
use crate::library::{Dose, ExerciseId, Library, PartialDose, TechniqueId};
use crate::source::Place;
use crate::units::Weeks;
use crate::yaml::table::{date, list, whole};
use crate::yaml::{Node, Table};

/// Something done before the programme, which the body may still remember.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    what: Done,
    when: Ago,
    times: u32,
    place: Place,
}

/// What was done.
#[derive(Debug, Clone, PartialEq)]
pub enum Done {
    /// An exercise, at a dose.
    Exercise(ExerciseId, Dose),
    /// A technique.
    Technique(TechniqueId),
}

/// How long ago it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ago {
    Weeks(Weeks),
    On(NaiveDate),
}

impl Earlier {
    /// What was done.
    pub fn what(&self) -> &Done {
        &self.what
    }

    /// The day, for a programme that begins on `start`; the last day if it was done several times.
    pub fn date(&self, start: NaiveDate) -> NaiveDate {
        match self.when {
            Ago::On(date) => date,
            Ago::Weeks(weeks) => start.checked_sub_days(Days::new(weeks.days().into())).unwrap_or(NaiveDate::MIN),
        }
    }

    /// The day that is written, if one is.
    pub(super) fn written_date(&self) -> Option<NaiveDate> {
        match self.when {
            Ago::On(date) => Some(date),
            Ago::Weeks(_) => None,
        }
    }

    /// How often it was done.
    pub fn times(&self) -> u32 {
        self.times
    }

    /// Where it stands in the file.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Reads the list of what was done. Each time is reckoned with in every forecast, so there is a most.
    pub(super) fn read_all(node: &Node, library: &Library, findings: &mut Findings) -> Option<Vec<Self>> {
        let all = list(node, findings, |n, f| Self::read(n, library, f))?;
        let mut times = 0;
        let beyond = all.iter().find(|earlier| {
            times += earlier.times;
            times > MOST_TIMES
        });
        if let Some(beyond) = beyond {
            findings.add(
                Code::YamlBudget,
                &beyond.place,
                format!("more than {MOST_TIMES} times in all are counted here"),
                "leave out what was done longest ago, or write smaller `times`",
            );
            return None;
        }
        Some(all)
    }

    fn read(node: &Node, library: &Library, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "something done earlier", findings)?;
        let (exercise, technique) = (table.node("use"), table.node("technique"));
        let dose = table.node("dose");
        let (weeks, on) = (table.node("weeks-ago"), table.node("on"));
        let times = table.optional("times", findings, |n, f| whole(n, f, 1, 99));
        let place = table.place().clone();
        table.close(findings);
        let what = match (exercise, technique) {
            (Some(node), None) => exercise_done(node, dose, library, findings),
            (None, Some(node)) => {
                if let Some(dose) = dose {
                    let hint = "leave `dose` out; `times` says how often it was done";
                    findings.add(Code::DoseMismatch, &dose.place, "a technique has no dose", hint);
                }
                known_technique(node, library, findings).map(|t| Done::Technique(t.value))
            }
            _ => either("an exercise (`use`) or a `technique`", &place, findings),
        };
        let when = match (weeks, on) {
            (Some(node), None) => whole(node, findings, 1, 520).and_then(Weeks::new).map(Ago::Weeks),
            (None, Some(node)) => date(node, findings).map(Ago::On),
            _ => either("`weeks-ago` or `on` a date", &place, findings),
        };
        Some(Self { what: what?, when: when?, times: times.unwrap_or(1), place })
    }
}

/// The most that something was done earlier, all taken together: with ten times as many a forecast takes seconds. No clinical
/// limit, but one of what the program can reckon with.
const MOST_TIMES: u32 = 200;

/// An exercise at a dose; what is not written of the dose is as at the exercise's start.
fn exercise_done(node: &Node, dose: Option<&Node>, library: &Library, findings: &mut Findings) -> Option<Done> {
    let id = known_exercise(node, library, findings);
    let dose = dose.map(|node| (PartialDose::read(node, &library.rules().bounds, findings), node));
    let id = id?.value;
    let range = library.exercise(&id)?.dose();
    let dose = match dose {
        Some((partial, node)) => partial?.or(range.start()).complete(range.measure(), &node.place, findings)?,
        None => *range.start(),
    };
    Some(Done::Exercise(id, dose))
}

/// Reports that one of two things is to be said.
fn either<T>(what: &str, place: &Place, findings: &mut Findings) -> Option<T> {
    findings.add(
        Code::MissingKey,
        place,
        format!("something done earlier needs {what}, and not both"),
        "write it like `{ weeks-ago: 3, use: bridge, times: 6 }`",
    );
    None
}

//! Asking for what a new programme needs, on a terminal.

use std::fmt;

use anyhow::{Result, bail};
use inquire::validator::Validation;
use inquire::{Confirm, CustomType, InquireError, MultiSelect, Select, Text};

use super::draft::{Draft, any_error, outlook};
use crate::cli::screen::Screen;
use backplan::library::{Exercise, Found, Library};
use backplan::programme::Day;
use backplan::yaml::Word;

/// Asks for everything, with what is known as the default.
pub(super) fn ask(mut draft: Draft, library: &Library, screen: &Screen) -> Result<Draft> {
    draft.name = said(Text::new("Name of the programme:").with_default(&draft.name).prompt())?;
    draft.purpose =
        said(Text::new("What it is for, in a sentence for the patient:").with_default(&draft.purpose).prompt())?;
    draft.weeks = said(number("How many weeks:", draft.weeks, 1, 104))?;
    draft.days = days(&draft.days)?;
    draft.mode = said(one_of("What decides on the next step: pain or the plan?", draft.mode))?;
    draft.ceiling = said(number("Highest soreness you accept, 0-10 above usual pain:", draft.ceiling, 0.0, 10.0))?;
    draft.usual_pain = said(number("The person's usual pain, 0-10:", draft.usual_pain, 0.0, 10.0))?;
    draft.sensitivity = said(one_of("How sensitive is the nervous system?", draft.sensitivity))?;
    draft.last_active = said(number("Last active how many weeks ago:", draft.last_active, 0, 520))?;
    draft.worried = said(Confirm::new("Worried, stressed or sleeping badly?").with_default(draft.worried).prompt())?;
    exercises(draft, library, screen)
}

/// Lets the physio add exercises until they are done, and shows the forecast after each.
fn exercises(mut draft: Draft, library: &Library, screen: &Screen) -> Result<Draft> {
    loop {
        let left: Vec<Choice<'_>> = std::iter::once(Choice::Done)
            .chain(library.exercises().filter(|e| !draft.exercises.contains(e.id())).map(Choice::Exercise))
            .collect();
        let scorer = |input: &str, choice: &Choice<'_>, _: &str, _: usize| choice.fits(input);
        let question = format!("Exercise {} (type to search):", draft.exercises.len() + 1);
        let chosen = said(Select::new(&question, left).with_scorer(&scorer).with_page_size(8).prompt())?;
        match chosen {
            Choice::Done if draft.exercises.is_empty() => screen.note("add at least one exercise"),
            Choice::Done => return Ok(draft),
            Choice::Exercise(exercise) => {
                draft.exercises.push(exercise.id().clone());
                let (planned, findings) = Draft::planned(&draft.yaml(library), library);
                if any_error(&findings) {
                    screen.findings(&findings);
                } else if let Some(planned) = planned {
                    screen.note(&outlook(&planned)?);
                }
            }
        }
    }
}

/// What the list of exercises offers.
enum Choice<'a> {
    Done,
    Exercise(&'a Exercise),
}

impl Choice<'_> {
    /// How well it fits what was typed; nothing if it does not.
    fn fits(&self, typed: &str) -> Option<i64> {
        let words: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
        match self {
            Self::Done => words.is_empty().then_some(i64::MAX),
            Self::Exercise(exercise) => Found::Exercise(exercise).rank(&words).map(i64::from),
        }
    }
}

impl fmt::Display for Choice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done => f.write_str("that is all"),
            Self::Exercise(exercise) => write!(f, "{}: {}", exercise.name(), exercise.purpose()),
        }
    }
}

fn days(known: &[Day]) -> Result<Vec<Day>> {
    let at: Vec<usize> = known.iter().map(|day| *day as usize).collect();
    let words: Vec<&str> = Day::ALL.iter().map(|d| d.as_str()).collect();
    let at_least_one = |chosen: &[inquire::list_option::ListOption<&&str>]| {
        Ok(if chosen.is_empty() { Validation::Invalid("choose a day".into()) } else { Validation::Valid })
    };
    let chosen = MultiSelect::new("On which days:", words).with_default(&at).with_validator(at_least_one).raw_prompt();
    let chosen = said(chosen)?;
    Ok(chosen.iter().filter_map(|option| Day::ALL.get(option.index).copied()).collect())
}

/// Asks for a number between two others.
fn number<T>(question: &str, known: T, least: T, most: T) -> Result<T, InquireError>
where
    T: Copy + PartialOrd + fmt::Display + std::str::FromStr + Send + Sync + 'static,
{
    let between = move |n: &T| {
        Ok(if (least..=most).contains(n) {
            Validation::Valid
        } else {
            Validation::Invalid(format!("from {least} to {most}").into())
        })
    };
    CustomType::<T>::new(question)
        .with_default(known)
        .with_error_message("write a number")
        .with_validator(between)
        .prompt()
}

/// Asks for a word of a closed list.
fn one_of<W: Word + PartialEq>(question: &str, known: W) -> Result<W, InquireError> {
    let words: Vec<&str> = W::ALL.iter().map(|w| w.as_str()).collect();
    let at = W::ALL.iter().position(|w| *w == known).unwrap_or(0);
    let chosen = Select::new(question, words).with_starting_cursor(at).raw_prompt()?;
    Ok(W::ALL.get(chosen.index).copied().unwrap_or(known))
}

/// The answer; leaving the questions leaves nothing behind.
fn said<T>(answer: Result<T, InquireError>) -> Result<T> {
    match answer {
        Ok(answer) => Ok(answer),
        Err(InquireError::OperationCanceled | InquireError::OperationInterrupted) => bail!("left; nothing was written"),
        Err(error) => Err(error.into()),
    }
}

//! Reading single values of the command line.

use chrono::NaiveDate;

use backplan::country;
use backplan::diagnostic::Code;
use backplan::draft::Ceiling;
use backplan::handout::WeekSpan;
use backplan::library::ConditionId;
use backplan::line::{LineError, line};
use backplan::programme::{Day, Days};
use backplan::units::{DATE_FORM, Soreness, Weeks, parse_date};
use backplan::yaml::{Word, nearest};

pub(super) fn date(text: &str) -> Result<NaiveDate, String> {
    parse_date(text).map_err(|error| format!("{error}; write {DATE_FORM}"))
}

/// Reads a soreness or pain.
pub(in crate::cli) fn soreness(text: &str) -> Result<Soreness, String> {
    let number = text.trim().parse::<f64>().ok().and_then(Soreness::new);
    number.ok_or_else(|| "write a number from 0 to 10".to_owned())
}

/// Reads a ceiling, or that there is none.
pub(in crate::cli) fn ceiling(text: &str) -> Result<Ceiling, String> {
    if text.trim() == "none" {
        return Ok(Ceiling::Without);
    }
    soreness(text).map(Ceiling::At).map_err(|message| message + ", or `none`")
}

/// Reads how long a programme takes: `6`, or `6 weeks`.
pub(in crate::cli) fn weeks(text: &str) -> Result<Weeks, String> {
    weeks_between(text, 1, 104)
}

/// Reads how long ago something was: `12`, or `12 weeks`.
pub(in crate::cli) fn weeks_ago(text: &str) -> Result<Weeks, String> {
    weeks_between(text, 0, Weeks::MOST.get())
}

fn weeks_between(text: &str, least: u32, most: u32) -> Result<Weeks, String> {
    let number = text.trim().trim_end_matches("weeks").trim_end_matches("week").trim_end();
    let weeks = number.parse::<u32>().ok().filter(|n| (least..=most).contains(n)).and_then(Weeks::new);
    weeks.ok_or_else(|| format!("write a whole number of weeks from {least} to {most}"))
}

/// Reads weeks to print: `3`, or `3-4`.
pub(super) fn week_span(text: &str) -> Result<WeekSpan, String> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let week = |text: &str| text.trim().parse::<u32>().ok();
    let span = week(first).zip(week(last)).and_then(|(first, last)| WeekSpan::new(first, last));
    span.ok_or_else(|| "write one week like 3, or the first and the last like 3-4".to_owned())
}

/// Reads days of the week with commas between them, or `daily`, `alternate`, `3 a week`.
pub(in crate::cli) fn days(text: &str) -> Result<Days, String> {
    let text = text.trim().to_lowercase();
    let times = text.strip_suffix(" a week").and_then(|n| n.trim().parse::<u32>().ok());
    match (text.as_str(), times) {
        ("daily", _) => return Ok(Days::Daily),
        ("alternate", _) => return Ok(Days::Alternate),
        (_, Some(n)) if (1..=7).contains(&n) => return Ok(Days::AWeek(n)),
        _ => {}
    }
    if let Some((a, b)) = lots(&text) {
        return Ok(Days::Split(weekdays(a)?, weekdays(b)?));
    }
    weekdays(&text).map(Days::Weekdays)
}

/// The days of two lots of exercises: `a: mon,thu; b: tue,fri`, in braces or not.
fn lots(text: &str) -> Option<(&str, &str)> {
    let both = text.trim_start_matches('{').trim_end_matches('}').trim().strip_prefix("a:")?;
    let (a, b) = both.split_once("b:")?;
    Some((a.trim().trim_end_matches([';', ',']), b))
}

fn weekdays(text: &str) -> Result<Vec<Day>, String> {
    let list =
        text.trim().trim_start_matches('[').trim_end_matches(']').split([',', ' ']).filter(|day| !day.is_empty());
    let days: Vec<Day> = list
        .map(|day| one_of::<Day>(day).map_err(|hint| format!("`{day}` is no day of the week; {hint}")))
        .collect::<Result<_, _>>()?;
    if days.is_empty() {
        return Err(
            "write days like mon,wed,fri, or `daily`, `alternate`, `3 a week`, or `a: mon,thu; b: tue,fri`".to_owned()
        );
    }
    Ok(days)
}

/// Reads a word of a closed list.
pub(super) fn one_of<W: Word>(text: &str) -> Result<W, String> {
    let all = || W::ALL.iter().map(|w| w.as_str());
    // As it is written: with capitals, or with blanks for hyphens and the other way round.
    let plain = |text: &str| text.trim().to_lowercase().replace(['-', '_'], " ");
    let found = W::ALL.iter().copied().find(|w| plain(w.as_str()) == plain(text));
    found.ok_or_else(|| match nearest(text, all()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of {}", all().collect::<Vec<_>>().join(", ")),
    })
}

pub(super) fn condition(text: &str) -> Result<ConditionId, String> {
    ConditionId::new(text).ok_or_else(|| "write it in lower-case letters and hyphens, like wrist-injury".to_owned())
}

/// The most characters of a patient's name: it wraps on the page, and a longer one is a slip.
const LONGEST_NAME: usize = 200;

/// The most characters of other texts.
const LONGEST_TEXT: usize = 2000;

/// Reads a patient's name.
pub(super) fn patient(text: &str) -> Result<String, String> {
    line_of(text, LONGEST_NAME)
}

/// Reads the name of a programme.
pub(in crate::cli) fn programme_name(text: &str) -> Result<String, String> {
    line_of(text, LONGEST_NAME)
}

/// Reads a text that is printed in one piece.
pub(in crate::cli) fn printable(text: &str) -> Result<String, String> {
    line_of(text, LONGEST_TEXT)
}

fn line_of(text: &str, most: usize) -> Result<String, String> {
    line(text, most).map_err(|error| match error {
        LineError::Hidden(_) => told(&error, error.hint(), Code::HiddenCharacter),
        _ => format!("{error}\n  hint: {}", error.hint()),
    })
}

/// Reads a telephone number, by the rule of a clinic's file.
pub(super) fn phone(text: &str) -> Result<String, String> {
    country::phone(text).map_err(|error| told(&error, error.hint(), Code::BadPhone))
}

/// A mistake that has a page, with its code.
fn told(error: &dyn std::error::Error, hint: &str, code: Code) -> String {
    let code = code.as_str();
    format!("{error}\n  hint: {hint}\n  `backplan explain {code}` says more of {code}")
}

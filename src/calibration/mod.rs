//! The forecast against published results.
//!
//! A study is a folder: a library and programmes in their ordinary formats, which describe what the participants did, and
//! `study.yaml`, which says what was published and how near the forecast has to be. Nothing in the forecast knows of it.

mod reading;
mod study;

use std::collections::BTreeMap;

pub use reading::{Reading, Subject};
pub use study::{Published, Study};

use crate::diagnostic::{Code, Findings, Outcome};
use crate::forecast::SessionForecast;
use crate::library::Library;
use crate::schedule::Schedule;
use crate::yaml::nearest;

/// One published result beside the forecast of the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    published: Published,
    forecast: f64,
}

impl Comparison {
    /// What was published.
    pub fn published(&self) -> &Published {
        &self.published
    }

    /// The number that the forecast gives for it.
    pub fn forecast(&self) -> f64 {
        self.forecast
    }

    /// Whether it is as near as it has to be.
    pub fn is_inside(&self) -> bool {
        let (least, most) = self.published.within();
        (least..=most).contains(&self.forecast)
    }
}

/// A programme of a study, with its sessions and their forecast.
#[derive(Debug, Clone, PartialEq)]
pub struct Arm {
    /// The sessions.
    pub schedule: Schedule,
    /// Their forecast.
    pub forecasts: Vec<SessionForecast>,
}

impl Study {
    /// Reads every published result off the forecasts of the study's programmes, by the names of their files.
    ///
    /// # Errors
    /// A result of a programme or session that is not there.
    pub fn compare(&self, arms: &BTreeMap<String, Arm>, library: &Library) -> Outcome<Vec<Comparison>> {
        let mut findings = Findings::new();
        let mut comparisons = Vec::new();
        for published in self.results() {
            let value = self.value(published.subject(), published.reading(), arms, library, &mut findings);
            let other =
                published.against().map(|other| self.value(other, published.reading(), arms, library, &mut findings));
            let forecast = match (value, other) {
                (Some(value), None) => value,
                (Some(value), Some(Some(other))) => ratio(value, other),
                _ => continue,
            };
            comparisons.push(Comparison { published: published.clone(), forecast });
        }
        Outcome::new(Some(comparisons), findings)
    }

    fn value(
        &self,
        subject: &Subject,
        reading: &Reading,
        arms: &BTreeMap<String, Arm>,
        library: &Library,
        findings: &mut Findings,
    ) -> Option<f64> {
        let Some(arm) = arms.get(&subject.programme.value) else {
            let near = nearest(&subject.programme.value, arms.keys().map(String::as_str));
            findings.add(
                Code::UnknownArm,
                &subject.programme.place,
                format!("this study has no programme `{}`", subject.programme.value),
                near.map_or_else(
                    || "name a programme's file beside `study.yaml`, without `.yaml`".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                ),
            );
            return None;
        };
        let value = reading.of(arm, subject.session, library);
        if value.is_none() {
            findings.add(
                Code::UnknownArm,
                &subject.programme.place,
                format!("`{}` has no session {}", subject.programme.value, subject.session),
                format!("it has sessions 1 to {}", arm.forecasts.len()),
            );
        }
        value
    }
}

/// How many times one forecast is another; two forecasts of nothing are alike.
fn ratio(value: f64, other: f64) -> f64 {
    if value == other { 1.0 } else { value / other }
}

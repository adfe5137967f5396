//! The forecast beside what studies published.

use serde::Serialize;

use super::SCHEMA;
use crate::cli::calibrate::Compared;
use backplan::calibration::Comparison;

/// The result of `calibrate`.
#[derive(Serialize)]
pub(in crate::cli) struct Calibration<'a> {
    schema: u32,
    inside: bool,
    studies: Vec<StudyJson<'a>>,
}

#[derive(Serialize)]
struct StudyJson<'a> {
    title: &'a str,
    source: &'a str,
    did: &'a str,
    results: Vec<ResultJson<'a>>,
}

#[derive(Serialize)]
struct ResultJson<'a> {
    what: &'a str,
    published: &'a str,
    forecast: f64,
    least: f64,
    most: f64,
    inside: bool,
    because: &'a str,
}

/// The result of `calibrate`.
pub(in crate::cli) fn calibration(all: &[Compared]) -> Calibration<'_> {
    Calibration {
        schema: SCHEMA,
        inside: all.iter().flat_map(|c| &c.comparisons).all(Comparison::is_inside),
        studies: all.iter().map(StudyJson::new).collect(),
    }
}

impl<'a> StudyJson<'a> {
    fn new(compared: &'a Compared) -> Self {
        let study = &compared.study;
        Self {
            title: study.title(),
            source: study.source(),
            did: study.did(),
            results: compared.comparisons.iter().map(ResultJson::new).collect(),
        }
    }
}

impl<'a> ResultJson<'a> {
    fn new(comparison: &'a Comparison) -> Self {
        let published = comparison.published();
        let (least, most) = published.within();
        Self {
            what: published.what(),
            published: published.figure(),
            forecast: comparison.forecast(),
            least,
            most,
            inside: comparison.is_inside(),
            because: published.because(),
        }
    }
}

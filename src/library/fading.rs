//! How soreness shrinks with repetition, and how that is lost.

use crate::diagnostic::{Code, Findings};
use crate::units::Weeks;
use crate::yaml::quantity::weeks;
use crate::yaml::table::{filled_list, real};
use crate::yaml::{Node, Table};

/// How soreness shrinks from one exposure to the next.
#[derive(Debug, Clone, PartialEq)]
pub enum FadingSteps {
    /// The factor after 0, 1, 2, … earlier exposures; the last one stays. Never rises.
    BySession(Vec<f64>),
    /// The factor for each earlier exposure.
    Each(f64),
}

/// How repetition protects, and how the protection is lost.
#[derive(Debug, Clone, PartialEq)]
pub struct Fading {
    /// How soreness shrinks.
    pub steps: FadingSteps,
    /// A break up to this long keeps the protection whole.
    pub keeps: Weeks,
    /// After a break of this long it is gone.
    pub gone: Weeks,
    /// How much of the protection carries over from another exercise of the same ladder, 0 to 1.
    pub variation: f64,
    /// The factor on the odds of feeling it, for each earlier exposure; as for the size if missing.
    pub odds_each: Option<f64>,
}

impl Fading {
    /// The factor after a number of earlier exposures, which may be a fraction; between 0 and 1, and never rising.
    pub fn factor(&self, exposures: f64) -> f64 {
        let n = exposures.max(0.0);
        match &self.steps {
            FadingSteps::Each(each) => each.powf(n),
            FadingSteps::BySession(steps) => {
                let below = n.floor();
                // Beyond the last step nothing changes, so a large number may saturate.
                let at = |i: f64| steps.get(i as usize).or(steps.last()).copied().unwrap_or(1.0);
                let (low, high) = (at(below), at(below + 1.0));
                low + (high - low) * (n - below)
            }
        }
    }

    /// The factor on the odds after a number of earlier exposures; between 0 and 1, and never rising.
    pub fn odds_factor(&self, exposures: f64) -> f64 {
        self.odds_each.map_or_else(|| self.factor(exposures), |each| each.powf(exposures.max(0.0)))
    }

    /// How much of an exposure's protection is left after a break, 1 to 0.
    pub fn kept_after(&self, days: f64) -> f64 {
        let (keeps, gone) = (f64::from(self.keeps.days()), f64::from(self.gone.days()));
        if days <= keeps {
            1.0
        } else if days >= gone {
            0.0
        } else {
            (gone - days) / (gone - keeps)
        }
    }
}

impl Fading {
    pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "a fading", findings)?;
        let factor = |n: &Node, f: &mut Findings| real(n, f, 0.0, 1.0);
        let steps = match table.node("each") {
            Some(each) => factor(each, findings).map(FadingSteps::Each),
            None => table.required("sessions", findings, |n, f| {
                let steps = filled_list(n, f, factor)?;
                if !steps.is_sorted_by(|a, b| a >= b) {
                    f.add(Code::OutOfRange, &n.place, "factors rise", "a repeat never makes it worse; let them fall");
                    return None;
                }
                Some(FadingSteps::BySession(steps))
            }),
        };
        let keeps = table.required("keeps", findings, weeks);
        let gone = table.required("gone", findings, weeks);
        let variation = table.required("variation", findings, factor);
        let odds_each = table.optional("odds-each", findings, factor);
        let gone_place = table.key_place("gone").clone();
        table.close(findings);
        let fading = Fading { steps: steps?, keeps: keeps?, gone: gone?, variation: variation?, odds_each };
        if fading.keeps >= fading.gone {
            findings.add(
                Code::ProfileOrder,
                &gone_place,
                "`keeps` is not before `gone`",
                "let `gone` be the longer break",
            );
            return None;
        }
        Some(fading)
    }
}

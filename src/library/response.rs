//! How soreness answers to what a muscle does: how much, how hard, and in which way.

use super::words::{Action, Length};
use crate::diagnostic::{Code, Findings};
use crate::units::Effort;
use crate::yaml::quantity::effort;
use crate::yaml::table::real;
use crate::yaml::{Node, Table};

/// How soreness answers to the amount of work and to how hard it is.
///
/// Its size goes with the power `volume` of the repetitions and the power `effort` of the effort; the odds of feeling it
/// go with the same volume, and with the power `odds_effort` of the effort.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Response {
    /// The power of the amount of work, 0 to 1.
    pub volume: f64,
    /// The power of the effort for the size, 0 to 5.
    pub effort: f64,
    /// The power of the effort for the odds, 0 to 10.
    pub odds_effort: f64,
    /// The bout that the mechanism's own size and chance are those of. Without one they are those of an exercise's start
    /// dose, whatever that is.
    pub reference: Option<Bout>,
}

/// An amount of work at an effort.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bout {
    /// Repetitions in all sets.
    pub repetitions: f64,
    /// How hard.
    pub effort: Effort,
}

/// How much a dose is against another: the amount of work and the effort, as ratios.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DoseRatio {
    /// The amount of work, with the load moved.
    pub volume: f64,
    /// The effort.
    pub effort: f64,
}

impl DoseRatio {
    /// The same dose.
    pub const SAME: Self = Self { volume: 1.0, effort: 1.0 };
}

impl Response {
    /// The factor on the size; never falls as the ratios rise.
    pub fn size_factor(&self, ratio: DoseRatio) -> f64 {
        ratio.volume.powf(self.volume) * ratio.effort.powf(self.effort)
    }

    /// The factor on the odds of feeling it; never falls as the ratios rise.
    pub fn odds_factor(&self, ratio: DoseRatio) -> f64 {
        ratio.volume.powf(self.volume) * ratio.effort.powf(self.odds_effort)
    }

    /// How much an earlier bout protects from a later one, of which it was so much: 1 for as much or more.
    ///
    /// The amount counts by the power that it has for the size, as few repetitions protect nearly as well as many; the
    /// effort counts in full.
    pub fn protection(&self, ratio: DoseRatio) -> f64 {
        (ratio.volume.powf(self.volume) * ratio.effort).min(1.0)
    }

    pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "`dose`", findings)?;
        let volume = table.required("volume", findings, |n, f| real(n, f, 0.0, 1.0));
        let power = |most| move |n: &Node, f: &mut Findings| real(n, f, 0.0, most);
        let effort = table.optional("effort", findings, power(5.0));
        let odds_effort = table.optional("odds-effort", findings, power(10.0));
        let reference = table.optional("reference", findings, Bout::read);
        table.close(findings);
        let effort = effort.unwrap_or(0.0);
        Some(Self { volume: volume?, effort, odds_effort: odds_effort.unwrap_or(effort), reference })
    }
}

impl Bout {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "a bout", findings)?;
        let repetitions = table.required("repetitions", findings, |n, f| real(n, f, 1.0, 1000.0));
        let effort = table.required("effort", findings, effort);
        table.close(findings);
        Some(Self { repetitions: repetitions?, effort: effort? })
    }
}

/// How strongly each kind of contraction brings the mechanism about, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drive {
    eccentric: f64,
    mixed: f64,
    isometric_long: f64,
    concentric: f64,
    isometric: f64,
}

impl Drive {
    /// The factor for a contraction at a muscle length.
    pub fn of(&self, action: Action, length: Length) -> f64 {
        match (action, length) {
            (Action::Eccentric, _) => self.eccentric,
            (Action::Mixed, _) => self.mixed,
            (Action::Concentric, _) => self.concentric,
            (Action::Isometric, Length::Long) => self.isometric_long,
            (Action::Isometric, Length::Short | Length::Mid) => self.isometric,
            (Action::Stretched, _) => 0.0,
        }
    }
}

impl Drive {
    pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "a drive", findings)?;
        let mut factor = |key| table.required(key, findings, |n, f| real(n, f, 0.0, 1.0));
        let (eccentric, mixed, concentric) = (factor("eccentric"), factor("mixed"), factor("concentric"));
        let (isometric_long, isometric) = (factor("isometric-long"), factor("isometric"));
        table.close(findings);
        let drive = Drive {
            eccentric: eccentric?,
            mixed: mixed?,
            isometric_long: isometric_long?,
            concentric: concentric?,
            isometric: isometric?,
        };
        let dynamic = [drive.concentric, drive.mixed, drive.eccentric];
        let still = [drive.isometric, drive.isometric_long];
        if !dynamic.is_sorted() || !still.is_sorted() {
            findings.add(
                Code::OutOfRange,
                &node.place,
                "lifting counts for more than lowering, or a short muscle for more than a long one",
                "let concentric be the least and eccentric the most, and isometric no more than isometric-long",
            );
            return None;
        }
        Some(drive)
    }
}

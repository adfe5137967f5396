//! Mechanisms: why something hurts for a while, how long, how much, and how it fades with repetition.

use super::words::{Action, Cause, Confidence, Length, MechanismId};
use crate::diagnostic::{Code, Findings};
use crate::units::{Chance, Hours, Soreness, Weeks};
use crate::yaml::quantity::{chance, hours, soreness, weeks};
use crate::yaml::table::{filled_list, real, text, word};
use crate::yaml::{Node, Table};

/// When soreness comes and goes, in hours after the session.
///
/// The points are in order: onset, from peak to peak, gone, outer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Profile {
    /// The earliest onset.
    pub onset: Hours,
    /// The beginning of the peak.
    pub peak_from: Hours,
    /// The end of the peak.
    pub peak_to: Hours,
    /// When it is gone in most people.
    pub gone: Hours,
    /// The outer limit: nothing is left after it.
    pub outer: Hours,
}

/// How sore, in somebody new to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// The usual size.
    pub usual: Soreness,
    /// The least that studies report.
    pub least: Soreness,
    /// The most that studies report.
    pub most: Soreness,
}

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
        }
    }
}

/// How the person changes the size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonFactors {
    /// Factors for a low, usual and high sensitivity.
    pub sensitivity: [f64; 3],
    /// The factor for somebody who was active lately; it rises to 1 as activity lies further back.
    pub active_lately: f64,
}

/// A mechanism that makes others louder.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Multiplier {
    /// The factor, 1 or more.
    pub by: f64,
    /// For how long after the session.
    pub lasts: Hours,
}

/// The numbers of a mechanism that causes soreness by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// How sore, in somebody new to it.
    pub size: Size,
    /// How many people feel it, where an effect does not say.
    pub chance: Chance,
    /// How it fades with repetition.
    pub fading: Fading,
    /// Soreness grows with volume to this power, 0 to 1.
    pub dose_exponent: f64,
    /// How kinds of contraction count, where that is known.
    pub drive: Option<Drive>,
    /// How the person changes it.
    pub person: PersonFactors,
}

/// What a mechanism does: cause soreness, or make other soreness louder.
#[derive(Debug, Clone, PartialEq)]
pub enum Role {
    /// It causes soreness.
    Source(Box<Source>),
    /// It multiplies the others and adds nothing by itself.
    Multiplier(Multiplier),
}

/// How sure the numbers of a mechanism are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sureness {
    /// When it comes and goes.
    pub timing: Confidence,
    /// How much it is.
    pub size: Confidence,
    /// How it fades.
    pub fading: Confidence,
}

/// One of the eight reasons for temporary pain, with its numbers and its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Mechanism {
    id: MechanismId,
    name: String,
    patient_name: String,
    cause: Cause,
    profile: Profile,
    role: Role,
    confidence: Sureness,
    sources: Vec<String>,
    chosen: String,
    why: String,
    helps: Vec<String>,
    is_not: String,
}

impl Mechanism {
    /// Which mechanism it is.
    pub fn id(&self) -> MechanismId {
        self.id
    }

    /// Its name among physios.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The heading under which the patient reads about it.
    pub fn patient_name(&self) -> &str {
        &self.patient_name
    }

    /// What brings it about.
    pub fn cause(&self) -> Cause {
        self.cause
    }

    /// When it comes and goes.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// What it does to soreness.
    pub fn role(&self) -> &Role {
        &self.role
    }

    /// How sure its numbers are.
    pub fn confidence(&self) -> Sureness {
        self.confidence
    }

    /// Where its numbers come from.
    pub fn sources(&self) -> &[String] {
        &self.sources
    }

    /// How its numbers were chosen.
    pub fn chosen(&self) -> &str {
        &self.chosen
    }

    /// Why it hurts, for the patient.
    pub fn why(&self) -> &str {
        &self.why
    }

    /// What helps, for the patient.
    pub fn helps(&self) -> &[String] {
        &self.helps
    }

    /// What it is not, for the patient.
    pub fn is_not(&self) -> &str {
        &self.is_not
    }

    pub(crate) fn read(id: MechanismId, node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "a mechanism", findings)?;
        let name = table.required("name", findings, text);
        let patient_name = table.required("patient-name", findings, text);
        let cause = table.required("cause", findings, word);
        let profile = table.required("profile", findings, profile);
        let role = if id == MechanismId::Worry {
            table.required("multiplies", findings, multiplier).map(Role::Multiplier)
        } else {
            source(&mut table, findings).map(|s| Role::Source(Box::new(s)))
        };
        let confidence = table.required("confidence", findings, sureness);
        let sources = table.required("sources", findings, |n, f| filled_list(n, f, text));
        let chosen = table.required("chosen", findings, text);
        let why = table.required("why", findings, text);
        let helps = table.required("helps", findings, |n, f| filled_list(n, f, text));
        let is_not = table.required("is-not", findings, text);
        table.close(findings);
        Some(Self {
            id,
            name: name?,
            patient_name: patient_name?,
            cause: cause?,
            profile: profile?,
            role: role?,
            confidence: confidence?,
            sources: sources?,
            chosen: chosen?,
            why: why?,
            helps: helps?,
            is_not: is_not?,
        })
    }
}

fn profile(node: &Node, findings: &mut Findings) -> Option<Profile> {
    let mut table = Table::open(node, "a time profile", findings)?;
    let onset = table.required("onset", findings, |n, f| span(n, f, false));
    let peak = table.required("peak", findings, |n, f| span(n, f, false));
    let gone = table.required("gone", findings, |n, f| span(n, f, true));
    table.optional("note", findings, text);
    table.close(findings);
    let ((onset, _, _), (peak_from, peak_to, _), (_, gone, outer)) = (onset?, peak?, gone?);
    let points = [onset, peak_from, peak_to, gone, outer];
    if !points.is_sorted() || outer <= onset {
        findings.add(
            Code::ProfileOrder,
            &node.place,
            "the points of the time profile are out of order",
            "onset from, peak from, peak to, gone to and outer must each be no earlier than the one before",
        );
        return None;
    }
    Some(Profile { onset, peak_from, peak_to, gone, outer })
}

fn span(node: &Node, findings: &mut Findings, with_outer: bool) -> Option<(Hours, Hours, Hours)> {
    let mut table = Table::open(node, "a span of time", findings)?;
    let from = table.required("from", findings, hours);
    let to = table.required("to", findings, hours);
    let outer = if with_outer { table.required("outer", findings, hours) } else { Some(Hours::MOST) };
    table.close(findings);
    let (from, to) = (from?, to?);
    if from > to {
        findings.add(Code::ProfileOrder, &node.place, "`from` is after `to`", "swap them");
        return None;
    }
    Some((from, to, outer?))
}

fn source(table: &mut Table<'_>, findings: &mut Findings) -> Option<Source> {
    let size = table.required("size", findings, size);
    let chance = table.required("chance", findings, chance);
    let fading = table.required("fading", findings, fading);
    let dose_exponent = table.required("dose-exponent", findings, |n, f| real(n, f, 0.0, 1.0));
    let drive = table.optional("drive", findings, drive);
    let person = match table.node("person") {
        Some(node) => person(node, findings),
        None => Some(PersonFactors { sensitivity: [1.0; 3], active_lately: 1.0 }),
    };
    Some(Source {
        size: size?,
        chance: chance?,
        fading: fading?,
        dose_exponent: dose_exponent?,
        drive,
        person: person?,
    })
}

fn size(node: &Node, findings: &mut Findings) -> Option<Size> {
    let mut table = Table::open(node, "a size", findings)?;
    let usual = table.required("usual", findings, soreness);
    let least = table.required("least", findings, soreness);
    let most = table.required("most", findings, soreness);
    table.close(findings);
    let size = Size { usual: usual?, least: least?, most: most? };
    if size.least > size.usual || size.usual > size.most {
        findings.add(
            Code::OutOfRange,
            &node.place,
            "`usual` is not between `least` and `most`",
            "check the three numbers",
        );
        return None;
    }
    Some(size)
}

fn fading(node: &Node, findings: &mut Findings) -> Option<Fading> {
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
    table.close(findings);
    let fading = Fading { steps: steps?, keeps: keeps?, gone: gone?, variation: variation?, odds_each };
    if fading.keeps >= fading.gone {
        findings.add(Code::ProfileOrder, &node.place, "`keeps` is not before `gone`", "let `gone` be the longer break");
        return None;
    }
    Some(fading)
}

fn drive(node: &Node, findings: &mut Findings) -> Option<Drive> {
    let mut table = Table::open(node, "a drive", findings)?;
    let mut factor = |key| table.required(key, findings, |n, f| real(n, f, 0.0, 1.0));
    let (eccentric, mixed, concentric) = (factor("eccentric"), factor("mixed"), factor("concentric"));
    let (isometric_long, isometric) = (factor("isometric-long"), factor("isometric"));
    table.close(findings);
    Some(Drive {
        eccentric: eccentric?,
        mixed: mixed?,
        isometric_long: isometric_long?,
        concentric: concentric?,
        isometric: isometric?,
    })
}

fn person(node: &Node, findings: &mut Findings) -> Option<PersonFactors> {
    let mut table = Table::open(node, "`person`", findings)?;
    let sensitivity = match table.node("sensitivity") {
        Some(node) => sensitivity(node, findings),
        None => Some([1.0; 3]),
    };
    let active_lately = match table.node("active-lately") {
        Some(node) => real(node, findings, 0.0, 1.0),
        None => Some(1.0),
    };
    table.close(findings);
    Some(PersonFactors { sensitivity: sensitivity?, active_lately: active_lately? })
}

fn sensitivity(node: &Node, findings: &mut Findings) -> Option<[f64; 3]> {
    let mut table = Table::open(node, "`sensitivity`", findings)?;
    let mut factor = |key| table.required(key, findings, |n, f| real(n, f, 0.0, 3.0));
    let factors = [factor("low"), factor("usual"), factor("high")];
    table.close(findings);
    let [low, usual, high] = factors;
    let factors = [low?, usual?, high?];
    if !factors.is_sorted() {
        findings.add(Code::OutOfRange, &node.place, "factors fall", "a more sensitive person is never less sore");
        return None;
    }
    Some(factors)
}

fn multiplier(node: &Node, findings: &mut Findings) -> Option<Multiplier> {
    let mut table = Table::open(node, "`multiplies`", findings)?;
    let by = table.required("by", findings, |n, f| real(n, f, 1.0, 3.0));
    let lasts = table.required("for", findings, hours);
    table.close(findings);
    Some(Multiplier { by: by?, lasts: lasts? })
}

fn sureness(node: &Node, findings: &mut Findings) -> Option<Sureness> {
    let mut table = Table::open(node, "`confidence`", findings)?;
    let timing = table.required("timing", findings, word);
    let size = table.required("size", findings, word);
    let fading = table.required("fading", findings, word);
    table.close(findings);
    Some(Sureness { timing: timing?, size: size?, fading: fading? })
}

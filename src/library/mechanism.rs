//! Mechanisms: why something hurts for a while, how long, how much, and how it fades with repetition.

use super::fading::Fading;
use super::patient_text::{Part, PatientText};
use super::profile::Profile;
use super::response::{DoseRatio, Drive, Response};
use super::words::{Cause, Confidence, MechanismId};
use crate::diagnostic::{Code, Findings};
use crate::source::{Place, Placed};
use crate::units::{Chance, Hours, Soreness};
use crate::yaml::quantity::{chance, hours, soreness};
use crate::yaml::table::{filled_list, placed_text, real, text, word};
use crate::yaml::{Node, Table};

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

/// Tiredness that is there at once and fades from then on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StraightAfter {
    /// Its size, as a share of the mechanism's own for the same amount of work, 0 to 1.
    pub share: f64,
    /// The power of the effort, 0 to 5.
    pub effort: f64,
    /// When it is gone.
    pub gone: Hours,
}

impl StraightAfter {
    /// The factor on the mechanism's size; never falls as the ratios rise, and never passes 1: however long it goes on,
    /// nobody is tired beyond the usual size.
    pub fn size_factor(&self, response: &Response, ratio: DoseRatio) -> f64 {
        let amount = response.size_factor(DoseRatio { effort: 1.0, ..ratio });
        (self.share * amount * ratio.effort.powf(self.effort)).min(1.0)
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

/// A mechanism that makes others louder: in full to the end of its profile's peak, and no more at its outer limit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Multiplier {
    /// The factor, 1 or more.
    pub by: f64,
}

/// The numbers of a mechanism that causes soreness by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Where its size is written.
    pub place: Place,
    /// How sore, in somebody new to it.
    pub size: Size,
    /// How many people feel it, where an effect does not say.
    pub chance: Chance,
    /// How it fades with repetition.
    pub fading: Fading,
    /// How it answers to the dose.
    pub response: Response,
    /// What is felt at once, before the profile's own course.
    pub straight_after: Option<StraightAfter>,
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
    patient_name: Placed<String>,
    cause: Cause,
    profile: Profile,
    role: Role,
    confidence: Sureness,
    sources: Vec<String>,
    chosen: String,
    why: Placed<String>,
    helps: Vec<Placed<String>>,
    is_not: Placed<String>,
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
        &self.patient_name.value
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
        &self.why.value
    }

    /// What helps, for the patient.
    pub fn helps(&self) -> impl Iterator<Item = &str> {
        self.helps.iter().map(|help| help.value.as_str())
    }

    /// What it is not, for the patient.
    pub fn is_not(&self) -> &str {
        &self.is_not.value
    }

    /// All that the patient reads of it, in the order of the page.
    pub fn patient_texts(&self) -> Vec<PatientText<'_>> {
        let one = |part, text| PatientText { part, text };
        [one(Part::Name, &self.patient_name), one(Part::Why, &self.why)]
            .into_iter()
            .chain(self.helps.iter().map(|help| one(Part::Help, help)))
            .chain([one(Part::IsNot, &self.is_not)])
            .collect()
    }

    pub(crate) fn read(id: MechanismId, node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "a mechanism", findings)?;
        let name = table.required("name", findings, text);
        let patient_name = table.required("patient-name", findings, placed_text);
        let cause = table.required("cause", findings, word);
        let profile = table.required("profile", findings, Profile::read);
        let role = if id == MechanismId::Worry {
            table.required("multiplies", findings, multiplier).map(Role::Multiplier)
        } else {
            source(&mut table, findings).map(|s| Role::Source(Box::new(s)))
        };
        let confidence = table.required("confidence", findings, sureness);
        let sources = table.required("sources", findings, |n, f| filled_list(n, f, text));
        let chosen = table.required("chosen", findings, text);
        let why = table.required("why", findings, placed_text);
        let helps = table.required("helps", findings, |n, f| filled_list(n, f, placed_text));
        let is_not = table.required("is-not", findings, placed_text);
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

fn source(table: &mut Table<'_>, findings: &mut Findings) -> Option<Source> {
    let size = table.required("size", findings, |n, f| Some((n.place.clone(), size(n, f)?)));
    let chance = table.required("chance", findings, chance);
    let fading = table.required("fading", findings, Fading::read);
    let response = table.required("dose", findings, Response::read);
    let straight_after = table.optional("straight-after", findings, straight_after);
    let drive = table.optional("drive", findings, Drive::read);
    let person = match table.node("person") {
        Some(node) => person(node, findings),
        None => Some(PersonFactors { sensitivity: [1.0; 3], active_lately: 1.0 }),
    };
    let (place, size) = size?;
    Some(Source {
        place,
        size,
        chance: chance?,
        fading: fading?,
        response: response?,
        straight_after,
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

fn straight_after(node: &Node, findings: &mut Findings) -> Option<StraightAfter> {
    let mut table = Table::open(node, "`straight-after`", findings)?;
    let share = table.required("share", findings, |n, f| real(n, f, 0.0, 1.0));
    let effort = table.optional("effort", findings, |n, f| real(n, f, 0.0, 5.0));
    let gone = table.required("gone", findings, hours);
    table.close(findings);
    Some(StraightAfter { share: share?, effort: effort.unwrap_or(0.0), gone: gone? })
}

fn multiplier(node: &Node, findings: &mut Findings) -> Option<Multiplier> {
    let mut table = Table::open(node, "`multiplies`", findings)?;
    let by = table.required("by", findings, |n, f| real(n, f, 1.0, 3.0));
    table.close(findings);
    Some(Multiplier { by: by? })
}

fn sureness(node: &Node, findings: &mut Findings) -> Option<Sureness> {
    let mut table = Table::open(node, "`confidence`", findings)?;
    let timing = table.required("timing", findings, word);
    let size = table.required("size", findings, word);
    let fading = table.required("fading", findings, word);
    table.close(findings);
    Some(Sureness { timing: timing?, size: size?, fading: fading? })
}

//! Techniques: what the physio does at a visit.

use super::check::cautions_twice;
use super::condition::condition_id;
use super::effect::Effect;
use super::exercise::{Evidence, Review};
use super::id::{ConditionId, TechniqueId};
use super::images::Images;
use super::patient_text::{Part, PatientText};
use super::words::{Region, TechniqueKind};
use crate::diagnostic::Findings;
use crate::figure::Figure;
use crate::source::{Place, Placed};
use crate::yaml::table::{list, placed_text, word};
use crate::yaml::{Node, Table};

/// Hands-on treatment, or a talk, at a clinic visit.
#[derive(Debug, Clone, PartialEq)]
pub struct Technique {
    id: TechniqueId,
    name: Placed<String>,
    patient_name: Placed<String>,
    purpose: Placed<String>,
    kind: TechniqueKind,
    region: Region,
    effects: Vec<Effect>,
    lessened_by: Vec<Placed<String>>,
    figure: Option<Figure>,
    avoid_if: Vec<Placed<ConditionId>>,
    evidence: Evidence,
    reviewed: Review,
    place: Place,
}

impl Technique {
    /// Its id.
    pub fn id(&self) -> &TechniqueId {
        &self.id
    }

    /// Its name among physios.
    pub fn name(&self) -> &str {
        &self.name.value
    }

    /// What the patient reads that is done, in everyday words.
    pub fn patient_name(&self) -> &str {
        &self.patient_name.value
    }

    /// What it is for, for the patient.
    pub fn purpose(&self) -> &str {
        &self.purpose.value
    }

    /// All that the patient reads of it.
    pub fn patient_texts(&self) -> Vec<PatientText<'_>> {
        let one = |part, text| PatientText { part, text };
        vec![one(Part::Name, &self.patient_name), one(Part::Purpose, &self.purpose)]
    }

    /// Its name among physios, with its place.
    pub fn placed_name(&self) -> &Placed<String> {
        &self.name
    }

    /// What kind of technique it is.
    pub fn kind(&self) -> TechniqueKind {
        self.kind
    }

    /// Where it is done.
    pub fn region(&self) -> Region {
        self.region
    }

    /// The soreness to expect.
    pub fn effects(&self) -> &[Effect] {
        &self.effects
    }

    /// What lessens the soreness, for the physio.
    pub fn lessened_by(&self) -> impl Iterator<Item = &str> {
        self.lessened_by.iter().map(|what| what.value.as_str())
    }

    /// The same, with its places.
    pub(crate) fn placed_lessened_by(&self) -> &[Placed<String>] {
        &self.lessened_by
    }

    /// Its drawing.
    pub fn figure(&self) -> Option<&Figure> {
        self.figure.as_ref()
    }

    /// The conditions that rule it out.
    pub fn avoid_if(&self) -> impl Iterator<Item = &ConditionId> {
        self.avoid_if.iter().map(|p| &p.value)
    }

    /// What it rests on.
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    /// Who looked it over.
    pub fn reviewed(&self) -> &Review {
        &self.reviewed
    }

    /// Where its file begins.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Reads a technique; the conditions that it names go to `cautions` even if something else in it is wrong.
    pub(crate) fn read(
        id: TechniqueId,
        node: &Node,
        images: &Images<'_>,
        cautions: &mut Vec<Placed<ConditionId>>,
        findings: &mut Findings,
    ) -> Option<Self> {
        let mut table = Table::open(node, "a technique", findings)?;
        let name = table.required("name", findings, placed_text);
        let patient_name = table.required("patient-name", findings, placed_text);
        let purpose = table.required("purpose", findings, placed_text);
        let kind = table.required("kind", findings, word);
        let region = table.required("region", findings, word);
        let effects = table.required("soreness", findings, |n, f| list(n, f, Effect::read));
        let lessened_by = table.optional("lessened-by", findings, |n, f| list(n, f, placed_text));
        let figure = table.optional("figure", findings, |n, f| Figure::read(n, images.poses?, f));
        let avoid_if = table.required("avoid-if", findings, |n, f| list(n, f, condition_id));
        cautions_twice(avoid_if.as_deref().unwrap_or_default(), findings);
        cautions.extend(avoid_if.iter().flatten().cloned());
        let evidence = table.required("evidence", findings, Evidence::read);
        let reviewed = table.required("reviewed", findings, Review::read);
        let place = table.place().clone();
        table.close(findings);
        Some(Self {
            id,
            name: name?,
            patient_name: patient_name?,
            purpose: purpose?,
            kind: kind?,
            region: region?,
            effects: effects?,
            lessened_by: lessened_by.unwrap_or_default(),
            figure,
            avoid_if: avoid_if?,
            evidence: evidence?,
            reviewed: reviewed?,
            place,
        })
    }
}

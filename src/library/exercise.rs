//! Exercises: what the patient does.

use chrono::NaiveDate;

use super::check::cautions_twice;
use super::condition::condition_id;
use super::dose::{Dose, amount, check_loads, variables_above};
use super::effect::{EXPERT_OPINION, Effect};
use super::id::{ConditionId, ExerciseId, placed_id};
use super::images::Images;
use super::partial_dose::PartialDose;
use super::patient_text::{Part, PatientText};
use super::rules::Bounds;
use super::web::WebAddress;
use super::words::{Action, Certainty, Equipment, Length, Measure, Muscle, Position, Sides, Variable};
use crate::diagnostic::{Code, Findings};
use crate::figure::{Figure, Picture};
use crate::source::{Place, Placed};
use crate::units::Soreness;
use crate::yaml::quantity::soreness;
use crate::yaml::table::{date, filled_list, list, placed_text, text, word};
use crate::yaml::{Node, Table};

/// How much of an exercise, from its start to the most that any programme may ask for.
#[derive(Debug, Clone, PartialEq)]
pub struct DoseRange {
    measure: Measure,
    sides: Sides,
    start: Dose,
    most: Dose,
    grow: Vec<Variable>,
}

impl DoseRange {
    /// What the doses count.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// Whether the doses are for each side.
    pub fn sides(&self) -> Sides {
        self.sides
    }

    /// The dose that somebody new begins with.
    pub fn start(&self) -> &Dose {
        &self.start
    }

    /// The most that a programme may ask for.
    pub fn most(&self) -> &Dose {
        &self.most
    }

    /// The order in which the variables of the dose grow.
    pub fn grow(&self) -> &[Variable] {
        &self.grow
    }

    fn read(node: &Node, bounds: &Bounds, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "a dose", findings)?;
        let measure = table.required("measure", findings, word::<Measure>);
        let sides = match table.node("sides") {
            Some(node) => word(node, findings),
            None => Some(Sides::Both),
        };
        let start = table.required("start", findings, |n, f| Some((PartialDose::read(n, bounds, f)?, n)));
        let most = table.required("most", findings, |n, f| Some((PartialDose::read(n, bounds, f)?, n)));
        let grow = table.required("grow", findings, |n, f| list(n, f, |n, f| Some((word::<Variable>(n, f)?, n))));
        table.close(findings);
        let (measure, (start, start_node), (most, most_node)) = (measure?, start?, most?);
        let start = start.complete(measure, &start_node.place, findings);
        // `most` says only what may grow; the rest is as at the start.
        let most = match &start {
            Some(start) => most.or(start).complete(measure, &most_node.place, findings),
            None => None,
        };
        let (start, most) = (start?, most?);
        check_loads(&start, &most, &most_node.place, findings);
        for variable in variables_above(&start, &most) {
            findings.add(
                Code::GoalBelowStart,
                &most_node.place,
                format!("`most` is {}, `start` is {}", amount(&most, variable), amount(&start, variable)),
                "`most` is the upper end; make it at least the start",
            );
        }
        let grow = grow?;
        let mut order: Vec<Variable> = Vec::new();
        for (variable, node) in grow {
            let message = if start.get(variable).is_none() {
                format!("a dose of this measure has no `{variable}` to grow")
            } else if order.contains(&variable) {
                format!("`{variable}` stands twice in the growth order")
            } else {
                order.push(variable);
                continue;
            };
            findings.add(Code::GrowOrder, &node.place, message, "name each variable that grows once, in order");
        }
        Some(Self { measure, sides: sides?, start, most, grow: order })
    }
}

/// A muscle, and how it works in an exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MuscleWork {
    muscle: Muscle,
    action: Action,
    length: Length,
}

impl MuscleWork {
    /// The muscle.
    pub fn muscle(&self) -> Muscle {
        self.muscle
    }

    /// How it contracts.
    pub fn action(&self) -> Action {
        self.action
    }

    /// How long it is while it does.
    pub fn length(&self) -> Length {
        self.length
    }

    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "an item of work", findings)?;
        let muscle = table.required("muscle", findings, word);
        let action = table.required("action", findings, word);
        let length = table.required("length", findings, word);
        table.close(findings);
        Some(Self { muscle: muscle?, action: action?, length: length? })
    }
}

/// The exercises next to one on its ladder.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ladder {
    pub(crate) easier: Option<Placed<ExerciseId>>,
    pub(crate) harder: Option<Placed<ExerciseId>>,
    alone: Option<Placed<String>>,
}

impl Ladder {
    /// The easier exercise.
    pub fn easier(&self) -> Option<&ExerciseId> {
        self.easier.as_ref().map(|p| &p.value)
    }

    /// The harder exercise.
    pub fn harder(&self) -> Option<&ExerciseId> {
        self.harder.as_ref().map(|p| &p.value)
    }

    /// Why there is neither, if that is as it should be.
    pub fn alone(&self) -> Option<&str> {
        self.alone.as_ref().map(|why| why.value.as_str())
    }

    /// The same, with its place.
    pub(crate) fn placed_alone(&self) -> Option<&Placed<String>> {
        self.alone.as_ref()
    }

    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "a ladder", findings)?;
        let easier = table.optional("easier", findings, exercise_id);
        let harder = table.optional("harder", findings, exercise_id);
        let alone = table.optional("stands-alone", findings, placed_text);
        table.close(findings);
        if let Some(alone) = alone.as_ref().filter(|_| easier.is_some() || harder.is_some()) {
            findings.add(
                Code::LadderDisagrees,
                &alone.place,
                "it stands alone here, and has a neighbour too",
                "leave `stands-alone` out, or the neighbours",
            );
        }
        Some(Self { easier, harder, alone })
    }
}

/// Reads the id of an exercise.
pub(crate) fn exercise_id(node: &Node, findings: &mut Findings) -> Option<Placed<ExerciseId>> {
    placed_id(node, findings, ExerciseId::new, "bird-dog")
}

/// When an exercise may be begun, by itself or from the easier one on its ladder.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The highest usual pain with which it may be.
    pub usual_pain: Soreness,
    place: Place,
}

impl Entry {
    /// Where it stands in its file.
    pub fn place(&self) -> &Place {
        &self.place
    }

    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "`enter-with`", findings)?;
        let usual_pain = table.required("usual-pain-up-to", findings, soreness);
        table.close(findings);
        Some(Self { usual_pain: usual_pain?, place: node.place.clone() })
    }
}

/// What an exercise or technique rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// How certain it is.
    pub certainty: Certainty,
    /// A short citation, or `expert-opinion`.
    pub source: String,
    place: Place,
}

impl Evidence {
    /// Whether there is nothing behind it but the opinion of experts.
    pub fn is_opinion(&self) -> bool {
        self.source.starts_with(EXPERT_OPINION)
    }

    /// Where it stands in its file.
    pub fn place(&self) -> &Place {
        &self.place
    }

    pub(crate) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "`evidence`", findings)?;
        let certainty = table.required("certainty", findings, word);
        let source = table.required("source", findings, text);
        table.close(findings);
        Some(Self { certainty: certainty?, source: source?, place: node.place.clone() })
    }
}

/// Who looked an item over, and until when that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Who.
    pub by: String,
    /// When.
    pub on: NaiveDate,
    /// Until when.
    pub until: NaiveDate,
    place: Place,
}

impl Review {
    /// Where it stands in its file.
    pub fn place(&self) -> &Place {
        &self.place
    }

    pub(crate) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "`reviewed`", findings)?;
        let by = table.required("by", findings, text);
        let on = table.required("on", findings, date);
        let until = table.required("until", findings, date);
        table.close(findings);
        Some(Self { by: by?, on: on?, until: until?, place: node.place.clone() })
    }
}

/// Something that the patient does.
#[derive(Debug, Clone, PartialEq)]
pub struct Exercise {
    id: ExerciseId,
    family: Option<String>,
    name: Placed<String>,
    also_called: Vec<Placed<String>>,
    purpose: Placed<String>,
    position: Position,
    equipment: Vec<Equipment>,
    steps: Vec<Placed<String>>,
    feel: Placed<String>,
    mistakes: Vec<Placed<String>>,
    dose: DoseRange,
    ladder: Ladder,
    entry: Option<Entry>,
    work: Vec<MuscleWork>,
    effects: Vec<Effect>,
    figure: Option<Figure>,
    picture: Option<Picture>,
    names_figure: bool,
    video: Option<WebAddress>,
    avoid_if: Vec<Placed<ConditionId>>,
    evidence: Evidence,
    reviewed: Review,
    place: Place,
}

impl Exercise {
    /// Its id.
    pub fn id(&self) -> &ExerciseId {
        &self.id
    }

    /// The family it belongs to: the folder of its file; none for a file at the top of its library.
    pub fn family(&self) -> Option<&str> {
        self.family.as_deref()
    }

    /// Its name, for the patient.
    pub fn name(&self) -> &str {
        &self.name.value
    }

    /// Other names that physios know it under.
    pub fn also_called(&self) -> impl Iterator<Item = &str> {
        self.also_called.iter().map(|name| name.value.as_str())
    }

    /// What it is for, for the patient.
    pub fn purpose(&self) -> &str {
        &self.purpose.value
    }

    /// The position in which it is done.
    pub fn position(&self) -> Position {
        self.position
    }

    /// What it needs.
    pub fn equipment(&self) -> &[Equipment] {
        &self.equipment
    }

    /// What to do, one action each.
    pub fn steps(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().map(|step| step.value.as_str())
    }

    /// How it should feel.
    pub fn feel(&self) -> &str {
        &self.feel.value
    }

    /// Common mistakes, each with what to do instead.
    pub fn mistakes(&self) -> impl Iterator<Item = &str> {
        self.mistakes.iter().map(|mistake| mistake.value.as_str())
    }

    /// All that the patient reads of it, in the order of the page.
    pub fn patient_texts(&self) -> Vec<PatientText<'_>> {
        let one = |part, text| PatientText { part, text };
        [one(Part::Name, &self.name), one(Part::Purpose, &self.purpose)]
            .into_iter()
            .chain(self.steps.iter().map(|step| one(Part::Step, step)))
            .chain([one(Part::Feel, &self.feel)])
            .chain(self.mistakes.iter().map(|mistake| one(Part::Mistake, mistake)))
            .collect()
    }

    /// Its name and its other names, with their places.
    pub fn names(&self) -> impl Iterator<Item = &Placed<String>> {
        std::iter::once(&self.name).chain(&self.also_called)
    }

    /// How much of it.
    pub fn dose(&self) -> &DoseRange {
        &self.dose
    }

    /// What is easier and what is harder.
    pub fn ladder(&self) -> &Ladder {
        &self.ladder
    }

    /// When it may be begun.
    pub fn entry(&self) -> Option<&Entry> {
        self.entry.as_ref()
    }

    /// Which muscles work, and how; those that are only stretched included.
    pub fn work(&self) -> &[MuscleWork] {
        &self.work
    }

    /// Which muscles do work: all but those that are only stretched.
    pub fn working(&self) -> impl Iterator<Item = &MuscleWork> {
        self.work.iter().filter(|work| work.action != Action::Stretched)
    }

    /// The soreness to expect.
    pub fn effects(&self) -> &[Effect] {
        &self.effects
    }

    /// Its drawing.
    pub fn figure(&self) -> Option<&Figure> {
        self.figure.as_ref()
    }

    /// A clinic's own picture, which is printed in place of the drawing.
    pub fn picture(&self) -> Option<&Picture> {
        self.picture.as_ref()
    }

    /// Whether its file has a drawing or a picture, sound or not.
    pub fn names_figure(&self) -> bool {
        self.names_figure
    }

    /// Where a film of it is, of the clinic's own.
    pub fn video(&self) -> Option<&WebAddress> {
        self.video.as_ref()
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

    /// Reads an exercise; the conditions that it names go to `cautions` even if something else in it is wrong.
    pub(crate) fn read(
        id: ExerciseId,
        family: Option<&str>,
        node: &Node,
        bounds: &Bounds,
        images: &Images<'_>,
        cautions: &mut Vec<Placed<ConditionId>>,
        findings: &mut Findings,
    ) -> Option<Self> {
        let mut table = Table::open(node, "an exercise", findings)?;
        let name = table.required("name", findings, placed_text);
        let also_called = table.optional("also-called", findings, |n, f| list(n, f, placed_text));
        let purpose = table.required("purpose", findings, placed_text);
        let position = table.required("position", findings, word);
        let equipment = table.required("equipment", findings, |n, f| list(n, f, word));
        let steps = table.required("steps", findings, |n, f| filled_list(n, f, placed_text));
        let feel = table.required("feel", findings, placed_text);
        let mistakes = table.required("mistakes", findings, |n, f| list(n, f, placed_text));
        let dose = table.required("dose", findings, |n, f| DoseRange::read(n, bounds, f));
        let ladder = table.optional("ladder", findings, Ladder::read);
        let entry = table.optional("enter-with", findings, Entry::read);
        let work = table.required("work", findings, |n, f| list(n, f, MuscleWork::read));
        let effects = table.required("soreness", findings, |n, f| list(n, f, Effect::read));
        // Without sound base poses nothing can be said of a figure; that they are missing is said once, elsewhere.
        let figure = table.optional("figure", findings, |n, f| Figure::read(n, images.poses?, f));
        let picture = table.optional("picture", findings, |n, f| Picture::read(n, images.files, f));
        let names_figure = table.keys().any(|key| ["figure", "picture"].contains(&key.value.as_str()));
        let video = table.optional("video", findings, WebAddress::read);
        let avoid_if = table.required("avoid-if", findings, |n, f| list(n, f, condition_id));
        cautions_twice(avoid_if.as_deref().unwrap_or_default(), findings);
        cautions.extend(avoid_if.iter().flatten().cloned());
        let evidence = table.required("evidence", findings, Evidence::read);
        let reviewed = table.required("reviewed", findings, Review::read);
        let place = table.place().clone();
        table.close(findings);
        Some(Self {
            id,
            family: family.map(str::to_owned),
            name: name?,
            also_called: also_called.unwrap_or_default(),
            purpose: purpose?,
            position: position?,
            equipment: equipment?,
            steps: steps?,
            feel: feel?,
            mistakes: mistakes?,
            dose: dose?,
            ladder: ladder.unwrap_or_default(),
            entry,
            work: work?,
            effects: effects?,
            figure,
            picture,
            names_figure,
            video,
            avoid_if: avoid_if?,
            evidence: evidence?,
            reviewed: reviewed?,
            place,
        })
    }
}

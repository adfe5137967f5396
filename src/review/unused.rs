//! Overruled rules that would not have stood in the way.

use super::Whole;
use crate::diagnostic::{Code, Findings};
use crate::planner::draft;
use crate::programme::{Half, Overrule, Phase, Prescription, Rule};

/// Reports the rules that are overruled though the plan is the same with them.
pub(super) fn report(whole: &Whole<'_>, findings: &mut Findings) {
    for (at, overrule) in whole.programme.overrules().iter().enumerate() {
        if !changes_anything(at, overrule, whole) {
            findings.add(
                Code::UnusedDecision,
                overrule.place(),
                format!("`{}` is overruled, but nothing here goes against it", overrule.rule()),
                "leave it out; it would be listed on the clinician's sheet as if it mattered",
            );
        }
    }
}

fn changes_anything(at: usize, overrule: &Overrule, whole: &Whole<'_>) -> bool {
    let bounds = &whole.library.rules().bounds;
    let phases = whole.programme.phases();
    match overrule.rule() {
        // How many exercises there are is no matter of a single one.
        Rule::ManyExercises => {
            overrule.exercise().is_none() && phases.iter().any(|p| at_once(p) > bounds.exercises as usize)
        }
        Rule::LongHold => {
            let mut all = phases.iter().flat_map(Phase::prescriptions);
            let is_long = |p: &Prescription| p.goal().hold().is_some_and(|hold| hold.get() > bounds.usual_hold);
            all.any(|p| overrule.exercise().is_none_or(|id| id == p.exercise()) && is_long(p))
        }
        Rule::EnterWith => {
            let mut all = phases.iter().flat_map(Phase::prescriptions);
            let pain = whole.programme.person().usual_pain();
            let is_unmet = |p: &Prescription| {
                let entry = whole.library.exercise(p.exercise()).and_then(|e| e.entry());
                entry.is_some_and(|entry| pain > entry.usual_pain)
            };
            // It also lets an exercise climb that would stay otherwise.
            all.any(|p| overrule.exercise().is_none_or(|id| id == p.exercise()) && is_unmet(p))
                || changes_plan(at, whole)
        }
        Rule::HeavyRest | Rule::HeavyDays | Rule::NoviceDays | Rule::EccentricRest | Rule::WeeklyVolume => {
            changes_plan(at, whole)
        }
    }
}

/// Whether the plan, or what is found in it, is another without what is overruled.
fn changes_plan(at: usize, whole: &Whole<'_>) -> bool {
    let start = whole.schedule.start();
    let with = draft(whole.programme, whole.library, start);
    let without = draft(&whole.programme.without_overrule(at), whole.library, start);
    with.schedule != without.schedule || with.findings.into_sorted() != without.findings.into_sorted()
}

/// The most exercises in one session of a phase.
fn at_once(phase: &Phase) -> usize {
    let in_half = |half| phase.prescriptions().iter().filter(|p| p.half().is_none_or(|h| h == half)).count();
    in_half(Half::A).max(in_half(Half::B))
}

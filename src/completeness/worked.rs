//! What programme, library and plan describe by themselves.

use super::{Item, Origin, Standing};
use crate::library::{Equipment, Exercise, ExerciseId, Library, Load, TechniqueKind};
use crate::programme::{Mode, Prescription, Programme, Topic};
use crate::schedule::{self, Change, Schedule, Session, SessionKind};
use crate::yaml::Word;

/// A planned programme that is asked item by item.
pub(super) struct Worked<'a> {
    programme: &'a Programme,
    library: &'a Library,
    schedule: &'a Schedule,
    /// The exercises of the plan, ladders included, each once.
    exercises: Vec<&'a Exercise>,
}

impl<'a> Worked<'a> {
    pub(super) fn new(programme: &'a Programme, library: &'a Library, schedule: &'a Schedule) -> Self {
        let mut ids: Vec<&ExerciseId> = Vec::new();
        for item in schedule.sessions().iter().flat_map(Session::items) {
            if !ids.contains(&item.exercise()) {
                ids.push(item.exercise());
            }
        }
        let exercises = ids.into_iter().filter_map(|id| library.exercise(id)).collect();
        Self { programme, library, schedule, exercises }
    }

    /// How an item stands if the physio writes nothing of it.
    pub(super) fn standing(&self, item: Item) -> Standing {
        let asked = |topic| Standing::Missing(topic, item.asks().to_owned());
        match item {
            Item::Provider => asked(Topic::Provider),
            Item::Delivery => asked(Topic::Delivery),
            Item::Adherence => asked(Topic::Adherence),
            Item::AdverseEvents => asked(Topic::AdverseEvents),
            Item::Tailoring => asked(Topic::Tailoring),
            Item::Fidelity => asked(Topic::Fidelity),
            Item::AsPlanned => Standing::Physio("how it went can only be said afterwards".to_owned()),
            Item::Motivation if self.has_education() => met(Origin::Programme, "visits explain, and plan for bad days"),
            Item::Motivation => asked(Topic::Motivation),
            Item::OtherParts => self.other_parts(),
            _ if self.exercises.is_empty() => met(Origin::Programme, "no exercise is planned"),
            Item::Supervision if self.visits() == 0 => met(Origin::Plan, "done at home alone"),
            Item::Supervision => met(Origin::Plan, "done at home alone, with visits to the physio in between"),
            Item::Setting if self.visits() == 0 => met(Origin::Plan, "at home"),
            Item::Setting => met(Origin::Plan, "at home, and at the clinic for visits"),
            Item::Tailored if self.programme.ceiling().is_some() => {
                met(Origin::Programme, "tailored: the person's factors and the ceiling")
            }
            Item::Tailored => met(Origin::Programme, "tailored: the person's factors"),
            Item::Equipment => self.equipment(),
            Item::ProgressionRule => self.progression_rule(),
            Item::Progression => self.progression(),
            Item::Description => self.description(),
            Item::Home => self.home(),
            Item::Dose => self.dose(),
            Item::StartRule => self.start_rule(),
        }
    }

    fn equipment(&self) -> Standing {
        let of_kind = |load: Option<Load>, kind: Equipment| {
            matches!((load, kind), (Some(Load::Weight(_)), Equipment::Weight) | (Some(Load::Band(_)), Equipment::Band))
        };
        // Only how heavy a weight or how strong a band is says which one to take.
        let unsaid = |item: &&schedule::Item, kind: Equipment| {
            let needs = self.library.exercise(item.exercise()).is_some_and(|e| e.equipment().contains(&kind));
            needs && !of_kind(item.dose().load(), kind)
        };
        for (kind, which) in [(Equipment::Weight, "how heavy the weight"), (Equipment::Band, "how strong the band")] {
            if let Some(item) = self.items().find(|item| unsaid(item, kind)) {
                let lacks = format!("{which} of `{}` is", item.exercise());
                return Standing::Missing(Topic::Equipment, lacks);
            }
        }
        let used = |thing: &&Equipment| self.exercises.iter().any(|e| e.equipment().contains(thing));
        let things: Vec<&str> = Equipment::ALL.iter().filter(used).map(|e| e.as_str()).collect();
        met(Origin::Library, if things.is_empty() { "nothing is needed".to_owned() } else { things.join(", ") })
    }

    fn progression_rule(&self) -> Standing {
        let sessions = count(self.library.rules().progression.sessions_before_step as usize, "session");
        let decides = match self.programme.mode() {
            Mode::PainContingent => "pain decides whether to move on",
            Mode::TimeContingent => "the plan decides when to move on, not pain",
        };
        met(Origin::Library, format!("at least {sessions} at a dose, one variable at a time; {decides}"))
    }

    fn progression(&self) -> Standing {
        let text = match self.items().filter(|item| item.change() == Change::Up).count() {
            0 => "every dose stays as it is".to_owned(),
            steps => format!("{} up, each with its date and reason", count(steps, "step")),
        };
        met(Origin::Plan, text)
    }

    fn description(&self) -> Standing {
        let exercises = count(self.exercises.len(), "exercise");
        let (id, version) = (self.library.id(), self.library.version());
        met(Origin::Library, format!("position, steps and common mistakes of {exercises} in `{id}` {version}"))
    }

    fn home(&self) -> Standing {
        let home = self.schedule.sessions().iter().filter(|s| matches!(s.kind(), SessionKind::Home(_))).count();
        met(Origin::Plan, format!("{} in {}, dated", count(home, "home session"), self.weeks()))
    }

    fn other_parts(&self) -> Standing {
        let mut names: Vec<&str> = Vec::new();
        for id in self.schedule.sessions().iter().flat_map(Session::techniques) {
            let name = self.library.technique(id).map_or(id.as_str(), |t| t.name());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let text = match names.as_slice() {
            [] => "none are planned".to_owned(),
            names => format!("{}: {}", count(self.visits(), "visit"), names.join(", ")),
        };
        met(Origin::Programme, text)
    }

    fn dose(&self) -> Standing {
        let (doses, weeks) = (count(self.items().count(), "dose"), self.weeks());
        met(Origin::Plan, format!("{doses} in {weeks}: sets, work, load and rest of each session"))
    }

    /// The library's starts and baselines are rules; another start has a reason that only its author knows.
    fn start_rule(&self) -> Standing {
        let first = self.first_prescriptions();
        let at_library = |p: &Prescription| {
            self.library.exercise(p.exercise()).is_some_and(|exercise| exercise.dose().start() == p.start())
        };
        let own: Vec<String> = first
            .iter()
            .filter(|p| !p.has_baseline() && !at_library(p))
            .map(|p| format!("`{}`", p.exercise()))
            .collect();
        if !own.is_empty() {
            let verb = if own.len() == 1 { "starts where it does" } else { "start where they do" };
            return Standing::Missing(Topic::StartRule, format!("why {} {verb}", own.join(", ")));
        }
        let share = (self.library.rules().progression.first_quota * 100.0).round();
        let baseline = format!("{share}% of what was done in the baseline sessions");
        let new = "the library's start for somebody new";
        let text = match (first.iter().any(|p| p.has_baseline()), first.iter().all(|p| p.has_baseline())) {
            (_, true) => baseline,
            (true, false) => format!("{baseline}; without them {new}"),
            (false, false) => new.to_owned(),
        };
        met(Origin::Library, text)
    }

    /// Each prescription that is the first of its exercise.
    fn first_prescriptions(&self) -> Vec<&'a Prescription> {
        let mut first: Vec<&Prescription> = Vec::new();
        for prescription in self.programme.phases().iter().flat_map(|phase| phase.prescriptions()) {
            if !first.iter().any(|p| p.exercise() == prescription.exercise()) {
                first.push(prescription);
            }
        }
        first
    }

    fn has_education(&self) -> bool {
        let techniques = self.schedule.sessions().iter().flat_map(Session::techniques);
        let mut kinds = techniques.filter_map(|id| self.library.technique(id)).map(|t| t.kind());
        kinds.any(|kind| kind == TechniqueKind::Education)
    }

    fn visits(&self) -> usize {
        self.schedule.sessions().iter().filter(|s| matches!(s.kind(), SessionKind::Clinic(_))).count()
    }

    fn items(&self) -> impl Iterator<Item = &'a schedule::Item> {
        self.schedule.sessions().iter().flat_map(Session::items)
    }

    fn weeks(&self) -> String {
        count(self.programme.weeks().get() as usize, "week")
    }
}

fn met(origin: Origin, what: impl Into<String>) -> Standing {
    Standing::Met(origin, what.into())
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

//! A programme that is being put together.

use anyhow::Result;

use crate::cli::input::{self, Planned};
use backplan::diagnostic::{Diagnostic, Severity};
use backplan::library::{Dose, ExerciseId, Library};
use backplan::programme::{Day, Days, Mode, Programme, Sensitivity};
use backplan::yaml::Word;

/// What is known of it so far.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) purpose: String,
    pub(super) weeks: u32,
    pub(super) days: Vec<Day>,
    pub(super) mode: Mode,
    pub(super) ceiling: f64,
    pub(super) usual_pain: f64,
    pub(super) sensitivity: Sensitivity,
    pub(super) last_active: u32,
    pub(super) worried: bool,
    pub(super) exercises: Vec<ExerciseId>,
}

impl Default for Draft {
    /// A usual beginning; the physio changes what does not fit.
    fn default() -> Self {
        Self {
            name: "Back programme".to_owned(),
            purpose: "This programme helps you move with ease again, step by step.".to_owned(),
            weeks: 6,
            days: vec![Day::Mon, Day::Wed, Day::Fri],
            mode: Mode::PainContingent,
            ceiling: 4.0,
            usual_pain: 3.0,
            sensitivity: Sensitivity::Usual,
            last_active: 4,
            worried: false,
            exercises: Vec::new(),
        }
    }
}

impl Draft {
    /// The file. Each exercise grows by one smallest step a week of the first thing that it grows by, up to its most.
    pub(super) fn yaml(&self, library: &Library) -> String {
        let rules = &library.rules().progression;
        let goal = |id: &ExerciseId| {
            let dose = library.exercise(id)?.dose();
            let variable = *dose.grow().first()?;
            Some(dose.start().raised(variable, self.weeks, &rules.step, dose.most()))
        };
        let goals: Vec<Option<Dose>> = self.exercises.iter().map(goal).collect();
        self.written(library, &goals)
    }

    /// Plans and forecasts the file.
    pub(super) fn planned(text: &str, library: &Library) -> (Option<Planned>, Vec<Diagnostic>) {
        let (programme, mut findings) = Programme::read("new programme", text.as_bytes(), library).into_parts();
        let Some(programme) = programme else { return (None, findings) };
        let Some(start) = input::trial_start(&programme) else { return (None, findings) };
        let loaded = input::Loaded { library: library.clone(), programme };
        let (planned, more) = input::plan(loaded, start);
        findings.extend(more);
        (planned, findings)
    }

    fn written(&self, library: &Library, goals: &[Option<Dose>]) -> String {
        let days = Days::Weekdays(self.days.clone());
        let mut text = format!(
            "name: {name}\n\
             purpose: {purpose}\n\
             library: {library} ^{version}\n\
             weeks: {weeks}\n\
             days: {days}\n\
             mode: {mode:<26} # or {other}; never both\n\
             ceiling: {ceiling:<23} # the highest soreness you accept, 0-10 above usual pain\n\
             person: {{ usual-pain: {pain}, sensitivity: {sensitivity}, last-active: {active} weeks, worried: {worried} }}\n\
             phases:\n  - name: Begin\n    weeks: {weeks}\n    exercises:\n",
            name = quoted(&self.name),
            purpose = quoted(&self.purpose),
            library = library.id(),
            version = library.version(),
            weeks = self.weeks,
            mode = self.mode.as_str(),
            other = if self.mode == Mode::PainContingent { Mode::TimeContingent } else { Mode::PainContingent },
            ceiling = self.ceiling,
            pain = self.usual_pain,
            sensitivity = self.sensitivity,
            active = self.last_active,
            worried = self.worried,
        );
        for (id, goal) in self.exercises.iter().zip(goals) {
            text += &format!("      - use: {id}\n");
            if let Some(goal) = goal {
                text += &format!("        goal: {goal}\n");
            }
        }
        text + "# Clinic visits, like this one; their ids: backplan library search --mechanism joint-mobilisation\n\
                # visits:\n#   - { week: 1, day: thu, techniques: [explaining-pain] }\n"
    }
}

/// A text as YAML takes it: plain if nothing in it could be misread, or else in quotes.
pub(super) fn quoted(text: &str) -> String {
    let is_plain = text.chars().next().is_some_and(char::is_alphabetic)
        && text.chars().all(|c| c.is_alphanumeric() || " .,-'()".contains(c))
        && !text.contains(" #")
        && text.trim() == text
        && !["true", "false", "null", "yes", "no", "on", "off"].contains(&text.to_lowercase().as_str());
    // A JSON string is a YAML string.
    if is_plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

/// Whether any finding is an error.
pub(super) fn any_error(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|f| f.severity() == Severity::Error)
}

/// What the forecast says so far, in a line.
pub(super) fn outlook(planned: &Planned) -> Result<String> {
    use backplan::forecast::Level;
    let at = |level| planned.forecasts.iter().filter(|f| f.level() == level).count();
    let highest = planned.forecasts.iter().map(|f| f.peak().rounded()).fold(0.0, f64::max);
    Ok(format!(
        "so far: {} sessions, soreness likely after {}, possible after {}, at most {highest:.1}",
        planned.forecasts.len(),
        at(Level::Likely),
        at(Level::Possible)
    ))
}

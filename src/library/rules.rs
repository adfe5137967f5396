//! The numbers that hold for the whole library: bounds, levels, the traffic light.

use super::words::Confidence;
use chrono::NaiveDate;

use crate::diagnostic::{Code, Findings};
use crate::units::{Chance, Effort, Hours, Kilograms, Seconds, Soreness, Weeks};
use crate::yaml::quantity::{chance, effort, hours, kilograms, metres, seconds, soreness, weeks};
use crate::yaml::table::{real, text, whole, word};
use crate::yaml::{Node, Table};

/// A least and a most, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub least: u32,
    /// The most.
    pub most: u32,
}

/// Where the numbers of a section come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// A short citation, or `expert-opinion`.
    pub source: String,
    /// How sure the numbers are.
    pub confidence: Confidence,
}

/// What a dose may be at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounds {
    /// Sets in a session.
    pub sets: Range,
    /// Repetitions in a set.
    pub reps: Range,
    /// Seconds that a repetition is held.
    pub hold: Range,
    /// Seconds of a hold beyond which a programme is warned.
    pub usual_hold: u32,
    /// Exercises in one session beyond which a programme is warned.
    pub exercises: u32,
    /// Where the numbers come from.
    pub origin: Origin,
}

/// The smallest step by which each variable of a dose grows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Repetitions.
    pub reps: u32,
    /// Sets.
    pub sets: u32,
    /// Seconds held.
    pub hold: u32,
    /// Seconds of time.
    pub time: u32,
    /// Metres.
    pub distance: u32,
    /// Load.
    pub load: Kilograms,
}

/// How fast doses rise.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgressionRules {
    /// How many sessions are done at a dose before the next step, at least.
    pub sessions_before_step: u32,
    /// After how long without it an exercise is done once more at its dose before the next step.
    pub break_after: Weeks,
    /// The smallest step of each variable.
    pub step: Step,
    /// By how much a step may raise an exercise's work where a smaller one would do too, as a share.
    pub usual_rise: f64,
    /// By how much an exercise's work may be above that of a week before, as a share.
    pub most_rise: f64,
    /// The share of its work that an exercise keeps in a lighter week.
    pub deload_keeps: f64,
    /// How many baseline sessions a time-contingent programme begins with.
    pub baseline_sessions: u32,
    /// The first quota as a share of what was done in them on average.
    pub first_quota: f64,
    /// What makes a session of an exercise heavy: an effort of at least this, or a load.
    pub heavy_effort: Effort,
    /// The least time between heavy sessions of an exercise.
    pub heavy_rest: Hours,
    /// On how many days a week an exercise may be heavy.
    pub heavy_days: u32,
    /// After how long without regular exercise somebody counts as new to training.
    pub novice_after: Weeks,
    /// On how many days a week there is anything heavy for somebody who is new to training.
    pub novice_days: Range,
    /// By how much harder a dose laid down usually is than the one before, at the most, in points of effort.
    pub effort_rise: u32,
    /// The least time between the first strongly eccentric sessions of an exercise.
    pub eccentric_rest: Hours,
    /// For how many weeks an exercise's strongly eccentric sessions count as new.
    pub eccentric_weeks: u32,
    /// Where the numbers come from.
    pub origin: Origin,
}

impl ProgressionRules {
    /// Whether there is a break between two days on which an exercise is done.
    pub(crate) fn is_break(&self, before: NaiveDate, after: NaiveDate) -> bool {
        (after - before).num_days() > i64::from(self.break_after.days())
    }
}

/// What makes soreness likely, or possible.
#[derive(Debug, Clone, PartialEq)]
pub struct Threshold {
    /// The chance of feeling it, at least.
    pub chance: Chance,
    /// The size in those who feel it, at least.
    pub peak: Soreness,
}

/// Where one level ends and the next begins.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelRules {
    /// From here on it is likely.
    pub likely: Threshold,
    /// From here on it is possible; below, it is unlikely.
    pub possible: Threshold,
    /// Where the numbers come from.
    pub origin: Origin,
}

/// What the curves of the forecast share.
#[derive(Debug, Clone, PartialEq)]
pub struct CurveRules {
    /// Soreness from which it is noticed.
    pub noticeable: Soreness,
    /// The share of the peak that is left at the end of `gone`, 0 to 1.
    pub tail: f64,
    /// What a limb or the trunk itself weighs in a loaded movement.
    pub own_load: Kilograms,
    /// What a band resists with, from the lightest to the strongest.
    pub bands: [Kilograms; 5],
    /// How fast a distance is covered, in metres a second.
    pub pace: f64,
    /// How long a held repetition lasts that counts as one.
    pub repetition: Seconds,
    /// How long steady work, such as walking, lasts that counts as one repetition.
    pub steady: Seconds,
    /// How hard repetitions are where their dose does not say.
    pub effort: Effort,
    /// How hard steady work is where its dose does not say.
    pub steady_effort: Effort,
    /// How many times the volume of before counts as clearly more.
    pub clearly_more: f64,
    /// The hour of the day at which home sessions are taken to be done.
    pub home_at: Hours,
    /// The hour of the day at which clinic visits are taken to be.
    pub visit_at: Hours,
    /// Where the numbers come from.
    pub origin: Origin,
}

/// How ranges are to be read: how many people are below their lower end, and how many below their upper one.
#[derive(Debug, Clone, PartialEq)]
pub struct PeopleRules {
    /// In how many it has begun at the upper end of the onset.
    pub begun: Chance,
    /// In how many the peak is over at its lower end.
    pub peaked_early: Chance,
    /// In how many the peak is over at its upper end.
    pub peaked_late: Chance,
    /// How many are rid of it at the lower end of `gone`.
    pub settled_early: Chance,
    /// How many are rid of it at the upper end of `gone`.
    pub settled_late: Chance,
    /// In how many it is smaller than the least size.
    pub smaller: Chance,
    /// In how many it is smaller than the most.
    pub larger: Chance,
    /// Where the numbers come from.
    pub origin: Origin,
}

/// The pain traffic light that the patient uses.
#[derive(Debug, Clone, PartialEq)]
pub struct TrafficLight {
    /// The highest green number.
    pub green_to: u32,
    /// The highest amber number; above is red.
    pub amber_to: u32,
    /// How far above a high usual pain amber goes.
    pub usual_rise: u32,
    /// By when usual pain should be back to usual.
    pub back_to_usual: Hours,
    /// By when new muscle ache usually settles.
    pub ache_settles: Hours,
    /// When to ring the physio if it has not.
    pub ring_after: Hours,
    /// Muscle ache from which loaded lowering is left out.
    pub too_sore_to_load: u32,
    /// Where the numbers come from.
    pub origin: Origin,
}

/// The numbers that hold for the whole library, from `rules.yaml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// What a dose may be at all.
    pub bounds: Bounds,
    /// How fast doses rise.
    pub progression: ProgressionRules,
    /// What makes soreness likely, or possible.
    pub levels: LevelRules,
    /// What the curves of the forecast share.
    pub curve: CurveRules,
    /// How ranges are to be read.
    pub people: PeopleRules,
    /// The pain traffic light.
    pub traffic_light: TrafficLight,
}

impl Rules {
    pub(crate) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "`rules.yaml`", findings)?;
        let bounds = table.required("bounds", findings, bounds);
        let progression = table.required("progression", findings, progression);
        let levels = table.required("levels", findings, levels);
        let curve = table.required("curve", findings, curve);
        let people = table.required("people", findings, people);
        let traffic_light = table.required("traffic-light", findings, traffic_light);
        table.close(findings);
        Some(Self {
            bounds: bounds?,
            progression: progression?,
            levels: levels?,
            curve: curve?,
            people: people?,
            traffic_light: traffic_light?,
        })
    }
}

fn origin(table: &mut Table<'_>, findings: &mut Findings) -> Option<Origin> {
    let source = table.required("source", findings, text);
    let confidence = table.required("confidence", findings, word);
    Some(Origin { source: source?, confidence: confidence? })
}

fn order(low_first: bool, node: &Node, findings: &mut Findings, message: &str) -> bool {
    if !low_first {
        findings.add(Code::OutOfRange, &node.place, message, "swap or change the numbers");
    }
    low_first
}

fn range(node: &Node, findings: &mut Findings, most: u32) -> Option<Range> {
    let mut table = Table::open(node, "a range", findings)?;
    let low = table.required("least", findings, |n, f| whole(n, f, 1, most));
    let high = table.required("most", findings, |n, f| whole(n, f, 1, most));
    table.close(findings);
    let range = Range { least: low?, most: high? };
    order(range.least <= range.most, node, findings, "`least` is above `most`").then_some(range)
}

fn bounds(node: &Node, findings: &mut Findings) -> Option<Bounds> {
    let mut table = Table::open(node, "`bounds`", findings)?;
    let sets = table.required("sets", findings, |n, f| range(n, f, 99));
    let reps = table.required("reps", findings, |n, f| range(n, f, 999));
    let hold = table.required("hold", findings, hold_range);
    let exercises = table.required("exercises-a-session", findings, |n, f| whole(n, f, 1, 99));
    let origin = origin(&mut table, findings);
    table.close(findings);
    let (hold, usual_hold) = hold?;
    Some(Bounds { sets: sets?, reps: reps?, hold, usual_hold, exercises: exercises?, origin: origin? })
}

fn hold_range(node: &Node, findings: &mut Findings) -> Option<(Range, u32)> {
    let mut table = Table::open(node, "a range of holds", findings)?;
    let least = table.required("least", findings, seconds);
    let most = table.required("most", findings, seconds);
    let usual = table.required("usual-most", findings, seconds);
    table.close(findings);
    let range = Range { least: least?.get(), most: most?.get() };
    order(range.least <= range.most, node, findings, "`least` is above `most`").then_some((range, usual?.get()))
}

fn progression(node: &Node, findings: &mut Findings) -> Option<ProgressionRules> {
    let mut table = Table::open(node, "`progression`", findings)?;
    let sessions = table.required("sessions-before-step", findings, |n, f| whole(n, f, 1, 99));
    let break_after = table.required("break-after", findings, weeks);
    let step = table.required("step", findings, step);
    let share = |n: &Node, f: &mut Findings| real(n, f, 0.0, 1.0);
    let usual_rise = table.required("usual-rise", findings, share);
    let most_rise = table.required("most-rise", findings, share);
    let deload_keeps = table.required("deload-keeps", findings, share);
    let baseline_sessions = table.required("baseline-sessions", findings, |n, f| whole(n, f, 1, 9));
    let first_quota = table.required("first-quota", findings, share);
    let heavy_effort = table.required("heavy-effort", findings, effort);
    let heavy_rest = table.required("heavy-rest", findings, hours);
    let heavy_days = table.required("heavy-days", findings, |n, f| whole(n, f, 1, 7));
    let novice_after = table.required("novice-after", findings, weeks);
    let novice_days = table.required("novice-days", findings, |n, f| range(n, f, 7));
    let effort_rise = table.required("effort-rise", findings, |n, f| whole(n, f, 0, 10));
    let eccentric_rest = table.required("eccentric-rest", findings, hours);
    let eccentric_weeks = table.required("eccentric-weeks", findings, |n, f| whole(n, f, 0, 104));
    let origin = origin(&mut table, findings);
    table.close(findings);
    let rules = ProgressionRules {
        sessions_before_step: sessions?,
        break_after: break_after?,
        step: step?,
        usual_rise: usual_rise?,
        most_rise: most_rise?,
        deload_keeps: deload_keeps?,
        baseline_sessions: baseline_sessions?,
        first_quota: first_quota?,
        heavy_effort: heavy_effort?,
        heavy_rest: heavy_rest?,
        heavy_days: heavy_days?,
        novice_after: novice_after?,
        novice_days: novice_days?,
        effort_rise: effort_rise?,
        eccentric_rest: eccentric_rest?,
        eccentric_weeks: eccentric_weeks?,
        origin: origin?,
    };
    let ordered = rules.usual_rise <= rules.most_rise;
    order(ordered, node, findings, "`usual-rise` is above `most-rise`").then_some(rules)
}

fn step(node: &Node, findings: &mut Findings) -> Option<Step> {
    let mut table = Table::open(node, "`step`", findings)?;
    let reps = table.required("reps", findings, |n, f| whole(n, f, 1, 99));
    let sets = table.required("sets", findings, |n, f| whole(n, f, 1, 99));
    let hold = table.required("hold", findings, seconds);
    let time = table.required("time", findings, seconds);
    let distance = table.required("distance", findings, metres);
    let load = table.required("load", findings, |n, f| {
        let load = kilograms(n, f)?;
        order(load.get() > 0.0, n, f, "must be above 0 kg").then_some(load)
    });
    table.close(findings);
    Some(Step {
        reps: reps?,
        sets: sets?,
        hold: hold?.get(),
        time: time?.get(),
        distance: distance?.get(),
        load: load?,
    })
}

fn threshold(node: &Node, findings: &mut Findings) -> Option<Threshold> {
    let mut table = Table::open(node, "a level", findings)?;
    let chance = table.required("chance", findings, chance);
    let peak = table.required("peak", findings, soreness);
    table.close(findings);
    Some(Threshold { chance: chance?, peak: peak? })
}

fn levels(node: &Node, findings: &mut Findings) -> Option<LevelRules> {
    let mut table = Table::open(node, "`levels`", findings)?;
    let likely = table.required("likely", findings, threshold);
    let possible = table.required("possible", findings, threshold);
    let origin = origin(&mut table, findings);
    table.close(findings);
    let rules = LevelRules { likely: likely?, possible: possible?, origin: origin? };
    let ordered = rules.possible.chance <= rules.likely.chance && rules.possible.peak <= rules.likely.peak;
    order(ordered, node, findings, "`possible` is above `likely`").then_some(rules)
}

fn hour_of_day(node: &Node, findings: &mut Findings) -> Option<Hours> {
    let hour = hours(node, findings)?;
    let fits = hour.get() < 24.0;
    order(fits, node, findings, "an hour of the day must be below 24 h").then_some(hour)
}

/// Reads what each band resists with; a stronger one never less.
fn bands(node: &Node, findings: &mut Findings) -> Option<[Kilograms; 5]> {
    let mut table = Table::open(node, "`bands`", findings)?;
    let mut band = |key| table.required(key, findings, kilograms);
    let (yellow, red, green, blue, black) = (band("yellow"), band("red"), band("green"), band("blue"), band("black"));
    table.close(findings);
    let bands = [yellow?, red?, green?, blue?, black?];
    order(bands.is_sorted(), node, findings, "a stronger band resists less").then_some(bands)
}

fn curve(node: &Node, findings: &mut Findings) -> Option<CurveRules> {
    let mut table = Table::open(node, "`curve`", findings)?;
    let noticeable = table.required("noticeable", findings, soreness);
    let tail = table.required("tail", findings, |n, f| real(n, f, 0.0, 1.0));
    let own_load = table.required("own-load", findings, |n, f| {
        let load = kilograms(n, f)?;
        order(load.get() > 0.0, n, f, "must be above 0 kg").then_some(load)
    });
    let bands = table.required("bands", findings, bands);
    let pace = table.required("pace", findings, |n, f| real(n, f, 0.1, 10.0));
    let repetition = table.required("repetition", findings, seconds);
    let steady = table.required("steady", findings, seconds);
    let steady_effort = table.required("steady-effort", findings, effort);
    let effort = table.required("effort", findings, effort);
    let clearly_more = table.required("clearly-more", findings, |n, f| real(n, f, 1.0, 10.0));
    let home_at = table.required("home-at", findings, hour_of_day);
    let visit_at = table.required("visit-at", findings, hour_of_day);
    let origin = origin(&mut table, findings);
    table.close(findings);
    Some(CurveRules {
        noticeable: noticeable?,
        tail: tail?,
        own_load: own_load?,
        bands: bands?,
        pace: pace?,
        repetition: repetition?,
        steady: steady?,
        effort: effort?,
        steady_effort: steady_effort?,
        clearly_more: clearly_more?,
        home_at: home_at?,
        visit_at: visit_at?,
        origin: origin?,
    })
}

/// Reads two shares of people, the lower end's first.
fn shares(node: &Node, findings: &mut Findings) -> Option<(Chance, Chance)> {
    let mut table = Table::open(node, "shares of people", findings)?;
    let at_from = table.required("at-from", findings, chance);
    let at_to = table.required("at-to", findings, chance);
    table.close(findings);
    let (at_from, at_to) = (at_from?, at_to?);
    order(at_from <= at_to, node, findings, "`at-from` is above `at-to`").then_some((at_from, at_to))
}

fn people(node: &Node, findings: &mut Findings) -> Option<PeopleRules> {
    let mut table = Table::open(node, "`people`", findings)?;
    let begun = table.required("begun", findings, chance);
    let peaked = table.required("peaked", findings, shares);
    let settled = table.required("settled", findings, shares);
    let smaller = table.required("smaller", findings, shares);
    let origin = origin(&mut table, findings);
    table.close(findings);
    let (begun, (peaked_early, peaked_late)) = (begun?, peaked?);
    let ((settled_early, settled_late), (smaller, larger)) = (settled?, smaller?);
    let origin = origin?;
    Some(PeopleRules { begun, peaked_early, peaked_late, settled_early, settled_late, smaller, larger, origin })
}

fn traffic_light(node: &Node, findings: &mut Findings) -> Option<TrafficLight> {
    let mut table = Table::open(node, "`traffic-light`", findings)?;
    let green_to = table.required("green-to", findings, |n, f| whole(n, f, 0, 10));
    let amber_to = table.required("amber-to", findings, |n, f| whole(n, f, 0, 9));
    let usual_rise = table.required("usual-rise", findings, |n, f| whole(n, f, 0, 10));
    let back_to_usual = table.required("back-to-usual", findings, hours);
    let ache_settles = table.required("ache-settles", findings, hours);
    let ring_after = table.required("ring-after", findings, hours);
    let too_sore_to_load = table.required("too-sore-to-load", findings, |n, f| whole(n, f, 1, 10));
    let origin = origin(&mut table, findings);
    table.close(findings);
    let light = TrafficLight {
        green_to: green_to?,
        amber_to: amber_to?,
        usual_rise: usual_rise?,
        back_to_usual: back_to_usual?,
        ache_settles: ache_settles?,
        ring_after: ring_after?,
        too_sore_to_load: too_sore_to_load?,
        origin: origin?,
    };
    order(light.green_to < light.amber_to, node, findings, "`green-to` is not below `amber-to`").then_some(light)
}

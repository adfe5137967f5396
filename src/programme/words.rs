//! The closed lists of words that only programmes use.

use crate::yaml::words;

words! {
    /// A day of the week.
    Day, "a day of the week" {
        /// Monday.
        Mon = "mon",
        /// Tuesday.
        Tue = "tue",
        /// Wednesday.
        Wed = "wed",
        /// Thursday.
        Thu = "thu",
        /// Friday.
        Fri = "fri",
        /// Saturday.
        Sat = "sat",
        /// Sunday.
        Sun = "sun",
    }
}

impl From<Day> for chrono::Weekday {
    fn from(day: Day) -> Self {
        match day {
            Day::Mon => Self::Mon,
            Day::Tue => Self::Tue,
            Day::Wed => Self::Wed,
            Day::Thu => Self::Thu,
            Day::Fri => Self::Fri,
            Day::Sat => Self::Sat,
            Day::Sun => Self::Sun,
        }
    }
}

words! {
    /// What decides whether the patient moves on: pain, or the plan. Never both.
    Mode, "a mode" {
        /// The traffic light decides.
        PainContingent = "pain-contingent",
        /// The plan decides; the amount does not bend with pain.
        TimeContingent = "time-contingent",
    }
}

words! {
    /// How sensitive the person's nervous system is, in the physio's judgement.
    Sensitivity, "a sensitivity" {
        /// Lower than usual.
        Low = "low",
        /// As in most people.
        Usual = "usual",
        /// Higher than usual.
        High = "high",
    }
}

words! {
    /// One of two lots of exercises that take turns.
    Half, "a lot of exercises" {
        /// The first.
        A = "a",
        /// The second.
        B = "b",
    }
}

words! {
    /// A rule of the planner that the physio may overrule.
    Rule, "a rule" {
        /// How many exercises there are in a session.
        ManyExercises = "many-exercises",
        /// How long a hold is.
        LongHold = "long-hold",
        /// How long there is between heavy sessions of an exercise.
        HeavyRest = "heavy-rest",
        /// On how many days a week an exercise is done heavily.
        HeavyDays = "heavy-days",
        /// On how many days a week somebody who is new to training does anything heavy.
        NoviceDays = "novice-days",
        /// How long there is between new, strongly eccentric sessions in the first weeks.
        EccentricRest = "eccentric-rest",
        /// How much more of an exercise there is than a week before.
        WeeklyVolume = "weekly-volume",
        /// With how much usual pain an exercise is begun.
        EnterWith = "enter-with",
    }
}

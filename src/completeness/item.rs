//! The items of the template.

use crate::yaml::{Word, words};

words! {
    /// An item of CERT (Slade 2016), by what it asks for.
    Item, "an item of CERT" {
        /// 1: what is needed.
        Equipment = "equipment",
        /// 2: who teaches it, and their training.
        Provider = "provider",
        /// 3: alone or in a group.
        Delivery = "delivery",
        /// 4: supervised or not, and how.
        Supervision = "supervision",
        /// 5: how it is found out whether it is done.
        Adherence = "adherence",
        /// 6: what keeps the person going.
        Motivation = "motivation",
        /// 7a: what decides on progression.
        ProgressionRule = "progression-rule",
        /// 7b: how it progresses.
        Progression = "progression",
        /// 8: each exercise, so that it can be done again.
        Description = "description",
        /// 9: what is done at home.
        Home = "home",
        /// 10: what is done besides exercise.
        OtherParts = "other-parts",
        /// 11: what went wrong, and what then.
        AdverseEvents = "adverse-events",
        /// 12: where it is done.
        Setting = "setting",
        /// 13: how much of each.
        Dose = "dose",
        /// 14a: the same for all, or tailored.
        Tailored = "tailored",
        /// 14b: how it is tailored.
        Tailoring = "tailoring",
        /// 15: what decides on the start.
        StartRule = "start-rule",
        /// 16a: how it is made sure that it is done as planned.
        FidelityPlan = "fidelity-plan",
        /// 16b: whether it was.
        Fidelity = "fidelity",
    }
}

impl Item {
    /// Every item, in the order of the template.
    pub fn each() -> impl Iterator<Item = Item> {
        Self::ALL.iter().copied()
    }

    /// Its number in the template.
    pub fn number(self) -> &'static str {
        match self {
            Self::Equipment => "1",
            Self::Provider => "2",
            Self::Delivery => "3",
            Self::Supervision => "4",
            Self::Adherence => "5",
            Self::Motivation => "6",
            Self::ProgressionRule => "7a",
            Self::Progression => "7b",
            Self::Description => "8",
            Self::Home => "9",
            Self::OtherParts => "10",
            Self::AdverseEvents => "11",
            Self::Setting => "12",
            Self::Dose => "13",
            Self::Tailored => "14a",
            Self::Tailoring => "14b",
            Self::StartRule => "15",
            Self::FidelityPlan => "16a",
            Self::Fidelity => "16b",
        }
    }
}

//! The items of the template.

use crate::programme::Topic;
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
        Fidelity = "fidelity",
        /// 16b: whether it was.
        AsPlanned = "as-planned",
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
            Self::Fidelity => "16a",
            Self::AsPlanned => "16b",
        }
    }

    /// What it asks for, in the project's own words.
    pub fn asks(self) -> &'static str {
        match self {
            Self::Equipment => "what is needed",
            Self::Provider => "who teaches it, and with what training and experience",
            Self::Delivery => "whether people exercise alone or in a group",
            Self::Supervision => "whether somebody supervises, and how",
            Self::Adherence => "how it is found out whether the exercises are done",
            Self::Motivation => "what keeps the person going",
            Self::ProgressionRule => "what decides on progression",
            Self::Progression => "how the exercises progress",
            Self::Description => "each exercise, so that it can be done again",
            Self::Home => "what is done at home",
            Self::OtherParts => "what is done besides exercise",
            Self::AdverseEvents => "what went wrong during exercise, and how often",
            Self::Setting => "where it is done",
            Self::Dose => "how much is done: sets, repetitions, sessions, weeks",
            Self::Tailored => "whether the exercises are the same for everybody or tailored",
            Self::Tailoring => "how they are tailored to the person",
            Self::StartRule => "what decides on the dose to start with",
            Self::Fidelity => "how it is made sure that things are done as planned",
            Self::AsPlanned => "whether they were done as planned",
        }
    }

    /// The topic of `record:` under which the physio can say it; none if the programme always does.
    pub fn topic(self) -> Option<Topic> {
        match self {
            Self::Equipment => Some(Topic::Equipment),
            Self::Provider => Some(Topic::Provider),
            Self::Delivery => Some(Topic::Delivery),
            Self::Supervision => Some(Topic::Supervision),
            Self::Adherence => Some(Topic::Adherence),
            Self::Motivation => Some(Topic::Motivation),
            Self::OtherParts => Some(Topic::OtherParts),
            Self::AdverseEvents => Some(Topic::AdverseEvents),
            Self::Setting => Some(Topic::Setting),
            Self::Tailored => Some(Topic::Tailored),
            Self::Tailoring => Some(Topic::Tailoring),
            Self::StartRule => Some(Topic::StartRule),
            Self::Fidelity => Some(Topic::Fidelity),
            Self::AsPlanned => Some(Topic::AsPlanned),
            Self::ProgressionRule | Self::Progression | Self::Description | Self::Home | Self::Dose => None,
        }
    }
}

//! Whom patients of a country turn to when it is urgent, and what that is called there.

mod bare;
mod phone;

use std::collections::BTreeMap;
use std::sync::LazyLock;

pub use phone::{PhoneError, phone};

use crate::diagnostic::{Findings, Outcome};
use crate::embedded;
use crate::yaml::table::{text, word};
use crate::yaml::{self, Node, Table, words};

pub(crate) use bare::report_bare_numbers;
pub(crate) use phone::read_phone;

words! {
    /// A variety of English, with the customs of its country.
    Variety, "a locale" {
        /// British English: 30 November, kilograms, A4.
        British = "en-GB",
        /// American English: November 30, pounds, US Letter.
        American = "en-US",
    }
}

/// Whom to turn to when it is urgent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contacts {
    /// The number for an emergency.
    pub emergency: String,
    /// The number for advice by day and night, where there is such a number.
    pub advice: Option<String>,
    /// Where to go in an emergency, as in "go to …".
    pub department: String,
    /// The doctor that patients see first, as in "your …".
    pub doctor: String,
}

impl Contacts {
    /// Reads `numbers` of a wording; what it does not name of places and people is as in the wording below.
    pub(crate) fn read(node: &Node, below: Option<&Self>, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "the numbers of a country", findings)?;
        let contacts = Self::take(&mut table, below, findings);
        table.close(findings);
        contacts
    }

    fn take(table: &mut Table<'_>, below: Option<&Self>, findings: &mut Findings) -> Option<Self> {
        let emergency = table.required("emergency", findings, read_phone);
        let advice = table.optional("advice", findings, read_phone);
        let mut name = |key, below: Option<&String>| match (table.node(key), below) {
            (Some(node), _) => text(node, findings),
            (None, Some(below)) => Some(below.clone()),
            (None, None) => table.required(key, findings, text),
        };
        let department = name("department", below.map(|b| &b.department));
        let doctor = name("doctor", below.map(|b| &b.doctor));
        Some(Self { emergency: emergency?, advice, department: department?, doctor: doctor? })
    }
}

/// A country: whom its patients turn to, and how English is written there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    contacts: Contacts,
    variety: Option<Variety>,
}

impl Country {
    /// Whom its patients turn to.
    pub fn contacts(&self) -> &Contacts {
        &self.contacts
    }

    /// The variety of English with a wording of its own, if one is the country's.
    pub fn variety(&self) -> Option<Variety> {
        self.variety
    }

    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "a country", findings)?;
        let contacts = Contacts::take(&mut table, None, findings);
        let variety = table.optional("locale", findings, word);
        // For the reader of the file alone.
        table.optional("name", findings, text);
        table.optional("source", findings, text);
        table.close(findings);
        Some(Self { contacts: contacts?, variety })
    }
}

/// Countries, by the two letters of each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Countries {
    countries: BTreeMap<String, Country>,
}

static EMBEDDED: LazyLock<Countries> = LazyLock::new(|| {
    let file = embedded::countries();
    // A test holds the file to be sound.
    Countries::read(file.path, file.bytes).into_parts().0.unwrap_or_default()
});

impl Countries {
    /// The countries that the program carries.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads a file with a country a line; `name` is what messages call it.
    pub fn read(name: &str, bytes: &[u8]) -> Outcome<Self> {
        let mut findings = Findings::new();
        let node = yaml::read(name, bytes, &mut findings);
        let countries = node.and_then(|node| {
            let table = Table::open(&node, "the countries", &mut findings)?;
            let entries = table.entries().iter();
            let countries =
                entries.filter_map(|(id, node)| Some((id.value.to_string(), Country::read(node, &mut findings)?)));
            Some(countries.collect())
        });
        Outcome::new(countries.map(|countries| Self { countries }), findings)
    }

    /// A country.
    pub fn of(&self, country: &str) -> Option<&Country> {
        self.countries.get(country)
    }

    /// The countries, in the order of their letters.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.countries.keys().map(String::as_str)
    }

    /// Every number for an emergency anywhere.
    fn emergency_numbers(&self) -> impl Iterator<Item = &str> {
        self.countries.values().flat_map(|country| bare::numbers_in(&country.contacts.emergency))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_countries_are_sound() {
        let file = embedded::countries();
        assert_eq!(Countries::read(file.path, file.bytes).findings(), []);
        assert_eq!(Countries::embedded().ids().collect::<Vec<_>>(), ["au", "ca", "eu", "gb", "ie", "nz", "us"]);
        let mut numbers: Vec<&str> = Countries::embedded().emergency_numbers().collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers, ["000", "111", "112", "911", "999"]);
    }
}

//! The telephone numbers that patients of a country call.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Findings, Outcome};
use crate::yaml::table::text;
use crate::yaml::{self, Node, Table};

/// The most characters of a telephone number, with what is written around it.
const LONGEST_PHONE: usize = 40;

/// The numbers to call when it is urgent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    /// For an emergency.
    pub emergency: String,
    /// For advice by day and night, where there is such a number.
    pub advice: Option<String>,
}

impl Numbers {
    /// Reads `numbers`, or a country.
    pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let mut table = Table::open(node, "the numbers of a country", findings)?;
        let emergency = table.required("emergency", findings, phone);
        let advice = table.optional("advice", findings, phone);
        // For the reader of the file alone.
        table.optional("name", findings, text);
        table.optional("source", findings, text);
        table.close(findings);
        Some(Self { emergency: emergency?, advice })
    }
}

/// Reads a telephone number: digits, with whatever stands around them.
pub(crate) fn phone(node: &Node, findings: &mut Findings) -> Option<String> {
    let written = text(node, findings)?;
    let digits = written.chars().filter(char::is_ascii_digit).count();
    let mut refuse = |message: String, hint: &str| findings.add(Code::BadPhone, &node.place, message, hint);
    if digits < 2 {
        refuse(format!("`{written}` is no telephone number"), "write its digits, like `020 7946 0000`");
    } else if written.chars().any(char::is_control) || written.chars().count() > LONGEST_PHONE {
        let message = format!("a telephone number is one line of at most {LONGEST_PHONE} characters");
        refuse(message, "write one number, like `020 7946 0000`");
    } else {
        return Some(written);
    }
    None
}

/// The numbers of countries, by the two letters of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Countries {
    numbers: BTreeMap<String, Numbers>,
}

impl Countries {
    /// Reads a file with a country a line; `name` is what messages call it.
    pub fn read(name: &str, bytes: &[u8]) -> Outcome<Self> {
        let mut findings = Findings::new();
        let node = yaml::read(name, bytes, &mut findings);
        let numbers = node.and_then(|node| {
            let table = Table::open(&node, "the countries", &mut findings)?;
            let entries = table.entries().iter();
            let numbers =
                entries.filter_map(|(id, node)| Some((id.value.clone(), Numbers::read(node, &mut findings)?)));
            Some(numbers.collect())
        });
        Outcome::new(numbers.map(|numbers| Self { numbers }), findings)
    }

    /// The numbers of a country.
    pub fn of(&self, country: &str) -> Option<&Numbers> {
        self.numbers.get(country)
    }

    /// The countries, in the order of their letters.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.numbers.keys().map(String::as_str)
    }
}

//! From a file to a [`Clinic`].

use super::{Clinic, Colours, LightBounds, Logo};
use crate::country::{Countries, Country, read_phone as phone};
use crate::diagnostic::{Code, Findings, Outcome};
use crate::figure::PictureFormat;
use crate::yaml::table::{filled_list, placed_text, text, whole, word};
use crate::yaml::{self, Node, Table, nearest};

/// The most lines of an address: more would push a card off its page.
const MOST_LINES: usize = 6;

/// The most characters of a line.
const LONGEST_LINE: usize = 80;

impl Clinic {
    /// Reads a clinic's file; `name` is what messages call it, and `open` gives the bytes of a file beside it.
    pub fn read(
        name: &str,
        bytes: &[u8],
        countries: &Countries,
        open: impl Fn(&str) -> Option<Vec<u8>>,
    ) -> Outcome<Self> {
        let mut findings = Findings::new();
        let node = yaml::read(name, bytes, &mut findings);
        let clinic = node.and_then(|node| read(&node, countries, &open, &mut findings));
        Outcome::new(clinic, findings)
    }
}

fn read(
    node: &Node,
    countries: &Countries,
    open: &dyn Fn(&str) -> Option<Vec<u8>>,
    findings: &mut Findings,
) -> Option<Clinic> {
    let mut table = Table::open(node, "a clinic", findings)?;
    let name = table.required("name", findings, line);
    let number = table.optional("phone", findings, phone);
    let address = table.optional("address", findings, address);
    let logo = table.optional("logo", findings, |n, f| logo(n, open, f));
    let country = table.optional("country", findings, |n, f| country(n, countries, f));
    let emergency = table.optional("emergency-number", findings, phone);
    let advice = table.optional("advice-number", findings, phone);
    let light = table.optional("traffic-light", findings, light);
    let paper = table.optional("paper", findings, word);
    let variety = table.optional("locale", findings, word);
    let colours = table.optional("colours", findings, Colours::read);
    table.close(findings);
    Some(Clinic {
        name: name?,
        phone: number,
        address: address.unwrap_or_default(),
        logo,
        country,
        emergency,
        advice,
        light,
        paper,
        variety,
        colours: colours.unwrap_or_default(),
    })
}

/// Reads a text of one line that fits on the page.
fn line(node: &Node, findings: &mut Findings) -> Option<String> {
    let written = text(node, findings)?;
    if written.chars().any(char::is_control) || written.chars().count() > LONGEST_LINE {
        let message = format!("expected one line of at most {LONGEST_LINE} characters");
        findings.add(Code::WrongType, &node.place, message, "make it shorter, or write an address as a list of lines");
        return None;
    }
    Some(written)
}

fn address(node: &Node, findings: &mut Findings) -> Option<Vec<String>> {
    let lines = filled_list(node, findings, line)?;
    if lines.len() > MOST_LINES {
        let message = format!("an address has {MOST_LINES} lines at most, found {}", lines.len());
        findings.add(Code::OutOfRange, &node.place, message, "put two lines together, with a comma");
        return None;
    }
    Some(lines)
}

fn logo(node: &Node, open: &dyn Fn(&str) -> Option<Vec<u8>>, findings: &mut Findings) -> Option<Logo> {
    let file = placed_text(node, findings)?;
    let format = PictureFormat::named(&file, findings)?;
    let Some(bytes) = open(&file.value) else {
        let message = format!("there is no file `{}` beside this one", file.value);
        let hint = "put it in the same folder, or one below, and give its path from there";
        findings.add(Code::BadPicture, &file.place, message, hint);
        return None;
    };
    format.check_logo(&file, &bytes, findings)?;
    Some(Logo { format, bytes })
}

fn country(node: &Node, countries: &Countries, findings: &mut Findings) -> Option<Country> {
    let written = text(node, findings)?;
    let country = countries.of(&written.to_lowercase());
    if country.is_none() {
        let hint = match nearest(&written, countries.ids()) {
            Some(near) if near.len() == written.len() => format!("did you mean `{near}`?"),
            _ => {
                let all: Vec<&str> = countries.ids().collect();
                format!("one of {}; for another, write its `emergency-number`", all.join(", "))
            }
        };
        let message = format!("the numbers of `{written}` are not known");
        findings.add(Code::UnknownWord, &node.place, message, hint);
    }
    country.cloned()
}

fn light(node: &Node, findings: &mut Findings) -> Option<LightBounds> {
    let mut table = Table::open(node, "`traffic-light`", findings)?;
    let green_to = table.required("green-to", findings, |n, f| whole(n, f, 0, 8));
    let amber_to = table.required("amber-to", findings, |n, f| whole(n, f, 1, 9));
    table.close(findings);
    let (green_to, amber_to) = (green_to?, amber_to?);
    if amber_to <= green_to {
        let message = format!("green goes to {green_to} and amber to {amber_to}, which leaves amber no number");
        findings.add(Code::LightOrder, &node.place, message, "let amber end above green, and below 10");
        return None;
    }
    Some(LightBounds { green_to, amber_to })
}

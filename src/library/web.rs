//! Addresses on the web that patients open.

use crate::diagnostic::{Code, Findings};
use crate::yaml::Node;
use crate::yaml::table::text;

/// What an address begins with. Without encryption, others on the network could see which exercises somebody does.
const SCHEME: &str = "https://";

/// The most characters of an address: what a telephone still reads from a square of 3 cm off a photocopy.
const LONGEST: usize = 150;

/// An address such as `https://clinic.example/bridge`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebAddress {
    address: String,
}

impl WebAddress {
    /// The address in full.
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// The address as it is read and typed: without `https://`, which every telephone adds.
    pub fn shown(&self) -> &str {
        self.address.strip_prefix(SCHEME).unwrap_or(&self.address).trim_end_matches('/')
    }

    /// Reads an address.
    pub(crate) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let address = text(node, findings)?;
        match fault(&address) {
            None => Some(Self { address }),
            Some((message, hint)) => {
                findings.add(Code::BadAddress, &node.place, message, hint);
                None
            }
        }
    }
}

/// What is wrong with an address, and what to do about it.
fn fault(address: &str) -> Option<(String, &'static str)> {
    let Some(rest) = address.strip_prefix(SCHEME) else {
        let message = format!("`{}` does not begin with `{SCHEME}`", short(address));
        return Some((message, "give the whole address, like `https://clinic.example/bridge`"));
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if let Some(odd) = address.chars().find(|c| !c.is_ascii_graphic() || "\"<>\\^`{|}".contains(*c)) {
        let message = if odd.is_control() || odd == ' ' {
            format!("`{}` has a blank or line break in it", short(address))
        } else {
            format!("`{}` has `{odd}` in it, which no address has", short(address))
        };
        return Some((message, "copy the address from the browser, which writes such letters with `%`"));
    }
    if host.contains('@') {
        let message = "a name or password in an address would be printed for everybody".to_owned();
        return Some((message, "leave out what stands before `@`"));
    }
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let name = host.split_once(':').map_or(host, |(name, _)| name);
    if !name.contains('.') || !name.split('.').all(is_label) {
        let message = format!("`{}` names no place on the web", short(address));
        return Some((message, "give the whole address, like `https://clinic.example/bridge`"));
    }
    if address.len() > LONGEST {
        let message = format!("an address of {} characters makes a code that few telephones read", address.len());
        return Some((message, "give a shorter address that leads there, of 150 characters at most"));
    }
    None
}

fn short(address: &str) -> String {
    const MOST: usize = 40;
    if address.chars().count() <= MOST {
        return address.chars().filter(|c| !c.is_control()).collect();
    }
    let cut: String = address.chars().filter(|c| !c.is_control()).take(MOST).collect();
    format!("{cut}…")
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn only_addresses_that_a_telephone_opens_are_taken() {
        for good in ["https://clinic.example/bridge", "https://a-b.co.uk:8443/x?v=1#t", "https://clinic.example"] {
            assert_eq!(fault(good), None, "{good}");
        }
        let long = format!("https://clinic.example/{}", "a".repeat(200));
        for bad in [
            "http://clinic.example/bridge",
            "clinic.example/bridge",
            "https://localhost/x",
            "https://",
            "https:///x",
            "https://me:secret@clinic.example",
            "https://clinic.example/a b",
            "https://clinic.example/ä",
            "https://clinic..example",
            "javascript:alert(1)",
            &long,
        ] {
            assert!(fault(bad).is_some(), "{bad}");
        }
    }
}

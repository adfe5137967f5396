//! Versions of libraries, and what a programme asks of them.

use std::fmt;

use crate::diagnostic::{Code, Findings};
use crate::yaml::Node;
use crate::yaml::table::{placed_text, text};

/// A version of a library: major, minor, patch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    major: u32,
    minor: u32,
    patch: u32,
}

impl Version {
    /// Reads `1.2.3`.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<u32> = text.split('.').map(number).collect::<Option<_>>()?;
        let [major, minor, patch] = parts.try_into().ok()?;
        Some(Self { major, minor, patch })
    }

    pub(crate) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let written = text(node, findings)?;
        let version = Self::parse(&written);
        if version.is_none() {
            findings.add(
                Code::BadVersion,
                &node.place,
                format!("`{written}` is not a version"),
                "write major, minor and patch, like `1.2.3`",
            );
        }
        version
    }
}

/// Reads a part of a version: digits only, as `parse` alone would take `+1` too.
fn number(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// The library that a programme asks for: `core ^1`, `core ^1.2` or `core 1.2.3`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRequest {
    id: String,
    least: Version,
    exact: bool,
}

impl VersionRequest {
    /// Reads a library's id and the version asked for.
    pub fn parse(text: &str) -> Option<Self> {
        let (id, version) = text.split_once(' ')?;
        let version = version.trim();
        if let Some(exact) = Version::parse(version) {
            return Some(Self { id: id.to_owned(), least: exact, exact: true });
        }
        let parts: Vec<u32> = version.strip_prefix('^')?.split('.').map(number).collect::<Option<_>>()?;
        let (major, rest) = parts.split_first()?;
        if rest.len() > 2 {
            return None;
        }
        let part = |i: usize| rest.get(i).copied().unwrap_or(0);
        let least = Version { major: *major, minor: part(0), patch: part(1) };
        Some(Self { id: id.to_owned(), least, exact: false })
    }

    /// Reads a request and reports if none of the libraries that are there, by id and version, fulfils it.
    pub(crate) fn read(node: &Node, asker: &str, there: &[(&str, &Version)], findings: &mut Findings) -> Option<Self> {
        let written = placed_text(node, findings)?;
        let Some(request) = Self::parse(&written.value) else {
            let example =
                there.first().map_or_else(|| "core ^1".to_owned(), |(id, version)| format!("{id} ^{version}"));
            findings.add(
                Code::BadVersion,
                &written.place,
                format!("`{}` does not name a library and a version", written.value),
                format!("write it like `{example}`"),
            );
            return None;
        };
        if !there.iter().any(|(id, version)| request.fits(id, version)) {
            let known: Vec<String> = there.iter().map(|(id, version)| format!("`{id} {version}`")).collect();
            findings.add(
                Code::LibraryMismatch,
                &written.place,
                format!("{asker} `{}`, this is {}", written.value, known.join(" over ")),
                "use `--library` with the right folder, or look it over and change this line",
            );
        }
        Some(request)
    }

    /// Whether a library fulfils the request.
    pub fn fits(&self, id: &str, version: &Version) -> bool {
        let fits = if self.exact {
            *version == self.least
        } else {
            version.major == self.least.major && *version >= self.least
        };
        id == self.id && fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_have_three_parts() {
        assert_eq!(Version::parse("1.20.3").unwrap().to_string(), "1.20.3");
        for bad in ["1.2", "1.2.3.4", "v1.2.3", "1.2.x", "", "+1.2.3", "1..3"] {
            assert_eq!(Version::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_caret_takes_later_versions_of_the_same_major() {
        let fits = |request: &str, version: &str| {
            VersionRequest::parse(request).unwrap().fits("core", &Version::parse(version).unwrap())
        };
        assert!(fits("core ^1", "1.0.0") && fits("core ^1", "1.9.4") && fits("core ^1.2", "1.2.0"));
        assert!(!fits("core ^1.2", "1.1.9") && !fits("core ^1", "2.0.0") && !fits("clinic ^1", "1.0.0"));
        assert!(fits("core 1.2.3", "1.2.3") && !fits("core 1.2.3", "1.2.4"));
        assert_eq!(VersionRequest::parse("core"), None);
        assert_eq!(VersionRequest::parse("core 1"), None);
    }
}

//! Versions of libraries, and what a programme asks of them.

use std::fmt;

use super::Library;
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

    /// The first part.
    pub fn major(&self) -> u32 {
        self.major
    }

    /// The next version whose first part is higher.
    #[must_use]
    pub fn next_major(&self) -> Self {
        Self { major: self.major.saturating_add(1), minor: 0, patch: 0 }
    }

    /// The next version whose second part is higher.
    #[must_use]
    pub fn next_minor(&self) -> Self {
        Self { minor: self.minor.saturating_add(1), patch: 0, ..*self }
    }

    /// The next version whose third part is higher.
    #[must_use]
    pub fn next_patch(&self) -> Self {
        Self { patch: self.patch.saturating_add(1), ..*self }
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

/// The digits of a digest that is written `sha256:…`, all of them or the first eight or more.
fn digest_digits(text: &str) -> Option<String> {
    let digits = text.strip_prefix("sha256:")?.to_ascii_lowercase();
    let is_digit = |c: char| c.is_ascii_hexdigit();
    ((LEAST_DIGITS..=64).contains(&digits.len()) && digits.chars().all(is_digit)).then_some(digits)
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

/// The library that a programme asks for: `core ^1`, `core ^1.2` or `core 1.2.3`; or, pinned to the byte,
/// `core 1.2.3 sha256:…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRequest {
    id: String,
    least: Version,
    exact: bool,
    /// The digest, or its first digits.
    digest: Option<String>,
}

/// The fewest digits of a digest that are taken: those at the foot of a handout.
const LEAST_DIGITS: usize = 8;

impl VersionRequest {
    /// Reads a library's id and the version asked for.
    pub fn parse(text: &str) -> Option<Self> {
        let (id, version) = text.split_once(' ')?;
        let version = version.trim();
        let (version, digest) = match version.split_once(' ') {
            Some((version, digest)) => (version, Some(digest_digits(digest.trim())?)),
            None => (version, None),
        };
        if let Some(exact) = Version::parse(version) {
            return Some(Self { id: id.to_owned(), least: exact, exact: true, digest });
        }
        if digest.is_some() {
            // Bytes belong to one version.
            return None;
        }
        let parts: Vec<u32> = version.strip_prefix('^')?.split('.').map(number).collect::<Option<_>>()?;
        let (major, rest) = parts.split_first()?;
        if rest.len() > 2 {
            return None;
        }
        let part = |i: usize| rest.get(i).copied().unwrap_or(0);
        let least = Version { major: *major, minor: part(0), patch: part(1) };
        Some(Self { id: id.to_owned(), least, exact: false, digest: None })
    }

    /// Reads what a programme asks of a library. One pinned to another version or other bytes of it is a warning, as the
    /// programme can be planned; one made for another library is an error.
    pub(crate) fn read_for(node: &Node, library: &Library, findings: &mut Findings) -> Option<Self> {
        let there = library.answers_to();
        let pin = placed_text(node, &mut Findings::new()).and_then(|written| Self::parse(&written.value));
        let Some(pin) = pin.filter(|pin| pin.exact && there.iter().any(|(id, _)| *id == pin.id)) else {
            return Self::read(node, "the programme asks for", &there, findings);
        };
        let has_version = there.iter().any(|(id, version)| pin.fits(id, version));
        if !has_version || !pin.has_bytes_of(library) {
            findings.add(
                Code::PinMismatch,
                &node.place,
                if has_version {
                    format!("the programme is pinned to other files of `{} {}`", pin.id, pin.least)
                } else {
                    let this = format!("{} {}", library.id(), library.version());
                    format!("the programme is pinned to `{} {}`, this is `{this}`", pin.id, pin.least)
                },
                "`--library-rev` takes the library as it was; or look the programme over, and pin it to what `backplan library \
                 digest` prints",
            );
        }
        Some(pin)
    }

    /// The library's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The version, or the lowest that will do.
    pub fn version(&self) -> &Version {
        &self.least
    }

    /// Whether it names one version, to the byte.
    pub fn is_locked(&self) -> bool {
        self.digest.is_some()
    }

    /// Whether it is for just this version of a library and, if it says so, just these bytes.
    pub fn is_exactly(&self, library: &Library) -> bool {
        self.exact && self.fits(library.id(), library.version()) && self.has_bytes_of(library)
    }

    fn has_bytes_of(&self, library: &Library) -> bool {
        self.digest.as_ref().is_none_or(|digest| library.digest().begins_with(digest))
    }

    /// Reads what a library says that it extends; there is only one library that can be.
    pub(crate) fn read_of_base(node: &Node, id: &str, version: &Version, findings: &mut Findings) {
        let written = placed_text(node, &mut Findings::new()).map(|written| written.value).unwrap_or_default();
        match Self::parse(&written).filter(|asked| asked.id != id) {
            Some(asked) => findings.add(
                Code::LibraryMismatch,
                &node.place,
                format!("this library extends `{written}`, this is `{id} {version}`"),
                format!(
                    "only the built-in `{id}` can be extended, not `{}`: write `extends: {id} ^{}`",
                    asked.id, version.major
                ),
            ),
            None => {
                Self::read(node, "this library extends", &[(id, version)], findings);
            }
        }
    }

    /// Reads a request and reports if none of the libraries that are there, by id and version, fulfils it.
    pub(crate) fn read(node: &Node, asker: &str, there: &[(&str, &Version)], findings: &mut Findings) -> Option<Self> {
        let written = placed_text(node, findings)?;
        let Some(request) = Self::parse(&written.value) else {
            let parts = written.value.split_whitespace().count();
            let hint = match there.first() {
                // Somebody means to pin it; to leave the digest out would undo that.
                Some((id, version)) if parts > 2 || written.value.contains("sha256") => {
                    format!("a pin is one version and 8 to 64 digits (0-9, a-f): `{id} {version} sha256:1a2b3c4d`")
                }
                Some((id, version)) => format!("write it like `{id} ^{version}`"),
                None => "write it like `core ^1`".to_owned(),
            };
            findings.add(
                Code::BadVersion,
                &written.place,
                format!("`{}` does not name a library and a version", written.value),
                hint,
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
        assert!(VersionRequest::parse("core 1.2.3 sha256:0123abcd").unwrap().is_locked());
        assert!(VersionRequest::parse("core 1.2.3 sha256:0123ABCD").unwrap().is_locked());
        for bad in [
            "core 1.2.3 sha256:0123abc",
            "core 1.2.3 0123abcd",
            "core ^1 sha256:0123abcd",
            "core 1.2.3 sha256:0123abcg",
        ] {
            assert_eq!(VersionRequest::parse(bad), None, "{bad}");
        }
        assert_eq!(VersionRequest::parse("core 1"), None);
    }
}

//! Fingerprints of libraries and programmes.

use std::fmt;

use sha2::{Digest as _, Sha256};

use super::file::{LibraryFile, plain_breaks};

/// The SHA-256 of a library's files, their paths and bytes in the order of their paths, or of a programme's file alone, which
/// `sha256sum` prints too. The line ends of texts do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest([u8; 32]);

impl Digest {
    /// Computes the digest; the order of `files` does not matter.
    pub(crate) fn of(files: &[&LibraryFile<'_>]) -> Self {
        let mut sorted = files.to_vec();
        // A changed file and the one that it changes may have the same path.
        sorted.sort_by_key(|file| (file.path(), file.bytes()));
        let mut hash = Sha256::new();
        for file in sorted {
            // Lengths go in first, so that no two lists of files run together to the same bytes.
            hash.update((file.path().len() as u64).to_le_bytes());
            hash.update(file.path());
            hash.update((file.bytes().len() as u64).to_le_bytes());
            hash.update(file.bytes());
        }
        Self(hash.finalize().into())
    }

    /// Computes the digest of one text file, whatever it is called: a programme's name may be a patient's.
    pub(crate) fn of_text(bytes: &[u8]) -> Self {
        Self(Sha256::digest(plain_breaks(bytes.into())).into())
    }

    /// The first eight hexadecimal digits, for the foot of a page.
    pub fn short(&self) -> String {
        self.hex().chars().take(8).collect()
    }

    /// Whether its hexadecimal digits begin with these.
    pub fn begins_with(&self, digits: &str) -> bool {
        self.hex().starts_with(digits)
    }

    fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sha256:{}", self.hex())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> LibraryFile<'static> {
        LibraryFile::new(path, path, text.as_bytes().to_vec())
    }

    #[test]
    fn a_text_has_the_digest_that_other_programs_print_whatever_its_line_ends() {
        let digest = Digest::of_text(b"a: 1\n");
        assert_eq!(digest.short(), "37b128c5");
        assert_eq!(digest, Digest::of_text(b"a: 1\r\n"));
    }

    #[test]
    fn only_paths_and_bytes_count() {
        let (a, b) = (file("a.yaml", "1"), file("b.yaml", "2"));
        let digest = Digest::of(&[&a, &b]);
        assert_eq!(digest, Digest::of(&[&b, &a]));
        assert_ne!(digest, Digest::of(&[&a, &file("b.yaml", "3")]));
        assert_eq!(digest.to_string().len(), "sha256:".len() + 64);
        assert!(digest.to_string().starts_with(&format!("sha256:{}", digest.short())));
    }
}

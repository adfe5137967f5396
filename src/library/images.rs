//! What exercises and techniques are drawn with.

use crate::figure::Poses;

/// The base poses and the pictures of a library.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Images<'a> {
    /// The base poses; none if they have mistakes, or the library has none.
    pub(crate) poses: Option<&'a Poses>,
    /// The library's pictures, by their paths.
    pub(crate) files: &'a [(&'a str, &'a [u8])],
}

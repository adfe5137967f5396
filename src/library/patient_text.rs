//! The texts of a library that the patient reads.

use crate::source::Placed;

/// Which part of an item a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The name of an exercise, or what the patient reads instead of a name.
    Name,
    /// What it is for.
    Purpose,
    /// One step of how it is done.
    Step,
    /// How it should feel.
    Feel,
    /// A common mistake, with what to do instead.
    Mistake,
    /// Why it hurts for a while.
    Why,
    /// Something that helps.
    Help,
    /// What it is not.
    IsNot,
}

/// A text that the patient reads, with its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PatientText<'a> {
    /// Which part of its item it is.
    pub part: Part,
    /// The text.
    pub text: &'a Placed<String>,
}

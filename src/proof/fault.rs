//! What can be wrong with a finished document.

use std::error::Error;
use std::fmt;

use super::Claim;

/// Says why a document must not be given to anyone.
#[derive(Debug, Clone, PartialEq)]
pub enum ProofError {
    /// The document cannot be read back. Says why, in the reader's words.
    Unreadable(String),
    /// Something that must be on the page is not there as it should be, in the order of the claims.
    /// Never empty.
    Failed(Vec<Fault>),
}

impl fmt::Display for ProofError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "the document cannot be read back: {why}"),
            Self::Failed(faults) => {
                f.write_str("the document does not show everything it must")?;
                for fault in faults {
                    write!(f, "\n  {fault}")?;
                }
                Ok(())
            }
        }
    }
}

impl Error for ProofError {}

/// One thing that is wrong with one claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    claim: Claim,
    why: Why,
    page: Option<usize>,
}

impl Fault {
    pub(super) fn new(claim: &Claim, why: Why, page: Option<usize>) -> Self {
        Self { claim: claim.clone(), why, page }
    }

    /// The claim that does not hold.
    pub fn claim(&self) -> &Claim {
        &self.claim
    }

    /// What is wrong with it.
    pub fn why(&self) -> Why {
        self.why
    }

    /// The page on which that shows, from 1, or `None` if the text is nowhere.
    pub fn page(&self) -> Option<usize> {
        self.page
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(page) = self.page {
            write!(f, "page {page}: ")?;
        }
        write!(f, "the {} `{}` {}", self.claim.kind(), self.claim.text(), self.why)
    }
}

/// Why a claim does not hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Why {
    /// The text is nowhere in the document, or not as often as it is claimed.
    ///
    /// Invisible text counts as missing, and so does text in the printable area that is tagged as
    /// decoration: no screen reader says it.
    Missing,
    /// The text is only found before the text of an earlier claim.
    OutOfOrder,
    /// Some of the text is outside the printable area, where a printer may not reach, or off the
    /// page.
    OutsideMargins,
    /// Some of the text is smaller than the smallest size promised.
    TooSmall {
        /// The smallest size printed, in points.
        points: f32,
    },
    /// Some of the text is cut off at the edge of a box.
    Clipped,
    /// Something opaque is painted over some of the text.
    Covered,
    /// Some of the text can hardly be told from what is behind it, such as white text on paper.
    Pale {
        /// The contrast, 1 to 21, as WCAG 2.2 defines it.
        contrast: f64,
    },
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("is missing"),
            Self::OutOfOrder => f.write_str("comes too early"),
            Self::OutsideMargins => f.write_str("runs outside the margins"),
            Self::TooSmall { points } => write!(f, "is too small, {points:.1} pt"),
            Self::Clipped => f.write_str("is cut off"),
            Self::Covered => f.write_str("is painted over"),
            Self::Pale { contrast } => {
                // Rounded down, so that what fails does not look as if it passed.
                let contrast = (contrast * 10.0).floor() / 10.0;
                write!(f, "cannot be told from what is behind it, contrast {contrast:.1} to 1")
            }
        }
    }
}

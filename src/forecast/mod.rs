//! Expected soreness for each session: how likely, how much, when, and why.
//!
//! Each effect that a session's exercises and techniques are tagged with becomes a [`Reason`]: its size is a product of
//! five [`Factors`], its time course the mechanism's profile. Reasons combine into a [`Curve`] for the session, and with
//! what earlier sessions left into the total.

mod curve;
mod exposure;
mod outlook;
mod past;
mod reason;
mod scene;
mod session;
mod total;

pub use curve::Curve;
pub use exposure::Novelty;
pub use outlook::{Outlook, Prospect};
pub use reason::{Against, Agent, Basis, Factors, Measured, OddsFactors, PersonParts, Reason};
pub use scene::{Foretold, foretold};
pub use session::{Combined, Left, Level, Makeup, SessionForecast, Timing, course, forecast};
pub use total::Part;

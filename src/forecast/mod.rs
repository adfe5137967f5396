//! Expected soreness for each session: how likely, how much, when, and why.
//!
//! Each effect that a session's exercises and techniques are tagged with becomes a [`Reason`]: its size is a product of
//! five [`Factors`], its time course the mechanism's profile. Reasons combine into a [`Curve`] for the session, and with
//! what earlier sessions left into the total.

mod cause;
mod curve;
mod exposure;
mod outlook;
mod session;
mod total;

pub use cause::{Against, Agent, Basis, Factors, Measured, Reason};
pub use curve::Curve;
pub use exposure::Novelty;
pub use outlook::Outlook;
pub use session::{Left, Level, Makeup, SessionForecast, Timing, course, forecast};
pub use total::Part;

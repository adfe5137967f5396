//! backplan
#![forbid(unsafe_code)]
pub mod diagnostic;
pub mod source;
pub mod units;
pub mod yaml;

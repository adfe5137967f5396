//! backplan
#![forbid(unsafe_code)]
pub mod diagnostic;
pub mod embedded;
pub mod forecast;
pub mod library;
pub mod programme;
pub mod schedule;
pub mod source;
pub mod units;
pub mod yaml;

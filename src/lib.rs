//! backplan
#![forbid(unsafe_code)]
pub mod diagnostic;
pub mod embedded;
pub mod forecast;
pub mod handout;
pub mod library;
pub mod programme;
pub mod proof;
pub mod schedule;
pub mod source;
pub mod typeset;
pub mod units;
pub mod wording;
pub mod yaml;

//! Progressive loading within a soreness budget: from a programme to a
//! [`Schedule`](crate::schedule::Schedule).
//!
//! Each exercise grows from its start to its goal as fast as the rules of the library and the programme's ceiling allow,
//! one variable at a time, and then up its ladder if it is to. Before a step is taken, the sessions that it could make
//! sorer are forecast; a step that would lift one of them over the ceiling is made smaller, or put off. Every dose says
//! why it is what it is.

mod budget;
mod course;
mod dated;
mod decide;
mod ladder;
mod plan;
mod remarks;
mod rest;
mod rise;
mod slot;
mod step;
mod track;

pub(crate) use plan::draft;
pub use plan::plan;
pub(crate) use remarks::Unreached;

//! Comparisons in the words of the field: two statements in, verdict and reason out.
#![allow(clippy::unwrap_used)]

mod facts;
mod finder;
mod pairs;
mod properties;
mod statement;
mod values;

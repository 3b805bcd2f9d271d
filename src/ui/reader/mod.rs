//! The Reader: the article's text, exactly as in the file, and what is tagged in it.
//!
//! Reading order: [`shape`] and [`layout`] (a block of text), [`hit`] (places), [`block`] and [`flow`]
//! (a whole article). Never: decides rules; it emits actions.

pub mod block;
pub mod flow;
pub mod hit;
pub mod layout;
mod shape;

#[cfg(test)]
mod tests;

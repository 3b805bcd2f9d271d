//! What words mean: the tables of the languages, one file a language, and the lexer and look-up that texts are read with.
//!
//! Ground: it knows of the other rooms only what `model` calls things. It knows no grammar; what an entry is for, the domains of
//! `recognize` decide.

mod compound;
mod files;
mod forms;
mod gaps;
mod glued;
mod head;
mod lexed;
mod lexer;
mod rule;
mod sense;
pub(crate) mod senses;
mod table;
mod token;
mod word;

pub(crate) use compound::{Compounds, Part};
pub(crate) use files::known;
pub use files::languages;
pub(crate) use forms::{Ending, Forms, Particle};
pub use gaps::table_gaps;
pub(crate) use lexed::{Lexed, without_possessive};
pub(crate) use rule::Rule;
pub(crate) use sense::{Domains, Sense};
pub(crate) use table::{Table, table_for, tables};
pub(crate) use token::{Case, Gap, Kind, Token, digit_value};

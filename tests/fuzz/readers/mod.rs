//! Every reader of what anybody may have written, one line each.

mod files;
mod history;
pub mod pieces;
pub mod recognise;
mod text;
mod typed;

use crate::engine::Reader;

#[allow(unused_imports)] // the soak needs no pieces
pub use pieces::PIECES;
pub const READERS: &[Reader] = &[
    Reader { name: "decode", make: text::bytes, check: text::decode },
    Reader { name: "search", make: text::searched, check: text::search },
    Reader { name: "recognise", make: recognise::text, check: recognise::recognise },
    Reader { name: "value", make: typed::number, check: typed::value },
    Reader { name: "date", make: typed::day, check: typed::date },
    Reader { name: "edtf", make: typed::edtf_text, check: typed::edtf },
    Reader { name: "field", make: typed::typed, check: typed::field },
    Reader { name: "article", make: files::article_text, check: files::article },
    Reader { name: "facts", make: files::facts_text, check: files::facts },
    Reader { name: "project", make: files::project_text, check: files::project },
    Reader { name: "session", make: files::session_text, check: files::session },
    Reader { name: "act", make: history::act_text, check: history::act },
    Reader { name: "history", make: history::log_text, check: history::history },
];

/// Fails a check with words.
macro_rules! ensure {
    ($holds:expr, $($words:tt)+) => {
        if !$holds {
            return Err(format!($($words)+));
        }
    };
}
pub(crate) use ensure;

/// An input as text: what is not UTF-8 is read as other readers of text read it.
fn as_text(input: &[u8]) -> String {
    String::from_utf8_lossy(input).into_owned()
}

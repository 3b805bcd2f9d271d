//! Text on its way out, with some of its chars replaced.
//!
//! Owns: that a char is never cut where two writes meet; which chars JSON escapes beyond what it must. Never: knows formats' shapes.

use crate::model::steers;
use std::borrow::Cow;
use std::io::{self, Write};

/// Passes text on through a function. Bytes that are no UTF-8 become U+FFFD.
pub struct Through<W: Write> {
    out: W,
    replaced: fn(&str) -> Cow<'_, str>,
    /// The first bytes of a char whose last ones are still to come.
    held: Vec<u8>,
}

impl<W: Write> Through<W> {
    /// `replaced`: what is written for a stretch of text.
    pub const fn new(out: W, replaced: fn(&str) -> Cow<'_, str>) -> Self {
        Self { out, replaced, held: Vec::new() }
    }

    fn pass(&mut self, bytes: &[u8], ends: bool) -> io::Result<()> {
        let mut chunks = bytes.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            self.out.write_all((self.replaced)(chunk.valid()).as_bytes())?;
            let cut = chunk.invalid();
            let unfinished = chunks.peek().is_none()
                && std::str::from_utf8(cut).is_err_and(|error| error.error_len().is_none());
            if unfinished && !ends {
                self.held = cut.to_vec();
            } else if !cut.is_empty() {
                self.out.write_all("\u{FFFD}".as_bytes())?;
            }
        }
        Ok(())
    }
}

impl<W: Write> Write for Through<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.held.is_empty() {
            self.pass(bytes, false)?;
        } else {
            let mut whole = std::mem::take(&mut self.held);
            whole.extend_from_slice(bytes);
            self.pass(&whole, false)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let held = std::mem::take(&mut self.held);
        self.pass(&held, true)?;
        self.out.flush()
    }
}

/// JSON whose texts hold no char raw that steers whoever shows them: `\u009b` is the same text to every reader of JSON.
#[must_use]
pub fn json_escaped(json: &str) -> Cow<'_, str> {
    // JSON has such chars in texts only; line feeds and tabs stand between.
    let escaped = |c: char| steers(c) && !matches!(c, '\n' | '\t');
    if !json.contains(escaped) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for char in json.chars() {
        if escaped(char) {
            // All of them lie in the first plane.
            out.push_str(&format!("\\u{:04x}", u32::from(char)));
        } else {
            out.push(char);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::visible_lines;
    use proptest::prelude::*;

    #[test]
    fn json_is_the_same_text_without_raw_controls() {
        for text in [
            "a\u{9B}31m\u{7F}",
            "\u{202E}x\u{2069}\u{61C}\u{200F}",
            "e\u{301} “1,050” 字",
            "\u{1B}\n\t\u{7}",
        ] {
            let json =
                serde_json::to_string_pretty(&serde_json::json!([text, {"a": text}])).unwrap();
            let escaped = json_escaped(&json);
            assert!(!escaped.chars().any(|c| steers(c) && c != '\n'), "{escaped}");
            let back: serde_json::Value = serde_json::from_str(&escaped).unwrap();
            assert_eq!(back[0], text);
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_shown_as_such() {
        let mut through = Through::new(Vec::new(), visible_lines);
        through.write_all(b"a\xFFb\xE2\x82").unwrap();
        through.flush().unwrap();
        assert_eq!(through.out, "a\u{FFFD}b\u{FFFD}".as_bytes());
    }

    proptest! {
        #[test]
        fn chars_are_whole_however_they_are_written(text in "(?s)[a\u{1B}\u{9B}é字👨\u{202E}\n]{0,40}", size in 1_usize..5) {
            let mut through = Through::new(Vec::new(), json_escaped);
            for part in text.as_bytes().chunks(size) {
                through.write_all(part).unwrap();
            }
            through.flush().unwrap();
            prop_assert_eq!(String::from_utf8(through.out).unwrap(), json_escaped(&text));
        }
    }
}

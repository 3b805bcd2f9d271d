//! Chars that cannot be seen: which they are, where they do their own work, and what stands for them where they must be seen.
//!
//! Owns: the one table of them ([`ROWS`]), and the rules by which a joiner, a selector or a tag is no riddle but part of a word
//! or of an emoji. Never: changes an article's text; knows what a number is.
//!
//! White space is not among them, the white space of control chars (tab, line ends) included: it can be seen as such in a text.
//! In a name, which has one line, [`visible`] shows that as well.

use std::borrow::Cow;

/// What a char that cannot be seen does to what can be seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Nothing, or where a line may end: what is printed reads as if it were not there.
    None,
    /// It may change the order in which its neighbours are shown.
    Order,
    /// It takes room, and nothing is drawn in it.
    Room,
    /// It stands for something of its own (a product, a comma), or for what nobody can say.
    Unknown,
}

/// A char that cannot be seen, at a place where it does no work of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Invisible {
    /// Its first byte.
    pub at: usize,
    /// The char.
    pub char: char,
    /// What it does.
    pub effect: Effect,
}

impl Invisible {
    /// One past its last byte.
    #[must_use]
    pub const fn end(&self) -> usize {
        self.at + self.char.len_utf8()
    }

    /// "U+200B zero width space"
    #[must_use]
    pub fn name(&self) -> String {
        let name = row(self.char).map_or("control character", |row| row.name);
        format!("U+{:04X} {name}", u32::from(self.char))
    }
}

struct Row {
    first: char,
    last: char,
    effect: Effect,
    name: &'static str,
}

const fn rows(first: char, last: char, effect: Effect, name: &'static str) -> Row {
    Row { first, last, effect, name }
}

const fn one(char: char, effect: Effect, name: &'static str) -> Row {
    rows(char, char, effect, name)
}

/// Controls, Default_Ignorable_Code_Point of Unicode, and the blanks that are letters or symbols; in order.
const ROWS: &[Row] = &[
    one('\0', Effect::Unknown, "null"),
    rows('\u{1}', '\u{6}', Effect::Unknown, "control character"),
    one('\u{7}', Effect::Unknown, "bell"),
    one('\u{8}', Effect::Unknown, "backspace"),
    rows('\u{E}', '\u{1A}', Effect::Unknown, "control character"),
    one('\u{1B}', Effect::Unknown, "escape"),
    rows('\u{1C}', '\u{1F}', Effect::Unknown, "control character"),
    one('\u{7F}', Effect::Unknown, "delete"),
    rows('\u{80}', '\u{84}', Effect::Unknown, "control character"),
    rows('\u{86}', '\u{9F}', Effect::Unknown, "control character"),
    one('\u{AD}', Effect::None, "soft hyphen"),
    one('\u{34F}', Effect::None, "combining grapheme joiner"),
    one('\u{61C}', Effect::Order, "Arabic letter mark"),
    rows('\u{115F}', '\u{1160}', Effect::Room, "Hangul filler"),
    rows('\u{17B4}', '\u{17B5}', Effect::None, "Khmer inherent vowel"),
    rows('\u{180B}', '\u{180D}', Effect::None, "Mongolian variation selector"),
    one('\u{180E}', Effect::None, "Mongolian vowel separator"),
    one('\u{180F}', Effect::None, "Mongolian variation selector"),
    one('\u{200B}', Effect::None, "zero width space"),
    one('\u{200C}', Effect::None, "zero width non-joiner"),
    one('\u{200D}', Effect::None, "zero width joiner"),
    one('\u{200E}', Effect::Order, "left-to-right mark"),
    one('\u{200F}', Effect::Order, "right-to-left mark"),
    one('\u{202A}', Effect::Order, "left-to-right embedding"),
    one('\u{202B}', Effect::Order, "right-to-left embedding"),
    one('\u{202C}', Effect::Order, "pop directional formatting"),
    one('\u{202D}', Effect::Order, "left-to-right override"),
    one('\u{202E}', Effect::Order, "right-to-left override"),
    one('\u{2060}', Effect::None, "word joiner"),
    one('\u{2061}', Effect::Unknown, "function application"),
    one('\u{2062}', Effect::Unknown, "invisible times"),
    one('\u{2063}', Effect::Unknown, "invisible separator"),
    one('\u{2064}', Effect::Unknown, "invisible plus"),
    one('\u{2065}', Effect::Unknown, "invisible character"),
    one('\u{2066}', Effect::Order, "left-to-right isolate"),
    one('\u{2067}', Effect::Order, "right-to-left isolate"),
    one('\u{2068}', Effect::Order, "first strong isolate"),
    one('\u{2069}', Effect::Order, "pop directional isolate"),
    rows('\u{206A}', '\u{206F}', Effect::Unknown, "deprecated format character"),
    one('\u{2800}', Effect::Room, "blank Braille pattern"),
    one('\u{3164}', Effect::Room, "Hangul filler"),
    rows('\u{FE00}', '\u{FE0F}', Effect::None, "variation selector"),
    one('\u{FEFF}', Effect::None, "zero width no-break space (byte-order mark)"),
    one('\u{FFA0}', Effect::Room, "Hangul filler"),
    rows('\u{FFF0}', '\u{FFF8}', Effect::Unknown, "invisible character"),
    rows('\u{FFF9}', '\u{FFFB}', Effect::Unknown, "interlinear annotation"),
    rows('\u{1BCA0}', '\u{1BCA3}', Effect::Unknown, "shorthand format control"),
    rows('\u{1D173}', '\u{1D17A}', Effect::Unknown, "musical format control"),
    rows('\u{E0000}', '\u{E0000}', Effect::Unknown, "invisible character"),
    rows('\u{E0001}', '\u{E007F}', Effect::None, "tag character"),
    rows('\u{E0080}', '\u{E00FF}', Effect::Unknown, "invisible character"),
    rows('\u{E0100}', '\u{E01EF}', Effect::None, "variation selector"),
    rows('\u{E01F0}', '\u{E0FFF}', Effect::Unknown, "invisible character"),
];

fn row(char: char) -> Option<&'static Row> {
    if matches!(char, ' '..='~') {
        return None;
    }
    let at = ROWS.partition_point(|row| row.last < char);
    ROWS.get(at).filter(|row| row.first <= char)
}

/// Whether a char cannot be seen, whatever stands around it.
#[must_use]
pub fn is_invisible(char: char) -> bool {
    row(char).is_some()
}

/// Whether a char gives orders to whoever shows it: a control, or a control of direction. These never reach a terminal raw.
#[must_use]
pub fn steers(char: char) -> bool {
    char.is_control() || row(char).is_some_and(|row| row.effect == Effect::Order)
}

/// The chars of a text that cannot be seen and do no work of their own, in order. Linear; quick where there are none.
///
/// ```
/// use attest::model::invisibles;
/// let found: Vec<_> = invisibles("1\u{200B}050 \u{1F468}\u{200D}\u{1F469}").map(|found| found.name()).collect();
/// assert_eq!(found, ["U+200B zero width space"]);
/// ```
pub fn invisibles(text: &str) -> impl Iterator<Item = Invisible> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at = next_suspect(text.as_bytes(), at)?;
            let char = text.get(at..)?.chars().next()?;
            let here = at;
            at += char.len_utf8();
            if let Some(row) = row(char)
                && !works(text, here, char)
            {
                return Some(Invisible { at: here, char, effect: row.effect });
            }
        }
    })
}

/// The first byte from `at` on that may begin such a char.
fn next_suspect(bytes: &[u8], mut at: usize) -> Option<usize> {
    /// The first bytes of the table's chars.
    const FIRST: [bool; 256] = {
        let mut first = [false; 256];
        let mut byte = 0;
        while byte < 0x20 {
            first[byte] = !matches!(byte, 0x9..=0xD);
            byte += 1;
        }
        let lead = [0x7F, 0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0, 0xF3];
        let mut i = 0;
        while i < lead.len() {
            first[lead[i]] = true;
            i += 1;
        }
        first
    };
    /// Bytes that are passed over at once where all of them are plain.
    const STRIDE: usize = 32;
    while at < bytes.len() {
        let end = bytes.len().min(at + STRIDE);
        let chunk = bytes.get(at..end)?;
        if chunk.iter().fold(false, |any, byte| any | (*byte < b' ') | (*byte > b'~'))
            && let Some(found) = chunk.iter().position(|byte| FIRST[usize::from(*byte)])
        {
            return Some(at + found);
        }
        at = end;
    }
    None
}

/// Letters and signs whose shape a joiner, or a word's end a zero width space, decides.
const SHAPED: &[(char, char)] = &[
    ('\u{600}', '\u{8FF}'),
    ('\u{900}', '\u{DFF}'),
    ('\u{F00}', '\u{109F}'),
    ('\u{1780}', '\u{18AF}'),
    ('\u{1900}', '\u{1CFF}'),
    ('\u{A800}', '\u{ABFF}'),
    ('\u{FB50}', '\u{FDFF}'),
    ('\u{FE70}', '\u{FEFC}'),
    ('\u{10A00}', '\u{11FFF}'),
    ('\u{1E900}', '\u{1E95F}'),
];

/// Scripts that are written without blanks between words, and have zero width spaces there.
const UNSPACED: &[(char, char)] =
    &[('\u{E01}', '\u{EFF}'), ('\u{F00}', '\u{109F}'), ('\u{1780}', '\u{17FF}')];

/// What has two looks, as a letter and as an emoji, or only that of an emoji; digits are none ("1\u{FE0F}").
const EMOJI: &[(char, char)] = &[
    ('\u{A9}', '\u{A9}'),
    ('\u{AE}', '\u{AE}'),
    ('\u{203C}', '\u{203C}'),
    ('\u{2049}', '\u{2049}'),
    ('\u{2122}', '\u{2122}'),
    ('\u{2139}', '\u{2139}'),
    ('\u{2190}', '\u{21FF}'),
    ('\u{2300}', '\u{23FF}'),
    ('\u{24C2}', '\u{24C2}'),
    ('\u{25A0}', '\u{27BF}'),
    ('\u{2900}', '\u{297F}'),
    ('\u{2B00}', '\u{2BFF}'),
    ('\u{3030}', '\u{3030}'),
    ('\u{303D}', '\u{303D}'),
    ('\u{3297}', '\u{3299}'),
    ('\u{1F000}', '\u{1FAFF}'),
];

fn within(char: Option<char>, ranges: &[(char, char)]) -> bool {
    char.is_some_and(|char| ranges.iter().any(|(first, last)| (*first..=*last).contains(&char)))
}

/// Whether the char at `at` does there what it was made for.
fn works(text: &str, at: usize, char: char) -> bool {
    /// A flag has five to seven tags.
    const LONGEST_FLAG: usize = 8;
    let before = || text.get(..at).unwrap_or_default().chars().rev();
    let next = || text.get(at + char.len_utf8()..).and_then(|rest| rest.chars().next());
    let shaped = |char: Option<char>| {
        within(char, SHAPED) && !char.is_some_and(|c| c.is_numeric() || row(c).is_some())
    };
    match char {
        '\u{200C}' => shaped(before().next()) && shaped(next()),
        '\u{200D}' => {
            let prev = before().next();
            let dressed = matches!(prev, Some('\u{FE0F}' | '\u{E007F}'));
            shaped(prev)
                || shaped(next())
                || ((within(prev, EMOJI) || dressed) && within(next(), EMOJI))
        }
        '\u{200B}' => within(before().next(), UNSPACED) && within(next(), UNSPACED),
        '\u{FE0E}' | '\u{FE0F}' => {
            let prev = before().next();
            let key = prev.is_some_and(|c| c.is_ascii_digit() || matches!(c, '#' | '*'));
            within(prev, EMOJI) || (key && next() == Some('\u{20E3}'))
        }
        '\u{180B}'..='\u{180F}' => matches!(before().next(), Some('\u{1820}'..='\u{18AA}')),
        '\u{E0020}'..='\u{E007F}' => {
            let base =
                before().take(LONGEST_FLAG).find(|c| !matches!(c, '\u{E0020}'..='\u{E007E}'));
            base == Some('\u{1F3F4}')
        }
        // Ideographs have variants of their own, in names above all.
        '\u{E0100}'..='\u{E01EF}' => {
            matches!(
                before().next(),
                Some('\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
            )
        }
        '\u{2800}' => {
            let dots = |char| matches!(char, Some('\u{2801}'..='\u{28FF}'));
            dots(before().next()) || dots(next())
        }
        _ => false,
    }
}

/// A name, or a message with names in it, on one line and with nothing in it that cannot be seen: `[U+202E]` stands for such
/// a char, and for what would end the line. For labels, lists, notices and terminals; never for what is kept in a file.
///
/// ```
/// use attest::model::visible;
/// assert_eq!(visible("a\u{202E}b\n"), "a[U+202E]b[U+000A]");
/// assert_eq!(visible("Ана Լևոն می\u{200C}خواهم"), "Ана Լևոն می\u{200C}خواهم");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    shown(text, |_| false)
}

/// As [`visible`], but lines stay lines, and tabs stay: for a text of several lines.
#[must_use]
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    shown(text, |char| matches!(char, '\n' | '\t'))
}

fn shown(text: &str, stays: impl Fn(char) -> bool) -> Cow<'_, str> {
    let mut hidden = invisibles(text).map(|hidden| hidden.at).peekable();
    let ends_line = |c: char| (c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) && !stays(c);
    if hidden.peek().is_none() && !text.contains(ends_line) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (at, char) in text.char_indices() {
        if hidden.next_if_eq(&at).is_some() || ends_line(char) {
            out.push_str(&format!("[U+{:04X}]", u32::from(char)));
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
    use proptest::prelude::*;

    /// The text with each marked char in angle brackets, as its code.
    fn marked(text: &str) -> String {
        visible_lines(text).into_owned()
    }

    #[test]
    fn the_table_is_in_order_without_overlap() {
        assert!(ROWS.iter().all(|row| row.first <= row.last));
        assert!(ROWS.windows(2).all(|pair| pair[0].last < pair[1].first));
        for row in ROWS {
            for char in [row.first, row.last] {
                let text = format!("a{char}b");
                assert!(!char.is_whitespace(), "{char:?}");
                let found: Vec<_> = invisibles(&text).map(|found| (found.at, found.char)).collect();
                assert_eq!(found, [(1, char)], "found by its first byte");
            }
        }
    }

    #[test]
    fn what_cannot_be_seen_is_marked() {
        for (text, expected) in [
            ("1\u{200B}050", "1[U+200B]050"),
            ("Minis\u{AD}ter", "Minis[U+00AD]ter"),
            ("a\u{2060}\u{FEFF}b", "a[U+2060][U+FEFF]b"),
            ("\u{200F}שלום\u{200E}", "[U+200F]שלום[U+200E]"),
            (
                "\u{61C}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}",
                "[U+061C][U+202A][U+202B][U+202C][U+202D][U+202E]",
            ),
            ("\u{2066}\u{2067}\u{2068}\u{2069}", "[U+2066][U+2067][U+2068][U+2069]"),
            ("2\u{2062}3\u{206E}", "2[U+2062]3[U+206E]"),
            ("a\u{34F}\u{3164}\u{FFA0}\u{115F}", "a[U+034F][U+3164][U+FFA0][U+115F]"),
            ("a\u{FE0F}", "a[U+FE0F]"),
            ("1\u{FE0F}0", "1[U+FE0F]0"),
            ("a\u{E0061}b", "a[U+E0061]b"),
            ("tw\u{200D}o \u{200C}", "tw[U+200D]o [U+200C]"),
            ("\u{1B}[31m\u{7}\u{9B}", "[U+001B][31m[U+0007][U+009B]"),
            ("1\u{2800}050", "1[U+2800]050"),
            // Digits join no one, in any script.
            ("۱\u{200C}۰۵۰", "۱[U+200C]۰۵۰"),
            ("१\u{200D}०", "१[U+200D]०"),
        ] {
            assert_eq!(marked(text), expected);
        }
    }

    #[test]
    fn what_does_its_own_work_is_not() {
        for text in [
            "plain, “quoted” — naïve 13\u{A0}000",
            "می\u{200C}خواهم",
            "۱۴۰۲ه\u{200D}.ش",
            "क्\u{200D}ष क्\u{200C}ष",
            "ന്\u{200D} ",
            "👨\u{200D}👩\u{200D}👧\u{200D}👦",
            "❤\u{FE0F}\u{200D}🔥 👩🏽\u{200D}🚒 ☎\u{FE0E}",
            "1\u{FE0F}\u{20E3}#\u{FE0F}\u{20E3}",
            "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
            "葛\u{E0100}城",
            "ភាសា\u{200B}ខ្មែរ",
            "⠓\u{2800}⠁",
            "a\tb\r\nc\u{B}\u{C}\u{85}\u{2028}",
        ] {
            assert_eq!(invisibles(text).next(), None, "{text:?}");
        }
    }

    #[test]
    fn names_stay_on_one_line() {
        assert_eq!(visible("a\tb\r\nc\u{2028}d"), "a[U+0009]b[U+000D][U+000A]c[U+2028]d");
        assert_eq!(visible_lines("a\tb\nc\rd"), "a\tb\nc[U+000D]d");
        assert!(matches!(visible("Ana María"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn nothing_that_steers_is_left(text in "(?s)[\u{0}-\u{9F}\u{200B}-\u{206F}\u{61C}é字👨\u{FE0F}]{0,40}|(?s).{0,40}") {
            let shown = visible(&text);
            prop_assert!(!shown.chars().any(steers));
            prop_assert_eq!(visible(&shown), shown.as_ref(), "shown twice");
            prop_assert!(invisibles(&text).all(|found| is_invisible(found.char)));
        }
    }
}

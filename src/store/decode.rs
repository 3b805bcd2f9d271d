//! Bytes to text: finds the encoding of an article and decodes it, or says that it is no text.
//!
//! Owns: which encodings there are, how one is told from another, what is shown for bytes that
//! do not fit. Never: opens a file, normalises text, guesses in silence (every guess has a note).

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GBK, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// RFC 1843; not among the WHATWG encodings (browsers dropped it), so it is decoded here.
const HZ: &str = "HZ-GB-2312";

/// Bytes looked at to tell text from other files, and UTF-16 without a byte-order mark.
const LOOK: usize = 64 * 1024;

/// Bytes given to the detector after the first that is not ASCII: more changes no guess, but costs time.
const DETECT: usize = 1024 * 1024;

/// A decoded text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decoded {
    /// The text, without a leading byte-order mark; line ends as they are.
    pub text: String,
    /// The encoding's name (WHATWG, or `HZ-GB-2312`).
    pub encoding: &'static str,
    /// What the analyst should know: that it was detected, that something does not fit.
    pub note: Option<String>,
}

/// The bytes are no text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotText;

/// The encodings that can be chosen, common ones first.
#[must_use]
pub const fn encodings() -> &'static [&'static str] {
    &[
        "UTF-8",
        "windows-1252",
        "windows-1251",
        "windows-1256",
        "UTF-16LE",
        "UTF-16BE",
        "windows-1250",
        "windows-1253",
        "windows-1254",
        "windows-1255",
        "windows-1257",
        "windows-1258",
        "windows-874",
        "ISO-8859-2",
        "ISO-8859-3",
        "ISO-8859-4",
        "ISO-8859-5",
        "ISO-8859-6",
        "ISO-8859-7",
        "ISO-8859-8",
        "ISO-8859-10",
        "ISO-8859-13",
        "ISO-8859-14",
        "ISO-8859-15",
        "ISO-8859-16",
        "KOI8-R",
        "KOI8-U",
        "IBM866",
        "macintosh",
        "x-mac-cyrillic",
        "GBK",
        "gb18030",
        HZ,
        "Big5",
        "EUC-JP",
        "Shift_JIS",
        "ISO-2022-JP",
        "EUC-KR",
    ]
}

/// Decodes with an encoding that is known: by its WHATWG name or any of its labels ("latin1").
/// `None` where there is no such encoding.
#[must_use]
pub fn decode_as(bytes: &[u8], label: &str) -> Option<Decoded> {
    let label = label.trim();
    let (text, encoding, broken) = if is_hz_label(label) {
        let (text, broken) = hz_decoded(bytes);
        (text, HZ, broken)
    } else {
        let encoding = Encoding::for_label_no_replacement(label.as_bytes())?;
        let (text, broken) = encoding.decode_with_bom_removal(bytes);
        (text.into_owned(), encoding.name(), broken)
    };
    let note =
        broken.then(|| format!("Some bytes are not valid {encoding}; they show as \u{FFFD}."));
    Some(Decoded { text, encoding, note })
}

fn is_hz_label(label: &str) -> bool {
    ["hz", "hz-gb", "hz-gb-2312", "hzgb"].iter().any(|known| label.eq_ignore_ascii_case(known))
}

/// Finds the encoding and decodes.
///
/// # Errors
/// If the bytes are no text: many NUL bytes outside of UTF-16, or many control characters.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let body = bytes.get(mark..).unwrap_or_default();
        let (text, broken) = encoding.decode_without_bom_handling(body);
        return checked(text.into_owned(), encoding.name(), false, broken);
    }
    if let Some(encoding) = utf16_by_its_nulls(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        return checked(text.into_owned(), encoding.name(), true, broken);
    }
    if looks_binary(bytes.get(..LOOK).unwrap_or(bytes)) {
        return Err(NotText);
    }
    if bytes.is_ascii() {
        if bytes.contains(&0x1B) && detected(bytes) == ISO_2022_JP {
            let (text, broken) = ISO_2022_JP.decode_without_bom_handling(bytes);
            if !broken {
                return checked(text.into_owned(), ISO_2022_JP.name(), true, false);
            }
        }
        if looks_hz(bytes) {
            let (text, broken) = hz_decoded(bytes);
            return checked(text, HZ, true, broken);
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return checked(text.to_owned(), UTF_8.name(), false, false);
    }
    if is_broken_utf8(bytes) {
        // U+FFFD once for each maximal part that fits nothing, as browsers do: what stands
        // behind keeps offsets that any conforming decoder gives.
        return checked(String::from_utf8_lossy(bytes).into_owned(), UTF_8.name(), false, true);
    }
    let encoding = detected(bytes);
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    checked(text.into_owned(), encoding.name(), true, broken)
}

/// Whether the first bytes of a file say already that it is no text.
#[must_use]
pub fn is_surely_binary(head: &[u8]) -> bool {
    Encoding::for_bom(head).is_none() && utf16_by_its_nulls(head).is_none() && looks_binary(head)
}

fn checked(
    text: String,
    encoding: &'static str,
    detected: bool,
    broken: bool,
) -> Result<Decoded, NotText> {
    let head: Vec<char> = text.chars().take(LOOK).collect();
    if is_odd_text(head.iter().copied(), encoding == UTF_8.name()) {
        return Err(NotText);
    }
    let note = match (detected, broken) {
        (false, false) => None,
        (true, false) => Some(format!("Read as {encoding} (detected).")),
        (true, true) => Some(format!(
            "Read as {encoding} (detected), but some bytes do not fit it and show as \u{FFFD}."
        )),
        (false, true) => Some(format!(
            "Some bytes are not valid {encoding} (cut in the middle of a character?); they show as \u{FFFD}."
        )),
    };
    Ok(Decoded { text, encoding, note })
}

/// Characters that texts do not hold: controls but for white space, escape and backspace.
const fn is_odd(c: char) -> bool {
    matches!(c, '\0'..='\u{7}' | '\u{E}'..='\u{1A}' | '\u{1C}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}')
}

/// Whether too many chars are such: one in ten; with a NUL among them one in fifty, but not in text that is UTF-8 to the letter,
/// which other files hardly are. A run of NULs counts once.
fn is_odd_text(chars: impl Iterator<Item = char>, utf8: bool) -> bool {
    let (mut all, mut odd, mut nulls, mut last) = (0, 0, false, ' ');
    for c in chars {
        if c != '\0' || last != '\0' {
            all += 1;
            odd += usize::from(is_odd(c));
        }
        nulls |= c == '\0';
        last = c;
    }
    odd * 10 > all || (nulls && !utf8 && odd * 50 > all)
}

/// Whether the bytes are UTF-8, but for a char that is cut at their end.
fn is_utf8(head: &[u8]) -> bool {
    std::str::from_utf8(head).err().is_none_or(|fault| fault.error_len().is_none())
}

fn looks_binary(head: &[u8]) -> bool {
    const SIGNS: [&[u8]; 6] =
        [b"%PDF-", b"\x89PNG", b"PK\x03\x04", b"\xFF\xD8\xFF", b"\x7FELF", b"{\\rtf"];
    // An RTF file is text to the letter, but not one that an analyst could read.
    if SIGNS.iter().any(|sign| head.starts_with(sign)) {
        return true;
    }
    // What is not ASCII is no control char in UTF-8.
    let chars = head.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { 'a' });
    is_odd_text(chars, is_utf8(head))
}

/// UTF-16 without a byte-order mark has its NUL bytes (the high halves of ASCII) on one side.
fn utf16_by_its_nulls(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..LOOK).unwrap_or(bytes);
    let head = head.get(..head.len() & !1)?;
    let nulls = |side: usize| head.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nulls(0), nulls(1));
    // A few stand on the other side: low halves of letters such as U+0400, of emoji.
    let encoding = if odd > 4 * even {
        UTF_16LE
    } else if even > 4 * odd {
        UTF_16BE
    } else {
        return None;
    };
    // 1 % at least: blanks and line ends alone are more, in any script that has them.
    if (even + odd) * 200 < head.len() || is_bytewise(head) {
        return None;
    }
    // The last unit may be the first half of a pair.
    let body =
        head.get(..head.len().saturating_sub(2)).filter(|body| !body.is_empty()).unwrap_or(head);
    let (text, broken) = encoding.decode_without_bom_handling(body);
    (!broken && !text.chars().any(is_odd)).then_some(encoding)
}

/// Whether bytes with NULs among them are text in single bytes all the same. Of UTF-16 every second byte is a NUL, a control char or
/// the row of a letter: letters and blanks are half of it at most.
fn is_bytewise(head: &[u8]) -> bool {
    let is_letter = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b' ' || **byte >= 0xC0;
    let kept: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    // A pair of two units tells nothing.
    const FEW: usize = 8;
    let nulls = head.len() - kept.len();
    let utf8 = is_utf8(head) && !looks_binary(head);
    let letters = kept.iter().filter(is_letter).count();
    kept.len() >= FEW && 4 * nulls < head.len() && (utf8 || 10 * letters > 7 * kept.len())
}

/// Whether bytes that are not valid UTF-8 are meant as UTF-8 all the same: cut at an end, or with
/// few faults among many well-formed characters. In a legacy encoding, sequences that happen to
/// be well-formed UTF-8 are rare.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad, mut inner) = (0_usize, 0_usize, 0_usize);
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            bad += 1;
            let cut_at_start = at < 3 && chunk.invalid().iter().all(|b| b & 0xC0 == 0x80);
            at += chunk.invalid().len();
            inner += usize::from(!cut_at_start && at < bytes.len());
        }
    }
    good > 0 && (inner == 0 || bad * 10 <= good)
}

fn detected(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|b| !b.is_ascii() || *b == 0x1B).unwrap_or(0);
    let end = first.saturating_add(DETECT).min(bytes.len());
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes.get(..end).unwrap_or(bytes), end == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether every `~{` of an ASCII text opens a run of GB 2312 pairs that `~}` closes.
fn looks_hz(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    let mut pairs = 0;
    while let Some(at) = memchr::memmem::find(rest, b"~{") {
        let run = rest.get(at + 2..).unwrap_or_default();
        let closed = memchr::memmem::find(run, b"~}");
        let inside = run.get(..closed.unwrap_or(run.len())).unwrap_or_default();
        let fits = |pair: &[u8]| match pair {
            [a, b] => (0x21..=0x77).contains(a) && (0x21..=0x7E).contains(b),
            // An odd byte is fine only where the file is cut.
            _ => closed.is_none(),
        };
        if !inside.chunks(2).all(fits) {
            return false;
        }
        pairs += inside.len() / 2;
        rest = closed.and_then(|end| run.get(end + 2..)).unwrap_or_default();
    }
    pairs >= 2
}

fn hz_decoded(bytes: &[u8]) -> (String, bool) {
    let mut text = String::with_capacity(bytes.len());
    let (mut chinese, mut broken) = (false, false);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let next = bytes.get(at + 1).copied();
        let width = match (chinese, byte, next) {
            (false, b'~', Some(b'{')) => {
                chinese = true;
                2
            }
            (true, b'~', Some(b'}')) => {
                chinese = false;
                2
            }
            (false, b'~', Some(b'~')) => {
                text.push('~');
                2
            }
            // A line that goes on.
            (false, b'~', Some(b'\n')) => 2,
            (true, b'\n' | b'\r', _) => {
                chinese = false;
                text.push(char::from(byte));
                1
            }
            (true, 0x21..=0x7E, Some(low @ 0x21..=0x7E)) => {
                let pair = [byte | 0x80, low | 0x80];
                let (pair, bad) = GBK.decode_without_bom_handling(&pair);
                broken |= bad;
                text.push_str(&pair);
                2
            }
            (false, 0..=0x7F, _) => {
                text.push(char::from(byte));
                1
            }
            _ => {
                broken = true;
                text.push('\u{FFFD}');
                1
            }
        };
        at += width;
    }
    (text, broken)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(bytes: &[u8], encoding: &str, text: &str, noted: bool) {
        let found = decode(bytes).unwrap();
        assert_eq!((found.encoding, found.text.as_str()), (encoding, text));
        assert_eq!(found.note.is_some(), noted, "{:?}", found.note);
    }

    #[test]
    fn utf8_with_and_without_mark_is_read_in_silence() {
        check("1,050 people… шум".as_bytes(), "UTF-8", "1,050 people… шум", false);
        check(b"\xEF\xBB\xBFone\r\ntwo", "UTF-8", "one\r\ntwo", false);
    }

    #[test]
    fn a_mark_in_the_middle_is_text() {
        check("a\u{FEFF}b".as_bytes(), "UTF-8", "a\u{FEFF}b", false);
    }

    #[test]
    fn utf16_with_mark_and_by_its_nulls() {
        let units = |text: &str| text.encode_utf16().collect::<Vec<_>>();
        let text = "Über 13.000 Menschen 😀\r\n";
        let le: Vec<u8> = units(text).iter().flat_map(|u| u.to_le_bytes()).collect();
        let be: Vec<u8> = units(text).iter().flat_map(|u| u.to_be_bytes()).collect();
        check(&[&[0xFF, 0xFE], le.as_slice()].concat(), "UTF-16LE", text, false);
        check(&[&[0xFE, 0xFF], be.as_slice()].concat(), "UTF-16BE", text, false);
        check(&le, "UTF-16LE", text, true);
        check(&be, "UTF-16BE", text, true);
        let russian = "Более 13 тысяч человек бежали.\n";
        let le: Vec<u8> = units(russian).iter().flat_map(|u| u.to_le_bytes()).collect();
        check(&le, "UTF-16LE", russian, true);
    }

    #[test]
    fn nulls_in_a_text_are_shown_and_make_no_utf16_of_it() {
        let english =
            "More than 2,900 refugees had entered Armenia by 24 September, the government said. ";
        let texts = [
            english.repeat(3),
            "Более 2900 беженцев въехали в Армению, сообщило правительство. ".repeat(3),
            "Ավելի քան 2900 փախստական է մտել Հայաստան։ ".repeat(4),
            "دخل أكثر من 2900 لاجئ إلى أرمينيا. ".repeat(4),
        ];
        for text in &texts {
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            for nulls in ["\0", "\0\0", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"] {
                for at in [0, 1, 2, 17, 50, 51, ends.len() - 1] {
                    let (before, behind) = text.split_at(ends[at]);
                    let with = format!("{before}{nulls}{behind}");
                    check(with.as_bytes(), "UTF-8", &with, false);
                    assert!(!is_surely_binary(with.as_bytes()));
                }
            }
            let mut ten = text.clone();
            for at in ends.iter().rev().step_by(11).take(10) {
                ten.insert(*at, '\0');
            }
            check(ten.as_bytes(), "UTF-8", &ten, false);
            for mark in [false, true] {
                let units: Vec<u16> = text.encode_utf16().collect();
                let mut le: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
                let mut be: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
                if mark {
                    le.splice(0..0, [0xFF, 0xFE]);
                    be.splice(0..0, [0xFE, 0xFF]);
                }
                check(&le, "UTF-16LE", text, !mark);
                check(&be, "UTF-16BE", text, !mark);
            }
        }
        let legacy = b"Plus de 2900 r\xE9fugi\xE9s\0 sont entr\xE9s en Arm\xE9nie depuis dimanche, selon le gouvernement.";
        let found = decode(legacy).unwrap();
        assert_eq!((found.encoding, found.text.contains("réfugiés\0")), ("windows-1252", true));
        let chinese: Vec<u8> =
            "他来了。\n我走了，2900 人。\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&chinese).unwrap().encoding, "UTF-16LE");
    }

    #[test]
    fn utf8_cut_in_a_character_stays_utf8_and_says_so() {
        check("Կոռնիձոր".as_bytes().split_last().unwrap().1, "UTF-8", "Կոռնիձո\u{FFFD}", true);
        check("Կոռնիձոր".as_bytes().split_first().unwrap().1, "UTF-8", "\u{FFFD}ոռնիձոր", true);
    }

    #[test]
    fn one_legacy_letter_is_no_cut_utf8() {
        check(b"a caf\xE9", "windows-1252", "a café", true);
    }

    #[test]
    fn japanese_and_chinese_in_seven_bits() {
        check(b"\x1B$B;29M;qNA\x1B(B 12\n", "ISO-2022-JP", "参考資料 12\n", true);
        check(b"12 ~{<:Ky2;S{!#~} ~~\n", HZ, "12 己所不欲。 ~\n", true);
        check(b"a path ~{x} is no Chinese", "UTF-8", "a path ~{x} is no Chinese", false);
    }

    #[test]
    fn other_files_are_no_text() {
        for bytes in [
            b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".as_slice(),
            b"\x7FELF\x02\x01\x01\0\0\0\0",
            b"%PDF-1.7\n%\xE2\xE3",
            b"\0\0\0\0\0\0",
            b"a\0\0b\x01\x02\0\x03",
        ] {
            assert_eq!(decode(bytes), Err(NotText), "{bytes:?}");
            assert!(is_surely_binary(bytes));
        }
    }

    #[test]
    fn every_choosable_encoding_is_known_by_its_own_name() {
        for name in encodings() {
            assert_eq!(decode_as(b"12", name).map(|d| d.encoding), Some(*name));
        }
        assert_eq!(decode_as(b"12", "klingon"), None);
        assert_eq!(decode_as(b"caf\xE9", "latin1").unwrap().encoding, "windows-1252");
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes: Vec<u8>, name in proptest::sample::select(encodings())) {
            prop_assert!(decode(&bytes).is_ok_and(|d| !d.encoding.is_empty()) || decode(&bytes) == Err(NotText));
            prop_assert!(decode_as(&bytes, name).is_some());
        }

        #[test]
        fn the_recorded_encoding_reads_the_same_text_again(text in "\\PC{1,200}") {
            let first = decode(text.as_bytes()).unwrap();
            prop_assert_eq!(decode_as(text.as_bytes(), first.encoding).unwrap().text, first.text);
        }
    }
}

//! Feeds a reader with inputs made from seeds, and says which of them it does not hold.
//!
//! Owns: how valid inputs are bent, and how a failure is told. Never: knows a reader.
//! Own code, and no instrumented fuzzer: it runs with plain `cargo test`, and a seed names an input for ever.

use crate::dice::Dice;
use std::cell::Cell;

/// Something that reads what anybody may have written.
pub struct Reader {
    pub name: &'static str,
    /// Makes an input.
    pub make: fn(&mut Dice) -> Vec<u8>,
    /// Feeds it, and checks what comes out. The dice choose what else the reader is told.
    pub check: fn(&[u8], &mut Dice) -> Result<(), String>,
}

/// An input that a reader does not hold.
pub struct Failure {
    pub seed: u64,
    pub why: String,
    pub input: Vec<u8>,
}

impl Failure {
    /// In words, with how to do it again.
    pub fn told(&self, reader: &Reader) -> String {
        format!(
            "{}: {}\nseed {}, {} bytes: {:?}\nagain: cargo run --no-default-features --example soak -- fuzz {} 1 --seed {}",
            reader.name,
            self.why,
            self.seed,
            self.input.len(),
            String::from_utf8_lossy(&self.input).chars().take(2000).collect::<String>(),
            reader.name,
            self.seed
        )
    }
}

thread_local! {
    /// Whether a panic is expected here, and told by whoever runs the input.
    static QUIET: Cell<bool> = const { Cell::new(false) };
    /// What the last panic said, and where.
    static SAID: Cell<String> = const { Cell::new(String::new()) };
}

/// Panics in readers are told with their input, not by the usual hook.
fn be_quiet() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if QUIET.get() {
                SAID.set(panic.to_string());
            } else {
                usual(panic);
            }
        }));
    });
}

/// Feeds one input; a panic is a failure like any other.
pub fn feed(reader: &Reader, input: &[u8], dice: &mut Dice) -> Result<(), String> {
    be_quiet();
    QUIET.set(true);
    let check = std::panic::AssertUnwindSafe(|| (reader.check)(input, dice));
    let checked = std::panic::catch_unwind(check);
    QUIET.set(false);
    checked.unwrap_or_else(|_| Err(SAID.take()))
}

/// Feeds the input of one seed.
pub fn feed_seed(reader: &Reader, seed: u64) -> Result<(), Failure> {
    let mut dice = Dice(seed);
    let input = (reader.make)(&mut dice);
    feed(reader, &input, &mut dice).map_err(|why| Failure { seed, why, input })
}

/// Characters that are not seen, or change what is seen: zero-width, soft hyphen, word joiner, byte-order mark,
/// directions, variation selectors; and some that are at the edges of what readers handle.
const INVISIBLE: &[&str] = &[
    "\u{200B}",
    "\u{200C}",
    "\u{200D}",
    "\u{AD}",
    "\u{2060}",
    "\u{FEFF}",
    "\u{202E}",
    "\u{2066}",
    "\u{2069}",
    "\u{200F}",
    "\u{FE0F}",
    "\u{E0100}",
    "\u{0}",
    "\u{1B}",
    "\u{85}",
    "\u{2028}",
    "\u{FFFD}",
    "\u{10FFFF}",
    "\u{301}",
    "\u{A0}",
    "\u{202F}",
    "😀",
    "İ",
    "ﬁ",
    "ß",
    "٣",
    "Ⅳ",
    "½",
];

/// Numbers at the edges.
const EDGES: &[&str] = &[
    "0",
    "-0",
    "-1",
    "1",
    "00",
    "007",
    "255",
    "256",
    "32767",
    "32768",
    "65535",
    "65536",
    "2147483647",
    "2147483648",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "79228162514264337593543950335",
    "79228162514264337593543950336",
    "1000000000000000",
    "0.0000000000000000000000000001",
    "0.00000000000000000000000000001",
    "99999999999999999999999999999999999999999999999999",
    "1e308",
    "1e-400",
    "NaN",
    "inf",
    "1_000",
    "0x10",
    "-9223372036854775809",
    "3.999999999999999999999999999999",
];

/// Longest input that is made.
const MOST: usize = 6000;

/// A valid input, bent in one place or a few.
pub fn bent(corpus: &[Vec<u8>], words: &[&str], dice: &mut Dice) -> Vec<u8> {
    let mut input = dice.pick(corpus).cloned().unwrap_or_default();
    let mut times = 1;
    while times < 12 && dice.below(3) > 0 {
        times += 1;
    }
    // Now and then as it is: what else the reader is told differs.
    if dice.once_in(40) {
        times = 0;
    }
    for _ in 0..times {
        bend(&mut input, corpus, words, dice);
    }
    input.truncate(MOST);
    input
}

fn bend(input: &mut Vec<u8>, corpus: &[Vec<u8>], words: &[&str], dice: &mut Dice) {
    let at = place(input, dice);
    match dice.below(20) {
        0 => {
            if let Some(byte) = input.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
        1 => {
            if let Some(byte) = input.get_mut(at) {
                *byte = dice.next() as u8;
            }
        }
        2 => insert(input, at, &dice.next().to_le_bytes()[..1 + dice.below(8)]),
        3 => drop(input.drain(stretch(input, dice))),
        4 => {
            let part = input[stretch(input, dice)].to_vec();
            let times = 1 + dice.below(3);
            insert(input, at, &part.repeat(times));
        }
        5 => {
            let other = dice.pick(corpus).cloned().unwrap_or_default();
            let part = other[stretch(&other, dice)].to_vec();
            insert(input, at, &part);
        }
        6 => {
            // The head of one, the tail of another.
            let other = dice.pick(corpus).cloned().unwrap_or_default();
            let from = place(&other, dice);
            input.truncate(at);
            input.extend_from_slice(&other[from..]);
        }
        7 => input.truncate(at),
        8 | 9 => {
            if let Some(word) = dice.pick(words) {
                insert(input, at, word.as_bytes());
            }
        }
        10..=12 => swap_token(input, words, dice),
        13 => {
            if let Some(mark) = dice.pick(INVISIBLE) {
                insert(input, at, mark.as_bytes());
            }
        }
        14 => swap_lines(input, dice),
        15 => swap_fields(input, dice),
        16 => {
            let part = input[stretch(input, dice)].to_vec();
            if !part.is_empty() && part.len() < 64 {
                insert(input, at, &part.repeat(8 + dice.below(120)));
            }
        }
        17 => {
            let number = dice.next() >> dice.below(64);
            insert(input, at, number.to_string().as_bytes());
        }
        18 => {
            if let Ok(text) = std::str::from_utf8(input) {
                *input = text.replace('\n', "\r\n").into_bytes();
            }
        }
        _ => insert(input, if dice.once_in(2) { 0 } else { input.len() }, b"\xEF\xBB\xBF"),
    }
    input.truncate(MOST);
}

/// Some place; most of the time not inside of a character.
fn place(input: &[u8], dice: &mut Dice) -> usize {
    let mut at = dice.below(input.len() + 1);
    if dice.below(8) > 0 {
        while at < input.len() && input[at] & 0xC0 == 0x80 {
            at += 1;
        }
    }
    at
}

fn stretch(input: &[u8], dice: &mut Dice) -> std::ops::Range<usize> {
    let from = place(input, dice);
    let most = if dice.once_in(4) { input.len() } else { 24 };
    let mut to = (from + dice.below(most + 1)).min(input.len());
    while to < input.len() && input[to] & 0xC0 == 0x80 {
        to += 1;
    }
    from..to
}

fn insert(input: &mut Vec<u8>, at: usize, part: &[u8]) {
    let at = at.min(input.len());
    let tail = input.split_off(at);
    input.extend_from_slice(part);
    input.extend(tail);
}

/// Words and numbers of the input, as byte ranges.
fn tokens(input: &[u8]) -> Vec<std::ops::Range<usize>> {
    let of_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
    let mut found = Vec::new();
    let mut at = 0;
    while at < input.len() {
        let from = at;
        while at < input.len() && of_word(input[at]) {
            at += 1;
        }
        if at > from {
            found.push(from..at);
        }
        at += 1;
    }
    found
}

/// One word or number becomes another.
fn swap_token(input: &mut Vec<u8>, words: &[&str], dice: &mut Dice) {
    let all = tokens(input);
    let number = |range: &&std::ops::Range<usize>| input[range.start].is_ascii_digit();
    let numbers: Vec<_> = all.iter().filter(number).cloned().collect();
    let (range, new) = if dice.once_in(2) {
        let Some(range) = dice.pick(&numbers).cloned() else { return };
        (range, (*dice.pick(EDGES).unwrap_or(&"0")).to_owned().into_bytes())
    } else {
        let Some(range) = dice.pick(&all).cloned() else { return };
        let own = dice.pick(&all).map(|range| input[range.clone()].to_vec());
        let word = dice.pick(words).map(|word| word.as_bytes().to_vec());
        let new = if dice.once_in(2) { own } else { word };
        (range, new.unwrap_or_default())
    };
    input.splice(range, new);
}

fn swap_lines(input: &mut Vec<u8>, dice: &mut Dice) {
    let mut lines: Vec<&[u8]> = input.split_inclusive(|byte| *byte == b'\n').collect();
    if lines.len() < 2 {
        return;
    }
    let (a, b) = (dice.below(lines.len()), dice.below(lines.len()));
    match dice.below(3) {
        0 => lines.swap(a, b),
        1 => lines.insert(a, lines[b]),
        _ => drop(lines.remove(a)),
    }
    *input = lines.concat();
}

/// What stands between two commas changes places with what stands between two others.
fn swap_fields(input: &mut Vec<u8>, dice: &mut Dice) {
    let mut parts: Vec<&[u8]> = input.split(|byte| *byte == b',').collect();
    let (a, b) = (dice.below(parts.len()), dice.below(parts.len()));
    match dice.below(3) {
        0 => parts.swap(a, b),
        1 => parts[a] = parts[b],
        _ => parts.insert(a, parts[b]),
    }
    *input = parts.join(&b","[..]);
}

//! Lines made to be slow: what a scan that looks back or ahead too far would take for ever on.
//!
//! Each is first tried at a part of its size, so that one that explodes is told instead of waited for.

use crate::figure::Figure;
use attest::recognize::{Options, recognize};

use crate::{GROWTH, MB, SLOW, paired, recognized, ten_times, texts};

/// What is repeated, by name.
const LINES: &[(&str, &str)] = &[
    ("digits", "1234567890"),
    ("digits apart", "1 2 3 4 5 6 7 8 9 0 "),
    ("digits and commas", "1,234,567,"),
    ("digits and dots", "1.2.3.4.5.6."),
    ("digits and dashes", "10-15-"),
    ("digits and colons", "22:00:"),
    ("digits and slashes", "1/2/"),
    ("quotes", "\""),
    ("opening quotes", "“"),
    ("closing quotes", "”"),
    ("quotes that open and close", "“a” "),
    ("quotes that alternate", "”“"),
    ("single quotes", "'"),
    ("single quotes apart", " 'a "),
    ("guillemets", "«"),
    ("brackets that open", "("),
    ("brackets that close", ")"),
    ("brackets that nest and turn", "([{"),
    ("brackets apart", "( a "),
    ("dots", "."),
    ("dots apart", ". "),
    ("ellipses", "… "),
    ("commas", ","),
    ("commas apart", ", "),
    ("semicolons", "; "),
    ("colons", ": "),
    ("dashes", "-"),
    ("long dashes", " — "),
    ("question marks", "?! "),
    ("one word", "a"),
    ("one word of capitals", "A"),
    ("one word with dashes", "twenty-"),
    ("white space", " "),
    ("lines", "\n"),
    ("lines of one letter", "a\n"),
    ("initials", "A. "),
    ("initials without blanks", "U.S."),
    ("titles", "Mr. "),
    ("names", "Smith "),
    ("names with commas", "Smith, "),
    ("names of places", "in New York, "),
    ("at least", "at least "),
    ("qualifiers", "about nearly more than up to "),
    ("no more than", "no more than "),
    ("scales", "million "),
    ("number words", "twenty-two "),
    ("hundreds", "one hundred and "),
    ("fractions", "one in "),
    ("between", "between 3 and "),
    ("from to", "from 3 to "),
    ("vague words", "dozens of "),
    ("several", "several hundred "),
    ("a few", "a "),
    ("and", "and "),
    ("of", "of "),
    ("people", "people "),
    ("people and people", "300 people and "),
    ("carried over", "at least 20 people were killed, 300 wounded and "),
    ("another", "another 65 tons and a further 400, "),
    ("of which", "10 people, including 5 children, including "),
    ("money", "$"),
    ("money apart", "$ 3 "),
    ("percent", "% "),
    ("units", "3 km "),
    ("ages", "34-year-old "),
    ("said", "said "),
    ("he said", "he said "),
    ("he said that", "he said that "),
    ("inverted", ", said Smith"),
    ("according to", "according to "),
    ("citing", ", citing Reuters"),
    ("told", "told Reuters "),
    ("quoted by", "was quoted by "),
    ("as saying", "as saying "),
    ("pronouns", "he "),
    ("not", "not "),
    ("if", "if "),
    ("said in quotes", "“he said “"),
    ("said in brackets", "(said "),
    ("said and quotes", "\" said \""),
    ("months", "September "),
    ("days", "24 September "),
    ("weekdays", "Monday, "),
    ("years", "1988 to "),
    ("decades", "the 1990s "),
    ("ago", "two days ago "),
    ("after", "four days after "),
    ("by", "by "),
    ("as of", "as of "),
    ("last", "last "),
    ("links", "http://"),
    ("links with dots", "www.a."),
    ("handles", "@a "),
    ("tags", "#a "),
    ("addresses", "a@b."),
    ("combining marks", "e\u{301}\u{301}\u{301}"),
    ("emoji", "👩\u{200D}👩\u{200D}👧"),
    ("right to left", "قال "),
    ("Armenian", "ասաց "),
    ("Russian", "сказал, что "),
    ("Chinese", "他说三百人。"),
    ("zero width", "\u{200B}"),
    ("replacement characters", "\u{FFFD}"),
    ("controls", "\u{1}"),
];

/// Bytes of a line: what grows with the square shows at this length by a factor of hundreds.
const BYTES: usize = MB;
/// Each line is first tried at these shares of its length, and told at once where it is so many times slower than news.
const TRIES: [(usize, f64); 2] = [(10, 10.0 * SLOW), (3, 4.0 * SLOW)];

/// The lines against news; those whose names begin as one of these, if any are given.
pub fn measure(chosen: &[&str]) -> Vec<Figure> {
    let news = texts::repeated(&texts::news(), BYTES);
    let theirs = (0..3).map(|_| recognized(&news)).fold(f64::MAX, f64::min);
    let wanted = |name: &str| chosen.is_empty() || chosen.iter().any(|word| name.starts_with(word));
    let mut ratios: Vec<(f64, Figure)> = Vec::new();
    for (name, line) in LINES.iter().filter(|(name, _)| wanted(name)) {
        let what = format!("one line of {name} (`{}`), byte for byte", line.escape_debug());
        let tried = TRIES.iter().find_map(|(share, limit)| {
            let all = recognized(&texts::repeated(line, BYTES / share)) * *share as f64;
            (all / theirs > *limit).then_some((all, *share))
        });
        if let Some((ours, share)) = tried {
            let of = format!(
                "{:.2} MB/s / {:.1} MB/s, tried with {} KB; a record for {} bytes / {}",
                rate(ours),
                rate(theirs),
                BYTES / share / 1000,
                apart(&texts::repeated(line, BYTES / share)),
                apart(&news)
            );
            ratios.push((ours / theirs, Figure::ratio(&what, &of, ours / theirs, SLOW)));
            continue;
        }
        let long = texts::repeated(line, BYTES);
        let mut ours = recognized(&long);
        let mut theirs = theirs;
        if ours / theirs > SLOW / 2.0 {
            // Near the goal it counts what the caches held, and what else the machine does: only measurements that
            // took turns are compared.
            (ours, theirs) = paired(5, || recognized(&long), || recognized(&news));
        }
        let ratio = ours / theirs;
        let mut of = format!("{:.1} MB/s / {:.1} MB/s", rate(ours), rate(theirs));
        if ratio > SLOW {
            of += &format!("; a record for {} bytes / {}", apart(&long), apart(&news));
        }
        ratios.push((ratio, Figure::ratio(&what, &of, ratio, SLOW)));
    }
    let least = if chosen.is_empty() { 5 } else { ratios.len() };
    told(ratios, SLOW, least, "lines made to be slow")
}

/// Ten times each line against the line.
pub fn growth() -> Vec<Figure> {
    let measure = |(name, line): &(&str, &str)| {
        let (small, large) = (texts::repeated(line, BYTES / 10), texts::repeated(line, BYTES));
        let (small, large) = paired(5, || ten_times(&small), || recognized(&large));
        let of = format!("{:.1} ms / {:.2} ms", large * 1e3, small * 1e3);
        let what = format!("1 MB against 100 KB in one line of {name} (`{}`)", line.escape_debug());
        (large / small, Figure::ratio(&what, &of, large / small, GROWTH))
    };
    told(LINES.iter().map(measure).collect(), GROWTH, 3, "lines, 1 MB against 100 KB")
}

/// The worst, those that miss among them, and the others together.
fn told(mut ratios: Vec<(f64, Figure)>, goal: f64, least: usize, what: &str) -> Vec<Figure> {
    ratios.sort_by(|a, b| b.0.total_cmp(&a.0));
    let told = ratios.iter().take_while(|row| row.0 > goal).count() + least;
    let rest = ratios.split_off(told.min(ratios.len()));
    let mut figures: Vec<Figure> = ratios.into_iter().map(|row| row.1).collect();
    if let Some((ratio, worst)) = rest.first() {
        let what = format!("the other {} {what}", rest.len());
        figures.push(Figure::ratio(&what, &format!("at most; {}", worst.what), *ratio, goal));
    }
    figures
}

/// For how many bytes of a text there is a record: a line of nothing but records cannot cost as little as prose.
fn apart(text: &str) -> usize {
    let options = Options { language: Some("en"), ..Options::default() };
    let found = recognize(text, &options);
    let records = found.sentences.len()
        + found.quantities.len()
        + found.dates.len()
        + found.attributions.len();
    text.len() / records.max(1)
}

fn rate(seconds: f64) -> f64 {
    BYTES as f64 / seconds / 1e6
}

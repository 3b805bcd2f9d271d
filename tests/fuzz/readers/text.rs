//! Bytes as texts, and words looked for in texts.

use super::{as_text, ensure};
use crate::dice::Dice;
use crate::engine::bent;
use attest::model::{Article, ArticleId, CodePoints, Span};
use attest::session::{SearchQuery, find_text};
use attest::store::decode::{decode as decoded, decode_as, encodings};
use std::sync::{Arc, LazyLock};

const TEXTS: &[&str] = &[
    "The government said 1,050 people… “had entered” Armenia.\r\nThen 2,900.\n",
    "Über 13.000 Menschen – ein Café, naïve Größe, 😀 und ½.\n",
    "Более 2900 беженцев въехали в Армению, сообщило правительство.\n",
    "Ստեփանակերտում զոհվել է առնվազն 200 մարդ։\n",
    "قالت الوزارة إن ٢٩٠٠ شخص عبروا الحدود\n",
    "政府说，已有二千九百人进入亚美尼亚。\n",
    "plain ascii only, and nothing else in it\n",
    "",
];

static BYTES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut all: Vec<Vec<u8>> = TEXTS.iter().map(|text| text.as_bytes().to_vec()).collect();
    for text in TEXTS {
        let units: Vec<u16> = text.encode_utf16().collect();
        all.push(units.iter().flat_map(|unit| unit.to_le_bytes()).collect());
        all.push(
            [0xFE, 0xFF]
                .into_iter()
                .chain(units.iter().flat_map(|unit| unit.to_be_bytes()))
                .collect(),
        );
        for name in
            ["windows-1251", "windows-1252", "windows-1256", "gbk", "iso-2022-jp", "shift_jis"]
        {
            let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap();
            all.push(encoding.encode(text).0.into_owned());
        }
    }
    all.push(b"\x1B$B;29M;qNA\x1B(B 12\n".to_vec());
    all.push(b"12 ~{<:Ky2;S{!#~} ~~\n".to_vec());
    all
});

pub fn bytes(dice: &mut Dice) -> Vec<u8> {
    bent(&BYTES, &["~{", "~}", "\u{1B}$B", "\u{1B}(B", "\0\0", "\r", "%PDF-"], dice)
}

/// The same text again by the encoding that was found; every place of it can be counted and found again.
pub fn decode(input: &[u8], dice: &mut Dice) -> Result<(), String> {
    let name = *dice.pick(encodings()).unwrap();
    let chosen = decode_as(input, name);
    ensure!(chosen.is_some_and(|text| text.encoding == name), "{name} is not known by its name");
    let Ok(found) = decoded(input) else { return Ok(()) };
    let again = decode_as(input, found.encoding);
    ensure!(
        again.as_ref().is_some_and(|again| again.text == found.text),
        "read as {} it is {:?}, chosen by hand {:?}",
        found.encoding,
        found.text,
        again.map(|again| again.text)
    );
    ensure!(decoded(input).as_ref() == Ok(&found), "twice the same");
    let article =
        Article::new(ArticleId::new("a.txt"), Arc::from(found.text), "UTF-8".into(), String::new());
    let mut end = 0;
    for paragraph in &article.paragraphs {
        ensure!(paragraph.of(&article.text).is_ok(), "{paragraph:?} is no place");
        ensure!(paragraph.start >= end, "{paragraph:?} stands before {end}");
        end = paragraph.end;
    }
    let chars = article.text.chars().count();
    let (a, b) = (dice.below(chars + 2), dice.below(chars + 2));
    let range = CodePoints { start: a.min(b), end: a.max(b) };
    match article.offsets.span_of(&article.text, range) {
        Some(span) => {
            let back = article.offsets.code_points_of(&article.text, span);
            ensure!(back == Some(range), "{range:?} is {span:?}, which is {back:?}");
        }
        None => ensure!(range.end > chars, "{range:?} of {chars} characters is no place"),
    }
    Ok(())
}

/// A line that is looked for, and the text behind it.
pub fn searched(dice: &mut Dice) -> Vec<u8> {
    static CORPUS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
        let queries = ["armenia", "1,050", "ΟΔΟΣ", "İ", "ß", "e\u{301}", "ս", " ", "ﬁ", "ʼn"];
        let texts = [
            "ARMENIA armenia Армения",
            "οδος ΟΔΟΣ οδοσ",
            "İstanbul istanbul ISTANBUL i̇",
            "ß SS ss ẞ",
            "é e\u{301} E\u{301}",
            "ﬁ fi FI ŉ ʼN",
        ];
        let pairs = queries.iter().flat_map(|query| {
            texts.iter().chain(TEXTS).map(move |text| format!("{query}\n{text}").into_bytes())
        });
        pairs.collect()
    });
    bent(&CORPUS, &["İ", "ς", "Σ", "K", "ſ", "ǅ", "\n", "a", "A"], dice)
}

/// Hits are places of the text, in order, apart, and say what was looked for.
pub fn search(input: &[u8], dice: &mut Dice) -> Result<(), String> {
    let input = as_text(input);
    let (query, text) = input.split_once('\n').unwrap_or((&input, &input));
    let (match_case, whole_words) = (dice.once_in(2), dice.once_in(2));
    let query = SearchQuery { text: query.to_owned(), match_case, whole_words };
    let hits = find_text(text, &query);
    let mut end = 0;
    for hit in &hits {
        let Ok(words) = hit.of(text) else { return Err(format!("{hit:?} is no place")) };
        ensure!(!hit.is_empty() && hit.start >= end, "{hit:?} is empty, or stands before {end}");
        end = hit.end;
        if match_case {
            ensure!(words == query.text, "{words:?} is not {:?}", query.text);
        } else {
            let fold = |text: &str| text.to_lowercase().replace('ς', "σ");
            ensure!(fold(words) == fold(&query.text), "{words:?} is not {:?}", query.text);
        }
    }
    if match_case && !whole_words && !query.text.is_empty() {
        ensure!(hits.len() == text.matches(&query.text).count(), "{} hits", hits.len());
    }
    let everything = Span::new(0, text.len());
    ensure!(hits.iter().all(|hit| everything.covers(*hit)), "out of the text");
    Ok(())
}

//! Which language a text is in.
//!
//! Owns: the choice where nobody has said it. Looks at a bounded sample. Never: knows the words of a language's table.
//!
//! English is told by its smallest words, and Russian, Armenian and Arabic by their letters, in a moment; what is neither goes to
//! the trigrams of the `whatlang` crate. A text too short for those (a headline) is taken for English, or for its script's language.

use crate::lexicon::{Particle, Table};
use std::borrow::Cow;
use whatlang::Lang;

/// Bytes of a text that are looked at.
const SAMPLE: usize = 2048;

/// Bytes that the trigrams are counted in: more do not change the answer for news.
const TRIGRAMS: usize = 1024;

/// Letters that the trigrams need.
const ENOUGH: usize = 40;

/// The language of a text as a BCP 47 tag: the one that is said, or else what the text looks like.
pub(crate) fn language_of<'a>(tag: &'a str, text: &str) -> Cow<'a, str> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default().trim();
    if primary.is_empty() {
        Cow::Borrowed(detect(text))
    } else {
        Cow::Owned(primary.to_ascii_lowercase())
    }
}

/// The language that a text looks like.
#[must_use]
pub fn detect(text: &str) -> &'static str {
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    let letters = Letters::of(sample);
    if letters.latin >= letters.other {
        if is_english(sample) || letters.latin < ENOUGH {
            return "en";
        }
        return trigrams(sample).unwrap_or("en");
    }
    if let Some(sure) = letters.sure() {
        return sure;
    }
    let by_words = if letters.other >= ENOUGH { trigrams(sample) } else { None };
    by_words.unwrap_or_else(|| letters.script())
}

/// How many letters of which kind.
#[derive(Default)]
struct Letters {
    latin: usize,
    other: usize,
    first: Option<char>,
    kana: bool,
    russian: bool,
    not_russian: bool,
    not_arabic: bool,
}

impl Letters {
    fn of(sample: &str) -> Self {
        let mut letters = Self::default();
        for c in sample.chars() {
            if c.is_ascii_alphabetic() || matches!(c, '\u{C0}'..='\u{24F}') {
                letters.latin += 1;
            } else if !c.is_ascii() && c.is_alphabetic() {
                letters.other += 1;
                letters.first = letters.first.or(Some(c));
                match c {
                    'ы' | 'э' | 'Э' | 'ё' => letters.russian = true,
                    // Ukrainian, Belarusian, Kazakh, Serbian, Macedonian and others.
                    '\u{450}' | '\u{452}'..='\u{52F}' => letters.not_russian = true,
                    // Persian, Urdu, Pashto and others.
                    'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' | 'ٹ' | 'ں' | 'ے' | 'ې' | 'ڕ' | 'ۆ' => {
                        letters.not_arabic = true
                    }
                    '\u{3040}'..='\u{30FF}' => letters.kana = true,
                    _ => {}
                }
            }
        }
        letters
    }

    /// The language of letters that no other has.
    fn sure(&self) -> Option<&'static str> {
        match self.first? {
            '\u{530}'..='\u{58F}' => Some("hy"),
            '\u{370}'..='\u{3FF}' => Some("el"),
            '\u{10A0}'..='\u{10FF}' => Some("ka"),
            '\u{400}'..='\u{52F}' if self.russian && !self.not_russian => Some("ru"),
            '\u{600}'..='\u{6FF}' if !self.not_arabic => Some("ar"),
            '\u{4E00}'..='\u{9FFF}' | '\u{3040}'..='\u{30FF}' if self.kana => Some("ja"),
            _ => None,
        }
    }

    /// The commonest language of the script.
    fn script(&self) -> &'static str {
        match self.first {
            Some('\u{400}'..='\u{52F}') => "ru",
            Some('\u{590}'..='\u{5FF}') => "he",
            Some('\u{600}'..='\u{6FF}') if self.not_arabic => "fa",
            Some('\u{600}'..='\u{6FF}') => "ar",
            Some('\u{900}'..='\u{97F}') => "hi",
            Some('\u{980}'..='\u{9FF}') => "bn",
            Some('\u{E00}'..='\u{E7F}') => "th",
            Some('\u{1000}'..='\u{109F}') => "my",
            Some('\u{1200}'..='\u{137F}') => "am",
            Some('\u{3040}'..='\u{30FF}') => "ja",
            Some('\u{4E00}'..='\u{9FFF}') => "zh",
            Some('\u{AC00}'..='\u{D7AF}') => "ko",
            _ => "und",
        }
    }
}

/// Whether the smallest words are English ones that no neighbour shares: one word in ten, and three at least.
fn is_english(sample: &str) -> bool {
    let forms = Table::of("en").forms();
    let (mut words, mut small) = (0_usize, 0_usize);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        let telling = |word: &str| forms.is(&word.to_ascii_lowercase(), Particle::Telling);
        small += usize::from(word.len() <= 5 && telling(word));
    }
    small >= 3 && small * 10 >= words
}

fn trigrams(sample: &str) -> Option<&'static str> {
    let sample = sample.get(..sample.floor_char_boundary(TRIGRAMS)).unwrap_or(sample);
    let found = whatlang::detect(sample)?;
    (found.is_reliable() || found.confidence() >= 0.5).then(|| tag(found.lang())).flatten()
}

/// BCP 47 tags of the languages that `whatlang` tells apart.
const fn tag(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Hye => "hy",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Aze => "az",
        Lang::Kat => "ka",
        Lang::Ukr => "uk",
        Lang::Bel => "be",
        Lang::Bul => "bg",
        Lang::Mkd => "mk",
        Lang::Srp => "sr",
        Lang::Hrv => "hr",
        Lang::Slv => "sl",
        Lang::Slk => "sk",
        Lang::Ces => "cs",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ron => "ro",
        Lang::Cat => "ca",
        Lang::Nld => "nl",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Hun => "hu",
        Lang::Ell => "el",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        Lang::Hin => "hi",
        Lang::Mar => "mr",
        Lang::Nep => "ne",
        Lang::Ben => "bn",
        Lang::Guj => "gu",
        Lang::Pan => "pa",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Kan => "kn",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Sin => "si",
        Lang::Tha => "th",
        Lang::Khm => "km",
        Lang::Mya => "my",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Jav => "jv",
        Lang::Tgl => "tl",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Amh => "am",
        Lang::Uzb => "uz",
        Lang::Tuk => "tk",
        Lang::Afr => "af",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Aka => "ak",
        Lang::Lat => "la",
        Lang::Epo => "eo",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_of_news() {
        for (language, text) in [
            (
                "en",
                "More than 2900 refugees had entered Armenia by 25 September, according to the government and the media.",
            ),
            ("en", "200 killed in Karabakh operation"),
            (
                "ru",
                "Более 2900 беженцев въехали в Армению, сообщило правительство. Это было вчера.",
            ),
            ("hy", "Հայաստան է մտել ավելի քան 2900 փախստական։"),
            ("ar", "دخل أكثر من 2900 لاجئ إلى أرمينيا"),
            (
                "tr",
                "Ermenistan hükümeti, 25 Eylül itibarıyla 2900'den fazla mültecinin ülkeye giriş yaptığını açıkladı.",
            ),
            (
                "fr",
                "Plus de 13 000 personnes sont arrivées en Arménie depuis dimanche, a déclaré le gouvernement arménien.",
            ),
            (
                "de",
                "Mehr als 13.000 Menschen sind nach Angaben der Regierung aus der Region nach Armenien geflohen.",
            ),
            (
                "es",
                "Más de 13.000 personas han llegado a Armenia desde el domingo, según el gobierno armenio.",
            ),
            (
                "it",
                "Più di 13.000 persone sono arrivate in Armenia da domenica, secondo il governo armeno della capitale.",
            ),
            (
                "uk",
                "Понад 13 тисяч людей прибули до Вірменії з неділі, повідомив уряд країни. Їх більше.",
            ),
            ("ja", "アルメニアに2900人以上の難民が入国した。"),
            ("en", "Mr. Ж came"),
            ("en", ""),
        ] {
            assert_eq!(detect(text), language, "{text}");
        }
    }

    #[test]
    fn what_is_said_counts_before_what_is_seen() {
        assert_eq!(language_of("en-GB", "Более"), "en");
        assert_eq!(language_of("DE", ""), "de");
        assert_eq!(language_of("", "Հայաստան"), "hy");
    }
}

//! The sentences of an article, found where and when they are asked for.
//!
//! Owns: which stretch of text is segmented when. The window asks for what it shows and has it at
//! once; a worker fills the rest. Never: starts a thread; changes once filled.

use super::language::language_of;
use super::plain::Plain;
use super::scan::text::pieces;
use super::sentence::of_piece;
use crate::lexicon::Table;
use crate::model::{Article, Flowing, Span};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// The sentences of one article. Shared between threads; each stretch is segmented at most once,
/// by whoever asks first.
#[derive(Debug)]
pub struct Segments {
    text: Arc<str>,
    /// As it is read, where that is another text.
    plain: Option<Plain<'static>>,
    table: &'static Table,
    paragraphs: Vec<Paragraph>,
    /// Paragraphs, the long ones cut; in order, without overlap.
    stretches: Vec<Stretch>,
    filled: AtomicUsize,
    sentences: AtomicUsize,
}

#[derive(Debug)]
struct Paragraph {
    stretches: Range<usize>,
    /// Only for paragraphs of several stretches, whose sentences stand in several places.
    joined: OnceLock<Box<[Span]>>,
}

#[derive(Debug)]
struct Stretch {
    span: Span,
    /// The same in the plain text.
    plain: Span,
    sentences: OnceLock<Box<[Span]>>,
}

impl Segments {
    /// Prepares an article; segments nothing yet. `language` is a BCP 47 tag, or empty: then the
    /// text decides.
    #[must_use]
    pub fn new(article: &Article, language: &str) -> Self {
        let text = Arc::clone(&article.text);
        let table = Table::of(&language_of(language, &text));
        let plain = Plain::of(&text, table).if_another();
        let read: &str = plain.as_ref().map_or(&text, Plain::text);
        let mut stretches = Vec::with_capacity(article.paragraphs.len());
        let mut paragraphs = Vec::with_capacity(article.paragraphs.len());
        for span in &article.paragraphs {
            let first = stretches.len();
            let paragraph = plain.as_ref().map_or(*span, |plain| plain.plain(*span));
            for piece in pieces(paragraph.of(read).unwrap_or_default(), table) {
                let piece = piece.shifted(paragraph.start);
                let span = plain.as_ref().map_or(piece, |plain| plain.given(piece));
                stretches.push(Stretch { span, plain: piece, sentences: OnceLock::new() });
            }
            let stretches = first..stretches.len();
            paragraphs.push(Paragraph { stretches, joined: OnceLock::new() });
        }

        let (filled, sentences) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Self { text, plain, table, paragraphs, stretches, filled, sentences }
    }

    /// How many paragraphs there are: as many as the article's.
    #[must_use]
    pub const fn paragraph_count(&self) -> usize {
        self.paragraphs.len()
    }

    /// The sentences of paragraph `i` of the article, as spans of the article's text; empty where
    /// there is no such paragraph. Segments the whole paragraph: where it may be a line of
    /// megabytes, ask [`Self::touching`] for the visible part instead.
    #[must_use]
    pub fn of_paragraph(&self, i: usize) -> &[Span] {
        let Some(paragraph) = self.paragraphs.get(i) else { return &[] };
        if paragraph.stretches.len() == 1 {
            return self.filled(paragraph.stretches.start);
        }
        paragraph.joined.get_or_init(|| {
            paragraph.stretches.clone().flat_map(|i| self.filled(i)).copied().collect()
        })
    }

    /// The sentence that covers this byte, or else ends there; none between sentences.
    #[must_use]
    pub fn sentence_at(&self, byte: usize) -> Option<Span> {
        let around = self.touching(Span { start: byte.saturating_sub(1), end: byte + 1 });
        let covers = around.iter().find(|sentence| sentence.contains(byte));
        covers.or_else(|| around.iter().find(|sentence| sentence.end == byte)).copied()
    }

    /// The first sentence that starts behind this byte. To walk, pass the start of a sentence.
    #[must_use]
    pub fn next_sentence(&self, byte: usize) -> Option<Span> {
        let first = self.stretches.partition_point(|stretch| stretch.span.end <= byte);
        (first..self.stretches.len())
            .find_map(|i| self.filled(i).iter().find(|sentence| sentence.start > byte).copied())
    }

    /// The last sentence that ends at or before this byte. To walk, pass the start of a sentence.
    #[must_use]
    pub fn prev_sentence(&self, byte: usize) -> Option<Span> {
        let end = self.stretches.partition_point(|stretch| stretch.span.start < byte);
        (0..end).rev().find_map(|i| {
            self.filled(i).iter().rev().find(|sentence| sentence.end <= byte).copied()
        })
    }

    /// The sentences that share a byte with this span (or cover it, where it is empty), in order.
    /// Segments only the stretches that the span touches.
    #[must_use]
    pub fn touching(&self, span: Span) -> Vec<Span> {
        let span = Span { start: span.start, end: span.end.max(span.start + 1) };
        let first = self.stretches.partition_point(|stretch| stretch.span.end <= span.start);
        let end = self.stretches.partition_point(|stretch| stretch.span.start < span.end);
        let mut found = Vec::new();
        for i in first..end {
            found.extend(self.filled(i).iter().filter(|sentence| sentence.overlaps(span)));
        }
        found
    }

    /// The words of the sentences that a span stands in, as one line; those of the span itself where it stands in none.
    #[must_use]
    pub fn sentence_text(&self, span: Span) -> String {
        let words =
            self.touching(span).into_iter().map(|sentence| sentence.shown(&self.text).trim());
        let words: Vec<&str> = words.filter(|words| !words.is_empty()).collect();
        let words = if words.is_empty() {
            Cow::Borrowed(span.shown(&self.text).trim())
        } else {
            Cow::Owned(words.join(" "))
        };
        Flowing::paragraph(&words).into_text().into_owned()
    }

    /// Segments all that is not yet, until `cancel` says true.
    pub fn fill_all(&self, cancel: &dyn Fn() -> bool) {
        for i in 0..self.stretches.len() {
            if cancel() {
                return;
            }
            self.filled(i);
        }
    }

    /// Whether everything is segmented.
    #[must_use]
    pub fn complete(&self) -> bool {
        self.filled.load(Ordering::Acquire) == self.stretches.len()
    }

    /// How many sentences there are, once everything is segmented.
    #[must_use]
    pub fn count_if_complete(&self) -> Option<usize> {
        self.complete().then(|| self.sentences.load(Ordering::Acquire))
    }

    fn filled(&self, i: usize) -> &[Span] {
        let Some(stretch) = self.stretches.get(i) else { return &[] };
        stretch.sentences.get_or_init(|| {
            let found = match &self.plain {
                None => of_piece(&self.text, stretch.plain, self.table),
                Some(plain) => of_piece(plain.text(), stretch.plain, self.table)
                    .into_iter()
                    .map(|sentence| plain.given(sentence))
                    .collect(),
            };
            // The count goes before the mark that says it is complete.
            self.sentences.fetch_add(found.len(), Ordering::AcqRel);
            self.filled.fetch_add(1, Ordering::AcqRel);
            found.into_boxed_slice()
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::ArticleId;
    use proptest::prelude::*;

    fn article(text: &str) -> Article {
        Article::new(ArticleId::new("a.txt"), Arc::from(text), "UTF-8".into(), String::new())
    }

    #[test]
    fn the_worked_example_has_its_sentences() {
        let text = include_str!("../../seeds/002_371c06971a596525.txt");
        let segments = Segments::new(&article(text), "en");
        assert_eq!(segments.paragraph_count(), 34);
        segments.fill_all(&|| false);
        assert_eq!(segments.count_if_complete(), Some(43));
        let at = text.find("1,050 people had entered").unwrap();
        let sentence = segments.sentence_at(at).unwrap().shown(text);
        assert!(sentence.starts_with("The government added in a statement"));
        assert!(sentence.ends_with("from Nagorno-Karabakh.”"));
    }

    #[test]
    fn only_what_is_asked_for_is_segmented() {
        let text = "One is here. Two is here.\n".repeat(1000);
        let segments = Segments::new(&article(&text), "en");
        assert_eq!(segments.touching(Span::new(26, 52)).len(), 2);
        assert_eq!(segments.filled.load(Ordering::Relaxed), 1);
        assert_eq!(segments.of_paragraph(500).len(), 2);
        assert!(!segments.complete());
        assert_eq!(segments.count_if_complete(), None);
        segments.fill_all(&|| true);
        assert!(!segments.complete());
        segments.fill_all(&|| false);
        assert_eq!(segments.count_if_complete(), Some(2000));
    }

    #[test]
    fn a_line_of_a_megabyte_is_asked_in_pieces() {
        let text = "More than 2900 refugees had entered Armenia. ".repeat(25_000);
        let segments = Segments::new(&article(&text), "en");
        let middle = segments.sentence_at(text.len() / 2).unwrap();
        assert_eq!(middle.shown(&text), "More than 2900 refugees had entered Armenia.");
        assert!(segments.filled.load(Ordering::Relaxed) <= 2);
        assert_eq!(segments.of_paragraph(0).len(), 25_000);
    }

    #[test]
    fn walking_goes_from_sentence_to_sentence_and_back() {
        let text = "One came. Two went.\n\n  \nThree stayed.";
        let segments = Segments::new(&article(text), "en");
        let mut walked = vec![segments.sentence_at(0).unwrap()];
        while let Some(next) = segments.next_sentence(walked.last().unwrap().start) {
            walked.push(next);
        }
        let shown: Vec<_> = walked.iter().map(|span| span.shown(text)).collect();
        assert_eq!(shown, ["One came.", "Two went.", "Three stayed."]);
        for pair in walked.windows(2) {
            assert_eq!(segments.prev_sentence(pair[1].start), Some(pair[0]));
        }
        assert_eq!(segments.prev_sentence(0), None);
        assert_eq!(segments.sentence_at(21), None, "an empty line is no sentence");
        assert_eq!(segments.sentence_at(usize::MAX - 1), None);
    }

    #[test]
    fn two_threads_may_ask_at_once() {
        let text = "One is here. Two is here.\n".repeat(2000);
        let segments = Segments::new(&article(&text), "en");
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| segments.fill_all(&|| false));
            }
        });
        assert_eq!(segments.count_if_complete(), Some(4000));
    }

    /// The sentences that the whole recogniser finds, against those of the stretches.
    fn agree(text: &str, language: &str) {
        let segments = Segments::new(&article(text), language);
        let stretches: Vec<_> = (0..segments.paragraph_count())
            .flat_map(|i| segments.of_paragraph(i).to_vec())
            .collect();
        let options = crate::recognize::Options { language: Some(language), ..Default::default() };
        assert_eq!(crate::recognize::recognize(text, &options).sentences, stretches);
    }

    #[test]
    fn the_window_and_the_recogniser_see_the_same_sentences() {
        agree(include_str!("../../seeds/000_d783d876d3f5d968.txt"), "en");
        agree(include_str!("../../seeds/004_84ec66a58897492e.txt"), "");
        // A line that is read in pieces, with words that no cut divides.
        let line =
            "1. Mr. Smith came at 5 p.m. “It ended. It began.” 2. The U.S. Senator (Rep.) left. ";
        agree(&line.repeat(400), "en");
    }

    #[test]
    fn words_that_a_line_parts_are_whole() {
        for (text, language, number, counted) in [
            (
                "On Sunday evening the ministry told reporters that at least twenty-\nfive people had left the town for the border.",
                "en",
                "25",
                "people",
            ),
            (
                "On Sunday evening the ministry told reporters that at least 25 refu-\ngees had left the town for the border.",
                "en",
                "25",
                "refu-\ngees",
            ),
            (
                "On Sunday evening the ministry told reporters that more than\n> 25 refugees had left.",
                "en",
                "25",
                "refugees",
            ),
            (
                "Nach Angaben des Ministeriums haben seit Sonntag mindestens 25 Flücht-\nlinge die Stadt verlassen.",
                "de",
                "25",
                "Flücht-\nlinge",
            ),
            (
                "D'après le ministère, depuis dimanche soir au moins vingt-\ncinq personnes ont quitté la ville.",
                "fr",
                "25",
                "personnes",
            ),
        ] {
            let options =
                crate::recognize::Options { language: Some(language), ..Default::default() };
            let found = crate::recognize::recognize(text, &options);
            let quantity = found.quantities.first().unwrap();
            assert!(
                format!("{:?}", quantity.value).contains(number),
                "{:?} {text}",
                quantity.value
            );
            let word = quantity.counted.as_ref().map(|counted| counted.span.shown(text));
            assert_eq!(word, Some(counted), "{text}");
        }
    }

    /// Broken to a width at its blanks, nothing changes but the chars at the wraps.
    #[test]
    fn a_broken_text_gives_what_it_gave_before() {
        for (text, language) in [
            (include_str!("../../seeds/000_d783d876d3f5d968.txt"), "en"),
            (include_str!("../../seeds/002_371c06971a596525.txt"), "en"),
            (include_str!("../../seeds/003_096ce20312727804.txt"), "en"),
            (
                "Wie das Ministerium am Sonntag mitteilte, sind mehr als zweitausendneunhundert Flüchtlinge aus Bergkarabach angekommen. Unter ihnen sind dem Ministerium zufolge mindestens 300 Kinder.",
                "de",
            ),
            (
                "По данным министерства, к вечеру 24 сентября в Армению въехали более двух тысяч девятисот беженцев. Министр заявил, что среди них не менее 300 детей.",
                "ru",
            ),
            (
                "أعلنت الحكومة مساء الأحد أن أكثر من 2900 لاجئ دخلوا أرمينيا من ناغورني قره باغ منذ فتح الممر. وقال رئيس الوزراء إن بينهم ما لا يقل عن 300 طفل، وإن البلاد مستعدة لاستقبالهم جميعا بعد إعداد 40 ألف مكان في الفنادق والمدارس. وطلبت الأمم المتحدة السماح لفرقها بالدخول إلى المنطقة في أقرب وقت ممكن.",
                "ar",
            ),
        ] {
            let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
            let whole = lines.join("\n\n");
            for width in [50, 60, 66, 72, 80] {
                let mut broken = whole.clone().into_bytes();
                let (mut column, mut blank) = (0, None);
                for (at, c) in whole.char_indices() {
                    column += 1;
                    if c == '\n' {
                        (column, blank) = (0, None);
                    }
                    if let Some(last) = blank.filter(|_| column > width) {
                        broken[last] = b'\n';
                        column = whole.get(last + 1..at).unwrap_or_default().chars().count() + 1;
                        blank = None;
                    }
                    if c == ' ' {
                        blank = Some(at);
                    }
                }
                let broken = String::from_utf8(broken).unwrap();
                agree(&broken, language);
                let options =
                    crate::recognize::Options { language: Some(language), ..Default::default() };
                let [mut before, mut now] =
                    [&whole, &broken].map(|text| crate::recognize::recognize(text, &options));
                // Headlines of two lines are paragraphs as well; only what they are is told by their line.
                (before.parts, now.parts) = (Vec::new(), Vec::new());
                assert_eq!(before.sentences, now.sentences, "{width} {broken}");
                assert!(before == now, "{width} {broken}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_lines_are_cut_the_same_way(
            text in "([ aA1.!?…,’'\"“”()\\[\\]「」。•@\n\u{200B}\u{AD}\u{202E}\u{FEFF}-]|1\\.|Mr\\. |U\\.S\\. |a\\) |b\\) |\\. The ){0,60}",
        ) {
            agree(&text, "en");
        }

        #[test]
        fn asking_anywhere_answers_with_sentences(
            text in "[ aA.!?“”\"\r\n字]{0,60}|\\PC{0,60}",
            a in 0_usize..200,
            b in 0_usize..200,
        ) {
            let segments = Segments::new(&article(&text), "");
            let all: Vec<_> = (0..segments.paragraph_count())
                .flat_map(|i| segments.of_paragraph(i).to_vec())
                .collect();
            let asked = Span::new(a, b.max(a + 1));
            let expected: Vec<_> = all.iter().copied().filter(|s| s.overlaps(asked)).collect();
            prop_assert_eq!(segments.touching(asked), expected);
            for found in [segments.sentence_at(a), segments.next_sentence(a), segments.prev_sentence(a)] {
                prop_assert!(found.is_none_or(|sentence| all.contains(&sentence)));
            }
        }
    }
}

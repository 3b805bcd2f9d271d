//! Texts drawn with `⏎` where an end of line is a wrap, and `¬` where it also parts a word.

use super::*;
use crate::model::Span;

/// What `paragraphs` makes of a text: one line each, wraps drawn.
fn drawn(text: &str) -> String {
    let mut out = Vec::new();
    for span in paragraphs(text) {
        let (mut line, mut at) = (String::new(), span.start);
        for wrap in wraps(text, span) {
            line.push_str(text.get(at..wrap.cut().start).unwrap_or_default());
            line.push(if wrap.glued { '¬' } else { '⏎' });
            at = wrap.span.end;
        }
        line.push_str(text.get(at..span.end).unwrap_or_default());
        out.push(line);
    }
    out.join("\n")
}

fn fill(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut columns = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if columns > 0 && columns + 1 + length > width {
            out.push('\n');
            columns = 0;
        } else if columns > 0 {
            out.push(' ');
            columns += 1;
        }
        out.push_str(word);
        columns += length;
    }
    out
}

const PROSE: [&str; 8] = [
    "The government said in a statement late on Sunday that more than 2,900 refugees had entered Armenia from Nagorno-Karabakh since the corridor was opened. Prime Minister Nikol Pashinyan told a meeting in Yerevan that Armenia was ready to take in all of them, and that 40,000 places had been prepared. The United Nations asked for access.",
    "Правительство сообщило в воскресенье вечером, что после открытия коридора в Армению из Нагорного Карабаха въехали более 2900 беженцев. Премьер-министр Никол Пашинян заявил на заседании в Ереване, что страна готова принять всех, и что подготовлено 40 000 мест. ООН просит доступа.",
    "Կառավարությունը կիրակի երեկոյան հայտնեց, որ միջանցքի բացումից հետո Լեռնային Ղարաբաղից Հայաստան է մտել ավելի քան 2900 փախստական։ Վարչապետ Նիկոլ Փաշինյանը Երևանում կայացած նիստում ասաց, որ երկիրը պատրաստ է ընդունել բոլորին։",
    "Hükümet pazar akşamı yaptığı açıklamada koridorun açılmasından bu yana Dağlık Karabağ'dan 2.900'den fazla mültecinin Ermenistan'a girdiğini bildirdi. Başbakan Nikol Paşinyan Erivan'daki toplantıda ülkenin herkesi almaya hazır olduğunu söyledi.",
    "أعلنت الحكومة مساء الأحد أن أكثر من 2900 لاجئ دخلوا أرمينيا من ناغورني قره باغ منذ فتح الممر. وقال رئيس الوزراء نيكول باشينيان في اجتماع في يريفان إن البلاد مستعدة لاستقبالهم جميعا، وإنه تم إعداد 40 ألف مكان. وطلبت الأمم المتحدة السماح لها بالدخول.",
    "Le gouvernement a annoncé dimanche soir dans un communiqué que plus de 2 900 réfugiés étaient entrés en Arménie depuis l'ouverture du corridor. Le Premier ministre Nikol Pachinian a déclaré à Erevan que le pays était prêt à les accueillir tous.",
    "Die Regierung teilte am Sonntagabend mit, dass seit der Öffnung des Korridors mehr als 2.900 Flüchtlinge aus Bergkarabach nach Armenien gekommen seien. Ministerpräsident Nikol Paschinjan sagte bei einer Sitzung in Eriwan, das Land sei bereit, alle aufzunehmen.",
    "El Gobierno informó el domingo por la noche de que más de 2.900 refugiados habían entrado en Armenia desde que se abrió el corredor. El primer ministro Nikol Pashinián dijo en una reunión en Ereván que el país estaba dispuesto a acogerlos a todos.",
];

/// Whatever the width: one paragraph, whose wraps are all of its ends of line.
fn is_one(text: &str) -> bool {
    paragraphs(text).len() == 1
}

#[test]
fn prose_of_all_scripts_is_one_paragraph_at_any_width() {
    for prose in PROSE {
        for width in 44..90 {
            let text = fill(prose, width);
            assert!(is_one(&text), "{width}: {}", drawn(&text));
            assert!(is_one(&text.replace('\n', "\r\n")), "{width}");
            assert!(is_one(&text.replace('\n', " \r")), "{width}");
            let quoted = format!("> {}", text.replace('\n', "\n> "));
            assert!(is_one(&quoted), "{width}: {}", drawn(&quoted));
            let indented = format!("    {text}");
            assert!(is_one(&indented), "{width}: {}", drawn(&indented));
        }
    }
}

#[test]
fn paragraphs_part_at_empty_lines_indents_and_short_last_lines() {
    for width in [60, 66, 72, 76, 80] {
        for (one, two) in PROSE.iter().zip(PROSE.iter().cycle().skip(1)) {
            let (one, two) = (fill(one, width), fill(two, width));
            for (between, before) in [("\n\n", ""), ("\n", "   "), ("\n", "\t"), ("\n \n", "")] {
                let text = format!("{before}{one}{between}{before}{two}");
                assert_eq!(paragraphs(&text).len(), 2, "{width}: {}", drawn(&text));
            }
            let last = one.lines().last().unwrap_or_default().chars().count();
            if last + 20 < width {
                let text = format!("{one}\n{two}");
                assert_eq!(paragraphs(&text).len(), 2, "{width}: {}", drawn(&text));
            }
        }
    }
}

#[test]
fn what_is_no_prose_stays_as_it_is() {
    for text in [
        "one\r\n\r\n  \ntwo\rthree\u{2028}four",
        "A headline without a stop\nBy John Smith\nLeave a Reply",
        "More than 2,900 refugees enter Armenia from Nagorno-Karabakh\nBy John Smith\nYEREVAN, Sept 24 (Reuters)\nThe road opened.",
        "Killed: 45\nInjured: 120\nNumber of displaced: 12,000",
        "Goris\t12\t120\nVardenis\t7\t45\nKornidzor\t3\t2900",
        "Place        Killed     Wounded\nGoris            12         120\nthe others        7          45",
        "apples from the market\nbread from the baker\nmilk\nfour pounds of cherries",
        "- the road was opened on Sunday by the peacekeepers who hold it\n- the first buses came at noon\n- 2,900 people were counted so far by the ministry of the interior",
        "1. Refugees who have entered Armenia from the region so far\n2. People who were wounded in the explosion at the depot\n3. Missing",
        "a) the number of people who entered the country by the one road\nb) the number of those who left it",
        "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:\nRough winds do shake the darling buds of May,\nAnd summer's lease hath all too short a date;",
        "Мой дядя самых честных правил,\nКогда не в шутку занемог,\nОн уважать себя заставил\nИ лучше выдумать не мог.",
        "From: John Smith <john@example.org>\nTo: Mary Jones <mary@example.org>\nSubject: refugees who have entered Armenia since the road was opened\nDate: Sun, 24 Sep 2023 22:00:00 +0400",
        "Best regards,\nJohn Smith\nReuters Bureau Chief\nTel. +374 10 123456",
        "-- \nJohn Smith, who writes for several newspapers in the capital\nand sells insurance",
        "He said 5 people were hurt when the bus left the road on Sunday.\nShe left.\nThe police came at noon and closed the road for several hours.",
        "أرمينيا: أكثر من 2900 لاجئ\nأذربيجان تفتح الممر\nروسيا ترسل قوات حفظ السلام إلى المنطقة\nالأمم المتحدة",
        "تويتر\nشارك",
    ] {
        let lines = text.split(['\n', '\r', '\u{2028}']).filter(|line| !line.trim().is_empty());
        let expected: Vec<&str> = lines.collect();
        let found: Vec<_> = paragraphs(text).into_iter().map(|span| span.shown(text)).collect();
        assert_eq!(found, expected, "{}", drawn(text));
    }
}

#[test]
fn two_lines_are_one_where_the_sentence_goes_on() {
    for (text, one) in [
        (
            "The government said on Tuesday that more than\n2,900 refugees had entered Armenia.",
            true,
        ),
        (
            "The government said on Tuesday that more than 2,900\nrefugees had entered Armenia.",
            true,
        ),
        ("وقالت الحكومة يوم الثلاثاء إن أكثر من\n2900 لاجئ دخلوا أرمينيا.", false),
        ("The government said on Tuesday that more than two\nthousand had come", true),
        ("People who were killed in the fighting so far this year\n45", false),
        (
            "The road to the enclave was opened again on Sunday\nIt had been closed since June.",
            false,
        ),
        (
            "According to the Ministry of Internal Affairs of the country,\nPrime Minister Pashinyan left.",
            false,
        ),
    ] {
        assert_eq!(is_one(text), one, "{}", drawn(text));
    }
}

#[test]
fn lists_and_quotes_hold_their_lines() {
    for (text, expected) in [
        (
            "- the road was opened on Sunday by the peacekeepers who\n  hold it, and the first buses came at noon with women and\n  children\n- 2,900 people were counted",
            "- the road was opened on Sunday by the peacekeepers who⏎hold it, and the first buses came at noon with women and⏎children\n- 2,900 people were counted",
        ),
        (
            "The number of those who died in the attack on the depot rose to\n24. In 2013 it was lower by far, as the ministry of the interior\nsaid.",
            "The number of those who died in the attack on the depot rose to⏎24. In 2013 it was lower by far, as the ministry of the interior⏎said.",
        ),
        (
            "> The government said on Tuesday that more than two thousand\n> had come.\n\nThat is not what I have heard from the people of the city who\nwent there.",
            "> The government said on Tuesday that more than two thousand⏎had come.\nThat is not what I have heard from the people of the city who⏎went there.",
        ),
        (
            "John wrote:\n> The government said on Tuesday that more than two thousand\n> had come.\nNo.",
            "John wrote:\n> The government said on Tuesday that more than two thousand⏎had come.\nNo.",
        ),
        (
            "In a statement that was released late on Sunday the govern-\nment said that more than two thousand people from Nagorno-\nKarabakh had come in a long row of cars, most of them 40-\nyear-old ones. Nobody had ever seen such a take-and-\nhold force in the region.",
            "In a statement that was released late on Sunday the govern¬ment said that more than two thousand people from Nagorno-¬Karabakh had come in a long row of cars, most of them 40-¬year-old ones. Nobody had ever seen such a take-and-¬hold force in the region.",
        ),
    ] {
        assert_eq!(drawn(text), expected);
    }
}

#[test]
fn a_part_has_the_wraps_of_the_whole() {
    let mut text = String::new();
    for (at, prose) in PROSE.iter().cycle().take(200).enumerate() {
        text.push_str(&fill(prose, 60 + at % 3));
        text.push_str(if at % 3 == 0 { "\n\n" } else { "\n" });
    }
    let whole = wraps(&text, Span { start: 0, end: text.len() });
    for from in (0..text.len()).step_by(997) {
        let part = Span::new(text.floor_char_boundary(from), text.floor_char_boundary(from + 5000));
        let inside: Vec<Wrap> =
            whole.iter().filter(|wrap| part.covers(wrap.cut())).copied().collect();
        assert_eq!(wraps(&text, part), inside);
    }
}

#[test]
fn flowing_words_lead_back() {
    let text = "more than \r\n> 2,900 refu-\n> gees of Nagorno-\n> Karabakh";
    let flowing = Flowing::paragraph(text);
    assert_eq!(flowing.text(), "more than 2,900 refugees of Nagorno-Karabakh");
    for (words, given) in [
        ("than 2,900", "than \r\n> 2,900"),
        ("refugees", "refu-\n> gees"),
        ("of Nagorno-", "of Nagorno-"),
        ("Karabakh", "Karabakh"),
    ] {
        let at = flowing.text().find(words).unwrap_or_default();
        assert_eq!(flowing.given(Span::new(at, at + words.len())).shown(text), given);
    }
    assert_eq!(in_one_line(text).len(), text.len());
}

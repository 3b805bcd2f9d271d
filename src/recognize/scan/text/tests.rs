//! Sentences drawn with `|` where a new one begins, and the parts of articles.

use super::*;
use crate::model::Part;

/// `|` stands where a new sentence begins; `\n` in the text is a line end.
fn check(language: &str, drawn: &str) {
    let text = drawn.replace('|', "");
    let expected: Vec<_> =
        drawn.split(['|', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let lexed = Lexed::new(&text, Table::of(language));
    let found: Vec<_> =
        sentences(&lexed).iter().map(|sentence| sentence.span.shown(&text)).collect();
    assert_eq!(found, expected);
}

fn english(drawn: &str) {
    check("en", drawn);
}

#[test]
fn abbreviations_by_their_kind() {
    english("Gen. Smith met Prof. A. B. Jones of St. Mary’s. |They spoke.");
    english("He works for Apple Inc. in the U.S. |The firm is big.");
    english("The U.S. Senator of N.Y. Tom Ray came. |However, he left.");
    english("See Fig. 5 and p. 12. |No. 7 won. |He said no. |She came on Sept. 24.");
    english("They met at 5 p.m. Monday. |They left at 6 p.m. |Police came at 7 a.m. GMT.");
    english("The bldg. Manager Smith ran 200 km. |Police said so.");
    english("That cost 5 m., i.e. Mr. Smith paid. |You and I. |Did you?");
}

#[test]
fn quotes_brackets_and_what_was_asked() {
    english("“Who is there?” Mr. Smith asked. |“It is me!” |The door opened.");
    english("“Who is there?” he asked. |(He knew.) |Nobody (not even she!) Smith said so.");
    english("He left.[1] |She stayed.12 |The end.\" |So it was.");
    english("It ended.|Then it began. |Node.js and U.S.A.F. stay.");
    english("Great! 😀 |Next one?! |Yes… |And no. |All went to ... Armenia.");
}

#[test]
fn lists_datelines_posts_and_captions() {
    english("1. First thing 2. Second thing. |It goes on.".replace("thing 2", "thing |2").as_str());
    english("a) one |b) two |c) three");
    english("• one item |• another item");
    english("YEREVAN, Sept 24 (Reuters) — The road opened. |It closed.");
    english("date 2023-09-25 |Nearly 3000 people have fled.");
    english("Two ships near Aceh |Image: John Ray.");
    english("Cars near the border. pic.twitter.com/hM9 |— Neil H (@NeilH) May 2, 2023 |He wrote.");
    english("It is open. https://a.org/b |See it?");
    english("A headline without a stop\nBy John Smith\nLeave a Reply");
}

#[test]
fn a_number_ends_a_sentence_and_is_an_ordinal() {
    for (language, drawn) in [
        ("en", "It rose to 24. |In 2013 it fell."),
        ("en", "The toll rose to 24. |By 2014 the war was over. |They saw 12. |Police left."),
        (
            "en",
            "See it on page 24. |The rest is lost. |It is No. 24. |The end. |So says § 24. |Nobody reads it.",
        ),
        ("en", "He came on 24. June 2013 and left."),
        ("de", "Die Zahl stieg auf 24. |Im Jahr 2013 sank sie. |Es waren 24. |In 2013 sank sie."),
        ("de", "Er kam am 24. Juni 2013. |Am 3. Oktober ging er. |Am 24. Juni kam er."),
        (
            "de",
            "Im 19. Jahrhundert war es so. |Das steht auf Seite 24. |Der Rest fehlt. |Das sagt § 24. |Niemand liest ihn. |Es ist Nr. 24. |Die Polizei kam.",
        ),
        ("fr", "Le bilan est passé à 24. |En 2013, il a baissé."),
        ("es", "La cifra subió a 24. |En 2013 bajó. |Vive en los EE. UU. con 24 personas."),
        ("ru", "Число выросло до 24. |В 2013 году оно упало."),
        ("hy", "Թիվը հասավ 24։ |2013 թվականին այն նվազեց։"),
        (
            "tr",
            "Sayı 24'e çıktı. |2013'te düştü. |1939'da 2. Dünya Savaşı başladı. |Bu, 24. Dönem milletvekiliydi.",
        ),
        ("ar", "ارتفع العدد إلى 24. |وفي 2013 انخفض."),
        ("und", "Přišel 7. dubna 2020. |Dne 12. Května odešel. |Bylo jich 24. |V 2013 odešli."),
    ] {
        check(language, drawn);
    }
}

#[test]
fn doubled_marks_of_the_wires_are_quotation_marks() {
    english("''It is over,'' he said. |''They have gone.'' |The road is shut.");
    english(
        "He said, ``It is over.'' |The rest left. |``We go,'' she said. |``Who are they?'' |Nobody knew.",
    );
    english("He asked: ''Who is there?'' and left. |It was ''the end''. |Then it began.");
    check(
        "de",
        "``Es ist vorbei.'' |Der Rest ging. |''Wir gehen'', sagte sie. |''Wer ist da?'' |Niemand wusste es.",
    );
    check(
        "fr",
        "``C'est fini.'' |Les autres sont partis. |''Nous partons'', a-t-elle dit. |Il est parti.",
    );
    check("ru", "``Всё кончено.'' |Остальные ушли. |''Мы уходим'', сказала она. |Он ушёл.");
    check("es", "``Se acabó.'' |Los demás se fueron. |''Nos vamos'', dijo ella. |Se fue.");
    check("tr", "''Bitti.'' |Diğerleri gitti. |``Gidiyoruz'' dedi. |Sonra gitti.");
}

#[test]
fn other_scripts() {
    check("hy", "Հայաստան հասավ 1050 մարդ։ |Նրանք փախել էին։");
    check("und", "他来了。|我走了。|好吗？|「来た。」と言った。");
    check("und", "ماذا حدث؟ |طرح الكثير.");
    check("und", "सच्चाई यह है। |हो सकता है।");
    check("und", "Πού είναι; |Τις Κυριακές; ναι.");
    check("und", "Vom 12. Juni 2020 an. |Dr. Novák přišel.");
}

#[test]
fn parts_of_an_article() {
    let text = "200 killed in operation\n\nIt began. It ended.\n\nA rally in Yerevan on May 2 Photo: Reuters\n\
        200 killed in operation\n\nScenes at the border. pic.twitter.com/hM9\n— Neil H (@NeilH) May 2, 2023\nIt went on.";
    let lexed = Lexed::new(text, Table::of("en"));
    let sentences = sentences(&lexed);
    let shown: Vec<_> = sentences
        .iter()
        .zip(parts(&lexed, &sentences, true))
        .map(|(sentence, part)| (sentence.span.shown(text), part))
        .collect();
    let expected = [
        ("200 killed in operation", Part::Headline),
        ("It began.", Part::Body),
        ("It ended.", Part::Body),
        ("A rally in Yerevan on May 2", Part::Caption),
        ("Photo: Reuters", Part::Caption),
        ("200 killed in operation", Part::Headline),
        ("Scenes at the border. pic.twitter.com/hM9", Part::Embed),
        ("— Neil H (@NeilH) May 2, 2023", Part::Embed),
        ("It went on.", Part::Body),
    ];
    assert_eq!(shown, expected);
}

#[test]
fn a_long_line_is_read_in_pieces_and_wholly() {
    let text = "More than 2900 refugees had entered Armenia by 25 September. ".repeat(1000);
    let lexed = Lexed::new(&text, Table::of("en"));
    let found = sentences(&lexed);
    assert_eq!(found.len(), 1000);
    let mut next = 0;
    for sentence in &found {
        assert_eq!(sentence.first, next);
        next = sentence.end;
    }
    assert_eq!(next, lexed.len());
}

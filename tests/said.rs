//! Who says what, in every language: source, cue and content the right way round.

#![allow(clippy::unwrap_used)]

use attest::model::Span;
use attest::recognize::{Options, recognize};

/// Each attribution as `source | cue | content`.
fn said(text: &str, language: &str) -> Vec<String> {
    let found = recognize(text, &Options { language: Some(language), ..Options::default() });
    let joined = |spans: &[Span]| {
        spans.iter().map(|span| span.of(text).unwrap()).collect::<Vec<_>>().join(" … ")
    };
    let all = found.attributions.iter();
    all.map(|one| {
        let sources: Vec<Span> = one.chain.iter().map(|hop| hop.source).collect();
        format!("{} | {} | {}", joined(&sources), joined(&one.cue), joined(&one.content))
    })
    .collect()
}

#[test]
fn a_clause_behind_that_and_its_comma() {
    for (language, text, expected) in [
        (
            "en",
            "The minister said that ten people died.",
            "The minister | said | that ten people died",
        ),
        ("ru", "Министр заявил, что погибли люди.", "Министр | заявил | что погибли люди"),
        ("ru", "Марк отметил, что ничья хороша.", "Марк | отметил | что ничья хороша"),
        ("uk", "Міністр заявив, що загинули люди.", "Міністр | заявив | що загинули люди"),
        ("uk", "Речниця наголосила, що вода чиста.", "Речниця | наголосила | що вода чиста"),
        (
            "de",
            "Der Minister sagte, dass zehn Menschen starben.",
            "Der Minister | sagte | dass zehn Menschen starben",
        ),
        (
            "fr",
            "Le ministre a annoncé que dix personnes sont mortes.",
            "Le ministre | a annoncé | que dix personnes sont mortes",
        ),
        (
            "es",
            "El ministro dijo que diez personas murieron.",
            "El ministro | dijo | que diez personas murieron",
        ),
        (
            "hy",
            "Նախարարը հայտարարեց, որ մարդիկ զոհվել են։",
            "Նախարարը | հայտարարեց | որ մարդիկ զոհվել են",
        ),
        (
            "hy",
            "Նախարարը հայտարարել էր, որ մարդիկ զոհվել են։",
            "Նախարարը | հայտարարել էր | որ մարդիկ զոհվել են",
        ),
        ("ar", "وقال الأمير تشارلز إن زوجته سعيدة.", "الأمير تشارلز | قال | إن زوجته سعيدة"),
        ("ar", "قال الوزير إن عشرة أشخاص قتلوا.", "الوزير | قال | إن عشرة أشخاص قتلوا"),
        (
            "ar",
            "وقال شيخ الأزهر أحمد الطيب: إن النسبة كبيرة.",
            "شيخ الأزهر أحمد الطيب | قال | إن النسبة كبيرة",
        ),
    ] {
        assert_eq!(said(text, language), [expected], "{language}: {text}");
    }
}

#[test]
fn a_source_behind_its_quote() {
    for (language, text, expected) in [
        ("ru", "«Погибли люди», — сказал Гордон.", "Гордон | сказал | «Погибли люди»"),
        ("hy", "«Մարդիկ զոհվել են»,- ասել է Փաշինյանը։", "Փաշինյանը | ասել է | «Մարդիկ զոհվել են»"),
    ] {
        assert_eq!(said(text, language), [expected], "{language}: {text}");
    }
}

#[test]
fn a_preposition_names_whatever_stands_behind_it() {
    for (language, text, expected) in [
        ("fr", "Selon un sondage, il pleut.", "un sondage | Selon | il pleut"),
        (
            "fr",
            "Selon le ministre, dix personnes sont mortes.",
            "le ministre | Selon | dix personnes sont mortes",
        ),
        (
            "es",
            "Según un sondeo, murieron diez personas.",
            "un sondeo | Según | murieron diez personas",
        ),
        (
            "de",
            "Nach Einschätzung der Polizei, starben zehn Menschen.",
            "der Polizei | Nach Einschätzung | starben zehn Menschen",
        ),
        ("ru", "По оценкам экспертов, погибли люди.", "экспертов | По оценкам | погибли люди"),
    ] {
        assert_eq!(said(text, language), [expected], "{language}: {text}");
    }
    assert_eq!(said("Ten per cent of them died.", "en"), [] as [&str; 0]);
}

/// The attributions of a text of one language, in order.
type Row<'a> = (&'a str, &'a str, &'a [&'a str]);

fn check(rows: &[Row<'_>]) {
    for (language, text, expected) in rows {
        assert_eq!(said(text, language), *expected, "{language}: {text}");
    }
}

#[test]
fn before_behind_and_around_in_every_language() {
    check(&[
        (
            "de",
            "Die Polizei teilte am Samstag mit, der Zug falle aus.",
            &["Die Polizei | teilte … mit | der Zug falle aus"],
        ),
        (
            "de",
            "Der Sprecher gab am Montag bekannt, dass zehn Menschen starben.",
            &["Der Sprecher | gab … bekannt | dass zehn Menschen starben"],
        ),
        (
            "de",
            "„Zehn Menschen starben“, räumte der Minister ein.",
            &["der Minister | räumte … ein | „Zehn Menschen starben“"],
        ),
        (
            "de",
            "Zehn Menschen starben, teilte die Polizei mit.",
            &["die Polizei | teilte … mit | Zehn Menschen starben"],
        ),
        (
            "de",
            "Der Minister hatte am Montag angekündigt, er werde gehen.",
            &["Der Minister | hatte … angekündigt | er werde gehen"],
        ),
        ("de", "Er sagte, er habe allein gehandelt.", &["Er | sagte | er habe allein gehandelt"]),
        (
            "de",
            "Dem Bericht zufolge starben zehn Menschen.",
            &["Dem Bericht | zufolge | starben zehn Menschen"],
        ),
        (
            "de",
            "Nach Angaben der Polizei starben zehn Menschen.",
            &["der Polizei | Nach Angaben | starben zehn Menschen"],
        ),
        (
            "de",
            "Zehn Menschen sind nach Angaben der Polizei in der Stadt gestorben.",
            &["der Polizei | nach Angaben | Zehn Menschen sind … in der Stadt gestorben"],
        ),
        (
            "de",
            "Am Montag sagte der Minister, dass zehn Menschen starben.",
            &["der Minister | sagte | dass zehn Menschen starben"],
        ),
        (
            "de",
            "In Berlin sagte die Ministerin, zehn Menschen seien gestorben.",
            &["die Ministerin | sagte | zehn Menschen seien gestorben"],
        ),
        (
            "de",
            "Wie die Polizei mitteilte, starben zehn Menschen.",
            &["die Polizei | mitteilte | starben zehn Menschen"],
        ),
        (
            "de",
            "Zehn Menschen starben, wie die Polizei mitteilte.",
            &["die Polizei | mitteilte | Zehn Menschen starben"],
        ),
        ("de", "Zehn Menschen starben, hieß es.", &[" | hieß es | Zehn Menschen starben"]),
        ("de", "Er gab ihr das Buch.", &[]),
        ("de", "Sie teilte das Brot mit ihm.", &[]),
        ("de", "Das Haus, das gestern brannte, stellte die Stadt wieder her.", &[]),
        ("de", "Die Firma kündigte 300 Mitarbeitern.", &[]),
        ("de", "Die Mannschaft gab auf.", &[]),
        (
            "fr",
            "Le ministre a déclaré qu'il partirait.",
            &["Le ministre | a déclaré | qu'il partirait"],
        ),
        (
            "fr",
            "D'après l'AFP, dix personnes sont mortes.",
            &["l'AFP | D'après | dix personnes sont mortes"],
        ),
        (
            "fr",
            "Dix personnes sont mortes, a annoncé le ministre.",
            &["le ministre | a annoncé | Dix personnes sont mortes"],
        ),
        (
            "fr",
            "« Dix personnes sont mortes », a-t-il déclaré.",
            &["il | a-t-il déclaré | « Dix personnes sont mortes »"],
        ),
        (
            "fr",
            "Dix personnes sont mortes, explique-t-elle.",
            &["elle | explique | Dix personnes sont mortes"],
        ),
        (
            "fr",
            "Comme l'a indiqué la police, dix personnes sont mortes.",
            &["la police | l'a indiqué | dix personnes sont mortes"],
        ),
        (
            "fr",
            "Dix personnes sont mortes, a déclaré hier le maire de Paris.",
            &["le maire de Paris | a déclaré | Dix personnes sont mortes"],
        ),
        (
            "fr",
            "La police a indiqué hier que dix personnes étaient mortes.",
            &["La police | a indiqué | que dix personnes étaient mortes"],
        ),
        ("fr", "La note que j'ai lue est longue.", &[]),
        (
            "fr",
            "Selon les autorités, dix personnes sont mortes.",
            &["les autorités | Selon | dix personnes sont mortes"],
        ),
        (
            "es",
            "Diez personas murieron, informó la policía.",
            &["la policía | informó | Diez personas murieron"],
        ),
        (
            "es",
            "Según informó el ministro, murieron diez personas.",
            &["el ministro | informó | murieron diez personas"],
        ),
        (
            "es",
            "Como dijo el alcalde, murieron diez personas.",
            &["el alcalde | dijo | murieron diez personas"],
        ),
        (
            "es",
            "El ministro ha dicho que murieron diez personas.",
            &["El ministro | ha dicho | que murieron diez personas"],
        ),
        (
            "es",
            "Murieron diez personas, según la policía.",
            &["la policía | según | Murieron diez personas"],
        ),
        (
            "es",
            "Diez personas, según la policía, murieron.",
            &["la policía | según | Diez personas … murieron"],
        ),
        (
            "es",
            "Ayer dijo el ministro que murieron diez personas.",
            &["el ministro | dijo | que murieron diez personas"],
        ),
        ("es", "El dicho pueblo está lejos.", &[]),
        (
            "ru",
            "Десять человек погибли, сообщает ТАСС.",
            &["ТАСС | сообщает | Десять человек погибли"],
        ),
        ("ru", "Об этом сообщил министр.", &[]),
        (
            "ru",
            "По словам министра, погибли десять человек.",
            &["министра | По словам | погибли десять человек"],
        ),
        (
            "ru",
            "По данным полиции, погибли десять человек.",
            &["полиции | По данным | погибли десять человек"],
        ),
        (
            "ru",
            "Погибли, по данным полиции, десять человек.",
            &["полиции | по данным | Погибли … десять человек"],
        ),
        (
            "ru",
            "Как сообщила полиция, погибли десять человек.",
            &["полиция | Как сообщила | погибли десять человек"],
        ),
        (
            "ru",
            "«Погибли десять человек», — заявил вчера министр.",
            &["министр | заявил | «Погибли десять человек»"],
        ),
        (
            "ru",
            "Министр сообщил, что погибли десять человек.",
            &["Министр | сообщил | что погибли десять человек"],
        ),
        ("tr", "Bakan on kişinin öldüğünü söyledi.", &["Bakan | söyledi | on kişinin öldüğünü"]),
        ("tr", "Polise göre on kişi öldü.", &["Polise | göre | on kişi öldü"]),
        ("tr", "Reuters'e göre on kişi öldü.", &["Reuters'e | göre | on kişi öldü"]),
        ("tr", "\"On kişi öldü\" dedi Bakan.", &["Bakan | dedi | \"On kişi öldü\""]),
        ("tr", "Bakan, \"On kişi öldü\" diye konuştu.", &["Bakan | konuştu | \"On kişi öldü\""]),
        (
            "tr",
            "Bakan Ali Veli \"On kişi öldü\" dedi.",
            &["Bakan Ali Veli | dedi | \"On kişi öldü\""],
        ),
        (
            "tr",
            "Şirket on kişinin öldüğünü açıkladı.",
            &["Şirket | açıkladı | on kişinin öldüğünü"],
        ),
        (
            "tr",
            "Analistler fiyatların artacağını belirtiyor.",
            &["Analistler | belirtiyor | fiyatların artacağını"],
        ),
        ("tr", "Buna göre davran.", &[]),
        (
            "hy",
            "Ոստիկանության տվյալներով՝ տասը մարդ է զոհվել։",
            &["Ոստիկանության | տվյալներով | տասը մարդ է զոհվել"],
        ),
        (
            "hy",
            "Մասնագետների կարծիքով՝ տասը մարդ է զոհվել։",
            &["Մասնագետների | կարծիքով | տասը մարդ է զոհվել"],
        ),
        (
            "hy",
            "Ըստ ոստիկանության՝ տասը մարդ է զոհվել։",
            &["ոստիկանության | Ըստ | տասը մարդ է զոհվել"],
        ),
        (
            "hy",
            "Տասը մարդ է զոհվել, հայտնում է «Արմենպրեսը»։",
            &["«Արմենպրեսը» | հայտնում է | Տասը մարդ է զոհվել"],
        ),
        (
            "hy",
            "«Տասը մարդ է զոհվել»,- ասաց Փաշինյանը։",
            &["Փաշինյանը | ասաց | «Տասը մարդ է զոհվել»"],
        ),
        ("hy", "Նախարարի խոսքով՝ տասը մարդ է զոհվել։", &["Նախարարի | խոսքով | տասը մարդ է զոհվել"]),
        ("hy", "Նախարարը, ըստ էության, հեռացավ։", &[]),
        ("ar", "وقال الوزير إن عشرة أشخاص قتلوا.", &["الوزير | قال | إن عشرة أشخاص قتلوا"]),
        ("ar", "بحسب الشرطة، قتل عشرة أشخاص.", &["الشرطة | بحسب | قتل عشرة أشخاص"]),
        ("ar", "وفقا للشرطة، قتل عشرة أشخاص.", &["للشرطة | وفقا | قتل عشرة أشخاص"]),
        ("ar", "وأضاف الوزير أن عشرة أشخاص قتلوا.", &["الوزير | أضاف | أن عشرة أشخاص قتلوا"]),
        ("ar", "وحذرت المنظمة من أن الوضع خطير.", &["المنظمة | حذرت | أن الوضع خطير"]),
        ("ar", "قتل عشرة أشخاص، بحسب وزارة الصحة.", &["وزارة الصحة | بحسب | قتل عشرة أشخاص"]),
        ("ar", "وأشار الوزير إلى أن عشرة أشخاص قتلوا.", &["الوزير | أشار | أن عشرة أشخاص قتلوا"]),
        (
            "ru",
            "Погибли десять человек. Об этом сообщил министр.",
            &["министр | сообщил | Погибли десять человек"],
        ),
        (
            "hy",
            "Տասը մարդ է զոհվել։ Այս մասին հայտնում է «Արմենպրեսը»։",
            &["«Արմենպրեսը» | հայտնում է | Տասը մարդ է զոհվել"],
        ),
        (
            "ru",
            "Погибли десять человек, сообщается на сайте.",
            &[" | сообщается | Погибли десять человек"],
        ),
        (
            "es",
            "Murieron diez personas. Así lo informó la policía.",
            &["la policía | informó | Murieron diez personas"],
        ),
        (
            "de",
            "Er sagte nicht, dass zehn Menschen starben.",
            &["Er | sagte | dass zehn Menschen starben"],
        ),
        (
            "fr",
            "Il n'a pas dit que dix personnes étaient mortes.",
            &["Il | n'a pas dit | que dix personnes étaient mortes"],
        ),
    ]);
}

//! Who says what, in every language: source, cue and content the right way round.

#![allow(clippy::unwrap_used)]

use attest::model::{Act, Framing, Span};
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

/// The same, with the hops of its chain, and what the source and the writer do where that is not plain.
fn told(text: &str, language: &str) -> Vec<String> {
    let found = recognize(text, &Options { language: Some(language), ..Options::default() });
    let joined = |spans: &[Span]| {
        spans.iter().map(|span| span.of(text).unwrap()).collect::<Vec<_>>().join(" … ")
    };
    let all = found.attributions.iter();
    all.map(|one| {
        let hops: Vec<&str> = one.chain.iter().map(|hop| hop.source.of(text).unwrap()).collect();
        let mut marks = Vec::new();
        if one.act != Act::Asserts {
            marks.push(format!("{:?}", one.act));
        }
        if one.framing != Framing::Neutral {
            marks.push(format!("{:?}", one.framing));
        }
        marks.extend(one.negated.then(|| "negated".to_owned()));
        marks.extend(one.hypothetical.then(|| "hypothetical".to_owned()));
        let marks =
            if marks.is_empty() { String::new() } else { format!(" | {}", marks.join(" ")) };
        format!("{} | {} | {}{marks}", hops.join(" < "), joined(&one.cue), joined(&one.content))
    })
    .collect()
}

fn check_told(rows: &[Row<'_>]) {
    for (language, text, expected) in rows {
        assert_eq!(told(text, language), *expected, "{language}: {text}");
    }
}

#[test]
fn figures_the_unnamed_denials_questions_chains_and_two_speakers() {
    check_told(&[
        ("en", "The ministry reported 20 deaths.", &["The ministry | reported | 20 deaths"]),
        (
            "en",
            "Officials reported at least 20 deaths on Monday.",
            &["Officials | reported | at least 20 deaths on Monday"],
        ),
        ("en", "Hospitals have reported 20 deaths.", &["Hospitals | have reported | 20 deaths"]),
        (
            "en",
            "The ministry confirmed 20 deaths.",
            &["The ministry | confirmed | 20 deaths | Confirms"],
        ),
        ("en", "The army put the toll at 30.", &["The army | put … at | the toll at 30"]),
        (
            "en",
            "The UN put the number of dead at 1,200.",
            &["The UN | put … at | the number of dead at 1,200"],
        ),
        (
            "en",
            "It was reported by Tass that 20 people died.",
            &["Tass | It was reported … by | that 20 people died"],
        ),
        (
            "en",
            "20 people were confirmed dead by the UN.",
            &["the UN | were confirmed … by | 20 people … dead | Confirms"],
        ),
        (
            "en",
            "The deaths of 20 people were confirmed by the ministry.",
            &["the ministry | were confirmed … by | The deaths of 20 people | Confirms"],
        ),
        ("en", "Reportedly, 20 people died.", &[" | Reportedly | 20 people died | Distancing"]),
        ("en", "20 people reportedly died.", &[" | reportedly | 20 people … died | Distancing"]),
        ("en", "20 people are feared dead.", &[" | are feared | 20 people … dead | Distancing"]),
        (
            "en",
            "At least 20 are believed to have died.",
            &[" | are believed | At least 20 … to have died | Distancing"],
        ),
        (
            "en",
            "There are reports of 20 dead.",
            &[" | There are reports of | 20 dead | Distancing"],
        ),
        (
            "en",
            "There were reports that 20 people had died.",
            &[" | There were reports that | 20 people had died | Distancing"],
        ),
        (
            "en",
            "20 people are said to have died.",
            &[" | are said | 20 people … to have died | Distancing"],
        ),
        ("en", "A reported 60 died.", &[]),
        (
            "en",
            "At least 50 people were reported injured.",
            &[" | were reported | At least 50 people … injured | Distancing"],
        ),
        (
            "en",
            "Nobody said that 20 people died.",
            &["Nobody | said | that 20 people died | negated"],
        ),
        ("en", "No one said 20 people died.", &["No one | said | 20 people died | negated"]),
        (
            "en",
            "Neither side said 20 people died.",
            &["Neither side | said | 20 people died | negated"],
        ),
        (
            "en",
            "None of the officials said 20 people died.",
            &["None of the officials | said | 20 people died | negated"],
        ),
        (
            "en",
            "The ministry could neither confirm nor deny that 20 people died.",
            &[
                "The ministry | could neither confirm nor deny | that 20 people died | Declines negated hypothetical",
            ],
        ),
        (
            "en",
            "The ministry would neither confirm nor deny the report.",
            &[
                "The ministry | would neither confirm nor deny | the report | Declines negated hypothetical",
            ],
        ),
        (
            "en",
            "The ministry declined to say whether 20 people died.",
            &["The ministry | declined to say | whether 20 people died | Declines negated"],
        ),
        (
            "en",
            "Did the ministry say 20 people died?",
            &["the ministry | say | 20 people died | hypothetical"],
        ),
        (
            "en",
            "Has the army confirmed that 20 people died?",
            &["the army | confirmed | that 20 people died | Confirms hypothetical"],
        ),
        (
            "en",
            "Who said that 20 people died?",
            &["Who | said | that 20 people died | hypothetical"],
        ),
        (
            "en",
            "The ministry did not say how many died.",
            &["The ministry | did not say | how many died | negated"],
        ),
        (
            "en",
            "Tass quoted the governor as saying 20 people died.",
            &["Tass < the governor | quoted … as saying | 20 people died"],
        ),
        (
            "en",
            "Reuters cited the minister as saying that 20 people died.",
            &["Reuters < the minister | cited … as saying | that 20 people died"],
        ),
        (
            "en",
            "The ministry said, according to Interfax, that 20 people died.",
            &["Interfax < The ministry | said | that 20 people died"],
        ),
        (
            "en",
            "20 people died, the ministry said, according to Interfax.",
            &["Interfax < the ministry | said | 20 people died"],
        ),
        (
            "en",
            "According to Reuters, which cited two officials, 20 people died.",
            &["Reuters < two officials | According to | 20 people died"],
        ),
        (
            "en",
            "According to Reuters, citing two officials, 20 people died.",
            &["Reuters < two officials | According to | 20 people died"],
        ),
        (
            "en",
            "20 people died, Tass reported, citing the governor.",
            &["Tass < the governor | reported | 20 people died"],
        ),
        (
            "en",
            "The governor, quoted by Tass, said 20 people died.",
            &["Tass < The governor | said | 20 people died"],
        ),
        (
            "en",
            "The army said 20 died and the rebels said 30 died.",
            &["The army | said | 20 died", "the rebels | said | 30 died"],
        ),
        (
            "en",
            "The army said 20 died, while the rebels said 30 died.",
            &["The army | said | 20 died", "the rebels | said | 30 died"],
        ),
        (
            "en",
            "The army said 20 died but the rebels claimed 30.",
            &["The army | said | 20 died", "the rebels | claimed | 30 | Distancing"],
        ),
        ("en", "''We lost 20,'' the minister said.", &["the minister | said | ''We lost 20,''"]),
        ("en", "``We lost 20,'' the minister said.", &["the minister | said | ``We lost 20,''"]),
        (
            "en",
            "The minister said: “We lost 20.\n\n“We will not give up.”",
            &["The minister | said | “We lost 20.\n\n“We will not give up.”"],
        ),
        (
            "en",
            "The minister said: “We lost 20 people on Monday.\n\n“We will not give up. We lost much.\n\n“We go on.”",
            &[
                "The minister | said | “We lost 20 people on Monday.\n\n“We will not give up. We lost much.\n\n“We go on.”",
            ],
        ),
        (
            "en",
            "The minister added: ``We lost 20.\n\n``We will not give up.''",
            &["The minister | added | ``We lost 20.\n\n``We will not give up.''"],
        ),
        (
            "en",
            "The minister said ten died. The ministry reported an attack.",
            &["The minister | said | ten died", "The ministry | reported | an attack"],
        ),
        ("en", "The injury was reported to the police.", &[]),
        ("en", "He reported to the office.", &[]),
        ("en", "The toll is put at 20.", &[]),
        ("en", "The ministry announced 20 deaths.", &["The ministry | announced | 20 deaths"]),
        ("en", "The police counted 20 dead.", &["The police | counted | 20 dead"]),
        ("en", "Witnesses spoke of 20 dead.", &["Witnesses | spoke of | 20 dead"]),
        ("en", "The house is known to be old.", &[]),
        (
            "en",
            "Rescuers, quoted by Tass, said 20 people died.",
            &["Tass < Rescuers | said | 20 people died"],
        ),
        (
            "en",
            "The deputies, according to Interfax, confirmed 20 deaths.",
            &["Interfax < The deputies | confirmed | 20 deaths | Confirms"],
        ),
        (
            "en",
            "Interfax quoted a spokesman as saying: “Twenty died.”",
            &["Interfax < a spokesman | quoted … as saying | “Twenty died.”"],
        ),
        (
            "en",
            "It was announced by the ministry that 20 people died.",
            &["the ministry | It was announced … by | that 20 people died"],
        ),
        (
            "en",
            "It was reported that 20 people died.",
            &[" | It was reported | that 20 people died | Distancing"],
        ),
        ("en", "20 people were killed by the army.", &[]),
        ("en", "The house was reported by a reader.", &[]),
        (
            "en",
            "Three of the missing were presumed dead.",
            &[" | were presumed | Three of the missing … dead | Distancing"],
        ),
        ("en", "The team is expected to win.", &[]),
        (
            "en",
            "The army said 20 died, but the rebels said 30 died.",
            &["The army | said | 20 died", "the rebels | said | 30 died"],
        ),
        ("en", "Some said 20 people died.", &["Some | said | 20 people died"]),
        (
            "en",
            "Is it true that 20 people died, as the army said?",
            &["the army | said | Is it true that 20 people died"],
        ),
        (
            "en",
            "“Did 20 people die?” the minister asked.",
            &["the minister | asked | “Did 20 people die?”"],
        ),
        ("en", "The reported 20 deaths shook the town.", &[]),
        ("en", "Doctors recorded 20 deaths in May.", &["Doctors | recorded | 20 deaths in May"]),
        ("en", "He put 30 books on the table.", &[]),
        (
            "en",
            "The bank put the losses at $5 million.",
            &["The bank | put … at | the losses at $5 million"],
        ),
        (
            "en",
            "The minister has not confirmed that 20 people died.",
            &["The minister | has not confirmed | that 20 people died | Confirms negated"],
        ),
        ("en", "The police reports are long.", &[]),
    ]);
}

#[test]
fn the_same_in_other_languages() {
    check_told(&[
        (
            "en",
            "The crew saved 10, and the navy reportedly saved 20.",
            &[" | reportedly | the navy … saved 20 | Distancing"],
        ),
        ("en", "The number is estimated to be 20.", &[]),
        ("en", "A man is said to be ill.", &[" | is said | A man … to be ill | Distancing"]),
        (
            "en",
            "The rebels said the army had reportedly fled.",
            &["The rebels | said | the army had reportedly fled"],
        ),
        ("de", "Das Ministerium meldete 20 Tote.", &["Das Ministerium | meldete | 20 Tote"]),
        ("de", "Die Polizei sprach von 20 Toten.", &["Die Polizei | sprach von | 20 Toten"]),
        (
            "de",
            "Die Behörden bezifferten die Zahl der Toten auf 20.",
            &["Die Behörden | bezifferten … auf | die Zahl der Toten auf 20"],
        ),
        (
            "de",
            "20 Menschen starben angeblich.",
            &[" | angeblich | 20 Menschen starben | Distancing"],
        ),
        (
            "de",
            "Niemand sagte, dass 20 Menschen starben.",
            &["Niemand | sagte | dass 20 Menschen starben | negated"],
        ),
        (
            "de",
            "Hat das Ministerium gesagt, dass 20 Menschen starben?",
            &["das Ministerium | Hat … gesagt | dass 20 Menschen starben | hypothetical"],
        ),
        (
            "de",
            "Das Ministerium sagte, 20 Menschen seien tot, und die Rebellen sagten, 30 Menschen seien tot.",
            &[
                "Das Ministerium | sagte | 20 Menschen seien tot",
                "die Rebellen | sagten | 30 Menschen seien tot",
            ],
        ),
        (
            "de",
            "Tass zitierte den Gouverneur mit den Worten: „20 Menschen starben.“",
            &["Tass < den Gouverneur | zitierte | „20 Menschen starben.“"],
        ),
        ("fr", "Le ministère a annoncé 20 morts.", &["Le ministère | a annoncé | 20 morts"]),
        ("fr", "La police a fait état de 20 morts.", &["La police | a fait état de | 20 morts"]),
        (
            "fr",
            "Personne n'a dit que 20 personnes étaient mortes.",
            &["Personne | n'a dit | que 20 personnes étaient mortes | negated"],
        ),
        (
            "fr",
            "L'armée a dit que 20 étaient morts et les rebelles ont dit que 30 étaient morts.",
            &[
                "L'armée | a dit | que 20 étaient morts",
                "les rebelles | ont dit | que 30 étaient morts",
            ],
        ),
        (
            "fr",
            "Le ministère n'a ni confirmé ni démenti l'attaque.",
            &["Le ministère | n'a ni confirmé ni démenti | l'attaque | Declines negated"],
        ),
        (
            "fr",
            "Le ministère a-t-il dit que 20 personnes étaient mortes ?",
            &["Le ministère | a-t-il dit | que 20 personnes étaient mortes | hypothetical"],
        ),
        (
            "es",
            "El ministerio informó de 20 muertos.",
            &["El ministerio | informó | de 20 muertos"],
        ),
        (
            "es",
            "El ministerio confirmó 20 muertos.",
            &["El ministerio | confirmó | 20 muertos | Confirms"],
        ),
        (
            "es",
            "Nadie dijo que 20 personas murieron.",
            &["Nadie | dijo | que 20 personas murieron | negated"],
        ),
        (
            "es",
            "El ejército dijo que murieron 20 y los rebeldes dijeron que murieron 30.",
            &["El ejército | dijo | que murieron 20", "los rebeldes | dijeron | que murieron 30"],
        ),
        (
            "es",
            "¿Dijo el ministerio que murieron 20 personas?",
            &["el ministerio | Dijo | que murieron 20 personas | hypothetical"],
        ),
        (
            "ru",
            "Министерство сообщило о 20 погибших.",
            &["Министерство | сообщило | о 20 погибших"],
        ),
        (
            "ru",
            "Министерство подтвердило гибель 20 человек.",
            &["Министерство | подтвердило | гибель 20 человек | Confirms"],
        ),
        (
            "ru",
            "Никто не сказал, что погибли 20 человек.",
            &["Никто | не сказал | что погибли 20 человек | negated"],
        ),
        (
            "ru",
            "Министерство не подтвердило и не опровергло сообщения.",
            &["Министерство | не подтвердило и не опровергло | сообщения | Declines negated"],
        ),
        (
            "ru",
            "По некоторым данным, погибли 20 человек.",
            &[" | По некоторым данным | погибли 20 человек | Distancing"],
        ),
        ("ru", "Якобы погибли 20 человек.", &[" | Якобы | погибли 20 человек | Distancing"]),
        (
            "tr",
            "Bakanlık 20 kişinin öldüğünü doğrulamadı.",
            &["Bakanlık | doğrulamadı | 20 kişinin öldüğünü | Confirms negated"],
        ),
        (
            "tr",
            "Kimse 20 kişinin öldüğünü söylemedi.",
            &["Kimse | söylemedi | 20 kişinin öldüğünü | negated"],
        ),
        ("tr", "Bakanlık 20 ölü bildirdi.", &["Bakanlık | bildirdi | 20 ölü"]),
        (
            "hy",
            "Նախարարությունը չի հաստատել, որ 20 մարդ է զոհվել։",
            &["Նախարարությունը | չի հաստատել | որ 20 մարդ է զոհվել | Confirms negated"],
        ),
        (
            "hy",
            "Ոչ ոք չի ասել, որ 20 մարդ է զոհվել։",
            &["Ոչ ոք | չի ասել | որ 20 մարդ է զոհվել | negated"],
        ),
        (
            "ar",
            "لم تؤكد الوزارة أن 20 شخصا قتلوا.",
            &["الوزارة | لم تؤكد | أن 20 شخصا قتلوا | Confirms negated"],
        ),
        (
            "ar",
            "هل قال الوزير إن 20 شخصا قتلوا؟",
            &["الوزير | قال | إن 20 شخصا قتلوا | hypothetical"],
        ),
    ]);
}

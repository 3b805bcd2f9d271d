//! Dates and figures of news sentences in several languages, as tables.

#![allow(clippy::unwrap_used)]

use crate::model::{Basis, Value};
use crate::recognize::{Options, recognize};

/// "printed = EDTF; … | number@time; …" of a text of Sunday, 24 September 2023.
fn told(language: &str, text: &str) -> String {
    let published = Some(("2023-09-24", Basis::Explicit));
    let found = recognize(text, &Options { language: Some(language), published, file_name: None });
    let dates = found
        .dates
        .iter()
        .map(|date| format!("{} = {}", date.span.shown(text), date.edtf.as_deref().unwrap_or("?")));
    let numbers = found.quantities.iter().map(|quantity| {
        let value = match &quantity.value {
            Value::Number(number) => number.as_str().to_owned(),
            Value::Range(low, high) => format!("{}-{}", low.as_str(), high.as_str()),
            _ => "?".to_owned(),
        };
        let time = quantity.as_of.or(quantity.period).and_then(|at| found.dates.get(at));
        let time = time.and_then(|date| date.edtf.as_deref());
        format!("{value}@{}", time.unwrap_or("-"))
    });
    let (dates, numbers) = (dates.collect::<Vec<_>>(), numbers.collect::<Vec<_>>());
    format!("{} | {}", dates.join("; "), numbers.join("; "))
}

fn check(rows: &[(&str, &str, &str)]) {
    let wrong: Vec<_> = rows
        .iter()
        .map(|(language, text, wanted)| (told(language, text), wanted, text))
        .filter(|(found, wanted, _)| found.trim() != **wanted)
        .map(|(found, wanted, text)| format!("{text}\n  found  {found}\n  wanted {wanted}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn years_that_are_printed_otherwise() {
    check(&[
        ("en", "In 2022/23 the club won 9 matches.", "2022/23 = 2022/2023 | 9@2022/2023"),
        ("en", "In FY2023-24 exports rose.", "FY2023-24 = 2023/2024 |"),
        ("en", "FY 2023/24 was good, FY24 was not.", "FY 2023/24 = 2023/2024; FY24 = 2024 |"),
        ("en", "The season 2009-10 began.", "season 2009-10 = 2009/2010 |"),
        ("en", "in the fiscal year 2021-22", "fiscal year 2021-22 = 2021/2022 |"),
        ("en", "In AD 79 it erupted.", "AD 79 = 0079 |"),
        ("en", "It was built in 44 BC, or in 1200 CE.", "44 BC = -0043; 1200 CE = 1200 |"),
        ("en", "An ad 79 seconds long ran.", "79 seconds = PT79S | 79@-"),
        ("en", "the class of ’91, in '98", "’91 = 1991; '98 = 1998 |"),
        ("en", "He said '15 people' in tears.", "| 15@-"),
        ("en", "a 1994 civil war", "1994 = 1994 |"),
        ("en", "a 2000 metre race", "| 2000@-"),
        ("en", "They hold 9 of 14 villages.", "| 9@-; 14@-"),
        ("ja", "2025年3月16日、晴れ", "2025年3月16日 = 2025-03-16 |"),
        ("ko", "2025년 3월 16일", "2025년 3월 16일 = 2025-03-16 |"),
        ("de", "In der Saison 2022/23 siegte er.", "Saison 2022/23 = 2022/2023 |"),
        ("de", "Im Jahr 44 v. Chr. starb er.", "44 v. Chr. = -0043 |"),
        ("fr", "En 2022/23, le club a gagné.", "2022/23 = 2022/2023 |"),
        ("fr", "en 79 après J.-C.", "79 après J.-C. = 0079 |"),
        ("es", "en la temporada 2022/23", "temporada 2022/23 = 2022/2023 |"),
        ("es", "en el año 79 d. C.", "79 d. C. = 0079 |"),
        ("ru", "В сезоне 2022/23 клуб выиграл.", "сезоне 2022/23 = 2022/2023 |"),
        ("ru", "в 44 году до н. э.", "44 году до н. э. = -0043 |"),
        ("tr", "MÖ 44 yılında", "MÖ 44 = -0043 |"),
        ("ar", "في موسم 2022/23", "موسم 2022/23 = 2022/2023 |"),
        ("hy", "2022/23 մրցաշրջանում", "2022/23 = 2022/2023 |"),
    ]);
}

#[test]
fn quarters_of_a_year() {
    check(&[
        ("en", "in the last quarter of 2015", "the last quarter of 2015 = 2015-10-01/2015-12-31 |"),
        ("en", "in the last quarter", "the last quarter = 2023-04-01/2023-06-30 |"),
        ("en", "a quarter of 2015 voters", "| ?@-; 2015@-"),
        ("de", "im letzten Quartal 2015", "letzten Quartal 2015 = 2015-10-01/2015-12-31 |"),
        ("de", "im vierten Quartal 2015", "vierten Quartal 2015 = 2015-10-01/2015-12-31 |"),
        ("fr", "au dernier trimestre 2015", "dernier trimestre 2015 = 2015-10-01/2015-12-31 |"),
        (
            "es",
            "en el cuarto trimestre de 2015",
            "cuarto trimestre de 2015 = 2015-10-01/2015-12-31 |",
        ),
        (
            "tr",
            "2015 yılının dördüncü çeyreğinde",
            "2015 yılının dördüncü çeyreğinde = 2015-10-01/2015-12-31 |",
        ),
        (
            "hy",
            "2015 թվականի չորրորդ եռամսյակում",
            "2015 թվականի չորրորդ եռամսյակում = 2015-10-01/2015-12-31 |",
        ),
        ("ar", "في الربع الأخير من عام 2015", "الربع الأخير من عام 2015 = 2015-10-01/2015-12-31 |"),
    ]);
}

#[test]
fn a_count_behind_a_weekday_or_a_month() {
    check(&[
        ("en", "By Friday 40 more had gone.", "Friday = 2023-09-22 | 40@2023-09-22"),
        ("en", "In June 15 per cent had left.", "June = 2023-06 | 15@2023-06"),
        ("en", "In June 15% had left.", "June = 2023-06 | 15@2023-06"),
        ("en", "Since March 20 more have died.", "March = 2023-03 | 20@2023-03"),
        ("en", "On Tuesday 12 died.", "Tuesday = 2023-09-19 | 12@2023-09-19"),
        ("en", "On Wednesday 30 were hurt.", "Wednesday = 2023-09-20 | 30@2023-09-20"),
        ("en", "On Monday 7 of them died.", "Monday = 2023-09-18 | 7@2023-09-18"),
        ("en", "On June 15 they left.", "June 15 = 2023-06-15 |"),
        ("en", "On June 15 more than 20 died.", "June 15 = 2023-06-15 | 20@2023-06-15"),
        ("en", "On Monday 18 the bank opened.", "Monday 18 = 2023-09-18 |"),
        ("en", "They met on Monday 18.", "Monday 18 = 2023-09-18 |"),
        ("en", "In June 15, 2023, they met.", "June 15, 2023 = 2023-06-15 |"),
        ("de", "Am Montag 7 Verletzte.", "Montag = 2023-09-18 | 7@2023-09-18"),
        ("de", "Am Montag 7 Menschen verletzt.", "Montag = 2023-09-18 | 7@2023-09-18"),
        ("de", "Im Juni 15 Prozent.", "Juni = 2023-06 | 15@2023-06"),
        ("fr", "Lundi 7 personnes sont mortes.", "Lundi = 2023-09-18 | 7@2023-09-18"),
        ("fr", "Lundi 7 mai, il pleuvait.", "Lundi 7 mai = 2023-05-07 |"),
        ("es", "El lunes 7 personas murieron.", "lunes = 2023-09-18 | 7@2023-09-18"),
        ("es", "En junio 15 por ciento.", "junio = 2023-06 | 15@2023-06"),
        ("ru", "В понедельник 7 человек погибли.", "понедельник = 2023-09-18 | 7@2023-09-18"),
        ("ru", "В июне 15 процентов уехали.", "июне = 2023-06 | 15@2023-06"),
        ("tr", "Pazartesi 7 kişi yaralandı.", "Pazartesi = 2023-09-18 | 7@2023-09-18"),
        ("ar", "يوم الاثنين 7 أشخاص قتلوا.", "يوم الاثنين = 2023-09-18 | 7@2023-09-18"),
        ("hy", "Երկուշաբթի 7 մարդ զոհվեց։", "Երկուշաբթի = 2023-09-18 | 7@2023-09-18"),
    ]);
}

#[test]
fn the_line_that_says_when_the_article_is_of() {
    let own = |language: &str, text: &str| {
        let options = Options { language: Some(language), ..Options::default() };
        let published = recognize(text, &options).published;
        published.map_or("-".to_owned(), |own| format!("{} {:?}", own.edtf, own.basis))
    };
    for (language, text, wanted) in [
        (
            "en",
            "A boat sank\n\nOutlet, Saturday 15 March 2025\n\nOn Friday it sank.",
            "2025-03-15 Explicit",
        ),
        (
            "en",
            "A boat sank\nOutlet, 17 March 2025, 07:15 GMT\nIt sank.",
            "2025-03-17T07:15:00Z Explicit",
        ),
        (
            "en",
            "A quake\nAs of 16 March 2025, 12:00 local time\nIt struck.",
            "2025-03-16T12:00:00 Explicit",
        ),
        ("en", "It struck.\n\nReuters, March 17, 2025", "2025-03-17 Explicit"),
        ("en", "GORIS, 15 March 2025. They fled on Friday.", "2025-03-15 Explicit"),
        ("en", "2025年3月16日\nThey fled.", "2025-03-16 Explicit"),
        ("en", "LONDON — March 15, 2025 — They fled.", "2025-03-15 Explicit"),
        (
            "en",
            "Updated: 17 March 2025\nPublished: 15 March 2025\nThey fled.",
            "2025-03-15 Explicit",
        ),
        ("en", "Published 15 March 2025, updated 17 March 2025\nThey fled.", "2025-03-15 Explicit"),
        ("en", "Last updated 17 March 2025\nThey fled.", "2025-03-17 Explicit"),
        ("en", "The war ended on 15 March 2025.\nThey fled.", "-"),
        ("en", "The treaty of 15 March 2025\n\nThey fled.", "-"),
        ("en", "Attack on 15 March 2025: what we know\n\nThey fled.", "-"),
        ("fr", "Séisme\nParis, le 15 mars 2025\nIl a tremblé.", "2025-03-15 Explicit"),
        (
            "fr",
            "Mis à jour le 16 mars 2025\nPublié le 15 mars 2025\nIl a tremblé.",
            "2025-03-15 Explicit",
        ),
        ("de", "Beben\nBerlin, den 15. März 2025\nEs bebte.", "2025-03-15 Explicit"),
        ("de", "Stand: 16. März 2025, 12:00 Uhr\nEs bebte.", "2025-03-16T12:00:00 Explicit"),
        (
            "de",
            "Veröffentlicht am 15.03.2025, aktualisiert am 16.03.2025\nEs bebte.",
            "2025-03-15 Explicit",
        ),
        ("de", "Der Krieg endete am 15. März 2025.\nEs bebte.", "-"),
        ("es", "El País, sábado 15 de marzo de 2025\nTembló.", "2025-03-15 Explicit"),
        ("ru", "Москва, 15 марта 2025 года\nНачалось.", "2025-03-15 Explicit"),
        ("ru", "Обновлено: 16.03.2025\nОпубликовано: 15.03.2025\nНачалось.", "2025-03-15 Explicit"),
        ("tr", "Ankara, 15 Mart 2025\nBaşladı.", "2025-03-15 Explicit"),
        ("ar", "القاهرة، 15 مارس 2025\nبدأ.", "2025-03-15 Explicit"),
        ("hy", "Երևան, 15 մարտի 2025\nՍկսվեց։", "2025-03-15 Explicit"),
    ] {
        assert_eq!(own(language, text), wanted, "{text}");
    }
}

#[test]
fn names_that_a_month_or_a_weekday_begins() {
    check(&[
        ("en", "April Jones said 5 died.", "| 5@-"),
        ("en", "In April Jones said so.", "April = 2023-04 |"),
        ("en", "The Sunday Times said so.", "|"),
        ("en", "On Sunday Israel said so.", "Sunday = 2023-09-24 |"),
        ("en", "August Wilson wrote it in June.", "June = 2023-06 |"),
        ("de", "August Müller kam im Mai.", "Mai = 2023-05 |"),
    ]);
}

#[test]
fn dates_as_forces_and_books_write_them() {
    check(&[
        ("en", "on 21 AUG 22 and 21AUG22", "21 AUG 22 = 2022-08-21; 21AUG22 = 2022-08-21 |"),
        ("en", "On 21 Aug 22 people died.", "21 Aug = 2023-08-21 | 22@2023-08-21"),
        ("en", "It is known (Springer, 2011).", "2011 = 2011 |"),
        ("en", "as shown (Smith et al. 2011)", "2011 = 2011 |"),
        ("en", "many (more than 2011) came", "| 2011@-"),
        ("de", "Es ist bekannt (Verlag, 2011).", "2011 = 2011 |"),
        ("en", "Five died overnight.", "overnight = 2023-09-23 | 5@2023-09-23"),
        ("en", "They left over the weekend.", "weekend = 2023-09-23/2023-09-24 |"),
        ("en", "They left on the 14th.", "14th = 2023-09-14 |"),
        ("de", "Am Wochenende starben sie.", "Wochenende = 2023-09-23/2023-09-24 |"),
    ]);
}

#[test]
fn times_that_their_surroundings_tell() {
    check(&[
        (
            "en",
            "It began between 3 and 5pm.",
            "3 = 2023-09-24T15:00:00; 5pm = 2023-09-24T17:00:00 |",
        ),
        ("en", "It is open from 9 to 5pm.", "9 = 2023-09-24T09:00:00; 5pm = 2023-09-24T17:00:00 |"),
        ("en", "between 3 and 5 people", "| 3-5@-"),
        ("en", "At 22.00 the lights went out.", "22.00 = 2023-09-24T22:00:00 |"),
        ("en", "It closed at 22.37 points.", "| 22.37@-"),
        ("en", "At 1800 hrs they left.", "1800 hrs = 2023-09-24T18:00:00 |"),
        ("en", "at 0530 hours", "0530 hours = 2023-09-24T05:30:00 |"),
        ("en", "They worked 1800 hours.", "1800 hours = PT1800H | 1800@-"),
        ("en", "at half past six", "half past six = 2023-09-24T06:30:00 |"),
        (
            "en",
            "at a quarter to nine in the evening",
            "a quarter to nine in the evening = 2023-09-24T20:45:00 |",
        ),
        ("en", "half past criticism", "|"),
        ("de", "Es begann um halb sieben.", "halb sieben = 2023-09-24T06:30:00 |"),
        ("de", "Es begann um Viertel nach sechs.", "Viertel nach sechs = 2023-09-24T06:15:00 |"),
    ]);
}

#[test]
fn each_figure_has_its_own_time() {
    check(&[
        ("en", "The toll rose to 24 by Friday.", "Friday = 2023-09-22 | 24@2023-09-22"),
        (
            "en",
            "The toll on Friday rose to 23, up from 11.",
            "Friday = 2023-09-22 | 23@2023-09-22; 11@-",
        ),
        (
            "en",
            "There were 500 by Tuesday and 900 by Thursday.",
            "Tuesday = 2023-09-19; Thursday = 2023-09-21 | 500@2023-09-19; 900@2023-09-21",
        ),
        (
            "en",
            "By Tuesday 500 had left and by Thursday 900 had.",
            "Tuesday = 2023-09-19; Thursday = 2023-09-21 | 500@2023-09-19; 900@2023-09-21",
        ),
        (
            "en",
            "It killed 12 people on Monday and 7 on Wednesday.",
            "Monday = 2023-09-18; Wednesday = 2023-09-20 | 12@2023-09-18; 7@2023-09-20",
        ),
        (
            "en",
            "On Friday 20 died and 30 were hurt.",
            "Friday = 2023-09-22 | 20@2023-09-22; 30@2023-09-22",
        ),
        (
            "en",
            "It was 24 on Monday, 30 on Tuesday and 45 on Wednesday.",
            "Monday = 2023-09-18; Tuesday = 2023-09-19; Wednesday = 2023-09-20 | 24@2023-09-18; 30@2023-09-19; 45@2023-09-20",
        ),
        (
            "en",
            "On Monday 24 died, on Tuesday 30.",
            "Monday = 2023-09-18; Tuesday = 2023-09-19 | 24@2023-09-18; 30@2023-09-19",
        ),
        (
            "en",
            "In 2019 and 2020, 5 and 9 people died, respectively.",
            "2019 = 2019; 2020 = 2020 | 5@2019; 9@2020",
        ),
        (
            "fr",
            "En 2019 et 2020, 5 et 9 personnes sont mortes respectivement.",
            "2019 = 2019; 2020 = 2020 | 5@2019; 9@2020",
        ),
        (
            "en",
            "They were 28 by Friday, compared to 13 on Monday.",
            "Friday = 2023-09-22; Monday = 2023-09-18 | 28@2023-09-22; 13@2023-09-18",
        ),
        ("en", "As of Friday, 20 had died.", "Friday = 2023-09-22 | 20@2023-09-22"),
        ("en", "On Friday the army said it will attack.", "Friday = 2023-09-22 |"),
        ("en", "They will meet on Friday.", "Friday = 2023-09-29 |"),
        (
            "de",
            "Bis Dienstag waren es 500 und bis Donnerstag 900.",
            "Dienstag = 2023-09-19; Donnerstag = 2023-09-21 | 500@2023-09-19; 900@2023-09-21",
        ),
    ]);
}

#[test]
fn day_or_month_first() {
    let readings = |language: &str, text: &str| {
        let found = recognize(text, &Options { language: Some(language), ..Options::default() });
        let shown = found.dates.iter().map(|date| {
            date.edtf.clone().unwrap_or_else(|| format!("?{}", date.readings.join("|")))
        });
        shown.collect::<Vec<_>>().join("; ")
    };
    for (language, text, wanted) in [
        ("en", "On 05/06/2023 they met.", "?2023-05-06|2023-06-05"),
        ("de", "Am 05/06/2023 trafen sie sich.", "?2023-06-05|2023-05-06"),
        ("en", "On 05/06/2023 they met. On 25/06/2023 they left.", "2023-06-05; 2023-06-25"),
        ("en", "On 05/06/2023 they met. On 06/25/2023 they left.", "2023-05-06; 2023-06-25"),
        ("en", "On 05/06/2023 they met. On 5 June 2023 it rained.", "2023-06-05; 2023-06-05"),
        ("fr", "Le 05/06/2023, puis le 25/06/2023.", "2023-06-05; 2023-06-25"),
        ("en", "On 05/05/2023 they met.", "2023-05-05"),
        ("en", "On 25/06/2023 they met.", "2023-06-25"),
        ("de", "Am 05.06.2023 trafen sie sich.", "2023-06-05"),
        (
            "en",
            "On 25/06/2023, 06/25/2023 and 05/06/2023.",
            "2023-06-25; 2023-06-25; ?2023-05-06|2023-06-05",
        ),
    ] {
        assert_eq!(readings(language, text), wanted, "{text}");
    }
}

/// "number [counted | what]; …"
fn counted(language: &str, text: &str) -> String {
    let found = recognize(text, &Options { language: Some(language), ..Options::default() });
    let shown = found.quantities.iter().map(|quantity| {
        let counted = quantity.counted.as_ref();
        let noun = counted.map_or("", |counted| counted.span.shown(text));
        let what = counted.and_then(|counted| counted.what).map_or("", |what| what.shown(text));
        format!("{} [{noun} | {what}]", quantity.number.shown(text))
    });
    shown.collect::<Vec<_>>().join("; ")
}

#[test]
fn labels_and_subjects_say_what_is_counted() {
    let rows = [
        ("en", "Killed: 45 / Injured: 120", "45 [Killed | Killed]; 120 [Injured | Injured]"),
        ("en", "Killed: 45\nInjured: 120", "45 [Killed | Killed]; 120 [Injured | Injured]"),
        ("en", "DEATHS: 3 CASES: 12", "3 [DEATHS | ]; 12 [CASES | ]"),
        ("en", "Number of displaced: 12,000", "12,000 [displaced | displaced]"),
        ("en", "People displaced: 12,000", "12,000 [People | displaced]"),
        ("en", "The death toll rose to 24.", "24 [death toll | ]"),
        ("en", "The toll has reached 24.", "24 [toll | ]"),
        ("en", "The number of people killed rose to 24.", "24 [people | killed]"),
        ("en", "It struck, killing dozens.", "dozens [killing | killing]"),
        ("en", "At least 50 reported injured.", "50 [reported injured | reported injured]"),
        ("en", "They hold 9 of 14 villages.", "9 [villages | ]; 14 [villages | ]"),
        ("en", "12 feared dead.", "12 [feared dead | feared dead]"),
        ("en", "Temperatures rose to 24.", "24 [ | ]"),
        ("en", "Note: 45 people came.", "45 [people | came]"),
        ("de", "Tote: 3, Verletzte: 12", "3 [Tote | ]; 12 [Verletzte | ]"),
        ("de", "Die Zahl der Toten stieg auf 24.", "24 [Zahl der Toten | ]"),
        ("fr", "Morts : 45", "45 [Morts | ]"),
        ("es", "Número de muertos: 45", "45 [Número de muertos | ]"),
        ("ru", "Погибших: 3", "3 [Погибших | ]"),
        ("tr", "Ölü sayısı 24'e yükseldi.", "24'e [Ölü sayısı | ]"),
        ("ar", "عدد القتلى: 45", "45 [عدد القتلى | ]"),
        ("hy", "Զոհերի թիվը՝ 12", "12 [Զոհերի թիվը | ]"),
    ];
    let wrong: Vec<_> = rows
        .iter()
        .filter_map(|(language, text, wanted)| {
            let found = counted(language, text);
            (found != *wanted).then(|| format!("{text}\n  found  {found}\n  wanted {wanted}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

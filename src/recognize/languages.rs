//! Tests of the tables of words: sentences of each language with the value, qualifier, unit, date and cue that stand in them.

use super::{Options, recognize};
use crate::model::{Basis, QualifierKind as Q, Span, UnitKind, Value};

/// A sentence; the printed number, its value, its qualifier and unit; a date (EDTF, or empty) and a cue (or empty).
type Row<'a> = (&'a str, &'a str, &'a str, Q, UnitKind, &'a str, &'a str);

fn check(language: &str, rows: &[Row<'_>]) {
    let mut wrong = String::new();
    for (text, number, value, qualifier, unit, date, cue) in rows {
        let options = Options {
            language: Some(language),
            published: Some(("2023-09-26", Basis::Explicit)),
            file_name: None,
        };
        let found = recognize(text, &options);
        let of = |span: Span| span.of(text).unwrap_or_default();
        let quantity = found.quantities.iter().find(|quantity| of(quantity.number) == *number);
        let seen = quantity.map(|quantity| {
            let value = match &quantity.value {
                Value::Number(number) => number.to_string(),
                other => format!("{other:?}"),
            };
            (value, quantity.qualifier.kind, quantity.unit.kind.clone())
        });
        let dates: Vec<_> = found.dates.iter().filter_map(|date| date.edtf.clone()).collect();
        let cues: Vec<_> = found
            .attributions
            .iter()
            .flat_map(|found| found.cue.iter())
            .map(|span| of(*span))
            .collect();
        let right = seen == Some(((*value).to_owned(), *qualifier, unit.clone()))
            && (date.is_empty() || dates.iter().any(|found| found == date))
            && (cue.is_empty() || cues.contains(cue));
        if !right {
            let numbers: Vec<_> =
                found.quantities.iter().map(|quantity| of(quantity.phrase)).collect();
            wrong += &format!("{text}\n  {seen:?} of {numbers:?}; {dates:?}; {cues:?}\n");
        }
    }
    assert!(wrong.is_empty(), "{language}:\n{wrong}");
}

#[test]
fn russian() {
    check(
        "ru",
        &[
            (
                "Более 2900 беженцев въехали в Армению к 25 сентября, сообщило правительство.",
                "2900",
                "2900",
                Q::MoreThan,
                UnitKind::Count,
                "2023-09-25",
                "сообщило",
            ),
            (
                "Около 28 тысяч человек прибыли, заявил премьер-министр во вторник.",
                "28 тысяч",
                "28000",
                Q::About,
                UnitKind::Count,
                "",
                "заявил",
            ),
            (
                "По меньшей мере 1,2 миллиона рублей, или 15,5 процента, 20 сентября 2023 года.",
                "1,2 миллиона",
                "1200000",
                Q::AtLeast,
                UnitKind::Money,
                "2023-09-20",
                "",
            ),
            ("Рост составил 15,5 процента.", "15,5", "15.5", Q::Plain, UnitKind::Percent, "", ""),
            (
                "Погибли двадцать два человека.",
                "двадцать два",
                "22",
                Q::Plain,
                UnitKind::Count,
                "",
                "",
            ),
            (
                "По словам министра, почти 13.000 семей покинули дома.",
                "13.000",
                "13000",
                Q::Nearly,
                UnitKind::Count,
                "",
                "По словам",
            ),
        ],
    );
}

#[test]
fn armenian() {
    check(
        "hy",
        &[
            (
                "Սեպտեմբերի 25-ի դրությամբ ավելի քան 2900 փախստական է մտել Հայաստան, հայտնել է կառավարությունը։",
                "2900",
                "2900",
                Q::MoreThan,
                UnitKind::Count,
                "2023-09-25",
                "հայտնել է",
            ),
            (
                "Մոտ 28 հազար մարդ է ժամանել, ասել է վարչապետը։",
                "28 հազար",
                "28000",
                Q::About,
                UnitKind::Count,
                "",
                "ասել է",
            ),
            (
                "Առնվազն 1,2 միլիոն դրամ։",
                "1,2 միլիոն",
                "1200000",
                Q::AtLeast,
                UnitKind::Money,
                "",
                "",
            ),
            ("Աճը 15,5 տոկոս է։", "15,5", "15.5", Q::Plain, UnitKind::Percent, "", ""),
        ],
    );
}

#[test]
fn turkish() {
    check(
        "tr",
        &[
            (
                "Hükümet, 25 Eylül 2023 itibarıyla 2900'den fazla mültecinin giriş yaptığını açıkladı.",
                "2900",
                "2900",
                Q::MoreThan,
                UnitKind::Count,
                "2023-09-25",
                "açıkladı",
            ),
            (
                "Yaklaşık 28 bin kişi ülkeye girdi.",
                "28 bin",
                "28000",
                Q::About,
                UnitKind::Count,
                "",
                "",
            ),
            (
                "En az 1,2 milyon dolar gönderildi.",
                "1,2 milyon",
                "1200000",
                Q::AtLeast,
                UnitKind::Money,
                "",
                "",
            ),
            (
                "Nüfusun yüzde 15,5 oranında arttığı bildirildi.",
                "15,5",
                "15.5",
                Q::Plain,
                UnitKind::Percent,
                "",
                "",
            ),
            ("13.000 kişi kaçtı.", "13.000", "13000", Q::Plain, UnitKind::Count, "", ""),
        ],
    );
}

#[test]
fn arabic() {
    check(
        "ar",
        &[
            (
                "وقالت الحكومة إن أكثر من 2900 لاجئ دخلوا أرمينيا في 25 سبتمبر 2023.",
                "2900",
                "2900",
                Q::MoreThan,
                UnitKind::Count,
                "2023-09-25",
                "قالت",
            ),
            ("وصل نحو ٢٨ ألف شخص.", "٢٨ ألف", "28000", Q::About, UnitKind::Count, "", ""),
            (
                "ما لا يقل عن 3 ملايين دولار.",
                "3 ملايين",
                "3000000",
                Q::AtLeast,
                UnitKind::Money,
                "",
                "",
            ),
            ("وبلغت النسبة ١٥٫٥ في المئة.", "١٥٫٥", "15.5", Q::Plain, UnitKind::Percent, "", ""),
        ],
    );
}

#[test]
fn french() {
    check(
        "fr",
        &[
            (
                "Plus de 13 000 personnes sont arrivées le 25 septembre, a déclaré le gouvernement.",
                "13 000",
                "13000",
                Q::MoreThan,
                UnitKind::Count,
                "2023-09-25",
                "a déclaré",
            ),
            (
                "Selon le ministère, environ 28 120 réfugiés ont fui depuis dimanche.",
                "28 120",
                "28120",
                Q::About,
                UnitKind::Count,
                "",
                "Selon",
            ),
            (
                "Au moins 1,2 million d'euros et 15,5 pour cent.",
                "1,2 million",
                "1200000",
                Q::AtLeast,
                UnitKind::Money,
                "",
                "",
            ),
            ("La hausse est de 15,5 %.", "15,5", "15.5", Q::Plain, UnitKind::Percent, "", ""),
            (
                "Près de vingt-deux mille habitants ont quitté la région.",
                "vingt-deux mille",
                "22000",
                Q::Nearly,
                UnitKind::Count,
                "",
                "",
            ),
        ],
    );
}

#[test]
fn german() {
    check(
        "de",
        &[
            (
                "Mehr als 13.000 Menschen sind bis zum 25. September geflohen, sagte der Minister am Dienstag.",
                "13.000",
                "13000",
                Q::MoreThan,
                UnitKind::Count,
                "2023-09-25",
                "sagte",
            ),
            (
                "Laut Regierung kamen rund 28.120 Flüchtlinge an.",
                "28.120",
                "28120",
                Q::About,
                UnitKind::Count,
                "",
                "Laut",
            ),
            (
                "Mindestens 1,2 Millionen Euro wurden gezahlt.",
                "1,2 Millionen",
                "1200000",
                Q::AtLeast,
                UnitKind::Money,
                "",
                "",
            ),
            (
                "Der Anteil stieg um 15,5 Prozent.",
                "15,5",
                "15.5",
                Q::Plain,
                UnitKind::Percent,
                "",
                "",
            ),
            (
                "Fast zwei Millionen Menschen leben dort.",
                "zwei Millionen",
                "2000000",
                Q::Nearly,
                UnitKind::Count,
                "",
                "",
            ),
        ],
    );
}

#[test]
fn spanish() {
    check(
        "es",
        &[
            (
                "Más de 13.000 personas llegaron el 25 de septiembre de 2023, según el gobierno.",
                "13.000",
                "13000",
                Q::MoreThan,
                UnitKind::Count,
                "2023-09-25",
                "según",
            ),
            (
                "Unos 28.120 refugiados huyeron, dijo el portavoz el martes.",
                "28.120",
                "28120",
                Q::About,
                UnitKind::Count,
                "",
                "dijo",
            ),
            (
                "Al menos 1,2 millones de dólares y 15,5 por ciento.",
                "1,2 millones",
                "1200000",
                Q::AtLeast,
                UnitKind::Money,
                "",
                "",
            ),
            ("El aumento fue del 15,5 %.", "15,5", "15.5", Q::Plain, UnitKind::Percent, "", ""),
            (
                "Casi treinta y dos mil habitantes huyeron.",
                "treinta y dos mil",
                "32000",
                Q::Nearly,
                UnitKind::Count,
                "",
                "",
            ),
        ],
    );
}

#[test]
fn a_language_without_a_table_has_its_digits() {
    check(
        "it",
        &[("Sono arrivate 13.000 persone.", "13.000", "13000", Q::Plain, UnitKind::Count, "", "")],
    );
    check(
        "it",
        &[(
            "La crescita è del 15,5 % da allora.",
            "15,5",
            "15.5",
            Q::Plain,
            UnitKind::Percent,
            "",
            "",
        )],
    );
}

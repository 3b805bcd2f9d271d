//! Qualifiers, compounds, lost blanks, halves, ages.

use super::rows::check_rows;

#[test]
fn qualifiers() {
    check_rows(&[
        (
            "en",
            "barely 20, hardly 30, a good 300 people",
            "20=20 Nearly; 30=30 Nearly; 300=300 (people) JustOver",
        ),
        ("en", "north of 300 people, as few as 20", "300=300 (people) MoreThan; 20=20 AtLeast"),
        ("en", "The toll passed 300, having neared 40.", "300=300 MoreThan; 40=40 Nearly"),
        (
            "en",
            "300 people at most, 20 people or more",
            "300=300 (people) AtMost; 20=20 (people) AtLeast",
        ),
        ("en", "20 people at most risk", "20=20 (people)"),
        ("en", "20 people, at least 3 of them", "20=20 (people); 3=3 AtLeast"),
        (
            "en",
            "more than 100 km (60 miles)",
            "100=100 Length:km MoreThan; 60=60 Length:[mi_i] MoreThan",
        ),
        ("en", "about 5 km (10 people)", "5=5 Length:km About; 10=10 (people)"),
        (
            "de",
            "kaum 20 Menschen, gute 30, 20 Menschen höchstens",
            "20=20 (Menschen) Nearly; 30=30 JustOver; 20=20 (Menschen) AtMost",
        ),
        ("de", "rund 100 km (62 Meilen)", "100=100 Length:km About; 62=62 Length:[mi_i] About"),
        ("fr", "à peine 20, 20 personnes au moins", "20=20 Nearly; 20=20 (personnes) AtLeast"),
        (
            "es",
            "apenas 20, superó los 300, 20 personas como máximo",
            "20=20 Nearly; 300=300 MoreThan; 20=20 (personas) AtMost",
        ),
        (
            "ru",
            "едва 20, превысило 300, 20 человек максимум",
            "20=20 Nearly; 300=300 MoreThan; 20=20 (человек) AtMost",
        ),
        ("tr", "neredeyse 20, 20 küsur", "20=20 Nearly; 20=20 About"),
        ("hy", "հազիվ 20 մարդ", "20=20 (մարդ) Nearly"),
        ("ar", "بالكاد 20, لا يزيد عن 20", "20=20 Nearly; 20=20 AtMost"),
    ]);
}

#[test]
fn compounds() {
    check_rows(&[
        ("en", "a 300-strong crowd, 300-plus people", "300=300 (crowd); 300=300 (people) AtLeast"),
        (
            "en",
            "a half-dozen men, half-million people",
            "a half-dozen=6 (men); half-million=500000 (people)",
        ),
        ("en", "a three-judge panel, a four-cylinder engine", "three=3 (judge); four=4 (cylinder)"),
        ("en", "a two-way street, one-sided, a one-man show, 18-fold", ""),
        ("en", "a 300-bed hospital, four-legged", "300=300 (bed)"),
        ("en", "a 30Mbps line", "30=30 data_rate:Mbit/s"),
        ("ru", "5-тысячный отряд", "5-тысячный=5000"),
        ("hy", "5-հազարանոց բանակ", "5-հազարանոց=5000"),
        ("ar", "قتل شخص واحد", "واحد=1 (شخص)"),
    ]);
}

#[test]
fn lost_blanks_and_signs_that_cannot_be_seen() {
    check_rows(&[
        ("en", "At least20 people, 300wounded", "20=20 (people) AtLeast; 300=300 (wounded)"),
        ("en", "more than2,900 refugees", "2,900=2900 (refugees) MoreThan"),
        ("en", "covid19 and mp3, B2B, 777 and 20th", "777=777"),
        (
            "de",
            "mindestens20 Menschen, 300Verletzte",
            "20=20 (Menschen) AtLeast; 300=300 (Verletzte)",
        ),
        ("ru", "не менее20 человек, 20человек", "20=20 (человек) AtLeast; 20=20 (человек)"),
        ("fr", "au moins20 personnes, 300blessés", "20=20 (personnes) AtLeast; 300=300 (blessés)"),
        ("es", "al menos20 personas, 300heridos", "20=20 (personas) AtLeast; 300=300 (heridos)"),
        (
            "en",
            "2\u{200B}900 people, 2\u{AD}900, 2\u{2060}900",
            "2\u{200B}900=2900 (people); 2\u{AD}900=2900; 2\u{2060}900=2900",
        ),
        ("en", "2\u{2007}900 people", "2\u{2007}900=2900 (people)"),
    ]);
}

#[test]
fn halves() {
    check_rows(&[
        (
            "en",
            "a mile and a half, two and a half years",
            "a mile and a half=1.5 Length:[mi_i]; two and a half=2.5 Time:a",
        ),
        ("de", "die Hälfte der Menschen, die zweite Hälfte", "Hälfte=1/2"),
        (
            "de",
            "eine halbe Million, anderthalb Millionen",
            "eine halbe Million=500000; anderthalb Millionen=1500000",
        ),
        (
            "ru",
            "половина людей, полтора миллиона, полтора года",
            "половина=1/2 (людей); полтора миллиона=1500000; полтора=1.5 Time:a",
        ),
        (
            "ru",
            "два с половиной миллиона, полмиллиона",
            "два с половиной миллиона=2500000; полмиллиона=500000",
        ),
        (
            "fr",
            "la moitié, un million et demi, deux ans et demi",
            "moitié=1/2; un million et demi=1500000; deux ans et demi=2.5 Time:a",
        ),
        ("fr", "un demi-million, une demi-douzaine", "un demi-million=500000; une demi-douzaine=6"),
        (
            "es",
            "la mitad, un millón y medio, dos años y medio",
            "mitad=1/2; un millón y medio=1500000; dos años y medio=2.5 Time:a",
        ),
        ("es", "media hora, media docena", "media=1/2 Time:h; media docena=6"),
        (
            "tr",
            "yarısı, iki buçuk milyon, bir buçuk yıl",
            "yarısı=1/2; iki buçuk milyon=2500000; bir buçuk=1.5 Time:a",
        ),
        ("hy", "կեսը, մեկուկես միլիոն", "կեսը=1/2; մեկուկես միլիոն=1500000"),
        ("ar", "نصف الناس, مليون ونصف", "نصف=1/2; مليون ونصف=1500000"),
    ]);
}

#[test]
fn ages() {
    check_rows(&[
        ("en", "a man in his 40s", "40s=40..49 Age:a"),
        ("en", "She is in her early 60s.", "60s=60..63 Age:a"),
        ("en", "in his mid-50s, in her late twenties", "50s=54..56 Age:a; twenties=27..29 Age:a"),
        ("en", "in the 40s, in the 1940s", ""),
        ("en", "a boy, 5, died", "5=5 Age:a"),
        ("ru", "35-летний мужчина, двухлетний план", "35=35 Age:a"),
        ("hy", "35-ամյա տղամարդ", "35=35 Age:a"),
        ("de", "ein 35-jähriger Mann", "35=35 Age:a"),
        ("es", "un hombre de 35 años, tiene 35 años", "35=35 Age:a; 35=35 Age:a"),
        ("es", "Ana Ruiz, de 35 años, durante 35 años", "35=35 Age:a; 35=35 Time:a"),
        ("fr", "un homme de 35 ans, Jean Dupont, 35 ans, dit", "35=35 Age:a; 35=35 Age:a"),
        ("fr", "il y a 35 ans, une peine de 35 ans", "35=35 Time:a; 35=35 Time:a"),
        ("tr", "35 yaşındaki adam", "35=35 Age:a"),
        ("ar", "يبلغ من العمر 35 عاما", "35=35 Age:a"),
    ]);
    let dates = |text| crate::recognize::recognize(text, &Default::default()).dates.len();
    assert_eq!(dates("a man in his 40s, in her early forties"), 0);
    assert_eq!(dates("in the 40s"), 1);
}

//! Two ends, one change and one level, tolerances, powers, numbers that share a noun.

use super::rows::check_rows;

#[test]
fn two_ends_of_one_value() {
    check_rows(&[
        ("en", "10‒15 people, 10−15 people", "10‒15=10..15 (people); 10−15=10..15 (people)"),
        ("de", "10−15 Menschen", "10−15=10..15 (Menschen)"),
        ("ru", "10−15 человек", "10−15=10..15 (человек)"),
        ("en", "between 10 km and 500 m", "10=10 Length:km; 500=500 Length:m"),
        ("en", "between 10 km and 50 km", "10 km and 50=10..50 Length:km"),
        ("en", "between two and three hundred people", "two and three hundred=200..300 (people)"),
        ("en", "two or one hundred", "two=2; one hundred=100"),
        ("en", "about 25 to 40 people", "25 to 40=25..40 (people) About"),
        ("en", "at least 25-40 people", "25-40=25..40 (people) AtLeast"),
    ]);
}

#[test]
fn an_open_end_that_a_second_number_closes() {
    check_rows(&[
        ("en", "more than 20 but fewer than 30 people", "20 but fewer than 30=20..30 (people)"),
        ("en", "more than 20 km but less than 30 km", "20 km but less than 30=20..30 Length:km"),
        ("en", "over $20 but under $30", "20 but under $30=20..30 Money:USD"),
        (
            "de",
            "mehr als 20, aber weniger als 30 Menschen",
            "20, aber weniger als 30=20..30 (Menschen)",
        ),
        ("fr", "plus de 20 mais moins de 30 personnes", "20 mais moins de 30=20..30 (personnes)"),
        ("es", "más de 20 pero menos de 30 personas", "20 pero menos de 30=20..30 (personas)"),
        ("ru", "более 20, но менее 30 человек", "20, но менее 30=20..30 (человек)"),
        (
            "en",
            "fewer than 6,000, at least three of them children",
            "6,000=6000 LessThan; three=3 AtLeast",
        ),
        ("en", "More than 20, at most three of them children", "20=20 MoreThan; three=3 AtMost"),
        ("en", "at least 20, possibly 30, people", "20=20 (people) AtLeast; 30=30 (people)"),
        (
            "de",
            "mindestens 20, vielleicht 30, Menschen",
            "20=20 (Menschen) AtLeast; 30=30 (Menschen)",
        ),
        (
            "fr",
            "au moins 20, peut-être 30, personnes",
            "20=20 (personnes) AtLeast; 30=30 (personnes)",
        ),
        ("es", "al menos 20, quizás 30, personas", "20=20 (personas) AtLeast; 30=30 (personas)"),
        ("ru", "не менее 20, возможно 30, человек", "20=20 (человек) AtLeast; 30=30 (человек)"),
    ]);
}

#[test]
fn a_change_and_what_it_came_to() {
    check_rows(&[
        ("en", "It went up by 8 to 31.", "8=8; 31=31"),
        ("en", "The firm cut its staff by 50 to 400.", "50=50; 400=400"),
        ("en", "It fell by 3 percent to 20 percent.", "3=3 Percent:%; 20=20 Percent:%"),
        ("en", "The price rose by 3 to 5 percent.", "3 to 5=3..5 Percent:%"),
        ("en", "Sales fell by 3 to 5 million.", "3 to 5 million=3000000..5000000"),
        ("en", "It rose from 5 to 7.", "5=5; 7=7"),
        ("de", "Sie stieg um 8 auf 31.", "8=8; 31=31"),
        ("es", "Aumentó en 8 hasta 31.", "8=8; 31=31"),
        ("ru", "Число выросло на 8 до 31.", "8=8; 31=31"),
        ("ru", "до 31 человека", "31=31 (человека) UpTo"),
    ]);
}

#[test]
fn tolerances_and_powers() {
    check_rows(&[
        ("en", "500 ± 30 people", "500 ± 30=500 (people)"),
        ("en", "500 people, give or take 50", "500=500 (people)"),
        ("en", "500, give or take 50, people", "500, give or take 50=500"),
        ("de", "500 plus/minus 30, 500 ± 30", "500 plus/minus 30=500; 500 ± 30=500"),
        ("en", "2×10⁵ people, 10⁶ cells", "2×10⁵=200000 (people); 10⁶=1000000 (cells)"),
        ("en", "2×10⁻³ m and 9 m²", "2×10⁻³=0.002 Length:m; 9=9 Area:m2"),
        ("fr", "2×10⁵ personnes", "2×10⁵=200000 (personnes)"),
    ]);
}

#[test]
fn numbers_before_one_noun() {
    check_rows(&[
        (
            "en",
            "In 2019 and 2020, 5 and 9 people died, respectively.",
            "5=5 (people); 9=9 (people)",
        ),
        ("en", "5 and 9 people died in A and B, respectively.", "5=5 (people); 9=9 (people)"),
        ("en", "5, 7 and 9 people", "5=5 (people); 7=7 (people); 9=9 (people)"),
        ("en", "It rose 5% and 9 people left.", "5=5 Percent:%; 9=9 (people)"),
        ("en", "He was 5, 9 people said.", "5=5; 9=9 (people)"),
        ("de", "5 und 9 Menschen", "5=5 (Menschen); 9=9 (Menschen)"),
        ("fr", "5 et 9 personnes", "5=5 (personnes); 9=9 (personnes)"),
        ("es", "5 y 9 personas", "5=5 (personas); 9=9 (personas)"),
        ("ru", "5 и 9 человек", "5=5 (человек); 9=9 (человек)"),
    ]);
}

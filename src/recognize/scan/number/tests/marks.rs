//! Numbers that are no quantities: notes, tags, items, names.

use super::rows::check_rows;

#[test]
fn notes_tags_and_items() {
    check_rows(&[
        ("en", "9 people[4] died. Of 3 men[5][6]", "9=9 (people); 3=3 (men)"),
        ("en", "9 people² died, 9 km²", "9=9 (people); 9=9 Area:km2"),
        ("en", "<i>9</i> people, <b>At least 9 people</b>", "9=9 (people); 9=9 (people) AtLeast"),
        ("en", "> 9 people, <9 people", "9=9 (people) MoreThan; 9=9 (people) LessThan"),
        ("en", "2) 9 people died", "9=9 (people)"),
        ("en", "1. The army left.\n\n2. The rebels came.", ""),
        ("en", "20 men (of whom 5) left", "20=20 (men); 5=5"),
        ("fr", "9 personnes[4] sont mortes", "9=9 (personnes)"),
        ("de", "9 Menschen[4], 2) 5 Frauen", "9=9 (Menschen); 2=2; 5=5 (Frauen)"),
    ]);
}

#[test]
fn names_with_numbers() {
    check_rows(&[
        ("en", "The S&P 500 and the FTSE 100 fell.", ""),
        ("en", "a 5G phone, an iPhone 12, Web 2.0", ""),
        ("en", "Call 020 7946 0958.", ""),
        ("en", "He plays in League Two for 10 men.", "10=10 (men)"),
        ("en", "221B Baker Street, 10 Downing Street", ""),
        ("en", "one of the men", ""),
        ("fr", "12, rue de Rivoli, vol 370, Ligue 1", ""),
        ("es", "calle Mayor 12, vuelo 370", ""),
        ("ru", "ул. Ленина, 12, рейс 370", ""),
        ("de", "Hauptstraße 12, Flug 370", ""),
    ]);
}

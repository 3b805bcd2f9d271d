//! Letters that are a scale or a unit, blanks that group or part, "in" that is no inch.

use super::rows::check_rows;

#[test]
fn millions_that_are_no_metres() {
    check_rows(&[
        ("en", "They sold 2.7m tickets.", "2.7m=2700000 (tickets)"),
        ("en", "5m euros were paid.", "5m=5000000 Money:EUR"),
        ("en", "12.3m tonnes of coal", "12.3m=12300000 Mass:t (coal)"),
        ("en", "More than 2m people fled.", "2m=2000000 (people) MoreThan"),
        ("en", "2m to 3m tickets", "2m to 3m=2000000..3000000 (tickets)"),
        ("en", "2-3m tickets", "2-3m=2000000..3000000 (tickets)"),
        ("en", "1.2m more refugees, 3.4m of them", "1.2m=1200000 (refugees); 3.4m=3400000"),
        ("en", "2.1m Syrians", "2.1m=2100000 (Syrians)"),
        ("en", "The population rose to 3.5m.", "3.5m=3500000 (population)"),
        (
            "en",
            "3bn people, 20k users, 5mn barrels",
            "3bn=3000000000 (people); 20k=20000 (users); 5mn=5000000 Volume:[bbl_us]",
        ),
        ("en", "The lake is 2 m deep.", "2=2 Length:m"),
        ("en", "The wall is 2.7m high, 3m wide.", "2.7=2.7 Length:m; 3=3 Length:m"),
        ("en", "a 100m race and the 400m freestyle", "100=100 Length:m; 400=400 Length:m"),
        ("en", "20m tall trees, 3m waves", "20=20 Length:m; 3=3 Length:m"),
        ("en", "He fell 10m from a cliff.", "10=10 Length:m"),
        ("en", "The flood reached 3m in places.", "3=3 Length:m"),
        ("fr", "2,5 M d'habitants, 3 m de haut", "2,5 M=2500000 (d'habitants); 3=3 Length:m"),
        ("es", "2,7M de personas, 3 m de alto", "2,7M=2700000 (personas); 3=3 Length:m"),
        ("de", "2,7 Mio Tickets, 3 m hoch", "2,7 Mio=2700000; 3=3 Length:m"),
        ("en", "a 5G phone on 4G, 10G", "10G=10000000000"),
    ]);
}

#[test]
fn a_blank_that_parts_two_numbers() {
    check_rows(&[
        ("en", "Goris\t12\t120", "12=12; 120=120"),
        ("en", "Goris\t12\t120\nKapan\t5\t900", "12=12; 120=120; 5=5; 900=900"),
        ("en", "They fired 12 120-mm shells.", "12=12 (shells); 120=120 Length:mm"),
        ("en", "12 120mm mortars", "12=12 (mortars); 120=120 Length:mm"),
        ("en", "12 500-pound bombs", "12=12 (bombs); 500=500 Mass:[lb_av]"),
        ("en", "Table 3 120 dead", "120=120 (dead)"),
        ("en", "Aged 34 120 people", "34=34 Age:a; 120=120 (people)"),
        ("en", "10 000 people, 1 234 567 cars", "10 000=10000 (people); 1 234 567=1234567 (cars)"),
        ("en", "In all 12 120 people died.", "12 120=12120 (people)"),
        (
            "de",
            "12 120-mm-Granaten, 10 000 Menschen",
            "12=12; 120=120 Length:mm; 10 000=10000 (Menschen)",
        ),
        (
            "ru",
            "12 120-мм снарядов, 12 120 человек",
            "12=12 (снарядов); 120=120 Length:mm; 12 120=12120 (человек)",
        ),
        ("fr", "12 120 habitants", "12 120=12120 (habitants)"),
    ]);
}

#[test]
fn decimals_behind_groups_that_blanks_part() {
    check_rows(&[
        ("fr", "10 000,00 $ et 1 234,5 tonnes", "10 000,00=10000 Money:USD; 1 234,5=1234.5 Mass:t"),
        ("fr", "1 234,567 tonnes", "1 234,567=1234.567 Mass:t"),
        ("de", "Rund 1 234,5 Tonnen", "1 234,5=1234.5 Mass:t About"),
        ("es", "Costó 1 234 567,89 euros.", "1 234 567,89=1234567.89 Money:EUR"),
        ("ru", "12 345,50 рубля", "12 345,50=12345.50 Money:RUB"),
        ("tr", "1 234,5 ton", "1 234,5=1234.5 Mass:t"),
        ("en", "1 234.5 tonnes, 1 234,5 tonnes", "1 234.5=1234.5 Mass:t; 1 234,5=1234.5 Mass:t"),
        ("fr", "en 2 groupes de 123,5 km", "2=2 (groupes); 123,5=123.5 Length:km"),
    ]);
}

#[test]
fn in_is_no_inch_before_a_number() {
    check_rows(&[
        ("en", "There were 30 in 2022.", "30=30"),
        ("en", "12 in 24 hours", "12=12; 24=24 Time:h"),
        ("en", "It had 41.3 million in 2015.", "41.3 million=41300000"),
        ("en", "Some 50 in hospital", "50=50 About"),
        ("en", "It is 12 in (30 cm).", "12=12 Length:[in_i]; 30=30 Length:cm"),
        ("en", "12 in long, 12in wide", "12=12 Length:[in_i]; 12=12 Length:[in_i]"),
        ("en", "6 in of snow", "6=6 Length:[in_i]"),
    ]);
}

//! Amounts: signs, codes, scales, and what is not money or not one amount.

use super::rows::check_rows;

#[test]
fn the_whole_amount_behind_signs_and_codes() {
    check_rows(&[
        ("en", "It rose to $US55,931,000.", "55,931,000=55931000 Money:USD"),
        ("en", "GDP of $US113 trillion", "113 trillion=113000000000000 Money:USD"),
        ("en", "USD1,700 or USD 1,700", "1,700=1700 Money:USD; 1,700=1700 Money:USD"),
        ("en", "RM50,000, RM2.5m", "50,000=50000 Money:MYR; 2.5m=2500000 Money:MYR"),
        ("en", "worth PS2.7m, or PS1,500", "2.7m=2700000 Money:GBP; 1,500=1500 Money:GBP"),
        ("en", "a PS5 and 20 PS5s", "20=20 (PS5s)"),
        (
            "en",
            "$A5m, A$5m, $NZ3bn",
            "5m=5000000 Money:AUD; 5m=5000000 Money:AUD; 3bn=3000000000 Money:NZD",
        ),
        (
            "en",
            "TT$ 3bn, CA$ 5, J$500",
            "3bn=3000000000 Money:TTD; 5=5 Money:CAD; 500=500 Money:JMD",
        ),
        ("en", "It cost QX$500.", "500=500 Money:"),
        ("en", "a $5 note and a $ 5 note", "5=5 Money:USD; 5=5 Money:USD"),
        (
            "en",
            "Kč500, kr 500, 500 kr, KSh500",
            "500=500 Money:CZK; 500=500 Money:; 500=500 Money:; 500=500 Money:KES",
        ),
        (
            "en",
            "30 MEUR, 20 kEUR, 100USD",
            "30 M=30000000 Money:EUR; 20 k=20000 Money:EUR; 100=100 Money:USD",
        ),
        (
            "fr",
            "30 MEUR et 3,5 M€, 20 k€",
            "30 M=30000000 Money:EUR; 3,5 M=3500000 Money:EUR; 20 k=20000 Money:EUR",
        ),
        ("es", "3 M€ y US$3,5 millones", "3 M=3000000 Money:EUR; 3,5 millones=3500000 Money:USD"),
        ("de", "EUR5,5 Mio. und CHF 200", "5,5 Mio.=5500000 Money:EUR; 200=200 Money:CHF"),
        ("ru", "$US5 млн, 30 млн долл.", "5 млн=5000000 Money:USD; 30 млн=30000000 Money:USD"),
        ("tr", "5 bin TL, TL 300", "5 bin=5000 Money:TRY; 300=300 Money:TRY"),
        ("de", "ein Motor mit 150 PS", "150=150"),
        ("en", "Shares fell to 164p, down 1.38pc.", "164=164 Money:; 1.38=1.38 Percent:%"),
        ("en", "a 1080p film of p50", ""),
    ]);
}

#[test]
fn rupees() {
    check_rows(&[
        ("en", "Rs 5,00,000", "5,00,000=500000 Money:INR"),
        ("en", "Rs. 50 lakh and Rs.500", "50 lakh=5000000 Money:INR; 500=500 Money:INR"),
        ("en", "Rs 10-15 lakh", "10-15 lakh=1000000..1500000 Money:INR"),
        ("en", "₨500 and Rs2.5 crore", "500=500 Money:INR; 2.5 crore=25000000 Money:INR"),
        ("en", "1,23,456 people", "1,23,456=123456 (people)"),
        ("en", "Tk 500 crore", "500 crore=5000000000 Money:BDT"),
        ("fr", "Rs 5,00,000", "5,00,000=500000 Money:INR"),
    ]);
}

#[test]
fn a_comma_behind_a_scale_begins_another_number() {
    check_rows(&[
        (
            "en",
            "It cost $5 million, 300 thousand people came.",
            "5 million=5000000 Money:USD; 300 thousand=300000 (people)",
        ),
        ("en", "It has 5 million 300 thousand people.", "5 million 300 thousand=5300000 (people)"),
        ("en", "one thousand, three hundred men", "one thousand, three hundred=1300 (men)"),
        (
            "de",
            "Es kostete 5 Millionen, 300 Tausend Menschen kamen.",
            "5 Millionen=5000000; 300 Tausend=300000 (Menschen)",
        ),
        ("ru", "5 миллионов, 300 тысяч человек", "5 миллионов=5000000; 300 тысяч=300000 (человек)"),
    ]);
}

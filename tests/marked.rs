//! Words that are marked by hand in the window's session: what is stored says what the words say, in every language.

#![allow(clippy::unwrap_used)]

mod common;

use attest::model::{ArticleId, Each, QualifierKind, Quantity, RecordRef, UnitKind, Value};
use attest::session::{Action, Command, DateRole, Field, FieldOwner, FieldRef, TagKind};
use common::{Desk, words};

/// The number that is stored for these words of a text; the whole text is the claim.
fn number(text: &str, marked: &str) -> Quantity {
    let desk = Desk::with(text);
    let mut session = desk.session();
    let id = ArticleId::new("a.txt");
    session.dispatch(Action::Show(id.clone()));
    let claim = words(&session, &id, text.trim());
    session.dispatch(Action::Do(Command::MakeClaim { article: id.clone(), spans: vec![claim] }));
    let span = words(&session, &id, marked);
    session.dispatch(Action::Do(Command::Tag { article: id.clone(), span, kind: TagKind::Number }));
    let stored = session.document(&id).unwrap().quantities().values().next().cloned();
    let stored = stored.unwrap_or_else(|| panic!("{marked}: {:?}", session.notices()));
    session.close();
    stored
}

#[track_caller]
fn check(text: &str, marked: &str, value: &str, qualifier: QualifierKind) -> Quantity {
    let stored = number(text, marked);
    let said = match &stored.value {
        Value::Number(number) => number.to_string(),
        other => format!("{other:?}"),
    };
    assert_eq!((said.as_str(), stored.qualifier.kind), (value, qualifier), "{marked}");
    stored
}

#[track_caller]
fn check_counted(text: &str, marked: &str, value: &str, counted: &str, each: Each) {
    let stored = check(text, marked, value, QualifierKind::Plain);
    let of = stored.counted.unwrap_or_else(|| panic!("{marked}: nothing is counted"));
    assert_eq!((of.text.as_str(), of.each), (counted, each), "{marked}");
    assert_eq!(stored.unit.kind, UnitKind::Count, "{marked}");
}

#[track_caller]
fn check_unit(text: &str, marked: &str, value: &str, kind: UnitKind, code: &str) {
    let stored = check(text, marked, value, QualifierKind::Plain);
    assert_eq!((stored.unit.kind, stored.unit.code.as_str()), (kind, code), "{marked}");
}

#[test]
fn a_scale_belongs_to_the_number_in_every_language() {
    let of = |text, marked, value, counted| {
        check_counted(text, marked, value, counted, Each::Person);
    };
    of(
        "Из Карабаха выехали 28 тысяч человек, сообщило правительство.",
        "28 тысяч человек",
        "28000",
        "человек",
    );
    of(
        "Более суток назад 3 миллиона человек остались без света.",
        "3 миллиона человек",
        "3000000",
        "человек",
    );
    of("Կառավարությունը հայտնեց, որ 28 հազար մարդ է տեղահանվել։", "28 հազար մարդ", "28000", "մարդ");
    of(
        "Quelque part, 28 mille personnes ont fui la région hier.",
        "28 mille personnes",
        "28000",
        "personnes",
    );
    of(
        "Unos 28 mil personas huyeron de la región el martes.",
        "28 mil personas",
        "28000",
        "personas",
    );
    of(
        "Hükümet, bölgeden dün 28 bin kişi kaçtığını açıkladı, dedi gazeteciler.",
        "28 bin kişi",
        "28000",
        "kişi",
    );
    of(
        "Die Regierung teilte mit, dass 28 tausend Menschen geflohen sind.",
        "28 tausend Menschen",
        "28000",
        "Menschen",
    );
    of(
        "The government said that 28 thousand people had fled.",
        "28 thousand people",
        "28000",
        "people",
    );
}

#[test]
fn a_unit_is_a_unit_in_every_language() {
    let money = UnitKind::Money;
    check_unit(
        "Die Hilfe kostet nach Angaben der Regierung 1,5 Millionen Euro im Jahr.",
        "1,5 Millionen Euro",
        "1500000",
        money.clone(),
        "EUR",
    );
    check_unit(
        "L'aide coûte 1,5 million d'euros par an, a dit le ministre.",
        "1,5 million d'euros",
        "1500000",
        money.clone(),
        "EUR",
    );
    check_unit(
        "Помощь стоит 2,5 млн долларов, сказал министр.",
        "2,5 млн долларов",
        "2500000",
        money.clone(),
        "USD",
    );
    check_unit(
        "The aid will cost AU$12m a year, the minister said.",
        "AU$12m",
        "12000000",
        money,
        "AUD",
    );
    check_unit(
        "They brought 3 kilotons of grain to the town.",
        "3 kilotons of grain",
        "3",
        UnitKind::Mass,
        "kt",
    );
}

#[test]
fn a_qualifier_is_read_in_every_language() {
    use QualifierKind as Q;
    check(
        "Selon la préfecture, plus de 2 900 personnes sont entrées.",
        "plus de 2 900 personnes",
        "2900",
        Q::MoreThan,
    );
    check(
        "At the very least 20 people died, the ministry said.",
        "At the very least 20 people",
        "20",
        Q::AtLeast,
    );
    check(
        "Погибли не менее 20 человек, сообщило министерство.",
        "не менее 20 человек",
        "20",
        Q::AtLeast,
    );
    check(
        "Mindestens 20 Menschen starben am Dienstag in der Stadt, teilte die Polizei mit.",
        "Mindestens 20 Menschen",
        "20",
        Q::AtLeast,
    );
    check(
        "Al menos 20 personas murieron el martes en la ciudad, dijo el gobierno.",
        "Al menos 20 personas",
        "20",
        Q::AtLeast,
    );
    check(
        "Bakanlık, salı günü şehirde en az 20 kişinin öldüğünü açıkladı.",
        "en az 20 kişinin",
        "20",
        Q::AtLeast,
    );
}

#[test]
fn what_is_counted_is_what_it_is() {
    check_counted("The army sent 40 tanks to the border.", "40 tanks", "40", "tanks", Each::Object);
    check_counted(
        "They counted 40 attacks on the road.",
        "40 attacks",
        "40",
        "attacks",
        Each::Event,
    );
    check_counted(
        "Some 40 families left; 12 families stayed.",
        "12 families",
        "12",
        "families",
        Each::Household,
    );
    check_counted("The town took in 40 refugees.", "40 refugees", "40", "refugees", Each::Person);
}

#[test]
fn what_stands_outside_of_the_words_is_not_taken_along() {
    let text = "At least 20 people were killed in the blast, the ministry said.";
    let stored = check(text, "20", "20", QualifierKind::Plain);
    assert_eq!(stored.counted, None);
    let stored = check(text, "20 people", "20", QualifierKind::Plain);
    assert_eq!(stored.counted.map(|counted| counted.text).as_deref(), Some("people"));
}

#[test]
fn a_number_that_is_never_proposed_can_be_marked() {
    check("In 2020 the region held an election.", "2020", "2020", QualifierKind::Plain);
    check("See page 5 of the report.", "5", "5", QualifierKind::Plain);
    check("One man was hurt.", "One", "1", QualifierKind::Plain);
}

#[test]
fn a_cue_says_what_its_source_does_in_every_language() {
    use attest::model::Act;
    for (text, cue, act) in [
        ("Сообщение о жертвах министр опроверг во вторник вечером.", "опроверг", Act::Denies),
        ("Le ministre a démenti mardi que 20 personnes soient mortes.", "a démenti", Act::Denies),
        ("The ministry denied that 20 people had died.", "denied", Act::Denies),
        ("The ministry confirmed that 20 people had died.", "confirmed", Act::Confirms),
        ("The ministry said that 20 people had died.", "said", Act::Asserts),
    ] {
        let desk = Desk::with(text);
        let mut session = desk.session();
        let id = ArticleId::new("a.txt");
        session.dispatch(Action::Show(id.clone()));
        let claim = words(&session, &id, text);
        session
            .dispatch(Action::Do(Command::MakeClaim { article: id.clone(), spans: vec![claim] }));
        let span = words(&session, &id, cue);
        let article = id.clone();
        session.dispatch(Action::Do(Command::Tag { article, span, kind: TagKind::Cue }));
        let document = session.document(&id).unwrap();
        let stored = document.attributions().values().next();
        let stored = stored.unwrap_or_else(|| panic!("{cue}: {:?}", session.notices()));
        assert_eq!(stored.act, act, "{cue}");
        session.close();
    }
}

#[test]
fn a_date_is_typed_and_marked_in_the_articles_language() {
    let text = "По состоянию на 25 сентября 2023 года из региона выехали 28 тысяч человек.";
    let desk = Desk::with(text);
    let mut session = desk.session();
    let id = ArticleId::new("a.txt");
    session.dispatch(Action::Show(id.clone()));
    let claim = words(&session, &id, text);
    session.dispatch(Action::Do(Command::MakeClaim { article: id.clone(), spans: vec![claim] }));
    let (number, date) =
        (words(&session, &id, "28 тысяч человек"), words(&session, &id, "25 сентября 2023"));
    for (span, kind) in [(number, TagKind::Number), (date, TagKind::Date(DateRole::AsOf))] {
        session.dispatch(Action::Do(Command::Tag { article: id.clone(), span, kind }));
    }
    let quantity = session.document(&id).unwrap().quantities().values().next().unwrap().clone();
    assert_eq!(quantity.as_of.map(|as_of| as_of.edtf).as_deref(), Some("2023-09-25"));
    let field = FieldRef {
        article: id.clone(),
        of: FieldOwner::Record(RecordRef::Quantity(quantity.id.clone())),
        field: Field::Value,
    };
    session.dispatch(Action::Do(Command::SetField { field, text: "более 2,5 млн".into() }));
    let set = session.document(&id).unwrap().quantities()[&quantity.id].clone();
    assert_eq!(set.qualifier.kind, QualifierKind::MoreThan, "{:?}", session.notices());
    assert!(matches!(&set.value, Value::Number(number) if number.as_str() == "2500000"));
    session.close();
}

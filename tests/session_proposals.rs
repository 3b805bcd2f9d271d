//! Proposals: what accept-all takes and leaves, one by one, refused for good; each act undone as one.
//!
//! What is recognised is made by hand here, so that these tests say what the session does with it.

#![allow(clippy::unwrap_used, clippy::string_slice)]

mod common;

use attest::model::{
    Act, ArticleId, AsOfRelation, Basis, Document, Each, Framing, LinkKind, Measure, Modality,
    Mode, Naming, Number, Origin, PlaceRole, Precision, QualifierKind, RefusalKind, Selection,
    Span, UnitKind, Value, Voice,
};
use attest::recognize::proposal::{
    DateKind, DateRole, Form, ProposedAttribution, ProposedCounted, ProposedDate, ProposedHop,
    ProposedPlace, ProposedPublished, ProposedQualifier, ProposedQuantity, ProposedUnit,
    ProposedVoice,
};
use attest::recognize::{Options, Recognized, check_edtf};
use attest::session::{
    Action, Command, Field, FieldOwner, FieldRef, NoticeKind, Proposal, ProposalKey, Session,
    Start, StartOptions, TagKind, Within,
};
use common::{Desk, words};
use std::sync::Arc;

// --- What is recognised, by hand ---

fn at(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("{words:?} is not there"));
    Span::new(start, start + words.len())
}

fn quantity(text: &str, number: &str, value: &str) -> ProposedQuantity {
    let number = at(text, number);
    ProposedQuantity {
        number,
        phrase: number,
        form: Form::Digits,
        value: Value::Number(Number::parse(value).unwrap()),
        qualifier: ProposedQualifier { kind: QualifierKind::Plain, span: None, carried: false },
        estimated: false,
        unit: ProposedUnit { kind: UnitKind::Count, code: String::new(), span: None },
        counted: None,
        measure: Measure::Unstated,
        modality: Modality::Actual,
        as_of: None,
        period: None,
        places: Vec::new(),
        voice: ProposedVoice::Undecided,
        links: Vec::new(),
    }
}

fn counted(noun: Span, what: Option<Span>) -> Option<ProposedCounted> {
    Some(ProposedCounted { span: noun, what, each: Each::Person, who: Vec::new(), carried: false })
}

fn date(span: Span, edtf: &str, role: DateRole, basis: Basis) -> ProposedDate {
    let precision = check_edtf(edtf).unwrap();
    let (edtf, relation) = (Some(edtf.to_owned()), AsOfRelation::By);
    ProposedDate {
        span,
        edtf,
        precision,
        role,
        relation,
        basis,
        kind: DateKind::Date,
        readings: Vec::new(),
    }
}

fn attribution(cue: Span, content: Span, chain: Vec<ProposedHop>) -> ProposedAttribution {
    ProposedAttribution {
        cue: vec![cue],
        content: vec![content],
        chain,
        mode: Mode::Indirect,
        act: Act::Asserts,
        framing: Framing::Neutral,
        said_at: None,
        negated: false,
        hypothetical: false,
    }
}

fn hop(source: Span, naming: Naming) -> ProposedHop {
    ProposedHop { source, naming, medium: None, cue: None, antecedent: None }
}

/// The example, with the article's date in its last line.
const STATEMENT: &str = "According to a statement from the Armenian government, published by Russian state media, more than 2900 refugees had entered Armenia by 25 September.\nNothing else is known.\nPublished 26 September 2023\n";

fn statement(text: &str, options: &Options<'_>) -> Recognized {
    let stated = options.published.is_some_and(|(edtf, _)| edtf.starts_with("2022"));
    let as_of = if stated { "2022-09-25" } else { "2023-09-25" };
    let mut number = quantity(text, "2900", "2900");
    let than = Some(at(text, "more than"));
    number.qualifier =
        ProposedQualifier { kind: QualifierKind::MoreThan, span: than, carried: false };
    number.counted = counted(at(text, "refugees"), Some(at(text, "had entered Armenia")));
    number.measure = Measure::Cumulative;
    number.as_of = Some(0);
    let armenia = Span::new(at(text, "Armenia by").start, at(text, "Armenia by").start + 7);
    number.places = vec![ProposedPlace { span: armenia, role: PlaceRole::To }];
    number.voice = ProposedVoice::By(vec![0]);
    let media = ProposedHop {
        cue: Some(at(text, "published by")),
        ..hop(at(text, "Russian state media"), Naming::Named)
    };
    let government = ProposedHop {
        medium: Some(at(text, "statement")),
        ..hop(at(text, "the Armenian government"), Naming::Named)
    };
    let content = at(text, "more than 2900 refugees had entered Armenia by 25 September");
    let published = options.published.is_none().then(|| ProposedPublished {
        edtf: "2023-09-26".to_owned(),
        precision: Precision::Day,
        basis: Basis::Explicit,
        span: Some(at(text, "26 September 2023")),
        why: "last line",
    });
    Recognized {
        language: "en".to_owned(),
        published,
        sentences: Vec::new(),
        parts: Vec::new(),
        quantities: vec![number],
        dates: vec![date(at(text, "25 September"), as_of, DateRole::AsOf, Basis::Relative)],
        attributions: vec![attribution(at(text, "According to"), content, vec![media, government])],
    }
}

// --- The table ---

struct Table {
    desk: Desk,
    session: Session,
    id: ArticleId,
    read: fn(&str, &Options<'_>) -> Recognized,
}

fn sit(desk: &Desk, read: fn(&str, &Options<'_>) -> Recognized) -> Session {
    let options = StartOptions { recognize: Arc::new(read), ..desk.options() };
    let start = Start { paths: vec![desk.seeds()], annotator: None };
    let mut session = Session::start_with(start, options, Arc::new(|| {}));
    session.wait_until_idle();
    session
}

fn table(text: &str, read: fn(&str, &Options<'_>) -> Recognized) -> Table {
    let desk = Desk::with(text);
    let session = sit(&desk, read);
    Table { session, desk, id: ArticleId::new("a.txt"), read }
}

impl Table {
    fn document(&self) -> &Document {
        self.session.document(&self.id).unwrap()
    }

    fn select(&mut self, text: &str) {
        let span = words(&self.session, &self.id, text);
        let selection =
            Selection { article: Some(self.id.clone()), text: Some(span), record: None };
        self.session.dispatch(Action::Select(selection));
    }

    fn open(&self) -> Vec<(RefusalKind, String, bool)> {
        let shown = self.session.shown_proposals().iter();
        shown.map(|p| (p.key.kind, p.words.clone(), p.left.is_none())).collect()
    }

    fn proposal(&self, kind: RefusalKind) -> Proposal {
        let mut all = self.session.shown_proposals().iter();
        all.find(|p| p.key.kind == kind)
            .unwrap_or_else(|| panic!("{kind:?}: {:?}", self.open()))
            .clone()
    }

    fn has(&self, kind: RefusalKind) -> bool {
        self.session.shown_proposals().iter().any(|p| p.key.kind == kind)
    }

    fn done(&mut self, command: Command) {
        let (steps, could) =
            (self.session.history().len(), self.session.can(&Action::Do(command.clone())));
        self.session.dispatch(Action::Do(command.clone()));
        let said = self.session.notices().last();
        assert_eq!(self.session.history().len(), steps + 1, "{command:?}: {said:?}");
        could.unwrap();
    }

    fn accept(&mut self, proposal: ProposalKey) {
        self.done(Command::Accept { article: self.id.clone(), proposal });
    }

    fn refuse(&mut self, proposal: ProposalKey) {
        self.done(Command::Refuse { article: self.id.clone(), proposal });
    }

    fn accept_all(&mut self) {
        let within = self.session.shown_within().unwrap();
        self.done(Command::AcceptAll { article: self.id.clone(), within });
    }

    /// The annotation file, as it is on the disk.
    fn file(&mut self) -> Option<String> {
        self.session.wait_until_idle();
        std::fs::read_to_string(self.desk.annotations().join("analyst/a.txt.ron")).ok()
    }

    /// Closes and comes back tomorrow.
    fn again(&mut self) {
        self.session.close();
        self.session = sit(&self.desk, self.read);
    }
}

#[test]
fn what_is_recognised_in_a_sentence_is_shown_in_words() {
    let mut t = table(STATEMENT, statement);
    t.select("refugees");
    let open = t.open();
    let expected = [
        (RefusalKind::Attribution, "Russian state media ← the Armenian government", true),
        (RefusalKind::Qualifier, "more than", true),
        (RefusalKind::Quantity, "2,900, total so far, says the Armenian government", true),
        (RefusalKind::Counted, "refugees (had entered Armenia)", true),
        (RefusalKind::Place, "to Armenia", true),
        (RefusalKind::AsOf, "by 25 Sep 2023 (from the article’s date)", true),
    ];
    let expected: Vec<_> =
        expected.into_iter().map(|(kind, words, all)| (kind, words.to_owned(), all)).collect();
    assert_eq!(open, expected);
    assert!(matches!(t.session.shown_within(), Some(Within::Sentences(_))));
    assert_eq!(t.document().claims().len(), 0, "nothing unconfirmed is written");
}

#[test]
fn accept_all_makes_the_whole_claim_as_one_act() {
    let mut t = table(STATEMENT, statement);
    let before = t.document().clone();
    t.select("refugees");
    t.accept_all();
    let document = t.document();
    let (claim, q) = (
        document.claims().values().next().unwrap(),
        document.quantities().values().next().unwrap(),
    );
    let a = document.attributions().values().next().unwrap();
    assert_eq!((&q.claim, &a.claim), (&claim.id, &claim.id));
    assert_eq!((&q.origin, &a.origin), (&Origin::Proposed, &Origin::Proposed));
    assert_eq!(q.anchor.exact(), "2900");
    assert_eq!(q.qualifier.kind, QualifierKind::MoreThan);
    assert_eq!(q.qualifier.anchor.as_ref().unwrap().exact(), "more than");
    let counted = q.counted.as_ref().unwrap();
    assert_eq!((counted.text.as_str(), &counted.each), ("refugees", &Each::Person));
    assert_eq!(counted.what.as_ref().unwrap().text, "had entered Armenia");
    assert_eq!(q.measure, Measure::Cumulative);
    let as_of = q.as_of.as_ref().unwrap();
    assert_eq!((as_of.edtf.as_str(), as_of.basis), ("2023-09-25", Basis::Relative));
    assert_eq!(as_of.relation, AsOfRelation::By);
    assert_eq!(q.places[0].text, "Armenia");
    assert_eq!(q.voice, Voice::By(vec![a.id.clone()]));
    let chain: Vec<_> = a.chain.iter().map(|hop| hop.source.as_str()).collect();
    assert_eq!(chain, ["Russian state media", "the Armenian government"]);
    assert_eq!(a.chain[0].cue.as_deref(), Some("published by"));
    assert_eq!(a.chain[1].medium.as_deref(), Some("statement"));
    // What the as-of rests on is stated in the same act.
    let published = document.meta().published.as_ref().unwrap();
    assert_eq!((published.edtf.as_str(), published.basis), ("2023-09-26", Basis::Explicit));
    assert_eq!(published.anchor.as_ref().unwrap().exact(), "26 September 2023");
    assert_eq!(t.open(), []);
    let file = t.file().unwrap();
    assert!(file.contains("origin: Proposed"), "{file}");
    let mut check = std::process::Command::new(env!("CARGO_BIN_EXE_attest"));
    let output = check.arg("check").arg(t.desk.seeds()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    t.session.dispatch(Action::Undo);
    common::assert_same(t.document(), &before);
    t.session.dispatch(Action::Redo);
    t.again();
    assert_eq!(t.document().quantities().len(), 1);
}

#[test]
fn one_is_accepted_with_what_it_is_a_part_of() {
    let mut t = table(STATEMENT, statement);
    t.select("refugees");
    let counted = t.proposal(RefusalKind::Counted);
    t.accept(counted.key);
    let q = t.document().quantities().values().next().unwrap().clone();
    assert_eq!(q.counted.as_ref().unwrap().text, "refugees");
    assert_eq!((q.qualifier.kind, q.as_of.as_ref()), (QualifierKind::Plain, None));
    assert_eq!(q.voice, Voice::Undecided);
    assert!(t.document().meta().published.is_none());
    assert!(!t.has(RefusalKind::Quantity) && !t.has(RefusalKind::Counted));
    // The attribution gives the number its voice.
    let said = t.proposal(RefusalKind::Attribution);
    t.accept(said.key);
    let a = t.document().attributions().keys().next().unwrap().clone();
    assert_eq!(t.document().quantities()[&q.id].voice, Voice::By(vec![a]));
    assert_eq!(t.document().claims().len(), 1);
    t.accept_all();
    assert_eq!(t.open(), []);
    assert_eq!(t.document().quantities().len(), 1);
}

#[test]
fn what_was_tagged_by_hand_is_completed_and_stays_the_analysts_own() {
    let mut t = table(STATEMENT, statement);
    let claim = words(
        &t.session,
        &t.id,
        "According to a statement from the Armenian government, published by Russian state media, more than 2900 refugees had entered Armenia by 25 September.",
    );
    t.done(Command::MakeClaim { article: t.id.clone(), spans: vec![claim] });
    for (words_there, kind) in [("2900", TagKind::Number), ("According to", TagKind::Cue)] {
        let span = words(&t.session, &t.id, words_there);
        t.done(Command::Tag { article: t.id.clone(), span, kind });
    }
    assert!(!t.has(RefusalKind::Quantity));
    t.accept_all();
    assert_eq!(t.open(), []);
    let document = t.document();
    assert_eq!((document.quantities().len(), document.attributions().len()), (1, 1));
    let (q, a) = (
        document.quantities().values().next().unwrap(),
        document.attributions().values().next().unwrap(),
    );
    assert_eq!((&q.origin, &a.origin), (&Origin::Human, &Origin::Human));
    assert_eq!((q.counted.as_ref().unwrap().text.as_str(), a.chain.len()), ("refugees", 2));
    assert!(q.as_of.is_some() && a.content.len() == 1);
}

#[test]
fn refused_stays_refused_until_undone() {
    let mut t = table(STATEMENT, statement);
    t.select("refugees");
    let than = t.proposal(RefusalKind::Qualifier);
    t.refuse(than.key);
    assert!(!t.has(RefusalKind::Qualifier) && t.has(RefusalKind::Quantity));
    assert!(t.file().unwrap().contains("refused: ["));
    t.again();
    t.select("refugees");
    assert!(!t.has(RefusalKind::Qualifier));
    t.accept_all();
    let q = t.document().quantities().values().next().unwrap();
    assert_eq!(q.qualifier.kind, QualifierKind::Plain);
    assert!(!t.has(RefusalKind::Qualifier), "refused for the number that was made since");
    t.session.dispatch(Action::Undo);
    t.session.dispatch(Action::Undo);
    t.select("Armenian");
    assert!(t.has(RefusalKind::Qualifier));
    assert!(t.document().refused().is_empty());
}

#[test]
fn a_refused_number_takes_its_parts_along() {
    let mut t = table(STATEMENT, statement);
    t.select("refugees");
    let number = t.proposal(RefusalKind::Quantity);
    t.refuse(number.key);
    let kinds: Vec<_> = t.open().into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(kinds, [RefusalKind::Attribution]);
}

#[test]
fn keys_walk_accept_and_refuse() {
    let mut t = table(STATEMENT, statement);
    t.session.dispatch(Action::WalkProposals { forward: true });
    assert_eq!(t.session.selected_proposal().unwrap().key.kind, RefusalKind::Attribution);
    t.session.dispatch(Action::WalkProposals { forward: true });
    assert_eq!(t.session.selected_proposal().unwrap().words, "more than");
    t.session.dispatch(Action::RefuseSelected);
    assert_eq!(t.session.selected_proposal().unwrap().key.kind, RefusalKind::Quantity);
    t.session.dispatch(Action::AcceptSelected);
    assert_eq!(t.session.selected_proposal().unwrap().key.kind, RefusalKind::Counted);
    assert_eq!(t.document().quantities().len(), 1);
    t.session.dispatch(Action::WalkProposals { forward: false });
    assert_eq!(t.session.selected_proposal().unwrap().key.kind, RefusalKind::Attribution);
    // Back around the end: the article's own date is the last.
    t.session.dispatch(Action::WalkProposals { forward: false });
    assert_eq!(t.session.selected_proposal().unwrap().key.kind, RefusalKind::PublishedDate);
    t.session.dispatch(Action::SelectProposal(None));
    t.session.dispatch(Action::AcceptSelected);
    assert_eq!(t.session.notices().last().unwrap().kind, NoticeKind::Refused);
}

#[test]
fn a_refused_article_date_takes_the_dates_that_rest_on_it_along() {
    let mut t = table(STATEMENT, statement);
    let published = t.session.published_proposal(&t.id).unwrap();
    assert_eq!(published.words, "26 Sep 2023 (last line)");
    t.refuse(published.key);
    assert_eq!(t.session.published_proposal(&t.id), None);
    t.select("refugees");
    assert!(!t.has(RefusalKind::AsOf) && t.has(RefusalKind::Quantity));
    t.session.dispatch(Action::Undo);
    let published = t.session.published_proposal(&t.id).unwrap();
    t.accept(published.key);
    assert_eq!(t.document().meta().published.as_ref().unwrap().edtf, "2023-09-26");
    assert_eq!(t.session.published_proposal(&t.id), None);
}

// --- What stays dashed ---

const KILLED: &str = "Two hundred dead\nHe said on Monday that at least 20 people were killed and 300 wounded, 20 people in one blast.\n";

fn killed(text: &str, _: &Options<'_>) -> Recognized {
    let least = Some(at(text, "at least"));
    let mut first = quantity(text, "20", "20");
    first.qualifier =
        ProposedQualifier { kind: QualifierKind::AtLeast, span: least, carried: false };
    first.counted = counted(at(text, "people"), None);
    first.voice = ProposedVoice::By(vec![0]);
    let mut second = quantity(text, "300", "300");
    second.qualifier =
        ProposedQualifier { kind: QualifierKind::AtLeast, span: least, carried: true };
    second.counted = counted(at(text, "people"), None);
    second.counted.as_mut().unwrap().carried = true;
    second.voice = ProposedVoice::By(vec![0]);
    let mut again = quantity(text, "20 people in one", "20");
    again.number.end = again.number.start + 2;
    again.links = vec![(LinkKind::Repeats, 0), (LinkKind::PartOf, 1)];
    again.voice = ProposedVoice::Article;
    let source = ProposedHop {
        antecedent: Some(at(text, "Two hundred")),
        ..hop(at(text, "He"), Naming::Pronoun)
    };
    let content = at(text, "at least 20 people were killed and 300 wounded");
    let mut said = attribution(at(text, "said"), content, vec![source]);
    said.said_at = Some(0);
    Recognized {
        language: "en".to_owned(),
        quantities: vec![first, second, again],
        dates: vec![date(at(text, "Monday"), "2023-09-25", DateRole::SaidAt, Basis::Inferred)],
        attributions: vec![said],
        ..Recognized::default()
    }
}

#[test]
fn carried_pronoun_inferred_and_repeats_stay_dashed_with_an_accept_of_their_own() {
    let mut t = table(KILLED, killed);
    t.select("killed");
    t.accept_all();
    let left = [
        RefusalKind::Antecedent,
        RefusalKind::SaidAt,
        RefusalKind::Qualifier,
        RefusalKind::Counted,
        RefusalKind::Repeats,
    ];
    let mut kinds: Vec<_> = t.open().into_iter().map(|(kind, ..)| kind).collect();
    kinds.sort();
    let mut expected = left.to_vec();
    expected.sort();
    assert_eq!(kinds, expected);
    assert!(t.open().iter().all(|(.., all)| !all));
    let said = t.document().attributions().values().next().unwrap();
    assert_eq!((said.said_at.as_ref(), said.chain[0].antecedent.as_ref()), (None, None));
    let find = |t: &Table, n: usize| {
        let document = t.document();
        document.quantities_of(&document.claims_in_order()[0].id)[n].clone()
    };
    assert_eq!(find(&t, 2).voice, Voice::Article);
    assert_eq!(find(&t, 2).links.len(), 1, "a part, but not yet a repeat");
    for kind in left {
        let proposal = t.proposal(kind);
        t.accept(proposal.key);
    }
    assert_eq!(t.open(), []);
    let (first, second, again) = (find(&t, 0), find(&t, 1), find(&t, 2));
    assert!(second.qualifier.carried && second.qualifier.kind == QualifierKind::AtLeast);
    assert_eq!(second.counted.unwrap().text, "people");
    assert!(again.links.iter().any(|l| l.kind == LinkKind::Repeats && l.to == first.id));
    let said = t.document().attributions().values().next().unwrap();
    assert_eq!(said.chain[0].antecedent.as_ref().unwrap().exact(), "Two hundred");
    assert_eq!(said.said_at.as_ref().unwrap().basis, Basis::Inferred);
}

#[test]
fn each_that_stays_can_be_refused_alone() {
    let mut t = table(KILLED, killed);
    t.select("killed");
    // Before there are records: the carried qualifier of the second number, not that of the first.
    let shown = t.session.shown_proposals().to_vec();
    let carried = shown.iter().find(|p| p.left == Some("carried over from before")).unwrap();
    t.refuse(carried.key);
    assert!(t.has(RefusalKind::Qualifier));
    t.accept_all();
    assert!(!t.has(RefusalKind::Qualifier));
    for kind in
        [RefusalKind::Antecedent, RefusalKind::SaidAt, RefusalKind::Counted, RefusalKind::Repeats]
    {
        let proposal = t.proposal(kind);
        t.refuse(proposal.key);
    }
    assert_eq!(t.open(), []);
    t.again();
    t.select("killed");
    assert_eq!(t.open(), []);
    assert_eq!(t.document().refused().len(), 5);
}

// --- The article's date ---

#[test]
fn another_article_date_reads_all_that_rests_on_it_again_as_one_act() {
    let mut t = table(STATEMENT, statement);
    t.select("refugees");
    t.accept_all();
    let (before, steps) = (t.document().clone(), t.session.history().len());
    let resting = t.session.dates_resting_on(&t.id, "2022-09-26").unwrap();
    assert_eq!(resting.len(), 1);
    assert_eq!(
        (resting[0].old.as_str(), resting[0].new.as_str(), resting[0].printed.as_str()),
        ("25 Sep 2023", "25 Sep 2022", "25 September")
    );
    common::assert_same(t.document(), &before);
    let field = FieldRef {
        article: t.id.clone(),
        of: FieldOwner::Article,
        field: attest::session::Field::Published,
    };
    t.session.dispatch(Action::Commit { field: field.clone(), text: "2022-09-26".to_owned() });
    let as_of =
        |t: &Table| t.document().quantities().values().next().unwrap().as_of.clone().unwrap();
    assert_eq!((as_of(&t).edtf.as_str(), as_of(&t).basis), ("2022-09-25", Basis::Relative));
    assert_eq!(t.session.history().len(), steps + 1);
    let label = &t.session.history().last().unwrap().label;
    assert!(label.ends_with("and a date that rests on it"), "{label}");
    t.session.dispatch(Action::Undo);
    common::assert_same(t.document(), &before);
    // What the analyst set otherwise is left as it is, and said.
    let quantity = t.document().quantities().keys().next().unwrap().clone();
    let of = FieldOwner::Record(attest::model::RecordRef::Quantity(quantity));
    let own = FieldRef { of, field: attest::session::Field::AsOf, ..field.clone() };
    t.session.dispatch(Action::Commit { field: own, text: "2023-09-24".to_owned() });
    let resting = t.session.dates_resting_on(&t.id, "2022-09-26").unwrap();
    assert!(resting[0].kept.is_some() && resting[0].new == resting[0].old, "{resting:?}");
    t.session.dispatch(Action::Commit { field, text: "2022-09-26".to_owned() });
    assert_eq!(as_of(&t).edtf, "2023-09-24");
}

#[test]
fn without_an_article_date_what_rested_on_it_is_inferred() {
    let mut t = table(STATEMENT, statement);
    t.select("refugees");
    t.accept_all();
    let field = FieldRef {
        article: t.id.clone(),
        of: FieldOwner::Article,
        field: attest::session::Field::Published,
    };
    t.session.dispatch(Action::Commit { field, text: String::new() });
    let as_of = t.document().quantities().values().next().unwrap().as_of.clone().unwrap();
    assert_eq!((as_of.edtf.as_str(), as_of.basis), ("2023-09-25", Basis::Inferred));
}

#[test]
fn another_language_is_one_act_and_recognises_anew() {
    fn by_language(text: &str, options: &Options<'_>) -> Recognized {
        let language = options.language.unwrap_or("en").to_owned();
        let read = statement(text, options);
        if language == "en" { read } else { Recognized { language, ..Recognized::default() } }
    }
    let mut t = table(STATEMENT, by_language);
    t.select("refugees");
    assert_eq!((t.session.language_of(&t.id), t.open().len()), ("en", 6));
    let field = FieldRef {
        article: t.id.clone(),
        of: FieldOwner::Article,
        field: attest::session::Field::Language,
    };
    t.session.dispatch(Action::Commit { field, text: "de".to_owned() });
    assert_eq!((t.session.language_of(&t.id), t.open().len()), ("de", 0));
    t.session.dispatch(Action::Undo);
    t.select("refugees");
    assert_eq!(t.open().len(), 6);
}

#[test]
fn what_stands_outside_of_the_claim_has_an_accept_of_its_own() {
    const TWO: &str = "The ministry was quoted. It counted 40 people there.\nMore.\n";
    fn two(text: &str, _: &Options<'_>) -> Recognized {
        let mut q = quantity(text, "40", "40");
        q.voice = ProposedVoice::By(vec![0]);
        q.counted = counted(at(text, "people"), None);
        let chain = vec![hop(at(text, "The ministry"), Naming::ByRole)];
        let said = attribution(at(text, "quoted"), at(text, "It counted 40 people there."), chain);
        let (quantities, attributions) = (vec![q], vec![said]);
        Recognized { quantities, attributions, ..Recognized::default() }
    }
    let mut t = table(TWO, two);
    t.select("people");
    let said = t.proposal(RefusalKind::Attribution);
    assert!(said.left.is_some());
    t.accept_all();
    let voice = |t: &Table| t.document().quantities().values().next().unwrap().voice.clone();
    assert_eq!(voice(&t), Voice::Undecided);
    // It goes to the claim where it is offered; no sentence becomes a claim unasked.
    t.accept(said.key);
    let a = t.document().attributions().values().next().unwrap().clone();
    assert_eq!(voice(&t), Voice::By(vec![a.id]));
    assert_eq!(
        (t.document().claims().len(), &a.claim),
        (1, t.document().claims().keys().next().unwrap())
    );
}

// --- Over a folder ---

/// Each "N killed, SOURCE said" is a number of that source; a number alone is the article's.
fn tolls(text: &str, _: &Options<'_>) -> Recognized {
    let mut read = Recognized { language: "en".to_owned(), ..Recognized::default() };
    let mut from = 0;
    while let Some(found) = text[from..].find(" killed") {
        let end = from + found;
        let start = text[..end].rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
        let number = Span::new(start, end);
        let mut q = quantity(text, " killed", number.of(text).unwrap());
        (q.number, q.phrase, q.voice) = (number, number, ProposedVoice::Article);
        let line = text[end..].find('.').map_or(text.len(), |at| end + at);
        if let Some(said) = text[end..line].find(" said") {
            let cue = Span::new(end + said + 1, end + said + 5);
            let source = Span::new(end + " killed, ".len(), end + said);
            q.voice = ProposedVoice::By(vec![read.attributions.len()]);
            let content = Span::new(start, end + " killed".len());
            read.attributions.push(attribution(cue, content, vec![hop(source, Naming::Named)]));
        }
        read.quantities.push(q);
        from = end + 1;
    }
    read
}

fn folder() -> Table {
    let desk =
        Desk::with("12 killed in all. 13 killed, Baku said. Nothing. 14 killed, Yerevan said.\n");
    std::fs::write(desk.seeds().join("b.txt"), "Nothing here. 15 killed for nothing.\n").unwrap();
    std::fs::write(desk.seeds().join("c.txt"), "15 killed, Moscow said.\n").unwrap();
    let session = sit(&desk, tolls);
    Table { session, desk, id: ArticleId::new("a.txt"), read: tolls }
}

fn selected(session: &Session) -> String {
    let selection = session.selection();
    let article = session.article(selection.article.as_ref().unwrap()).unwrap();
    selection.text.map_or_else(String::new, |span| span.shown(&article.text).to_owned())
}

#[test]
fn next_goes_through_the_article_then_the_folder_and_around_once() {
    let mut t = folder();
    let mut walked = Vec::new();
    for _ in 0..4 {
        t.session.dispatch(Action::NextToTag);
        t.session.wait_until_idle();
        walked.push(selected(&t.session));
    }
    let expected = ["13 killed, Baku said.", "14 killed, Yerevan said.", "15 killed, Moscow said."];
    assert_eq!(walked[..3], expected);
    assert_eq!(walked[3], expected[0]);
    // Tagged ones are passed over.
    for said in expected {
        let id = t
            .session
            .rows()
            .iter()
            .map(|row| row.id.clone())
            .find(|id| t.session.article(id).unwrap().text.contains(said));
        let id = id.unwrap();
        let spans = vec![words(&t.session, &id, said)];
        t.session.dispatch(Action::Do(Command::MakeClaim { article: id, spans }));
    }
    let before = t.session.selection().clone();
    t.session.dispatch(Action::NextToTag);
    t.session.wait_until_idle();
    assert_eq!(*t.session.selection(), before);
    let notice = t.session.notices().last().unwrap();
    assert!(notice.text.contains("is left"), "{}", notice.text);
}

#[test]
fn a_scan_lists_the_folder_and_is_kept_up_with_the_claims() {
    let mut t = folder();
    t.session.dispatch(Action::Scan);
    assert!(t.session.scan().running);
    t.session.wait_until_idle();
    let scan = t.session.scan();
    assert_eq!((scan.running, scan.capped, scan.progress), (false, false, (3, 3)));
    let rows: Vec<_> =
        scan.rows.iter().map(|row| (row.number.as_str(), row.source.as_str())).collect();
    assert_eq!(rows, [("13", "Baku"), ("14", "Yerevan"), ("15", "Moscow")]);
    assert_eq!(scan.rows[0].sentence, "13 killed, Baku said.");
    assert_eq!(scan.rows[0].value, Some(13.0));
    assert!(scan.rows.iter().all(|row| !row.done));
    let (go, revision) = (scan.rows[1].go.clone(), scan.revision);
    t.session.dispatch(Action::GoTo(go));
    assert_eq!(selected(&t.session), "14 killed, Yerevan said.");
    t.accept_all();
    let scan = t.session.scan();
    let done: Vec<bool> = scan.rows.iter().map(|row| row.done).collect();
    assert_eq!(done, [false, true, false]);
    assert!(scan.revision > revision);
    t.session.dispatch(Action::Undo);
    assert!(t.session.scan().rows.iter().all(|row| !row.done));
    // Stopped, it keeps what it has; another folder has none.
    t.session.dispatch(Action::Scan);
    t.session.dispatch(Action::StopScan);
    assert!(!t.session.scan().running);
    t.session.wait_until_idle();
    assert!(!t.session.scan().running);
    t.session.dispatch(Action::Reload);
    t.session.wait_until_idle();
    assert!(!t.session.scan().begun && t.session.scan().rows.is_empty());
}

#[test]
fn long_articles_are_recognised_on_a_worker() {
    let text = format!("13 killed, Baku said.\n{}", "Nothing was said here. ".repeat(4000));
    let mut t = table(&text, tolls);
    t.select("killed");
    assert_eq!(t.open().len(), 2);
    assert!(!t.session.recognising(&t.id));
    t.accept_all();
    assert_eq!(t.document().quantities().len(), 1);
}

// --- Whatever is accepted and refused is undone ---

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 16, ..Default::default() })]

    #[test]
    fn accepted_and_undone_leaves_the_same_bytes(
        steps in proptest::collection::vec((0_usize..8, proptest::prelude::any::<bool>()), 0..10),
        killing in proptest::prelude::any::<bool>(),
    ) {
        let (mut t, there) = if killing {
            (table(KILLED, killed), "killed")
        } else {
            (table(STATEMENT, statement), "refugees")
        };
        let play = |t: &mut Table, n: usize, yes: bool| {
            let shown = t.session.shown_proposals();
            let Some(proposal) = shown.get(n % shown.len().max(1)).map(|p| p.key) else { return };
            if yes { t.accept(proposal) } else { t.refuse(proposal) }
        };
        t.select(there);
        for (n, yes) in &steps {
            play(&mut t, *n, *yes);
        }
        let (document, file) = (t.document().clone(), t.file());
        let acts = t.session.history().len();
        if t.session.shown_proposals().iter().any(|p| p.left.is_none()) {
            t.accept_all();
        }
        for (n, yes) in steps.iter().rev() {
            play(&mut t, *n, *yes);
        }
        t.again();
        while t.session.history().iter().filter(|row| row.done).count() > acts {
            t.session.dispatch(Action::Undo);
        }
        proptest::prop_assert!(common::same(t.document(), &document));
        let file = file.unwrap_or_default();
        let again = t.file().unwrap_or_default();
        // Only how far the history is differs.
        let bare = |file: &str| {
            let kept = file.lines().filter(|line| !line.trim_start().starts_with("seq:"));
            kept.collect::<Vec<_>>().join("\n")
        };
        if !file.is_empty() {
            proptest::prop_assert_eq!(bare(&file), bare(&again));
        }
    }
}

/// As an analyst does it: double-click, Enter, close, open again; then the same typed. With the recogniser itself.
#[test]
fn a_ratio_of_any_size_is_taken_and_opened_again() {
    for (of, compared) in [
        ("1000000000", true),
        ("1000000000000000", true),
        ("3000000000000000", false),
        ("18446744073709551615", false),
    ] {
        let text = format!("The chance is 1 in {of}, the ministry said.\n");
        let mut t = table(&text, attest::recognize::recognize);
        t.select("chance");
        t.accept_all();
        let value = Value::Ratio(1, of.parse().unwrap());
        let first = |t: &Table| t.document().quantities().values().next().unwrap().clone();
        assert_eq!(first(&t).value, value);
        t.again();
        let quantity = first(&t);
        assert_eq!(quantity.value, value, "after closing");
        let bounds = t.session.comparison().figure(&quantity.id).map(|figure| figure.bounds);
        assert_eq!(bounds.flatten().is_some(), compared, "{of}");
        let of_record = FieldOwner::Record(attest::model::RecordRef::Quantity(quantity.id));
        let field = FieldRef { article: t.id.clone(), of: of_record, field: Field::Value };
        t.done(Command::SetField { field: field.clone(), text: "5".to_owned() });
        t.done(Command::SetField { field, text: format!("1 in {of}") });
        assert_eq!(first(&t).value, value, "typed");
        assert!(t.file().unwrap().contains(&format!("Ratio(1, {of})")));
    }
}

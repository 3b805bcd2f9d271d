//! What tagging comes to: to which record a role goes, what it fills, what is refused.

#![allow(clippy::unwrap_used)]

mod common;

use attest::model::{
    ArticleId, Attribution, ClaimId, Document, Mode, Naming, Quantity, RecordRef, Selection, Slot,
    SlotRef, Span, Voice,
};
use attest::session::{
    Action, Command, DateRole, Field, FieldOwner, FieldRef, NoticeKind, Session, TagKind,
};
use common::{Desk, words};

struct Table {
    session: Session,
    id: ArticleId,
    _desk: Desk,
}

/// A session on one article, whose sentences that hold the given words are claims.
fn table(text: &str, claims: &[&str]) -> Table {
    let desk = Desk::with(text);
    let session = desk.session();
    let mut table = Table { session, id: ArticleId::new("a.txt"), _desk: desk };
    for claim in claims {
        let span = table.at(claim);
        let sentence = table.session.segments(&table.id).unwrap().touching(span);
        table.done(Command::MakeClaim { article: table.id.clone(), spans: sentence });
    }
    table.select(None);
    table
}

impl Table {
    fn at(&self, text: &str) -> Span {
        words(&self.session, &self.id, text)
    }

    fn document(&self) -> &Document {
        self.session.document(&self.id).unwrap()
    }

    fn claim(&self, n: usize) -> ClaimId {
        self.document().claims_in_order()[n].id.clone()
    }

    fn quantity(&self, printed: &str) -> &Quantity {
        self.document().quantities().values().find(|q| q.anchor.exact() == printed).unwrap()
    }

    fn attribution(&self, source: &str) -> &Attribution {
        let mut all = self.document().attributions().values();
        all.find(|a| a.chain.iter().any(|hop| hop.source == source)).unwrap()
    }

    fn select(&mut self, record: Option<RecordRef>) {
        let selection = Selection { article: Some(self.id.clone()), text: None, record };
        self.session.dispatch(Action::Select(selection));
    }

    /// Does it; it must not be refused.
    fn done(&mut self, command: Command) {
        let before = self.session.history().len();
        self.session.dispatch(Action::Do(command.clone()));
        let said = self.session.notices().last();
        assert!(self.session.history().len() > before, "{command:?}: {said:?}");
    }

    /// Tags with nothing selected.
    fn tag(&mut self, text: &str, kind: TagKind) {
        self.select(None);
        self.tag_on(text, kind);
    }

    /// Tags with what is selected.
    fn tag_on(&mut self, text: &str, kind: TagKind) {
        let span = self.at(text);
        self.done(Command::Tag { article: self.id.clone(), span, kind });
    }

    /// Must be refused with words like these.
    fn refused(&mut self, command: Command, like: &str) {
        let before = self.document().clone();
        self.session.dispatch(Action::Do(command.clone()));
        let notice = self.session.notices().last().unwrap();
        assert_eq!(notice.kind, NoticeKind::Refused, "{command:?}");
        assert!(notice.text.contains(like), "{}", notice.text);
        common::assert_same(self.document(), &before);
    }

    fn field(&self, record: RecordRef, field: Field) -> String {
        let of = FieldOwner::Record(record);
        self.session.field_text(&FieldRef { article: self.id.clone(), of, field }).unwrap()
    }
}

#[test]
fn number_takes_the_selection_apart() {
    let mut t = table("They sent more than 2900 tons of flour there.", &["flour"]);
    t.tag("more than 2900 tons", TagKind::Number);
    let q = t.quantity("2900 tons");
    assert_eq!(q.qualifier.anchor.as_ref().map(attest::model::Anchor::exact), Some("more than"));
    let name = RecordRef::Quantity(q.id.clone());
    assert_eq!(t.field(name.clone(), Field::Value), "2,900");
    assert_eq!(t.field(name.clone(), Field::Qualifier), "MoreThan");
    assert_eq!(t.field(name, Field::UnitKind), "Mass");
    let span = t.at("2900 tons");
    t.refused(Command::Tag { article: t.id.clone(), span, kind: TagKind::Number }, "already");
    let span = t.at("flour");
    t.refused(Command::Tag { article: t.id.clone(), span, kind: TagKind::Number }, "number");
}

#[test]
fn a_role_goes_to_the_selected_record_else_to_the_nearest_that_lacks_it() {
    let mut t = table("Some 40 men and 60 women came.", &["men"]);
    t.tag("40", TagKind::Number);
    t.tag("60", TagKind::Number);
    t.tag("women", TagKind::Counted);
    t.tag("men", TagKind::Counted);
    assert_eq!(t.quantity("60").counted.as_ref().unwrap().text, "women");
    assert_eq!(t.quantity("40").counted.as_ref().unwrap().text, "men");
    t.select(Some(RecordRef::Quantity(t.quantity("40").id.clone())));
    t.tag_on("women", TagKind::Counted);
    assert_eq!(t.quantity("40").counted.as_ref().unwrap().text, "women");
    t.select(None);
    let span = t.at("men");
    t.refused(Command::Tag { article: t.id.clone(), span, kind: TagKind::Counted }, "already");
}

#[test]
fn two_attributions_in_one_sentence_are_told_apart_by_what_they_say() {
    let mut t = table("Ada said 12 died, and Ben said 30 fled.", &["Ada"]);
    t.tag("Ada", TagKind::Source);
    t.tag("12 died", TagKind::Quote);
    t.tag("Ben", TagKind::Source);
    t.tag("30 fled", TagKind::Quote);
    t.tag("12", TagKind::Number);
    t.tag("30", TagKind::Number);
    assert_eq!(t.document().attributions().len(), 2);
    assert_eq!(t.quantity("12").voice, Voice::By(vec![t.attribution("Ada").id.clone()]));
    assert_eq!(t.quantity("30").voice, Voice::By(vec![t.attribution("Ben").id.clone()]));
    assert_eq!(t.attribution("Ada").chain[0].naming, Naming::Named);
    // Who takes an attribution away takes it out of the voices.
    let gone = RecordRef::Attribution(t.attribution("Ben").id.clone());
    t.done(Command::Delete { article: t.id.clone(), record: gone });
    assert_eq!(t.quantity("30").voice, Voice::Undecided);
}

#[test]
fn content_may_run_over_and_its_quotation_marks_tell_how_it_is_given() {
    let text = "The mayor said, “12 people died.\nNobody came.” He left.";
    let mut t = table(text, &["The mayor"]);
    t.tag("The mayor", TagKind::Source);
    t.tag("said", TagKind::Cue);
    t.tag("“12 people died.\nNobody came.”", TagKind::Quote);
    let a = t.attribution("The mayor");
    assert_eq!((a.mode, a.content.len(), a.cue.len()), (Mode::Direct, 1, 1));
    assert_eq!(a.chain[0].naming, Naming::ByRole);
}

#[test]
fn dates_are_completed_from_the_articles_date_alone() {
    let text = "On Saturday, 40 people came.\n2023-09-24";
    let mut t = table(text, &["Saturday"]);
    t.tag("40", TagKind::Number);
    let saturday = t.at("Saturday");
    let tag =
        Command::Tag { article: t.id.clone(), span: saturday, kind: TagKind::Date(DateRole::AsOf) };
    t.refused(tag.clone(), "article’s date");
    t.tag("2023-09-24", TagKind::Date(DateRole::Published));
    t.done(tag);
    let q = RecordRef::Quantity(t.quantity("40").id.clone());
    assert_eq!(t.field(q.clone(), Field::AsOf), "2023-09-23");
    assert_eq!(t.field(q.clone(), Field::AsOfBasis), "Relative");
    // An open end becomes a relation; typed dates are reasoned.
    let field =
        |field| FieldRef { article: t.id.clone(), of: FieldOwner::Record(q.clone()), field };
    let (as_of, relation) = (field(Field::AsOf), field(Field::AsOfRelation));
    t.session.dispatch(Action::Commit { field: as_of.clone(), text: "../2023-09-20".to_owned() });
    assert_eq!(t.session.field_text(&as_of).as_deref(), Some("2023-09-20"));
    assert_eq!(t.session.field_text(&relation).as_deref(), Some("By"));
}

#[test]
fn a_claim_is_split_and_merged_with_what_stands_in_it() {
    let mut t = table("First 12 came, then 30 left.", &["First"]);
    t.tag("12", TagKind::Number);
    t.tag("30", TagKind::Number);
    let (claim, at) = (t.claim(0), t.at("then").start);
    t.done(Command::SplitClaim { article: t.id.clone(), claim, at });
    let (first, second) = (t.claim(0), t.claim(1));
    assert_eq!(t.document().claims()[&first].anchors[0].exact(), "First 12 came,");
    assert_eq!((&t.quantity("12").claim, &t.quantity("30").claim), (&first, &second));
    t.done(Command::MergeClaims { article: t.id.clone(), into: second.clone(), from: first });
    assert_eq!(t.document().claims().len(), 1);
    assert_eq!(t.document().claims()[&second].anchors.len(), 2);
    assert_eq!(t.document().quantities_of(&second).len(), 2);
    let at = t.at("2 came").start;
    t.refused(Command::SplitClaim { article: t.id.clone(), claim: second, at }, "number");
}

#[test]
fn the_same_source_is_copied_with_its_words() {
    let mut t = table("Ada said on Monday 12 died. Another 30 fled.", &["Ada", "Another"]);
    let (first, second) = (t.claim(0), t.claim(1));
    t.refused(Command::SameSource { article: t.id.clone(), claim: first }, "No claim before");
    t.tag("Ada", TagKind::Source);
    t.tag("30", TagKind::Number);
    t.done(Command::SameSource { article: t.id.clone(), claim: second.clone() });
    let copy = t.document().attributions_of(&second)[0].clone();
    assert_eq!(copy.chain, t.attribution("Ada").chain);
    assert_eq!(t.quantity("30").voice, Voice::By(vec![copy.id]));
    t.refused(Command::SameSource { article: t.id.clone(), claim: second }, "already");
}

#[test]
fn equal_mentions_are_tagged_in_claims_and_the_rest_is_told() {
    let text = "In Goris 12 came. Goris waits. In Goris 30 came. Goristan is far.";
    let mut t = table(text, &["12 came", "30 came"]);
    t.tag("12", TagKind::Number);
    t.tag("30", TagKind::Number);
    t.tag("Goris", TagKind::Place);
    let record = RecordRef::Quantity(t.quantity("12").id.clone());
    let slot = SlotRef { record, slot: Slot::Place(0) };
    t.done(Command::TagEqual { article: t.id.clone(), slot: slot.clone() });
    assert_eq!(t.quantity("30").places[0].text, "Goris");
    let label = t.session.history().last().unwrap().label.clone();
    assert!(label.contains("1 more") && label.contains("1 left out"), "{label}");
    t.refused(Command::TagEqual { article: t.id.clone(), slot }, "in no claim");
}

#[test]
fn an_edge_that_is_dragged_takes_the_words_along() {
    let mut t = table("Some 12 people, 30 in all, came. More came.", &["12"]);
    t.tag("12", TagKind::Number);
    t.tag("people", TagKind::Counted);
    let q = RecordRef::Quantity(t.quantity("12").id.clone());
    let slot = |slot| SlotRef { record: q.clone(), slot };
    let span = t.at("30");
    t.done(Command::MoveSpan { article: t.id.clone(), slot: slot(Slot::Number), span });
    assert_eq!(t.field(q.clone(), Field::Value), "30");
    let span = t.at("Some 12 people");
    t.done(Command::MoveSpan { article: t.id.clone(), slot: slot(Slot::Counted), span });
    assert_eq!(t.field(q.clone(), Field::Counted), "Some 12 people");
    let span = t.at("More");
    t.refused(
        Command::MoveSpan { article: t.id.clone(), slot: slot(Slot::Number), span },
        "number",
    );
    let claim = SlotRef { record: RecordRef::Claim(t.claim(0)), slot: Slot::ClaimText(0) };
    let span = t.at("Some 12 people");
    t.refused(Command::MoveSpan { article: t.id.clone(), slot: claim, span }, "outside");
    t.done(Command::DeleteSlot { article: t.id.clone(), slot: slot(Slot::Counted) });
    assert_eq!(t.field(q, Field::Counted), "");
}

#[test]
fn deleting_a_claim_takes_all_that_belongs_to_it_in_one_step() {
    let mut t = table("Ada said 12 died in Goris.", &["Ada"]);
    t.tag("12", TagKind::Number);
    t.tag("Ada", TagKind::Source);
    t.tag("Goris", TagKind::Place);
    let before = t.document().clone();
    let record = RecordRef::Claim(t.claim(0));
    t.done(Command::Delete { article: t.id.clone(), record });
    assert!(t.document().is_blank());
    t.session.dispatch(Action::Undo);
    common::assert_same(t.document(), &before);
}

#[test]
fn filling_down_is_one_step() {
    let mut t = table("Some 40 men and 60 women came.", &["men"]);
    t.tag("40", TagKind::Number);
    t.tag("60", TagKind::Number);
    let steps = t.session.history().len();
    let all: Vec<_> = t.document().quantities().keys().cloned().collect();
    let fields = all.into_iter().map(|id| {
        let of = FieldOwner::Record(RecordRef::Quantity(id));
        (FieldRef { article: t.id.clone(), of, field: Field::Measure }, "Cumulative".to_owned())
    });
    let fields = fields.collect();
    t.done(Command::SetFields { fields });
    assert_eq!(t.session.history().len(), steps + 1);
    let q = RecordRef::Quantity(t.quantity("60").id.clone());
    assert_eq!(t.field(q, Field::Measure), "Cumulative");
}

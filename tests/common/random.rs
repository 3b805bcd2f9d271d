//! Random acts of an analyst: any number is one, on whatever there is at the time.

use attest::model::{
    ArticleId, Document, Link, LinkKind, RecordRef, Selection, SlotRef, Span, Voice,
};
use attest::recognize::words::snap_to_words;
use attest::session::{
    Action, Command, DateRole, Field, FieldOwner, FieldRef, ListField, Session, TagKind, Within,
};

/// Every field; those of lists at the first position.
pub const FIELDS: &[Field] = &[
    Field::Title,
    Field::Outlet,
    Field::Byline,
    Field::Url,
    Field::Language,
    Field::Published,
    Field::PublishedPrecision,
    Field::PublishedBasis,
    Field::Part,
    Field::Status,
    Field::Tags,
    Field::Note,
    Field::Value,
    Field::Qualifier,
    Field::Carried,
    Field::Estimated,
    Field::UnitKind,
    Field::UnitCode,
    Field::UnitPrinted,
    Field::Counted,
    Field::What,
    Field::Each,
    Field::Who,
    Field::Measure,
    Field::Modality,
    Field::AsOf,
    Field::AsOfRelation,
    Field::AsOfPrecision,
    Field::AsOfBasis,
    Field::Period,
    Field::PeriodPrecision,
    Field::PeriodBasis,
    Field::Place(0),
    Field::PlaceRole(0),
    Field::LinkKind(0),
    Field::LinkTo(0),
    Field::LinkWhy(0),
    Field::Mode,
    Field::Act,
    Field::Framing,
    Field::SaidAt,
    Field::SaidAtPrecision,
    Field::SaidAtBasis,
    Field::HopSource(0),
    Field::HopNaming(0),
    Field::HopMedium(0),
    Field::HopCue(0),
    Field::HopAntecedent(0),
    Field::Reliability,
    Field::Credibility,
    Field::MarkKind,
    Field::MarkDate,
    Field::MarkText,
];

/// What is typed into fields.
const TYPED: &[&str] = &[
    "",
    "13,000",
    "1.2 million",
    "10-15",
    "99.9 %",
    "a third",
    "more than 2900 tons",
    "2023-09-24",
    "24 September 2023",
    "2023",
    "people",
    "Person",
    "Query",
    "AtLeast",
    "yes",
    "en",
    "two, words",
    "a\nnote",
    "Day",
    "Inferred",
    "B",
    "2",
    "Percent",
    "Other: bread",
    "nonsense",
];

const KINDS: &[TagKind] = &[
    TagKind::Number,
    TagKind::Counted,
    TagKind::Source,
    TagKind::Cue,
    TagKind::Quote,
    TagKind::Date(DateRole::AsOf),
    TagKind::Date(DateRole::SaidAt),
    TagKind::Date(DateRole::Period),
    TagKind::Date(DateRole::Published),
    TagKind::Date(DateRole::Mark),
    TagKind::Place,
];

const LISTS: &[ListField] =
    &[ListField::Places, ListField::Links, ListField::Chain, ListField::Cue, ListField::Content];

/// Numbers to choose by.
pub struct Dice(pub Vec<u32>, pub usize);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        let n = self.0.get(self.1).copied().unwrap_or(7) as usize;
        self.1 += 1;
        n % sides.max(1)
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let at = self.roll(all.len());
        all.get(at)
    }
}

/// All records of a document.
pub fn records(document: &Document) -> Vec<RecordRef> {
    let claims = document.claims().keys().cloned().map(RecordRef::Claim);
    let quantities = document.quantities().keys().cloned().map(RecordRef::Quantity);
    let attributions = document.attributions().keys().cloned().map(RecordRef::Attribution);
    let marks = document.marks().keys().cloned().map(RecordRef::Mark);
    claims.chain(quantities).chain(attributions).chain(marks).collect()
}

/// Some words, inside of a claim most of the time; numbers often.
fn some_words(session: &Session, id: &ArticleId, dice: &mut Dice) -> Span {
    let text = &session.article(id).unwrap().text;
    let document = session.document(id).unwrap();
    let claims: Vec<Span> = document
        .claims()
        .values()
        .flat_map(|claim| claim.anchors.iter().filter_map(attest::model::Anchor::span))
        .collect();
    let within = match dice.pick(&claims) {
        Some(span) if dice.roll(8) > 0 => *span,
        _ => Span::new(0, text.len()),
    };
    let covered = within.of(text).unwrap();
    let digits: Vec<usize> =
        covered.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let start = match dice.pick(&digits) {
        Some(at) if dice.roll(2) == 0 => within.start + at,
        _ => within.start + dice.roll(within.len()),
    };
    let end = (start + dice.roll(30)).min(within.end);
    snap_to_words(text, Span::new(start, end))
}

/// One act, made of numbers.
pub fn act(session: &Session, numbers: &[u32]) -> Vec<Action> {
    let mut dice = Dice(numbers.to_vec(), 0);
    let rows = session.rows();
    let id = rows[dice.roll(rows.len().min(3))].id.clone();
    let document = session.document(&id).unwrap();
    let segments = session.segments(&id).unwrap();
    let all = records(document);
    let slots: Vec<SlotRef> = document.all_anchors().map(|(slot, _)| slot).collect();
    let claims: Vec<_> = document.claims().keys().cloned().collect();
    let quantities: Vec<_> = document.quantities().keys().cloned().collect();
    let attributions: Vec<_> = document.attributions().keys().cloned().collect();
    let article = id.clone();
    let command = match dice.roll(27) {
        0..=2 => {
            let spans = (0..=dice.roll(3) / 2).filter_map(|_| {
                let at = dice.roll(session.article(&id).unwrap().text.len());
                segments.next_sentence(at).or_else(|| segments.prev_sentence(at))
            });
            Some(Command::MakeClaim { article, spans: spans.collect() })
        }
        3..=8 => {
            let span = some_words(session, &id, &mut dice);
            let kind = *dice.pick(KINDS).unwrap();
            Some(Command::Tag { article, span, kind })
        }
        9 => {
            let record = dice.pick(&all).cloned();
            let select = Selection { article: Some(id), text: None, record };
            return vec![Action::Select(select)];
        }
        10 | 11 => {
            let of = match dice.pick(&all) {
                Some(record) if dice.roll(6) > 0 => FieldOwner::Record(record.clone()),
                _ => FieldOwner::Article,
            };
            let field = FieldRef { article, of, field: *dice.pick(FIELDS).unwrap() };
            let text = (*dice.pick(TYPED).unwrap()).to_owned();
            return vec![
                Action::Commit { field: field.clone(), text },
                Action::Draft { field, text: None },
            ];
        }
        12 => dice.pick(&all).cloned().map(|record| {
            let field = *dice.pick(FIELDS).unwrap();
            let field = FieldRef { article, of: FieldOwner::Record(record), field };
            Command::MarkField { field, span: some_words(session, &id, &mut dice) }
        }),
        13 => dice.pick(&all).cloned().map(|record| {
            let list = *dice.pick(LISTS).unwrap();
            match dice.roll(3) {
                0 => Command::AddItem { article, record, list },
                1 => Command::RemoveItem { article, record, list, at: dice.roll(3) },
                _ => Command::MoveItem {
                    article,
                    record,
                    list,
                    from: dice.roll(3),
                    to: dice.roll(3),
                },
            }
        }),
        14 => dice.pick(&quantities).cloned().map(|quantity| {
            let voice = match dice.pick(&attributions) {
                Some(one) if dice.roll(2) == 0 => Voice::By(vec![one.clone()]),
                _ if dice.roll(2) == 0 => Voice::Article,
                _ => Voice::Undecided,
            };
            Command::SetVoice { article, quantity, voice }
        }),
        15 => dice.pick(&quantities).cloned().map(|quantity| {
            let to = dice.pick(&quantities).unwrap().clone();
            let link = Link { kind: LinkKind::Revises, to, why: String::new() };
            Command::AddLink { article, quantity, link }
        }),
        16 => dice.pick(&all).cloned().map(|record| Command::Delete { article, record }),
        17 => dice.pick(&slots).cloned().map(|slot| Command::DeleteSlot { article, slot }),
        18 => dice.pick(&slots).cloned().map(|slot| {
            let span = some_words(session, &id, &mut dice);
            Command::MoveSpan { article, slot, span }
        }),
        19 => dice.pick(&claims).cloned().map(|claim| {
            if dice.roll(2) == 0 {
                let at = some_words(session, &id, &mut dice).start;
                Command::SplitClaim { article, claim, at }
            } else {
                let from = dice.pick(&claims).unwrap().clone();
                Command::MergeClaims { article, into: claim, from }
            }
        }),
        20 => dice.pick(&claims).cloned().map(|claim| {
            if dice.roll(2) == 0 {
                Command::SameSource { article, claim }
            } else {
                Command::AddAttribution { article, claim }
            }
        }),
        21 => dice.pick(&slots).cloned().map(|slot| Command::TagEqual { article, slot }),
        22 => dice.pick(&claims).cloned().map(|claim| {
            let within = Within::Claim(claim);
            Command::AcceptAll { article, within }
        }),
        23 => {
            let at = dice.roll(session.article(&id).unwrap().text.len());
            let sentence = segments.next_sentence(at).or_else(|| segments.prev_sentence(at));
            let within = Within::Sentences(sentence.into_iter().collect());
            Some(Command::AcceptAll { article, within })
        }
        _ => {
            let at = dice.roll(session.article(&id).unwrap().text.len());
            let spans: Vec<Span> = segments.touching(Span::new(at, at + 400));
            let open = session.proposals(&id, &spans);
            let proposal = dice.pick(&open).map(|proposal| proposal.key);
            proposal.map(|proposal| {
                if dice.roll(3) == 0 {
                    Command::Refuse { article, proposal }
                } else {
                    Command::Accept { article, proposal }
                }
            })
        }
    };
    match command {
        Some(command) => vec![Action::Do(command)],
        None if dice.roll(2) == 0 => vec![Action::Undo],
        None => vec![Action::Redo],
    }
}

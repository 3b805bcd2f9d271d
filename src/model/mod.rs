//! What an article, a span, a claim, a quantity, an attribution, a fact, an edit *is*.
//!
//! Pure: never egui, serde, files, threads, clock, environment, logging, randomness.
//! Everything here is plain values; other rooms read, propose, store and show them.

mod anchor;
mod approximate;
mod article;
mod attribution;
mod claim;
mod date;
mod decimal;
mod document;
mod edit;
mod fact;
mod facts;
mod fault;
mod ids;
mod invisible;
pub(crate) mod marks;
mod paragraphs;
mod quantity;
mod resolve;
mod span;
mod span_index;

pub use anchor::{Anchor, Place, Quote, Stored};
pub use article::{Article, ArticleMeta, Published};
pub use attribution::{Act, Attribution, Framing, Grade, Hop, Mode, Naming, Reliability, SaidAt};
pub use claim::{Claim, Mark, MarkKind, Part, Refusal, RefusalKind, Status};
pub use date::{AsOf, AsOfRelation, Basis, Period, Precision};
pub use decimal::Decimal;
pub use document::{Document, RecordRef, Slot, SlotRef, TagRole, TaggedSpan};
pub use edit::{Change, Edit, Selection, Transaction, Unfit};
pub use fact::{
    Agent, AgentKind, Behaviour, BoundsRow, Decision, Fact, FactPlace, FactUnit, Facts, PairState,
    Reading,
};
#[doc(hidden)]
pub use fault::rehearse;
pub use fault::{Fault, held, is_held};
pub use ids::{
    AgentId, ArticleId, AttributionId, ClaimId, FactId, IdSource, MarkId, QuantityId, RefusalId,
};
pub use invisible::{Effect, Invisible, invisibles, is_invisible, steers, visible, visible_lines};
pub use paragraphs::{Flowing, Wrap, in_one_line, paragraphs, paragraphs_around, wraps, wraps_of};
pub use quantity::{
    Comparable, Counted, Counting, Each, FactJoin, Link, LinkKind, Measure, Modality, Number,
    Origin, PlaceRole, PlaceText, Qualifier, QualifierKind, Quantity, Unit, UnitKind, Value, Voice,
};
pub use resolve::{CONTEXT_CHARS, anchor_at, resolve};
pub use span::{CodePoints, OffsetMap, Span, SpanError};
pub use span_index::SpanIndex;

//! "Mark in text": what the next drag over the text is for, shared by the Inspector, which asks, and the Reader, which answers.
//!
//! Never: decides what words mean (commands do).

use crate::model::{ArticleId, RecordRef, SlotRef, Span};
use crate::session::{Action, Command, FieldRef, TagKind};

/// What the next drag fills.
#[derive(Clone, PartialEq, Debug)]
pub enum MarkTarget {
    /// A field, with its anchor where it has one.
    Field(FieldRef),
    /// An anchor that there is already: it moves to the words.
    Slot {
        /// The article.
        article: ArticleId,
        /// The anchor.
        slot: SlotRef,
    },
    /// One more piece of a record: a cue, a stretch of content, a hop's source.
    Tag {
        /// The article.
        article: ArticleId,
        /// The record that it goes to.
        record: RecordRef,
        /// As what.
        kind: TagKind,
    },
}

impl From<FieldRef> for MarkTarget {
    fn from(field: FieldRef) -> Self {
        Self::Field(field)
    }
}

impl MarkTarget {
    /// The article that the words must stand in.
    #[must_use]
    pub const fn article(&self) -> &ArticleId {
        match self {
            Self::Field(field) => &field.article,
            Self::Slot { article, .. } | Self::Tag { article, .. } => article,
        }
    }

    /// What to do with the words that were dragged over.
    #[must_use]
    pub fn actions(self, span: Span) -> Vec<Action> {
        match self {
            Self::Field(field) => vec![Action::Do(Command::MarkField { field, span })],
            Self::Slot { article, slot } => {
                vec![Action::Do(Command::MoveSpan { article, slot, span })]
            }
            Self::Tag { article, record, kind } => vec![
                Action::Select(crate::model::Selection {
                    article: Some(article.clone()),
                    text: None,
                    record: Some(record),
                }),
                Action::Do(Command::Tag { article, span, kind }),
            ],
        }
    }
}

/// The one pending request of the window; Esc, and a drag, take it away.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Marking(pub Option<MarkTarget>);

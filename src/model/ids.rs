//! Names of things that outlive a session. Each kind has a type of its own, so that they never mix.

use std::fmt;
use std::sync::Arc;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the text as it stands; nothing is checked (`attest check` lists ids that are no UUID).
            #[must_use]
            pub fn new(text: &str) -> Self {
                Self(Arc::from(text))
            }

            /// The id as files hold it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    )*};
}

ids! {
    /// An article: its path below the articles folder, parts joined by `/`.
    ArticleId,
    /// A claim: UUID v7, never reused.
    ClaimId,
    /// A quantity: UUID v7, never reused.
    QuantityId,
    /// An attribution: UUID v7, never reused.
    AttributionId,
    /// A mark (a date or place of no number): UUID v7, never reused.
    MarkId,
    /// A refused proposal. Files hold no id for it: the name is made on loading and lives in memory only.
    RefusalId,
    /// A fact of `facts.ron`.
    FactId,
    /// An agent of `facts.ron`.
    AgentId,
}

impl ArticleId {
    /// The name under which an annotator's facts document goes among those of the articles: what it holds stands in
    /// `facts.ron`, as that of an article `NAME` stands in `NAME.ron`. No article is called so: their names end in `.txt`.
    const FACTS: &str = "facts";

    /// The name of the annotator's facts document.
    #[must_use]
    pub fn of_facts() -> Self {
        Self::new(Self::FACTS)
    }

    /// Whether it names the facts document, and no article.
    #[must_use]
    pub fn is_of_facts(&self) -> bool {
        self.as_str() == Self::FACTS
    }
}

/// Where new ids and the time come from; passed in, so that planning stays pure.
pub trait IdSource {
    /// A new UUID v7 as text, never given before.
    fn new_id(&mut self) -> String;
    /// The time now, UTC, RFC 3339 with seconds (`2026-11-22T09:14:03Z`).
    fn now(&self) -> String;
}

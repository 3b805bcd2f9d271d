//! What words mean for attributions: cues, sources, media, and the function words between them.
//!
//! Owns: the sections `[cue.…]` of the tables. Never: looks at text.
//!
//! Every meaning is a row of marks parted by blanks; a table of another language needs the marks it has words for.
//!
//! - `[cue.verb]`: verbs of saying. Their kind: `say` (what follows is what is said, with or without "that"), `clause` (only
//!   where a that-clause, a whole clause, a quote or a colon follows), `think` (the same, of thoughts), `ask` ("whether"),
//!   `quoting` (only with a quote or a colon), `observe` (saw, filmed), `cite` (one source through another),
//!   `declines` ("refused", with an infinitive of another cue verb). Besides: `told` (the one
//!   spoken to follows without a preposition), `strict` (a clause without a word that begins it is not
//!   enough), `state` ("is confident"), `thing` (a noun can be what is said: "denied the claim"), `figure` (a number can be:
//!   "reported 20 deaths"), `noun` (the word is also a
//!   noun), `confirms`, `denies`, `corrects` (what the source does), `distancing`, `committed` (how the writer
//!   frames it), `it` (nobody is its subject: "hieß es"). A verb in two parts is written with an ellipsis between them ("teilte … mit"), its first part alone is `parted`.
//!   Their form: `base`, `third`, `past` (and participle), `preterite`, `participle`, `gerund`; without one, finite.
//! - `[cue.by]`: `by` "according to", with the same marks; `it` where nobody is named ("reportedly"); `postposed` behind the source ("dem Bericht zufolge").
//! - `[cue.relay]`: `cite`, what stands between something said and who relays it ("published by").
//! - `[cue.noun]`: `that` ("the claim that"), `medium` ("statement"); marks as for verbs.
//! - `[cue.word]`: function words, one or more of `det possessive preposition conjunction subordinator relative that
//!   auxiliary be modal would negation adverb finite question time if object to clitic`. `finite` are verbs that end a
//!   noun phrase; `that` alone ends what is said before its verb ("… diye konuştu"), or stands for the sentence before ("об этом сообщил X").
//! - `[cue.pronoun]`: `he`, `she`, `it`, `they`, `first`, `you`, `relative`.
//! - `[cue.source]`: nouns of those who speak: `role` (one person), `plural` (several persons), `group` (a body), `outlet` (a
//!   medium that relays), `document`, `image`, `anonymous`, `he`, `she` (where the word tells).
//! - `[cue.ending]`: `finite`, endings of verbs that the table does not know ("ed"); `object`, endings of nouns that are no subject.
//! - `[cue.credit]`: `credit`, words before the maker of a picture ("Photo: …").

use crate::model::{Act, Framing};

/// Marks of a word, as bits.
pub(crate) type Bits = u64;

macro_rules! bits {
    ($($name:ident = $at:literal $word:literal $doc:literal;)*) => {
        $(#[doc = $doc] pub(crate) const $name: Bits = 1 << $at;)*
        fn bit(word: &str) -> Option<Bits> {
            match word { $($word => Some($name),)* _ => None }
        }
    };
}

bits! {
    SAY = 0 "say" "What follows is said.";
    CLAUSE = 1 "clause" "A clause or a quote must follow.";
    THINK = 2 "think" "A thought.";
    ASK = 3 "ask" "A question.";
    QUOTING = 4 "quoting" "A quote must follow.";
    OBSERVE = 5 "observe" "Saw, filmed.";
    CITE = 6 "cite" "One source through another.";
    TOLD = 7 "told" "Who is spoken to follows.";
    THING = 8 "thing" "A noun can be the content; of a preposition: it mostly names no source.";
    ALSO_NOUN = 9 "noun" "A verb's form that is a noun, too.";
    BASE = 10 "base" "Infinitive and present.";
    THIRD = 11 "third" "Present of the third person.";
    PAST = 12 "past" "Past and participle.";
    PRETERITE = 13 "preterite" "Past, not participle.";
    PARTICIPLE = 14 "participle" "Participle, not past.";
    GERUND = 15 "gerund" "The form in -ing.";
    BY = 16 "by" "Names a source as a preposition does.";
    THAT_NOUN = 17 "that" "A noun with a that-clause; as a function word, the word that begins one.";
    MEDIUM = 18 "medium" "What a source speaks through.";
    DET = 19 "det" "Begins a noun phrase.";
    POSSESSIVE = 20 "possessive" "Begins a noun phrase: his, her.";
    PREPOSITION = 21 "preposition" "of, in";
    CONJUNCTION = 22 "conjunction" "and, but";
    SUBORDINATOR = 23 "subordinator" "after, because";
    RELATIVE = 24 "relative" "who, which";
    AUXILIARY = 25 "auxiliary" "has, was";
    BE = 26 "be" "A form of to be: makes a passive.";
    MODAL = 27 "modal" "will, can";
    WOULD = 28 "would" "Makes it hypothetical.";
    NEGATION = 29 "negation" "not, didn't";
    ADVERB = 30 "adverb" "also, later";
    FINITE = 31 "finite" "Another verb: ends a noun phrase.";
    QUESTION = 32 "question" "Begins an indirect question: whether, how.";
    TIME = 33 "time" "Monday, yesterday, late.";
    IF = 34 "if" "Makes it hypothetical.";
    TO = 35 "to" "Before an infinitive.";
    PRONOUN = 36 "pronoun" "A pronoun that is a subject.";
    HE = 37 "he" "One man.";
    SHE = 38 "she" "One woman.";
    IT = 39 "it" "A thing or a body.";
    THEY = 40 "they" "Several.";
    FIRST = 41 "first" "I, we.";
    ROLE = 42 "role" "One person by what they are.";
    PLURAL = 43 "plural" "Several persons.";
    GROUP = 44 "group" "A body.";
    OUTLET = 45 "outlet" "A medium that relays.";
    DOCUMENT = 46 "document" "Speaks in writing.";
    IMAGE = 47 "image" "Shows.";
    ANONYMOUS = 48 "anonymous" "Not named at all.";
    STRICT = 49 "strict" "A bare clause is not enough.";
    STATE = 50 "state" "With a form of to be: is confident.";
    CREDIT = 51 "credit" "Before the maker of a picture.";
    CONFIRMS = 52 "confirms" "Act.";
    DENIES = 53 "denies" "Act.";
    CORRECTS = 54 "corrects" "Act.";
    DECLINES = 55 "declines" "Act.";
    DISTANCING = 56 "distancing" "Framing.";
    COMMITTED = 57 "committed" "Framing.";
    OBJECT = 58 "object" "A pronoun that is no subject.";
    CLITIC = 59 "clitic" "An object that stands between a subject and its verb.";
    VERB = 60 "verb" "Any verb of saying.";
    PARTED = 61 "parted" "A verb whose second part, which says what it means, stands later.";
    YOU = 36 "you" "Who is spoken to: a pronoun as any other.";
    FIGURE = 62 "figure" "A number alone can be the content: \"reported 20 deaths\"; of a verb.";
    POSTPOSED = 49 "postposed" "Of what names a source as a preposition does: it stands behind it.";
    FUNCTION = 63 "function" "A function word.";
    ENDING = 62 "ending" "An ending of words that the table does not know.";
}

/// Any kind of cue verb.
pub(crate) const CUE_VERB: Bits = SAY | CLAUSE | THINK | ASK | QUOTING | OBSERVE | CITE | DECLINES;
/// Words that no noun phrase goes on through.
pub(crate) const WALL: Bits = AUXILIARY
    | MODAL
    | WOULD
    | NEGATION
    | SUBORDINATOR
    | RELATIVE
    | FINITE
    | QUESTION
    | PRONOUN
    | OBJECT
    | TO
    | IF;

/// The marks of one entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct CueSense {
    pub(crate) bits: Bits,
}

impl CueSense {
    /// Reads the meaning of an entry of section `[cue.NAME]`; `None` where it says nothing.
    pub(crate) fn read(name: &str, meaning: &str) -> Option<Self> {
        let mut bits = 0;
        for word in meaning.split_whitespace() {
            bits |= bit(word)?;
        }
        let asked = match name {
            "verb" => CUE_VERB | PARTED,
            "by" => BY,
            "relay" => CITE,
            "noun" => THAT_NOUN | MEDIUM,
            "word" => !0,
            "pronoun" => HE | SHE | IT | THEY | FIRST | YOU | RELATIVE,
            "source" => ROLE | PLURAL | GROUP | OUTLET | DOCUMENT | IMAGE | ANONYMOUS | HE | SHE,
            "credit" => CREDIT,
            "ending" => FINITE | OBJECT,
            _ => return None,
        };
        if bits & asked == 0 {
            return None;
        }
        match name {
            "verb" => {
                bits |= VERB;
                if bits & (BASE | THIRD | PAST | PRETERITE | PARTICIPLE | GERUND) == 0 {
                    bits |= THIRD | PRETERITE;
                }
            }
            "pronoun" => bits |= PRONOUN,
            "ending" => bits |= ENDING,
            "relay" => bits |= BY,
            "word" => bits |= FUNCTION,
            _ => {}
        }
        Some(Self { bits })
    }

    /// Whether the phrase is a cue and nothing else.
    pub(crate) const fn is_sure(self) -> bool {
        self.bits & VERB != 0 && self.bits & ALSO_NOUN == 0
    }

    /// Whether it is an ending of words, and no word.
    pub(crate) const fn is_ending(self) -> bool {
        self.bits & (ENDING | VERB) == ENDING
    }

    /// All of its marks.
    pub(crate) const fn marks(self) -> u64 {
        self.bits
    }

    /// Whether the phrase is one of function words.
    pub(crate) const fn is_function(self) -> bool {
        self.bits & FUNCTION != 0
    }
}

/// What the source does, by the marks of a cue.
pub(crate) const fn act(bits: Bits) -> Act {
    if bits & DENIES != 0 {
        Act::Denies
    } else if bits & CONFIRMS != 0 {
        Act::Confirms
    } else if bits & CORRECTS != 0 {
        Act::Corrects
    } else if bits & DECLINES != 0 {
        Act::Declines
    } else {
        Act::Asserts
    }
}

/// What the writer's cue does, by its marks.
pub(crate) const fn framing(bits: Bits) -> Framing {
    if bits & DISTANCING != 0 {
        Framing::Distancing
    } else if bits & COMMITTED != 0 {
        Framing::Committed
    } else {
        Framing::Neutral
    }
}

//! What is counted: the noun behind a number, and what they do or are.
//!
//! Owns: where the noun phrase ends without a grammar: nouns of the table, plurals, words at which it must have ended; what one of them is.
//! Looks at most ten tokens ahead. Never: other quantities.

use super::reader::Reader;
use crate::lexicon::senses::number::{Mark, NumberSense, Verb, class};
use crate::lexicon::{Case, Ending};
use crate::model::{Each, Span};

/// A noun phrase.
#[derive(Clone, Debug)]
pub(super) struct Noun {
    pub(super) from: usize,
    /// The noun itself.
    pub(super) head: usize,
    pub(super) end: usize,
    pub(super) each: Each,
    pub(super) who: Option<&'static str>,
}

/// What happens to those who are counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct What {
    pub(super) from: usize,
    pub(super) end: usize,
    pub(super) verb: Verb,
    /// "has", "have", "had" stand in it.
    pub(super) perfect: bool,
}

impl What {
    pub(super) fn span(&self, reader: &Reader<'_>) -> Span {
        reader.lexed.span(self.from, self.end)
    }

    /// An event with persons or things, as against "remain", "prefer".
    pub(super) const fn is_event(&self) -> bool {
        matches!(self.verb, Verb::Harm | Verb::Move | Verb::Bring)
    }
}

/// Tokens that a noun phrase may have.
const LONGEST: usize = 8;

impl Reader<'_> {
    /// The noun phrase that begins at a token; of one thing, the noun may be a singular that no table knows.
    pub(super) fn noun_phrase(&self, at: usize, one: bool) -> Option<Noun> {
        let mut at = at;
        // "20 more people", "three other men"
        while let Some(end) = self.mark(at, Mark::More).filter(|_| self.noun(at).is_none()) {
            at = end;
        }
        let from = at;
        let mut last = None;
        while at < from + LONGEST && (at == from || self.near(at)) {
            let Some(token) = self.lexed.get(at) else { break };
            if matches!(token.sign(), Some('“' | '‘' | '"' | '\''))
                && at > from
                && self.attached(at + 1)
            {
                at += 1;
                continue;
            }
            if self.is_hyphen(at) && self.is_word(at + 1) {
                at += 1;
                continue;
            }
            if !token.is_word() {
                break;
            }
            if let Some(((each, who), end)) = self.noun(at) {
                // "family members": the last of them is what is counted.
                let next = self.near(end).then(|| self.noun(end)).flatten();
                match next {
                    Some(_) => at = end,
                    None if self.is_plural(end) && self.is_adjective_like(at) => at = end,
                    None => {
                        return Some(self.with_of(Noun {
                            from,
                            head: at,
                            end,
                            each: each.clone(),
                            who,
                        }));
                    }
                }
                continue;
            }
            if let Some((verb, end)) = self.verb(at) {
                // "displaced families": what happened to them stands before the noun.
                let lasting = self.lexed.ends(at, Ending::Lasting);
                let adjective = (matches!(verb, Verb::Harm | Verb::Move | Verb::Bring) || lasting)
                    && self.near(end)
                    && self.is_word(end)
                    && !self.is_stop(end)
                    && self.verb(end).is_none()
                    && (lasting || self.noun(end).is_some() || self.is_plural(end));
                if !adjective {
                    break;
                }
                at = end;
                continue;
            }
            if self.is_stop(at) {
                break;
            }
            if self.is_plural(at)
                && self.near(at + 1)
                && self.noun(at + 1).is_some()
                && token.case == Case::Lower
            {
                at += 1;
                continue;
            }
            if self.is_plural(at) {
                let each = self.each_of(at, token.is_capital());
                return Some(self.with_of(Noun { from, head: at, end: at + 1, each, who: None }));
            }
            // "one poster admitted": behind a first word, a past tense is no noun.
            if last.is_some() && self.lexed.ends(at, Ending::Past) {
                break;
            }
            last = Some(at);
            at += 1;
        }
        let head = last.filter(|head| one && *head + 1 == at && at <= from + 3)?;
        let lower = self.lexed.get(head).is_some_and(|token| token.case == Case::Lower);
        let each = self.each_of(head, false);
        lower.then_some(Noun { from, head, end: at, each, who: None })
    }

    /// "rounds of ammunition", "members of parliament": one word behind "of" belongs to it.
    fn with_of(&self, noun: Noun) -> Noun {
        let of = self.link(noun.end, crate::lexicon::senses::number::Link::Of);
        let kept = of.filter(|at| {
            self.near(*at)
                && self.lexed.get(*at).is_some_and(|t| t.is_word() && t.case == Case::Lower)
                && !self.is_stop(*at)
                && !self.lexed.begins(*at, crate::lexicon::Domains::DATE)
                && !self.begins_number(*at)
        });
        Noun { end: kept.map_or(noun.end, |at| at + 1), ..noun }
    }

    /// An unknown word that ends like a plural.
    fn is_plural(&self, at: usize) -> bool {
        self.is_word(at)
            && self.lexed.table.forms().is_plural(self.lexed.printed(at))
            && !self.is_stop(at)
    }

    /// Whether a noun stands before another as "army" does in "army trucks": singular.
    fn is_adjective_like(&self, at: usize) -> bool {
        !self.lexed.table.forms().is_plural(self.lexed.printed(at))
    }

    pub(super) fn each_of(&self, at: usize, capital: bool) -> Each {
        let printed = self.lexed.printed(at);
        let table = self.lexed.table;
        let ending = |length: usize| {
            let end = printed.len().checked_sub(length).and_then(|from| printed.get(from..))?;
            table.entries(table.id(end)).iter().find_map(|entry| match &entry.sense {
                crate::lexicon::Sense::Number(NumberSense::NounEnd(each)) => Some(each.clone()),
                _ => None,
            })
        };
        let found = [4, 3, 2].into_iter().find_map(ending);
        // "13,000 Armenians"
        found.unwrap_or(if capital { Each::Person } else { Each::Object })
    }

    /// Which of them: by the noun itself, and by what stands before it ("displaced families", "civilian casualties").
    pub(super) fn who_of(&self, noun: &Noun) -> Vec<String> {
        let mut who: Vec<String> = noun.who.iter().map(|who| (*who).to_owned()).collect();
        for at in noun.from..noun.head {
            if let Some(((_, Some(word)), _)) = self.noun(at)
                && !who.iter().any(|known| known == word)
            {
                who.push(word.to_owned());
            }
        }
        who
    }

    /// What they do or are, right behind the noun (or the number).
    pub(super) fn what_behind(&self, at: usize) -> Option<What> {
        if !self.near(at) {
            return None;
        }
        let at = self.mark(at, Mark::Relative).unwrap_or(at);
        let from = at;
        let (mut perfect, mut auxiliary) = (false, false);
        let mut end = at;
        while end < from + 6 && (end == from || self.near(end)) {
            let Some((verb, behind)) = self.verb(end) else {
                // "had been brought": behind an auxiliary the verb need not be known.
                let unknown = auxiliary
                    && self.lexed.get(end).is_some_and(|t| t.is_word() && t.case == Case::Lower)
                    && !self.is_stop(end)
                    && self.noun(end).is_none()
                    && self.lexed.ends(end, Ending::Past);
                return unknown.then(|| {
                    self.with_object(What { from, end: end + 1, verb: Verb::Other, perfect })
                });
            };
            match verb {
                Verb::Have => (perfect, auxiliary) = (true, true),
                Verb::Be => auxiliary = true,
                Verb::Adverb => {}
                Verb::Change => return None,
                _ => return Some(self.with_object(What { from, end: behind, verb, perfect })),
            }
            end = behind;
        }
        None
    }

    /// "had entered Armenia": a name right behind the verb belongs to it.
    fn with_object(&self, what: What) -> What {
        let name = |at: usize| {
            self.near(at) && self.lexed.get(at).is_some_and(|t| t.is_word() && t.is_capital())
        };
        let mut end = what.end;
        if matches!(what.verb, Verb::Move | Verb::Other) {
            while end < what.end + 5 && (name(end) || (self.is_hyphen(end) && end > what.end)) {
                end += 1;
            }
        }
        What { end, ..what }
    }

    /// What happens to them, right before the number: "killed 200 people".
    pub(super) fn what_before(&self, at: usize, floor: usize) -> Option<What> {
        let (verb, from) = self.ending(at, class::VERB, |at| {
            self.verb(at).filter(|(verb, _)| matches!(verb, Verb::Harm | Verb::Move | Verb::Bring))
        })?;
        let have = |at: usize| matches!(self.verb(at), Some((Verb::Have, _)));
        let perfect =
            from > floor && (have(from - 1) || (from > floor + 1 && have(from.saturating_sub(2))));
        (from >= floor).then_some(What { from, end: at, verb, perfect })
    }
}

//! What is counted: the noun behind a number, and what they do or are.
//!
//! Owns: where the noun phrase ends without a grammar: nouns of the table, plurals, words at which it must have ended; what one of them is.
//! Looks at most ten tokens ahead. Never: other quantities.

use super::printed::Printed;
use super::reader::Reader;
use crate::lexicon::senses::number::{Link, Mark, NumberSense, Verb, class};
use crate::lexicon::{Case, Ending, Rule, Token};
use crate::model::{Each, Span, UnitKind, Value};

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
    /// "a population of 120,000": the noun that stands before "of", where none stands behind the number.
    pub(super) fn noun_before(
        &self,
        printed: &Printed,
        phrase: usize,
        floor: usize,
    ) -> Option<Noun> {
        // "شخص واحد"
        if self.lexed.table.has(Rule::OneBehind) && printed.numeral.whole() == Some(1) {
            let ((each, who), from) = self.ending(phrase, class::NOUN, |at| self.noun(at))?;
            return (from >= floor && printed.unit.is_none()).then(|| Noun {
                from,
                head: from,
                end: phrase,
                each: each.clone(),
                who,
            });
        }
        let of = class::of_link(Link::Of);
        let (_, of) = self.ending(phrase, of, |at| self.link(at, Link::Of).map(|end| ((), end)))?;
        let ((each, who), from) = self.ending(of, class::NOUN, |at| self.noun(at))?;
        let persons = matches!(each, Each::Person | Each::Household);
        let stands = printed.unit.is_none() && persons && from >= floor;
        stands.then(|| Noun { from, head: from, end: of, each: each.clone(), who })
    }

    /// "12 120-mm shells": behind the size of what is counted.
    fn behind_sizes(&self, at: usize) -> usize {
        if !self.is_number(at) || !self.near(at) {
            return at;
        }
        let unit = at + 1 + usize::from(self.is_hyphen(at + 1));
        let size = self.attached(unit).then(|| self.unit(unit)).flatten();
        size.map_or(at, |(_, end)| end)
    }

    /// What is counted behind a number: right behind it, behind "of" where the number or its unit asks for it.
    pub(super) fn noun_of(&self, printed: &Printed, behind: usize, one: bool) -> Option<Noun> {
        let kind = printed.unit.map(|unit| &unit.sense.kind);
        let vague = matches!(printed.value, Value::Vague(_));
        let of = self.link(behind, Link::Of);
        let at = match kind {
            None if self.is_hyphen(behind) => match self.mark(behind + 1, Mark::Tied) {
                Some(end) => end,
                None => return self.noun_tied(behind + 1),
            },
            None => of.unwrap_or_else(|| self.behind_sizes(behind)),
            Some(UnitKind::Percent | UnitKind::Mass | UnitKind::Volume) => of?,
            Some(_) => return None,
        };
        if !self.near(at) {
            return None;
        }
        let at = if of.is_some() && !vague { self.mark(at, Mark::Skip).unwrap_or(at) } else { at };
        self.noun_phrase(at, one || kind.is_some())
    }

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

    /// "judge" in "three-judge panel".
    pub(super) fn noun_tied(&self, at: usize) -> Option<Noun> {
        const SHORT: usize = 3;
        let lower = |token: &Token| token.is_word() && token.case == Case::Lower;
        let word = self.lexed.get(at).is_some_and(lower) && self.lexed.printed(at).len() >= SHORT;
        let known = self.noun(at);
        if !word || (known.is_none() && (self.is_stop(at) || self.mark(at, Mark::Fold).is_some())) {
            return None;
        }
        let (each, who, end) = match known {
            Some(((each, who), end)) => (each.clone(), who, end),
            None => (self.each_of(at, false), None, at + 1),
        };
        Some(Noun { from: at, head: end - 1, end, each, who })
    }

    /// "rounds of ammunition", "members of parliament": one word behind "of" belongs to it.
    fn with_of(&self, noun: Noun) -> Noun {
        let of = self.link(noun.end, Link::Of);
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

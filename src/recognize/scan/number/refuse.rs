//! Numbers that are no quantities: parts of names and codes, clock times, years, pronouns, scores.
//!
//! Owns: why a number is passed over, and how far. Never: dates that the dates' pass found (those are passed over before).

use super::numeral::{Amount, Numeral};
use super::reader::Reader;
use crate::lexicon::senses::number::{Link, Mark, NumberSense, class};
use crate::lexicon::{Case, Domains, Ending, Gap, Rule};
use crate::model::Decimal;

/// What stands around a number.
pub(super) struct Around {
    /// A unit, a currency or "aged" belongs to it.
    pub(super) unit: bool,
    /// The index behind a unit of time.
    pub(super) time: Option<usize>,
    /// A currency stands right before it.
    pub(super) led: bool,
    /// Something counted stands behind it.
    pub(super) noun: bool,
    /// It is the first of two ends.
    pub(super) ranged: bool,
    /// A qualifier bends it.
    pub(super) bent: bool,
    /// The first token of its sentence.
    pub(super) sentence: usize,
}

impl Reader<'_> {
    /// Whether the number is no quantity.
    pub(super) fn is_refused(&self, number: &Numeral, around: &Around) -> bool {
        let tolerance = |at: usize| self.link(at, Link::Tolerance).map(|end| ((), end));
        if self.mark(number.from, Mark::Name).is_some()
            || self.is_mark(number, around.sentence)
            || self.ending(number.from, class::of_link(Link::Tolerance), tolerance).is_some()
        {
            return true;
        }
        if self.is_number(number.from) || !self.is_word(number.from) {
            self.is_code(number, around)
                || (number.bare && self.is_word(number.end + 1) && self.is_compound(number, around))
                || self.is_label(number, around)
                || self.is_year(number, around)
                || self.is_house(number, around)
        } else {
            self.is_pronoun(number, around)
                || self.is_named(number, around)
                || self.is_ordinal(number)
                || self.is_compound(number, around)
        }
    }

    /// Whether it is a part of something else, whoever asks.
    pub(super) fn is_part(&self, number: &Numeral, around: &Around) -> bool {
        (self.is_number(number.from) || !self.is_word(number.from)) && self.is_code(number, around)
    }

    /// "22:00", "1.2.3.4", "COVID-19", "777F", "555-1234-5678", "2/3/2020"
    fn is_code(&self, number: &Numeral, around: &Around) -> bool {
        let sign = |at: usize| self.lexed.get(at).and_then(|token| token.sign());
        let joins = |c: Option<char>| {
            matches!(c, Some('-' | '–' | '/' | ':' | '.' | '_' | '+' | '\'' | '\\' | '=' | '&'))
        };
        let from = number.from;
        let before = from.checked_sub(1);
        // Behind a sign that touches it, and that touches a word or number before.
        let free = around.led || (around.unit && around.ranged);
        let glued = !free
            && before.is_some_and(|at| {
                self.attached(from)
                    && joins(sign(at))
                    && at > 0
                    && self.attached(at)
                    && self
                        .lexed
                        .get(at - 1)
                        .is_some_and(|token| token.is_word() || token.is_number())
            });
        // "+44 …"
        let plus =
            before.is_some_and(|at| self.attached(from) && sign(at) == Some('+') && !around.unit);
        let end = number.end;
        // "300wounded" has lost its blank.
        let thing = || self.noun(end).is_some() || self.verb(end).is_some();
        let letters = self.attached(end) && self.is_word(end) && !around.unit && !thing();
        let ending = self.attached(end)
            && self
                .pick(end, class::ENDING, |s| matches!(s, NumberSense::Ending).then_some(()))
                .is_some();
        let colon = self.attached(end)
            && matches!(sign(end), Some(':' | '/' | '=' | '_'))
            && self.attached(end + 1)
            && (self.is_number(end + 1) || (self.is_word(end + 1) && sign(end) == Some('_')));
        // Three groups and more: a telephone number, an ISBN.
        let hyphen = |at: usize| {
            matches!(sign(at), Some('-' | '–' | '.')) && self.attached(at) && self.attached(at + 1)
        };
        let groups =
            hyphen(end) && self.is_number(end + 1) && hyphen(end + 2) && self.is_number(end + 3);
        let printed = self.lexed.printed(from);
        // Two that are no range: a score, a season.
        let pair = !around.ranged && !around.unit && hyphen(end) && self.is_number(end + 1);
        let zeros = number.bare && printed.len() > 1 && printed.starts_with('0') && !around.unit;
        glued || plus || letters || (ending && !around.unit) || colon || groups || pair || zeros
    }

    /// "page 5", "No. 10", "Boeing 737", "Channel 4"
    fn is_label(&self, number: &Numeral, around: &Around) -> bool {
        // "Web 2.0" is a name as "Windows 10" is.
        let plain = number.end == number.from + 1 && number.scale == Decimal::ONE;
        if !plain || around.unit || around.noun || around.bent {
            return false;
        }
        if self
            .ending(number.from, class::of_mark(Mark::Label), |at| {
                self.mark(at, Mark::Label).map(|end| ((), end))
            })
            .is_some()
        {
            return true;
        }
        let Some(before) = number.from.checked_sub(1).and_then(|at| self.lexed.get(at)) else {
            return false;
        };
        // "By Friday 40 more had gone"
        let known = self.lexed.begins(number.from - 1, Domains::NUMBER | Domains::DATE);
        let gap = self.lexed.get(number.from).is_some_and(|token| token.gap == Gap::Blank)
            && !self.is_tab(number.from);
        let short = self.lexed.printed(number.from).len() <= 4;
        // "Автор 16 книг": the first word of a sentence has its capital anyway.
        let first = number.from == around.sentence + 1
            && self.lexed.get(number.end).is_some_and(|t| t.is_word() && t.case == Case::Lower)
            && self.near(number.end)
            && !self.attached(number.end)
            && !self.is_stop(number.end)
            && self.verb(number.end).is_none()
            && !self.lexed.ends(number.end, Ending::Past);
        // "iPhone 12", but "CNN'de 3 kere"
        let brand = || {
            let printed = self.lexed.printed(number.from - 1);
            before.case == Case::Mixed && printed.starts_with(char::is_lowercase)
        };
        // "Web 2.0", but "Silver 2.3 cents"
        let goes_on = self.near(number.end)
            && self.lexed.get(number.end).is_some_and(|t| t.is_word() && t.case == Case::Lower);
        before.is_word()
            && !first
            && (number.bare || !goes_on)
            && (before.is_capital() || brand())
            && gap
            && short
            && !known
            && number.from > around.sentence
    }

    /// A bare year behind a preposition or an opening bracket.
    fn is_year(&self, number: &Numeral, around: &Around) -> bool {
        let year = number.bare
            && matches!(number.whole(), Some(1500..2100))
            && self.lexed.printed(number.from).len() == 4;
        if !year || around.unit || around.noun || around.bent {
            return false;
        }
        let before = number.from.checked_sub(1);
        before
            .is_some_and(|at| self.is_stop(at) || self.lexed.is_any(at, &["(", "[", "/", "-", "–"]))
    }

    /// "League Two": a number word with a capital behind a name.
    fn is_named(&self, number: &Numeral, around: &Around) -> bool {
        let title = |at: usize| self.lexed.get(at).is_some_and(|token| token.case == Case::Title);
        number.end == number.from + 1
            && number.from > around.sentence + 1
            && title(number.from)
            && title(number.from - 1)
            && self.near(number.from)
            && !self.lexed.begins(number.from - 1, Domains::NUMBER)
            && !around.unit
            && !around.noun
    }

    /// "12 High Street", "221B Baker Street", "12, rue de Rivoli", "calle Mayor 12", "ул. Ленина, 12"
    fn is_house(&self, number: &Numeral, around: &Around) -> bool {
        const NAME: usize = 4;
        let letter = number.end == number.from + 2 && self.lexed.printed(number.end - 1).len() == 1;
        if !(number.bare || letter) || around.unit || around.bent {
            return false;
        }
        let capital = |at: usize| {
            self.lexed.get(at).is_some_and(|token| token.is_word() && token.is_capital())
        };
        let street = |at: usize| self.mark(at, Mark::Street);
        let named = (number.end..number.end + NAME)
            .take_while(|at| capital(*at))
            .skip(1)
            .any(|at| street(at).is_some());
        let comma = usize::from(self.lexed.is_sign(number.end, ','));
        let ahead = street(number.end + comma)
            .is_some_and(|end| capital(end) || self.link(end, Link::Of).is_some());
        let behind = || self.street_before(number.from, around.sentence).is_some();
        named || ahead || (!around.noun && behind())
    }

    /// A kind of street with its name right before a token, and maybe a comma: "calle Mayor", "ул. Ленина,". Not before `floor`.
    pub(super) fn street_before(&self, at: usize, floor: usize) -> Option<usize> {
        const NAME: usize = 4;
        let capital = |at: usize| {
            self.lexed.get(at).is_some_and(|token| token.is_word() && token.is_capital())
        };
        let street = |from: usize| self.mark(from, Mark::Street).filter(|end| *end < at);
        let from = at.saturating_sub(NAME).max(floor);
        let (kind, end) = (from..at).rev().find_map(|from| Some((from, street(from)?)))?;
        let name = |at: usize| {
            let sign = self.lexed.is_any(at, &[",", "."]);
            capital(at) || sign || self.link(at, Link::Of).is_some()
        };
        ((end..at).all(name) && (end..at).any(capital)).then_some(kind)
    }

    /// "the one", "no one", "one of them", "one another", "will one day"
    fn is_pronoun(&self, number: &Numeral, around: &Around) -> bool {
        let one = number.end == number.from + 1 && number.amount == Amount::Number(Decimal::ONE);
        if !one || around.bent {
            return false;
        }
        let determiner =
            number.from.checked_sub(1).is_some_and(|at| self.mark(at, Mark::Determiner).is_some());
        if let Some(behind) = around.time {
            // "one day" alone is some day; "one day earlier", "within one day", "one decade" are lengths.
            let elapsed = self.mark(behind, Mark::Elapsed).is_some();
            let joins =
                |at| self.link(at, Link::And).is_some() || self.link(at, Link::But).is_some();
            let led = number
                .from
                .checked_sub(1)
                .is_some_and(|at| self.is_stop(at) && self.verb(at).is_none() && !joins(at));
            let some = self.unit(number.end).is_some_and(|(unit, _)| {
                matches!(&*unit.code, "s" | "min" | "h" | "d" | "wk" | "mo" | "a")
            });
            return some && !(elapsed || led || self.is_hyphen(number.end));
        }
        if around.unit {
            return false;
        }
        // "شخص واحد"
        if self.lexed.table.has(Rule::OneBehind)
            && number.from.checked_sub(1).is_some_and(|at| self.noun(at).is_some())
        {
            return false;
        }
        let behind = self.mark(number.end, Mark::Pronoun).is_some();
        let stands = !self.is_word(number.end)
            || self.is_stop(number.end)
            || self.verb(number.end).is_some();
        let alone = number.from == 0 && self.lexed.get(number.end).is_none();
        behind || (determiner && self.noun(number.end).is_none()) || (stands && !alone)
    }

    /// "twenty-first", "one hundred twenty fifth"
    fn is_ordinal(&self, number: &Numeral) -> bool {
        let hyphen = usize::from(self.is_hyphen(number.end));
        let ordinal = self.pick(number.end + hyphen, class::ORDINAL, |sense| match sense {
            NumberSense::Ordinal(value) => Some(*value),
            _ => None,
        });
        ordinal.is_some_and(|(value, _)| {
            hyphen == 1 || number.whole().is_some_and(|n| n >= 20 && value < 20)
        })
    }

    /// "two-way", "one-sided", "18-fold", "high-five"; not "three-judge panel", "5,000-strong".
    fn is_compound(&self, number: &Numeral, around: &Around) -> bool {
        let from = number.from;
        // "mid-50s" of a life
        let led = from > 1
            && self.is_hyphen(from - 1)
            && self.is_word(from - 2)
            && !(around.unit && around.ranged);
        if led || !self.is_hyphen(number.end) || around.unit {
            return led;
        }
        let at = number.end + 1;
        if self.mark(at, Mark::Tied).is_some() {
            return false;
        }
        // "four-legged", but "300-bed"
        let past = self.lexed.ends(at, Ending::Past) && self.lexed.printed(at).len() > 4;
        let fold = self.mark(at, Mark::Fold).is_some() || past;
        fold || (!around.noun && !around.bent) || number.whole() == Some(1)
    }

    /// Whether the number stands in a row of four and more with nothing but blanks between: a table, a code, no figure of a sentence.
    pub(super) fn is_column(&self, at: usize) -> bool {
        const ROW: usize = 4;
        let joined = |at: usize| self.is_number(at) && self.near(at) && !self.attached(at);
        let behind = (at + 1..at + ROW).take_while(|at| joined(*at)).count();
        let before = (at.saturating_sub(ROW - 2)..=at)
            .rev()
            .take_while(|at| joined(*at) && self.is_number(at.wrapping_sub(1)))
            .count();
        // "1 234 567 890" is one number.
        behind + before + 1 >= ROW && self.lexed.printed(at + 1).len() != 3
    }

    /// Whether "2-1" is a score.
    pub(super) fn is_score(&self, from: usize) -> bool {
        (from.saturating_sub(4)..from).any(|at| self.mark(at, Mark::Score).is_some())
    }

    /// The index behind the run of digits, letters and signs that touch each other; of a telephone number, behind its groups.
    pub(super) fn run_end(&self, from: usize, at: usize) -> usize {
        let touches = |at: usize| {
            self.attached(at)
                && self.lexed.get(at).is_some_and(|token| {
                    let sign =
                        matches!(token.sign(), Some('-' | '–' | '/' | ':' | '.' | '+' | '_' | '='));
                    token.is_word() || token.is_number() || sign
                })
        };
        let plus = from.checked_sub(1).is_some_and(|at| self.lexed.is_sign(at, '+'));
        // "020 7946 0958"
        let plus = plus || (self.lexed.printed(from).starts_with('0') && !self.attached(at));
        let mut end = at;
        while touches(end) || (plus && self.is_number(end) && self.near(end)) {
            end += 1;
        }
        end
    }
}

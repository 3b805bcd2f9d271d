//! Lines that stand together, and which of their ends only stand there because the line was full.
//!
//! Owns: the judgement of a pair of lines by the block's own widths and ends. Never: reads a line.

use super::line::{Begin, Bounds, End, Line, Look, WIDE};

/// Columns of the narrowest text that is broken by a program.
const NARROW: usize = 28;

/// Columns of lines that are broken so, even where only two of them stand together.
const USUAL: usize = 40;

/// How lines were broken.
#[derive(Clone, Copy)]
pub(super) struct Broken {
    /// Columns of the widest.
    pub width: usize,
    /// None of them had room for the next word.
    pub exact: bool,
}

/// Lines without an empty one between.
pub(super) struct Block {
    lines: Vec<Line>,
    pairs: Vec<Pair>,
}

/// An end of line that may be a wrap.
#[derive(Clone, Copy)]
struct Pair {
    /// Of the line before.
    at: usize,
    /// Its columns with one blank and the first word of the next one: what would not have fitted.
    needs: usize,
    width: usize,
    /// The line ends in the middle of a sentence, as it seems.
    open: bool,
    begin: Begin,
    /// The next line says something, and is no bare number.
    says: bool,
}

impl Pair {
    /// A sentence goes on, by the letters.
    fn runs(&self) -> bool {
        self.open
            && match self.begin {
                Begin::Small => true,
                Begin::Digit => self.says,
                _ => false,
            }
    }

    const fn full(&self, width: usize) -> bool {
        self.needs > width
    }

    /// Nearly: with proportional letters columns are about right only.
    const fn nearly_full(&self, width: usize) -> bool {
        self.needs > width - width / 10
    }

    /// The line stops where the next word had room, and a new one begins: a heading, verse, an item.
    fn parts(&self, width: usize) -> bool {
        self.open && !self.runs() && !self.nearly_full(width)
    }
}

impl Block {
    /// `None` where no end of line can be a wrap.
    pub(super) fn of(text: &str, lines: &[Bounds]) -> Option<Self> {
        let (_, before) = lines.split_last()?;
        // Most texts are told by this: their lines are long, or short, or end with their sentences.
        let size = |line: &Bounds| line.end - line.start;
        let (mut long, mut some, mut open) = (0, false, false);
        for line in lines {
            long += usize::from(Line::is_long(text, *line));
            some |= size(line) >= NARROW;
        }
        for line in before {
            open |= !text.get(line.start..line.end)?.ends_with(['.', '!', '?', '”', '"']);
        }
        if !some || !open || 2 * long > before.len() {
            return None;
        }
        let lines: Vec<Line> = lines.iter().map(|bounds| Line::of(text, *bounds)).collect();
        let mut block = Self { pairs: Vec::with_capacity(lines.len()), lines };
        block.pair();
        (!block.pairs.is_empty()).then_some(block)
    }

    /// Finds the ends of line that nothing keeps from being wraps.
    fn pair(&mut self) {
        let labels = self.lines.iter().filter(|line| line.look == Look::Label).count();
        let Some(mut head) = self.lines.first() else {
            return;
        };
        let mut items: Option<(char, Option<u32>)> = None;
        let mut signed = false;
        let first_lines = self.first_lines();
        for (at, two) in self.lines.windows(2).enumerate() {
            let [line, next] = two else { continue };
            if let Look::Item { sign, order } = line.look {
                items = Some((sign, order));
            }
            signed |= line.look == Look::Dashes;
            let open = line.end != End::Stop;
            let apart = signed
                || line.depth != next.depth
                || matches!(line.look, Look::Apart | Look::Dashes)
                || matches!(next.look, Look::Apart | Look::Dashes)
                || line.width > WIDE
                || next.width > WIDE
                || labels > 1 && next.look == Look::Label
                || begins_item(next, open, items)
                || indented(head, line, next)
                || first_lines.is_some_and(|indent| next.indent > indent && !line.is_item());
            if apart {
                head = next;
                continue;
            }
            let pair = Pair {
                at,
                needs: line.width + 1 + next.first,
                // Whether an indent counts, programs do not agree.
                width: line.width - line.indent.saturating_sub(next.indent),
                open,
                begin: next.begin,
                says: next.says,
            };
            if pair.width < NARROW / 2 {
                head = next;
                continue;
            }
            self.pairs.push(pair);
        }
    }

    /// Beyond which indent each line begins a paragraph, where most lines do not have one.
    fn first_lines(&self) -> Option<usize> {
        let base = 1 + self.lines.iter().map(|line| line.indent).min()?;
        let (mut out, mut on) = (0, 0);
        for two in self.lines.windows(2) {
            if let [line, next] = two
                && line.indent > base
                && !next.is_item()
            {
                *(if next.indent > base { &mut on } else { &mut out }) += 1;
            }
        }
        (out > 0 && out >= on).then_some(base)
    }

    /// The width of the lines: that of the widest, but for one alone.
    fn widest(&self) -> usize {
        let (mut first, mut second) = (0, 0);
        for pair in &self.pairs {
            if pair.width > first {
                (first, second) = (pair.width, first);
            } else {
                second = second.max(pair.width);
            }
        }
        if self.pairs.len() > 3 && first > second + second / 6 { second } else { first }
    }

    /// How the lines were broken, as they tell it themselves.
    pub(super) fn broken(&self) -> Option<Broken> {
        let width = self.widest();
        let mut runs = self.pairs.iter().filter(|pair| pair.open && pair.begin == Begin::Small);
        let exact = runs.all(|pair| pair.full(width));
        self.is_broken_to(width).then_some(Broken { width, exact })
    }

    fn is_broken_to(&self, width: usize) -> bool {
        if width < NARROW || 2 * self.long() > self.pairs.len() {
            return false;
        }
        let count =
            |pick: &dyn Fn(&Pair) -> bool| self.pairs.iter().filter(|pair| pick(pair)).count();
        let open = count(&|pair| pair.open);
        let runs = count(&|pair| pair.runs() && 2 * pair.width >= width);
        let full = count(&|pair| pair.open && pair.nearly_full(width));
        let exact = count(&|pair| pair.open && pair.full(width));
        let parts = count(&|pair| pair.parts(width));
        let ended = self.lines.last().is_some_and(|line| line.end == End::Stop);
        // A list of what goes on from the line before it.
        let small =
            self.lines.first().is_some_and(|line| !line.is_item() && line.begin == Begin::Small);
        if small && !self.lines.iter().rev().skip(1).any(|line| line.stops) {
            return false;
        }
        if self.pairs.len() < 3 {
            // Three lines that are full: a sentence ends in one of them and another goes on, or there are no capitals to tell it.
            let tells = !self.has_capitals()
                || self.lines.iter().any(|line| line.end == End::Open && line.stops);
            let filled = self.pairs.len() == 2 && self.pairs.iter().all(|pair| pair.full(width));
            let middle = ended && filled && open > 0 && tells;
            return (runs > 0 || middle) && parts == 0 && width >= USUAL;
        }
        // Without capitals or figures only how full the lines are tells it, and that the last one ends.
        let even = exact == open && parts == 0 && open > 2 && 2 * open >= self.pairs.len()
            || !self.has_capitals() && 4 * full > 3 * open;
        let tells = runs > 0 && 4 * runs >= open || ended && even;
        let even = if width < USUAL { 10 * exact >= 8 * open } else { 10 * full >= 6 * open };
        tells && even && 3 * parts <= open
    }

    /// Lines that no program has broken.
    fn long(&self) -> usize {
        self.lines.iter().filter(|line| line.width > WIDE).count()
    }

    /// How many ends of line may be wraps.
    pub(super) const fn len(&self) -> usize {
        self.pairs.len()
    }

    fn has_capitals(&self) -> bool {
        self.lines.iter().any(|line| matches!(line.begin, Begin::Small | Begin::Capital))
    }

    /// The wraps: where the line ends, and where the next begins. `of_text` gives how the whole text was broken, if it was.
    pub(super) fn wraps(&self, of_text: impl FnOnce() -> Option<Broken>) -> Vec<(usize, usize)> {
        let own = self.broken();
        let few = self.pairs.len() < 3;
        let others = if few || own.is_none() { of_text() } else { None };
        let Some(how) = own.or(others) else {
            return Vec::new();
        };
        let width = how.width.max(others.filter(|_| few).map_or(0, |others| others.width));
        let exact = others.map_or(how.exact, |others| others.exact);
        if own.is_none() {
            // A short paragraph among others like it.
            let parts = self.pairs.iter().any(|pair| pair.parts(width));
            let full =
                |pair: &Pair| pair.full(width) || !exact && pair.open && pair.nearly_full(width);
            if parts || !self.pairs.iter().any(full) || self.widest() > width {
                return Vec::new();
            }
        }
        let is_wrap = |pair: &Pair| {
            let part = |hundred: usize| 100 * pair.width >= width * hundred;
            let ragged = !exact && (part(93) || pair.open && part(80));
            pair.full(width) && (exact || pair.open || part(85))
                || pair.runs() && part(50)
                || ragged
        };
        let mut found: Vec<&Pair> = self.pairs.iter().filter(|pair| is_wrap(pair)).collect();
        // A heading that fills its line, with another one below.
        let head = found.iter().enumerate().take_while(|(nth, pair)| pair.at == *nth).last();
        if let Some((nth, last)) = head
            && last.begin != Begin::Small
            && self.lines.get(nth + 1).is_some_and(|line| line.end == End::Open)
            && self.lines.get(nth + 2).is_some_and(|next| next.begin == Begin::Capital)
        {
            found.remove(nth);
        }
        let bounds = |pair: &Pair| {
            let line = self.lines.get(pair.at)?.bounds;
            Some((line.end, line.next))
        };
        found.into_iter().filter_map(bounds).collect()
    }
}

/// Whether a line begins an item of a list, rather than going on with a dash or a number.
fn begins_item(line: &Line, open: bool, items: Option<(char, Option<u32>)>) -> bool {
    let Look::Item { sign, order } = line.look else {
        return false;
    };
    match order {
        Some(order) => {
            let follows = items.is_some_and(|(before, last)| {
                before == sign && last.is_some_and(|last| last + 1 == order)
            });
            !open || order <= 1 || follows
        }
        None => {
            let dash = matches!(sign, '–' | '—');
            let again = items.is_some_and(|(before, _)| before == sign);
            !(dash && open && !again && line.begin == Begin::Small)
        }
    }
}

/// Whether a new paragraph begins with the next line, by its indent. `head`: the first line of the paragraph.
fn indented(head: &Line, line: &Line, next: &Line) -> bool {
    if next.indent > line.indent + 1 {
        // Under the words of an item, or of a first line that stands out.
        let hangs = line.is_item() && next.indent.abs_diff(line.hang) <= 2;
        return !hangs && (line.end == End::Stop || next.begin != Begin::Small);
    }
    let out = line.indent.saturating_sub(next.indent);
    let hung = head.is_item() && head.indent < line.indent && out > 1;
    hung || out > 12 && next.begin != Begin::Small
}

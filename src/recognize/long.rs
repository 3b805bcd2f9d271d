//! A long text recognised, without all that was recognised in memory at once.
//!
//! Owns: what of it is kept, and that each look gives the same. Never: recognises by rules of its own.

use super::pipeline::{Options, by_block};
use super::proposal::{
    ProposedAttribution, ProposedDate, ProposedPublished, ProposedQuantity, Recognized,
};
use super::scan::blocks::BLOCK;
use super::scan::join::{Repeating, link};
use crate::model::Basis;
use std::sync::Arc;

/// What may be kept of a text is so many times its length; beyond it, it is recognised again for each look.
const KEPT: usize = 16;

/// A long text, to be looked at block by block. Where numbers stand close together ("3% 3% 3%"), what is recognised takes
/// hundreds of times the memory of the text; then no more than a block of it stands in memory.
pub struct Long {
    text: Arc<str>,
    language: Option<String>,
    published: Option<(String, Basis)>,
    file_name: Option<String>,
    /// What was recognised, where that is not too much: a block each.
    kept: Option<Vec<Recognized>>,
    repeats: Vec<(usize, usize)>,
    /// Language and date of the whole.
    told: (String, Option<ProposedPublished>),
}

impl Long {
    /// Whether a text is so long that it has more than one block.
    #[must_use]
    pub const fn is_long(text: &str) -> bool {
        text.len() > BLOCK
    }

    /// Recognises it once; `look` sees each block, without repeats.
    pub fn new(text: Arc<str>, options: &Options<'_>, look: &mut dyn FnMut(&Recognized)) -> Self {
        let mut repeating = Repeating::new(&text);
        let (mut kept, mut bytes) = (Some(Vec::new()), 0);
        let mut told = (String::new(), None);
        by_block(&text, options, &mut |block| {
            repeating.take(&block);
            look(&block);
            told = (block.language.clone(), block.published.clone());
            bytes += bytes_of(&block);
            match &mut kept {
                Some(blocks) if bytes <= KEPT * text.len() => blocks.push(block),
                _ => kept = None,
            }
        });
        let repeats = repeating.links();
        Self {
            language: options.language.map(str::to_owned),
            published: options.published.map(|(edtf, basis)| (edtf.to_owned(), basis)),
            file_name: options.file_name.map(str::to_owned),
            kept: kept.map(|blocks| linked(blocks, &repeats)),
            repeats,
            told,
            text,
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its language.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.told.0
    }

    /// The article's own date.
    #[must_use]
    pub const fn published(&self) -> Option<&ProposedPublished> {
        self.told.1.as_ref()
    }

    /// Looks at its blocks, in order; indexes are those of the whole text.
    pub fn each(&self, look: &mut dyn FnMut(&Recognized)) {
        if let Some(blocks) = &self.kept {
            return blocks.iter().for_each(look);
        }
        let options = Options {
            language: self.language.as_deref(),
            published: self.published.as_ref().map(|(edtf, basis)| (edtf.as_str(), *basis)),
            file_name: self.file_name.as_deref(),
        };
        let mut before = 0;
        by_block(&self.text, &options, &mut |mut block| {
            link(&self.repeats, before, &mut block.quantities);
            before += block.quantities.len();
            look(&block);
        });
    }
}

fn linked(mut blocks: Vec<Recognized>, repeats: &[(usize, usize)]) -> Vec<Recognized> {
    let mut before = 0;
    for block in &mut blocks {
        link(repeats, before, &mut block.quantities);
        before += block.quantities.len();
    }
    blocks
}

/// About how much memory it takes, with what lies behind it.
fn bytes_of(block: &Recognized) -> usize {
    /// What a short text or list takes beside its own place.
    const BEHIND: usize = 48;
    let each = |count: usize, size: usize| count * (size + 2 * BEHIND);
    each(block.quantities.len(), size_of::<ProposedQuantity>())
        + each(block.dates.len(), size_of::<ProposedDate>())
        + each(block.attributions.len(), size_of::<ProposedAttribution>())
        + block.sentences.len() * 24
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognize::recognize;

    #[test]
    fn looks_give_what_the_whole_gives() {
        let news = "According to the ministry, more than 200 people had fled by 25 September 2023.\n\n\
                    “About 1,050 are here,” he said on Monday. The mayor denied it, citing 3 reports.\n\n\
                    The rain went on for hours and nobody came to see the hall.\n\n";
        for (part, kept) in
            [(news, true), ("3% of 20 people; ", false), ("$ 3 he said 15. ", false)]
        {
            let text = part.repeat(3 * BLOCK / part.len());
            let options = Options { language: Some("en"), ..Options::default() };
            let whole = recognize(&text, &options);
            let long = Long::new(Arc::from(text.as_str()), &options, &mut |_| {});
            assert_eq!(long.kept.is_some(), kept, "{part}");
            for _ in 0..2 {
                let mut all = Recognized {
                    language: long.language().to_owned(),
                    published: long.published().cloned(),
                    ..Recognized::default()
                };
                long.each(&mut |block| {
                    all.sentences.extend(&block.sentences);
                    all.parts.extend(&block.parts);
                    all.quantities.extend(block.quantities.iter().cloned());
                    all.dates.extend(block.dates.iter().cloned());
                    all.attributions.extend(block.attributions.iter().cloned());
                });
                assert!(all == whole, "{part}");
            }
        }
    }
}

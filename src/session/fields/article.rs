//! Fields of the article itself.

use super::{Set, dates, names, optional};
use crate::model::{Anchor, ArticleMeta, Basis, Published};
use crate::session::{Field, Rejection, reading};

/// What a field shows.
pub(super) fn text(meta: &ArticleMeta, field: Field) -> Option<String> {
    let published = meta.published.as_ref();
    Some(match field {
        Field::Title => meta.title.clone().unwrap_or_default(),
        Field::Outlet => meta.outlet.clone().unwrap_or_default(),
        Field::Byline => meta.byline.clone().unwrap_or_default(),
        Field::Url => meta.url.clone().unwrap_or_default(),
        Field::Language => meta.language.clone(),
        Field::Published => published.map(|date| date.edtf.clone()).unwrap_or_default(),
        Field::PublishedPrecision => {
            published.map_or("", |date| names::precision(date.precision)).to_owned()
        }
        Field::PublishedBasis => published.map_or("", |date| names::basis(date.basis)).to_owned(),
        _ => return None,
    })
}

/// Sets a field to what is typed.
pub(super) fn set(meta: &ArticleMeta, field: Field, typed: &str) -> Set<ArticleMeta> {
    let mut meta = meta.clone();
    let done = set_in(&mut meta, field, typed)?;
    Some(done.map(|()| meta))
}

fn set_in(meta: &mut ArticleMeta, field: Field, typed: &str) -> Set<()> {
    match field {
        Field::Title => meta.title = optional(typed),
        Field::Outlet => meta.outlet = optional(typed),
        Field::Byline => meta.byline = optional(typed),
        Field::Url => meta.url = optional(typed),
        Field::Language => match language(typed) {
            Ok(tag) => meta.language = tag,
            Err(why) => return Some(Err(why)),
        },
        Field::Published => {
            match dates::set_published(meta.published.as_ref(), typed, &meta.language) {
                Ok(date) => meta.published = date,
                Err(why) => return Some(Err(why)),
            }
        }
        Field::PublishedPrecision => {
            let Some(published) = &mut meta.published else { return Some(Err(dates::no_date())) };
            match dates::precision(field, typed) {
                Ok(precision) => published.precision = precision,
                Err(why) => return Some(Err(why)),
            }
        }
        Field::PublishedBasis => {
            let Some(published) = &mut meta.published else { return Some(Err(dates::no_date())) };
            match dates::basis(field, typed) {
                Ok(basis) => published.basis = basis,
                Err(why) => return Some(Err(why)),
            }
        }
        _ => return None,
    }
    Some(Ok(()))
}

/// A language tag (BCP 47) by its shape.
fn language(typed: &str) -> Result<String, Rejection> {
    let tag = typed.trim();
    let subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let first = tag.split('-').next().unwrap_or_default();
    let fits = tag.split('-').all(subtag)
        && (2..=8).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic());
    if tag.is_empty() || fits {
        Ok(tag.to_owned())
    } else {
        Err(Rejection::because(format!("“{tag}” is no language tag; write “en”, “ru” or “hy”.")))
    }
}

/// Fills a field that has an anchor from words of the text.
pub(super) fn mark(meta: &ArticleMeta, field: Field, anchor: &Anchor) -> Set<ArticleMeta> {
    if field != Field::Published {
        return None;
    }
    Some(reading::date(anchor.exact(), None, &meta.language).map(|read| ArticleMeta {
        published: Some(Published {
            edtf: read.edtf,
            precision: read.precision,
            basis: Basis::Explicit,
            anchor: Some(anchor.clone()),
        }),
        ..meta.clone()
    }))
}

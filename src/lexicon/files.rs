//! The table files, built into the program.
//!
//! Owns: which languages there are. Never: reads a file of them.

/// The table files: every one of the folder, called by its language. Adding a language is adding a file.
static FOLDER: include_dir::Dir<'static> =
    include_dir::include_dir!("$CARGO_MANIFEST_DIR/src/lexicon/tables");

/// Language and text of each table file.
pub(super) fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    FOLDER
        .files()
        .filter_map(|file| Some((file.path().file_stem()?.to_str()?, file.contents_utf8()?)))
}

/// The table of texts whose language has none: what all languages share.
pub(super) const UNDETERMINED: &str = "und";

/// The language of the table that words of a language (BCP 47) are read with.
pub(crate) fn known(tag: &str) -> &'static str {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    let found = files().map(|(name, _)| name).find(|name| name.eq_ignore_ascii_case(primary));
    found.unwrap_or(UNDETERMINED)
}

/// The languages that have a table, as BCP 47 tags.
#[must_use]
pub fn languages() -> Vec<&'static str> {
    files().map(|(tag, _)| tag).filter(|tag| *tag != UNDETERMINED).collect()
}

//! The texts that are measured.

use std::path::Path;

/// The State of the Union addresses, if they are here: two megabytes, dense in numbers, dates and money.
pub fn speeches() -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/load_state_union/txt");
    folder_text(&folder).filter(|text| !text.is_empty())
}

/// The articles of this repository.
pub fn news() -> String {
    folder_text(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")).unwrap()
}

fn folder_text(folder: &Path) -> Option<String> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|path| path.extension().is_some_and(|kind| kind == "txt"));
    let decoded = texts.map(|path| {
        let bytes = std::fs::read(path).unwrap();
        attest::store::decode::decode(&bytes).unwrap().text
    });
    Some(decoded.collect::<Vec<_>>().join("\n\n"))
}

/// So many bytes (or, at a char boundary, a few less) of a text over and over.
pub fn repeated(text: &str, bytes: usize) -> String {
    let mut long = text.repeat(bytes / text.len() + 1);
    let end = (0..=bytes).rev().find(|end| long.is_char_boundary(*end)).unwrap();
    long.truncate(end);
    long
}

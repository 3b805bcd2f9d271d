//! The Universal Declaration in 28 files of 14 encodings: right by the encoding given, and by
//! detection right or at least with a notice.

#![allow(clippy::unwrap_used)]

use attest::model::ArticleId;
use attest::store::articles::{read_article, sha256_hex};
use std::path::{Path, PathBuf};

fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("ATTEST_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let corpus = folder.join("data/text_encodings_udhr");
    if corpus.is_dir() {
        return Some(corpus);
    }
    eprintln!("skipped: {} is not here", corpus.display());
    None
}

#[test]
fn the_declaration_reads_right_in_every_encoding() {
    let Some(corpus) = shared() else { return };
    let expected = std::fs::read_to_string(corpus.join("expected.jsonl")).unwrap();
    let (mut given, mut detected, mut all) = (0, 0, 0);
    for line in expected.lines() {
        let gold: serde_json::Value = serde_json::from_str(line).unwrap();
        let name = gold["file"].as_str().unwrap();
        let encoding = gold["encoding"].as_str().unwrap();
        let hash = gold["sha256_utf8"].as_str().unwrap();
        let path = corpus.join("files").join(name);
        let read = |encoding| read_article(&path, &ArticleId::new(name), encoding).unwrap();
        all += 1;
        let by_name = read(Some(encoding));
        if sha256_hex(by_name.article.text.as_bytes()) == hash {
            given += 1;
        } else {
            eprintln!("{name} given as {encoding} reads otherwise");
        }
        let found = read(None);
        if sha256_hex(found.article.text.as_bytes()) == hash {
            detected += 1;
        } else {
            eprintln!("{name} ({encoding}) detected as {}", found.article.encoding);
            assert!(found.encoding_note.is_some(), "{name}: mojibake in silence");
        }
    }
    eprintln!("right by the encoding given {given}/{all}, by detection {detected}/{all}");
    assert_eq!(given, all, "by the encoding given");
    assert!(detected * 100 >= all * 90, "by detection only {detected} of {all}");
}

#[test]
fn files_cut_in_a_character_open_with_a_notice() {
    let Some(corpus) = shared() else { return };
    for name in ["Chinese_Mandarin-UTF8", "Tamil-UTF8"] {
        let read =
            read_article(&corpus.join("cut_utf8").join(name), &ArticleId::new(name), None).unwrap();
        assert_eq!(read.article.encoding, "UTF-8");
        assert!(read.encoding_note.is_some(), "{name}");
        assert_eq!(read.article.text.matches('\u{FFFD}').count(), 1, "{name}");
    }
}

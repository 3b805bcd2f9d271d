//! What a language's table of words lacks, and what is read with it in a text: for whoever adds a language.
//!
//! ```sh
//! cargo run --example check_table -- tr [TEXT]
//! ```

use attest::lexicon::{languages, table_gaps};
use attest::recognize::{Options, recognize};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let Some(language) = args.next() else {
        eprintln!("check_table LANGUAGE [TEXT]; there are: {}", languages().join(", "));
        return ExitCode::from(2);
    };
    match table_gaps(&language) {
        Err(wrong) => {
            wrong.iter().for_each(|line| eprintln!("not understood: {line}"));
            return ExitCode::FAILURE;
        }
        Ok(gaps) if gaps.is_empty() => {
            println!("{language}: nothing of the English table is missing")
        }
        Ok(gaps) => {
            for (section, missing) in gaps {
                println!("[{section}] lacks {}", missing.join(", "));
            }
        }
    }
    let Some(path) = args.next() else { return ExitCode::SUCCESS };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let found = recognize(&text, &Options { language: Some(&language), ..Options::default() });
    for quantity in &found.quantities {
        let (words, value) = (quantity.phrase.shown(&text), &quantity.value);
        let counted = quantity.counted.as_ref().map_or("", |counted| counted.span.shown(&text));
        println!("number       {words}: {value:?} {:?} {counted}", quantity.unit.kind);
    }
    for date in &found.dates {
        println!(
            "date         {}: {}",
            date.span.shown(&text),
            date.edtf.as_deref().unwrap_or("?")
        );
    }
    for said in &found.attributions {
        let words = |spans: &[attest::model::Span]| {
            spans.iter().map(|span| span.shown(&text)).collect::<Vec<_>>().join(" … ")
        };
        let source = said.chain.first().map_or("", |hop| hop.source.shown(&text));
        println!("attribution  {source} | {} | {}", words(&said.cue), words(&said.content));
    }
    ExitCode::SUCCESS
}

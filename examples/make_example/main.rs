//! Writes `annotations/example`, the worked example: `cargo run --no-default-features --example make_example`.
//!
//! Owns: which folder it is written to. What is tagged stands in [`reading`], how it is done in [`make`].

mod make;
mod reading;

use std::io;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    match write() {
        Ok(words) => {
            println!("{words}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn write() -> Result<String, Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = make::make(&root.join("seeds"))?;
    let annotations = root.join("annotations");
    let example = annotations.join(make::EXAMPLE);
    match std::fs::remove_dir_all(&example) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => std::fs::create_dir_all(&example)?,
    }
    for (below, bytes) in &files {
        std::fs::write(annotations.join(below), bytes)?;
    }
    Ok(format!("{} files in {}", files.len(), annotations.display()))
}

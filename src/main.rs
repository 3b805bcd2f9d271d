//! Arguments, logging, the window or a command. Never: domain logic.

use std::process::ExitCode;
#[cfg(feature = "gui")]
use std::time::Instant;

#[cfg(not(feature = "gui"))]
fn main() -> ExitCode {
    eprintln!("attest: built without the window");
    ExitCode::from(2)
}

#[cfg(feature = "gui")]
fn main() -> ExitCode {
    let start = Instant::now();
    let paths = std::env::args_os().skip(1).map(Into::into).collect();
    let log =
        std::env::var_os("ATTEST_FRAME_LOG").and_then(|path| std::fs::File::create(path).ok());
    let log = log.map(|file| attest::ui::frame_log::FrameLog::new(Box::new(file), start));
    match attest::ui::run(attest::session::Start { paths, ..Default::default() }, log) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("attest: {message}");
            ExitCode::from(2)
        }
    }
}

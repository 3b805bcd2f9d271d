//! Arguments, logging, the window or a command. Never: domain logic.

use attest::cli::{self, Invocation};
use attest::store::config::Config;
use attest::store::crash;
use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(feature = "gui")]
    let start = std::time::Instant::now();
    log_to_stderr();
    let (arguments, any_size) = cli::any_size(std::env::args_os().skip(1));
    if any_size {
        attest::store::disk::read_any_size();
    }
    let parsed = cli::parse(arguments);
    let doing = match &parsed {
        Ok(Invocation::Window { .. }) => crash::WINDOW,
        _ => "a command",
    };
    crash::report_panics(Config::of_user(), doing, to_stderr);
    let code = match parsed {
        #[cfg(feature = "gui")]
        Ok(Invocation::Window { paths, annotator }) => window(paths, annotator, start),
        #[cfg(not(feature = "gui"))]
        Ok(Invocation::Window { .. }) => told(
            "This Attest was built without its window. `attest check FOLDER`, `attest facts FOLDER`, \
             `attest export --to json FOLDER` and `attest suggest FILE` work; see `attest --help`.",
        ),
        Ok(command) => cli::run(&command, &mut io::stdout().lock(), &mut io::stderr()),
        Err(error) => {
            let code = told(&error.to_string());
            cli::say(&mut io::stderr(), "See `attest --help`.");
            code
        }
    };
    ExitCode::from(code)
}

/// Logs go to standard error, as much as `ATTEST_LOG` asks for.
fn log_to_stderr() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("ATTEST_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(|| cli::shown_on(io::stderr()));
    // Without a log the program works as well.
    log.try_init().unwrap_or_default();
}

/// A line for the terminal. Where nobody listens, the report still tells.
fn to_stderr(line: &str) {
    cli::say(&mut io::stderr(), line);
}

/// Says why nothing was done. Where nobody listens, the exit code still tells.
fn told(message: &str) -> u8 {
    cli::say(&mut io::stderr(), &format!("attest: {message}"));
    cli::USAGE
}

#[cfg(feature = "gui")]
fn window(
    paths: Vec<std::path::PathBuf>,
    annotator: Option<String>,
    start: std::time::Instant,
) -> u8 {
    let mut frame_log = None;
    if let Some(path) = std::env::var_os("ATTEST_FRAME_LOG").filter(|path| !path.is_empty()) {
        match std::fs::File::create(&path) {
            Ok(file) => {
                frame_log = Some(attest::ui::frame_log::FrameLog::new(Box::new(file), start));
            }
            Err(error) => return told(&format!("cannot write {}: {error}", path.display())),
        }
    }
    match attest::ui::run(attest::session::Start { paths, annotator }, frame_log) {
        Ok(()) => cli::FINE,
        Err(why) => told(&why),
    }
}

//! Headless commands: check a folder, compare its facts, export its annotations, suggest what articles hold. For scripts and servers; no display needed.
//!
//! Owns: arguments, what is printed, exit codes. Never: writes into the folder that it reads; domain rules.

mod arguments;
mod check;
mod check_facts;
mod check_file;
mod export;
mod facts;
mod folder;
mod history;
mod in_order;
mod places;
mod problem;
mod suggest;

pub use arguments::{
    ExportTo, FactsAs, FactsOf, Format, HELP, Invocation, Repair, SuggestFor, SuggestFrom,
    UsageError, any_size, parse,
};
pub use problem::Problem;

use crate::exchange::Through;
use crate::model::{Fault, held, visible, visible_lines};
use std::io::{self, IsTerminal, Write};

/// Nothing is wrong.
pub const FINE: u8 = 0;
/// Problems were found, or something could not be exported.
pub const PROBLEMS: u8 = 1;
/// The command line makes no sense, or there is no display for the window.
pub const USAGE: u8 = 2;

/// Carries out a command (not the window) and gives its exit code. A reader that stops reading ends it quietly.
pub fn run(command: &Invocation, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let done = held(&"a command", || carry_out(command, out, err));
    let done = done.unwrap_or(Err(Failure::Fault("the command broke off")));
    let done = match done {
        Ok(code) => out.flush().map(|()| code).map_err(Failure::Out),
        failed => failed,
    };
    match done {
        Ok(code) => code,
        Err(Failure::Out(error)) if error.kind() == io::ErrorKind::BrokenPipe => PROBLEMS,
        Err(Failure::Out(error)) => {
            say(err, &format!("attest: cannot write: {error}"));
            PROBLEMS
        }
        Err(Failure::Fault(what)) => {
            say(err, &format!("attest: {what}: {Fault}"));
            PROBLEMS
        }
        Err(Failure::Usage(error)) => {
            say(err, &format!("attest: {error}"));
            say(err, "See `attest --help`.");
            USAGE
        }
    }
}

fn carry_out(
    command: &Invocation,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<u8, Failure> {
    match command {
        Invocation::Help => out.write_all(HELP.as_bytes()).map(|()| FINE).map_err(Failure::Out),
        Invocation::Version => {
            let version = writeln!(out, "attest {}", env!("CARGO_PKG_VERSION"));
            version.map(|()| FINE).map_err(Failure::Out)
        }
        Invocation::Check { folder, follow_links, repair } => {
            check::check(folder, (*follow_links, *repair), out, err)
        }
        Invocation::Export(request) => export::export(request, out, err),
        Invocation::Facts(request) => facts::facts(request, out, err),
        Invocation::Suggest(request) => suggest::suggest(request, out, err),
        Invocation::Window { .. } => Err(Failure::Usage(UsageError::new(
            "there is no window here; `attest check FOLDER`, `attest facts FOLDER`, \
             `attest export --to json FOLDER` and `attest suggest FILE` work without one",
        ))),
    }
}

/// A line for the person at the terminal, with nothing in it that a terminal obeys, whatever names stand in it. Where nobody
/// listens, there is nobody to tell that it failed.
pub fn say(err: &mut dyn Write, line: &str) {
    writeln!(err, "{}", visible(line)).unwrap_or_default();
}

/// A writer to a terminal that shows what a terminal would obey. For logs.
pub fn shown_on(terminal: impl Write) -> impl Write {
    Through::new(terminal, visible_lines)
}

/// Where data goes whose form has no way to write such chars (CSV, the annotation files): to a terminal they are shown, to a
/// file or a pipe every byte goes as it is.
fn data_out<'a>(out: &'a mut dyn Write) -> Box<dyn Write + 'a> {
    if io::stdout().is_terminal() { Box::new(shown_on(out)) } else { Box::new(out) }
}

/// Why a command ended early.
enum Failure {
    Out(io::Error),
    Usage(UsageError),
    /// An error in Attest that nothing could be put in place of.
    Fault(&'static str),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Out(error)
    }
}

impl From<UsageError> for Failure {
    fn from(error: UsageError) -> Self {
        Self::Usage(error)
    }
}

impl From<crate::exchange::ExportError> for Failure {
    fn from(error: crate::exchange::ExportError) -> Self {
        match error {
            crate::exchange::ExportError::Write(error) => Self::Out(error),
        }
    }
}

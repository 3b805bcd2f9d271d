//! One line a frame for whoever measures: `ATTEST_FRAME_LOG`.
//!
//! A line is `milliseconds-since-process-start CPU-milliseconds-of-the-UI-thread`, and ` ready` behind it on the first
//! frame that shows text of an article. It is written at the end of `App::ui`; the CPU time is counted from the
//! line before, so tessellation and painting of a frame stand in the line that follows it, and the sum of all lines is complete.
//! Never: decides anything; opens files (it is handed a writer).

use std::io::Write;
use std::time::{Duration, Instant};

/// Writes the frame log.
pub struct FrameLog {
    to: Box<dyn Write + Send>,
    start: Instant,
    cpu: Duration,
    ready: bool,
}

impl FrameLog {
    /// A log into `to`, for a process that began at `start`; processor time is counted from now. To be made on the window’s thread.
    #[must_use]
    pub fn new(to: Box<dyn Write + Send>, start: Instant) -> Self {
        Self { to, start, cpu: thread_cpu(), ready: false }
    }

    /// Writes the line of a frame. A log that cannot be written ends; the work goes on.
    ///
    /// # Errors
    /// If the line could not be written.
    pub fn frame(&mut self, shows_text: bool) -> std::io::Result<()> {
        let cpu = thread_cpu();
        let spent = cpu.saturating_sub(self.cpu);
        self.cpu = cpu;
        let ready = shows_text && !self.ready;
        self.ready |= shows_text;
        let since = self.start.elapsed().as_secs_f64() * 1e3;
        let spent = spent.as_secs_f64() * 1e3;
        writeln!(self.to, "{since:.3} {spent:.3}{}", if ready { " ready" } else { "" })?;
        self.to.flush()
    }
}

/// Processor time of the calling thread so far.
#[cfg(unix)]
fn thread_cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// Elsewhere there is no portable clock for it: the log says zero.
#[cfg(not(unix))]
fn thread_cpu() -> Duration {
    Duration::ZERO
}

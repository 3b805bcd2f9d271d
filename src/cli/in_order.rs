//! Work on a stream of jobs with all cores, its results in the order of the jobs, in flat memory.
//!
//! Owns: the threads, and how much may be under way. Never: knows what the work is.

use crossbeam_channel::{Receiver, bounded, unbounded};
use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

/// Jobs under way for each core: enough that none waits while a long one is written.
const JOBS_A_CORE: usize = 32;
/// Bytes of jobs under way; a larger job goes alone.
const BYTES: usize = 64 * 1024 * 1024;

/// Something to be worked on.
pub(super) trait Job: Send + 'static {
    /// About how many bytes it holds in memory.
    fn bytes(&self) -> usize;
}

/// What is under way: read, and not yet given back.
#[derive(Default)]
struct UnderWay {
    /// Jobs and their bytes.
    now: Mutex<(usize, usize)>,
    fewer: Condvar,
}

impl UnderWay {
    /// Waits until there is room, and takes it.
    fn enter(&self, bytes: usize, most: usize) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        while now.0 > 0 && (now.0 >= most || now.1.saturating_add(bytes) > BYTES) {
            now = self.fewer.wait(now).unwrap_or_else(PoisonError::into_inner);
        }
        *now = (now.0 + 1, now.1.saturating_add(bytes));
    }

    fn leave(&self, bytes: usize) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = (now.0.saturating_sub(1), now.1.saturating_sub(bytes));
        self.fewer.notify_one();
    }
}

/// A job or its result, with its place in the row and the bytes that it took.
struct Numbered<T> {
    at: usize,
    bytes: usize,
    what: T,
}

/// Reads jobs on a thread of their own, works on them with all cores, and hands the results over in order. `idle` is called
/// whenever the next result is not there yet: what was written can be sent off.
///
/// The threads are not waited for where `done` fails: the reader may stand in a read that never ends.
///
/// # Errors
/// What `done` or `idle` say.
pub(super) fn in_order<J, R, Jobs>(
    jobs: impl FnOnce() -> Jobs + Send + 'static,
    work: impl Fn(J) -> R + Send + Sync + 'static,
    to: &mut impl Sink<R>,
) -> io::Result<()>
where
    J: Job,
    R: Send + 'static,
    Jobs: Iterator<Item = J>,
{
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let most = cores * JOBS_A_CORE;
    let under_way = Arc::new(UnderWay::default());
    let (to_work, waiting) = bounded::<Numbered<J>>(most);
    // As many as there are jobs under way at most.
    let (to_main, finished) = unbounded::<Numbered<R>>();
    let room = Arc::clone(&under_way);
    thread::spawn(move || {
        for (at, what) in jobs().enumerate() {
            let bytes = what.bytes();
            room.enter(bytes, most);
            if to_work.send(Numbered { at, bytes, what }).is_err() {
                break;
            }
        }
    });
    let work = Arc::new(work);
    for _ in 0..cores {
        let (waiting, to_main, work) = (waiting.clone(), to_main.clone(), Arc::clone(&work));
        thread::spawn(move || {
            for Numbered { at, bytes, what } in waiting {
                if to_main.send(Numbered { at, bytes, what: work(what) }).is_err() {
                    break;
                }
            }
        });
    }
    drop((waiting, to_main));
    hand_over(&finished, &under_way, to)
}

/// Where results go.
pub(super) trait Sink<R> {
    /// Takes the next one.
    fn take(&mut self, result: R) -> io::Result<()>;
    /// Nothing is there to be taken right now.
    fn idle(&mut self) -> io::Result<()>;
}

fn hand_over<R>(
    finished: &Receiver<Numbered<R>>,
    under_way: &UnderWay,
    to: &mut impl Sink<R>,
) -> io::Result<()> {
    let mut early: HashMap<usize, Numbered<R>> = HashMap::new();
    let mut next = 0;
    loop {
        let result = match finished.try_recv() {
            Ok(result) => result,
            Err(_) => {
                to.idle()?;
                match finished.recv() {
                    Ok(result) => result,
                    Err(_) => return Ok(()),
                }
            }
        };
        early.insert(result.at, result);
        while let Some(Numbered { bytes, what, .. }) = early.remove(&next) {
            to.take(what)?;
            under_way.leave(bytes);
            next += 1;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    impl Job for usize {
        fn bytes(&self) -> usize {
            *self
        }
    }

    #[derive(Default)]
    struct Taken {
        results: Vec<usize>,
        stop_at: Option<usize>,
    }

    impl Sink<usize> for Taken {
        fn take(&mut self, result: usize) -> io::Result<()> {
            self.results.push(result);
            match self.stop_at {
                Some(stop) if result == stop => Err(io::ErrorKind::BrokenPipe.into()),
                _ => Ok(()),
            }
        }

        fn idle(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn results_keep_the_order_of_the_jobs() {
        let mut taken = Taken::default();
        // Every seventh job takes longer than the others.
        let work = |n: usize| {
            let rounds = if n.is_multiple_of(7) { 20_000 } else { 10 };
            std::hint::black_box((0..rounds).sum::<usize>());
            n
        };
        in_order(|| 0..5000, work, &mut taken).unwrap();
        assert_eq!(taken.results, (0..5000).collect::<Vec<_>>());
    }

    #[test]
    fn no_more_is_read_than_may_be_under_way() {
        let read = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&read);
        let jobs = move || {
            (0..).inspect(move |_| {
                counted.fetch_add(1, Ordering::SeqCst);
            })
        };
        let mut taken = Taken { stop_at: Some(10), ..Taken::default() };
        assert!(in_order(jobs, |n: usize| n, &mut taken).is_err(), "a broken pipe ends it");
        let most = thread::available_parallelism().unwrap().get() * JOBS_A_CORE;
        assert!(read.load(Ordering::SeqCst) <= 10 + most + 1);
    }

    #[test]
    fn a_job_larger_than_all_memory_allowed_goes_alone() {
        let mut taken = Taken::default();
        in_order(|| [BYTES * 2, 1, BYTES * 3].into_iter(), |n: usize| n, &mut taken).unwrap();
        assert_eq!(taken.results, [BYTES * 2, 1, BYTES * 3]);
    }
}

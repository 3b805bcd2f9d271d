//! Work on a stream of jobs with all cores, its results in the order of the jobs, in flat memory.
//!
//! Owns: the threads, how much may be under way, and that every job that was read has a result. Never: knows what the work is.

use super::Failure;
use crate::model::{Fault, held};
use crossbeam_channel::{Receiver, bounded, unbounded};
use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

/// Jobs under way for each core: enough that none waits while a long one is written.
const JOBS_A_CORE: usize = 32;
/// Bytes of jobs under way; a larger job goes alone, so that the memory that it takes is not taken once for each core.
const BYTES: usize = 1024 * 1024;

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

/// What comes back from the threads.
enum News<R> {
    /// The result of a job; none where not even the stand-in of its result could be made.
    Result(Numbered<Result<R, Fault>>),
    /// All jobs were read: so many.
    End(usize),
}

/// Reads jobs on a thread of their own, works on them with all cores, and hands the results over in order. Where `work`
/// panics on a job, `failed` makes what stands in place of its result. `idle` is called whenever the next result is not
/// there yet: what was written can be sent off.
///
/// The threads are not waited for where `take` fails: the reader may stand in a read that never ends.
///
/// # Errors
/// What `take` or `idle` say; a fault where the reading broke off, or a job has no result at all.
pub(super) fn in_order<J, R, Jobs>(
    jobs: impl FnOnce() -> Jobs + Send + 'static,
    work: impl Fn(&J) -> R + Send + Sync + 'static,
    failed: impl Fn(&J) -> R + Send + Sync + 'static,
    to: &mut impl Sink<R>,
) -> Result<(), Failure>
where
    J: Job + Sync,
    R: Send + 'static,
    Jobs: Iterator<Item = J>,
{
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let most = cores * JOBS_A_CORE;
    let under_way = Arc::new(UnderWay::default());
    let (to_work, waiting) = bounded::<Numbered<J>>(most);
    // As many as there are jobs under way at most.
    let (to_main, finished) = unbounded::<News<R>>();
    let (room, ended) = (Arc::clone(&under_way), to_main.clone());
    thread::spawn(move || {
        let read = held(&"the input", || {
            let mut count = 0;
            for (at, what) in jobs().enumerate() {
                let bytes = what.bytes();
                room.enter(bytes, most);
                if to_work.send(Numbered { at, bytes, what }).is_err() {
                    break;
                }
                count = at + 1;
            }
            count
        });
        // Without this word the end is taken for a fault. The other side is gone only where nobody listens any more.
        if let Ok(count) = read {
            ended.send(News::End(count)).ok();
        }
    });
    let (work, failed) = (Arc::new(work), Arc::new(failed));
    for _ in 0..cores {
        let (waiting, to_main) = (waiting.clone(), to_main.clone());
        let (work, failed) = (Arc::clone(&work), Arc::clone(&failed));
        thread::spawn(move || {
            for Numbered { at, bytes, what: job } in waiting {
                let done = held(&"a job", || work(&job));
                let what = done.or_else(|_| held(&"a failed job", || failed(&job)));
                if to_main.send(News::Result(Numbered { at, bytes, what })).is_err() {
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
    finished: &Receiver<News<R>>,
    under_way: &UnderWay,
    to: &mut impl Sink<R>,
) -> Result<(), Failure> {
    let mut early: HashMap<usize, Numbered<Result<R, Fault>>> = HashMap::new();
    let mut next = 0;
    let mut end = None;
    while end != Some(next) {
        let news = match finished.try_recv() {
            Ok(news) => news,
            Err(_) => {
                to.idle()?;
                finished.recv().map_err(|_| Failure::Fault("not all of the input was worked on"))?
            }
        };
        match news {
            News::End(count) => end = Some(count),
            News::Result(result) => _ = early.insert(result.at, result),
        }
        while let Some(Numbered { bytes, what, .. }) = early.remove(&next) {
            to.take(what.map_err(|_| Failure::Fault("not all of the input was worked on"))?)?;
            under_way.leave(bytes);
            next += 1;
        }
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn in_order<Jobs: Iterator<Item = usize>>(
        jobs: impl FnOnce() -> Jobs + Send + 'static,
        work: impl Fn(&usize) -> usize + Send + Sync + 'static,
        to: &mut Taken,
    ) -> Result<(), Failure> {
        super::in_order(jobs, work, |n| n + 1_000_000, to)
    }

    /// Whether it ended as a fault, not as a broken pipe.
    fn is_fault(done: Result<(), Failure>) -> bool {
        matches!(done, Err(Failure::Fault(_)))
    }

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
        let work = |n: &usize| {
            let rounds = if n.is_multiple_of(7) { 20_000 } else { 10 };
            std::hint::black_box((0..rounds).sum::<usize>());
            *n
        };
        assert!(in_order(|| 0..5000, work, &mut taken).is_ok());
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
        assert!(in_order(jobs, |n: &usize| *n, &mut taken).is_err(), "a broken pipe ends it");
        let most = thread::available_parallelism().unwrap().get() * JOBS_A_CORE;
        assert!(read.load(Ordering::SeqCst) <= 10 + most + 1);
    }

    #[test]
    fn a_job_larger_than_all_memory_allowed_goes_alone() {
        let mut taken = Taken::default();
        let jobs = || [BYTES * 2, 1, BYTES * 3].into_iter();
        assert!(in_order(jobs, |n: &usize| *n, &mut taken).is_ok());
        assert_eq!(taken.results, [BYTES * 2, 1, BYTES * 3]);
    }

    #[test]
    fn a_job_that_panics_has_a_result_like_all_others() {
        let mut taken = Taken::default();
        // More than there are cores: every worker meets some.
        let work = |n: &usize| if n.is_multiple_of(3) { panic!("{n}") } else { *n };
        assert!(in_order(|| 0..500, work, &mut taken).is_ok());
        let wanted = |n: usize| if n.is_multiple_of(3) { n + 1_000_000 } else { n };
        assert_eq!(taken.results, (0..500).map(wanted).collect::<Vec<_>>());
    }

    #[test]
    fn a_job_without_any_result_is_no_end_of_the_input() {
        let mut taken = Taken::default();
        let broken = |n: &usize| if *n == 20 { panic!("{n}") } else { *n };
        assert!(is_fault(super::in_order(|| 0..50, broken, broken, &mut taken)));
        assert_eq!(taken.results, (0..20).collect::<Vec<_>>());
    }

    #[test]
    fn a_reader_that_breaks_off_is_no_end_of_the_input() {
        for at in [0, 1, 20] {
            let mut taken = Taken::default();
            let jobs = move || (0..50).inspect(move |n| assert!(*n != at, "{n}"));
            assert!(is_fault(in_order(jobs, |n: &usize| *n, &mut taken)), "{at}");
            assert_eq!(taken.results, (0..at).collect::<Vec<_>>(), "what was read is worked on");
        }
    }
}

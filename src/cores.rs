//! Work that is shared out over the cores of the machine; what comes of it is the same however many there are.

use std::io;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

use rayon::prelude::*;
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};

/// Does some work on shares of things, each on a core of its own, and gives what came of each share, in the order of the
/// things. A share has at least so many things that it is worth a thread.
///
/// The threads are those that Typst sets pages on: to begin one anew takes longer than to read a page.
pub fn shared_out<T: Send, R: Send>(things: Vec<T>, least: usize, work: impl Fn(Vec<T>) -> R + Send + Sync) -> Vec<R> {
    let share = things.len().div_ceil(rayon::current_num_threads());
    in_shares(things, share.max(least), work)
}

/// As [`shared_out`], in shares so small that a core which has been busy with something else takes fewer of them.
pub fn dealt_out<T: Send, R: Send>(things: Vec<T>, least: usize, work: impl Fn(Vec<T>) -> R + Send + Sync) -> Vec<R> {
    let share = things.len().div_ceil(rayon::current_num_threads() * SHARES_A_CORE);
    in_shares(things, share.max(least), work)
}

/// Into how many shares things are dealt out for each core.
const SHARES_A_CORE: usize = 16;

fn in_shares<T: Send, R: Send>(mut things: Vec<T>, share: usize, work: impl Fn(Vec<T>) -> R + Send + Sync) -> Vec<R> {
    let share = share.max(1);
    let mut shares = Vec::new();
    while things.len() > share {
        let rest = things.split_off(share);
        shares.push(std::mem::replace(&mut things, rest));
    }
    shares.push(things);
    shares.into_par_iter().map(work).collect()
}

/// Does two things at once, and gives what came of each.
pub fn side_by_side<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    rayon::join(one, other)
}

/// Has work shared out over as many threads as there are cores. Without, the environment may ask for any number
/// (`RAYON_NUM_THREADS`), and with a hundred thousand nothing ever comes to its end.
///
/// # Errors
/// If the system does not have as many threads left, or work has been shared out already.
pub fn keep_to_cores() -> io::Result<()> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    ThreadPoolBuilder::new().num_threads(cores).build_global().map_err(no_threads)
}

/// Why there are no threads, said once: the error has what it says as its cause too.
fn no_threads(error: ThreadPoolBuildError) -> io::Error {
    io::Error::other(error.to_string())
}

/// Begins work for which nobody waits, on a thread of its own. Where the system has none left it is not done.
pub fn aside(work: impl FnOnce() + Send + 'static) {
    drop(thread::Builder::new().spawn(work));
}

/// Does work on a thread of its own, or on this one where the system has none left.
pub fn apart<R: Send>(work: impl Fn() -> R + Sync) -> R {
    thread::scope(|scope| match thread::Builder::new().spawn_scoped(scope, &work) {
        Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
        Err(_) => work(),
    })
}

/// How much room the calls of a thread have, in bytes: while it waits for a part of its own work it may do a part of another's.
/// Only what is used is taken from the system.
const STACK: usize = 16 << 20;

/// Does the same work on so many threads, once on each, and something else meanwhile. What the work shares out stays on these
/// threads: others would have to be woken for it, and memory would go to and fro between them.
///
/// # Errors
/// If the system has no more threads.
pub fn on_threads<R>(count: usize, work: impl Fn() + Send + Sync, meanwhile: impl FnOnce() -> R) -> io::Result<R> {
    let threads = ThreadPoolBuilder::new().num_threads(count).stack_size(STACK).build().map_err(no_threads)?;
    Ok(threads.in_place_scope(|scope| {
        // Once on each, as the work may hold a lock when it waits for a part of it, and must not begin anew then.
        scope.spawn_broadcast(|_, _| work());
        meanwhile()
    }))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::sync::{Mutex, mpsc};
    use std::thread;

    use super::{apart, aside, dealt_out, on_threads, shared_out, side_by_side};

    #[test]
    fn work_apart_is_on_another_thread_and_gives_what_it_gives() {
        let here = thread::current().id();
        assert_ne!(apart(|| thread::current().id()), here);
        let (say, hear) = mpsc::channel();
        aside(move || say.send(thread::current().id()).unwrap());
        assert_ne!(hear.recv().unwrap(), here);
    }

    #[test]
    #[should_panic(expected = "on the other side")]
    fn what_fails_apart_fails_here() {
        apart(|| panic!("on the other side"));
    }

    #[test]
    fn two_things_give_what_each_gives() {
        assert_eq!(side_by_side(|| 1, || "two"), (1, "two"));
    }

    #[test]
    fn each_thread_does_the_work_once_while_another_listens() {
        let (sender, said) = mpsc::channel();
        let sender = Mutex::new(Some(sender));
        let work = || {
            let sender = sender.lock().unwrap().clone().unwrap();
            sender.send((thread::current().id(), shared_out((0..100).collect(), 1, |share| share).concat())).unwrap();
        };
        let all = on_threads(3, work, || said.iter().take(3).collect::<Vec<_>>()).unwrap();
        assert!(all.iter().all(|(_, done)| *done == (0..100).collect::<Vec<_>>()));
        let threads: HashSet<_> = all.iter().map(|(thread, _)| thread).collect();
        assert_eq!(threads.len(), 3, "each on a thread of its own");
    }

    #[test]
    fn shares_keep_their_order_and_leave_nothing_out() {
        for count in [0, 1, 7, 100] {
            let things: Vec<usize> = (0..count).collect();
            let done = shared_out(things.clone(), 3, |share| share);
            assert!(done.len() == 1 || done.iter().rev().skip(1).all(|share| share.len() >= 3));
            assert_eq!(done.concat(), things);
            assert_eq!(dealt_out(things.clone(), 3, |share| share).concat(), things);
        }
    }
}

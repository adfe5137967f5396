//! Work that is shared out over the cores of the machine; what comes of it is the same however many there are.

use std::num::NonZero;
use std::thread;

/// Does some work on shares of things, each on a core of its own, and gives what came of each share, in the order of the
/// things. A share has at least so many things that it is worth a thread.
pub(crate) fn shared_out<T: Sync, R: Send>(things: &[T], least: usize, work: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let share = things.len().div_ceil(cores).max(least).max(1);
    if things.len() <= share {
        return vec![work(things)];
    }
    thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = things.chunks(share).map(|things| scope.spawn(move || work(things))).collect();
        let done = threads.into_iter().map(|thread| match thread.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        done.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::shared_out;

    #[test]
    fn shares_keep_their_order_and_leave_nothing_out() {
        for count in [0, 1, 7, 100] {
            let things: Vec<usize> = (0..count).collect();
            let done = shared_out(&things, 3, |share| share.to_vec());
            assert!(done.len() == 1 || done.iter().rev().skip(1).all(|share| share.len() >= 3));
            assert_eq!(done.concat(), things);
        }
    }
}

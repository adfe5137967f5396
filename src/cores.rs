//! Work that is shared out over the cores of the machine; what comes of it is the same however many there are.

use rayon::prelude::*;

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

#[cfg(test)]
mod tests {
    use super::{dealt_out, shared_out, side_by_side};

    #[test]
    fn two_things_give_what_each_gives() {
        assert_eq!(side_by_side(|| 1, || "two"), (1, "two"));
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

//! Spreading phases and visits over another number of weeks.

/// Shares weeks out in the proportion of what there was, at least one each; nothing if there are too few.
pub(super) fn share(weeks: u32, parts: &[u32]) -> Option<Vec<u32>> {
    let total: u32 = parts.iter().sum();
    if parts.is_empty() || weeks < u32::try_from(parts.len()).ok()? || total == 0 {
        return None;
    }
    let ideal: Vec<f64> = parts.iter().map(|p| f64::from(*p) * f64::from(weeks) / f64::from(total)).collect();
    let mut shares = vec![1; parts.len()];
    // One week at a time to whichever part lacks most; the first of equals.
    for _ in parts.len()..weeks as usize {
        let lacks = shares.iter().zip(&ideal).map(|(share, ideal)| ideal - f64::from(*share));
        let most =
            lacks.enumerate().fold((0, f64::MIN), |best, (i, lack)| if lack > best.1 { (i, lack) } else { best });
        if let Some(share) = shares.get_mut(most.0) {
            *share += 1;
        }
    }
    Some(shares)
}

/// The week that lies as far into `to` weeks as `week` does into `from`, or the nearest one that is free. What is in the
/// first week stays there, and what is in the last goes to the last.
pub(super) fn moved(week: u32, from: u32, to: u32, is_free: impl Fn(u32) -> bool) -> Option<u32> {
    let share = f64::from(week.saturating_sub(1)) / f64::from(from.saturating_sub(1).max(1));
    let wanted = (share.min(1.0) * f64::from(to.saturating_sub(1))).round() as u32 + 1;
    let mut all: Vec<u32> = (1..=to).filter(|week| is_free(*week)).collect();
    all.sort_by_key(|week| (week.abs_diff(wanted), *week));
    all.first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_shared_in_proportion_and_none_gets_nothing() {
        assert_eq!(share(6, &[2, 2, 2]), Some(vec![2, 2, 2]));
        assert_eq!(share(8, &[2, 2, 2]), Some(vec![3, 3, 2]));
        assert_eq!(share(4, &[1, 2]), Some(vec![1, 3]));
        assert_eq!(share(3, &[2, 3, 3]), Some(vec![1, 1, 1]));
        assert_eq!(share(2, &[2, 3, 3]), None);
        assert_eq!(share(12, &[1, 1, 10]), Some(vec![1, 1, 10]));
        for weeks in 3..=104 {
            assert_eq!(share(weeks, &[3, 3, 2]).unwrap().iter().sum::<u32>(), weeks);
        }
    }

    #[test]
    fn visits_keep_their_place_in_the_course_of_things() {
        let free = |_| true;
        assert_eq!(moved(1, 6, 12, free), Some(1));
        assert_eq!(moved(1, 1, 12, free), Some(1));
        assert_eq!(moved(2, 6, 8, free), Some(2));
        assert_eq!(moved(6, 6, 12, free), Some(12));
        assert_eq!(moved(1, 6, 3, free), Some(1));
        assert_eq!(moved(4, 6, 6, free), Some(4));
        assert_eq!(moved(2, 6, 3, |week| week != 1), Some(2));
        assert_eq!(moved(2, 6, 1, |_| false), None);
    }
}

//! How many rows ended how.

use std::fmt;

use super::report::Status;

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    written: usize,
    up_to_date: usize,
    failed: usize,
    not_tried: usize,
}

impl Tally {
    pub(super) fn add(&mut self, status: Status) {
        match status {
            Status::Written => self.written += 1,
            Status::UpToDate => self.up_to_date += 1,
            Status::Failed => self.failed += 1,
            Status::NotTried => self.not_tried += 1,
        }
    }

    /// Whether every row has its PDF.
    pub(super) fn is_fine(&self) -> bool {
        self.failed == 0 && self.not_tried == 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.written, "written"),
            (self.up_to_date, "up to date"),
            (self.failed, "failed"),
            (self.not_tried, "not tried"),
        ];
        let parts = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
        let parts: Vec<String> = parts.collect();
        f.write_str(if parts.is_empty() { "nothing to do" } else { "" })?;
        f.write_str(&parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_there_was_is_counted() {
        let mut tally = Tally::default();
        assert_eq!(tally.to_string(), "nothing to do");
        [Status::Written, Status::Written, Status::Failed].iter().for_each(|status| tally.add(*status));
        assert_eq!(tally.to_string(), "2 written, 1 failed");
        assert!(!tally.is_fine());
    }
}

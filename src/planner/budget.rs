//! The soreness budget: no step may lift a session over the ceiling.

use chrono::NaiveDate;

use crate::forecast::{Outlook, Prospect};
use crate::schedule::Session;
use crate::units::Soreness;

/// What a step would do to a session.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Breach {
    /// The session's day.
    pub(super) on: NaiveDate,
    /// What it would be lifted to.
    pub(super) to: Soreness,
}

/// The sessions that a step could make sorer, with their soreness as things stand.
#[derive(Debug)]
pub(super) struct Budget {
    ceiling: Soreness,
    now: Prospect,
}

impl Budget {
    /// Begins with nothing ahead.
    pub(super) fn new(ceiling: Soreness) -> Self {
        Self { ceiling, now: Prospect::default() }
    }

    /// Looks at the sessions ahead as they are.
    pub(super) fn begin(&mut self, outlook: &Outlook<'_>, ahead: Vec<(Session, bool)>) {
        self.now = outlook.look(ahead, &self.now);
    }

    /// The first session that changed doses would lift over the ceiling, if they would; otherwise they are taken as the
    /// new state of things. A session that is over it anyway may stay so, but not rise.
    pub(super) fn spend(&mut self, outlook: &Outlook<'_>, ahead: Vec<(Session, bool)>) -> Result<(), Breach> {
        let then = outlook.look(ahead, &self.now);
        let over = self.now.peaks().zip(then.peaks()).find_map(|((_, before), (session, after))| {
            let (before, after) = (before?, after?);
            let is_over = after.rounded() > self.ceiling.get() && after.rounded() > before.rounded();
            is_over.then(|| Breach { on: session.date(), to: after })
        });
        match over {
            Some(breach) => Err(breach),
            None => {
                self.now = then;
                Ok(())
            }
        }
    }
}

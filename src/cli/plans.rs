//! Programmes that were planned, so that a batch plans each once for all its patients, whatever Monday or other day of the week they begin on.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use chrono::NaiveDate;

use super::args::Sources;
use super::input::{self, Loaded, Planned};
use super::library_dir::Libraries;
use super::screen::Screen;

/// How many are kept. A batch makes the handouts of one programme one after the other, so it needs few more than it has
/// cores.
const MOST_KEPT: usize = 16;

/// Programmes that were planned, and the libraries that they were planned with.
#[derive(Default)]
pub(super) struct Plans {
    libraries: Libraries,
    kept: Mutex<VecDeque<(Asked, Arc<Planned>)>>,
}

/// What a plan follows from; the programme as its file was, as that may change while a batch is on its way.
#[derive(PartialEq)]
struct Asked {
    sources: Sources,
    bytes: Vec<u8>,
    start: Option<NaiveDate>,
}

impl Plans {
    /// Reads, plans and forecasts a programme, unless that has been done, and reports what is wrong. Nothing comes back if
    /// there are errors. `is_loaded` is called before it is planned.
    pub(super) fn get(
        &self,
        sources: &Sources,
        start: Option<NaiveDate>,
        is_loaded: &dyn Fn(&Loaded),
        screen: &Screen,
    ) -> Result<Option<Arc<Planned>>> {
        let (name, bytes) = input::programme(&sources.programme)?;
        let asked = Asked { sources: sources.clone(), bytes, start };
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept().iter().find(|(known, _)| *known == asked).map(|(_, planned)| Arc::clone(planned));
        if let Some(planned) = known {
            screen.findings(&planned.findings);
            return Ok(Some(planned));
        }
        let file = (name.as_str(), asked.bytes.as_slice());
        let planned = match start.and_then(|start| self.begun_on(start, &asked)) {
            Some(planned) => planned,
            None => match input::planned_after(sources, file, start, &self.libraries, is_loaded, screen)? {
                Some(planned) => planned,
                None => return Ok(None),
            },
        };
        let planned = Arc::new(planned);
        let mut kept = kept();
        kept.push_back((asked, Arc::clone(&planned)));
        if kept.len() > MOST_KEPT {
            kept.pop_front();
        }
        Ok(Some(planned))
    }

    /// The plan of the same programme for another first day, moved to this one, if it can be.
    fn begun_on(&self, start: NaiveDate, asked: &Asked) -> Option<Planned> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut alike = kept.iter().filter(|(known, _)| known.sources == asked.sources && known.bytes == asked.bytes);
        // Some may be for another day of the week.
        alike.find_map(|(_, planned)| planned.begun_on(start))
    }
}

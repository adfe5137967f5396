//! The columns of a table of exercises.

/// Where a cell goes in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goes {
    /// Nowhere: it is part of the file's path.
    Path,
    /// Under a key, as a text or word.
    Key(&'static str),
    /// Under a key, as a list of words; an empty one is written too if it has to be there.
    Words(&'static str, bool),
    /// Under a key, as a list of texts; likewise.
    Texts(&'static str, bool),
    /// Under a key in a mapping.
    Part(&'static str, &'static str),
    /// Under a key in the start or the most of the dose.
    Dose(&'static str, &'static str),
    /// Under a key, as a list of mappings whose values are parted by colons.
    Rows(&'static str, &'static [&'static str]),
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in the first line.
    pub name: &'static str,
    /// What its cells hold.
    pub holds: &'static str,
    /// Whether the table must have it.
    pub needed: bool,
    pub(super) goes: Goes,
}

const fn column(name: &'static str, holds: &'static str, goes: Goes) -> Column {
    Column { name, holds, needed: false, goes }
}

/// Columns in which an empty cell may have been forgotten, and would leave the patient without a warning or a caution: `none`
/// has to be written.
pub(super) const NEVER_EMPTY: [&str; 2] = ["soreness", "avoid-if"];

/// Every column, in the order of the file that a row becomes.
pub const COLUMNS: &[Column] = &[
    Column { name: "id", holds: "the name of the file, like bird-dog", needed: true, goes: Goes::Path },
    column("family", "the folder that the file goes into", Goes::Path),
    column("name", "a text", Goes::Key("name")),
    column("also-called", "texts", Goes::Texts("also-called", false)),
    column("purpose", "a text", Goes::Key("purpose")),
    column("position", "a word", Goes::Key("position")),
    column("equipment", "words", Goes::Words("equipment", true)),
    column("steps", "texts", Goes::Texts("steps", false)),
    column("feel", "a text", Goes::Key("feel")),
    column("mistakes", "texts", Goes::Texts("mistakes", true)),
    column("measure", "a word", Goes::Part("dose", "measure")),
    column("sides", "a word", Goes::Part("dose", "sides")),
    column("start-sets", "a number", Goes::Dose("start", "sets")),
    column("start-reps", "a number", Goes::Dose("start", "reps")),
    column("start-hold", "a time, like 10 s", Goes::Dose("start", "hold")),
    column("start-time", "a time, like 5 min", Goes::Dose("start", "time")),
    column("start-distance", "a distance, like 200 m", Goes::Dose("start", "distance")),
    column("start-load", "a load, like 2.5 kg", Goes::Dose("start", "load")),
    column("start-rest", "a time", Goes::Dose("start", "rest")),
    column("start-effort", "a number", Goes::Dose("start", "effort")),
    column("most-sets", "a number", Goes::Dose("most", "sets")),
    column("most-reps", "a number", Goes::Dose("most", "reps")),
    column("most-hold", "a time", Goes::Dose("most", "hold")),
    column("most-time", "a time", Goes::Dose("most", "time")),
    column("most-distance", "a distance", Goes::Dose("most", "distance")),
    column("most-load", "a load", Goes::Dose("most", "load")),
    column("most-rest", "a time", Goes::Dose("most", "rest")),
    column("most-effort", "a number", Goes::Dose("most", "effort")),
    column("grow", "words, in order", Goes::Words("grow", true)),
    column("easier", "an id", Goes::Part("ladder", "easier")),
    column("harder", "an id", Goes::Part("ladder", "harder")),
    column("stands-alone", "a text", Goes::Part("ladder", "stands-alone")),
    column("work", "muscle:action:length", Goes::Rows("work", &["muscle", "action", "length"])),
    column(
        "soreness",
        "mechanism:where:chance:peak:source, or `none`",
        Goes::Rows("soreness", &["mechanism", "where", "chance", "peak", "source"]),
    ),
    column("avoid-if", "ids of conditions, or `none`", Goes::Words("avoid-if", true)),
    column("certainty", "a word", Goes::Part("evidence", "certainty")),
    column("source", "a text", Goes::Part("evidence", "source")),
    column("reviewed-by", "a text", Goes::Part("reviewed", "by")),
    column("reviewed-on", "a date, like 2026-11-30", Goes::Part("reviewed", "on")),
    column("reviewed-until", "a date", Goes::Part("reviewed", "until")),
];

//! Tables that cannot be read at all.

use std::fmt;

/// Why a table cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableError {
    /// It is not UTF-8 text.
    NotText,
    /// It is not CSV.
    Unreadable(String),
    /// A column that no exercise has.
    ColumnUnknown {
        /// As it is written.
        name: String,
        /// The column that was most likely meant.
        near: Option<&'static str>,
    },
    /// A column that is there twice.
    ColumnTwice(&'static str),
    /// A column without which no row can be taken.
    ColumnMissing(&'static str),
}

impl TableError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::NotText => "save it from the spreadsheet as `CSV UTF-8`".to_owned(),
            Self::Unreadable(_) => "look for a quotation mark that is not closed".to_owned(),
            Self::ColumnUnknown { near: Some(near), .. } => format!("did you mean `{near}`?"),
            Self::ColumnUnknown { near: None, .. } => {
                "rename it, or take it out; `backplan library import --columns` lists them".to_owned()
            }
            Self::ColumnTwice(_) => "leave one of them out".to_owned(),
            Self::ColumnMissing(_) => {
                "the first line of the table names its columns; `--columns` lists them".to_owned()
            }
        }
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotText => f.write_str("the table is not UTF-8 text"),
            Self::Unreadable(why) => write!(f, "the table is not CSV: {why}"),
            Self::ColumnUnknown { name, .. } => write!(f, "no exercise has a column `{name}`"),
            Self::ColumnTwice(name) => write!(f, "the column `{name}` is there twice"),
            Self::ColumnMissing(name) => write!(f, "the table has no column `{name}`"),
        }
    }
}

impl std::error::Error for TableError {}

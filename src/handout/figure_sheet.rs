//! The contact sheet: every drawing of a library at a glance.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::exercises::drawing;
use super::layout::Layout;
use super::model::{Drawing, Footer, Locale};
use super::page_file::PageFile;
use crate::library::Library;
use crate::wording::{Key, Wording};

/// Every drawing of a library, family by family.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureSheet {
    /// How it is printed.
    #[serde(skip)]
    pub layout: Layout,
    /// Language and region.
    pub locale: Locale,
    /// The library's name and version.
    pub title: String,
    /// The families.
    pub families: Vec<FigureFamily>,
    /// The foot of each page.
    pub footer: Footer,
    /// The drawings themselves, as files beside the template.
    #[serde(skip)]
    pub files: Vec<PageFile>,
    /// The day of the library's latest review.
    #[serde(skip)]
    pub reviewed: Option<NaiveDate>,
}

/// The drawings of a family of exercises, or of the techniques.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureFamily {
    /// Its name.
    pub name: String,
    /// Its drawings.
    pub items: Vec<FigureItem>,
}

/// A drawing with its exercise or technique.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureItem {
    /// The name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// The drawing; none if there is no drawing yet.
    pub figure: Option<Drawing>,
}

/// Collects the drawings of a library.
pub fn figure_sheet(library: &Library, words: &Wording) -> FigureSheet {
    let mut families: BTreeMap<&str, Vec<FigureItem>> = BTreeMap::new();
    let mut files = Vec::new();
    for exercise in library.exercises() {
        let item = FigureItem {
            name: exercise.name().to_owned(),
            id: exercise.id().to_string(),
            figure: drawing(exercise, words),
        };
        files.extend(PageFile::figure_of(exercise));
        families.entry(exercise.family().unwrap_or_default()).or_default().push(item);
    }
    let mut families: Vec<FigureFamily> =
        families.into_iter().map(|(name, items)| FigureFamily { name: name.to_owned(), items }).collect();
    // A talk or a needle needs no drawing, so techniques without one are left out.
    let mut techniques = Vec::new();
    for technique in library.techniques() {
        let Some(file) = PageFile::technique(technique) else { continue };
        let name = technique.name().to_owned();
        let figure = Some(Drawing { path: file.path.clone(), alt: name.clone(), credit: None });
        techniques.push(FigureItem { name, id: technique.id().to_string(), figure });
        files.push(file);
    }
    if !techniques.is_empty() {
        families.push(FigureFamily { name: TECHNIQUES.to_owned(), items: techniques });
    }
    let gaps =
        [("library", library.id()), ("version", &library.version().to_string()), ("digest", &library.digest().short())];
    FigureSheet {
        layout: Layout::default(),
        locale: Locale { lang: words.language().to_owned(), region: words.region().to_owned() },
        title: format!("{} {}", library.name(), library.version()),
        families,
        footer: Footer { made: words.text(Key::FooterMade, &gaps), page: words.text(Key::FooterPage, &[]) },
        files,
        reviewed: library.exercises().map(|e| e.reviewed().on).max(),
    }
}

/// What the drawings of techniques stand under: the name of their folder, as families have theirs.
const TECHNIQUES: &str = "techniques";

//! What is painted on the page: under text, and over it.

use std::sync::Arc;

use super::clip::Clip;
use super::fault::Why;
use super::geometry::{Area, Point};
use super::path::{Onto, Path};
use crate::clinic::Colour;

/// The least contrast of text with what is behind it. The built-in templates keep to 7 (docs/clinic.md); below this, text
/// counts as not there.
const LEAST_CONTRAST: f64 = 3.0;

/// How opaque something must be to hide text under it, 0-1. A quarter of paper over black text leaves it legible.
const VEIL: f32 = 0.25;

/// The least height and width of what can hide a letter, in points. What is less is a line or a dot.
const LEAST_SIZE: f32 = 4.0;

/// A colour as it is put on: none if it is a pattern or a shading.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ink {
    /// Red, green and blue, 0-1.
    pub(super) parts: Option<[f32; 3]>,
    /// How opaque it is, 0-1.
    pub(super) alpha: f32,
}

impl Ink {
    /// What a page begins with.
    pub(super) const BLACK: Self = Self { parts: Some([0.0; 3]), alpha: 1.0 };

    /// The same opacity with a colour of so many parts as its space has: grey, red, green and blue, or the inks of a press.
    pub(super) fn coloured(self, parts: &[f32]) -> Self {
        let parts = match *parts {
            [grey] => Some([grey; 3]),
            [red, green, blue] => Some([red, green, blue]),
            [cyan, magenta, yellow, black] => Some([cyan, magenta, yellow].map(|part| (1.0 - part) * (1.0 - black))),
            _ => None,
        };
        Self { parts, ..self }
    }

    /// The colour that it makes on a ground.
    fn on(self, ground: [f32; 3]) -> Option<[f32; 3]> {
        let [r, g, b] = self.parts?;
        let mixed = |own: f32, ground: f32| own * self.alpha + ground * (1.0 - self.alpha);
        let [gr, gg, gb] = ground;
        Some([mixed(r, gr), mixed(g, gg), mixed(b, gb)])
    }
}

/// Something painted, opaque enough to hide what it covers.
pub(super) struct Paint {
    shape: Clip,
    hull: Area,
    /// What it was cut to.
    clips: Vec<Arc<Clip>>,
    ink: Ink,
}

impl Paint {
    /// A path that is filled; nothing if it could hide no letter.
    pub(super) fn fill(path: &Path, even_odd: bool, onto: &Onto, clips: &[Arc<Clip>], ink: Ink) -> Option<Self> {
        // Most of a drawing's paths are lines and dots. They need no outline.
        let may_hide = is_large(path.hull(onto)) && ink.alpha >= VEIL;
        may_hide.then(|| Self::of(Clip::new(path.rings(onto), even_odd), clips, ink)).flatten()
    }

    /// A picture, which fills the unit square of its matrix.
    pub(super) fn picture(onto: &Onto, clips: &[Arc<Clip>], alpha: f32) -> Option<Self> {
        let mut path = Path::default();
        path.rectangle([0.0, 0.0, 1.0, 1.0]);
        Self::fill(&path, false, onto, clips, Ink { parts: None, alpha })
    }

    fn of(shape: Clip, clips: &[Arc<Clip>], ink: Ink) -> Option<Self> {
        let hull = shape.hull();
        is_large(hull).then(|| Self { shape, hull, clips: clips.to_vec(), ink })
    }

    /// Whether it is seen at a point, if nothing else is painted later.
    fn covers(&self, at: Point) -> bool {
        let Area { left, top, right, bottom } = self.hull;
        (left..=right).contains(&at.x)
            && (top..=bottom).contains(&at.y)
            && self.shape.surrounds(at)
            && self.clips.iter().all(|clip| clip.surrounds(at))
    }
}

/// Whether something of this size can hide a letter.
fn is_large(hull: Area) -> bool {
    hull.width() >= LEAST_SIZE && hull.height() >= LEAST_SIZE
}

/// Why a letter in the middle of `ink` is not seen, among all that is painted on its page; the first `before` paints were
/// there before it.
pub(super) fn hidden(at: Point, letter: Ink, before: usize, paints: &[Paint]) -> Option<Why> {
    let (under, over) = paints.split_at(before.min(paints.len()));
    if over.iter().any(|paint| paint.covers(at)) {
        return Some(Why::Covered);
    }
    let paper = [1.0; 3];
    let ground = match under.iter().rev().find(|paint| paint.covers(at)) {
        None => paper,
        // Of a pattern nobody can say whether text stands out from it.
        Some(paint) => paint.ink.on(paper)?,
    };
    let contrast = Colour::of_parts(letter.on(ground)?).contrast(Colour::of_parts(ground));
    (contrast < LEAST_CONTRAST).then_some(Why::Pale { contrast })
}

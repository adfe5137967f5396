//! The skin around several discs: arcs joined by straight lines that touch them.

use std::f64::consts::TAU;
use std::sync::LazyLock;

/// A disc as it is seen, in the units of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Disc {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) radius: f64,
}

/// A stretch of an outline: a line to its start, and an arc of a disc from its start to its end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Arc {
    pub(super) start: (f64, f64),
    pub(super) end: (f64, f64),
    pub(super) radius: f64,
    /// Whether it goes more than half round.
    pub(super) is_large: bool,
}

/// In how many directions each disc is looked at: the outline is exact to a thousandth of the radius.
const STEPS: u32 = 360;

/// The directions, each as its cosine and sine: to work them out for every disc would take longer than all the rest.
static DIRECTIONS: LazyLock<Vec<(f64, f64)>> = LazyLock::new(|| {
    let angle = |k: u32| TAU * f64::from(k) / f64::from(STEPS);
    (0..STEPS).map(|k| (angle(k).cos(), angle(k).sin())).collect()
});

/// The outline of the smallest rounded shape around all discs, clockwise as it is seen.
pub(super) fn skin(discs: &[Disc]) -> Vec<Arc> {
    // The disc that reaches farthest in each direction is on the outline there.
    let farthest = |&(cos, sin): &(f64, f64)| {
        let reach = |d: &Disc| d.x * cos + d.y * sin + d.radius;
        let best = discs.iter().enumerate().max_by(|(_, a), (_, b)| reach(a).total_cmp(&reach(b)));
        best.map_or(0, |(i, _)| i)
    };
    let owners: Vec<usize> = DIRECTIONS.iter().map(farthest).collect();
    let Some(first) = owners.iter().zip(owners.iter().skip(1)).position(|(a, b)| a != b).map(|i| i + 1) else {
        return discs.get(owners.first().copied().unwrap_or(0)).map_or_else(Vec::new, |d| whole(*d));
    };
    let mut arcs: Vec<(usize, u32, u32)> = Vec::new();
    for k in 0..STEPS {
        let at = (first as u32 + k) % STEPS;
        let owner = owners.get(at as usize).copied().unwrap_or(0);
        match arcs.last_mut() {
            Some((of, _, last)) if *of == owner => *last = at,
            _ => arcs.push((owner, at, at)),
        }
    }
    let arc = |(owner, from, to): (usize, u32, u32)| {
        let disc = discs.get(owner)?;
        let point = |k: u32| {
            let (cos, sin) = *DIRECTIONS.get(k as usize)?;
            Some((disc.x + disc.radius * cos, disc.y + disc.radius * sin))
        };
        let turned = (to + STEPS - from) % STEPS;
        Some(Arc { start: point(from)?, end: point(to)?, radius: disc.radius, is_large: turned * 2 > STEPS })
    };
    arcs.into_iter().filter_map(arc).collect()
}

/// A whole disc, as two arcs.
fn whole(disc: Disc) -> Vec<Arc> {
    let (left, right) = ((disc.x - disc.radius, disc.y), (disc.x + disc.radius, disc.y));
    let half = |start, end| Arc { start, end, radius: disc.radius, is_large: false };
    vec![half(left, right), half(right, left)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_skin_of_two_discs_is_two_arcs_and_that_of_one_a_circle() {
        let a = Disc { x: 0.0, y: 0.0, radius: 2.0 };
        let b = Disc { x: 10.0, y: 0.0, radius: 1.0 };
        let skin = skin(&[a, b]);
        assert_eq!(skin.len(), 2);
        let xs: Vec<f64> = skin.iter().flat_map(|arc| [arc.start.0, arc.end.0]).collect();
        assert!(xs.iter().any(|x| *x > 10.0) && xs.iter().any(|x| *x < 1.0), "{xs:?}");
        assert_eq!(super::skin(&[a]).len(), 2);
        let inside = Disc { x: 0.5, y: 0.0, radius: 0.5 };
        assert_eq!(super::skin(&[a, inside]), whole(a));
    }
}

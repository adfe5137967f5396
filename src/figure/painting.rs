//! How much work it takes to paint a drawing that is laid out: a file of a few kilobytes can ask for hours of it.
//!
//! Drawing programs write nothing that comes near these bounds.

use image::ImageFormat;
use resvg::usvg::{Group, ImageKind, Node, Paint, Path, Rect, Stroke, Tree};

use super::fault::{Fault, Limits};
use super::raster;
use super::unfolding::too_much;

/// How far from its page a drawing may go, in units.
const FARTHEST: f32 = 1e7;
/// How often the whole page may be painted over.
const MOST_PAGES: f64 = 10_000.0;
/// How many times as long as a plain colour it takes to paint a gradient, a pattern, or a layer of its own for what is half
/// seen through, clipped or masked.
const BLENDED: f64 = 20.0;
/// The same for a colour that is half seen through.
const SEEN_THROUGH: f64 = 5.0;
/// The most dashes and gaps of all lines.
const MOST_DASHES: f64 = 100_000.0;
/// The most colours of all gradients, each counted as often as it fills a shape.
const MOST_STOPS: usize = 20_000;
/// The most pixels of all pictures in a drawing: each takes eight bytes.
const MOST_PIXELS: u64 = 12_000_000;

/// What makes a drawing slow to paint: pictures in it, what lies far off its page, what is painted over and over.
pub(super) fn fault_of_tree(tree: &Tree) -> Option<Fault> {
    let page = tree.size().to_non_zero_rect(0.0, 0.0).to_rect();
    let mut work = Work { page, pages: 0.0, dashes: 0.0, stops: 0, pixels: 0 };
    work.add_group(tree.root()).err()
}

/// What has been reckoned so far.
struct Work {
    page: Rect,
    /// How often the page is painted over.
    pages: f64,
    dashes: f64,
    stops: usize,
    pixels: u64,
}

impl Work {
    fn add_group(&mut self, group: &Group) -> Result<(), Fault> {
        if group.should_isolate() {
            self.add_area(group.abs_layer_bounding_box().to_rect(), BLENDED);
        }
        for node in group.children() {
            self.add_node(node)?;
        }
        Ok(())
    }

    fn add_node(&mut self, node: &Node) -> Result<(), Fault> {
        let box_of = node.abs_stroke_bounding_box();
        let reach = [box_of.left(), box_of.top(), box_of.right(), box_of.bottom()];
        if reach.iter().any(|side| side.abs() > FARTHEST) {
            return Err(too_much("part of it lies far off its page"));
        }
        match node {
            Node::Group(group) => self.add_group(group)?,
            Node::Path(path) => self.add_path(path),
            Node::Image(image) => self.add_picture(image.kind())?,
            Node::Text(_) => {}
        }
        self.is_enough()?;
        // Patterns, clips and masks.
        let mut within = Ok(());
        node.subroots(|group| {
            if within.is_ok() {
                within = self.add_group(group);
            }
        });
        within
    }

    fn add_path(&mut self, path: &Path) {
        let area = path.abs_stroke_bounding_box();
        let fill = path.fill().map(|fill| (fill.paint(), fill.opacity()));
        let stroke = path.stroke().map(|stroke| (stroke.paint(), stroke.opacity()));
        for (paint, opacity) in fill.into_iter().chain(stroke) {
            let stops = match paint {
                Paint::Color(_) | Paint::Pattern(_) => 0,
                Paint::LinearGradient(gradient) => gradient.stops().len(),
                Paint::RadialGradient(gradient) => gradient.stops().len(),
            };
            self.stops = self.stops.saturating_add(stops);
            let times = match paint {
                Paint::Color(_) if opacity.get() == 1.0 => 1.0,
                Paint::Color(_) => SEEN_THROUGH,
                Paint::LinearGradient(_) | Paint::RadialGradient(_) | Paint::Pattern(_) => BLENDED,
            };
            self.add_area(area, times);
        }
        if let Some(dashes) = path.stroke().and_then(Stroke::dasharray)
            && !dashes.is_empty()
        {
            let one = dashes.iter().copied().map(f64::from).sum::<f64>() / dashes.len() as f64;
            self.dashes += length(path) / one;
        }
    }

    fn add_area(&mut self, area: Rect, times: f64) {
        let share = |low: f32, high: f32, end: f32| f64::from((high.min(end) - low.max(0.0)).max(0.0) / end);
        let across = share(area.left(), area.right(), self.page.right());
        self.pages += times * across * share(area.top(), area.bottom(), self.page.bottom());
    }

    fn add_picture(&mut self, picture: &ImageKind) -> Result<(), Fault> {
        let (format, bytes) = match picture {
            ImageKind::PNG(bytes) => (ImageFormat::Png, bytes),
            ImageKind::JPEG(bytes) => (ImageFormat::Jpeg, bytes),
            ImageKind::GIF(_) | ImageKind::WEBP(_) | ImageKind::SVG(_) => {
                return Err(too_much("a picture within it is neither PNG nor JPEG"));
            }
        };
        raster::whole(format, bytes, Limits::WITHIN)?;
        self.pixels = self.pixels.saturating_add(raster::pixels(format, bytes));
        Ok(())
    }

    fn is_enough(&self) -> Result<(), Fault> {
        if self.pages > MOST_PAGES {
            return Err(too_much("its page is painted over thousands of times"));
        }
        // No number if a dash has no length.
        if self.dashes.is_nan() || self.dashes > MOST_DASHES {
            return Err(too_much(format!("its lines have more than {MOST_DASHES} dashes")));
        }
        if self.stops > MOST_STOPS {
            return Err(too_much(format!("its gradients have more than {MOST_STOPS} colours in all")));
        }
        if self.pixels > MOST_PIXELS {
            return Err(too_much(format!("the pictures within it have more than {MOST_PIXELS} pixels in all")));
        }
        Ok(())
    }
}

/// How long a line is at most, in units: from point to point, those included towards which it bends.
fn length(path: &Path) -> f64 {
    let points = path.data().points();
    points.windows(2).map(|pair| if let [from, to] = pair { f64::from(from.distance(*to)) } else { 0.0 }).sum()
}

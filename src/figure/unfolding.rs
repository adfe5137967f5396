//! How much a drawing unfolds to: a short SVG file can have the same shape painted a million times over.
//!
//! Whoever paints it does all that, in hours and gigabytes, or falls over it. So it is reckoned first, from what the file
//! says. Drawing programs write nothing that comes near these bounds.

use std::collections::HashMap;

use resvg::usvg::roxmltree::{Document, Node, NodeId};

use super::fault::Fault;

/// The most attributes of an element, as all are compared with each other.
const MOST_ATTRIBUTES: usize = 300;
/// The longest text that an abbreviation stands for, in bytes: addresses of namespaces have some 40.
const LONGEST_ENTITY: usize = 200;
/// The most abbreviations that are used.
const MOST_ENTITIES: usize = 2_000;
/// The deepest nesting of elements.
const DEEPEST: usize = 100;
/// How many references may lead from one to the next.
const MOST_HOPS: usize = 24;
/// The most elements, each counted as often as it is painted: a page with so many takes 200 MB to set.
const MOST_UNFOLDED: u64 = 15_000;
/// How many characters of an outline take as long as a shape.
const LONG_OUTLINE: u64 = 25;
/// The most times that a part of a style sheet is held against an element.
const MOST_MATCHES: usize = 2_000_000;
/// The most steps of filters, each counted as often as it is applied.
const MOST_FILTERED: u64 = 24;
/// The most declarations of a style that an element may have from one place, as each is held against those before it.
const MOST_DECLARED: usize = 300;
/// The most classes of an element.
const MOST_CLASSES: usize = 50;
/// The most colours of a gradient.
const MOST_STOPS: usize = 256;
/// How often a file may say under which name it uses a namespace, as every element within knows them all.
const MOST_NAMESPACES: usize = 200;
/// Soft edges, shadows and colours. Other filters are slow, or cannot be printed.
const FILTERS: [&str; 14] = [
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feOffset",
];

/// A drawing that takes too much work.
pub(super) fn too_much(what: impl Into<String>) -> Fault {
    Fault::new(
        what,
        "in the drawing program, simplify the drawing or flatten its effects, and save it anew as plain SVG",
    )
}

/// What makes a text slow to read as XML at all.
pub(super) fn fault_of_text(text: &str) -> Option<Fault> {
    let attributes =
        |tag: &str| tag.split('=').skip(1).filter(|after| after.trim_start().starts_with(['"', '\''])).count();
    if text.split('<').any(|tag| attributes(tag) > MOST_ATTRIBUTES) {
        return Some(too_much(format!("an element has more than {MOST_ATTRIBUTES} attributes")));
    }
    if text.matches("xmlns").count() > MOST_NAMESPACES {
        return Some(too_much(format!("it names more than {MOST_NAMESPACES} namespaces")));
    }
    let mut entities = text.split("<!ENTITY").skip(1).peekable();
    entities.peek()?;
    let is_long = entities.any(|entity| {
        let value = entity.split('>').next().unwrap_or(entity);
        value.len() > LONGEST_ENTITY || value.contains(['&', '<'])
    });
    (is_long || text.matches('&').count() > MOST_ENTITIES)
        .then(|| too_much("its abbreviations (`<!ENTITY`) unfold to far more than they show"))
}

/// What makes a drawing slow to lay out or to paint.
pub(super) fn fault_of_document(document: &Document<'_>) -> Option<Fault> {
    let mut elements = 0;
    for element in document.descendants().filter(Node::is_element) {
        elements += 1;
        let name = element.tag_name().name();
        if name.starts_with("fe") && !FILTERS.contains(&name) {
            return Some(too_much(format!("it has a filter that is not printed (`{name}`)")));
        }
        if element.attribute("style").is_some_and(|style| declarations(style) > MOST_DECLARED) {
            return Some(too_much(format!("the style of an element has more than {MOST_DECLARED} parts")));
        }
        if classes_of(element).count() > MOST_CLASSES {
            return Some(too_much(format!("an element has more than {MOST_CLASSES} classes")));
        }
        // Each shape that it fills gets a gradient of its own.
        if element.children().filter(|child| child.tag_name().name() == "stop").count() > MOST_STOPS {
            return Some(too_much(format!("a gradient in it has more than {MOST_STOPS} colours")));
        }
        if element.ancestors().take(DEEPEST + 1).count() > DEEPEST {
            return Some(too_much(format!("its elements lie within each other, more than {DEEPEST} deep")));
        }
    }
    let mut unfolding = match Unfolding::of(document, elements) {
        Ok(unfolding) => unfolding,
        Err(fault) => return Some(fault),
    };
    let size = unfolding.size(document.root_element(), 0);
    if size.filtered > MOST_FILTERED {
        return Some(too_much(format!("it applies more than {MOST_FILTERED} steps of filters")));
    }
    (size.elements > MOST_UNFOLDED).then(|| {
        too_much(format!(
            "it has more than {MOST_UNFOLDED} shapes, long outlines counted as several, each as often as it is painted"
        ))
    })
}

/// How much is painted.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    elements: u64,
    filtered: u64,
}

impl Size {
    fn add(&mut self, other: Self, times: u64) {
        self.elements = self.elements.saturating_add(other.elements.saturating_mul(times));
        self.filtered = self.filtered.saturating_add(other.filtered.saturating_mul(times));
    }
}

/// A reference to another element.
#[derive(Debug, Clone)]
struct Link<'d> {
    id: &'d str,
    /// Whether what it leads to is painted at every corner.
    is_marker: bool,
}

/// What is reckoned of each element, once.
struct Unfolding<'d, 'input> {
    ids: HashMap<&'d str, Node<'d, 'input>>,
    /// What a style sheet adds to the elements of a class.
    classes: HashMap<&'d str, Vec<Link<'d>>>,
    known: HashMap<NodeId, Size>,
}

impl<'d, 'input> Unfolding<'d, 'input> {
    fn of(document: &'d Document<'input>, elements: usize) -> Result<Self, Fault> {
        let with_id = document.descendants().filter_map(|node| Some((node.attribute("id")?, node)));
        let ids = with_id.collect();
        let mut classes: HashMap<&str, Vec<Link<'_>>> = HashMap::new();
        let sheets = document.descendants().filter(|node| node.is_element() && node.tag_name().name() == "style");
        let mut parts = 0;
        // Of those for a plain class by its name, and of all others together, as any of them may be for every element.
        let mut declared: HashMap<Option<&str>, usize> = HashMap::new();
        for sheet in sheets.flat_map(|style| style.children()).filter_map(|text| text.text()) {
            for rule in sheet.split('}') {
                let (selectors, body) = rule.split_once('{').unwrap_or((rule, ""));
                parts += selectors.split([' ', ',', '>', '+', '~', '\n', '\t']).filter(|part| !part.is_empty()).count();
                let links: Vec<Link<'_>> = links(body, body.contains("marker")).collect();
                for selector in selectors.split(',').map(str::trim) {
                    // Behind anything but a plain class may be every element.
                    let class =
                        selector.strip_prefix('.').filter(|class| !class.contains([' ', '.', '>', ':', '[', '*']));
                    let all = declared.entry(class).or_default();
                    *all += declarations(body);
                    if *all > MOST_DECLARED {
                        return Err(too_much(format!(
                            "its style sheet says more than {MOST_DECLARED} things of the same shapes"
                        )));
                    }
                    if links.is_empty() {
                        continue;
                    }
                    let Some(class) = class else {
                        return Err(too_much("its style sheet fills shapes by more than plain classes"));
                    };
                    classes.entry(class).or_default().extend(links.iter().cloned());
                }
            }
        }
        let of_class = |class: &str| declared.get(&Some(class)).copied().unwrap_or_default();
        if document.descendants().any(|node| classes_of(node).map(of_class).sum::<usize>() > MOST_DECLARED) {
            return Err(too_much(format!("its style sheet says more than {MOST_DECLARED} things of an element")));
        }
        if parts.saturating_mul(elements) > MOST_MATCHES {
            return Err(too_much("its style sheet is too long for so many elements"));
        }
        Ok(Self { ids, classes, known: HashMap::new() })
    }

    /// How much is painted for an element; `hops` references led to it.
    fn size(&mut self, node: Node<'d, 'input>, hops: usize) -> Size {
        if let Some(known) = self.known.get(&node.id()) {
            return *known;
        }
        if hops > MOST_HOPS {
            return Size { elements: u64::MAX, filtered: 0 };
        }
        // What leads back to itself is painted once.
        self.known.insert(node.id(), Size::default());
        let is_filter = node.tag_name().name().starts_with("fe");
        let outlines = ["d", "points"].iter().filter_map(|key| node.attribute(*key));
        let outline = outlines.map(|outline| outline.len() as u64).sum::<u64>();
        let mut size = Size { elements: 1 + outline / LONG_OUTLINE, filtered: u64::from(is_filter) };
        for child in node.children().filter(Node::is_element) {
            let child = self.size(child, hops);
            size.add(child, 1);
        }
        let corners = outline / 4 + 1;
        let own = node.attributes().flat_map(|a| {
            let value = a.value();
            let href =
                (a.name() == "href" && node.tag_name().name() != "a").then(|| value.trim().strip_prefix('#')).flatten();
            let href = href.map(|id| Link { id, is_marker: false });
            href.into_iter().chain(links(value, a.name().starts_with("marker") || value.contains("marker")))
        });
        let by_class = classes_of(node).filter_map(|class| self.classes.get(class)).flatten().cloned();
        for link in own.chain(by_class).collect::<Vec<_>>() {
            // A gradient is kept once, however many shapes it fills.
            let target =
                self.ids.get(link.id).copied().filter(|target| !target.tag_name().name().ends_with("Gradient"));
            if let Some(target) = target {
                let target = self.size(target, hops + 1);
                size.add(target, if link.is_marker { corners } else { 1 });
            }
        }
        self.known.insert(node.id(), size);
        size
    }
}

/// The classes of an element.
fn classes_of<'d>(node: Node<'d, '_>) -> impl Iterator<Item = &'d str> {
    node.attribute("class").unwrap_or_default().split_whitespace()
}

/// How many declarations a style has.
fn declarations(style: &str) -> usize {
    style.split(';').filter(|part| part.contains(':')).count()
}

/// What a value refers to within its file.
fn links(value: &str, is_marker: bool) -> impl Iterator<Item = Link<'_>> {
    value.split("url(").skip(1).filter_map(move |rest| {
        let id = rest.trim_start_matches([' ', '"', '\'']).strip_prefix('#')?;
        Some(Link { id: id.split([')', '"', '\'', ' ']).next().unwrap_or(id), is_marker })
    })
}

//! Gives every font a name of its own before printpdf reads the document.
//!
//! A PDF names its fonts page by page: `f0` may be the bold face on one page and the regular face
//! on the next, and Typst numbers them by first use. printpdf 0.12.8 keeps one font for each name
//! in the whole document, so it would read the second page through the first page's letters. Here
//! lopdf, the parser underneath printpdf, gives a font another name wherever its own is taken. Only
//! what can carry text is passed on; drawings, tags and colour profiles would cost time and say
//! nothing.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

/// The most a page's content may unpack to, in bytes: a thousand times a full page of text. Stops
/// a few bytes of hostile input from filling the memory.
const LARGEST_PAGE: usize = 32 << 20;

/// A document in which each font has one name and each name one font.
pub(super) struct Renamed {
    /// The document, ready for printpdf.
    pub(super) pdf: Vec<u8>,
    /// Widths of the fonts of which printpdf cannot read the program, by name.
    pub(super) widths: BTreeMap<String, BTreeMap<u16, u16>>,
    /// What else pages name, page by page.
    pub(super) named: Vec<Named>,
}

/// What a page names besides its fonts, as far as it bears on what is seen.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// How opaque what is filled becomes with a graphics state, 0-1.
    pub(super) alpha: BTreeMap<String, f32>,
    /// The pictures.
    pub(super) pictures: BTreeSet<String>,
}

/// A page by its number, from 1, and its object.
pub(super) type Page = (u32, ObjectId);

/// Loads what of a document can carry text, and lists its pages.
pub(super) fn load(pdf: &[u8]) -> Result<(Document, Vec<Page>), String> {
    let mut document = Document::load_mem(pdf).map_err(|error| error.to_string())?;
    let pages: Vec<Page> = document.get_pages().into_iter().collect();
    if pages.is_empty() {
        return Err("it has no pages".to_owned());
    }
    let catalog = document.catalog_mut().map_err(|error| error.to_string())?;
    let kept = catalog.get(b"Pages").cloned().map_err(|error| error.to_string())?;
    *catalog = Dictionary::from_iter([("Type", Object::Name(b"Catalog".to_vec())), ("Pages", kept)]);
    document.trailer.remove(b"Info");
    for (_, page) in &pages {
        document.get_dictionary_mut(*page).map_err(|error| error.to_string())?.remove(b"Annots");
    }
    prune(&mut document);
    Ok((document, pages))
}

/// Renames the fonts of some pages of a document, which become all of its pages.
pub(super) fn rename(mut document: Document, pages: &[Page]) -> Result<Renamed, String> {
    let mut fonts = Fonts::default();
    let mut named = Vec::new();
    for (number, id) in pages {
        named.push(named_on(&document, *id));
        rename_on(&mut document, *id, *number, &mut fonts).map_err(|error| format!("page {number}: {error}"))?;
    }
    let widths = fonts.seen.iter().filter_map(|(name, font)| Some((name.clone(), widths(&document, font)?))).collect();

    let tree = document.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference);
    let tree = tree.and_then(|tree| document.get_dictionary_mut(tree)).map_err(|error| error.to_string())?;
    tree.set("Kids", pages.iter().map(|(_, page)| Object::Reference(*page)).collect::<Vec<_>>());
    tree.set("Count", pages.len() as i64);
    prune(&mut document);

    let mut pdf = Vec::new();
    document.save_to(&mut pdf).map_err(|error| error.to_string())?;
    Ok(Renamed { pdf, widths, named })
}

/// What `prune_objects` does, without its search for references to each thing removed.
fn prune(document: &mut Document) {
    let used: BTreeSet<ObjectId> = document.traverse_objects(|_| ()).into_iter().collect();
    document.objects.retain(|id, _| used.contains(id));
}

/// The fonts met so far, by the names that printpdf gets to see.
#[derive(Default)]
struct Fonts {
    seen: BTreeMap<String, Object>,
}

fn rename_on(document: &mut Document, page: ObjectId, number: u32, fonts: &mut Fonts) -> Result<(), String> {
    let mut names: BTreeMap<Vec<u8>, String> = BTreeMap::new();
    let mut fresh = Dictionary::new();
    for (old, font) in fonts_of(document, page) {
        let mut name = String::from_utf8_lossy(&old).into_owned();
        if fonts.seen.get(&name).is_some_and(|seen| *seen != font) {
            name = match &font {
                Object::Reference((object, generation)) => format!("font-{object}-{generation}"),
                _ => format!("font-of-page-{number}-{name}"),
            };
        }
        // printpdf looks a font up by name in the whole document, so once is enough, and saves
        // parsing the same font again for every page.
        if !fonts.seen.contains_key(&name) {
            fresh.set(name.as_str(), font.clone());
            fonts.seen.insert(name.clone(), font);
        }
        if name.as_bytes() != old {
            names.insert(old, name);
        }
    }

    let mut content = document.get_page_content_with_limit(page, LARGEST_PAGE).map_err(|error| error.to_string())?;
    // Taking a page apart takes as long as all the rest of the reading.
    if !names.is_empty() || content.windows(2).any(|pair| pair == b"re") {
        let old = Content::decode(&content).map_err(|error| error.to_string())?;
        let operations: Vec<_> = old.operations.into_iter().flat_map(|operation| rewrite(operation, &names)).collect();
        content = Content { operations }.encode().map_err(|error| error.to_string())?;
    }
    let content = document.add_object(Stream::new(Dictionary::new(), content));

    let page = document.get_dictionary_mut(page).map_err(|error| error.to_string())?;
    page.set("Contents", content);
    page.set("Resources", Dictionary::from_iter([("Font", Object::from(fresh))]));
    Ok(())
}

/// What a page names besides its fonts.
fn named_on(document: &Document, page: ObjectId) -> Named {
    let dictionary = |object: &Object| Some(document.dereference(object).ok()?.1.clone());
    let alpha = resources_of(document, page, b"ExtGState").into_iter().filter_map(|(name, state)| {
        let alpha = dictionary(&state)?.as_dict().ok()?.get(b"ca").ok()?.as_float().ok()?;
        Some((String::from_utf8_lossy(&name).into_owned(), alpha))
    });
    let is_picture = |object: &Object| {
        let object = dictionary(object)?;
        Some(object.as_stream().ok()?.dict.get(b"Subtype").ok()?.as_name().ok()? == b"Image")
    };
    let objects = resources_of(document, page, b"XObject").into_iter();
    let pictures = objects.filter(|(_, object)| is_picture(object) == Some(true));
    Named {
        alpha: alpha.collect(),
        pictures: pictures.map(|(name, _)| String::from_utf8_lossy(&name).into_owned()).collect(),
    }
}

/// The fonts that a page can name.
fn fonts_of(document: &Document, page: ObjectId) -> Vec<(Vec<u8>, Object)> {
    resources_of(document, page, b"Font")
}

/// The resources of a kind that a page can name, its own before those of the tree above it.
fn resources_of(document: &Document, page: ObjectId, kind: &[u8]) -> Vec<(Vec<u8>, Object)> {
    let Ok((own, above)) = document.get_page_resources(page) else {
        return Vec::new();
    };
    let above = above.iter().filter_map(|&id| document.get_dictionary(id).ok());
    // The nearest resources count; a page that has its own inherits nothing.
    own.into_iter()
        .chain(above)
        .take(1)
        .filter_map(|resources| resources.get_deref(kind, document).and_then(Object::as_dict).ok())
        .flat_map(|fonts| fonts.iter().map(|(name, font)| (name.clone(), font.clone())))
        .collect()
}

/// Rewrites one operation of a page.
fn rewrite(mut operation: Operation, names: &BTreeMap<Vec<u8>, String>) -> Vec<Operation> {
    match (operation.operator.as_str(), operation.operands.as_mut_slice()) {
        ("Tf", [Object::Name(font), _]) => {
            if let Some(name) = names.get(font) {
                *font = name.clone().into_bytes();
            }
        }
        // printpdf keeps only the last `re` of a path, and one that was painted lives on until the
        // next clip. The standard defines `re` by these steps (ISO 32000-1, table 59), which it
        // reads right.
        ("re", [x, y, width, height]) => {
            if let (Ok(x), Ok(y), Ok(width), Ok(height)) =
                (x.as_float(), y.as_float(), width.as_float(), height.as_float())
            {
                let step = |name, x: f32, y: f32| Operation::new(name, vec![x.into(), y.into()]);
                return vec![
                    step("m", x, y),
                    step("l", x + width, y),
                    step("l", x + width, y + height),
                    step("l", x, y + height),
                    Operation::new("h", vec![]),
                ];
            }
        }
        _ => {}
    }
    vec![operation]
}

/// The glyph widths of a font that is not TrueType, in thousandths of its size.
///
/// printpdf reads the widths out of a TrueType program, but not out of a bare CFF one, where it
/// takes every glyph for half as wide as high. The PDF states them as well (`/W`).
fn widths(document: &Document, font: &Object) -> Option<BTreeMap<u16, u16>> {
    let follow = |object| Some(document.dereference(object).ok()?.1);
    let font = follow(font)?.as_dict().ok()?;
    let descendants = follow(font.get(b"DescendantFonts").ok()?)?.as_array().ok()?;
    let descendant = follow(descendants.first()?)?.as_dict().ok()?;
    let descriptor = follow(descendant.get(b"FontDescriptor").ok()?)?.as_dict().ok()?;
    if descriptor.has(b"FontFile2") {
        return None;
    }
    let mut widths = BTreeMap::new();
    let mut rest = follow(descendant.get(b"W").ok()?)?.as_array().ok()?.as_slice();
    // Either `first [width ...]` or `first last width`.
    while let [first, second, tail @ ..] = rest {
        let first = u16::try_from(first.as_i64().ok()?).ok()?;
        if let Ok(list) = follow(second)?.as_array() {
            for (glyph, width) in (first..=u16::MAX).zip(list) {
                widths.insert(glyph, whole(width)?);
            }
            rest = tail;
        } else {
            let last = u16::try_from(second.as_i64().ok()?).ok()?;
            let (width, tail) = tail.split_first()?;
            let width = whole(width)?;
            widths.extend((first..=last).map(|glyph| (glyph, width)));
            rest = tail;
        }
    }
    Some(widths)
}

/// A width as printpdf takes it. `as` saturates, and makes nought of what is no number.
fn whole(width: &Object) -> Option<u16> {
    Some(width.as_float().ok()?.round() as u16)
}

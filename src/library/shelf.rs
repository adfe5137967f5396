//! Items of a library, some of them not read before they are asked for.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::file::LibraryFile;
use super::images::Images;
use super::rules::Bounds;
use crate::cores::shared_out;
use crate::diagnostic::Findings;
use crate::figure::{Body, Poses};
use crate::yaml;

/// Items by their ids.
#[derive(Debug, Clone)]
pub(super) struct Shelf<Id, Item> {
    items: BTreeMap<Id, Kept<Item>>,
}

#[derive(Debug, Clone)]
struct Kept<Item> {
    /// None where it has mistakes, which those of files that are known to be sound have not.
    item: OnceLock<Option<Arc<Item>>>,
    unread: Option<Box<Unread>>,
}

/// The file of an item, with what it is read with.
#[derive(Debug, Clone)]
struct Unread {
    file: LibraryFile<'static>,
    makings: Arc<Makings>,
}

/// What the items of a library are read with.
#[derive(Debug)]
pub(super) struct Makings {
    pub(super) bounds: Bounds,
    pub(super) body: Option<LibraryFile<'static>>,
    pub(super) poses: Option<LibraryFile<'static>>,
    /// The base poses, read when the first figure is.
    pub(super) read: OnceLock<Option<Poses>>,
}

impl Makings {
    fn poses(&self) -> Option<&Poses> {
        let read = || {
            let findings = &mut Findings::new();
            let (body, poses) = (self.body.as_ref()?, self.poses.as_ref()?);
            let body = Body::read(&body.read(findings)?, findings)?;
            Poses::read(&poses.read(findings)?, Arc::new(body), findings)
        };
        self.read.get_or_init(read).as_ref()
    }
}

/// An item that can be read when it is asked for.
pub(super) trait Shelved: Sized + Send + Sync {
    /// What it is known by.
    type Id: Ord + Clone + Send + Sync;

    /// Reads it from the root of its file, whose folder is `family`.
    fn read_shelved(
        id: &Self::Id,
        family: Option<&str>,
        node: &yaml::Node,
        bounds: &Bounds,
        images: &Images<'_>,
    ) -> Option<Self>;
}

/// How many items are worth a thread.
const ITEMS_A_THREAD: usize = 16;

impl<Item: Shelved> Shelf<Item::Id, Item> {
    pub(super) fn get(&self, id: &Item::Id) -> Option<&Item> {
        self.items.get_key_value(id).and_then(|(id, kept)| kept.get(id))
    }

    /// All items by id.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Item> {
        self.read_all();
        self.items.iter().filter_map(|(id, kept)| kept.get(id))
    }

    /// The ids, of items with mistakes too.
    pub(super) fn ids(&self) -> impl Iterator<Item = &Item::Id> {
        self.items.keys()
    }

    /// Keeps the items whose ids are wanted.
    pub(super) fn retain(&mut self, is_wanted: impl Fn(&Item::Id) -> bool) {
        self.items.retain(|id, _| is_wanted(id));
    }

    /// Puts in an item that is read when it is asked for.
    pub(super) fn add_unread(&mut self, id: Item::Id, file: LibraryFile<'static>, makings: &Arc<Makings>) {
        let unread = Some(Box::new(Unread { file, makings: Arc::clone(makings) }));
        self.items.insert(id, Kept { item: OnceLock::new(), unread });
    }

    /// Reads all that are not, on all cores.
    fn read_all(&self) {
        let unread: Vec<_> = self.items.iter().filter(|(_, kept)| kept.item.get().is_none()).collect();
        shared_out(unread, ITEMS_A_THREAD, |items| {
            for (id, kept) in items {
                kept.get(id);
            }
        });
    }
}

impl<Item: Shelved> Kept<Item> {
    fn get(&self, id: &Item::Id) -> Option<&Item> {
        let read = || self.unread.as_ref().and_then(|unread| unread.read(id)).map(Arc::new);
        self.item.get_or_init(read).as_deref()
    }
}

impl Unread {
    fn read<Item: Shelved>(&self, id: &Item::Id) -> Option<Item> {
        let node = self.file.read(&mut Findings::new())?;
        let images = Images { poses: self.makings.poses(), files: &[] };
        Item::read_shelved(id, self.file.folder(), &node, &self.makings.bounds, &images)
    }
}

impl<Item: Shelved> From<BTreeMap<Item::Id, Arc<Item>>> for Shelf<Item::Id, Item> {
    fn from(items: BTreeMap<Item::Id, Arc<Item>>) -> Self {
        let kept = |(id, item)| (id, Kept { item: OnceLock::from(Some(item)), unread: None });
        Self { items: items.into_iter().map(kept).collect() }
    }
}

impl<Item: Shelved + PartialEq> PartialEq for Shelf<Item::Id, Item> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

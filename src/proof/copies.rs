//! Copies objects as hayro-syntax reads them into a document as printpdf takes it.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, MaybeRef, ObjRef, Object};
use lopdf::{Dictionary, Document, ObjectId, Stream, StringFormat};

/// The most that objects may lie in each other. Those of a font lie in two or three.
const DEEPEST: usize = 16;

/// The key of the widths of a font's glyphs, which are not copied: printpdf does not read them, and they are most of what
/// there is to read of a font besides its program.
pub(super) const WIDTHS: &str = "W";

/// Copies objects of a document, under their own numbers.
pub(super) struct Copies<'p> {
    from: &'p Pdf,
    /// What was referred to and is not copied yet.
    waiting: Vec<ObjRef>,
    depth: usize,
}

impl<'p> Copies<'p> {
    /// Copies nothing so far.
    pub(super) fn new(from: &'p Pdf) -> Self {
        Self { from, waiting: Vec::new(), depth: 0 }
    }

    /// Copies what was referred to, and what that refers to, into a document.
    pub(super) fn fetch_into(mut self, document: &mut Document) -> Result<(), String> {
        while let Some(reference) = self.waiting.pop() {
            let id = id(reference)?;
            if !document.objects.contains_key(&id) {
                let object = self.from.xref().get::<Object>(reference.into());
                let object = object.ok_or_else(|| format!("object {} cannot be read", id.0))?;
                document.set_object(id, self.object(&object)?);
                document.max_id = document.max_id.max(id.0);
            }
        }
        Ok(())
    }

    /// Copies a dictionary.
    pub(super) fn dictionary(&mut self, dictionary: &Dict<'p>) -> Result<Dictionary, String> {
        let copied = dictionary.keys().filter(|key| key.as_ref() != WIDTHS.as_bytes());
        let entries = copied.map(|key| {
            let object = dictionary.get_raw::<Object>(&*key).ok_or("a dictionary cannot be read")?;
            Ok((key.to_vec(), self.perhaps(object)?))
        });
        entries.collect()
    }

    /// Copies a stream as it is, compressed or not.
    pub(super) fn stream(&mut self, stream: &hayro_syntax::object::Stream<'p>) -> Result<Stream, String> {
        Ok(Stream::new(self.dictionary(stream.dict())?, stream.raw_data().into_owned()))
    }

    fn object(&mut self, object: &Object<'p>) -> Result<lopdf::Object, String> {
        Ok(match object {
            Object::Null(_) => lopdf::Object::Null,
            Object::Boolean(truth) => (*truth).into(),
            Object::Number(number) if number.as_f64().fract() == 0.0 => number.as_i64().into(),
            Object::Number(number) => number.as_f32().into(),
            Object::String(text) => lopdf::Object::String(text.to_vec(), StringFormat::Hexadecimal),
            Object::Name(name) => lopdf::Object::Name(name.to_vec()),
            Object::Dict(dictionary) => self.dictionary(dictionary)?.into(),
            // `raw_iter` would keep references, but panics in a damaged array.
            Object::Array(array) => {
                let items = array.iter::<Object>().map(|item| self.deeper(&item));
                items.collect::<Result<Vec<_>, _>>()?.into()
            }
            Object::Stream(stream) => self.stream(stream)?.into(),
        })
    }

    fn perhaps(&mut self, object: MaybeRef<Object<'p>>) -> Result<lopdf::Object, String> {
        match object {
            MaybeRef::Ref(reference) => {
                self.waiting.push(reference);
                Ok(id(reference)?.into())
            }
            MaybeRef::NotRef(object) => self.deeper(&object),
        }
    }

    /// Copies an object that lies in another.
    fn deeper(&mut self, object: &Object<'p>) -> Result<lopdf::Object, String> {
        if self.depth == DEEPEST {
            return Err("its objects lie too deep in each other".to_owned());
        }
        self.depth += 1;
        let copy = self.object(object);
        self.depth -= 1;
        copy
    }
}

fn id(reference: ObjRef) -> Result<ObjectId, String> {
    let id = u32::try_from(reference.obj_number).ok().zip(u16::try_from(reference.gen_number).ok());
    id.ok_or_else(|| "an object has no number".to_owned())
}

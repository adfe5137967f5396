//! Files that a template reads beside its data.

use crate::clinic::Colour;
use crate::library::{Exercise, Technique};

/// A file that the template reads beside the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFile {
    /// Its path beside the template.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl PageFile {
    /// The picture or drawing of an exercise, if it has one.
    pub(super) fn figure_of(exercise: &Exercise) -> Option<Self> {
        let path = Self::figure_path(exercise)?;
        let bytes = match exercise.picture() {
            Some(picture) => picture.bytes().to_vec(),
            None => exercise.figure()?.svg().into_bytes(),
        };
        Some(Self { path, bytes })
    }

    /// The path that it has, which takes no drawing.
    pub(super) fn figure_path(exercise: &Exercise) -> Option<String> {
        let ending = match exercise.picture() {
            Some(picture) => picture.format().ending(),
            None => exercise.figure().map(|_| "svg")?,
        };
        Some(format!("figures/{}.{ending}", exercise.id()))
    }

    /// The drawing of a technique, if it has one. Its id may be that of an exercise too.
    pub(super) fn technique(technique: &Technique) -> Option<Self> {
        let figure = technique.figure()?;
        Some(Self { path: format!("figures/technique-{}.svg", technique.id()), bytes: figure.svg().into_bytes() })
    }

    /// The same in shades of grey. A clinic's own picture stays as it is.
    pub(super) fn in_grey(self, exercise: &Exercise) -> Self {
        match (exercise.picture(), std::str::from_utf8(&self.bytes)) {
            (None, Ok(svg)) => Self { bytes: grey(svg).into_bytes(), path: self.path },
            _ => self,
        }
    }
}

/// A drawing of the tool's own, in which every colour is written as `#rrggbb`, in shades of grey.
fn grey(svg: &str) -> String {
    let mut parts = svg.split('#');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |drawn, part| {
        let (code, rest) = part.split_at_checked(6).unwrap_or((part, ""));
        match Colour::parse(&format!("#{code}")) {
            Some(colour) => format!("{drawn}{}{rest}", colour.grey()),
            None => format!("{drawn}#{part}"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::grey;

    #[test]
    fn every_colour_of_a_drawing_turns_grey_and_nothing_else() {
        assert_eq!(grey("<a fill=\"#ff0000\" href=\"#b\"/>"), "<a fill=\"#7f7f7f\" href=\"#b\"/>");
        assert_eq!(grey("none"), "none");
    }
}

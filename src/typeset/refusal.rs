//! What a template may not read, and how that is said.

/// What follows a message of Typst's own about a file that it could not read.
const BY_TYPST: (&str, &str) = ("failed to load file (", ")");

/// What Typst says of a path that leads out of the folder.
const ESCAPES: (&str, &str) = ("path `\"", "\"` would escape the project root");

/// How the messages here end.
const NO_PACKAGE: &str = "is a package, and a template uses none";
const NO_FILE: &str = "in the template's folder";
const OUTSIDE: &str = "is outside the template's folder";

/// Of a package.
pub(super) fn package(name: &str) -> String {
    format!("`{name}` {NO_PACKAGE}")
}

/// Of a file that is not there.
pub(super) fn missing(path: &str) -> String {
    format!("there is no `{path}` {NO_FILE}")
}

/// A message of Typst's, with a hint, if it is about something that a template may not read.
pub(super) fn told(message: &str) -> Option<(String, &'static str)> {
    let between = |(before, after): (&str, &str)| Some(message.strip_prefix(before)?.strip_suffix(after)?.to_owned());
    let message = between(BY_TYPST).or_else(|| Some(format!("`{}` {OUTSIDE}", between(ESCAPES)?)))?;
    let hint = if message.ends_with(NO_PACKAGE) {
        "nothing is fetched, so that a template prints the same everywhere; copy what you need of it into the folder"
    } else if message.ends_with(NO_FILE) || message.ends_with(OUTSIDE) {
        "nothing outside that folder is read, so that a template prints the same everywhere; put a copy there"
    } else {
        return None;
    };
    Some((message, hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_read_is_told_apart_from_other_mistakes() {
        let (message, hint) = told("path `\"../a.txt\"` would escape the project root").unwrap();
        assert_eq!(message, "`../a.txt` is outside the template's folder");
        assert!(hint.contains("nothing outside that folder is read"));
        let (message, _) = told("failed to load file (there is no `a` in the template's folder)").unwrap();
        assert_eq!(message, "there is no `a` in the template's folder");
        assert_eq!(told("unknown variable: a"), None);
        assert_eq!(told("failed to load file (is a directory)"), None);
    }
}

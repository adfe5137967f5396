//! What is said of arguments that are not taken: never a patient's name, as terminals and logs keep what they show.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// The option that takes a name.
const PATIENT: &str = "--patient";

/// What stands in messages where the name was.
const NO_NAME: &str = "…";

/// The error without the patient's name; `given` are the arguments that it is about.
pub(in crate::cli) fn without_name(mut error: Error, given: &[OsString]) -> Error {
    let Some(ContextValue::String(argument)) = error.get(ContextKind::InvalidArg) else { return error };
    if argument.starts_with(PATIENT) {
        if error.get(ContextKind::InvalidValue).is_some() {
            error.insert(ContextKind::InvalidValue, ContextValue::String(NO_NAME.to_owned()));
        }
        return error;
    }
    let is_named = given.iter().any(|argument| argument.to_string_lossy().starts_with(PATIENT));
    if error.kind() == ErrorKind::UnknownArgument && is_named && !argument.starts_with('-') {
        // A name without quotes falls apart, and what comes after its first word is taken for something else.
        let message = "there is a word too many; it may be part of the name\n  hint: put quotes around a name of several \
                       words, like `--patient \"Zoë O'Brien\"`\n";
        return Error::raw(ErrorKind::UnknownArgument, message);
    }
    error
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::args::Args;

    #[test]
    fn a_name_that_is_refused_is_not_repeated() {
        let long = "Zebedee".repeat(40);
        let cases: [&[&str]; 5] = [
            &["--patient", "Zebedee\nQuill"],
            &["--patient=Zebedee\u{202e}Quill"],
            &["--patient", &long],
            &["--patient", "Zed", "Zebedee"],
            &["--patient", "Zed", "van", "Zebedee"],
        ];
        for case in cases {
            let all = [&["backplan", "handout", "a.yaml", "-o", "a.pdf"], case].concat();
            let given: Vec<OsString> = all.iter().map(OsString::from).collect();
            let error = Args::try_parse_from(&all).unwrap_err();
            let said = without_name(error, &given).to_string();
            assert!(!said.contains("Zebedee") && !said.contains("Quill"), "{said}");
            assert!(said.contains("hint: "), "{said}");
        }
        let all = ["backplan", "handout", "a.yaml", "--start", "soon", "-o", "a.pdf"];
        let said = without_name(Args::try_parse_from(all).unwrap_err(), &[]).to_string();
        assert!(said.contains("`soon`") || said.contains("'soon'"), "{said}");
    }
}

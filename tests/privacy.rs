//! A patient's name is in the handout and nowhere else; no socket is opened; nothing is left lying about.
//!
//! The traced tests need `strace`. With `BACKPLAN_TRACED` set they fail without it; otherwise they say that they did not run.

mod support;

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use support::{backplan, folder, names, run};

/// No word, so that it is found wherever it is.
const NAME: &str = "Zebedee Quillfeather";

fn is_told(text: &str) -> bool {
    NAME.split(' ').any(|part| text.to_lowercase().contains(&part.to_lowercase()))
}

const HANDOUT: [&str; 7] = ["handout", "short.yaml", "--start", "2026-11-30", "-o", "out.pdf", "--patient"];

#[test]
fn no_message_of_a_handout_has_the_name() {
    let folder = folder();
    let here = folder.path();
    let long = NAME.repeat(20);
    fs::write(here.join("bad.yaml"), "name: A\nweeks: many\n").unwrap();
    fs::write(here.join("bad-clinic.yaml"), "nmae: A\n").unwrap();
    assert_eq!(run(here, &["templates", "export", "ours"]).code, 0);
    let main = fs::read_to_string(here.join("ours/handout.typ")).unwrap();
    fs::write(here.join("ours/handout.typ"), format!("#json(\"handout.json\").nothing\n{main}")).unwrap();
    let with = |name: &str, more: &[&'static str]| {
        let mut args: Vec<String> = HANDOUT.iter().map(|arg| (*arg).to_owned()).collect();
        args.push(name.to_owned());
        args.extend(more.iter().map(|arg| (*arg).to_owned()));
        args
    };
    let swapped = |old: &str, new: &str| {
        let args = with(NAME, &[]).into_iter();
        args.map(|arg| if arg == old { new.to_owned() } else { arg }).collect::<Vec<String>>()
    };
    // Each letter of it has no sign.
    let unprintable = run(here, &[&HANDOUT[..], &["\u{738b}\u{660e}"]].concat());
    assert!(unprintable.code == 2 && unprintable.err.contains("letters of the name"), "{}", unprintable.err);
    assert!(!unprintable.err.contains(['\u{738b}', '\u{660e}']), "{}", unprintable.err);
    let cases = [
        (0, with(NAME, &[])),
        (0, with(NAME, &["--for", "clinician"])),
        (1, swapped("short.yaml", "bad.yaml")),
        (2, swapped("short.yaml", "missing.yaml")),
        (2, swapped("out.pdf", "missing/out.pdf")),
        (2, swapped("2026-11-30", "tomorrow")),
        (1, with(NAME, &["--clinic", "bad-clinic.yaml"])),
        (2, with(NAME, &["--templates", "ours"])),
        (2, with(&format!("{NAME} \u{6f22}"), &[])),
        (2, with(&NAME.replace(' ', "\n"), &[])),
        (2, with(&format!("{NAME}\u{202e}"), &[])),
        (2, with(&long, &[])),
        (2, with("Zed", &["Quillfeather"])),
        (2, with(NAME, &["--gray"])),
    ];
    for (code, args) in cases {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let run = run(here, &args);
        assert_eq!(run.code, code, "{args:?}: {}", run.err);
        assert!(!is_told(&run.err) && !is_told(&run.text()), "{args:?}: {}{}", run.err, run.text());
    }
}

#[test]
fn no_line_of_a_batch_and_no_file_beside_the_handouts_has_the_name() {
    let folder = folder();
    let here = folder.path();
    let row = |programme: &str, output: &str, name: &str| {
        format!(
            "{{\"programme\": \"{programme}\", \"output\": \"{output}\", \"start\": \"2026-11-30\", \"patient\": \"{name}\"}}\n"
        )
    };
    let list = [
        row("short.yaml", "a.pdf", NAME),
        row("missing.yaml", "b.pdf", NAME),
        row("short.yaml", "../c.pdf", NAME),
        row("short.yaml", "d.txt", NAME),
        row("short.yaml", "e.pdf", &format!("{NAME} \u{6f22}")),
        row("short.yaml", "f.pdf", &format!("{NAME}\u{202e}")),
        row("short.yaml", "g.pdf", &NAME.repeat(20)),
        row("short.yaml", "a.pdf", NAME),
        format!("{{\"programme\": \"short.yaml\", \"patient\": \"{NAME}\", \"phone\": \"{NAME}\"}}\n"),
        format!("{{\"programme\": \"short.yaml\", \"patient\": \"{NAME}\"\n"),
        format!("{{\"programme\": \"short.yaml\", \"patient\": [\"{NAME}\"]}}\n"),
    ];
    fs::write(here.join("list.jsonl"), list.concat()).unwrap();
    let run = run(here, &["batch", "list.jsonl", "-o", "out", "--keep-going"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(run.text().lines().count(), list.len());
    assert!(!is_told(&run.text()) && !is_told(&run.err), "{}{}", run.text(), run.err);
    assert_eq!(names(&here.join("out")), [".backplan-batch.jsonl", "a.pdf"]);
    assert!(!is_told(&fs::read_to_string(here.join("out/.backplan-batch.jsonl")).unwrap()));
}

#[test]
fn the_name_is_on_the_pages_of_a_pdf_and_not_in_what_describes_it() {
    let folder = folder();
    let run = run(folder.path(), &[&HANDOUT[..], &[NAME]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let pdf = lopdf::Document::load(folder.path().join("out.pdf")).unwrap();
    let mut streams = 0;
    for (id, object) in &pdf.objects {
        let told = match object {
            lopdf::Object::Stream(stream) => {
                let is_metadata =
                    stream.dict.get(b"Type").and_then(lopdf::Object::as_name).is_ok_and(|t| t == b"Metadata");
                streams += usize::from(is_metadata);
                let bytes = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
                is_metadata && is_told(&String::from_utf8_lossy(&bytes))
                    || has_string(&lopdf::Object::Dictionary(stream.dict.clone()))
            }
            other => has_string(other),
        };
        assert!(!told, "{id:?}: {object:?}");
    }
    assert_eq!(streams, 1, "there is one description");
    assert!(!has_string(&lopdf::Object::Dictionary(pdf.trailer.clone())));
}

/// Whether a string in an object, outside of the pages' content, has the name.
fn has_string(object: &lopdf::Object) -> bool {
    match object {
        lopdf::Object::String(bytes, _) => {
            let wide: Vec<u16> = bytes.chunks(2).map(|c| u16::from_be_bytes([c[0], *c.get(1).unwrap_or(&0)])).collect();
            is_told(&String::from_utf8_lossy(bytes)) || is_told(&String::from_utf16_lossy(&wide))
        }
        lopdf::Object::Name(name) => is_told(&String::from_utf8_lossy(name)),
        lopdf::Object::Array(all) => all.iter().any(has_string),
        lopdf::Object::Dictionary(all) => all.iter().any(|(_, value)| has_string(value)),
        _ => false,
    }
}

#[test]
fn what_a_killed_run_left_is_cleared_away_by_the_next_and_nothing_else_is() {
    let folder = folder();
    let here = folder.path();
    let old = SystemTime::now() - Duration::from_secs(3600);
    let files = [
        ".backplan-aB3xYz.tmp",
        ".backplan-new000.tmp",
        ".backplan-notes.tmp",
        ".other-aB3xYz.tmp",
        "backplan-aB3xYz.tmp",
    ];
    for name in files {
        fs::write(here.join(name), NAME).unwrap();
        let is_new = name.contains("new");
        File::options()
            .write(true)
            .open(here.join(name))
            .unwrap()
            .set_modified(if is_new { SystemTime::now() } else { old })
            .unwrap();
    }
    let run = run(here, &[&HANDOUT[..], &[NAME]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let mut left: Vec<&str> = [&files[1..], &["out.pdf", "short.yaml"]].concat();
    left.sort_unstable();
    assert_eq!(names(here), left);
}

/// What `strace` saw of a run; nothing if it is not there.
fn traced(folder: &Path, args: &[&str]) -> Option<String> {
    let plain = backplan(folder, args);
    let log = tempfile::NamedTempFile::new().unwrap();
    let mut command = std::process::Command::new("strace");
    command.args(["-f", "-s", "4096", "-e", "trace=network,%file", "-o"]).arg(log.path());
    command.arg(plain.get_program()).args(plain.get_args()).current_dir(folder);
    command.env("XDG_CONFIG_HOME", "/nowhere").env("HOME", "/nowhere");
    let output = command.output();
    let trace = fs::read_to_string(log.path()).unwrap_or_default();
    match output {
        Ok(output) if !trace.is_empty() => {
            assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
            Some(trace)
        }
        other => {
            assert!(std::env::var_os("BACKPLAN_TRACED").is_none(), "`strace` cannot be run: {other:?}");
            eprintln!("skipped: `strace` cannot be run here");
            None
        }
    }
}

/// The path of a file that was opened.
fn opened(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("openat(")?;
    (!rest.contains(" = -1 ")).then(|| rest.split('"').nth(1)).flatten()
}

#[test]
fn no_socket_is_opened_and_no_file_of_anybody_elses() {
    let folder = folder();
    let here = folder.path();
    fs::write(here.join("list.csv"), format!("programme,start,patient\nshort.yaml,2026-11-30,{NAME}\n")).unwrap();
    assert_eq!(run(here, &["library", "export", "lib"]).code, 0);
    let whole = here.canonicalize().unwrap().display().to_string();
    let commands: [&[&str]; 4] = [
        &[&HANDOUT[..], &[NAME]].concat(),
        &["batch", "list.csv", "-o", "out"],
        &["check", "short.yaml"],
        &["library", "check", "lib", "--on", "2026-11-30"],
    ];
    for args in commands {
        let Some(trace) = traced(here, args) else { return };
        assert!(trace.contains("execve("), "{args:?}: nothing was seen");
        let calls = ["socket(", "socketpair(", "connect(", "bind(", "sendto(", "sendmsg(", "recvfrom(", "recvmsg("];
        for line in trace.lines() {
            assert!(!calls.iter().any(|call| line.contains(call)), "{args:?}: {line}");
            if line.contains("openat(") && !line.contains("execve(") {
                let is_system = |path: &str| {
                    ["/proc/", "/sys/", "/dev/", "/lib", "/usr/lib", "/etc/ld.so"]
                        .iter()
                        .any(|root| path.starts_with(root))
                };
                let Some(path) = opened(line) else { continue };
                let is_here = !path.starts_with('/') || path.starts_with(&whole);
                let is_written = ["O_WRONLY", "O_RDWR", "O_CREAT"].iter().any(|flag| line.contains(flag));
                assert!(is_here && !path.contains("..") || is_system(path) && !is_written, "{args:?}: {line}");
                // The arguments of the program itself are the only place that has the name.
                assert!(!is_told(path), "{args:?}: {line}");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn what_is_written_is_private_until_it_is_whole_and_nothing_is_left() {
    let folder = folder();
    let Some(trace) = traced(folder.path(), &[&HANDOUT[..], &[NAME]].concat()) else { return };
    let made: Vec<&str> = trace.lines().filter(|line| line.contains("O_CREAT")).collect();
    let with_bytes: Vec<&&str> = made.iter().filter(|line| line.contains(", 0600)")).collect();
    assert_eq!(with_bytes.len(), 1, "{made:#?}");
    assert!(with_bytes[0].contains("/.backplan-") || with_bytes[0].contains("\".backplan-"), "{with_bytes:?}");
    // Another, empty one shows what a new file may be read by; it is taken away before the first gets its name.
    assert!(made.len() <= 2 && made.iter().all(|line| line.contains(".backplan-")), "{made:#?}");
    assert!(trace.lines().any(|line| line.contains("rename") && line.contains("out.pdf")), "{trace}");
    assert_eq!(names(folder.path()), ["out.pdf", "short.yaml"]);
}

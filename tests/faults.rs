//! What goes wrong around the program: disks, links, names, pipes, kills. Nothing is lost, nothing hangs, nothing is half.
//!
//! `BACKPLAN_KILLS` says how often a run is killed, and `BACKPLAN_FILES` how many files lie in a library's folder; the rest
//! is small enough for every run. `docs/strength.md` has what came of larger numbers.

#![cfg(unix)]

#[path = "support/limits.rs"]
mod limits;
mod support;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use limits::{PATIENCE, limited, run_limited};
use support::{Run, SHORT, backplan, folder, names};

const HANDOUT: [&str; 6] = ["handout", "short.yaml", "--start", "2026-11-30", "-o", "out.pdf"];

fn run(folder: &Path, args: &[&str]) -> Run {
    run_limited(PATIENCE, folder, args)
}

/// A handout's arguments with another file to write.
fn to(output: &str) -> Vec<&str> {
    HANDOUT.iter().map(|arg| if *arg == "out.pdf" { output } else { arg }).collect()
}

/// How often something is tried, if the environment says so.
fn times(variable: &str, usual: u32) -> u32 {
    std::env::var(variable).ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// Runs a line of the shell in which `backplan` is the program.
fn shell(folder: &Path, line: &str) -> Run {
    let plain = backplan(folder, &[]);
    let mut command = Command::new("sh");
    command.args(["-c", &format!("backplan() {{ \"$0\" \"$@\"; }}; {line}")]).arg(plain.get_program());
    command.current_dir(folder).env("XDG_CONFIG_HOME", "/nowhere").stdin(Stdio::null());
    command.output().unwrap().into()
}

#[test]
fn a_full_disk_is_told() {
    let folder = folder();
    let here = folder.path();
    let run = run(here, &to("/dev/full"));
    assert!(run.code == 2 && run.err.contains("cannot write `/dev/full`"), "{}", run.err);
    for line in [
        "backplan handout short.yaml --start 2026-11-30 -o - > /dev/full",
        "backplan plan short.yaml --start 2026-11-30 > /dev/full",
        "backplan library list > /dev/full",
        "backplan --help > /dev/full",
    ] {
        let run = shell(here, line);
        assert_eq!(run.code, 2, "{line}: {}", run.err);
    }
    // With nowhere to say anything, the code says it.
    let run = shell(here, "echo 'a: 1' > bad.yaml; backplan check bad.yaml 2> /dev/full");
    assert_eq!(run.code, 1, "{}", run.err);
}

#[test]
fn what_cannot_be_written_is_told_and_what_was_there_stays() {
    let folder = folder();
    let here = folder.path();
    fs::create_dir(here.join("folder.pdf")).unwrap();
    fs::write(here.join("file"), "mine").unwrap();
    fs::write(here.join("locked.pdf"), "mine").unwrap();
    fs::set_permissions(here.join("locked.pdf"), fs::Permissions::from_mode(0o444)).unwrap();
    symlink("loop-b.pdf", here.join("loop-a.pdf")).unwrap();
    symlink("loop-a.pdf", here.join("loop-b.pdf")).unwrap();
    symlink("gone/out.pdf", here.join("nowhere.pdf")).unwrap();
    let before = names(here);
    let long = format!("{}.pdf", "x".repeat(300));
    // Nobody makes files in /proc, whoever they are.
    for output in [
        "folder.pdf",
        "missing/out.pdf",
        "file/out.pdf",
        "locked.pdf",
        "loop-a.pdf",
        "nowhere.pdf",
        "/proc/out.pdf",
        "",
        &long,
    ] {
        let run = run(here, &to(output));
        assert_eq!(run.code, 2, "{output}: {}", run.err);
        assert!(run.err.contains("error: "), "{output}: {}", run.err);
        assert_eq!(names(here), before, "{output}");
    }
    for (kept, text) in [("file", "mine"), ("locked.pdf", "mine")] {
        assert_eq!(fs::read_to_string(here.join(kept)).unwrap(), text);
    }
    assert!(here.join("loop-a.pdf").is_symlink() && here.join("nowhere.pdf").is_symlink());
}

#[test]
fn a_link_stays_a_link_and_a_file_keeps_its_permissions() {
    let folder = folder();
    let here = folder.path();
    fs::write(here.join("real.pdf"), "old").unwrap();
    fs::set_permissions(here.join("real.pdf"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.pdf", here.join("link.pdf")).unwrap();
    assert_eq!(run(here, &to("link.pdf")).code, 0);
    assert!(here.join("link.pdf").is_symlink());
    assert!(fs::read(here.join("real.pdf")).unwrap().starts_with(b"%PDF"));
    assert_eq!(fs::metadata(here.join("real.pdf")).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(run(here, &to("out.pdf")).code, 0);
    fs::write(here.join("usual"), "").unwrap();
    let mode = |name: &str| fs::metadata(here.join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("out.pdf"), mode("usual"), "a new file may be read by whoever may read other new files");
}

#[test]
fn whoever_has_read_enough_may_go() {
    let folder = folder();
    for args in [&to("-")[..], &["library", "list"], &["plan", "persistent-low-back", "--start", "2026-11-30"]] {
        let mut command = backplan(folder.path(), args);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let run = Run::from(child.wait_with_output().unwrap());
        assert!(run.code == 0 && !run.err.contains("error"), "{args:?}: {}", run.err);
    }
}

/// Numbers by chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most.max(1)
    }
}

#[test]
fn a_batch_whose_reader_goes_away_goes_on() {
    let folder = folder();
    let here = folder.path();
    fs::write(
        here.join("list.csv"),
        "programme,start,output\nshort.yaml,2026-11-30,a.pdf\nshort.yaml,2026-11-30,b.pdf\n",
    )
    .unwrap();
    let mut command = backplan(here, &["batch", "list.csv", "-o", "out", "--jobs", "1"]);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stderr).ends_with("2 written\n"));
    assert_eq!(names(&here.join("out")), [".backplan-batch.jsonl", "a.pdf", "b.pdf"]);
}

#[test]
fn a_killed_run_leaves_the_old_handout_or_the_new_one_whole() {
    let folder = folder();
    let here = folder.path();
    let grey = [&HANDOUT[..], &["--grey"]].concat();
    let made = |args: &[&str]| {
        assert_eq!(run(here, args).code, 0);
        fs::read(here.join("out.pdf")).unwrap()
    };
    let (old, new) = (made(&grey), made(&HANDOUT));
    let began = Instant::now();
    assert_eq!(made(&HANDOUT), new);
    let usual = u64::try_from(began.elapsed().as_micros()).unwrap();
    let mut chance = Chance(7);
    let (mut stayed, mut replaced) = (0, 0);
    for _ in 0..times("BACKPLAN_KILLS", 10) {
        fs::write(here.join("out.pdf"), &old).unwrap();
        let mut child = backplan(here, &HANDOUT).stderr(Stdio::null()).stdin(Stdio::null()).spawn().unwrap();
        // Half of them near the end, where files are written.
        let wait = if chance.below(2) == 0 { chance.below(usual) } else { usual * 3 / 5 + chance.below(usual / 2) };
        thread::sleep(Duration::from_micros(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        let there = fs::read(here.join("out.pdf")).unwrap();
        assert!(there == old || there == new, "neither the old nor the new one: {} bytes", there.len());
        stayed += u32::from(there == old);
        replaced += u32::from(there == new);
    }
    eprintln!("killed: {stayed} times the old one stayed, {replaced} times there was the new one");
    // What was left lying about goes when it is old, by the next run.
    for name in names(here).iter().filter(|name| name.starts_with(".backplan-")) {
        let an_hour_ago = SystemTime::now() - Duration::from_secs(3600);
        File::options().write(true).open(here.join(name)).unwrap().set_modified(an_hour_ago).unwrap();
    }
    assert_eq!(made(&HANDOUT), new);
    assert_eq!(names(here), ["out.pdf", "short.yaml"]);
}

#[test]
fn runs_that_write_one_file_at_once_leave_one_of_theirs_whole() {
    let folder = folder();
    let here = folder.path();
    let grey = [&HANDOUT[..], &["--grey"]].concat();
    let each: Vec<Vec<u8>> = [&HANDOUT[..], &grey]
        .map(|args| {
            assert_eq!(run(here, args).code, 0);
            fs::read(here.join("out.pdf")).unwrap()
        })
        .into();
    let start = |args: &[&str]| backplan(here, args).stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let all = [start(&HANDOUT), start(&grey), start(&HANDOUT), start(&grey)];
    for child in all {
        let run = Run::from(child.wait_with_output().unwrap());
        assert_eq!(run.code, 0, "{}", run.err);
    }
    assert!(each.contains(&fs::read(here.join("out.pdf")).unwrap()));
    assert_eq!(names(here), ["out.pdf", "short.yaml"]);
}

#[test]
fn files_that_change_or_vanish_while_they_are_read_do_no_harm() {
    let folder = folder();
    let here = folder.path();
    fs::create_dir_all(here.join("lib/more")).unwrap();
    fs::write(here.join("lib/library.yaml"), "id: ours\nname: Ours\nversion: 1.0.0\nextends: core ^1\n").unwrap();
    let args = ["handout", "short.yaml", "--start", "2026-11-30", "--library", "lib", "-o", "out.pdf"];
    let is_over = std::sync::atomic::AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut chance = Chance(3);
            while !is_over.load(std::sync::atomic::Ordering::Relaxed) {
                let text = if chance.below(2) == 0 { SHORT.to_owned() } else { SHORT.replace("mon", "tue") };
                // In two writes, so that some see half of it.
                fs::write(here.join("short.yaml"), &text[..text.len() / 2]).unwrap();
                fs::write(here.join("short.yaml"), &text).unwrap();
                fs::write(here.join("lib/more/style.yaml"), "x").unwrap();
                fs::remove_file(here.join("lib/more/style.yaml")).unwrap();
                if chance.below(4) == 0 {
                    fs::remove_file(here.join("short.yaml")).unwrap();
                }
            }
        });
        for _ in 0..6 {
            let _ = fs::remove_file(here.join("out.pdf"));
            let run = run(here, &args);
            let pdf = fs::read(here.join("out.pdf"));
            assert_eq!(run.code == 0, pdf.is_ok(), "{}", run.err);
            assert!(
                pdf.is_err()
                    || pdf.is_ok_and(|pdf| pdf.starts_with(b"%PDF") && pdf.trim_ascii_end().ends_with(b"%%EOF"))
            );
        }
        is_over.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

/// A folder with a library of the clinic's own, over the core one.
fn with_library() -> tempfile::TempDir {
    let folder = folder();
    fs::create_dir(folder.path().join("lib")).unwrap();
    fs::write(folder.path().join("lib/library.yaml"), "id: ours\nname: Ours\nversion: 1.0.0\nextends: core ^1\n")
        .unwrap();
    folder
}

const WITH_LIBRARY: [&str; 4] = ["check", "short.yaml", "--library", "lib"];

#[test]
fn circles_of_links_and_pipes_end() {
    let folder = with_library();
    let here = folder.path();
    symlink("..", here.join("lib/up")).unwrap();
    symlink(".", here.join("lib/self")).unwrap();
    assert_eq!(run(here, &WITH_LIBRARY).code, 0);
    symlink("b.yaml", here.join("lib/a.yaml")).unwrap();
    symlink("a.yaml", here.join("lib/b.yaml")).unwrap();
    let circle = run(here, &WITH_LIBRARY);
    assert!(circle.code == 2 && circle.err.contains("lib/a.yaml"), "{}", circle.err);
    let input = run(here, &["check", "lib/a.yaml"]);
    assert!(input.code == 2 && input.err.contains("lib/a.yaml"), "{}", input.err);
    fs::remove_file(here.join("lib/a.yaml")).unwrap();
    fs::remove_file(here.join("lib/b.yaml")).unwrap();
    // Whoever opened it would wait for ever.
    assert!(Command::new("mkfifo").arg(here.join("lib/pipe.yaml")).status().unwrap().success());
    let pipe = run(here, &WITH_LIBRARY);
    assert!(pipe.code == 2 && pipe.err.contains("a pipe or a device"), "{}", pipe.err);
    symlink("round", here.join("round")).unwrap();
    let round = run(here, &["check", "round"]);
    assert!(round.code == 2 && round.err.contains("cannot read `round`"), "{}", round.err);
}

#[test]
fn names_of_files_may_be_anything() {
    let folder = folder();
    let here = folder.path();
    let odd: [&[u8]; 6] =
        [b"new\nline", b"not \xff utf-8", b"-dash", b"$(x) `y` \"z\"", b" ", "näme 漢 \u{202e}".as_bytes()];
    for name in odd {
        let with = |ending: &[u8]| OsStr::from_bytes(&[b"./", name, ending].concat()).to_owned();
        fs::write(here.join(with(b".yaml")), SHORT).unwrap();
        let mut command = backplan(here, &["handout", "--start", "2026-11-30"]);
        let run = Run::from(command.arg("-o").arg(with(b".pdf")).arg(with(b".yaml")).output().unwrap());
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(fs::read(here.join(with(b".pdf"))).unwrap().starts_with(b"%PDF"));
        let mut command = backplan(here, &["check", "short.yaml", "--library"]);
        let run = Run::from(command.arg(with(b".yaml")).output().unwrap());
        assert!(run.code == 2 && run.err.contains("it is a file"), "{}", run.err);
    }
    let run = run(here, &["batch", ".", "-o", "out", "--keep-going", "--start", "2026-11-30"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.text().contains("is not UTF-8"), "{}", run.text());
    assert_eq!(run.text().matches("\"written\"").count(), odd.len(), "all but the one: {}", run.text());
}

#[test]
fn many_files_and_deep_folders_are_read() {
    let folder = with_library();
    let here = folder.path();
    let many = here.join("lib/many");
    fs::create_dir(&many).unwrap();
    for at in 0..times("BACKPLAN_FILES", 1000) {
        fs::write(many.join(format!("{at}.yaml")), "- none\n").unwrap();
    }
    let run_many = run(here, &WITH_LIBRARY);
    assert_eq!(run_many.code, 1);
    assert!(run_many.err.contains("lib/many/0.yaml"), "{}", run_many.err.chars().take(500).collect::<String>());
    assert!(run_many.err.len() < 1_000_000, "{} bytes", run_many.err.len());
    fs::remove_dir_all(&many).unwrap();
    let deep = (0..250).fold(here.join("lib"), |path, _| path.join("deeper"));
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("bad.yaml"), "- none\n").unwrap();
    let run = run(here, &WITH_LIBRARY);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("deeper/bad.yaml"), "{}", run.err);
}

#[test]
fn what_no_batch_has_made_is_no_journal() {
    let folder = folder();
    let here = folder.path();
    let kept = fs::read(here.join("short.yaml")).unwrap();
    for (name, shard) in [(".backplan-batch.jsonl", "1/1"), (".backplan-batch-9-of-9.jsonl", "1/9")] {
        let _ = fs::remove_dir_all(here.join("out"));
        fs::create_dir(here.join("out")).unwrap();
        let journal = here.join("out").join(name);
        let refused = || {
            let run = run(here, &["batch", ".", "-o", "out", "--shard", shard, "--start", "2026-11-30"]);
            assert!(run.code == 2 && run.err.contains("is no plain file"), "{}", run.err);
        };
        symlink("../short.yaml", &journal).unwrap();
        refused();
        fs::remove_file(&journal).unwrap();
        symlink("/dev/zero", &journal).unwrap();
        refused();
        fs::remove_file(&journal).unwrap();
        assert!(Command::new("mkfifo").arg(&journal).status().unwrap().success());
        refused();
    }
    assert_eq!(fs::read(here.join("short.yaml")).unwrap(), kept);
}

#[test]
fn a_pipe_among_the_programmes_spoils_no_other() {
    let folder = folder();
    let here = folder.path();
    fs::create_dir(here.join("all")).unwrap();
    fs::copy(here.join("short.yaml"), here.join("all/short.yaml")).unwrap();
    assert!(Command::new("mkfifo").arg(here.join("all/pipe.yaml")).status().unwrap().success());
    let run = run(here, &["batch", "all", "-o", "out", "--start", "2026-11-30", "--keep-going"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.text().contains("it is a pipe or a device") && run.err.contains("1 written, 1 failed"), "{}", run.err);
}

#[test]
fn inputs_larger_than_any_file_are_refused() {
    let folder = folder();
    let here = folder.path();
    let write = |name: &str, text: String| fs::write(here.join(name), text).unwrap();
    write("text.yaml", SHORT.replace("One week", &"x".repeat(10_000_000)));
    write("list.yaml", format!("{SHORT}earlier: [{}]\n", "x, ".repeat(10_000_000)));
    for name in ["text.yaml", "list.yaml"] {
        let run = run(here, &["check", name]);
        assert!(run.code == 1 && run.err.contains("file-too-large"), "{}", run.err);
    }
    let run = run(here, &["check", "/dev/zero"]);
    assert!(run.code == 1 && run.err.contains("file-too-large"), "{}", run.err);
}

#[test]
fn no_day_and_no_place_changes_a_handout() {
    let folder = folder();
    let here = folder.path();
    let printed = |day: &str, set: &[(&str, &str)], unset: &[&str]| {
        let mut command = limited(PATIENCE, here, &["handout", "short.yaml", "--start", day, "-o", "out.pdf"]);
        for name in unset {
            command.env_remove(name);
        }
        let run = Run::from(command.envs(set.iter().copied()).output().unwrap());
        assert_eq!(run.code, 0, "{day} {set:?}: {}", run.err);
        fs::read(here.join("out.pdf")).unwrap()
    };
    // Leap days, the last day before a year that has none, clocks going forward and back, and the ends of what clocks know.
    for day in
        ["2028-02-28", "2028-02-29", "2100-02-28", "2026-03-28", "2026-10-24", "1970-01-01", "2038-01-18", "2100-01-01"]
    {
        let here = printed(day, &[("TZ", "UTC")], &[]);
        for zone in ["Europe/London", "America/New_York", "Pacific/Apia", "Mars/Nowhere"] {
            assert_eq!(printed(day, &[("TZ", zone)], &[]), here, "{day} {zone}");
        }
    }
    let usual = printed("2026-11-30", &[], &[]);
    let nothing = ["HOME", "LC_ALL", "LANG", "TERM", "TMPDIR", "USER", "TZ", "XDG_CONFIG_HOME"];
    assert_eq!(printed("2026-11-30", &[], &nothing), usual);
    let garbage = nothing.map(|name| (name, "\u{1}/../nonsense.UTF-99"));
    assert_eq!(printed("2026-11-30", &garbage, &[]), usual);
    assert_eq!(printed("2026-11-30", &[("LC_ALL", "C"), ("TERM", "dumb"), ("HOME", "")], &[]), usual);
    let none = ["2100-02-29", "2026-02-29"].map(|day| (day, "no calendar"));
    let never = ["0000-01-01", "1899-12-31", "3000-01-01", "9999-12-31"].map(|day| (day, "between 1900 and 2999"));
    let otherwise = ["10000-01-01", "30/11/2026", "30.11.2026", ""].map(|day| (day, "not how a date is written"));
    for (day, says) in none.into_iter().chain(never).chain(otherwise) {
        let run = run(here, &["handout", "short.yaml", "--start", day, "-o", "never.pdf"]);
        assert!(run.code == 2 && run.err.contains(says), "{day}: {}", run.err);
    }
    // The only command that asks what day it is takes one instead.
    for (day, code) in [("1970-01-01", 0), ("2100-01-01", 0)] {
        let run = run(here, &["library", "check", "--on", day]);
        assert!(run.code == code, "{day}: {}", run.err);
    }
}

#[test]
fn nothing_needs_to_be_open() {
    let folder = folder();
    for (line, code) in [
        ("backplan handout short.yaml --start 2026-11-30 -o out.pdf <&- >&- 2>&-", 0),
        ("backplan plan short.yaml --start 2026-11-30 <&- >&-", 0),
        ("backplan check - <&-", 1),
        ("backplan batch . -o out --start 2026-11-30 <&- 2>&-", 0),
        ("backplan new <&-", 2),
    ] {
        let run = shell(folder.path(), line);
        assert_eq!(run.code, code, "{line}: {}", run.err);
    }
    assert!(fs::read(folder.path().join("out.pdf")).unwrap().starts_with(b"%PDF"));
}

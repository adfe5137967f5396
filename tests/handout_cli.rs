//! The handout from the command line: the clinic's file, templates, weeks, reading.

mod support;

use std::fs;
use std::path::Path;

use support::{Run, SHORT, backplan, folder, names, project, run};

const CLINIC: &str = "name: Riverside\nphone: 01 000 0000\n";

fn handout(folder: &Path, more: &[&str]) -> Run {
    run(folder, &[&["handout", "short.yaml", "--start", "2026-11-30", "-o", "out.pdf"], more].concat())
}

/// The blocks of a language in a page of the docs.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let text = fs::read_to_string(project().join("docs").join(page)).unwrap();
    let fence = format!("```{language}\n");
    let starts = text.split(&fence).skip(1);
    starts.map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn the_clinic_of_the_docs_is_found_and_printed() {
    let folder = folder();
    let example = blocks("clinic.md", "yaml").remove(0);
    assert_eq!(blocks("clinic.md", "sh"), ["backplan handout mrs-b.yaml --start 2026-11-30 -o mrs-b.pdf\n"]);
    let logo = fs::read(project().join("tests/fixtures/clinic/logo.svg")).unwrap();
    fs::write(folder.path().join("clinic.yaml"), example).unwrap();
    fs::write(folder.path().join("logo.svg"), logo).unwrap();
    fs::rename(folder.path().join("short.yaml"), folder.path().join("mrs-b.yaml")).unwrap();
    let run = run(folder.path(), &["handout", "mrs-b.yaml", "--start", "2026-11-30", "-o", "mrs-b.pdf"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("clinic.yaml") && !run.err.contains("error"), "{}", run.err);
    assert_eq!(names(folder.path()), ["clinic.yaml", "logo.svg", "mrs-b.pdf", "mrs-b.yaml"]);
}

#[test]
fn every_key_of_a_clinics_file_is_in_the_docs() {
    let page = fs::read_to_string(project().join("docs/clinic.md")).unwrap();
    let folder = folder();
    fs::write(folder.path().join("clinic.yaml"), "name: R\nwhatever-else-there-is: 1\n").unwrap();
    let run = handout(folder.path(), &[]);
    assert_eq!(run.code, 1);
    let (_, keys) = run.err.split_once("keys here: ").unwrap_or_else(|| panic!("{}", run.err));
    let keys: Vec<&str> = keys.split('`').skip(1).step_by(2).take_while(|key| !key.contains(' ')).collect();
    assert!(keys.len() >= 11, "{keys:?}");
    for key in keys {
        assert!(page.contains(&format!("| `{key}` |")), "{key}");
    }
}

#[test]
fn a_clinic_is_looked_for_beside_the_programme_above_it_and_in_the_configuration_folder() {
    let folder = folder();
    let (below, config) = (folder.path().join("a/b"), folder.path().join("config"));
    fs::create_dir_all(&below).unwrap();
    fs::create_dir_all(config.join("backplan")).unwrap();
    fs::copy(folder.path().join("short.yaml"), below.join("short.yaml")).unwrap();
    let clinic = |folder: &Path| fs::write(folder.join("clinic.yaml"), CLINIC).unwrap();
    let args = ["handout", "short.yaml", "--start", "2026-11-30", "-o", "out.pdf"];
    let found = |folder: &Path| {
        let output = backplan(folder, &args).env("XDG_CONFIG_HOME", &config).output().unwrap();
        let run = Run::from(output);
        assert_eq!(run.code, 0, "{}", run.err);
        run.err
            .lines()
            .find_map(|line| line.strip_prefix("clinic: "))
            .map(|path| Path::new(path).canonicalize().unwrap())
    };
    assert_eq!(found(&below), None);
    let places = [config.join("backplan"), folder.path().to_owned(), folder.path().join("a"), below.clone()];
    for place in places {
        clinic(&place);
        assert_eq!(found(&below), Some(place.join("clinic.yaml").canonicalize().unwrap()), "the nearest counts");
    }
    // A programme that is built in has the folder that one is in.
    let run = run(&below, &["handout", "walking-start", "--start", "2026-11-30", "-o", "out.pdf"]);
    assert!(run.code == 0 && run.err.contains("clinic: "), "{}", run.err);
}

#[test]
fn mistakes_in_a_clinics_file_are_shown_all_at_once_and_nothing_is_printed() {
    let folder = folder();
    let bad = "name: R\nphone: later\ncolours: { accent: \"#88aacc\" }\nlogo: /etc/hostname.png\n";
    fs::write(folder.path().join("ours.yaml"), bad).unwrap();
    let run = handout(folder.path(), &["--clinic", "ours.yaml"]);
    assert_eq!(run.code, 1);
    for place in ["ours.yaml:2:8", "ours.yaml:3:20", "ours.yaml:4:7"] {
        assert!(run.err.contains(place), "{place}: {}", run.err);
    }
    assert_eq!(names(folder.path()), ["ours.yaml", "short.yaml"]);
    let missing = handout(folder.path(), &["--clinic", "nowhere.yaml"]);
    assert!(missing.code == 2 && missing.err.contains("nowhere.yaml"), "{}", missing.err);
}

#[test]
fn a_wording_of_ones_own_that_frightens_is_remarked_on_and_printed() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["templates", "export", "ours"]).code, 0);
    let wording = folder.path().join("ours/wording/en-GB.yaml");
    let whole = handout(folder.path(), &["--templates", "ours"]);
    // The built-in red flags name weakness, as they must.
    assert!(whole.code == 0 && !whole.err.contains("warning"), "{}", whole.err);
    fs::write(&wording, "summary:\n  heading: Spare your damaged back\n").unwrap();
    let own = handout(folder.path(), &["--templates", "ours"]);
    assert_eq!(own.code, 0, "{}", own.err);
    for said in ["en-GB.yaml:2:23", "`damaged`", "explain banned-word"] {
        assert!(own.err.contains(said), "{said}: {}", own.err);
    }
}

#[test]
fn templates_that_are_exported_print_the_same_and_may_be_changed() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["templates", "export", "ours"]).code, 0);
    let again = run(folder.path(), &["templates", "export", "ours"]);
    assert!(again.code == 2 && again.err.contains("nothing is overwritten"), "{}", again.err);
    assert_eq!(handout(folder.path(), &[]).code, 0);
    let built_in = fs::read(folder.path().join("out.pdf")).unwrap();
    assert_eq!(handout(folder.path(), &["--templates", "ours"]).code, 0);
    assert_eq!(fs::read(folder.path().join("out.pdf")).unwrap(), built_in);
    // A wording may hold only what differs.
    let wording = folder.path().join("ours/wording/en-GB.yaml");
    fs::write(&wording, "summary: { heading: At a glance }\n").unwrap();
    let own = handout(folder.path(), &["--templates", "ours"]);
    assert_eq!(own.code, 0, "{}", own.err);
    assert_ne!(fs::read(folder.path().join("out.pdf")).unwrap(), built_in);
    fs::write(&wording, "summary:\n  heading: \"At {a} glance\"\n").unwrap();
    let bad = handout(folder.path(), &["--templates", "ours"]);
    assert_eq!(bad.code, 1);
    assert!(bad.err.contains("en-GB.yaml:2:12") && bad.err.contains("nothing fills `{a}`"), "{}", bad.err);
    fs::remove_file(&wording).unwrap();
    // A template that leaves out what must be there makes no file.
    let main = folder.path().join("ours/handout.typ");
    let text = fs::read_to_string(&main).unwrap();
    fs::write(&main, [text.as_bytes(), b"\n\xff\xfe"].concat()).unwrap();
    let broken = handout(folder.path(), &["--templates", "ours"]);
    let line = text.lines().count() + 2;
    assert!(broken.code == 2 && broken.err.contains(&format!("no UTF-8 in line {line}")), "{}", broken.err);
    fs::write(&main, text.replace("why-and-sore(data.why, data.sore)", "")).unwrap();
    let dropped = handout(folder.path(), &["--templates", "ours"]);
    assert_eq!(dropped.code, 2);
    assert!(dropped.err.contains("is missing") && dropped.err.contains("Keep moving"), "{}", dropped.err);
}

#[test]
fn a_template_reads_nothing_outside_its_folder() {
    let folder = folder();
    fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    assert_eq!(run(folder.path(), &["templates", "export", "ours"]).code, 0);
    let main = folder.path().join("ours/handout.typ");
    let text = fs::read_to_string(&main).unwrap();
    for (line, says) in [
        ("#read(\"../secret.txt\")", "`../secret.txt` is outside the template's folder"),
        ("#read(\"/etc/hostname\")", "there is no `etc/hostname` in the template's folder"),
        ("#image(\"/../secret.svg\")", "`/../secret.svg` is outside the template's folder"),
        ("#import \"@preview/example:0.1.0\": add", "`@preview/example:0.1.0` is a package, and a template uses none"),
    ] {
        fs::write(&main, format!("{line}\n{text}")).unwrap();
        let run = handout(folder.path(), &["--templates", "ours"]);
        assert_eq!(run.code, 2, "{line}");
        let place = format!("{}:1:", Path::new("ours").join("handout.typ").display());
        for part in [&place, says, "prints the same everywhere"] {
            assert!(run.err.contains(part), "{line}: {}", run.err);
        }
    }
    fs::write(&main, text).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path().join("secret.txt"), folder.path().join("ours/link.txt")).unwrap();
        let run = handout(folder.path(), &["--templates", "ours"]);
        assert!(run.code == 2 && run.err.contains("link.txt` is a link"), "{}", run.err);
    }
    assert_eq!(names(folder.path()), ["ours", "secret.txt", "short.yaml"]);
}

#[test]
fn weeks_that_are_not_there_and_flags_that_do_not_go_together_are_refused() {
    let folder = folder();
    for (more, says) in [
        (&["--weeks", "2"][..], "there is no week 2: the programme has 1 week"),
        (&["--weeks", "2-1"], "write one week like 3"),
        (&["--weeks", "0"], "write one week like 3"),
        (&["--weeks", "1", "--for", "clinician"], "is for the patient's handout"),
        (&["--large-print", "--for", "clinician"], "is for the patient's handout"),
        (&["--parts", "diary", "--for", "clinician"], "is for the patient's handout"),
        (&["--patient", "नमस्ते"], "no sign for letters of the name"),
        (&["--locale", "en-AU"], "did you mean"),
        (&["--patient", "two\nlines"], "line break"),
    ] {
        let run = handout(folder.path(), more);
        assert_eq!(run.code, 2, "{more:?}");
        assert!(run.err.contains(says), "{more:?}: {}", run.err);
    }
    // What is no name is named, each letter once.
    fs::write(folder.path().join("other.yaml"), SHORT.replace("gets you moving", "नमस्ते")).unwrap();
    let other =
        run(folder.path(), &["handout", "other.yaml", "--start", "2026-11-30", "-o", "other.pdf", "--patient", "न"]);
    assert!(other.err.contains("no sign for `त`, `म`, `स`"), "{}", other.err);
    assert!(other.err.contains("letters of the name") && !other.err.contains('न'), "{}", other.err);
    fs::remove_file(folder.path().join("other.yaml")).unwrap();
    let page = run(folder.path(), &["handout", "short.yaml", "--start", "2026-11-30", "-o", "short.HTML"]);
    assert_eq!(page.code, 2);
    assert!(page.err.contains("hint: name it `short.pdf`"), "{}", page.err);
    assert_eq!(names(folder.path()), ["short.yaml"]);
}

#[test]
fn check_tells_how_hard_the_handout_is_to_read() {
    let folder = folder();
    let run = run(folder.path(), &["check", "short.yaml", "--readability"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let text = run.text();
    let (_, reading) = text.split_once("reading: grade ").unwrap_or_else(|| panic!("{text}"));
    let grade: f64 = reading.split(' ').next().unwrap().parse().unwrap();
    assert!(grade > 0.0 && grade <= 6.0, "{grade}");
    let graded = |line: &&str| line.trim_start().split("  ").next().is_some_and(|n| n.parse::<f64>().is_ok());
    assert_eq!(reading.lines().skip(1).filter(graded).count(), 5, "{reading}");
}

#[test]
fn a_clinics_file_among_programmes_is_no_programme() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["library", "export", "lib"]).code, 0);
    fs::create_dir(folder.path().join("programmes")).unwrap();
    fs::rename(folder.path().join("short.yaml"), folder.path().join("programmes/short.yaml")).unwrap();
    fs::write(folder.path().join("programmes/clinic.yaml"), CLINIC).unwrap();
    let run = run(folder.path(), &["library", "affected", "--since", "lib", "--library", "lib", "programmes"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.text().starts_with("0 of 1 programme "), "{}", run.text());
}

#[test]
fn a_number_on_the_command_line_keeps_the_rule_of_a_clinics_file() {
    let folder = folder();
    let long = "01 ".repeat(14);
    for (bad, says) in [
        ("abc", "there is no telephone number in it"),
        ("call us on 01 000 0000 on weekdays", "`call` is no part of a telephone number"),
        (&long, "at most 40 characters"),
        ("01 000\u{200b}0000", "is no part of a telephone number"),
    ] {
        let run = handout(folder.path(), &["--phone", bad]);
        assert_eq!(run.code, 2, "{bad}");
        for part in [says, "hint: ", "`backplan explain bad-phone`"] {
            assert!(run.err.contains(part), "{bad}: {}", run.err);
        }
    }
    for good in ["020 7946 0000", "+353 (0)1 000-0000 ext. 12", "555.010.0000 x3"] {
        let run = handout(folder.path(), &["--phone", good]);
        assert_eq!(run.code, 0, "{good}: {}", run.err);
    }
}

#[test]
fn a_name_has_no_character_that_cannot_be_seen_and_at_most_200() {
    let folder = folder();
    let long = "n".repeat(201);
    for (bad, says) in [
        ("x\u{202e}evil", "`U+202E` (right-to-left override)"),
        ("a\u{301}\u{200b}b", "`U+200B` (zero-width space)"),
        ("a\u{fe0f}b", "`U+FE0F`"),
        (&long, "it has 201 characters, at most 200 fit on the page"),
        ("", "there is nothing in it"),
    ] {
        let run = handout(folder.path(), &["--patient", bad]);
        assert_eq!(run.code, 2, "{bad}");
        assert!(run.err.contains(says) && run.err.contains("hint: "), "{bad}: {}", run.err);
    }
    assert_eq!(names(folder.path()), ["short.yaml"]);
    // A list is held to it too.
    fs::write(folder.path().join("list.csv"), "programme,patient,start\nshort.yaml,x\u{202e}evil,2026-11-30\n")
        .unwrap();
    let run = run(folder.path(), &["batch", "list.csv", "-o", "out"]);
    assert_eq!(run.code, 1);
    assert!(format!("{}{}", run.err, run.text()).contains("U+202E"), "{}{}", run.err, run.text());
}

#[test]
fn bounds_of_the_clinic_that_are_not_used_are_told() {
    let folder = folder();
    let clinic = |light: &str| fs::write(folder.path().join("ours.yaml"), format!("name: R\ntraffic-light: {light}\n"));
    clinic("{ green-to: 1, amber-to: 2 }").unwrap();
    let run = handout(folder.path(), &["--clinic", "ours.yaml"]);
    let says = "the clinic's traffic light (green to 1, amber to 2) is not used for usual pain: this person's is 3, so it is \
                green to 3, amber to 5";
    assert!(run.code == 0 && run.err.contains(says), "{}", run.err);
    for more in [&["--for", "clinician"][..], &["--parts", "diary"]] {
        assert!(!handout(folder.path(), &[&["--clinic", "ours.yaml"], more].concat()).err.contains("traffic light"));
    }
    clinic("{ green-to: 3, amber-to: 5 }").unwrap();
    assert!(!handout(folder.path(), &["--clinic", "ours.yaml"]).err.contains("traffic light"));
}

#[test]
fn a_usual_pain_that_leaves_no_green_is_told() {
    let folder = folder();
    let short = folder.path().join("short.yaml");
    let text = fs::read_to_string(&short).unwrap();
    for (pain, is_told) in [(8, false), (9, true), (10, true)] {
        fs::write(&short, text.replace("usual-pain: 3", &format!("usual-pain: {pain}"))).unwrap();
        let run = handout(folder.path(), &[]);
        assert_eq!((run.code, run.err.contains("no usual day is green")), (0, is_told), "{pain}: {}", run.err);
    }
}

#[test]
fn the_country_of_a_clinic_brings_its_english() {
    let folder = folder();
    let printed = |more: &[&str]| {
        let run = handout(folder.path(), more);
        assert_eq!(run.code, 0, "{}", run.err);
        fs::read(folder.path().join("out.pdf")).unwrap()
    };
    let clinic = |text: &str| fs::write(folder.path().join("ours.yaml"), format!("name: R\n{text}")).unwrap();
    clinic("country: us\n");
    let american = printed(&["--clinic", "ours.yaml"]);
    let british = printed(&["--clinic", "ours.yaml", "--locale", "en-GB"]);
    clinic("country: us\nlocale: en-US\n");
    assert_eq!(printed(&["--clinic", "ours.yaml"]), american);
    assert_ne!(american, british);
    clinic("country: us\nlocale: en-GB\n");
    assert_eq!(printed(&["--clinic", "ours.yaml"]), british);
}

#[test]
fn a_programme_of_visits_alone_has_its_diary() {
    let folder = folder();
    let (before, _) = support::SHORT.split_once("    exercises:").unwrap();
    let visits = "visits:\n  - { week: 1, day: tue, techniques: [explaining-pain] }\n";
    fs::write(folder.path().join("short.yaml"), format!("{before}    exercises: []\n{visits}")).unwrap();
    let run = handout(folder.path(), &[]);
    assert_eq!(run.code, 0, "{}", run.err);
}

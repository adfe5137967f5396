//! What versions of a library change, on a history of realistic changes, each with the class and the version that a
//! clinician would expect; and git repositories in every state that one meets.

#[path = "support/git.rs"]
mod git;
mod support;

use std::fs;

use backplan::changes::{Change, changes, deserved};
use backplan::library::{Library, LibraryFile};
use git::Repository;
use support::{Run, run};

const LIBRARY: &str = "our-library";

/// A change, and what is expected of it.
struct Step {
    what: &'static str,
    make: fn(&Repository),
    /// Which version it deserves, from 1.0.0.
    version: &'static str,
    /// Class, item and kind of every change that is found, the gravest first.
    found: &'static [(&'static str, &'static str, &'static str)],
}

const BRIDGE: &str = "our-library/hips-and-legs/bridge.yaml";
const CLAM: &str = "our-library/hips-and-legs/clam.yaml";
const HOLD: &str = "our-library/hips-and-legs/bridge-hold.yaml";
const MARCH: &str = "our-library/hips-and-legs/bridge-march.yaml";
const CLAM_NOW: &str = "our-library/hips-and-legs/side-clam.yaml";
const STEP_DOWN: &str = "our-library/hips-and-legs/slow-step-down.yaml";
const PRONE: &str = "our-library/hips-and-legs/prone-hip-extension.yaml";

/// Written down before the program was asked.
const HISTORY: &[Step] = &[
    Step {
        what: "a comment",
        make: |r| r.replace(BRIDGE, "name: Bridge", "# Hip lift elsewhere.\nname: Bridge"),
        version: "1.0.1",
        found: &[("cosmetic", "bridge", "layout")],
    },
    Step {
        what: "a review renewed",
        make: |r| r.replace(CLAM, "until: 2028-11-24", "until: 2029-11-24"),
        version: "1.0.1",
        found: &[("cosmetic", "clam", "review")],
    },
    Step {
        what: "a comma",
        make: |r| r.replace(BRIDGE, "Breathe out and press", "Breathe out, and press"),
        version: "1.0.1",
        found: &[("cosmetic", "bridge", "wording")],
    },
    Step {
        what: "another name among physios",
        make: |r| r.replace(CLAM, "[Clamshell]", "[Clamshell, Oyster]"),
        version: "1.0.1",
        found: &[("cosmetic", "clam", "note")],
    },
    Step {
        what: "a purpose in plainer words",
        make: |r| r.replace(CLAM, "Works the sides of your bottom.", "Works the side of your bottom muscles."),
        version: "1.0.1",
        found: &[("wording", "clam", "wording")],
    },
    Step {
        what: "a new name for patients",
        make: |r| r.replace(CLAM, "name: Clam", "name: Opening clam"),
        version: "1.0.1",
        found: &[("wording", "clam", "wording")],
    },
    Step {
        what: "a step that asks for both knees",
        make: |r| {
            r.replace(
                CLAM,
                "Lift your top knee with your feet still touching.",
                "Lift both knees with your feet still touching.",
            )
        },
        version: "1.1.0",
        found: &[("clinical", "clam", "wording")],
    },
    Step {
        what: "a new exercise on top of a ladder",
        make: |r| {
            let text = fs::read_to_string(r.file(PRONE)).unwrap();
            let text = text
                .replace("name: ", "name: Slow ")
                .replace("stands-alone: \"it grows by repetitions and sets\"", "stands-alone: \"it is new\"");
            r.write("our-library/hips-and-legs/slow-prone-hip-extension.yaml", &text);
        },
        version: "1.1.0",
        found: &[("clinical", "slow-prone-hip-extension", "added")],
    },
    Step {
        what: "an exercise taken out",
        make: |r| fs::remove_file(r.file("our-library/hips-and-legs/slow-prone-hip-extension.yaml")).unwrap(),
        version: "2.0.0",
        found: &[("clinical", "slow-prone-hip-extension", "removed")],
    },
    Step {
        what: "an exercise under another id",
        make: |r| {
            fs::rename(r.file(CLAM), r.file("our-library/hips-and-legs/side-clam.yaml")).unwrap();
            r.replace("our-library/hips-and-legs/side-lying-leg-raise.yaml", "easier: clam", "easier: side-clam");
        },
        version: "2.0.0",
        found: &[("clinical", "side-clam", "renamed")],
    },
    Step {
        what: "a rung taken out of a ladder, and standing alone",
        make: |r| {
            r.replace(HOLD, "easier: bridge, harder: bridge-march", "stands-alone: it is a hold");
            r.replace(BRIDGE, "harder: bridge-hold", "harder: bridge-march");
            r.replace(MARCH, "easier: bridge-hold", "easier: bridge");
        },
        version: "1.1.0",
        found: &[
            ("clinical", "bridge", "ladder"),
            ("clinical", "bridge-hold", "ladder"),
            ("clinical", "bridge-march", "ladder"),
            ("cosmetic", "bridge-hold", "note"),
        ],
    },
    Step {
        what: "a higher start",
        make: |r| r.replace(BRIDGE, "start: { sets: 1, reps: 8", "start: { sets: 1, reps: 10"),
        version: "2.0.0",
        found: &[("safety", "bridge", "dose")],
    },
    Step {
        what: "a lower start",
        make: |r| r.replace(BRIDGE, "start: { sets: 1, reps: 10", "start: { sets: 1, reps: 6"),
        version: "1.1.0",
        found: &[("clinical", "bridge", "dose")],
    },
    Step {
        what: "a lower most, which goals may be above",
        make: |r| r.replace(BRIDGE, "most: { sets: 3, reps: 15 }", "most: { sets: 2, reps: 15 }"),
        version: "2.0.0",
        found: &[("clinical", "bridge", "dose")],
    },
    Step {
        what: "less rest",
        make: |r| r.replace(BRIDGE, "rest: 30 s", "rest: 15 s"),
        version: "2.0.0",
        found: &[("safety", "bridge", "dose"), ("safety", "bridge", "dose")],
    },
    Step {
        what: "an effect that was overlooked",
        make: |r| {
            let effect =
                "soreness:\n  - { mechanism: posture, where: neck, chance: 0.2, peak: 1, source: expert-opinion }";
            r.replace(BRIDGE, "soreness:", effect);
        },
        version: "1.1.0",
        found: &[("clinical", "bridge", "effect-added")],
    },
    Step {
        what: "a muscle that is stretched",
        make: |r| r.replace(BRIDGE, "work:", "work:\n  - { muscle: hip-flexors, action: stretched, length: long }"),
        version: "1.1.0",
        found: &[("clinical", "bridge", "work")],
    },
    Step {
        what: "an effect on more people",
        make: |r| r.replace(BRIDGE, "back of thighs, chance: 0.25", "back of thighs, chance: 0.4"),
        version: "1.1.0",
        found: &[("clinical", "bridge", "effect-stronger")],
    },
    Step {
        what: "a milder effect",
        make: |r| r.replace(BRIDGE, "chance: 0.4, peak: 1.5", "chance: 0.4, peak: 0.5"),
        version: "2.0.0",
        found: &[("safety", "bridge", "effect-weaker")],
    },
    Step {
        what: "an effect taken out",
        make: |r| {
            r.replace(
                BRIDGE,
                "  - { mechanism: posture, where: neck, chance: 0.2, peak: 1, source: expert-opinion }\n",
                "",
            )
        },
        version: "2.0.0",
        found: &[("safety", "bridge", "effect-removed")],
    },
    Step {
        what: "a caution",
        make: |r| r.replace(BRIDGE, "avoid-if: [", "avoid-if: [dizziness, "),
        version: "2.0.0",
        found: &[("safety", "bridge", "caution-added")],
    },
    Step {
        what: "a caution fewer",
        make: |r| r.replace(BRIDGE, "pregnancy, ", ""),
        version: "2.0.0",
        found: &[("safety", "bridge", "caution-removed")],
    },
    Step {
        what: "harder lifts for people in more pain",
        make: |r| r.replace("our-library/functional/shelf-lift.yaml", "usual-pain-up-to: 4", "usual-pain-up-to: 6"),
        version: "2.0.0",
        found: &[("safety", "shelf-lift", "entry")],
    },
    Step {
        what: "a traffic light that turns later",
        make: |r| r.replace("our-library/rules.yaml", "amber-to: 5", "amber-to: 6"),
        version: "2.0.0",
        found: &[("safety", "rules", "number")],
    },
    Step {
        what: "steps after one session",
        make: |r| r.replace("our-library/rules.yaml", "sessions-before-step: 2", "sessions-before-step: 1"),
        version: "2.0.0",
        found: &[("safety", "rules", "number")],
    },
    Step {
        what: "more soreness after new muscle work",
        make: |r| r.replace("our-library/mechanisms/doms.yaml", "usual: 4", "usual: 5"),
        version: "1.1.0",
        found: &[("clinical", "doms", "number")],
    },
    Step {
        what: "muscle soreness that is said to be over sooner",
        make: |r| r.replace("our-library/mechanisms/doms.yaml", "outer: 168 h", "outer: 5 days"),
        version: "2.0.0",
        found: &[("safety", "doms", "number")],
    },
    Step {
        what: "a condition defined anew",
        make: |r| {
            r.replace(
                "our-library/conditions.yaml",
                "in the last 12 weeks, or not yet cleared",
                "in the last 6 weeks, or not yet cleared",
            )
        },
        version: "2.0.0",
        found: &[("safety", "recent-spinal-surgery", "condition")],
    },
    Step {
        what: "evidence that is better than thought",
        make: |r| r.replace(BRIDGE, "certainty: expert-opinion", "certainty: low"),
        version: "1.1.0",
        found: &[("clinical", "bridge", "evidence")],
    },
    Step {
        what: "lowered fast instead of slowly",
        make: |r| r.replace(BRIDGE, "Lower your bottom slowly.", "Lower your bottom fast."),
        version: "1.1.0",
        found: &[("clinical", "bridge", "wording")],
    },
    Step {
        what: "higher instead of less high",
        make: |r| r.replace(BRIDGE, "lift less high", "lift higher"),
        version: "1.1.0",
        found: &[("clinical", "bridge", "wording")],
    },
    Step {
        what: "two steps the other way round",
        make: |r| {
            r.replace(
                BRIDGE,
                "  - Pause for one breath.\n  - Lower your bottom fast.\n",
                "  - Lower your bottom fast.\n  - Pause for one breath.\n",
            )
        },
        version: "1.1.0",
        found: &[("clinical", "bridge", "wording")],
    },
    Step {
        what: "a line on when to stop that is weaker",
        make: |r| r.replace(BRIDGE, "down your leg, stop and ring your physio", "down your leg, carry on gently"),
        version: "2.0.0",
        found: &[("safety", "bridge", "wording")],
    },
    Step {
        what: "a line on when to stop left out",
        make: |r| r.replace(PRONE, "  - If pain moves down your leg, stop and tell your physio.\n", ""),
        version: "2.0.0",
        found: &[("safety", "prone-hip-extension", "wording")],
    },
    Step {
        what: "a pause left out",
        make: |r| r.replace(BRIDGE, "  - Pause for one breath.\n", ""),
        version: "2.0.0",
        found: &[("safety", "bridge", "wording")],
    },
    Step {
        what: "no rest laid down any more",
        make: |r| r.replace(BRIDGE, ", rest: 15 s", ""),
        version: "2.0.0",
        found: &[("safety", "bridge", "dose"), ("safety", "bridge", "dose")],
    },
    Step {
        what: "soreness in another place",
        make: |r| r.replace(CLAM_NOW, "activation, where: buttocks", "activation, where: hips"),
        version: "1.1.0",
        found: &[("clinical", "side-clam", "effect-moved")],
    },
    Step {
        what: "a chance that follows from the work",
        make: |r| r.replace(STEP_DOWN, "chance: 0.35, ", ""),
        version: "2.0.0",
        found: &[("safety", "slow-step-down", "effect-weaker")],
    },
    Step {
        what: "work in which nothing lowers",
        make: |r| {
            for muscle in ["quadriceps", "gluteus-maximus", "calves"] {
                let of = |action| format!("muscle: {muscle}, action: {action}");
                r.replace(STEP_DOWN, &of("eccentric"), &of("concentric"));
            }
        },
        version: "2.0.0",
        found: &[("safety", "slow-step-down", "work")],
    },
    Step {
        what: "protection that is said to last",
        make: |r| r.replace("our-library/mechanisms/doms.yaml", "keeps: 6 weeks", "keeps: 10 weeks"),
        version: "2.0.0",
        found: &[("safety", "doms", "number")],
    },
    Step {
        what: "soreness that fades sooner",
        make: |r| {
            r.replace("our-library/mechanisms/doms.yaml", "[1, 0.5, 0.35, 0.25]", "[1, 0.4, 0.3, 0.2]");
            r.replace("our-library/mechanisms/doms.yaml", "active-lately: 0.85", "active-lately: 0.5");
        },
        version: "2.0.0",
        found: &[("safety", "doms", "number"), ("safety", "doms", "number")],
    },
    Step {
        what: "soreness that is told from one point on",
        make: |r| r.replace("our-library/rules.yaml", "noticeable: 0.5", "noticeable: 1"),
        version: "2.0.0",
        found: &[("safety", "rules", "number")],
    },
    Step {
        what: "another licence",
        make: |r| r.replace("our-library/library.yaml", "licence: CC BY 4.0", "licence: CC BY-SA 4.0"),
        version: "1.0.1",
        found: &[("cosmetic", "library", "note")],
    },
    Step {
        what: "effects that need no source any more",
        make: |r| r.replace("our-library/library.yaml", "source: true", "source: false"),
        version: "1.1.0",
        found: &[("clinical", "library", "library")],
    },
    Step {
        what: "longer sentences allowed",
        make: |r| r.replace("our-library/style.yaml", "sentence: 25", "sentence: 28"),
        version: "1.0.1",
        found: &[("cosmetic", "style", "note")],
    },
];

/// A repository with a library of the clinic's own in a folder, tagged `v1.0.0`.
fn repository() -> Repository {
    let repository = Repository::new();
    let export = run(repository.path(), &["library", "export", LIBRARY]);
    assert_eq!(export.code, 0, "{}", export.err);
    // A clinic's library is smaller, and is read many times here.
    for family in ["balance", "breathing", "directional-preference", "mobility", "motor-control"] {
        fs::remove_dir_all(repository.file(LIBRARY).join(family)).unwrap();
    }
    for family in ["trunk-endurance", "upper-back"] {
        fs::remove_dir_all(repository.file(LIBRARY).join(family)).unwrap();
    }
    repository.replace("our-library/library.yaml", "id: core", "id: hill-street");
    repository.commit("The library");
    repository.git(&["tag", "v1.0.0"]);
    repository
}

fn diff(repository: &Repository, args: &[&str]) -> Run {
    run(repository.path(), &[&["library", "diff", "--library", LIBRARY], args].concat())
}

/// Class, item and kind of every change.
fn found(json: &serde_json::Value) -> Vec<(String, String, String)> {
    let text = |change: &serde_json::Value, key: &str| change[key].as_str().unwrap().to_owned();
    let changes = json["changes"].as_array().unwrap().iter();
    changes.map(|c| (text(c, "class"), text(c, "item"), text(c, "what"))).collect()
}

/// The library as it is in the folder.
fn read_now(repository: &Repository) -> Library {
    let mut files = Vec::new();
    let mut folders = vec![repository.file(LIBRARY)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(repository.file(LIBRARY)).unwrap().to_string_lossy().replace('\\', "/");
                files.push(LibraryFile::new(below.clone(), below, fs::read(path).unwrap()));
            }
        }
    }
    let (library, findings) = Library::read(LIBRARY, &files).into_parts();
    library.unwrap_or_else(|| panic!("{findings:?}"))
}

#[test]
fn each_change_has_the_class_and_version_that_a_clinician_expects() {
    let repository = repository();
    let mut wrong = Vec::new();
    let mut before = read_now(&repository);
    let first = before.clone();
    for step in HISTORY {
        (step.make)(&repository);
        repository.commit(step.what);
        let now = read_now(&repository);
        let changes = changes(&before, &now);
        let expected: Vec<(String, String, String)> =
            step.found.iter().map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned())).collect();
        let told = |c: &Change| (c.class().to_string(), c.item().to_owned(), c.what().to_string());
        let found: Vec<_> = changes.iter().map(told).collect();
        let version =
            deserved(&changes).map_or_else(|| "none".to_owned(), |bump| bump.after(before.version()).to_string());
        if found != expected || version != step.version {
            wrong.push(format!("{}: expected {} {expected:?}, found {version} {found:?}", step.what, step.version));
        }
        before = now;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(HISTORY.len() >= 20);
    // The program reads the same out of git, and all of it together deserves what its gravest change does.
    let last = diff(&repository, &["HEAD~1..HEAD", "--format", "json"]);
    assert_eq!((last.code, last.err.as_str()), (0, ""));
    let step = HISTORY.last().unwrap();
    assert_eq!(
        found(&last.json()),
        step.found.iter().map(|(a, b, c)| ((*a).into(), (*b).into(), (*c).into())).collect::<Vec<_>>()
    );
    let all = diff(&repository, &["v1.0.0..HEAD", "--format", "json"]).json();
    assert_eq!(all["deserved_version"], "2.0.0");
    assert_eq!(found(&all).len(), changes(&first, &before).len());
    assert_eq!(repository.git(&["status", "--porcelain"]), "", "the working tree is not touched");
}

#[test]
fn a_diff_can_be_read_pasted_and_taken_further() {
    let repository = repository();
    repository.replace(BRIDGE, "avoid-if: [", "avoid-if: [dizziness, ");
    repository.replace(CLAM, "name: Clam", "name: Clam *shell*");
    let text = diff(&repository, &["v1.0.0"]);
    for part in ["Patient safety", "  bridge: a condition that rules it out", "+ dizziness", "write `version: 2.0.0`"] {
        assert!(text.text().contains(part), "{part}: {}", text.text());
    }
    let markdown = diff(&repository, &["v1.0.0", "--format", "markdown"]).text();
    for part in ["### Patient safety\n", "- `bridge`: a condition", "~~Clam~~ → Clam \\*shell\\*"] {
        assert!(markdown.contains(part), "{part}: {markdown}");
    }
    // Two folders will do, without any repository.
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "b"] {
        assert_eq!(run(folder.path(), &["library", "export", name]).code, 0);
    }
    let same = run(folder.path(), &["library", "diff", "a", "b"]);
    assert!(same.text().contains("nothing differs for anybody"), "{}", same.text());
}

#[test]
fn a_check_since_a_version_fails_until_version_and_changelog_say_so() {
    let repository = repository();
    let check = || run(repository.path(), &["library", "check", LIBRARY, "--since", "v1.0.0", "--on", "2026-11-30"]);
    let fine = check();
    assert_eq!(fine.code, 0, "{}", fine.err);
    repository.replace(BRIDGE, "avoid-if: [", "avoid-if: [dizziness, ");
    let both = check();
    assert_eq!(both.code, 1);
    for part in ["error[version-too-low]", "library.yaml:2:10", "error[unnoted-change]", "avoid-if: [dizziness, "] {
        assert!(both.err.contains(part), "{part}: {}", both.err);
    }
    repository.replace("our-library/library.yaml", "version: 1.0.0", "version: 2.0.0");
    repository.write(
        "our-library/CHANGELOG.md",
        "# Changelog\n\n## 2.0.0\n\n- Bridge: not when dizzy. Look up who does it.\n",
    );
    let fine = check();
    assert_eq!(fine.code, 0, "{}", fine.err);
    let without = run(repository.path(), &["library", "check", "--since", "v1.0.0"]);
    assert_eq!(without.code, 2, "{}", without.err);
}

const PROGRAMME: &str = "\
name: One week of bridges
purpose: This programme gets you moving again.
library: hill-street ^1
weeks: 1
days: [mon, thu]
mode: pain-contingent
ceiling: 5
person: { usual-pain: 3, sensitivity: usual, last-active: 4 weeks, worried: false, conditions: [dizziness] }
phases:
  - name: Begin
    weeks: 1
    exercises:
      - use: USE
";

#[test]
fn affected_says_which_programmes_change_and_how() {
    let repository = repository();
    repository.write("programmes/bridge.yaml", &PROGRAMME.replace("USE", "bridge"));
    repository.write("programmes/clam.yaml", &PROGRAMME.replace("USE", "clam"));
    repository.write("programmes/prone.yaml", &PROGRAMME.replace("USE", "prone-hip-extension"));
    // It says nothing of conditions, and may have been given to anybody.
    let silent = PROGRAMME.replace(", conditions: [dizziness]", "").replace("hill-street ^1", "hill-street ^0.9");
    repository.write("programmes/silent.yaml", &silent.replace("USE", "clam"));
    repository.write("programmes/notes.yaml", "rooms: [1, 2]\n");
    repository.write("programmes/lost.yaml", &PROGRAMME.replace("USE", "nothing-there"));
    repository.replace(BRIDGE, "reps: 8", "reps: 10");
    repository.replace(BRIDGE, "back of thighs, chance: 0.25, peak: 1.5", "back of thighs, chance: 0.8, peak: 3");
    repository.replace(BRIDGE, "Pause for one breath.", "Pause for two breaths.");
    repository.replace(CLAM, "avoid-if: [", "avoid-if: [dizziness, ");
    repository.replace("our-library/library.yaml", "version: 1.0.0", "version: 2.0.0");
    // Named twice, it counts once; the library's own files are no programmes.
    let args = ["library", "affected", "--since", "v1.0.0", "--library", LIBRARY, ".", "programmes"];
    let text = run(repository.path(), &args).text();
    for part in [
        "3 of 5 programmes change",
        "1 could not be used before either; 1 file is no programme",
        "uses `clam`, which `dizziness` now rules out: look up who was given it",
        "asks for `hill-street ^0.9`, which neither version is",
        "has to say `hill-street ^2`",
        "bridge: 1 x 10 instead of 1 x 8 in sessions 1, 2",
        "tried from Monday",
        "session 1: soreness likely, was possible",
        "Pause for two breaths",
        "cannot be used any more [caution]",
    ] {
        assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains(part), "{part}: {text}");
    }
    assert!(!text.contains("prone.yaml"), "{text}");
    let json = run(repository.path(), &[&args[..], &["--format", "json"]].concat()).json();
    let states: Vec<&str> =
        json["programmes"].as_array().unwrap().iter().map(|p| p["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["differs", "refused", "refused-before", "same", "differs"]);
    let caution = &json["programmes"][4]["cautions"][0];
    assert_eq!(
        (&caution["item"], &caution["condition"], &caution["ruling"]),
        (&"clam".into(), &"dizziness".into(), &"added".into())
    );
    let markdown = run(repository.path(), &[&args[..], &["--format", "markdown"]].concat()).text();
    assert!(markdown.contains("### `./programmes/bridge.yaml`"), "{markdown}");
}

/// A change of each kind of thing that a patient reads, and what is said of it.
const READ: &[(&str, &str, &str, &str)] = &[
    (BRIDGE, "Pause for one breath.", "Pause for two breaths.", "Bridge: steps: “Pause for two breaths.” instead of"),
    (BRIDGE, "name: Bridge", "name: High bridge", "High bridge: name: “High bridge” instead of “Bridge”"),
    (BRIDGE, "purpose: ", "purpose: Slowly. ", "Bridge: purpose: “Slowly."),
    (BRIDGE, "feel: You should feel your", "feel: You may feel your", "Bridge: feel: “You may feel"),
    (
        BRIDGE,
        "If your back arches, lift less high.",
        "If your back arches, rest.",
        "Bridge: mistakes: “If your back arches, rest.",
    ),
    (BRIDGE, "position: lying-on-back", "position: side-lying", "Bridge: position: "),
    (BRIDGE, "equipment: [mat]", "equipment: [mat, chair]", "Bridge: equipment: "),
    (BRIDGE, "  arrows: [seat]\n", "", "Bridge: drawing: "),
    (BRIDGE, "name: Bridge", "name: High bridge", "Bridge hold: easier: “"),
    (BRIDGE, "rest: 30 s", "rest: 45 s", "rest 45 s instead of"),
    (HOLD, "rest: 30 s", "rest: 45 s", "rest 45 s instead of"),
    (BRIDGE, "most: { sets: 3, reps: 15 }", "most: { sets: 3, reps: 16 }", ""),
    (HOLD, "start: { sets: 1, reps: 4", "start: { sets: 1, reps: 5", "bridge-hold: 1 x 5/"),
    ("our-library/rules.yaml", "amber-to: 5", "amber-to: 4", "handout, traffic light: “"),
    ("our-library/rules.yaml", "ring-after: 168 h", "ring-after: 240 h", "handout, "),
    ("our-library/mechanisms/activation.yaml", "Go for a short walk", "Go for a slow walk", "Go for a slow walk"),
    (
        "our-library/mechanisms/activation.yaml",
        "Now they have a job again",
        "They have a job again",
        "They have a job again",
    ),
    (
        "our-library/mechanisms/activation.yaml",
        "is-not: On its own, it is not",
        "is-not: It is not",
        "It is not a sign",
    ),
    (
        "our-library/mechanisms/doms.yaml",
        "gone: { from: 72 h, to: 96 h",
        "gone: { from: 120 h, to: 144 h",
        "may be felt, was nothing",
    ),
    (BRIDGE, "back of thighs, chance: 0.25, peak: 1.5", "back of thighs, chance: 0.9, peak: 4", "soreness likely, was"),
];

#[test]
fn affected_tells_whatever_the_patient_reads_otherwise() {
    let repository = repository();
    let two = PROGRAMME.replace("  - use: USE\n", "  - use: bridge\n      - use: bridge-hold\n");
    repository.write("two.yaml", &two);
    let args = ["library", "affected", "--since", "v1.0.0", "--library", LIBRARY, "two.yaml"];
    let mut wrong = Vec::new();
    for (file, old, new, said) in READ {
        let before = fs::read_to_string(repository.file(file)).unwrap();
        repository.replace(file, old, new);
        let run = run(repository.path(), &args);
        let text = run.text().split_whitespace().collect::<Vec<_>>().join(" ");
        if run.code != 0 || !text.contains(said) || (said.contains("steps") && text.contains("in words")) {
            wrong.push(format!("{old} -> {new}: no `{said}` in {text} {}", run.err));
        }
        repository.write(file, &before);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn a_folder_without_programmes_is_no_answer() {
    let repository = repository();
    fs::create_dir_all(repository.file("empty")).unwrap();
    repository.write("notes/rooms.yaml", "rooms: [1, 2]\n");
    for (folder, said) in [("empty", "no programmes in `empty`"), ("notes", "no programmes in"), ("gone/", "gone")] {
        let run = run(repository.path(), &["library", "affected", "--since", "v1.0.0", "--library", LIBRARY, folder]);
        assert_eq!(run.code, 2, "{folder}");
        assert!(run.err.contains(said), "{folder}: {}", run.err);
    }
}

#[test]
fn each_safety_change_is_noted_by_its_item_or_its_condition() {
    let repository = repository();
    repository.replace(BRIDGE, "avoid-if: [", "avoid-if: [dizziness, ");
    repository.replace(CLAM, "avoid-if: [", "avoid-if: [dizziness, ");
    repository.replace(BRIDGE, "reps: 8", "reps: 10");
    repository.replace("our-library/library.yaml", "version: 1.0.0", "version: 2.0.0");
    let unnoted = |changelog: &str| {
        repository.write("our-library/CHANGELOG.md", &format!("# Changelog\n\n## 2.0.0\n\n{changelog}"));
        let check = run(repository.path(), &["library", "check", LIBRARY, "--since", "v1.0.0", "--on", "2026-11-30"]);
        check.err.matches("error[unnoted-change]").count()
    };
    assert_eq!(unnoted("- Nothing much.\n"), 2);
    // One line for two changes of one exercise is not enough; the condition stands for both exercises.
    assert_eq!(unnoted("- Bridge: not when dizzy.\n- Clam: not when dizzy.\n"), 1);
    assert_eq!(unnoted("- Dizziness rules out more.\n"), 1);
    assert_eq!(unnoted("- Dizziness rules out more.\n- Bridge begins with 10.\n"), 0);
    assert_eq!(unnoted("- Dizziness rules out Bridge\n  and Clam.\n- Bridge begins with 10.\n"), 0);
    assert_eq!(unnoted("- Pregnancy rules out more.\n- Bridge begins with 10.\n- Bridge: not when dizzy.\n"), 1);
    assert_eq!(unnoted("### Bridge\n\n- not when dizzy\n- begins with 10\n\n### Clam\n\n- not when dizzy\n"), 0);
}

#[test]
fn a_pinned_programme_leads_back_to_the_very_files() {
    let repository = repository();
    let digest = run(repository.path(), &["library", "digest", LIBRARY]).text();
    assert!(digest.starts_with("hill-street 1.0.0 sha256:"), "{digest}");
    let pinned = PROGRAMME.replace("USE", "bridge").replace("hill-street ^1", digest.trim());
    repository.write("pinned.yaml", &pinned);
    repository.write("loose.yaml", &PROGRAMME.replace("USE", "bridge"));
    let handout = |programme: &str, out: &str, more: &[&str]| {
        let args = ["handout", programme, "--library", LIBRARY, "--start", "2026-11-30", "-o", out];
        run(repository.path(), &[&args[..], more].concat())
    };
    assert_eq!(handout("pinned.yaml", "first.pdf", &["--locked"]).code, 0);
    let loose = handout("loose.yaml", "x.pdf", &["--locked"]);
    assert_eq!(loose.code, 1);
    assert!(loose.err.contains("names no digest") && loose.err.contains(digest.trim()), "{}", loose.err);

    repository.replace(BRIDGE, "reps: 8", "reps: 10");
    repository.commit("More bridges");
    let refused = handout("pinned.yaml", "x.pdf", &["--locked"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("--library-rev") && !repository.file("x.pdf").exists(), "{}", refused.err);
    let warned = handout("pinned.yaml", "now.pdf", &[]);
    assert_eq!(warned.code, 0);
    for part in ["warning[pin-mismatch]", "(`--library-rev v1.0.0`)", "bridge: 1 x 10 instead of 1 x 8"] {
        assert!(warned.err.contains(part), "{part}: {}", warned.err);
    }
    let again = handout("pinned.yaml", "again.pdf", &["--locked", "--library-rev", "v1.0.0"]);
    assert_eq!(again.code, 0, "{}", again.err);
    let bytes = |name: &str| fs::read(repository.file(name)).unwrap();
    assert_eq!(bytes("first.pdf"), bytes("again.pdf"));
    assert_ne!(bytes("first.pdf"), bytes("now.pdf"));
    // Without a tag it is found by its digest.
    repository.git(&["tag", "-d", "v1.0.0"]);
    let check = run(repository.path(), &["check", "pinned.yaml", "--library", LIBRARY]);
    assert!(check.err.contains("bridge: 1 x 10 instead of 1 x 8"), "{}", check.err);
}

#[test]
fn every_state_of_a_repository_works_or_says_what_is_wrong() {
    let repository = repository();
    repository.replace(BRIDGE, "name: Bridge", "name: High bridge");
    // What is not committed counts for the folder, and not for HEAD.
    assert!(diff(&repository, &["HEAD"]).text().contains("High bridge"));
    assert!(diff(&repository, &["v1.0.0..HEAD"]).text().contains("nothing differs"));
    repository.commit("A name");

    assert!(diff(&repository, &["v1.0.0.."]).text().contains("High bridge"));
    for (args, said) in [(&["v1.0.0...HEAD"][..], "`v1.0.0..HEAD`"), (&["v1.0.0..HEAD", "HEAD"], "is a third")] {
        let refused = diff(&repository, args);
        assert_eq!(refused.code, 2);
        assert!(refused.err.contains(said), "{}", refused.err);
    }

    let unknown = diff(&repository, &["v1.0.1"]);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.err.contains("no revision `v1.0.1`") && unknown.err.contains("did you mean `v1.0.0`?"),
        "{}",
        unknown.err
    );
    let option = diff(&repository, &["--", "--output=x"]);
    assert_eq!(option.code, 2, "{}", option.err);

    // A detached head, and a worktree beside.
    repository.git(&["checkout", "-q", "--detach", "v1.0.0"]);
    assert!(diff(&repository, &["main..HEAD"]).text().contains("- High bridge"));
    repository.git(&["checkout", "-q", "main"]);

    // From inside the library, and from another place altogether.
    let inside = run(&repository.file(LIBRARY), &["library", "diff", "v1.0.0"]);
    assert!(inside.text().contains("+ High bridge"), "{}", inside.err);
    let top = run(repository.path(), &["library", "diff", "v1.0.0"]);
    assert_eq!(top.code, 2);
    assert!(top.err.contains("--library"), "{}", top.err);

    // A shallow clone has no history.
    let elsewhere = tempfile::tempdir().unwrap();
    let from = format!("file://{}", repository.path().display());
    git::git(elsewhere.path(), &["clone", "-q", "--depth", "1", "--no-tags", &from, "shallow"]);
    let shallow = elsewhere.path().join("shallow");
    let missing = run(&shallow, &["library", "diff", "HEAD~1", "--library", LIBRARY]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("shallow") && missing.err.contains("git fetch --unshallow"), "{}", missing.err);
    assert_eq!(run(&shallow, &["library", "diff", "HEAD", "--library", LIBRARY]).code, 0);

    // Line ends as Windows has them are no change.
    git::git(elsewhere.path(), &["clone", "-q", &from, "windows"]);
    let windows = elsewhere.path().join("windows");
    for file in [BRIDGE, "our-library/library.yaml", "our-library/rules.yaml"] {
        let text = fs::read_to_string(windows.join(file)).unwrap();
        fs::write(windows.join(file), text.replace('\n', "\r\n")).unwrap();
    }
    let same = run(&windows, &["library", "diff", "HEAD", "--library", LIBRARY]).text();
    assert!(same.contains("nothing differs"), "{same}");
    let digest = |folder: &std::path::Path| run(folder, &["library", "digest", LIBRARY]).text();
    assert_eq!(digest(&windows), digest(repository.path()));

    // A folder that was not there yet, and one under no version control.
    repository.git(&["mv", LIBRARY, "moved"]);
    repository.commit("Moved");
    let moved = run(repository.path(), &["library", "diff", "v1.0.0", "--library", "moved"]);
    assert_eq!(moved.code, 2);
    assert!(moved.err.contains("was not there at `v1.0.0`"), "{}", moved.err);
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["library", "export", "lib"]).code, 0);
    let none = run(folder.path(), &["library", "diff", "v1.0.0", "--library", "lib"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("in no git repository"), "{}", none.err);

    // A version of the library that cannot be used.
    repository.write("moved/hips-and-legs/bridge.yaml", "name: Bridge\n");
    let broken = run(repository.path(), &["library", "diff", "HEAD", "--library", "moved"]);
    assert_eq!(broken.code, 1);
    assert!(broken.err.contains("missing-key"), "{}", broken.err);
    // The rest of a draft is compared all the same.
    assert!(broken.text().contains("nothing differs"), "{}", broken.text());
    assert!(
        broken.err.contains("not compared, as there are errors in one of the versions: `bridge`"),
        "{}",
        broken.err
    );
    // What annotates a pull request wants paths from the top of the repository.
    let github = run(&repository.file("moved"), &["library", "check", ".", "--format", "github"]).text();
    assert!(github.contains("error file=moved/hips-and-legs/bridge.yaml,line=1,"), "{github}");
    repository.commit("Broken");
    repository.git(&["checkout", "-q", "HEAD~1", "--", "moved"]);
    // What was released with a mistake does not stand in the way of the rest.
    repository.replace("moved/hips-and-legs/clam.yaml", "name: Clam", "name: Opening clam");
    let broken = run(repository.path(), &["library", "diff", "HEAD", "--library", "moved", "--format", "json"]);
    assert_eq!((broken.code, &broken.json()["not_compared"][0]), (1, &"bridge".into()), "{}", broken.err);
    assert_eq!(found(&broken.json()), [("wording".to_owned(), "clam".to_owned(), "wording".to_owned())]);
    assert!(broken.err.contains("HEAD:moved/hips-and-legs/bridge.yaml"), "{}", broken.err);
    let check = run(repository.path(), &["library", "check", "moved", "--since", "HEAD", "--on", "2026-11-30"]);
    assert_eq!(check.code, 1);
    assert!(check.err.contains("not compared") && check.err.contains("version-too-low"), "{}", check.err);
    for (name, exercise) in [("bridge", "bridge-hold"), ("clam", "clam")] {
        repository.write(&format!("programmes/{name}.yaml"), &PROGRAMME.replace("USE", exercise));
    }
    let args = ["library", "affected", "--since", "HEAD", "--library", "moved", "programmes", "--format", "json"];
    let affected = run(repository.path(), &args);
    let states: Vec<serde_json::Value> =
        affected.json()["programmes"].as_array().unwrap().iter().map(|p| p["state"].clone()).collect();
    assert_eq!((affected.code, states), (1, vec!["not-compared".into(), "differs".into()]), "{}", affected.err);
    // Without its head there is no library.
    fs::remove_file(repository.file("moved/library.yaml")).unwrap();
    repository.commit("Beheaded");
    repository.git(&["checkout", "-q", "HEAD~1", "--", "moved"]);
    let none = run(repository.path(), &["library", "diff", "HEAD", "--library", "moved"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("no `library.yaml` in `moved` at `HEAD`"), "{}", none.err);

    // Nothing is committed yet.
    let empty = Repository::new();
    assert_eq!(run(empty.path(), &["library", "export", "lib"]).code, 0);
    let none = run(empty.path(), &["library", "diff", "HEAD", "--library", "lib"]);
    assert!(none.err.contains("nothing is committed here yet"), "{}", none.err);
}

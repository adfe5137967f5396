//! Which programmes a new version of the library changes, and how.

use super::*;

const ACTIVATION: &str = "our-library/mechanisms/activation.yaml";

/// Asks which of some programmes change since the version that is tagged.
fn affected(repository: &Repository, args: &[&str]) -> Run {
    run(repository.path(), &[&["library", "affected", "--since", "v1.0.0", "--library", LIBRARY], args].concat())
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn affected_says_which_programmes_change_and_how() {
    let repository = repository();
    repository.write("programmes/bridge.yaml", &programme("bridge"));
    repository.write("programmes/clam.yaml", &programme("clam"));
    repository.write("programmes/prone.yaml", &programme("prone-hip-extension"));
    // It says nothing of conditions, and may have been given to anybody.
    let silent =
        programme("clam").replace(", conditions: [dizziness]", "").replace("hill-street ^1", "hill-street ^0.9");
    repository.write("programmes/silent.yaml", &silent);
    repository.write("programmes/notes.yaml", "rooms: [1, 2]\n");
    repository.write("programmes/lost.yaml", &programme("nothing-there"));
    repository.replace(BRIDGE, "reps: 8", "reps: 10");
    repository.replace(BRIDGE, "back of thighs, chance: 0.25, peak: 1.5", "back of thighs, chance: 0.8, peak: 3");
    repository.replace(BRIDGE, "Pause for one breath.", "Pause for two breaths.");
    repository.replace(CLAM, "avoid-if: [", "avoid-if: [dizziness, ");
    repository.replace(LIBRARY_YAML, "version: 1.0.0", "version: 2.0.0");
    // Named twice, it counts once; the library's own files are no programmes.
    let told = |format: &str| affected(&repository, &[".", "programmes", "--format", format]);
    let text = affected(&repository, &[".", "programmes"]).text();
    let parts = [
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
    ];
    has(&on_one_line(&text), &parts);
    assert!(!text.contains("prone.yaml"), "{text}");
    let json = told("json").json();
    assert_eq!(outcomes(&json), ["differs", "refused", "refused-before", "same", "differs"]);
    let caution = &json["programmes"][4]["cautions"][0];
    assert_eq!(
        (&caution["item"], &caution["condition"], &caution["ruling"]),
        (&"clam".into(), &"dizziness".into(), &"added".into())
    );
    has(&told("markdown").text(), &["### `./programmes/bridge.yaml`"]);
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
    (RULES, "amber-to: 5", "amber-to: 4", "handout, traffic light: “"),
    (RULES, "ring-after: 168 h", "ring-after: 240 h", "handout, "),
    (ACTIVATION, "Go for a short walk", "Go for a slow walk", "Go for a slow walk"),
    (ACTIVATION, "Now they have a job again", "They have a job again", "They have a job again"),
    (ACTIVATION, "is-not: On its own, it is not", "is-not: It is not", "It is not a sign"),
    (DOMS, "gone: { from: 72 h, to: 96 h", "gone: { from: 120 h, to: 144 h", "may be felt, was nothing"),
    (BRIDGE, "back of thighs, chance: 0.25, peak: 1.5", "back of thighs, chance: 0.9, peak: 4", "soreness likely, was"),
];

#[test]
fn affected_tells_whatever_the_patient_reads_otherwise() {
    let repository = repository();
    repository.write("two.yaml", &programme("bridge\n      - use: bridge-hold"));
    let mut wrong = Vec::new();
    for (file, old, new, said) in READ {
        let before = fs::read_to_string(repository.file(file)).unwrap();
        repository.replace(file, old, new);
        let run = affected(&repository, &["two.yaml"]);
        let text = on_one_line(&run.text());
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
        ends(&affected(&repository, &[folder]), 2, &[said]);
    }
}

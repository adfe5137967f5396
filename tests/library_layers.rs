//! A clinic's library over the core one, and what can be done with libraries as a whole.

mod support;

use std::fs;
use std::path::Path;

use support::{names, run};

const HEAD: &str = "id: hill-street\nname: Hill Street Physio\nversion: 1.0.0\nextends: core ^1\n";

fn clinic(folder: &Path, head: &str, bridge: &str) {
    fs::create_dir_all(folder.join("clinic/hips-and-legs")).unwrap();
    fs::write(folder.join("clinic/library.yaml"), head).unwrap();
    fs::write(folder.join("clinic/hips-and-legs/bridge.yaml"), bridge).unwrap();
}

#[test]
fn single_fields_are_changed_and_the_rest_is_the_core_librarys() {
    let folder = tempfile::tempdir().unwrap();
    clinic(folder.path(), HEAD, "changes: core\ndose:\n  most: { sets: 2 }\nalso-called: ~\n");
    let check = run(folder.path(), &["library", "check", "clinic", "--on", "2026-11-30"]);
    assert!(check.code == 0 && check.err.contains("`bridge` has no other name"), "{}", check.err);
    let json = run(folder.path(), &["library", "show", "bridge", "--library", "clinic", "--format", "json"]).json();
    let item = &json["items"][0];
    assert_eq!(
        (&item["layer"], &item["most"]["sets"], &item["most"]["reps"]),
        (&"changes".into(), &2.into(), &15.into())
    );
    assert_eq!(item["also_called"].as_array().unwrap().len(), 0);
    let changed: Vec<(&str, u64)> = item["changed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (c["field"].as_str().unwrap(), c["line"].as_u64().unwrap()))
        .collect();
    assert_eq!(changed, [("dose.most.sets", 3), ("also-called", 4)]);
    let text = run(folder.path(), &["library", "show", "bridge", "--library", "clinic"]).text();
    for part in ["dose.most.sets: hill-street 1.0.0", "core:hips-and-legs/bridge.yaml:", "all else: core 1.0.0"] {
        assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains(part), "{part}: {text}");
    }
    let other = run(folder.path(), &["library", "show", "clam", "--library", "clinic"]).text();
    assert!(other.contains("layer         all of it: core 1.0.0"), "{other}");
}

#[test]
fn what_is_hidden_is_gone_and_its_ladder_closes() {
    let folder = tempfile::tempdir().unwrap();
    clinic(folder.path(), &format!("{HEAD}hides: [bridge-hold, half-swing]\n"), "changes: core\nname: Bridge\n");
    let check = run(folder.path(), &["library", "check", "clinic", "--strict", "--on", "2026-11-30"]);
    assert_eq!(check.code, 0, "{}", check.err);
    assert_eq!(run(folder.path(), &["library", "show", "bridge-hold", "--library", "clinic"]).code, 2);
    let text = run(folder.path(), &["library", "show", "bridge", "--library", "clinic"]).text();
    assert!(text.contains("[bridge] > bridge-march > single-leg-bridge"), "{text}");
    let alone = run(folder.path(), &["library", "show", "full-swing", "--library", "clinic"]).text();
    assert!(alone.contains("stands alone: its neighbours are hidden"), "{alone}");
    // Nothing leads to it any more, and still it is not for everybody.
    let programme = "name: A try\npurpose: A try.\nlibrary: hill-street ^1\nweeks: 1\ndays: [mon]\nmode: pain-contingent\n\
                     person: { usual-pain: 6, sensitivity: usual, last-active: 4 weeks, worried: false }\n\
                     phases:\n  - name: All\n    weeks: 1\n    exercises: [{ use: full-swing }]\n";
    fs::write(folder.path().join("try.yaml"), programme).unwrap();
    let check = run(folder.path(), &["check", "try.yaml", "--library", "clinic"]);
    assert!(check.err.contains("entry-unmet"), "{}", check.err);
}

#[test]
fn changes_of_things_that_are_gone_are_findings_with_places() {
    let folder = tempfile::tempdir().unwrap();
    clinic(folder.path(), &format!("{HEAD}hides: [clamm]\n"), "changes: cor\nname: Bridge\n");
    fs::write(folder.path().join("clinic/gone.yaml"), "changes: core\nname: Gone\n").unwrap();
    let check = run(folder.path(), &["library", "check", "clinic", "--on", "2026-11-30"]);
    assert_eq!(check.code, 1);
    let places = ["clinic/library.yaml:5:9", "clinic/hips-and-legs/bridge.yaml:1:10", "clinic/gone.yaml:1:10"];
    for part in places.into_iter().chain(["did you mean `clam`?"]) {
        assert!(check.err.contains(part), "{part}: {}", check.err);
    }
    assert_eq!(check.err.matches("error[").count(), 3, "one slip, one finding: {}", check.err);
}

#[test]
fn an_exported_library_is_the_core_library_and_nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let export = run(folder.path(), &["library", "export", "mine"]);
    assert_eq!((export.code, export.out.len()), (0, 0), "{}", export.err);
    let digests =
        [&["library", "digest", "mine"][..], &["library", "digest"]].map(|args| run(folder.path(), args).text());
    assert_eq!(digests[0], digests[1]);
    // What the guide and the library point to is there, too.
    let text = |path: &str| fs::read_to_string(folder.path().join("mine").join(path)).unwrap();
    assert!(text("style.yaml").contains("docs/wording.md") && text("poses.yaml").contains("docs/figures.md"));
    for page in ["README.md", "docs/figures.md", "docs/versions.md", "docs/wording.md"] {
        let below = Path::new(page).parent().unwrap();
        let page = text(page);
        let links = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.contains("://") && !link.starts_with('#')) {
            let target = folder.path().join("mine").join(below).join(link.split('#').next().unwrap());
            assert!(target.is_file(), "{link}");
        }
    }
    assert!(fs::read_to_string(folder.path().join("mine/.gitattributes")).unwrap().contains("*.yaml text eol=lf"));
    let again = run(folder.path(), &["library", "export", "mine"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("nothing is overwritten"), "{}", again.err);
    assert_eq!(names(folder.path()), ["mine"], "no temporary folder is left");
}

#[test]
fn stats_show_a_library_at_a_glance() {
    let folder = tempfile::tempdir().unwrap();
    clinic(folder.path(), HEAD, "changes: core\nname: Bridge\n");
    let args = ["library", "stats", "clinic", "--on", "2028-11-25"];
    let text = run(folder.path(), &args).text();
    for part in ["1 changed", "hips-and-legs", "doms", "expert-opinion", "have run out"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let json = run(folder.path(), &[&args[..], &["--format", "json"]].concat()).json();
    assert_eq!(json["changed"], 1);
    assert!(json["reviews_run_out"].as_u64() > Some(0), "{json}");
}

#[test]
fn reviews_that_run_out_within_ninety_days_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    clinic(folder.path(), HEAD, "changes: core\nreviewed: { until: 2027-02-01 }\n");
    let text = run(folder.path(), &["library", "check", "clinic", "--strict", "--on", "2026-11-30"]);
    assert_eq!(text.code, 0, "{}", text.err);
    assert!(text.text().contains("0 have run out, 1 will within 90 days of 2026-11-30"), "{}", text.text());
    assert!(text.text().contains("bridge  holds until 2027-02-01"), "{}", text.text());
    let json = run(folder.path(), &["library", "check", "clinic", "--on", "2027-02-02", "--format", "json"]).json();
    assert_eq!((&json["reviews_due"][0]["id"], json["warnings"].as_u64()), (&"bridge".into(), Some(1)));
}

#[test]
fn the_same_findings_come_in_every_format_with_the_same_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    clinic(folder.path(), HEAD, "changes: core\nposition: upright\n");
    let check =
        |format: &str| run(folder.path(), &["library", "check", "clinic", "--on", "2026-11-30", "--format", format]);
    for format in ["text", "json", "sarif", "github"] {
        assert_eq!(check(format).code, 1, "{format}");
    }
    let sarif = check("sarif").json();
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(
        (&sarif["version"], &result["ruleId"], &result["level"]),
        (&"2.1.0".into(), &"unknown-word".into(), &"error".into())
    );
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "clinic/hips-and-legs/bridge.yaml");
    assert_eq!(
        (&place["region"]["startLine"], &place["region"]["startColumn"], &place["region"]["endColumn"]),
        (&2.into(), &11.into(), &18.into())
    );
    assert_eq!(sarif["runs"][0]["tool"]["driver"]["rules"][0]["id"], "unknown-word");
    let github = check("github").text();
    assert!(github.starts_with("::error file=clinic/hips-and-legs/bridge.yaml,line=2,endLine=2,col=11,endColumn=18,title=unknown-word::`upright`"), "{github}");
}

#[test]
fn what_a_change_breaks_in_the_core_library_is_shown_at_the_change() {
    let folder = tempfile::tempdir().unwrap();
    clinic(folder.path(), HEAD, "changes: core\ndose: { start: { reps: 20 } }\n");
    let github = run(folder.path(), &["library", "check", "clinic", "--format", "github"]);
    assert_eq!(github.code, 1);
    let text = github.text();
    assert!(text.starts_with("::error file=clinic/hips-and-legs/bridge.yaml,line=1,"), "{text}");
    assert!(text.contains("(core:hips-and-legs/bridge.yaml:"), "{text}");
}

#[test]
fn single_conditions_rules_and_parts_of_lists_are_changed() {
    let folder = tempfile::tempdir().unwrap();
    clinic(folder.path(), HEAD, "changes: core\navoid-if: { add: [epilepsy], remove: [pregnancy] }\n");
    let epilepsy = "- { id: epilepsy, name: Epilepsy, definition: \"Fits in the last 12 months.\" }\n";
    fs::write(folder.path().join("clinic/conditions.yaml"), epilepsy).unwrap();
    fs::write(folder.path().join("clinic/rules.yaml"), "traffic-light: { green-to: 2 }\n").unwrap();
    let check = run(folder.path(), &["library", "check", "clinic", "--strict", "--on", "2026-11-30"]);
    assert_eq!(check.code, 0, "{}", check.err);
    let text = run(folder.path(), &["library", "show", "bridge", "--library", "clinic"]).text();
    for (part, is_there) in [("epilepsy: Fits", true), ("recent-leg-fracture:", true), ("pregnancy:", false)] {
        assert_eq!(text.contains(part), is_there, "{part}: {text}");
    }
    assert_eq!(run(folder.path(), &["library", "export", "core"]).code, 0);
    let diff = run(folder.path(), &["library", "diff", "core", "clinic", "--format", "json"]).json();
    let item = |change: &serde_json::Value| format!("{} {}", change["item"], change["what"]).replace('"', "");
    let found: Vec<String> = diff["changes"].as_array().unwrap().iter().map(item).collect();
    for part in ["bridge caution-added", "bridge caution-removed", "rules number", "epilepsy condition"] {
        assert!(found.contains(&part.to_owned()), "{part}: {found:?}");
    }
    assert!(!found.iter().any(|change| change.starts_with("osteoporosis")), "{found:?}");
}

#[test]
fn what_is_removed_or_meant_is_seen_in_show_and_diff() {
    let folder = tempfile::tempdir().unwrap();
    let stop = "If pain moves further down your leg, stop and ring your physio.";
    let bridge = format!(
        "changes: core\nmistakes: {{ remove: [\"{stop}\"] }}\navoid-if: {{ remove: [pregnancy] }}\n\
         dose: {{ start: {{ rest: 15 s }} }}\ndespite: {{ fields: [dose.start.rest], because: agreed with the team }}\n"
    );
    clinic(folder.path(), HEAD, &bridge);
    let check = run(folder.path(), &["library", "check", "clinic", "--strict", "--on", "2026-11-30"]);
    assert_eq!(check.code, 0, "{}", check.err);
    let show = run(folder.path(), &["library", "show", "bridge", "--library", "clinic"]).text();
    let show = show.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [&format!("takes away: {stop}"), "takes away: pregnancy", "because: agreed with the team"] {
        assert!(show.contains(part), "{part}: {show}");
    }
    assert_eq!(run(folder.path(), &["library", "export", "core"]).code, 0);
    let diff = run(folder.path(), &["library", "diff", "core", "clinic"]).text();
    for part in ["- pregnancy", "when to stop and whom to ask", stop, "less rest between sets"] {
        assert!(diff.split_whitespace().collect::<Vec<_>>().join(" ").contains(part), "{part}: {diff}");
    }
    // Without the reason, it is a warning that names what is less.
    clinic(folder.path(), HEAD, "changes: core\ndose: { start: { rest: 15 s } }\n");
    let check = run(folder.path(), &["library", "check", "clinic", "--strict", "--on", "2026-11-30"]);
    assert_eq!(check.code, 1);
    assert!(check.err.contains("warning[layer-drops]") && check.err.contains("bridge.yaml:2:18"), "{}", check.err);
}

#[test]
fn schemas_are_written_once() {
    let folder = tempfile::tempdir().unwrap();
    let run_it = || run(folder.path(), &["library", "schema", "schema"]);
    assert_eq!(run_it().code, 0);
    assert!(names(&folder.path().join("schema")).contains(&"exercise.json".to_owned()));
    assert_eq!(run_it().code, 2);
}
